"""The matrix: sentences made from the table of reporting words, each word in each construction that it takes.

A cell is a sentence, the verb of what is told in it, and who must be its speaker: a name's or noun's words,
`SOMEBODY` where nobody is named, `OPEN` where the stance alone keeps it from being told as so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.attribution import Stance, reporting
from kgbuild.attribution.table import Reporting
from kgbuild.language.words import irregular_verbs

SOMEBODY, OPEN = "unspecified", ""
SOURCES = (
    ("Police", "police"),
    ("Anna Lind", "Anna Lind"),
    ("The ministry", "ministry"),
    ("Two diplomats", "two diplomats"),
)
# subject, rest in the past, bare, gerund and perfect, the verb's lemma
TOLD = (
    ("Sweden", "attacked Denmark", "attack Denmark", "attacking Denmark", "attack"),
    ("Victor Kern", "bribed Sara Berg", "bribe Sara Berg", "bribing Sara Berg", "bribe"),
    ("Peru", "jailed Omar Haddad on Monday", "jail Omar Haddad", "jailing Omar Haddad", "jail"),
)
DOUBLED = re.compile(
    "quip|aver|brag|blog|recap|shrug|nod|sob|hum|rebut|infer|admit|beg|slam|snap|prefer"
)
PARTICLES = {
    "point": " out", "sum": " up", "fire": " back", "hit": " back", "go": " on", "chime": " in", "blurt": " out",
}  # fmt: skip
# Stances whose content the modality keeps open, so that a speaker is not asked for.
UNTOLD = frozenset(
    {Stance.ORDERS, Stance.ASKS, Stance.DOUBTS, Stance.HOPES, Stance.PROMISES, Stance.EXPECTS}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence of the matrix."""

    word: str
    stance: str
    construction: str
    form: str
    text: str
    verb: str
    speaker: str


def past(verb: str) -> str:
    """The past tense of a verb of the table."""
    for form, lemma in irregular_verbs("VBD").items():
        if lemma == verb and not DOUBLED.fullmatch(verb):
            return form
    if DOUBLED.fullmatch(verb):
        return verb + verb[-1] + "ed"
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def low(source: str) -> str:
    """A source inside a sentence."""
    return source if source.startswith("Anna") else source[0].lower() + source[1:]


def cells() -> Iterator[Cell]:
    """The whole matrix, each row with the fillers that its number picks."""
    for number, row in enumerate(reporting().rows):
        source, speaker = SOURCES[number % len(SOURCES)]
        told = TOLD[number % len(TOLD)]
        made = {"verb": _verb, "noun": _noun, "adverb": _adverb, "phrase": _phrase}.get(row.part)
        if made is None:
            continue
        for construction, form, text, who in made(row, source, speaker, told):
            yield Cell(row.word, row.stance, construction, form, text, told[4], who)


Made = Iterator[tuple[str, str, str, str]]
Told = tuple[str, str, str, str, str]


def _verb(row: Reporting, source: str, speaker: str, told: Told) -> Made:
    said, who = past(row.word), OPEN if row.stance in UNTOLD else speaker
    name, did = told[:2]
    extra = PARTICLES.get(row.word, "")
    said += extra
    heard = row.hearer == "object" and row.stance is not Stance.ORDERS
    hearer = " reporters" if heard else ""
    clause = {"that": f"that {name} {did}", "whether": f"whether {name} {did}"}
    for takes in ("that", "whether"):
        if takes in row.takes:
            yield takes, "affirmed", f"{source} {said}{hearer} {clause[takes]}.", who
            yield (
                takes,
                "negated",
                f"{source} did not {row.word}{extra}{hearer} {clause[takes]}.",
                OPEN,
            )
            yield (
                takes, "coordinated",
                f"{source} {said}{hearer} {takes} the port was shut and {clause[takes]}.", who,
            )  # fmt: skip
    if "that" in row.takes:
        for place in sorted(row.places - {"before"}):
            yield place, "affirmed", _beside(place, f"{low(source)} {said}{hearer}", name, did), who
    if "after" in row.places and "that" in row.takes:
        text = f"The port was shut and {name} {did}, {low(source)} {said}{hearer}."
        yield "after", "coordinated", text, who
    if "as" in row.takes:
        yield "as", "affirmed", f"As {low(source)} {said}, {name} {did}.", who
        yield "as", "after", f"{name} {did}, as {low(source)} {said}.", who
    if "quote" in row.takes:
        yield "quote", "after", f"“{name} {did},” {low(source)} {said}{hearer}.", speaker
        if not hearer and not extra:
            yield "quote", "inverted", f"“{name} {did},” {said} {low(source)}.", speaker
        if "before" in row.places and "that" in row.takes:
            yield "quote", "before", f"{source} {said}{hearer}: “{name} {did}.”", speaker
    yield from _open(row, source, said, who, told)


