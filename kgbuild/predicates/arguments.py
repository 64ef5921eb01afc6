"""Who stands where in a clause: subjects through control, relatives and coordination, objects, voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.english.rulebook import first
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.antecedents import gap_object, resolve
from kgbuild.predicates.control import (
    ARBITRARY,
    CIRCUMSTANCES,
    DESCRIPTIVE,
    DIRECTING,
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
    JUDGEMENT,
    OBJECT_GERUND,
    brings_about,
    comma_before,
    is_nobodys,
    is_ranked,
    judged,
    loose_head,
    main_speech,
    partner_of,
)
from kgbuild.predicates.partners import stolen_subject as stolen_subject
from kgbuild.predicates.passive import agents_of as agents_of
from kgbuild.predicates.passive import is_passive as is_passive

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token


# Whoever leaves a body to do something does it himself.
LEAVING = frozenset({"leave", "quit", "join"})


@dataclass(slots=True)
class Subject:
    """The surface subject: nouns, or the clause (`event`) that takes its place."""

    nouns: list[Token] = field(default_factory=list)
    event: Token | None = None
    inherited: bool = False


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


class _Adverbial:
    """An adverbial clause, the predicate it hangs on, and how deep the search is."""

    def __init__(self, verb: Token, head: Token, depth: int) -> None:
        self.verb, self.head, self.depth = verb, head, depth
        self.prepositions = set(tree.mark_words(verb))
        self.gerund = wf.has_form(verb, wf.GERUND)
        self.infinitive = wf.has_form(verb, wf.BASE)

    @cached_property
    def above(self) -> Token:
        """The predicate that it belongs to, wherever the parser hung it."""
        return loose_head(self.verb, self.head)

    @cached_property
    def speech(self) -> Token:
        """For a bare "saying": the verb that tells the whole."""
        bare = self.gerund and not self.prepositions and comma_before(self.verb)
        return main_speech(self.above) if self.verb.lemma_ in SAYING and bare else self.above

    @cached_property
    def judges(self) -> bool:
        """Whether the clause is what the object of the verb above is judged for, or is to do."""
        if not tree.is_verb(self.head):
            return False
        judged_for = self.head.lemma_ in JUDGEMENT and bool(self.prepositions & OBJECT_GERUND)
        return takes_object(self.head, self.verb) or judged_for


def _adverbial(verb: Token, head: Token, depth: int) -> Subject:
    """The subject of an adverbial clause: the first rule that knows it, else that of the clause above."""
    clause = _Adverbial(verb, head, depth)
    found = first(ADVERBIAL, clause)
    if found is not None:
        return found
    above = surface_subject(clause.speech, depth + 1)
    return Subject(above.nouns, above.event, inherited=True)


def _as_told(clause: _Adverbial) -> Subject | None:
    """ "As reported": nobody's."""
    return Subject() if as_told(clause.verb) else None


def _finite(clause: _Adverbial) -> Subject | None:
    """ "When she left": its own subject, be it read as the verb's above."""
    if not tree.is_finite(clause.verb):
        return None
    stolen = stolen_subject(clause.verb)
    return Subject([stolen] if stolen is not None else [])


def _object_judged(clause: _Adverbial) -> Subject | None:
    """ "Accused Lund of lying", "Lund was accused of lying"."""
    head = clause.head
    if not clause.judges:
        return None
    if is_passive(head):
        return Subject(surface_subject(head, clause.depth + 1).nouns, inherited=True)
    named = [resolve(t) for t in tree.objects(head)]
    named = named or [resolve(t) for t in tree.recipients(head)]
    return Subject(named[:1], inherited=True) if named else None


def _brought_about(clause: _Adverbial) -> Subject | None:
    """ "The river rose, causing damage": what the main clause tells."""
    verb, head = clause.verb, clause.head
    if clause.judges or not tree.is_verb(head) or not clause.gerund or clause.prepositions:
        return None
    behind = brings_about(verb) and verb.i > head.i and comma_before(verb)
    return Subject(event=head, inherited=True) if behind else None


def _nobody(clause: _Adverbial) -> Subject | None:
    """It hangs on no clause, or grammar leaves open whose act it is ("called for raising wages")."""
    head = clause.head
    loose = not tree.is_predicate(head) and not tree.is_clause(head)
    return Subject() if loose or is_nobodys(clause.verb, head, clause.prepositions) else None


def _directed(clause: _Adverbial) -> Subject | None:
    """ "Called on Peru to leave", "sent troops to guard it"."""
    head = clause.above
    behind = oblique_controller(head, clause.verb) if tree.is_verb(head) else None
    called = head.lemma_ == "call" and any(p.lower_ in ("on", "upon") for p in tree.particles(head))
    directs = called or (head.lemma_ in DIRECTING and head.lemma_ not in LEAVING)
    if behind is None and clause.infinitive and directs and not is_passive(head):
        behind = next(iter(tree.objects(head)), None)
    return None if behind is None else Subject([resolve(behind)], inherited=True)


def _of_agent(clause: _Adverbial) -> Subject | None:
    """ "The case was closed by paying", "was closed to save money": whoever closed it, not the case."""
    head = clause.speech
    if not is_passive(head):
        return None
    paying = clause.gerund and (clause.prepositions or not comma_before(clause.verb))
    if paying or (clause.infinitive and head.lemma_ not in MADE):
        return Subject(agents_of(head), inherited=True)
    return None


ADVERBIAL: tuple[Callable[[_Adverbial], Subject | None], ...] = (
    _as_told,
    _finite,
    _object_judged,
    _brought_about,
    _nobody,
    _directed,
    _of_agent,
)
"""Whose act an adverbial clause tells, where it is not simply the subject's above."""


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


def surface_objects(verb: Token) -> list[Token]:
    """Direct objects, relative pronouns resolved, gaps of relative clauses filled."""
    found = [resolve(t) for t in tree.objects(verb)]
    if not found and not is_passive(verb):
        gap = gap_object(verb)
        if gap is not None:
            return [gap]
    return found
