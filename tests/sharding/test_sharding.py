"""Shards: files in, files out; what is gathered is, byte for byte, what one build gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made import exported, run_elsewhere, write_articles
from toy import put_toy

from kgbuild.batch.spool import Result
from kgbuild.build import build, marks, snapshot
from kgbuild.cli import main
from kgbuild.errors import ShardError, UsageError
from kgbuild.ledger import Ledger, Rows
from kgbuild.ledger.packing import deflate, pack
from kgbuild.sharding import gather, plan, planning, read_plan, run, states
from kgbuild.sharding.tables import TABLES, Writer, results

LONG = "The paper said so on Monday again. " * 700
"""More than one step of a shard takes."""

pytest.importorskip("pyarrow", reason="shards are Parquet files")


@pytest.fixture(autouse=True)
def toy_stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.delenv("KGBUILD_RAISE", raising=False)
    return put_toy(monkeypatch.setattr)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("inputs") / "articles")


@pytest.fixture(scope="module")
def at_once(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One build of all articles."""
    with pytest.MonkeyPatch.context() as patch:
        put_toy(patch.setattr)
        graph = tmp_path_factory.mktemp("once") / "graph"
        assert build([articles], graph=graph).built == 16
        return exported(graph)


@pytest.fixture
def done(articles: Path, tmp_path: Path) -> Path:
    """A plan of three shards, all run."""
    plan(articles, out=tmp_path / "work", shards=3)
    for number in (3, 1, 2):
        run(tmp_path / "work", number)
    return tmp_path / "work"


