"""Changes of stance: a warm state that ended, and a colder word of the same actor since."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.objections import Rule
from kgbuild.assemble.intervals import interval
from kgbuild.assemble.joining.timelinks import named_event
from kgbuild.model import ConflictKind, EntityArg, LiteralArg, Modality, Polarity
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.disagreements.objections import Objections
    from kgbuild.model import Claim

# What is only thought possible is no stance.
WEAK = frozenset({Modality.POSSIBLE, Modality.CONDITIONAL, Modality.PURPOSE, Modality.UNCLEAR})
# Pairs of an actor that are looked at.
LOOK = 12


def stances(
    groups: Sequence[list[Claim]], context: Context, fact_of: Mapping[str, str], found: Objections
) -> None:
    """A warm state with an end, and a colder word of the same actor about the same party since."""
    warm: list[list[Claim]] = []
    cold: dict[str, list[list[Claim]]] = defaultdict(list)
    for group in groups:
        claim = group[0]
        if claim.polarity is not Polarity.ASSERTED or all(c.modality in WEAK for c in group):
            continue
        if vocabulary().has(claim.relation, "warm") and any(_ended(c) for c in group):
            warm.append(group)
        elif vocabulary().has(claim.relation, "cold"):
            for actor in sorted(_actors(claim.subject, context)):
                cold[actor].append(group)
    for group in warm:
        ended = next(c for c in group if _ended(c))
        sides = sorted(_actors((*ended.subject, *ended.object), context))
        drawn_in = _parties_of_end(ended, groups, context)
        for actor in sides:
            # Those whom the event that ended it drew in count as well: "until the invasion of X".
            others = frozenset(s for s in (*sides, *drawn_in) if s != actor)
            for rival in cold[actor][-LOOK:]:
                since = next((c for c in rival if _since(c, ended)), None)
                if since is None or not any(_concerns(c, others, context) for c in rival):
                    continue
                members = [c.id for c in (*group, *rival)]
                facts = [fact_of[ended.id], fact_of[since.id]]
                until = interval(ended.time).end
                detail = (
                    f"{context.name(actor)}: {ended.predicate} until {until}, "
                    f"{since.predicate} since"
                )
                where = Rule.STANCES, facts[0]
                found.add(where, ConflictKind.CHANGE, "stance", members, facts, detail)


def _ended(claim: Claim) -> bool:
    own = interval(claim.time)
    return own.start is None and own.end is not None


def _since(claim: Claim, ended: Claim) -> bool:
    own, until = interval(claim.time), interval(ended.time).end
    return until is not None and (own.start is None or own.start > until)


def _actors(args: Sequence[object], context: Context) -> set[str]:
    return {context.voice_of(a.entity) for a in args if isinstance(a, EntityArg)}


def _concerns(claim: Claim, parties: frozenset[str], context: Context) -> bool:
    """Whether the claim is about one of the parties: its object, or named in its object's words."""
    if parties & _actors(claim.object, context):
        return True
    words: set[str] = set()
    for arg in claim.object:
        if isinstance(arg, EntityArg | LiteralArg):
            words |= context.content(arg)
    about = {context.voice_of(e) for e in claim.about} - _actors(claim.subject, context)
    names = {w for p in parties for w in context.content(EntityArg(p))}
    return bool(words & names) or bool(about & parties)


def _parties_of_end(
    ended: Claim, groups: Sequence[list[Claim]], context: Context
) -> frozenset[str]:
    """Who took part in the event that the state is told to have held until."""
    relations = named_event(ended.time.text or "") if ended.time else ()
    return frozenset(
        actor
        for group in groups
        if group[0].relation in relations and group[0].polarity is Polarity.ASSERTED
        for claim in group
        if claim.document == ended.document
        for actor in _actors((*claim.subject, *claim.object), context)
    )
