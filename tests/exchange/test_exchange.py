"""Formats of the field: each record is valid by its format's own library or rules, with the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgbuild.exchange import WRITERS, ftm, geojson, plover, schema_org, write
from kgbuild.graph import EXCHANGE_FORMATS, Graph
from kgbuild.project import plain_edges
from kgbuild.vocabulary import vocabulary


@pytest.fixture(scope="module")
def graph(demo_graph: Path) -> Graph:
    return Graph.open(demo_graph)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def test_every_format_is_offered() -> None:
    assert tuple(WRITERS) == EXCHANGE_FORMATS


@pytest.mark.parametrize("form", EXCHANGE_FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str, graph: Graph, tmp_path: Path) -> None:
    (one,) = graph.export(form, tmp_path / "one")
    (two,) = graph.export(form, tmp_path / "two.json")
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size > 100


def test_followthemoney_takes_every_value(graph: Graph, tmp_path: Path) -> None:
    """The library drops a value that is not of its property's type: none may be dropped."""
    model = pytest.importorskip(
        "followthemoney", reason="pip install '.[ftm]' (needs the ICU headers)"
    ).model
    (path,) = graph.export("ftm", tmp_path)
    records = _lines(path)
    known = {record["id"] for record in records}
    assert len(known) == len(records)
    for record in records:
        schema = model.get(record["schema"])
        assert schema is not None
        schema.validate(record)
        kept = model.get_proxy(record).to_dict()["properties"]
        assert {k: sorted(v) for k, v in kept.items()} == record["properties"]
        for name, values in record["properties"].items():
            if (found := schema.get(name)) is not None and found.type.name == "entity":
                assert set(values) <= known


FITTING = {
    "Person": "Person",
    "LegalEntity": "Person",
    "Organization": "Organization",
    "Asset": "Company",
    "Position": "Position",
    "Thing": "Place",
}
"""What an end of an interest has to be -> a type of ours that is one."""


@pytest.mark.parametrize("row", ftm.link_schemata().values(), ids=lambda row: row.relation)
def test_followthemoney_has_each_property_of_each_interest(
    row: ftm.LinkSchema, graph: Graph
) -> None:
    """A family tie has neither role nor status there: no interest may carry a property that its schema lacks."""
    model = pytest.importorskip(
        "followthemoney", reason="pip install '.[ftm]' (needs the ICU headers)"
    ).model
    whole = graph.snapshot
    # Of a symmetric relation the smaller id stands first, whoever the claim names first.
    edge = next(e for e in plain_edges(whole) if not vocabulary().relations[e.relation].symmetric)
    types = {edge.source: FITTING[row.source_is], edge.target: FITTING[row.target_is]}
    entities = tuple(replace(e, type=types.get(e.id, e.type)) for e in whole.entities)
    fact = replace(next(f for f in whole.facts if f.id == edge.fact), relation=row.relation)
    claims = tuple(
        replace(c, relation=row.relation) if c.id in fact.claims else c for c in whole.claims
    )
    alone = replace(whole, entities=entities, facts=(fact,), claims=claims)
    (link,) = [r for r in ftm.records(alone) if r["schema"] == row.schema]
    schema = model.get(row.schema)
    assert schema is not None
    assert set(link["properties"]) <= set(schema.properties)
    assert model.get_proxy(link).to_dict()["properties"].keys() == link["properties"].keys()


def test_followthemoney_names_what_it_has_a_word_for(graph: Graph) -> None:
    """A post is an occupancy, the head of a body a directorship, and who met whom an unknown link."""
    entities = {e.id: e.name for e in graph.snapshot.entities}
    records = list(ftm.records(graph.snapshot))
    told = {
        (
            r["schema"],
            entities[r["properties"]["holder"][0]],
            entities[r["properties"]["post"][0]],
        )
        for r in records
        if r["schema"] == "Occupancy"
    }
    assert any(name == "Henrik Aasen" for _, name, _ in told)
    links = [r for r in records if r["schema"] == "UnknownLink"]
    assert any(r["properties"]["role"] == ["met"] for r in links)
    edges = {(e.source, e.target, e.fact) for e in plain_edges(graph.snapshot)}
    for record in links:
        ends = record["properties"]
        assert (ends["subject"][0], ends["object"][0], ends["recordId"][0]) in edges


