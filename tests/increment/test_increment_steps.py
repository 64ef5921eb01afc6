"""By whatever steps a graph comes to be, it is the one that is built at once: facts, conflicts, sources, store."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import told

from kgbuild.audit import verify
from kgbuild.build import extracting, marks
from kgbuild.changes import changing, making
from kgbuild.errors import UsageError
from kgbuild.graph import stats
from kgbuild.ledger import Ledger
from kgbuild.model import Snapshot
from kgbuild.resolve.judgements import decisions as desk
from kgbuild.store.embedded import oxigraph

building = sys.modules["kgbuild.build"]
FOLLOWED = (
    "near", "celled", "lent", "early", "known_as", "states", "roles", "involved", "leans", "prints",
    "printed", "quoted", "hosts", "judged", "placed", "takes", "edges", "worthy", "called", "held",
)  # fmt: skip
"""Tables that a change is followed by: after each they hold what one step puts there."""


@pytest.fixture(autouse=True, scope="module")
def toy_stages() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(extracting, "claims_of", told.toy)
    patch.setattr(extracting, "pipeline", lambda name: None)
    patch.setattr(marks, "_reading_rules", lambda: "told")
    yield
    patch.undo()


OFTEN = (
    "|||Boris Becker|killed|Anna Adler|on March 1||",
    "|||Anna Adler|met|Clara Cole|on March 2||",
    "|||Anna Adler|supported|Norway|until February||",
    "|||Anna Adler|criticized|Norway|on March 2||",
    f"|||Clara Cole|said|{told.QUOTES[0]}|||",
    f"|||Clara Cole|said|{told.QUOTES[1]}|||",
    "|||Boris Becker|met|Clara Cole|||",
    "|||Boris Becker|met|Clara Cole|on March 1|Oslo|",
    "|||Boris Becker|praised|Clara Cole|after the meeting||",
    "|||Anna Adler|invaded|Norway|||",
)
"""Rows that single rules ask for: deaths and acts, stances that ended, one quotation in two wordings, lent dates."""


def row(chance: random.Random) -> str:
    """A row that one rule or another may look at."""
    if chance.random() < 0.4:
        return chance.choice(OFTEN).removeprefix("|")
    names = sorted(told.TYPES)
    manner = chance.choice(
        ["", "", "", "", "not", "will", "denied", "former", "hedged", "first not", "may"]
    )
    speaker = chance.choice(
        ["", "", "Anna Adler", "Government of Norway", "officials", "Boris Becker"]
    )
    verb = chance.choice(sorted(told.RELATIONS))
    subject, object_ = chance.choice(names), chance.choice([*names, *told.QUOTES[:2], "Oslo talks"])
    if verb == "was":
        subject, object_ = chance.choice(names[:3]), "President of Norway"
    if verb == "lay in":
        subject, object_ = chance.choice(
            [("Oslo", "Norway"), ("Bergen", "Norway"), ("Oslo", "Sweden")]
        )
    time, place = (
        chance.choice(sorted(told.TIMES)),
        chance.choice(["", "", "Oslo", "Bergen", "Stockholm"]),
    )
    figure = ""
    if chance.random() < 0.2:
        verb, subject, object_ = "bought", "Acme", "Globex"
        figure = chance.choice(["price 3000000", "price 5000000", "price 3100000"])
    parts = [manner.removeprefix("first "), speaker, subject, verb, object_, time, place, figure]
    return "|".join(parts)


def article(chance: random.Random) -> str:
    """An article of a few rows, with or without a date, a paper, a quotation, a story that others print as well."""
    head = []
    if chance.random() < 0.7:
        head.append("date: " + chance.choice(["2025-03-03", "2025-03-04", "2025-03-12"]))
    if chance.random() < 0.6:
        head.append("publisher: " + chance.choice(["The Paper", "the paper", "The Other"]))
        if chance.random() < 0.6:
            head.append("url: " + chance.choice(["https://a.example/x", "https://b.example/y"]))
    body = ["This is what the paper tells its readers today, as it does every single morning."]
    if chance.random() < 0.3:
        body.append(f"He said: “{chance.choice(told.QUOTES)}.”")
    if chance.random() < 0.25:
        body.append(chance.choice(told.STORY))
    body += [row(chance) for _ in range(chance.randint(1, 5))]
    return "\n".join(head) + "\n\n" + "\n".join(body) + "\n"


def at_once(work: Path, graph: Path) -> Path:
    """The graph of the same articles and judgements, built in one step."""
    again = work / "again"
    shutil.rmtree(again, ignore_errors=True)
    with Ledger.open(graph) as ledger:
        judgements = ledger.judgements()
    with Ledger.open(again, create=True) as ledger:
        ledger.append_judgements(judgements)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "PART", 400)
        building.build([work / "articles"], graph=again, jobs=1)
    return again


def a_part(ledger: Ledger, chance: random.Random) -> tuple[str, list[str]]:
    """An entity of several clusters and one of these, to be taken out of it."""
    several = [e for e in ledger.snapshot().entities if len(e.clusters) > 1]
    if not several:
        raise UsageError("nothing to take apart")
    entity = chance.choice(several)
    return entity.id, [chance.choice(sorted(entity.clusters))]


def step(chance: random.Random, work: Path, graph: Path) -> str:
    """One step; returns what it was."""
    articles = work / "articles"
    number = chance.randrange(12)
    what = chance.choice(["write"] * 6 + ["remove", "remove", "merge", "split", "undo"])
    path = articles / f"{number}.txt"
    if what == "write":
        path.write_text(article(chance))
        building.build([path], graph=graph, jobs=1)
    elif what == "remove":
        if path.exists() and len(list(articles.iterdir())) > 5:
            path.unlink()
            building.remove([path.name], graph=graph)
    else:
        one, two = chance.sample(sorted(told.TYPES), 2)
        try:
            with changing.changing(graph) as ledger:
                if what == "merge":
                    desk.merge(ledger, one, two, by="kim", because="")
                elif what == "split":
                    desk.split(ledger, *a_part(ledger, chance), by="kim", because="")
                else:
                    desk.undo(ledger, by="kim")
        except UsageError:
            pass
    return f"{what} {number}"


def tables(folder: Path) -> dict[str, set[tuple[object, ...]]]:
    """What the tables hold."""
    with Ledger.open(folder) as ledger:
        db = ledger.connection
        found = {t: set(db.execute(f"SELECT * FROM {t}")) for t in FOLLOWED}
        found["objected"] = set(db.execute("SELECT hood, conflict, json FROM objected"))
        # Numbers of objections are given as they come.
        found["involved"] = {(c,) for c, _ in found["involved"]}
        return found


def check(work: Path, graph: Path, seed: int, told_steps: list[str]) -> Snapshot:
    """The graph is that of one step."""
    again = at_once(work, graph)
    found, wanted = building.snapshot(graph), building.snapshot(again)
    for name in ("documents", "entities", "claims", "facts", "conflicts", "judgements"):
        one, two = getattr(found, name), getattr(wanted, name)
        lost, more = [x for x in two if x not in one][:2], [x for x in one if x not in two][:2]
        assert one == two, (seed, told_steps, name, more, lost)
    held, due = tables(graph), tables(again)
    for table, rows in due.items():
        assert held[table] == rows, (seed, told_steps, table, held[table] ^ rows)
    triples, those = (set(map(str, oxigraph.open_store(g))) for g in (graph, again))
    assert not triples ^ those, (seed, told_steps, sorted(triples ^ those)[:5])
    assert stats(graph) == stats(again), (seed, told_steps)
    # The rows of `told` are made up: their claims have ids of their own.
    assert not [d for d in verify(graph) if not d.what.startswith("claim ")], (seed, told_steps)
    return found


def walk(seed: int, length: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, Snapshot]:
    """A random walk; returns how many of its steps were followed by a difference, and the last graph."""
    count = 0
    followed = making._difference

    def counting(*args: object, **more: object) -> bool:
        nonlocal count
        count += 1
        return followed(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "_difference", counting)
    chance = random.Random(seed)
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        work, graph = Path(folder), Path(folder) / "graph"
        (work / "articles").mkdir()
        for number in range(10):
            (work / "articles" / f"{number}.txt").write_text(article(chance))
        building.build([work / "articles"], graph=graph, jobs=1)
        steps: list[str] = []
        for _ in range(length):
            steps.append(step(chance, work, graph))
            snapshot = check(work, graph, seed, steps)
    monkeypatch.setattr(making, "_difference", followed)
    return count, snapshot


# Of these, 0 and 1 take an entity apart.
@pytest.mark.parametrize("seed", [*range(4), 532])
def test_any_steps_give_what_one_step_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Additions, changes, removals, merges, splits and undos; every step that brings few documents is a difference."""
    count, snapshot = walk(seed, 6, monkeypatch)
    assert count >= 2
    assert snapshot.facts


@pytest.mark.parametrize("seed", [5, 11])
def test_a_graph_made_part_by_part_is_that_of_one_step(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build, what people's words turn over, and every build of more than a part."""
    monkeypatch.setattr(making, "PART", 3)
    every, parts = making.every_part, []
    monkeypatch.setattr(
        making, "every_part", lambda *args: (parts.append(part) or part for part in every(*args))
    )
    _, snapshot = walk(seed, 4, monkeypatch)
    assert snapshot.facts
    assert len(parts) > 3


def test_a_large_addition_goes_into_the_store_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PART", 3)
    chance, graph = random.Random(7), tmp_path / "graph"
    (tmp_path / "articles").mkdir()
    paths = [tmp_path / "articles" / f"{number}.txt" for number in range(24)]
    for path in paths:
        path.write_text(article(chance))
    building.build(paths[:20], graph=graph, jobs=1)
    monkeypatch.setattr(making, "every_part", None)
    building.build(paths, graph=graph, jobs=1)
    check(tmp_path, graph, 7, [])
