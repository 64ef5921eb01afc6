"""Owners: "Mori's government" is headed by Mori, "Mori's sister" is kin, "Chad's Lac region" lies in Chad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import words
from kgbuild.english.rulebook import barred, first
from kgbuild.extract.nominal.appositions import maker
from kgbuild.extract.nominal.holders import kinship
from kgbuild.extract.nominal.roles import lemma_of, read_role, relation_of, role_nouns
from kgbuild.language.grammar import clauses
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    children,
    compounds,
    conjuncts,
    determiners,
    first_conjunct,
    modifiers,
    possessors,
    preposition_of,
)
from kgbuild.model import MentionKind
from kgbuild.predicates.cues import is_speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, MentionSpan

LED = frozenset({"government", "cabinet", "administration", "regime", "junta"})
# What the people of a body are to it.
# Bodies inside a body: "the Taliban's Ministry of Finance", "the women's wing of the party".
INNER = words("Inner")
STATE_BODIES = ("GovernmentBody", "JudicialBody", "ArmedForce", "PoliticalParty")
STAFF = {
    "representative": ("for", "of"),
    "member": ("from", "of"),
    "employee": ("from", "of", "at", "with", "for"),
}
PRINCIPALS = ("Person", "Organization", "Country")
# "Norway's Office to the Bank" is where the bank is.
ABROAD = role_nouns("abroad")
SOME_OF = frozenset({"one", "some", "many", "two"})
LED_PLACES = ("City", "Region", "Facility", "GeoArea")


def possessives(annotated: Annotated) -> list[Draft]:
    """Drafts for nouns with an owner, where owning says a relation, and for the people of a body."""
    drafts: list[Draft] = []
    for noun in annotated.doc:
        if noun.pos_ not in ("NOUN", "PROPN") or fn.stands_as(noun, fn.FLAT | fn.COMPOUND):
            continue
        for owner in possessors(noun):
            drafts += _owned(owner, noun, annotated)
        drafts += _people_of(noun, annotated)
        drafts += _inside(noun, annotated)
    return drafts


def _people_of(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "officials from Lima", "soldiers of the Ninth Brigade": they belong to the body named.

    Two bodies of one group ("officials from Lima and Quito") give each part its own.
    """
    mention, lemma = annotated.mention_at(noun.i), lemma_of(noun)
    sort = next((kind for kind in STAFF if lemma in role_nouns(kind)), "")
    if mention is None or not sort or barred(TOLD_ELSEWHERE, noun, mention, annotated):
        return []
    bodies = _bodies_of(noun, sort, annotated)
    if not bodies or len(mention.clusters) not in (1, len(bodies)):
        return []
    make = maker("possessives", noun, standing=Standing.PRESUPPOSED, confidence=0.75)
    found = []
    for at, (tied, body) in enumerate(bodies):
        people = slot_of(noun, annotated)
        people.clusters = mention.clusters[at : at + 1] if len(mention.clusters) > 1 else ()
        found.append(
            make(relation_of(sort), f"be {lemma} {tied}", [people], [slot_of(body, annotated)])
        )
    return found if len(mention.clusters) > 1 else found[:1]


def _bodies_of(noun: Token, sort: str, annotated: Annotated) -> list[tuple[str, Token]]:
    """The bodies behind the noun, each with its preposition."""
    lemma = lemma_of(noun)
    return [
        (tie.preposition, body)
        for tie in modifiers(noun)
        if tie.preposition in STAFF[sort] and tie.noun.i > noun.i
        for body in [tie.noun, *conjuncts(tie.noun)]
        if annotated.mention_at(body.i) is not None
        and is_a(kind_of_token(body, annotated), "Organization")
        and not (tie.preposition == "from" and _of_a_state(body, lemma, annotated))
    ]


def _no_noun_phrase(noun: Token, _mention: MentionSpan, _annotated: Annotated) -> bool:
    """ "Berg, officer of the guard", "is an officer", "Officer Berg"."""
    if noun.pos_ != "NOUN" or fn.stands_as(noun, fn.APPOSITION | fn.COMPOUND):
        return True
    return bool(children(noun, fn.COPULA | fn.FLAT | fn.APPOSITION))


