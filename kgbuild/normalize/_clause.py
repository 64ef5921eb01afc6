"""A draft as the relation patterns read it: the words below its verb and the arguments by preposition."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import CLAUSE, LITERAL, is_a, kind_of, slot_of
from kgbuild.language import _labels as lab
from kgbuild.language.phrases import children, conjuncts, modifiers, obliques
from kgbuild.model import Polarity
from kgbuild.vocabulary.patterns import PARTICLES, spelling

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Slot

_CONTENT = lab.OBJECT | lab.OPEN_COMPLEMENT | lab.ADVERB | lab.PARTICLE | lab.OBLIQUE | lab.PASSIVE_SUBJECT
_BESIDE = lab.COMPOUND | lab.ADJECTIVE | lab.CONJUNCT
_PLURAL = frozenset({"NNS", "NNPS"})


@dataclass
class Clause:
    """What a pattern asks about, read once for each draft."""

    draft: Draft
    annotated: Annotated
    copular: bool = False
    _kinds: dict[int, str] = field(default_factory=dict)

    @property
    def verb(self) -> Token:
        """The predicate's main token."""
        return self.annotated.doc[self.draft.head]

    @cached_property
    def lemma(self) -> str:
        """The verb alone, in one spelling ("hold" of "hold talk")."""
        return spelling(self.draft.lemma.split()[0]) if self.draft.lemma else ""

    @cached_property
    def words(self) -> frozenset[str]:
        """Lemmas of the trigger and of what hangs on the verb, one level deeper for nouns."""
        doc, found = self.annotated.doc, set()
        for index in self.draft.trigger:
            found |= _forms(doc[index])
        for word in self.draft.lemma.split()[1:]:
            found.add(spelling(word))
        for child in self.verb.children:
            if child.dep_ in _CONTENT:
                found |= _forms(child)
                for deeper in child.children:
                    if deeper.dep_ in _BESIDE:
                        found |= _forms(deeper)
                        for last in deeper.children:
                            if last.dep_ in lab.COMPOUND | lab.ADJECTIVE:
                                found |= _forms(last)
        for slot in self.draft.object:
            if slot.head is not None:
                found |= _forms(doc[slot.head])
        return frozenset(found - {self.lemma})

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles, tagged so or adverbs beside the verb."""
        found = set(self.draft.particle.split())
        for child in self.verb.children:
            if child.dep_ in lab.ADVERB and child.lower_ in PARTICLES and 0 < child.i - self.verb.i < 3:
                found.add(child.lower_)
        return frozenset(found)

    @cached_property
    def direct(self) -> list[Slot]:
        """Objects without a preposition; in a copular sentence the subject is what is spoken of."""
        if self.copular:
            return list(self.draft.subject)
        if self.draft.preposition:
            return []
        return [slot for slot in self.draft.object if not self._content(slot)]

    @cached_property
    def contents(self) -> list[Slot]:
        """Clauses that are the object."""
        return [slot for slot in self.draft.object if self._content(slot)]

    def _content(self, slot: Slot) -> bool:
        return kind_of(slot, self.annotated) in (CLAUSE, LITERAL)

    @cached_property
    def by_preposition(self) -> dict[str, list[Slot]]:
        """The nouns behind each preposition of the clause."""
        found: dict[str, list[Slot]] = {}
        if self.draft.preposition:
            for slot in self.draft.object:
                found.setdefault(self.draft.preposition, []).append(slot)
        for slot in self.draft.obliques:
            if slot.preposition:
                found.setdefault(slot.preposition, []).append(slot)
        return found

    def below(self, words: tuple[frozenset[str], ...], preposition: str) -> list[Slot]:
        """Nouns behind the preposition that hang on one of the pattern's own words ("control of X")."""
        nouns: list[Token] = []
        for child in self.verb.children:
            if child.dep_ not in _CONTENT:
                continue
            for noun in [child, *conjuncts(child)]:
                if any(_forms(noun) & allowed for allowed in words):
                    nouns += [child, *conjuncts(child)]
        found: list[Slot] = []
        for noun in nouns:
            for oblique in [*modifiers(noun), *obliques(noun)]:
                if oblique.preposition == preposition and oblique.noun.i > noun.i:
                    members = [oblique.noun, *conjuncts(oblique.noun)]
                    found += [slot_of(member, self.annotated, preposition) for member in members]
        seen: set[int | None] = set()
        return [s for s in found if not (s.head in seen or seen.add(s.head))]  # type: ignore[func-returns-value]

    def consumed(self, words: tuple[frozenset[str], ...]) -> list[Slot]:
        """Direct objects that are words of the pattern ("talks" in "hold talks")."""
        return [
            slot for slot in self.direct
            if slot.head is not None
            and any(_forms(self.annotated.doc[slot.head]) & allowed for allowed in words)
        ]

    def kind(self, slot: Slot) -> str:
        """The type of what fills the slot."""
        return kind_of(slot, self.annotated)

    def fits(self, slot: Slot, wanted: str, classes: dict[str, frozenset[str]]) -> bool:
        """Whether a slot is of the type or word class wanted."""
        if wanted.startswith("@"):
            if slot.head is None:
                return False
            token = self.annotated.doc[slot.head]
            return bool(_forms(token) & classes[wanted[1:]])
        return is_a(self.kind(slot), wanted)

    def has(self, need: str) -> bool:
        """Whether the clause has what a pattern needs; a leading ! denies."""
        if need.startswith("!"):
            return not self.has(need[1:])
        if need == "clause":
            return bool(self.contents) or self._quotes()
        if need == "infinitive":
            return self.infinitive is not None
        if need == "complement":
            return self.complement is not None
        if need == "object?":
            return True
        if need == "passive":
            return self.draft.passive
        if need == "object":
            return bool(self.direct)
        if need == "negated":
            return self.draft.polarity is Polarity.NEGATED
        if need == "joint":
            return self.joint
        return need in self.by_preposition

    def _quotes(self) -> bool:
        return any(quote.cue == self.draft.head and quote.direct for quote in self.annotated.quotes)

    @cached_property
    def infinitive(self) -> Token | None:
        """The infinitive below the verb ("urged X to V")."""
        for child in self.verb.children:
            clause = child.dep_ in lab.OPEN_COMPLEMENT | lab.ADVERBIAL | lab.FINITE_COMPLEMENT
            marks = children(child, lab.MARK | lab.AUXILIARY)
            if clause and child.i > self.verb.i and any(mark.lower_ == "to" for mark in marks):
                return child
        return None

    @cached_property
    def complement(self) -> Token | None:
        """The noun or adjective that the verb says of its object ("called it a farce")."""
        for child in self.verb.children:
            if child.dep_ in lab.OPEN_COMPLEMENT and child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                return child
        return None

    @cached_property
    def joint(self) -> bool:
        """Whether several take part together: a list, a joint mention, a counted plural."""
        subjects = self.draft.subject
        if len(subjects) > 1:
            return True
        for slot in subjects:
            if len(slot.clusters) > 1:
                return True
            if slot.head is None:
                continue
            token = self.annotated.doc[slot.head]
            mention = self.annotated.mention_at(slot.head)
            if mention is not None and len(mention.clusters) > 1:
                return True
            if token.tag_ in _PLURAL or token.lower_ in ("they", "both", "we", "pair", "two"):
                return True
        return False


def _forms(token: Token) -> set[str]:
    return {spelling(token.lemma_), spelling(token.lower_)}
