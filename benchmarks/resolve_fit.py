"""What weights the newsroom's tuning seeds would give: printed, then rounded and bounded by hand.

    python benchmarks/resolve_fit.py [--seeds 1-4]

Logistic regression (L2) over the features of kgbuild.resolve.comparison.features, pair by pair, by kind. The
weights that ship are frozen in that module with a version; this only tells where they come from.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

import numpy as np
from newsroom import make_world

from kgbuild.resolve.comparison.blocks import meeting_names, name_groups
from kgbuild.resolve.comparison.features import vector
from kgbuild.resolve.comparison.keys import joinable, outside_key
from kgbuild.resolve.records.recording import make_records


def pairs(seed: int) -> dict[str, list[tuple[dict[str, float], bool]]]:
    """Features and truth of all candidate pairs of a world, by kind."""
    world = make_world(seed)
    kinds = defaultdict(list)
    for record in make_records(world.clusters, world.mentions, world.claims):
        if outside_key(record) is None and joinable(record):
            kinds[record.kind].append(record)
    found = defaultdict(list)
    for kind, records in kinds.items():
        groups = name_groups(records)
        candidates = [
            (a, b) for g in groups.values() for i, a in enumerate(g) for b in g[i + 1 :]
        ] + [(a, b) for x, y in sorted(meeting_names(groups)) for a in groups[x] for b in groups[y]]
        for a, b in candidates:
            features, barred = vector(a, b)
            if not barred:
                found[kind].append((features, world.gold[a.id] == world.gold[b.id]))
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1-4")
    first, _, last = parser.parse_args().seeds.partition("-")
    data = defaultdict(list)
    for seed in range(int(first), int(last) + 1):
        for kind, rows in pairs(seed).items():
            data[kind] += rows
    for kind, rows in data.items():
        names = sorted({n for f, _ in rows for n in f})
        x = np.array([[f.get(n, 0.0) for n in names] for f, _ in rows])
        y = np.array([float(t) for _, t in rows])
        w = np.zeros(len(names))
        for _ in range(60):
            p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            grad = x.T @ (p - y) + 1.0 * w
            hess = (x * (p * (1 - p))[:, None]).T @ x + 1.0 * np.eye(len(names))
            w -= np.linalg.solve(hess, grad)
        print(kind, len(rows), f"true {y.mean():.2f}")
        for n, v in zip(names, w, strict=True):
            count = x[:, names.index(n)] > 0
            print(
                f"   {n:16} {v:+.2f}   holds in {count.mean():5.1%}, true then {y[count].mean():.2f}"
            )


if __name__ == "__main__":
    main()
