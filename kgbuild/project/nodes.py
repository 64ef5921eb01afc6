"""A snapshot's nodes and links."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, MentionKind, ValueArg
from kgbuild.project.gate import OPEN, is_named, plain_edges
from kgbuild.project.shape import Link, Node, Projection, Value, name_key, sentence_id
from kgbuild.project.said import Said, is_actual
from kgbuild.project.wording import Wording
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kgbuild.model import Arg, Claim, Entity, Fact, Judgement, Snapshot, TimeSpan

Spans = dict[str, list[tuple[int, int, str]]]
Properties = dict[str, Value]

NOT_A_KEY = re.compile(r"[^A-Za-z0-9_]")


def project(snapshot: Snapshot, *, threshold: float = 0.5) -> Projection:
    """All nodes and links of a graph; `threshold` is the least confidence of a plain edge."""
    nodes: list[Node] = []
    links: list[Link] = []
    sentences = _sentences(snapshot)
    known = frozenset(entity.id for entity in snapshot.entities)
    claims = frozenset(claim.id for claim in snapshot.claims)
    facts = {fact.id: fact for fact in snapshot.facts}
    for entity in snapshot.entities:
        _add_entity(entity, sentences, nodes, links)
    for document in snapshot.documents:
        properties = _present(
            source=document.source,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            language=document.language,
            url=document.url,
        )
        nodes.append(Node(document.id, ("Document", "Article"), properties))
    _add_sentences(snapshot, sentences, nodes, links)
    published = {document.id: document.published for document in snapshot.documents}
    wording = Wording(snapshot)
    edges = plain_edges(snapshot, threshold=threshold)
    plain = frozenset(edge.fact for edge in edges)
    said = Said(snapshot)
    for claim in snapshot.claims:
        nodes.append(_claim_node(claim, published.get(claim.document), wording, said))
        links += _claim_links(claim, known, claims)
    for fact in snapshot.facts:
        nodes.append(_fact_node(fact, wording, said, plain=fact.id in plain))
        links += _arg_links(fact.id, fact.subject, fact.object, known, claims)
        links += [Link("PLACE", fact.id, place) for place in fact.place if place in known]
        links += [Link("HAS_CLAIM", fact.id, claim) for claim in fact.claims if claim in claims]
    for conflict in snapshot.conflicts:
        properties = _present(kind=conflict.kind, field=conflict.field, detail=conflict.detail)
        nodes.append(Node(conflict.id, ("Conflict",), properties))
        told = conflict.claims or [c for f in conflict.facts if f in facts for c in facts[f].claims]
        links += [Link("INVOLVES", conflict.id, c) for c in told if c in claims]
        links += [Link("INVOLVES", conflict.id, f) for f in conflict.facts if f in facts]
    _add_judgements(snapshot, nodes, links)
    for edge in edges:
        properties = _edge_properties(facts[edge.fact])
        links.append(Link(edge.relation, edge.source, edge.target, properties))
    nodes.sort(key=lambda node: node.id)
    links.sort(key=_link_order)
    return Projection(tuple(nodes), tuple(_unique(links)))


def _link_order(link: Link) -> tuple[str, str, str, str]:
    marks = link.properties
    return (link.source, link.type, link.target, str(sorted(marks.items())) if marks else "")


def _unique(links: list[Link]) -> Iterator[Link]:
    """Links without repetition (they are sorted, so equal ones are neighbours)."""
    last: Link | None = None
    for link in links:
        if link != last:
            yield link
        last = link


def _present(**properties: Value | None) -> Properties:
    """Properties that have a value; enums become their plain words."""
    return {
        name: str(value) if isinstance(value, str) else value
        for name, value in properties.items()
        if value is not None and value != "" and value != ()
    }


def _sentences(snapshot: Snapshot) -> Spans:
    """Document -> its evidence sentences (start, end, id), in the order of the text."""
    found: dict[str, set[tuple[int, int]]] = {}
    for claim in snapshot.claims:
        evidence = claim.evidence
        found.setdefault(evidence.document, set()).add((evidence.start, evidence.end))
    return {
        document: [(start, end, sentence_id(document, start, end)) for start, end in sorted(spans)]
        for document, spans in found.items()
    }


def _sentences_at(sentences: Spans, document: str, start: int, end: int) -> list[str]:
    """Ids of the evidence sentences that hold the span."""
    spans = sentences.get(document, [])
    last = bisect_right(spans, start, key=lambda span: span[0])
    # Evidence spans rarely overlap; one that covers several sentences begins a few places before.
    return [id_ for s, e, id_ in spans[max(0, last - 4) : last] if s <= start and end <= e]


def _surname(entity: Entity) -> str | None:
    """A person's family name: as found, else the last word of a name of several."""
    if entity.type != "Person":
        return None
    found = entity.attributes.get("family") or entity.attributes.get("family_name")
    words = entity.name.split()
    if not found and len(words) > 1:
        order = entity.attributes.get("naming_order", "")
        found = words[0] if order.startswith("family") else words[-1]
    return found or None


