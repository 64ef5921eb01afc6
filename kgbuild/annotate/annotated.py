"""What the annotate stage hands on: a Document with its parse, mentions, clusters, quotes and times.

Everything here is in token indexes of `doc` (half-open); characters come in when a claim is settled.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from kgbuild.language.text.smooth import characters
from kgbuild.model import MentionKind, Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kgbuild.model import Cluster, Document, TimeSpan


class Section(StrEnum):
    """What part of the article a sentence stands in; a `link` is the heading of another story."""

    HEADLINE = "headline"
    HEADING = "heading"
    LINK = "link"
    BULLET = "bullet"
    CAPTION = "caption"
    BODY = "body"


@dataclass(slots=True)
class MentionSpan:
    """A mention in tokens; `head` is the syntactic head; several `clusters` make it joint.

    `attributive` marks a description that is said of another mention beside it (a title before a name,
    an apposition, a predicate nominal) and shares its cluster. `sure` is how probable the antecedent of a pronoun
    or description is, where it was chosen by that; 1 for all else.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str
    clusters: tuple[str, ...] = ()
    attributive: bool = False
    sure: float = 1.0


@dataclass(slots=True)
class Quote:
    """Words between quotation marks (`start`, `end` without the marks).

    `speaker` holds clusters (empty: nobody found); `cue` is the token of the speech verb, where there
    is one; `direct` is False for scare quotes and partial quotations inside the article's sentence.
    A turn of an interview is a quotation without marks; `label` are the tokens that name its speaker.
    """

    start: int
    end: int
    speaker: tuple[str, ...] = ()
    cue: int | None = None
    direct: bool = False
    label: tuple[int, int] | None = None


@dataclass(slots=True)
class TimeExpression:
    """A span of words that says when."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Slot:
    """One argument of a draft: a noun phrase, a figure, a stretch of words, or another draft.

    Give `head` (the token that heads the phrase) and the phrase's token span. `clusters` overrides
    the mention lookup (a joint subject split up, an unspecified agent). `literal` forces words.
    `value` and `unit` make it a figure, with its `bound` and `upper` end (`ValueArg`). `draft` makes it
    a claim. `phrase` (tokens, where the words are not contiguous) is the surface for `kgbuild openie`.
    """

    head: int | None = None
    start: int = 0
    end: int = 0
    clusters: tuple[str, ...] = ()
    literal: str | None = None
    value: float | None = None
    unit: str = ""
    bound: str = ""
    upper: float | None = None
    draft: Draft | None = None
    preposition: str = ""
    phrase: tuple[int, ...] = ()


class Standing(StrEnum):
    """How a text brings a predication in."""

    PREDICATED = "predicated"  # said by the clause itself: it may be denied, doubted, planned
    NOMINAL = "nominal"  # an event told by a noun: "the meeting with Guo"
    PRESUPPOSED = "presupposed"  # taken for known beside what is said: "Kenya's president"


@dataclass(slots=True)
class Draft:
    """A predication on its way to a claim: still in tokens, relation not yet decided.

    `head` is the predicate's main token (verb, noun, title, appositive …), `trigger` all its tokens.
    `lemma`, `particle`, `preposition` are what the relation table is looked up by (the preposition is
    the one that introduces `object`); `words` is the lemmatised predicate as it will be shown.
    `obliques` are the other prepositional phrases, each a Slot with its `preposition`.
    `passive` is the voice in the text; subject and object are already put in logical order.
    `tense` is past, present, future or "" (it settles the direction of "on Monday").
    `speaker` is the chain of voices, outermost first, each entry a Slot; empty: the article's own.
    `contents` are the heads of the clauses that say what was told, where somebody told is the object;
    `together` says that several do it jointly, `remarks` that it dates the words spoken at an event,
    `denied` that one of its arguments is the one of a pair that is not meant ("Peru and not Chile").
    `notes` tell a reader of `kgbuild trace` which rule fitted, and decide nothing.
    """

    extractor: str
    head: int
    trigger: tuple[int, ...]
    words: str
    lemma: str
    subject: list[Slot] = field(default_factory=list)
    object: list[Slot] = field(default_factory=list)
    obliques: list[Slot] = field(default_factory=list)
    particle: str = ""
    preposition: str = ""
    passive: bool = False
    relation: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    hedge: str | None = None
    speaker: list[Slot] = field(default_factory=list)
    quoted: bool = False
    tense: str = ""
    time: TimeSpan | None = None
    times: list[TimeExpression] = field(default_factory=list)
    place: list[Slot] = field(default_factory=list)
    qualifiers: dict[str, str | float] = field(default_factory=dict)
    confidence: float = 0.5
    surface: tuple[int, ...] = ()
    standing: Standing = Standing.PREDICATED
    contents: tuple[int, ...] = ()
    together: bool = False
    remarks: bool = False
    denied: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def verbal(self) -> bool:
        """Whether a clause's verb gave it; otherwise a noun, a name's surroundings or a copula did."""
        return self.room == "clauses"

    @property
    def copular(self) -> bool:
        """Whether a form of be gave it."""
        return self.room == "copulas"

    @property
    def static(self) -> bool:
        """Whether it comes from a name's surroundings, not from a clause."""
        return self.room in ("titles", "appositions", "possessives")

    @property
    def room(self) -> str:
        """The extractor without its variant: "copulas" of "copulas.adjective"."""
        return self.extractor.partition(".")[0]


