"""Fit kgbuild/annotate/data/pronouns.csv: what each sign of an antecedent is worth, from GUM's chains and GAP's names.

    python -m training.pronouns --gum CORPORA/ud/en_gum-train.conllu --gap CORPORA/gap/gap-development.tsv [--out FILE]

The documents are read by the shipped pipeline, so the signs are those of its own parse and mentions. A log-linear
model ranks all that a pronoun may stand for, with "none of them" as one more choice (Denis and Baldridge 2007;
Rahman and Ng 2009): maximum likelihood of the right mentions together, with a Gaussian prior. The table has two
columns: `alone`, fitted on GUM while the network scored no antecedents, is kept as it is; `beside` the learned
scores, whose own worth is the row "learned", is fitted on GUM and GAP's development part, from `alone` as the prior's
centre. Printed: five folds by document, `alone` fitted anew in each. The weights in use while the signs are collected
make the chains, so run it twice for a fixed point.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kgbuild.annotate import stage
from kgbuild.annotate.annotated import Quote
from kgbuild.annotate.coreference import choice as coref_choice
from kgbuild.annotate.coreference import pronouns as coref_pronouns
from kgbuild.annotate.coreference.choice import LEARNED, SURE, UNSEEN, learned_scores, weights
from kgbuild.annotate.coreference.signs import Field, none_signs, set_of, signs
from kgbuild.annotate.nodes import Node
from kgbuild.language import load_english
from kgbuild.model import Document
from training.silver import gap_rows

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
BESIDE_STRENGTH = 10.0
OF_FORM = ("named", "pronoun", "definite", "same word", "told", "none", "generic")
"""Beginnings of signs that GAP has once more as its own, which are left out of the table (Daumé 2007): what is
asked for there is always a name, which says nothing of pronouns in news."""
BESIDE_CENTRE = 0.3
"""What a sign is expected to be worth beside the learned scores, as a share of its worth alone."""
BEFOREHAND = {
    "sayer": 2.0, "last sayer": 3.5, "last sayer past": 1.0, "judged": 6.0, "controls": 1.0, "speaker": -1.5,
    "says body": 1.0, "says country": 0.5, "says topic": -1.0, "says event": -1.0,
    "says product": -1.0, "says place": -0.5,
}  # fmt: skip
"""Where the prior is centred for signs of reported speech, which news has and GUM has little of."""
FIRM = 1000.0
"""How strongly the signs of reported speech are held: neither set has enough of it to say otherwise."""
IN_FULL = frozenset({"sayer", "last sayer", "last sayer past", "judged", "controls", "speaker"})
"""Signs that are expected to be worth all of it: what they were learned from (novels, lives) has little of it."""


@dataclass(slots=True)
class Choice:
    """One pronoun of a document: the signs and learned scores of every option, whether it is right, and its chain.

    `right` has one more at its end, for none of them.
    """

    document: str
    name: str
    options: list[list[str]]
    right: list[bool]
    chains: list[int]
    none: list[str]
    scores: list[float]


Gold = list[tuple[int, int, int, int, str]]


@dataclass(slots=True)
class Met:
    """One pronoun as the pipeline meets it."""

    around: Field
    options: list[list[str]]
    chains: list[int]
    scores: list[float]


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


def met(doc: Doc, name: str) -> list[Met]:
    """Annotate a parsed document, and note what each pronoun of the third person may stand for."""
    found: list[Met] = []
    plain = coref_pronouns.antecedent

    def noting(
        doc: Doc,
        node: Node,
        nodes: list[Node],
        spoken: dict[int, Node],
        quotes: dict[int, list[Quote]],
    ) -> Node | None:
        around = coref_choice.field_of(doc, node, nodes, spoken, quotes)
        told = [signs(around, other) for other in around.options]
        known = (learned_scores(around) if around.options else None) or [None] * len(told)
        scores = [UNSEEN if score is None else score for score in known]
        found.append(Met(around, told, [id(o.chain) for o in around.options], scores))
        return plain(doc, node, nodes, spoken, quotes)

    coref_pronouns.antecedent = noting
    try:
        stage.annotate_doc(Document(id=name, source=f"{name}.txt", text=doc.text), doc)
    finally:
        coref_pronouns.antecedent = plain
    return found


def gum_choices(parsed: Iterable[tuple[str, Doc, Gold]]) -> Iterator[Choice]:
    """Every pronoun of the third person that GUM puts into a chain."""
    for name, doc, gold in parsed:
        for one in met(doc, name):
            meant = entity(one.around.node, doc, gold)
            if meant is not None:
                right = [entity(other, doc, gold) == meant for other in one.around.options]
                yield _choice(name, one, [*right, not any(right)])


def gap_choices(parsed: Iterable[tuple[str, Doc, Mapping[str, str]]]) -> Iterator[Choice]:
    """GAP's pronouns: the one of two names that is meant; where neither is, anything but these.

    A pronoun whose name is no option is left out: what is right for it is not known.
    """
    for name, doc, row in parsed:
        for one in met(doc, name):
            if doc[one.around.node.head].idx != int(row["Pronoun-offset"]):
                continue
            named = {letter: _chains_of(one.around, _span(row, letter)) for letter in "AB"}
            due = [letter for letter in "AB" if row[f"{letter}-coref"].upper() == "TRUE"]
            if due:
                good = set().union(*(named[letter] for letter in due))
                right = [chain in good for chain in one.chains]
                if any(right):
                    yield _of_gap(_choice(name, one, [*right, False]))
            else:
                bad = set().union(*named.values())
                right = [*(chain not in bad for chain in one.chains), True]
                yield _of_gap(_choice(name, one, right))


def _choice(name: str, one: Met, right: list[bool]) -> Choice:
    kind, none = set_of(one.around.node), none_signs(one.around)
    return Choice(name, kind, one.options, right, one.chains, none, one.scores)


def _of_gap(row: Choice) -> Choice:
    """The choice with GAP's own signs beside those that it shares with the chains."""

    def more(told: list[str]) -> list[str]:
        return [*told, *(f"gap {sign}" for sign in told if sign.startswith(OF_FORM))]

    return replace(row, options=[more(told) for told in row.options], none=more(row.none))


