"""Lemmas and features from tables learned from the treebanks: exceptions by form, rules by ending."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache

from kgbuild.errors import ModelError

LONGEST_ENDING = 5


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
        if known is not None:
            return known
        for length in range(min(LONGEST_ENDING, len(key)), -1, -1):
            rule = self._endings.get(f"{tag} {key[len(key) - length :]}")
            if rule is not None:
                cut, add = rule
                return (key[: len(key) - cut] + add) or key
        return key

    def features(self, form: str, tag: str) -> str:
        """Return the features as Universal Dependencies write them ("Number=Plur"), "" where there are none."""
        return self._feature_forms.get(f"{tag} {form.lower()}", self._features.get(tag, ""))
