"""Adding documents one by one gives, to the byte, what all of them at once give; nobody is compared with everybody."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from around import ROOT

from kgbuild.ledger import Ledger
from kgbuild.model import Cluster, Document, Mention, MentionKind, Verdict
from kgbuild.resolve.comparison import blocks, features, profiles
from kgbuild.resolve.identity import refresh_identity
from kgbuild.resolve.judgements import decisions as desk
from kgbuild.resolve.memory import TABLES

if TYPE_CHECKING:
    from pathlib import Path

VIEW = ("entities", "identity", "decided")


@cache
def newsroom() -> Any:
    """The invented newsroom of the benchmarks: strangers of one name, brothers, acronyms, offices."""
    found = importlib.util.spec_from_file_location("newsroom", ROOT / "benchmarks" / "newsroom.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["newsroom"] = module
    found.loader.exec_module(module)
    return module


Row = tuple[Document, list[Any], list[Any], list[Any]]


@cache
def articles(seed: int, count: int) -> list[Row]:
    """Each article with its mentions, clusters and claims."""
    world = newsroom().make_world(seed, count)
    rows: dict[str, tuple[list[Any], list[Any], list[Any]]] = defaultdict(lambda: ([], [], []))
    for at, values in enumerate((world.mentions, world.clusters, world.claims)):
        for value in values:
            rows[value.document][at].append(value)
    by_id = {
        newsroom().document_id(source, text): (source, text) for source, text in world.texts.items()
    }
    return [(Document(id_, *by_id[id_]), *rows[id_]) for id_ in sorted(rows)]


def put(ledger: Ledger, row: Row) -> None:
    document, mentions, clusters, claims = row
    ledger.put_document(document, "digest", mentions, clusters, claims)


def tables(ledger: Ledger, names: tuple[str, ...]) -> dict[str, list[tuple[Any, ...]]]:
    return {
        name: sorted(ledger.connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in names
    }


def at_once(folder: Path, rows: list[Row], others: Ledger) -> Ledger:
    """A graph of the same documents and words, made in one go."""
    ledger = Ledger.open(folder, create=True)
    for row in rows:
        put(ledger, row)
    ledger.append_judgements(others.judgements())
    assert not refresh_identity(ledger, anew=True)
    return ledger


def same(one: Ledger, two: Ledger) -> None:
    for names in (VIEW, TABLES):
        left, right = tables(one, names), tables(two, names)
        for name in names:
            assert left[name] == right[name], name


@pytest.mark.parametrize(
    ("seed", "many", "crowd"),
    [(21, 64, 1500), (22, 3, 1500), (23, 64, 4), (24, 2, 3), (25, 5, 8)],
)
def test_bit_by_bit_is_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, many: int, crowd: int
) -> None:
    """Documents come in any order, some leave and return; with small bounds, crowds and profiles occur too."""
    monkeypatch.setattr(profiles, "MANY", many)
    monkeypatch.setattr(blocks, "CROWD", crowd)
    rng = random.Random(seed)
    rows = list(articles(seed, 60))
    rng.shuffle(rows)
    with Ledger.open(tmp_path / "steps", create=True) as ledger:
        here: list[Row] = rows[:20]
        for row in here:
            put(ledger, row)
        refresh_identity(ledger)
        waiting = rows[20:]
        looked_up = 0
        for step in range(30):
            coming = [waiting.pop() for _ in range(min(len(waiting), rng.choice([0, 1, 1, 3])))]
            going = rng.sample(here, rng.choice([0, 0, 1, 2]))
            for row in coming:
                put(ledger, row)
            ledger.remove_documents([row[0].id for row in going])
            here = [row for row in here if row not in going] + coming
            waiting = going + waiting
            looked_up += refresh_identity(ledger)
            if step % 10 == 9:
                with at_once(tmp_path / f"once{step}", here, ledger) as whole:
                    same(ledger, whole)
        assert looked_up > 25


def test_words_of_people_hold_while_documents_come(tmp_path: Path) -> None:
    rows = list(articles(26, 60))
    with Ledger.open(tmp_path / "steps", create=True) as ledger:
        for row in rows[:30]:
            put(ledger, row)
        refresh_identity(ledger)
        people = [e for e in ledger.entities() if e.type == "Person"]
        large = max(people, key=lambda e: (len(e.clusters), e.id))
        others = [e for e in people if e is not large]
        desk.decide(ledger, large.clusters[0], large.clusters[-1], Verdict.DIFFERENT, by="ada")
        desk.decide(ledger, large.clusters[0], others[0].clusters[0], Verdict.SAME, by="ada")
        desk.decide(ledger, others[1].clusters[0], others[2].clusters[0], Verdict.SAME, by="ada")
        assert not refresh_identity(ledger)
        for row in rows[30:]:
            put(ledger, row)
            assert refresh_identity(ledger)
        with at_once(tmp_path / "once", rows, ledger) as whole:
            same(ledger, whole)


def test_a_new_document_is_compared_with_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more article is compared with bearers of its names; one of new names with nobody."""
    rows = list(articles(27, 300))
    known, counted = rows.pop(), []
    compare = features.vector

    def counting(*records: Any) -> Any:
        counted.append(records)
        return compare(*records)

    def once(ledger: Ledger) -> int:
        counted.clear()
        assert refresh_identity(ledger)
        return len(counted)

    monkeypatch.setattr(features, "vector", counting)
    with Ledger.open(tmp_path / "graph", create=True) as ledger:
        for row in rows:
            put(ledger, row)
        refresh_identity(ledger)
        everything = len(counted)
        name = "Zebulon Quistgaard"
        cluster = Cluster("m-new", "d-new", "Person", name)
        mention = Mention("d-new", 0, len(name), name, MentionKind.NAME, "Person", ("m-new",))
        put(ledger, (Document("d-new", "new.txt", name), [mention], [cluster], []))
        assert once(ledger) == 0
        put(ledger, known)
        assert 0 < once(ledger) < everything / 5
        assert once(ledger) == 0
