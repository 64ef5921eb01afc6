"""A snapshot as the plain values that the explorer's page reads.

Short keys, entities, claims, facts and documents by position: a 10,000-claim file stays small. What a
key means stands beside it below; explorer/data.js reads it back.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from kgbuild.draw.layout import layout
from kgbuild.draw.links import Kind, Link, links
from kgbuild.draw.offsets import utf16_offsets
from kgbuild.draw.phrases import GROUPS, MANNER, TYPE_NAMES, phrases
from kgbuild.draw.places import land, place_of
from kgbuild.draw.stories import Story, stories
from kgbuild.model import ClaimArg, EntityArg, Modality, Polarity, ValueArg
from kgbuild.project import is_named
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kgbuild.model import Arg, Claim, Edge, Entity, Fact, Snapshot, TimeSpan

Plain = dict[str, Any]
LABEL = 34
LIMIT = 2000
SMALLEST = ((2, 150), (3, 400))  # smallest part drawn, up to so many candidates


def picture(
    snapshot: Snapshot,
    edges: Iterable[Edge],
    *,
    title: str = "News graph",
    focus: Sequence[str] = (),
    limit: int = LIMIT,
) -> Plain:
    """What the page embeds.

    `edges` passed the gate. At most `limit` entities are drawn, those worth most that hang together
    (those of `focus`, entity ids, and their neighbours before all others); all are in search and tables.
    """
    drawn = links(snapshot, edges)
    at = _Places(snapshot)
    degree = _degree(drawn)
    # Loosely worded links are off at first: they neither choose the names drawn nor move them.
    firm = [link for link in drawn if link.kind != Kind.WEAK] or list(drawn)
    chosen = _choose(
        snapshot.entities, _degree(firm), firm, focus, limit, pull=_pull(firm, snapshot)
    )
    where = _positions(snapshot.entities, chosen, firm, degree)
    known = vocabulary().relations
    used = sorted({c.relation for c in snapshot.claims if c.relation})
    return {
        "title": title,
        "total": len(snapshot.entities),
        "linked": len(_degree(firm)),
        "drawn": len(chosen),
        "focus": [at.entity[f] for f in focus if f in at.entity],
        "types": {t: TYPE_NAMES.get(t, t) for t in sorted({e.type for e in snapshot.entities})},
        "groups": dict(GROUPS),
        # said, base, turned, negated, group, symmetric
        "relations": {
            name: [
                p.said,
                p.base,
                p.turned,
                p.negated,
                known[name].group,
                int(known[name].symmetric),
            ]
            for name, p in phrases().items()
            if name in used and name in known
        },
        "manner": {mode.value: text for mode, text in MANNER.items()},
        "entities": [_entity(e, degree, where) for e in snapshot.entities],
        "documents": _documents(snapshot, at),
        "claims": [_claim(c, at) for c in snapshot.claims],
        "facts": [_fact(f, at) for f in snapshot.facts],
        "conflicts": [
            {
                "k": c.kind.value,
                "f": c.field,
                "c": at.some(at.claim, c.claims),
                "t": at.some(at.fact, c.facts),
                "d": c.detail,
            }
            for c in snapshot.conflicts
        ],
        "stories": [_story(story, at) for story in stories(snapshot)],
        "land": land(),
        "links": [_link(k, at) for k in drawn if k.source in at.entity and k.target in at.entity],
    }


class _Places:
    """Positions in the lists, by id; characters to UTF-16 units, by document."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.entity = {e.id: i for i, e in enumerate(snapshot.entities)}
        self.document = {d.id: i for i, d in enumerate(snapshot.documents)}
        self.claim = {c.id: i for i, c in enumerate(snapshot.claims)}
        self.fact = {f.id: i for i, f in enumerate(snapshot.facts)}
        self.offset = {d.id: utf16_offsets(d.text) for d in snapshot.documents}

    def some(self, table: Mapping[str, int], ids: Iterable[str]) -> list[int]:
        return [table[i] for i in ids if i in table]

    def span(self, document: str, span: tuple[int, int]) -> list[int]:
        move = self.offset.get(document)
        return [move(span[0]), move(span[1])] if move else list(span)


def _degree(drawn: Sequence[Link]) -> dict[str, int]:
    near: dict[str, set[str]] = {}
    for link in drawn:
        near.setdefault(link.source, set()).add(link.target)
        near.setdefault(link.target, set()).add(link.source)
    return {node: len(others) for node, others in sorted(near.items())}


