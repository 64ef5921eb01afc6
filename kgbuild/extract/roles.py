"""What a noun phrase says of somebody: an office, a membership, kinship, a kind.

The same reading serves titles ("Security Council secretary N"), appositions ("N, a city in Chad") and
copulas ("N is a cousin of M"). Noun classes are in vocabulary/role_nouns.csv.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.language import _labels as lab
from kgbuild.language.phrases import (
    adjectives,
    children,
    compounds,
    conjuncts,
    determiners,
    modifiers,
    possessors,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

INVERSE = frozenset({"predecessor"})
_BODY_PREPOSITIONS = frozenset({"of", "for", "at", "with", "in", "from", "to", "on"})


@cache
def role_nouns(kind: str) -> frozenset[str]:
    """The nouns of one class."""
    text = files("kgbuild.vocabulary").joinpath("role_nouns.csv").read_text(encoding="utf8")
    table = {row["kind"]: frozenset(row["nouns"].split()) for row in csv.DictReader(StringIO(text))}
    return table[kind]


@dataclass(slots=True)
class Role:
    """A role noun with what stands around it: bodies, countries, people, places, by how they are tied."""

    noun: Token
    lemma: str
    around: list[tuple[str, Token]] = field(default_factory=list)
    title: str = ""
    former: bool = False
    assistant: bool = False
    status: str = ""

    def of_kind(self, annotated: Annotated, *types: str) -> list[tuple[str, Token]]:
        """The named things around the noun that are of one of the types."""
        return [
            (tie, token)
            for tie, token in self.around
            if any(is_a(kind_of_token(token, annotated), wanted) for wanted in types)
        ]


def lemma_of(noun: Token) -> str:
    """The noun in lower case and singular; a capitalised office ("President") reads the same."""
    lemma = noun.lemma_.lower()
    return lemma[:-1] if noun.tag_ == "NNPS" and lemma.endswith("s") else lemma


def is_role(noun: Token) -> bool:
    """Whether a noun names an office, membership or tie of a person."""
    lemma = lemma_of(noun)
    return any(
        lemma in role_nouns(kind)
        for kind in ("office", "member", "employee", "representative", "associate", "kin", "founder",
                     "owner", "successor", "predecessor")
    )  # fmt: skip


def partitive(noun: Token) -> Token:
    """The noun that "one of X" speaks of; any other noun itself."""
    if noun.lower_ in ("one", "some", "many", "both", "two", "part", "member") and noun.lower_ != "member":
        for oblique in modifiers(noun):
            if oblique.preposition == "of" and oblique.noun.pos_ in ("NOUN", "PROPN"):
                return oblique.noun
    return noun


def read_role(noun: Token, annotated: Annotated, *, name: Token | None = None) -> Role:
    """Collect what a role noun says; `name` is the person's own name where it hangs on the noun."""
    role = Role(noun, lemma_of(noun))
    skip = name.i if name is not None else -1
    for owner in possessors(noun):
        role.around += [("poss", token) for token in _and(owner)]
    for child in [*adjectives(noun), *compounds(noun), *children(noun, frozenset({"nmod:desc"}))]:
        if child.i == skip or child.i > noun.i:
            continue
        if annotated.mention_at(child.i) is not None and child.text[:1].isupper():
            role.around.append(("before", child))
            role.around += [("poss", token) for token in possessors(child)]
            role.around += [
                ("before", inner) for inner in [*adjectives(child), *compounds(child)]
                if annotated.mention_at(inner.i) is not None
            ]
    for oblique in modifiers(noun):
        if oblique.preposition in _BODY_PREPOSITIONS and oblique.noun.i > noun.i:
            role.around += [(oblique.preposition, token) for token in _and(oblique.noun)]
    _title(role, annotated)
    return role


def _and(noun: Token) -> list[Token]:
    return [noun, *(other for other in conjuncts(noun) if other.pos_ in ("NOUN", "PROPN", "PRON"))]


