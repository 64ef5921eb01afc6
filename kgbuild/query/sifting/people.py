"""Who is who, who leads what, who is close to whom, who took part: names and posts as a reader takes them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kgbuild.query.sifting.claims import misread
from kgbuild.query.sifting.words import (
    WORD,
    listed,
    named,
    noun_of,
    somebody,
    text,
    verb,
)

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

TOLD = "when it was is told"
REPORTED = "no day is read: by the report's day"

TOOK_PART, BESIDE = "took part, held, led or attacked it", "what else somebody did about it"
"""Of whoever is told of beside an event."""

TWICE = "perhaps one person twice"
"""Of two, one of whom has every name of the other: "Jim Hedges", "James (Jim) Hedges"."""


def _does_something(row: Row) -> bool:
    """Whether somebody with a name does what is more than to be, to say or to follow."""
    return (
        named(row, "subject")
        and text(row, "relation") not in listed("no_part")
        and verb(row) != "be"
    )


def posts(rows: list[Row]) -> list[Row]:
    """Posts and bodies; that one leads the body of a post is left out where its sentence tells the post."""
    told = {
        (text(row, "sentence"), text(row, "source"))
        for row in rows
        if text(row, "relation") in listed("posts_held")
    }
    return [
        row
        for row in rows
        if not _of_time(text(row, "object") or "-") and not called_after(row)
        if text(row, "relation") not in listed("led")
        or (text(row, "sentence"), text(row, "source")) not in told
    ]


def called_after(row: Row) -> bool:
    """Whether a body that somebody heads has its name from him, and so says no post: "the Kishida administration"."""
    of_it = {w.casefold() for w in WORD.findall(text(row, "object")) if w[0].isupper()}
    own = {w.casefold() for w in WORD.findall(text(row, "subject")) if len(w) > 2}
    return text(row, "relation") in listed("led") and bool(of_it & own)


def ended_roles(rows: list[Row]) -> list[Row]:
    """Roles of somebody with a name; "former" stands in the status, not in the post."""
    found = []
    for row in rows:
        if any(letter.isupper() for letter in text(row, "person")):
            found.append(row | {"object": _post(row)})
    return found


def _post(row: Row) -> str:
    """The object without "former": that stands in the status."""
    return re.sub(r"\b(?:now-)?(?:former|then) ", "", text(row, "object"), flags=re.IGNORECASE)


def names_and_titles(rows: list[Row]) -> list[Row]:
    """Names and titles, those that differ in case and article as one; words of time alone are no name."""
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        plain = re.sub(r"^(?:the|a|an) ", "", text(row, "name"), flags=re.IGNORECASE)
        if _of_time(plain) or text(row, "count") == "0":
            continue
        alike[(text(row, "kind"), plain.casefold())].append(row)
    return [
        max(found, key=lambda row: int(text(row, "count") or 0))
        | {"count": sum(int(text(row, "count") or 0) for row in found)}
        for found in alike.values()
    ]


def close_circle(rows: list[Row]) -> list[Row]:
    """Relatives, and others who are no crowd: "50,000 employees" and "his allies" are no circle."""
    return [
        row | {"kinship": _in_law(row)}
        for row in rows
        if not (_crowd(row, "subject") or _crowd(row, "object"))
        and text(row, "modality") not in ("possible", "conditional")
        and (text(row, "relation") in listed("close") or row.get("of_person"))
    ]


def _in_law(row: Row) -> object:
    """The kinship; "son-in-law" where the sentence says so."""
    kinship = text(row, "kinship")
    in_law = f"{kinship}-in-law"
    return in_law if kinship and in_law in text(row, "sentence") else row.get("kinship")


def _crowd(row: Row, column: str) -> bool:
    """Whether a name is the plural of a kind of people, which nothing but a number or an owner tells apart."""
    return noun_of(text(row, column)) in listed("crowds")


def shared_surnames(rows: list[Row]) -> list[Row]:
    """Pairs that are told to be kin, or not, in a word; and two whose names may be one person's."""
    told = (row | {"kin": _kin(row)} for row in rows)
    return [
        row | {"says": f"{row['person']} – {row['other']}: {row['kin']}"}
        for row in told
        if row["kin"]
    ]


