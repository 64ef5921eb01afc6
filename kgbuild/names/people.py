"""Names of people: their parts, particles, order and titles, and whether two forms can name one person."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.english import table
from kgbuild.names.folding import word
from kgbuild.names.given import given_gender

_NAMES = table("names", "kgbuild.names")
PARTICLES = _NAMES["particle"]
SUFFIXES = _NAMES["suffix"]
# Family names that come first in the languages that put them there, and stand alone in the press.
FAMILY_FIRST = _NAMES["family_first"]
VIETNAMESE = _NAMES["vietnamese"]
_PEOPLE = table("people")
_TITLES = _PEOPLE["Honorific"] | _PEOPLE["Rank"] | _PEOPLE["TitleWord"]


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


def person_name(tokens: list[str]) -> PersonName | None:
    """Parts of a person's name (titles already taken off); None where there is nothing left."""
    tokens = _hyphenated(_without_nicknames(tokens))
    while len(tokens) > 2 and _letters_after(tokens[-1], tokens[0]):
        tokens = tokens[:-1]
    parts = [word(token) for token in tokens]
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


QUOTES = frozenset("\"“”'‘’«»„(")


def _without_nicknames(tokens: list[str]) -> list[str]:
    """A name without what stands in it between quotation marks: "Robert \"Bobby\" Tarrant" has one given name."""
    if len(tokens) < 3 or not any(token[:1] in QUOTES for token in tokens[1:-1]):
        return tokens
    kept, inside = [], False
    for at, token in enumerate(tokens):
        opens = token[:1] in QUOTES and 0 < at < len(tokens) - 1
        closes = token[-1:] in QUOTES | {")"}
        if inside:
            inside = not closes
        elif opens:
            inside = not (closes and len(token) > 1)
        else:
            kept.append(token)
    return kept if not inside and len(kept) > 1 else tokens


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
    if not 1 <= len(rest) <= 2 or (given_gender(rest[-1]) == "male" and len(rest[-1]) > 4):
        return False
    return all(len(part) <= 9 and part not in PARTICLES for part in rest)


def tail(family: str) -> str:
    """The family name without its particles ("van der bellen" → "bellen")."""
    return family.rsplit(" ", 1)[-1].removeprefix("al-").removeprefix("el-")


def gender_of(name: PersonName) -> str:
    """Gender where the given name is a common one."""
    return given_gender(name.given) if name.given and name.order == "western" else ""


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
    bare = token.lower().rstrip(".")
    first = bare.split("-", 1)[0]
    bare = first if first in ("ex", "vice") else bare
    return bare in _TITLES


def title_gender(titles: list[str]) -> str:
    """Gender said by a title."""
    for title in titles:
        bare = title.lower().rstrip(".")
        for gender, told in (("male", _PEOPLE["Male"]), ("female", _PEOPLE["Female"])):
            if bare in told:
                return gender
    return ""
