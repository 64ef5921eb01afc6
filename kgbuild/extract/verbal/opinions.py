"""Two opinions on who acts and whom it befalls: the tree's, which made the draft, and the semantic roles'.

Where both name the same word a claim is surer, where they do not it is less sure; by how much was counted on
PropBank's example sentences that nothing was trained on (`training/opinions.py` writes opinions.csv).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import phrases
from kgbuild.language.heads.roles import is_core

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kgbuild.annotate import Draft
    from kgbuild.language.heads.roles import Frame

AGENT = "ARG0"
FEW = 5.0
"""How many cases the mean over all grounds counts beside a ground's own."""


class Opinion(StrEnum):
    """What the roles say to an argument of the tree's."""

    SAME = "same"  # an argument of the core there, too
    OTHER = "other"  # the core role lies at another word
    ADJUNCT = "adjunct"  # a circumstance (where, when, how)
    SILENT = "silent"  # nothing is said of it
    ALL = "all"  # whatever is said


def subject_ground(verb: Token) -> str:
    """How the tree came to the subject: the clause's own, or inherited from around a clause of some kind."""
    if tree.subjects(verb):
        return "own"
    place = tree.role(verb)
    return place if (place, Opinion.ALL) in shares() else "inherited"


def opinion(word: Token, frame: Frame, *, acts: bool) -> Opinion:
    """What a predicate's roles say to the word that the tree takes for who acts, or for whom it befalls."""
    roles = {one.head: one.role for one in frame.arguments}
    role = roles.get(word.i) or roles.get(phrases.first_conjunct(word).i)
    if role is not None:
        if not is_core(role):
            return Opinion.ADJUNCT
        return Opinion.SAME if acts or role != AGENT else Opinion.OTHER
    wanted = any(is_core(r) and (r == AGENT) == acts for r in roles.values())
    return Opinion.OTHER if wanted else Opinion.SILENT


def change(draft: Draft, verb: Token, frame: Frame | None) -> float:
    """By how much the roles make a draft surer (or less sure), from -1 to 1; 0 where none were read."""
    if frame is None:
        return 0.0
    total = 0.0
    for slots, acts in ((draft.subject, True), (draft.object, False)):
        head = slots[0].head if slots and slots[0].draft is None else None
        if head is None or (acts and slots[0].preposition) or (not acts and draft.preposition):
            continue
        ground = subject_ground(verb) if acts else "object"
        said = opinion(verb.doc[head], frame, acts=acts)
        total += share(ground, said) - share(ground, Opinion.ALL)
    return total


def share(ground: str, said: Opinion) -> float:
    """How often an argument of the tree's is right under an opinion of the roles."""
    return shares().get((ground, said), shares()["", said])


@cache
def shares() -> Mapping[tuple[str, str], float]:
    """The table by ground and opinion; "" is every ground of subjects."""
    text = files("kgbuild.extract.verbal").joinpath("opinions.csv").read_text(encoding="utf8")
    rows = list(csv.DictReader(StringIO(text)))
    pooled: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row["ground"] != "object":
            pooled[row["opinion"]][0] += int(row["right"])
            pooled[row["opinion"]][1] += int(row["seen"])
    means = {said: (right + 1) / (seen + 2) for said, (right, seen) in pooled.items()}
    found = {("", said): mean for said, mean in means.items()}
    for row in rows:
        mean = means.get(row["opinion"], 0.5)
        right, seen = int(row["right"]), int(row["seen"])
        found[row["ground"], row["opinion"]] = (right + FEW * mean) / (seen + FEW)
    return found
