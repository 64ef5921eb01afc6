"""Words of arguments and quotations, folded so that two translations of one phrase can be compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.gazetteer import country_by_capital, country_by_demonym, country_by_seat

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?", re.UNICODE)
_TABLE = table("wording")
STOP = _TABLE["stop"]
GENERIC = _TABLE["generic"]
ENDINGS = (
    "ingness", "ation", "ement", "iness", "ingly", "ness", "ment", "ings", "ates", "ated", "ating",
    "ions", "ious", "ity", "ing", "ies", "ied", "ion", "ity", "ers", "est", "ed", "es", "er", "ly",
    "al", "s", "y", "e",
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A blunt stem, at least four letters long: endings off, longest first, twice."""
    word = word.casefold().replace("’", "'")
    word = word.removesuffix("'s")
    for _ in range(2):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
    return word


# Words for one thing that translators and headline writers change for one another.
SYNONYMS = {
    "tie": "relation",
    "ties": "relation",
    "relations": "relation",
    "relationship": "relation",
    "partnership": "relation",
    "cooperation": "relation",
    "links": "relation",
    "criticise": "criticize",
    "readiness": "willingness",
    "ready": "willing",
    "crisis": "conflict",
    "war": "conflict",
}


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as it is compared: the state for its adjective, capital or seat, a synonym, a stem."""
    bare = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if bare[:1].isupper():
        state = country_by_demonym(bare) or country_by_capital(bare) or country_by_seat(bare)
        if state is not None:
            return stem(state.name.split()[-1])
    return stem(SYNONYMS.get(bare.casefold(), bare))


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Folded words that carry meaning."""
    return frozenset(
        fold(w)
        for w in WORD.findall(text)
        if w.casefold().removesuffix("’s").removesuffix("'s") not in STOP
    )


def normal(text: str) -> str:
    """One line, folded, without marks: equal for phrases that differ in typography only."""
    return " ".join(w.casefold().replace("’", "'") for w in WORD.findall(text))


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared words over all words."""
    either = len(left | right)
    return len(left & right) / either if either else 0.0


def containment(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared words over the words of the shorter."""
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0


def telling(words: Iterable[str]) -> frozenset[str]:
    """Words without the generic ones."""
    return frozenset(w for w in words if w not in GENERIC)


def alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two phrases plausibly name one thing: one holds the other, or half is shared."""
    shared = telling(left & right)
    if not shared:
        return left == right and bool(left)
    if left <= right or right <= left:
        return True
    return len(left & right) >= 2 and jaccard(left, right) >= 0.45


def same_quotation(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two quotations are one utterance, perhaps translated twice.

    Half of the words are shared, or four in five of the shorter's when that has five or more.
    """
    shared = left & right
    if left == right:
        return bool(left)
    if len(telling(shared)) < 2:
        return False
    if jaccard(left, right) >= 0.5:
        return True
    return min(len(left), len(right)) >= 5 and containment(left, right) >= 0.75
