"""Who stands where in a clause: subjects through control, relatives and coordination, objects, voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.control import (
    ARBITRARY,
    CIRCUMSTANCES,
    DESCRIPTIVE,
    DIRECTING,
    HANDING,
    HAVING,
    MADE,
    OBJECT_CONTROL,
    OPEN_ACTS,
    PERCEPTION,
    POSSESSION,
    RESULT_VERBS,
    SPENDING,
    SUBJECT_CONTROL,
    TOUGH,
    aim_of,
    carries_act,
    is_empty,
    oblique_controller,
)
from kgbuild.predicates.cues import as_told
from kgbuild.predicates.governors import takes_object
from kgbuild.predicates.partners import (
    ANSWERABLE,
    EARNING,
    JUDGEMENT,
    OBJECT_GERUND,
    comma_before,
    is_ranked,
    judged,
    loose_head,
    main_speech,
    partner_of,
)
from kgbuild.predicates.partners import stolen_subject as stolen_subject
from kgbuild.predicates.passive import agents_of as agents_of
from kgbuild.predicates.passive import is_passive as is_passive
from kgbuild.predicates.relatives import antecedent_in

if TYPE_CHECKING:
    from spacy.tokens import Token


# Parts of many, of whom a relative clause tells: "the families, many of whom say so".
SHARES = frozenset({"many", "most", "some", "all", "several", "both", "few"})
# Whoever leaves a body to do something does it himself.
LEAVING = frozenset({"leave", "quit", "join"})


@dataclass(slots=True)
class Subject:
    """The surface subject: nouns, or the clause (`event`) that takes its place."""

    nouns: list[Token] = field(default_factory=list)
    event: Token | None = None
    inherited: bool = False


def resolve(pronoun: Token) -> Token:
    """A relative pronoun's antecedent, "many of whom" too; any other token itself."""
    of_whom = pronoun.lower_ in SHARES and tree.role(pronoun.head) == "relative"
    if of_whom and any(m.noun.lower_ in ("whom", "which") for m in tree.modifiers(pronoun)):
        return pronoun.head.head
    if wf.has_form(pronoun, wf.WHO | wf.WHICH) or (
        pronoun.lower_ == "that" and pronoun.pos_ == "PRON"
    ):
        found = tree.antecedent(pronoun)
        agreed = antecedent_in(pronoun, found) if found is not None else None
        if agreed is not None:
            return _speaker_beside(pronoun, agreed)
    return pronoun


def antecedent_of(clause: Token) -> Token:
    """The noun that a relative or participle clause is about."""
    for noun in tree.subjects(clause):
        found = resolve(noun)
        if found.i != noun.i:
            return found
    return clause.head


def _speaker_beside(pronoun: Token, antecedent: Token) -> Token:
    """ "No details given by the ministry which said": who speaks is the noun beside "which".

    A verb of saying wants somebody as its subject; the parser likes the head of the whole phrase.
    """
    clause = pronoun.head
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else pronoun
    if pronoun.lower_ != "which" or pronoun not in tree.subjects(clause):
        return antecedent
    if clause.lemma_ not in SAYING or before.i == antecedent.i or not tree.is_noun(before):
        return antecedent
    return before


def surface_subject(verb: Token, depth: int = 0) -> Subject:
    """The subject that the clause shows or inherits."""
    own = tree.subjects(verb)
    aim = aim_of(verb) if own else None
    if aim is not None:  # "its aim is to cut costs"
        return Subject(owners_of(aim), inherited=True)
    if own:
        real = [resolve(t) for t in own if t.lower_ not in ("there",)]
        demonstrative = [t for t in real if t.lower_ in ("which",) and wf.has_form(t, wf.WHICH)]
        if demonstrative and tree.role(verb) == "adverbial":
            return Subject(event=verb.head)
        if demonstrative and tree.role(verb) == "relative":  # ", which has angered voters"
            clause = tree.clause_head(verb.head)
            return Subject(event=clause) if tree.is_verb(clause) else Subject()
        return Subject(real)
    if depth > 8:
        return Subject()
    place, head = tree.role(verb), verb.head
    if place == "conjunct":
        head = partner_of(verb)
        if tree.is_predicate(head) or tree.is_clause(head):
            found = surface_subject(head, depth + 1)
            return Subject(found.nouns, found.event, inherited=True)
        return Subject()
    if place in ("open", "complement"):
        if head.pos_ == "ADV" and head.head.i != head.i:  # "has yet to V"
            head = head.head
        return _controlled(verb, head, depth)
    if place == "adverbial":
        return _adverbial(verb, head, depth)
    if place == "reduced":
        return _reduced(verb, head, depth)
    if place == "relative":
        return Subject([head], inherited=True)
    return Subject()


