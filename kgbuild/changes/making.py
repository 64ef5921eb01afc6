"""The views of a graph, made from its ledger: entities, facts, conflicts, what answers are looked up by, the store.

Where few documents are new, what the change touches is found by index and written as a difference
(`kgbuild.increment`); else all of it is made from all documents, and what is the same keeps its row. A graph
of more than `PART` documents is made part by part, each followed as a change is: no stage holds all of it.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from kgbuild.changes import hiding
from kgbuild.increment import every_part, facts_of, fill, follow, part_of
from kgbuild.increment.fill import by_document
from kgbuild.increment.follow import taken
from kgbuild.increment.part import leaving
from kgbuild.ledger import Index, Touched, name_entities
from kgbuild.ledger.index import number_of
from kgbuild.ledger.near import Near
from kgbuild.model import Snapshot
from kgbuild.project.counting import COUNTS, counted, counts, grown, names_worth_most, worth_telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kgbuild.increment import Part
    from kgbuild.ledger import Ledger
    from kgbuild.model import Edge, Entity
    from kgbuild.resolve.authority import Authority

    Progress = Callable[[str, int, int], None]

RULES = "rules"
SHARE = 4
"""Where more than one document in so many is new, all is made anew: it is quicker."""
PART = 400
"""Documents that views are made of at once; each costs some half a megabyte of memory meanwhile."""


def make(
    ledger: Ledger,
    name: str,
    authority: Authority | None,
    rules: str,
    *,
    anew: bool,
    progress: Progress | None,
) -> str:
    """All views, from what the ledger holds, inside its transaction; returns the store's name.

    `rules` stands for what they follow beside the documents: where it is another, nothing old is kept.
    """
    from kgbuild.project import uncollected
    from kgbuild.resolve.identity import refresh_identity, stands
    from kgbuild.store.embedded import oxigraph

    whole = anew or ledger.note(RULES) != rules
    if ledger.note(RULES) != rules:
        ledger.throw_views_away()
        ledger.put_note(RULES, rules)
    came, went = ledger.moved_documents()
    hides = bool(hiding.standing(hiding.entries(ledger))) or bool(ledger.note(hiding.HIDDEN))
    many = SHARE * (len(came) + len(went)) > ledger.count_documents()
    whole = whole or hides or not ledger.note(COUNTS)
    large = ledger.count_documents() > PART and not hides
    with uncollected():
        if large and (whole or many or len(came) > PART or not stands(ledger, authority)):
            again = whole or not stands(ledger, authority)
            _in_parts(ledger, name, authority, again, progress, carry=not again and not many)
            return name
        ledger.touched = Touched()
        if progress:
            progress("who is who", 0, 3)
        refresh_identity(ledger, authority=authority, anew=anew)
        if progress:
            progress("facts", 1, 3)
        if whole or many:
            _all(ledger, name, progress)
        elif not _difference(ledger, name, came, went, progress):
            oxigraph.fill_parts(ledger.folder, name, every_part(ledger))
    if progress:
        progress("store", 3, 3)
    return name


def _in_parts(
    ledger: Ledger,
    name: str,
    authority: Authority | None,
    whole: bool,
    progress: Progress | None,
    *,
    carry: bool,
) -> None:
    """A part of the new documents after another; with `whole`, of all, and nothing old is kept.

    With `carry` the store is carried on, else it is filled anew. Documents are taken by their ids, which come in no
    order, so that a part is like another.
    """
    from kgbuild.project import give_back
    from kgbuild.resolve.identity import refresh_identity
    from kgbuild.store.embedded import oxigraph

    if whole:
        ledger.throw_views_away()
    came, went = ledger.moved_documents()
    waiting, total, kept, first = sorted(came), len(came), carry, whole
    while waiting or went:
        if progress:
            progress("who is who, and facts", total - len(waiting), total)
        part, waiting = waiting[:PART], waiting[PART:]
        ledger.touched = Touched()
        refresh_identity(ledger, authority=authority, anew=first, only=frozenset(part))
        if first:
            _views(ledger, part)
        elif kept:
            kept = _difference(
                ledger, name, set(part), went, None, further=total > len(part) + len(waiting)
            )
        else:
            _follow(ledger, set(part), went, stored=False)
        went, first = set(), False
        give_back()
    if not kept:
        if progress:
            progress("store", 0, total)
        told = (lambda done: progress("store", done, total)) if progress else None
        oxigraph.fill_parts(ledger.folder, name, every_part(ledger, told))


def _all(ledger: Ledger, name: str, progress: Progress | None) -> None:
    """Everything, over all documents."""
    from kgbuild.project import give_back
    from kgbuild.store.embedded import oxigraph

    snapshot = _views(ledger, None)
    if progress:
        progress("store", 2, 3)
    give_back()
    oxigraph.fill(ledger.folder, name, snapshot)


def _views(ledger: Ledger, only: Sequence[str] | None) -> Snapshot:
    """All views but the store, over all documents or over these; who is who is decided."""
    from kgbuild.assemble import Trail, assemble
    from kgbuild.project import give_back

    ledger.touched.faced.clear()
    give_back()
    identity = ledger.identity()
    named = [name_entities(claim, identity) for claim in ledger.raw_claims(only)]
    documents, entities = ledger.documents(only), ledger.entities()
    out = hiding.hidden(hiding.standing(hiding.entries(ledger)), entities, named)
    ledger.put_note(hiding.HIDDEN, out.note())
    named = [claim for claim in named if claim.id not in out.claims]
    entities = [entity for entity in entities if entity.id not in out.entities]
    trail = Trail()
    assembly = assemble(documents, entities, named, trail=trail)
    ledger.put_facts(assembly.claims, assembly.facts, assembly.conflicts)
    judgements = ledger.shown_judgements()
    fill(ledger, trail, documents, judgements)
    del trail, identity
    ledger.hold_documents(ledger.held_documents(), {d.id: {} for d in documents})
    for document, claims in by_document(named).items():
        ledger.hold_counts(document, counted(claims))
    times = {claim.id: claim for claim in assembly.claims}
    snapshot = Snapshot(
        documents=tuple(documents),
        entities=tuple(entities),
        claims=tuple(times.get(claim.id, claim) for claim in named),
        facts=assembly.facts,
        conflicts=assembly.conflicts,
        judgements=judgements,
    )
    del named, times, documents, entities, assembly
    _index(ledger, snapshot)
    return snapshot


def _difference(
    ledger: Ledger,
    name: str,
    came: set[str],
    went: set[str],
    progress: Progress | None,
    *,
    further: bool = False,
) -> bool:
    """What the change touches; `further` parts of one change go into the store that its first part has begun.

    Returns whether the store could be carried on; else it is to be made anew.
    """
    from kgbuild.store.embedded import oxigraph

    part = _follow(ledger, came, went)
    if progress:
        progress("store", 2, 3)
    gone = _gone(ledger, came, went)
    made = oxigraph.carry_on(
        ledger.folder, name, part.snapshot, part.only, gone, part.leaving, further=further
    )
    return made is not None


def _follow(ledger: Ledger, came: set[str], went: set[str], *, stored: bool = True) -> Part:
    """What the change touches, but the store; returns what its changed nodes are made of, where it is `stored` now."""
    followed = follow(ledger, came, went)
    touched = ledger.touched
    near = Near(ledger.connection)
    clusters = {c for pair in touched.pairs.values() for c in pair}
    near.drop_judged(touched.pairs, clusters)
    decided = ledger.decided(sorted(touched.of("decided")))
    people = ledger.judgements() if touched.clusters or decided else []
    near.put_judged((j.id, j.left, j.right) for j in (*decided, *people))
    part = part_of(ledger, followed) if stored else facts_of(ledger, followed)
    index = Index(ledger.connection)
    _index_part(ledger, index, part)
    fresh = by_document(followed.lookup.of_documents(came))
    told = {document: counted(fresh.get(document, ())) for document in came}
    claims: Counter[str] = Counter()
    for own in told.values():
        claims.update(own)
    for lost in ledger.hold_documents(went, told):
        claims.subtract(lost)
    _count(ledger, index, claims)
    return part


def _count(ledger: Ledger, index: Index, claims: Counter[str]) -> None:
    """Bring the counts of the graph up to date."""
    rows = ledger.touched.counted
    found = grown(json.loads(ledger.note(COUNTS)), rows=rows, claims=claims)
    found["documents"] = ledger.count_documents()
    index.put_worthy({key[1]: n for key, n in rows.items() if key[0] == "worthy"}, more=True)
    best: dict[str, int] = {}
    entities: dict[str, Entity] = {}
    named = 0
    for entity, n in index.worthy():
        if named >= 10 and n < min(best.values()):
            break
        (head,) = ledger.heads(ids=[entity])
        best[entity], entities[entity] = n, head
        named += head.attributes.get("named") != "no"
    found["by_name"] = names_worth_most(best, entities)
    ledger.put_note(COUNTS, json.dumps(found))


def _gone(ledger: Ledger, came: set[str], went: set[str]) -> list[tuple[str, str]]:
    """Kind and id of the nodes that are no more."""
    touched = ledger.touched
    kinds = (
        ("Entity", "entities"),
        ("Fact", "facts"),
        ("Conflict", "conflicts"),
        ("Judgement", "decided"),
    )
    return [
        *(("Document", id_) for id_ in sorted(went - came)),
        *((kind, id_) for kind, table in kinds for id_ in sorted(touched.gone_of(table))),
    ]


def _index(ledger: Ledger, snapshot: Snapshot) -> None:
    """What answers are looked up by, all of it."""
    from kgbuild.project import fact_edges

    index, touched = Index(ledger.connection), ledger.touched
    facts = {claim: fact.id for fact in snapshot.facts for claim in fact.claims}
    entities = {e.id: e for e in snapshot.entities}
    claims = {c.id: c for c in snapshot.claims}
    renamed = touched.of("entities") | touched.gone_of("entities")
    index.call(
        (row for id_ in sorted(renamed) if id_ in entities for row in _names(entities[id_])),
        renamed,
    )
    index.place((c.id, c.document, facts.get(c.id, ""), list(taken(c))) for c in snapshot.claims)

    def edges() -> Iterator[Edge]:
        for fact in snapshot.facts:
            yield from fact_edges(fact, claims, entities)

    index.put_edges(edges())
    index.put_worthy(worth_telling(snapshot.facts))
    ledger.put_note(COUNTS, json.dumps(counts(snapshot, index.count_edges())))


def _index_part(ledger: Ledger, index: Index, part: Part) -> None:
    """What answers are looked up by, of the wanted nodes."""
    from kgbuild.project import fact_edges

    touched, only = ledger.touched, part.only
    entities = {e.id: e for e in part.snapshot.entities}
    claims = {c.id: c for c in part.snapshot.claims}
    renamed = touched.of("entities") | touched.gone_of("entities")
    index.call(
        (row for id_ in sorted(renamed) if id_ in entities for row in _names(entities[id_])),
        renamed,
    )
    wanted = [fact for fact in part.snapshot.facts if fact.id in only.facts]
    moved = only.facts | touched.gone_of("facts")
    before = index.count_edges(moved)
    index.put_edges(
        (edge for fact in wanted for edge in fact_edges(fact, claims, entities)),
        facts=moved,
    )
    touched.counted[("edges",)] += index.count_edges(moved) - before
    part.leaving = leaving(index, only)


def _names(entity: Entity) -> Iterator[tuple[str, str, bool]]:
    from kgbuild.project import name_key

    main = name_key(entity.name)
    yield main, entity.id, True
    for key in {name_key(alias) for alias in entity.aliases} - {main}:
        yield key, entity.id, False


def index_damage(ledger: Ledger, snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """Tables of the index that do not hold what the graph gives, with the number of rows that differ."""
    facts = {claim: fact.id for fact in snapshot.facts for claim in fact.claims}
    wanted: dict[str, set[tuple[Any, ...]]] = {
        "called": {
            (key, id_, int(main)) for e in snapshot.entities for key, id_, main in _names(e)
        },
        "placed": {
            (number_of(c.id), c.id, number_of(c.document), facts.get(c.id, ""))
            for c in snapshot.claims
        },
        "takes": {(number_of(e), number_of(c.id)) for c in snapshot.claims for e in taken(c)},
    }
    for table, rows in wanted.items():
        held = set(ledger.connection.execute(f"SELECT * FROM {table}"))
        if held != rows:
            yield table, len(held ^ rows)
