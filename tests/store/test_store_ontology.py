"""The vocabulary file says what the tables say, and the exports satisfy the shapes."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib

from kgbuild.model import Snapshot
from kgbuild.normalize.settling.tables import QUALIFIER_OF
from kgbuild.store.triples import ontology, rdf
from kgbuild.store.triples.comments import COMMENTS
from kgbuild.store.triples.terms import CONCEPTS, KG, LINKS, PROPERTIES, RENAMED, Q, relation_iri
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.patterns import pattern_book


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology.kg_ttl(), format="turtle")


def test_the_file_is_what_the_tables_give() -> None:
    """After a change of the tables, write what `ontology.ontology()` gives into kg.ttl."""
    assert ontology.kg_ttl() == ontology.ontology()


def test_no_name_means_two_things() -> None:
    """Relations, properties and concepts never share an IRI."""
    relations = {relation_iri(name) for name in vocabulary().relations}
    ours = {iri for iri in (*PROPERTIES.values(), *LINKS.values()) if iri.startswith(KG)}
    words = {w for _, members in ontology.SCHEMES.values() for w in members}
    concepts = {KG + RENAMED.get(word, word) for word in words}
    assert not relations & ours
    assert not concepts & (relations | ours)
    assert {name for name, _ in ontology.SCHEMES.values()} <= CONCEPTS


def test_everything_in_an_export_is_declared(
    graph: rdflib.Graph, seed: Snapshot, tmp_path: Path
) -> None:
    data = rdflib.Graph().parse(rdf.write(seed, "ntriples", tmp_path / "x.nt"), format="nt")
    used = {str(p) for p in data.predicates()} | {
        str(o) for o in data.objects() if str(o).startswith(KG)
    }
    declared = {str(s) for s in graph.subjects()}
    assert {iri for iri in used if iri.startswith((KG, Q))} <= declared


def test_every_qualifier_of_the_tables_is_declared(graph: rdflib.Graph) -> None:
    """Of relation_qualifiers.csv, and what prepositions become elsewhere."""
    declared = {str(s) for s in graph.subjects(rdflib.RDF.type, rdflib.OWL.DatatypeProperty)}
    named = {name for row in pattern_book().qualifiers.values() for name in row.values()}
    assert named
    assert {Q + name for name in (*named, *QUALIFIER_OF.values())} <= declared


def test_every_property_of_the_table_is_explained(graph: rdflib.Graph) -> None:
    """Each has a comment, but for those whose name says it all; no comment is of no property."""
    ours = {iri[len(KG) :] for iri in PROPERTIES.values() if iri.startswith(KG)}
    assert set(COMMENTS) <= ours
    without = {
        name for name in ours if (rdflib.URIRef(KG + name), rdflib.RDFS.comment, None) not in graph
    }
    assert without <= {"country", "detail", "kind", "modality", "polarity", "url"}
    for name in ontology.STRUCTURE:
        assert (rdflib.URIRef(KG + name), rdflib.RDFS.comment, None) in graph


@pytest.mark.parametrize("name", ["small", "seed"])
def test_exports_satisfy_the_shapes(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    snapshot: Snapshot = request.getfixturevalue(name)
    data = rdflib.Graph().parse(rdf.write(snapshot, "ntriples", tmp_path / "x.nt"), format="nt")
    shapes = rdflib.Graph().parse(data=ontology.shapes_ttl(), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=None, inference="none")
    assert conforms, text


def test_the_shapes_notice_a_broken_claim(small: Snapshot, tmp_path: Path) -> None:
    text = rdf.write(small, "ntriples", tmp_path / "x.nt").read_text(encoding="utf8")
    broken = "".join(line for line in text.splitlines(True) if f"{KG}polarity" not in line)
    data = rdflib.Graph().parse(data=broken, format="nt")
    shapes = rdflib.Graph().parse(data=ontology.shapes_ttl(), format="turtle")
    assert not pyshacl.validate(data, shacl_graph=shapes)[0]
