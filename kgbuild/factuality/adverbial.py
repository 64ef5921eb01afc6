"""Adverbial clauses and gerunds: what their mark and their governor make of them, rule by rule.

A rule gives the status of the clause, or None; RULES are tried in order, and what none knows is left open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.english.rulebook import first
from kgbuild.factuality.beside import (
    Adverbial,
    coming,
    condition,
    likened,
    unreal,
    whenever,
)
from kgbuild.factuality.gerunds import by_row, governed_with_subject
from kgbuild.factuality.governed import below, left_open
from kgbuild.factuality.negation import NOT
from kgbuild.factuality.signatures import asks, judges, measured, signature
from kgbuild.factuality.status import MARKERS, Status
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.contents import calls_for
from kgbuild.predicates.contents import held_by as held_by
from kgbuild.predicates.cues import goes_on, is_effort, is_speech
from kgbuild.predicates.governors import part_of, takes_of, words_of
from kgbuild.predicates.partners import comma_before, loose_head, main_speech, serves
from kgbuild.predicates.signatures import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.factuality.status import StatusOf


def read_adverbial(head: Token, governor: Token, reader: StatusOf) -> Status:
    """The status of an adverbial clause by the first rule that knows it."""
    governor = loose_head(head, governor)
    holder = governor if tree.is_predicate(governor) else tree.clause_head(governor)
    outer = reader.status(holder) if holder.i != head.i else Status()
    clause = Adverbial(head, governor, holder, outer, tree.mark_words(head), reader)
    return first(RULES, clause) or clause.open


def contrast(clause: Adverbial) -> Status | None:
    """ "Left without meeting them", "hired the firm rather than sue it", "far from praising him"."""
    fronted = {a.lower_ for a in clause.governor.children if a.i < clause.head.i}
    far = clause.governor.lower_ in ("far", "short") or "far" in fronted
    if clause.marks & MARKERS["contrast"] or _joint(clause.head) in MARKERS["contrast"]:
        return replace(clause.outer, negated=True, scoped=True)
    if far and "from" in clause.marks and clause.governor.lower_ == "far":
        return replace(clause.outer, negated=True, scoped=True)
    return None


def _joint(head: Token) -> str:
    """A fronted "rather than" that the parser took for a conjunction or preposition."""
    for child in head.children:
        if child.i < head.i and child.lower_ in ("rather", "instead", "as"):
            return " ".join([child.lower_, *(c.lower_ for c in child.children if c.i < head.i)])
    return ""


def aside(clause: Adverbial) -> Status | None:
    """ "As the minister said": the article's own word on who speaks."""
    marked = "as" in clause.marks or not clause.words
    if is_speech(clause.head) and marked and not tree.objects(clause.head):
        # "reportedly wrote to X, telling him": hearsay, too
        hedge = clause.outer.hedge if clause.participle else None
        return Status(hedge=hedge, void=clause.outer.void)
    return None


def effort(clause: Adverbial) -> Status | None:
    """ "Went on to win": won; "worked to end it": attempted."""
    if goes_on(clause.governor) and wf.has_form(clause.head, wf.BASE) and "to" in clause.marks:
        return clause.outer
    if is_effort(clause.governor, clause.head):
        return below(clause.outer, emb.ATTEMPTED, clause.governor, clause.head)
    return None


def valued(clause: Adverbial) -> Status | None:
    """ "Is too weak to V", "it is wrong to V": judged, and not told as done."""
    if clause.infinitive and (measured(clause.governor) or judges(clause.governor, clause.head)):
        return Status(voices=clause.outer.voices, void=True)
    return None


def asked(clause: Adverbial) -> Status | None:
    """ "Called on him to V": what he is to do."""
    called = calls_for(clause.governor, clause.head)
    if not called and not (clause.infinitive and asks(clause.governor)):
        return None
    sign = emb.NECESSARY if called else None
    for word in words_of(clause.governor, clause.head):
        sign = sign or emb.get("verb", word, "obj-to", "to")
    found = below(clause.outer, sign or emb.PURPOSE, clause.governor, clause.head)
    planned = called and found.modality is Modality.PLANNED  # to call for it is, and not the act
    return replace(found, modality=Modality.NECESSARY) if planned else found


def purpose(clause: Adverbial) -> Status | None:
    """ "Came to meet them", "so that they could meet": an aim, whether or not it was reached."""
    if not (clause.infinitive or {"so that", "in order to"} & clause.marks):
        return None
    if tree.subjects(clause.head) and not {"to", "so that"} & clause.marks:
        return Status(voices=clause.outer.voices)
    # "did not stop to V": what was not done for it tells nothing of it
    void = clause.outer.void or clause.outer.negated
    return Status(modality=Modality.PURPOSE, voices=clause.outer.voices, void=void)


def adding(clause: Adverbial) -> Status | None:
    """ "Said that it fell, adding that …": goes on with the speaker's words."""
    verb = clause.head
    saying = verb.lemma_ in SAYING and wf.has_form(verb, wf.GERUND) and not clause.words
    if not (saying and comma_before(verb)):
        return None
    speech = main_speech(clause.governor)
    if speech.i == clause.governor.i:
        return None
    above = clause.reader.status(speech)
    return Status(modality=above.modality, voices=above.voices, void=above.void)


