"""A report's day is the report's, names of months are names, and an act is whose the grammar says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Claim, Document, EntityArg

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = date(2024, 6, 5)


def read(text: str, english: Language) -> tuple[dict[str, Claim], dict[str, str]]:
    """The claims of a text by their words, and the names of its clusters."""
    found = claims_of(Document("d-test", "t.txt", text, published=PUBLISHED), english)
    return {c.predicate: c for c in found.claims}, {c.id: c.name for c in found.clusters}


@pytest.mark.parametrize(
    ("text", "act", "when", "report", "said"),
    [
        ("Chad freed Okoro in April, his lawyer said on Monday.", "free", "2024-04-01", "say", "2024-06-03"),
        ("Chad freed Okoro, his lawyer said on Monday.", "free", None, "say", "2024-06-03"),
        ("Holm sold the villa last month, Lund said on Tuesday.", "sell", "2024-05-01", "say", "2024-06-04"),
        ("Ghana sued Telvik in 2022, its chairman confirmed last week.", "sue", "2022-01-01", "confirm", "2024-05-27"),
    ],
)  # fmt: skip
def test_a_reports_day_is_the_reports(
    text: str, act: str, when: str | None, report: str, said: str, english: Language
) -> None:
    """ "…, his lawyer said on Monday": Monday is when he said it, whatever the parse made of it."""
    claims, _ = read(text, english)
    time = claims[act].time
    start = time.start.isoformat() if time is not None and time.start is not None else None
    assert start == when
    told = claims[report].time
    assert told is not None
    assert told.start is not None
    assert told.start.isoformat() == said


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May praised the nurses.",
        "Mr March left Oslo.",
        "Prime Minister May visited Madrid.",
        "Theresa May praised Peter Holm.",
        "June Novak praised Mr August.",
    ],
)
def test_a_month_in_a_name_is_a_name(text: str, english: Language) -> None:
    """It dates nothing."""
    claims, _ = read(text, english)
    assert claims
    assert all(claim.time is None for claim in claims.values())


def test_the_middle_of_a_month_is_a_time_and_no_place(english: Language) -> None:
    """ "In mid-April" is April."""
    claims, names = read("The army took Lund in mid-April.", english)
    claim = claims["take"]
    assert claim.time is not None
    assert claim.time.start == date(2024, 4, 1)
    assert "mid-April" not in names.values()


@pytest.mark.parametrize(
    ("text", "words", "who", "polarity"),
    [
        ("Ghana deterred Togo from attacking Benin.", "attack", "Togo", "negated"),
        ("Ghana talked Togo out of attacking Benin.", "attack", "Togo", "negated"),
        ("Ghana kept Togo from attacking Benin.", "attack", "Togo", "negated"),
        ("The court acquitted Lund of poisoning Holm.", "poison", "Lund", "negated"),
        ("Ghana sued Telvik for poisoning the lake.", "poison", "Telvik", "asserted"),
        ("Telvik hired Anna Lund to run the mine.", "run", "Anna Lund", "asserted"),
        ("Holm sent Lund to meet Adler.", "meet", "Lund", "asserted"),
        ("Lund left the bank to join Telvik.", "join", "Lund", "asserted"),
        ("Lund was wrongly convicted of poisoning Holm.", "poison", "Lund", "negated"),
    ],
)
def test_whose_act_it_is(text: str, words: str, who: str, polarity: str, english: Language) -> None:
    """The governor's row says whether it is the object's, and none of these carries an edge."""
    claims, names = read(text, english)
    claim = claims[words]
    assert [names[a.entity] for a in claim.subject if isinstance(a, EntityArg)] == [who]
    assert claim.polarity.value == polarity
    told = claim.polarity.value == "asserted" and claim.modality.value == "actual"
    assert not told or claim.attributed_to or claim.hedge


def test_a_verdict_of_not_guilty_is_no_conviction(english: Language) -> None:
    """It is an acquittal."""
    claims, _ = read("Okoro was found not guilty of poisoning Holm.", english)
    assert {c.relation for c in claims.values()} >= {"ACQUITTED"}
    assert "CONVICTED" not in {c.relation for c in claims.values()}


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Lund used to run Telvik.", True),
        ("Lund was once chairman of Telvik.", True),
        ("Lund had been the chairman of Telvik.", True),
        ("Lund previously worked for Telvik.", True),
        ("Lund is the chairman of Telvik.", False),
        ("Lund has been the chairman of Telvik since 2019.", False),
        ("Lund runs Telvik.", False),
    ],
)
def test_a_post_told_as_past_is_closed(text: str, over: bool, english: Language) -> None:
    """It ended before the article, on a day that is not told."""
    claims, _ = read(text, english)
    ties = [c for c in claims.values() if c.relation in ("HEADS", "EMPLOYED_BY", "HOLDS_POSITION")]
    assert ties
    for claim in ties:
        closed = claim.time is not None and claim.time.end == PUBLISHED
        assert closed is over
        assert (claim.qualifiers.get("status") == "former") is over


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("A meeting between Adler and Becker did not end the strike.", "asserted", "actual"),
        ("The meeting between Adler and Becker did not take place.", "negated", "actual"),
        ("A meeting between Adler and Becker could end the strike.", "asserted", "possible"),
        ("No meeting between Adler and Becker ended the strike.", "negated", "actual"),
    ],
)
def test_what_does_not_act_is_there_all_the_same(
    text: str, polarity: str, modality: str, english: Language
) -> None:
    """A negated verb denies what its subject does, not the subject; only verbs of taking place deny the event."""
    claims, _ = read(text, english)
    assert (claims["meeting between"].polarity, claims["meeting between"].modality) == (
        polarity,
        modality,
    )
