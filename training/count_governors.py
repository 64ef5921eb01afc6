"""Count what governs clauses and stands beside predicates in the news corpora, and what no table knows.

    python training/count_governors.py [--write] [--unknown N]

Reads the 968 news articles and the Wikinews articles of the shared folder (KGBUILD_SHARED), parses them
with the shipped pipeline, and counts (part of speech, word, construction) of every governor of a clause
as `kgbuild.factuality` names the constructions, and every adverb beside a predicate. Only counts leave the
script, never a text. `--write` puts them into the column `seen` of signatures.csv; `--unknown` lists the
commonest that neither signatures.csv, markers.csv nor the table of reporting words knows.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from spacy.tokens import Doc, Token

from kgbuild.factuality.scope import is_known
from kgbuild.language import load_english
from kgbuild.language.grammar import clauses as tree
from kgbuild.predicates.governors import frame_of, is_gerund
from kgbuild.predicates.signatures import COLUMNS, get

TABLE = Path(__file__).parents[1] / "kgbuild/predicates/signatures.csv"
GOVERNED = ("open", "complement", "clause_subject")
Use = tuple[str, str, str]


def texts(shared: Path) -> Iterator[str]:
    """The articles' texts."""
    for line in (shared / "corpora/wikinews/articles.jsonl").open(encoding="utf8"):
        yield json.loads(line)["text"]
    for path in sorted((shared / "corpora/news").glob("*.txt")):
        yield path.read_bytes().decode("utf8", errors="ignore").partition("\n")[2]


def is_governed(clause: Token) -> bool:
    """Whether a clause stands in a construction that a governor's row decides on."""
    place = tree.role(clause)
    marked = bool(tree.mark_words(clause))
    return place in GOVERNED or (
        marked and (place == "reduced" or (place == "adverbial" and is_gerund(clause)))
    )


def uses(doc: Doc) -> Iterator[tuple[Use, bool]]:
    """(part of speech, word, construction) of each governor and adverb, and whether a table knows it."""
    for token in doc:
        if not tree.is_predicate(token):
            continue
        for adverb in tree.adverbs(token):
            yield ("adverb", adverb.lower_, ""), is_known(adverb)
        if is_governed(token):
            part, word, takes = frame_of(token.head, token)
            bare = word.split("_")[0]
            known = next((t for t in takes if get(part, word, t)), None)
            use = (part, word, known or takes[0])
            if known is None and bare != word:
                known = next((t for t in takes if get(part, bare, t)), None)
                use = (part, bare, known) if known else use
            yield use, known is not None


def write(counts: collections.Counter[Use]) -> None:
    """Put each row's count, summed over its constructions, into the table."""
    rows = list(csv.DictReader(StringIO(TABLE.read_text(encoding="utf8"))))
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        seen = sum(counts[row["part"], row["word"], t] for t in row["takes"].split())
        writer.writerow(row | {"seen": seen})
    TABLE.write_text(out.getvalue(), encoding="utf8")


def main() -> None:
    """Count, and write or list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--unknown", type=int, default=0)
    options = parser.parse_args()
    nlp = load_english()
    counts: collections.Counter[Use] = collections.Counter()
    unknown: collections.Counter[Use] = collections.Counter()
    for text in texts(Path(os.environ["KGBUILD_SHARED"])):
        for use, known in uses(nlp(text)):
            counts[use] += 1
            if not known:
                unknown[use] += 1
    print(f"{sum(counts.values())} uses, {sum(unknown.values())} that no table knows")
    for use, count in unknown.most_common(options.unknown):
        print(count, *use)
    if options.write:
        write(counts)


if __name__ == "__main__":
    main()