def _beside(place: str, frame: str, name: str, did: str) -> str:
    return f"{name} {did}, {frame}." if place == "after" else f"{name}, {frame}, {did}."


def _open(row: Reporting, source: str, said: str, who: str, told: Told) -> Made:
    """Infinitives and gerunds."""
    name, did, do, doing, _ = told
    done = did.replace(" on Monday", "")
    if "to" in row.takes:
        yield "to", "affirmed", f"{name} {said} to have {done}.", OPEN if who == OPEN else name
    if "is-to" in row.takes:
        yield (
            "is-to",
            "affirmed",
            f"{name} is {participle(row.word)} to have {done}.",
            OPEN if who == OPEN else SOMEBODY,
        )
    if "obj-to" in row.takes:
        yield "obj-to", "affirmed", f"{source} {said} {name} to {do}.", OPEN
    if "ing" in row.takes:
        yield "ing", "affirmed", f"{name} {said} {doing}.", OPEN if who == OPEN else name
    for takes in sorted(row.takes):
        word, dash, ending = takes.partition("-")
        if not dash or ending != "ing":
            continue
        if row.stance in (Stance.ACCUSES, Stance.JUDGES):
            yield takes, "affirmed", f"{source} {said} {name} {word} {doing}.", who
            yield takes, "passive", f"{name} was {participle(row.word)} {word} {doing}.", SOMEBODY
        else:
            yield takes, "affirmed", f"{name} {said} {word} {doing}.", OPEN


def participle(verb: str) -> str:
    """The past participle."""
    for form, lemma in irregular_verbs("VBN").items():
        if lemma == verb:
            return form
    return past(verb)


def _noun(row: Reporting, source: str, speaker: str, told: Told) -> Made:
    name, did, do = told[:3]
    who = OPEN if row.stance in UNTOLD else speaker
    alone = OPEN if row.stance in UNTOLD else row.word if "self" in row.takes else SOMEBODY
    the = "" if row.word in ("news", "gossip", "evidence", "speculation") else "The "
    noun = row.word if the else row.word.capitalize()
    if "that" in row.takes:
        yield "that", "subject", f"{the}{noun} that {name} {did} angered Chile.", alone
        yield "that", "owned", f"{source}'s {row.word} that {name} {did} angered Chile.", who
        yield "that", "by", f"The {row.word} by {low(source)} that {name} {did} angered Chile.", who
        yield "that", "made", f"{source} repeated the {row.word} that {name} {did}.", who
        yield "that", "denied", f"{source} rejected the {row.word} that {name} {did}.", OPEN
    if "whether" in row.takes:
        yield "whether", "subject", f"The {row.word} whether {name} {did} is open.", OPEN
    if "to" in row.takes:
        yield "to", "owned", f"{name}'s {row.word} to {do} angered Chile.", OPEN


def _adverb(row: Reporting, source: str, speaker: str, told: Told) -> Made:
    name, did = told[:2]
    word = row.word.capitalize()
    yield "before", "affirmed", f"{word}, {name} {did}.", OPEN
    yield "inside", "affirmed", f"{name} {row.word} {did}.", OPEN
    yield "after", "affirmed", f"{name} {did}, {row.word}.", OPEN
    yield "inside", "coordinated", f"{name} {row.word} shut the port and {did}.", OPEN


def _phrase(row: Reporting, source: str, speaker: str, told: Told) -> Made:
    name, did = told[:2]
    first, *rest = row.word.split(" ")
    if len(rest) == 2:
        noun = rest[0] + ("s" if rest[0] in ("word", "eye") else "")
        framed = [f"{first} the {noun} of {low(source)}", f"{first} {low(source)}'s {noun}"]
    else:
        framed = [f"{row.word} {low(source)}"]
    for place, frame in enumerate(framed):
        yield (
            f"before {place}",
            "affirmed",
            f"{frame[0].upper()}{frame[1:]}, {name} {did}.",
            speaker,
        )
        yield f"after {place}", "affirmed", f"{name} {did}, {frame}.", speaker
        yield f"inside {place}", "affirmed", f"{name}, {frame}, {did}.", speaker
