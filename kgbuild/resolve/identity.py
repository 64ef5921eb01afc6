"""Bring a graph's entities up to date: by looking new documents up, or from all documents anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from kgbuild._version import __version__
from kgbuild.ids import content_id
from kgbuild.ledger import RETYPED
from kgbuild.model import Entity, Mention
from kgbuild.resolve.authority import attach
from kgbuild.resolve.comparison.cluster import Trail
from kgbuild.resolve.comparison.features import VERSION
from kgbuild.resolve.entities import anchored_id, make_entities
from kgbuild.resolve.judgements.constraints import closures, held_apart, join_words
from kgbuild.resolve.judgements.people import Words, by_person, hear
from kgbuild.resolve.memory import Memory
from kgbuild.resolve.records.recording import make_records
from kgbuild.resolve.resolution import resolve
from kgbuild.resolve.update import update

if TYPE_CHECKING:
    from kgbuild.ledger import Ledger
    from kgbuild.resolve.authority import Authority

# Where more than one document in so many is new, all are resolved anew: it is quicker.
SHARE = 4
# Raise it whenever records or groups come to be made in another way: old graphs are then resolved anew.
RULES = "4"


def refresh_identity(
    ledger: Ledger,
    *,
    authority: Authority | None = None,
    anew: bool = False,
    only: Collection[str] | None = None,
) -> bool:
    """Make entities, identity and the program's judgements those of the ledger's documents.

    New documents are looked up where that gives the same result; with `anew`, or where people's words,
    the authority file or the weights have changed, all is made again. Returns whether it was looked up.
    `only` are the documents to take in now, where a graph is made part by part; with `anew` no others are known.
    """
    with ledger.transaction():
        memory = Memory(ledger.connection)
        came, went = memory.changes()
        words = _words(ledger)
        stamp = _stamp(words, authority, ledger.note(RETYPED))
        many = only is None and SHARE * (len(came) + len(went)) > memory.count()
        if anew or many or memory.stamp() != stamp:
            _anew(ledger, memory, authority, None if only is None else sorted(only))
            memory.put_stamp(stamp)
            return False
        if only is not None:
            came = [document for document in came if document in only]
        if came or went:
            _look_up(ledger, memory, words, authority, came, went)
        return True


def stands(ledger: Ledger, authority: Authority | None) -> bool:
    """Whether what people say, the authority file and the weights are those that who is who was decided by."""
    stamp = _stamp(_words(ledger), authority, ledger.note(RETYPED))
    return Memory(ledger.connection).stamp() == stamp


def _stamp(words: Words, authority: Authority | None, retyped: str) -> str:
    """What old decisions rest on beside the documents."""
    rows = () if authority is None else tuple(repr(row) for row in authority.rows)
    return content_id(
        "v",
        __version__,
        VERSION,
        RULES,
        repr(words.same),
        repr(words.different),
        *rows,
        *filter(None, [retyped]),
    )


def _words(ledger: Ledger) -> Words:
    judgements = ledger.judgements()
    ends = {id_ for j in judgements if by_person(j) for id_ in (j.left, j.right)}
    return hear(judgements, [c.id for c in ledger.clusters_of(sorted(ends))])


def _anew(
    ledger: Ledger, memory: Memory, authority: Authority | None, only: Sequence[str] | None
) -> None:
    trail = Trail()
    found = resolve(
        ledger.clusters(only),
        ledger.mentions(only),
        ledger.raw_claims(only),
        ledger.judgements(),
        authority=authority,
        trail=trail,
    )
    ledger.replace_identity(found.entities, found.identity, found.judgements)
    memory.fill(trail.records, trail, ((j.left, j.id) for j in found.judgements), only)
    memory.refuse(_refused(found.entities), ())


def _refused(entities: Iterable[Entity]) -> list[tuple[str, str]]:
    """Entities that another one keeps from the id they could have, with that id."""
    return [
        (entity.id, anchor)
        for entity in entities
        if (anchor := anchored_id(entity)) and anchor != entity.id
    ]


def _look_up(
    ledger: Ledger,
    memory: Memory,
    words: Words,
    authority: Authority | None,
    came: Sequence[str],
    went: Sequence[str],
) -> None:
    clusters, mentions = ledger.clusters(came), ledger.mentions(came)
    told = clusters if authority is None else attach(clusters, authority)
    fresh = make_records(told, mentions, ledger.raw_claims(came))
    cannot = held_apart(words)
    change = update(memory, fresh, went, cannot)
    groups = _whole_groups(memory, words, cannot, change.clusters)
    entities, identity, gone = _entities(
        ledger, memory, groups, change.clusters, mentions, {*came, *went}
    )
    judgements = {j.id: j for j in change.judgements}
    ledger.change_identity(
        entities=entities,
        identity=identity,
        judgements=[judgements[id_] for id_ in sorted(judgements)],
        gone_entities=[entity.id for entity in gone],
        gone_clusters=[*change.clusters, *identity, *(c for e in gone for c in e.clusters)],
        gone_judgements=change.gone_judgements,
    )
    memory.refuse(_refused(entities), [entity.id for entity in gone])


def _whole_groups(
    memory: Memory, words: Words, cannot: dict[str, set[str]], changed: set[str]
) -> list[list[str]]:
    """The groups of changed clusters, people's words followed."""
    spoken = {id_ for pair in words.same for id_ in pair}
    homes = {row.home for row in memory.rows("id", changed | spoken)}
    members: dict[str, list[str]] = {}
    for row in memory.rows("home", homes):
        members.setdefault(row.home, []).append(row.id)
    return join_words(
        [members[home] for home in sorted(members)], words, closures(words.same), cannot
    )


def _entities(
    ledger: Ledger,
    memory: Memory,
    groups: list[list[str]],
    changed: set[str],
    mentions: Iterable[Mention],
    replaced: set[str],
) -> tuple[list[Entity], dict[str, str], list[Entity]]:
    """Entities of the groups, the entity of each cluster, and the entities that they replace.

    An id that rests on a link goes to the largest group of it: where a changed group has a rival for
    one, the rival is made again as well.
    """
    new = list(mentions)
    identity_of = ledger.identity_of
    while True:
        inside = {id_ for group in groups for id_ in group}
        gone = ledger.entities(sorted(set(identity_of(sorted(changed | inside)).values())))
        kept = [m for entity in gone for m in entity.mentions if m.document not in replaced]
        pool = sorted(dict.fromkeys([*kept, *new]), key=_place)
        clusters = {c.id: c for c in ledger.clusters_of(sorted(inside))}
        records = {r.id: r for r in memory.records("id", inside)}
        entities, identity = make_entities(groups, clusters, pool, records)
        anchors = {a for e in (*entities, *gone) if (a := anchored_id(e))}
        old = {entity.id for entity in gone}
        rivals = [*ledger.entities(sorted(anchors)), *ledger.entities(memory.refused(anchors))]
        more = [list(e.clusters) for e in rivals if e.id not in old and not inside & {*e.clusters}]
        if not more:
            return entities, identity, gone
        groups = [*groups, *more]


def _place(mention: Mention) -> tuple[str, int, int, str, tuple[str, ...]]:
    return mention.document, mention.start, mention.end, mention.kind, mention.clusters
