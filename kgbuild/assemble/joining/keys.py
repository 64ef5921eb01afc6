"""The key of a claim: what must agree, exactly, before two claims may be one fact.

A key is the family of the relation, polarity and manner, and the participant that the family is
anchored on. Objects are compared within a key: exactly, or by words where both are descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.assemble.context import FORMER, LEADING, body_of
from kgbuild.assemble.joining.kindred import family_of
from kgbuild.assemble.words import content, normal
from kgbuild.model import UNSPECIFIED, ClaimArg, EntityArg, LiteralArg, Modality, ValueArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.joining.kindred import Kindred
    from kgbuild.model import Arg, Claim

# Manners that report one thing: to want, to plan and to promise the same are one intention.
MANNERS = {
    Modality.ACTUAL: "actual",
    Modality.REFUSED: "actual",
    Modality.PLANNED: "prospect",
    Modality.WANTS: "prospect",
    Modality.PROMISED: "prospect",
    Modality.READY: "prospect",
    Modality.PURPOSE: "prospect",
    Modality.EXPECTED: "prospect",
    Modality.NECESSARY: "necessary",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "possible",
    Modality.UNCLEAR: "possible",
    Modality.ATTEMPTED: "attempted",
}
# Only words of these groups may match by description; in war and law two targets are two acts.
BY_WORDS = frozenset(
    {"speech", "stance", "cooperation", "verbal_conflict", "causal", "diplomacy", "generic"}
)


# The dead and the hurt of one event are counted otherwise by every article, and bear no name.
PEOPLE = frozenset({"people", "person", "civilian", "resident", "victim", "man", "woman", "member"})


@dataclass(frozen=True, slots=True)
class Key:
    """What must be equal; `objects` is the exact form, `words` the comparable one.

    `strict` keys say little of who it was: there, day and place must be known and agree.
    """

    block: tuple[str, ...]
    objects: tuple[str, ...]
    words: frozenset[str]
    by_words: bool
    strict: bool = False


def claim_key(claim: Claim, context: Context, inner: Mapping[str, str]) -> Key:
    """The key of one claim; `inner` gives the fact of each claim that is an argument."""
    row = family_of(claim)
    relation = vocabulary().relations.get(claim.relation or "")
    manner = MANNERS[claim.modality]
    ended = "former" if str(claim.qualifiers.get("status", "")).casefold() in FORMER else ""
    subject = _names(claim.subject, claim, context, row, inner)
    objects = _objects(claim, context, row, inner)
    if relation is None:
        # An open claim clusters with its exact twin only.
        block = ("", claim.predicate, claim.polarity, claim.modality, *subject)
        return Key(block, objects, frozenset(), False)
    family = row.family if row else relation.name
    if relation.symmetric:
        block = (family, claim.polarity, manner, ended, *sorted({*subject, *objects}))
        return Key(block, (), frozenset(), False)
    if "casualty" in relation.traits and _nameless(claim.object, context):
        actor = tuple(s for s in subject if _named(s, context))
        heads = tuple(sorted({_head(o, context) for o in claim.object}))
        return Key((family, claim.polarity, manner, *actor), heads, frozenset(), False, strict=True)
    if "crowd" in relation.traits and _nameless(claim.subject, context):
        heads = tuple(sorted({_head(s, context) for s in claim.subject}))
        return Key(
            (family, claim.polarity, manner, *heads), objects, frozenset(), False, strict=True
        )
    anchor = subject
    if row is not None and row.anchor == "voice":
        anchor = tuple("e:" + e for e in claim.attributed_to[-1:]) or subject
    block = (family, claim.polarity, manner, ended, *anchor)
    spoken = _spoken(claim)
    by_words = (
        relation.group in BY_WORDS
        and bool(spoken)
        and not any(isinstance(o, ClaimArg | ValueArg) for o in spoken)
    )
    words: frozenset[str] = frozenset()
    if by_words:
        # What the subject is called tells nothing of the object: "Russia … its ties with China".
        words = frozenset().union(*(_words(o, claim, context) for o in spoken))
        own = frozenset().union(*(context.content(a) for a in claim.subject))
        words = (words - own) or words
    return Key(block, objects, words, by_words)


def spoken_of(claim: Claim) -> list[str]:
    """Ids of the claims that stand in the key of this one."""
    args = (*claim.subject, *_spoken(claim))
    return [arg.claim for arg in args if isinstance(arg, ClaimArg)]


def _nameless(args: Iterable[Arg], context: Context) -> bool:
    """Whether all are people without a name, and there are some."""
    args = tuple(args)
    return bool(args) and all(
        isinstance(a, EntityArg)
        and context.type_of(a.entity) == "Group"
        and context.entities[a.entity].attributes.get("named") == "no"
        for a in args
    )


def _head(arg: Arg, context: Context) -> str:
    entity = context.entities.get(arg.entity) if isinstance(arg, EntityArg) else None
    head = entity.attributes.get("head", "people") if entity else "people"
    return "people" if head in PEOPLE else head


def _named(name: str, context: Context) -> bool:
    entity = context.entities.get(name.removeprefix("e:"))
    return (
        entity is not None and entity.attributes.get("named") != "no" and entity.name != UNSPECIFIED
    )


def _objects(
    claim: Claim, context: Context, row: Kindred | None, inner: Mapping[str, str]
) -> tuple[str, ...]:
    if claim.relation == "HOLDS_POSITION":
        body = body_of(claim, context)
        if body and any(LEADING.match(context.words(o).casefold()) for o in claim.object):
            return ("e:" + body,)
    return _names(_spoken(claim), claim, context, row, inner)


def _spoken(claim: Claim) -> tuple[Arg, ...]:
    """The objects; of a quotation that is also read as a claim, the words alone."""
    words = tuple(o for o in claim.object if isinstance(o, LiteralArg))
    return words if words and claim.relation == "STATED" else claim.object


def _names(
    args: Iterable[Arg],
    claim: Claim,
    context: Context,
    row: Kindred | None,
    inner: Mapping[str, str],
) -> tuple[str, ...]:
    """The arguments as a set, in one order."""
    return tuple(sorted({_name(a, claim, context, row, inner) for a in args}))


def _name(
    arg: Arg, claim: Claim, context: Context, row: Kindred | None, inner: Mapping[str, str]
) -> str:
    if isinstance(arg, EntityArg):
        if vocabulary().has(claim.relation, "government_apart"):
            return "e:" + arg.entity
        if row is not None and row.leader:
            return "e:" + context.voice_of(arg.entity)
        return "e:" + context.actor(arg.entity)
    if isinstance(arg, LiteralArg):
        named = context.named.get(normal(arg.literal))
        return "e:" + context.actor(named) if named else "l:" + normal(arg.literal)
    if isinstance(arg, ValueArg):
        return f"v:{arg.value:g} {arg.unit}"
    return "f:" + inner.get(arg.claim, arg.claim)


def _words(arg: Arg, claim: Claim, context: Context) -> frozenset[str]:
    """The words of a description as the article has them, of a name as the graph has it."""
    if context.descriptive(arg):
        return content(context.surface(claim, arg)) or context.content(arg)
    return context.content(arg)
