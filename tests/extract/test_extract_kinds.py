"""Kinds of sentence that tools are known to misread: what must be claimed of them, and what must not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kgbuild.graph import Graph
from kgbuild.model import Arg, EntityArg, LiteralArg, ValueArg, named_in
from kgbuild.project.gate import claim_passes, member_pairs

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass
class Kind:
    """One text with what is due of it."""

    text: str
    due: list[tuple[str, list[str]]] = field(default_factory=list)


def read() -> list[Kind]:
    """The kinds of the file, in order."""
    found: list[Kind] = []
    for line in (Path(__file__).parent / "kinds.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("> "):
            found.append(Kind(line[2:].replace("\\n", "\n")))
        elif line.strip() and not line.startswith("#"):
            found[-1].due.append((line[0], [cell.strip() for cell in line[1:].split("|")]))
    return found


@pytest.mark.parametrize("kind", read(), ids=lambda kind: kind.text[:50])
def test_what_is_due_is_claimed_and_nothing_false(kind: Kind, english: Language) -> None:
    graph = Graph.of(kind.text, nlp=english)

    def words(args: tuple[Arg, ...]) -> str:
        return "; ".join(
            graph.entities[a.entity].name
            if isinstance(a, EntityArg)
            else a.literal
            if isinstance(a, LiteralArg)
            else f"{a.value:g} {a.unit}"
            if isinstance(a, ValueArg)
            else str(a)
            for a in args
        )

    claims = {
        (words(c.subject), name, words(c.object), f"{c.polarity.value} {c.modality.value}")
        for c in graph.snapshot.claims
        for name in {c.relation, c.predicate}
    }
    edges = {
        (graph.entities[pair[0]].name, graph.entities[pair[1]].name)
        for c in graph.snapshot.claims
        if claim_passes(c, graph.entities)
        for pair in member_pairs(c.relation or "", c.subject, c.object, graph.entities)
    }
    entities = {e.name: e.type for e in graph.entities.values()}
    for sign, cells in kind.due:
        if sign == "+":
            assert tuple(cells) in claims
        elif sign == "-":
            assert not {tuple(cells), tuple(reversed(cells))} & edges
        elif sign == "=":
            assert entities.get(cells[0]) == cells[1]
        else:
            assert cells[0] not in entities


def test_a_clause_on_one_member_tells_nothing_of_the_next(english: Language) -> None:
    """ "N, arrested in May, and M fled": M was not arrested; before, M was."""
    graph = Graph.of("Lena Aho, arrested in May, and Nadia Rask fled to Spain.", nlp=english)
    arrested = [c for c in graph.snapshot.claims if c.relation == "ARRESTED"]
    assert [graph.entities[a.entity].name for c in arrested for a in c.object] == ["Lena Aho"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ivo Stahl faked his death.", "DIED"),
        ("The mayor praised Ivo Stahl, and his execution was delayed.", "KILLED"),
        ("The panel met to consider Ivo Stahl's removal.", "DISMISSED"),
    ],
)
def test_what_a_noun_says_of_its_owner_may_not_have_been(
    text: str, relation: str, english: Language
) -> None:
    """What somebody does with his own says whether it was, and a pronoun's event may be to come."""
    told = [c for c in Graph.of(text, nlp=english).snapshot.claims if c.relation == relation]
    assert all(c.modality.value != "actual" for c in told)


def test_a_figure_is_that_of_whom_it_stands_with(english: Language) -> None:
    """ "N won 20 per cent and M 14": M neither was won nor won 20."""
    graph = Graph.of("Lena Aho won 20 percent and Ivo Stahl 14.", nlp=english)
    named = {graph.entities[e].name for c in graph.snapshot.claims for e in named_in(c)}
    assert "Ivo Stahl" not in named


def test_a_day_heads_nothing(english: Language) -> None:
    """A clause hung on the day before it gives no relation."""
    text = "The fair began this Monday, which will last until May, and is in charge of the Ministry of Trade."
    assert not [c for c in Graph.of(text, nlp=english).snapshot.claims if c.relation == "HEADS"]
