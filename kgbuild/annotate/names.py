"""Names of persons and bodies: their parts, and whether two forms can name the same thing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kgbuild.annotate.lexicon import noun_gender, words
from kgbuild.annotate.places import given_gender as given_name_gender

PARTICLES = words("Particles")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Family names that come first in the languages that put them there, and stand alone in the press.
FAMILY_FIRST = words("FamilyFirst")
VIETNAMESE = words("Vietnamese")
COMPANY_SUFFIXES = words("CompanySuffixes")
SKIPPED_IN_ACRONYM = words("SkippedInAcronym")
CACHE = 65536
NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts; `family` is what a later bare mention uses.

    `given` is empty where only one part is known. `alone` tells a single-part name.
    """

    parts: tuple[str, ...]
    given: str
    family: str
    others: tuple[str, ...] = ()
    order: str = "western"

    @property
    def alone(self) -> bool:
        """Whether only one part is known."""
        return not self.given


@lru_cache(CACHE)
def fold(text: str) -> str:
    """Lower case without accents, possessive ending and outer marks, for comparison only."""
    text = re.sub(r"'s$", "", text.strip().replace("’", "'"))
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).strip(
        ".,'’‘“”\" "
    )


def person_name(tokens: list[str]) -> PersonName | None:
    """Parts of a person's name (titles already taken off); None where there is nothing left."""
    tokens = _hyphenated(tokens)
    while len(tokens) > 2 and _letters_after(tokens[-1], tokens[0]):
        tokens = tokens[:-1]
    parts = [fold(token) for token in tokens]
    parts = [
        part for part in parts if part and part not in SUFFIXES and any(c.isalpha() for c in part)
    ]
    if not parts:
        return None
    if len(parts) == 1:
        return PersonName((parts[0],), "", parts[0])
    if parts[0] in VIETNAMESE and len(parts) >= 3:
        return PersonName(tuple(parts), parts[0], parts[-1], tuple(parts[1:-1]), "vietnamese")
    if parts[0] in FAMILY_FIRST and _eastern_given(parts[1:]):
        return PersonName(tuple(parts), parts[1], parts[0], tuple(parts[2:]), "family_first")
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in PARTICLES:
        start -= 1
    family = " ".join(parts[start:])
    others = tuple(part for part in parts[1:start] if part not in PARTICLES)
    return PersonName(tuple(parts), parts[0], family, others)


def _hyphenated(tokens: list[str]) -> list[str]:
    """Words around a hyphen as one ("Koonjoo", "-", "Shah")."""
    joined: list[str] = []
    for token in tokens:
        if joined and (token == "-" or joined[-1].endswith("-")):
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _letters_after(token: str, first: str) -> bool:
    """As in "FRS", "MP", "Ph.D." after a name that is not itself in capitals."""
    letters = token.replace(".", "")
    return (
        2 <= len(letters) <= 4 and letters.isupper() and not first.isupper()
    ) or letters == "PhD"


def _eastern_given(rest: list[str]) -> bool:
    if not 1 <= len(rest) <= 2 or (given_name_gender(rest[-1]) == "male" and len(rest[-1]) > 4):
        return False
    return all(len(part) <= 9 and part not in PARTICLES for part in rest)


def tail(family: str) -> str:
    """The family name without its particles ("van der bellen" → "bellen")."""
    return family.rsplit(" ", 1)[-1].removeprefix("al-").removeprefix("el-")


def gender_of(name: PersonName) -> str:
    """Gender where the given name is a common one."""
    return given_name_gender(name.given) if name.given and name.order == "western" else ""


def compatible(left: PersonName, right: PersonName) -> bool:
    """Whether two names can belong to one person. Another given name is another person."""
    if left.alone and right.alone:
        return tail(left.family) == tail(right.family)
    if left.alone or right.alone:
        short, full = (left, right) if left.alone else (right, left)
        return (
            short.family in full.parts
            or tail(short.family) in full.parts
            or short.family == full.family
        )
    if sorted(left.parts) == sorted(right.parts):
        # also the two orders of one Japanese or Hungarian name
        return True
    if tail(left.family) != tail(right.family):
        # "Martín Ogando Montesano" and "Martín Ogando"
        shared = tail(left.family) in right.parts or tail(right.family) in left.parts
        return shared and left.given == right.given and not _clash(left, right)
    return same_given(left.given, right.given) or _nested(left, right)


