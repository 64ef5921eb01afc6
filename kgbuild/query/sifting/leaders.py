"""Who leads a body, who did and who is to: as a relation says it, or a post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.gazetteer import country_by_name
from kgbuild.query.sifting.people import called_after
from kgbuild.query.sifting.words import WORD, called, listed, text

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

HEADS = re.compile(
    r"\b(?:president|chair(?:man|woman|person)?|leader|head|ceo|chief executive(?: officer)?|prime minister|premier"
    r"|chancellor|governor|mayor|(?:secretary|director)[- ]general)\b"
)
"""Posts of whoever leads something."""

LONG_AGO = 2010
"""A year before which a leader led "once", where the article states no day."""

SEVERAL = 2
"""Commas between those who lead one thing together: three and more do not, "they" was misread."""

LEADS, TO_LEAD, OTHER = "leads {}", "is to lead {}", "other posts"
LED, ONCE = "led {}, no longer", "led {} in years before"
"""What a statement tells of a leader of a body."""

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
BEFORE = 3
"""Who is called a leader in a sentence of a year so long before the report led then."""


def _is_over(row: Row, column: str) -> bool:
    """Whether a role's standing is that of one that has ended."""
    return text(row, column) in listed("ended")


def leaders_of_body(rows: list[Row]) -> list[Row]:
    """Whoever leads it, as a relation or the post says ("ANC President"), or did, or is to; each post once."""
    rows = [row for row in rows if text(row, "subject").count(", ") < SEVERAL]
    elsewhere = {text(row, "head") for row in rows if _heads_another_state(row)}
    told = [row | {"post": _leads(row)} for row in rows if text(row, "head") not in elsewhere]
    leaders = {text(row, "head") for row in told if row["post"] != OTHER}
    full = _full_names({text(row, "leader") for row in told if text(row, "head") in leaders})
    told = _settled([row for row in told if text(row, "head") in leaders])
    return [
        row
        | {
            "leader": full.get(text(row, "leader"), text(row, "leader")),
            "post": str(row["post"]).format(text(row, "led") or "it"),
        }
        for row in told
        if row["post"] != OTHER or not called_after(row)
    ]


def _settled(rows: list[Row]) -> list[Row]:
    """A leader's bare title under what it leads; whoever an article as late calls former leads no more."""
    over: dict[str, str] = {}
    leading = {text(row, "head") for row in rows if row["post"] == LEADS}
    for row in rows:
        if row["post"] == LED:
            head = text(row, "head")
            over[head] = max(over.get(head, ""), text(row, "reported"))
    found = []
    for row in rows:
        post, head = row["post"], text(row, "head")
        if post == OTHER and text(row, "relation") in listed("posts_held") and _is_head(row):
            post = _stands(row)
        if post == ONCE and head in leading:
            post = LEADS  # a year in a sentence on somebody who leads now is of something else
        if post == LEADS and head in over and text(row, "reported") <= over[head]:
            post = LED
        found.append(row | {"post": post})
    return found


def _full_names(names: set[str]) -> dict[str, str]:
    """A family name alone, and the one name of these that ends with it: "Biden" is "Joe Biden" here."""
    found = {}
    for short in (name for name in names if " " not in name):
        longer = [name for name in names if name.endswith(f" {short}")]
        if len(longer) == 1:
            found[short] = longer[0]
    return found


def _heads_another_state(row: Row) -> bool:
    """Whether a leader of a state is told to be head of another: nobody heads two, so one is misread."""
    state = country_by_name(text(row, "led"))
    post = text(row, "object").casefold()
    rest = HEADS.sub(" ", post)
    other = country_by_name(rest.replace(" of ", " ").strip()) if rest != post else None
    return bool(state and other) and state != other


def _leads(row: Row) -> str:
    if not row.get("leads") and not (row.get("of_it") and _is_head(row)):
        return OTHER
    return _stands(row)


def _stands(row: Row) -> str:
    """Whether whoever leads does so, did, or is to."""
    if _is_over(row, "status"):
        return LED
    if text(row, "modality") != "actual":
        return TO_LEAD
    return ONCE if _of_years_before(row) else LEADS


def _of_years_before(row: Row) -> bool:
    """Whether the sentence tells of a year long before its report, or of one where no report has a day."""
    years = [int(year) for year in YEAR.findall(text(row, "sentence"))]
    reported = text(row, "reported")[:4]
    if not years:
        return False
    return max(years) + BEFORE <= int(reported) if reported else max(years) < LONG_AGO


def _is_head(row: Row) -> bool:
    """Whether a post is a head's, and of this body: "president of the ANC", not "ANC provincial chair"."""
    post = text(row, "object").casefold()
    rest = HEADS.sub(" ", post)
    rest = re.sub(r"\b(?:incumbent|current|former|then|of|the|whole) ?", "", rest).strip()
    own = {word.casefold() for word in WORD.findall(text(row, "led"))}
    of_it = set(WORD.findall(rest)) <= own or rest in called(text(row, "led"))
    return HEADS.search(post) is not None and of_it
