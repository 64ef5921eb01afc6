"""SPARQL stores in this process: Oxigraph in memory or on disk, and rdflib's own graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from kgbuild.errors import StoreError
from kgbuild.project import Projection, project
from kgbuild.store.answers import parse_error, plain_iri, plain_literal, substitute, term
from kgbuild.store.embedded.offline import refuse_service
from kgbuild.store.embedded.oxigraph import open_store
from kgbuild.store.triples.rdf import FORMATS, ntriples
from kgbuild.store.triples.terms import BASE, Namer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import rdflib

    from kgbuild.model import Snapshot
    from kgbuild.store.base import BoundValue, Row


class OxigraphStore:
    """Queries on a pyoxigraph store."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, store: ox.Store, *, base: str = BASE) -> None:
        self.store = store
        self.base = base
        self._namer = Namer(base)

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows of a SELECT, one row {"answer": ...} of an ASK; parameters are bound as terms.

        Nothing outside this graph is asked. Raises QueryError, or StoreError where reading fails.
        """
        terms = {name: term(value, base=self.base) for name, value in parameters.items()}
        query = substitute(text, terms)
        refuse_service(query)
        try:
            return self._rows(query)
        except SyntaxError as error:
            raise parse_error(error) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the query cannot be answered: {error}") from None

    def _rows(self, query: str) -> list[Row]:
        found: Any = self.store.query(query)
        if isinstance(found, ox.QueryBoolean):
            return [{"answer": bool(found)}]
        if isinstance(found, ox.QueryTriples):
            keys = ("subject", "predicate", "object")
            return [
                {key: self._plain(part) for key, part in zip(keys, triple, strict=False)}
                for triple in found
            ]
        names = [variable.value for variable in found.variables]
        # A term of one row is often a term of many: half the time of a long answer went here.
        known: dict[Any, object] = {None: None}
        rows: list[Row] = []
        for solution in found:
            row: Row = {}
            for name, value in zip(names, solution, strict=True):
                if value not in known:
                    known[value] = self._plain(value)
                row[name] = known[value]
            rows.append(row)
        return rows

    def _plain(self, value: Any) -> object:
        if isinstance(value, ox.NamedNode):
            return plain_iri(value.value, self._namer)
        if isinstance(value, ox.Literal):
            return plain_literal(value.value, value.datatype.value, self._namer)
        return None if value is None else str(value)


def in_memory(snapshot: Snapshot | Projection, *, base: str = BASE) -> OxigraphStore:
    """The graph in memory, gone with the process."""
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    store = ox.Store()
    data = b"".join(ntriples(projection, base=base))
    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    return OxigraphStore(store, base=base)


def embedded(folder: Path | str, *, base: str = BASE) -> OxigraphStore:
    """The graph folder's own store, for reading; raises GraphError where there is none."""
    return OxigraphStore(open_store(folder), base=base)


def from_file(path: Path, format: str, *, base: str = BASE) -> OxigraphStore:
    """An exported RDF file, read back into memory."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=FORMATS[format][0])
    return OxigraphStore(store, base=base)


class RdflibStore:
    """Queries on an rdflib graph, with rdflib's own engine (slow above some 10,000 claims)."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, graph: rdflib.Graph, *, base: str = BASE) -> None:
        self.graph = graph
        self.base = base
        self._namer = Namer(base)

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows of a SELECT; parameters are bound as terms."""
        import rdflib

        terms = {name: term(value, base=self.base) for name, value in parameters.items()}
        query = substitute(text, terms)
        refuse_service(query)
        try:
            found = self.graph.query(query)
        except Exception as error:
            raise parse_error(error) from None
        names = [str(name) for name in found.vars or ()]
        rows: list[Row] = []
        for solution in found:
            row: Row = {}
            for name, value in zip(names, solution, strict=False):  # type: ignore[arg-type]
                row[name] = self._plain(value, rdflib)
            rows.append(row)
        return rows

    def _plain(self, value: Any, rdflib: Any) -> object:
        if isinstance(value, rdflib.URIRef):
            return plain_iri(str(value), self._namer)
        if isinstance(value, rdflib.Literal):
            datatype = str(value.datatype or "http://www.w3.org/2001/XMLSchema#string")
            return plain_literal(str(value), datatype, self._namer)
        return None if value is None else str(value)


def with_rdflib(snapshot: Snapshot | Projection, *, base: str = BASE) -> RdflibStore:
    """The graph in rdflib's memory."""
    import rdflib

    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    graph = rdflib.Graph()
    graph.parse(data=b"".join(ntriples(projection, base=base)), format="nt")
    return RdflibStore(graph, base=base)