def _add_entity(entity: Entity, sentences: Spans, nodes: list[Node], links: list[Link]) -> None:
    properties = _present(
        name=entity.name,
        type=entity.type,
        aliases=tuple(alias for alias in entity.aliases if alias != entity.name),
        country=entity.country,
        key=name_key(entity.name),
        surname=_surname(entity),
        named=is_named(entity),
        external_ids=tuple(f"{k}:{v}" for k, v in sorted(entity.external_ids.items())),
        attributes=tuple(f"{k}={v}" for k, v in sorted(entity.attributes.items())),
        wikidata=entity.external_ids.get("wikidata"),
    )
    nodes.append(Node(entity.id, ("Entity", *vocabulary().labels(entity.type)), properties))
    forms: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for mention in entity.mentions:
        place = (mention.document, mention.start, mention.end)
        for sentence in _sentences_at(sentences, *place):
            span: Properties = {"begin": mention.start, "end": mention.end}
            links.append(Link("MENTIONS", sentence, entity.id, span))
        if mention.kind is not MentionKind.PRONOUN:
            forms.setdefault((mention.text, mention.kind.value), []).append(place)
    texts = {text for text, kind in forms if kind == MentionKind.NAME}
    for text in dict.fromkeys((entity.name, *entity.aliases)):
        if text not in texts:
            forms.setdefault((text, MentionKind.NAME.value), [])
    for (text, kind), places in sorted(forms.items()):
        id_ = ids.content_id("n", entity.id, text, kind)
        properties = _present(text=text, key=name_key(text), kind=kind, count=len(places))
        nodes.append(Node(id_, ("Name",), properties))
        links.append(Link("NAMES", id_, entity.id))
        seen = {document: _sentences_at(sentences, document, s, e) for document, s, e in places}
        links += [Link("SEEN_IN", id_, found[0]) for _, found in sorted(seen.items()) if found]


def _add_sentences(
    snapshot: Snapshot, sentences: Spans, nodes: list[Node], links: list[Link]
) -> None:
    sources = {document.id: document.source for document in snapshot.documents}
    written: set[str] = set()
    for claim in snapshot.claims:
        evidence = claim.evidence
        id_ = sentence_id(evidence.document, evidence.start, evidence.end)
        if id_ in written:
            continue
        written.add(id_)
        properties = _present(
            text=evidence.text,
            begin=evidence.start,
            end=evidence.end,
            source=sources.get(evidence.document),
        )
        nodes.append(Node(id_, ("Sentence",), properties))
        if evidence.document in sources:
            links.append(Link("IN_DOCUMENT", id_, evidence.document))


def _time(time: TimeSpan | None) -> Properties:
    if time is None:
        return {}
    return _present(
        time_text=time.text,
        time_start=time.start,
        time_end=time.end,
        time_precision=time.precision,
        time_basis=time.basis,
    )


