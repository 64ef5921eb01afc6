"""A small graph of our own words, made by hand: what ledger, checks and exports are tested on."""

from __future__ import annotations

from datetime import date

from kgbuild import ids
from kgbuild.model import (
    Basis,
    Claim,
    ClaimArg,
    Cluster,
    Conflict,
    ConflictKind,
    Document,
    EntityArg,
    Evidence,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Precision,
    TimeSpan,
    ValueArg,
)

TEXT = "Adler met Becker in Oslo. Becker denied it.\nAdler paid 40 crowns."
DOCUMENT = Document(
    id=ids.document_id("a.txt", TEXT),
    source="a.txt",
    text=TEXT,
    title="Talks",
    publisher="Example Times",
    published=date(2025, 3, 4),
    metadata_spans=((0, 0),),
    notes=("made by hand",),
)
D = DOCUMENT.id


def _cluster(name: str, type_: str, start: int) -> Cluster:
    return Cluster(
        ids.cluster_id(D, start, start + len(name)), D, type_, name, attributes={"family": name}
    )


ADLER = _cluster("Adler", "Person", 0)
BECKER = _cluster("Becker", "Person", 10)
OSLO = _cluster("Oslo", "City", 20)
CLUSTERS = (ADLER, BECKER, OSLO)


def _mention(cluster: Cluster, start: int) -> Mention:
    end = start + len(cluster.name)
    return Mention(D, start, end, TEXT[start:end], MentionKind.NAME, cluster.type, (cluster.id,))


MENTIONS = (_mention(ADLER, 0), _mention(BECKER, 10), _mention(OSLO, 20), _mention(BECKER, 26))
FIRST = Evidence(D, 0, 25, TEXT[0:25])
SECOND = Evidence(D, 26, 43, TEXT[26:43])
THIRD = Evidence(D, 44, 65, TEXT[44:65])
MET = Claim(
    id=ids.claim_id(D, (6, 9), [(0, 5)], [(10, 16)], "MET", "meet", "asserted"),
    document=D,
    subject=(EntityArg(ADLER.id, (0, 5)),),
    predicate="meet",
    relation="MET",
    object=(EntityArg(BECKER.id, (10, 16)),),
    evidence=FIRST,
    span=(6, 9),
    time=TimeSpan("Monday", date(2025, 3, 3), date(2025, 3, 3), Precision.DAY, Basis.DATELINE),
    place=(OSLO.id,),
    about=tuple(sorted(c.id for c in CLUSTERS)),
    confidence=0.9,
    extractor="clauses",
)
NOT_MET = Claim(
    id=ids.claim_id(D, (33, 39), [(26, 32)], [(40, 42)], "MET", "meet", "negated"),
    document=D,
    subject=(EntityArg(BECKER.id, (26, 32)),),
    predicate="meet",
    relation="MET",
    object=(EntityArg(ADLER.id, (40, 42)),),
    evidence=SECOND,
    span=(33, 39),
    polarity=Polarity.NEGATED,
    attributed_to=(BECKER.id,),
    about=(BECKER.id,),
    extractor="clauses",
)
DENIED = Claim(
    id=ids.claim_id(D, (33, 39), [(26, 32)], [], "DENIED", "deny", "asserted"),
    document=D,
    subject=(EntityArg(BECKER.id, (26, 32)),),
    predicate="deny",
    relation="DENIED",
    object=(ClaimArg(NOT_MET.id),),
    evidence=SECOND,
    span=(33, 39),
    extractor="voice",
)
PAID = Claim(
    id=ids.claim_id(D, (50, 54), [(44, 49)], [(55, 64)], "PAID", "pay", "asserted"),
    document=D,
    subject=(EntityArg(ADLER.id, (44, 49)),),
    predicate="pay",
    relation="PAID",
    object=(ValueArg(40.0, "crowns", "40 crowns", (55, 64)), LiteralArg("crowns", (58, 64))),
    evidence=THIRD,
    span=(50, 54),
    modality=Modality.PLANNED,
    hedge="reportedly",
    qualifiers={"amount": 40.0, "purpose": "fish"},
    extractor="clauses",
)
CLAIMS = tuple(sorted((MET, NOT_MET, DENIED, PAID), key=lambda c: c.id))
IDENTITY = {c.id: c.id.replace("m-", "e-") for c in CLUSTERS}
CONFLICT = Conflict(
    "x-1", ConflictKind.CONFLICT, "polarity", (MET.id, NOT_MET.id), (), "met or not"
)
