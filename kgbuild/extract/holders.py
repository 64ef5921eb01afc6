"""What a role noun claims of its holder: kin, offices, bodies led, memberships, work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.roles import INVERSE, Role, role_nouns
from kgbuild.language.phrases import modifiers

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
            return found
    return []


def _tie(holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]) -> list[Draft]:
    """Ties between two: kin, associates, founders, owners, successors."""
    lemma, found = role.lemma, list[Draft]()
    people = role.of_kind(annotated, "Person")
    bodies = role.of_kind(annotated, "Organization", "Country", "Facility", "Region", "City")
    if lemma in role_nouns("kin"):
        for tie, token in people:
            if tie in ("poss", "of", "to"):
                draft = make("RELATIVE_OF", f"be {lemma} of", [holder], [slot_of(token, annotated)])
                draft.qualifiers["kinship"] = lemma
                found.append(draft)
        return found
    if lemma in role_nouns("associate"):
        for tie, token in people:
            if tie in ("poss", "of", "to", "before"):
                found.append(
                    make("ASSOCIATE_OF", f"be {lemma} of", [holder], [slot_of(token, annotated)])
                )
        if not found and lemma == "ally" and _is_body(holder, annotated):
            for tie, token in bodies:
                if tie in ("poss", "of", "before"):
                    found.append(
                        make("ALLIED_WITH", "be ally of", [holder], [slot_of(token, annotated)])
                    )
        return found
    for nouns, relation in BACKERS:
        if lemma in nouns:
            return [
                make(relation, f"be {lemma} {tie}", [holder], [slot_of(token, annotated)])
                for tie, token in [*bodies, *(people if relation != "OWNS" else [])]
                if tie in ("of", "in", "to") or (tie == "poss" and relation != "OWNS")
            ][:1]
    parent = any(child.lower_ == "parent" for child in role.noun.children)
    if parent and lemma in ("company", "firm", "group"):
        return [
            make("OWNS", f"be parent {lemma} of", [holder], [slot_of(token, annotated)])
            for tie, token in bodies
            if tie in ("of", "poss")
        ][:1]
    simple = {"founder": "FOUNDED", "owner": "OWNS"}
    for kind, relation in simple.items():
        if lemma in role_nouns(kind):
            for tie, token in bodies:
                if tie in ("poss", "of", "before") and not is_a(
                    kind_of_token(token, annotated), "Country"
                ):
                    found.append(
                        make(relation, f"be {lemma} of", [holder], [slot_of(token, annotated)])
                    )
            return found
    if lemma in role_nouns("successor") | role_nouns("predecessor"):
        for tie, token in people:
            if tie in ("poss", "of", "to"):
                pair = ([holder], [slot_of(token, annotated)])
                subject, target = pair if lemma not in INVERSE else pair[::-1]
                found.append(make("SUCCEEDED", f"be {lemma} of", subject, target))
    return found


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
    leads = role.lemma in role_nouns("head") and not role.assistant and not role.former
    if leads and named and role.noun.tag_ not in ("NNS", "NNPS"):
        tie, body = named[0]
        if not bodies and role.lemma not in role_nouns("ruler"):
            return found
        if tie in ("poss", "of", "before", "for"):
            words = role.title.lower() if role.lemma == "ceo" else role.lemma
            found.append(make("HEADS", f"be {words} of", [holder], [slot_of(body, annotated)]))
    if role.lemma in role_nouns("representative") and not role.former:
        for tie, body in [*bodies, *lands]:
            if tie in ("poss", "of", "before", "for"):
                draft = make(
                    "REPRESENTS", f"be {role.lemma} of", [holder], [slot_of(body, annotated)]
                )
                draft.qualifiers["role"] = role.title
                found.append(draft)
                break
    return found


def _position(role: Role, annotated: Annotated) -> Slot:
    mention = annotated.mention_at(role.noun.i)
    if mention is not None and mention.type == "Position":
        return Slot(head=role.noun.i, start=mention.start, end=mention.end)
    words = role.title
    for oblique in modifiers(role.noun):
        if oblique.preposition in ("of", "for") and oblique.noun.i > role.noun.i:
            inner = slot_of(oblique.noun, annotated)
            words += f" {oblique.preposition} {annotated.doc[inner.start : inner.end].text}"
    return Slot(literal=words, start=role.noun.i, end=role.noun.i + 1)


def _work(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    """Members, spokespeople and employees of a body that is named."""
    lemma, found = role.lemma, list[Draft]()
    bodies = role.of_kind(annotated, "Organization")
    people = role.of_kind(annotated, "Person", "Group")
    if lemma in role_nouns("representative"):
        for tie, token in [*bodies, *people]:
            if tie in ("poss", "of", "before", "for"):
                draft = make("REPRESENTS", f"be {lemma} of", [holder], [slot_of(token, annotated)])
                draft.qualifiers["role"] = role.title
                return [draft]
    if lemma in role_nouns("resident"):
        for tie, token in role.of_kind(annotated, "Place"):
            if tie in ("poss", "of", "before", "in"):
                return [make("LOCATED_IN", f"be {lemma} of", [holder], [slot_of(token, annotated)])]
    for kind, relation in (("member", "MEMBER_OF"), ("employee", "EMPLOYED_BY")):
        if lemma not in role_nouns(kind):
            continue
        for tie, token in bodies:
            if tie not in ("poss", "of", "before", "at", "for", "with", "from", "in"):
                continue
            draft = make(relation, f"be {lemma} of", [holder], [slot_of(token, annotated)])
            draft.qualifiers["role"] = role.title
            if role.status:
                draft.qualifiers["status"] = role.status
            found.append(draft)
            break
        if found:
            return found
    return found


def _name(token: Token, annotated: Annotated) -> str:
    cluster = annotated.cluster_of(token.i)
    if cluster is not None:
        return cluster.name
    slot = slot_of(token, annotated)
    return annotated.doc[slot.start : slot.end].text
