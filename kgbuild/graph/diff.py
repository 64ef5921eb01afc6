"""Two graphs side by side: what one says and the other does not, with the sentences.

For reading what a new version of the rules changes, or what a week of articles brought. Claims of the same
words in the same place are one claim that has changed; entities, facts and plain edges are told by their names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.model import ClaimArg
from kgbuild.project import plain_edges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kgbuild.graph.rows import Rows
    from kgbuild.model import Arg, Claim, Entity, Fact

KINDS = ("document", "claim", "entity", "fact", "edge")
ADDED, GONE, CHANGED = "added", "gone", "changed"

Place = tuple[str, tuple[int, int], tuple[tuple[int, int], ...]]
"""Document, the predicate's words, and the subjects' words: where a claim stands, whatever it says."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind of thing, how it differs, what it is, and the sentence."""

    what: str
    change: str
    name: str
    detail: str = ""
    document: str = ""
    sentence: str = ""


def diff(before: Rows, after: Rows, *, kinds: Iterable[str] = KINDS) -> list[Change]:
    """What has changed from one graph to another, by kind, then by name.

    `kinds` are some of KINDS; raises UsageError for another. Confidence alone is no change.
    """
    wanted = set(kinds)
    if wanted - set(KINDS):
        unknown = ", ".join(sorted(wanted - set(KINDS)))
        raise UsageError(f"no such kind: {unknown}; known are {', '.join(KINDS)}")
    makers: Mapping[str, Callable[[Rows, Rows], Iterator[Change]]] = {
        "document": _documents,
        "claim": _claims,
        "entity": _entities,
        "fact": _facts,
        "edge": _edges,
    }
    return [
        change
        for kind in KINDS
        if kind in wanted
        for change in sorted(
            makers[kind](before, after), key=lambda c: (c.name, c.change, c.detail, c.sentence)
        )
    ]


def _documents(before: Rows, after: Rows) -> Iterator[Change]:
    old = {d.source: d.id for d in before.snapshot.documents}
    new = {d.source: d.id for d in after.snapshot.documents}
    for source in sorted(old.keys() | new.keys()):
        if source not in old or source not in new:
            yield Change("document", ADDED if source in new else GONE, source)
        elif old[source] != new[source]:
            yield Change("document", CHANGED, source, "another text")


def _claims(before: Rows, after: Rows) -> Iterator[Change]:
    old, new = _told(before), _told(after)
    gone: dict[Place, list[str]] = defaultdict(list)
    for id_ in sorted(old.keys() - new.keys()):
        gone[_place(old[id_])].append(id_)
    for id_ in sorted(new.keys() & old.keys()):
        yield from _changed(before, old[id_], after, new[id_])
    for id_ in sorted(new.keys() - old.keys()):
        left = gone.get(_place(new[id_]))
        if left:
            yield from _changed(before, old[left.pop(0)], after, new[id_])
        else:
            yield _claim(after, new[id_], ADDED)
    for ids in gone.values():
        yield from (_claim(before, old[id_], GONE) for id_ in ids)


def _told(graph: Rows) -> dict[str, Claim]:
    return {claim.id: claim for claim in graph.snapshot.claims}


def _place(claim: Claim) -> Place:
    spans = [getattr(arg, "span", None) for arg in claim.subject]
    return claim.document, claim.span, tuple(sorted(span for span in spans if span))


def _claim(graph: Rows, claim: Claim, change: str, detail: str = "") -> Change:
    document = graph.documents.get(claim.document)
    source = document.source if document else claim.document
    return Change(
        "claim", change, graph.sentence(claim), detail or _marks(graph, claim), source,
        " ".join(claim.evidence.text.split()),
    )  # fmt: skip


def _changed(before: Rows, old: Claim, after: Rows, new: Claim) -> Iterator[Change]:
    """One claim in two graphs, with what is said otherwise; nothing where all is the same."""
    left, right = _fields(before, old), _fields(after, new)
    told = [
        f"{name}: {left[name] or '–'} → {right[name] or '–'}"
        for name in left
        if left[name] != right[name]
    ]
    if told:
        yield _claim(after, new, CHANGED, "; ".join(told))


def _fields(graph: Rows, claim: Claim) -> dict[str, str]:
    time = claim.time
    when = "" if time is None else f"{time.start or ''}/{time.end or ''} {time.text or ''}".strip()
    return {
        "relation": claim.relation or "open",
        "words": claim.predicate,
        "subject": _args(graph, claim.subject),
        "object": _args(graph, claim.object),
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "hedge": claim.hedge or "",
        "speaker": " > ".join(graph.speakers(claim)),
        "time": when,
        "place": ", ".join(graph.entities[i].name for i in claim.place if i in graph.entities),
    }


