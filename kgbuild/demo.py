"""The demo: our own articles, built into a graph, and what a newcomer wants to see of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.build import Report, build
from kgbuild.errors import KgbuildError
from kgbuild.graph import ClaimRow, Graph
from kgbuild.project import plain_edges

if TYPE_CHECKING:
    from kgbuild.build import Progress

GRAPH = Path("demo-graph")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo found, ready to print."""

    report: Report
    graph: Graph
    edges: list[dict[str, Any]]
    denied: list[ClaimRow]
    said: list[ClaimRow]
    conflicts: list[str]
    pair: tuple[str, str] | None


def examples() -> Path:
    """The folder of the example articles, beside the package or inside the installed one."""
    beside = Path(__file__).resolve().parent.parent / "examples"
    if beside.is_dir():
        return beside
    inside = files("kgbuild").joinpath("examples")
    if isinstance(inside, Path) and inside.is_dir():
        return inside
    raise KgbuildError("the example articles are not installed; run the demo in the source folder")


def demo(graph: str | Path = GRAPH, *, progress: Progress | None = None) -> Demo:
    """Build the examples into `graph` and pick what shows best what a graph of claims is good for."""
    report = build([examples()], graph=graph, progress=progress)
    shown = Graph.open(graph)
    facts = {f.id: f for f in shown.snapshot.facts}
    names = {e.id: e.name for e in shown.snapshot.entities}
    edges: list[dict[str, Any]] = [
        {
            "who": names[e.source],
            "did what": e.relation.lower().replace("_", " "),
            "to whom": names[e.target],
            "articles": len(facts[e.fact].documents),
            "sources": facts[e.fact].independent_sources,
            "status": str(facts[e.fact].status).replace("_", " "),
            "relation": e.relation,
            "ends": (e.source, e.target),
        }
        for e in plain_edges(shown.snapshot)
    ]
    # Events between people first: that is what the reader of a newspaper looks for.
    edges.sort(key=lambda r: (-r["sources"], -r["articles"], r["who"], r["did what"], r["to whom"]))
    claims = [c for c in shown.snapshot.claims if c.relation is not None]
    denied = [shown.row(c) for c in claims if c.polarity == "negated"]
    said = [shown.row(c) for c in claims if c.attributed_to and c.polarity != "negated"]
    pairs = Counter(e["ends"] for e in edges if e["relation"] == "MET") or Counter(
        e["ends"] for e in edges
    )
    best = min(pairs, key=lambda p: (-pairs[p], p)) if pairs else None
    return Demo(
        report=report,
        graph=shown,
        edges=edges,
        denied=denied,
        said=said,
        conflicts=[f"{x.kind} ({x.field}): {x.detail}" for x in shown.snapshot.conflicts],
        pair=(names[best[0]], names[best[1]]) if best else None,
    )
