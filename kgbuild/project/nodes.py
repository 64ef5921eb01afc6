"""A snapshot's nodes and links."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kgbuild.model import GATE, ClaimArg, EntityArg, LiteralArg, ValueArg
from kgbuild.project.garbage import uncollected
from kgbuild.project.gate import OPEN, fact_edges
from kgbuild.project.mentions import (
    Properties,
    Sentences,
    article_links,
    entity_node,
    mention_links,
    name_nodes,
    present,
    seen_links,
    sentence_nodes,
)
from kgbuild.project.said import Said, is_actual
from kgbuild.project.shape import Link, Node, Projection
from kgbuild.project.wanted import Wanted
from kgbuild.project.wording import Wording
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from kgbuild.model import Arg, Claim, Fact, Judgement, Snapshot, TimeSpan


NOT_A_KEY = re.compile(r"[^A-Za-z0-9_]")


def project(snapshot: Snapshot, *, threshold: float = GATE) -> Projection:
    """All nodes and links of a graph; `threshold` is the least confidence of a plain edge."""
    with uncollected():
        found = sorted(stream(snapshot, threshold=threshold), key=lambda pair: pair[0].id)
    nodes = tuple(node for node, _ in found)
    return Projection(nodes, tuple(link for _, links in found for link in links))


PARTS = 3
"""Parts of a graph that can be projected apart: facts and entities; names, sentences and documents; claims,
conflicts and judgements. All nodes of a kind are in one part."""


def stream(
    snapshot: Snapshot,
    *,
    threshold: float = GATE,
    part: int | None = None,
    only: Wanted | None = None,
    leaving: Mapping[str, list[Link]] | None = None,
) -> Iterator[tuple[Node, tuple[Link, ...]]]:
    """Every node with its outgoing links (sorted, none twice), a kind at a time; or those of one part.

    What `project` holds, without holding it: a large graph goes into a store as it is made. With `only`,
    no more than the nodes that are wanted, as they stand in the whole graph; `leaving` are then the plain edges
    of the wanted entities, of which the snapshot need not hold all facts.
    """
    made = _Made(snapshot, threshold, only, leaving)
    parts = (made.facts, made.words, made.claims)
    for one in parts if part is None else parts[part : part + 1]:
        for node, links in one():
            if len(links) > 1:
                links.sort(key=_link_order)
                yield node, tuple(_unique(links))
            else:
                yield node, tuple(links)


class _Made:
    """The parts of one snapshot.

    A store that loads in threads of its own should have work at once, and while something is worked out
    that takes all claims to know: so facts come first, and their edges with them.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        threshold: float,
        only: Wanted | None,
        given: Mapping[str, list[Link]] | None,
    ) -> None:
        self._snapshot = snapshot
        self._given = given
        self._only = only
        self._threshold = threshold
        self._entities = {entity.id: entity for entity in snapshot.entities}
        self._claims = {claim.id: claim for claim in snapshot.claims}
        self._wording = Wording(snapshot)
        self._said = Said(snapshot)

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self._snapshot)

    def facts(self) -> Iterator[tuple[Node, list[Link]]]:
        """Facts, then entities with their plain edges."""
        leaving: dict[str, list[Link]] = {}
        entities, claims, only = self._entities, self._claims, self._only
        for fact in self._snapshot.facts:
            if only and not _leaves(fact, only):
                continue
            edges = fact_edges(fact, claims, entities, threshold=self._threshold)
            for edge in edges:
                link = Link(edge.relation, edge.source, edge.target, _edge_properties(fact))
                leaving.setdefault(edge.source, []).append(link)
            if only and fact.id not in only.facts:
                continue
            yield (
                _fact_node(fact, self._wording, self._said, plain=bool(edges)),
                [
                    *_arg_links(fact.id, fact.subject, fact.object, entities, claims),
                    *(Link("PLACE", fact.id, place) for place in fact.place if place in entities),
                    *(Link("HAS_CLAIM", fact.id, c) for c in fact.claims if c in claims),
                ],
            )
        for entity in self._snapshot.entities:
            if not only or entity.id in only.entities:
                links = leaving.get(entity.id, [])
                yield (
                    entity_node(entity),
                    (links if self._given is None else self._given.get(entity.id, [])),
                )

    def words(self) -> Iterator[tuple[Node, list[Link]]]:
        """Names, documents and sentences."""
        mentioned: dict[str, list[Link]] = {}
        only = self._only
        sentences = None if only is None else only.sentences
        for entity in self._snapshot.entities:
            for link in mention_links(entity, self._sentences, sentences):
                mentioned.setdefault(link.source, []).append(link)
            for link in article_links(entity, sentences):
                mentioned.setdefault(link.source, []).append(link)
            if only is None or entity.id in only.names:
                yield from name_nodes(entity, self._sentences)
            if only is not None and only.seen:
                for id_, links in seen_links(entity, self._sentences, only.seen):
                    yield Node(id_, ("Name",), {}), links
        for document in self._snapshot.documents:
            if sentences is not None and document.id not in sentences:
                continue
            properties = present(
                source=document.source,
                title=document.title,
                publisher=document.publisher,
                published=document.published,
                language=document.language,
                url=document.url,
                byline=document.byline,
                caption=document.title or document.source,
            )
            links = mentioned.pop(document.id, [])
            yield Node(document.id, ("Document", "Article"), properties), links
        for node, links in sentence_nodes(self._snapshot, self._sentences, sentences):
            yield node, [*links, *mentioned.pop(node.id, ())]

    def claims(self) -> Iterator[tuple[Node, list[Link]]]:
        """Claims, conflicts and judgements."""
        claims, only = self._claims, self._only
        published = {document.id: document.published for document in self._snapshot.documents}
        for claim in self._snapshot.claims:
            if only and claim.id not in only.claims:
                continue
            node = _claim_node(claim, published.get(claim.document), self._wording, self._said)
            yield node, list(_claim_links(claim, self._sentences, self._entities, claims))
        facts = {fact.id: fact for fact in self._snapshot.facts}
        for conflict in self._snapshot.conflicts:
            if only and conflict.id not in only.conflicts:
                continue
            properties = present(kind=conflict.kind, field=conflict.field, detail=conflict.detail)
            of_facts = [c for f in conflict.facts if f in facts for c in facts[f].claims]
            told = conflict.claims or of_facts
            yield (
                Node(conflict.id, ("Conflict",), properties),
                [
                    *(Link("INVOLVES", conflict.id, c) for c in told if c in claims),
                    *(Link("INVOLVES", conflict.id, f) for f in conflict.facts if f in facts),
                ],
            )
        for node, links in _judgements(self._snapshot):
            if not only or node.id in only.judgements:
                yield node, links


