"""The case table: every verbal claim of a sentence, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from extract_cases import Case, read_cases, read_parses, rendered, rows_of
from spacy.lang.en import English

if TYPE_CHECKING:
    from spacy.language import Language

PARSED = read_parses()
VOCAB = English().vocab


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.sentence[:60])
def test_a_sentence_gives_its_claims_and_no_others(case: Case) -> None:
    """Polarity, modality, hedge and speaker are part of each line."""
    assert rendered(PARSED[case.sentence], VOCAB) == case.claims


# What the shipped parser reads otherwise than the trees of the table, sentence by sentence.
LIVE_MISREAD = frozenset(
    {
        "Erdogan promised his allies to visit Baghdad.",
        "The family watched soldiers burn the house.",
        "Lavrov regrets that Armenia left the alliance.",
        "The fact that the bank lied shocked clients.",
        "The proposal to tax sugar was rejected by the senate.",
        "The widow accused the clinic of hiding records.",
        "The two leaders are due to meet in Geneva.",
        "It was announced that the bank had failed.",
        "Lund said when the suit was filed that the managers must pay.",
        "The road was closed; the bridge was blown up, according to the police.",
        "The troops came to protect the mine.",
        "The rubbish they find littering the streets is burnt.",
        "The price of tickets, which were sold out, rose.",
        "The firm raised prices, which has angered voters.",
    }
)


def test_the_live_parser_gives_the_same(english: Language) -> None:
    """The same claims from raw text; each sentence that the parser misreads is named, and none is plain for it."""
    cases = read_cases()
    wrong = set()
    for case, doc in zip(cases, english.pipe([c.sentence for c in cases]), strict=True):
        if rendered(rows_of(doc), VOCAB) != case.claims:
            wrong.add(case.sentence)
    assert wrong <= LIVE_MISREAD


def test_the_table_is_large_and_holds_negatives() -> None:
    """Sentences that claim nothing are cases too."""
    cases = read_cases()
    assert len(cases) >= 200
    assert sum(not case.claims for case in cases) >= 5
