"""Who is who, who leads what, who is close to whom, who took part: names and posts as a reader takes them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kgbuild.gazetteer import country_by_name
from kgbuild.query.sifting.words import WORD, listed, named, noun_of, somebody, text, verb

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

TOLD = "when it was is told"
REPORTED = "no day is told: placed by the report's day"

TOOK_PART, BESIDE = "took part, held, led or attacked it", "what else somebody did about it"
"""Of whoever is told of beside an event."""

HEADS = re.compile(
    r"\b(?:president|chair(?:man|woman|person)?|leader|head|ceo|chief executive(?: officer)?|prime minister|premier"
    r"|chancellor|governor|mayor|(?:secretary|director)[- ]general)\b"
)
"""Posts of whoever leads something."""

SEVERAL = 2
"""Commas between those who lead one thing together: three and more do not, "they" was misread."""

LEADS, LED, OTHER = "leads it", "led it, no longer", "other posts"
"""What a statement tells of a leader of a body."""


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
        if not _of_time(text(row, "object") or "-") and not _called_after(row)
        if text(row, "relation") not in listed("led")
        or (text(row, "sentence"), text(row, "source")) not in told
    ]


def _called_after(row: Row) -> bool:
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


def _is_over(row: Row, column: str) -> bool:
    """Whether a role's standing is that of one that has ended."""
    return text(row, column) in listed("ended")


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


def leaders_of_body(rows: list[Row]) -> list[Row]:
    """Whoever leads it, as a relation or the post says ("ANC President"), before whoever did; with their posts."""
    rows = [row for row in rows if text(row, "subject").count(", ") < SEVERAL]
    elsewhere = {text(row, "head") for row in rows if _heads_another_state(row)}
    told = [row | {"post": _leads(row)} for row in rows if text(row, "head") not in elsewhere]
    leaders = {text(row, "head") for row in told if row["post"] != OTHER}
    return [
        row
        for row in told
        if text(row, "head") in leaders and (row["post"] != OTHER or not _called_after(row))
    ]


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
    return LED if _is_over(row, "status") else LEADS


def _is_head(row: Row) -> bool:
    """Whether a post is a head's, and of this body: "president of the ANC", not "ANC provincial chair"."""
    post = text(row, "object").casefold()
    rest = HEADS.sub(" ", post)
    return rest != post and set(WORD.findall(rest)) <= {"of", "the"} | {
        word.casefold() for word in WORD.findall(text(row, "led"))
    }


def close_circle(rows: list[Row]) -> list[Row]:
    """Relatives, and others who are no crowd: "50,000 employees" and "his allies" are no circle."""
    return [row for row in rows if not (_crowd(row, "subject") or _crowd(row, "object"))]


def _crowd(row: Row, column: str) -> bool:
    """Whether a name is the plural of a kind of people, which nothing but a number or an owner tells apart."""
    return noun_of(text(row, column)) in listed("crowds")


def shared_surnames(rows: list[Row]) -> list[Row]:
    """Pairs with their kinship in a word; two of one name may be one person twice."""
    told = (row | {"kin": _kin(row)} for row in rows)
    return [row | {"says": f"{row['person']} – {row['other']}: {row['kin']}"} for row in told]


def _kin(row: Row) -> str:
    if row.get("claim"):
        if text(row, "polarity") == "negated":
            return "said not to be kin"
        return f"{text(row, 'kinship') or 'kin'}"
    alike = text(row, "person").casefold() == text(row, "other").casefold()
    return "perhaps one person twice" if alike else "nothing told"


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
    """Meetings of which a day is told apart from those that only their report dates."""
    return [
        row | {"dated": TOLD if row.get("time_start") or row.get("time_end") else REPORTED}
        for row in rows
    ]


def in_touch(rows: list[Row]) -> list[Row]:
    """Contacts with somebody who has a name: "leaders" and "the region" are nobody to be in touch with."""
    return [row for row in rows if named(row, "partner")]


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