def _leaves(fact: Fact, only: Wanted) -> bool:
    """Whether the fact, or an entity that its edges may leave from, is wanted."""
    if fact.id in only.facts:
        return True
    args = (*fact.subject, *fact.object)
    return any(isinstance(a, EntityArg) and a.entity in only.entities for a in args)


def _link_order(link: Link) -> tuple[str, str, str]:
    marks = link.properties
    return (link.type, link.target, str(sorted(marks.items())) if marks else "")


def _unique(links: list[Link]) -> Iterator[Link]:
    """Links without repetition (they are sorted, so equal ones are neighbours)."""
    last: Link | None = None
    for link in links:
        if link != last:
            yield link
        last = link


def _time(time: TimeSpan | None) -> Properties:
    if time is None:
        return {}
    return present(
        time_text=time.text,
        time_start=time.start,
        time_end=time.end,
        time_precision=time.precision,
        time_basis=time.basis,
    )


@cache
def _relation(name: str | None) -> Properties:
    """A relation with what the vocabulary says of it, so that a query need not join a table."""
    known = vocabulary().relations.get(name or OPEN)
    if known is None:
        return present(relation=OPEN)
    return present(relation=known.name, group=known.group, quad=known.quad)


def _lasts(relation: str | None) -> bool:
    """Whether the relation is a state, which holds until it ends, and no event."""
    known = vocabulary().relations.get(relation or OPEN)
    return relation is not None and known is not None and not known.is_event


def _words(args: tuple[Arg, ...]) -> tuple[str, ...]:
    """The words of literals and figures among the arguments."""
    if len(args) == 1 and isinstance(args[0], EntityArg):
        return ()
    return tuple(
        arg.literal if isinstance(arg, LiteralArg) else arg.text
        for arg in args
        if isinstance(arg, LiteralArg | ValueArg)
    )


def _figure(args: Iterable[Arg]) -> Properties:
    """The first figure among the arguments."""
    for arg in args:
        if isinstance(arg, ValueArg):
            return present(
                value=float(arg.value),
                unit=arg.unit,
                bound=arg.bound or None,
                upper=float(arg.upper) if arg.upper is not None else None,
            )
    return {}


def qualifier_key(name: str) -> str:
    """A qualifier's property name: `q_` and letters, digits or underscores."""
    return "q_" + NOT_A_KEY.sub("_", name)


