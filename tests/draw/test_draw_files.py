"""Exports, tables and notebook views."""

from __future__ import annotations

import csv
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kgbuild.draw import files, notebook, tables
from kgbuild.errors import UsageError
from kgbuild.model import Snapshot
from kgbuild.project import plain_edges

NX = pytest.importorskip("networkx", reason="networkx reads the graph files back")


def test_every_plain_edge_is_a_row(small: Snapshot) -> None:
    """The table of edges holds what passed the gate, no more and no less."""
    rows = tables.table(small, "edges").rows
    assert [(r["relation"], r["source"], r["target"], r["fact"]) for r in rows] == [
        (e.relation, e.source, e.target, e.fact) for e in plain_edges(small)
    ]


@pytest.mark.parametrize("name", list(tables.TABLES))
def test_rows_have_the_columns_of_their_table(small: Snapshot, name: str) -> None:
    """Every row has each column of its table, with a value of its type or none."""
    found = tables.table(small, name)
    assert found.rows
    for row in found.rows:
        assert list(row) == list(found.columns)
        for column, kind in found.columns.items():
            assert row[column] is None or isinstance(row[column], (kind, int))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("which", ["small", "hostile"])
def test_networkx_reads_graph_files_back(
    form: str, which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """GraphML and GEXF come back complete, also with marks and control characters in names."""
    snapshot: Snapshot = request.getfixturevalue(which)
    [path] = files.write(snapshot, form, tmp_path / f"g.{form}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = {"graphml": NX.read_graphml, "gexf": NX.read_gexf}[form](path)
    assert graph.number_of_nodes() == len(snapshot.entities)
    assert graph.number_of_edges() == len(plain_edges(snapshot))
    assert files.write(snapshot, form, tmp_path / f"h.{form}")[0].read_bytes() == path.read_bytes()


def test_control_characters_leave_xml_readable(tmp_path: Path) -> None:
    """A character that XML cannot hold becomes the replacement character."""
    from kgbuild.model import Entity

    odd = Snapshot(entities=(Entity("e1", "Person", "a\x00b\x0bc\ud800<&>"),))
    for form in ("graphml", "gexf"):
        [path] = files.write(odd, form, tmp_path / form)
        assert "a\ufffdb\ufffdc\ufffd&lt;&amp;&gt;" in path.read_text(encoding="utf8")
        ET.fromstring(path.read_text(encoding="utf8"))


def test_csv_writes_a_file_a_table(small: Snapshot, tmp_path: Path) -> None:
    """Each table is a file, and a cell is never a formula."""
    written = files.write(small, "csv", tmp_path / "out")
    assert [p.stem for p in written] == list(tables.TABLES)
    with (tmp_path / "out" / "claims.csv").open(encoding="utf8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == len(small.claims)
    assert {"asserted", "negated"} == {r["polarity"] for r in rows}
    assert files.csv_cell("@SUM(A1)") == "'@SUM(A1)"
    assert files.csv_cell(-1.5) == "-1.5"


def test_mermaid_tells_kinds_apart(small: Snapshot, hostile: Snapshot) -> None:
    """A denial ends in a cross, a plan is dotted, and no name breaks out of its quotes."""
    text = files.mermaid(small)
    assert text.startswith("flowchart LR\n")
    assert '-.-x|"did not pay"|' in text
    assert '-.->|"plans to buy"|' in text
    assert '-->|"praised"|' in text
    for line in files.mermaid(hostile).splitlines()[1:]:
        assert line.count('"') == 2
        assert "<" not in line


def test_unknown_formats_and_tables_are_named(small: Snapshot, tmp_path: Path) -> None:
    """A wrong name says which are right."""
    with pytest.raises(UsageError, match="known are graphml, gexf, csv, parquet, mermaid"):
        files.write(small, "dot", tmp_path)
    with pytest.raises(UsageError, match="known are edges"):
        tables.table(small, "nodes")


def test_networkx_holds_every_entity(small: Snapshot) -> None:
    """A lonely entity is a node too, and no attribute is None."""
    graph = tables.to_networkx(small)
    assert graph.number_of_nodes() == len(small.entities)
    assert all(v is not None for _, d in graph.nodes(data=True) for v in d.values())
    assert graph.nodes["e-adler"]["label"] == "Anna Adler"


def test_pandas_has_a_row_for_each_claim(small: Snapshot) -> None:
    """A data frame for each table; an empty graph still has its columns."""
    pytest.importorskip("pandas")
    frame = tables.to_pandas(small)
    assert len(frame) == len(small.claims)
    assert list(tables.to_pandas(Snapshot(), "edges").columns)[:2] == ["source", "target"]


@pytest.mark.parametrize("snapshot", [Snapshot(), None])
def test_arrow_and_parquet_keep_types(
    snapshot: Snapshot | None, small: Snapshot, tmp_path: Path
) -> None:
    """Every column has its type, also where nothing is in it."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    snapshot = small if snapshot is None else snapshot
    assert str(tables.to_arrow(snapshot, "edges").schema.field("start").type) == "date32[day]"
    written = files.write(snapshot, "parquet", tmp_path)
    claims = next(p for p in written if p.stem == "claims")
    assert parquet.read_table(claims).num_rows == len(snapshot.claims)


def test_polars_keeps_types(small: Snapshot) -> None:
    """Dates are dates and lists are lists."""
    pl = pytest.importorskip("polars")
    frame = tables.to_polars(small, "facts")
    assert frame.schema["start"] == pl.Date
    assert frame.schema["claims"] == pl.List(pl.String)


def test_missing_library_says_what_to_install(
    small: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, the message names it."""
    import importlib

    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(UsageError, match="pandas is not installed; python -m pip install pandas"):
        tables.to_pandas(small)


def test_claim_shows_its_sentence_and_speaker(small: Snapshot) -> None:
    """A claim's card holds the words, the sentence, and who says it."""
    claim = next(c for c in small.claims if c.relation == "PAID" and c.polarity == "asserted")
    entities = {e.id: e for e in small.entities}
    html = notebook.claim_html(claim, entities, small.documents[0])
    assert "According to Foreign Ministry" in html
    assert ">paid</span>" in html
    assert "Norvik Shipping paid Tomas Reuter" in html


def test_notebook_views_escape_names(hostile: Snapshot) -> None:
    """No view lets a name become markup."""
    entities = {e.id: e for e in hostile.entities}
    views = [notebook.document_html(d, hostile.claims, hostile.entities) for d in hostile.documents]
    views += [notebook.claim_html(c, entities, hostile.documents[0]) for c in hostile.claims]
    views.append(notebook.graph_html(hostile))
    for html in views:
        assert "<script" not in html.casefold()
        assert "<img" not in html.casefold()
    assert "An empty graph" in notebook.graph_html(Snapshot())
