"""Folding a name, with its purposes named: to compare, to find, to show.

`plain` takes accents and case away, and everything else builds on it, so that "Łódź" gives "lodz" wherever
it is asked. A **key** compares two names and becomes part of ids (`key` a whole name, `word` one word of
it); **search** is how a person looks a name up; what is **shown** is always the text's own letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CACHE = 1 << 18
NOT_WORD = re.compile(r"[^\w]+")
POSSESSIVE = re.compile(r"'s?\b")
OUTER_MARKS = ".,'’‘“”\" "
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'"}
)
"""Letters that do not come apart into a plain letter and a mark."""


@lru_cache(CACHE)
def plain(text: str) -> str:
    """Lower case without accents; marks and blanks stay.

    >>> plain("Łódź"), plain("José-María’s")
    ('lodz', "jose-maria's")
    """
    flat = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@lru_cache(CACHE)
def key(text: str) -> str:
    """A whole name as it is compared: plain, without possessive endings and marks, one blank between words.

    >>> key("Guinea-Bissau's"), key("U.N.")
    ('guinea bissau', 'u n')
    """
    return " ".join(NOT_WORD.sub(" ", POSSESSIVE.sub("", plain(text))).split())


@lru_cache(CACHE)
def word(text: str) -> str:
    """One word of a name as it is compared: plain, inner marks kept, the outer ones and a possessive taken off.

    >>> word("Jong-un's"), word("O’Neill,")
    ('jong-un', "o'neill")
    """
    bare = re.sub(r"'s$", "", text.strip().replace("’", "'"))
    return plain(bare).strip(OUTER_MARKS)


def shown_part(name: str, part: str) -> str:
    """The words of `name` that a folded part of it stands for, as they are written; "" where there are none.

    >>> shown_part("Ludwig van der Berg", "van der berg"), shown_part("Jón Gnarr", "jon")
    ('van der Berg', 'Jón')
    """
    words, wanted = name.split(), key(part)
    for length in range(1, len(words) + 1):
        for start in range(len(words) - length, -1, -1):
            run = " ".join(words[start : start + length])
            if key(run) == wanted:
                return run.strip(OUTER_MARKS)
    return ""
