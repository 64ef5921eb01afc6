"""Forms of be: "N is a cousin of M", "N was in Lima", "N is concerned about M", denied and modal ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.coordination import expand
from kgbuild.extract.nominal.appositions import characterise, is_a_place, maker
from kgbuild.extract.nominal.roles import lemma_of, partitive, read_role, role_nouns
from kgbuild.extract.verbal.clauses import tense_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    children,
    modifiers,
    obliques,
    possessors,
    preposition_of,
)
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.arguments import surface_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

BECOMING = frozenset({"become", "remain"})
IN_PLACE = frozenset({"in", "at", "inside", "near", "on", "outside"})
# Predicates with a preposition of their own: (before, noun, after) -> relation.
PHRASES = {
    ("in", "charge", "of"): "HEADS",
    ("in", "command", "of"): "HEADS",
    ("in", "power", "in"): "HEADS",
    ("in", "talk", "with"): "NEGOTIATED_WITH",
    ("in", "negotiation", "with"): "NEGOTIATED_WITH",
    ("at", "war", "with"): "CLASHED_WITH",
    ("at", "odds", "with"): "OPPOSED",
    ("in", "favour", "of"): "SUPPORTED",
    ("in", "favor", "of"): "SUPPORTED",
    ("on", "visit", "to"): "VISITED",
    ("on", "trip", "to"): "VISITED",
}
# Nouns whose predicate takes two parties: "is an ally of", "is at odds with" are read elsewhere.
NOTHING = frozenset({"it", "this", "that", "there", "which", "what", "these", "those", "all"})


def copulas(annotated: Annotated) -> list[Draft]:
    """Drafts for every predicate noun, adjective or phrase with a form of be."""
    drafts: list[Draft] = []
    for token in annotated.doc:
        if token.lemma_ in BECOMING and tree.is_verb(token):
            drafts += _becoming(token, annotated)
        if tree.copula(token) is None or token.pos_ not in (
            "NOUN",
            "PROPN",
            "ADJ",
            "NUM",
            "PRON",
            "ADV",
            "VERB",
        ):
            continue
        subjects = [
            noun for noun in _subjects(token, annotated) if not wf.has_form(noun, wf.WHICH | wf.WHO)
        ]
        if not subjects:
            continue
        drafts += _predicate(token, subjects, annotated)
    return drafts


def _becoming(verb: Token, annotated: Annotated) -> list[Draft]:
    """ "became mayor of Lima", "remains a member": the office or tie, told by the verb."""
    labels = fn.OPEN_COMPLEMENT | fn.OBJECT
    nouns = [child for child in children(verb, labels) if child.pos_ == "NOUN" and child.i > verb.i]
    if not nouns:
        return []
    make = maker("copulas.verb", verb, confidence=0.75, tense=tense_of(verb))
    found: list[Draft] = []
    for subject in expand(surface_subject(verb).nouns, annotated):
        for draft in characterise(
            slot_of(subject, annotated), nouns[0], annotated, make, kinds=False
        ):
            draft.trigger = (verb.i, nouns[0].i)
            draft.words = f"{verb.lemma_} {draft.words.removeprefix('be ')}"
            found.append(draft)
    return found


def _subjects(token: Token, annotated: Annotated) -> list[Token]:
    own = tree.subjects(token)
    if any(noun.lower_ == "there" for noun in own):
        return []
    nouns = [resolve(noun) for noun in own] or surface_subject(token).nouns
    return expand(nouns, annotated)


def _predicate(token: Token, subjects: list[Token], annotated: Annotated) -> list[Draft]:
    tense = tense_of(tree.copula(token) or token)
    if token.pos_ in ("ADJ", "VERB", "ADV"):
        return [_adjective(token, noun, annotated, tense) for noun in subjects]
    own = preposition_of(token)[0]
    found = [] if own else _mutual(token, subjects, annotated, tense)
    if found:
        return found
    for noun in subjects:
        holder = slot_of(noun, annotated)
        make = maker("copulas.noun", token, confidence=0.75, tense=tense)
        drafts = (
            _phrase(holder, own, token, annotated, tense)
            if own
            else _kinds(holder, noun, token, annotated, tense)
        )
        found += drafts or [_open(make, holder, own, token, annotated)]
    return found


def _mutual(token: Token, subjects: list[Token], annotated: Annotated, tense: str) -> list[Draft]:
    """ "A and B are cousins": a tie between the two."""
    lemma = lemma_of(token)
    tie = "ASSOCIATE_OF" if lemma in role_nouns("associate") else ""
    relation = "RELATIVE_OF" if lemma in role_nouns("kin") else tie
    if (
        len(subjects) < 2
        or not wf.has_form(token, wf.PLURAL_COMMON)
        or not relation
        or possessors(token)
    ):
        return []
    kinds = [kind_of_token(noun, annotated) for noun in subjects]
    if not all(is_a(kind, "Person") for kind in kinds):
        bodies = all(is_a(kind, "Country") or is_a(kind, "Organization") for kind in kinds)
        if not (lemma == "ally" and bodies):
            return []
        relation = "ALLIED_WITH"
    make = maker("copulas.noun", token, confidence=0.75, tense=tense)
    draft = make(
        relation, f"be {token.lower_}", [slot_of(noun, annotated) for noun in subjects], []
    )
    if relation == "RELATIVE_OF":
        draft.qualifiers["kinship"] = lemma
    return [draft]


def _kinds(
    holder: Slot, noun: Token, token: Token, annotated: Annotated, tense: str
) -> list[Draft]:
    make = maker("copulas.noun", token, confidence=0.75, tense=tense)
    found: list[Draft] = []
    if noun.lower_ in NOTHING and annotated.mention_at(noun.i) is None:
        return []
    for member in [
        token,
        *(c for c in tree.conjuncts(token) if c.pos_ == "NOUN" and not tree.subjects(c)),
    ]:
        one = maker("copulas.noun", member, confidence=0.75, tense=tense)
        found += characterise(holder, partitive(member), annotated, one, kinds=True)
    found += _ranks(holder, token, annotated, make)
    if token.lower_ == "part" and annotated.mention_at(noun.i) is not None:
        for oblique in modifiers(token):
            if oblique.preposition == "of":
                # who is part of a show or a team takes part in it, and is no piece of it
                relation = "" if kind_of_token(noun, annotated) == "Person" else "PART_OF"
                found.append(
                    make(relation, "be part of", [holder], [slot_of(oblique.noun, annotated)])
                )
    if lemma_of(token) == "member":
        role = read_role(token, annotated)
        groups = role.of_kind(annotated, "Group")
        if not found and groups:
            found.append(
                make("MEMBER_OF", "be member of", [holder], [slot_of(groups[0][1], annotated)])
            )
    return found


def _ranks(
    holder: Slot, token: Token, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    """ "growth is a priority for the bank", "the mill is the parent company of the airline"."""
    lemma = lemma_of(token)
    parent = lemma in ("company", "firm", "group") and any(
        child.lower_ in ("parent", "holding") for child in token.children if child.i < token.i
    )
    whose = [tie.noun for tie in modifiers(token) if tie.preposition in ("for", "of")]
    whose = [noun for noun in [*possessors(token), *whose] if noun.i != token.i]
    found = []
    for noun in whose:
        kind = kind_of_token(noun, annotated)
        if parent and is_a(kind, "Organization"):
            found.append(
                make("OWNS", f"be parent {lemma} of", [holder], [slot_of(noun, annotated)])
            )
        elif lemma == "priority" and is_a(kind, "Agent") and annotated.mention_at(noun.i):
            ranked = make("PRIORITIZED", "have as priority", [slot_of(noun, annotated)], [holder])
            ranked.qualifiers["rank"] = lemma
            found.append(ranked)
    return found[:1]


def _phrase(holder: Slot, own: str, token: Token, annotated: Annotated, tense: str) -> list[Draft]:
    """ "is in Lima", "is in charge of the bank", "is against the plan"."""
    make = maker("copulas.phrase", token, confidence=0.75, tense=tense)
    if own in IN_PLACE and is_a_place(token, annotated):
        if holder.head is None or annotated.mention_at(holder.head) is None:
            return []
        if own == "outside" or not _can_be_somewhere(holder, annotated):
            return []
        return [make("LOCATED_IN", f"be {own}", [holder], [slot_of(token, annotated)])]
    lemma = lemma_of(token)
    found = []
    for oblique in [*modifiers(token), *obliques(token)]:
        relation = PHRASES.get((own, lemma, oblique.preposition))
        if relation is not None:
            words = f"be {own} {lemma} {oblique.preposition}"
            found.append(make(relation, words, [holder], [slot_of(oblique.noun, annotated)]))
    if not found and own == "against" and _is_agent(holder, annotated):
        found.append(make("OPPOSED", "be against", [holder], [slot_of(token, annotated)]))
    return found


def _can_be_somewhere(holder: Slot, annotated: Annotated) -> bool:
    assert holder.head is not None
    kind = kind_of_token(annotated.doc[holder.head], annotated)
    return any(
        is_a(kind, one) for one in ("Person", "Group", "Organization", "Event", "Place", "Product")
    )


def _is_agent(holder: Slot, annotated: Annotated) -> bool:
    return holder.head is not None and is_a(
        kind_of_token(annotated.doc[holder.head], annotated), "Agent"
    )


def _adjective(token: Token, noun: Token, annotated: Annotated, tense: str) -> Draft:
    """ "is concerned about X": the relation table reads the adjective with its preposition."""
    first = ""
    slots = []
    for oblique in obliques(token):
        if oblique.preposition.startswith("according"):
            continue  # whoever says so is no part of it
        slots.append(slot_of(oblique.noun, annotated, oblique.preposition))
    lemma = token.lemma_.lower()
    told = token.lower_ if wf.has_form(token, wf.COMPARED_ADJECTIVE) else lemma  # "is slower"
    arguments = [s for s in slots if s.preposition and s.head is not None and s.head > token.i]
    target: list[Slot] = []
    deed = _deed(token, annotated) if not arguments else None
    if deed is not None:
        first, target = deed.preposition, [deed]
        slots.append(deed)
    elif arguments and not annotated.says_when(arguments[0]):
        first = arguments[0].preposition
        target = [arguments[0]]
    return Draft(
        extractor="copulas.adjective", head=token.i, trigger=(token.i,),
        words=" ".join(word for word in ("be", _less(token), told, first) if word), lemma=lemma,
        subject=[slot_of(noun, annotated)], object=target, preposition=first,
        obliques=[slot for slot in slots if slot not in target], tense=tense, confidence=0.7,
    )  # fmt: skip


def _less(adjective: Token) -> str:
    """The "less" of "less violent", without which the sense is turned round."""
    beside = [child.lower_ for child in adjective.children if child.i < adjective.i]
    return next((word for word in beside if word in ("less", "least")), "")


def _deed(token: Token, annotated: Annotated) -> Slot | None:
    """ "is committed to building schools": the gerund behind the preposition, as words."""
    for clause in token.children:
        if not wf.has_form(clause, wf.GERUND) or clause.i < token.i or tree.subjects(clause):
            continue
        ties = [t for t in clause.children if fn.stands_as(t, fn.MARK | fn.CASE) and t.i < clause.i]
        if len(ties) == 1 and ties[0].lower_ in ("to", "about", "of", "for"):
            inside = [t.i for t in clause.subtree if t.i >= clause.i]
            words = annotated.doc[clause.i : max(inside) + 1].text.strip(' ,.“”"')
            return Slot(
                literal=words, start=clause.i, end=max(inside) + 1, preposition=ties[0].lower_
            )
    return None


def _open(make, holder: Slot, own: str, token: Token, annotated: Annotated) -> Draft:  # type: ignore[no-untyped-def]
    """A predicate that no relation covers keeps its words."""
    draft: Draft = make("", f"be {own}".strip(), [holder], [slot_of(token, annotated)])
    draft.confidence = 0.6
    draft.preposition = own
    return draft
