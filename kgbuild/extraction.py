"""From one text to its claims: the order of the stages that look at one document only.

The build, `kgbuild trace`, the tests and `kgbuild.extract` all pass a text through the same function.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.model import Document, Entity, Fault, Mention, Snapshot

if TYPE_CHECKING:
    from datetime import date

    from spacy.language import Language
    from spacy.tokens import Doc

    from kgbuild.annotate import Annotated, Draft
    from kgbuild.model import Claim, Cluster


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: mentions, clusters and claims that name clusters."""

    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...] = ()

    def snapshot(self, document: Document) -> Snapshot:
        """The document alone as a snapshot: each of its clusters is an entity, and there are no facts."""
        entities = [
            Entity(
                c.id, c.type, c.name, c.aliases, c.country, c.external_ids, (c.id,),
                tuple(m for m in self.mentions if c.id in m.clusters), c.attributes,
            )
            for c in self.clusters
        ]  # fmt: skip
        return Snapshot(documents=(document,), entities=tuple(entities), claims=self.claims)


@cache
def pipeline(name: str | None = None) -> Language:
    """The shipped English pipeline, or an installed spaCy pipeline by its name, loaded once a process."""
    from kgbuild.language.load import load_pipeline

    return load_pipeline(name)


def document_of(
    text: str, *, published: date | str | None = None, publisher: str | None = None
) -> Document:
    """A text that came from nowhere as a document; the same text has the same id.

    `published` may be written out ("2022-07-20"); raises what `parse_date` raises for another.
    """
    from kgbuild.read import parse_date
    from kgbuild.read.plain.furniture import parts

    if isinstance(published, str):
        published = parse_date(published, None)

    return Document(
        ids.content_id("d", "text", text),
        "text",
        text,
        publisher=publisher,
        published=published,
        parts=parts(text, ()),
    )


def claims_of(
    text: str | Document, nlp: Language | None = None, *, parsed: Doc | None = None
) -> Extraction:
    """The claims of a text or Document, with the mentions and clusters that they name; no folder is needed.

    Without `nlp` the shipped English pipeline reads it. `parsed` is the text's Doc where it is parsed already; the
    rules change it.
    """
    from kgbuild.normalize.settling.attachment import hangs_loosely
    from kgbuild.normalize.settling.nodes import only_things
    from kgbuild.normalize.settling.probability import probable
    from kgbuild.normalize.settling.vouching import is_doubted

    document = text if isinstance(text, Document) else document_of(text)
    annotated, settled = settled_of(document, nlp, parsed=parsed)
    claims = only_things([claim for _, claim in settled if claim is not None], annotated)
    doubted = {
        c.id
        for draft, c in settled
        if c is not None and (is_doubted(draft, annotated) or hangs_loosely(draft, c, annotated))
    }
    mentions, sure = [], {}
    for mention in annotated.mentions:
        start, end = annotated.span_characters(mention.start, mention.end)
        sure[start, end] = mention.sure
        words = document.text[start:end]
        mentions.append(
            Mention(document.id, start, end, words, mention.kind, mention.type, mention.clusters)
        )
    clusters = sorted(annotated.clusters.values(), key=lambda c: c.id)
    faults = tuple(
        Fault(document.id, 0, len(document.text), f"plug-in {name}", reason)
        for name, reason in annotated.broken
    )
    claims = sorted(probable(claims, clusters, mentions, sure, doubted), key=lambda c: c.id)
    return Extraction(tuple(mentions), tuple(clusters), tuple(claims), faults)


def settled_of(
    document: Document, nlp: Language | None = None, *, parsed: Doc | None = None
) -> tuple[Annotated, list[tuple[Draft, Claim | None]]]:
    """The annotation of a document, and each draft with the claim that it makes (what `kgbuild trace` tells)."""
    from kgbuild.annotate import annotate, annotate_doc
    from kgbuild.extract import extract
    from kgbuild.language.grammar.standing import standing
    from kgbuild.normalize.adjuncts.places import locate
    from kgbuild.normalize.adjuncts.times import date as dated
    from kgbuild.normalize.relations.match import relate
    from kgbuild.normalize.settling.settle import settled

    if parsed is None:
        annotated = annotate(document, nlp if nlp is not None else pipeline())
    else:
        annotated = annotate_doc(document, parsed)
    with standing(annotated.doc):
        drafts = relate(extract(annotated), annotated)
        drafts = locate(dated(drafts, annotated), annotated)
        return annotated, settled(drafts, annotated)
