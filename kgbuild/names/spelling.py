"""Spellings of one sound: keys by which Sergey and Sergei, Mohamed and Muhammad agree."""

from __future__ import annotations

import re
from functools import lru_cache

# Spellings of one sound in Latin letters; applied in order to the folded word.
TRANSLITERATION = (
    ("shch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("tch", "c"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "g"),
    ("ch", "c"),
    ("tz", "c"),
    ("ts", "c"),
    ("cz", "c"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oe", "o"),
    ("ue", "u"),
    ("ae", "a"),
    ("ee", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("j", "i"),
    ("y", "i"),
    ("w", "v"),
    ("q", "k"),
)
DOUBLED = re.compile(r"(.)\1+")
VOWELS = re.compile(r"[aeiou]")
# Vowels that one sound is written with: Ahmed, Ahmad; Khaled, Khalid; Mohamed, Muhammad.
NEAR_VOWELS = frozenset(
    pair for one, two in (("a", "e"), ("e", "i"), ("o", "u")) for pair in ((one, two), (two, one))
)


@lru_cache(maxsize=1 << 17)
def spelling(word: str) -> str:
    """A folded word with the spellings of one sound made alike: "Sergey", "Sergei" give one key."""
    for written, sound in TRANSLITERATION:
        word = word.replace(written, sound)
    return DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """Consonants of the spelling key: what a block is made of."""
    return VOWELS.sub("", spelling(word)) or word[:1]


def near_spelling(one: str, two: str) -> bool:
    """Whether two words differ at most in vowels that are written for one another.

    Hassan is not Hussein, Mohamed not Mahmoud, though their consonants agree. A last a, e or o may
    differ: Lukashenko, Lukashenka.
    """
    left, right = spelling(one), spelling(two)
    if len(left) != len(right):
        return False
    last = len(left) - 1
    return all(
        a == b or (a, b) in NEAR_VOWELS or (at == last > 5 and {a, b} <= set("aeo"))
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    )