def owners_of(noun: Token) -> list[Token]:
    """Whose plan, aim or right a noun is: its possessor, or the noun behind "of" or "by"."""
    owners = tree.possessors(noun)
    if owners:
        return [resolve(t) for t in owners]
    behind = [m.noun for m in tree.modifiers(noun) if m.preposition in ("by", "of", "from")]
    return behind[:1]


def _controlled(verb: Token, head: Token, depth: int) -> Subject:
    if (
        head.lemma_ in ("need", "require", "use")
        and tree.role(head) == "reduced"
        and is_passive(head)
    ):
        return Subject()  # "everything needed to build it": the things do not build
    if tree.role(verb) == "complement" and tree.is_finite(verb):
        return Subject()
    if is_empty(head):
        return Subject()
    if tree.is_verb(head):
        if is_passive(head):
            if head.lemma_ == "need":
                return Subject()
        else:
            held = _held(verb, head)
            if held is not None:
                return held
    first = is_ranked(head) and tree.role(verb) == "open"
    if tree.is_noun(head) and tree.copula(head) is not None and not first:
        return Subject(tree.possessors(head), inherited=True)
    if tree.copula(head) is not None and head.lemma_.lower() in TOUGH:
        return Subject()
    found = surface_subject(head, depth + 1)
    return Subject(found.nouns, found.event, inherited=True)


def _controllers(head: Token) -> list[Token]:
    """Whose act an infinitive below an active verb can be; money paid goes nowhere ("paid him $10 to go")."""
    found = [*tree.objects(head), *tree.recipients(head)]
    if head.lemma_.lower() != "pay":
        return found
    return [c for c in found if not any(n.like_num or n.text in "$€£" for n in (c, *c.children))]


def _held(verb: Token, head: Token) -> Subject | None:
    """The subject under an active verb where it is not simply that verb's own; None where it is."""
    lemma = head.lemma_.lower()
    controllers = _controllers(head)
    infinitive = wf.has_form(verb, wf.BASE) and "to" in tree.mark_words(verb)
    if not controllers and lemma in PERCEPTION and wf.has_form(verb, wf.GERUND):
        gap = gap_object(head)  # "the rubbish that they find littering the streets"
        if gap is not None:
            return Subject([gap], inherited=True)
    if not controllers:
        behind = oblique_controller(head, verb)
        if behind is not None:
            return Subject([resolve(behind)], inherited=True)
        return Subject() if wf.has_form(verb, wf.GERUND) and lemma in ARBITRARY else None
    if (infinitive and lemma in SUBJECT_CONTROL) or (
        wf.has_form(verb, wf.GERUND) and lemma in SPENDING
    ):
        return None
    blamed = takes_object(head, verb) or (
        lemma in JUDGEMENT and bool(OBJECT_GERUND & set(tree.mark_words(verb)))
    )
    if infinitive and lemma in LEAVING:  # "left the party to join a firm"
        return None
    if lemma in OBJECT_CONTROL or blamed or wf.has_form(verb, wf.PARTICIPLE):
        return Subject([resolve(t) for t in controllers[:1]], inherited=True)
    return None if infinitive else Subject()


