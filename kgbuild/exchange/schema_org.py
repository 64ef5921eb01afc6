"""schema.org `Claim` as JSON-LD, one graph: what is claimed, by whom, in which article, and what disputes it.

Every claim that somebody else than the article makes, and every fact that its sources dispute, is a `Claim` with its
`claimInterpreter` (the speaker) and `appearance` (the article). A claim that another document denies has a
`ClaimReview` whose rating says only that it is disputed: kgbuild weighs no truth.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Claim, Document, Entity, Snapshot

BASE = "urn:kgbuild:"


def lines(snapshot: Snapshot) -> Iterator[str]:
    """A JSON-LD document, a line a node, in the order of ids."""
    yield '{"@context": "https://schema.org", "@graph": ['
    nodes = list(graph(snapshot))
    for place, node in enumerate(nodes):
        comma = "," if place + 1 < len(nodes) else ""
        yield json.dumps(node, ensure_ascii=False) + comma
    yield "]}"


def graph(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Articles, speakers, claims and reviews of disputed claims as nodes."""
    entities = {e.id: e for e in snapshot.entities}
    documents = {d.id: d for d in snapshot.documents}
    disputed = {
        claim: fact.id
        for fact in snapshot.facts
        if fact.status in (Status.DISPUTED, Status.DENIED)
        for claim in fact.claims
    }
    told = [c for c in snapshot.claims if c.attributed_to or c.id in disputed]
    for document in snapshot.documents:
        yield _article(document)
    for id_ in sorted({s for c in told for s in c.attributed_to if s in entities}):
        yield _speaker(entities[id_])
    for claim in told:
        yield _claim(claim)
    for claim in told:
        if claim.id in disputed:
            yield _review(claim, documents[claim.document])


def _article(document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": BASE + document.id, "@type": "NewsArticle"}
    node["headline"] = document.title or document.source
    if document.published:
        node["datePublished"] = document.published.isoformat()
    if document.publisher:
        node["publisher"] = {"@type": "Organization", "name": document.publisher}
    if document.byline:
        node["author"] = {"@type": "Person", "name": document.byline}
    if document.url:
        node["url"] = document.url
    node["inLanguage"] = document.language
    return node


def _speaker(entity: Entity) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": BASE + entity.id}
    node["@type"] = "Person" if entity.type == "Person" else "Organization"
    node["name"] = entity.name
    if wikidata := entity.external_ids.get("wikidata"):
        node["sameAs"] = f"http://www.wikidata.org/entity/{wikidata}"
    return node


def _claim(claim: Claim) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": BASE + claim.id, "@type": "Claim"}
    node["text"] = " ".join(claim.evidence.text.split())
    node["appearance"] = {"@id": BASE + claim.document}
    if claim.attributed_to:
        # The innermost of the chain is who is said to claim it; the outer ones pass it on.
        node["author"] = {"@id": BASE + claim.attributed_to[-1]}
    if claim.about:
        node["about"] = [{"@id": BASE + id_} for id_ in claim.about]
    return node


def _review(claim: Claim, document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": f"{BASE}review-{claim.id}", "@type": "ClaimReview"}
    node["itemReviewed"] = {"@id": BASE + claim.id}
    node["claimReviewed"] = " ".join(claim.evidence.text.split())
    node["author"] = {"@type": "Organization", "name": "kgbuild"}
    if document.published:
        node["datePublished"] = document.published.isoformat()
    node["reviewRating"] = {"@type": "Rating", "alternateName": "disputed by another source"}
    return node
