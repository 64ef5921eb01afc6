"""What somebody wants, promises, says and stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.query.sifting.claims import by_itself, by_title, for_others, misread
from kgbuild.query.sifting.sense import is_somebody
from kgbuild.query.sifting.words import listed, named, once, somebody, speaks_of, text, verb

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

MARK = re.compile(r"(?P<opens>“|(?<![^\s(\[—–-])\"(?=[^\s\"]))|(?P<closes>”|\"|'')")
"""A quotation mark: a straight one opens where a word begins behind it, and closes where one ends before it."""

HELD = re.compile(r", (?='|\[[^]]*\|)")
"""Between the words that a claim holds as quoted and what it reads in them."""

DAY, NO_DAY = "by day", "no day is told or reported"
"""How a stance is placed."""

ASKED = re.compile(
    r"\b(?:how|whether|what|when|why|if|in case)\b[^,.;]{0,40}\b(?:would|will|may|might)\b", re.I
)
"""Of what is asked or supposed nobody says that it is planned."""


def intentions(rows: list[Row]) -> list[Row]:
    """What somebody is told to mean to do: an act, nothing that is asked, supposed or felt."""
    return once(
        (
            row
            for row in rows
            if _is_aim(row)
            and verb(row) not in listed("no_aim")
            and not text(row, "words").endswith(" of")
            and not ASKED.search(text(row, "sentence"))
            and text(row, "relation")
            not in listed("speaking") | listed("unplanned") | listed("performative")
            and not for_others(row)
        ),
        "subject", "relation", "words", "object", "modality", "sentence", "source",
    )  # fmt: skip


def _is_aim(row: Row) -> bool:
    """Whether a relation knows the act; or it is one of a body, or of whoever is asked for, done to something."""
    if text(row, "relation") not in listed("no_relation"):
        return True
    own = row.get("of_body") or text(row, "modality") != "planned"
    return bool(own) and somebody(row, "object")


def promises(rows: list[Row]) -> list[Row]:
    """Each promise once, with to whom it was made and whether a statement tells that it was done."""
    return once(
        (
            row | {"recipient": _promised_to(row), "delivery": _delivery(row)}
            for row in rows
            if text(row, "modality") not in ("possible", "conditional", "unclear", "necessary")
        ),
        "subject", "relation", "words", "object", "polarity", "sentence", "source",
    )  # fmt: skip


def _delivery(row: Row) -> str:
    if not row.get("delivered"):
        return "not told in this graph"
    broken = text(row, "polarity") == "negated"
    return "told: done although promised not to" if broken else "told as done"


def _promised_to(row: Row) -> str:
    """Whom a promise was made to: a person it is said to, each other, or whoever it is for."""
    if row.get("recipient"):
        return text(row, "recipient")
    if not somebody(row, "object"):
        return "each other" if ", " in text(row, "subject") else "not told"
    for_somebody = (
        text(row, "relation") in listed("for_somebody")
        and named(row, "object")
        and not re.search(r"[’']s? ", text(row, "object"))
    )
    return text(row, "object") if for_somebody else "not told"


def own_words(rows: list[Row]) -> list[Row]:
    """Quotations whose speaker is the one asked for, each headed by the words in quotation marks."""
    kept = [
        row
        for row in rows
        if text(row, "speaker") in ("", text(row, "subject")) and not by_title(row)
    ]
    for at, row in enumerate(kept):
        quotes = [q for q in _quotations(text(row, "sentence")) if len(q.split()) > 1]
        own = HELD.split(text(row, "object"))[0].strip(" .'")
        # Of a quotation within a quotation the claim itself holds the speaker's words.
        quotes = [own if own and f"'{own}" in q else q for q in quotes]
        quoted = " … ".join(dict.fromkeys(quotes)) or text(row, "sentence").strip(' "“”')
        kept[at] = row | {"says": f"{text(row, 'subject')}: “{quoted}”"}
    return once(kept, "says", "source")


def _quotations(sentence: str) -> list[str]:
    """What stands in quotation marks; a quotation may have begun in a sentence before, or end in one behind."""
    found, begun, opened = [], 0, True
    for mark in MARK.finditer(sentence):
        if mark["opens"] and not (opened and begun):
            begun, opened = mark.end(), True
        elif mark["closes"] and opened:
            found.append(sentence[begun : mark.start()])
            opened = False
    if opened and begun:
        found.append(sentence[begun:])
    return [quotation.strip() for quotation in found]


def said(rows: list[Row]) -> list[Row]:
    """What a sentence has the speaker say by name or pronoun: whose a title alone is, is told less surely."""
    return [
        row
        for row in rows
        if not by_title(row) and text(row, "relation") not in listed("background")
    ]


def side_about_side(rows: list[Row]) -> list[Row]:
    """Sayings whose doer or object names the other side; of judgements no plans."""
    return [
        row
        for row in rows
        if (row.get("of_it") or speaks_of(row, text(row, "spoken_of"), "subject", "object"))
        and not (text(row, "relation") in listed("speaking") and text(row, "modality") != "actual")
    ]


def stances(rows: list[Row]) -> list[Row]:
    """Stances on it, or on what has its whole name in it: "Russia's invasion", not "Russian gas".

    Whatever stance has an event or a policy in it is a stance on that: "sanctions over the invasion".
    """
    return once(
        (
            row | {"side": _side(row)}
            for row in rows
            if somebody(row, "subject")
            and (named(row, "subject") or is_somebody(row))
            and text(row, "subject").casefold() not in listed("no_names") | listed("anyone")
            and _is_stance(row)
            and not misread(row)
            and (row.get("of_it") or row.get("of_thing") or _of_its_own(row))
        ),
        "subject", "relation", "words", "object", "polarity", "modality", "sentence", "source",
    )  # fmt: skip


def _is_stance(row: Row) -> bool:
    """Whether it is one of another: no ties of a country with itself, no chance, no subject of a film."""
    return (
        text(row, "relation") not in listed("no_stance")
        and text(row, "modality") not in ("possible", "conditional", "attempted")
        and not (
            row.get("of_it") and text(row, "topic") and text(row, "topic") in text(row, "subject")
        )
    )


def _side(row: Row) -> str:
    against = text(row, "relation") in listed("against")
    for_it = against == (text(row, "polarity") == "negated")
    return "for it, or not against it" if for_it else "against it, or not for it"


def _of_its_own(row: Row) -> bool:
    """Whether the object is called by its name, which is no part of another's: "China's navy", not "China Moly"."""
    topic = re.escape(text(row, "topic"))
    other = r"(?! [A-Z][\w-]*(?: |$)(?!of\b))"
    return bool(
        re.search(
            rf"(?<!\w)(?<![A-Z]\w{{3}} )(?<![A-Z]\w{{4}} ){topic}(?!\w){other}", text(row, "object")
        )
    )


def stance_over_time(rows: list[Row]) -> list[Row]:
    """Stances as `stances` has them, by day, as an article or the side itself tells: no opinions of others on them."""
    return [
        row | {"placed": DAY if row.get("day") else NO_DAY}
        for row in stances(rows)
        if text(row, "modality") not in ("necessary", "possible", "conditional")
        and (text(row, "modality") not in ("actual", "unclear") or by_itself(row))
    ]