def _args(graph: Rows, args: tuple[Arg, ...]) -> str:
    # What somebody said is a claim of its own, and compared as one.
    return " and ".join("[…]" if isinstance(a, ClaimArg) else graph.phrase(a) for a in args)


def _marks(graph: Rows, claim: Claim) -> str:
    """What limits a claim, in a few words."""
    fields = _fields(graph, claim)
    shown = [fields["relation"]]
    shown += [
        fields[k] for k in ("polarity", "modality") if fields[k] not in ("asserted", "actual")
    ]
    shown += [f"said by {fields['speaker']}"] if fields["speaker"] else []
    return ", ".join(shown)


def _entities(before: Rows, after: Rows) -> Iterator[Change]:
    """Entities by their clusters: what was one and is two (or the other way round) is told as such."""
    home = {c: e for e in after.snapshot.entities for c in e.clusters}
    origin = {c: e for e in before.snapshot.entities for c in e.clusters}
    for old in before.snapshot.entities:
        now = _unique(home[c] for c in old.clusters if c in home)
        if not now:
            yield Change("entity", GONE, old.name, old.type)
        elif len(now) > 1:
            names = ", ".join(sorted(e.name for e in now))
            yield Change("entity", CHANGED, old.name, f"is several now: {names}")
    for new in after.snapshot.entities:
        was = _unique(origin[c] for c in new.clusters if c in origin)
        if not was:
            yield Change("entity", ADDED, new.name, new.type)
        elif len(was) > 1:
            names = ", ".join(sorted(e.name for e in was))
            yield Change("entity", CHANGED, new.name, f"were several before: {names}")
        elif (was[0].name, was[0].type) != (new.name, new.type):
            told = f"was {was[0].name} ({was[0].type}), is {new.name} ({new.type})"
            yield Change("entity", CHANGED, new.name, told)


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list({entity.id: entity for entity in entities}.values())


def _facts(before: Rows, after: Rows) -> Iterator[Change]:
    """Facts by what they say; one that says the same with another status or other sources has changed."""
    old, new = _fact_rows(before), _fact_rows(after)
    sentences = {id(graph): _evidence(graph) for graph in (before, after)}
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) == new.get(key):
            continue
        graph, change = (after, ADDED) if key not in old else (before, GONE)
        rows = new.get(key) or old[key]
        detail = ", ".join(rows)
        if key in old and key in new:
            graph, change = after, CHANGED
            detail = f"{', '.join(old[key])} → {', '.join(new[key])}"
        yield Change("fact", change, key, detail, *sentences[id(graph)][key])


def _says(graph: Rows, fact: Fact) -> str:
    words = fact.relation or graph.claims[fact.claims[0]].predicate
    negated = " (negated)" if fact.polarity == "negated" else ""
    parts = (_args(graph, fact.subject), words + negated, _args(graph, fact.object))
    return " – ".join(part for part in parts if part)


def _fact_rows(graph: Rows) -> dict[str, list[str]]:
    """What a fact says -> status and number of sources of each that says so."""
    found: dict[str, list[str]] = defaultdict(list)
    for fact in graph.snapshot.facts:
        sources = f"{fact.independent_sources} source{'s' * (fact.independent_sources != 1)}"
        found[_says(graph, fact)].append(f"{fact.status}, {sources}")
    return {key: sorted(rows) for key, rows in found.items()}


def _evidence(graph: Rows) -> dict[str, tuple[str, str]]:
    """What a fact says -> document and sentence of the first claim behind it."""
    found: dict[str, tuple[str, str]] = {}
    for fact in graph.snapshot.facts:
        claim = graph.claims[fact.claims[0]]
        document = graph.documents.get(claim.document)
        source = document.source if document else claim.document
        found.setdefault(_says(graph, fact), (source, " ".join(claim.evidence.text.split())))
    return found


def _edges(before: Rows, after: Rows) -> Iterator[Change]:
    old, new = _edge_rows(before), _edge_rows(after)
    for key in sorted(old.keys() ^ new.keys()):
        graph, fact = (after, new[key]) if key in new else (before, old[key])
        facts = {f.id: f for f in graph.snapshot.facts}
        claims = [graph.claims[c] for c in facts[fact].claims if graph.claims[c].relation == key[1]]
        told = _claim(graph, claims[0], ADDED) if claims else Change("", "", "")
        name = f"({key[0]})-[{key[1]}]->({key[2]})"
        yield Change("edge", ADDED if key in new else GONE, name, "", told.document, told.sentence)


def _edge_rows(graph: Rows) -> dict[tuple[str, str, str], str]:
    """Plain edges by names, and one fact that carries each."""
    names = {e.id: e.name for e in graph.snapshot.entities}
    return {
        (names[e.source], e.relation, names[e.target]): e.fact for e in plain_edges(graph.snapshot)
    }
