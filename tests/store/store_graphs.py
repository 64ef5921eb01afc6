"""Two graphs for the tests of stores and queries: a small one made by hand, and the seed gold's own."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kgbuild.model import (
    Arg,
    Basis,
    Claim,
    ClaimArg,
    Conflict,
    ConflictKind,
    Document,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Judgement,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Snapshot,
    Status,
    TimeSpan,
    ValueArg,
    Verdict,
)

Spans = dict[str, list[tuple[int, int, str]]]


def by_id(snapshot: Snapshot) -> Snapshot:
    """Sort every list, as the ledger does."""
    return replace(
        snapshot,
        **{
            name: tuple(sorted(getattr(snapshot, name), key=lambda item: item.id))
            for name in ("documents", "entities", "claims", "facts", "conflicts", "judgements")
        },
    )


class Maker:
    """Builds a snapshot sentence by sentence; spans are found in the text."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.entities: dict[str, Entity] = {}
        self.claims: dict[str, Claim] = {}
        self.facts: dict[str, Fact] = {}
        self.conflicts: list[Conflict] = []
        self.judgements: list[Judgement] = []

    def document(self, id_: str, text: str, **fields: Any) -> None:
        self.documents[id_] = Document(id=id_, source=f"{id_}.txt", text=text, **fields)

    def entity(
        self, id_: str, type_: str, name: str, *aliases: str, mentions: Any = (), **fields: Any
    ) -> None:
        found = []
        for document, text, kind in mentions:
            start = self.documents[document].text.index(text)
            end = start + len(text)
            cluster = (f"{document}/{id_}",)
            found.append(Mention(document, start, end, text, MentionKind(kind), type_, cluster))
        clusters = tuple(sorted({m.clusters[0] for m in found})) or (f"x/{id_}",)
        self.entities[id_] = Entity(
            id_, type_, name, aliases, clusters=clusters, mentions=tuple(found), **fields
        )

    def claim(
        self,
        id_: str,
        document: str,
        sentence: str,
        subject: Any,
        relation: str | None,
        object_: Any,
        **fields: Any,
    ) -> None:
        start = self.documents[document].text.index(sentence)
        evidence = Evidence(document, start, start + len(sentence), sentence)
        fields.setdefault("predicate", (relation or "do").lower())
        fields.setdefault("confidence", 0.9)
        fields.setdefault("extractor", "clauses")
        self.claims[id_] = Claim(
            id=id_,
            document=document,
            subject=args(subject),
            relation=relation,
            object=args(object_),
            evidence=evidence,
            span=(start, start + 1),
            **fields,
        )

    def fact(self, id_: str, *claims: str, status: str = "single_source", **fields: Any) -> None:
        first = self.claims[claims[0]]
        documents = tuple(sorted({self.claims[c].document for c in claims}))
        days = sorted(d for d in (self.documents[n].published for n in documents) if d)
        times = [self.claims[c].time for c in claims if self.claims[c].time]
        defaults: dict[str, Any] = {
            "relation": first.relation,
            "subject": first.subject,
            "object": first.object,
            "polarity": first.polarity,
            "independent_sources": len(documents),
            "time": times[0] if times else None,
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "confidence": max(self.claims[c].confidence for c in claims),
        }
        defaults.update(fields)
        self.facts[id_] = Fact(
            id=id_,
            claims=tuple(sorted(claims)),
            documents=documents,
            status=Status(status),
            **defaults,
        )

    def snapshot(self) -> Snapshot:
        return by_id(
            Snapshot(
                documents=tuple(self.documents.values()),
                entities=tuple(self.entities.values()),
                claims=tuple(self.claims.values()),
                facts=tuple(self.facts.values()),
                conflicts=tuple(self.conflicts),
                judgements=tuple(self.judgements),
            )
        )


