"""Where each draft happened: the place of an act, as against a place that it is about.

"Patrushev met Guo in Beijing" has a place; "flew to Beijing", "is based in Beijing" have a place as
their object. A phrase with in, at, near belongs to the clause that it modifies; the place of an event
("at the summit in Samarkand") is that of the acts in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot
from kgbuild.language.grammar import clauses, phrases
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind
from kgbuild.normalize.adjuncts.attachment import SITES, Attachments, is_speech, is_static
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, MentionSpan

PLACING = frozenset({"in", "at", "near", "outside", "inside", "around", "off", "within", "across"})
NEAR = 4


def locate(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """Set every draft's place; phrases that became one are no longer obliques or objects."""
    attached = Attachments(drafts, annotated)
    for draft in drafts:
        _from_object(draft, annotated)
        _from_obliques(draft, annotated)
    for mention in annotated.mentions:
        head = annotated.doc[mention.head]
        preposition, _ = phrases.preposition_of(head)
        preposition = _around(head, preposition, annotated)
        if preposition in PLACING and _is_place(mention, annotated):
            # what only says where the object lies ("the sale in Orley") does not keep the place
            owners = [draft for draft in attached.owners(head) if _takes(draft)]
            owners = owners or _at_subject(head, attached, annotated)
            there = attached.through_object(head, "bodily") or attached.through_object(
                head, "on_site"
            )
            for draft in owners or there:
                _put(draft, mention, annotated)
    _where(attached, annotated)
    _within(drafts, attached, annotated)
    return drafts


def _around(head: Token, preposition: str, annotated: Annotated) -> str:
    """The preposition of the site that a name tells: "in" for Utah in "in the state of Utah", "in a Utah jail"."""
    above = head.head
    told = annotated.mention_at(above.i)
    if not phrases.is_noun(above) or (told is not None and told.kind is MentionKind.NAME):
        return preposition
    site = told is not None and vocabulary().is_a(told.type, "Place")
    if not site and above.lemma_.lower() not in SITES:
        return preposition
    before = head.i < above.i and fn.stands_as(
        head, fn.COMPOUND | fn.POSSESSOR | fn.NOMINAL_MODIFIER
    )
    return phrases.preposition_of(above)[0] if preposition == "of" or before else preposition


def _at_subject(head: Token, attached: Attachments, annotated: Annotated) -> list[Draft]:
    """ "An accident near Holm killed five": where the event was that the deadly act is told of."""
    noun = head.head
    if not phrases.is_noun(noun) or not attached.is_event_or_place(noun):
        return []
    return [
        draft
        for draft in attached.by_token.get(noun.head.i, [])
        if vocabulary().has(draft.relation, "casualty")
        and any(slot.head == noun.i for slot in draft.subject)
    ]


def _is_place(mention: MentionSpan, annotated: Annotated) -> bool:
    """Whether the mention is of a place with a name: "the shop" and "their homes" are nowhere."""
    if not vocabulary().is_a(mention.type, "Place"):
        return False
    clusters = [annotated.clusters[c] for c in mention.clusters if c in annotated.clusters]
    return any(c.attributes.get("named") != "no" for c in clusters) or not clusters


def _takes(draft: Draft) -> bool:
    """Whether the draft's relation happens somewhere."""
    if is_static(draft) or vocabulary().has(draft.relation, "placeless"):
        return False
    relation = vocabulary().relations.get(draft.relation or "")
    return relation is None or relation.group != "role"


def _put(draft: Draft, mention: MentionSpan, annotated: Annotated) -> None:
    if not _takes(draft):
        return
    taken = {
        c for s in (*draft.subject, *draft.object, *draft.place) for c in annotated.clusters_at(s)
    }
    if set(mention.clusters) & taken:
        return
    beside = draft.place and _coordinated(mention, draft, annotated)
    if draft.place and not beside and not _finer(mention, draft, annotated):
        return
    slot = Slot(head=mention.head, start=mention.start, end=mention.end, clusters=mention.clusters)
    draft.place = [*draft.place, slot] if beside else [slot]
    draft.obliques = [o for o in draft.obliques if o.head != mention.head]


