"""Events told by a noun whose semantic roles were read: "the arrest of Lund", "the firm's loss of the contract".

Where the table of event nouns has no word for it, the noun's PropBank roleset names the verb that tells the same
("invasion": invade.01), and its arguments are the verb's. What the claim is called the patterns of that verb decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.coordination import expand
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import modifiers, possessors, preposition_of
from kgbuild.model import UNSPECIFIED, MentionKind
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.arguments import surface_subject
from kgbuild.vocabulary.pattern import spelling
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.extract.event_nouns import EventNoun
    from kgbuild.language.heads.roles import Argument, Frame

PAST = frozenset({"after", "following", "since", "despite"})
SURE = 0.8
"""How likely a role must be: on EWT's development part three of four such arguments of nouns are right, and the
types that a verb's pattern asks of them leave out most of the others."""
LIKELY = 0.5
"""The same where the table of event nouns, too, expects the argument where it stands."""
AGENT, PATIENT = "ARG0", "ARG1"
LOST_TO = {"to", "against"}
"""Behind these stands who did it, and the noun tells of the one to whom it was done: "her loss to Mori"."""
DONE_TO = ("Agent", "Country", "City", "Region")
"""Of whom a claim is worth reading that does not say who did it: "the arrest of Lund", not "the sale of homes"."""


def event_of(
    noun: Token, frame: Frame | None, rows: Sequence[EventNoun], annotated: Annotated
) -> list[Draft]:
    """The drafts of one noun: who did it to whom; or to whom it was done, where the table has a relation for it.

    `rows` are the noun's own in the table, which found no one who did it.
    """
    if fn.stands_as(noun, fn.COMPOUND | fn.FLAT):
        return []
    if frame is None:
        return _of_its_owner(noun, rows, annotated)
    if frame.argument(AGENT) is None and (found := _undone(noun, frame, rows, annotated)):
        return found
    if found := _of_its_owner(noun, rows, annotated):
        return found
    verb, _, _ = frame.roleset.rpartition(".")
    if (
        any(_may_be_meant(row, noun) for row in rows)
        or spelling(verb) not in pattern_book().by_lemma
    ):
        return []
    agents = _nouns(noun, frame.argument(AGENT), SURE, annotated)
    patients = _nouns(noun, frame.argument(PATIENT), SURE, annotated)
    return [
        _draft(noun, verb, agent, patient, annotated)
        for agent in agents
        for patient in patients
        if agent.i != patient.i
    ]


def _may_be_meant(row: EventNoun, noun: Token) -> bool:
    """Whether a row may be about this noun: "loss to" is a defeat, "the loss of the contract" is none."""
    behind = {tie.preposition for tie in modifiers(noun)}
    return not set(row.subject) <= LOST_TO or bool(behind & set(row.subject))


def _undone(
    noun: Token, frame: Frame, rows: Sequence[EventNoun], annotated: Annotated
) -> list[Draft]:
    """ "The arrest of Lund": a noun of the table whose patient stands where its row says, by whomever."""
    for row in rows:
        if row.needs or row.joint:
            continue
        found = []
        for patient in _nouns(noun, frame.argument(PATIENT), LIKELY, annotated):
            kind = kind_of_token(patient, annotated)
            tie = "poss" if patient.i < noun.i else preposition_of(patient)[0]
            fits = any(is_a(kind, wanted) for wanted in row.object_kind if wanted)
            fits = fits and any(is_a(kind, wanted) for wanted in DONE_TO)
            if tie in ("of", "poss") and tie in row.object and fits:
                found.append(_done_to(patient, noun, row, annotated))
        if found:
            return found
    return []


def _done_to(patient: Token, noun: Token, row: EventNoun, annotated: Annotated) -> Draft:
    """What a row of the table says was done to somebody, by whomever."""
    made = _draft(noun, f"{noun.lemma_.lower()} of", None, patient, annotated)
    made.relation = row.relation
    return made


def _of_its_owner(noun: Token, rows: Sequence[EventNoun], annotated: Annotated) -> list[Draft]:
    """ "Lund's arrest": what the table's noun does to people it does to its owner, where nothing else is done to."""
    behind = {tie.preposition for tie in modifiers(noun)} & {"of", "by"}
    if behind or not sure_of_owner(noun, annotated):
        return []
    for row in rows:
        if row.needs or row.joint or "poss" not in row.object or "poss" not in row.subject:
            continue
        found = []
        for owner in expand([resolve(t) for t in possessors(noun)], annotated):
            if not is_a(kind_of_token(owner, annotated), "Person") or not _is_somebody(
                owner, annotated
            ):
                return []
            found.append(_done_to(owner, noun, row, annotated))
        if found:
            return found
    return []


def sure_of_owner(noun: Token, annotated: Annotated) -> bool:
    """Whether what a noun says of its owner alone may be told: "Lund's death", and "after his death".

    A pronoun may be another's, and "his execution" one to come, unless a preposition says that it was. What somebody
    does with his own says whether it was: "announced his resignation", "faked her death".
    """
    owners = possessors(noun)
    verb = noun.head
    if tree.role(noun) == "object" and tree.is_verb(verb):
        mine = {c for o in owners for c in annotated.clusters_at(slot_of(resolve(o), annotated))}
        doers = [slot_of(d, annotated) for d in surface_subject(verb).nouns]
        if mine & {c for doer in doers for c in annotated.clusters_at(doer)}:
            return False
    past = tree.case_words(noun) in PAST
    return past or not any(wf.has_form(owner, wf.POSSESSIVE_PRONOUN) for owner in owners)


def _nouns(
    noun: Token, argument: Argument | None, least: float, annotated: Annotated
) -> list[Token]:
    """The argument's nouns, where it is sure and hangs on the noun itself, and each is a mention."""
    if argument is None or argument.score < least:
        return []
    token = annotated.doc[argument.head]
    tied = {t.i for t in possessors(noun)} | {m.noun.i for m in modifiers(noun)}
    if token.i not in tied:
        return []
    found = expand([resolve(token)], annotated)
    known = [t for t in found if _is_somebody(t, annotated)]
    return known if len(known) == len(found) else []


def _is_somebody(token: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(token.i)
    if mention is None:
        return False
    return mention.kind is not MentionKind.PRONOUN or bool(mention.clusters)


def _draft(
    noun: Token, verb: str, agent: Token | None, patient: Token, annotated: Annotated
) -> Draft:
    used = {patient.i} | ({agent.i} if agent is not None else set())
    return Draft(
        extractor="events.roles",
        head=noun.i,
        trigger=(noun.i,),
        words=verb,
        lemma=verb.split(" ")[0],
        subject=[slot_of(agent, annotated) if agent is not None else Slot(literal=UNSPECIFIED)],
        object=[slot_of(patient, annotated)],
        obliques=[
            slot_of(m.noun, annotated, m.preposition)
            for m in modifiers(noun)
            if m.preposition and m.noun.i not in used
        ],
        passive=agent is None,
        standing=Standing.NOMINAL,
        confidence=0.65,
        notes=[f"event:{verb}"],
    )
