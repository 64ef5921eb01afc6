"""Semantic roles: each predicate's PropBank roleset and the heads of its arguments (Palmer et al., 2005).

Predicates are found by the main graph; here their rolesets are chosen among those that the lemma may have, and every
word of the sentence gets its role or none. A role of the core (ARG0 to ARG4) is given once, and counts as much as the
rolesets that have it are likely ("to sleep" has nobody that is slept). Relative words
(R-ARG0) stand for what their clause modifies; a continued argument (C-ARG1) for the argument where that is missing.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgbuild.language.grammar import functions as fn

Floats = NDArray[np.float32]
NOTHING = "_"
STRAY = 0.01
"""What a core role counts that none of the predicate's rolesets has: annotation knows exceptions."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a predicate: its PropBank role, its head's token, and how likely the role is."""

    role: str
    head: int
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate: its token, its roleset ("" where its lemma has none), and its arguments in order of the text."""

    predicate: int
    roleset: str
    score: float
    arguments: tuple[Argument, ...]

    def argument(self, role: str) -> Argument | None:
        """Return the argument of a role, if there is one."""
        return next((one for one in self.arguments if one.role == role), None)


class RoleReader:
    """The graph of roles with its inventory of rolesets."""

    def __init__(self, session: Any, packed: bytes, roles: Sequence[str]) -> None:
        self.session, self.roles = session, tuple(roles)
        known: dict[str, dict[str, Any]] = json.loads(gzip.decompress(packed).decode("utf-8"))
        self.names = list(known)
        self._by_lemma: dict[str, list[int]] = defaultdict(list)
        core = [place for place, role in enumerate(self.roles) if is_core(role)]
        self._has = np.ones((len(known), len(self.roles)), np.float32)
        for place, row in enumerate(known.values()):
            for lemma in row["lemmas"]:
                self._by_lemma[lemma].append(place)
            if row["roles"]:
                self._has[place, [r for r in core if self.roles[r][3:] not in row["roles"]]] = 0.0

    def candidates(self, lemma: str) -> list[int]:
        """Return the places of the rolesets that a lemma may have."""
        return self._by_lemma.get(lemma.lower(), [])

    def scores(
        self, vectors: Floats, predicates: Sequence[int], options: Sequence[Sequence[int]]
    ) -> tuple[Floats, Floats]:
        """Return role scores [n, words, roles] and roleset scores [n, k] of a sentence's predicates."""
        width = max(1, *(len(row) for row in options))
        table = np.zeros((len(options), width), np.int64)
        for row, places in enumerate(options):
            table[row, : len(places)] = places
        feed = {
            "vectors": vectors,
            "predicates": np.array(predicates, np.int64),
            "options": table,
        }
        roles, senses = self.session.run(["roles", "senses"], feed)
        return roles, senses

    def frames(
        self,
        vectors: Floats,
        predicates: Sequence[int],
        lemmas: Sequence[str],
        tree: tuple[Sequence[int], Sequence[str]],
    ) -> list[Frame]:
        """Return the frames of one sentence; `predicates` are places from 0, `tree` its heads (from 1) and labels."""
        if not predicates:
            return []
        options = [self.candidates(lemmas[place]) for place in predicates]
        roles, senses = self.scores(vectors, predicates, options)
        found = []
        for row, place in enumerate(predicates):
            shared = softmax(senses[row, : len(options[row])])
            roleset, sure = "", 0.0
            if options[row]:
                best = int(shared.argmax())
                roleset, sure = self.names[options[row][best]], float(shared[best])
            chosen = self.chosen(roles[row], options[row], shared)
            found.append(Frame(place, roleset, sure, resolved(chosen, place, tree)))
        return found

    def chosen(self, scores: Floats, options: Sequence[int], shared: Floats) -> list[Argument]:
        """Return the roles of a predicate's words, relative and continued ones as they are; a core role once.

        `scores` [words, roles] are the network's, `shared` how likely each roleset of `options` is.
        """
        shares = softmax(scores)
        if options:
            has = shared @ self._has[np.array(options)]
            shares = shares * (has + np.float32(STRAY))
            shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        found: list[Argument] = []
        for word in np.flatnonzero(best != self.roles.index(NOTHING)).tolist():
            role = self.roles[best[word]]
            found.append(Argument(role, word, round(float(shares[word, best[word]]), 4)))
        kept: dict[str, Argument] = {}
        for one in found:
            if is_core(one.role) and (one.role not in kept or one.score > kept[one.role].score):
                kept[one.role] = one
        return [one for one in found if not is_core(one.role) or kept[one.role] is one]


def is_core(role: str) -> bool:
    """Say whether a role is one of the numbered ones.

    >>> is_core("ARG0"), is_core("ARGM-TMP"), is_core("R-ARG0")
    (True, False, False)
    """
    return role.startswith("ARG") and role[3:4].isdigit()


def resolved(
    arguments: Sequence[Argument], predicate: int, tree: tuple[Sequence[int], Sequence[str]]
) -> tuple[Argument, ...]:
    """Put what relative words and continued arguments stand for in their place."""
    plain = {one.role: one for one in arguments if one.role[:2] not in ("R-", "C-")}
    taken = {one.head for one in plain.values()}
    found = [one for one in arguments if one.role[:2] not in ("R-", "C-")]
    for one in arguments:
        role = one.role[2:]
        if one.role[:2] not in ("R-", "C-") or role in plain or not is_core(role):
            continue
        head = one.head if one.role[0] == "C" else _modified(predicate, tree)
        if head is not None and head not in taken and head != predicate:
            plain[role] = Argument(role, head, one.score)
            taken.add(head)
            found.append(plain[role])
    return tuple(sorted(found, key=lambda one: (one.head, one.role)))


def _modified(place: int, tree: tuple[Sequence[int], Sequence[str]]) -> int | None:
    """Return what the relative clause around a word modifies."""
    heads, labels = tree
    for _ in range(len(heads)):
        if heads[place] == 0:
            return None
        if labels[place] in fn.RELATIVE:
            return heads[place] - 1
        place = heads[place] - 1
    return None


def softmax(scores: Floats) -> Floats:
    """Return shares over the last axis; scores are rounded, so that kernels of other processors decide alike."""
    if not scores.size:
        return scores
    rounded = np.round(scores * 1024) / 1024
    powers = np.exp(rounded - rounded.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
