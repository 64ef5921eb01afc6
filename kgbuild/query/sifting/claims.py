"""What is not so (yet): conditions, threats, denials, refusals, plans, promises; and who said what in their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.english.tables import table
from kgbuild.query.sifting.words import (
    WORD,
    listed,
    named,
    noun_of,
    once,
    somebody,
    text,
    verb,
    words,
)

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]?")
CLOSED = re.compile(r"^[“\"]?([^“”\"]+?)(?:[”\"]|'')")
"""A quotation that began in a sentence before."""
CONDITION = re.compile(
    r"(?<!as )(?<!even )(?<!what )\b(?:if|unless|provided that|as long as)\b[^,.;]*", re.IGNORECASE
)
PAST = re.compile(r"\bwould(?: not|n't)? have\b")


HINDERED = re.compile(r"\b(?:not|n['’]t|never) (?:let|allow|permit)", re.IGNORECASE)
"""Who is not let do it has not refused."""

FAILED = re.compile(
    r"\b(?:fail|refus|declin|reject|neglect|omit|unable|unwilling|boycott|skip|yet to|no longer|stop(?:ped)? short)",
    re.IGNORECASE,
)
"""How a sentence says that something was not done which might have been."""

DENIED_NOT = re.compile(r"\bden(?:y|ied|ies|ying)\b[^.;]*?(?:\bnot\b|n['’]t\b|\bnever\b)")
"""A denial of what is not so."""

TOLD = "when it was is told"
REPORTED = "no day is told: placed by the report's day"


def conditions_and_threats(rows: list[Row]) -> list[Row]:
    """Threats of somebody's to something, and what would be so on a condition that the sentence tells.

    The condition itself is no row: it stands beside what hangs on it.
    """
    found = []
    for row in rows:
        if not row.get("by_agent"):
            continue
        if text(row, "relation") in listed("threat"):
            if somebody(row, "subject", "object"):
                found.append(row | {"condition": None})
            continue
        sentence = text(row, "sentence")
        condition = CONDITION.search(sentence)
        if condition is None or PAST.search(sentence) or not named(row, "subject"):
            continue
        inside, outside = (
            set(WORD.findall(condition[0].casefold())),
            _without(sentence, condition[0]),
        )
        if not _stems(verb(row)) & {word[:4] for word in inside} - {word[:4] for word in outside}:
            found.append(row | {"condition": condition[0].strip()})
    return found


def _without(sentence: str, part: str) -> set[str]:
    return set(WORD.findall(sentence.replace(part, " ").casefold()))


def _stems(word: str) -> set[str]:
    return {word[:4]}


def denials(rows: list[Row]) -> list[Row]:
    """Denials of what is said to be so, not of what is asked for; each with the allegation, not with its denial."""
    return [
        row | {"object": _allegation(row)}
        for row in rows
        if verb(row) not in listed("denying")
        and somebody(row, "subject")
        and _is_told(row)
        and not _by_title(row, "subject")
    ]


def _is_told(row: Row) -> bool:
    """Whether what is denied is a claim, or a thing that is said: an allegation, involvement, a charge."""
    object_ = text(row, "object")
    if object_.partition(" ")[0].casefold() in listed("wanted"):
        return False
    return bool(row.get("denied")) or bool(words(row, "object") & listed("denied_things"))


def _allegation(row: Row) -> str | None:
    """What is denied, as whoever alleges it would say it: the graph keeps what the denier has for true."""
    if not row.get("denied"):
        return row.get("object")  # type: ignore[return-value]
    subject, bar, rest = text(row, "object").partition(" | ")
    if rest.startswith("not "):
        return subject + bar + rest.removeprefix("not ")
    twice = bar and DENIED_NOT.search(text(row, "sentence"))
    return subject + bar + ("not " if twice else "") + rest


def refused_or_failed(rows: list[Row]) -> list[Row]:
    """Acts refused; acts not done that a relation knows, or whose sentence says "failed", "yet to", "unable".

    No states, nothing that one gets or should not do, nothing that others do not let him.
    """
    return [
        row
        for row in rows
        if not HINDERED.search(text(row, "sentence"))
        and (text(row, "modality") == "refused" or _not_done(row))
    ]


def _not_done(row: Row) -> bool:
    if text(row, "modality") in listed("not_failing") or verb(row) in listed("no_act"):
        return False
    known = text(row, "relation") not in listed("no_relation")
    return known or bool(FAILED.search(text(row, "sentence")))


def not_yet_done(rows: list[Row]) -> list[Row]:
    """Plans of somebody with a name, of no year before the report, to do a thing rather than to think or say one."""
    return [
        row
        for row in rows
        if any(letter.isupper() for letter in text(row, "subject"))
        and verb(row) not in listed("thinking")
        and text(row, "words") not in ("be", "be in", "be of")
        and text(row, "relation") not in listed("speaking") | listed("unplanned")
        and (somebody(row, "object") or text(row, "relation") not in listed("no_relation"))
        and not _said_by_wishing(row)
        and not _of_another_year(row)
    ]


def _said_by_wishing(row: Row) -> bool:
    """Whether the wish is the act: who wishes to thank somebody has thanked."""
    return text(row, "modality") == "wants" and text(row, "relation") in listed("performative")


def _of_another_year(row: Row) -> bool:
    """Whether the day that is told lies in a year before the report's: a plan of the past."""
    end, reported = text(row, "time_end"), text(row, "reported")
    return bool(end and reported) and end[:4] < reported[:4]