def _title(role: Role, annotated: Annotated) -> None:
    words: list[Token] = []
    named = {token.i for _, token in role.around}
    for child in [*adjectives(role.noun), *compounds(role.noun), *children(role.noun, frozenset({"nmod:desc"}))]:
        word = child.lower_
        if child.i > role.noun.i or child.i in named:
            continue
        if word in role_nouns("former") or word.startswith("ex-"):
            role.former, role.status = True, "former"
            continue
        if word in role_nouns("assistant"):
            role.assistant = True
            if word in ("acting", "interim"):
                role.status = word
        if word in role_nouns("size") and word != "chief":
            continue
        if child.tag_ in ("JJS", "JJR", "CD") or child.dep_ in lab.NUMBER:
            continue
        if child.dep_ in lab.ADJECTIVE and word not in role_nouns("portfolio"):
            continue
        inner = [t for t in compounds(child) if t.i not in named]
        words += [*inner, child]
    left = {token.lower_ for token in role.noun.subtree if token.i < role.noun.i}
    before = role.noun.doc[role.noun.i - 1].lower_ if role.noun.i else ""
    if left & {"former", "ex", "ousted", "erstwhile"} or before in ("then", "ex"):
        role.former, role.status = True, "former"
    words = sorted({t.i: t for t in [*words, role.noun]}.values(), key=lambda t: t.i)
    role.title = " ".join(t.text for t in [*_before(words[0], role, annotated), *words])
    after = role.noun.doc[role.noun.i + 1 : role.noun.i + 3]
    if len(after) == 2 and after[0].text == "-" and after[1].lower_ in ("general", "elect", "designate"):
        role.title += f"-{after[1].text}"
    if role.lemma == "minister" and any(t.lower_ == "prime" for t in words):
        role.lemma = "premier"
    if role.noun.lower_.startswith("ex-"):
        role.former, role.status = True, "former"
    if role.noun.lower_.startswith(("vice-", "deputy-")):
        role.assistant = True


def _before(first: Token, role: Role, annotated: Annotated) -> list[Token]:
    """Capitalised words of the title that a parse hung elsewhere ("Auditor General N")."""
    if not first.text[:1].isupper():
        return []
    found: list[Token] = []
    for index in range(first.i - 1, max(first.i - 4, first.sent.start - 1), -1):
        token = first.doc[index]
        if token.lower_ in role_nouns("former"):
            role.former, role.status = True, "former"
            break
        named = annotated.mention_at(index) is not None or token.ent_type_
        if named or not token.text[:1].isupper() or token.pos_ not in ("NOUN", "PROPN"):
            break
        found.insert(0, token)
    return found


Maker = "Callable[[str, str, list[Slot], list[Slot]], Draft]"


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


def _tie(
    holder: Slot, role: Role, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
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
                found.append(make("ASSOCIATE_OF", f"be {lemma} of", [holder], [slot_of(token, annotated)]))
        if not found and lemma == "ally" and _is_body(holder, annotated):
            for tie, token in bodies:
                if tie in ("poss", "of", "before"):
                    found.append(make("ALLIED_WITH", "be ally of", [holder], [slot_of(token, annotated)]))
        return found
    simple = {"founder": "FOUNDED", "owner": "OWNS"}
    for kind, relation in simple.items():
        if lemma in role_nouns(kind):
            for tie, token in bodies:
                if tie in ("poss", "of", "before") and not is_a(kind_of_token(token, annotated), "Country"):
                    found.append(make(relation, f"be {lemma} of", [holder], [slot_of(token, annotated)]))
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
    if not named and not people and role.lemma in ("head", "chief", "boss", "leader", "officer", "executive"):
        return []
    seat = make("HOLDS_POSITION", f"be {role.title.lower()} of", [holder], [_position(role, annotated)])
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
            found.append(make("HEADS", f"be {role.lemma} of", [holder], [slot_of(body, annotated)]))
    if role.lemma in role_nouns("representative") and not role.former:
        for tie, body in [*bodies, *lands]:
            if tie in ("poss", "of", "before", "for"):
                draft = make("REPRESENTS", f"be {role.lemma} of", [holder], [slot_of(body, annotated)])
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


def kind_words(noun: Token, annotated: Annotated) -> str:
    """The kind that a noun phrase gives, without article, owner, number and complements."""
    words = [noun]
    for child in [*adjectives(noun), *compounds(noun)]:
        plain = child.dep_ not in lab.ADJECTIVE or not list(child.children)
        if child.i < noun.i and child.tag_ not in ("JJS", "JJR") and plain:
            words += [*(t for t in compounds(child) if t.i < child.i), child]
    words = sorted({t.i: t for t in words}.values(), key=lambda t: t.i)
    first = words[0].i
    if [t.i for t in words] == list(range(first, noun.i + 1)):
        return annotated.doc[first : noun.i + 1].text
    return " ".join(t.text for t in words)


def is_indefinite(noun: Token) -> bool:
    """Whether the phrase introduces a kind: a, an, or a bare noun without an owner."""
    words = {token.lower_ for token in determiners(noun)}
    return not possessors(noun) and not words - {"a", "an", "another"}
