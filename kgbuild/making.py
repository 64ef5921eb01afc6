"""The views of a graph, made from its ledger: entities, facts, conflicts, what answers are looked up by, the store.

They are worked out over all documents and written as a difference: what is the same keeps its row, and its
triples.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild import hiding
from kgbuild.counting import counts
from kgbuild.ledger import Index, Touched, name_entities
from kgbuild.ledger.index import number_of
from kgbuild.model import EntityArg, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Edge, Entity
    from kgbuild.project import Wanted
    from kgbuild.resolve.authority import Authority

    Progress = Callable[[str, int, int], None]

RULES = "rules"
COUNTS = "counts"
SHARE = 4
"""Where more than one document in so many is new, the store is made anew: it is quicker."""


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
    from kgbuild.assemble import assemble
    from kgbuild.project import uncollected
    from kgbuild.resolve.identity import refresh_identity
    from kgbuild.store.embedded import oxigraph

    if progress:
        progress("who is who", 0, 3)
    whole = anew or ledger.note(RULES) != rules
    if ledger.note(RULES) != rules:
        ledger.throw_views_away()
        ledger.put_note(RULES, rules)
    ledger.touched = Touched()
    refresh_identity(ledger, authority=authority, anew=anew)
    if progress:
        progress("facts", 1, 3)
    with uncollected():
        identity = ledger.identity()
        named = [name_entities(claim, identity) for claim in ledger.raw_claims()]
        documents, entities = ledger.documents(), ledger.entities()
        out = hiding.hidden(hiding.standing(hiding.entries(ledger)), entities, named)
        ledger.put_note(hiding.HIDDEN, out.note())
        named = [claim for claim in named if claim.id not in out.claims]
        entities = [entity for entity in entities if entity.id not in out.entities]
        assembly = assemble(documents, entities, named)
        ledger.put_facts(assembly.claims, assembly.facts, assembly.conflicts)
        if progress:
            progress("store", 2, 3)
        came, went = ledger.hold_documents()
        times = {claim.id: claim for claim in assembly.claims}
        snapshot = Snapshot(
            documents=tuple(documents),
            entities=tuple(entities),
            claims=tuple(times.get(claim.id, claim) for claim in named),
            facts=assembly.facts,
            conflicts=assembly.conflicts,
            judgements=ledger.shown_judgements(),
        )
        only = None
        if not whole and SHARE * (len(came) + len(went)) <= len(documents):
            only = _wanted(ledger, snapshot, came)
        _index(ledger, snapshot, only, went)
        made = None
        if only is not None:
            made = oxigraph.carry_on(ledger.folder, name, snapshot, only, _gone(ledger, came, went))
        if made is None:
            oxigraph.fill(ledger.folder, name, snapshot)
    if progress:
        progress("store", 3, 3)
    return name


def _wanted(ledger: Ledger, snapshot: Snapshot, came: set[str]) -> Wanted:
    """The nodes that this change may be seen in."""
    from kgbuild.project import wanted_after

    touched = ledger.touched
    return wanted_after(
        snapshot,
        documents=came,
        entities=touched.of("entities"),
        renamed=touched.renamed,
        clusters=touched.clusters,
        dated=touched.of("dated") | touched.gone_of("dated"),
        facts=touched.of("facts"),
        ends=touched.ends,
        conflicts=touched.of("conflicts"),
        judgements=touched.of("decided") | {j.id for j in ledger.judgements()},
    )


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


def _index(ledger: Ledger, snapshot: Snapshot, only: Wanted | None, went: set[str]) -> None:
    """What answers are looked up by: all of it, or what the wanted nodes have of it."""
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
    index.place(
        (
            (c.id, c.document, facts.get(c.id, ""), list(_taken(c)))
            for c in snapshot.claims
            if only is None or c.document in only.sentences
        ),
        documents=None if only is None else only.sentences | went,
    )

    def edges() -> Iterator[Edge]:
        for fact in snapshot.facts:
            if only is None or fact.id in only.facts:
                yield from fact_edges(fact, claims, entities)

    if only is None:
        index.put_edges(edges())
    else:
        changed = (f for f in snapshot.facts if f.id in touched.of("facts"))
        index.put_facts_of((f.id, f.claims) for f in changed)
        index.put_edges(edges(), facts=only.facts | touched.gone_of("facts"))
    ledger.put_note(COUNTS, json.dumps(counts(snapshot, index.count_edges())))


def _names(entity: Entity) -> Iterator[tuple[str, str, bool]]:
    from kgbuild.project import name_key

    main = name_key(entity.name)
    yield main, entity.id, True
    for key in {name_key(alias) for alias in entity.aliases} - {main}:
        yield key, entity.id, False


def _taken(claim: Claim) -> Iterator[str]:
    """Entities that take part in a claim, the place included."""
    yield from (a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg))
    yield from claim.place


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
        "takes": {(number_of(e), number_of(c.id)) for c in snapshot.claims for e in _taken(c)},
    }
    for table, rows in wanted.items():
        held = set(ledger.connection.execute(f"SELECT * FROM {table}"))
        if held != rows:
            yield table, len(held ^ rows)