@pytest.mark.parametrize("shards", [1, 2, 7, 30])
def test_any_number_in_any_order_gives_the_same_bytes(
    articles: Path, at_once: dict[str, bytes], tmp_path: Path, shards: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Rows of one file are shared out, refusals are told once, and a build afterwards finds nothing new."""
    monkeypatch.setattr(planning, "SHARED", 150)
    work, graph = tmp_path / "work", tmp_path / "graph"
    plan([articles], out=work, shards=shards)
    for number in sorted(range(1, shards + 1), key=lambda n: n * 7 % 5):
        run(work, number, shards)
    shared = [p for n in range(1, shards + 1) for p in read_plan(work).pieces(n) if p.parts > 1]
    assert bool(shared) == (shards > 1)
    report = gather(work, graph=graph)
    told = sorted((r.source, r.line) for r in report.rejects)
    assert (report.built, told) == (16, [("bad.txt", 1), ("rows.jsonl", 9)])
    assert exported(graph) == at_once
    again = build([articles], graph=graph)
    assert (again.built, again.unchanged, again.removed) == (0, 16, 0)
    assert exported(graph) == at_once
    assert gather(work, graph=graph).unchanged == 16


def test_all_that_a_build_is_told_is_told_to_a_plan(articles: Path, tmp_path: Path) -> None:
    """Dates, publisher, columns, a list of names, a vocabulary, an extractor: kept for later builds, too."""
    names, own = tmp_path / "names.csv", tmp_path / "own"
    names.write_text("id,name,type\nQ1,Anna Toyname,Person\n")
    own.mkdir()
    rows = "name,definition,domain,range,kind\nKNIGHTED,made a knight,Person,Person,event\n"
    (own / "relations.csv").write_text(rows)
    extractor = tmp_path / "mine.py"
    extractor.write_text(
        "from kgbuild.plugins import Extractor\nmine = Extractor('mine', lambda a: [], 'A b.')\n"
    )
    given: dict[str, Any] = {
        "published_default": "2024-05-05", "publisher": "The Paper", "columns": {"byline": "title"},
        "authority": names, "vocabulary": own, "extractors": [f"{extractor}:mine"],
    }  # fmt: skip
    build(articles, graph=tmp_path / "once", **given)
    plan(articles, out=tmp_path / "work", shards=2, **given)
    for number in (2, 1):
        run(tmp_path / "work", number)
    gather(tmp_path / "work", graph=tmp_path / "graph")
    bytes_ = exported(tmp_path / "graph")
    assert bytes_ == exported(tmp_path / "once")
    assert b'"wikidata":"Q1"' in bytes_["entities.jsonl"] and b"The Paper" in b"".join(
        bytes_.values()
    )
    # The paths alone: what was kept makes them unchanged, but for what must be said each time.
    said = {key: given[key] for key in ("published_default", "publisher", "columns")}
    assert build(articles, graph=tmp_path / "graph", **said).built == 0


def test_shards_share_the_work_about_equally(articles: Path, tmp_path: Path) -> None:
    made = plan([articles], out=tmp_path / "work", shards=3)
    sizes = [sum(p.size // p.parts for p in made.pieces(n)) for n in (1, 2, 3)]
    assert max(sizes) - min(sizes) <= max(p.size for n in (1, 2, 3) for p in made.pieces(n))


def test_a_killed_shard_goes_on_where_it_was(
    articles: Path, tmp_path: Path, toy_stages: list[str]
) -> None:
    """kill -9 in mid-run: what was extracted is not extracted again, and the bytes are the same."""
    killer = tmp_path / "killer"
    killer.mkdir()
    inputs = Path(shutil.copytree(articles, tmp_path / "articles"))
    (inputs / "south" / "9.txt").write_text(f"Anna met KILL {killer} Boris in the town.\n" * 3)
    (inputs / "a.txt").write_text("Emil met Dora in the town. " + LONG)
    work = tmp_path / "work"
    plan([inputs], out=work, shards=1)
    (killer / "1").touch()
    killed = run_elsewhere(work, "1/1")
    assert killed.returncode == -9, killed.stderr
    (state,) = states(read_plan(work))
    assert (state.word, state.tries) == ("not ended", 1)
    assert state.trouble == "at: extracting 17 from north/0.txt on"
    with pytest.raises(ShardError, match=r"1/1 not ended \(at: extracting 17 from"):
        gather(work, graph=tmp_path / "graph")
    toy_stages.clear()
    run(work, 1)
    assert len(toy_stages) == 17 and "a.txt" not in toy_stages
    gather(work, graph=tmp_path / "graph")
    build([inputs], graph=tmp_path / "once")
    assert exported(tmp_path / "graph") == exported(tmp_path / "once")


def test_what_kills_its_worker_twice_is_set_aside_and_the_others_are_done(
    articles: Path, at_once: dict[str, bytes], tmp_path: Path
) -> None:
    """It is named with what tries it again; that, when the cause is mended, gives the whole graph."""
    killer = tmp_path / "killer"
    killer.mkdir()
    inputs = Path(shutil.copytree(articles, tmp_path / "articles"))
    (inputs / "z.txt").write_text(f"Anna met KILL {killer} Boris in the town.\n{LONG}\n")
    work, graph = tmp_path / "work", tmp_path / "graph"
    plan([inputs], out=work, shards=1)
    for name in "12":
        (killer / name).touch()
    assert run_elsewhere(work, "1/1").returncode == -9
    assert run_elsewhere(work, "1/1").returncode == -9
    left = CliRunner().invoke(main, ["shard", "run", str(work), "1/1"])
    assert left.exit_code == 3
    assert "z.txt: its part of the shard ended its process twice" in left.stderr
    assert "kgbuild shard run" in left.stderr and "--again" in left.stderr
    report = gather(work, graph=graph)
    assert [r.source for r in report.rejects if "twice" in r.reason] == ["z.txt"]
    assert {k: v for k, v in exported(graph).items() if "reject" not in k} == {
        k: v for k, v in at_once.items() if "reject" not in k
    }
    assert run(work, 1, again=True).aside == ()
    assert gather(work, graph=graph).built == 1
    build([inputs], graph=tmp_path / "once")
    assert exported(graph) == exported(tmp_path / "once")


def cut_off(home: Path) -> None:
    path = home / "claims.parquet"
    path.write_bytes(path.read_bytes()[:-30])


def foreign(home: Path) -> None:
    import pyarrow as pa

    pa.parquet.write_table(pa.table({"a": [1]}), home / "claims.parquet")


def of_other_rules(home: Path) -> None:
    told = json.loads((home / "done.json").read_text())
    (home / "done.json").write_text(json.dumps({**told, "rules": "another"}))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (cut_off, r"2/3 damaged \(claims.parquet is not what the shard wrote\)"),
    "foreign": (foreign, r"2/3 damaged \(claims.parquet is not what"),
    "lost": (lambda home: (home / "documents.parquet").unlink(), "documents.parquet cannot be read"),
    "no marker": (lambda home: (home / "done.json").unlink(), "2/3 not ended"),
    "no marker to read": (lambda home: (home / "done.json").write_text("{"), "done.json is not readable"),
    "of other rules": (of_other_rules, r"2/3 foreign \(it is of another plan .*rules another"),
    "of another shard": (
        lambda home: shutil.copy(home.parent / "00001" / "done.json", home / "done.json"),
        r"2/3 foreign .*shard 1/3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_shard_is_named_and_run_again(
    done: Path, at_once: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    """Nothing is touched; with --partial the others are gathered; the command that is named mends it."""
    damage, message = DAMAGES[name]
    damage(done / "shards" / "00002")
    graph = tmp_path / "graph"
    with pytest.raises(ShardError, match=message) as told:
        gather(done, graph=graph)
    assert f"kgbuild shard run {done} 2/3" in str(told.value) and not graph.exists()
    assert 0 < gather(done, graph=graph, partial=True).built < 16
    run(done, 2)
    assert gather(done, graph=graph).unchanged > 0
    assert exported(graph) == at_once


def test_tables_that_do_not_belong_together_are_refused(done: Path) -> None:
    """Also where somebody made the marker fit."""
    home = done / "shards" / "00001"
    foreign(home)
    with pytest.raises(ShardError, match=r"claims.parquet: no claims of a shard"):
        list(results(home, lambda row, clusters: True))
    shutil.copy(done / "shards" / "00002" / "claims.parquet", home / "claims.parquet")
    with pytest.raises(ShardError, match="rows of documents that are not there"):
        list(results(home, lambda row, clusters: True))
    cut_off(home)
    with pytest.raises(ShardError, match=r"claims.parquet: damaged"):
        list(results(home, lambda row, clusters: True))


def test_a_full_disk_leaves_graph_and_shards_as_they_were(
    done: Path, at_once: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite finds the disk full in mid-gather; once there is room, the same command does all of it."""
    graph, open_ = tmp_path / "graph", Ledger.open

    def small(*args: Any, **options: Any) -> Ledger:
        ledger = open_(*args, **options)
        pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        return ledger

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "open", small)
        with pytest.raises(ShardError, match=r"full.*the shards are kept: gather again"):
            gather(done, graph=graph)
    assert snapshot(graph).documents == ()
    assert all(state.done for state in states(read_plan(done)))
    gather(done, graph=graph)
    assert exported(graph) == at_once


