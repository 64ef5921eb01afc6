"""What a role noun claims of its holder: kin, offices, bodies led, memberships, work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.nominal.leading import leads_the_whole
from kgbuild.extract.nominal.roles import (
    COMING,
    INVERSE,
    Role,
    joined_until,
    relation_of,
    role_nouns,
)
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import modifiers
from kgbuild.model import Modality

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


# Nouns for somebody who backs, holds or fights somebody else.
BACKERS = (
    (frozenset({"shareholder", "stakeholder", "co-owner"}), "OWNS"),
    (frozenset({"investor"}), "INVESTED_IN"),
    (frozenset({"critic", "detractor"}), "CRITICIZED"),
    (frozenset({"opponent"}), "OPPOSED"),
    (frozenset({"backer", "sponsor"}), "SUPPORTED"),
)


def describe(
    holder: Slot,
    role: Role,
    annotated: Annotated,
    make: Callable[[str, str, list[Slot], list[Slot]], Draft],
) -> list[Draft]:
    """The claims that a role noun makes of its holder; `make` is given relation, words, subject, object."""
    for reader in (_tie, _seat, _work):
        found = reader(holder, role, annotated, make)
        if found:
            for draft in found if role.status in COMING else []:
                draft.modality = Modality.PLANNED  # an incoming president is none yet
            return found
    return []


def _tie(holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]) -> list[Draft]:
    """Ties between two: kin, associates, founders, owners, successors; the first sort decides."""
    for reader in TIES:
        found = reader(holder, role, annotated, make)
        if found is not None:
            return found
    return []


def _people(role: Role, annotated: Annotated, *ties: str) -> list[Token]:
    """The people whom the role noun names in one of these ways ("poss", "before", a preposition)."""
    return [token for tie, token in role.of_kind(annotated, "Person") if tie in ties]


def _bodies(role: Role, annotated: Annotated) -> list[tuple[str, Token]]:
    return role.of_kind(annotated, "Organization", "Country", "Facility", "Region", "City")


def _kin(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """As in "her brother", "a cousin of Luc Morel"."""
    if role.lemma not in role_nouns("kin"):
        return None
    found = []
    for token in _people(role, annotated, "poss", "of", "to"):
        draft = make(
            relation_of("kin"), f"be {role.lemma} of", [holder], [slot_of(token, annotated)]
        )
        draft.qualifiers["kinship"] = kinship(role.noun)
        found.append(draft)
    return found


def kinship(noun: Token) -> str:
    """The tie in full: "great niece" and "step-brother" are no niece and no brother."""
    before = noun.doc[noun.i - 1] if noun.i > noun.sent.start else None
    if before is not None and before.text == "-" and noun.i - 1 > noun.sent.start:
        before = noun.doc[noun.i - 2]
    lemma = noun.lemma_.lower()
    if before is not None and before.lower_ in role_nouns("kin apart"):
        return f"{before.lower_}-{lemma}"
    return lemma


def _associate(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """As in "an aide to Marta Vidal"; a state or body that is an ally is allied."""
    if role.lemma not in role_nouns("associate"):
        return None
    words = f"be {role.lemma} of"
    near = _people(role, annotated, "poss", "of", "to", "before")
    found = [make(relation_of("associate"), words, [holder], [slot_of(t, annotated)]) for t in near]
    if not found and role.lemma == "ally" and _is_body(holder, annotated):
        return [
            make("ALLIED_WITH", words, [holder], [slot_of(token, annotated)])
            for tie, token in _bodies(role, annotated)
            if tie in ("poss", "of", "before")
        ]
    return found


def _backer(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """As in "a critic of the government", "shareholders in the bank"."""
    relation = next((relation for nouns, relation in BACKERS if role.lemma in nouns), None)
    if relation is None:
        return None
    owns = relation == "OWNS"
    around = [*_bodies(role, annotated), *([] if owns else role.of_kind(annotated, "Person"))]
    return [
        make(relation, f"be {role.lemma} {tie}", [holder], [slot_of(token, annotated)])
        for tie, token in around
        if tie in ("of", "in", "to") or (tie == "poss" and not owns)
    ][:1]


def _parent(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """As in "the parent company of the bank"."""
    parent = any(child.lower_ == "parent" for child in role.noun.children)
    if not parent or role.lemma not in ("company", "firm", "group"):
        return None
    return [
        make("OWNS", f"be parent {role.lemma} of", [holder], [slot_of(token, annotated)])
        for tie, token in _bodies(role, annotated)
        if tie in ("of", "poss")
    ][:1]


def _founder_or_owner(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """ "Founder of Halden", "owner of the bar"."""
    simple = ("founder", "owner")
    relation = next((relation_of(kind) for kind in simple if role.lemma in role_nouns(kind)), None)
    if relation is None:
        return None
    return [
        make(relation, f"be {role.lemma} of", [holder], [slot_of(token, annotated)])
        for tie, token in _bodies(role, annotated)
        if tie in ("poss", "of", "before") and not is_a(kind_of_token(token, annotated), "Country")
    ]


def _successor(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft] | None:
    """As in "his successor", and "his predecessor" the other way round."""
    if role.lemma not in role_nouns("successor") | role_nouns("predecessor"):
        return None
    found = []
    for token in _people(role, annotated, "poss", "of", "to"):
        pair = ([holder], [slot_of(token, annotated)])
        subject, target = pair if role.lemma not in INVERSE else pair[::-1]
        found.append(make(relation_of("successor"), f"be {role.lemma} of", subject, target))
    return found


TIES = (_kin, _associate, _backer, _parent, _founder_or_owner, _successor)


def _is_body(holder: Slot, annotated: Annotated) -> bool:
    if holder.head is None:
        return False
    kind = kind_of_token(annotated.doc[holder.head], annotated)
    return is_a(kind, "Country") or is_a(kind, "Organization")


def _seat(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    """Offices, and what the holder leads by them."""
    if role.lemma not in role_nouns("office"):
        return []
    if holder.head is not None:
        kind = kind_of_token(annotated.doc[holder.head], annotated)
        if kind and not is_a(kind, "Person"):
            return []
    bodies = role.of_kind(annotated, "Organization")
    lands = role.of_kind(annotated, "Country", "Region", "City")
    people = role.of_kind(annotated, "Person")
    found: list[Draft] = []
    named = bodies or lands
    if (
        not named
        and not people
        and role.lemma in ("head", "chief", "boss", "leader", "officer", "executive")
    ):
        return []
    seat = make(
        "HOLDS_POSITION", f"be {role.title.lower()} of", [holder], [_position(role, annotated)]
    )
    if role.status:
        seat.qualifiers["status"] = role.status
    if named:
        seat.qualifiers["of_org"] = _name(named[0][1], annotated)
    states = role.of_kind(annotated, "Country")
    if states:
        seat.qualifiers["country"] = _name(states[0][1], annotated)
    found.append(seat)
    found += _led(holder, role, named, bool(bodies), annotated, make)
    if role.lemma in role_nouns("representative") and not role.former:
        for tie, body in [*bodies, *lands]:
            if tie in ("poss", "of", "before", "for"):
                draft = make(
                    relation_of("representative"),
                    f"be {role.lemma} of",
                    [holder],
                    [slot_of(body, annotated)],
                )
                draft.qualifiers["role"] = role.title
                found.append(draft)
                break
    return found


def _led(
    holder: Slot,
    role: Role,
    named: list[tuple[str, Token]],
    of_body: bool,
    annotated: Annotated,
    make: Callable[..., Draft],
) -> list[Draft]:
    """Whose head the office is: a body's, or a land's where the office rules."""
    leads = role.lemma in role_nouns("head") and not role.assistant and not role.former
    leads = leads and not _is_dead(holder, annotated)
    if not leads or not named or wf.has_form(role.noun, wf.PLURAL):
        return []
    tie, body = named[0]
    if not of_body and role.lemma not in role_nouns("ruler"):
        return []
    if tie not in ("poss", "of", "before", "for") or not leads_the_whole(role, body, annotated):
        return []
    words = role.title.lower() if role.lemma == "ceo" else role.lemma
    return [make("HEADS", f"be {words} of", [holder], [slot_of(body, annotated)])]


def _is_dead(holder: Slot, annotated: Annotated) -> bool:
    """ "The president, the late Professor N": who is dead heads nothing."""
    if holder.head is None:
        return False
    noun = annotated.doc[holder.head]
    return any(t.lower_ == "late" for t in noun.subtree if t.i < noun.i)


def _position(role: Role, annotated: Annotated) -> Slot:
    mention = annotated.mention_at(role.noun.i)
    if mention is not None and mention.type == "Position":
        return Slot(head=role.noun.i, start=mention.start, end=mention.end)
    words = role.title
    for oblique in modifiers(role.noun):
        if oblique.preposition in ("of", "for") and oblique.noun.i > role.noun.i:
            inner = slot_of(oblique.noun, annotated)
            end = max(inner.end, joined_until(oblique.noun, annotated))
            words += f" {oblique.preposition} {annotated.doc[inner.start : end].text}"
    return Slot(literal=words, start=role.noun.i, end=role.noun.i + 1)


def _work(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    """Members, spokespeople and employees of a body that is named."""
    lemma, found = role.lemma, list[Draft]()
    bodies = role.of_kind(annotated, "Organization")
    people = role.of_kind(annotated, "Person", "Group")
    if role.former and lemma in role_nouns("representative"):
        return []
    if lemma in role_nouns("representative") and not _serves(role, bodies, annotated):
        for tie, token in [*bodies, *people]:
            if tie in ("poss", "of", "before", "for"):
                draft = make(
                    relation_of("representative"),
                    f"be {lemma} of",
                    [holder],
                    [slot_of(token, annotated)],
                )
                draft.qualifiers["role"] = role.title
                return [draft]
    if lemma in role_nouns("resident"):
        for tie, token in role.of_kind(annotated, "Place"):
            if tie in ("poss", "of", "before", "in"):
                return [make("LOCATED_IN", f"be {lemma} of", [holder], [slot_of(token, annotated)])]
    served = _serves(role, bodies, annotated)
    for kind in ("member", "employee"):
        relation = relation_of("employee" if served else kind)
        if not (served or lemma in role_nouns(kind)) or not _may_be(kind, holder, annotated):
            continue
        for tie, token in bodies:
            if tie not in ("poss", "of", "before", "at", "for", "with", "from", "in"):
                continue
            if (
                tie == "from"
                and not served
                and is_a(kind_of_token(token, annotated), "GovernmentBody")
            ):
                continue  # "a designer from the council" comes from there
            draft = make(relation, f"be {lemma} of", [holder], [slot_of(token, annotated)])
            draft.qualifiers["role"] = role.title
            if role.status:
                draft.qualifiers["status"] = role.status
            found.append(draft)
            break
        if found:
            return found
    return found


def _may_be(kind: str, holder: Slot, annotated: Annotated) -> bool:
    """A body may be a member, and works for nobody: "researchers from the college (today a university)"."""
    return kind == "member" or not _is_body(holder, annotated)


def _serves(role: Role, bodies: list[tuple[str, Token]], annotated: Annotated) -> bool:
    """Whether the noun tells who works for a body of the state: a ministry's official, a bureau's agent."""
    kind = next((kind_of_token(t, annotated) for tie, t in bodies if tie != "to"), "")
    served = ("GovernmentBody", "JudicialBody", "ArmedForce")
    return role.lemma in role_nouns("state staff") and any(is_a(kind, one) for one in served)


def _name(token: Token, annotated: Annotated) -> str:
    cluster = annotated.cluster_of(token.i)
    if cluster is not None:
        return cluster.name
    slot = slot_of(token, annotated)
    return annotated.doc[slot.start : slot.end].text
