"""Where a report was written, with its day and agency, before its first sentence: a table of forms.

A dateline says where and when somebody wrote, never what happened: its characters belong to no
sentence. Only a day with its year becomes the article's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from kgbuild.errors import MetadataError
from kgbuild.gazetteer import (
    city_candidates,
    country_by_capital,
    country_by_name,
    region_candidates,
)
from kgbuild.read.dates import DAY, MONTH, YEAR, parse_date

PARTICLES = r"(?:de|del|da|do|dos|du|la|le|el|al|an|bin|of|and|the|on|am|y|i|e)"
UPPER = r"[A-Z](?:[A-ZÀ-Þ]|['’.-](?=[A-ZÀ-Þ]))*\.?"
SHOUTED = rf"(?:St\.\s|St\s|ST\.\s)?{UPPER}(?:[ ](?:{UPPER}|{PARTICLES}(?=\s[A-Z])))*"
TITLED_WORD = r"[A-ZÀ-Þ][\w’'.]*(?:-\w+)*"
TITLED = rf"{TITLED_WORD}(?:\s(?:{PARTICLES}\s)?{TITLED_WORD}){{0,3}}"
STATE_NAMES = (
    "Ala Alaska Ariz Ark Calif Colo Conn Del Fla Ga Hawaii Idaho Ill Ind Iowa Kan Ky La Maine Md Mass Mich Minn"
    " Miss Mo Mont Neb Nev N.H N.J N.M N.Y N.C N.D Ohio Okla Ore Pa R.I S.C S.D Tenn Texas Utah Vt Va Wash W.Va"
    " Wis Wyo D.C Ont Que B.C Alta Man Sask N.S N.B"
)
STATES = "|".join(re.escape(s) for s in STATE_NAMES.split())
STATE = rf"(?:{STATES})\.?"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?"
_MONTH = rf"(?i:{MONTH})"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?:{_MONTH}\s+{DAY}(?:st|nd|rd|th)?(?:,?\s+{YEAR})?|{DAY}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+{YEAR})?"
    rf"|{DAY}/{DAY}/{YEAR}|{_MONTH}\s+{YEAR})"
)
AGENCY = r"[A-Z][\w.’'&/-]*(?:[ ,/]+(?:de |of |the )?[A-Z&][\w.’'&/-]*){0,5}"
WIRE = r"(?:[A-Z][A-Za-z]*\s){0,3}[A-Z]{2,}[A-Za-z]{0,12}|Reuters|Xinhua|Bloomberg"
DASH = r"(?:—|–|―|--+|[-_](?=\s))"
START = r"[ \t\u00a0]*"
BODY = r"(?=[\"'“‘(\[«]?(?:[A-ZÀ-Þ0-9$£€]|[a-z][A-Z]))"
END = rf"{START}(?:\n{START})?{BODY}"
REGION = rf"(?:,\s+(?:{STATE}|{TITLED}|{SHOUTED}))"
IN_BRACKETS = rf"(?:\(\s*(?P<agency>{AGENCY})\s*\)|\[\s*{AGENCY}\s*\]|/{AGENCY}/)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a dateline: its pattern, whether its place must be known, and an example."""

    name: str
    pattern: re.Pattern[str]
    known: bool
    example: str


def _form(name: str, pattern: str, example: str, *, known: bool = False) -> Form:
    return Form(name, re.compile(START + pattern), known, example)


PLACE = rf"(?P<place>(?:{SHOUTED}|{TITLED})(?:(?:/| & )(?:{SHOUTED}|{TITLED}))?{REGION}{{0,2}}\s?)"
LOUD = rf"(?P<place>{SHOUTED}(?:/{SHOUTED})?{REGION}{{0,2}}\.?)"
WHEN = rf"\(?(?P<date>{DATE})\)?"

