"""W3C Web Annotations with PROV-O: each claim as an annotation of the words in an article that say it.

One JSON-LD document with its context inside, so that every RDF reader takes it without the network. The body is the
claim; the target is the article with both selectors, by place and by words, so that the passage is found again in
another copy of the text. Who is said to claim it, and which program read it, stand as PROV-O has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild._version import __version__
from kgbuild.project import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Claim, Document, Snapshot

BASE = "urn:kgbuild:"
AROUND = 32
"""Characters before and after the passage, to tell it from others of the same words."""

OA, PROV, DCT, XSD = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/prov#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2001/XMLSchema#",
)
_TEXTS = {
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "name": "http://xmlns.com/foaf/0.1/name",
    "title": f"{DCT}title",
    "byline": f"{DCT}creator",
    "publisher": f"{DCT}publisher",
}
CONTEXT = {
    **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")},
    **{name: f"{PROV}{name}" for name in ("Activity", "SoftwareAgent", "Agent", "Entity")},
    **_TEXTS,
    **{name: {"@id": f"{OA}{to}", "@type": "@id"} for name, to in (
        ("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"), ("selector", "hasSelector"),
        ("motivation", "motivatedBy"),
    )},
    **{name: {"@id": f"{PROV}{name}", "@type": "@id"} for name in (
        "wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith"
    )},
    **{name: {"@id": f"{OA}{name}", "@type": f"{XSD}nonNegativeInteger"} for name in ("start", "end")},
    "published": {"@id": f"{DCT}issued", "@type": f"{XSD}date"},
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "identifying": f"{OA}identifying",
}  # fmt: skip


def lines(snapshot: Snapshot) -> Iterator[str]:
    """A JSON-LD document, a line a node, in the order of ids."""
    yield json.dumps({"@context": CONTEXT})[:-1] + ', "@graph": ['
    nodes = list(graph(snapshot))
    for place, node in enumerate(nodes):
        comma = "," if place + 1 < len(nodes) else ""
        yield json.dumps(node, ensure_ascii=False) + comma
    yield "]}"


def graph(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """The program and its reading, articles, speakers, then an annotation a claim."""
    names = {entity.id: entity.name for entity in snapshot.entities}
    documents = {document.id: document for document in snapshot.documents}
    wording = Wording(snapshot)
    program = f"{BASE}kgbuild-{__version__}"
    yield {"@id": program, "@type": "SoftwareAgent", "name": f"kgbuild {__version__}"}
    yield {"@id": f"{BASE}reading", "@type": "Activity", "wasAssociatedWith": program}
    for document in snapshot.documents:
        yield _article(document)
    speakers = {s for c in snapshot.claims for s in c.attributed_to if s in names}
    for id_ in sorted(speakers):
        yield {"@id": BASE + id_, "@type": "Agent", "name": names[id_]}
    for claim in snapshot.claims:
        yield _annotation(claim, documents[claim.document], wording.summary(claim))


def _article(document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": BASE + document.id, "@type": "Entity"}
    node["title"] = document.title or document.source
    for name in ("byline", "publisher", "url"):
        if value := getattr(document, name):
            node[name] = value
    if document.published:
        node["published"] = document.published.isoformat()
    return node


def _annotation(claim: Claim, document: Document, says: str) -> dict[str, Any]:
    start, end = claim.evidence.start, claim.evidence.end
    body: dict[str, Any] = {
        "@id": BASE + claim.id,
        "@type": ["TextualBody", "Entity"],
        "value": says,
    }
    body["wasDerivedFrom"] = BASE + document.id
    if claim.attributed_to:
        body["wasAttributedTo"] = [BASE + speaker for speaker in claim.attributed_to]
    return {
        "@id": f"{BASE}annotation-{claim.id}",
        "@type": "Annotation",
        "motivation": f"{OA}identifying",
        "wasGeneratedBy": f"{BASE}reading",
        "body": body,
        "target": {
            "source": BASE + document.id,
            "selector": [
                {"@type": "TextPositionSelector", "start": start, "end": end},
                {
                    "@type": "TextQuoteSelector",
                    "exact": document.text[start:end],
                    "prefix": document.text[max(0, start - AROUND) : start],
                    "suffix": document.text[end : end + AROUND],
                },
            ],
        },
    }
