"""Graphs of older formats are opened with every judgement; a copy can be made and brought back in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kgbuild.build import snapshot
from kgbuild.changes import changing
from kgbuild.errors import GraphError, UsageError
from kgbuild.graph import Graph
from kgbuild.ledger import FILE, VERSION, Ledger, backup, migrations, restore, tables

HERE = Path(__file__).parent


def lay_old(folder: Path) -> Path:
    """A graph as 0.1.0 left it: two articles of our own, one judgement of a person."""
    folder.mkdir()
    db = sqlite3.connect(folder / FILE)
    db.executescript((HERE / "graph-0.1.0.sql").read_text(encoding="utf8"))
    db.close()
    (folder / "oxigraph").mkdir()
    (folder / "oxigraph" / "CURRENT").write_text("MANIFEST-000005\n")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return lay_old(tmp_path / "old")


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / FILE)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def test_a_graph_of_0_1_0_is_opened_with_its_judgements(old: Path) -> None:
    """Texts, claims and people's words are the same; the views are made anew, the old store goes."""
    words = rows(old, "SELECT * FROM judgements")
    claims = rows(old, "SELECT id FROM claims ORDER BY id")
    found = Graph.open(old)
    assert rows(old, "SELECT * FROM judgements") == words
    assert [(c.id,) for c in found.snapshot.claims] == claims
    assert len(found.snapshot.documents) == 2 and found.snapshot.documents[0].text
    assert all(c.evidence.text in found.documents[c.document].text for c in found.snapshot.claims)
    joined = [e for e in found.snapshot.entities if e.name == "Fjord Lines"]
    assert len(joined) == 1, "the person's word on the two companies of one name still holds"
    assert found.verify() == []
    assert found.query("who_met_whom")
    assert rows(old, "SELECT value FROM meta WHERE key = 'version'") == [(str(VERSION),)]
    assert not list(old.glob("*.before-*")) and not (old / "oxigraph" / "CURRENT").exists()


def test_a_migration_that_fails_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up in the last step: the file is as 0.1.0 left it, and the next try goes through."""
    before = rows(old, "SELECT * FROM documents") + rows(old, "SELECT * FROM judgements")

    def full(db: sqlite3.Connection) -> None:
        migrations._from_1(db)
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setitem(migrations.STEPS, 1, full)
        with pytest.raises(GraphError, match=r"full.*as it was"):
            Ledger.open(old)
    assert rows(old, "SELECT * FROM documents") + rows(old, "SELECT * FROM judgements") == before
    assert len(snapshot(old).documents) == 2


def test_an_authority_file_of_0_1_0_moves_into_the_ledger(old: Path) -> None:
    (old / "authority.csv").write_text("id,name\nx1,Anna Adler\n")
    adler = next(e for e in Graph.open(old).snapshot.entities if e.name == "Anna Adler")
    assert adler.external_ids["authority"] == "x1"
    assert not (old / "authority.csv").exists()


def test_every_format_has_its_step() -> None:
    assert sorted(migrations.STEPS) == list(range(1, VERSION))


def test_a_half_laid_ledger_is_laid_out_anew(tmp_path: Path) -> None:
    """0.1.0, killed between its tables and its version, left a file that nothing opened."""
    db = sqlite3.connect(tmp_path / FILE)
    for statement in tables.BASE:
        db.execute(statement)
    db.commit()
    db.close()
    with pytest.raises(GraphError, match="no graph here"):
        Ledger.open(tmp_path)
    with Ledger.open(tmp_path, create=True) as ledger:
        assert ledger.documents() == []


def test_a_backup_of_a_graph_in_use_comes_back(old: Path, tmp_path: Path) -> None:
    """A writer at work does not keep a backup from being made, and is not in it."""
    whole = snapshot(old)
    with changing.writer(old), Ledger.open(old) as ledger, ledger.transaction():
        ledger.remove_documents([whole.documents[0].id])
        file = backup(old, tmp_path / "monday.kgbuild")
    folder = restore(file, tmp_path / "again")
    assert snapshot(folder) == whole
    with pytest.raises(UsageError, match="already"):
        backup(old, file)
    with pytest.raises(UsageError, match="holds a graph"):
        restore(file, old)


@pytest.mark.parametrize("damage", ["words", "cut", "other"])
def test_what_is_no_backup_is_refused(old: Path, tmp_path: Path, damage: str) -> None:
    file = backup(old, tmp_path / "file")
    if damage == "words":
        file.write_text("no database\n" * 200)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-5000])
    else:
        file.unlink()
        sqlite3.connect(file).executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1)")
    with pytest.raises(GraphError):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new" / FILE).exists()


def test_a_reader_sees_one_generation(old: Path) -> None:
    """What a writer commits while somebody reads is not seen before the reader asks again."""
    with changing.reading(old) as ledger:
        before = ledger.snapshot()
        with changing.changing(old) as writing:
            writing.remove_documents([before.documents[0].id])
        assert ledger.snapshot() == before
        assert ledger.generation + 1 == writing_generation(old)
    assert len(snapshot(old).documents) == 1


def writing_generation(folder: Path) -> int:
    with Ledger.open(folder) as ledger:
        return ledger.generation


def test_whoever_changes_documents_leaves_views_without_their_stamp(old: Path) -> None:
    """Also by hand: the next command that reads makes them anew."""
    snapshot(old)
    db = sqlite3.connect(old / FILE)
    (gone,) = db.execute("SELECT id FROM documents WHERE source = 'harbour.txt'").fetchone()
    for table, column in (("clusters", "document"), ("claims", "document"), ("documents", "id")):
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (gone,))
    db.commit()
    db.close()
    found = Graph.open(old)
    assert {m.document for e in found.snapshot.entities for m in e.mentions} == set(found.documents)


def test_a_store_that_is_gone_is_made_again(old: Path) -> None:
    import shutil

    first = Graph.open(old).query("who_met_whom")
    shutil.rmtree(old / "oxigraph")
    assert Graph.open(old).query("who_met_whom") == first


def test_a_change_that_fails_changes_nothing(old: Path) -> None:
    """An error inside a command, views and all, leaves the generation before it."""
    before = snapshot(old)
    with pytest.raises(RuntimeError), changing.changing(old) as ledger:
        ledger.remove_documents([before.documents[0].id])
        raise RuntimeError("as asked")
    assert snapshot(old) == before
