"""Where a graph is written: every format, store and server behind one port, each a row of WRITERS.

>>> from kgbuild.model import Snapshot
>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder, writing("turtle", f"{folder}/graph.ttl") as writer:
...     [path.name for path in writer.write(Snapshot()).files]
['graph.ttl']
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild import plugins
from kgbuild.errors import StoreError, UsageError
from kgbuild.graph.formats import (
    EXCHANGE_FORMATS,
    FORMATS,
    JSONL,
    OTHER_NAMES,
    PICTURE_FORMATS,
    RDF_FORMATS,
)
from kgbuild.store.base import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from kgbuild.model import Snapshot
    from kgbuild.store.base import Store, Writer

    Progress = Callable[[str, int, int], None]


@contextmanager
def writing(name: str, target: str | Path, **options: Any) -> Iterator[Writer]:
    """The writer of this name for a file, folder or address; `options` are those of its function below.

    Formats and stores of plug-ins are found by their names too. Raises UsageError for an unknown name.
    """
    name = OTHER_NAMES.get(name, name)
    if name in WRITERS:
        with WRITERS[name](target, **options) as writer:
            yield writer
        return
    for group, make in (("exporters", _OfExporter), ("stores", _OfStore)):
        found = plugins.by_name(group, name)
        if found is not None:
            yield make(found, target, **options)
            return
    others = [p.name for group in ("exporters", "stores") for p in plugins.installed(group)]
    known = ", ".join([*FORMATS, *SERVERS, *others])
    raise UsageError(f"unknown format {name!r}; known are {known}")


@dataclass(frozen=True, slots=True)
class Files:
    """Writes one of FORMATS; the same content gives the same bytes."""

    form: str
    out: Path
    rdf12: bool = False

    def write(self, graph: Snapshot) -> Written:
        """Write the files; raises UsageError for RDF 1.2 in a format that cannot hold it."""
        if self.form in RDF_FORMATS:
            from kgbuild.store.triples import rdf

            return Written((rdf.write(graph, self.form, self.out, rdf12=self.rdf12),))
        if self.rdf12:
            raise UsageError(f"{self.form} is no RDF 1.2; choose nquads, turtle or trig")
        return Written(tuple(self._others(graph)))

    def _others(self, graph: Snapshot) -> list[Path]:
        if self.form == JSONL:
            from kgbuild.store import jsonl

            return jsonl.write(graph, self.out)
        if self.form in EXCHANGE_FORMATS:
            from kgbuild import exchange

            return exchange.write(graph, self.form, self.out)
        if self.form in PICTURE_FORMATS:
            from kgbuild.draw import files

            return files.write(graph, self.form, self.out)
        from kgbuild.store.cypher import files as neo4j_csv

        return list(neo4j_csv.write(graph, self.out))

    def reader(self) -> Store | None:
        """The RDF that was written, read back into memory; None for other files."""
        if self.form not in RDF_FORMATS:
            return None
        from kgbuild.store.embedded import memory

        return memory.from_file(self.out, self.form)


@dataclass(frozen=True, slots=True)
class Embedded:
    """Writes the store of a folder without a ledger, or whose ledger is left as it is."""

    folder: Path

    def write(self, graph: Snapshot) -> Written:
        """Make the store hold exactly this graph."""
        from kgbuild.project import project
        from kgbuild.store.embedded import oxigraph

        projection = project(graph)
        made = oxigraph.rebuild(self.folder, projection)
        return Written((made,), new=len(projection.nodes))

    def reader(self) -> Store:
        """The folder's store."""
        from kgbuild.store.embedded import memory

        return memory.embedded(self.folder)


@dataclass(frozen=True, slots=True)
class _OnServer:
    """A server: how it is loaded, and how it is asked."""

    load: Callable[..., Written]
    ask: Callable[[], Store | None]
    options: Mapping[str, Any]

    def write(self, graph: Snapshot) -> Written:
        return self.load(graph, **self.options)

    def reader(self) -> Store | None:
        return self.ask()


@contextmanager
def _neo4j(
    uri: str | Path,
    *,
    user: str = "neo4j",
    password: str = "",
    database: str = "neo4j",
    **options: Any,
) -> Iterator[Writer]:
    """A Neo4j database; further options are those of `kgbuild.store.cypher.load.load`."""
    from functools import partial

    from kgbuild.store.cypher.load import load
    from kgbuild.store.cypher.neo4j import connect

    with connect(str(uri), user, password, database=database) as store:
        yield _OnServer(partial(load, store), lambda: store, options)


@contextmanager
def _sparql(endpoint: str | Path, **options: Any) -> Iterator[Writer]:
    """A SPARQL server, by updates in batches; options are those of `kgbuild.store.sparql.load`."""
    from kgbuild.store import sparql

    def load(graph: Snapshot, **more: Any) -> Written:
        return sparql.load(graph, str(endpoint), **more)

    address = options.get("query") or sparql.query_address(str(endpoint))
    yield _OnServer(load, lambda: sparql.SparqlStore(address), options)


@contextmanager
def _graph_store(address: str | Path, **options: Any) -> Iterator[Writer]:
    """A named graph by the Graph Store protocol; options are those of `kgbuild.store.sparql.put`."""
    from kgbuild.store import sparql

    def load(graph: Snapshot, **more: Any) -> Written:
        return sparql.put(graph, str(address), **more)

    yield _OnServer(load, lambda: None, options)


@contextmanager
def _embedded(folder: str | Path) -> Iterator[Writer]:
    yield Embedded(Path(folder))


def _files(form: str) -> Callable[..., AbstractContextManager[Writer]]:
    @contextmanager
    def opened(out: str | Path, *, rdf12: bool = False) -> Iterator[Writer]:
        yield Files(form, Path(out), rdf12)

    return opened


SERVERS = ("embedded", "neo4j", "sparql", "graph-store")
WRITERS: Mapping[str, Callable[..., AbstractContextManager[Writer]]] = {
    **{form: _files(form) for form in FORMATS},
    "embedded": _embedded,
    "neo4j": _neo4j,
    "sparql": _sparql,
    "graph-store": _graph_store,
}
"""What a graph can be written to: name -> a context manager that gives the writer for a target."""


class _OfExporter:
    """A plug-in's format; what it raises is told as its own."""

    def __init__(self, plugin: plugins.Exporter, out: str | Path, **_options: Any) -> None:
        self.plugin, self.out = plugin, Path(out)

    def write(self, graph: Snapshot) -> Written:
        try:
            return Written(tuple(self.plugin.write(graph, self.out)))
        except Exception as error:  # somebody else's code
            raise _told(self.plugin.name, error) from None

    def reader(self) -> Store | None:
        return None


class _OfStore:
    """A plug-in's server."""

    def __init__(self, plugin: plugins.Store, address: str | Path, **_options: Any) -> None:
        self.plugin, self.address = plugin, str(address)

    def write(self, graph: Snapshot) -> Written:
        try:
            return replace(Written(), told=str(self.plugin.load(graph, self.address)))
        except Exception as error:  # somebody else's code
            raise _told(self.plugin.name, error) from None

    def reader(self) -> Store | None:
        found: Store | None = self.plugin.opened(self.address) if self.plugin.opened else None
        return found


def _told(name: str, error: Exception) -> StoreError:
    return StoreError(f"plug-in {name}: {type(error).__name__}: {error}")