def _relation(name: str | None) -> Properties:
    """A relation with what the vocabulary says of it, so that a query need not join a table."""
    known = vocabulary().relations.get(name or OPEN)
    if known is None:
        return _present(relation=OPEN)
    return _present(relation=known.name, group=known.group, quad=known.quad)


def _words(args: Iterable[Arg]) -> tuple[str, ...]:
    """The words of literals and figures among the arguments."""
    return tuple(
        arg.literal if isinstance(arg, LiteralArg) else arg.text
        for arg in args
        if isinstance(arg, LiteralArg | ValueArg)
    )


def _figure(args: Iterable[Arg]) -> Properties:
    """The first figure among the arguments."""
    for arg in args:
        if isinstance(arg, ValueArg):
            return _present(value=float(arg.value), unit=arg.unit)
    return {}


def qualifier_key(name: str) -> str:
    """A qualifier's property name: `q_` and letters, digits or underscores."""
    return "q_" + NOT_A_KEY.sub("_", name)


def _claim_node(claim: Claim, published: date | None, wording: Wording, said: Said) -> Node:
    key = wording.key(claim.relation, claim.subject, claim.object)
    properties = {
        **_relation(claim.relation),
        **wording.sides(claim),
        "speakers": wording.speakers(claim),
        "summary": wording.summary(claim),
        "claim_key": key,
        **_present(
            words=claim.predicate,
            polarity=claim.polarity,
            modality=claim.modality,
            hedge=claim.hedge,
            quoted=claim.quoted,
            own_voice=not claim.attributed_to,
            unnamed=said.by_unnamed(claim) or None,
            fact_status=said.status(claim),
            happened=None if is_actual(claim) else said.happened(key),
            chain=" ".join(claim.attributed_to),
            confidence=round(float(claim.confidence), 2),
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


def _claim_links(claim: Claim, known: frozenset[str], claims: frozenset[str]) -> Iterator[Link]:
    yield from _arg_links(claim.id, claim.subject, claim.object, known, claims)
    for position, speaker in enumerate(claim.attributed_to):
        if speaker in known:
            yield Link("ATTRIBUTED_TO", claim.id, speaker, {"position": position})
    for type_, members in (("PLACE", claim.place), ("ABOUT", claim.about)):
        yield from (Link(type_, claim.id, member) for member in members if member in known)
    evidence = claim.evidence
    yield Link("STATED_IN", claim.id, sentence_id(evidence.document, evidence.start, evidence.end))


def _arg_links(
    id_: str,
    subject: Iterable[Arg],
    object_: Iterable[Arg],
    known: frozenset[str],
    claims: frozenset[str],
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
        "fact_key": wording.key(fact.relation, fact.subject, fact.object),
        **_present(
            polarity=fact.polarity,
            status=fact.status,
            plain=plain,
            joint=(len(fact.subject) > 1 and not fact.object) or None,
            repeated=said.repeated(fact) or None,
            day=(fact.time.start if fact.time else None) or fact.first,
            independent=fact.independent_sources,
            documents=len(fact.documents),
            confidence=round(float(fact.confidence), 2),
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
    return _present(
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


def _add_judgements(snapshot: Snapshot, nodes: list[Node], links: list[Link]) -> None:
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
        properties = _present(
            verdict=judgement.verdict,
            score=float(judgement.score),
            reasons=judgement.reasons,
            why="; ".join(judgement.reasons) or "none given",
            decided_by=judgement.decided_by,
            left=judgement.left,
            right=judgement.right,
        )
        nodes.append(Node(judgement.id, ("Judgement",), properties))
        for type_, cluster in (("LEFT", judgement.left), ("RIGHT", judgement.right)):
            if cluster in entity_of:
                links.append(Link(type_, judgement.id, entity_of[cluster]))
