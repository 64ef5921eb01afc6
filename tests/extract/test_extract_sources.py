"""A source set beside a clause: its statement, its day, and occupations before names, with the shipped pipeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kgbuild.errors import KgbuildError
from kgbuild.extraction import claims_of, document_of
from kgbuild.model import ClaimArg, LiteralArg, ValueArg

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.extraction import Extraction
    from kgbuild.model import Claim

DAY = date(2020, 1, 10)


def _read(text: str, english: Language) -> tuple[Extraction, dict[str, str]]:
    found = claims_of(document_of(text, published=DAY), english)
    return found, {c.id: c.name for c in found.clusters}


def _claim(found: Extraction, relation: str) -> Claim:
    return next(c for c in found.claims if c.relation == relation)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to the Transport Ministry, Luc Morel resigned.", "Transport Ministry"),
        ("Luc Morel resigned, according to the Harbour Board.", "Harbour Board"),
        ("Luc Morel resigned, per the Football Union.", "Football Union"),
        ("According to a report by Norvik, two firms sold data.", "Norvik"),
    ],
)
def test_a_source_says_what_stands_beside_it(text: str, who: str, english: Language) -> None:
    """The statement is the source's, and holds the claim, which is in the source's voice."""
    found, names = _read(text, english)
    said = _claim(found, "STATED")
    assert [names[a.entity] for a in said.subject] == [who]
    inner = {a.claim for a in said.object if isinstance(a, ClaimArg)}
    assert inner and all(c.attributed_to for c in found.claims if c.id in inner)


@pytest.mark.parametrize(
    "text",
    [
        "According to plan, the bridge opened.",
        "Luc Morel left per se.",
        "Luc Morel left, according to reports.",
    ],
)
def test_a_plan_says_nothing(text: str, english: Language) -> None:
    """What things go according to is no source."""
    found, _ = _read(text, english)
    assert not [c for c in found.claims if c.relation == "STATED"]


@pytest.mark.parametrize(
    ("text", "relation", "day"),
    [
        ("Luc Morel resigned, according to the Harbour Board on Thursday.", "STATED", "2020-01-09"),
        ("The Transport Board of Norway on Monday announced the recorder was found.", "STATED", "2020-01-06"),
        ("Nils Holm said late on Tuesday no people would leave the building.", "STATED", "2020-01-07"),
        ("Luc Morel was released from prison Friday after his lawyers paid the bond.", "RELEASED", "2020-01-10"),
    ],
)  # fmt: skip
def test_a_day_goes_to_the_act_that_it_stands_by(
    text: str, relation: str, day: str, english: Language
) -> None:
    """Between subject and verb, behind the verb of saying, behind the source: wherever the parse hung it."""
    found, _ = _read(text, english)
    time = _claim(found, relation).time
    assert time is not None and str(time.start) == str(time.end) == day
    assert all(c.time is None for c in found.claims if c.relation in ("RESIGNED_FROM", "DEPARTED"))


def test_as_of_a_day_is_that_day(english: Language) -> None:
    """The toll as of Wednesday is how it stood then."""
    found, _ = _read("As of Wednesday, 20 people had died.", english)
    time = _claim(found, "DIED").time
    assert time is not None and time.start == time.end == date(2020, 1, 8)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Luc Morel faces ten years in prison.", "FACED"),
        ("The court sentenced Luc Morel to ten years in prison.", "PENALIZED"),
    ],
)
def test_a_term_is_an_amount_and_no_time(text: str, relation: str, english: Language) -> None:
    """What somebody faces or is sentenced to dates nothing."""
    found, _ = _read(text, english)
    claim = _claim(found, relation)
    assert claim.time is None
    if relation == "FACED":
        assert [(a.value, a.unit) for a in claim.object if isinstance(a, ValueArg)] == [
            (10, "year")
        ]


def test_one_of_several_is_no_figure(english: Language) -> None:
    """ "One of the mines" counts nothing, and a time of day is none either."""
    found, _ = _read("One of the mines is owned by the Swedish company Boliden.", english)
    assert not [a for a in _claim(found, "OWNS").object if isinstance(a, ValueArg)]
    found, _ = _read("The attack on Oslo began at 7:45 p.m. on Monday.", english)
    assert not [a for c in found.claims for a in c.object if isinstance(a, ValueArg)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The singer Anna Adler moved to Lima.", ["singer"]),
        ("Her mother is professional wrestler Ada Lund.", ["professional wrestler"]),
        ("Council spokesperson Ada Lund said the talks failed.", ["Council spokesperson"]),
        ("The boy Luc Morel died on Monday.", []),
        ("She met then-presumptive nominee Ada Lund.", []),
        ("Norvik Bank economist Luc Morel said rates would rise.", []),
    ],
)
def test_an_occupation_before_a_name(text: str, kind: list[str], english: Language) -> None:
    """What somebody does is a kind; what anybody is, what is over, and what ties to a body are none."""
    found, _ = _read(text, english)
    said = [a for c in found.claims if c.relation == "IS_A" for a in c.object]
    assert [a.literal for a in said if isinstance(a, LiteralArg)] == kind


def test_staff_of_the_state_work_for_it(english: Language) -> None:
    """A bureau's agent and a ministry's official work there; a party's official is its member."""
    found, names = _read("Transport Ministry official Troy Brown resigned.", english)
    assert [names[a.entity] for a in _claim(found, "EMPLOYED_BY").object] == ["Transport Ministry"]
    found, _ = _read("Labour Party official Troy Brown resigned.", english)
    assert _claim(found, "MEMBER_OF")


def test_the_day_of_a_text_may_be_written_out() -> None:
    """As a date or as its words; what is no date is refused by name."""
    told = document_of("Berg met Lund.", published="2022-07-20")
    assert told.published == date(2022, 7, 20)
    with pytest.raises(KgbuildError, match="'soon' is no date"):
        document_of("Berg met Lund.", published="soon")