def test_what_a_plan_and_a_run_refuse(articles: Path, done: Path, tmp_path: Path) -> None:
    """Each with what to do; a plan of the same inputs again is no other plan."""
    plan(articles, out=done, shards=3)
    with pytest.raises(ShardError, match="another plan already"):
        plan(articles, out=done, shards=4)
    with pytest.raises(ShardError, match="another plan already"):
        plan(articles / "north", out=done, shards=3)
    with pytest.raises(UsageError, match="no such file"):
        plan(tmp_path / "nowhere", out=tmp_path / "w", shards=1)
    with pytest.raises(UsageError, match="not from standard input"):
        plan("-", out=tmp_path / "w", shards=1)
    with pytest.raises(UsageError, match="has 3 shards"):
        run(done, 1, 4)
    with pytest.raises(UsageError, match="1 to 3"):
        run(done, 4)
    with pytest.raises(ShardError, match="no plan here"):
        gather(tmp_path, graph=tmp_path / "graph")
    (done / "plan.json").write_text('{"format": 1}')
    with pytest.raises(ShardError, match=r"plan.json: damaged"):
        run(done, 1)
    assert CliRunner().invoke(main, ["shard", "run", str(done), "one"]).exit_code == 2


def test_a_plan_of_other_rules_is_not_run(
    done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither run nor gathered: it could not be the graph of one build."""
    monkeypatch.setattr(marks, "_reading_rules", lambda: "newer")
    for action in (lambda: run(done, 1), lambda: gather(done, graph=tmp_path / "graph")):
        with pytest.raises(ShardError, match="planned by other rules or another model"):
            action()


def test_another_file_of_the_same_name_is_not_replaced(done: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "north"
    other.mkdir(parents=True)
    (other / "1.txt").write_text("Greta met Fritz elsewhere.\n")
    build([tmp_path / "other"], graph=tmp_path / "graph")
    with pytest.raises(ShardError, match=r"another file of the name north/1.txt"):
        gather(done, graph=tmp_path / "graph")
    assert len(snapshot(tmp_path / "graph").documents) == 1


def test_inputs_from_any_file_system(
    articles: Path, at_once: dict[str, bytes], tmp_path: Path
) -> None:
    """The same tree at an address gives the same graph; what vanishes meanwhile is refused by name."""
    fsspec = pytest.importorskip("fsspec", reason="addresses are fsspec's")
    files = fsspec.filesystem("memory")
    files.put(f"{articles}/", "/archive", recursive=True)
    plan("memory://archive", out=tmp_path / "work", shards=2)
    plan("memory://archive", out=tmp_path / "later", shards=1)
    for number in (1, 2):
        run(tmp_path / "work", number)
    gather(tmp_path / "work", graph=tmp_path / "graph")
    assert exported(tmp_path / "graph") == at_once
    files.rm("/archive/north/1.txt")
    run(tmp_path / "later", 1)
    report = gather(tmp_path / "later", graph=tmp_path / "other")
    assert "north/1.txt" in {reject.source for reject in report.rejects} and report.built == 15
    with pytest.raises(UsageError, match="no such file"):
        plan("memory://nowhere", out=tmp_path / "none", shards=1)
    with pytest.raises(UsageError, match="nosuch://"):
        plan("nosuch://x", out=tmp_path / "none", shards=1)


def test_a_slice_is_gathered_alone(done: Path, tmp_path: Path) -> None:
    """Documents of a period, or that name somebody, and no others."""
    period = {"since": date(2024, 4, 12), "until": date(2024, 4, 14)}
    assert gather(done, graph=tmp_path / "days", **period).built == 3
    found = snapshot(tmp_path / "days").documents
    assert {d.published for d in found if d.published} == {date(2024, 4, n) for n in (12, 13, 14)}
    # Shards of other days are not even opened: they may be damaged, or far away.
    days = [state.receipt for state in states(read_plan(done))]
    far = next(n for n, r in enumerate(days, 1) if r and r.last and r.last < "2024-04-12")
    path = done / "shards" / f"{far:05d}" / "claims.parquet"
    whole = path.read_bytes()
    path.write_bytes(b"")
    assert gather(done, graph=tmp_path / "again", **period).built == 3
    path.write_bytes(whole)
    gather(done, graph=tmp_path / "anna", naming=["anna toyname"])
    named = snapshot(tmp_path / "anna").documents
    assert named and all("Anna" in d.text for d in named)


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    """Also words that UTF-8 cannot hold: what the ledger gets is the same bytes."""
    text = "Anna\ud800 met Böris."
    head = {"published": "2024-03-05", "publisher": "P\udfff", "notes": [], "title": "\ud83d"}
    mention = {"document": "d-1", "start": 0, "end": 5, "text": text[:5], "kind": "name",
               "type": "Person", "clusters": ["m-1", "m-2"]}  # fmt: skip
    cluster = {"id": "m-1", "type": "Person", "name": "Anna\ud800", "country": None, "more": [1]}
    claim = {"id": "c-1", "relation": None, "predicate": "meet", "polarity": "asserted",
             "modality": "actual", "confidence": 0.1, "attributed_to": [], "subject": [
                 {"entity": "m-1", "span": [0, 5]}], "object": [{"literal": "\ud800"}]}  # fmt: skip
    whole = Result("v@1", "a.txt", Rows(
        "d-1", "a.txt", pack(head), deflate(text), pack([mention]), (("m-1", pack(cluster)),),
        (("c-1", pack(claim)),), (pack({"reason": "x"}),),
    ))  # fmt: skip
    bare = Result(
        "v@2",
        "b.txt",
        Rows("d-2", "b.txt", pack({**head, "publisher": None}), deflate("x"), pack([]), (), ()),
    )
    with Writer({table: tmp_path / f"{table}.parquet" for table in TABLES}) as out:
        out.put_document(whole, "a.txt")
        out.put_document(bare, "b.txt")
    assert list(results(tmp_path, lambda row, clusters: True)) == [whole, bare]
