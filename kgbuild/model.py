"""The frozen types that pass between the stages: Document, Claim, Fact and what belongs to them.

Standard library only. All offsets are half-open character offsets into a document's unaltered text.

Two layers of identity: inside a document, mentions that name the same thing form a *cluster* (its id
comes from the document and its first mention's span, and never changes when identity is decided
anew). Over documents, clusters form an *entity*, a view that may be thrown away and made again. In the
ledger a claim's arguments name clusters; in a `Snapshot` they name entities. The types are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypedDict

UNSPECIFIED = "unspecified"
"""Name of the group that stands for an agent whom the text does not name: a passive's, never a guess."""
GATE = 0.33
"""How probable it must be that a strict reader calls a claim right for a plain edge to rest on it (docs/gate.md)."""


class MentionKind(StrEnum):
    """How a span stands for its entity."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Polarity(StrEnum):
    """Whether the source says it is so, or says it is not so."""

    ASSERTED = "asserted"
    NEGATED = "negated"


class Modality(StrEnum):
    """The manner in which the source says it (the table of the data model)."""

    ACTUAL = "actual"
    REFUSED = "refused"
    PLANNED = "planned"
    WANTS = "wants"
    PROMISED = "promised"
    READY = "ready"
    NECESSARY = "necessary"
    POSSIBLE = "possible"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"
    ATTEMPTED = "attempted"
    PURPOSE = "purpose"
    UNCLEAR = "unclear"


class Precision(StrEnum):
    """The grain of a time span."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Basis(StrEnum):
    """What a time span's bounds rest on."""

    EXPLICIT = "explicit"
    DATELINE = "dateline"
    CROSS_DOCUMENT = "cross_document"
    INFERRED = "inferred"


class Status(StrEnum):
    """Where a fact stands, all its claims together."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single_source"
    DISPUTED = "disputed"
    DENIED = "denied"
    PLANNED = "planned"
    NEGATED = "negated"
    IMPLAUSIBLE = "implausible"


class ConflictKind(StrEnum):
    """How two facts or claims fail to fit together."""

    CONFLICT = "conflict"
    GRANULARITY = "granularity"
    CERTAINTY = "certainty"
    STRENGTH = "strength"
    WORDING = "wording"
    IMPLAUSIBLE = "implausible"
    CHANGE = "change"


class Verdict(StrEnum):
    """What a judgement says of two document clusters."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class PartKind(StrEnum):
    """What a stretch of a document is that is not the article's running prose."""

    CAPTION = "caption"
    PROMOTION = "promotion"
    NOTICE = "notice"
    CREDIT = "credit"
    TABLE = "table"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of a document's text that its layout sets apart, and what they are.

    `caption` of a picture; `promotion` of another story, a newsletter or an offer; `notice` of rights,
    consent or corrections; `credit` ("Reporting by …"); `table`; `quoted`, somebody else's message
    below a mail. `speaker` is whose words they are, where the layout names one.
    """

    start: int
    end: int
    kind: PartKind
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read. `text` is never altered; `source` names its file (and row) in the graph.

    `published_basis` says where the date stood (given, default, sidecar, row, page, head, dateline,
    address, or text: "today (July 28, 2022)"). `metadata_spans` are character ranges of the text
    (title, date line, byline, address) that belong to no sentence; `parts` are no running prose.
    `notes` are flags on what was read ("published lies in the future").
    """

    id: str
    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    language: str = "en"
    published: date | None = None
    url: str | None = None
    byline: str | None = None
    metadata_spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    published_basis: str | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for something.

    `clusters` holds one document cluster, or several for a joint mention ("both countries").
    """

    document: str
    start: int
    end: int
    text: str
    kind: MentionKind
    type: str
    clusters: tuple[str, ...]


class Attributes(TypedDict, total=False):
    """One-line hints on a cluster or entity, for the comparison over documents and for display.

    `family`, `given`, `order`: parts of a person's name and which stands first; `role`, `of_org`: an office and its
    body; `owner`, `head`: what a described thing belongs to, and its noun; `named` is "no" where nothing names it,
    `unspecified` "true" for who is nobody in particular.
    """

    family: str
    given: str
    order: str
    gender: str
    role: str
    of_org: str
    owner: str
    head: str
    named: str
    unspecified: str
    status: str
    count: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """What the mentions of one document say of one thing: the unit that identity is decided on.

    `attributes` are hints for the comparison over documents and for display.
    """

    id: str
    document: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    external_ids: Mapping[str, str] = field(default_factory=dict)
    attributes: Attributes = field(default_factory=Attributes)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When: the words, and inclusive bounds where they are known."""

    text: str | None
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class EntityArg:
    """An argument that is an entity (a cluster id in the ledger, an entity id in a snapshot)."""

    entity: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LiteralArg:
    """An argument that is only words."""

    literal: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ValueArg:
    """An argument that is a figure with its unit, and the words it was read from.

    `unit` is a currency's code (ISO 4217), a noun that several currencies share where nothing says which, "%",
    or what is counted. `bound` says how it is told: "at least", "more than", "up to", "less than", "about",
    "nearly", "between" (then `upper` is the other end); empty for a plain figure.
    """

    value: float
    unit: str
    text: str
    span: tuple[int, int] | None = None
    bound: str = ""
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimArg:
    """An argument that is another claim: what somebody said."""

    claim: str


