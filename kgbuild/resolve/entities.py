"""A group of document clusters becomes an entity: one name, type, country and ids, by votes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from kgbuild.gazetteer import (
    body_by_name,
    country_by_iso,
    country_by_name,
    government_name,
)
from kgbuild.ids import content_id
from kgbuild.model import Attributes, Cluster, Entity, Mention, MentionKind
from kgbuild.resolve.records.record import BODIES, Record

# Types that a more telling one overrules, whatever the count.
VAGUE_TYPES = ("Organization", "Group", "Topic")


def entity_id(*anchor: str) -> str:
    """Id of an entity: an outside id where it is linked, else its smallest cluster.

    >>> entity_id("iso", "RU")
    'e-b6a04261912887b9cac1'
    """
    return content_id("e", *anchor)


def make_entities(
    groups: Iterable[Sequence[str]],
    clusters: Mapping[str, Cluster],
    mentions: Iterable[Mention],
    records: Mapping[str, Record],
) -> tuple[list[Entity], dict[str, str]]:
    """Entities by id, and the entity of each cluster. A joint mention stands under each member.

    `records` give the countries and outside ids that resolution found.
    """
    by_cluster: dict[str, list[Mention]] = defaultdict(list)
    for mention in dict.fromkeys(mentions):  # what is given twice has one vote
        for cluster in dict.fromkeys(mention.clusters):
            by_cluster[cluster].append(mention)
    entities: dict[str, Entity] = {}
    identity: dict[str, str] = {}
    for group in sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g[0])):
        members = [clusters[id_] for id_ in group]
        told = [m for id_ in group for m in by_cluster[id_]]
        entity = _entity(members, told, records, entities)
        entities[entity.id] = entity
        identity.update(dict.fromkeys(group, entity.id))
    return [entities[id_] for id_ in sorted(entities)], identity


def _entity(
    members: Sequence[Cluster],
    mentions: list[Mention],
    records: Mapping[str, Record],
    taken: Mapping[str, Entity],
) -> Entity:
    weights = Counter(c for m in mentions for c in m.clusters)
    kind = _type(members, weights, records)
    lands = [(records[c.id].country, 1 + weights[c.id]) for c in members]
    country = _vote((land, votes) for land, votes in lands if land)
    if kind == "GeoArea":
        country = ""
    external = _external(members, records, kind, country)
    called = {c.id: records[c.id].name for c in members}
    name = _name([called[c.id] for c in members], mentions, kind, external)
    anchor = _anchor(kind, name, country, external)
    ident = entity_id(*anchor) if anchor else ""
    if not ident or ident in taken:
        ident = entity_id("cluster", members[0].id)
    unique = sorted(set(mentions), key=lambda m: (m.document, m.start, m.end, m.kind))
    return Entity(
        id=ident,
        type=kind,
        name=name,
        aliases=tuple(sorted({a for c in members for a in (called[c.id], *c.aliases)} - {name})),
        country=country or None,
        external_ids=dict(sorted(external.items())),
        clusters=tuple(c.id for c in members),
        mentions=tuple(unique),
        attributes=_attributes(members, weights),
    )


def _vote(votes: Iterable[tuple[str, int]]) -> str:
    """The word with most votes; ties go to the first in the alphabet; "" for no votes."""
    count: Counter[str] = Counter()
    for word, weight in votes:
        count[word] += weight
    return min(count, key=lambda w: (-count[w], w)) if count else ""


def _type(
    members: Sequence[Cluster], weights: Mapping[str, int], records: Mapping[str, Record]
) -> str:
    telling = [c for c in members if c.type not in VAGUE_TYPES] or members
    return _vote((records[c.id].type, 1 + weights[c.id]) for c in telling)


def _external(
    members: Sequence[Cluster], records: Mapping[str, Record], kind: str, country: str
) -> dict[str, str]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster in members:
        for scheme, value in records[cluster.id].external.items():
            if value and scheme != "area":
                found[scheme][value] += 1
    external = {s: _vote(sorted(v.items())) for s, v in sorted(found.items())}
    land = None
    if kind == "Country":
        land = country_by_iso(external.get("iso", "") or country) or country_by_name(
            members[0].name
        )
    if land is not None:
        external["iso"] = land.iso
        if land.qid:
            external["wikidata"] = land.qid
    return external


def _name(
    names: Sequence[str], mentions: Iterable[Mention], kind: str, external: Mapping[str, str]
) -> str:
    if kind == "Country" and (land := country_by_iso(external.get("iso", ""))):
        return land.name
    if kind in BODIES and "wikidata" in external:
        for name in names:
            body = body_by_name(name)
            if body is not None and body.qid == external["wikidata"]:
                return body.name
    printed = Counter(" ".join(m.text.split()) for m in mentions if m.kind is MentionKind.NAME)
    forms: dict[str, int] = {}
    for name in names:
        forms[name] = forms.get(name, 0) + 1 + printed[name]
    if kind == "Person":
        # The fullest name that is not a rarity among them.
        full = {n: c for n, c in forms.items() if " " in n and not _initialled(n)} or forms
        return min(full, key=lambda n: (-full[n], -len(n), n))
    return min(forms, key=lambda n: (n.isupper() and len(n) < 9, -forms[n], -len(n), n))


def anchored_id(entity: Entity) -> str:
    """The id that rests on what the entity is linked to; "" where it is linked to nothing."""
    anchor = _anchor(entity.type, entity.name, entity.country or "", entity.external_ids)
    return entity_id(*anchor) if anchor else ""


def _initialled(name: str) -> bool:
    return len(name.split()[0].rstrip(".")) == 1


def _anchor(kind: str, name: str, country: str, external: Mapping[str, str]) -> tuple[str, ...]:
    """What the id rests on where the entity is linked: it then outlives every document."""
    if kind == "Country" and external.get("iso"):
        return ("iso", external["iso"])
    if kind == "GovernmentBody" and country and name == government_name(country):
        return ("government", country)
    for scheme in ("wikidata", "authority"):
        if external.get(scheme):
            return (scheme, external[scheme])
    return ()


def _attributes(members: Sequence[Cluster], weights: Mapping[str, int]) -> Attributes:
    votes: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for cluster in members:
        for key, value in cluster.attributes.items():
            votes[key].append((str(value), 1 + weights[cluster.id]))
    found = {key: _vote(values) for key, values in sorted(votes.items())}
    if any(c.attributes.get("named") != "no" for c in members):
        found.pop("named", None)
    return cast("Attributes", found)
