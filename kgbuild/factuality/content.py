"""Clauses under a noun: relative clauses, participles, and what a plan, claim or right is of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.governed import below, left_open, spoken
from kgbuild.factuality.negation import Quantity, negations, quantity
from kgbuild.factuality.scope import is_indefinite
from kgbuild.factuality.signatures import TOLD
from kgbuild.factuality.status import MARKERS, Status
from kgbuild.factuality.worlds import in_another_world
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.arguments import is_passive
from kgbuild.predicates.governors import preposition_of, takes_of, words_of
from kgbuild.predicates.partners import comma_before, is_ranked
from kgbuild.predicates.signatures import Kind, Signature
from kgbuild.predicates.speakers import speakers_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.factuality.status import StatusOf
    from kgbuild.predicates.speakers import Voice


def of_noun(head: Token, noun: Token, reader: StatusOf) -> Status:
    """A clause under a noun: relative, participle, "to V", "of V-ing", "that …"."""
    holder = tree.clause_head(noun)
    outer = reader.status(holder) if holder.i != head.i else Status()
    outer = replace(outer, voices=tuple(v for v in outer.voices if not _is_of(v, noun)))
    named = _named_as(head, noun, outer)
    if named is not None:
        return named
    absent = quantity(noun) in (Quantity.NONE, Quantity.NOT_ALL) or any(
        d.lower_ == "no" for d in tree.determiners(noun)
    )
    if absent and noun.lemma_.lower() in MARKERS["beyond_doubt"]:
        return Status(voices=outer.voices, void=outer.void)  # "no doubt that he left": he did
    if is_content(head):
        return _content(head, noun, holder, outer, absent)
    if absent:
        return _of_none(head, outer)
    gerund = _gerund_of(head, noun)
    if gerund is not None:
        sign, governor = gerund
        negated = outer.negated and governor.i == holder.i
        under = Status(negated=negated, voices=outer.voices, void=outer.void)
        return below(under, sign, governor, head)
    return _told_apart(head, noun, holder, outer)


def _named_as(head: Token, noun: Token, outer: Status) -> Status | None:
    """ "Identified X as the man who killed Y" is the word of whoever does; "posed as one who killed Y" is untrue."""
    verb = noun.head
    if tree.role(noun) != "oblique" or tree.case_words(noun) != "as" or comma_before(head):
        return None
    for word in words_of(verb, noun):
        if word in MARKERS["posing"]:
            return left_open(Status(voices=outer.voices, void=outer.void))
        if word in MARKERS["describing"]:
            return spoken(outer, emb.SPEECH, verb)
    return None


def _of_none(head: Token, outer: Status) -> Status:
    """ "No envoy who came": nobody did; "no Greens elected, which lost all seats" is said of them all the same."""
    if tree.role(head) == "relative" and comma_before(head):
        return left_open(Status(voices=outer.voices, void=outer.void))
    return Status(negated=True, voices=outer.voices, void=outer.void)


def _told_apart(head: Token, noun: Token, holder: Token, outer: Status) -> Status:
    """What a relative clause or participle tells of a noun that there is, or of one that is only wanted."""
    if _is_finite_participle(head) or in_another_world(head):
        return left_open(Status(voices=outer.voices, void=outer.void))
    if tree.case_words(noun) in MARKERS["given"]:  # "despite concerns raised by X": they were
        return Status(voices=outer.voices, void=outer.void)
    loose = tree.role(head) == "relative" and (comma_before(head) or _of_a_name(noun))
    if not loose and is_indefinite(noun) and noun.i >= holder.i:
        if outer.negated:
            return replace(outer, void=True)
        actual = outer.modality is Modality.ACTUAL
        if outer.modality in AIMED and (_perfect(head) or _has_been(head, holder, outer)):
            return Status(voices=outer.voices, void=outer.void)
        modality = (_wanted(noun, holder) if actual else None) or outer.modality
        return Status(modality=modality, voices=outer.voices, void=outer.void)
    # "reportedly wrote to X, to which X replied": what follows from hearsay is hearsay
    behind = loose and noun.i > holder.i and noun.pos_ != "PROPN"
    return Status(hedge=outer.hedge if behind else None, voices=outer.voices, void=outer.void)


def _of_a_name(noun: Token) -> bool:
    """ "His rival will be Vega, a banker who is seen as an outsider": a name's description tells what is so."""
    above = noun.head
    return tree.role(noun) == "apposition" and above.pos_ == "PROPN" and above.i < noun.i


