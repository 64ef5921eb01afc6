"""A clause beside another, and the rules for those that tell of no act: "as if", conditions, "when it rains"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.factuality.governed import below, left_open
from kgbuild.factuality.scope import inverted_condition
from kgbuild.factuality.signatures import is_past, timeless
from kgbuild.factuality.status import MARKERS, Status
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.governors import is_gerund

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.factuality.status import StatusOf


@dataclass(frozen=True, slots=True)
class Adverbial:
    """A clause beside another: its verb, what it hangs on, that one's clause and status, its marks."""

    head: Token
    governor: Token
    holder: Token
    outer: Status
    words: tuple[str, ...]
    reader: StatusOf

    @property
    def marks(self) -> frozenset[str]:
        """The marks as a set."""
        return frozenset(self.words)

    @property
    def infinitive(self) -> bool:
        """Whether the clause is an infinitive."""
        form = wf.GERUND | wf.PLAIN_ADVERB | wf.PREPOSITION
        to = "to" in self.words and not wf.has_form(self.head, form) and not is_gerund(self.head)
        return wf.has_form(self.head, wf.BASE) or to

    @property
    def participle(self) -> bool:
        """Whether the clause is a gerund or participle without a subject of its own."""
        gerund = is_gerund(self.head) or wf.has_form(self.head, wf.PARTICIPLE)
        return gerund and not tree.subjects(self.head)

    @property
    def open(self) -> Status:
        """Left open, told by whoever tells the clause above."""
        return left_open(Status(voices=self.outer.voices, void=self.outer.void))

    @property
    def conditional(self) -> Status:
        """On a condition, told by whoever tells the clause above."""
        outer = self.outer
        return Status(modality=Modality.CONDITIONAL, voices=outer.voices, void=outer.void)


def unreal(clause: Adverbial) -> Status | None:
    """ "As if he had met them", "whether he met them": nothing is claimed."""
    as_if = "as" in clause.marks and clause.marks & {"if", "though"}
    if clause.marks & MARKERS["unreal_clause"] or as_if:
        return Status(voices=clause.outer.voices, void=True)
    return None


def likened(clause: Adverbial) -> Status | None:
    """ "It looked like they had met": so it seemed."""
    if "like" in clause.marks and clause.governor.lemma_.lower() in MARKERS["turning_out"]:
        return below(clause.outer, emb.SEEM, clause.governor, clause.head)
    return None


def _as_long(head: Token) -> bool:
    """ "As long as they meet", whose parts the parser hangs on "long"."""
    above = head.head
    opened = any(c.lower_ in ("as", "so") and c.i < above.i for c in above.children)
    return above.lower_ == "long" and above.i < head.i and opened


def condition(clause: Adverbial) -> Status | None:
    """ "If they met", "had they met": on a condition."""
    marked = clause.marks & MARKERS["condition"] or _as_long(clause.head)
    if marked or inverted_condition(clause.head):
        return clause.conditional
    return None


def whenever(clause: Adverbial) -> Status | None:
    """ "When it rains, they stay": at any time, so never told as done."""
    if clause.marks & MARKERS["whenever"] and timeless(clause.head, clause.holder):
        return clause.conditional
    return None


def coming(clause: Adverbial) -> Status | None:
    """ "Will leave when they meet": the meeting is to come too."""
    outer = clause.outer
    weak = outer.modality is not Modality.ACTUAL
    if weak and clause.marks & MARKERS["forward"] and not is_past(clause.head):
        return Status(modality=outer.modality, voices=outer.voices, void=outer.void)
    return None