def _told_with_name(noun: Token, mention: MentionSpan, annotated: Annotated) -> bool:
    """One person's title, apposition or "as": the role of a name, told there."""
    if wf.has_form(noun, wf.PLURAL_COMMON):
        return False
    if noun.text[:1].isupper() and not noun.text.isupper():
        return True
    before = preposition_of(noun)[0]
    beside = fn.stands_as(first_conjunct(noun), fn.APPOSITION) or before == "as"
    beside = beside or (
        before == "for" and not determiners(noun)
    )  # "ran for member of the council": a seat
    return mention.attributive or _is_named(mention, annotated) or beside


TOLD_ELSEWHERE: tuple[Callable[[Token, MentionSpan, Annotated], bool], ...] = (
    _no_noun_phrase,
    _told_with_name,
)
"""Why a noun does not tell whose people they are, or tells it in another way."""


def _of_a_body(noun: Token, annotated: Annotated) -> bool:
    """Whether a body stands before the noun ("his NDLEA agents")."""
    beside = [c for c in compounds(noun) if annotated.mention_at(c.i) is not None]
    return any(is_a(kind_of_token(c, annotated), "Organization") for c in beside)


def _of_a_state(body: Token, lemma: str, annotated: Annotated) -> bool:
    """ "A designer from the council": no official, and so perhaps only from there."""
    return kind_of_token(body, annotated) == "GovernmentBody" and lemma not in role_nouns(
        "state staff"
    )


def _is_named(mention: MentionSpan, annotated: Annotated) -> bool:
    known = [annotated.clusters[c] for c in mention.clusters if c in annotated.clusters]
    return any(cluster.attributes.get("named") != "no" for cluster in known)


def _only_called(noun: Token) -> bool:
    """ "Calling N his friend": a second object is what somebody is called, and not what he is."""
    objects = clauses.objects(noun.head)
    return noun in objects and any(other.i < noun.i for other in objects)


def _owned(owner: Token, noun: Token, annotated: Annotated) -> list[Draft]:
    """What owning says: the first that knows."""
    mention = annotated.mention_at(noun.i)
    if mention is None or annotated.mention_at(owner.i) is None or _only_called(noun):
        return []
    return first(OWNED, owner, noun, annotated) or []


def _by_person(owner: Token, annotated: Annotated) -> bool:
    return is_a(kind_of_token(owner, annotated), "Person")


def _made(
    relation: str, told: str, subject: Token, target: Token, noun: Token, annotated: Annotated
) -> list[Draft]:
    make = maker("possessives", noun, standing=Standing.PRESUPPOSED)
    return [make(relation, told, [slot_of(subject, annotated)], [slot_of(target, annotated)])]


