"""Lemmas and features from tables learned from the treebanks: exceptions by form, rules by ending.

An ending does not tell "invaded" from "bombed": among the verbs that a form can come from, the one in
WordNet's list of verbs is taken (`data/verbs.txt.gz`, made by `training/make_verbs.py`).
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from kgbuild.english import table
from kgbuild.errors import ModelError

LONGEST_ENDING = 5
# How a verb's forms are made, likeliest first: (ending of the form, what stands there in the lemma).
VERB_ENDINGS = {
    "VBD": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBN": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBG": (("ying", "ie"), ("ing", "e"), ("ing", "")),
    "VBZ": (("ies", "y"), ("es", ""), ("s", "")),
}


@cache
def known_verbs() -> frozenset[str]:
    """Single-word verbs of WordNet 3.1, lower case."""
    packed = files("kgbuild.language").joinpath("data", "verbs.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())


VERBS = frozenset({"VB", "VBP", *VERB_ENDINGS})
IRREGULAR = {"VBD": "past", "VBN": "participle"}
# "fined" is no form of "fin", which would double its last letter.
_DOUBLES = re.compile(r"^[^aeiouy]*[aeiou][bcdfgklmnprtvz]$|^qu[aeiou][bcdfgklmnprtvz]$")


@cache
def irregular_verbs(tag: str) -> dict[str, str]:
    """Forms of irregular verbs with their lemmas, for a Penn tag."""
    name = IRREGULAR.get(tag)
    return table("irregular_verbs").column(name, "lemma") if name else {}


def verb_of(form: str, tag: str) -> str | None:
    """Return the one known verb that a form can come from; None where none or several fit.

    >>> verb_of("fled", "VBD"), verb_of("fined", "VBD"), verb_of("barred", "VBN"), verb_of("bared", "VBD")
    ('flee', 'fine', 'bar', 'bare')
    """
    if form in irregular_verbs(tag):
        return irregular_verbs(tag)[form]
    found = []
    for ending, instead in VERB_ENDINGS.get(tag, ()):
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            if instead or ending[0] not in "ei" or not _DOUBLES.match(stem):
                found.append(stem + instead)
            if not instead and len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    known = [verb for verb in dict.fromkeys(found) if verb in known_verbs()]
    return known[0] if len(known) == 1 else None


class WordTables:
    """What a form with a Penn tag has as lemma and as features."""

    def __init__(self, packed: bytes) -> None:
        tables = json.loads(gzip.decompress(packed).decode("utf-8"))
        if set(tables) != {"lemmas", "endings", "features", "feature_forms"}:
            raise ModelError(
                "words.json.gz: the tables of lemmas and features are of another version"
            )
        self._lemmas: dict[str, str] = tables["lemmas"]
        self._endings: dict[str, tuple[int, str]] = {
            key: (int(cut), add) for key, (cut, add) in tables["endings"].items()
        }
        self._features: dict[str, str] = tables["features"]
        self._feature_forms: dict[str, str] = tables["feature_forms"]
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)

    def _lemma(self, form: str, tag: str) -> str:
        """Return the lemma; proper nouns keep their case, other words lose it."""
        key = form if tag.startswith("NNP") else form.lower()
        known = self._lemmas.get(f"{tag} {key}")
        if known is not None and (known == key or tag not in IRREGULAR or known in known_verbs()):
            return known
        if tag in VERBS and "-" in key.strip(
            "-"
        ):  # "co-chaired": the part behind the hyphen is the verb
            first, _, last = key.rpartition("-")
            return f"{first}-{self._lemma(last, tag)}" if last else key
        verb = verb_of(key, tag)
        if verb is None and tag in VERBS and key not in known_verbs():
            # "deterred", "thrown", "strives" are what they are, whatever their tag
            verb = next((v for other in VERB_ENDINGS if (v := verb_of(key, other))), None)
        if verb is not None:
            return verb
        for length in range(min(LONGEST_ENDING, len(key)), -1, -1):
            rule = self._endings.get(f"{tag} {key[len(key) - length :]}")
            if rule is not None:
                cut, add = rule
                return (key[: len(key) - cut] + add) or key
        return key

    def features(self, form: str, tag: str) -> str:
        """Return the features as Universal Dependencies write them ("Number=Plur"), "" where there are none."""
        return self._feature_forms.get(f"{tag} {form.lower()}", self._features.get(tag, ""))