def args(value: Any) -> tuple[Arg, ...]:
    """ "a" is an entity, "=words" a literal, "#c1" a claim, a number a value."""
    found: list[Arg] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, int | float):
            found.append(ValueArg(float(item), "USD", f"${item}"))
        elif item.startswith("="):
            found.append(LiteralArg(item[1:]))
        elif item.startswith("#"):
            found.append(ClaimArg(item[1:]))
        else:
            found.append(EntityArg(item))
    return tuple(found)


def day(text: str, end: str | None = None) -> TimeSpan:
    return TimeSpan(
        text, date.fromisoformat(text), date.fromisoformat(end or text), None, Basis.EXPLICIT
    )


TEXT_A = (
    "Adler met Becker in Oslo on Monday. Becker did not meet Cole. Adler may meet Cole. "
    "Becker said Cole met Adler. Cole reportedly met Becker's brother Dunn. "
    "Adler and Becker visited Norway. The ministry paid $5 to Cole."
)
TEXT_B = "Adler and Becker met in Bergen, officials said. \"Quote\" {x} `y`\nmet \\ 'z' Dunn. Adler warned Dunn."


def small() -> Snapshot:
    """Every way in which a statement fails the gate, beside some that pass."""
    m = Maker()
    m.document(
        "d-a", TEXT_A, title="Talks in Oslo", publisher="Example Times", published=date(2025, 3, 4)
    )
    m.document("d-b", TEXT_B, publisher="The Other", published=date(2025, 3, 5))
    m.entity(
        "e-adler",
        "Person",
        "Anna Adler",
        "A. Adler",
        mentions=[("d-a", "Adler", "name"), ("d-b", "Adler", "name")],
        country="NO",
    )
    m.entity(
        "e-becker",
        "Person",
        "Boris Becker",
        mentions=[("d-a", "Becker", "name"), ("d-b", "Becker", "name")],
        country="DE",
    )
    m.entity("e-cole", "Person", "Cole", mentions=[("d-a", "Cole", "name")])
    m.entity(
        "e-dunn",
        "Person",
        "Dunn",
        "Erik Dunn",
        mentions=[("d-a", "Dunn", "name"), ("d-b", "Dunn", "name")],
    )
    m.entity(
        "e-odd",
        "Organization",
        "\"Quote\" {x} `y`\nmet \\ 'z'",
        mentions=[("d-b", "\"Quote\" {x} `y`\nmet \\ 'z'", "name")],
    )
    m.entity("e-oslo", "City", "Oslo", mentions=[("d-a", "Oslo", "name")], country="NO")
    m.entity("e-bergen", "City", "Bergen", mentions=[("d-b", "Bergen", "name")], country="NO")
    m.entity("e-norway", "Country", "Norway", mentions=[("d-a", "Norway", "name")], country="NO")
    m.entity("e-officials", "Group", "officials", mentions=[("d-b", "officials", "description")])
    m.entity(
        "e-ministry",
        "GovernmentBody",
        "the ministry",
        mentions=[("d-a", "The ministry", "description")],
    )
    m.entity("e-unspecified", "Group", "unspecified")
    s1 = "Adler met Becker in Oslo on Monday."
    m.claim(
        "c-met", "d-a", s1, "e-adler", "MET", "e-becker", place=("e-oslo",), time=day("2025-03-03")
    )
    m.claim(
        "c-not",
        "d-a",
        "Becker did not meet Cole.",
        "e-becker",
        "MET",
        "e-cole",
        polarity=Polarity.NEGATED,
    )
    m.claim(
        "c-may",
        "d-a",
        "Adler may meet Cole.",
        "e-adler",
        "MET",
        "e-cole",
        modality=Modality.POSSIBLE,
    )
    s4 = "Becker said Cole met Adler."
    m.claim("c-said", "d-a", s4, "e-cole", "MET", "e-adler", attributed_to=("e-becker",))
    m.claim("c-saying", "d-a", s4, "e-becker", "STATED", "#c-said")
    m.claim(
        "c-hedge",
        "d-a",
        "Cole reportedly met Becker's brother Dunn.",
        "e-cole",
        "MET",
        "e-dunn",
        hedge="reportedly",
    )
    s6 = "Adler and Becker visited Norway."
    m.claim(
        "c-visit",
        "d-a",
        s6,
        ["e-adler", "e-becker"],
        "VISITED",
        "e-norway",
        time=day("2025-03-01", "2025-03-31"),
    )
    m.claim(
        "c-paid",
        "d-a",
        "The ministry paid $5 to Cole.",
        "e-ministry",
        "PAID",
        ["e-cole", 5],
        qualifiers={"amount": 5.0, "purpose": "tea"},
    )
    s7 = "Adler and Becker met in Bergen, officials said."
    m.claim(
        "c-joint",
        "d-b",
        s7,
        ["e-adler", "e-becker"],
        "MET",
        [],
        attributed_to=("e-officials",),
        place=("e-bergen",),
    )
    m.claim(
        "c-odd",
        "d-b",
        TEXT_B[TEXT_B.index('"Quote"') : TEXT_B.index(" Adler warned")],
        "e-odd",
        "MET",
        "e-dunn",
    )
    m.claim("c-warn", "d-b", "Adler warned Dunn.", "e-adler", "WARNED", "e-dunn", confidence=0.5)
    m.claim("c-open", "d-b", "Adler warned Dunn.", "e-adler", None, "e-dunn", predicate="hum at")
    m.claim("c-weak", "d-b", "Adler warned Dunn.", "e-adler", "PRAISED", "e-dunn", confidence=0.32)
    m.claim("c-anon", "d-b", s7, "e-officials", "MENTIONED", "e-bergen")
    m.claim("c-lit", "d-b", s7, "e-adler", "CALLED_FOR", "=more tea")
    m.claim("c-who", "d-b", s7, "e-unspecified", "SANCTIONED", "e-dunn")
    m.fact("f-met", "c-met", "c-joint", status="disputed")
    m.fact("f-not", "c-not", status="negated")
    m.fact("f-may", "c-may", status="planned")
    m.fact("f-said", "c-said")
    m.fact("f-saying", "c-saying")
    m.fact("f-hedge", "c-hedge")
    m.fact("f-visit", "c-visit")
    for name in ("paid", "odd", "warn", "open", "weak", "anon", "lit", "who"):
        m.fact(f"f-{name}", f"c-{name}")
    m.conflicts.append(
        Conflict(
            "x-place",
            ConflictKind.CONFLICT,
            "place",
            ("c-joint", "c-met"),
            ("f-met",),
            "Oslo or Bergen",
        )
    )
    m.judgements.append(
        Judgement(
            "j-1", "d-a/e-adler", "d-b/e-adler", Verdict.UNSURE, 0.6, ("same name",), "kgbuild"
        )
    )
    return m.snapshot()


