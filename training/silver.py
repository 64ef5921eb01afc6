"""Read what has no tree with the shipped pipeline: `python -m training.silver --corpora FOLDER --out FOLDER`.

Roles and chains are annotated as spans; what is learned is their head words, and heads need trees. The trees also
serve, at a small weight, to hold the parser to what it knew while it learns other things (Li and Hoiem, Learning
without forgetting, 2016). One JSON line a sentence: document, words, heads, labels, upos, xpos.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgbuild.language.network import Network
from kgbuild.language.text.sentences import sentence_starts
from kgbuild.language.text.tokens import Tokenizer
from training.data import read_names

Cut = tuple[str, list[str]]


def litbank(folder: Path) -> Iterator[Cut]:
    """Yield (document, words) of LitBank's sentences, books in order of their file names."""
    for path in sorted(folder.glob("*.conll")):
        words: list[str] = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("#"):
                continue
            if line.strip():
                words.append(line.split("\t")[3])
            elif words:
                yield path.stem, words
                words = []
        if words:
            yield path.stem, words


def gap(path: Path) -> Iterator[Cut]:
    """Yield (document, words) of GAP's texts, cut by our own rules."""
    tokenizer = Tokenizer()
    for row in gap_rows(path):
        for words, _ in cut_text(tokenizer, row["Text"]):
            yield row["ID"], words


def gap_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a GAP file as published."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cut_text(tokenizer: Tokenizer, text: str) -> list[tuple[list[str], list[int]]]:
    """Cut a text into sentences: their words, and the character at which each word starts."""
    words, gaps = tokenizer.cut(text)
    found: list[tuple[list[str], list[int]]] = []
    at = 0
    for word, gap_after, first in zip(words, gaps, sentence_starts(words, gaps), strict=True):
        if first or not found:
            found.append(([], []))
        if word:
            found[-1][0].append(word)
            found[-1][1].append(at)
        at += len(word) + len(gap_after)
    return [part for part in found if part[0]]


def examples(path: Path) -> Iterator[Cut]:
    """Yield PropBank's example sentences, each a document of its own."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        yield f"example-{number}", json.loads(line)["words"]


def write(network: Network, sentences: Iterable[Cut], path: Path) -> None:
    """Parse sentences and write them down."""
    with path.with_suffix(".part").open("w", encoding="utf-8") as out:
        for document, words in sentences:
            parsed = network.parse(words)
            row = {
                "document": document,
                "words": words,
                "heads": parsed.heads,
                "labels": parsed.labels,
                "upos": parsed.upos,
                "xpos": parsed.xpos,
            }
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    path.with_suffix(".part").replace(path)


def main() -> None:
    """Read the options, then parse what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpora: Path = options.corpora
    network = Network()
    options.out.mkdir(parents=True, exist_ok=True)
    sources = {
        "examples": lambda: examples(corpora / "srl" / "frames-examples.jsonl"),
        "litbank": lambda: litbank(corpora / "litbank"),
        "gap-development": lambda: gap(corpora / "gap" / "gap-development.tsv"),
        "gap-validation": lambda: gap(corpora / "gap" / "gap-validation.tsv"),
        "names": lambda: (
            (s.document, s.words) for s in read_names(corpora / "ner" / "worldwide-train.tsv")
        ),
    }
    for name, sentences in sources.items():
        path = options.out / f"{name}.jsonl"
        if not path.exists():
            write(network, sentences(), path)
            print(path, flush=True)


if __name__ == "__main__":
    main()