def _span(row: Mapping[str, str], letter: str) -> tuple[int, int]:
    start = int(row[f"{letter}-offset"])
    return start, start + len(row[letter])


def _chains_of(around: Field, span: tuple[int, int]) -> set[int]:
    """The chains (by id) with a mention on a name's characters: half of them covered, at most three times as long."""
    found = set()
    for chain in {id(o.chain): o.chain for o in around.options if o.chain is not None}.values():
        for node in chain.nodes:
            words = around.doc[node.start : node.end]
            shared = min(words.end_char, span[1]) - max(words.start_char, span[0])
            length = span[1] - span[0]
            if 2 * shared >= length and words.end_char - words.start_char <= 3 * length:
                found.add(id(chain))
    return found


def entity(node: Node, doc: Doc, gold: Gold) -> str | None:
    """The entity of the smallest gold mention with the head among its minimal words; a pronoun's own."""
    head = doc[node.head]
    start, end = head.idx, head.idx + len(head)
    held = [
        (b - a, ident)
        for a, b, low, high, ident in gold
        if ((a, b) == (start, end) if node.pronoun else low <= start and end <= high)
    ]
    return min(held)[1] if held else None


def fit(
    rows: list[Choice], centre: Mapping[str, float], strength: float, *, learned: bool = False
) -> dict[str, float]:
    """The weights of one set of pronouns (Adam, a fixed number of steps from the prior's centre)."""
    count = Counter(sign for row in rows for option in (*row.options, row.none) for sign in option)
    known = sorted(s for s, n in count.items() if n >= RARE or s in BEFOREHAND)
    place = {sign: i for i, sign in enumerate(known)}
    if learned:
        place[LEARNED] = len(place)
    sizes = [len(row.options) + 1 for row in rows]
    right = np.array([good for row in rows for good in row.right], dtype=float)
    lines: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    at = 0
    for row in rows:
        for option, score in zip((*row.options, row.none), (*row.scores, 0.0), strict=True):
            told = [place[sign] for sign in option if sign in place]
            columns += told
            values += [1.0] * len(told)
            if learned:
                columns.append(place[LEARNED])
                values.append(score)
            lines += [at] * (len(columns) - len(lines))
            at += 1
    line, column, value = np.array(lines), np.array(columns), np.array(values)
    first = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(rows)), sizes)
    middle = np.array([centre.get(sign, 0.0) for sign in place])
    held = np.array([0.0 if sign == LEARNED else strength for sign in place])
    if learned:
        held[[place[sign] for sign in IN_FULL if sign in place]] = FIRM
    weight, mean, square = middle.copy(), np.zeros(len(place)), np.zeros(len(place))
    for step in range(1, 501):
        score = np.bincount(line, value * weight[column], at)
        power = np.exp(score - np.maximum.reduceat(score, first)[owner])
        every = np.add.reduceat(power, first)
        hit = np.add.reduceat(power * right, first)
        pull = power / every[owner] - power * right / hit[owner]
        slope = np.bincount(column, value * pull[line], len(place)) + held * (weight - middle)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.05 if step < 350 else 0.01
        weight -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {sign: round(float(weight[i]), 2) for sign, i in place.items()}


