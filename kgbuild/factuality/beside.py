"""A clause beside another, as the rules for adverbial clauses and gerunds ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.factuality.governed import left_open
from kgbuild.factuality.status import Status
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
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
