"""Count how often each word of kgbuild/attribution/reporting.csv reports something, over the news corpora.

    python training/count_reporting.py [--write] [--unknown N]

Reads the 968 news articles and the Wikinews articles of the shared folder (KGBUILD_SHARED), parses them
with the shipped pipeline, and counts: of a verb, each use with a finite content clause, as an aside
("…, police say"), in an as-clause, or behind a closing quotation mark; of a noun, each that-clause; of an
adverb or preposition, each use beside a verb. Only counts leave the script, never a text. `--write` puts
them into the column `seen`; `--unknown` lists the commonest words in these places that the table lacks.
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

from kgbuild.attribution.table import COLUMNS
from kgbuild.language import load_english

TABLE = Path(__file__).parents[1] / "kgbuild/attribution/reporting.csv"
CLOSED = frozenset({"”", '"', "''", "’"})


def texts(shared: Path) -> Iterator[str]:
    """The articles' texts."""
    for line in (shared / "corpora/wikinews/articles.jsonl").open(encoding="utf8"):
        yield json.loads(line)["text"]
    for path in sorted((shared / "corpora/news").glob("*.txt")):
        yield path.read_bytes().decode("utf8", errors="ignore").partition("\n")[2]


def uses(doc: Doc) -> Iterator[tuple[str, str]]:
    """(part of speech, word) of each reporting use in one parsed text."""
    for token in doc:
        if token.pos_ == "VERB" and reports(token):
            yield "verb", token.lemma_.lower()
        elif token.pos_ == "NOUN" and any(has_mark(c, "that") for c in token.children):
            yield "noun", token.lemma_.lower()
        elif token.dep_ == "advmod" and token.head.pos_ in ("VERB", "ADJ", "NOUN"):
            yield "adverb", token.lower_
        elif token.dep_ == "case":
            yield (
                "phrase",
                " ".join([token.lower_, *(c.lower_ for c in token.children if c.dep_ == "fixed")]),
            )


def has_mark(clause: Token, word: str) -> bool:
    """Whether a clause is introduced by the word."""
    if clause.dep_ not in ("ccomp", "acl", "advcl"):
        return False
    return any(c.dep_ == "mark" and c.lower_ == word for c in clause.children)


def reports(verb: Token) -> bool:
    """Whether the verb stands where verbs of reporting do."""
    subject = any(c.dep_.startswith("nsubj") for c in verb.children)
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    if any(c.dep_ == "ccomp" for c in verb.children) or has_mark(verb, "as"):
        return True
    if verb.dep_ == "parataxis" and subject and finite:
        return True
    before = verb.doc[max(verb.i - 6, 0) : verb.i]
    return subject and finite and any(t.text in CLOSED and not t.is_sent_start for t in before)


def main() -> None:
    """Count, print, and with `--write` fill the column."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--unknown", type=int, default=0)
    options = asked.parse_args()
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    nlp = load_english()
    for text in texts(Path(os.environ["KGBUILD_SHARED"])):
        counts.update(uses(nlp(text)))
    rows = list(csv.DictReader(StringIO(TABLE.read_text(encoding="utf8"))))
    known = {(row["part"], row["word"]) for row in rows}
    for (part, word), n in counts.most_common():
        if options.unknown and (part, word) not in known and part in ("verb", "noun"):
            print(part, word, n)
            options.unknown -= 1
    print(sum(counts[key] > 0 for key in known), "of", len(known), "words seen")
    if options.write:
        out = StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            part = row["part"] if row["part"] != "support" else "verb"
            writer.writerow(row | {"seen": counts[part, row["word"]]})
        TABLE.write_text(out.getvalue(), encoding="utf8")


if __name__ == "__main__":
    main()