def brings_about(verb: Token) -> bool:
    """Whether what the main clause tells is what acts: "…, causing damage", "…, making travel hard"."""
    if verb.lemma_ == "make":  # "…, making landfall" is the storm's own act
        return any(tree.role(child) == "open" for child in verb.children)
    return verb.lemma_ in RESULT_VERBS


def _adverbial(verb: Token, head: Token, depth: int) -> Subject:
    if as_told(verb):
        return Subject()
    if tree.is_finite(verb):
        stolen = stolen_subject(verb)
        return Subject([stolen] if stolen is not None else [])
    prepositions = set(tree.mark_words(verb))
    if tree.is_verb(head):
        named = [resolve(t) for t in tree.objects(head)]
        judges = takes_object(head, verb) or (
            head.lemma_ in JUDGEMENT and bool(prepositions & OBJECT_GERUND)
        )
        named = named or [resolve(t) for t in tree.recipients(head)]
        if judges:
            if named and not is_passive(head):
                return Subject(named[:1], inherited=True)
            if is_passive(head):  # "was accused of V-ing"
                return Subject(surface_subject(head, depth + 1).nouns, inherited=True)
        elif (
            wf.has_form(verb, wf.GERUND)
            and not prepositions
            and brings_about(verb)
            and verb.i > head.i
            and comma_before(verb)
        ):
            return Subject(event=head, inherited=True)
    if not tree.is_predicate(head) and not tree.is_clause(head):
        return Subject()
    if _nobodys(verb, head, prepositions):
        return Subject()
    head = loose_head(verb, head)
    behind = oblique_controller(head, verb) if tree.is_verb(head) else None
    called = head.lemma_ == "call" and any(p.lower_ in ("on", "upon") for p in tree.particles(head))
    directs = called or (head.lemma_ in DIRECTING and head.lemma_ not in LEAVING)
    if behind is None and wf.has_form(verb, wf.BASE) and directs and not is_passive(head):
        behind = next(iter(tree.objects(head)), None)
    if behind is not None:
        return Subject([resolve(behind)], inherited=True)
    if (
        verb.lemma_ in SAYING
        and wf.has_form(verb, wf.GERUND)
        and not prepositions
        and comma_before(verb)
    ):
        head = main_speech(head)
    if (
        wf.has_form(verb, wf.GERUND)
        and is_passive(head)
        and (prepositions or not comma_before(verb))
    ):
        # "the case was closed by paying": whoever closed it, not the case
        return Subject(agents_of(head), inherited=True)
    if wf.has_form(verb, wf.BASE) and is_passive(head) and head.lemma_ not in MADE:
        return Subject(agents_of(head), inherited=True)
    found = surface_subject(head, depth + 1)
    return Subject(found.nouns, found.event, inherited=True)


def _nobodys(verb: Token, head: Token, prepositions: set[str]) -> bool:
    """Whether grammar leaves open whose act an adverbial infinitive or gerund is."""
    if is_empty(head):
        return True
    copular = tree.copula(head) is not None
    if wf.has_form(verb, wf.BASE):
        if copular and tree.is_noun(head):
            return True
        handed = head.lemma_ in HANDING and not is_passive(head)
        return handed and bool(
            tree.recipients(head) or any(o.preposition == "to" for o in tree.obliques(head))
        )
    if not wf.has_form(verb, wf.GERUND):
        return False
    if head.lemma_ in ARBITRARY and prepositions & {"for", "against"} and not tree.objects(head):
        return True  # "called for raising wages"
    if head.lemma_ in ("warn", "talk", "speak") and prepositions & {"of", "about", "against"}:
        return True
    if "for" not in prepositions:
        return False
    if copular:
        return head.lemma_.lower() not in ANSWERABLE
    return not is_passive(head) and bool(tree.objects(head)) and head.lemma_ not in EARNING


