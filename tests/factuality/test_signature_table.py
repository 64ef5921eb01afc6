"""The table of signatures: read strictly, without contradictions, and in agreement with the reporting words."""

from __future__ import annotations

import pytest

from kgbuild.attribution.table import reporting
from kgbuild.errors import VocabularyError
from kgbuild.factuality.status import MARKERS
from kgbuild.model import Modality
from kgbuild.predicates.signatures import (
    COLUMNS,
    Kind,
    Negated,
    contradictions,
    get,
    read_signatures,
    signatures,
    strangers,
)

HEAD = ",".join(COLUMNS) + "\n"
GOOD = "manage,verb,passes,actual,turned,to,1\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            GOOD + "manage,verb,turns,actual,turned,to ing,1\n",
            "t.csv:3: verb 'manage' over 'to' has another signature in line 2",
        ),
        (GOOD + GOOD, "t.csv:3: verb 'manage' over 'to' has twice in line 2"),
        ("Manage,verb,passes,actual,turned,to,1\n", "t.csv:2: 'Manage' is not one word in lower case"),
        ("manage,adverb,passes,actual,turned,to,1\n", "t.csv:2: part 'adverb' is none of verb, adjective, noun"),
        ("manage,verb,passes,actual,turned,sideways,1\n", "t.csv:2: 'manage': construction 'sideways' is unknown"),
        ("manage,verb,passes,actual,turned,,1\n", "t.csv:2: 'manage': takes nothing, or one twice"),
        ("manage,verb,passes,actual,turned,to to,1\n", "t.csv:2: 'manage': takes nothing, or one twice"),
        ("manage,verb,passes,actual,turned,to,often\n", "t.csv:2: seen is a count, not 'often'"),
        ("manage,verb,wins,actual,turned,to,1\n", "t.csv:2: 'manage': 'wins' is not a valid Kind"),
        ("manage,verb,passes,maybe,turned,to,1\n", "t.csv:2: 'manage': 'maybe' is not a valid Modality"),
        ("manage,verb,passes,actual,bent,to,1\n", "t.csv:2: 'manage': 'bent' is not a valid Negated"),
        ("manage,verb,passes,planned,turned,to,1\n", "t.csv:2: 'manage' passes with modality planned"),
        ("plan,verb,weakens,actual,held,to,1\n", "t.csv:2: 'plan' weakens with modality actual"),
        ("manage,verb,passes\n", "t.csv:2: 7 cells are wanted"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_file_and_line(rows: str, message: str) -> None:
    """Contradictions, doubles and impossible cells never load."""
    with pytest.raises(VocabularyError) as refused:
        read_signatures(HEAD + rows, "t.csv")
    assert message in str(refused.value)


def test_other_columns_are_refused() -> None:
    """The head names the columns."""
    with pytest.raises(VocabularyError, match="the columns are"):
        read_signatures("word,does\nmanage,passes\n", "t.csv")


def test_a_lemma_that_the_lemmatiser_never_gives_is_a_stranger() -> None:
    """A participle is no lemma of a verb, a plural none of a noun."""
    rows = "managed,verb,passes,actual,turned,to,1\nplans,noun,weakens,planned,held,to,1\n"
    found = strangers(read_signatures(HEAD + rows, "t.csv"), "t.csv")
    assert found == [
        "t.csv:2: 'managed' is the lemma of no verb",
        "t.csv:3: 'plans' is no lemma but a plural",
    ]


def test_no_word_stands_in_both_tables_in_one_construction() -> None:
    """What reports has its signature from its stance, and from nowhere else."""
    assert contradictions(signatures(), reporting(), "signatures.csv") == []
    row = "say,verb,passes,actual,turned,that,1\n"
    both = contradictions(read_signatures(HEAD + row, "t.csv"), reporting(), "t.csv")
    assert len(both) == 1
    assert both[0].startswith("t.csv:2: 'say' over 'that' is a reporting word")


@pytest.mark.parametrize(
    ("part", "word", "takes", "kind", "modality", "negated"),
    [
        ("verb", "manage", "to", Kind.PASS, Modality.ACTUAL, Negated.TURNED),
        ("verb", "force", "obj-to", Kind.PASS, Modality.ACTUAL, Negated.OPEN),
        ("verb", "fail", "to", Kind.TURN, Modality.ACTUAL, Negated.TURNED),
        ("verb", "prevent", "obj-from-ing", Kind.TURN, Modality.ACTUAL, Negated.OPEN),
        ("verb", "refuse", "to", Kind.TURN, Modality.REFUSED, Negated.OPEN),
        ("verb", "regret", "that", Kind.FACT, Modality.ACTUAL, Negated.HELD),
        ("verb", "hesitate", "to", Kind.VOID, Modality.ACTUAL, Negated.TURNED),
        ("verb", "rule_out", "ing", Kind.TURN, Modality.ACTUAL, Negated.TURNED),
        ("verb", "acquit", "obj-of-ing", Kind.DENIAL, Modality.ACTUAL, Negated.OPEN),
        ("verb", "accuse", "obj-of-ing", Kind.SPEECH, Modality.ACTUAL, Negated.HELD),
        ("verb", "fear", "that", Kind.THOUGHT, Modality.POSSIBLE, Negated.HELD),
        ("adjective", "averse", "to-ing", Kind.TURN, Modality.REFUSED, Negated.OPEN),
        ("noun", "myth", "that", Kind.TURN, Modality.ACTUAL, Negated.OPEN),
        ("noun", "claim", "that", Kind.SPEECH, Modality.ACTUAL, Negated.HELD),
    ],
)  # fmt: skip
def test_what_a_governor_does(
    part: str, word: str, takes: str, kind: Kind, modality: Modality, negated: Negated
) -> None:
    """A sample by hand, after Karttunen."""
    found = get(part, word, takes)
    assert found is not None
    assert (found.kind, found.modality, found.negated) == (kind, modality, negated)


def test_what_no_table_knows_has_no_signature() -> None:
    """The reader makes it UNKNOWN, which leaves the content open."""
    assert get("verb", "flummox", "to") is None
    assert get("verb", "manage", "from-ing") is None


def test_classes_of_adverbs_do_not_overlap() -> None:
    """A word that may leave something open is never among the plain ones."""
    plain = MARKERS["plain"]
    assert len(plain) > 800
    for name in (
        "near",
        "perhaps",
        "probable",
        "hedge",
        "rarely",
        "unreal",
        "vain",
        "wrongly",
        "negative",
    ):
        assert not plain & MARKERS[name]
