"""What stands on nodes and links of the small graph, so that no store need work it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_graphs import args, by_id, day

from kgbuild.errors import UsageError
from kgbuild.model import Claim, Judgement, Modality, Polarity, Snapshot, Verdict
from kgbuild.project import Node, Wording, find_entity, key_of, project
from kgbuild.project.counting import counted, counts, grown, names_worth_most, worth_telling
from kgbuild.project.nodes import _edge_properties


def node(snapshot: Snapshot, id_: str) -> Node:
    return next(n for n in project(snapshot).nodes if n.id == id_)


def targets(snapshot: Snapshot, source: str, type_: str) -> list[str]:
    return [x.target for x in project(snapshot).links if (x.source, x.type) == (source, type_)]


def claim(snapshot: Snapshot, id_: str) -> Claim:
    return next(c for c in snapshot.claims if c.id == id_)


def changed(snapshot: Snapshot, kind: str, id_: str, **fields: object) -> Snapshot:
    """The graph with one of its claims, facts, … changed."""
    rows = (replace(x, **fields) if x.id == id_ else x for x in getattr(snapshot, kind))
    return replace(snapshot, **{kind: tuple(rows)})


def without(snapshot: Snapshot, kind: str, id_: str) -> Snapshot:
    return replace(snapshot, **{kind: tuple(x for x in getattr(snapshot, kind) if x.id != id_)})


def test_whether_it_happened(small: Snapshot) -> None:
    """Said of what is possible or planned only: somebody asserts it as actual, in either order of two who met."""
    may = changed(small, "claims", "c-may", object=args("e-becker"))
    turned = changed(may, "claims", "c-met", subject=args("e-becker"), object=args("e-adler"))
    assert node(small, "c-may").properties["happened"] is True  # "Cole met Adler", a speaker says
    assert node(turned, "c-may").properties["happened"] is True
    assert "happened" not in node(small, "c-met").properties
    for field in ({"polarity": Polarity.NEGATED}, {"modality": Modality.PLANNED}):
        never = changed(small, "claims", "c-said", **field)
        assert node(never, "c-may").properties["happened"] is False


def test_whom_a_fact_leads_to(small: Snapshot) -> None:
    """Its claims, those inside claims and its places, as far as the graph has them."""
    assert targets(small, "f-met", "HAS_CLAIM") == ["c-joint", "c-met"]
    assert targets(small, "f-saying", "OBJECT") == ["c-said"]
    placed = changed(small, "facts", "f-met", place=("e-oslo", "e-gone"))
    assert targets(placed, "f-met", "PLACE") == ["e-oslo"]
    less = without(without(small, "claims", "c-joint"), "claims", "c-said")
    assert targets(less, "f-met", "HAS_CLAIM") == ["c-met"]
    assert targets(less, "f-saying", "OBJECT") == []
    assert targets(less, "x-place", "INVOLVES") == ["c-met", "f-met"]
    assert targets(without(small, "facts", "f-met"), "x-place", "INVOLVES") == ["c-joint", "c-met"]
    whole = changed(small, "conflicts", "x-place", claims=())
    assert targets(whole, "x-place", "INVOLVES") == ["c-joint", "c-met", "f-met"]


def test_a_fact_in_one_line(small: Snapshot) -> None:
    """As the first of its claims of its polarity and relation says it; else by its own parts."""
    told = {
        "f-met": "Anna Adler | met | Boris Becker",
        "f-not": "Boris Becker | not met | Cole",
        "f-may": "Anna Adler | met (possible) | Cole",
        "f-saying": "Boris Becker | stated | [Cole | met | Anna Adler]",
        "f-paid": "the ministry | paid | Cole, $5",
    }
    small = changed(small, "facts", "f-met", claims=("c-met", "c-joint"))
    assert {id_: node(small, id_).properties["summary"] for id_ in told} == told
    other = changed(small, "claims", "c-met", polarity=Polarity.NEGATED)
    other = changed(other, "claims", "c-joint", relation="VISITED")
    assert node(other, "f-met").properties["summary"] == "Anna Adler | met | Boris Becker"
    denied = changed(without(small, "claims", "c-not"), "facts", "f-not", relation="MET_WITH")
    assert node(denied, "f-not").properties["summary"] == "Boris Becker | not met with | Cole"


def test_a_claim_inside_a_claim_is_shown_one_step_deep(small: Snapshot) -> None:
    """One that the graph lacks is its id; one two steps down is left out."""
    asked = replace(claim(small, "c-saying"), id="c-asked", object=args("#c-saying"))
    wording = Wording(replace(small, claims=(*small.claims, asked)))
    assert wording.words(args("#c-saying")) == "[Boris Becker | stated | …]"
    assert wording.words(args("#c-gone")) == "c-gone"
    assert wording.words(args(["#c-said", "=tea", 5])) == "[Cole | met | Anna Adler], tea, $5"


@pytest.mark.parametrize(
    ("relation", "same"), [("MET", True), ("PAID", False), (None, False), ("NO_SUCH", False)]
)
def test_a_key_has_sides_where_the_relation_has(relation: str | None, same: bool) -> None:
    """Of a symmetric one both orders say the same; so do members of one side in any order."""
    one, two = args("e-a"), args("e-b")
    assert (key_of(relation, one, two) == key_of(relation, two, one)) is same
    assert key_of(relation, (*one, *two), ()) == key_of(relation, (*two, *one), ())
    assert key_of(relation, one, args("=Tea")) == key_of(relation, one, args("=tea"))
    assert len({key_of(relation, one, args(x)) for x in ("e-c", "#e-c", "=e-c")}) == 3


def test_the_key_of_a_fact_is_its_claims(small: Snapshot) -> None:
    """Of the fact's own words where the first claim says them otherwise, or is not there."""
    keys = {n.id: n.properties["fact_key"] for n in project(small).nodes if n.id[:2] == "f-"}
    assert keys["f-met"] == key_of("MET", args("e-adler"), args("e-becker"))
    assert keys["f-visit"] == key_of("VISITED", args(["e-adler", "e-becker"]), args("e-norway"))
    less = without(small, "claims", "c-visit")
    assert node(less, "f-visit").properties["fact_key"] == keys["f-visit"]


