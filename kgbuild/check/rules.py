"""The rules that each document, mention, claim, fact and conflict keeps, whatever code made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.model import ClaimArg, EntityArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.model import Arg, Claim, Snapshot

OPEN = "RELATED_TO"
MEMBERS = 200


def records(snapshot: Snapshot) -> Iterator[str]:
    """One line for each broken rule of the records alone."""
    yield from _documents(snapshot)
    yield from _mentions(snapshot)
    yield from _claims(snapshot)
    yield from _facts(snapshot)
    yield from _judgements(snapshot)


def _documents(snapshot: Snapshot) -> Iterator[str]:
    for document in snapshot.documents:
        if ids.document_id(document.source, document.text) != document.id:
            yield f"document {document.id}: its id is not that of its source and text"
        for start, end in document.metadata_spans:
            if not 0 <= start <= end <= len(document.text):
                yield f"document {document.id}: metadata span {start}-{end} lies outside the text"
        for part in document.parts:
            if not 0 <= part.start <= part.end <= len(document.text):
                yield f"document {document.id}: a {part.kind} at {part.start} lies outside the text"


def _mentions(snapshot: Snapshot) -> Iterator[str]:
    texts = {d.id: d.text for d in snapshot.documents}
    types = vocabulary().types
    owner: dict[str, str] = {}
    for entity in snapshot.entities:
        if entity.type not in types:
            yield f"entity {entity.id}: unknown type {entity.type}"
        for cluster in entity.clusters:
            if owner.setdefault(cluster, entity.id) != entity.id:
                yield f"cluster {cluster}: stands under {owner[cluster]} and {entity.id}"
        for mention in entity.mentions:
            if texts.get(mention.document, "")[mention.start : mention.end] != mention.text:
                yield (
                    f"entity {entity.id}: mention {mention.start}-{mention.end} of "
                    f"{mention.document} is not a verbatim slice"
                )


def _claims(snapshot: Snapshot) -> Iterator[str]:
    texts = {d.id: d.text for d in snapshot.documents}
    entities = {e.id for e in snapshot.entities}
    claims = {c.id for c in snapshot.claims}
    relations = vocabulary().relations
    if len(claims) != len(snapshot.claims):
        yield "claims: an id stands there twice"

    def args(where: str, values: tuple[Arg, ...]) -> Iterator[str]:
        for value in values:
            if isinstance(value, EntityArg) and value.entity not in entities:
                yield f"{where}: names the unknown entity {value.entity}"
            if isinstance(value, ClaimArg) and value.claim not in claims:
                yield f"{where}: names the unknown claim {value.claim}"

    for claim in snapshot.claims:
        where = f"claim {claim.id}"
        evidence = claim.evidence
        text = texts.get(claim.document)
        if text is None:
            yield f"{where}: its document {claim.document} is missing"
        elif (
            evidence.document != claim.document
            or text[evidence.start : evidence.end] != evidence.text
        ):
            yield f"{where}: its evidence is not a verbatim slice of its document"
        if not claim.subject:
            yield f"{where}: has no subject"
        if claim.relation is not None and claim.relation not in relations:
            yield f"{where}: relation {claim.relation} is not in the table"
        if claim.relation == OPEN:
            yield f"{where}: RELATED_TO is never a claim's relation"
        if not 0 <= claim.confidence <= 1:
            yield f"{where}: confidence {claim.confidence} lies outside 0 to 1"
        if claim.time and claim.time.start and claim.time.end and claim.time.start > claim.time.end:
            yield f"{where}: its time ends before it starts"
        yield from args(where, claim.subject)
        yield from args(where, claim.object)
        for name in (*claim.attributed_to, *claim.place, *claim.about):
            if name not in entities:
                yield f"{where}: names the unknown entity {name}"


def _facts(snapshot: Snapshot) -> Iterator[str]:
    claims = {c.id: c for c in snapshot.claims}
    facts = {f.id for f in snapshot.facts}
    owner: dict[str, str] = {}
    for fact in snapshot.facts:
        if ids.fact_id(fact.claims) != fact.id:
            yield f"fact {fact.id}: its id is not that of its claims"
        told = {claims[c].relation for c in fact.claims if c in claims}
        if told and fact.relation not in told:
            yield f"fact {fact.id}: its relation {fact.relation} is told by none of its claims"
        for claim in fact.claims:
            if claim not in claims:
                yield f"fact {fact.id}: names the unknown claim {claim}"
            elif owner.setdefault(claim, fact.id) != fact.id:
                yield f"claim {claim}: stands under two facts, {owner[claim]} and {fact.id}"
            elif claims[claim].polarity != fact.polarity:
                yield f"fact {fact.id}: its claim {claim} has the opposite polarity"
        documents = {claims[c].document for c in fact.claims if c in claims}
        if documents != set(fact.documents):
            yield f"fact {fact.id}: its documents are not those of its claims"
        if not 1 <= fact.independent_sources <= max(1, len(fact.documents)):
            yield f"fact {fact.id}: {fact.independent_sources} independent sources of {len(documents)}"
    if facts:  # a graph without any has not been assembled yet
        for claim in sorted(claims.keys() - owner.keys()):
            yield f"claim {claim}: stands under no fact"
    for conflict in snapshot.conflicts:
        for name in conflict.claims:
            if name not in claims:
                yield f"conflict {conflict.id}: names the unknown claim {name}"
        for name in conflict.facts:
            if name not in facts:
                yield f"conflict {conflict.id}: names the unknown fact {name}"


def _judgements(snapshot: Snapshot) -> Iterator[str]:
    for judgement in snapshot.judgements:
        own = ids.judgement_id(
            judgement.left,
            judgement.right,
            judgement.verdict,
            judgement.decided_by,
            judgement.sequence,
        )
        if own != judgement.id:
            yield f"judgement {judgement.id}: its id is not that of its pair, verdict and judge"


def claim_ids(claims: Iterable[Claim]) -> Iterator[str]:
    """Claims as extracted whose id is not that of their document, spans, relation, words and polarity."""
    known = {claim.id: claim for claim in claims}

    def spans(args: tuple[Arg, ...]) -> list[tuple[int, int]]:
        found = []
        for arg in args:
            if isinstance(arg, ClaimArg):
                found += [known[arg.claim].span] if arg.claim in known else []
            elif arg.span is not None:
                found.append(arg.span)
        return found

    for claim in known.values():
        subjects, objects = spans(claim.subject), spans(claim.object)
        # The same words told of each member of a joint mention are counted.
        words = (claim.predicate, *(f"{claim.predicate} #{n}" for n in range(2, MEMBERS)))
        if not any(
            claim.id
            == ids.claim_id(
                claim.document, claim.span, subjects, objects, claim.relation, told, claim.polarity
            )
            for told in words
        ):
            yield f"claim {claim.id}: its id is not that of its spans, relation, words and polarity"
