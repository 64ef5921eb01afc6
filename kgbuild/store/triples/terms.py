"""From the projection's names to RDF terms: one table, used by every serialisation and store.

Namespaces: `kg:` is our vocabulary (kg.ttl); Dublin Core, PROV-O, SKOS and RDFS where they have the
word. The data's own base IRI is a setting. No blank nodes: they break repeatable loads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kgbuild.project.shape import KINDS
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.project import Link, Node, Value

KG = "https://w3id.org/kgbuild/ns#"
BASE = "https://w3id.org/kgbuild/data/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
Q = "https://w3id.org/kgbuild/qualifier#"

NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float", "integer", "int", "long"))

PREFIXES = {
    "dct": DCT,
    "kg": KG,
    "prov": PROV,
    "q": Q,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}

LINKS = {
    "ABOUT": KG + "about",
    "ATTRIBUTED_TO": PROV + "wasAttributedTo",
    "HAS_CLAIM": KG + "hasClaim",
    "INVOLVES": KG + "involves",
    "IN_DOCUMENT": KG + "inDocument",
    "LEFT": KG + "left",
    "MENTIONS": KG + "mentions",
    "NAMES": KG + "names",
    "OBJECT": KG + "object",
    "PLACE": KG + "place",
    "RIGHT": KG + "right",
    "SEEN_IN": PROV + "wasDerivedFrom",
    "STATED_IN": PROV + "wasDerivedFrom",
    "SUBJECT": KG + "subject",
}
"""Link type -> property; a relation's IRI is `KG` and its local name in relations.csv."""

PROPERTIES = {
    "aliases": SKOS + "altLabel",
    "attributes": KG + "attribute",
    "begin": KG + "begin",
    "bound": KG + "bound",
    "byline": DCT + "creator",
    "chain": KG + "attributionChain",
    "confidence": KG + "confidence",
    "count": KG + "count",
    "country": KG + "country",
    "day": KG + "day",
    "decided_by": KG + "decidedBy",
    "detail": KG + "detail",
    "documents": KG + "documentCount",
    "end": KG + "end",
    "external_ids": KG + "externalId",
    "extractor": KG + "extractor",
    "fact_key": KG + "factKey",
    "field": KG + "field",
    "first": KG + "firstReported",
    "happened": KG + "happened",
    "hedge": KG + "hedge",
    "independent": KG + "independentSources",
    "joint": KG + "joint",
    "key": KG + "key",
    "kind": KG + "kind",
    "language": DCT + "language",
    "last": KG + "lastReported",
    "lasting": KG + "lasting",
    "left": KG + "leftCluster",
    "mention_count": KG + "mentionCount",
    "modality": KG + "modality",
    "name": RDFS + "label",
    "named": KG + "named",
    "object_names": KG + "objectNames",
    "object_text": KG + "object",
    "place_names": KG + "placeNames",
    "plain": KG + "plain",
    "polarity": KG + "polarity",
    "published": DCT + "issued",
    "publisher": DCT + "publisher",
    "quad": KG + "quad",
    "quoted": KG + "quoted",
    "reasons": KG + "reason",
    "relation": KG + "predicate",
    "repeated": KG + "repeated",
    "reported": KG + "reportedOn",
    "right": KG + "rightCluster",
    "score": KG + "score",
    "source": KG + "source",
    "speakers": KG + "speakers",
    "status": KG + "status",
    "subject_names": KG + "subjectNames",
    "subject_text": KG + "subject",
    "surname": KG + "surname",
    "text": KG + "text",
    "time_basis": KG + "timeBasis",
    "time_end": KG + "timeEnd",
    "time_precision": KG + "timePrecision",
    "time_start": KG + "timeStart",
    "time_text": KG + "timeText",
    "title": DCT + "title",
    "type": KG + "type",
    "unit": KG + "unit",
    "unnamed": KG + "unnamed",
    "upper": KG + "upper",
    "url": KG + "url",
    "value": KG + "value",
    "verdict": KG + "verdict",
    "why": KG + "why",
    "wikidata": KG + "wikidata",
    "words": KG + "words",
    "worth": KG + "worth",
}
"""Node property -> RDF property."""

LEFT_OUT = {
    "Claim": frozenset({"begin", "end", "fact_status", "group", "own_voice", "summary"}),
    "Document": frozenset({"caption"}),
    "Entity": frozenset({"key"}),
    "Fact": frozenset({"group", "place_names", "quad", "summary"}),
}
"""Properties that RDF does without: the vocabulary has the group, captions are for pictures, the evidence has offsets
of its own, a claim's fact has the status, who speaks is told by `kg:speakers`, and an entity's names have their keys.
Half the triples are claims' and facts'."""

