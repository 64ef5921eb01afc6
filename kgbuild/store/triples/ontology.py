"""Our vocabulary as RDF: classes, properties and concepts, generated from the tables.

`kg.ttl` beside this file is what `ontology()` writes; a test keeps them equal. `shapes.ttl` holds the
SHACL shapes that every export satisfies.
"""

from __future__ import annotations

import sys
from importlib.resources import files

from kgbuild.model import ConflictKind, MentionKind, Modality, Polarity, Status, Verdict
from kgbuild.project.shape import KINDS
from kgbuild.store.triples.comments import COMMENTS, QUALIFIER_NOTE, QUALIFIERS
from kgbuild.store.triples.terms import KG, LINKS, PROPERTIES, RENAMED, Q, quoted
from kgbuild.vocabulary import vocabulary

HEAD = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/kgbuild/ns#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix q: <https://w3id.org/kgbuild/qualifier#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/kgbuild/ns> a owl:Ontology ;
  dct:title "kgbuild: who did what to whom, who says so, when and where"@en ;
  dct:description "Claims of news articles, the facts that they report, and the evidence."@en ;
  rdfs:seeAlso prov: , nif: .
"""

CLASSES = {
    "Claim": ("What one sentence of one document says.", "prov:Entity"),
    "Conflict": ("Facts or claims that do not fit together.", ""),
    "Document": (
        "An article as read, or a statement, treaty, law, report that articles speak of.",
        "prov:Entity",
    ),
    "Entity": ("Something that mentions name, describe or stand for.", ""),
    "Fact": ("A cluster of claims that report the same thing.", "prov:Entity"),
    "Judgement": ("A decision on whether two document clusters are one entity.", ""),
    "Name": ("Words by which an entity is known.", ""),
    "Sentence": ("A sentence of a document, where a claim stands.", "prov:Entity , nif:Sentence"),
}

TREE = {"Agent": "Entity", "Article": "Document", "Place": "Entity", "Thing": "Entity"}

# Property -> domain classes, range, comment. Domains are unions, so they are notes, not entailments.
STRUCTURE: dict[str, tuple[str, str, str]] = {
    "about": ("Claim", "kg:Entity", "An entity named inside the claim, in its literals too."),
    "hasClaim": ("Fact", "kg:Claim", "A claim that reports the fact."),
    "inDocument": ("Sentence", "kg:Document", "The document that the sentence stands in."),
    "involves": ("Conflict", "", "A claim or fact of the conflict."),
    "left": ("Judgement", "kg:Entity", "The entity of the first cluster judged."),
    "mentions": (
        "Sentence, Article",
        "kg:Entity",
        "An entity that the sentence or article mentions.",
    ),
    "names": ("Name", "kg:Entity", "The entity that goes by these words."),
    "object": ("Claim, Fact", "", "An entity, a literal or a claim."),
    "place": ("Claim, Fact", "kg:Entity", "Where it happened: neither object nor topic."),
    "predicate": (
        "Claim, Fact",
        "rdf:Property",
        "The relation, also of what is denied, planned or merely claimed: add kg:plain true to a fact "
        "for what is told as so. kg:relatedTo for an open claim.",
    ),
    "right": ("Judgement", "kg:Entity", "The entity of the second cluster judged."),
    "subject": ("Claim, Fact", "", "Who or what; several take part together."),
}

SCHEMES = {
    "Modality": ("modality", [m.value for m in Modality]),
    "Polarity": ("polarity", [p.value for p in Polarity]),
    "Status": ("status", [s.value for s in Status]),
    "ConflictKind": ("kind", [k.value for k in ConflictKind]),
    "MentionKind": ("kind", [k.value for k in MentionKind]),
    "Verdict": ("verdict", [v.value for v in Verdict]),
}

CONCEPT_PROPERTIES = {"kind", "modality", "polarity", "status", "verdict"}
INTEGERS = {
    "begin", "end", "count", "documentCount", "independentSources", "mentionCount", "quad",
}  # fmt: skip
DATES = {"day", "firstReported", "lastReported", "reportedOn", "timeStart", "timeEnd"}
DECIMALS = {"confidence", "score", "upper", "value", "worth"}
BOOLEANS = {
    "happened", "joint", "lasting", "named", "plain", "quoted", "repeated", "unnamed",
}  # fmt: skip
OFFSETS = {"begin": "nif:beginIndex", "end": "nif:endIndex"}


def ontology() -> str:
    """The vocabulary as Turtle, sorted."""
    parts = (_classes, _structure, _literals, _qualifiers, _relations, _concepts)
    return "\n".join([HEAD, *(block for part in parts for block in part())])


def kg_ttl() -> str:
    """The shipped file's text."""
    return files("kgbuild.store.triples").joinpath("kg.ttl").read_text(encoding="utf8")


def shapes_ttl() -> str:
    """The shipped SHACL shapes."""
    return files("kgbuild.store.triples").joinpath("shapes.ttl").read_text(encoding="utf8")


def _block(subject: str, *pairs: tuple[str, str]) -> str:
    body = " ;\n".join(f"  {name} {value}" for name, value in pairs if value)
    return f"{subject} {body.lstrip()} .\n"


def _english(text: str) -> str:
    return f"{quoted(text)}@en"


def _label(name: str) -> str:
    """kg:timeStart is "time start"."""
    return _english("".join(f" {c.lower()}" if c.isupper() else c for c in name).strip())