def _claim_node(claim: Claim, published: date | None, wording: Wording, said: Said) -> Node:
    properties = {
        **_relation(claim.relation),
        **wording.sides(claim),
        "speakers": wording.speakers(claim),
        "summary": wording.summary(claim),
        **present(
            words=claim.predicate,
            polarity=claim.polarity,
            modality=claim.modality,
            hedge=claim.hedge,
            quoted=claim.quoted,
            own_voice=not claim.attributed_to,
            unnamed=said.by_unnamed(claim) or None,
            fact_status=said.status(claim),
            happened=None if is_actual(claim) else said.happened(claim),
            chain=" ".join(claim.attributed_to),
            confidence=round(float(claim.confidence), 2),
            worth=round(float(claim.worth), 2),
            reported=published,
            day=(claim.time.start if claim.time else None) or published,
            begin=claim.span[0],
            end=claim.span[1],
            extractor=claim.extractor,
            subject_text=_words(claim.subject),
            object_text=_words(claim.object),
        ),
        **_figure((*claim.object, *claim.subject)),
        **_time(claim.time),
    }
    for name, value in sorted(claim.qualifiers.items()):
        properties[qualifier_key(name)] = value
    return Node(claim.id, ("Claim",), properties)


def _claim_links(
    claim: Claim, sentences: Sentences, known: Container[str], claims: Container[str]
) -> Iterator[Link]:
    yield from _arg_links(claim.id, claim.subject, claim.object, known, claims)
    for position, speaker in enumerate(claim.attributed_to):
        if speaker in known:
            yield Link("ATTRIBUTED_TO", claim.id, speaker, {"position": position})
    for type_, members in (("PLACE", claim.place), ("ABOUT", claim.about)):
        yield from (Link(type_, claim.id, member) for member in members if member in known)
    yield Link("STATED_IN", claim.id, sentences.of(claim))


def _arg_links(
    id_: str,
    subject: Iterable[Arg],
    object_: Iterable[Arg],
    known: Container[str],
    claims: Container[str],
) -> Iterator[Link]:
    for type_, args in (("SUBJECT", subject), ("OBJECT", object_)):
        for arg in args:
            if isinstance(arg, EntityArg) and arg.entity in known:
                yield Link(type_, id_, arg.entity)
            elif isinstance(arg, ClaimArg) and arg.claim in claims:
                yield Link(type_, id_, arg.claim)


def _fact_node(fact: Fact, wording: Wording, said: Said, *, plain: bool) -> Node:
    properties = {
        **_relation(fact.relation),
        **wording.sides(fact),
        "fact_key": said.fact_key(fact),
        "summary": wording.fact(fact),
        **present(
            polarity=fact.polarity,
            status=fact.status,
            plain=plain,
            lasting=_lasts(fact.relation) or None,
            joint=(len(fact.subject) > 1 and not fact.object) or None,
            repeated=said.repeated(fact) or None,
            day=(fact.time.start if fact.time else None) or fact.first,
            independent=fact.independent_sources,
            documents=len(fact.documents),
            confidence=round(float(fact.confidence), 2),
            worth=round(float(fact.worth), 2),
            first=fact.first,
            last=fact.last,
            why=fact.why,
            subject_text=_words(fact.subject),
            object_text=_words(fact.object),
        ),
        **_figure((*fact.object, *fact.subject)),
        **_time(fact.time),
    }
    return Node(fact.id, ("Fact",), properties)


def _edge_properties(fact: Fact) -> Properties:
    start, end = (fact.time.start, fact.time.end) if fact.time else (None, None)
    return present(
        fact=fact.id,
        status=fact.status,
        documents=len(fact.documents),
        independent=fact.independent_sources,
        start=start,
        end=end,
        caption=_caption(start, end),
    )


def _caption(start: date | None, end: date | None) -> str | None:
    """The time as text: Neo4j Browser shows a date property with quotation marks round it."""
    if start is None or end is None or start == end:
        found = start or end
        return found.isoformat() if found else None
    return f"{start.isoformat()} to {end.isoformat()}"


def _judgements(snapshot: Snapshot) -> Iterator[tuple[Node, list[Link]]]:
    """The last word on each pair of clusters; the ledger keeps the ones before it."""
    entity_of: Mapping[str, str] = {
        cluster: entity.id for entity in snapshot.entities for cluster in entity.clusters
    }
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in snapshot.judgements:
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        if pair not in last or judgement.sequence >= last[pair].sequence:
            last[pair] = judgement
    for _, judgement in sorted(last.items()):
        properties = present(
            verdict=judgement.verdict,
            score=float(judgement.score),
            reasons=judgement.reasons,
            why="; ".join(judgement.reasons) or "none given",
            decided_by=judgement.decided_by,
            left=judgement.left,
            right=judgement.right,
        )
        sides = (("LEFT", judgement.left), ("RIGHT", judgement.right))
        yield (
            Node(judgement.id, ("Judgement",), properties),
            [Link(t, judgement.id, entity_of[c]) for t, c in sides if c in entity_of],
        )