ON_ITS_CLAIM = LEFT_OUT["Fact"] | {
    "confidence", "documents", "independent", "last", "object_names", "subject_names", "time_basis",
    "time_precision", "time_text", "why", "worth",
}  # fmt: skip
"""What RDF leaves out of a fact of one claim (19 in 20): it stands on the claim, or says that there is one document."""

UNSAID = {"place_names": "", "plain": False, "quoted": False}
"""Values that say nothing: RDF has these properties where they have another."""

NONE: frozenset[str] = frozenset()

CONCEPTS = frozenset({"kind", "modality", "polarity", "relation", "status", "verdict"})
"""Properties whose value is a concept of the vocabulary, not a literal."""

RENAMED = {"denied": "deniedStatus", "promised": "promisedModality"}
"""Values that would share their IRI with a relation or a property of ours."""

RESTORED = {local: word for word, local in RENAMED.items()}

ESCAPES = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
SURROGATES = re.compile("[\ud800-\udfff]")
SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Namer:
    """IRIs of the data under one base."""

    base: str = BASE

    def iri(self, kind: str, id_: str) -> str:
        """IRI of a node from its kind (a first label) and id."""
        return f"{self.base}{kind.lower()}/{quote(id_, safe='')}"

    def prefixes(self) -> dict[str, str]:
        """Prefix -> namespace: those of the vocabularies, and one a kind of node."""
        return {**PREFIXES, **{kind: f"{self.base}{kind}/" for kind in sorted(_KINDS)}}

    def read(self, iri: str) -> str | None:
        """The id in an IRI of the data; None for any other IRI."""
        if not iri.startswith(self.base):
            return None
        kind, _, rest = iri[len(self.base) :].partition("/")
        return unquote(rest) if kind in _KINDS and rest else None


_KINDS = frozenset(kind.lower() for kind in KINDS)


def relation_iri(name: str) -> str:
    """IRI of a relation of the vocabulary."""
    return KG + vocabulary().relations[name].iri


def told(node: Node, links: Iterable[Link]) -> Iterator[tuple[str, Value]]:
    """The properties of a node, with these outgoing links, that RDF has."""
    kind = node.labels[0]
    alone = kind == "Fact" and sum(link.type == "HAS_CLAIM" for link in links) == 1
    without = ON_ITS_CLAIM if alone else LEFT_OUT.get(kind, NONE)
    for name, value in node.properties.items():
        if name not in without and (name not in UNSAID or value != UNSAID[name]):
            yield name, value


def concept_iri(name: str, value: str) -> str:
    """IRI of a concept: a relation, or a word of one of the enums."""
    return relation_iri(value) if name == "relation" else KG + RENAMED.get(value, value)


def concept_word(iri: str) -> str | None:
    """A concept's plain word, or a relation's name; None for an IRI outside our namespace."""
    if not iri.startswith(KG):
        return None
    local = iri[len(KG) :]
    return _relation_names().get(local) or RESTORED.get(local, local)


@follows
def _relation_names() -> dict[str, str]:
    return {r.iri: name for name, r in vocabulary().relations.items()}


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    return SHORT.get(found) or f"\\u{ord(found):04X}"


def quoted(text: str) -> str:
    """A string as an N-Triples literal; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    text = SURROGATES.sub("\ufffd", text)
    return f'"{ESCAPES.sub(_escape, text)}"'


def decimal(number: float) -> str:
    """A number as xsd:decimal's canonical text: no exponent, no idle zeros."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def literal(value: str | int | float | bool | date) -> str:
    """A plain value as an N-Triples literal."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return f'"{value}"^^<{XSD}integer>'
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return f'"{value!r}"^^<{XSD}string>'
        return f'"{decimal(value)}"^^<{XSD}decimal>'
    return f'"{value.isoformat()}"^^<{XSD}date>'


def property_iri(name: str) -> str:
    """RDF property of a node property; qualifiers have a namespace of their own."""
    return Q + name[2:] if name.startswith("q_") else PROPERTIES[name]


def objects(name: str, value: Value) -> list[str]:
    """The N-Triples terms of a node property's value."""
    if isinstance(value, tuple):
        return [quoted(item) for item in value]
    if name in CONCEPTS and isinstance(value, str):
        return [f"<{concept_iri(name, value)}>"]
    return [literal(value)]


def told_literal(text: str, datatype: str) -> str:
    """A literal so that two spellings of one number or truth value are one."""
    if datatype in NUMBERS:
        try:
            number = Decimal(text).normalize()
            return f"{number:f}"
        except InvalidOperation:
            return f"{text}^^{datatype}"
    if datatype == XSD + "boolean":
        return "true" if text in ("true", "1") else "false"
    return repr(text) if datatype in ("", XSD + "string") else f"{text}^^{datatype}"
