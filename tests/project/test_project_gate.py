"""The gate lets through what the article itself says happened, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_graphs import SMALL_EDGES

from kgbuild.model import MentionKind, Polarity, Snapshot, Status
from kgbuild.project import gate, plain_edges, project
from kgbuild.project.shape import STRUCTURE
from kgbuild.vocabulary import vocabulary


def edges(snapshot: Snapshot) -> set[tuple[str, str, str, str]]:
    return {(e.relation, e.source, e.target, e.fact) for e in plain_edges(snapshot)}


def test_only_what_passes_is_an_edge(small: Snapshot) -> None:
    """Negated, possible, claimed, hedged, weak, unnamed, unspecified and literal ones stay claims."""
    assert edges(small) == SMALL_EDGES


@pytest.mark.parametrize(
    "status", [Status.DENIED, Status.IMPLAUSIBLE, Status.PLANNED, Status.NEGATED]
)
def test_a_fact_that_does_not_stand_has_no_edge(small: Snapshot, status: Status) -> None:
    facts = tuple(replace(f, status=status) for f in small.facts)
    assert edges(replace(small, facts=facts)) == set()


def test_the_threshold_counts(small: Snapshot) -> None:
    """A claim at the threshold passes, one below it does not."""
    assert ("WARNED", "e-adler", "e-dunn", "f-warn") in edges(small)
    assert not any(e.relation == "WARNED" for e in plain_edges(small, threshold=0.51))
    assert any(e.relation == "PRAISED" for e in plain_edges(small, threshold=0.3))


def test_a_pair_needs_its_own_claim(small: Snapshot) -> None:
    """When the only claim in the article's own voice is gone, the claimed one does not carry the edge."""
    claims = tuple(
        replace(c, polarity=Polarity.NEGATED) if c.id == "c-met" else c for c in small.claims
    )
    assert not any(fact == "f-met" for *_, fact in edges(replace(small, claims=claims)))


def test_symmetric_edges_stand_once_with_the_smaller_id_first(small: Snapshot) -> None:
    symmetric = {n for n, r in vocabulary().relations.items() if r.symmetric}
    found = [e for e in plain_edges(small) if e.relation in symmetric]
    assert found
    assert all(e.source < e.target for e in found)


def test_the_seed_gold_breaks_no_rule(seed: Snapshot) -> None:
    """Nothing that the gold forbids, denies, gives to a speaker or calls not actual is an edge."""
    found = {(r, s, t) for r, s, t, _ in edges(seed)}
    assert ("MET", "guo", "patrushev") in found
    assert ("MET", "putin", "xi") in found
    assert ("SANCTIONED", "west", "russia") in found
    assert ("ASSOCIATE_OF", "patrushev", "putin") in found
    assert not any(
        r in ("LIFTED_SANCTIONS_ON", "CRITICIZED", "COOPERATED_WITH") for r, _, _ in found
    )
    assert not any(t in ("beijing", "uzbekistan", "nanping") for r, _, t in found if r == "MET")
    assert ("MENTIONED", "cn_stmt", "ukraine") not in found


def test_links_of_the_structure_are_no_relations() -> None:
    """A relation's name never means two things."""
    assert not set(STRUCTURE) & set(vocabulary().relations)


def test_the_projection_is_sorted_and_closed(small: Snapshot) -> None:
    projection = project(small)
    ids = [n.id for n in projection.nodes]
    assert ids == sorted(set(ids))
    assert {x for link in projection.links for x in (link.source, link.target)} <= set(ids)
    assert {
        (e.type, e.source, e.target, e.properties["fact"]) for e in projection.edges
    } == SMALL_EDGES
    backwards = replace(
        small, claims=tuple(reversed(small.claims)), facts=tuple(reversed(small.facts))
    )
    assert project(backwards) == projection


def test_a_name_leads_to_its_sentence(small: Snapshot) -> None:
    projection = project(small)
    names = {n.properties["text"]: n.id for n in projection.nodes if n.labels == ("Name",)}
    assert {"Anna Adler", "A. Adler", "Adler"} <= set(names)
    seen = [
        link
        for link in projection.links
        if link.source == names["Adler"] and link.type == "SEEN_IN"
    ]
    assert len(seen) == 2


def test_a_pronoun_without_a_name_has_no_edge(small: Snapshot) -> None:
    """ "I met Dunn": the text does not say who; the claim stays. "She", who is Adler elsewhere, counts."""

    def said_by(*kinds: MentionKind) -> Snapshot:
        entities = tuple(
            replace(e, mentions=tuple(replace(e.mentions[0], kind=kind) for kind in kinds))
            if e.id == "e-adler"
            else e
            for e in small.entities
        )
        return replace(small, entities=entities)

    only = said_by(MentionKind.PRONOUN, MentionKind.PRONOUN)
    assert not any("e-adler" in (e.source, e.target) for e in plain_edges(only))
    named = said_by(MentionKind.PRONOUN, MentionKind.NAME)
    assert edges(named) == SMALL_EDGES


def test_the_edges_of_one_fact_are_sorted(small: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets have no order of their own: the same bytes come out of the same claims."""
    pairs = {(f"e-{a}", f"e-{b}") for a in range(6) for b in range(6)}
    monkeypatch.setattr(gate, "_fact_pairs", lambda *_: set(pairs))
    found = [(e.source, e.target) for e in gate.fact_edges(small.facts[0], {}, {})]
    assert found == sorted(pairs)