SMALL_EDGES = {
    ("MET", "e-adler", "e-becker", "f-met"),
    ("VISITED", "e-adler", "e-norway", "f-visit"),
    ("VISITED", "e-becker", "e-norway", "f-visit"),
    ("MET", "e-dunn", "e-odd", "f-odd"),
    ("WARNED", "e-adler", "e-dunn", "f-warn"),
}


def shared() -> Path:
    """The shared material, or a skip with the reason."""
    given = os.environ.get("KGBUILD_SHARED")
    folder = Path(given) if given else Path(__file__).parents[3] / "shared"
    if not (folder / "gold" / "seed_gold.json").exists():
        pytest.skip("needs the shared material: set KGBUILD_SHARED")
    return folder


def seed() -> Snapshot:
    """The gold graph of the two seed articles, through the public types."""
    folder = shared() / "gold"
    gold = json.loads((folder / "seed_gold.json").read_text(encoding="utf8"))
    return by_id(_seed(gold, folder))


ISO = {
    "gov_russia": "RU",
    "gov_china": "CN",
    "rsc": "RU",
    "rsc_office": "RU",
    "ccp": "CN",
    "patrushev": "RU",
    "putin": "RU",
    "xi": "CN",
    "guo": "CN",
    "ru_officials": "RU",
    "cn_officials": "CN",
    "beijing": "CN",
    "nanping": "CN",
}