def test_events_are_plain_edges_only(graph: Graph) -> None:
    events = list(plover.records(graph.snapshot))
    edges = {(e.relation, e.source, e.target) for e in plain_edges(graph.snapshot)}
    assert events
    for event in events:
        assert (event["relation"], event["source"]["entity"], event["recipient"]["entity"]) in edges
        assert event["text"] and event["reports"] and event["event"].isupper()
    meeting = next(e for e in events if e["relation"] == "MET" and e["date"] == "2025-04-09")
    assert meeting["event"] == "CONSULT"
    ends = {meeting["source"]["name"], meeting["recipient"]["name"]}
    assert ends == {"Henrik Aasen", "Eleanor Whitcombe"}


def test_a_claim_of_somebody_has_its_author_and_its_article(graph: Graph) -> None:
    nodes = {node["@id"]: node for node in schema_org.graph(graph.snapshot)}
    claims = [n for n in nodes.values() if n["@type"] == "Claim"]
    assert claims
    for node in claims:
        assert node["appearance"]["@id"] in nodes
        if "author" in node:
            assert nodes[node["author"]["@id"]]["name"]
    reviews = [n for n in nodes.values() if n["@type"] == "ClaimReview"]
    assert reviews
    assert all(r["itemReviewed"]["@id"] in nodes for r in reviews)


def test_json_ld_is_one_object(graph: Graph, tmp_path: Path) -> None:
    (path,) = graph.export("schema-org", tmp_path)
    document = json.loads(path.read_text(encoding="utf8"))
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == sum(1 for _ in schema_org.graph(graph.snapshot))


def test_places_lie_where_they_are(graph: Graph, tmp_path: Path) -> None:
    (path,) = graph.export("geojson", tmp_path)
    found = json.loads(path.read_text(encoding="utf8"))
    assert found["type"] == "FeatureCollection"
    named = {f["properties"]["name"]: f for f in found["features"]}
    longitude, latitude = named["London"]["geometry"]["coordinates"]
    assert abs(latitude - 51.5) < 0.1 and abs(longitude + 0.1) < 0.1
    assert named["London"]["properties"]["happened_here"] >= 1
    assert named["Norway"]["geometry"]["coordinates"][1] == pytest.approx(59.9, abs=0.1)


def test_a_place_of_no_table_has_no_point(graph: Graph) -> None:
    unknown = [e for e in graph.snapshot.entities if not e.external_ids and e.type != "Country"]
    assert unknown
    assert all(geojson.point_of(entity) is None for entity in unknown)


def test_web_annotations_find_their_words_and_are_rdf(demo_graph: Path, tmp_path: Path) -> None:
    """Both selectors point at the sentence; the file is read without the network; the same bytes twice."""
    import pyoxigraph as ox

    snapshot = Graph.open(demo_graph).snapshot
    (file,) = write(snapshot, "web-annotation", tmp_path / "a.jsonld")
    (again,) = write(snapshot, "web-annotation", tmp_path / "b.jsonld")
    assert file.read_bytes() == again.read_bytes()
    texts = {f"urn:kgbuild:{d.id}": d.text for d in snapshot.documents}
    nodes = json.loads(file.read_text(encoding="utf8"))["@graph"]
    notes = [node for node in nodes if node["@type"] == "Annotation"]
    assert len(notes) == len(snapshot.claims)
    for note in notes:
        place, words = note["target"]["selector"]
        text = texts[note["target"]["source"]]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in text
    with file.open("rb") as data:
        found = list(ox.parse(data, format=ox.RdfFormat.JSON_LD))
    oa, prov = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"

    def subjects(iri: str) -> set[object]:
        return {quad.subject for quad in found if quad.predicate.value == iri}

    assert len(subjects(oa + "hasTarget")) == len(snapshot.claims)
    said = sum(bool(claim.attributed_to) for claim in snapshot.claims)
    assert len(subjects(prov + "wasAttributedTo")) == said