def _pull(drawn: Sequence[Link], snapshot: Snapshot) -> dict[str, float]:
    """What the facts that an entity has a part in are worth together, each neighbour counted once.

    Rounded, so that the order in which it is added up changes nothing.
    """
    worth = {fact.id: fact.worth for fact in snapshot.facts}
    best: dict[tuple[str, str], float] = {}
    for link in drawn:
        for pair in ((link.source, link.target), (link.target, link.source)):
            best[pair] = max(best.get(pair, 0.0), worth.get(link.fact, 0.0))
    found: dict[str, float] = {}
    for (node, _), value in sorted(best.items()):
        found[node] = round(found.get(node, 0.0) + value, 4)
    return found


def _choose(
    entities: Sequence[Entity],
    degree: Mapping[str, int],
    drawn: Sequence[Link],
    focus: Sequence[str],
    limit: int,
    pull: Mapping[str, float],
) -> list[str]:
    """The entities to draw: with links, those worth most first; a focus draws two steps round itself.

    In a large picture a pair of names that nothing else is linked with says little and takes room, so
    small parts are left to search and tables there.
    """
    near: dict[str, set[str]] = {}
    for link in drawn:
        near.setdefault(link.source, set()).add(link.target)
        near.setdefault(link.target, set()).add(link.source)
    distance = dict.fromkeys(focus, 0)
    if focus:
        for step in (1, 2):
            for node in sorted(n for n, d in distance.items() if d == step - 1):
                for other in sorted(near.get(node, ())):
                    distance.setdefault(other, step)
        candidates = [e.id for e in entities if e.id in distance]
    else:
        candidates = [e.id for e in entities if e.id in degree]
        least = next((size for size, most in SMALLEST if len(candidates) <= most), 5)
        parts = _part_sizes(near)
        candidates = [c for c in candidates if parts[c] >= least] or candidates
    # What has a name stands before what is only described: "a spokesman" is nobody's news.
    named = {e.id for e in entities if is_named(e)}
    candidates.sort(
        key=lambda i: (
            distance.get(i, 9), -pull.get(i, 0.0) * (1.0 if i in named else 0.4), -degree.get(i, 0), i
        )
    )  # fmt: skip
    return candidates if focus or len(candidates) <= limit else _grown(candidates, near, limit)


def _grown(candidates: Sequence[str], near: Mapping[str, set[str]], limit: int) -> list[str]:
    """`limit` of the candidates (best connected first) that hang together.

    Each name taken is the best connected of those next to a name taken before. Where nothing is left
    next to them, it goes on with the best connected name of the rest.
    """
    rank = {node: i for i, node in enumerate(candidates)}
    taken: dict[str, None] = {}
    for start in candidates:
        edge = [rank[start]]
        while edge and len(taken) < limit:
            node = candidates[heappop(edge)]
            if node not in taken:
                taken[node] = None
                for other in near[node]:
                    if other in rank and other not in taken:
                        heappush(edge, rank[other])
    return list(taken)


def _part_sizes(near: Mapping[str, set[str]]) -> dict[str, int]:
    """How many names hang together with each."""
    sizes: dict[str, int] = {}
    for start in near:
        if start in sizes:
            continue
        part = {start}
        todo = [start]
        while todo:
            for other in near[todo.pop()]:
                if other not in part:
                    part.add(other)
                    todo.append(other)
        for node in part:
            sizes[node] = len(part)
    return sizes


def node_size(degree: int) -> float:
    """Diameter of a node, by its number of neighbours."""
    return round(min(72.0, 32.0 + 5.0 * math.pow(max(0, degree - 1), 0.62)), 1)


def _positions(
    entities: Sequence[Entity],
    chosen: Sequence[str],
    drawn: Sequence[Link],
    degree: Mapping[str, int],
) -> dict[str, tuple[int, int]]:
    index = {node: i for i, node in enumerate(chosen)}
    names = {e.id: e.name for e in entities}
    boxes = []
    for node in chosen:
        size = node_size(degree.get(node, 0))
        letters = min(len(names[node]), LABEL)
        widest = letters if letters <= 17 else letters * 0.6
        lines = 1 if letters <= 17 else 2
        boxes.append((max(size, widest * 7.0) + 22, size + 16 * lines + 30))
    inside = [
        (index[k.source], index[k.target]) for k in drawn if k.source in index and k.target in index
    ]
    return dict(zip(chosen, layout(boxes, inside), strict=True))


def _entity(
    entity: Entity, degree: Mapping[str, int], where: Mapping[str, tuple[int, int]]
) -> Plain:
    # id, name, type, also called, country, external ids, neighbours, place in the picture
    plain: Plain = {"i": entity.id, "n": entity.name, "t": entity.type}
    aliases = [a for a in dict.fromkeys(entity.aliases) if a != entity.name]
    if aliases:
        plain["a"] = aliases
    if entity.country:
        plain["c"] = entity.country
    if entity.external_ids:
        plain["x"] = dict(sorted(entity.external_ids.items()))
    if not is_named(entity):
        plain["u"] = 1
    if point := place_of(entity):
        plain["ll"] = [round(point[0], 2), round(point[1], 2)]
    if entity.id in degree:
        plain["d"] = degree[entity.id]
    if entity.id in where:
        plain["xy"] = list(where[entity.id])
    return plain