def _seed(gold: dict[str, Any], folder: Path) -> Snapshot:
    documents = tuple(
        Document(
            id=d["id"],
            source=d["file"],
            text=(folder / d["file"]).read_text(encoding="utf8"),
            publisher="AP" if d["source"] == "ap" else None,
            published=date.fromisoformat(d["date"]) if d["date"] else None,
        )
        for d in gold["documents"]
    )
    texts = {d.id: d.text for d in documents}
    entities = [
        Entity(
            id=e["id"],
            type=e["type"],
            name=e["name"],
            aliases=tuple(e.get("aliases", ())),
            country=e.get("iso") or ISO.get(e["id"]),
            external_ids={"wikidata": e["qid"]} if e["qid"] else {},
            clusters=tuple(f"{d}/{e['id']}" for d in sorted(e.get("mentions", {}))),
            mentions=tuple(
                Mention(
                    d,
                    m["start"],
                    m["end"],
                    m["text"],
                    MentionKind(m["kind"]),
                    e["type"],
                    (f"{d}/{e['id']}",),
                )
                for d, found in sorted(e.get("mentions", {}).items())
                for m in found
            ),
        )
        for e in gold["entities"]
    ]
    names = {e["id"] for e in gold["entities"]}
    entities += [
        Entity("unnamed-reports", "Group", "reports"),
        Entity("specifics", "Topic", "specifics"),
    ]
    names |= {"unnamed-reports", "specifics"}
    spans: Spans = {d.id: [] for d in documents}
    for e in gold["entities"]:
        for d, found in e.get("mentions", {}).items():
            spans[d] += [(m["start"], m["end"], e["id"]) for m in found]
    claims = [_seed_claim(s, texts, names, spans) for s in gold["statements"]]
    # In the gold the office's statement speaks for the office: the chain is the body, then the document.
    return Snapshot(
        documents=documents,
        entities=tuple(entities),
        claims=tuple(claims),
        facts=tuple(_seed_facts(gold, claims)),
        conflicts=tuple(
            Conflict(
                c["id"],
                ConflictKind(c["kind"]),
                c["field"],
                tuple(c["statements"]),
                (),
                c["detail"],
            )
            for c in gold["contradictions"]
        ),
        judgements=(
            Judgement(
                "j-sco",
                "000/sco",
                "003/sco_summit",
                Verdict.UNSURE,
                0.5,
                ("the body or its summit",),
                "gold",
            ),
            Judgement(
                "j-ru",
                "000/russia",
                "000/gov_russia",
                Verdict.UNSURE,
                0.5,
                ("country or government",),
                "gold",
            ),
        ),
    )


def _named_inside(s: dict[str, Any], spans: Spans, text: str) -> set[str]:
    """Every entity named in the arguments: the arguments, and what is named inside their words."""
    start, end = s["span"]
    here = [(b, e, n) for b, e, n in spans[s["document"]] if start <= b and e <= end]
    about: set[str] = set()
    for arg in [*_listed(s["subject"]), *_listed(s["object"])]:
        if "entity" in arg:
            about.add(arg["entity"])
            outer = [(b, e) for b, e, n in here if n == arg["entity"]]
            about |= {n for b, e, n in here for x, y in outer if x <= b and e <= y}
        elif "literal" in arg:
            about |= {n for b, e, n in here if text[b:e] in arg["literal"]}
    reason = s["qualifiers"].get("reason") or ""
    return about | {n for b, e, n in here if text[b:e] in reason}


