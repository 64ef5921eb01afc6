"""Open information extraction: word overlap as CaRB counts it, and fact sets as BenchIE counts them.

Written after the papers (Bhardwaj et al., CaRB, EMNLP 2019; Gashteovski et al., BenchIE, ACL 2022). The triples are
what `kgbuild openie` writes: sentence, confidence, relation, first argument, further arguments, between tabs.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from evaluation.public.exported import measures

Triple = tuple[str, str | None, str | None]
"""Relation, first argument, all further arguments as one; None where there is none."""

BE = frozenset(["be", "is", "am", "are", "was", "were", "been", "being"])
SAID = ("said", "told", "added", "adds", "says")
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
DROPPED = str.maketrans("", "", string.punctuation + string.whitespace)


def sentence_key(sentence: str) -> str:
    """A sentence without marks and spaces: tokenisations of one text agree in it.

    >>> sentence_key("He met ( once ) Anna .") == sentence_key("He met -LRB- once -RRB- Anna.")
    True
    """
    for code, mark in BRACKETS.items():
        sentence = sentence.replace(code, mark)
    return sentence.translate(DROPPED)


def triple(relation: str, arguments: Sequence[str]) -> Triple:
    """A relation with its arguments, those after the first as one."""
    rest = " ".join(arguments[1:])
    return relation, arguments[0] if arguments else None, rest if len(arguments) > 1 else None


def read_triples(path: Path) -> dict[str, list[Triple]]:
    """The triples of a file, by sentence; lines without a relation and an argument are left out."""
    found: dict[str, list[Triple]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").split("\n"):
        cells = line.strip().split("\t")
        if len(cells) >= 4 and cells[2].strip():
            found[sentence_key(cells[0])].append(triple(cells[2], cells[3:]))
    return found


def carb_match(gold: Triple, found: Triple) -> tuple[float, float]:
    """Precision and recall of a triple's words against a gold fact, slot by slot; 0 where the relations share none.

    >>> carb_match(("met", "Anna", "Olav in Oslo"), ("met", "Anna", "Olav"))
    (1.0, 0.6)
    """
    wanted = [slot.split() for slot in gold if slot is not None]
    words = [slot.split() for slot in found if slot is not None][: len(wanted)]
    if len(words) < len(wanted):
        return 0.0, 0.0
    hits, left = _shared(wanted[0], words[0])
    # A form of "be" in both is one word in common, whichever form it is.
    hits += "be" in left and bool(BE & set(wanted[0]))
    if not hits:
        return 0.0, 0.0
    hits += sum(_shared(w, f)[0] for w, f in zip(wanted[1:], words[1:], strict=True))
    return hits / sum(map(len, words)), hits / sum(map(len, wanted))


def _shared(wanted: Iterable[str], found: Sequence[str]) -> tuple[int, list[str]]:
    left = list(found)
    hits = 0
    for word in wanted:
        if word in left:
            left.remove(word)
            hits += 1
    return hits, left


def carb(gold: Path, triples: Path) -> dict[str, Any]:
    """CaRB's F1 with every triple counted: recall by the best triple of each fact, precision by pairs one to one."""
    facts: dict[str, list[Triple]] = defaultdict(list)
    for line in gold.read_text(encoding="utf8").split("\n"):
        cells = line.strip().split("\t")
        if len(cells) > 2:
            # "C: " marks the context of a fact, which is no part of it.
            arguments = [cell.strip() for cell in cells[2:] if "C: " not in cell]
            facts[sentence_key(cells[0])].append(triple(cells[1], arguments))
    found = read_triples(triples)
    precision = recall = 0.0
    for sentence, due in facts.items():
        told = found.get(sentence, [])
        table = [[_carb_cell(fact, one) for one in told] for fact in due]
        recall += sum(max((cell[1] for cell in row), default=0.0) for row in table)
        precision += _one_to_one([[cell[0] for cell in row] for row in table])
    return _figures(
        (precision, sum(len(found.get(sentence, [])) for sentence in facts)),
        (recall, sum(map(len, facts.values()))),
    )


def _carb_cell(gold: Triple, found: Triple) -> tuple[float, float]:
    best = carb_match(gold, found)
    if any(word in gold[0] for word in SAID) and found[2] is not None:
        # What is said may stand before its speaker.
        best = max(best, carb_match(gold, (found[0], found[2], found[1])))
    return best


def _one_to_one(table: Sequence[Sequence[float]]) -> float:
    """The sum of the best pairs, taken greedily, each row and column once; the first of equals."""
    rows, columns = list(range(len(table))), list(range(len(table[0]) if table else 0))
    total = 0.0
    while rows and columns:
        i, j = max(product(rows, columns), key=lambda place: table[place[0]][place[1]])
        total += table[i][j]
        rows.remove(i)
        columns.remove(j)
    return total


def spelled_out(pattern: str) -> set[str]:
    """All ways to keep or drop the words in brackets of one slot.

    >>> sorted(spelled_out("[the] Prime Minister"))
    ['Prime Minister', 'the Prime Minister']
    """
    parts = re.split(r"(\[[^\]]*\])", pattern)
    choices = [("", part[1:-1]) if part.startswith("[") else (part,) for part in parts]
    return {" ".join("".join(chosen).split()) for chosen in product(*choices)}


def read_fact_sets(gold: Path) -> dict[str, list[set[tuple[str, ...]]]]:
    """BenchIE's facts by sentence: each is the set of all its acceptable (subject, relation, object)."""
    found: dict[str, list[set[tuple[str, ...]]]] = {}
    facts: list[set[tuple[str, ...]]] = []
    for line in gold.read_text(encoding="utf8").split("\n"):
        if line.startswith("sent_id:"):
            facts = found.setdefault(sentence_key(line.split("\t", 1)[1]), [])
        elif re.match(r"\d+--> Cluster", line):
            facts.append(set())
        elif "-->" in line:
            slots = [slot.strip() for slot in line.split("-->")]
            if len(slots) == 3:
                facts[-1].update(product(*map(spelled_out, slots)))
    return found


def benchie(gold: Path, triples: Path) -> dict[str, Any]:
    """BenchIE's F1: a triple is right when it is, word for word, one of the ways to say a fact."""
    told = read_triples(triples)
    right = wrong = due = 0
    for sentence, facts in read_fact_sets(gold).items():
        hit: set[int] = set()
        for relation, subject, obj in told.get(sentence, []):
            slots = tuple(" ".join((slot or "").split()) for slot in (subject, relation, obj))
            place = next((i for i, fact in enumerate(facts) if slots in fact), None)
            if place is None:
                wrong += 1
            else:
                hit.add(place)
        right += len(hit)
        due += len(facts)
    return _figures((right, right + wrong), (right, due))


def _figures(precision: tuple[float, int], recall: tuple[float, int]) -> dict[str, Any]:
    return measures(precision, recall, digits=4) | {"triples": precision[1], "gold": recall[1]}
