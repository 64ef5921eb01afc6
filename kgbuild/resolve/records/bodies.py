"""Names of bodies and offices: their words without the country, and the country they tell."""

from __future__ import annotations

from kgbuild.gazetteer import country_by_demonym, country_by_name
from kgbuild.names import key as fold
from kgbuild.names.bodies import COMPANY
from kgbuild.resolve.records.words import ALONE, GENERIC, ONE_HOLDS

# "Security Council of Russia" is Russia's council; "Halden Malaysia" is a branch.
TIES = frozenset({"of", "in", "for", "the", "to"})
# A single word of fewer letters is anybody's: "Air" of Air India.
TELLING_LETTERS = 5


def body_words(name: str) -> tuple[tuple[str, ...], str]:
    """Words of a body's or place's name without article, company ending and country; the country's ISO.

    >>> body_words("Russian Security Council") == body_words("Security Council of Russia")
    True
    """
    words = name.replace("’", "'").split()
    iso = ""
    kept: list[str] = []
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            part = " ".join(words[at : at + length]).removesuffix("'s").strip(",.()")
            if at + length > len(words) or not part[:1].isupper():
                continue
            land = country_by_demonym(part) or country_by_name(part)
            if land is not None and len(words) > length:
                iso = iso or land.iso
                branch = at + length == len(words) and words[at - 1].lower() not in TIES
                if branch and country_by_name(part) is not None:
                    # "Halden Malaysia" is one branch of Halden, not Halden
                    kept.append(part)
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    folded = [w for w in fold(" ".join(kept)).split() if w not in ("the", "a", "an")]
    while folded and folded[-1] in ("of", "for", "in"):
        folded.pop()
    while len(folded) > 1 and folded[-1] in COMPANY:
        folded.pop()
    found = tuple(w for w in folded if w not in ("of", "and", "for"))
    if iso and _anybodys(found):
        # "Bank of China", "Air India": what is left without the country would be anybody's.
        whole = fold(name.replace("’", "'")).split()
        found = tuple(w for w in whole if w not in ("the", "a", "an", "of", "and", "for"))
    return found, iso


def _anybodys(words: tuple[str, ...]) -> bool:
    """Whether what is left of a name is one word that many bodies have."""
    if len(words) > 1 or ALONE & set(words) or ONE_HOLDS & set(words):
        return False
    return not words or words[0] in GENERIC or len(words[0]) < TELLING_LETTERS


def body_key(name: str) -> str:
    """The words of a body's name as a key."""
    words, _ = body_words(name)
    return " ".join(words) or fold(name)