@dataclass(slots=True)
class Annotated:
    """A document with all that the extractors read; `broken` are plug-ins that failed on it, with the reason."""

    document: Document
    doc: Doc
    mentions: list[MentionSpan] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    _by_head: dict[int, MentionSpan] | None = None
    _name_over: dict[int, int] | None = None
    _by_start: list[tuple[int, int]] = field(default_factory=list)
    _quote_at: dict[int, Quote] | None = None
    _section_of: dict[int, Section] | None = None

    def mention_at(self, token: int) -> MentionSpan | None:
        """The widest mention that is headed by this token."""
        if self._by_head is None:
            self._by_head = {}
            for mention in sorted(self.mentions, key=lambda m: (m.end - m.start, m.start)):
                self._by_head[mention.head] = mention
        return self._by_head.get(token)

    def mention_of(self, slot: Slot) -> MentionSpan | None:
        """The widest mention that a slot's token heads; None for words and figures."""
        return self.mention_at(slot.head) if slot.head is not None else None

    def clusters_at(self, slot: Slot) -> tuple[str, ...]:
        """The clusters that a slot names: its own, or those of the mention that its token heads."""
        if slot.clusters:
            return slot.clusters
        mention = self.mention_of(slot)
        return mention.clusters if mention is not None else ()

    def name_over(self, token: Token) -> Token:
        """The head of the name that a word stands in ("Chidi" in "Okafor, Chidi"); any other word itself."""
        if self._name_over is None:
            self._name_over = {}
            for mention in sorted(self.mentions, key=lambda m: m.end - m.start):
                if mention.kind is MentionKind.NAME:
                    for at in range(mention.start, mention.end):
                        self._name_over.setdefault(at, mention.head)
        head = self._name_over.get(token.i)
        if head is None or head == token.i or self.mention_at(token.i) is not None:
            return token
        return self.doc[head]

    def mentions_in(self, start: int, end: int) -> list[MentionSpan]:
        """Mentions that lie inside the tokens, in order."""
        for at in range(len(self._by_start), len(self.mentions)):
            insort(self._by_start, (self.mentions[at].start, at))
        found = []
        for begin, at in islice(self._by_start, bisect_left(self._by_start, (start, -1)), None):
            if begin >= end:
                break
            if self.mentions[at].end <= end:
                found.append(at)
        return [self.mentions[at] for at in sorted(found)]

    def cluster_of(self, token: int) -> Cluster | None:
        """The cluster of the (single) entity that this token heads a mention of."""
        mention = self.mention_at(token)
        if mention is None or len(mention.clusters) != 1:
            return None
        return self.clusters.get(mention.clusters[0])

    def says_when(self, slot: Slot) -> bool:
        """Whether a slot's words share a token with a time expression: "over the next five days"."""
        return any(t.start < slot.end and slot.start < t.end for t in self.times)

    def in_time(self, token: int) -> bool:
        """Whether a token stands in a time expression."""
        return any(t.start <= token < t.end for t in self.times)

    def quote_at(self, token: int) -> Quote | None:
        """The innermost quotation that holds the token."""
        if self._quote_at is None:
            self._quote_at = {}
            for quote in sorted(
                self.quotes, key=lambda q: (q.end - q.start, q.start), reverse=True
            ):
                for place in range(quote.start, quote.end):
                    self._quote_at[place] = quote
        return self._quote_at.get(token)

    def section_at(self, token: int) -> Section:
        """The part of the article that the token's sentence stands in; body where nothing is known."""
        if self._section_of is None:
            self._section_of = {}
            for sentence, section in zip(self.doc.sents, self.sections, strict=False):
                self._section_of.update(dict.fromkeys(range(sentence.start, sentence.end), section))
        return self._section_of.get(token, Section.BODY)

    def span_characters(self, start: int, end: int) -> tuple[int, int]:
        """Characters of a token span in the document's text."""
        span: Span = self.doc[start:end]
        return characters(span)
