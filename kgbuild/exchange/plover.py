"""PLOVER event records, one JSON object a line: who did what to whom, where and when.

Fields follow the PLOVER codebook (Halterman et al., 2023): an event class and mode, a source and a
recipient with country and sector, a date, a location, the sentence. Only plain edges whose relation has a PLOVER
class in relations.csv are events; an event without a day of its own has `date` null and the reports' days.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild import ids
from kgbuild.project import plain_edges
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kgbuild.model import Claim, Document, Edge, Entity, Fact, Snapshot

SECTORS = {
    "GovernmentBody": "GOV",
    "PoliticalParty": "PTY",
    "JudicialBody": "JUD",
    "ArmedForce": "MIL",
    "ArmedGroup": "REB",
    "Company": "BUS",
    "InternationalOrganization": "IGO",
    "CivilSocietyOrg": "NGO",
    "MediaOutlet": "JRN",
    "Country": "GOV",
    "Group": "CVL",
}
"""Our type -> PLOVER's sector; a person's sector is his role's, which is not guessed."""


def lines(snapshot: Snapshot) -> Iterator[str]:
    """Every event as a line of JSON, in the order of ids."""
    for record in sorted(records(snapshot), key=lambda record: record["id"]):
        yield json.dumps(record, ensure_ascii=False)


def records(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """One record a plain edge whose relation has a PLOVER class."""
    entities = {e.id: e for e in snapshot.entities}
    documents = {d.id: d for d in snapshot.documents}
    facts = {f.id: f for f in snapshot.facts}
    claims = {c.id: c for c in snapshot.claims}
    for edge in plain_edges(snapshot):
        if vocabulary().relations[edge.relation].plover:
            fact = facts[edge.fact]
            told = sorted((claims[c] for c in fact.claims), key=lambda c: c.id)
            yield _record(edge, fact, told, entities, documents)


def _record(
    edge: Edge,
    fact: Fact,
    told: list[Claim],
    entities: Mapping[str, Entity],
    documents: Mapping[str, Document],
) -> dict[str, Any]:
    relation = vocabulary().relations[edge.relation]
    behind = [documents[d] for d in fact.documents]
    time = fact.time
    return {
        "id": ids.content_id("plover", edge.relation, edge.source, edge.target, edge.fact),
        "event": relation.plover,
        "mode": relation.plover_mode or None,
        "cameo": relation.cameo or None,
        "quad": relation.quad,
        "date": time.start.isoformat() if time and time.start else None,
        "date_end": time.end.isoformat() if time and time.end else None,
        "date_precision": str(time.precision) if time and time.precision else None,
        "source": _actor(entities[edge.source]),
        "recipient": _actor(entities[edge.target]),
        "location": [
            {"name": entities[p].name, "country": entities[p].country}
            for p in fact.place
            if p in entities
        ],
        "relation": edge.relation,
        "status": str(fact.status),
        "independent_sources": fact.independent_sources,
        "confidence": fact.confidence,
        "text": [" ".join(claim.evidence.text.split()) for claim in told],
        "reports": [
            {
                "source": d.source,
                "publisher": d.publisher,
                "published": d.published.isoformat() if d.published else None,
                "url": d.url,
                "byline": d.byline,
            }
            for d in behind
        ],
    }


def _actor(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "sector": SECTORS.get(entity.type),
        "wikidata": entity.external_ids.get("wikidata"),
        "entity": entity.id,
    }
