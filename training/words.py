"""Learn the tables of lemmas and features from the treebanks' training parts."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from training.data import Sentence

LONGEST_ENDING = 5
_CLOSED = frozenset({"PRON", "DET", "AUX", "ADP", "SCONJ", "CCONJ", "PART", "ADV"})


def learn(sentences: Sequence[Sentence]) -> bytes:
    """Return the packed tables that `kgbuild.language.words` reads."""
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    features: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    closed: set[tuple[str, str]] = set()
    for sentence in sentences:
        rows = zip(
            sentence.words,
            sentence.lemmas,
            sentence.xpos,
            sentence.upos,
            sentence.feats,
            strict=True,
        )
        for word, lemma, tag, upos, feats in rows:
            key = word if tag.startswith("NNP") else word.lower()
            if lemma != "_":
                lemmas[tag, key][lemma] += 1
            kept = "|".join(
                part
                for part in ("" if feats == "_" else feats).split("|")
                if part.split("=")[0] not in {"Typo", "Voice", "Style", "Abbr", "ExtPos", "NumForm"}
            )
            features[tag][kept] += 1
            forms[tag, word.lower()][kept] += 1
            if upos in _CLOSED:
                closed.add((tag, word.lower()))
    endings, exceptions = _lemma_tables(
        {key: best(counter) for key, counter in lemmas.items()}, lemmas
    )
    default = {tag: best(counter) for tag, counter in features.items()}
    feature_forms = {
        f"{tag} {form}": best(counter)
        for (tag, form), counter in forms.items()
        if (tag, form) in closed and counter.total() > 1 and best(counter) != default[tag]
    }
    tables = {
        "lemmas": dict(sorted(exceptions.items())),
        "endings": dict(sorted(endings.items())),
        "features": dict(sorted(default.items())),
        "feature_forms": dict(sorted(feature_forms.items())),
    }
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def best(counter: Counter[str]) -> str:
    """Return the most frequent value; the first in order breaks a tie."""
    return min(counter, key=lambda value: (-counter[value], value))


def edit(form: str, lemma: str) -> tuple[int, str]:
    """Return how many letters to cut from a form and what to add.

    >>> edit("studied", "study")
    (3, 'y')
    """
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def _lemma_tables(
    chosen: dict[tuple[str, str], str], counts: dict[tuple[str, str], Counter[str]]
) -> tuple[dict[str, tuple[int, str]], dict[str, str]]:
    votes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (tag, form), lemma in chosen.items():
        script = edit(form, lemma)
        for length in range(min(LONGEST_ENDING, len(form)) + 1):
            votes[tag, form[len(form) - length :]][script] += 1
    rules: dict[tuple[str, str], tuple[int, str]] = {}
    for (tag, ending), counter in sorted(votes.items(), key=lambda item: len(item[0][1])):
        script, count = min(counter.items(), key=lambda item: (-item[1], item[0]))
        shorter = _rule(rules, tag, ending)
        if script != shorter and (count >= 2 or not ending) and count >= 0.6 * counter.total():
            rules[tag, ending] = script
    exceptions: dict[str, str] = {}
    for (tag, form), lemma in chosen.items():
        cut, add = _rule(rules, tag, form) or (0, "")
        if form[: len(form) - cut] + add != lemma and (
            counts[tag, form].total() > 1 or len(form) < 7
        ):
            exceptions[f"{tag} {form}"] = lemma
    return {f"{tag} {ending}": script for (tag, ending), script in rules.items()}, exceptions


def _rule(
    rules: dict[tuple[str, str], tuple[int, str]], tag: str, form: str
) -> tuple[int, str] | None:
    for length in range(min(LONGEST_ENDING, len(form)), -1, -1):
        found = rules.get((tag, form[len(form) - length :]))
        if found is not None:
            return found
    return None