AIMED = frozenset(
    {Modality.PURPOSE, Modality.PLANNED, Modality.ATTEMPTED, Modality.NECESSARY, Modality.EXPECTED}
)


def _perfect(head: Token) -> bool:
    """ "Met to discuss a vote that has divided them and cost lives": what has been is no aim of anybody."""
    return any(a.lemma_ == "have" and wf.has_form(a, wf.PRESENT) for a in tree.auxiliaries(head))


def _has_been(head: Token, holder: Token, outer: Status) -> bool:
    """ "Will meet a man who killed his brother": told in the writer's own voice, a past is past.

    Not so below "should have met", where nothing need have been.
    """
    past = wf.has_form(head, wf.PAST) and tree.is_finite(head) and not tree.auxiliaries(head)
    unmet = any(a.lemma_ == "have" for a in tree.auxiliaries(holder))
    return past and tree.role(head) == "relative" and not outer.voices and not unmet


def _wanted(noun: Token, holder: Token) -> Modality | None:
    """ "Wants a law that bans it", "called for a deal that …": what need not exist need not do anything."""
    if not tree.is_verb(holder) or noun.head.i != holder.i or holder.lemma_ == "have":
        return None
    place = tree.role(noun)
    if place == "object":
        takes: tuple[str, ...] = ("to", "object")
    elif place == "oblique":
        takes = (f"{tree.case_words(noun).replace(' ', '-')}-ing",)
    else:
        return None
    found = emb.get("verb", holder.lemma_.lower(), *takes)
    return found.modality if found is not None and found.kind is Kind.MODAL else None


def _is_of(voice: Voice, noun: Token) -> bool:
    """ "According to a report that Lund wrote": the report does not tell of itself."""
    if voice.noun is None:
        return False
    return voice.noun == noun.i or any(above.i == voice.noun for above in noun.ancestors)


def is_content(head: Token) -> bool:
    """Whether the clause says what the noun is of: "the claim that …", "a plan to …", "the risk of V-ing"."""
    place = tree.role(head)
    if place in ("complement", "open", "apposition"):
        return True
    words = tree.mark_words(head)
    if place == "relative":
        return _as_relative(head, words)
    if place == "reduced" and tree.is_finite(head) and _own_subject(head):
        known = emb.get("noun", head.head.lemma_.lower(), "that") is not None
        return known or any(c.lower_ == "that" and c.i < head.i for c in head.children)
    return place == "reduced" and bool(
        {"to", "that"} & set(words)
        or preposition_of(head)
        or (wf.has_form(head, wf.GERUND) and words)
    )


def _as_relative(head: Token, words: tuple[str, ...]) -> bool:
    """ "The allegation that X bribed Y", "suggestions it had bought X": nothing is missing in the clause."""
    that = "that" in words or any(c.lower_ == "that" and c.i < head.i for c in head.children)
    full = any(noun.i > head.i for noun in tree.objects(head))
    bare = not that and not words and not _pronoun(head)
    if bare and full and tree.is_finite(head) and _own_subject(head):
        return emb.get("noun", head.head.lemma_.lower(), "that") is not None
    return that and _own_subject(head) and ("that" in words or full)


def _pronoun(head: Token) -> bool:
    """ "Regretted his remark, after which N left": with a relative pronoun the clause is no remark."""
    before = head.doc[head.left_edge.i : head.i]
    return any(wf.has_form(t, wf.WHICH | wf.WHO) and t.lower_ != "that" for t in before)


def _own_subject(head: Token) -> bool:
    """Whether the clause has a subject that is no relative pronoun."""
    return any(noun.lower_ not in ("that", "which", "who") for noun in tree.subjects(head))


