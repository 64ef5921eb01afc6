"""Which document and which entity of the graph is which of the gold, span by span.

A mention of the gold is the graph's mention that ends where it ends; an entity of the graph is, in one
article, the gold's entity that most of its mentions there stand for. Nothing is matched by name alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kgbuild.evaluate.gold import GoldArticle, Span
    from kgbuild.model import Claim, Document, Snapshot

SLACK = 40
"""As many characters two mentions with one end may differ at their start ("the minister", "minister")."""


@dataclass(slots=True)
class Pair:
    """One article in both: `gold_of` is graph entity id -> gold entity ids, `entity_at` gold span -> graph id."""

    gold: GoldArticle
    document: Document
    claims: list[Claim]
    gold_of: dict[str, frozenset[str]] = field(default_factory=dict)
    entity_at: dict[Span, str] = field(default_factory=dict)


def pair(gold: Sequence[GoldArticle], snapshot: Snapshot) -> tuple[list[Pair], list[GoldArticle]]:
    """Articles that the graph has, each with its document, and those that it lacks."""
    by_text = {document.text.strip(): document for document in snapshot.documents}
    by_name = {name_of(document.source): document for document in snapshot.documents}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in snapshot.claims:
        claims[claim.document].append(claim)
    mentions = _mentions(snapshot)
    pairs, missing = [], []
    for article in gold:
        document = by_text.get(article.text.strip()) or by_name.get(name_of(article.source))
        if document is None or document.text.strip() != article.text.strip():
            missing.append(article)
            continue
        made = Pair(article, document, claims[document.id])
        # A text may have gained or lost layout before its first letter on the way into the graph.
        shift = _lead(document.text) - _lead(article.text)
        _pair_entities(made, mentions.get(document.id, {}), shift)
        pairs.append(made)
    return pairs, missing


def name_of(source: str) -> str:
    """A row's id, or a file's name without its ending.

    >>> name_of("gap.jsonl#test-7"), name_of("in/a.b.txt")
    ('test-7', 'a.b')
    """
    return source.rpartition("#")[2] if "#" in source else PurePath(source).stem


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _mentions(snapshot: Snapshot) -> dict[str, dict[int, list[tuple[int, str]]]]:
    """Document -> end of a mention -> its start and entity."""
    found: dict[str, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for entity in snapshot.entities:
        for mention in entity.mentions:
            found[mention.document][mention.end].append((mention.start, entity.id))
    return found


def _pair_entities(made: Pair, mentions: Mapping[int, list[tuple[int, str]]], shift: int) -> None:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    joint: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    owners: dict[Span, set[str]] = defaultdict(set)
    for entity in made.gold.entities:
        for mention in entity.mentions:
            owners[mention.start, mention.end].add(entity.id)
    starts: dict[int, list[int]] = defaultdict(list)
    for start, end in sorted(owners):
        starts[end].append(start)
    for (start, end), ids in sorted(owners.items()):
        # In "the south of Iraq" the name inside ends where the whole does: a mention goes to the nearer of the two.
        mine = [
            m
            for m in mentions.get(end + shift, ())
            if min(starts[end], key=lambda s: abs(m[0] - s - shift)) == start
        ]
        near = sorted(mine, key=lambda m: (abs(m[0] - start - shift), m[1]))
        if not near or abs(near[0][0] - start - shift) > SLACK:
            continue
        here = [id_ for begin, id_ in near if begin == near[0][0]]
        made.entity_at[start, end] = here[0]
        for id_ in here:
            if len(ids) > 1:
                joint[id_][frozenset(ids)] += 1
            else:
                votes[id_].update(ids)
    for id_ in sorted({*votes, *joint}):
        if votes[id_]:
            made.gold_of[id_] = frozenset({min(votes[id_], key=lambda g: (-votes[id_][g], g))})
        else:
            together = joint[id_]
            made.gold_of[id_] = min(together, key=lambda ids: (-together[ids], sorted(ids)))
