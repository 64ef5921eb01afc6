"""Times and places go to what they date: names of days, quotations, nouns told apart, sites; shipped pipeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.extraction import Extraction
    from kgbuild.model import Claim

FRIDAY = date(2020, 3, 20)
# text, name of the claim, first day of its time (None: none is known)
DATED = [
    ("Ada Holm and Rolf Berg dropped out prior to Super Tuesday.", "drop out", None),
    ("Ada Holm dropped out on Tuesday.", "drop out", date(2020, 3, 17)),
    ("The debate, scheduled for April 28 in Oslo, was cancelled.", "schedule", date(2020, 4, 28)),
    ("Meteorologists predict rain Saturday morning.", "predict", date(2020, 3, 21)),
    ("Ada Holm was a candidate in the 2020 presidential election.", "IS_A", None),
    ("The daily has interviewed 2016 presidential nominee Rolf Berg.", "INTERVIEWED", None),
    ("Ada Holm had sent the police a plan for yesterday's march.", "SENT", None),
    ("Norvik closed on Monday, the same day the board met.", "close", date(2020, 3, 16)),
    ("In a statement issued on Monday, Ada Holm said the dam had burst.", "STATED", date(2020, 3, 16)),
    ("There is currently a panel at work, and Berg asked Ada Holm to wait, but she declined.", "decline", None),
    ("Dorian reached Norway on Monday, making landfall in Bergen.", "ENTERED", date(2020, 3, 16)),
    ("“Ada Holm left today,” Rolf Berg said on Tuesday.", "leave", date(2020, 3, 17)),
    ("“The fair has brought joy for the last ten years,” Rolf Berg said.", "STATED", None),
]  # fmt: skip
# text, name of the claim, its place
PLACED = [
    ("A tower collapsed in a former rebel-held neighbourhood of Aleppo.", "collapse", "Aleppo"),
    ("Tony Berg died Saturday at a Frederick, Maryland assisted living facility.", "DIED", "Frederick"),
    ("Maria Lund was arrested in the city of Bergen.", "ARRESTED", "Bergen"),
]  # fmt: skip


def _extracted(text: str, english: Language) -> Extraction:
    document = Document(id="d-test", source="t.txt", text=text, published=FRIDAY)
    return claims_of(document, english)


def _told(made: Extraction, name: str) -> list[Claim]:
    found = [c for c in made.claims if name in (c.relation, c.predicate)]
    assert found, [c.relation or c.predicate for c in made.claims]
    return found


@pytest.mark.parametrize(("text", "name", "day"), DATED)
def test_a_time_dates_its_own_event(
    text: str, name: str, day: date | None, english: Language
) -> None:
    """No name of a day, no noun's year, no quotation's time dates the clause around it."""
    starts = {c.time.start if c.time else None for c in _told(_extracted(text, english), name)}
    assert starts == {day}


@pytest.mark.parametrize(("text", "name", "place"), PLACED)
def test_a_site_is_where_its_name_says(text: str, name: str, place: str, english: Language) -> None:
    """ "A neighbourhood of Aleppo" is in Aleppo."""
    made = _extracted(text, english)
    names = {c.id: c.name for c in made.clusters}
    assert [[names[p] for p in c.place] for c in _told(made, name)] == [[place]]


def test_a_time_of_day_is_no_object(english: Language) -> None:
    """ "Started at about 19:00" has nothing that was started at."""
    made = _extracted("The fire started in Bergen at about 19:00 local time.", english)
    started = [c for c in made.claims if c.predicate.startswith("start")]
    assert started
    assert all(not c.object for c in started)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“We struck the port tonight,” Ada Holm said.", None),
        ("“We struck the port tonight,” Ada Holm said on Monday.", date(2024, 6, 3)),
        ("Ada Holm struck the port yesterday, Rolf Berg said.", date(2024, 6, 4)),
    ],
)
def test_today_in_words_that_nobody_dates_is_no_day(text, day, english):
    """The article's day is not the day of what was said: only where that is told it is known."""
    document = Document("d-test", "t.txt", text, published=date(2024, 6, 5))
    struck = [c for c in claims_of(document, english).claims if c.predicate == "strike"]
    assert struck
    assert all(c.time is not None and c.time.start == day for c in struck)
