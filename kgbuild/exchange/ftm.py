"""FollowTheMoney entities, one JSON object a line, as OpenAleph and nomenklatura import them.

Articles become `Article`, entities their schema of types.csv, and each plain edge an interest of
`links.csv` (ownership, directorship, family …) or, where FollowTheMoney has no word for it or an end
does not fit, an `UnknownLink` whose role is the relation. The model is that of followthemoney 4
(https://followthemoney.tech); nothing of the package is needed here.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kgbuild import ids
from kgbuild.errors import VocabularyError
from kgbuild.model import Edge
from kgbuild.project import plain_edges
from kgbuild.project.gate import claim_passes, member_pairs
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.model import Claim, Document, Entity, Fact, Snapshot

SCHEMATA = {
    "Person": "Person",
    "GovernmentBody": "PublicBody",
    "JudicialBody": "PublicBody",
    "ArmedForce": "PublicBody",
    "Company": "Company",
    "Organization": "Organization",
    "Group": "LegalEntity",
    "Country": "LegalEntity",
    "Position": "Position",
    "Event": "Event",
    "Document": "HyperText",
    "Product": "Asset",
    "Place": "Address",
}
"""The nearest type on an entity's path decides; a type without one (Topic) has no place in the format."""

TOPICS = {
    "PoliticalParty": "pol.party",
    "JudicialBody": "gov.judicial",
    "ArmedForce": "mil",
    "InternationalOrganization": "gov.igo",
}

IS_A = {
    "Person": {"Person", "LegalEntity"},
    "PublicBody": {"Organization", "LegalEntity"},
    "Company": {"Organization", "LegalEntity", "Asset"},
    "Organization": {"Organization", "LegalEntity"},
    "LegalEntity": {"LegalEntity"},
    "Position": {"Position"},
    "Asset": {"Asset"},
}
"""Schema -> what it may stand for at an end of an interest; every schema is a `Thing`."""


@dataclass(frozen=True, slots=True)
class LinkSchema:
    """A row of links.csv: the schema of a relation, its two properties, what their ends must be.

    `instead` is a relation of the same fact that is told where the ends are no such things.
    """

    relation: str
    schema: str
    source_property: str
    target_property: str
    source_is: str
    target_is: str
    instead: str = ""


LABELS = {
    "Payment": "purpose",
    "Occupancy": "description",
    "Family": "relationship",
    "Associate": "relationship",
}
"""Schemata that have no `role`: what holds the relation's words instead."""

STATUS_AS_DESCRIPTION = {"Payment", "Family", "Associate"}
"""Schemata that have no `status`: how well a fact is supported stands in their description."""

UNKNOWN = LinkSchema("", "UnknownLink", "subject", "object", "Thing", "Thing")


@cache
def link_schemata() -> dict[str, LinkSchema]:
    """The rows of links.csv by relation; raises VocabularyError where a relation is unknown."""
    text = files("kgbuild.exchange").joinpath("links.csv").read_text(encoding="utf8")
    found = {}
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if row["relation"] not in vocabulary().relations:
            raise VocabularyError(f"links.csv:{number}: no relation {row['relation']!r}")
        found[row["relation"]] = LinkSchema(**row)
    return found


def lines(snapshot: Snapshot) -> Iterator[str]:
    """Every FollowTheMoney entity as a line of JSON, in the order of ids."""
    for record in sorted(records(snapshot), key=lambda record: record["id"]):
        yield json.dumps(record, ensure_ascii=False, sort_keys=True)


