"""The ledger keeps what it is given, replaces by document, and refuses what it does not know."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import small

from kgbuild import ids
from kgbuild.errors import GraphError
from kgbuild.ledger import FILE, Ledger
from kgbuild.model import (
    Entity,
    EntityArg,
    Fact,
    Judgement,
    Polarity,
    Reject,
    Status,
    TimeSpan,
    Verdict,
)


def filled(folder: Path) -> Ledger:
    """A ledger with the small document in it."""
    ledger = Ledger.open(folder, create=True)
    ledger.put_document(small.DOCUMENT, "digest", small.MENTIONS, small.CLUSTERS, small.CLAIMS)
    return ledger


def entities() -> list[Entity]:
    """One entity a cluster."""
    return [
        Entity(small.IDENTITY[c.id], c.type, c.name, clusters=(c.id,), mentions=small.MENTIONS[:1])
        for c in small.CLUSTERS
    ]


def test_everything_comes_back_as_it_went_in(tmp_path: Path) -> None:
    """Documents, mentions, clusters and claims survive the round trip unchanged."""
    with filled(tmp_path) as ledger:
        assert ledger.documents() == [small.DOCUMENT]
        assert ledger.mentions() == list(small.MENTIONS)
        assert ledger.clusters() == sorted(small.CLUSTERS, key=lambda c: c.id)
        assert ledger.raw_claims() == list(small.CLAIMS)
        assert ledger.digests() == {"a.txt": (small.D, "digest")}


def test_snapshot_names_entities_and_keeps_claim_ids(tmp_path: Path) -> None:
    """Identity changes arguments, never a claim's id; another document's date comes in."""
    dated = replace(small.NOT_MET, time=TimeSpan(None, date(2025, 3, 3), date(2025, 3, 3)))
    fact = Fact("f-1", "MET", small.MET.subject, small.MET.object, Polarity.ASSERTED, (small.MET.id,),
                (small.D,), 1, small.MET.time, Status.SINGLE_SOURCE)  # fmt: skip
    with filled(tmp_path) as ledger:
        ledger.put_view(
            entities=entities(),
            identity=small.IDENTITY,
            claims=[dated],
            facts=[fact],
            conflicts=[small.CONFLICT],
        )
        snapshot = ledger.snapshot()
    claims = {c.id: c for c in snapshot.claims}
    assert set(claims) == {c.id for c in small.CLAIMS}
    subject = claims[small.MET.id].subject[0]
    assert isinstance(subject, EntityArg)
    assert subject.entity == small.IDENTITY[small.ADLER.id]
    assert claims[small.NOT_MET.id].time == dated.time
    assert claims[small.MET.id].place == (small.IDENTITY[small.OSLO.id],)
    assert snapshot.facts == (fact,)
    assert snapshot.conflicts == (small.CONFLICT,)
    assert [e.id for e in snapshot.entities] == sorted(small.IDENTITY.values())


def test_a_new_text_of_a_source_replaces_the_old(tmp_path: Path) -> None:
    """Nothing of the old document stays."""
    text = "Only this is left, said the man."
    new = replace(small.DOCUMENT, id=ids.document_id("a.txt", text), text=text)
    with filled(tmp_path) as ledger:
        ledger.put_document(new, "other", [], [], [])
        assert ledger.documents() == [new]
        assert ledger.raw_claims() == []
        assert ledger.mentions() == []


def test_removal_leaves_nothing(tmp_path: Path) -> None:
    """A removed document takes its mentions, clusters and claims along."""
    with filled(tmp_path) as ledger:
        assert ledger.remove_documents([small.D, "d-unknown"]) == 1
        assert (ledger.documents(), ledger.clusters(), ledger.raw_claims()) == ([], [], [])


def test_judgements_are_appended_and_rejects_replaced(tmp_path: Path) -> None:
    """A judgement said twice stands once; a source's refusals are those of its last reading."""
    judgement = Judgement(
        "j-1", "m-1", "m-2", Verdict.DIFFERENT, 0.1, ("other given name",), "person:kim"
    )
    with filled(tmp_path) as ledger:
        ledger.append_judgements([judgement])
        ledger.append_judgements([judgement])
        assert ledger.judgements() == [judgement]
        ledger.put_rejects("b.txt", [Reject("b.txt", 3, "broken")])
        ledger.put_rejects("b.txt", [Reject("b.txt", 4, "broken")])
        assert ledger.rejects() == [Reject("b.txt", 4, "broken")]


def test_a_failed_document_leaves_the_old_one(tmp_path: Path) -> None:
    """One transaction a document: a failure half-way changes nothing."""
    with filled(tmp_path) as ledger:
        twice = [small.MET, small.MET]
        with pytest.raises(GraphError):
            ledger.put_document(small.DOCUMENT, "digest", [], [], twice)
        assert ledger.raw_claims() == list(small.CLAIMS)


def test_missing_damaged_and_foreign_graphs_are_refused(tmp_path: Path) -> None:
    """Each gives one clear line instead of a traceback of the database."""
    with pytest.raises(GraphError, match="no graph here"):
        Ledger.open(tmp_path / "none")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / FILE).write_bytes(b"not a database at all, only words\n" * 100)
    with pytest.raises(GraphError, match="damaged"):
        Ledger.open(tmp_path / "bad")
    filled(tmp_path / "old").close()
    db = sqlite3.connect(tmp_path / "old" / FILE)
    db.execute("UPDATE meta SET value = '999' WHERE key = 'version'")
    db.commit()
    db.close()
    with pytest.raises(GraphError, match="another version"):
        Ledger.open(tmp_path / "old")