def before_the_end(clause: Adverbial) -> Status | None:
    """ "Died before meeting him": never met him, or nobody knows."""
    if not clause.marks & MARKERS["before"] or not clause.participle:
        return None
    words = words_of(clause.governor, clause.head)
    if any(word in MARKERS["ending"] for word in words) or clause.outer.negated:
        return clause.open
    return None


def plea(clause: Adverbial) -> Status | None:
    """ "Was found not guilty of V-ing", "pleaded guilty to V-ing": the court's or the accused's word."""
    guilty = clause.governor
    if tree.is_verb(guilty):
        guilty = next((c for c in guilty.children if tree.role(c) == "open"), guilty)
    verb = clause.holder
    if guilty.lower_ != "guilty" or tree.copula(guilty) is not None or not clause.participle:
        return None
    if verb.lemma_ not in ("find", "plead", "declare", "rule"):
        return None
    denied = any(c.lower_ in NOT for c in guilty.children if c.i < guilty.i)
    return below(clause.outer, emb.DENIAL if denied else emb.SPEECH, verb, clause.head)


def governed(clause: Adverbial) -> Status | None:
    """ "Refrained from meeting him", "is capable of it": what the governor's row says."""
    if not clause.participle or (not clause.words and wf.has_form(clause.head, wf.PARTICIPLE)):
        return None
    governor = clause.governor
    part = part_of(governor)
    bare = not clause.words and not _behind_preposition(clause.head)
    if bare and (part != "verb" or comma_before(clause.head)):
        return None
    return by_row(clause, *takes_of(governor, clause.head))


def aim_of_gerund(clause: Adverbial) -> Status | None:
    """ "Meets for planning routes": what something is done for."""
    towards = {"for", "towards", "toward"} & clause.marks
    if clause.participle and towards and serves(clause.head, clause.governor):
        return Status(modality=Modality.PURPOSE, voices=clause.outer.voices, void=clause.outer.void)
    return None


def gerund(clause: Adverbial) -> Status | None:
    """ "After meeting him", "by selling it": done; behind a preposition that no table knows, open."""
    if not clause.participle or not clause.words:
        return None
    fronted = clause.head.i < clause.governor.i or comma_before(clause.head)
    known = MARKERS["plain_gerund"] | (MARKERS["fronted_gerund"] if fronted else frozenset())
    if not clause.marks & known:
        return _before(clause)
    if clause.marks & (MARKERS["given"] | {"after", "since"}):
        return _beside(clause)
    if comma_before(clause.head):
        return _beside(clause)
    return clause.outer


def _before(clause: Adverbial) -> Status | None:
    """ "Met him before leaving": left."""
    if not clause.marks & MARKERS["before"]:
        return None
    return _beside(clause)


def _beside(clause: Adverbial) -> Status:
    outer = clause.outer
    return Status(modality=outer.modality, voices=outer.voices, hedge=outer.hedge, void=outer.void)


def participle(clause: Adverbial) -> Status | None:
    """ "…, killing ten people", "…, arrested in May": goes with the clause it hangs on."""
    if not clause.participle or clause.words:
        return None
    if comma_before(clause.head):
        if (
            clause.outer.modality is Modality.PURPOSE
        ):  # hung on an infinitive, or on what stands above it
            return replace(clause.outer, void=True)
        return left_open(clause.outer) if _beside_infinitive(clause) else _beside(clause)
    if wf.has_form(clause.head, wf.PARTICIPLE) or _loose(clause):
        return clause.outer
    return None


def _beside_infinitive(clause: Adverbial) -> bool:
    """ "Plans to buy the bank, ending a feud": the feud ends with the purchase, of which nothing is known."""
    between = [c for c in clause.governor.children if clause.governor.i < c.i < clause.head.i]
    aims = [c for c in between if wf.has_form(c, wf.BASE) and tree.role(c) in ("open", "adverbial")]
    weak = (signature(clause.governor, c).kind is not Kind.PASS for c in aims)
    return any(tree.role(c) == "adverbial" or w for c, w in zip(aims, weak, strict=True))


def _loose(clause: Adverbial) -> bool:
    """Whether a gerund without a comma is a manner or result, not the verb's own complement.

    Behind an object or phrase it is ("walked home singing", "fired rockets killing two"); right behind the
    verb it is what the verb governs, and its row decides.
    """
    return clause.head.i != clause.governor.i + 1 and not _behind_preposition(clause.head)


def _behind_preposition(head: Token) -> bool:
    """Whether a preposition stands right before the verb, whatever the parser hung it on."""
    return head.i > 0 and wf.has_form(head.nbor(-1), wf.PREPOSITION | wf.TO)


def finite(clause: Adverbial) -> Status | None:
    """ "Because they met", "although they met", and a clause without a mark: told as so."""
    if clause.participle:
        return None
    if clause.words and not clause.marks & MARKERS["plain_clause"]:
        return None
    return Status(voices=clause.outer.voices, void=clause.outer.void)


RULES: tuple[Callable[[Adverbial], Status | None], ...] = (
    contrast,
    unreal,
    likened,
    condition,
    aside,
    effort,
    valued,
    asked,
    purpose,
    adding,
    before_the_end,
    plea,
    governed,
    governed_with_subject,
    aim_of_gerund,
    gerund,
    participle,
    whenever,
    coming,
    finite,
)

__all__ = ["RULES", "Adverbial", "Kind", "read_adverbial"]