def _coordinated(mention: MentionSpan, draft: Draft, annotated: Annotated) -> bool:
    """ "In Orley and Varn": both are where it happened."""
    first = draft.place[0].head
    if first is None:
        return False
    tokens = (annotated.doc[first], annotated.doc[mention.head])
    return phrases.first_conjunct(tokens[0]).i == phrases.first_conjunct(tokens[1]).i


GRAIN = {"GeoArea": 0, "Country": 1, "Region": 2, "City": 3, "Facility": 4}


def _finer(mention: MentionSpan, draft: Draft, annotated: Annotated) -> bool:
    """A city beats the country that stands beside it; of two cities the first stays."""
    now = annotated.mention_of(draft.place[0])
    return now is not None and GRAIN.get(mention.type, 0) > GRAIN.get(now.type, 0)


def _from_object(draft: Draft, annotated: Annotated) -> None:
    """An object behind "in" that the relation cannot take: "met in Beijing" meets nobody there."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None or draft.preposition not in PLACING or not _takes(draft):
        return
    wanted = relation.range
    kept = []
    for slot in draft.object:
        mention = annotated.mention_of(slot)
        place = mention is not None and _is_place(mention, annotated)
        if not place or any(
            w in ("Place", "Thing") or vocabulary().is_a(w, "Place") for w in wanted
        ):
            kept.append(slot)
        elif mention is not None and not draft.place:
            draft.place = [
                Slot(head=slot.head, start=slot.start, end=slot.end, clusters=mention.clusters)
            ]
    if len(kept) != len(draft.object):
        draft.object = kept


def _from_obliques(draft: Draft, annotated: Annotated) -> None:
    for slot in list(draft.obliques):
        mention = annotated.mention_of(slot)
        if mention is not None and slot.preposition in PLACING and _is_place(mention, annotated):
            _put(draft, mention, annotated)


def _where(attached: Attachments, annotated: Annotated) -> None:
    """ "in Nanping, where he spoke": the clause happens at the place before it."""
    for token in annotated.doc:
        if token.lower_ != "where" or not wf.has_form(token, wf.WHERE):
            continue
        predicate = clauses.clause_head(token.head)
        noun = phrases.antecedent(token) or predicate.head
        mention = _place_around(noun, annotated) if noun.i < token.i else None
        if mention is None:
            continue
        for draft in attached.by_token.get(predicate.i, []):
            _put(draft, mention, annotated)


def _place_around(noun: Token, annotated: Annotated) -> MentionSpan | None:
    """The noun's place; of "Nanping, a city in China, where" the city that the apposition is about."""
    mention = annotated.mention_at(noun.i)
    if mention is not None and _is_place(mention, annotated):
        return mention
    above = annotated.mention_at(noun.head.i)
    return above if above is not None and _is_place(above, annotated) else None


def _within(drafts: list[Draft], attached: Attachments, annotated: Annotated) -> None:
    """An event that an act is part of is where the act is; so is what remarks were made at."""
    for draft in sorted(drafts, key=lambda d: d.head):
        if draft.place and not is_static(draft):
            for inner in attached.within(annotated.doc[draft.head]):
                _inherit(inner, draft, annotated)
    sentence_of = {t.i: n for n, s in enumerate(annotated.doc.sents) for t in s}
    for draft in drafts:
        if not draft.remarks or draft.place:
            continue
        here = sentence_of[draft.head]
        spoken = [
            d for d in drafts if d.place and is_speech(d) and 0 < here - sentence_of[d.head] <= NEAR
        ]
        if spoken:
            _inherit(draft, max(spoken, key=lambda d: d.head), annotated)


def _inherit(inner: Draft, outer: Draft, annotated: Annotated) -> None:
    place = outer.place[0]
    mention = annotated.mention_of(place)
    if mention is not None and not inner.place:
        _put(inner, mention, annotated)
