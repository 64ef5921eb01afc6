"""What the assembling stages look things up in: documents, entities, claims, and what follows from them.

Built once from all claims, in one pass each; everything here is read only afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.assemble.words import content, normal
from kgbuild.gazetteer import country_by_iso, country_by_name
from kgbuild.model import (
    UNSPECIFIED,
    Claim,
    ClaimArg,
    EntityArg,
    LiteralArg,
    Modality,
    Polarity,
    ValueArg,
)
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgbuild.model import Arg, Document, Entity

# A leading post by its title: "President of X", "U.S. President", "director of X"; no deputy, no adviser.
_NOT_LEADING = r"(?!.*\b(?:vice|deputy|assistant|associate|former|ex|spokes\w+|advis[eo]r|aide|elect|candidate)\b)"
_STATE = r"prime minister|president|chancellor|premier|king|queen|emir|sultan|supreme leader|leader"
_BODY = (
    r"head|chairman|chairwoman|chair|chief|director|governor|mayor|chief executive|ceo|commander"
)
STATE_HEAD = re.compile(rf"^{_NOT_LEADING}(?:the )?(?:[\w.’'-]+ ){{0,3}}?(?:{_STATE})(?: of\b.*)?$")
LEADING = re.compile(
    rf"^{_NOT_LEADING}(?:the )?(?:[\w.’'-]+ ){{0,3}}?(?:{_STATE}|{_BODY})(?: of\b.*)?$"
)
STATEMENT = "statement"
STATEMENTS = frozenset(
    {"statement", "communiqué", "communique", "declaration", "release", "readout"}
)
WHOLE_STATE = re.compile(r"^(?:the )?government of\b|\bgovernment$", re.IGNORECASE)
FORMER = frozenset({"former", "ex", "late", "outgoing", "then", "previous", "ended"})
# Entities whose name is a description: two of them may be one thing under other words.
DESCRIPTIVE = frozenset({"Topic", "Event", "Document", "Product", "Position", "Group", "Thing"})


@dataclass(slots=True)
class Context:
    """Lookups shared by all assembling stages."""

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    claims: Mapping[str, Claim]
    states: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] | None = None
    """Texts of documents that are given without them."""

    def type_of(self, entity: str) -> str:
        """The entity's type; Thing for one that is not known."""
        found = self.entities.get(entity)
        return found.type if found else "Thing"

    def name(self, entity: str) -> str:
        """The entity's name; its id for one that is not known."""
        found = self.entities.get(entity)
        return found.name if found else entity

    def is_a(self, entity: str, kind: str) -> bool:
        """Whether the entity is of the type, or of one below it."""
        return vocabulary().is_a(self.type_of(entity), kind)

    def actor(self, entity: str) -> str:
        """The entity, a state's own government standing for the state.

        Groups without a name of their own are one where they are of one kind and one country.
        """
        return self.states.get(entity) or self.groups.get(entity, entity)

    def iso(self, entity: str) -> str | None:
        """The code of the country that the entity is, or belongs to."""
        found = self.entities.get(entity)
        return None if found is None else iso_of(found)

    def voice_of(self, entity: str) -> str:
        """The state that the entity speaks for as its head or its government, else the entity."""
        return self.states.get(self.heads.get(entity, entity), self.heads.get(entity, entity))

    def words(self, arg: Arg) -> str:
        """An argument as words to compare: a claim as its predicate only."""
        if isinstance(arg, EntityArg):
            return self.name(arg.entity)
        if isinstance(arg, LiteralArg):
            return arg.literal
        if isinstance(arg, ValueArg):
            return arg.text
        inner = self.claims.get(arg.claim)
        return f"[{inner.predicate}]" if inner else "[a claim]"

    def listing(self, args: Iterable[Arg], *, depth: int = 1) -> str:
        """Several arguments as a reader is shown them; a claim by its parts, one step deep."""
        return ", ".join(self._shown(a, depth) for a in args)

    def _shown(self, arg: Arg, depth: int) -> str:
        inner = self.claims.get(arg.claim) if isinstance(arg, ClaimArg) and depth else None
        return f"[{self.statement(inner, depth=depth - 1)}]" if inner else self.words(arg)

    def statement(self, claim: Claim, *, depth: int = 1) -> str:
        """A claim by its parts, the verb bare: "Anna Adler | not meet (planned) | Boris Becker"."""
        negated = "not " if claim.polarity is Polarity.NEGATED else ""
        manner = "" if claim.modality is Modality.ACTUAL else f" ({claim.modality})"
        subject, object_ = (self.listing(a, depth=depth) for a in (claim.subject, claim.object))
        told = f"{negated}{claim.predicate}{manner}"
        return " | ".join(part for part in (subject, told, object_) if part)

    def descriptive(self, arg: Arg) -> bool:
        """Whether the argument is words, or an entity that is known by a description only."""
        if isinstance(arg, EntityArg):
            return self.type_of(arg.entity) in DESCRIPTIVE
        return isinstance(arg, LiteralArg)

    def surface(self, claim: Claim, arg: Arg) -> str:
        """The words that stand for the argument in the claim's own document."""
        span = None if isinstance(arg, ClaimArg) else arg.span
        if span is None:
            return self.words(arg)
        told = claim.evidence
        if told.start <= span[0] and span[1] <= told.end:
            return told.text[span[0] - told.start : span[1] - told.start]
        text = self.text_of(claim.document)
        return self.words(arg) if text is None else text[span[0] : span[1]]

    def text_of(self, document: str) -> str | None:
        """A document's text; None for one that is not known."""
        if self.texts is not None:
            return self.texts.get(document)
        found = self.documents.get(document)
        return None if found is None else found.text

    def content(self, arg: Arg) -> frozenset[str]:
        """Stems of the argument's words."""
        return content(self.words(arg))


