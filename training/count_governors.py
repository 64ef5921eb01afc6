"""Count what governs clauses and stands beside predicates in the news corpora, and what no table knows.

    python training/count_governors.py [--write] [--unknown N]

Reads the 968 news articles and the Wikinews articles of the shared folder (KGBUILD_SHARED), parses them
with the shipped pipeline, and counts (part of speech, word, construction) of every governor of a clause
as `kgbuild.factuality` names the constructions, and every adverb beside a predicate. Only counts leave the
script, never a text. `--write` puts them into the column `seen` of signatures.csv; `--unknown` lists the
commonest that neither signatures.csv, adverbs.csv nor the reporting words know.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc

from kgbuild.extract import _tree as tree
from kgbuild.factuality.frames import frame_of
from kgbuild.language import load_english


def texts(shared: Path) -> Iterator[str]:
    """The articles' texts."""
    for line in (shared / "corpora/wikinews/articles.jsonl").open(encoding="utf8"):
        yield json.loads(line)["text"]
    for path in sorted((shared / "corpora/news").glob("*.txt")):
        yield path.read_bytes().decode("utf8", errors="ignore").partition("\n")[2]


def uses(doc: Doc) -> Iterator[tuple[str, str, str]]:
    """(part of speech, word, construction) of each governor and adverb in one parsed text."""
    for token in doc:
        if tree.is_predicate(token):
            found = frame_of(token)
            if found is not None:
                yield found.part, found.word, found.frame
            for adverb in tree.adverbs(token):
                yield "adverb", adverb.lower_, ""


def counted(docs: Iterator[Doc]) -> collections.Counter[tuple[str, str, str]]:
    """How often each governor stands in each construction, and each adverb beside a predicate."""
    return collections.Counter(use for doc in docs for use in uses(doc))
