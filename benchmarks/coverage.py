"""How much of the news the vocabulary covers: `python benchmarks/coverage.py GRAPH … [--svg FILE] [--top N]`.

Of the claims with a named thing on both sides, which have a relation: all together, by how often their predicate
comes, and which frequent predicates have none. The curve goes from the most frequent predicate to the rarest: how
many of the claims are reached, and how many of those are typed. Copulas and statements count as any other claim.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.graph import Graph
from kgbuild.model import EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.model import Arg, Entity

WIDE, HIGH, LEFT, TOP = 640, 360, 64, 28
BANDS = ((50, "50 times and more"), (10, "10 to 49"), (3, "3 to 9"), (2, "twice"), (1, "once"))


@dataclass(slots=True)
class Count:
    """Claims of one predicate between named things: all, and those with a relation."""

    all: int = 0
    typed: int = 0


def is_named(args: Iterable[Arg], entities: dict[str, Entity]) -> bool:
    """Whether any argument is a thing with a name of its own."""
    found = [entities[a.entity] for a in args if isinstance(a, EntityArg)]
    return any(
        e.attributes.get("named") != "no" and "unspecified" not in e.attributes for e in found
    )


def counted(graphs: Iterable[Path]) -> dict[str, Count]:
    """Predicate -> its claims with named things on both sides, over all graphs."""
    counts: dict[str, Count] = {}
    for path in graphs:
        snapshot = Graph.open(path).snapshot
        entities = {e.id: e for e in snapshot.entities}
        for claim in snapshot.claims:
            joint = len(claim.subject) > 1 and not claim.object
            other = claim.subject[1:] if joint else claim.object
            if is_named(claim.subject, entities) and is_named(other, entities):
                count = counts.setdefault(claim.predicate, Count())
                count.all += 1
                count.typed += claim.relation is not None
    return counts


def curve(counts: dict[str, Count]) -> list[tuple[int, float, float]]:
    """(rank, share of all claims reached, share of all claims typed) from the most frequent predicate on."""
    whole = sum(c.all for c in counts.values())
    ranked = sorted(counts.items(), key=lambda row: (-row[1].all, row[0]))
    points, reached, typed = [], 0, 0
    for rank, (_, count) in enumerate(ranked, 1):
        reached, typed = reached + count.all, typed + count.typed
        points.append((rank, reached / whole, typed / whole))
    return points


def drawn(points: list[tuple[int, float, float]], title: str) -> str:
    """The curve as SVG: rank on a logarithmic axis, shares from 0 to 1; the gap between the lines is untyped."""
    last = math.log(max(2, points[-1][0]))

    def at(rank: int, share: float) -> str:
        x = LEFT + (WIDE - LEFT - 20) * math.log(rank) / last
        return f"{x:.1f},{HIGH - 44 - (HIGH - 44 - TOP) * share:.1f}"

    lines = []
    for which, colour, name in ((1, "#888", "claims reached"), (2, "#0a6", "of them typed")):
        path = " ".join(at(p[0], p[which]) for p in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = at(points[-1][0], points[-1][which]).split(",")
        lines.append(f'<text x="{float(x) - 4}" y="{float(y) - 6}" text-anchor="end" fill="{colour}">'
                     f"{name} {points[-1][which]:.2f}</text>")  # fmt: skip
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = at(1, share).split(",")[1]
        lines.append(f'<text x="{LEFT - 8}" y="{y}" text-anchor="end">{share:g}</text>')
        lines.append(f'<line x1="{LEFT}" x2="{WIDE - 20}" y1="{y}" y2="{y}" stroke="#ddd"/>')
    for rank in (1, 10, 100, 1000):
        if rank <= points[-1][0]:
            x = at(rank, 0).split(",")[0]
            lines.append(f'<text x="{x}" y="{HIGH - 26}" text-anchor="middle">{rank}</text>')
    lines.append(
        f'<text x="{WIDE / 2}" y="{HIGH - 8}" text-anchor="middle">predicates, the most frequent first</text>'
    )
    lines.append(f'<text x="{LEFT}" y="16">{title}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>{"".join(lines)}</svg>\n'
    )


def table(counts: dict[str, Count]) -> list[str]:
    """Lines of a Markdown table: typed share by how often the predicate comes."""
    rows = ["| predicate comes | predicates | claims | typed |", "|---|---|---|---|"]
    above = math.inf
    for least, name in BANDS:
        inside = [c for c in counts.values() if least <= c.all < above]
        above = least
        whole, typed = sum(c.all for c in inside), sum(c.typed for c in inside)
        if whole:
            rows.append(f"| {name} | {len(inside)} | {whole} | {typed / whole:.2f} |")
    whole = sum(c.all for c in counts.values())
    typed = sum(c.typed for c in counts.values())
    return [*rows, f"| all | {len(counts)} | {whole} | {typed / whole:.2f} |"]


def main() -> None:
    """Print the table and the most frequent untyped predicates; write the picture where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", nargs="+", type=Path)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--top", type=int, default=20)
    given = parser.parse_args()
    counts = counted(given.graphs)
    if not counts:
        sys.exit("coverage: no claim with a named thing on both sides")
    sys.stdout.write("\n".join(table(counts)) + "\n\n")
    untyped = Counter({p: c.all - c.typed for p, c in counts.items() if c.typed < c.all})
    for predicate, times in untyped.most_common(given.top):
        sys.stdout.write(f"{times:5}  {predicate}\n")
    if given.svg is not None:
        title = f"Claims between named things: {sum(c.all for c in counts.values())}"
        given.svg.write_text(drawn(curve(counts), title), encoding="utf8")


if __name__ == "__main__":
    main()
