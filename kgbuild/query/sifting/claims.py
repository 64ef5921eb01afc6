"""What is not so (yet): conditions, threats, denials, refusals, plans, promises; and who said what in their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.english.tables import table
from kgbuild.query.sifting.words import (
    NOBODY,
    WORD,
    listed,
    named,
    noun_of,
    somebody,
    text,
    verb,
    words,
)

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

CONDITION = re.compile(
    r"(?<!as )(?<!even )(?<!what )\b(?:if|unless|provided that|as long as)\b[^,.;]*", re.IGNORECASE
)
COUNTER = re.compile(r"\b(?:had|were) (?:not|no|been|never)\b")
"""A condition of what never was."""

PAST = re.compile(r"\bwould(?: not|n't)? have\b")


HINDERED = re.compile(
    r"\b(?:not|n['’]t|never) (?:let|allow|permit)|\b(?:prohibit|bann?|barr?|prevent|forbid|forbade)\w* ",
    re.IGNORECASE,
)
"""Who is not let do it has not refused."""

FAILED = re.compile(
    r"\b(?:fail|refus|declin|reject|neglect|omit|unable|unwilling|boycott|skip|yet to|no longer|stop(?:ped)? short)",
    re.IGNORECASE,
)
"""How a sentence says that something was not done which might have been."""


DENIED_NOT = re.compile(r"\bden(?:y|ied|ies|ying)\b[^.;]*?(?:\bnot\b|n['’]t\b|\bnever\b)")
"""A denial of what is not so."""

THREAT, WARNING, CONDITIONAL = "threats", "warnings", "on a condition"
"""What somebody may do to somebody else."""

TELLING = "of|that|about|over|in|against|regarding"
BARE = re.compile(rf"\b(?:{TELLING})\b")
"""What follows a noun that says of what it is: "allegations of fraud"."""


def conditions_and_threats(rows: list[Row]) -> list[Row]:
    """Threats to and warnings of somebody, and what would be done on a condition that the sentence tells.

    The condition itself is no row: it stands beside what hangs on it.
    """
    found = []
    for row in rows:
        relation = text(row, "relation")
        if relation in listed("threat") | listed("warning"):
            if told := _threat(row):
                found.append(told)
            continue
        if (
            not row.get("by_agent")
            or not somebody(row, "object")
            or relation in listed("states") - listed("suffered")
        ):
            continue
        sentence = text(row, "sentence")
        condition = CONDITION.search(sentence)
        if condition is None or not named(row, "subject"):
            continue
        if PAST.search(sentence) or COUNTER.search(condition[0]):
            continue
        inside, outside = (
            set(WORD.findall(condition[0].casefold())),
            _without(sentence, condition[0]),
        )
        if not _stems(verb(row)) & {word[:4] for word in inside} - {word[:4] for word in outside}:
            found.append(row | {"kind": CONDITIONAL, "condition": condition[0].strip()})
    return found


def _threat(row: Row) -> Row | None:
    """A threat or warning as it is read: to whom, and with what; None where neither end has a name."""
    object_, content = text(row, "object"), text(row, "content")
    warns = text(row, "relation") in listed("warning")
    if text(row, "polarity") == "negated" or not somebody(row, "object"):
        return None
    if warns and text(row, "modality") != "actual":
        return None
    if warns and (
        object_.startswith("[") or "warning" in object_ or not named(row, "subject", "object")
    ):
        return None
    if somebody(row, "subject") and not row.get("by_agent"):
        return None  # a flood threatens nobody with anything
    if not somebody(row, "subject") and not named(row, "object"):
        return None
    if content and content not in object_:
        object_ = f"{object_}: {content}"
    elif text(row, "words").endswith(" to"):
        object_ = f"to {object_}"
    return row | {"kind": WARNING if warns else THREAT, "condition": None, "object": object_}


def _without(sentence: str, part: str) -> set[str]:
    return set(WORD.findall(sentence.replace(part, " ").casefold()))


def _stems(word: str) -> set[str]:
    return {word[:4]}


def denials(rows: list[Row]) -> list[Row]:
    """Denials whose sentence says what is said to be so; each with the allegation, not with its denial."""
    return [
        row | {"object": _allegation(row)}
        for row in rows
        if verb(row) not in listed("denying")
        and somebody(row, "subject")
        and _is_told(row)
        and not by_title(row, "subject")
    ]


def _is_told(row: Row) -> bool:
    """Whether what is denied is a claim, or a thing that is said: an allegation, involvement, a charge."""
    object_ = text(row, "object")
    if object_.partition(" ")[0].casefold() in listed("wanted"):
        return False
    if row.get("denied"):
        return not _says_nothing(row)
    if text(row, "relation") in listed("rejecting") and words(row, "object") & {"charge", "count"}:
        return False  # a court that dismisses charges denies nothing
    noun = noun_of(object_, TELLING)
    nouns = {noun, noun.removesuffix("s")}
    told = BARE.search(_with_its_clause(row))
    return bool(nouns & listed("denied_acts")) or bool(nouns & listed("denied_things") and told)


def _with_its_clause(row: Row) -> str:
    """A noun that is denied with the clause behind it: "claim by Adler that the bank prints money"."""
    object_ = text(row, "object")
    sentence = " ".join(text(row, "sentence").split())
    found = re.search(
        rf"{re.escape(object_)}(?: (?:made )?by [^,.;]{{1,40}}?)? (that [^.;“”]+)", sentence
    )
    return f"{object_} {found[1]}" if found and object_ else object_


def _says_nothing(row: Row) -> bool:
    """Whether the clause that is denied points at a sentence before: "denied doing this"."""
    return bool(
        re.search(
            r"\b(?:(?:do|did|be|have) (?:this|that|it|so)\]?$|accuse of)", text(row, "object")
        )
    )


def _allegation(row: Row) -> str | None:
    """What is denied, as whoever alleges it would say it: the graph keeps what the denier has for true."""
    if not row.get("denied"):
        return _with_its_clause(row)
    subject, bar, rest = text(row, "object").partition(" | ")
    if rest.startswith("not "):
        return subject + bar + rest.removeprefix("not ")
    twice = bar and DENIED_NOT.search(text(row, "sentence"))
    return subject + bar + ("not " if twice else "") + rest


def left_out(rows: list[Row]) -> list[Row]:
    """What a speaker did not say, as the article or the speaker tells; no judgement on what may be said."""
    return [
        row
        for row in rows
        if text(row, "modality") in ("actual", "refused")
        and text(row, "speaker") in (*NOBODY, text(row, "subject"))
    ]


def refused_or_failed(rows: list[Row]) -> list[Row]:
    """Acts refused; acts that an article itself tells as not done, or whose sentence says "failed", "yet to", "unable".

    No states, nothing that one gets or should not do, nothing that others do not let him, and not what
    somebody says that he or another did not do: that is a denial.
    """
    return [
        row
        for row in rows
        if text(row, "modality") == "refused"
        or (not HINDERED.search(text(row, "sentence")) and _not_done(row))
    ]


def _not_done(row: Row) -> bool:
    if text(row, "modality") in listed("not_failing") or verb(row) in listed("no_act"):
        return False
    if FAILED.search(text(row, "sentence")):
        return True
    if text(row, "relation") in listed("no_relation") or not somebody(row, "object"):
        return False
    return text(row, "speaker") in (
        *NOBODY,
        text(row, "subject") * (text(row, "modality") == "planned"),
    )


WANTED = re.compile(
    r"\bsought to\b|\b(?:was|were) to \w|\bwant(?:s|ed)? (?:me|him|her|us|them) to\b"
)
"""What somebody tried for once, what was to be, and what others want of one is no open plan of that one."""


def not_yet_done(rows: list[Row]) -> list[Row]:
    """Plans of somebody with a name, of no year before the report, to do a thing rather than to think or say one."""
    return [
        row
        for row in rows
        if any(letter.isupper() for letter in text(row, "subject"))
        and verb(row) not in listed("thinking")
        and verb(row) not in listed("no_act") - {"be", "want"}
        and not for_others(row)
        and not _endorses(row)
        and ", to be " not in text(row, "subject")
        and not WANTED.search(text(row, "sentence"))
        and not words(row, "sentence") & listed("stories")
        and text(row, "relation")
        not in listed("speaking")
        | listed("unplanned")
        | listed("performative")
        | listed("background")
        and (somebody(row, "object") or text(row, "relation") not in listed("no_relation"))
        and not _said_by_wishing(row)
        and not _of_another_year(row)
    ]


def _endorses(row: Row) -> bool:
    """Whether somebody means to make another something: who works to make him president appoints nobody."""
    return verb(row) == "make" and text(row, "relation") not in listed("no_relation")


def for_others(row: Row) -> bool:
    """Whether another says that somebody wants what no relation knows: "they sought to overturn it", of whom?"""
    unknown = text(row, "relation") in listed("no_relation") and text(row, "modality") == "wants"
    return unknown and not by_itself(row)


def by_itself(row: Row) -> bool:
    """Whether an article, or the subject itself, tells it: nobody else, unless he is told to quote them."""
    return text(row, "speaker").rpartition(" > ")[2] in (*NOBODY, text(row, "subject"))


def _said_by_wishing(row: Row) -> bool:
    """Whether the wish is the act: who wishes to thank somebody has thanked."""
    return text(row, "modality") == "wants" and text(row, "relation") in listed("performative")


def _of_another_year(row: Row) -> bool:
    """Whether the day that is told lies in a year before the report's: a plan of the past."""
    end, reported = text(row, "time_end"), text(row, "reported")
    return bool(end and reported) and end[:4] < reported[:4]


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


def misread(row: Row) -> bool:
    """Whether an act is told of deputies without a name, or a sanction by a sentence on an exemption from it.

    "The deputy ministers met" says nothing of ministers; "N received an exemption from the sanctions it has imposed" is
    of another's sanctions.
    """
    sanctioned = text(row, "relation") in listed("sanctioned")
    below = by_title(row, "subject") and words(row, "sentence") & listed("deputies")
    return bool(below) or (sanctioned and "exempt" in text(row, "sentence"))


def by_title(row: Row, *columns: str) -> bool:
    """Whether a sentence names the speaker (or who stands in a column) by an office alone: "the minister said"."""
    speaker = next(filter(None, (text(row, c) for c in columns or ("speaker", "subject"))), "")
    told = set(WORD.findall(text(row, "sentence").casefold()))
    own = {word.casefold() for word in WORD.findall(speaker) if len(word) > 2}
    return (
        not own & told
        and not told & listed("pronouns")
        and bool({word.removesuffix("s") for word in told} & table("role_nouns")["office"])
    )
