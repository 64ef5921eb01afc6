"""After all extractors: contents of speech become drafts or quotations, times find their predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot, Standing
from kgbuild.attribution.words import HEARD
from kgbuild.extract.verbal.clauses import CONTENT
from kgbuild.extract.verbal.frames import floated
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Quote, TimeExpression

EVENT = "event"
MOST_CONTENTS = 6


class Linker:
    """Finds the drafts of a clause by its head."""

    def __init__(self, drafts: list[Draft], annotated: Annotated) -> None:
        self.annotated = annotated
        self.by_head: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.standing is not Standing.PRESUPPOSED:
                self.by_head.setdefault(draft.head, []).append(draft)

    def drafts_of(self, clause: Token, depth: int = 0) -> list[Draft]:
        """The drafts of a clause, or of what its head only colours ("plans to strengthen")."""
        perfect = floated(clause)
        found = self.by_head.get(clause.i if perfect is None else perfect.i, [])
        if found or depth > 4:
            return found
        for child in clause.children:
            if tree.role(child) in ("open", "complement", "clause_subject"):
                found = self.drafts_of(child, depth + 1)
                if found:
                    return found
        return []

    def link(self, draft: Draft) -> None:
        """Replace content slots by the drafts they stand for, or by their words."""
        linked: list[Slot] = []
        for slot in draft.object:
            linked += self._content(draft, slot) if slot.preposition == CONTENT else [slot]
        draft.object = linked
        subjects: list[Slot] = []
        for slot in draft.subject:
            if slot.preposition == EVENT and slot.head is not None:
                inner = self._others(draft, self.annotated.doc[slot.head])
                subjects += [Slot(draft=d) for d in inner] or [slot]
            else:
                subjects.append(slot)
        draft.subject = subjects
        for head in draft.contents:
            clause = self.annotated.doc[head]
            draft.qualifiers.setdefault("content", _words(clause, self.annotated))

    def _others(self, draft: Draft, clause: Token) -> list[Draft]:
        found = [d for d in self.drafts_of(clause) if d is not draft and not _reaches(d, draft)]
        return found[:MOST_CONTENTS]

    def _content(self, draft: Draft, slot: Slot) -> list[Slot]:
        assert slot.head is not None  # content slots are made with a head
        doc = self.annotated.doc
        clause = doc[slot.head]
        found: list[Slot] = []
        quote = self._quotation(draft, clause)
        if quote is not None:
            found.append(
                Slot(
                    start=quote.start,
                    end=quote.end,
                    literal=_text(quote.start, quote.end, self.annotated),
                )
            )
        found += [Slot(draft=d) for d in self._others(draft, clause)]
        if not found:
            start, end = _extent(clause, draft.head)
            found = [Slot(start=start, end=end, literal=_words(clause, self.annotated))]
        return found

    def _quotation(self, draft: Draft, clause: Token) -> Quote | None:
        """The quotation that holds most of a content clause, or the one that the verb introduces."""
        inside = [t.i for t in clause.subtree if not t.is_punct and t.i != draft.head]
        for quote in self.annotated.quotes:
            within = sum(quote.start <= i < quote.end for i in inside)
            holds = quote.start <= clause.i < quote.end and within * 2 >= len(inside)
            if holds and not quote.start <= draft.head < quote.end:
                return quote
        return None

    def quotations(self) -> None:
        """A speech verb without content takes the quotation that it introduces."""
        for quote in self.annotated.quotes:
            if quote.cue is None or not quote.direct:
                continue
            for draft in self.by_head.get(quote.cue, []):
                told = draft.lemma in HEARD
                if not draft.object or ((draft.preposition or told) and not _has_words(draft)):
                    if draft.object:  # whom it was said to
                        for slot in draft.object:
                            slot.preposition = draft.preposition or "to"
                        draft.obliques = [*draft.object, *draft.obliques]
                        draft.preposition = ""
                        draft.words = draft.lemma
                    text = _text(quote.start, quote.end, self.annotated)
                    draft.object = [Slot(start=quote.start, end=quote.end, literal=text)]
                    draft.quoted = True

    def times(self) -> None:
        """Give each time expression to the predicate (or event noun) that it hangs on."""
        for expression in self.annotated.times:
            for draft in self._timed(expression):
                if expression not in draft.times:
                    draft.times.append(expression)

    def _timed(self, expression: TimeExpression) -> list[Draft]:
        span = self.annotated.doc[expression.start : expression.end]
        root = span.root
        holder = root.head
        if root.i == holder.i:
            return []
        if holder.i in self.by_head:
            return self.by_head[holder.i]
        if tree.is_predicate(holder):
            return self.drafts_of(holder)
        return []


def _has_words(draft: Draft) -> bool:
    return any(s.draft is not None or s.literal is not None for s in draft.object)


def _reaches(draft: Draft, target: Draft, depth: int = 0) -> bool:
    """Whether a draft already has the target somewhere below it."""
    if depth > 6:
        return True
    inner = [s.draft for s in (*draft.subject, *draft.object) if s.draft is not None]
    return any(d is target or _reaches(d, target, depth + 1) for d in inner)


def _extent(clause: Token, without: int) -> tuple[int, int]:
    inside = sorted(t.i for t in clause.subtree)
    start, end = inside[0], inside[-1] + 1
    if (
        start <= without < end
    ):  # the speech verb stands inside its content: keep the side of the clause
        start, end = (start, without) if clause.i < without else (without + 1, end)
    doc = clause.doc
    while start < end - 1 and (doc[start].is_punct or doc[start].lower_ == "that"):
        start += 1
    if (
        wf.has_form(clause, wf.GERUND)
        and doc[start].head.i == clause.i
        and doc[start] in tree.marks(clause)
    ):
        start += 1  # "called for | sending aid"
    while end > start + 1 and doc[end - 1].is_punct:
        end -= 1
    return start, end


def _words(clause: Token, annotated: Annotated) -> str:
    start, end = _extent(clause, -1)
    return _text(start, end, annotated)


def _text(start: int, end: int, annotated: Annotated) -> str:
    return " ".join(annotated.doc[start:end].text.split()).rstrip(",").strip()
