"""The open layer printed: surface words only, two styles of the same drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.extract.surface import openie
from kgbuild.trace import trace

if TYPE_CHECKING:
    from spacy.language import Language

LINE = "He served as the first Prime Minister of Australia ."


def _rows(line: str, english: Language, style: str) -> list[tuple[str, ...]]:
    return [(r.relation, *r.arguments) for r in openie([line], english, style=style)]


def test_nary_keeps_full_noun_phrases(english: Language) -> None:
    """The preposition goes with the relation, the full stop with nothing."""
    assert ("served as", "He", "the first Prime Minister of Australia") in _rows(
        LINE, english, "nary"
    )


def test_binary_chains_the_phrases_inside_an_argument(english: Language) -> None:
    """One row more for each phrase, with what stands before it in the relation."""
    rows = _rows(LINE, english, "binary")
    assert ("served as the first Prime Minister of", "He", "Australia") in rows


@pytest.mark.parametrize(
    ("line", "style", "row"),
    [
        ("Lund was happy with the deal .", "binary", ("was happy with", "Lund", "the deal")),
        (  # a preposition stands before all that it governs
            "They held a fair in 1982 for sculptors and painters .",
            "binary",
            ("held a fair for", "They", "painters"),
        ),
        (  # so does an auxiliary, before participles in one form
            "The meat was cut into strips and rinsed with water .",
            "binary",
            ("was rinsed with", "The meat", "water"),
        ),
        (
            "Lund closed the case reviewed by the court .",
            "nary",
            ("closed", "Lund", "the case reviewed by the court"),
        ),
        (
            "Lund taught at Varde University until he moved to Oslo .",
            "nary",
            ("taught at", "Lund", "Varde University", "until he moved to Oslo"),
        ),
        ("Lund strictly opposed the plan .", "nary", ("strictly opposed", "Lund", "the plan")),
        (
            "Lund made a final offer on the ship .",
            "nary",
            ("made a final offer on", "Lund", "the ship"),
        ),
    ],
)
def test_nothing_of_the_predicate_is_lost(
    english: Language, line: str, style: str, row: tuple[str, ...]
) -> None:
    assert row in _rows(line, english, style)


def test_every_slot_is_made_of_the_lines_own_tokens(english: Language) -> None:
    """Brackets and quotes are printed as the line writes them."""
    line = "The `` Dart '' -LRB- a boat -RRB- was sunk by two planes in 1941 ."
    rows = list(openie([line], english, style="nary"))
    assert rows
    for row in rows:
        assert all(word in line.split(" ") for cell in row.arguments for word in cell.split(" "))
        assert row.line().count("\t") == 2 + len(row.arguments)


def test_an_unknown_style_is_refused(english: Language) -> None:
    """The message names the known ones."""
    with pytest.raises(ValueError, match="nary, binary"):
        list(openie([LINE], english, style="ternary"))


def test_trace_tells_rule_tokens_and_claim(english: Language) -> None:
    """The tool shows the negation and the modality that the rule found."""
    (step,) = trace("Moscow refused to criticise Beijing.", english)
    assert step.rule == "clauses.verb"
    assert step.tokens == "criticise/3"
    assert "negated; refused" in step.claim