@pytest.mark.parametrize(
    ("start", "end", "caption"),
    [
        ("2025-03-01", "2025-03-31", "2025-03-01 to 2025-03-31"),
        ("2025-03-01", "2025-03-01", "2025-03-01"),
        ("2025-03-01", None, "2025-03-01"),
        (None, "2025-03-31", "2025-03-31"),
        (None, None, None),
    ],
)
def test_an_edges_caption_is_its_days(
    small: Snapshot, start: str | None, end: str | None, caption: str | None
) -> None:
    first, last = (date.fromisoformat(d) if d else None for d in (start, end))
    fact = next(f for f in small.facts if f.id == "f-visit")
    time = replace(day("2025-03-01"), start=first, end=last)
    assert _edge_properties(replace(fact, time=time)).get("caption") == caption


def test_the_last_judgement_of_a_pair_stands(small: Snapshot) -> None:
    """Whichever side comes first, and in whatever order they are given."""
    pair = ("d-a/e-adler", "d-b/e-adler")
    early = Judgement("j-2", *pair, Verdict.SAME, 1.0, (), "anna", 1)
    late = Judgement("j-3", *reversed(pair), Verdict.DIFFERENT, 1.0, (), "anna", 2)
    for rows in ((early, late), (late, early)):
        found = [n.id for n in project(replace(small, judgements=rows)).nodes if n.id[:2] == "j-"]
        assert found == ["j-3"]
    other = Judgement("j-4", "d-b/e-adler", "d-a/e-cole", Verdict.UNSURE, 0.5, (), "anna", 3)
    both = project(replace(small, judgements=(early, other)))
    assert [n.id for n in both.nodes if n.id[:2] == "j-"] == ["j-2", "j-4"]
    assert node(replace(small, judgements=(late,)), "j-3").properties["why"] == "none given"


def test_how_much_there_is(small: Snapshot) -> None:
    """Counts by kind, sorted by name; the names worth most are those of entities that are there and have one."""
    small = replace(small, facts=tuple(replace(f, worth=0.9) for f in small.facts))
    unnamed = changed(small, "entities", "e-officials", attributes={"named": "no"})
    told = counts(by_id(unnamed), 5)
    assert (told["named_entities"], told["open_claims"], told["edges"]) == (10, 1, 5)
    assert (told["negated"], told["not_actual"], told["claims_of_others"]) == (1, 1, 2)
    assert told["facts_worth_most"] == len(small.facts)
    for table in ("by_type", "by_relation", "by_status"):
        assert list(told[table]) == sorted(told[table]), table
    assert told["by_relation"]["(open)"] == 1
    mentioned = worth_telling(small.facts)
    mentioned["e-gone"] = 99
    best = names_worth_most(mentioned, {e.id: e for e in unnamed.entities}, 2)
    assert best == {"Anna Adler": 8, "Dunn": 6}


def test_counts_grow_by_what_is_told(small: Snapshot) -> None:
    """A change's rows and claims, added to what there was; what falls to nothing goes."""
    before = counts(small, 5)
    less = without(small, "claims", "c-open")
    claims = counted(less.claims)
    claims.subtract(counted(small.claims))
    after = grown(
        before,
        rows=type(claims)({("by_type", "Person"): -4, ("facts",): 2, ("edges",): -1}),
        claims=claims,
    )
    assert (after["claims"], after["open_claims"], after["edges"]) == (before["claims"] - 1, 0, 4)
    assert (after["facts"], before["facts"]) == (len(small.facts) + 2, len(small.facts))
    assert "(open)" not in after["by_relation"]
    assert "Person" not in after["by_type"]


def test_near_names_are_told_by_their_likest(small: Snapshot) -> None:
    """An alias that is like the words is enough."""
    with pytest.raises(UsageError, match="near it:\n  e-dunn  Dunn"):
        find_entity({e.id: e for e in small.entities}, "Eric Dun")
