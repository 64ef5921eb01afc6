"""Two graphs side by side: each kind of difference, told by its name, with its sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import small
from click.testing import CliRunner
from damages import _put, make_graph
from test_check import FACT, GOOD, MET, E

from kgbuild.changes.changing import changing
from kgbuild.cli import main
from kgbuild.graph import Graph
from kgbuild.graph.diff import Change, diff
from kgbuild.model import Entity, EntityArg, Modality, Snapshot


def changes(after: Snapshot, before: Snapshot = GOOD) -> list[Change]:
    return diff(Graph(before), Graph(after))


def with_claim(**changed: object) -> Snapshot:
    bad = replace(MET, **changed)  # type: ignore[arg-type]
    fact = replace(FACT, claims=(bad.id,), relation=bad.relation)
    return replace(
        GOOD,
        claims=tuple(bad if c.id == MET.id else c for c in GOOD.claims),
        facts=tuple(fact if f.id == FACT.id else f for f in GOOD.facts),
    )


def test_the_same_graph_has_no_differences() -> None:
    """Confidence alone is none."""
    assert changes(GOOD) == []
    assert changes(with_claim(confidence=0.7)) == []


def test_another_relation_in_the_same_words() -> None:
    """A claim of the same place has changed, though its id is another; the edge is another, too."""
    found = changes(with_claim(id="c-new", relation="VISITED"))
    (claim,) = [c for c in found if c.what == "claim"]
    assert (claim.change, claim.detail) == ("changed", "relation: MET → VISITED")
    assert claim.sentence == "Adler met Becker in Oslo."
    assert {(c.change, c.name) for c in found if c.what == "edge"} == {
        ("added", "(Adler)-[VISITED]->(Becker)"),
        ("gone", next(c.name for c in found if "[MET]" in c.name)),
    }
    assert all(c.sentence for c in found if c.what in ("edge", "fact"))


def test_what_limits_a_claim() -> None:
    """Modality and object, in one line; the plain edge goes."""
    found = changes(with_claim(modality=Modality.PLANNED, object=(EntityArg(E[small.OSLO.id]),)))
    (claim,) = [c for c in found if c.what == "claim"]
    assert claim.detail == "object: Becker → Oslo; modality: actual → planned"
    assert [c.change for c in found if c.what == "edge"] == ["gone"]


def test_added_and_gone() -> None:
    """Claims, facts and documents that only one of the two has."""
    less = replace(
        GOOD,
        claims=tuple(c for c in GOOD.claims if c.id != MET.id),
        facts=tuple(f for f in GOOD.facts if f.id != FACT.id),
    )
    assert {(c.what, c.change) for c in changes(less)} == {
        ("claim", "gone"), ("fact", "gone"), ("edge", "gone"),
    }  # fmt: skip
    assert {(c.what, c.change) for c in changes(GOOD, less)} == {
        ("claim", "added"), ("fact", "added"), ("edge", "added"),
    }  # fmt: skip
    empty = changes(GOOD, Snapshot())
    assert {c.what for c in empty} == {"document", "claim", "entity", "fact", "edge"}
    assert {c.change for c in empty} == {"added"}


def test_entities_that_were_two() -> None:
    """Merged, split, renamed."""
    first, second, *others = GOOD.entities
    one = Entity(first.id, first.type, first.name, clusters=(*first.clusters, *second.clusters))
    merged = replace(GOOD, entities=(one, *others))
    assert any("were several before" in c.detail for c in changes(merged) if c.what == "entity")
    assert any("is several now" in c.detail for c in changes(GOOD, merged) if c.what == "entity")
    renamed = replace(GOOD, entities=(replace(first, type="Group"), second, *others))
    assert any("(Group)" in c.detail for c in changes(renamed) if c.what == "entity")


def test_the_command(tmp_path: Path) -> None:
    """Two folders: what a week of articles brought."""
    for name in ("a", "b"):
        make_graph(tmp_path / name)
    with changing(tmp_path / "b") as ledger:
        _put(ledger, "z.txt", "Anna met Boris at the sea.")
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "a"), str(tmp_path / "b")])
    assert result.exit_code == 0
    assert "+ document z.txt" in result.stdout
    assert "    z.txt: Anna met Boris at the sea." in result.stdout
    same = CliRunner().invoke(main, ["diff", str(tmp_path / "a"), str(tmp_path / "a")])
    assert same.stdout == ""
    assert "the same" in same.stderr
