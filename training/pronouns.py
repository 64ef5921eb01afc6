"""Fit kgbuild/annotate/data/pronouns.csv: what each sign of an antecedent is worth, from GUM's chains.

    python -m training.pronouns --gum CORPORA/ud/en_gum-train.conllu [--out kgbuild/annotate/data/pronouns.csv]

The documents are read by the shipped pipeline, so the signs are those of its own parse and mentions. A log-linear
model ranks all that a pronoun may stand for, with "none of them" as one more choice (Denis and Baldridge 2007;
Rahman and Ng 2009): maximum likelihood of the right mentions together, with a Gaussian prior. Printed: five folds
by document. The weights in use while the signs are collected make the chains, so run it twice for a fixed point.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kgbuild.annotate import stage
from kgbuild.annotate.annotated import Quote
from kgbuild.annotate.coreference import choice as coref_choice
from kgbuild.annotate.coreference import pronouns as coref_pronouns
from kgbuild.annotate.coreference.choice import SURE
from kgbuild.annotate.coreference.signs import Field, none_signs, set_of, signs
from kgbuild.annotate.nodes import Node
from kgbuild.language import load_english
from kgbuild.model import Document

HELD_OUT = {
    "GUM_news_asylum", "GUM_news_defector", "GUM_news_imprisoned", "GUM_news_stampede",
    "GUM_interview_peres", "GUM_interview_mckenzie", "GUM_bio_chao", "GUM_bio_galois",
    "GUM_bio_padalecki", "GUM_speech_nixon", "GUM_speech_albania", "GUM_speech_humanitarian",
}  # fmt: skip
"""Documents that measure coreference (docs/coreference.md): nothing is fitted on them."""
TALK = ("conversation", "vlog", "reddit")
RARE = 10
"""A sign seen less often gets no weight, unless it has one beforehand."""
STRENGTH = 3.0
BEFOREHAND = {
    "sayer": 2.0, "last sayer": 3.5, "last sayer past": 1.0, "judged": 6.0, "controls": 1.0, "speaker": -1.5,
    "says body": 1.0, "says country": 0.5, "says topic": -1.0, "says event": -1.0,
    "says product": -1.0, "says place": -0.5,
}  # fmt: skip
"""Where the prior is centred for signs of reported speech, which news has and GUM has little of."""


@dataclass(slots=True)
class Choice:
    """One pronoun of a document: the signs of every option, whether each is right, and its chain."""

    document: str
    name: str
    options: list[list[str]]
    right: list[bool]
    chains: list[int]
    none: list[str]


Gold = list[tuple[int, int, int, int, str]]
_Met = tuple[Field, list[list[str]], list[int]]


def documents(path: Path) -> Iterator[tuple[str, str, Gold]]:
    """Name, text and gold mentions (start, end, start and end of the minimal words, entity) of each document."""
    for block in path.read_text(encoding="utf8").split("# newdoc id = ")[1:]:
        name = block.split("\n", 1)[0].strip()
        if name.split("_")[1] in TALK:
            continue
        text, words, gold = "", [], []
        opened: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
        until, used, joined, space = 0, 0, "", ""
        for line in block.split("\n"):
            cells = line.split("\t")
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                text = text.rstrip() + ("\n\n" if text.strip() else "")
            if len(cells) < 10 or "." in cells[0]:
                continue
            gap = "" if "SpaceAfter=No" in cells[9] else " "
            if "-" in cells[0]:  # "it's": its parts are found inside
                until, used, joined, space = int(cells[0].split("-")[1]), 0, cells[1], gap
                continue
            if int(cells[0]) > until:
                joined, used, space, until = cells[1], 0, gap, int(cells[0])
            at = max(joined.find(cells[1], used), used)
            whole = (len(text) + at, len(text) + min(at + len(cells[1]), len(joined)))
            used = at + len(cells[1])
            words.append(whole)
            if int(cells[0]) == until:
                text += joined + space
                until = 0
            entity = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
            for start, inner, end in re.findall(r"(\()?([^()]+)(\))?", entity[1] if entity else ""):
                fields = inner.split("-")
                if start:
                    least = (
                        [int(n) for n in re.findall(r"\d+", fields[5])] if len(fields) > 5 else []
                    )
                    opened[fields[0]].append((len(words) - 1, least or [1]))
                if end and opened[fields[0]]:
                    first, least = opened[fields[0]].pop()
                    small = [words[min(first + n - 1, len(words) - 1)] for n in least]
                    ends = min(a for a, _ in small), max(b for _, b in small)
                    gold.append((words[first][0], whole[1], *ends, fields[0]))
        yield name, text, gold


def choices(path: Path) -> list[Choice]:
    """Every pronoun of the third person that GUM puts into a chain, as the pipeline meets it."""
    nlp = load_english()
    found: list[Choice] = []
    plain = coref_pronouns.antecedent
    for name, text, gold in documents(path):
        doc = nlp(text)
        met: list[_Met] = []

        def noting(
            doc: Doc,
            node: Node,
            nodes: list[Node],
            spoken: dict[int, Node],
            quotes: list[Quote],
            met: list[_Met] = met,
        ) -> Node | None:
            around = coref_choice.field_of(doc, node, nodes, spoken, quotes)
            options = [signs(around, other) for other in around.options]
            met.append((around, options, [id(other.chain) for other in around.options]))
            return plain(doc, node, nodes, spoken, quotes)

        coref_pronouns.antecedent = noting
        stage.annotate_doc(Document(id=name, source=f"{name}.txt", text=text), doc)
        coref_pronouns.antecedent = plain
        for around, options, chains in met:
            meant = _entity(around.node, doc, gold)
            if meant is not None:
                right = [_entity(other, doc, gold) == meant for other in around.options]
                none = none_signs(around)
                found.append(Choice(name, set_of(around.node), options, right, chains, none))
    return found


def _entity(node: Node, doc: Doc, gold: Gold) -> str | None:
    """The entity of the smallest gold mention with the head among its minimal words; a pronoun's own."""
    head = doc[node.head]
    start, end = head.idx, head.idx + len(head)
    held = [
        (b - a, ident)
        for a, b, low, high, ident in gold
        if ((a, b) == (start, end) if node.pronoun else low <= start and end <= high)
    ]
    return min(held)[1] if held else None