def build_context(
    documents: Iterable[Document], entities: Iterable[Entity], claims: Iterable[Claim]
) -> Context:
    """Index everything, then work out governments, heads of state and which place holds which."""
    context = Context(
        documents={d.id: d for d in documents},
        entities={e.id: e for e in entities},
        claims={c.id: c for c in claims},
    )
    context.named = _named(context)
    context.states = states_of(context.entities.values())
    told: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in ROLES}
    for claim in context.claims.values():
        for kind, entity, value in roles_of(claim, context):
            told[kind][entity].add(value)
    context.groups = _groups(context, told[ISSUED])
    context.parents = {inner: frozenset(outer) for inner, outer in told[INSIDE].items()}
    context.heads = {p: next(iter(of)) for p, of in told[LEADS].items() if len(of) == 1}
    return context


def _named(context: Context) -> dict[str, str]:
    """Folded name -> entity, for states, bodies and places: names before aliases, then by id."""
    rows = [row for e in context.entities.values() for row in known_as(e)]
    found: dict[str, str] = {}
    for _, entity, key in sorted(rows):
        found.setdefault(key, entity)
    return found


def known_as(entity: Entity) -> Iterator[tuple[int, str, str]]:
    """Rank, entity and folded name of each name that a literal may mean it by; of places and bodies only."""
    known = vocabulary()
    if known.is_a(entity.type, "Place") or known.is_a(entity.type, "Organization"):
        yield 0, entity.id, normal(entity.name)
        yield from ((1, entity.id, normal(alias)) for alias in entity.aliases)


def iso_of(entity: Entity) -> str | None:
    """The country code of an entity: its own, or that of the country given for it."""
    own = entity.external_ids.get("iso")
    if own:
        return own.upper()
    told = entity.country or (entity.name if entity.type == "Country" else None)
    if not told:
        return None
    if len(told) == 2 and told.isupper():
        return told
    known = country_by_name(told)
    return known.iso if known else "name:" + normal(told)


def may_be_state(kind: str, name: str) -> bool:
    """Whether an entity of this type and name is a country, or may be a government."""
    return kind == "Country" or (kind == "GovernmentBody" and bool(WHOLE_STATE.search(name)))


