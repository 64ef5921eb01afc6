"""A graph for agents: a read-only Model Context Protocol server over standard input and output.

Every tool answers with typed rows, and every row that tells something carries its speaker, its status and its
sentence, so that whoever asks can quote instead of retelling. There is no language model in here, nothing is written,
and nothing but the graph's folder is read.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild._version import __version__
from kgbuild.errors import KgbuildError, UsageError
from kgbuild.graph import Graph
from kgbuild.ledger import FILE, Ledger
from kgbuild.query import questions

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from kgbuild.model import Claim

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


class Reader:
    """The graph of a folder, opened when first asked and again when a build has changed it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: int | None = None
        self._graph: Graph | None = None

    @property
    def graph(self) -> Graph:
        """The graph as it stands now; raises GraphError where there is none."""
        seen = self._stamp()
        if self._graph is None or seen != self._seen:
            self._graph, self._seen = Graph.open(self.folder), seen
        return self._graph

    def _stamp(self) -> int | None:
        """The generation of the graph's ledger: it rises with each command that changes the graph."""
        if not (self.folder / FILE).exists():
            return None
        with Ledger.open(self.folder) as ledger:
            return ledger.generation

    def rows(self, claims: list[Claim], limit: int) -> list[ClaimRow]:
        """Claims as rows, at most `limit`."""
        keys = ClaimRow.__annotations__
        found: list[dict[str, Any]] = [{**self.graph.row(c)} for c in claims[: _most(limit)]]
        return [ClaimRow(**{key: row[key] for key in keys}) for row in found]


def _most(limit: int) -> int:
    return max(0, min(limit, MOST))


def tools(reader: Reader) -> list[Callable[..., Any]]:
    """The functions that become tools; their docstrings are what an agent reads."""

    def graph_stats() -> dict[str, Any]:
        """How much is in the graph: documents, entities, claims, facts, conflicts, by kind."""
        return reader.graph.stats()

    def search_entities(words: str, limit: int = 20) -> list[EntityRow]:
        """Entities whose name or alias contains the words, the most mentioned first."""
        graph = reader.graph
        wanted = words.casefold()
        told: dict[str, int] = {}
        for claim in graph.snapshot.claims:
            for id_ in set(claim.about):
                told[id_] = told.get(id_, 0) + 1
        found = [
            e
            for e in graph.snapshot.entities
            if any(wanted in name.casefold() for name in (e.name, *e.aliases))
        ]
        found.sort(key=lambda e: (e.name.casefold() != wanted, -len(e.mentions), e.id))
        return [
            EntityRow(
                entity=e.id,
                name=e.name,
                type=e.type,
                aliases=list(e.aliases),
                country=e.country,
                mentions=len(e.mentions),
                claims=told.get(e.id, 0),
            )
            for e in found[: _most(limit)]
        ]

    def search_sentences(words: str, limit: int = 20) -> list[ClaimRow]:
        """Claims whose sentence contains all the words (in any order, without regard to case)."""
        wanted = words.casefold().split()
        found = [
            c
            for c in reader.graph.snapshot.claims
            if all(word in c.evidence.text.casefold() for word in wanted)
        ]
        return reader.rows(found, limit)

    def why(left: str, right: str, limit: int = 50) -> list[ClaimRow]:
        """Every claim between two entities (names or ids): who says it, whether it happened, the sentence."""
        graph = reader.graph
        ids = [row["claim"] for row in graph.why(left, right)]
        return reader.rows([graph.claims[id_] for id_ in ids], limit)

    def said_by(speaker: str, about: str | None = None, limit: int = 50) -> list[ClaimRow]:
        """What somebody said (a name or id), about somebody or something where `about` is given."""
        graph = reader.graph
        who = graph.find(speaker).id
        topic = graph.find(about).id if about else None
        found = [
            c
            for c in graph.snapshot.claims
            if who in c.attributed_to and (topic is None or topic in c.about)
        ]
        return reader.rows(found, limit)

    def about(entity: str, limit: int = 50) -> list[ClaimRow]:
        """Every claim that an entity (a name or id) takes part in, the surest first."""
        graph = reader.graph
        who = graph.find(entity).id
        found = [c for c in graph.snapshot.claims if who in c.about]
        found.sort(key=lambda c: (-c.confidence, c.id))
        return reader.rows(found, limit)

    def timeline(entity: str, limit: int = 50) -> list[dict[str, Any]]:
        """What is told of an entity (a name or id) in the order of time."""
        return reader.graph.timeline(entity)[: _most(limit)]

    def sources(fact: str) -> list[dict[str, Any]]:
        """The documents behind a fact (its id), and which of them lean on one another."""
        return reader.graph.sources(fact)

    def conflicts(limit: int = 50) -> list[dict[str, Any]]:
        """Where the articles do not fit together, both sides with their sentences."""
        return reader.graph.conflicts()[: _most(limit)]

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
        return reader.graph.query(question, **(parameters or {}))[: _most(limit)]

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