def _kin(row: Row) -> str:
    if row.get("claim"):
        if text(row, "polarity") == "negated":
            return "said not to be kin"
        return str(_in_law(row) or "kin")
    names = ([w.casefold() for w in WORD.findall(text(row, c))] for c in ("person", "other"))
    short, long = sorted(names, key=len)
    rest = iter(long)
    return TWICE if all(name in rest for name in short) else ""


def _of_time(name: str) -> bool:
    """Whether a title is, or begins with, words of time alone: "former", "last year President".

    "New Zealand Prime Minister" is none: two words with a capital are a name.
    """
    words = WORD.findall(name)
    found = [word.casefold() for word in words]
    if set(found) <= listed("time_words"):
        return True
    return bool(set(found[:1]) & listed("no_title")) and not all(w[0].isupper() for w in words[:2])


def who_is_who(rows: list[Row]) -> list[Row]:
    """One row an entity, with the post that most of its statements tell."""
    entities: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        entities[text(row, "entity")].append(row)
    return [
        max(
            found, key=lambda r: (int(text(r, "told") or 0), -len(text(r, "post")), text(r, "post"))
        )
        for found in entities.values()
    ]


def who_met_whom(rows: list[Row]) -> list[Row]:
    """Meetings of two with names, of which a day is told apart from those that only their report dates.

    Where one sentence has somebody meet another by name and by description, the name stands for both.
    """
    found = [row for row in rows if _is_meeting(row) and not misread(row)]
    by_name = {_side(row) for row in found if not _described(row)}
    return [
        row | {"dated": TOLD if row.get("time_start") or row.get("time_end") else REPORTED}
        for row in found
        if not _described(row) or _side(row) not in by_name
    ]


def _side(row: Row) -> tuple[str, ...]:
    return tuple(text(row, column) for column in ("subject", "sentence", "source"))


def _described(row: Row) -> bool:
    """Whether whoever is met is described and not named: "keynote speaker at the forum"."""
    return noun_of(text(row, "object")) == "".join(
        WORD.findall(re.split(r" (?:of|from|within|in|at) ", text(row, "object"))[0])[-1:]
    )


def _is_meeting(row: Row) -> bool:
    """Whether each side has a name; two who meet stand in the subject, and are not one person."""
    if not somebody(row, "object"):
        return len(set(text(row, "subject").split(", "))) > 1
    titled = re.search(rf"[“\"]{re.escape(text(row, 'object'))}", text(row, "sentence"))
    return named(row, "subject", "object") and not titled


def in_touch(rows: list[Row]) -> list[Row]:
    """Contacts with somebody who has a name: "leaders" and "the region" are nobody to be in touch with."""
    return [row for row in rows if named(row, "partner") and not misread(row)]


def participants(rows: list[Row]) -> list[Row]:
    """Who took part, led, held or attacked it, by relation or by verb; then what others did with it."""
    found = []
    for row in rows:
        if not somebody(row, "subject") or text(row, "modality") == "conditional":
            continue
        took = text(row, "relation") in listed("took_part") or verb(row) in listed("taking_part")
        if took and (row.get("of_it") or text(row, "relation") in listed("took_part")):
            found.append(row | {"part": TOOK_PART})
        elif _does_something(row):
            found.append(row | {"part": BESIDE})
    return found


def bridges(rows: list[Row]) -> list[Row]:
    """Whoever of one side is in touch with the other, or with both, with how many statements tell it."""
    sides: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    rows = [row for row in rows if not misread(row)]
    for row in rows:
        sides[text(row, "entity")].add(text(row, "side"))
        told[text(row, "entity")].add(text(row, "claim"))
    return [
        row | {"contacts": len(told[text(row, "entity")]), "side": f"with {row['side']}"}
        for row in rows
        if row.get("of_them") or len(sides[text(row, "entity")]) > 1
    ]


def shortest_chain(rows: list[Row]) -> list[Row]:
    """One chain, of those between several of one name the shortest."""
    steps = Counter(text(row, "chain") for row in rows)
    shortest = min(steps, key=lambda chain: (steps[chain], chain), default="")
    return [row for row in rows if text(row, "chain") == shortest]
