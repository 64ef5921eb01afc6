"""A person's desk: merge, split, undo, review, explain, and what survives a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.errors import UsageError
from kgbuild.ids import document_id
from kgbuild.ledger import Ledger
from kgbuild.model import Cluster, Document, Mention, MentionKind, Verdict
from kgbuild.resolve import resolve
from kgbuild.resolve.judgements import decisions as desk
from kgbuild.resolve.why import explain_pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "one.txt": "Anna Solander opened the yard in Oslo.",
    "two.txt": "A. Solander closed the yard.",
    "three.txt": "Anna Solander sailed to Bergen. Solander won.",
}


def names_of(text: str) -> list[tuple[int, int]]:
    start = text.index("Solander")
    return [(0, start + len("Solander"))]


def view(ledger: Ledger) -> None:
    """Resolve as the build does, without facts and stores."""
    found = resolve(ledger.clusters(), ledger.mentions(), ledger.raw_claims(), ledger.judgements())
    ledger.put_view(
        entities=found.entities,
        identity=found.identity,
        claims=[],
        facts=[],
        conflicts=[],
        judgements=found.judgements,
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "graph", create=True) as found:
        for source, text in TEXTS.items():
            id_ = document_id(source, text)
            mentions, clusters = [], []
            for start, end in names_of(text):
                cluster = Cluster(f"m-{source}", id_, "Person", text[start:end], country="NO")
                clusters.append(cluster)
                mentions.append(
                    Mention(
                        id_, start, end, text[start:end], MentionKind.NAME, "Person", (cluster.id,)
                    )
                )
            found.put_document(Document(id_, source, text), "digest", mentions, clusters, [])
        view(found)
        yield found


def together(ledger: Ledger, *sources: str) -> bool:
    identity = ledger.identity()
    return len({identity[f"m-{source}"] for source in sources}) == 1


def test_the_full_names_are_one_and_the_initial_waits_for_a_person(ledger: Ledger) -> None:
    assert together(ledger, "one.txt", "three.txt")
    assert not together(ledger, "one.txt", "two.txt")


def test_merge_outlives_a_rebuild_and_undo_takes_it_back(ledger: Ledger) -> None:
    desk.merge(ledger, "Anna Solander", "A. Solander", by="ada", because="the same yard")
    view(ledger)
    view(ledger)
    assert together(ledger, "one.txt", "two.txt", "three.txt")
    desk.undo(ledger, by="ada")
    view(ledger)
    assert not together(ledger, "one.txt", "two.txt")
    assert len(ledger.judgements()) == 2
    with pytest.raises(UsageError, match="nothing to undo"):
        desk.undo(ledger, by="ada")


def test_split_takes_a_document_out_and_merge_takes_the_split_back(ledger: Ledger) -> None:
    desk.split(ledger, "Anna Solander", ["three.txt"], by="ada", because="a sailor")
    view(ledger)
    assert not together(ledger, "one.txt", "three.txt")
    with pytest.raises(UsageError, match="is the name of several"):
        desk.merge(ledger, "Anna Solander", "A. Solander", by="ada", because="")
    desk.merge(ledger, "m-one.txt", "m-three.txt", by="bea", because="she sails too")
    view(ledger)
    assert together(ledger, "one.txt", "three.txt")


def test_splitting_all_or_nothing_is_refused(ledger: Ledger) -> None:
    for parts in (["one.txt", "three.txt"], ["nowhere.txt"]):
        with pytest.raises(UsageError, match="of Anna Solander"):
            desk.split(ledger, "Anna Solander", parts, by="ada", because="")


def test_review_shows_doubts_once_with_both_sentences(ledger: Ledger) -> None:
    found = desk.doubts(ledger)
    assert found
    doubt = found[0]
    assert {doubt.left.name, doubt.right.name} == {"Anna Solander", "A. Solander"}
    assert "yard" in doubt.left.sentence or "yard" in doubt.right.sentence
    pair = doubt.judgement
    desk.decide(ledger, pair.left, pair.right, Verdict.DIFFERENT, by="ada")
    view(ledger)
    assert pair.id not in {d.judgement.id for d in desk.doubts(ledger)}


def test_a_word_on_an_unknown_cluster_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no such document cluster"):
        desk.decide(ledger, "m-one.txt", "m-nobody", Verdict.SAME, by="ada")


def test_explain_tells_why_and_why_not(ledger: Ledger) -> None:
    why = explain_pair(ledger, "m-one.txt", "m-three.txt")
    assert why.same
    assert any("the same name" in line for line in why.lines)
    why_not = explain_pair(ledger, "Anna Solander", "A. Solander")
    assert not why_not.same
    assert any("initial" in line for line in why_not.lines)
    desk.split(ledger, "Anna Solander", ["three.txt"], by="ada", because="a sailor")
    view(ledger)
    told = explain_pair(ledger, "m-one.txt", "m-three.txt")
    assert not told.same
    assert "a person says so" in told.headline
    assert any("a sailor" in line for line in told.lines)
