"""The case tables once more, told by a pipeline of the user's: ClearNLP's labels, converted once at load."""

from __future__ import annotations

from pathlib import Path

import pytest
from clear_labels import to_clear
from parsed import Parsed, claim_of, read_blocks

from kgbuild.annotate import Annotated
from kgbuild.extract import extract
from kgbuild.language.universal import OURS, is_other, to_universal
from kgbuild.normalize.relations.match import relate

TESTS = Path(__file__).resolve().parents[1]
TABLES = dict.fromkeys(sorted((TESTS / "extract").glob("*.conllu")), 1)
TABLES |= dict.fromkeys(sorted((TESTS / "normalize").glob("*.conllu")), 6)
"""Table of cases -> of how many sentences one is read again."""
LOST = {
    "Former Auditor General Anand Okoro opposed the bill.": "ClearNLP tells no title of two words from a name"
}
"""Sentences that the other family cannot tell apart, and why."""


def claims(case: Parsed, *, other: bool) -> list[str]:
    """The claims with a relation, of the tree as it stands or as the other family tells it."""
    annotated = case.annotated
    if other:
        told = to_clear(annotated.doc)
        assert OURS.isdisjoint(t.dep_ for t in told)
        annotated = Annotated(
            annotated.document, to_universal(told), sections=list(annotated.sections)
        )
        annotated.mentions.extend(case.annotated.mentions)
        annotated.times.extend(case.annotated.times)
        annotated.clusters.update(case.annotated.clusters)
    drafts = relate(extract(annotated), annotated)
    return sorted(claim_of(draft, annotated) for draft in drafts if draft.relation)


@pytest.mark.parametrize("table", TABLES, ids=[path.stem for path in TABLES])
def test_both_label_families_give_the_same_claims(table: Path) -> None:
    """What the other family tells by another shape (copulas, prepositions, names) is read alike."""
    cases = read_blocks(table)[:: TABLES[table]]
    assert len(cases) >= 4
    differing = [
        case.text for case in cases if claims(case, other=True) != claims(case, other=False)
    ]
    assert [text for text in differing if text not in LOST] == []


def test_the_other_family_is_told_by_most_of_them() -> None:
    """The tables are no empty question: nearly all of their trees change their labels."""
    cases = [case for table in TABLES for case in read_blocks(table)[::6]]
    assert len(cases) > 200
    assert sum(is_other(to_clear(case.annotated.doc)) for case in cases) >= 0.9 * len(cases)
