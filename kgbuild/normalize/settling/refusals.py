"""Why a draft makes no claim: small rules over its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.model import EntityArg
from kgbuild.normalize.settling.argument import is_own_kind, says_nothing
from kgbuild.normalize.settling.tables import FLOOR, INCOMPLETE, QUALIFIER_OF

if TYPE_CHECKING:
    from kgbuild.normalize.settling.arguments import Arguments, Sides


def _lost_object(_arguments: Arguments, sides: Sides) -> bool:
    """ "Sanctioned “Friday”": when it was is no object; "told him to help himself" by a pronoun's guess."""
    if sides.draft.object and not (sides.said and sides.target):
        return True
    return sides.oneself and not sides.target


def _nobody(arguments: Arguments, sides: Sides) -> bool:
    """ "It did that": a pronoun that stands for nothing known."""
    if not sides.subject or arguments.hollow(sides.subject):
        return True
    return sides.said and bool(sides.target) and arguments.hollow(sides.target)


def _of_nothing(_arguments: Arguments, sides: Sides) -> bool:
    """ "Efforts continued": no mention at all, nor a reason."""
    if sides.target or any(isinstance(a, EntityArg) for a in sides.subject):
        return False
    return not any(QUALIFIER_OF.get(s.preposition) == "reason" for s in sides.draft.obliques)


def _in_other_script(arguments: Arguments, sides: Sides) -> bool:
    """A sentence that was not read, only cut."""
    return any(arguments.foreign(arg) for arg in (*sides.subject, *sides.target))


def _unsure(_arguments: Arguments, sides: Sides) -> bool:
    """An open claim that is weak, or whose verb wants an object ("said", "gave")."""
    lost = not sides.draft.object and sides.draft.words in INCOMPLETE
    return sides.open and (lost or sides.confidence < FLOOR)


def _when(arguments: Arguments, sides: Sides) -> bool:
    """ "Began this Monday, which … and is in charge of the ministry": a day heads and does nothing."""
    heads = [s.head for s in sides.draft.subject if s.head is not None]
    times = arguments.annotated.times
    when = [any(t.start <= head < t.end for t in times) for head in heads]
    return sides.draft.relation is not None and bool(when) and all(when)


def _own_kind(arguments: Arguments, sides: Sides) -> bool:
    """ "Its token (NFT) platform": a thing is no kind of itself."""
    kind = sides.draft.relation == "IS_A"
    return kind and is_own_kind(sides.subject, sides.target, arguments.annotated)


def _empty(arguments: Arguments, sides: Sides) -> bool:
    """A verb that says nothing alone."""
    alone = sides.draft.relation is None and not sides.target
    return alone and says_nothing(sides.draft, arguments.doc[sides.draft.head])


NO_CLAIM: tuple[Callable[[Arguments, Sides], bool], ...] = (
    _lost_object,
    _nobody,
    _of_nothing,
    _in_other_script,
    _unsure,
    _when,
    _own_kind,
    _empty,
)
"""Why a draft makes no claim."""
