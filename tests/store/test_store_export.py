"""`kgbuild export`: every format by the name that its help gives, from the command line."""

from __future__ import annotations

import importlib
import sys
from contextlib import nullcontext
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgbuild.cli import main
from kgbuild.errors import UsageError
from kgbuild.graph import FORMATS, RDF_FORMATS
from kgbuild.graph.writers import SERVERS, WRITERS, writing
from kgbuild.model import Snapshot
from kgbuild.store.triples import rdf
from kgbuild.store.triples.terms import BASE, KG, RDF

NO_NAMES = ("parquet", "geojson")
"""Formats whose bytes hold no plain words, or no person."""


@pytest.fixture
def opened(small: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder holds the small graph."""
    module = importlib.import_module("kgbuild.graph.graph")
    monkeypatch.setattr(module, "reading", lambda _: nullcontext())
    monkeypatch.setattr(module, "cut", lambda *_, **__: small)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("form", [*FORMATS, "jsonld"])
def test_every_format_can_be_asked_for(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    code, said = run("--format", form, "-o", str(out))
    assert code == 0, said
    written = [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]
    assert sum(path.stat().st_size for path in written) > 300


def test_the_names_are_those_of_the_writers() -> None:
    assert set(RDF_FORMATS) <= set(rdf.FORMATS)
    assert set(WRITERS) == {*FORMATS, *SERVERS}


@pytest.mark.parametrize("form", [*FORMATS, "embedded"])
def test_every_writer_keeps_the_promise_of_the_port(
    form: str, small: Snapshot, tmp_path: Path
) -> None:
    """The same graph again is the same bytes, an empty one leaves nothing of it, and files are named."""
    if form == "parquet":
        pytest.importorskip("pyarrow")
    out, name = tmp_path / "out", "Adler"

    def held() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}

    with writing(form, out) as writer:
        written = writer.write(small)
        assert written.files and all(path.exists() for path in written.files)
        before, reader = held(), writer.reader()
        if reader is not None:
            assert len(reader.run(f"SELECT ?x WHERE {{ ?x a <{KG}Claim> }}", {})) == len(
                small.claims
            )
        elif form not in NO_NAMES:
            assert any(name.encode() in content for content in before.values())
        del reader
        writer.write(small)
        if form != "embedded":  # a store's files bear the run; the contract suite asks it instead
            assert held() == before
            writer.write(Snapshot())
            assert form in NO_NAMES or not any(name.encode() in x for x in held().values())


def test_an_unknown_writer_names_those_that_there_are(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"known are jsonl, .*neo4j, sparql, graph-store"),
        writing("papyrus", tmp_path),
    ):
        pass


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("form", ["nquads", "turtle", "trig"])
def test_triple_terms_on_request(form: str, tmp_path: Path) -> None:
    """Claims name the triple that they speak of; without the flag nothing of RDF 1.2 is there."""
    for name, flags in (("plain", ()), ("more", ("--rdf12",))):
        code, said = run("--format", form, *flags, "-o", str(tmp_path / name))
        assert code == 0, said
    format_ = rdf.FORMATS[form][0]
    reifies = {
        name: [
            q
            for q in ox.parse((tmp_path / name).read_bytes(), format=format_)
            if q.predicate.value == f"{RDF}reifies"
        ]
        for name in ("plain", "more")
    }
    assert not reifies["plain"]
    assert reifies["more"]
    assert all(isinstance(q.object, ox.Triple) for q in reifies["more"])


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("form", ["json-ld", "jsonl", "csv"])
def test_other_formats_have_no_triple_terms(form: str, tmp_path: Path) -> None:
    code, said = run("--format", form, "--rdf12", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "choose nquads, turtle or trig" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("opened")
def test_many_files_are_one_line_and_the_next_step(tmp_path: Path) -> None:
    code, said = run("--format", "neo4j-csv", "-o", str(tmp_path / "out"))
    assert code == 0
    first, second = said.splitlines()
    count = len(list((tmp_path / "out").iterdir()))
    assert first == f"kgbuild: wrote {count} files into {tmp_path / 'out'}"
    assert second.endswith(f"sh {tmp_path / 'out' / 'import.sh'}")


@pytest.mark.usefixtures("opened")
def test_without_pyarrow_no_empty_folder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, said = run("--format", "parquet", "-o", str(tmp_path / "out"))
    assert code != 0
    assert "pyarrow" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_files_read_well(form: str, small: Snapshot, tmp_path: Path) -> None:
    """Nodes of the data stand behind a prefix of their kind; the same graph gives the same bytes."""
    first = rdf.write(small, form, tmp_path / "a").read_bytes()
    assert first == rdf.write(small, form, tmp_path / "b").read_bytes()
    text = first.decode()
    assert f"@prefix entity: <{BASE}entity/> ." in text
    assert "kg:met entity:e-becker" in text
    body = [line for line in text.splitlines() if not line.startswith("@prefix")]
    assert not any(f"<{BASE}" in line for line in body)


def test_prefixes_follow_the_base(small: Snapshot, tmp_path: Path) -> None:
    base = "https://example.org/news/"
    text = rdf.write(small, "turtle", tmp_path / "x", base=base).read_text(encoding="utf8")
    assert f"@prefix claim: <{base}claim/> ." in text