def fit(rows: list[Choice]) -> dict[str, float]:
    """The weights of one set of pronouns (Adam, a fixed number of steps from the prior's centre)."""
    count = Counter(sign for row in rows for option in (*row.options, row.none) for sign in option)
    known = sorted(s for s, n in count.items() if n >= RARE or s in BEFOREHAND)
    place = {sign: i for i, sign in enumerate(known)}
    sizes = [len(row.options) + 1 for row in rows]
    table = np.zeros((sum(sizes), len(known)))
    right = np.zeros(sum(sizes))
    at = 0
    for row in rows:
        for option, good in zip(
            (*row.options, row.none), (*row.right, not any(row.right)), strict=True
        ):
            for sign in option:
                if sign in place:
                    table[at, place[sign]] += 1
            right[at] = good
            at += 1
    first = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(rows)), sizes)
    centre = np.array([BEFOREHAND.get(sign, 0.0) for sign in known])
    weight, mean, square = centre.copy(), np.zeros(len(known)), np.zeros(len(known))
    for step in range(1, 501):
        score = table @ weight
        power = np.exp(score - np.maximum.reduceat(score, first)[owner])
        every = np.add.reduceat(power, first)[owner]
        hit = np.add.reduceat(power * right, first)[owner]
        slope = table.T @ (power / every - power * right / hit) + STRENGTH * (weight - centre)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.05 if step < 350 else 0.01
        weight -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {sign: round(float(weight[i]), 2) for sign, i in place.items()}


def judge(rows: list[Choice], weights: dict[str, float], sure: float) -> tuple[int, int]:
    """How many pronouns are given an antecedent, and how many of these the right one."""
    given = good = 0
    for row in rows:
        power = [np.exp(sum(weights.get(s, 0.0) for s in o)) for o in (*row.options, row.none)]
        likely: dict[int, float] = defaultdict(float)
        for chain, share in zip(row.chains, power, strict=False):
            likely[chain] += float(share)
        if not likely:
            continue
        best = max(likely, key=lambda chain: likely[chain])
        rival = max([float(power[-1]), *(v for k, v in likely.items() if k != best)])
        if likely[best] / (likely[best] + rival) >= sure:
            given += 1
            good += any(r for r, c in zip(row.right, row.chains, strict=True) if c == best)
    return given, good


def main() -> None:
    """Fit, print the folds, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gum", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("kgbuild/annotate/data/pronouns.csv"))
    wanted = parser.parse_args()
    rows = choices(wanted.gum)
    names = sorted({row.document for row in rows})
    lines = ["pronoun,sign,weight"]
    for name, sure in SURE.items():
        mine = [row for row in rows if row.name == name]
        given = good = 0
        for fold in range(5):
            out = set(names[fold::5])
            weights = fit([row for row in mine if row.document not in out])
            more = judge([row for row in mine if row.document in out], weights, sure)
            given, good = given + more[0], good + more[1]
        print(f"{name}: {len(mine)} pronouns, {given} given, {good} right ({good / given:.3f})")
        weights = fit([row for row in mine if row.document not in HELD_OUT])
        lines += [f"{name},{sign},{weight:.2f}" for sign, weight in weights.items() if weight]
    wanted.out.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
