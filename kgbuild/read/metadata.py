"""What a text says of itself: title, publisher, date, byline, address.

Only what stands in the text, its sidecar or the command line is taken; nothing is guessed. The
characters that hold metadata are returned as spans, which belong to no sentence.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kgbuild.errors import MetadataError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
ISO = r"\d{4}-\d{2}-\d{2}"
_KEYS = "date|published|title|headline|publisher|source|byline|author|url|language"
LINE = re.compile(
    rf"[ \t]*({_KEYS})[ \t]*[:=]?[ \t]+(\S(?:[^\r\n]*[^ \t\r\n])?)[ \t]*(?=\r?\n|\Z)", re.I
)
STRICT_LINE = re.compile(
    rf"[ \t]*({_KEYS})[ \t]*[:=][ \t]*(\S(?:[^\r\n]*[^ \t\r\n])?)[ \t]*(?=\r?\n|\Z)", re.I
)
GLUED_DATE = re.compile(rf"[ \t]*date[ \t]*[:=]?[ \t]+({ISO})(?:T\S+)?(?=\s)", re.I)
ADDRESS = re.compile(r"[ \t]*(https?://\S+)[ \t]*(?=\r?\n|\Z)")
ADDRESS_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
DATELINE = re.compile(
    r"[ \t]*(?P<place>[A-Z][A-Z.'’ -]{1,60}(?:,\s++[A-Z][\w.'’ -]{1,60}?)?)"
    r"(?:,?\s++(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:,\s+(?P<year>\d{4}))?)?"
    r"\s*+(?:\((?P<agency>[A-Z][\w./& -]{1,40})\)\s*(?:[—–:]|--?)|(?:[—–]|--))[ \t]+"
)
BYLINE = re.compile(r"[ \t]*By:?[ \t]+([A-Z][^\r\n.]{2,80}?)[ \t]*(?=\r?\n|\Z)")
SHOUTED_NAME = re.compile(
    r"[ \t]*((?:[A-Z][A-Z.'’-]+[ \t]+){1,3}[A-Z][A-Z'’-]+)[ \t]*(?=\r?\n[ \t]*\r?\n)"
)
AGENCIES = frozenset(
    (
        "AP",
        "AFP",
        "Reuters",
        "Xinhua",
        "TASS",
        "UPI",
        "DPA",
        "EFE",
        "ANSA",
        "PTI",
        "ANI",
        "IANS",
        "Bernama",
        "Yonhap",
        "Kyodo",
        "WAM",
        "SPA",
        "KUNA",
        "QNA",
    )
)
HEAD_PARAGRAPHS = 3
BLANK_LINE = re.compile(r"\n[ \t]*+\r?\n")
WHITE = re.compile(r"\s*+")
MONTH_FIRST = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})")


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata from outside the text: the command line, a sidecar, a row, a page's own marks."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None

    def over(self, other: Given) -> Given:
        """This, with the gaps filled from `other`."""
        fields = ("title", "publisher", "published", "url", "byline", "language")
        gaps = {f: getattr(other, f) for f in fields if getattr(self, f) is None}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the text itself gave, and where it stands (characters)."""

    given: Given
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


def parse_date(text: str) -> date:
    """An ISO date or date-time, "March 3, 2022" or "3 March 2022"; raises MetadataError otherwise."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for pattern, order in ((MONTH_FIRST, (3, 1, 2)), (DAY_FIRST, (3, 2, 1))):
        found = pattern.fullmatch(text)
        if found and found[order[1]].casefold() in MONTHS:
            try:
                return date(
                    int(found[order[0]]), MONTHS[found[order[1]].casefold()], int(found[order[2]])
                )
            except ValueError:
                break
    raise MetadataError(f"{text[:60]!r} is no date (write it as 2022-09-19)")


def from_mapping(values: Mapping[str, Any]) -> Given:
    """Metadata of a sidecar or a row: title, published (or date), publisher, url, byline, language."""

    def text(*names: str) -> str | None:
        for name in names:
            value = values.get(name)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    when = text("published", "date")
    return Given(
        title=text("title", "headline"),
        publisher=text("publisher"),
        published=parse_date(when) if when else None,
        url=text("url"),
        byline=text("byline", "author"),
        language=text("language"),
    )


def from_sidecar(raw: bytes) -> Given:
    """A sidecar: one JSON object; raises UnreadableError or MetadataError."""
    try:
        values = json.loads(raw)
    except ValueError as error:
        raise UnreadableError(f"its sidecar is no JSON ({error})") from None
    if not isinstance(values, dict):
        raise UnreadableError("its sidecar is no JSON object")
    return from_mapping(values)


def from_address(url: str) -> Given:
    """Publisher (the host) and date of an address that carries one in its path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    found = ADDRESS_DATE.search(parts.path + "?" + parts.query)
    published = None
    if found:
        try:
            published = date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            published = None
    return Given(publisher=host or None, published=published, url=url)