FORMS = (
    _form("place, date (agency) -", rf"{PLACE}[,:]?\s+{WHEN}[,.]?\s*{IN_BRACKETS}\s*(?:{DASH}|:)?{END}",
          "DURBAN, May 20 2022 (IPS) - Ministers met."),
    _form("place, date -", rf"{PLACE}\s*(?:,|{DASH}|:)?\s+{WHEN}\s*(?:{DASH}|:|\.\s*{DASH}){END}",
          "LONDON, May 12 - Northgate sold its ships."),
    _form("place (date) -", rf"{PLACE}\s+\((?P<date>{DATE})\)\s*(?:{DASH}|:)?{END}",
          "Lisbon (May 6, 2021): Ministers met."),
    _form("place, date, agency -", rf"{PLACE},?\s+{WHEN},?\s+(?:{DASH}\s+)?(?P<agency>{AGENCY})\s*(?:{DASH}|:){END}",
          "Doha, July 3, QNA - Ministers met."),
    _form("PLACE (agency)", rf"{LOUD}\s+{IN_BRACKETS}{END}", "ROME (AP) Ministers met."),
    _form("place (agency) -", rf"{PLACE}\s*(?:{DASH}\s*)?{IN_BRACKETS}\s*(?:{DASH}|:){END}",
          "Rome (AP) — Ministers met."),
    _form("(agency) -", rf"\(\s*(?P<agency>{WIRE})\s*\)\s*(?:{DASH}|:)?{END}",
          "(Reuters) - Ministers met."),
    _form("PLACE -", rf"{LOUD}\s*{DASH}{END}", "HIMEJI, West Province--Ministers met."),
    _form("Place, St. -", rf"(?P<place>{TITLED},\s+{STATE})\s*{DASH}{END}", "Peoria, Ill. — Ministers met."),
    _form("PLACE:", rf"{LOUD}\s*:{END}", "NAGPUR: A trader was robbed."),
    _form("Place -", rf"(?P<place>{TITLED}{REGION}?)(?:\s+(?:{DASH}|\|)|{DASH}(?=\s)){END}", "Srinagar- Ministers met.",
          known=True),
    _form("Place:", rf"(?P<place>{TITLED}{REGION}?):{END}", "Muscat: Ministers met.", known=True),
    _form("date (place):", rf"(?P<date>{DATE})\s*\((?P<place>[^()]{{3,40}})\)\s*(?:{DASH}|:){END}",
          "5 May 2021 (Rome) - Ministers met."),
)  # fmt: skip
# Words before a colon or dash that name no place: what kind of piece it is, or a promotion.
_LABELS = (
    "watch read listen video photo photos gallery opinion analysis exclusive breaking update updated live"
    " explainer editorial comment commentary review interview factbox fact note editor's more related see also"
    " live updates correction corrected q a ps nb part chapter question answer subscribe advertisement"
    " sponsored podcast you your may our the a an yes no but and so we i it he she they this that one two"
    " three what why how who when where"
)
LABELS = frozenset(_LABELS.split())
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands (characters), and the day and agency that it names."""

    start: int
    end: int
    published: date | None = None
    agency: str | None = None


def find(text: str, start: int) -> Dateline | None:
    """The dateline at this place of a text, where a paragraph begins.

    >>> found = find("CAIRO - 24 July 2022: The president met the envoy.", 0)
    >>> found.end, found.published
    (22, datetime.date(2022, 7, 24))
    """
    line = text[start : start + LONGEST + 60]
    for form in FORMS:
        found = form.pattern.match(line)
        if found and found.end() <= LONGEST and _is_place(found, form):
            return Dateline(
                start, start + found.end(), _day(found), found.groupdict().get("agency")
            )
    return None


def _is_place(found: re.Match[str], form: Form) -> bool:
    place = found.groupdict().get("place")
    if place is None:
        return True
    names = [name.strip() for name in re.split(r"[,/]", place)]
    first = names[0].casefold()
    if first in LABELS or (first.split()[0] in LABELS and len(first.split()) < 5):
        return False
    if form.name == "PLACE:" and len(first.replace(".", "")) <= 4:
        return is_known(names[0])
    return not form.known or any(is_known(name) for name in names)


@cache
def is_known(name: str) -> bool:
    """Whether the gazetteer has a city, region or country of this name."""
    written = name.title() if name.isupper() else name
    return bool(
        city_candidates(written)
        or region_candidates(written)
        or country_by_name(written)
        or country_by_capital(written)
    )


def _day(found: re.Match[str]) -> date | None:
    try:
        return parse_date(found.groupdict().get("date") or "")
    except MetadataError:
        return None
