"""Whether it happened, and by whose word: polarity, modality, hedge and voices of a predicate.

The status of a predicate is read upward: what its governors make of it (`signatures`), then what stands
beside it (`cues`, `modals`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.extract import _tree as tree
from kgbuild.extract.arguments import antecedent_of
from kgbuild.extract.asides import stray_host
from kgbuild.extract.contents import held_by
from kgbuild.extract.cues import goes_on, is_aside, is_effort
from kgbuild.extract.cues import is_speech as is_speech
from kgbuild.extract.partners import (
    ANSWERABLE,
    comma_before,
    is_ranked,
    judged,
    loose_head,
    main_speech,
    partner_of,
    serves,
)
from kgbuild.extract.quoted import with_quote
from kgbuild.extract.speakers import credited, speakers_of
from kgbuild.factuality import table as emb
from kgbuild.factuality.governed import below, spoken
from kgbuild.factuality.modals import modal_of
from kgbuild.factuality.scope import (
    bids,
    holds_until,
    is_imperative,
    is_indefinite,
    is_question,
    negations,
)
from kgbuild.factuality.signatures import (
    asks,
    either,
    is_past,
    judges,
    measured,
    shares_auxiliaries,
    signature,
    timeless,
)
from kgbuild.factuality.status import (
    BEYOND,
    CONDITION,
    FORWARD,
    GIVEN,
    GIVES_UP,
    HEDGES,
    PERHAPS,
    PREMISES,
    PROBABLY,
    RARELY,
    RATHER,
    REJECTS,
    UNREAL,
    WHENEVER,
)
from kgbuild.factuality.status import Status as Status
from kgbuild.factuality.table import Kind
from kgbuild.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


class StatusReader:
    """Reads the status of the predicates of one document, each once."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
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
        first = next((t.i for t in between if t.tag_ == "IN" and t.lower_ == "that"), head.i)
        if any(t.lower_ in ("not", "n't", "n’t", "never") for t in head.doc[noun.i : first]):
            return replace(above, void=True)
        return below(above, emb.NOUNS.get(noun.lemma_.lower(), emb.PASS), noun, head)

    def _context(self, head: Token) -> Status:
        place = tree.role(head)
        governor = head.head
        teller = held_by(head)
        if teller is not None:
            return spoken(self.status(teller), emb.SPEECH, teller)
        if place == "conjunct":
            return self._conjunct(head, governor)
        if stray_host(head) is not None:
            return Status()
        if place in ("open", "complement"):
            if not (tree.is_predicate(governor) or tree.is_clause(governor)) and tree.is_noun(
                governor
            ):
                return self._of_noun(head, governor)
            if governor.lower_ in PREMISES and not tree.subjects(governor):
                # "given that …" says nothing of its own
                above = self.status(tree.clause_head(governor.head))
                return Status(modality=PREMISES[governor.lower_], voices=above.voices)
            found = below(self.status(governor), signature(governor, head), governor, head)
            return replace(found, void=True) if bids(head) else found
        if place == "clause_subject":
            return below(self.status(governor), signature(governor, head), governor, head)
        if place == "adverbial":
            return self._adverbial(head, governor)
        if place == "reduced" and judged(head, governor):
            sign = emb.OPEN.get(governor.head.lemma_, emb.SPEECH)
            return below(self.status(governor.head), sign, governor.head, head)
        if place in ("relative", "reduced"):
            return self._of_noun(head, antecedent_of(head))
        if place == "parataxis":
            return self._beside(head, governor)
        if place == "root":
            words = tree.mark_words(head)
            unreal = "as" in words and bool({"if", "though"} & set(words))
            return Status(void=is_question(head) or is_imperative(head) or unreal)
        if place == "apposition":
            return Status()
        return self._adverbial(head, governor)

    def _conjunct(self, head: Token, first: Token) -> Status:
        first = partner_of(head) if head.head.i == first.i else first
        outer = self.context(first)
        if not tree.is_predicate(first):
            return outer if tree.is_clause(first) else self.status(tree.clause_head(first))
        outer = replace(outer, voices=outer.voices + credited(first, fronted=True, conjunct=head))
        conjunction = tree.coordinator(head)
        word = conjunction.lower_ if conjunction is not None else ""
        if word in ("rather", "instead"):
            return replace(self._with_modal(outer, first), negated=True)
        if tree.subjects(head) or not shares_auxiliaries(head, first):
            return outer
        shared = self._with_modal(outer, first)
        if any(a.lower_ in RARELY and a.i < first.i for a in tree.adverbs(first)):
            shared = replace(shared, void=True)
        if negations(first) and word != "but":
            shared = replace(shared, negated=not outer.negated)
        return shared

    def _beside(self, head: Token, governor: Token) -> Status:
        """A clause set beside another: told by whoever is named behind both ("A fell; B rose, he said")."""
        last = head.right_edge.i
        asked = is_question(head) and last >= head.sent.end - 2  # "Q: Could you say …?"
        if is_aside(head) or not tree.is_predicate(governor):
            return Status(void=asked)
        above = self.context(governor).voices + credited(governor)
        behind = [v for v in above if v.cue is not None and v.cue > last]
        return Status(voices=tuple(behind), void=asked)

    def _adverbial(self, head: Token, governor: Token) -> Status:
        words = tree.mark_words(head)
        governor = loose_head(head, governor)
        holder = governor if tree.is_predicate(governor) else tree.clause_head(governor)
        outer = self.status(holder) if holder.i != head.i else Status()
        voices = outer.voices
        if any(word in RATHER for word in words):
            return replace(outer, negated=True)
        if any(word in UNREAL for word in words) or (
            "as" in words and {"if", "though"} & set(words)
        ):
            return Status(voices=voices, void=True)
        if any(word in CONDITION for word in words):
            return Status(modality=Modality.CONDITIONAL, voices=voices, void=outer.void)
        if is_speech(head) and ("as" in words or not words) and not tree.objects(head):
            return Status()
        if goes_on(governor) and head.tag_ == "VB" and "to" in words:
            return outer
        if is_effort(governor, head):
            return below(outer, emb.ATTEMPTED, governor, head)
        infinitive = head.tag_ == "VB" or ("to" in words and head.tag_ not in ("VBG", "RB", "IN"))
        if infinitive and measured(governor):
            return Status(voices=voices, void=True)
        if infinitive and judges(governor, head):
            return Status(voices=voices, void=True)
        if infinitive and asks(governor):
            asked = emb.OPEN.get(governor.lemma_, emb.PURPOSE)
            return below(outer, asked, governor, head)
        if infinitive or "so that" in words or "in order to" in words:
            if tree.subjects(head) and "to" not in words and "so that" not in words:
                return Status(voices=voices)
            # "did not stop to V": what was not done for it tells nothing of it
            return Status(
                modality=Modality.PURPOSE, voices=voices, void=outer.void or outer.negated
            )
        if head.lemma_ in SAYING and head.tag_ == "VBG" and not words and comma_before(head):
            speech = main_speech(governor)
            if speech.i != governor.i:
                above = self.status(speech)
                return Status(modality=above.modality, voices=above.voices, void=above.void)
        if head.tag_ in ("VBG", "VBN") and not tree.subjects(head):
            sign = emb.OPEN.get(governor.lemma_) if set(words) & {"of", "for", "from"} else None
            sign = emb.GERUNDS.get((governor.lemma_, words[0])) or sign if words else sign
            if (tree.copula(governor) is not None or governor.pos_ == "ADJ") and words:
                answers = words[0] == "for" and governor.lemma_.lower() in ANSWERABLE
                sign = emb.PASS if answers else emb.ADJECTIVES.get(governor.lemma_.lower())
                sign = sign if sign is not None and words[0] in ("of", "to", "for") else None
                if sign is not None:
                    return below(outer, sign, governor, head)
            if sign is not None and tree.is_verb(governor):
                return below(outer, sign, governor, head)
            aims = {"for", "towards", "toward"} & set(words)
            if sign is None and aims and serves(head, governor):
                return Status(modality=Modality.PURPOSE, voices=voices, void=outer.void)
            if comma_before(head) and outer.modality is Modality.PURPOSE:
                return replace(
                    outer, void=True
                )  # hung on an infinitive, or on what stands above it
            if comma_before(head) or set(words) & {"after", "since", "despite", "following"}:
                return Status(
                    modality=outer.modality, voices=voices, hedge=outer.hedge, void=outer.void
                )
            return outer
        modality = Modality.ACTUAL
        if set(words) & WHENEVER and timeless(head, holder):
            modality = Modality.CONDITIONAL
        if outer.modality is not Modality.ACTUAL and set(words) & FORWARD and not is_past(head):
            modality = outer.modality
        return Status(modality=modality, voices=voices, void=outer.void)

    def _of_noun(self, head: Token, noun: Token) -> Status:
        """A clause under a noun: relative, participle, "to V", "that ..."."""
        holder = tree.clause_head(noun)
        outer = self.status(holder) if holder.i != head.i else Status()
        absent = any(d.lower_ == "no" for d in tree.determiners(noun))
        if absent and noun.lemma_.lower() in BEYOND:  # "there is no doubt that he left": he did
            return Status(voices=outer.voices, void=outer.void)
        words = tree.mark_words(head)
        content = tree.role(head) in ("complement", "open") or (
            tree.role(head) == "reduced" and ("to" in words or "that" in words or "of" in words)
        )
        sign = emb.NOUNS.get(noun.lemma_.lower())
        told = content and sign is not None and sign.kind is Kind.SPEECH
        if told and holder.lemma_ in REJECTS and tree.role(noun) == "object" and not outer.negated:
            voices = outer.voices + speakers_of(holder)
            return Status(True, Modality.ACTUAL, outer.hedge, voices, outer.void)
        if content and (sign is not None or "to" in words or "of" in words):
            if sign is None or ("to" in words and sign.kind is Kind.FACT):
                done = "of" in words and noun.lemma_.lower() in emb.DONE
                done = done or is_ranked(noun)
                sign = emb.PASS if done else emb.PURPOSE
            above = self._above_noun(outer, holder, noun, absent)
            return below(above, sign, noun, head)
        if absent:
            return Status(negated=True, voices=outer.voices, void=outer.void)
        if tree.case_words(noun) in GIVEN:  # "despite concerns raised by X": they were
            return Status(voices=outer.voices, void=outer.void)
        loose = tree.role(head) == "relative" and comma_before(head)
        if not loose and is_indefinite(noun) and noun.i > holder.i:
            if outer.negated:
                return replace(outer, void=True)
            return Status(modality=outer.modality, voices=outer.voices, void=outer.void)
        return Status(voices=outer.voices, void=outer.void)

    def _above_noun(self, outer: Status, holder: Token, noun: Token, absent: bool) -> Status:
        """The status under which the noun itself stands ("abandoned plans to", "has no plans to")."""
        above = Status(voices=outer.voices, void=outer.void)
        if absent:
            return replace(above, negated=True)
        if tree.role(noun) == "object" and noun.head.i == holder.i:
            if outer.negated:
                return replace(
                    above,
                    negated=holder.lemma_ in ("have", "make"),
                    void=holder.lemma_ not in ("have", "make"),
                )
            if holder.lemma_ in GIVES_UP:
                return replace(above, negated=True)
            if holder.lemma_ in REJECTS:
                return replace(above, negated=True, voices=above.voices + speakers_of(holder))
            sign = emb.FINITE.get(holder.lemma_)
            if sign is not None and sign.kind is Kind.SPEECH:
                return replace(above, voices=above.voices + speakers_of(holder))
        return above

    # what stands beside

    def _local(self, outer: Status, head: Token) -> Status:
        found = self._with_modal(outer, head)
        if negations(head):
            found = (
                replace(found, void=True)
                if holds_until(head)
                else replace(found, negated=not outer.negated)
            )
        if either(head) and found.modality is Modality.ACTUAL and not found.negated:
            found = replace(found, modality=Modality.POSSIBLE)
        for adverb in tree.adverbs(head):
            word = adverb.lower_
            if word in RARELY:
                found = replace(found, void=True)
            elif word in HEDGES:
                found = replace(found, hedge=found.hedge or word)
            elif word in PERHAPS and found.modality is Modality.ACTUAL:
                found = replace(found, modality=Modality.POSSIBLE, hedge=found.hedge or word)
            elif word in PROBABLY and found.modality is Modality.ACTUAL:
                found = replace(found, modality=Modality.EXPECTED, hedge=found.hedge or word)
        return replace(found, voices=found.voices + credited(head))

    def _with_modal(self, outer: Status, head: Token) -> Status:
        actual = outer.modality is Modality.ACTUAL
        modality = modal_of(head, self.annotated, reported=bool(outer.voices), actual=actual)
        return replace(outer, modality=modality) if modality is not None and actual else outer
