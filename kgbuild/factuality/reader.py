"""Whether it happened, and by whose word: polarity, modality, hedge and voices of a predicate.

The status of a predicate is read upward: what its governors make of it (`signatures`, `adverbial`), what
reaches it from an earlier member of its coordination (`scope`), then what stands beside it (`negation`,
`modals`, adverbs). Where no table knows a governor, an adverb or a frame, the claim is kept as unclear.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.adverbial import read_adverbial
from kgbuild.factuality.content import of_noun
from kgbuild.factuality.governed import below, left_open, spoken
from kgbuild.factuality.modals import modal_of
from kgbuild.factuality.quoted import asked_in_quotes, with_quote
from kgbuild.factuality.scope import (
    CONTRAST_JOINTS,
    adverbs_over,
    bids,
    few,
    holds_until,
    inverted_condition,
    is_imperative,
    is_inverted,
    is_known,
    is_question,
    is_vouched,
    joint_of,
    negation_reaches,
    negations,
    phrases_beside,
    shares_auxiliaries,
)
from kgbuild.factuality.signatures import either, notice_frame, signature, still_to
from kgbuild.factuality.status import HEDGES, MARKERS, PREMISES
from kgbuild.factuality.status import Status as Status
from kgbuild.factuality.worlds import (
    but_for_some,
    characters,
    depicts,
    in_another_world,
    in_step,
    of_a_name,
    of_any_one,
    of_one_accused,
)
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.antecedents import antecedent_of
from kgbuild.predicates.contents import held_by
from kgbuild.predicates.cues import is_aside
from kgbuild.predicates.cues import is_speech as is_speech
from kgbuild.predicates.governors import is_gerund
from kgbuild.predicates.partners import judged, partner_of
from kgbuild.predicates.speakers import credited

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


LEFT_OPEN = (in_another_world, in_step, of_one_accused, of_a_name, of_any_one, but_for_some)
"""Where a clause stands by which its act need not have happened, or not as its tree has it."""


def _phrased(found: Status, phrases: frozenset[str]) -> Status:
    """What adverbs of several words make of it: "in all likelihood", "on paper", "by all accounts"."""
    actual = found.modality is Modality.ACTUAL
    if phrases & MARKERS["probable_phrase"] and actual:
        return replace(found, modality=Modality.EXPECTED)
    if phrases & MARKERS["unreal_phrase"] and actual:
        return replace(found, modality=Modality.UNCLEAR)
    hearsay = sorted(phrases & MARKERS["hearsay_phrase"])
    return replace(found, hedge=found.hedge or hearsay[0]) if hearsay else found


def introduced(annotated: Annotated) -> frozenset[str]:
    """The clusters that a text first names as those whom a work is about."""
    found: set[str] = set()
    seen: set[str] = set()
    heroes = {noun.i for noun in characters(annotated.doc)}
    for mention in annotated.mentions if heroes else ():
        if heroes & set(range(mention.start, mention.end)):
            found |= set(mention.clusters) - seen
        seen |= set(mention.clusters)
    return frozenset(found)


class StatusReader:
    """Reads the status of the predicates of one document, each once."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.characters = introduced(annotated)
        """The clusters of those who are somebody only in a work."""
        self._known: dict[int, Status] = {}
        self._open: set[int] = set()

    def status(self, token: Token) -> Status:
        """The status of a predicate, or of the clause that a token stands in."""
        head = (
            token if tree.is_predicate(token) or tree.is_clause(token) else tree.clause_head(token)
        )
        if head.i in self._known:
            return self._known[head.i]
        if head.i in self._open:  # a circle in the tree cannot be, but control may come round
            return Status()
        self._open.add(head.i)
        found = with_quote(self._local(self.context(head), head), head, self.annotated)
        self._open.discard(head.i)
        self._known[head.i] = found
        return found

    # what stands above

    def context(self, head: Token) -> Status:
        """What the governors make of the clause, before its own negation and modals."""
        noun = tree.told_of(head)
        if noun is None:
            return self._context(head)
        above = self._context(head)
        between = head.doc[noun.i : head.i]
        first = next(
            (t.i for t in between if wf.has_form(t, wf.PREPOSITION) and t.lower_ == "that"), head.i
        )
        if any(t.lower_ in ("not", "n't", "n’t", "never") for t in head.doc[noun.i : first]):
            return replace(above, void=True)
        aim = "to" in tree.mark_words(head)
        takes = ("to", "of-ing") if aim else ("that",)
        unknown = emb.PURPOSE if aim else emb.UNKNOWN
        return below(above, emb.get("noun", noun.lemma_.lower(), *takes) or unknown, noun, head)

    def _context(self, head: Token) -> Status:
        place = tree.role(head)
        governor = head.head
        if place not in ("root", "conjunct") and is_inverted(head) and is_question(head.sent.root):
            return Status(void=True)  # "Q: Did he leave?", wherever the parse hung it
        teller = held_by(head)
        if teller is not None:
            return spoken(self.status(teller), emb.SPEECH, teller)
        if place == "conjunct":
            return self._conjunct(head, governor)
        if place in ("open", "complement", "clause_subject"):
            return self._governed(head, governor, place)
        return self._under_a_noun_or_beside(head, governor, place)

    def _under_a_noun_or_beside(self, head: Token, governor: Token, place: str) -> Status:
        """A clause that no verb takes as its complement."""
        asked = wf.has_form(governor, wf.WHERE | wf.WHO) and tree.is_predicate(governor.head)
        if asked and place in ("adverbial", "relative"):  # "tells how X killed Y", hung on "how"
            return self._governed(head, governor.head, "complement")
        if tree.copula(governor) is not None and fn.stands_as(head, fn.SENTENTIAL | fn.RELATIVE):
            it = any(c.lower_ == "it" and c.i < governor.i for c in governor.children)
            if it or fn.stands_as(head, fn.SENTENTIAL):
                return self._singled_out(governor)
        if place == "adverbial":
            found = read_adverbial(head, governor, self)
            return left_open(found) if self._goes_with(head, governor) else found
        if place == "reduced" and judged(head, governor):
            sign = signature(governor.head, head)
            return below(self.status(governor.head), sign, governor.head, head)
        if place in ("relative", "reduced"):
            if inverted_condition(head):
                return Status(modality=Modality.CONDITIONAL)
            return of_noun(head, antecedent_of(head), self)
        if place == "parataxis":
            return self._beside(head, governor)
        if place == "root":
            return self._alone(head)
        if place == "apposition":
            if governor.lemma_.lower() in MARKERS["heading"] and self.annotated.quote_at(head.i):
                return left_open(self.status(tree.clause_head(governor)))  # "the headline “X fell”"
            told = "that" in tree.mark_words(head)  # "reports that X fell proved false"
            return of_noun(head, governor, self) if told else Status()
        return read_adverbial(head, governor, self)

    def _goes_with(self, head: Token, governor: Token) -> bool:
        """ "Will not be safe with X ruling": what goes with what is denied, planned or feared is no more than that."""
        marks = [mark for mark in tree.marks(head) if mark.lower_ == "with" and mark.i < head.i]
        if not marks or not is_gerund(head) or (marks[0].i and marks[0].nbor(-1).text == ","):
            return False
        above = self.status(tree.clause_head(governor))
        return above.negated or above.modality is not Modality.ACTUAL

    def _alone(self, head: Token) -> Status:
        """A sentence of its own: a question, a command and an "as if" tell nothing."""
        words = tree.mark_words(head)
        unreal = "as" in words and bool({"if", "though"} & set(words))
        return Status(void=is_question(head) or is_imperative(head) or unreal)

    def _singled_out(self, noun: Token) -> Status:
        """ "It may be X who left", "it should have been a shot that killed him": as sure as who or what it was."""
        above = self.status(noun)
        if above.negated and noun.pos_ != "PROPN":
            return replace(above, void=True)
        return above

    def _governed(self, head: Token, governor: Token, place: str) -> Status:
        """A complement, or a clause that is a subject: what its governor makes of it."""
        if place != "clause_subject":
            clause = tree.is_predicate(governor) or tree.is_clause(governor)
            if not clause and tree.is_noun(governor):
                return of_noun(head, governor, self)
            if governor.lower_ in PREMISES and not tree.subjects(governor):
                # "given that …" says nothing of its own
                above = self.status(tree.clause_head(governor.head))
                return Status(modality=PREMISES[governor.lower_], voices=above.voices)
        asked = is_inverted(head) and not tree.mark_words(head)
        if asked or asked_in_quotes(head, self.annotated):
            return replace(self.status(governor), void=True)  # "did he leave, she asked"
        if (noticed := self._noticed(head, governor)) is not None:
            return noticed
        found = below(self.status(governor), signature(governor, head), governor, head)
        if depicts(governor):
            found = left_open(found)
        return replace(found, void=True) if place != "clause_subject" and bids(head) else found

    def _noticed(self, head: Token, governor: Token) -> Status | None:
        """ "It should be noted that X left", "it is important to remember that …": told in the writer's own voice."""
        frame = notice_frame(governor)
        return None if frame is None else self.context(frame)

    def _conjunct(self, head: Token, first: Token) -> Status:
        first = partner_of(head) if head.head.i == first.i else first
        outer = self.context(first)
        if is_gerund(head) and tree.is_finite(first) and not tree.auxiliaries(head):
            # English joins no bare gerund to a finite verb: it goes with the gerund before it
            before = [t for t in head.doc[first.i + 1 : head.i] if wf.has_form(t, wf.GERUND)]
            return self.context(before[-1]) if before else left_open(outer)
        above = first if tree.is_predicate(first) else tree.clause_head(first)
        if "to" in tree.mark_words(head) and tree.is_finite(above) and not tree.is_finite(head):
            # nor a "to V": "was sentenced to two years and to pay damages" is governed by the finite verb
            return self._governed(head, above, "open")
        if not tree.is_predicate(first):
            if "to" in tree.mark_words(head) and wf.has_form(head, wf.BASE):
                # nor one to a noun: "went to Oslo and to meet X"
                return self._governed(head, tree.clause_head(first), "open")
            return outer if tree.is_clause(first) else self.status(tree.clause_head(first))
        outer = replace(outer, voices=outer.voices + credited(first, fronted=True, conjunct=head))
        return self._joined(head, first, outer)

    def _joined(self, head: Token, first: Token, outer: Status) -> Status:
        """A clause joined to another: how far what is said of the first reaches."""
        joint = joint_of(head)
        if joint in CONTRAST_JOINTS:
            return replace(self._with_modal(outer, first), negated=True, scoped=True)
        shared = not tree.subjects(head)
        found = self._coloured(outer, adverbs_over(head, first, shared=shared))
        found = _phrased(found, phrases_beside(first, fronted=True))
        if in_another_world(first):
            found = left_open(found)
        if not shared:
            return found
        if few(first) or of_any_one(first):
            found = left_open(found)
        if shares_auxiliaries(head, first):
            found = self._with_modal(found, first)
        reaches = negation_reaches(head, first, joint)
        if reaches is None:
            return left_open(found)
        if reaches or (outer.scoped and joint != "but"):
            base = outer.negated if outer.scoped else not outer.negated
            found = replace(found, negated=base, scoped=True)
        return found

    def _beside(self, head: Token, governor: Token) -> Status:
        """A clause set beside another: told by whoever is named behind both ("A fell; B rose, he said")."""
        last = head.right_edge.i
        at_end = is_question(head) and last >= head.sent.end - 2  # "Q: Could you say …?"
        asked = at_end or is_inverted(head)
        if inverted_condition(head):
            return Status(modality=Modality.CONDITIONAL)
        if is_aside(head) or not tree.is_predicate(governor):
            return Status(void=asked)
        above = self.context(governor).voices + credited(governor)
        behind = [v for v in above if v.cue is not None and v.cue > last]
        return Status(voices=tuple(behind), void=asked)

    # what stands beside

    def _local(self, outer: Status, head: Token) -> Status:
        found = self._with_modal(outer, head)
        if still_to(head):
            found = replace(outer, negated=not outer.negated)
        elif negations(head):
            same = (
                outer.scoped
            )  # "has neither V-ed nor W-ed": "nor" is the "neither" that reached it
            negated = outer.negated if same else not outer.negated
            found = (
                replace(found, void=True) if holds_until(head) else replace(found, negated=negated)
            )
        if either(head) and found.modality is Modality.ACTUAL and not found.negated:
            found = replace(found, modality=Modality.POSSIBLE)
        found = self._coloured(found, tree.adverbs(head))
        found = _phrased(found, phrases_beside(head))
        if is_vouched(head):
            found = replace(found, hedge=found.hedge or "if")
        if few(head) or any(stands(head) for stands in LEFT_OPEN):
            found = left_open(found)
        return replace(found, voices=found.voices + credited(head))

    def _coloured(self, found: Status, adverbs: list[Token]) -> Status:
        """What adverbs make of it; one that no table knows leaves it open."""
        for adverb in adverbs:
            word = adverb.lower_
            actual = found.modality is Modality.ACTUAL
            if word in MARKERS["rarely"]:
                found = replace(found, void=True)
            elif word in HEDGES:
                found = replace(found, hedge=found.hedge or word)
            elif word in MARKERS["perhaps"] and actual:
                found = replace(found, modality=Modality.POSSIBLE, hedge=found.hedge or word)
            elif word in MARKERS["probable"] and actual:
                found = replace(found, modality=Modality.EXPECTED, hedge=found.hedge or word)
            elif word in MARKERS["vain"] and actual:
                found = replace(found, modality=Modality.ATTEMPTED)
            elif actual and (word in MARKERS["unreal"] or not is_known(adverb)):
                found = replace(found, modality=Modality.UNCLEAR)
        return found

    def _with_modal(self, outer: Status, head: Token) -> Status:
        actual = outer.modality is Modality.ACTUAL
        modality = modal_of(head, self.annotated, reported=bool(outer.voices), actual=actual)
        return replace(outer, modality=modality) if modality is not None and actual else outer
