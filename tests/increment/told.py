"""Articles of plain rows, read without a parser: every rule on facts and conflicts has something to do in them.

A row is `MANNER|SPEAKER|SUBJECT|VERB|OBJECT|TIME|PLACE|FIGURE`.
"""

from __future__ import annotations

from datetime import date

from kgbuild import ids
from kgbuild.extraction import Extraction
from kgbuild.model import (
    Basis,
    Claim,
    ClaimArg,
    Cluster,
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
)

TYPES = {
    "Anna Adler": "Person", "Boris Becker": "Person", "A. Adler": "Person", "Clara Cole": "Person",
    "Oslo": "City", "Bergen": "City", "Norway": "Country", "Sweden": "Country", "Stockholm": "City",
    "Government of Norway": "GovernmentBody", "Acme": "Company", "Globex": "Company",
    "President of Norway": "Position", "officials": "Group", "statement": "Document", "the war": "Event",
    "unspecified": "Group",
}  # fmt: skip
DESCRIBED = frozenset({"officials", "statement", "the war", "unspecified"})
RELATIONS = {
    "met": "MET", "praised": "PRAISED", "criticized": "CRITICIZED", "visited": "VISITED", "killed": "KILLED",
    "denied": "DENIED", "said": "STATED", "supported": "SUPPORTED", "opposed": "OPPOSED", "led": "HEADS",
    "was": "HOLDS_POSITION", "lay in": "LOCATED_IN", "issued": "ISSUED", "bought": "ACQUIRED", "did": None,
    "invaded": "INVADED",
}  # fmt: skip
TIMES = {
    "": None,
    "on March 1": ("on March 1", date(2025, 3, 1), date(2025, 3, 1)),
    "on March 2": ("on March 2", date(2025, 3, 2), date(2025, 3, 2)),
    "until February": ("until the invasion", None, date(2025, 2, 1)),
    "after the meeting": ("after the meeting", None, None),
    "at the visit": ("at the visit", None, None),
}
QUOTES = (
    "we will never accept this deal because our workers and their families deserve honest wages",
    "we shall never accept this deal since our workers and their families deserve decent honest wages",
    "nobody expected the northern harbour bridge to close before the winter storms had passed",
)
STORY = (
    "The ferry left the harbour before dawn, and the crew counted every crate of herring twice while the"
    " inspectors waited on the pier for the tide, the fog and a second telephone call from the ministry.",
    "A choir of retired carpenters opened the library with a song about the old railway, which nobody had"
    " heard since the station burned down and the timetable was painted over by the new stationmaster.",
)
MODALITIES = {"will": Modality.PLANNED, "may": Modality.POSSIBLE, "wants to": Modality.WANTS}


def toy(document: Document, nlp: object) -> Extraction:
    """Each row of eight parts is a claim, and what its speaker said of it another one."""
    told = _Told(document)
    at = 0
    for line in document.text.splitlines(keepends=True):
        parts = line.rstrip("\n").split("|")
        if len(parts) == 8:
            told.row(parts, at)
        at += len(line)
    claims = {c.id: c for c in told.claims}
    return Extraction(tuple(told.mentions), tuple(told.clusters.values()), tuple(claims.values()))


class _Told:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.mentions: list[Mention] = []
        self.clusters: dict[str, Cluster] = {}
        self.claims: list[Claim] = []

    def entity(self, name: str, span: tuple[int, int]) -> EntityArg:
        kind = TYPES[name]
        attributes = {}
        if kind == "Person":
            given, _, family = name.rpartition(" ")
            attributes = {"given": given, "family": family}
        if name in DESCRIBED:
            attributes = {"named": "no", "head": name.split()[-1]}
        cluster = self.clusters.setdefault(name, Cluster(
            ids.cluster_id(self.document.id, *span), self.document.id, kind, name, attributes=attributes,
        ))  # fmt: skip
        how = MentionKind.DESCRIPTION if name in DESCRIBED else MentionKind.NAME
        self.mentions.append(Mention(self.document.id, *span, name, how, kind, (cluster.id,)))
        return EntityArg(cluster.id, span)

    def row(self, parts: list[str], at: int) -> None:
        spans, place = [], at
        for part in parts:
            spans.append((place, place + len(part)))
            place += len(part) + 1
        manner, speaker, subject, verb, object_, time, where, figure = parts
        text = "|".join(parts)
        evidence = Evidence(self.document.id, at, at + len(text), text)
        left = self.entity(subject, spans[2])
        known = object_ in TYPES
        right = self.entity(object_, spans[4]) if known else LiteralArg(object_, spans[4])
        qualifiers: dict[str, str | float] = {"status": "former"} if manner == "former" else {}
        if figure:
            qualifiers |= {
                "measure": figure.split()[0],
                "figure": float(figure.split()[1]),
                "unit": "USD",
            }
        when = TIMES[time]
        polarity = Polarity.NEGATED if manner == "not" else Polarity.ASSERTED
        inner = Claim(
            id=ids.claim_id(
                self.document.id, spans[3], [spans[2]], [spans[4]], RELATIONS[verb], verb, polarity.value
            ),
            document=self.document.id, subject=(left,), predicate=verb, relation=RELATIONS[verb],
            object=(right,), evidence=evidence, span=spans[3], confidence=0.9, polarity=polarity, worth=0.7,
            modality=MODALITIES.get(manner, Modality.ACTUAL), hedge="reportedly" if manner == "hedged" else None,
            attributed_to=(self.entity(speaker, spans[1]).entity,) if speaker else (), quoted=not known,
            time=when and TimeSpan(*when, Precision.DAY if when[1] else None, Basis.EXPLICIT),
            place=(self.entity(where, spans[6]).entity,) if where else (), qualifiers=qualifiers,
        )  # fmt: skip
        self.claims.append(inner)
        if not speaker:
            return
        verb = "denied" if manner == "denied" else "said"
        words = () if manner == "denied" else (LiteralArg(object_, spans[4]),)
        outer = ids.claim_id(
            self.document.id, spans[1], [spans[1]], [spans[3]], RELATIONS[verb], verb, "asserted"
        )
        self.claims.append(Claim(
            id=outer, document=self.document.id, subject=(self.entity(speaker, spans[1]),), predicate=verb,
            relation=RELATIONS[verb], object=(ClaimArg(inner.id), *words), evidence=evidence, span=spans[1],
            confidence=0.8,
        ))  # fmt: skip
