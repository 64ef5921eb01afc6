"""Who says so: voices become slots, quotations are given to their speakers, nouns read their status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Section, Slot, Standing
from kgbuild.english import table
from kgbuild.extract.coordination import expand, slot_of
from kgbuild.factuality.governed import left_open
from kgbuild.factuality.negation import without_no
from kgbuild.factuality.nominal import nominal_status
from kgbuild.factuality.scope import asks_whether
from kgbuild.factuality.status import Status
from kgbuild.factuality.worlds import told_in_a_work
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import UNSPECIFIED, Modality, Polarity
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.arguments import agents_of, is_passive, surface_subject
from kgbuild.predicates.speakers import Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft
    from kgbuild.factuality.reader import StatusReader

ISSUING = frozenset({"issue", "release", "publish", "post", "write", "file", "send", "circulate"})
DEICTIC = table("time")["Deictic"]
PERSONAL = table("people")["FirstSecondPerson"]


def apply_status(draft: Draft, reader: StatusReader) -> bool:
    """Write polarity, modality, hedge and speakers into the draft; False where nothing is claimed."""
    annotated = reader.annotated
    token = annotated.doc[draft.head]
    if draft.standing is Standing.PRESUPPOSED:
        if asks_whether(token):
            return False
        status = _quoted_only(token, reader)
        status = left_open(status) if told_in_a_work(token) else status
    elif draft.standing is Standing.NOMINAL:
        status = nominal_status(token, reader)
    else:
        status = reader.status(token)
    if status.void:
        return False
    if _of_a_character(draft, reader):
        status = left_open(status)
    if draft.denied and (status.negated or status.modality is not Modality.ACTUAL):
        return False  # "may have met Lund and not Holm": of Holm nothing is certain either
    if status.negated or draft.denied:
        draft.polarity = Polarity.NEGATED
        for slot in (*draft.subject, *draft.object):
            without_no(slot, annotated)
    if status.modality is not Modality.ACTUAL:
        draft.modality = status.modality
    draft.hedge = draft.hedge or status.hedge
    draft.speaker = [slot for voice in status.voices for slot in slots_of(voice, annotated)]
    if not draft.speaker and _of_nobody_known(draft, annotated):
        return False
    if not draft.speaker and not_the_articles(draft, annotated):
        draft.speaker = [Slot(literal=UNSPECIFIED)]
    draft.quoted = draft.quoted or _touches_quote(draft, annotated)
    return True


def _of_a_character(draft: Draft, reader: StatusReader) -> bool:
    """Whether somebody takes part whom the text brought in as the hero of a work ("the drama follows Lund")."""
    if not reader.characters:
        return False
    slots = (*draft.subject, *draft.object)
    nouns = [slot.head for slot in slots if slot.head is not None]
    mentions = [reader.annotated.mention_at(i) for i in nouns]
    return any(m is not None and reader.characters & set(m.clusters) for m in mentions)


def _of_nobody_known(draft: Draft, annotated: Annotated) -> bool:
    """Whether "I", "we", "you" or "my father" acts outside of anybody's speech: nobody that a reader could know."""
    if not annotated.mentions:  # tokenised lines: nothing is known of anybody
        return False
    nouns = [annotated.doc[slot.head] for slot in draft.subject if slot.head is not None]
    return any(_personal(t) for noun in nouns for t in (noun, *tree.possessors(noun)))


def _personal(token: Token) -> bool:
    return token.lower_ in PERSONAL and wf.has_form(token, wf.PRONOUN)


def not_the_articles(draft: Draft, annotated: Annotated) -> bool:
    """Whether somebody else must be speaking: "I", "we" or "you" take part, or it is the heading of another story.

    An article has no "I": who it is, the text need not say.
    """
    if annotated.section_at(draft.head) is Section.LINK:
        return True
    heads = [s.head for s in (*draft.subject, *draft.object, *draft.obliques) if s.head is not None]
    own = annotated.quote_at(draft.head)
    for head in heads:
        if annotated.quote_at(head) is not own:
            continue  # "N wrote: “We are …”": the "we" of a quotation says nothing of who tells of it
        noun = annotated.doc[head]
        if any(
            t.lower_ in PERSONAL and wf.has_form(t, wf.PRONOUN)
            for t in (noun, *tree.possessors(noun))
        ):
            return True
    return False


def slots_of(voice: Voice, annotated: Annotated) -> list[Slot]:
    """A voice as slots; a document speaks for the body that issued it, and follows it in the chain."""
    if voice.clusters:
        return [Slot(clusters=voice.clusters)]
    if voice.noun is None:
        return [Slot(literal=UNSPECIFIED)]
    noun = resolve(annotated.doc[voice.noun])
    mention = annotated.mention_at(noun.i)
    # a chain is who says that whom says: of several who say it together, the first stands for all
    slots = [slot_of(member, annotated) for member in expand([noun], annotated)[:1]]
    if mention is not None and mention.type == "Document":
        issuer = issuer_of(noun, annotated)
        if issuer is not None:
            return [slot_of(issuer, annotated), *slots]
    return slots


def issuer_of(document: Token, annotated: Annotated) -> Token | None:
    """The body that a statement or report speaks for: its owner, "by X", or the noun before it."""
    for owner in tree.possessors(document):
        if not _is_day(owner):  # "Friday's statement"
            return owner
    verb = document.head
    if tree.role(document) == "object" and verb.lemma_ in ISSUING and tree.is_verb(verb):
        makers = agents_of(verb) if is_passive(verb) else surface_subject(verb).nouns
        if makers:
            return makers[0]
    for modifier in tree.modifiers(document):
        if modifier.preposition in ("by", "from", "of"):
            return modifier.noun
    for child in document.children:
        if tree.role(child) == "reduced":
            for oblique in tree.obliques(child):
                if oblique.preposition == "by":
                    return oblique.noun
        before = child.i < document.i and annotated.mention_at(child.i) is not None
        if before and fn.stands_as(child, fn.COMPOUND | fn.PLAIN_MODIFIER | fn.ADJECTIVE):
            return child
    return None


def _is_day(noun: Token) -> bool:
    unit = noun.lemma_.lower() in table("time")["TimeUnits"]
    return noun.ent_type_ == "Date" or noun.lower_ in DEICTIC or unit


def _quoted_only(token: Token, reader: StatusReader) -> Status:
    quote = reader.annotated.quote_at(token.i)
    if quote is None or not quote.direct or not quote.speaker:
        return Status()
    return Status(voices=(Voice(None, quote.cue, quote.speaker),))


def _touches_quote(draft: Draft, annotated: Annotated) -> bool:
    heads = [draft.head, *[s.head for s in draft.object if s.head is not None]]
    return any(annotated.quote_at(i) is not None for i in heads)