def from_text(text: str) -> Marks:
    """Read the metadata at the head (and the agency at the foot) of a plain text."""
    given, spans, notes = Given(), [], []
    place = _skip_blank(text, 0)
    found = ADDRESS.match(text, place)
    if found:
        given = from_address(found[1])
        spans.append(found.span())
        place = _skip_blank(text, found.end())
    first = place
    while True:
        glued = GLUED_DATE.match(text, place)
        pattern = LINE if place == first else STRICT_LINE
        line = pattern.match(text, place)
        if glued and not (line and line[1].casefold() == "date" and _is_date(line[2])):
            given, note = _take(given, "date", glued[1])
            notes += note
            spans.append(glued.span())
            place = _skip_blank(text, glued.end())
            break
        if line is None or (pattern is LINE and not _plausible(line[1], line[2], text, line.end())):
            break
        given, note = _take(given, line[1], line[2])
        notes += note
        spans.append(line.span())
        place = _skip_blank(text, line.end())
    place = _byline(text, place, spans)
    given = _dateline(text, place, given, spans)
    foot = _foot(text)
    if foot:
        spans.append(foot)
        agency = text[foot[0] : foot[1]].strip("() \t")
        given = given.over(Given(publisher=agency, byline=agency))
    return Marks(given, tuple(spans), tuple(notes))


def _skip_blank(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n\ufeff":
        place += 1
    return place


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except MetadataError:
        return False
    return True


def _plausible(key: str, value: str, text: str, end: int) -> bool:
    """Without a colon, "title VALUE" is only metadata when it reads like it: a date, or a short line.

    The key is then in lower case: "Title fights draw crowds" is a sentence.
    """
    if key.casefold() in ("date", "published"):
        return _is_date(value) or re.fullmatch(ISO, value) is not None
    return (
        key.islower() and len(value) <= 120 and value[-1] not in ".!?" and text[end : end + 1] != ""
    )


def _take(given: Given, key: str, value: str) -> tuple[Given, list[str]]:
    key = key.casefold()
    if key in ("date", "published"):
        try:
            return replace(given, published=parse_date(value)), []
        except MetadataError as error:
            return given, [str(error)]
    name = {"headline": "title", "source": "publisher", "author": "byline"}.get(key, key)
    changed: dict[str, Any] = {name: value}
    return replace(given, **changed), []


def _byline(text: str, place: int, spans: list[tuple[int, int]]) -> int:
    found = BYLINE.match(text, place) or SHOUTED_NAME.match(text, place)
    if found:
        spans.append(found.span())
        return _skip_blank(text, found.end())
    return place


def _dateline(text: str, place: int, given: Given, spans: list[tuple[int, int]]) -> Given:
    """A dateline opens one of the first paragraphs: the body's, below headline and byline."""
    for start in _paragraphs(text, place):
        found = DATELINE.match(text, start)
        month = MONTHS.get((found["month"] or "").casefold()) if found else None
        if not found or (found["month"] and month is None):
            continue
        spans.append(found.span())
        if month and found["year"]:
            with contextlib.suppress(ValueError):
                when = date(int(found["year"]), month, int(found["day"]))
                return given.over(Given(published=when))
        return given
    return given


def _paragraphs(text: str, place: int) -> list[int]:
    """Starts of the first few paragraphs from `place` on."""
    starts = [place]
    while len(starts) < HEAD_PARAGRAPHS:
        found = BLANK_LINE.search(text, starts[-1])
        if found is None:
            break
        start = WHITE.match(text, found.end())
        if start is None or start.end() == len(text):
            break
        starts.append(start.end())
    return starts


def _foot(text: str) -> tuple[int, int] | None:
    """A last line that holds an agency's name alone."""
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    line = text[start:end].strip()
    if start and line.strip("()") in AGENCIES:
        inner = start + text[start:end].index(line)
        return inner, inner + len(line)
    return None
