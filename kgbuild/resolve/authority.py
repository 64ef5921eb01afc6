"""Linking with a user's own list (`kgbuild.watchlist`): one row alone, or none; null beats a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kgbuild.model import Cluster
from kgbuild.names import Likeness, compare_names, person_form
from kgbuild.names import key as fold
from kgbuild.resolve.records.bodies import body_words
from kgbuild.resolve.records.record import iso_of, kind_of
from kgbuild.watchlist import Row, Watchlist, load_watchlist

# Likenesses that are as good as the name itself.
SURE = frozenset((Likeness.EXACT, Likeness.SPELLING, Likeness.PART, Likeness.SWAPPED))


@dataclass(frozen=True, slots=True)
class Authority:
    """A checked list, with its rows by folded name."""

    rows: tuple[Row, ...]
    source: str = ""
    by_name: dict[str, tuple[Row, ...]] = field(default_factory=dict)


def load_authority(path: str | Path) -> Authority:
    """Read, check and index a file of known people and bodies; raises InputError with file and line."""
    return make_authority(load_watchlist(path))


def make_authority(known: Watchlist) -> Authority:
    """An authority of rows at hand."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in known.rows:
        for name in dict.fromkeys(fold(n) for n in row.names):
            found[name].append(row)
    return Authority(known.rows, known.source, {n: tuple(r) for n, r in sorted(found.items())})


def attach(clusters: Sequence[Cluster], authority: Authority) -> list[Cluster]:
    """The clusters, those that one row alone fits bearing its id."""
    surnames: dict[str, list[Row]] = defaultdict(list)
    for row in authority.rows:
        if row.type in ("", "Person"):
            for name in (row.name, *row.aliases):
                surnames[person_form(name).family].append(row)
                surnames[person_form(name).given].append(row)
    found = []
    for cluster in clusters:
        fit = _fitting(cluster, authority, surnames)
        if fit is not None and fit.scheme not in cluster.external_ids:
            cluster = replace(cluster, external_ids={**cluster.external_ids, fit.scheme: fit.id})
        found.append(cluster)
    return found


def _fitting(cluster: Cluster, authority: Authority, surnames: dict[str, list[Row]]) -> Row | None:
    """The only row of the cluster's name, kind and country; None where there are none or two."""
    if cluster.attributes.get("named") == "no":
        return None
    rows = [r for r in authority.by_name.get(fold(cluster.name), ()) if _may(cluster, r)]
    if not rows and cluster.type == "Person":
        form = person_form(cluster.name, cluster.attributes)
        near = [*surnames.get(form.family, ()), *surnames.get(form.given, ())] if form.full else []
        rows = [
            row
            for row in dict.fromkeys(near)
            if _may(cluster, row)
            and any(
                compare_names(form, person_form(n)) in SURE
                for n in (row.name, *row.aliases)
                if person_form(n).full
            )
        ]
    elif not rows:
        words = body_words(cluster.name)[0]
        rows = [
            row
            for name in dict.fromkeys((" ".join(words), *map(fold, cluster.aliases)))
            for row in authority.by_name.get(name, ())
            if _may(cluster, row)
        ]
    rows = list(dict.fromkeys(rows))
    return rows[0] if len(rows) == 1 else None


def _may(cluster: Cluster, row: Row) -> bool:
    """Whether kind and country allow it."""
    if row.type and kind_of(row.type) != kind_of(cluster.type):
        return False
    one, two = iso_of(cluster.country), iso_of(row.country)
    return not one or not two or one == two