def _content(head: Token, noun: Token, holder: Token, outer: Status, absent: bool) -> Status:
    lemma = noun.lemma_.lower()
    words = tree.mark_words(head)
    sign = emb.get("noun", lemma, *takes_of(noun, head))
    if sign is None and tree.role(head) in ("complement", "apposition"):
        sign = emb.get("noun", lemma, "that", "of-ing")
    if sign is not None and sign.kind in TOLD and not outer.negated:
        verdict = _verdict(noun, holder, outer)
        if verdict is not None:
            return verdict
    if "to" in words and (sign is None or sign.kind is Kind.FACT):
        sign = emb.PASS if is_ranked(noun) else emb.PURPOSE
    above = _above_noun(outer, holder, noun, absent)
    if absent and sign is not None and sign.modality is Modality.PROMISED:
        return left_open(above)  # "there is no guarantee that he left"
    return below(above, sign or emb.UNKNOWN, noun, head)


def _verdict(noun: Token, holder: Token, outer: Status) -> Status | None:
    """ "The claim that … was false", "… was denied by X", "X rejected the claim that …": not so."""
    refused = Status(negated=True, hedge=outer.hedge, voices=outer.voices, void=outer.void)
    lemma = holder.lemma_.lower()
    place = tree.role(noun)
    subject = noun in tree.subjects(holder)
    if subject and not is_passive(holder):
        judged = [holder, *(c for c in holder.children if tree.role(c) == "open")]
        weighs = tree.copula(holder) is not None or lemma in MARKERS["turning_out"]
        if weighs and any(
            t.lemma_.lower() in MARKERS["untrue"] and not negations(t) for t in judged
        ):
            return refused
        return None
    done = (subject and is_passive(holder)) or (place == "object" and noun.head.i == holder.i)
    if not done or lemma not in MARKERS["rejecting"] | MARKERS["falsifying"]:
        return None
    if lemma in MARKERS["rejecting"]:
        return replace(refused, voices=refused.voices + speakers_of(holder))
    return refused


def _above_noun(outer: Status, holder: Token, noun: Token, absent: bool) -> Status:
    """The status under which the noun itself stands ("abandoned plans to", "has no plans to")."""
    above = Status(voices=outer.voices, void=outer.void)
    if absent:
        return replace(above, negated=True)
    lemma = holder.lemma_.lower()
    if tree.role(noun) == "object" and noun.head.i == holder.i:
        if outer.negated:
            has = lemma in ("have", "make")
            return replace(above, negated=has, void=not has)
        if lemma in MARKERS["giving_up"]:
            return replace(above, negated=True)
        if lemma in MARKERS["rejecting"]:
            return replace(above, negated=True, voices=above.voices + speakers_of(holder))
        sign = emb.get("verb", lemma, "that")
        if sign is not None and sign.kind is Kind.SPEECH:
            return replace(above, voices=above.voices + speakers_of(holder))
    return above


def _gerund_of(head: Token, noun: Token) -> tuple[Signature, Token] | None:
    """ "The risk of X attacking Y", "warned of X attacking Y": what stands above X decides on the gerund."""
    if not wf.has_form(head, wf.GERUND) or tree.role(head) != "reduced" or comma_before(head):
        return None
    preposition = tree.case_words(noun).replace(" ", "-")
    governor = noun.head
    if tree.role(noun) == "modifier":
        sign = emb.get("noun", governor.lemma_.lower(), f"{preposition}-ing")
        return (sign, governor) if sign is not None and sign.kind is not Kind.PASS else None
    if tree.role(noun) == "oblique" and tree.is_verb(governor):
        sign = emb.get("verb", governor.lemma_.lower(), f"{preposition}-ing")
        return (sign, governor) if sign is not None and sign.kind is not Kind.PASS else None
    if tree.role(noun) == "object" and tree.is_verb(governor):
        sign = emb.get("verb", governor.lemma_.lower(), "obj-ing")
        return (sign, governor) if sign is not None else None
    return None


def _is_finite_participle(head: Token) -> bool:
    """A finite verb with an object hung on a noun without any mark: English has no such clause."""
    bare = tree.role(head) == "reduced" and wf.has_form(head, wf.PAST) and not tree.mark_words(head)
    if tree.role(head.head) == "root":  # the sentence's own verb, hung on its subject
        return False
    return bare and bool(tree.objects(head)) and not tree.subjects(head)


__all__ = ["Modality", "is_content", "of_noun"]