def states_of(entities: Iterable[Entity]) -> dict[str, str]:
    """Government -> its country's entity; a country -> itself. A ministry is not the state."""
    entities = sorted(entities, key=lambda e: e.id)
    countries: dict[str, str] = {}
    for entity in entities:
        if entity.type == "Country":
            countries.setdefault(iso_of(entity) or entity.id, entity.id)
    states = {i: i for i in countries.values()}
    for entity in entities:
        if entity.type == "Country" or not may_be_state(entity.type, entity.name):
            continue
        code = iso_of(entity)
        named = re.match(r"(?:the )?government of (?:the )?(.+)$", entity.name, re.IGNORECASE)
        if code is None and named is not None:
            known = country_by_name(named.group(1))
            code = known.iso if known else "name:" + normal(named.group(1))
        if code is not None:
            # Where the country itself is not in the graph, its government's names share the code.
            states[entity.id] = countries.get(code, "state:" + code)
    return states


def _groups(context: Context, issuers: Mapping[str, set[str]]) -> dict[str, str]:
    found = {}
    for entity in context.entities.values():
        group = group_of(entity, issuers.get(entity.id, ()), context)
        if group is not None:
            found[entity.id] = group
    return found


def group_of(entity: Entity, issuers: Iterable[str], context: Context) -> str | None:
    """What is known by a description only, as two articles may both mean it.

    A group is "officials of RU"; a document with one issuer is that issuer's statement.
    """
    if entity.attributes.get("named") != "no":
        return None
    head = entity.attributes.get("head")
    if entity.type == "Document":
        named = {i for i in issuers if context.name(i) != UNSPECIFIED}
        if len(named) != 1:
            return None
        kind = STATEMENT if head in STATEMENTS else head
        return f"issued:{kind}:{next(iter(named))}"
    code = iso_of(entity) if entity.type == "Group" else None
    if head and code and not entity.attributes.get("owner"):
        return f"group:{head}:{code}"
    return None


ISSUED, INSIDE, LEADS = ROLES = ("issued", "inside", "leads")
"""What claims tell of an entity that others need to know: its issuers, where it lies, the state that it heads."""


def roles_of(claim: Claim, context: Context) -> Iterator[tuple[str, str, str]]:
    """What one claim tells: kind of role, the entity that has it, and the value."""
    if not _true(claim):
        return
    if claim.relation == "ISSUED":
        by = [context.states.get(s, s) for s in entities_of(claim.subject)]
        yield from ((ISSUED, issued, s) for issued in entities_of(claim.object) for s in by)
    elif claim.relation in ("LOCATED_IN", "PART_OF"):
        for inner in entities_of(claim.subject):
            fixed = context.is_a(inner, "Place") or claim.relation == "PART_OF"
            if fixed and context.type_of(inner) != "Country":
                yield from ((INSIDE, inner, o) for o in entities_of(claim.object) if o != inner)
    elif str(claim.qualifiers.get("status", "")) not in FORMER:
        bodies = [b for b in _led(claim, context) if b in context.states]
        people = [p for p in entities_of(claim.subject) if context.type_of(p) == "Person"]
        yield from ((LEADS, person, context.states[b]) for person in people for b in bodies)


def _led(claim: Claim, context: Context) -> list[str]:
    """The bodies that somebody is told to lead."""
    if claim.relation == "HEADS":
        return entities_of(claim.object)
    if claim.relation == "HOLDS_POSITION" and any(
        STATE_HEAD.match(context.words(o).casefold()) for o in claim.object
    ):
        body = body_of(claim, context)
        return [] if body is None else [body]
    return []


def _true(claim: Claim) -> bool:
    return claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL


def entities_of(args: Iterable[Arg]) -> list[str]:
    """The entities among some arguments, in their order."""
    return [a.entity for a in args if isinstance(a, EntityArg)]


def body_of(claim: Claim, context: Context) -> str | None:
    """The entity (or else the folded name) that a post is held of.

    The qualifier of_org says it, else what follows "of" in the post's name, else the post's country.
    """
    told = claim.qualifiers.get("of_org")
    if isinstance(told, str) and told:
        return told if told in context.entities else context.named.get(normal(told), normal(told))
    for arg in claim.object:
        match = re.search(r"\bof (?:the )?(.+)$", context.words(arg))
        if match:
            name = normal(match.group(1))
            return context.named.get(name, name)
        if isinstance(arg, EntityArg):
            code = context.iso(arg.entity)
            known = country_by_iso(code) if code and len(code) == 2 else None
            if known is not None:
                return context.named.get(normal(known.name), normal(known.name))
    return None
