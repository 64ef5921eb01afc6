"""The open layer alone, printed: the drafts of one tokenised sentence as rows of its own words.

A view for measuring extraction. The graph normalises, merges and resolves; this must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kgbuild.annotate import Annotated
from kgbuild.extract import extract
from kgbuild.language.grammar import clauses as tree
from kgbuild.model import Document
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.cues import is_effort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Token

    from kgbuild.annotate import Draft, Slot

STYLES = ("nary", "binary")
# The tokenised benchmarks write quotes and brackets the Penn way; the parser reads the plain ones.
PENN = {
    "``": "“",
    "''": "”",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
# What a nominal relation says in words when the sentence has no verb for it.
INSERTED = {
    "possessives": "has",
    "titles": "is",
    "appositions": "is",
    "compounds": "is",
    "nominals": "is",
}


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


def openie(lines: Iterable[str], nlp: Language, *, style: str = "nary") -> Iterator[Row]:
    """Facts of tokenised sentences (one a line, tokens parted by single spaces).

    `style` is "nary" (a relation with all its arguments) or "binary" (compact pairs, one for each
    prepositional phrase). Both print the same drafts. Raises ValueError for another style.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; known are {', '.join(STYLES)}")
    for sentence in lines:
        words = [word for word in sentence.strip().split(" ") if word]
        if not words:
            continue
        doc = _parsed(words, nlp)
        annotated = Annotated(Document("d", "openie", doc.text), doc)
        printer = _Printer(sentence.strip(), words, annotated)
        seen: set[tuple[str, ...]] = set()
        for draft in extract(annotated):
            for row in printer.nary(draft) if style == "nary" else printer.binary(draft):
                key = (row.relation, *row.arguments)
                if key not in seen and len(row.arguments) > 1 and row.relation:
                    seen.add(key)
                    yield row


def _parsed(words: list[str], nlp: Language) -> Doc:
    plain = [PENN.get(word, word) for word in words]
    starts: list[bool | int | None] = [index == 0 for index in range(len(plain))]
    return nlp(Doc(nlp.vocab, words=plain, sent_starts=starts))


class _Printer:
    """Prints the drafts of one sentence with the sentence's own tokens."""

    def __init__(self, sentence: str, words: list[str], annotated: Annotated) -> None:
        self.sentence, self.words, self.annotated = sentence, words, annotated
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
        return self._rows(draft, relation, arguments)

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
        shared = tree.auxiliaries(verb)
        copula = tree.copula(verb)
        indexes.update(t.i for t in shared if t.i < verb.i)
        if copula is not None:
            indexes.add(copula.i)
        indexes.update(t.i for t in tree.particles(verb))
        for adverb in tree.adverbs(verb):
            between = min(indexes | {verb.i}) < adverb.i < verb.i
            if adverb.lower_ in ("not", "n't", "never") or (
                between and len(list(adverb.subtree)) == 1
            ):
                indexes.add(adverb.i)
        for mark in tree.marks(verb):
            if mark.lower_ == "to" and mark.i < verb.i and self._coloured(verb):
                indexes.add(mark.i)

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
        if not full:  # up to the first phrase behind the noun; a bare year or month stays
            for modifier in tree.modifiers(noun):
                if (
                    modifier.preposition
                    and modifier.marker is not None
                    and noun.i < modifier.marker.i < end
                ):
                    end = modifier.marker.i
        return self._text(span.start, end)

    def _marker(self, noun: Token) -> list[str]:
        """The preposition's own words, in their case."""
        preposition, marker = tree.preposition_of(noun)
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
        while start < end and self.words[start] in (",", ";", ":"):
            start += 1
        return " ".join(self.words[start:end])
