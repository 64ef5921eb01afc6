"""GeoJSON (RFC 7946) of the places of a graph: a point a place, with what happened there.

Coordinates come from the gazetteer's table (GeoNames, CC BY 4.0): a city's own, a country's capital's. A place that the
table does not know has none and is left out; none is guessed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kgbuild.gazetteer.coordinates import point
from kgbuild.model import EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Claim, Document, Entity, Snapshot

MOST = 20
"""As many sentences a place are shown; the counts are of all."""


def lines(snapshot: Snapshot) -> Iterator[str]:
    """A FeatureCollection, a line a feature, in the order of entities' ids."""
    yield '{"type": "FeatureCollection", "features": ['
    found = list(features(snapshot))
    for place, feature in enumerate(found):
        comma = "," if place + 1 < len(found) else ""
        yield json.dumps(feature, ensure_ascii=False) + comma
    yield "]}"


def features(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """One feature a place that has coordinates."""
    here = defaultdict(list)
    documents = {document.id: document for document in snapshot.documents}
    for claim in snapshot.claims:
        ends = {a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)}
        for id_ in {*claim.place, *ends}:
            here[id_].append(claim)
    for entity in snapshot.entities:
        where = point_of(entity)
        if where is None:
            continue
        claims = here.get(entity.id, [])
        yield {
            "type": "Feature",
            "id": entity.id,
            "geometry": {"type": "Point", "coordinates": [where[1], where[0]]},
            "properties": {
                "name": entity.name,
                "type": entity.type,
                "country": entity.country,
                "geonames": entity.external_ids.get("geonames"),
                "wikidata": entity.external_ids.get("wikidata"),
                "claims": len(claims),
                "happened_here": sum(entity.id in c.place for c in claims),
                "articles": _articles(claims, documents),
                "sentences": [
                    " ".join(c.evidence.text.split()) for c in claims if entity.id in c.place
                ][:MOST],
            },
        }


def _articles(claims: list[Claim], documents: dict[str, Document]) -> list[dict[str, str | None]]:
    """The articles that speak of a place, the first of them, with byline and address."""
    told = [documents[id_] for id_ in dict.fromkeys(c.document for c in claims) if id_ in documents]
    return [
        {"source": d.source, "title": d.title, "byline": d.byline, "url": d.url}
        for d in told[:MOST]
    ]


def point_of(entity: Entity) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84) of a place that the gazetteer knows."""
    return point(entity.type, entity.country or "", entity.external_ids.get("geonames", ""))
