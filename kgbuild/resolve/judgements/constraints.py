"""People's words over the groups: what must be one, what must not, and what moves where they clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kgbuild.disjoint import Disjoint
from kgbuild.resolve.judgements.people import Words


def held_apart(words: Words) -> dict[str, set[str]]:
    """Cluster -> those that a person holds to be others."""
    cannot: dict[str, set[str]] = defaultdict(set)
    for left, right in words.different:
        cannot[left].add(right)
        cannot[right].add(left)
    return cannot


def closures(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Cluster -> smallest id of all that people hold to be the same with it."""
    sets = Disjoint[str]()
    for left, right in same:
        sets.join(left, right)
    return {id_: sets.root(id_) for pair in same for id_ in pair}


def apart(ids: list[str], cannot: dict[str, set[str]]) -> list[list[str]]:
    """One group, or several where a person holds members apart."""
    if not any(id_ in cannot for id_ in ids):
        return [sorted(ids)]
    groups: list[list[str]] = []
    for id_ in sorted(ids):
        home = next((g for g in groups if not cannot[id_] & set(g)), None)
        if home is None:
            groups.append([id_])
        else:
            home.append(id_)
    return groups


def join_words(
    groups: list[list[str]],
    words: Words,
    must: dict[str, str],
    cannot: dict[str, set[str]],
) -> list[list[str]]:
    """Join what people hold to be the same; where the rest would clash, only they move."""
    if not words.same:
        return groups
    home: dict[str, int] = {id_: at for at, members in enumerate(groups) for id_ in members}
    held = [list(members) for members in groups]
    for left, right in words.same:
        one, two = home[left], home[right]
        if one == two:
            continue
        if any(cannot[id_] & set(held[two]) for id_ in held[one] if id_ in cannot):
            closure = {id_ for id_, root in must.items() if root == must[left]}
            for id_ in sorted(closure):
                held[home[id_]].remove(id_)
            target = len(held)
            held.append(sorted(closure))
            for id_ in closure:
                home[id_] = target
            continue
        keep, gone = min(one, two), max(one, two)
        for id_ in held[gone]:
            home[id_] = keep
        held[keep] += held[gone]
        held[gone] = []
    return [sorted(members) for members in held if members]