def judge(rows: list[Choice], table: Mapping[str, float], sure: float) -> tuple[int, int]:
    """How many pronouns are given an antecedent, and how many of these the right one."""
    given = good = 0
    worth = table.get(LEARNED, 0.0)
    for row in rows:
        told = zip((*row.options, row.none), (*row.scores, 0.0), strict=True)
        summed = [sum(table.get(s, 0.0) for s in o) + worth * score for o, score in told]
        power = [np.exp(score - max(summed)) for score in summed]
        likely: dict[int, float] = defaultdict(float)
        for chain, share in zip(row.chains, power, strict=False):
            likely[chain] += float(share)
        if not likely:
            continue
        best = max(likely, key=lambda chain: likely[chain])
        rival = max([float(power[-1]), *(v for k, v in likely.items() if k != best)])
        if likely[best] / (likely[best] + rival) >= sure:
            given += 1
            good += any(r for r, c in zip(row.right, row.chains, strict=False) if c == best)
    return given, good


def beside(rows: list[Choice], alone: Mapping[str, float]) -> dict[str, float]:
    """The weights beside the learned scores."""
    centre = {s: w * (1 if s in IN_FULL else BESIDE_CENTRE) for s, w in alone.items()}
    return fit(rows, centre | {LEARNED: 1.0}, BESIDE_STRENGTH, learned=True)


def read(gum: Path, gap: Path) -> tuple[list[Choice], list[Choice]]:
    """The choices of both sets, read by the shipped pipeline."""
    nlp = load_english()
    chains = list(gum_choices((name, nlp(text), gold) for name, text, gold in documents(gum)))
    rows = gap_rows(gap)
    return chains, list(gap_choices((row["ID"], nlp(row["Text"]), row) for row in rows))


def write(chains: list[Choice], names: list[Choice], out: Path) -> None:
    """Fit, print the folds, write the table."""
    listed = sorted({row.document for row in chains})
    lines = ["pronoun,sign,alone,beside"]
    for name, sure in SURE.items():
        mine = [row for row in chains if row.name == name]
        more = [row for row in names if row.name == name]
        counts = {"alone": (0, 0), "beside": (0, 0)}
        for fold in range(5):
            held = set(listed[fold::5])
            kept = [row for row in mine if row.document not in held]
            plain = fit(kept, BEFOREHAND, STRENGTH)
            for column, table in (("alone", plain), ("beside", beside([*kept, *more], plain))):
                given, good = judge([row for row in mine if row.document in held], table, sure)
                counts[column] = counts[column][0] + given, counts[column][1] + good
        for column, (given, good) in counts.items():
            print(
                f"{name}, {column}: {len(mine)} pronouns, {given} given, {good} right ({good / given:.3f})"
            )
        alone = weights(name)
        kept = [row for row in mine if row.document not in HELD_OUT]
        table = beside([*kept, *more], alone)
        lines += [
            f"{name},{sign},{alone.get(sign, 0.0):.2f},{table.get(sign, 0.0):.2f}"
            for sign in sorted({*alone, *table})
            if (alone.get(sign) or table.get(sign)) and not sign.startswith("gap ")
        ]
    out.write_text("\n".join(lines) + "\n", encoding="utf8")


def main() -> None:
    """Read the options, then fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gum", type=Path, required=True)
    parser.add_argument("--gap", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("kgbuild/annotate/data/pronouns.csv"))
    wanted = parser.parse_args()
    write(*read(wanted.gum, wanted.gap), wanted.out)


if __name__ == "__main__":
    main()
