"""The embedded store holds exactly the graph, can be made again at any time, and explains itself."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.errors import GraphError, StoreError, UsageError
from kgbuild.model import Snapshot
from kgbuild.store.embedded import oxigraph
from kgbuild.store.triples import rdf


def test_rebuilding_twice_changes_nothing(small: Snapshot, tmp_path: Path) -> None:
    path = oxigraph.rebuild(tmp_path, small)
    first = set(ox.Store.read_only(str(path)))
    oxigraph.rebuild(tmp_path, small)
    assert set(oxigraph.open_store(tmp_path)) == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["oxigraph"]


def test_what_is_gone_leaves_nothing(small: Snapshot, tmp_path: Path) -> None:
    oxigraph.rebuild(tmp_path, small)
    oxigraph.rebuild(tmp_path, Snapshot())
    assert len(oxigraph.open_store(tmp_path)) == 0


def test_a_reader_keeps_its_state(small: Snapshot, tmp_path: Path) -> None:
    """A query that runs while the graph is made anew sees the whole old graph."""
    oxigraph.rebuild(tmp_path, small)
    reader = oxigraph.open_store(tmp_path)
    count = len(reader)
    oxigraph.rebuild(tmp_path, Snapshot())
    assert len(reader) == count


def test_a_leftover_of_a_killed_run_is_cleared(small: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "oxigraph").mkdir()
    left = ox.Store(str(tmp_path / "oxigraph" / "r1"))
    left.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c")))
    del left
    oxigraph.rebuild(tmp_path, small)
    assert not list(
        oxigraph.open_store(tmp_path).quads_for_pattern(ox.NamedNode("x:a"), None, None)
    )


def test_a_second_writer_gets_a_plain_message(small: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "oxigraph").mkdir()
    writer = ox.Store(str(tmp_path / "oxigraph" / "r1"))
    with pytest.raises(StoreError, match="another process is writing"):
        oxigraph.fill(tmp_path, "r1", small)
    del writer


def test_no_graph_is_a_plain_message(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        oxigraph.open_store(tmp_path)


@pytest.mark.parametrize("form", sorted(rdf.FORMATS))
def test_files_read_back_give_the_same_graph(small: Snapshot, tmp_path: Path, form: str) -> None:
    store = ox.Store(str(oxigraph.rebuild(tmp_path, small)))
    path = rdf.write(small, form, tmp_path / "out")
    read = {q.triple for q in ox.parse(path.read_bytes(), format=rdf.FORMATS[form][0])}
    assert read == {q.triple for q in store}
    assert rdf.write(small, form, tmp_path / "again").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", sorted(rdf.RDF12))
def test_the_rdf_12_flag_adds_triple_terms_only(small: Snapshot, tmp_path: Path, form: str) -> None:
    """A reified triple is spoken of, not asserted."""
    plain = rdf.write(small, form, tmp_path / "plain").read_bytes()
    path = rdf.write(small, form, tmp_path / "new", rdf12=True)
    format_ = rdf.FORMATS[form][0]
    old = {q.triple for q in ox.parse(plain, format=format_)}
    new = {q.triple for q in ox.parse(path.read_bytes(), format=format_)}
    assert old < new
    assert all(isinstance(t.object, ox.Triple) for t in new - old)


def test_lines_are_sorted_within_their_subject(small: Snapshot, tmp_path: Path) -> None:
    found = rdf.write(small, "nquads", tmp_path / "x.nq").read_text(encoding="utf8").splitlines()
    subjects = list(dict.fromkeys(line.split(" ")[0] for line in found))
    assert subjects == sorted(subjects)
    assert len(found) == len(set(found))


def test_a_format_that_does_not_exist(small: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose one of"):
        rdf.write(small, "rdfxml", tmp_path / "x")
    with pytest.raises(UsageError, match="triple terms"):
        rdf.write(small, "json-ld", tmp_path / "x", rdf12=True)
