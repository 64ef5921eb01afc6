"""A change costs what changed, and nothing shows by which steps a graph came to be.

Random sequences of additions, changes, removals, merges and undos: after each the graph is the one that is
built at once from the same articles and judgements, and the store holds its triples, no more and no less.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kgbuild import ids
from kgbuild.build import extracting, marks
from kgbuild.changes import changing
from kgbuild.changes.partial import Partial
from kgbuild.errors import UsageError
from kgbuild.extraction import Extraction
from kgbuild.graph import Graph, changes, conflicts, sources, stats, timeline, why
from kgbuild.ledger import Ledger
from kgbuild.model import (
    Claim,
    ClaimArg,
    Cluster,
    Document,
    Entity,
    EntityArg,
    Evidence,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Snapshot,
)
from kgbuild.resolve.judgements import decisions as desk
from kgbuild.store.embedded import oxigraph

building = sys.modules["kgbuild.build"]

PEOPLE = ("Anna Adler", "Boris Becker", "Clara Cole", "A. Adler")
PLACES = ("Oslo", "Bergen", "Norway")
VERBS = ("met", "praised", "criticized", "visited", "killed")
RELATIONS = {verb: verb.upper() for verb in VERBS}


def toy(document: Document, nlp: object) -> Extraction:
    """Lines `MANNER|SPEAKER|SUBJECT|VERB|OBJECT`: a claim each, and what the speaker said of it."""
    mentions, clusters, claims = [], {}, []
    at = 0
    for line in document.text.splitlines(keepends=True):
        parts = line.rstrip("\n").split("|")
        if len(parts) == 5:
            spans, place = [], at
            for part in parts:
                spans.append((place, place + len(part)))
                place += len(part) + 1
            args = []
            for number in (1, 2, 4):
                name = parts[number]
                if not name:
                    args.append(None)
                    continue
                kind = "Person" if name in PEOPLE else "Country" if name == "Norway" else "City"
                given, _, family = name.rpartition(" ")
                cluster = clusters.setdefault(name, Cluster(
                    ids.cluster_id(document.id, *spans[number]), document.id, kind, name,
                    attributes={"given": given, "family": family} if kind == "Person" else {},
                ))  # fmt: skip
                named = (name, MentionKind.NAME, kind, (cluster.id,))
                mentions.append(Mention(document.id, *spans[number], *named))
                args.append(EntityArg(cluster.id, spans[number]))
            speaker, subject, object_ = args
            assert subject and object_
            evidence = Evidence(document.id, at, at + len(line.rstrip("\n")), line.rstrip("\n"))
            inner = Claim(
                id=ids.claim_id(
                    document.id, spans[3], [spans[2]], [spans[4]], RELATIONS[parts[3]], parts[3], "asserted"
                ),
                document=document.id, subject=(subject,), predicate=parts[3], relation=RELATIONS[parts[3]],
                object=(object_,), evidence=evidence, span=spans[3], confidence=0.9,
                polarity=Polarity.NEGATED if parts[0] == "not" else Polarity.ASSERTED,
                modality=Modality.PLANNED if parts[0] == "will" else Modality.ACTUAL,
                attributed_to=(speaker.entity,) if speaker else (),
            )  # fmt: skip
            claims.append(inner)
            if speaker:
                outer = ids.claim_id(
                    document.id, spans[1], [spans[1]], [spans[3]], "STATED", "say", "asserted"
                )
                claims.append(Claim(
                    id=outer, document=document.id, subject=(speaker,), predicate="say", relation="STATED",
                    object=(ClaimArg(inner.id), LiteralArg(line.strip())), evidence=evidence, span=spans[1],
                    confidence=0.8,
                ))  # fmt: skip
        at += len(line)
    unique = {c.id: c for c in claims}
    return Extraction(tuple(mentions), tuple(clusters.values()), tuple(unique.values()))


@pytest.fixture(autouse=True, scope="module")
def toy_stages() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(extracting, "claims_of", toy)
    patch.setattr(extracting, "pipeline", lambda name: None)
    patch.setattr(marks, "_reading_rules", lambda: "toy")
    yield
    patch.undo()


def line() -> st.SearchStrategy[str]:
    names = st.sampled_from(PEOPLE)
    return st.builds(
        lambda *parts: "|".join(parts),
        st.sampled_from(["", "", "not", "will"]),
        st.one_of(st.just(""), names),
        names,
        st.sampled_from(VERBS),
        st.one_of(names, st.sampled_from(PLACES)),
    )


STEP = st.one_of(
    st.tuples(
        st.just("write"), st.integers(0, 7),
        st.lists(line(), min_size=1, max_size=4), st.sampled_from(["2025-03-04", "2025-03-05", ""]),
    ),
    st.tuples(st.just("remove"), st.integers(0, 7)),
    st.tuples(st.just("merge"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
    st.tuples(st.just("undo")),
)  # fmt: skip


def triples(folder: Path) -> set[str]:
    return set(map(str, oxigraph.open_store(folder)))


def at_once(work: Path, graph: Path) -> tuple[Snapshot, set[str]]:
    """The graph of the same articles and judgements, built in one step; and its triples."""
    again = work / "again"
    shutil.rmtree(again, ignore_errors=True)
    with Ledger.open(graph) as ledger:
        judgements = ledger.judgements()
    with Ledger.open(again, create=True) as ledger:
        ledger.append_judgements(judgements)
    building.build([work / "articles"], graph=again, jobs=1)
    return building.snapshot(again), triples(again)


def take(step: tuple[object, ...], work: Path, graph: Path) -> None:
    """One step; what does not apply changes nothing."""
    articles = work / "articles"
    what, *rest = step
    if what == "write":
        number, lines, day = rest
        head = f"date: {day}\n" if day else ""
        path = articles / f"{number}.txt"
        body = "\n".join(lines)  # type: ignore[arg-type]
        path.write_text(f"{head}\nThis is what the paper tells its readers today.\n{body}\n")
        building.build([path], graph=graph, jobs=1)
    elif what == "remove":
        path = articles / f"{rest[0]}.txt"
        if path.exists():
            path.unlink()
            building.remove([path.name], graph=graph)
    else:
        try:
            with changing.changing(graph) as ledger:
                if what == "merge":
                    desk.merge(ledger, str(rest[0]), str(rest[1]), by="kim", because="")
                else:
                    desk.undo(ledger, by="kim")
        except UsageError:
            pass


def _answer(find: Callable[[str], object], name: str) -> str:
    """The id that a name means, or the message on it."""
    try:
        found = find(name)
    except UsageError as error:
        return str(error)
    return found.id if isinstance(found, Entity) else str(found)


def answers_agree(folder: Path) -> None:
    """What is looked up by index is what the whole graph answers."""
    whole = Graph.open(folder)
    assert stats(folder) == whole.stats()
    assert conflicts(folder) == whole.conflicts()
    for fact in whole.snapshot.facts:
        assert sources(fact.id[:12], graph=folder) == whole.sources(fact.id[:12])
    for first, last in ((1, 31), (4, 4), (5, 9)):
        period = date(2025, 3, first), date(2025, 3, last)
        assert changes(*period, graph=folder) == whole.changes(*period)
    ids_ = [entity.id for entity in whole.snapshot.entities]
    for entity in ids_:
        assert timeline(entity, graph=folder) == whole.timeline(entity)
    for left in ids_:
        for right in ids_:
            assert why(left, right, graph=folder) == whole.why(left, right)
    for name in (*PEOPLE, *PLACES, "Nobody Known", "the Adler"):
        with Ledger.open(folder) as ledger:
            assert _answer(whole.find, name) == _answer(Partial(ledger).find, name)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a failing sequence is short enough as it is
)
@given(st.lists(STEP, min_size=3, max_size=7))
def test_any_steps_give_what_one_step_gives(steps: list[tuple[object, ...]]) -> None:
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        work, graph = Path(folder), Path(folder) / "graph"
        (work / "articles").mkdir()
        base = [f"|{PEOPLE[i % 3]}|{PEOPLE[(i + 1) % 4]}|met|{PEOPLE[i % 4]}" for i in range(12)]
        for number in range(6):
            # Enough of them that a further one is a difference, not a graph made anew.
            take(("write", number, base[number * 2 : number * 2 + 2], "2025-03-04"), work, graph)
        for step in steps:
            take(step, work, graph)
        snapshot, held = at_once(work, graph)
        assert building.snapshot(graph) == snapshot
        found = triples(graph)
        assert not found ^ held, sorted(found ^ held)[:5]
        answers_agree(graph)


def test_a_difference_shares_the_tables_of_the_old_store(tmp_path: Path) -> None:
    """The second generation's store is no second copy: its tables are the first one's files."""
    work, graph = tmp_path, tmp_path / "graph"
    (work / "articles").mkdir()
    for number in range(8):
        take(("write", number, [f"||{PEOPLE[number % 4]}|visited|Oslo"], "2025-03-04"), work, graph)
    before = {p.stat().st_ino for p in oxigraph.current(graph).glob("*.sst")}  # type: ignore[union-attr]
    take(("write", 9, ["||Anna Adler|visited|Bergen"], "2025-03-05"), work, graph)
    after = {p.stat().st_ino for p in oxigraph.current(graph).glob("*.sst")}  # type: ignore[union-attr]
    assert before & after


def test_a_reader_keeps_the_store_that_it_opened(tmp_path: Path) -> None:
    """Over many changes: the old folder stays while a lease is held, and goes afterwards."""
    work, graph = tmp_path, tmp_path / "graph"
    (work / "articles").mkdir()
    take(("write", 0, ["||Anna Adler|visited|Oslo"], ""), work, graph)
    path = oxigraph.current(graph)
    assert path is not None
    code = "import sys; from kgbuild.store.embedded.oxigraph import open_store; s = open_store(sys.argv[1]);"
    code += "print(len(s), flush=True); input(); print(len(list(s)))"
    import subprocess

    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(graph)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert reader.stdout is not None
    count = reader.stdout.readline()
    for number in range(1, 4):
        take(("write", number, ["||Boris Becker|visited|Bergen"], ""), work, graph)
    assert path.is_dir()
    out, _ = reader.communicate("\n", timeout=60)
    assert out == count
    take(("write", 5, ["||Boris Becker|visited|Bergen"], ""), work, graph)
    assert not path.exists()


def test_a_damaged_store_is_made_anew_from_the_ledger(tmp_path: Path) -> None:
    work, graph = tmp_path, tmp_path / "graph"
    (work / "articles").mkdir()
    for number in range(6):
        take(("write", number, ["||Anna Adler|visited|Oslo"], ""), work, graph)
    store = oxigraph.current(graph)
    assert store is not None
    for path in store.glob("*.sst"):
        path.write_bytes(b"\0" * path.stat().st_size)
    take(("write", 7, ["||Clara Cole|met|Boris Becker"], ""), work, graph)
    with tempfile.TemporaryDirectory() as folder:
        fresh = oxigraph.fill(Path(folder), "x", building.snapshot(graph))
        assert triples(graph) == set(map(str, ox.Store.read_only(str(fresh))))