Arg = EntityArg | LiteralArg | ValueArg | ClaimArg


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence: `text == document.text[start:end]`, always."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One predication in one sentence of one document, with who says it and how.

    `relation` is a name of the relation table, or None: an open claim. `predicate` holds the words,
    lemmatised. `attributed_to` is the chain of speakers, outermost first; empty is the article's own
    voice. `span` is the predicate's own words in the text.

    `worth` (0 to 1) says how much an analyst would want it: it orders lists, and decides nothing.
    `reported` is the document's day where an undated past claim stands in its own voice; it is never the
    claim's `time`.
    """

    id: str
    document: str
    subject: tuple[Arg, ...]
    predicate: str
    relation: str | None
    object: tuple[Arg, ...]
    evidence: Evidence
    span: tuple[int, int]
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    hedge: str | None = None
    attributed_to: tuple[str, ...] = ()
    quoted: bool = False
    time: TimeSpan | None = None
    place: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    qualifiers: Mapping[str, str | float] = field(default_factory=dict)
    confidence: float = 0.5
    extractor: str = ""
    worth: float = 0.0
    reported: date | None = None


def named_in(claim: Claim) -> Iterator[str]:
    """Everything that a claim names: clusters as extracted, entities once these are known."""
    yield from (a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg))
    yield from (*claim.attributed_to, *claim.place, *claim.about)


@dataclass(frozen=True, slots=True)
class Entity:
    """A view over document clusters that are held to be one."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    external_ids: Mapping[str, str] = field(default_factory=dict)
    clusters: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributes: Attributes = field(default_factory=Attributes)


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims of one or many documents that report the same thing."""

    id: str
    relation: str | None
    subject: tuple[Arg, ...]
    object: tuple[Arg, ...]
    polarity: Polarity
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    independent_sources: int
    time: TimeSpan | None
    status: Status
    place: tuple[str, ...] = ()
    confidence: float = 0.5
    first: date | None = None
    last: date | None = None
    why: str = ""
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts or claims that do not fit together. Nothing is deleted."""

    id: str
    kind: ConflictKind
    field: str
    claims: tuple[str, ...]
    facts: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Same, different or unsure, about two document clusters: appended, never edited."""

    id: str
    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    decided_by: str
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """An input, or a row of one, that could not be read, and why."""

    source: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a document (half-open characters) that an error of ours kept out of the graph.

    `stage` is the function that failed ("annotate.nodes.link"), `reason` the error in one line.
    """

    document: str
    start: int
    end: int
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A plain edge: the view of a fact that passed the gate, one pair of entities each."""

    relation: str
    source: str
    target: str
    fact: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole graph as plain values, everything sorted by id, arguments naming entities.

    Every projection, export, picture and answer is made from this.
    """

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    rejects: tuple[Reject, ...] = ()
    faults: tuple[Fault, ...] = ()
