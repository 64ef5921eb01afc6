"""Entities with the names that they go by, and the sentences that mention them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.model import MentionKind
from kgbuild.names import shown_part
from kgbuild.project.gate import is_named
from kgbuild.project.shape import Link, Node, Value, name_key, sentence_id
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kgbuild.model import Claim, Entity, Snapshot

Properties = dict[str, Value]


def present(**properties: Value | None) -> Properties:
    """Properties that have a value; enums become their plain words."""
    return {
        name: str(value) if isinstance(value, str) else value
        for name, value in properties.items()
        if value is not None and value != "" and value != ()
    }


class Sentences:
    """The evidence sentences of a snapshot, by document in the order of the text, with their ids."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._ids: dict[tuple[str, int, int], str] = {}
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for claim in snapshot.claims:
            place = _place(claim)
            if place not in self._ids:
                id_ = self._ids[place] = sentence_id(*place)
                spans.setdefault(place[0], []).append((place[1], place[2], id_))
        self._spans = {document: sorted(found) for document, found in spans.items()}

    def of(self, claim: Claim) -> str:
        """Id of the sentence that the claim was read in."""
        return self._ids[_place(claim)]

    def at(self, document: str, start: int, end: int) -> list[str]:
        """Ids of the evidence sentences that hold the span."""
        spans = self._spans.get(document, [])
        last = bisect_right(spans, start, key=lambda span: span[0])
        # Evidence spans rarely overlap; one that covers several sentences begins a few places before.
        return [id_ for s, e, id_ in spans[max(0, last - 4) : last] if s <= start and end <= e]


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.evidence.document, claim.evidence.start, claim.evidence.end


def _surname(entity: Entity) -> str | None:
    """A person's family name as the name writes it: as found, else the last word of a name of several.

    Only of somebody who goes by a given and a family name: "the guard" and a mononym have none.
    """
    if entity.type != "Person" or not is_named(entity):
        return None
    words = entity.name.split()
    if len(words) < 2 or not all(words[at][:1].isupper() for at in (0, -1)):
        return None
    found = entity.attributes.get("family")
    return (shown_part(entity.name, found) or found) if found else words[-1]


def entity_node(entity: Entity) -> Node:
    """The entity with every label on its type's path."""
    properties = present(
        name=entity.name,
        type=entity.type,
        aliases=tuple(alias for alias in entity.aliases if alias != entity.name),
        country=entity.country,
        key=name_key(entity.name),
        surname=_surname(entity),
        named=is_named(entity),
        mention_count=len(entity.mentions),
        documents=len({mention.document for mention in entity.mentions}),
        external_ids=tuple(f"{k}:{v}" for k, v in sorted(entity.external_ids.items())),
        attributes=tuple(f"{k}={v}" for k, v in sorted(entity.attributes.items())),
        wikidata=entity.external_ids.get("wikidata"),
    )
    return Node(entity.id, ("Entity", *vocabulary().labels(entity.type)), properties)


def mention_links(
    entity: Entity, sentences: Sentences, documents: Container[str] | None = None
) -> Iterator[Link]:
    """From the sentences that mention the entity; of all documents, or of these."""
    for mention in entity.mentions:
        if documents is not None and mention.document not in documents:
            continue
        for sentence in sentences.at(mention.document, mention.start, mention.end):
            span: Properties = {"begin": mention.start, "end": mention.end}
            yield Link("MENTIONS", sentence, entity.id, span)


def article_links(entity: Entity, documents: Container[str] | None = None) -> Iterator[Link]:
    """From the articles that mention the entity, of all or of these, each with its first mention."""
    first: dict[str, tuple[int, int]] = {}
    for mention in entity.mentions:
        if documents is None or mention.document in documents:
            span = (mention.start, mention.end)
            first[mention.document] = min(span, first.get(mention.document, span))
    for document, (begin, end) in sorted(first.items()):
        yield Link("MENTIONS", document, entity.id, {"begin": begin, "end": end})


def name_nodes(entity: Entity, sentences: Sentences) -> Iterator[tuple[Node, list[Link]]]:
    """The names that the entity goes by, with the first sentence of each document that has them."""
    forms: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for mention in entity.mentions:
        if mention.kind is not MentionKind.PRONOUN:
            place = (mention.document, mention.start, mention.end)
            forms.setdefault((mention.text, mention.kind.value), []).append(place)
    texts = {text for text, kind in forms if kind == MentionKind.NAME}
    for text in dict.fromkeys((entity.name, *entity.aliases)):
        if text not in texts:
            forms.setdefault((text, MentionKind.NAME.value), [])
    for (text, kind), places in sorted(forms.items()):
        id_ = ids.content_id("n", entity.id, text, kind)
        properties = present(text=text, key=name_key(text), kind=kind, count=len(places))
        seen = {document: sentences.at(document, s, e) for document, s, e in places}
        links = [Link("NAMES", id_, entity.id)]
        links += [Link("SEEN_IN", id_, found[0]) for _, found in sorted(seen.items()) if found]
        yield Node(id_, ("Name",), properties), links


def seen_links(
    entity: Entity, sentences: Sentences, documents: Container[str]
) -> Iterator[tuple[str, list[Link]]]:
    """The links of the entity's names to sentences of these documents, name by name."""
    seen: dict[str, dict[str, list[str]]] = {}
    for mention in entity.mentions:
        if mention.document in documents and mention.kind is not MentionKind.PRONOUN:
            id_ = ids.content_id("n", entity.id, mention.text, mention.kind.value)
            held = sentences.at(mention.document, mention.start, mention.end)
            seen.setdefault(id_, {})[mention.document] = held
    for id_, found in sorted(seen.items()):
        yield id_, [Link("SEEN_IN", id_, held[0]) for _, held in sorted(found.items()) if held]


def sentence_nodes(
    snapshot: Snapshot, sentences: Sentences, documents: Container[str] | None = None
) -> Iterator[tuple[Node, list[Link]]]:
    """Every evidence sentence once, with the document that it stands in; of all documents, or of these."""
    sources = {document.id: document.source for document in snapshot.documents}
    written: set[str] = set()
    for claim in snapshot.claims:
        evidence = claim.evidence
        if documents is not None and evidence.document not in documents:
            continue
        id_ = sentences.of(claim)
        if id_ in written:
            continue
        written.add(id_)
        properties = present(
            text=evidence.text,
            begin=evidence.start,
            end=evidence.end,
            source=sources.get(evidence.document),
        )
        known = evidence.document in sources
        links = [Link("IN_DOCUMENT", id_, evidence.document)] if known else []
        yield Node(id_, ("Sentence",), properties), links
