"""The whole of the stage: clusters in, entities and judgements out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.model import Claim, Cluster, Entity, Judgement, Mention
from kgbuild.resolve.authority import attach
from kgbuild.resolve.comparison.cluster import group
from kgbuild.resolve.entities import make_entities
from kgbuild.resolve.judgements.people import Contradiction, hear
from kgbuild.resolve.records.recording import make_records

if TYPE_CHECKING:
    from kgbuild.resolve.authority import Authority
    from kgbuild.resolve.comparison.cluster import Trail


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by id, the entity of each document cluster, and why.

    `judgements` are the program's own: the joinings, the doubtful pairs and the namesakes held apart.
    What an outside id joined is explained by the entity's `external_ids`. `contradictions` are
    judgements of people that newer ones do not allow.
    """

    entities: tuple[Entity, ...]
    identity: dict[str, str]
    judgements: tuple[Judgement, ...]
    contradictions: tuple[Contradiction, ...] = ()


def resolve(
    clusters: Sequence[Cluster],
    mentions: Sequence[Mention],
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    *,
    authority: Authority | None = None,
    trail: Trail | None = None,
) -> Resolution:
    """Decide which document clusters are one, and make the entities.

    `judgements` are people's; the newest word on a pair wins over every score. `authority` is a
    list of known people and bodies to link with. Nothing depends on the order of the arguments.
    `trail` is filled with what a later document needs to be looked up.
    """
    if authority is not None:
        clusters = attach(clusters, authority)
    by_id = {cluster.id: cluster for cluster in clusters}
    words = hear(judgements, by_id)
    records = make_records(clusters, mentions, claims)
    grouping = group(records, words, trail=trail)
    if trail is not None:
        trail.records = records
    entities, identity = make_entities(
        grouping.groups, by_id, mentions, {record.id: record for record in records}
    )
    decided = {j.id: j for j in grouping.judgements}
    return Resolution(
        tuple(entities),
        identity,
        tuple(decided[id_] for id_ in sorted(decided)),
        words.contradictions,
    )