def _seed_claim(s: dict[str, Any], texts: dict[str, str], names: set[str], spans: Spans) -> Claim:
    q = s["qualifiers"]

    def arg(value: Any) -> Arg:
        if "entity" in value:
            return EntityArg(value["entity"])
        if "statement" in value:
            return ClaimArg(value["statement"])
        text = value["literal"]
        return EntityArg(text) if text in names else LiteralArg(text)

    def both(value: Any) -> tuple[Arg, ...]:
        return tuple(arg(v) for v in (value if isinstance(value, list) else [value]) if v)

    time = None
    if q.get("time"):
        t = q["time"]
        start, end = (date.fromisoformat(t[k]) if t[k] else None for k in ("start", "end"))
        time = TimeSpan(t["expression"] or t["value"], start, end, None, Basis(t["basis"]))
    start, end = s["span"]
    known = {
        "content",
        "role",
        "of_org",
        "status",
        "number",
        "recipient",
        "reason",
        "commodity",
        "venue",
        "change",
        "rank",
        "manner",
        "via",
        "event",
        "quality",
        "quote",
        "field",
    }
    about = _named_inside(s, spans, texts[s["document"]])
    about |= set(q.get("about", ())) & names
    for key in ("event", "start_event", "end_event", "recipient", "of_org", "via"):
        if q.get(key) in names:
            about.add(q[key])
    return Claim(
        id=s["id"],
        document=s["document"],
        subject=both(s["subject"]),
        predicate=s["predicate"],
        relation=None if s["type"] == "RELATED_TO" else s["type"],
        object=both(s["object"]),
        evidence=Evidence(s["document"], start, end, texts[s["document"]][start:end]),
        span=(start, end),
        polarity=Polarity(q["polarity"]),
        modality=Modality(q["modality"]),
        hedge=q["hedge"],
        attributed_to=tuple(
            "unnamed-reports" if a.startswith("unnamed") else a for a in q["attributed_to"]
        ),
        quoted=q["quoted"],
        time=time,
        place=tuple(q["place"]),
        about=tuple(sorted(about)),
        qualifiers={k: str(v) for k, v in sorted(q.items()) if k in known and v},
        confidence=0.9,
        extractor="gold",
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _seed_facts(gold: dict[str, Any], claims: list[Claim]) -> list[Fact]:
    """The gold's clusters; what stands alone is its own fact."""
    by_claim = {c.id: c for c in claims}
    published = {d["id"]: d["date"] for d in gold["documents"]}
    order = {"003": 0, "000": 1}  # the dated document first: its form is the fact's
    groups: list[tuple[str, list[Claim]]] = []
    seen: set[str] = set()
    for cluster in gold["fact_clusters"]:
        members = [by_claim[id_] for id_ in cluster["statements"]]
        seen.update(cluster["statements"])
        groups.append((cluster["id"], members))
    groups += [(f"F-{c.id}", [c]) for c in claims if c.id not in seen]
    implausible = {
        s for c in gold["contradictions"] if c["kind"] == "implausible" for s in c["statements"]
    }
    disputed = {
        s for c in gold["contradictions"] if c["kind"] == "conflict" for s in c["statements"]
    }
    facts = []
    for id_, members in groups:
        first = sorted(
            members,
            key=lambda c: (
                c.modality is not Modality.ACTUAL,
                c.hedge is not None,
                bool(c.attributed_to),
                order[c.document],
                c.id,
            ),
        )[0]
        documents = tuple(sorted({c.document for c in members}))
        dates = sorted(date.fromisoformat(published[d]) for d in documents if published[d])
        if any(c.id in implausible for c in members):
            status = Status.IMPLAUSIBLE
        elif first.polarity is Polarity.NEGATED:
            status = Status.NEGATED
        elif first.modality is not Modality.ACTUAL:
            status = Status.PLANNED
        elif any(c.id in disputed for c in members):
            status = Status.DISPUTED
        else:
            status = Status.CORROBORATED if len(documents) > 1 else Status.SINGLE_SOURCE
        times = [c.time for c in members if c.time and c.time.start] or [
            c.time for c in members if c.time
        ]
        facts.append(
            Fact(
                id=id_,
                relation=first.relation,
                subject=first.subject,
                object=first.object,
                polarity=first.polarity,
                claims=tuple(sorted(c.id for c in members)),
                documents=documents,
                independent_sources=len(documents),
                time=times[0] if times else None,
                status=status,
                place=tuple(sorted({p for c in members for p in c.place})),
                confidence=0.9,
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
            )
        )
    return facts