def records(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Articles, entities and interests as `{"id", "schema", "properties": {name: [text]}}`."""
    documents = {d.id: d for d in snapshot.documents}
    entities = {e.id: e for e in snapshot.entities}
    facts = {f.id: f for f in snapshot.facts}
    claims = {c.id: c for c in snapshot.claims}
    for document in snapshot.documents:
        yield _article(document)
    for entity in snapshot.entities:
        if (schema := schema_of(entity)) is not None:
            yield _entity(entity, schema)
    for edge in plain_edges(snapshot):
        fact = facts[edge.fact]
        edge = _instead(edge, [claims[c] for c in fact.claims], entities)
        link = _link(edge, entities, fact, claims, documents)
        if link is not None:
            yield link


def schema_of(entity: Entity) -> str | None:
    """The FollowTheMoney schema of an entity; None where the format has none (a topic)."""
    path = vocabulary().labels(entity.type)
    return next((SCHEMATA[label] for label in reversed(path) if label in SCHEMATA), None)


def _record(id_: str, schema: str, properties: dict[str, list[str | None]]) -> dict[str, Any]:
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: sorted(set(values)) for name, values in kept.items() if values},
    }


def _article(document: Document) -> dict[str, Any]:
    published = document.published.isoformat() if document.published else None
    properties: dict[str, list[str | None]] = {
        "title": [document.title],
        "name": [document.title or document.source],
        "fileName": [document.source],
        "publisher": [document.publisher],
        "publishedAt": [published],
        "author": [document.byline],
        "sourceUrl": [document.url],
        "language": ["eng" if document.language == "en" else None],
        "bodyText": [document.text],
    }
    return _record(document.id, "Article", properties)


def _entity(entity: Entity, schema: str) -> dict[str, Any]:
    country = entity.country.lower() if entity.country else None
    others = [alias for alias in entity.aliases if alias != entity.name]
    wikidata = entity.external_ids.get("wikidata")
    properties: dict[str, list[str | None]] = {"name": [entity.name], "country": [country]}
    properties |= {"alias": [*others], "wikidataId": [wikidata]}
    if schema == "Address":
        properties["full"] = [entity.name]
    elif schema == "HyperText":
        properties["title"] = [entity.name]
        properties["fileName"] = [entity.name]
    else:
        properties["topics"] = [TOPICS.get(entity.type)]
    return _record(entity.id, schema, properties)


def _instead(edge: Edge, told: Iterable[Claim], entities: dict[str, Entity]) -> Edge:
    """Who heads a land by the post that the same fact tells: a directorship is of an organization."""
    row = link_schemata().get(edge.relation, UNKNOWN)
    target = schema_of(entities[edge.target])
    if not row.instead or target is None or _fits(target, row.target_is):
        return edge
    pairs = {
        pair
        for claim in told
        if claim.relation == row.instead and claim_passes(claim, entities)
        for pair in member_pairs(row.instead, claim.subject, claim.object, entities)
        if pair[0] == edge.source
    }
    return Edge(row.instead, *min(pairs), edge.fact) if pairs else edge


def _link(
    edge: Edge,
    entities: dict[str, Entity],
    fact: Fact,
    claims: dict[str, Claim],
    documents: dict[str, Document],
) -> dict[str, Any] | None:
    ends = schema_of(entities[edge.source]), schema_of(entities[edge.target])
    source, target = ends
    if source is None or target is None:
        return None
    row = link_schemata().get(edge.relation, UNKNOWN)
    if not (_fits(source, row.source_is) and _fits(target, row.target_is)):
        row = UNKNOWN
    told = [claims[c] for c in fact.claims]
    behind = [documents[d] for d in fact.documents]
    time = fact.time
    properties: dict[str, list[str | None]] = {
        row.source_property: [edge.source],
        row.target_property: [edge.target],
        "role": [vocabulary().relations[edge.relation].name.lower().replace("_", " ")],
        "startDate": [time.start.isoformat() if time and time.start else None],
        "endDate": [time.end.isoformat() if time and time.end else None],
        "summary": [" ".join(min(told, key=lambda c: c.id).evidence.text.split())],
        "proof": [d.id for d in behind],
        "publisher": [d.publisher for d in behind],
        "sourceUrl": [d.url for d in behind],
        "recordId": [fact.id],
        "status": [str(fact.status)],
    }
    if (words := LABELS.get(row.schema, "role")) != "role":
        properties[words] = properties.pop("role")
    if row.schema in STATUS_AS_DESCRIPTION:
        properties["description"] = properties.pop("status")
    id_ = ids.content_id("ftm", row.schema, edge.relation, edge.source, edge.target, edge.fact)
    return _record(id_, row.schema, properties)


def _fits(schema: str, wanted: str) -> bool:
    return wanted == "Thing" or wanted in IS_A.get(schema, ())
