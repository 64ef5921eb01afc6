"""A slice of a graph is a whole graph: the facts asked for, all that they rest on, and no more than the graph says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild import check
from kgbuild.changes.changing import reading
from kgbuild.cli import main
from kgbuild.errors import UsageError
from kgbuild.graph import Graph
from kgbuild.graph.slicing import Period, cut
from kgbuild.model import ClaimArg, EntityArg, Fact, Snapshot
from kgbuild.project import plain_edges


def sliced(graph: Path, *slices: str, steps: int = 1) -> Snapshot:
    with reading(graph) as ledger:
        return cut(ledger, slices, steps=steps)


@pytest.fixture(scope="module")
def whole(demo_graph: Path) -> Snapshot:
    return Graph.open(demo_graph).snapshot


def closed(whole: Snapshot, facts: set[str]) -> set[str]:
    """These facts, and those of the claims that theirs speak of."""
    claims = {c.id: c for c in whole.claims}
    fact_of = {c: f.id for f in whole.facts for c in f.claims}
    members = {f.id: f.claims for f in whole.facts}
    while True:
        told = [claims[c] for f in facts for c in members[f]]
        inner = {a.claim for c in told for a in (*c.subject, *c.object) if isinstance(a, ClaimArg)}
        more = {fact_of[c] for c in inner if c in fact_of} - facts
        if not more:
            return facts
        facts = facts | more


def day(fact: Fact) -> date | None:
    time = fact.time
    return (time and (time.start or time.end)) or fact.first


def taking(fact: Fact) -> set[str]:
    return {a.entity for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)}


def assert_whole(part: Snapshot, whole: Snapshot) -> None:
    """Nothing is missing in it, and it says nothing that the graph does not say."""
    edges = plain_edges(part)
    assert check.problems(part, edges) == []
    assert {(e.fact, e.source, e.target) for e in edges} <= {
        (e.fact, e.source, e.target) for e in plain_edges(whole)
    }
    assert all(claim in whole.claims for claim in part.claims)
    assert all(fact in whole.facts for fact in part.facts)
    documents = {d.id for d in part.documents}
    assert all(m.document in documents for e in part.entities for m in e.mentions)
    assert len(part.facts) < len(whole.facts)


def test_a_period(demo_graph: Path, whole: Snapshot) -> None:
    part = sliced(demo_graph, "2025-03..2025-03")
    inside = {
        f.id for f in whole.facts if (d := day(f)) and date(2025, 3, 1) <= d <= date(2025, 3, 31)
    }
    assert inside and {f.id for f in part.facts} == closed(whole, inside)
    assert_whole(part, whole)


def test_around_an_entity(demo_graph: Path, whole: Snapshot) -> None:
    """One step: what it takes part in; two: also what those do with whom it does something."""
    with reading(demo_graph) as ledger:
        known = {e.name: e.id for e in ledger.entities()}
    her = known["Kari Nordahl"]
    part = sliced(demo_graph, "Kari Nordahl")
    by_claims = {f.id for f in whole.facts if her in taking(f)}
    assert by_claims and by_claims <= {f.id for f in part.facts}
    assert_whole(part, whole)
    wider = sliced(demo_graph, "Kari Nordahl", steps=2)
    assert {f.id for f in part.facts} < {f.id for f in wider.facts}
    assert_whole(wider, whole)
    both = sliced(demo_graph, "Kari Nordahl", "2025-03..2025-03")
    assert 0 < len(both.facts) < len(part.facts)
    assert_whole(both, whole)


def test_without_a_slice_it_is_the_graph(demo_graph: Path, whole: Snapshot) -> None:
    assert sliced(demo_graph) == whole


def test_periods() -> None:
    """Days, months, years and open ends; what is none is refused."""
    assert Period.of("..") == Period()
    assert Period.of("2024..") == Period(date(2024, 1, 1))
    assert Period.of("..2023") == Period(last=date(2023, 12, 31))
    assert Period.of("2024-02-10..2024-02").last == date(2024, 2, 29)
    for wrong in ("2024-13..", "x..y", "2024-02-30..", "2024..2023"):
        with pytest.raises(UsageError, match="--slice"):
            Period.of(wrong)


def test_the_command(demo_graph: Path, tmp_path: Path) -> None:
    """Files of a slice, the same bytes twice; an unknown name is said with those near it."""
    for out in ("one", "two"):
        options = ["--slice", "Kari Nordahl", "--slice", "2025-03..", "-o", str(tmp_path / out)]
        done = CliRunner().invoke(main, ["export", "--graph", str(demo_graph), *options])
        assert done.exit_code == 0, done.stderr
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / o).iterdir()} for o in ("one", "two"))
    assert one == two and one["facts.jsonl"]
    command = ["export", "--graph", str(demo_graph), "--slice", "Nobody", "-o", str(tmp_path / "x")]
    wrong = CliRunner().invoke(main, command)
    assert wrong.exit_code == 2 and "no entity" in wrong.stderr