def _documents(snapshot: Snapshot, at: _Places) -> list[Plain]:
    mentions: dict[str, dict[tuple[int, int], list[int]]] = {d.id: {} for d in snapshot.documents}
    for entity in snapshot.entities:
        for mention in entity.mentions:
            if mention.document in mentions:
                spans = mentions[mention.document]
                spans.setdefault((mention.start, mention.end), []).append(at.entity[entity.id])
    out = []
    for document in snapshot.documents:
        plain: Plain = {"i": document.id, "s": document.source, "x": document.text}
        if document.title:
            plain["t"] = document.title
        if document.publisher:
            plain["p"] = document.publisher
        if document.published:
            plain["d"] = document.published.isoformat()
        if document.url:
            plain["u"] = document.url
        if document.byline:
            plain["by"] = document.byline
        if document.metadata_spans:
            plain["h"] = [at.span(document.id, span) for span in document.metadata_spans]
        # mentions: start, end, entities …
        plain["m"] = [
            [*at.span(document.id, span), *members]
            for span, members in sorted(mentions[document.id].items())
        ]
        out.append(plain)
    return out


def _arg(arg: Arg, document: str, at: _Places) -> Any:
    """An entity is its number (with its span, a list); the rest are objects."""
    if isinstance(arg, EntityArg):
        number = at.entity.get(arg.entity, -1)
        return [number, *at.span(document, arg.span)] if arg.span and document else number
    if isinstance(arg, ClaimArg):
        return {"c": at.claim.get(arg.claim, -1)}
    if isinstance(arg, ValueArg):
        return {"l": arg.text}
    return {"l": arg.literal}


def _time(time: TimeSpan) -> Plain:
    plain: Plain = {}
    for key, value in (("x", time.text), ("p", time.precision), ("b", time.basis)):
        if value:
            plain[key] = str(value)
    _dates(plain, time.start, time.end)
    return plain


def _dates(plain: Plain, first: date | None, last: date | None) -> None:
    if first:
        plain["a"] = first.isoformat()
    if last:
        plain["z"] = last.isoformat()


def _claim(claim: Claim, at: _Places) -> Plain:
    # id, document, subject, words, relation, object, evidence, span of the predicate, certainty
    plain: Plain = {
        "i": claim.id,
        "d": at.document.get(claim.document, -1),
        "s": [_arg(a, claim.document, at) for a in claim.subject],
        "p": claim.predicate,
        "o": [_arg(a, claim.document, at) for a in claim.object],
        "e": at.span(claim.document, (claim.evidence.start, claim.evidence.end)),
        "w": at.span(claim.document, claim.span),
        "f": round(claim.confidence, 2),
    }
    if claim.relation:
        plain["r"] = claim.relation
    if claim.polarity == Polarity.NEGATED:
        plain["g"] = 1
    if claim.modality != Modality.ACTUAL:
        plain["m"] = claim.modality.value
    if claim.hedge:
        plain["h"] = claim.hedge
    if claim.attributed_to:
        plain["by"] = at.some(at.entity, claim.attributed_to)
    if claim.quoted:
        plain["q"] = 1
    if claim.time:
        plain["t"] = _time(claim.time)
    if claim.place:
        plain["l"] = at.some(at.entity, claim.place)
    if claim.qualifiers:
        plain["k"] = dict(sorted(claim.qualifiers.items()))
    return plain


def _fact(fact: Fact, at: _Places) -> Plain:
    # claims, independent sources, status; what it says is read from its claims
    plain: Plain = {
        "c": at.some(at.claim, fact.claims),
        "n": fact.independent_sources,
        "st": fact.status.value,
    }
    if fact.worth:
        plain["v"] = round(float(fact.worth), 2)
    if fact.time:
        plain["t"] = _time(fact.time)
    if fact.place:
        plain["l"] = at.some(at.entity, fact.place)
    if fact.why:
        plain["y"] = fact.why
    return plain


def _story(story: Story, at: _Places) -> Plain:
    # names, facts, articles, all by number
    return {
        "e": at.some(at.entity, story.names),
        "f": at.some(at.fact, story.facts),
        "d": at.some(at.document, story.documents),
    }


def _link(link: Link, at: _Places) -> Plain:
    # from, to, kind, relation, fact, claims
    plain: Plain = {
        "a": at.entity[link.source],
        "b": at.entity[link.target],
        "kind": link.kind.value,
        "claims": at.some(at.claim, link.claims),
    }
    if link.relation:
        plain["relation"] = link.relation
    if link.fact in at.fact:
        plain["fact"] = at.fact[link.fact]
    return plain
