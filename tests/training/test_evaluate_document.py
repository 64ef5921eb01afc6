"""Roles and mentions are counted by their heads, against scores that are known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from kgbuild.language.heads.roles import RoleReader
from kgbuild.language.network import Parsed
from kgbuild.language.words import WordTables
from training import words
from training.data import TYPES, Frame, Mention, Sentence
from training.evaluate_document import score_mentions, score_roles

ROLES = ("_", "ARG0", "ARG1")
WORDS = ["Ann", "met", "Lee"]


class Reader(RoleReader):
    """Ann is the ARG0 of whatever is asked for, in its second sense."""

    def __init__(self) -> None:
        table = {f"meet.0{n}": {"lemmas": ["meet"], "roles": "01"} for n in (1, 2)}
        super().__init__(None, gzip.compress(json.dumps(table).encode()), ROLES)

    def scores(self, vectors: Any, predicates: Any, options: Any) -> Any:
        """Three words."""
        roles = np.zeros((1, 3, 3), np.float32)
        roles[0, 0, 1] = roles[0, 1, 0] = roles[0, 2, 0] = 1
        return roles, np.array([[0.0, 1.0]], np.float32)


class Said:
    """A network that finds one predicate ("met"), Ann as its ARG0, and every word the head of a person."""

    types = TYPES

    def __init__(self) -> None:
        self.roles = Reader()

    def parse_all(
        self, sentences: Sequence[Sequence[str]], *, vectors: bool = False
    ) -> Iterator[Parsed]:
        """Three words."""
        person = np.zeros((3, len(TYPES)), np.float32)
        person[:, TYPES.index("person")] = 1
        for _ in sentences:
            yield Parsed(
                heads=[2, 0, 2],
                labels=["nsubj", "root", "obj"],
                upos=["PROPN", "VERB", "PROPN"],
                xpos=["NNP", "VBD", "NNP"],
                names=[],
                name_scores=np.zeros((3, 1), np.float32),
                vectors=np.zeros((3, 4), np.float32),
                predicates=np.array([-1, 1, -1], np.float32),
                types=person,
            )


def tables() -> WordTables:
    """ "met" is a form of "meet"."""
    learned = Sentence(["met"], lemmas=["meet"], xpos=["VBD"], upos=["VERB"], feats=["_"])
    return WordTables(words.learn([learned] * 2))


def test_roles() -> None:
    """One argument of two is found; the roleset is another; a role too rare to learn counts nowhere."""
    sentence = Sentence(WORDS, frames=[Frame(1, "meet.01", {0: "ARG0", 2: "ARG1", 1: "?"})])
    found = score_roles(Said(), tables(), [sentence])  # type: ignore[arg-type]
    assert round(found["roles, core arguments, F1"], 3) == round(2 / 3, 3)
    assert found["rolesets"] == 0.0 and found["predicates, F1"] == 1.0
    sentence.frames = [Frame(1, "meet.02", {0: "ARG0"})]
    found = score_roles(Said(), tables(), [sentence])  # type: ignore[arg-type]
    assert found["roles, core arguments, F1"] == found["rolesets"] == 1.0


def test_mentions() -> None:
    """Two of three heads are mentions, one of them a person."""
    sentence = Sentence(WORDS, mentions=[Mention(0, "person", set()), Mention(2, "place", set())])
    found = score_mentions(Said(), [sentence])  # type: ignore[arg-type]
    assert round(found["mentions, heads, F1"], 3) == 0.8
    assert found["types of the mentions found"] == 0.5
