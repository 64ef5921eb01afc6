"""SemEval-2015 task 4 (Minard et al.): the events in which somebody takes part, in the order of time.

A timeline is a text file: the target's name, then a line an event: place in the order (0: no place), day (YYYY-MM-DD,
X where unknown), and the event's mentions, `document-sentence-word`, between tabs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from evaluation.public.exported import ExportedDocument, entities, measures, read_export
from evaluation.public.meantime import Article, read_article

Relation = tuple[str, str, str]
"""Two things of a timeline and how they lie: before, same, or on (an event on a day)."""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline."""

    order: int
    day: str
    mentions: tuple[str, ...]


def read_timeline(path: Path) -> tuple[str, list[Event]]:
    """The target's name and its events; a line that is none is a ValueError with file and line."""
    name, *lines = path.read_text(encoding="utf8").splitlines() or [""]
    events = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        cells = re.split(r"[\t ]+", line.strip())
        if len(cells) < 3 or not cells[0].isdigit():
            raise ValueError(f"{path}:{number}: not “order, day, mentions”")
        events.append(Event(int(cells[0]), cells[1], tuple(cells[2:])))
    return name.strip(), events


def relations(
    events: Sequence[Event], shared: Iterable[str]
) -> tuple[set[Relation], set[Relation]]:
    """All relations that follow from a timeline, and the fewest from which they follow.

    Mentions of one line, and of lines with one place, are at the same time; an earlier place is before; a line with
    a known day is on it. Only mentions in `shared` count where it is not empty (those that both sides know).
    """
    known = set(shared)
    groups: dict[int, list[str]] = {}
    whole: set[Relation] = set()
    fewest: set[Relation] = set()
    for event in events:
        mentions = [m for m in event.mentions if not known or m in known]
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", event.day):
            dated = {(mention, "on", event.day) for mention in mentions}
            whole |= dated
            fewest |= dated
        if event.order:
            groups.setdefault(event.order, []).extend(mentions)
    ordered = [sorted(groups[order]) for order in sorted(groups) if groups[order]]
    for group in ordered:
        whole |= {(a, "same", b) for a, b in combinations(group, 2)}
        fewest |= {(a, "same", b) for a, b in pairwise(group)}
    for earlier, later in combinations(ordered, 2):
        whole |= {(a, "before", b) for a in earlier for b in later}
    for earlier, later in pairwise(ordered):
        fewest.add((earlier[0], "before", later[0]))
    return whole, fewest


def score(pairs: Iterable[tuple[Sequence[Event], Sequence[Event]]]) -> dict[str, Any]:
    """Temporal awareness (UzZaman and Allen, 2011), summed over targets: gold and found timelines in pairs.

    Precision: of the fewest relations of the found timeline, those that follow from the gold one; recall the other
    way round. An event of the found timeline that the gold one lacks costs precision.
    """
    right_found = found = right_gold = gold = 0
    for due, told in pairs:
        whole_due, fewest_due = relations(due, ())
        whole_told, fewest_told = relations(told, ())
        right_found += len(fewest_told & whole_due)
        found += len(fewest_told)
        right_gold += len(fewest_due & whole_told)
        gold += len(fewest_due)
    return measures((right_found, found), (right_gold, gold), digits=4)


def score_files(gold: Path, found: Path) -> dict[str, Any]:
    """Score a folder of timelines against another with files of the same names."""
    pairs = []
    missing = 0
    for path in sorted(gold.glob("*.txt")):
        other = found / path.name
        missing += not other.exists()
        pairs.append((read_timeline(path)[1], read_timeline(other)[1] if other.exists() else []))
    return score(pairs) | {"targets": len(pairs), "targets_missing": missing}


def timeline_of(name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write rows (day or "", mention), in the order of time, as the lines of a timeline."""
    yield name
    place, last = 0, None
    for day, mention in rows:
        if day and day != last:
            place, last = place + 1, day
        yield f"{place if day else 0}\t{day or 'XXXX-XX-XX'}\t{mention}"


def mention_of(claim: Mapping[str, Any], article: Article) -> str:
    """The event's mention, `document-sentence-word`: the word of the claim's sentence most like its predicate, or "".

    An export has a predicate's words but not their place: the word that begins as one of them does, for three
    letters or more and for the longest stretch, is taken.
    """
    begins, ends = claim["evidence"]["start"], claim["evidence"]["end"]
    best: tuple[int, str] = (2, "")
    for predicate in str(claim["predicate"]).lower().split():
        for (start, _), sentence, word in article.words:
            alike = _alike(predicate, word.lower())
            if begins <= start < ends and alike > best[0]:
                best = (alike, f"{article.number}-{sentence}-{word}")
    return best[1]


def _alike(one: str, other: str) -> int:
    """With how many letters two words begin alike."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def write_timelines(targets: Path, articles: Sequence[Article], export: Path, out: Path) -> None:
    """Write a timeline for each target that `targets` has a file for: the dated claims on the entity of that name."""
    documents, _ = read_export(export)
    of_name = {article.name: article for article in articles}
    names = _names(export)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(targets.glob("*.txt")):
        name = read_timeline(path)[0]
        wanted = names.get(name.lower().replace("_", " "), set())
        rows = sorted(_rows(documents, of_name, wanted), key=lambda row: (row[0] == "", row))
        text = "\n".join(timeline_of(name, rows)) + "\n"
        (out / path.name).write_text(text, encoding="utf8")


def _rows(
    documents: Sequence[ExportedDocument], articles: Mapping[str, Article], wanted: set[str]
) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for document in documents:
        article = articles.get(document.name)
        for claim in document.claims if article else ():
            here = entities(claim["subject"]) | entities(claim["object"])
            mention = mention_of(claim, article) if article and here & wanted else ""
            if mention and mention not in seen:
                seen.add(mention)
                yield (claim["time"] or {}).get("start") or "", mention


def _names(export: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (export / "entities.jsonl").read_text(encoding="utf8").splitlines():
        entity = json.loads(line)
        for name in (entity["name"], *entity["aliases"]):
            found.setdefault(name.lower(), set()).add(entity["id"])
    return found


def write_files(targets: Path, folder: Path, export: Path, out: Path) -> None:
    """Write the timelines of an export of a folder of CAT files."""
    articles = [read_article(path) for path in sorted(folder.rglob("*.xml"))]
    write_timelines(targets, articles, export, out)