def promises(rows: list[Row]) -> list[Row]:
    """Each promise with whether its delivery is told."""
    return [
        row | {"delivery": "reported" if row.get("delivered") else "not reported"} for row in rows
    ]


def own_words(rows: list[Row]) -> list[Row]:
    """Quotations whose speaker is the one asked for, each headed by the words in quotation marks."""
    kept = [
        row
        for row in rows
        if text(row, "speaker") in ("", text(row, "subject")) and not _by_title(row)
    ]
    for at, row in enumerate(kept):
        sentence = text(row, "sentence")
        begun = CLOSED.match(sentence)
        found = [begun[1]] if begun else QUOTED.findall(sentence)
        quotes = [q.strip() for q in found if len(q.split()) > 1]
        quoted = " … ".join(quotes) or text(row, "sentence").strip(' "“”')
        kept[at] = row | {"says": f"{text(row, 'subject')}: “{quoted}”"}
    return once(kept, "says", "source")


def unnamed_or_hedged(rows: list[Row]) -> list[Row]:
    """Claims on the word of somebody unnamed, or hedged; each with which of the two it is."""
    found = []
    for row in rows:
        hedge = text(row, "hedge").casefold()
        doubted = bool(hedge) and hedge not in listed("no_hedges")
        unnamed = _unnamed(text(row, "speaker").partition(" > ")[0])
        if doubted or unnamed:
            why = ["unnamed source"] * unnamed + [f"hedge “{hedge}”"] * doubted
            found.append(row | {"rests_on": " and ".join(why)})
    return found


def _unnamed(speaker: str) -> bool:
    """Whether a speaker is a kind of people: "officials", "a source", "researchers from a university"."""
    return noun_of(speaker) in listed("unnamed_sources")


def said(rows: list[Row]) -> list[Row]:
    """What a sentence has the speaker say by name or pronoun: whose a title alone is, is told less surely."""
    return [
        row
        for row in rows
        if not _by_title(row) and text(row, "relation") not in listed("background")
    ]


def _by_title(row: Row, *columns: str) -> bool:
    """Whether a sentence names the speaker (or who stands in a column) by an office alone: "the minister said"."""
    speaker = next(filter(None, (text(row, c) for c in columns or ("speaker", "subject"))), "")
    told = set(WORD.findall(text(row, "sentence").casefold()))
    own = {word.casefold() for word in WORD.findall(speaker) if len(word) > 2}
    return (
        not own & told
        and not told & listed("pronouns")
        and bool(told & table("role_nouns")["office"])
    )


def stances(rows: list[Row]) -> list[Row]:
    """Stances on it, or on what has its whole name in it: "Russia's invasion", not "Russian gas".

    Whatever stance has an event or a policy in it is a stance on that: "sanctions over the invasion".
    """
    return [
        row
        for row in rows
        if row.get("of_it")
        or row.get("of_thing")
        or re.search(rf"(?<!\w){re.escape(text(row, 'topic'))}(?!\w)", text(row, "object"))
    ]
