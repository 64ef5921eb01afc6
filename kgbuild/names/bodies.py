"""Names of bodies: their comparable words, legal forms, acronyms and initials."""

from __future__ import annotations

import re
from functools import lru_cache

from kgbuild.english import table
from kgbuild.names.folding import CACHE, key, word

_NAMES = table("names", "kgbuild.names")
COMPANY = _NAMES["company"]
NO_INITIAL = _NAMES["no_initial"]
LOOSE_FRONT = _NAMES["loose_front"]
OWN_COUNTRY = _NAMES["own_country"]
NOT_LETTERS = re.compile(r"[^\w]+")


@lru_cache(CACHE)
def body_key(text: str) -> tuple[str, ...]:
    """Comparable words of a body's or place's name: no article, possessive, or company ending."""
    parts = [word(part) for part in re.split(r"[\s\-–]+", re.sub(r"[“”\"]", "", text))]
    parts = [part for part in parts if part and part not in {"the", "a", "an"}]
    while len(parts) > 1 and parts[-1] in COMPANY:
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
    return word(letters) if enough else ""


def initials(full: str) -> set[str]:
    """The initials of a name, folded: of all its words, and without the small ones."""
    tokens = [part for part in re.split(r"[\s\-–/&]+", full) if part]
    strong = [t for t in tokens if t.lower() not in NO_INITIAL]
    return {word("".join(t[0] for t in some if t[0].isalnum())) for some in (strong, tokens)}


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
    strong = [t for t in tokens if t.lower() not in NO_INITIAL]
    return introduced and len(strong) >= 2 and _takes(letters, [word(t) for t in strong])


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


@lru_cache(maxsize=1 << 16)
def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym: two to eight capitals."""
    letters = text.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper() and " " not in text


@lru_cache(maxsize=1 << 17)
def initials_of(name: str) -> tuple[str, ...]:
    """Acronyms that a name can have, with and without its small words, in lower case."""
    words = key(name.replace("-", " ")).split()
    if len(words) < 2:
        return ()
    strong = "".join(w[0] for w in words if w not in NO_INITIAL)
    every = "".join(w[0] for w in words)
    return tuple(dict.fromkeys(x for x in (strong, every) if len(x) > 1))