def _classes() -> list[str]:
    found = [
        _block(
            f"kg:{name}",
            ("a", "owl:Class"),
            ("rdfs:label", _label(name)),
            ("rdfs:comment", _english(CLASSES[name][0])),
            ("rdfs:subClassOf", CLASSES[name][1]),
        )
        for name in KINDS
    ]
    for name, parent in TREE.items():
        pairs = (
            ("a", "owl:Class"),
            ("rdfs:label", _label(name)),
            ("rdfs:subClassOf", f"kg:{parent}"),
        )
        found.append(_block(f"kg:{name}", *pairs))
    for name, row in sorted(vocabulary().types.items()):
        if name in KINDS:
            continue
        found.append(
            _block(
                f"kg:{name}",
                ("a", "owl:Class"),
                ("rdfs:label", _label(name)),
                ("rdfs:comment", _english(row.definition)),
                ("rdfs:subClassOf", " , ".join(f"kg:{parent}" for parent in row.parents)),
                ("skos:closeMatch", _wikidata(row.wikidata)),
            )
        )
    return found


def _wikidata(cell: str) -> str:
    ids = [word.strip() for word in cell.split(",")]
    return " , ".join(f"wd:{word}" for word in ids if word[:1] in ("Q", "P") and word[1:].isdigit())


def _structure() -> list[str]:
    return [
        _block(
            f"kg:{name}",
            ("a", "rdf:Property" if not range_ else "owl:ObjectProperty"),
            ("rdfs:label", _label(name)),
            ("rdfs:comment", _english(f"{comment} Of: {domain}.")),
            ("rdfs:range", range_),
        )
        for name, (domain, range_, comment) in sorted(STRUCTURE.items())
    ]


def _literals() -> list[str]:
    locals_ = sorted({iri[len(KG) :] for iri in PROPERTIES.values() if iri.startswith(KG)})
    found = []
    for name in locals_:
        if name in STRUCTURE:
            continue
        concept = name in CONCEPT_PROPERTIES
        found.append(
            _block(
                f"kg:{name}",
                ("a", "owl:ObjectProperty" if concept else "owl:DatatypeProperty"),
                ("rdfs:label", _label(name)),
                ("rdfs:comment", _english(COMMENTS[name]) if name in COMMENTS else ""),
                ("rdfs:range", "skos:Concept" if concept else _datatype(name)),
                ("rdfs:subPropertyOf", OFFSETS.get(name, "")),
            )
        )
    return found


def _qualifiers() -> list[str]:
    head = (("a", "owl:Ontology"), ("rdfs:comment", _english(QUALIFIER_NOTE)))
    found = [_block(f"<{Q}>", *head)]
    for name, meaning in sorted(QUALIFIERS.items()):
        comment = meaning or f"What follows “{name}” in the claim."
        pairs = (
            ("a", "owl:DatatypeProperty"),
            ("rdfs:label", _english(name.replace("_", " "))),
            ("rdfs:comment", _english(comment)),
        )
        found.append(_block(f"q:{name}", *pairs))
    return found


def _datatype(name: str) -> str:
    for kind, names in (
        ("integer", INTEGERS),
        ("date", DATES),
        ("decimal", DECIMALS),
        ("boolean", BOOLEANS),
    ):
        if name in names:
            return f"xsd:{kind}"
    return "xsd:string"


def _relations() -> list[str]:
    types = vocabulary().types
    found = []
    for name, row in sorted(vocabulary().relations.items()):
        soft = {
            "kg:domainHint": [f"kg:{t}" for t in row.domain if t in types or t in TREE],
            "kg:rangeHint": [f"kg:{t}" for t in row.range if t in types or t in TREE],
        }
        found.append(
            _block(
                f"kg:{row.iri}",
                ("a", "owl:ObjectProperty" + (" , owl:SymmetricProperty" if row.symmetric else "")),
                ("rdfs:label", _label(row.iri)),
                ("skos:notation", quoted(name)),
                ("skos:definition", _english(row.definition)),
                ("kg:group", quoted(row.group)),
                ("kg:quad", f"{row.quad}" if row.quad else ""),
                *((key, " , ".join(values)) for key, values in soft.items()),
            )
        )
    hints = (
        ("domainHint", "A type that the subject usually has."),
        ("rangeHint", "The same of the object."),
    )
    for name, comment in hints:
        pairs = (
            ("a", "owl:AnnotationProperty"),
            ("rdfs:label", _label(name)),
            ("rdfs:comment", _english(comment + " Soft: it flags, it never drops.")),
        )
        found.append(_block(f"kg:{name}", *pairs))
    return found


def _concepts() -> list[str]:
    found = []
    member: dict[str, list[str]] = {}
    for scheme, (_, words) in SCHEMES.items():
        pairs = (("a", "skos:ConceptScheme"), ("rdfs:label", _label(scheme)))
        found.append(_block(f"kg:{scheme}", *pairs))
        for word in words:
            member.setdefault(word, []).append(f"kg:{scheme}")
    for word, schemes in sorted(member.items()):
        found.append(
            _block(
                f"kg:{RENAMED.get(word, word)}",
                ("a", "skos:Concept"),
                ("skos:prefLabel", _english(word.replace("_", " "))),
                ("skos:inScheme", " , ".join(schemes)),
            )
        )
    return found


__all__ = ["LINKS", "kg_ttl", "ontology", "shapes_ttl"]


if __name__ == "__main__":
    sys.stdout.write(ontology())
