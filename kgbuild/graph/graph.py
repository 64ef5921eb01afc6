"""A graph as people use it: opened from its folder, asked, explained, checked, exported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.changes.changing import ensure, reading
from kgbuild.changes.partial import Partial
from kgbuild.errors import UsageError
from kgbuild.graph.comparing import Compared
from kgbuild.graph.formats import JSONL
from kgbuild.graph.slicing import cut
from kgbuild.graph.writers import writing
from kgbuild.model import Snapshot
from kgbuild.project import plain_edges
from kgbuild.project.counting import counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.language import Language

    from kgbuild.assemble.rows import ChangeRow, ConflictRow, FactRow, SourceRow
    from kgbuild.changes.changing import Progress
    from kgbuild.graph.listing import DocumentRow, EntityRow
    from kgbuild.graph.rows import ClaimRow
    from kgbuild.store.base import Written


class Graph(Compared):
    """A graph in its folder, or any snapshot held in memory.

    >>> from kgbuild.model import Snapshot
    >>> Graph(Snapshot()).stats()["documents"]
    0
    """

    def __init__(self, snapshot: Snapshot, folder: Path | None = None) -> None:
        self.snapshot = snapshot
        self.folder = folder
        _show_in_notebooks()

    @classmethod
    def open(cls, folder: str | Path = "graph", *, progress: Progress | None = None) -> Graph:
        """Read the graph in `folder`; raises GraphError where there is none.

        Views that are older than the documents, or than this version, are made anew first.
        """
        with reading(folder, progress=progress) as ledger:
            return cls(ledger.snapshot(), Path(folder))

    @classmethod
    def of(
        cls,
        text: str,
        *,
        published: date | str | None = None,
        publisher: str | None = None,
        nlp: Language | None = None,
    ) -> Graph:
        """The claims of one text, held in memory: no folder, and no facts over documents.

        `published` is the text's date ("2022-07-20"), for "last week"; without `nlp` the shipped pipeline reads it.
        """
        from kgbuild.extraction import claims_of, document_of

        document = document_of(text, published=published, publisher=publisher)
        return cls(claims_of(document, nlp).snapshot(document))

    def stats(self) -> dict[str, Any]:
        """Counts of everything, by kind."""
        return counts(self.snapshot, len(plain_edges(self.snapshot)))

    def list_documents(self, **filters: Any) -> list[DocumentRow]:
        """What was read of each document; filters as of `kgbuild.graph.listing.documents`."""
        from kgbuild.graph import listing

        return listing.documents(self.snapshot, **filters)

    def list_entities(self, **filters: Any) -> list[EntityRow]:
        """The entities, those of most documents first; filters as of `kgbuild.graph.listing.entities`."""
        from kgbuild.graph import listing

        return listing.entities(self.snapshot, **filters)

    def verify(self) -> list[str]:
        """Every invariant of the data model, checked on this graph; an empty list is good news."""
        from kgbuild import check

        return check.problems(self.snapshot, plain_edges(self.snapshot))

    def export(self, form: str, out: str | Path, *, rdf12: bool = False) -> list[Path]:
        """Write the graph as one of FORMATS; the same content gives the same bytes.

        With `rdf12`, for readers of RDF 1.2, every claim also names the triple that it speaks of
        (`rdf:reifies`); only nquads, turtle and trig can hold that. Raises UsageError.
        """
        with writing(form, out, rdf12=rdf12) as writer:
            return list(writer.write(self.snapshot).files)

    def load(self, store: str, address: str, **options: Any) -> Written:
        """Load the graph into a store of `kgbuild.graph.writers` ("neo4j", "sparql", …) or of a plug-in.

        `options` are those of the store: `user`, `password`, `named_graph`, `replace`, `dry_run` …
        """
        with writing(store, address, **options) as writer:
            return writer.write(self.snapshot)

    def timeline(self, name: str) -> list[FactRow]:
        """What is told of an entity (name or id), in the order of time."""
        from kgbuild.assemble import timeline

        return timeline(self.snapshot, self.find(name).id)

    def changes(self, start: date, end: date) -> list[ChangeRow]:
        """What is new, ended or reversed between two days."""
        from kgbuild.assemble import changes

        return changes(self.snapshot, start, end)

    def conflicts(self) -> list[ConflictRow]:
        """Where documents do not fit together, both sides with their sentences."""
        from kgbuild.assemble import conflicts

        return conflicts(self.snapshot)

    def sources(self, fact: str) -> list[SourceRow]:
        """The documents behind a fact, and which of them lean on one another."""
        from kgbuild.assemble import sources

        return sources(self.snapshot, fact)

    def query(self, name: str, **parameters: str) -> list[dict[str, Any]]:
        """The rows of one of the ready questions; parameters as text (`kgbuild query` lists them)."""
        from kgbuild.query.run import ask
        from kgbuild.store.embedded.memory import embedded

        if self.folder is None:
            raise UsageError("this graph is in memory only; open one from its folder to query it")
        ensure(self.folder)
        return [dict(row) for row in ask(name, embedded(self.folder), parameters).rows]

    def view(self, **options: Any) -> str:
        """One self-contained HTML file as text; options as of `kgbuild.draw.view.view`."""
        from kgbuild.draw.view import view

        return view(self.snapshot, **options)

    def to_networkx(self) -> Any:
        """Entities and plain edges as a networkx.MultiDiGraph."""
        from kgbuild.draw import tables

        return tables.to_networkx(self.snapshot)

    def to_pandas(self, table: str = "claims") -> Any:
        """One table (documents, entities, claims, facts …) as a pandas.DataFrame."""
        from kgbuild.draw import tables

        return tables.to_pandas(self.snapshot, table)

    def to_polars(self, table: str = "claims") -> Any:
        """One table as a polars.DataFrame."""
        from kgbuild.draw import tables

        return tables.to_polars(self.snapshot, table)

    def to_arrow(self, table: str = "claims") -> Any:
        """One table as a pyarrow.Table."""
        from kgbuild.draw import tables

        return tables.to_arrow(self.snapshot, table)

    def __repr__(self) -> str:
        held = self.snapshot
        where = f" in {self.folder}" if self.folder else ""
        counts = f"{len(held.documents):,} documents, {len(held.claims):,} claims"
        return f"<kgbuild.Graph{where}: {counts}, {len(held.facts):,} facts>"

    def _repr_html_(self) -> str:
        from kgbuild.draw.notebook import graph_html

        return graph_html(self.snapshot)


def _show_in_notebooks() -> None:
    """In a notebook, documents and claims show themselves from the first graph on."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    if running is not None:
        from kgbuild.draw.notebook import load_ipython_extension

        load_ipython_extension(running)


