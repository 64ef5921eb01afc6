"""A graph for agents: a read-only Model Context Protocol server over standard input and output.

Every tool answers with typed rows, and every row that tells something carries its speaker, its status and its
sentence, so that whoever asks can quote instead of retelling. There is no language model in here, nothing is written,
and nothing but the graph's folder is read.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild._version import __version__
from kgbuild.changes.changing import ensure, reading
from kgbuild.changes.partial import Partial
from kgbuild.errors import KgbuildError, UsageError
from kgbuild.graph import Graph
from kgbuild.graph import graph as graphs
from kgbuild.ledger import FILE, Index, Ledger
from kgbuild.model import Snapshot
from kgbuild.query import questions
from kgbuild.query import run as ready
from kgbuild.store.embedded.memory import embedded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcp.server.mcpserver import MCPServer

    from kgbuild.model import Claim, Entity

INSTRUCTIONS = """A knowledge graph made from news articles by rules and a small parser. Each claim is what one sentence
says; `speaker` tells who claims it ("the article" is the article's own voice), `polarity` and `modality` whether it is
said to have happened. Quote the sentence and name the speaker; never tell a claim of somebody as a fact."""

MOST = 200
"""No answer has more rows than this; `limit` can only ask for fewer."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with all that limits it."""

    says: str
    relation: str | None
    speaker: str
    polarity: str
    modality: str
    hedge: str | None
    when: str
    place: list[str]
    document: str
    published: str | None
    confidence: float
    sentence: str
    claim: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity: what it is called, what it is, how often it is named."""

    entity: str
    name: str
    type: str
    aliases: list[str]
    country: str | None
    mentions: int
    claims: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One ready question and what it must be given."""

    name: str
    question: str
    parameters: dict[str, str]


class Archive:
    """The claims of a graph in memory, with what the tools look things up by, made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        with reading(folder) as ledger:
            entities = tuple(ledger.heads())  # without their mentions: those are half of a graph
            self.mentions = Index(ledger.connection).mentions_of(e.id for e in entities)
            documents, claims = tuple(ledger.documents()), tuple(ledger.claims())
        self.graph = Graph(Snapshot(documents=documents, entities=entities, claims=claims))

    @cached_property
    def told_of(self) -> dict[str, list[Claim]]:
        """Entity -> claims that are about it."""
        return _by_entity((id_, c) for c in self.graph.snapshot.claims for id_ in c.about)

    @cached_property
    def told_by(self) -> dict[str, list[Claim]]:
        """Entity -> claims that it is a speaker of."""
        return _by_entity((id_, c) for c in self.graph.snapshot.claims for id_ in c.attributed_to)

    @cached_property
    def sentences(self) -> list[tuple[str, Claim]]:
        """Each claim with its sentence in lower case."""
        return [(c.evidence.text.casefold(), c) for c in self.graph.snapshot.claims]

    @cached_property
    def names(self) -> list[tuple[list[str], Entity]]:
        """Each entity with its names in lower case, its own first."""
        return [
            ([name.casefold() for name in (e.name, *e.aliases)], e)
            for e in self.graph.snapshot.entities
        ]

    def rows(self, claims: list[Claim], limit: int) -> list[ClaimRow]:
        """Claims as rows, at most `limit`."""
        keys = ClaimRow.__annotations__
        found: list[dict[str, Any]] = [{**self.graph.row(c)} for c in claims[: _most(limit)]]
        return [ClaimRow(**{key: row[key] for key in keys}) for row in found]


def _by_entity(pairs: Iterable[tuple[str, Claim]]) -> dict[str, list[Claim]]:
    found: dict[str, dict[str, Claim]] = {}
    for id_, claim in pairs:
        found.setdefault(id_, {})[claim.id] = claim
    return {id_: list(claims.values()) for id_, claims in found.items()}


class Reader:
    """The graph of a folder, read into memory when first needed and again when a build has changed it.

    What the ledger's own tables answer is asked of them and costs what it answers.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: int | None = None
        self._archive: Archive | None = None
        self._conflicts: tuple[int | None, list[dict[str, Any]]] | None = None

    @property
    def archive(self) -> Archive:
        """The graph as it stands now; raises GraphError where there is none."""
        seen = self._stamp()
        if self._archive is None or seen != self._seen:
            self._archive, self._seen = Archive(self.folder), seen
        return self._archive

    def _stamp(self) -> int | None:
        """The generation of the graph's ledger: it rises with each command that changes the graph."""
        if not (self.folder / FILE).exists():
            return None
        with Ledger.open(self.folder) as ledger:
            return ledger.generation

    def conflicts(self) -> list[dict[str, Any]]:
        """All conflicts as rows, worked out once a generation."""
        seen = self._stamp()
        if self._conflicts is None or self._conflicts[0] != seen:
            self._conflicts = seen, [{**row} for row in graphs.conflicts(self.folder)]
        return self._conflicts[1]

    def find(self, *names: str) -> list[str]:
        """The ids of entities by name, alias or id; raises UsageError with the candidates."""
        with reading(self.folder) as ledger:
            part = Partial(ledger)
            return [part.find(name) for name in names]


def _most(limit: int) -> int:
    return max(0, min(limit, MOST))


def tools(reader: Reader) -> list[Callable[..., Any]]:
    """The functions that become tools; their docstrings are what an agent reads."""

    def graph_stats() -> dict[str, Any]:
        """How much is in the graph: documents, entities, claims, facts, conflicts, by kind."""
        return graphs.stats(reader.folder)

    def search_entities(words: str, limit: int = 20) -> list[EntityRow]:
        """Entities whose name or alias contains the words, the most mentioned first."""
        archive = reader.archive
        wanted = words.casefold()
        found = [e for names, e in archive.names if any(wanted in name for name in names)]
        found.sort(key=lambda e: (e.name.casefold() != wanted, -archive.mentions[e.id], e.id))
        return [
            EntityRow(
                entity=e.id,
                name=e.name,
                type=e.type,
                aliases=list(e.aliases),
                country=e.country,
                mentions=archive.mentions[e.id],
                claims=len(archive.told_of.get(e.id, ())),
            )
            for e in found[: _most(limit)]
        ]

    def search_sentences(words: str, limit: int = 20) -> list[ClaimRow]:
        """Claims whose sentence contains all the words (in any order, without regard to case)."""
        archive = reader.archive
        wanted = words.casefold().split()
        found = (c for text, c in archive.sentences if all(word in text for word in wanted))
        return archive.rows(list(islice(found, _most(limit))), limit)

    def why(left: str, right: str, limit: int = 50) -> list[ClaimRow]:
        """Every claim between two entities (names or ids): who says it, whether it happened, the sentence."""
        keys = ClaimRow.__annotations__
        found: list[dict[str, Any]] = [
            {**row} for row in graphs.why(left, right, graph=reader.folder)[: _most(limit)]
        ]
        return [ClaimRow(**{key: row[key] for key in keys}) for row in found]

    def said_by(speaker: str, about: str | None = None, limit: int = 50) -> list[ClaimRow]:
        """What somebody said (a name or id), about somebody or something where `about` is given."""
        archive = reader.archive
        who, *topic = reader.find(*filter(None, (speaker, about)))
        found = [c for c in archive.told_by.get(who, ()) if set(topic) <= set(c.about)]
        return archive.rows(found, limit)

    def about(entity: str, limit: int = 50) -> list[ClaimRow]:
        """Every claim that an entity (a name or id) takes part in, the surest first."""
        archive = reader.archive
        (who,) = reader.find(entity)
        found = sorted(archive.told_of.get(who, ()), key=lambda c: (-c.confidence, c.id))
        return archive.rows(found, limit)

    def timeline(entity: str, limit: int = 50) -> list[dict[str, Any]]:
        """What is told of an entity (a name or id) in the order of time."""
        rows = graphs.timeline(entity, graph=reader.folder)[: _most(limit)]
        return [{**row} for row in rows]

    def sources(fact: str) -> list[dict[str, Any]]:
        """The documents behind a fact (its id), and which of them lean on one another."""
        return [{**row} for row in graphs.sources(fact, graph=reader.folder)]

    def conflicts(limit: int = 50) -> list[dict[str, Any]]:
        """Where the articles do not fit together, both sides with their sentences."""
        return reader.conflicts()[: _most(limit)]

    def list_questions() -> list[QuestionRow]:
        """The ready questions that `ask` answers, with their parameters."""
        return [
            QuestionRow(
                name=q.name,
                question=q.question,
                parameters={
                    p.name: f"{p.type}: {p.meaning}"
                    + (f" (default {p.default})" if p.default else "")
                    for p in q.parameters
                },
            )
            for q in questions().values()
        ]

    def ask(
        question: str, parameters: dict[str, str] | None = None, limit: int = 50
    ) -> list[dict[str, Any]]:
        """The rows of a ready question (see list_questions), with its parameters as text."""
        ensure(reader.folder)
        found = ready.ask(question, embedded(reader.folder), parameters or {}).rows
        return [dict(row) for row in found[: _most(limit)]]

    return [
        graph_stats, search_entities, search_sentences, why, said_by, about, timeline, sources,
        conflicts, list_questions, ask,
    ]  # fmt: skip


def server(folder: Path) -> MCPServer[Any]:
    """The server of one graph; raises UsageError where the extra is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError:
        raise UsageError("this needs the MCP SDK: python -m pip install 'mcp>=2.3,<3'") from None
    made: MCPServer[Any] = MCPServer(
        "kgbuild", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    def told(function: Callable[..., Any]) -> Callable[..., Any]:
        """Our own errors are answers (a name that the graph does not have), not crashes."""

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except KgbuildError as error:
                raise ToolError(str(error)) from None

        return wrapper

    for function in tools(Reader(folder)):
        made.tool(annotations=reading)(told(function))
    return made
