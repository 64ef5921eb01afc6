"""What people have judged: the newest word on a pair wins, and contradictions stay visible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.disjoint import Disjoint
from kgbuild.ids import judgement_id
from kgbuild.model import Judgement, Verdict

PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An older judgement that newer ones do not allow; it is kept, and not followed."""

    judgement: Judgement
    because: str


@dataclass(frozen=True, slots=True)
class Words:
    """People's words that hold together: what must be one, what must not, and what was set aside."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def by_person(judgement: Judgement) -> bool:
    """Whether a person decided it, not the program."""
    return judgement.decided_by.startswith(PERSON)


def newest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The newest judgement of a person on each pair, newest first."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted((j for j in judgements if by_person(j)), key=lambda j: j.sequence):
        last[pair(judgement)] = judgement
    return sorted(last.values(), key=lambda j: (-j.sequence, j.id))


def pair(judgement: Judgement) -> tuple[str, str]:
    """Its two clusters, the smaller id first."""
    return min(judgement.left, judgement.right), max(judgement.left, judgement.right)


def hear(judgements: Iterable[Judgement], known: Iterable[str]) -> Words:
    """Accept people's judgements from the newest back, as far as they fit together.

    A judgement on a cluster that is not in `known` waits: its document may come back.
    """
    present = set(known)
    sets = Disjoint[str]()
    root = sets.root
    apart: list[tuple[str, str]] = []
    same: list[tuple[str, str]] = []
    refused: list[Contradiction] = []

    for judgement in newest(judgements):
        left, right = pair(judgement)
        if judgement.verdict is Verdict.UNSURE or not {left, right} <= present:
            continue
        one, two = root(left), root(right)
        if judgement.verdict is Verdict.DIFFERENT:
            if one == two:
                refused.append(Contradiction(judgement, "newer judgements hold them to be one"))
            else:
                apart.append((left, right))
            continue
        if one == two:
            same.append((left, right))
            continue
        clash = next((p for p in apart if {root(p[0]), root(p[1])} == {one, two}), None)
        if clash is not None:
            refused.append(
                Contradiction(judgement, f"a newer judgement holds {clash[0]} and {clash[1]} apart")
            )
            continue
        sets.join(one, two)
        same.append((left, right))
    return Words(tuple(sorted(same)), tuple(sorted(apart)), tuple(refused))


def next_sequence(judgements: Iterable[Judgement]) -> int:
    """The number after all that were given."""
    return max((j.sequence for j in judgements), default=0) + 1


def word(
    left: str, right: str, verdict: Verdict, *, by: str, because: str, sequence: int
) -> Judgement:
    """A person's judgement on two document clusters."""
    left, right = min(left, right), max(left, right)
    decided_by = by if by.startswith(PERSON) else PERSON + by
    return Judgement(
        judgement_id(left, right, verdict, decided_by, sequence),
        left,
        right,
        verdict,
        1.0,
        (because,) if because else (),
        decided_by,
        sequence,
    )
