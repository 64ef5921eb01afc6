"""What a graph says of the people and bodies of a list: met or not, how surely, in which articles, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kgbuild.graph.rows import ClaimRow
from kgbuild.ids import content_id
from kgbuild.project import key_of
from kgbuild.watchlist import load_watchlist

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from kgbuild.graph.rows import Rows
    from kgbuild.model import Claim, Entity, Fact
    from kgbuild.watchlist import Row

LINKED, NEAR, ABSENT = "linked", "near", "not met"


@dataclass(frozen=True, slots=True)
class Met:
    """A row of the list and what the graph has of it.

    `how` is "linked" (the entity bears the row's id), "near" (an entity of its name is not linked: of another type or
    country, or several rows have the name), or "not met". `claims` are those in articles of the days asked for.
    """

    row: Row
    how: str
    entity: Entity | None
    articles: int
    claims: tuple[Claim, ...]
    latest: date | None


class NewsRow(ClaimRow):
    """A fact told for the first time, with the first claim behind it.

    `change` is "new" or "reversed", `documents` how many tell it, `worth` as of a fact, `fact` its id.
    """

    change: str
    status: str
    documents: int
    worth: float
    fact: str


def watch(
    graph: Rows,
    path: str | Path,
    *,
    since: date | None = None,
    documents: Collection[str] | None = None,
) -> list[Met]:
    """Every row of the list, those with the most claims first.

    `since` counts articles published from that day on, `documents` only these (ids: what the last build brought).
    Raises InputError for a list that is wrong, with file and line.
    """
    by_id: dict[tuple[str, str], Entity] = {}
    by_name: dict[str, list[Entity]] = {}
    for entity in graph.snapshot.entities:
        for scheme, id_ in entity.external_ids.items():
            by_id[scheme, id_] = entity
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            by_name.setdefault(name.casefold(), []).append(entity)
    told: dict[str, list[Claim]] = {}
    for claim in graph.snapshot.claims:
        if documents is not None and claim.document not in documents:
            continue
        published = graph.documents[claim.document].published
        if since is None or (published is not None and published >= since):
            for id_ in {*claim.about, *claim.attributed_to}:
                told.setdefault(id_, []).append(claim)
    found = []
    for row in load_watchlist(path).rows:
        linked = by_id.get((row.scheme, row.id))
        near = [e for name in row.names for e in by_name.get(name.casefold(), ())]
        met = linked or next(iter(near), None)
        how = LINKED if linked else NEAR if near else ABSENT
        claims = tuple(told.get(met.id, ())) if met else ()
        days = [d for c in claims if (d := graph.documents[c.document].published) is not None]
        latest = max(days, default=None)
        found.append(Met(row, how, met, len({c.document for c in claims}), claims, latest))
    order = (LINKED, NEAR, ABSENT)
    found.sort(key=lambda m: (order.index(m.how), -len(m.claims), m.row.line))
    return found


def news(
    graph: Rows, *, documents: Collection[str] | None = None, since: date | None = None
) -> list[NewsRow]:
    """What is told for the first time, the worthiest first: a row a fact.

    New is a fact that only these `documents` tell (ids), or that no article before the day `since` tells. What was
    denied before and is asserted now, or the other way round, says so under `change`.
    """
    published = {d.id: d.published for d in graph.snapshot.documents}

    def is_new(document: str) -> bool:
        day = published[document]
        if documents is not None and document not in documents:
            return False
        return since is None or (day is not None and day >= since)

    told_before: dict[str, set[str]] = {}
    fresh: list[tuple[str, Fact]] = []
    for fact in graph.snapshot.facts:
        key = key_of(fact.relation, fact.subject, fact.object)
        if all(map(is_new, fact.documents)):
            fresh.append((key, fact))
        else:
            told_before.setdefault(key, set()).add(str(fact.polarity))
    found: list[NewsRow] = []
    for key, fact in fresh:
        before = told_before.get(key, set())
        if str(fact.polarity) in before:
            continue
        claim = graph.claims[min(fact.claims)]
        found.append(
            {
                "change": "reversed" if before else "new",
                **graph.row(claim),
                "status": str(fact.status),
                "documents": len(fact.documents),
                "worth": round(float(fact.worth), 2),
                "fact": fact.id,
            }
        )
    found.sort(key=lambda row: (-row["worth"], row["published"] or "", row["fact"]))
    return found


def rows(found: Iterable[Met]) -> Iterator[dict[str, object]]:
    """A row for printing for each row of the list."""
    for met in found:
        yield {
            "id": met.row.id,
            "name": met.row.name,
            "how": met.how,
            "in_the_graph": met.entity.name if met.entity else None,
            "type": met.entity.type if met.entity else met.row.type or None,
            "articles": met.articles,
            "claims": len(met.claims),
            "latest": met.latest.isoformat() if met.latest else None,
        }


def told(graph: Rows, found: Iterable[Met]) -> Iterator[dict[str, object]]:
    """Every claim about the linked rows, the newest first: who, what, on whose word, in which sentence."""
    seen: dict[str, tuple[Met, Claim]] = {}
    for met in found:
        for claim in met.claims if met.how == LINKED else ():
            seen.setdefault(claim.id, (met, claim))
    pairs = sorted(seen.values(), key=lambda pair: pair[1].id)
    pairs.sort(key=lambda pair: _published(graph, pair[1]), reverse=True)
    for met, claim in pairs:
        yield {"watched": met.row.name, **graph.row(claim)}


def _published(graph: Rows, claim: Claim) -> str:
    day = graph.documents[claim.document].published
    return day.isoformat() if day else ""


def atom(entries: Iterable[Mapping[str, object]], title: str) -> str:
    """Rows of `told` or `news` as an Atom feed (RFC 4287); its dates are the articles': same graph, same bytes."""
    entries = list(entries)
    dated = [str(row["published"]) for row in entries if row["published"]]
    updated = max(dated, default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(title)}</title>",
        f"<id>urn:kgbuild:{content_id('watch', title)}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>kgbuild</name></author>",
    ]
    for row in entries:
        note = f"{row['speaker']}, {row['polarity']}, {row['modality']}: {row['sentence']}"
        lines += [
            "<entry>",
            f"<title>{escape(str(row['says']))}</title>",
            f"<id>urn:kgbuild:{row['claim']}</id>",
            f"<updated>{row['published'] or updated}T00:00:00Z</updated>",
            f"<summary>{escape(' '.join(note.split()))}</summary>",
            f"<category term={quoteattr(str(row.get('watched') or row.get('change')))}/>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"
