"""What is not a verb: titles, appositions, owners, event nouns, compounds, copulas, figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsed import Parsed, claim_of, read_blocks

from kgbuild.extract import extract
from kgbuild.normalize.relations.match import relate

HERE = Path(__file__).resolve().parent
EXTRACTORS = sorted(path.stem for path in HERE.glob("*.conllu"))
"""Each table of cases bears the name of its extractor."""


def _cases() -> list[tuple[str, Parsed]]:
    return [(name, case) for name in EXTRACTORS for case in read_blocks(HERE / f"{name}.conllu")]


CASES = _cases()


@pytest.mark.parametrize(
    ("extractor", "case"), CASES, ids=[f"{name}: {case.text}" for name, case in CASES]
)
def test_each_sentence_gives_what_a_reader_would_say(extractor, case):
    """Of the extractor's own claims exactly those of the block come out, and none where it lists none."""
    drafts = relate(extract(case.annotated), case.annotated)
    own = [
        d for d in drafts if d.extractor.split(".")[0] == extractor or extractor == "commitments"
    ]
    found = [claim_of(d, case.annotated) for d in own if d.relation or extractor == "values"]
    assert sorted(found) == sorted(case.claims)


def test_there_are_negatives_among_the_cases():
    """A third of the sentences look like a relation and are none, or deny it."""
    assert len(CASES) >= 140
    silent = [
        case for _, case in CASES if not case.claims or any("negated" in c for c in case.claims)
    ]
    assert len(silent) * 4 >= len(CASES)