def extract(
    text: str,
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    nlp: Language | None = None,
) -> list[ClaimRow]:
    """The claims of a text, a row each; see `Graph.of`. Nothing is written."""
    return Graph.of(text, published=published, publisher=publisher, nlp=nlp).rows()


def why(left: str, right: str, *, graph: str | Path = "graph") -> list[ClaimRow]:
    """Every claim between two entities of the graph in a folder; costs what it answers."""
    with reading(graph) as ledger:
        part = Partial(ledger)
        one, two = part.find(left), part.find(right)
        found = part.between(one, two)
    return Graph(found).why(one, two)


def timeline(name: str, *, graph: str | Path = "graph") -> list[FactRow]:
    """What is told of an entity of the graph in a folder, in the order of time; costs what it answers."""
    with reading(graph) as ledger:
        part = Partial(ledger)
        entity = part.find(name)
        found = part.about(entity)
    return Graph(found).timeline(entity)


def sources(fact: str, *, graph: str | Path = "graph") -> list[SourceRow]:
    """The documents behind a fact of the graph in a folder, as `Graph.sources`; costs what it answers."""
    with reading(graph) as ledger:
        found = Partial(ledger).fact(fact)
    return Graph(found).sources(fact)


def conflicts(graph: str | Path = "graph") -> list[ConflictRow]:
    """Where documents of the graph in a folder do not fit together, as `Graph.conflicts`."""
    with reading(graph) as ledger:
        found = Partial(ledger).conflicts()
    return Graph(found).conflicts()


def changes(start: date, end: date, *, graph: str | Path = "graph") -> list[ChangeRow]:
    """What is new, ended or reversed between two days in the graph in a folder; costs what it answers."""
    if start > end:
        return Graph(Snapshot()).changes(start, end)
    with reading(graph) as ledger:
        found = Partial(ledger).period(start, end)
    return Graph(found).changes(start, end)


def view(
    graph: str | Path = "graph",
    *,
    focus: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int = 2000,
    progress: Progress | None = None,
    **options: Any,
) -> str:
    """The explorer of the graph in a folder, as text; options as of `kgbuild.draw.view.view`.

    Of a large graph it holds the part round the focus, or what is worth most: it costs what it shows. With a period it
    holds all of that.
    """
    from kgbuild.changes.neighbourhood import LARGE, part_of_picture
    from kgbuild.draw.view import view as drawn

    names = None
    with reading(graph, progress=progress) as ledger:
        if since or until or ledger.count_documents() <= LARGE:
            found = ledger.snapshot()
        else:
            part = Partial(ledger)
            focus = [part.find(name) for name in focus]
            found, names = part_of_picture(ledger, focus, limit), part.counts()["entities"]
    return drawn(found, focus=focus, since=since, until=until, limit=limit, names=names, **options)


def stats(graph: str | Path = "graph") -> dict[str, Any]:
    """Counts of everything in the graph in a folder, as the last change left them."""
    with reading(graph) as ledger:
        return Partial(ledger).counts()


def verify(graph: str | Path = "graph", *, sample: int = 1) -> list[str]:
    """What is damaged in the graph in a folder, ledger, views and store, each with what mends it."""
    from kgbuild.audit import verify as look

    return [str(damage) for damage in look(graph, sample=sample)]


def export(
    graph: str | Path = "graph",
    *,
    form: str = JSONL,
    out: str | Path,
    rdf12: bool = False,
    slices: Sequence[str] = (),
    steps: int = 1,
) -> list[Path]:
    """Write the graph in a folder, or a slice of it, as one of FORMATS; `rdf12` as of `Graph.export`.

    `slices` and `steps` are those of `kgbuild.graph.slicing.cut`.
    """
    with reading(graph) as ledger:
        found = cut(ledger, slices, steps=steps)
    return Graph(found, Path(graph)).export(form, out, rdf12=rdf12)
