"""The case table: every verbal claim of a sentence, and no other."""

from __future__ import annotations

import pytest
from extract_cases import Case, read_cases, read_parses, rendered
from spacy.lang.en import English

PARSED = read_parses()
VOCAB = English().vocab


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.sentence[:60])
def test_a_sentence_gives_its_claims_and_no_others(case: Case) -> None:
    """Polarity, modality, hedge and speaker are part of each line."""
    assert rendered(PARSED[case.sentence], VOCAB) == case.claims


def test_the_table_is_large_and_holds_negatives() -> None:
    """Sentences that claim nothing are cases too."""
    cases = read_cases()
    assert len(cases) >= 200
    assert sum(not case.claims for case in cases) >= 5