def _clash(left: PersonName, right: PersonName) -> bool:
    short, full = sorted((left, right), key=lambda name: len(name.parts))
    return not set(short.parts) <= set(full.parts)


def _nested(left: PersonName, right: PersonName) -> bool:
    """As in "Recep Tayyip Erdogan" and "Tayyip Erdogan"."""
    return left.given in right.others or right.given in left.others


def same_given(left: str, right: str) -> bool:
    """Whether two given names agree: equal, an initial, or spelt a letter apart."""
    if left == right:
        return True
    short, long = sorted((left.rstrip("."), right.rstrip(".")), key=len)
    if len(short) <= 2 and short.isalpha():
        return long.startswith(short[0]) and len(short) == 1
    # Nikolai, Nikolay: transliteration
    return len(short) >= 4 and short[:-1] == long[:-1] and {short[-1], long[-1]} <= {"i", "y", "j"}


def is_title(token: str) -> bool:
    """Whether a word before a name is a title, rank, honorific or office."""
    word = token.lower().rstrip(".")
    if "-" in word:
        word = word.split("-", 1)[0] if word.split("-", 1)[0] in ("ex", "vice") else word
    return word in words("Honorific") or word in words("Rank") or word in words("TitleWord")


def title_gender(titles: list[str]) -> str:
    """Gender said by a title."""
    for title in titles:
        gender = noun_gender(title)
        if gender:
            return gender
    return ""


@lru_cache(CACHE)
def body_key(text: str) -> tuple[str, ...]:
    """Comparable words of a body's or place's name: no article, possessive, or company ending."""
    parts = [fold(part) for part in re.split(r"[\s\-–]+", re.sub(r"[“”\"]", "", text))]
    parts = [part for part in parts if part and part not in {"the", "a", "an"}]
    while len(parts) > 1 and parts[-1] in COMPANY_SUFFIXES:
        parts.pop()
    return tuple(parts)


def acronym(text: str) -> str:
    """The letters of what may be an acronym, folded; "" for anything else.

    >>> acronym("U.N."), acronym("MPs"), acronym("Oslo")
    ('un', 'mp', '')
    """
    letters = NOT_LETTERS.sub("", text)
    letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    enough = 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= 2
    return fold(letters) if enough else ""


def initials(full: str) -> set[str]:
    """The initials of a name, folded: of all its words, and without the small ones."""
    tokens = [part for part in re.split(r"[\s\-–/&]+", full) if part]
    strong = [t for t in tokens if t.lower() not in SKIPPED_IN_ACRONYM]
    return {fold("".join(t[0] for t in some if t[0].isalnum())) for some in (strong, tokens)}


def acronym_of(short: str, full: str, *, introduced: bool = False) -> bool:
    """Whether the capitals are the initials of the full name (small words may count or not).

    An acronym that is introduced right after the name may take more letters of its words.
    """
    letters = acronym(short)
    if not letters or (len(letters) < 3 and not introduced):
        return False
    if letters in initials(full):
        return True
    tokens = [part for part in re.split(r"[\s\-–/&]+", full) if part]
    strong = [t for t in tokens if t.lower() not in SKIPPED_IN_ACRONYM]
    return introduced and len(strong) >= 2 and _takes(letters, [fold(t) for t in strong])


def _takes(letters: str, parts: list[str]) -> bool:
    """Whether each word gives its first letter in turn, and may give some that follow it."""
    if not parts:
        return not letters
    head = parts[0]
    if not letters or letters[0] != head[:1]:
        return False
    at = 1
    inner = 1
    while True:
        if _takes(letters[at:], parts[1:]):
            return True
        inner = head.find(letters[at], inner) if at < len(letters) else -1
        if inner < 0:
            return False
        at, inner = at + 1, inner + 1
