"""One draft as rows of its sentence's own words: what each style prints of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.cues import is_effort

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Slot

# What a nominal relation says in words when the sentence has no verb for it.
INSERTED = {
    "possessives": "has",
    "titles": "is",
    "appositions": "is",
    "compounds": "is",
    "nominals": "is",
}


NON_FINITE = (wf.BASE, wf.PARTICIPLE, wf.GERUND)
"""Forms of verbs that need an auxiliary."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed fact: the sentence, how sure, the relation and its arguments (surface tokens)."""

    sentence: str
    confidence: float
    relation: str
    arguments: tuple[str, ...]

    def line(self) -> str:
        """Tab-separated, as the scorers read it."""
        return "\t".join([self.sentence, f"{self.confidence:.2f}", self.relation, *self.arguments])


class Printer:
    """Prints the drafts of one sentence with the sentence's own tokens.

    `whole` keeps all that belongs to a verb and its phrases: the adverb before it, participles, adverbial clauses.
    """

    def __init__(
        self, sentence: str, words: list[str], annotated: Annotated, *, whole: bool
    ) -> None:
        self.sentence, self.words, self.annotated = sentence, words, annotated
        self.whole = whole
        self.doc = annotated.doc

    # both styles

    def nary(self, draft: Draft) -> list[Row]:
        """One row: the relation, its subject, its object and every further phrase."""
        subject, relation, target, rest = self._parts(draft)
        if subject is None:
            return []
        if target is None and rest:
            first = next((s for s in rest if s.head is None or s.head > draft.head), None)
            if first is not None:
                rest = [s for s in rest if s is not first]
                relation = [*relation, *self._preposition(first)]
                target = self._phrase(first, full=True)
        arguments = [subject, *([target] if target else [])]
        arguments += [self._with_preposition(slot) for slot in rest]
        if draft.verbal:
            arguments += self._circumstances(self.doc[draft.head])
        return self._rows(draft, relation, arguments)

    def _circumstances(self, verb: Token) -> list[str]:
        """The adverbial clauses behind a verb, their conjunctions before them: "until he moved to Oslo"."""
        found = []
        for clause in tree.children(verb, fn.ADVERBIAL):
            if clause.i > verb.i and tree.marks(clause):
                inside = [token.i for token in clause.subtree]
                found.append(self._text(min(inside), max(inside) + 1))
        return found

    def binary(self, draft: Draft) -> list[Row]:
        """Pairs: the object, then one for each phrase, with the object before it in the relation."""
        subject, relation, target, rest = self._parts(draft)
        if subject is None:
            return []
        rows: list[Row] = []
        before = relation
        if target is not None:
            rows += self._rows(draft, relation, [subject, target])
            slot = self._object_slot(draft)
            if slot is not None:
                rows += self._chained(draft, subject, relation, slot)
            last = (
                (["by"] if draft.passive else draft.preposition.split(" "))
                if slot is not None
                else []
            )
            if last and last[0] and relation[-len(last) :] == last:
                before = relation[: -len(last)]
            else:
                before = [*relation, *target.split(" ")]
        for slot in rest:
            reach = [*before, *self._preposition(slot)]
            rows += self._rows(draft, reach, [subject, self._phrase(slot, full=False)])
            rows += self._chained(draft, subject, reach, slot)
        return rows

    def _chained(self, draft: Draft, subject: str, relation: list[str], slot: Slot) -> list[Row]:
        """ "served as Prime Minister of; Australia": the phrases inside the argument, at any depth."""
        if slot.head is None:
            return []
        return self._inside(draft, subject, relation, self.doc[slot.head], 0)

    def _inside(
        self, draft: Draft, subject: str, relation: list[str], noun: Token, depth: int
    ) -> list[Row]:
        rows: list[Row] = []
        if depth > 3:
            return rows
        core = self._noun(noun, full=False)
        for modifier in tree.modifiers(noun):
            if not modifier.preposition or modifier.noun.i < noun.i:
                continue
            for member in [modifier.noun, *tree.conjuncts(modifier.noun)]:
                words = [*relation, *core.split(" "), *self._marker(modifier.noun)]
                rows += self._rows(draft, words, [subject, self._noun(member, full=False)])
                rows += self._inside(draft, subject, words, member, depth + 1)
        return rows

    def _rows(self, draft: Draft, relation: list[str], arguments: list[str]) -> list[Row]:
        text = " ".join(word for word in relation if word)
        cleaned = tuple(a for a in arguments if a)
        if not text or not cleaned:
            return []
        return [Row(self.sentence, draft.confidence, text, cleaned)]

    # parts of a draft

    def _parts(self, draft: Draft) -> tuple[str | None, list[str], str | None, list[Slot]]:
        """Subject, relation, object and further phrases in the order of the sentence's surface."""
        rest = [slot for slot in draft.obliques if slot.preposition != "that"]
        subjects, objects = draft.subject, draft.object
        relation = self._relation(draft)
        passive = draft.passive and objects
        if passive and objects and objects[0].draft is None:
            agents = [s for s in subjects if s.literal is None and s.draft is None]
            subject = self._joined(objects)
            if agents:
                return subject, [*relation, "by"], self._joined(agents), rest
            return subject, relation, None, rest
        if any(s.draft is not None for s in subjects) or not subjects:
            return None, relation, None, rest
        if draft.preposition:
            relation = [*relation, *draft.preposition.split(" ")]
        subject = self._joined(subjects)
        content = self._content(draft)
        if content is not None:
            return subject, [*relation, *content[0]], content[1], rest
        return subject, relation, self._joined(objects) or None, rest

    def _object_slot(self, draft: Draft) -> Slot | None:
        slots = draft.subject if draft.passive else draft.object
        return slots[0] if slots and slots[0].draft is None else None

    def _content(self, draft: Draft) -> tuple[list[str], str] | None:
        """The words of a content clause, and the "that" before it."""
        token = self.doc[draft.head]
        for child in token.children:
            if tree.role(child) not in ("complement", "open") or not tree.is_predicate(child):
                continue
            if not any(s.draft is not None or s.literal is not None for s in draft.object):
                return None
            inside = sorted(t.i for t in child.subtree)
            start, end = inside[0], inside[-1] + 1
            introduced: list[str] = []
            if self.doc[start].lower_ == "that":
                introduced, start = [self.words[start]], start + 1
            return introduced, self._text(start, end)
        return None

    def _relation(self, draft: Draft) -> list[str]:
        if draft.surface:
            return [self.words[i] for i in draft.surface]
        head = self.doc[draft.head]
        if not draft.verbal:
            return self._nominal_relation(draft, head)
        indexes = set(draft.trigger)
        for i in draft.trigger:  # "made a final offer"
            if self.whole and i > head.i and self.doc[i].pos_ == "NOUN":
                beside = tree.children(self.doc[i], fn.DETERMINER | fn.ADJECTIVE | fn.COMPOUND)
                indexes.update(token.i for token in beside if head.i < token.i < i)
        self._verb_words(head, indexes)
        token = head
        while self._coloured(token):
            token = token.head
            indexes.add(token.i)
            self._verb_words(token, indexes)
        return [self.words[i] for i in sorted(indexes)]

    def _nominal_relation(self, draft: Draft, head: Token) -> list[str]:
        kind = draft.room
        copula = tree.copula(head)
        if copula is not None:
            indexes = {copula.i}
            self._verb_words(head, indexes)
            if head.pos_ == "ADJ" and all(slot.head != head.i for slot in draft.object):
                indexes.add(head.i)  # "was happy with the deal"
            return [self.words[i] for i in sorted(indexes)]
        return [INSERTED.get(kind, "is")]

    def _coloured(self, token: Token) -> bool:
        """Whether the verb stands under one that gave no draft of its own ("plans to V")."""
        head = token.head
        if head.i == token.i or not (tree.is_verb(head) or tree.copula(head) is not None):
            return False
        if tree.subjects(token):
            return False
        if tree.objects(head):
            return False
        return (tree.role(token) == "open" and tree.is_predicate(token)) or is_effort(head, token)

    def _verb_words(self, verb: Token, indexes: set[int]) -> None:
        shared = tree.auxiliaries(verb) or self._shared(verb)
        copula = tree.copula(verb)
        indexes.update(t.i for t in shared if t.i < verb.i)
        if copula is not None:
            indexes.add(copula.i)
        indexes.update(t.i for t in tree.particles(verb))
        for adverb in tree.adverbs(verb):
            between = min(indexes | {verb.i}) < adverb.i < verb.i
            between |= self.whole and adverb.i == verb.i - 1
            if adverb.lower_ in ("not", "n't", "never") or (
                between and len(list(adverb.subtree)) == 1
            ):
                indexes.add(adverb.i)
        for mark in tree.marks(verb):
            if mark.lower_ == "to" and mark.i < verb.i and self._coloured(verb):
                indexes.add(mark.i)

    def _shared(self, verb: Token) -> list[Token]:
        """The auxiliaries of a conjunct in the very form of the first: "was cut and flushed", "can read and write"."""
        first = tree.first_conjunct(verb)
        alike = any(wf.has_form(first, form) and wf.has_form(verb, form) for form in NON_FINITE)
        own = first.i >= verb.i or tree.subjects(verb)
        return tree.auxiliaries(first) if alike and not own else []

    # phrases

    def _joined(self, slots: list[Slot]) -> str:
        parts = [self._phrase(slot, full=True) for slot in slots]
        if len(slots) > 1 and all(s.end > s.start for s in slots):
            return self._text(min(s.start for s in slots), max(s.end for s in slots))
        return " ".join(part for part in parts if part)

    def _phrase(self, slot: Slot, *, full: bool) -> str:
        if slot.head is not None:
            return self._noun(self.doc[slot.head], full=full)
        return self._text(slot.start, slot.end) if slot.end > slot.start else ""

    def _noun(self, token: Token, *, full: bool) -> str:
        noun = resolve(token)
        span = tree.noun_phrase(noun)
        end = span.end
        if full:
            end = self._with_clause(noun, end)
        else:  # up to the first phrase behind the noun; a bare year or month stays
            for modifier in tree.modifiers(noun):
                if (
                    modifier.preposition
                    and modifier.marker is not None
                    and noun.i < modifier.marker.i < end
                ):
                    end = modifier.marker.i
        return self._text(span.start, end)

    def _with_clause(self, noun: Token, end: int) -> int:
        """Where a phrase ends with the participle that follows without a comma: "the case reviewed by a court"."""
        for clause in tree.children(noun, fn.REDUCED) if self.whole else ():
            inside = [t.i for t in clause.subtree]
            if min(inside) == end:
                return max(inside) + 1
        return end

    def _marker(self, noun: Token) -> list[str]:
        """The preposition's own words, in their case."""
        preposition, marker = tree.preposition_of(noun)
        if not preposition:  # "for sculptors and painters"
            preposition, marker = tree.preposition_of(tree.first_conjunct(noun))
        if marker is None:
            return preposition.split(" ") if preposition else []
        return self.words[marker.i : marker.i + len(preposition.split(" "))]

    def _preposition(self, slot: Slot) -> list[str]:
        if not slot.preposition or slot.head is None:
            return []
        return self._marker(self.doc[slot.head])

    def _with_preposition(self, slot: Slot) -> str:
        return " ".join([*self._preposition(slot), self._phrase(slot, full=True)])

    def _text(self, start: int, end: int) -> str:
        while end > start and self.words[end - 1] in (".", ",", ";", ":"):
            end -= 1
        while start < end and self.words[start] in (",", ";", ":", "and", "or"):
            start += 1
        return " ".join(self.words[start:end])
