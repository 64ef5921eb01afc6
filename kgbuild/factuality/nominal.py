"""The status of an event that a noun tells ("a meeting"), under the verb, noun or adjective that governs it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.governed import below, left_open
from kgbuild.factuality.scope import is_indefinite
from kgbuild.factuality.status import MARKERS, Status
from kgbuild.factuality.worlds import is_unreal
from kgbuild.language.grammar import clauses as tree
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.governors import words_of
from kgbuild.predicates.passive import is_passive
from kgbuild.predicates.signatures import Kind, Negated, Signature

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.factuality.status import StatusOf

# "Announced a meeting" tells of one to come, "announced the withdrawal", "discussed the attack" of one that was.
TOPICAL = frozenset({"announce", "discuss"})
SAID = (Kind.SPEECH, Kind.DENIAL, Kind.THOUGHT, Kind.HINT, Kind.VOID)


def nominal_status(noun: Token, reader: StatusOf) -> Status:
    """The status of an event told by a noun: what governs it, then the adjectives before it."""
    holder = tree.clause_head(noun)
    outer = reader.status(holder)
    base = Status(voices=outer.voices, void=outer.void)
    if any(d.lower_ == "no" for d in tree.determiners(noun)):
        return replace(base, negated=True)
    if holder.i == noun.i or _is_only_raised(tree.first_conjunct(noun)):
        found = left_open(outer) if _is_only_raised(tree.first_conjunct(noun)) else outer
    else:
        found = _governed(noun, holder, outer, base)
    for child in noun.children:
        sign = emb.get("adjective", child.lower_, "event") if child.i < noun.i else None
        if sign is not None:
            found = _coloured(found, sign, child)
    return found


def _is_only_raised(noun: Token) -> bool:
    """ "A main issue was the release of X", "their aim is his arrest": talked of or wanted, and not told as done."""
    if tree.copula(noun) is None:
        return False
    for subject in tree.subjects(noun):
        lemma = subject.lemma_.lower()
        sign = emb.get("noun", lemma, "to", "that")
        wanted = (c for c in subject.children if tree.role(c) in ("relative", "reduced"))
        signs = (emb.get("verb", c.lemma_.lower(), "object", "to") for c in wanted)
        if any(s is not None and s.kind is Kind.MODAL for s in signs):
            return True  # "the punishment that they demanded was his expulsion"
        if lemma in MARKERS["raised"] or (sign is not None and sign.kind in (Kind.MODAL, *SAID)):
            return True
    return False


def _coloured(found: Status, sign: Signature, adjective: Token) -> Status:
    """A "planned", "alleged", "failed" or "fictional" event."""
    if sign.kind is Kind.SEEM:
        return replace(found, hedge=found.hedge or adjective.lower_)
    if sign.kind is Kind.VOID:
        return left_open(found)
    if sign.kind is Kind.TURN:
        return replace(found, negated=not found.negated)
    actual = found.modality is Modality.ACTUAL
    return replace(found, modality=sign.modality) if actual else found


def _governed(noun: Token, holder: Token, outer: Status, base: Status) -> Status:
    """The event under its verb, or under the noun that it is the "of" of."""
    place = tree.role(noun)
    if place == "modifier":
        return _of_noun(noun, base)
    if noun.head.i != holder.i or place not in ("subject", "object", "oblique"):
        return base
    if place == "subject" and tree.copula(holder) is not None:
        return _said_of(holder, outer, base)
    sign = _signature(noun, holder, place)
    definite = not is_indefinite(noun)
    if sign is None or sign.kind in (Kind.FACT, Kind.PASS):
        return _done(noun, holder, outer, base, sign)
    if sign.kind is Kind.TURN:
        open_ = sign.modality is Modality.REFUSED or sign.negated is Negated.OPEN
        if definite and open_:
            # "Opposed the war", "halted the attack": there was one; "prevented the attack", "blocked the sale": open.
            return base if holder.lemma_.lower() in MARKERS["begun"] else left_open(base)
        return below(replace(base, negated=outer.negated), sign, holder, noun)
    if sign.kind in SAID:
        return base if definite else below(outer, sign, holder, noun)
    if definite and holder.lemma_ in TOPICAL:
        return base
    modality = sign.modality if outer.modality is Modality.ACTUAL else outer.modality
    return replace(base, modality=modality, negated=outer.negated)


def _done(
    noun: Token, holder: Token, outer: Status, base: Status, sign: Signature | None
) -> Status:
    """An event whose verb tells it as done, or says nothing of that."""
    occurs = sign is not None and sign.kind is Kind.PASS and tree.role(noun) == "subject"
    # "The strike ended" tells of the strike, "a meeting ended the strike" of what it did.
    other = any(o.lower_ != "place" for o in tree.objects(holder))
    if occurs and not other and not is_passive(holder):
        return replace(base, negated=outer.negated, modality=outer.modality, hedge=outer.hedge)
    if not is_indefinite(noun):
        made = holder.lemma_.lower() in MARKERS["causing"] and tree.role(noun) != "subject"
        unsure = outer.negated or outer.modality is not Modality.ACTUAL
        return left_open(base) if made and unsure else base  # "could lead to the arrest of X"
    # "A statement did not mention the ban": what does not act is there all the same.
    acts = tree.role(noun) == "subject" and not is_passive(holder)
    if outer.negated and not acts:
        return replace(base, void=True)
    return replace(base, modality=outer.modality)


def _signature(noun: Token, holder: Token, place: str) -> Signature | None:
    """What the verb does to the event: as its object, subject, or behind its preposition."""
    if place == "subject" and not is_passive(holder):
        placed = holder.lemma_ == "take" and any(o.lower_ == "place" for o in tree.objects(holder))
        words = ("take_place",) if placed else _with_particle(holder)
        return next((s for w in words if (s := emb.get("verb", w, "subject"))), None)
    if place in ("object", "subject"):
        words = words_of(holder, noun) if place == "object" else _with_particle(holder)
        return next((s for w in words if (s := emb.get("verb", w, "object"))), None)
    preposition = tree.case_words(noun).replace(" ", "-")
    takes = (f"{preposition}-ing", *(("object",) if preposition == "for" else ()))
    return next((s for w in words_of(holder, noun) if (s := emb.get("verb", w, *takes))), None)


def _with_particle(verb: Token) -> tuple[str, ...]:
    """The verb with a particle or adverb right behind it, and alone ("was called off", "fell through")."""
    lemma = verb.lemma_.lower()
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if after.head.i == verb.i and after.pos_ in ("ADP", "ADV", "PART"):
        return (f"{lemma}_{after.lower_}", lemma)
    return (lemma,)


def _said_of(holder: Token, outer: Status, base: Status) -> Status:
    """ "The meeting is off", "their meeting was a dream"."""
    lemma = holder.lemma_.lower()
    if is_unreal(holder) or f"{tree.case_words(holder)} {lemma}" in MARKERS["pending"]:
        return left_open(base)
    sign = emb.get("adjective", holder.lemma_.lower(), "event")
    if sign is None:
        return base
    # "The meeting is not off": it may be held, or not
    return left_open(base) if outer.negated else _coloured(base, sign, holder)


def _of_noun(noun: Token, base: Status) -> Status:
    """ "Rumours of a meeting", "the prospect of talks", "a round of talks"."""
    governor = noun.head
    preposition = tree.case_words(noun).replace(" ", "-")
    takes = (f"{preposition}-ing", "of-ing", "to", "that")
    sign = emb.get("noun", governor.lemma_.lower(), *takes)
    if sign is None or sign.kind in (Kind.FACT, Kind.PASS):
        return base
    if sign.kind in SAID or sign.kind is Kind.TURN:
        denied = any(d.lower_ == "no" for d in tree.determiners(governor))  # "no lack of talks"
        return below(replace(base, negated=denied), sign, governor, noun)
    return replace(base, modality=sign.modality)


def only_told(noun: Token) -> bool:
    """Whether a noun is of something said or refused, which takes place nowhere by itself."""
    sign = emb.get("noun", noun.lemma_.lower(), "to", "that")
    return sign is not None and sign.kind in (Kind.TURN, *SAID)


def did_not_happen(verb: Token) -> bool:
    """Whether an event that is the subject of the verb was called off, or is still to come."""
    takes = "object" if is_passive(verb) else "subject"
    sign = next((s for w in _with_particle(verb) if (s := emb.get("verb", w, takes))), None)
    return sign is not None and sign.kind in (Kind.TURN, Kind.MODAL)
