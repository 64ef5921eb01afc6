"""Fit kgbuild/annotate/data/descriptions.csv: what each sign of what a description tells of again is worth.

    python -m training.descriptions --gum CORPORA/ud/en_gum-train.conllu [--out FILE]

As `training.pronouns` does for pronouns: GUM's documents are read by the shipped pipeline; of each description that
the rules leave alone, all chains before it and "none of them" are ranked by a log-linear model over the signs and the
learned score. Printed: five folds by document, at several shares of all choices that a link must have.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kgbuild.annotate import stage
from kgbuild.annotate.coreference import descriptions
from kgbuild.annotate.coreference.descriptions import LEARNED
from kgbuild.annotate.nodes import Chain, Node
from kgbuild.language import load_english
from kgbuild.model import Document
from training.pronouns import HELD_OUT, Choice, Gold, documents, entity, fit

STRENGTH = 10.0
"""How strongly weights are held at none: of 3, 10 and 20, 10 has most of the links of five folds right."""
SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def choices(parsed: Iterable[tuple[str, Doc, Gold]]) -> list[Choice]:
    """Every description of the documents that the rules leave alone, with the chains that it may belong to."""
    found: list[Choice] = []
    plain = descriptions.choose
    for name, doc, gold in parsed:
        rows = found

        def noting(
            doc: Doc,
            node: Node,
            options: list[descriptions.Option],
            name: str = name,
            gold: Gold = gold,
            rows: list[Choice] = rows,
        ) -> descriptions.Option | None:
            meant = entity(node, doc, gold)
            if meant is not None:
                right = [_entity_of(one.chain, doc, gold) == meant for one in options]
                told = descriptions.signs(doc, node, options)
                scores = [one.score for one in options]
                chains = [id(one.chain) for one in options]
                none = descriptions.none_signs(node)
                whole = [*right, not any(right)]
                rows.append(Choice(name, "noun", told, whole, chains, none, scores))
            return plain(doc, node, options)

        descriptions.choose = noting
        try:
            stage.annotate_doc(Document(id=name, source=f"{name}.txt", text=doc.text), doc)
        finally:
            descriptions.choose = plain
    return found


def _entity_of(chain: Chain, doc: Doc, gold: Gold) -> str | None:
    """The entity that most of a chain's mentions stand for."""
    votes = Counter(e for node in chain.nodes if (e := entity(node, doc, gold)) is not None)
    return votes.most_common(1)[0][0] if votes else None


def judge(rows: Sequence[Choice], table: dict[str, float], likely: float) -> tuple[int, int]:
    """How many descriptions are linked, and how many of these to the right chain."""
    given = good = 0
    for row in rows:
        told = zip((*row.options, row.none), (*row.scores, 0.0), strict=True)
        summed = np.array([sum(table.get(s, 0.0) for s in o) + table[LEARNED] * x for o, x in told])
        power = np.exp(summed - summed.max())
        best = int(power[:-1].argmax()) if len(power) > 1 else -1
        if best >= 0 and power[best] / power.sum() >= likely:
            given += 1
            good += row.right[best]
    return given, good


def fitted(rows: list[Choice]) -> dict[str, float]:
    """The weights of the signs and of the learned score."""
    return fit(rows, {LEARNED: 1.0}, STRENGTH, learned=True)


def write(rows: list[Choice], out: Path) -> None:
    """Fit, print the folds, write the table."""
    names = sorted({row.document for row in rows})
    counts = {share: [0, 0] for share in SHARES}
    for fold in range(5):
        held = set(names[fold::5])
        table = fitted([row for row in rows if row.document not in held])
        for share, count in counts.items():
            given, good = judge([row for row in rows if row.document in held], table, share)
            counts[share] = [count[0] + given, count[1] + good]
    due = sum(any(row.right[:-1]) for row in rows)
    for share, (given, good) in counts.items():
        print(f"share {share}: {len(rows)} descriptions, {due} due, {given} linked, {good} right")
    table = fitted([row for row in rows if row.document not in HELD_OUT])
    lines = [
        "sign,weight",
        *(f"{sign},{worth:.2f}" for sign, worth in sorted(table.items()) if worth),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf8")


def main() -> None:
    """Read the options, then fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gum", type=Path, required=True)
    default = Path("kgbuild/annotate/data/descriptions.csv")
    parser.add_argument("--out", type=Path, default=default)
    wanted = parser.parse_args()
    nlp = load_english()
    read = ((name, nlp(text), gold) for name, text, gold in documents(wanted.gum))
    write(choices(read), wanted.out)


if __name__ == "__main__":
    main()