def _reduced(verb: Token, noun: Token, depth: int) -> Subject:
    words = tree.mark_words(verb)
    if wf.has_form(verb, wf.GERUND) and verb.lemma_ in SAYING and not words and comma_before(verb):
        speaker = main_speech(tree.clause_head(noun))  # "confirmed the deal, saying that ..."
        if speaker.i != verb.i:
            found = surface_subject(speaker, depth + 1)
            return Subject(found.nouns, found.event, inherited=True)
    if wf.has_form(verb, wf.PARTICIPLE | wf.GERUND | wf.PAST) and "to" not in words:
        if words:
            if judged(verb, noun):
                return Subject([noun], inherited=True)
            return _of_noun(noun, depth)
        if wf.has_form(verb, wf.GERUND) and noun.lemma_.lower() in CIRCUMSTANCES:
            spent = tree.role(noun) == "object" and noun.head.lemma_ in SPENDING
            found = surface_subject(noun.head, depth + 1) if spent else Subject()
            return Subject(found.nouns, inherited=True)  # "spent years living in Lima"
        if wf.has_form(verb, wf.GERUND) and comma_before(verb) and _behind_object(noun):
            return _loose(verb, noun)
        return Subject([noun], inherited=True)
    if tree.has_passive_auxiliary(verb):  # "the figures to be published"
        return Subject([noun], inherited=True)
    named = noun.pos_ == "PROPN" and tree.role(noun) in ("root", "subject")
    if named or is_ranked(noun):
        # "the first woman to lead the party"
        return Subject([noun], inherited=True)
    return _of_noun(noun, depth)


def _behind_object(noun: Token) -> bool:
    return tree.role(noun) in ("object", "oblique", "modifier")


def _loose(verb: Token, noun: Token) -> Subject:
    """ "visited Lima, promising aid": a participle behind a comma is rarely the last noun's own."""
    if verb.lemma_ in DESCRIPTIVE:
        return Subject([noun], inherited=True)
    clause = tree.clause_head(noun)
    if verb.lemma_ in RESULT_VERBS and tree.is_verb(clause) and clause.i < verb.i:
        return Subject(event=clause, inherited=True)
    return Subject()


def _of_noun(noun: Token, depth: int) -> Subject:
    """The agent of a noun with an infinitive: its owner, or who has it ("made a decision to V")."""
    if not carries_act(noun):
        return Subject()
    owners = tree.possessors(noun)
    if owners:
        return Subject([resolve(t) for t in owners], inherited=True)
    for modifier in tree.modifiers(noun):
        if modifier.preposition in ("by", "of", "from"):
            return Subject([modifier.noun], inherited=True)
    governor = noun.head
    if tree.role(noun) in ("object", "oblique") and tree.is_verb(governor):
        if is_passive(governor):
            agents = agents_of(governor)
            return Subject(agents, inherited=True)
        if governor.lemma_.lower() not in POSSESSION:
            return Subject()
        if noun.lemma_.lower() in OPEN_ACTS and governor.lemma_.lower() not in HAVING:
            return Subject()
        found = surface_subject(governor, depth + 1)
        return Subject(found.nouns, found.event, inherited=True)
    return Subject()


def gap_object(verb: Token) -> Token | None:
    """The noun that a relative clause leaves out as its object: "the man that she met", "the man she met"."""
    clause = verb
    while tree.role(clause) in ("open", "complement", "conjunct") and clause.head.i != clause.i:
        clause = clause.head
    if tree.role(clause) != "relative" or tree.objects(verb):
        return None
    own = tree.subjects(clause)
    if not own or any(resolve(t).i == clause.head.i for t in own):
        return None
    if any(wf.has_form(token, wf.QUESTION_WORD) for token in clause.subtree):
        return None
    if any(mark.lower_ == "that" for mark in tree.marks(clause)):  # "the fact that he lied"
        return None
    if clause.head.lemma_.lower() in CIRCUMSTANCES:  # "the day they met", "the way they won"
        return None
    return clause.head


def surface_objects(verb: Token) -> list[Token]:
    """Direct objects, relative pronouns resolved, gaps of relative clauses filled."""
    found = [resolve(t) for t in tree.objects(verb)]
    if not found and not is_passive(verb):
        gap = gap_object(verb)
        if gap is not None:
            return [gap]
    return found