def _headed(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Mori's government": Mori heads it, unless it is his former one."""
    if not (lemma_of(noun) in LED or _speaks(noun)) or not _by_person(owner, annotated):
        return None
    if not _an_organisation(noun, annotated):
        return None
    former = read_role(noun, annotated).former
    return [] if former else _made("HEADS", "head", owner, noun, noun, annotated)


def _related(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Mori's sister"."""
    kin = lemma_of(noun) in role_nouns("kin") and not _has_name(noun, annotated)
    return _kin(owner, noun, annotated) if kin and _by_person(owner, annotated) else None


def _associated(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Mori's lawyer"; not "one of Mori's lawyers"."""
    lemma = lemma_of(noun)
    if lemma not in role_nouns("associate") or not _by_person(owner, annotated):
        return None
    one_of = fn.stands_as(noun, fn.NOMINAL_MODIFIER) and noun.head.lower_ in SOME_OF
    if one_of or _has_name(noun, annotated):
        return None
    return _made(relation_of("associate"), f"be {lemma} of", noun, owner, noun, annotated)


def _represented(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Chad's spokesman"; in "Lund and his ministry agents" they are the ministry's."""
    lemma = lemma_of(noun)
    if lemma not in role_nouns("representative") or _has_name(noun, annotated):
        return None
    kind = kind_of_token(owner, annotated)
    if kind != "Region" and not any(is_a(kind, principal) for principal in PRINCIPALS):
        return None
    if _by_person(owner, annotated) and _of_a_body(noun, annotated):
        return None
    return _made(relation_of("representative"), f"be {lemma} of", noun, owner, noun, annotated)


def _based(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Chad's Lake Mining": a body of nobody's state; a body of many countries is of none."""
    kind = kind_of_token(noun, annotated)
    if kind_of_token(owner, annotated) != "Country" or not _is_name(noun, annotated):
        return None
    if not is_a(kind, "Organization") or any(is_a(kind, public) for public in STATE_BODIES):
        return None
    if is_a(kind, "InternationalOrganization") or lemma_of(noun) in ABROAD:
        return []
    return _made("BASED_IN", "be of", noun, owner, noun, annotated)


def _located(owner: Token, noun: Token, annotated: Annotated) -> list[Draft] | None:
    """ "Chad's Lac region"."""
    outer, inner = kind_of_token(owner, annotated), kind_of_token(noun, annotated)
    if outer not in ("Country", "Region") or not _is_name(noun, annotated):
        return None
    if inner not in LED_PLACES or inner == outer:
        return None
    return _made("LOCATED_IN", "be in", noun, owner, noun, annotated)


OWNED: tuple[Callable[[Token, Token, Annotated], list[Draft] | None], ...] = (
    _headed,
    _related,
    _associated,
    _represented,
    _based,
    _located,
)
"""What an owner is to what he owns; an empty list says that it is nothing."""


def _is_name(noun: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(noun.i)
    return mention is not None and mention.kind is MentionKind.NAME


def _inside(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "the Guild's legal department", "the youth wing of the party": a body that is part of a body."""
    mention = annotated.mention_at(noun.i)
    if lemma_of(noun) not in INNER or mention is None or len(mention.clusters) != 1:
        return []
    if (
        children(noun, fn.COPULA)
        or fn.stands_as(noun, fn.APPOSITION)
        or wf.has_form(noun, wf.PLURAL)
    ):
        return []
    of = [tie.noun for tie in modifiers(noun) if tie.preposition == "of" and tie.noun.i > noun.i]
    for whole in [*possessors(noun), *of]:
        body = annotated.mention_at(whole.i)
        if body is None or body.clusters == mention.clusters or len(body.clusters) != 1:
            continue
        kind = kind_of_token(whole, annotated)
        if body.kind is MentionKind.NAME and is_a(kind, "Organization"):
            make = maker("possessives", noun, standing=Standing.PRESUPPOSED, confidence=0.75)
            told = f"be {lemma_of(noun)} of"
            return [make("PART_OF", told, [slot_of(noun, annotated)], [slot_of(whole, annotated)])]
    return []


def _speaks(noun: Token) -> bool:
    """ "Mori's office said": the office is a body under Mori, not a room."""
    return lemma_of(noun) == "office" and fn.stands_as(noun, fn.SUBJECT) and is_speech(noun.head)


def _kin(owner: Token, noun: Token, annotated: Annotated) -> list[Draft]:
    """An unnamed relative stands as a description of their own."""
    if fn.stands_as(noun, fn.APPOSITION) or wf.has_form(noun, wf.PLURAL):
        return []
    if any(fn.stands_as(child, fn.COPULA) for child in noun.children):
        return []
    lemma = lemma_of(noun)
    make = maker("possessives", noun, standing=Standing.PRESUPPOSED)
    draft = make(
        "RELATIVE_OF", f"be {lemma} of", [slot_of(noun, annotated)], [slot_of(owner, annotated)]
    )
    draft.qualifiers["kinship"] = kinship(noun)
    return [draft]


def _has_name(noun: Token, annotated: Annotated) -> bool:
    """Whether a name stands by the noun, so that the title or the apposition says it already."""
    near = [child for child in noun.children if fn.stands_as(child, fn.FLAT | fn.APPOSITION)]
    titled = fn.stands_as(noun, fn.COMPOUND | fn.NOMINAL_MODIFIER) and noun.head.i > noun.i
    follows = noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].pos_ == "PROPN"
    return bool(near) or titled or follows or fn.stands_as(noun, fn.APPOSITION)


def _an_organisation(noun: Token, annotated: Annotated) -> bool:
    return is_a(kind_of_token(noun, annotated), "Organization")
