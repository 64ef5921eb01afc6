"""Hand-made snapshots: a small story in our own words, a large made-up one, and a hostile one."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kgbuild.ids import claim_id, conflict_id, document_id, fact_id
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
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Precision,
    Snapshot,
    Status,
    TimeSpan,
    ValueArg,
)

FIRST = """Adler and shipping chief meet as port talks resume

Foreign Minister Anna Adler met Viktor Brandt, the head of Norvik Shipping, in Lindenau on Tuesday. \
The two sides discussed the Port Accord, which would open the northern harbour to foreign ships. \
Adler praised Norvik Shipping for its work in the north.

According to the Foreign Ministry, Norvik Shipping paid Tomas Reuter, a former adviser to the minister. \
Reuter denied that he had received any money from Norvik Shipping. \
The Prosecution Service is investigating Reuter, two officials said.

Brandt will visit Marenburg next week. The Foreign Ministry did not mention the fire at the Old Terminal."""

SECOND = """Shipping chief rejects talk of payments

Viktor Brandt said on Wednesday that Norvik Shipping had never paid Tomas Reuter. \
Brandt held talks with Anna Adler in Marenburg on Tuesday, Norvik Shipping said in a statement.

Norvik Shipping plans to buy Baltic Freight. The Coastal Union criticised the Port Accord. \
Elena Marsh, who chairs the Coastal Union, called for an inquiry into the fire at the Old Terminal. \
The fire injured at least 12 workers, hospital staff said.

Adler may visit Marenburg in April, according to local reports."""

THIRD = """Union takes shipping line to court

The Coastal Union sued Norvik Shipping in Marenburg on Monday. \
The fire at the Old Terminal injured 9 workers, according to the Harbour Authority. \
Marsh accused Norvik Shipping of cutting corners. Marsh supports the inquiry. \
Baltic Freight rejected the offer from Norvik Shipping. \
Anna Adler refused to meet Elena Marsh. Brandt wants to sign the Port Accord in May."""

PEOPLE = [
    ("e-adler", "Person", "Anna Adler", ("Adler", "Foreign Minister Anna Adler")),
    ("e-brandt", "Person", "Viktor Brandt", ("Brandt",)),
    ("e-reuter", "Person", "Tomas Reuter", ("Reuter",)),
    ("e-marsh", "Person", "Elena Marsh", ("Marsh",)),
    ("e-norvik", "Company", "Norvik Shipping", ()),
    ("e-baltic", "Company", "Baltic Freight", ()),
    ("e-ministry", "GovernmentBody", "Foreign Ministry", ("the Foreign Ministry",)),
    ("e-prosecution", "JudicialBody", "Prosecution Service", ()),
    ("e-union", "CivilSocietyOrg", "Coastal Union", ("the Coastal Union",)),
    ("e-harbour", "GovernmentBody", "Harbour Authority", ("the Harbour Authority",)),
    ("e-officials", "Group", "two officials", ()),
    ("e-hospital", "Group", "hospital staff", ()),
    ("e-reports", "Group", "local reports", ()),
    ("e-workers", "Group", "workers", ()),
    ("e-lindenau", "City", "Lindenau", ()),
    ("e-marenburg", "City", "Marenburg", ()),
    ("e-terminal", "Facility", "Old Terminal", ("the Old Terminal",)),
    ("e-accord", "Document", "Port Accord", ("the Port Accord",)),
    ("e-statement", "Document", "a statement", ()),
    ("e-fire", "Event", "the fire at the Old Terminal", ("The fire",)),
    ("e-inquiry", "Event", "inquiry", ()),
    ("e-minister", "Position", "Foreign Minister", ()),
    ("e-head", "Position", "head of Norvik Shipping", ("the head of Norvik Shipping",)),
]


def day(text: str, when: str) -> TimeSpan:
    found = date.fromisoformat(when)
    return TimeSpan(text, found, found, Precision.DAY, Basis.EXPLICIT)


class Story:
    """Puts a snapshot together: names are found in the texts, claims name sentences and words."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.claims: list[Claim] = []
        self.facts: list[Fact] = []
        self.conflicts: list[Conflict] = []

    def document(self, source: str, text: str, publisher: str | None, when: str | None) -> Document:
        found = Document(
            id=document_id(source, text),
            source=source,
            text=text,
            title=text.split("\n", 1)[0],
            publisher=publisher,
            published=date.fromisoformat(when) if when else None,
            metadata_spans=((0, text.index("\n")),),
        )
        self.documents.append(found)
        return found

    def claim(
        self,
        document: Document,
        subject: str | tuple[str, ...],
        words: str,
        relation: str | None,
        target: Arg | str | tuple[str, ...],
        sentence: str,
        **more: Any,
    ) -> Claim:
        """`words` stand in the sentence that holds `sentence`; entity ids become arguments."""
        at = document.text.index(sentence)
        start = max(document.text.rfind(". ", 0, at) + 2, document.text.rfind("\n", 0, at) + 1)
        end = document.text.find(".", at) + 1 or len(document.text)
        verb = document.text.index(words, start)
        subjects = tuple(
            EntityArg(s) for s in ((subject,) if isinstance(subject, str) else subject)
        )
        if isinstance(target, str):
            target = (target,)
        objects = tuple(EntityArg(o) for o in target) if isinstance(target, tuple) else (target,)
        predicate = more.pop("predicate", words)
        polarity = more.get("polarity", Polarity.ASSERTED)
        span = (verb, verb + len(words))
        found = Claim(
            id=claim_id(
                document.id,
                span,
                [(i, 0) for i in range(len(subjects))],
                [(len(str(o)), 1) for o in objects],
                relation,
                predicate + "".join(s.entity for s in subjects),
                polarity,
            ),
            document=document.id,
            subject=subjects,
            predicate=predicate,
            relation=relation,
            object=objects,
            evidence=Evidence(document.id, start, end, document.text[start:end]),
            span=span,
            confidence=more.pop("confidence", 0.9),
            extractor="clauses",
            **more,
        )
        self.claims.append(found)
        return found

    def fact(self, *claims: Claim, status: Status = Status.SINGLE_SOURCE, **more: Any) -> Fact:
        first = claims[0]
        documents = tuple(sorted({c.document for c in claims}))
        dates = sorted(d.published for d in self.documents if d.id in documents and d.published)
        found = Fact(
            id=fact_id(c.id for c in claims),
            relation=first.relation,
            subject=first.subject,
            object=first.object,
            polarity=first.polarity,
            claims=tuple(sorted(c.id for c in claims)),
            documents=documents,
            independent_sources=len(documents),
            time=next((c.time for c in claims if c.time), None),
            status=status,
            place=first.place,
            confidence=max(c.confidence for c in claims),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            **more,
        )
        self.facts.append(found)
        return found

    def conflict(self, kind: ConflictKind, field: str, detail: str, *facts: Fact) -> None:
        claims = tuple(sorted(c for f in facts for c in f.claims))
        members = tuple(sorted(f.id for f in facts))
        self.conflicts.append(
            Conflict(conflict_id(kind, field, claims), kind, field, claims, members, detail)
        )

    def snapshot(self, entities: Iterable[tuple[str, str, str, tuple[str, ...]]]) -> Snapshot:
        made = []
        for key, kind, name, aliases in entities:
            mentions = []
            for doc in self.documents:
                taken: list[tuple[int, int]] = []
                for form in sorted({name, *aliases}, key=lambda f: (-len(f), f)):
                    at = doc.text.find(form)
                    while at >= 0 and form:
                        span = (at, at + len(form))
                        if not any(a < span[1] and span[0] < b for a, b in taken):
                            taken.append(span)
                            mentions.append(
                                Mention(doc.id, *span, form, MentionKind.NAME, kind, (key,))
                            )
                        at = doc.text.find(form, at + len(form))
            made.append(Entity(key, kind, name, aliases, mentions=tuple(mentions)))
        return Snapshot(
            documents=tuple(sorted(self.documents, key=lambda d: d.id)),
            entities=tuple(sorted(made, key=lambda e: e.id)),
            claims=tuple(sorted(self.claims, key=lambda c: c.id)),
            facts=tuple(sorted(self.facts, key=lambda f: f.id)),
            conflicts=tuple(sorted(self.conflicts, key=lambda c: c.id)),
        )


def small_snapshot() -> Snapshot:
    """Three articles about a shipping line: negation, plans, attribution, denial and conflicts."""
    s = Story()
    one = s.document("harbour/talks.txt", FIRST, "Harbour Times", "2025-03-05")
    two = s.document("nordland/payments.txt", SECOND, "Nordland Post", "2025-03-06")
    three = s.document("ledger/court.txt", THIRD, "The Coast Ledger", "2025-04-02")
    tuesday = day("on Tuesday", "2025-03-04")
    no = Polarity.NEGATED
    met1 = s.claim(
        one,
        "e-adler",
        "met",
        "MET",
        "e-brandt",
        "Foreign Minister Anna",
        time=tuesday,
        place=("e-lindenau",),
        predicate="meet",
    )
    met2 = s.claim(
        two,
        "e-brandt",
        "held talks with",
        "MET",
        "e-adler",
        "Brandt held talks",
        time=tuesday,
        place=("e-marenburg",),
        predicate="hold talks with",
        attributed_to=("e-norvik", "e-statement"),
    )
    meeting = s.fact(met1, status=Status.DISPUTED)
    other = s.fact(met2, status=Status.DISPUTED)
    s.conflict(
        ConflictKind.CONFLICT,
        "place",
        "One article has the meeting in Lindenau, the other in Marenburg.",
        meeting,
        other,
    )
    s.fact(
        s.claim(
            one,
            "e-adler",
            "Foreign Minister",
            "HOLDS_POSITION",
            "e-minister",
            "Foreign Minister Anna",
            predicate="be",
        )
    )
    s.fact(
        s.claim(
            one,
            "e-brandt",
            "the head of",
            "HEADS",
            "e-norvik",
            "Foreign Minister Anna",
            predicate="head",
        )
    )
    s.fact(
        s.claim(
            one,
            "e-brandt",
            "the head",
            "HOLDS_POSITION",
            "e-head",
            "Foreign Minister Anna",
            predicate="be",
        )
    )
    s.fact(
        s.claim(
            one,
            ("e-adler", "e-brandt"),
            "discussed",
            "DISCUSSED",
            "e-accord",
            "The two sides",
            predicate="discuss",
            confidence=0.82,
        )
    )
    s.fact(
        s.claim(
            one,
            "e-adler",
            "praised",
            "PRAISED",
            "e-norvik",
            "Adler praised",
            predicate="praise",
            qualifiers={"reason": "its work in the north"},
        )
    )
    paid = s.claim(
        one,
        "e-norvik",
        "paid",
        "PAID",
        "e-reuter",
        "According to the Foreign",
        predicate="pay",
        attributed_to=("e-ministry",),
    )
    s.claim(
        one,
        "e-ministry",
        "According to",
        "STATED",
        ClaimArg(paid.id),
        "According to the Foreign",
        predicate="state",
    )
    payment = s.fact(paid, status=Status.DENIED, why="Tomas Reuter and Viktor Brandt deny it.")
    unpaid1 = s.claim(
        one,
        "e-norvik",
        "received any money",
        "PAID",
        "e-reuter",
        "Reuter denied",
        predicate="receive money from",
        polarity=no,
        attributed_to=("e-reuter",),
    )
    s.claim(
        one, "e-reuter", "denied", "DENIED", ClaimArg(unpaid1.id), "Reuter denied", predicate="deny"
    )
    unpaid2 = s.claim(
        two,
        "e-norvik",
        "paid",
        "PAID",
        "e-reuter",
        "Viktor Brandt said",
        predicate="pay",
        polarity=no,
        attributed_to=("e-brandt",),
    )
    s.claim(
        two,
        "e-brandt",
        "said",
        "STATED",
        ClaimArg(unpaid2.id),
        "Viktor Brandt said",
        predicate="say",
        time=day("on Wednesday", "2025-03-05"),
    )
    unpaid = s.fact(unpaid1, unpaid2, status=Status.NEGATED)
    s.conflict(
        ConflictKind.CONFLICT,
        "polarity",
        "The ministry says the money was paid; the two men say it was not.",
        payment,
        unpaid,
    )
    s.fact(
        s.claim(
            one,
            "e-prosecution",
            "is investigating",
            "INVESTIGATED",
            "e-reuter",
            "The Prosecution",
            predicate="investigate",
            attributed_to=("e-officials",),
        )
    )
    s.fact(
        s.claim(
            one,
            "e-reuter",
            "a former adviser to",
            "ASSOCIATE_OF",
            "e-adler",
            "According to the Foreign",
            predicate="advise",
            confidence=0.71,
            qualifiers={"status": "former"},
        )
    )
    s.fact(
        s.claim(
            one,
            "e-brandt",
            "will visit",
            "VISITED",
            "e-marenburg",
            "Brandt will visit",
            predicate="visit",
            modality=Modality.PLANNED,
            time=TimeSpan(
                "next week", date(2025, 3, 10), date(2025, 3, 16), Precision.WEEK, Basis.DATELINE
            ),
        ),
        status=Status.PLANNED,
    )
    s.fact(
        s.claim(
            one,
            "e-ministry",
            "did not mention",
            "MENTIONED",
            "e-fire",
            "The Foreign Ministry did",
            predicate="mention",
            polarity=no,
        ),
        status=Status.NEGATED,
    )
    offer = s.claim(
        two,
        "e-norvik",
        "plans to buy",
        "ACQUIRED",
        "e-baltic",
        "plans to buy",
        predicate="buy",
        modality=Modality.PLANNED,
    )
    s.fact(offer, status=Status.PLANNED)
    s.fact(
        s.claim(
            two,
            "e-union",
            "criticised",
            "CRITICIZED",
            "e-accord",
            "The Coastal Union",
            predicate="criticise",
        )
    )
    chairs = s.claim(
        two,
        "e-marsh",
        "chairs",
        "HEADS",
        "e-union",
        "Elena Marsh",
        predicate="chair",
        confidence=0.95,
    )
    s.fact(chairs)
    s.fact(
        s.claim(
            two,
            "e-marsh",
            "called for",
            "CALLED_FOR",
            "e-inquiry",
            "Elena Marsh",
            predicate="call for",
        )
    )
    twelve = s.fact(
        s.claim(
            two,
            "e-fire",
            "injured",
            "INJURED",
            "e-workers",
            "The fire injured",
            predicate="injure",
            attributed_to=("e-hospital",),
            qualifiers={"number": 12.0, "number_word": "at least 12"},
        ),
        status=Status.DISPUTED,
    )
    s.fact(
        s.claim(
            two,
            "e-adler",
            "may visit",
            "VISITED",
            "e-marenburg",
            "Adler may visit",
            predicate="visit",
            modality=Modality.POSSIBLE,
            attributed_to=("e-reports",),
            time=TimeSpan(
                "in April", date(2025, 4, 1), date(2025, 4, 30), Precision.MONTH, Basis.DATELINE
            ),
        ),
        status=Status.PLANNED,
    )
    s.fact(
        s.claim(
            three,
            "e-union",
            "sued",
            "SUED",
            "e-norvik",
            "The Coastal Union",
            predicate="sue",
            time=day("on Monday", "2025-03-31"),
            place=("e-marenburg",),
        )
    )
    nine = s.fact(
        s.claim(
            three,
            "e-fire",
            "injured",
            "INJURED",
            "e-workers",
            "injured 9",
            predicate="injure",
            attributed_to=("e-harbour",),
            qualifiers={"number": 9.0},
        ),
        status=Status.DISPUTED,
    )
    s.conflict(ConflictKind.CONFLICT, "number", "12 or more injured, or 9.", twelve, nine)
    s.fact(
        s.claim(
            three,
            "e-marsh",
            "accused",
            "ACCUSED",
            "e-norvik",
            "Marsh accused",
            predicate="accuse",
            qualifiers={"reason": "cutting corners"},
        )
    )
    s.fact(
        s.claim(
            three,
            "e-marsh",
            "supports",
            "SUPPORTED",
            "e-inquiry",
            "Marsh supports",
            predicate="support",
        )
    )
    s.fact(
        s.claim(
            three,
            "e-baltic",
            "rejected the offer from",
            None,
            "e-norvik",
            "Baltic Freight rejected",
            predicate="reject offer from",
            confidence=0.55,
        )
    )
    s.fact(
        s.claim(
            three,
            "e-adler",
            "refused to meet",
            "MET",
            "e-marsh",
            "Anna Adler refused",
            predicate="meet",
            polarity=no,
            modality=Modality.REFUSED,
        ),
        status=Status.NEGATED,
    )
    s.fact(
        s.claim(
            three,
            "e-brandt",
            "wants to sign",
            "SIGNED",
            "e-accord",
            "Brandt wants",
            predicate="sign",
            modality=Modality.WANTS,
            time=TimeSpan(
                "in May", date(2025, 5, 1), date(2025, 5, 31), Precision.MONTH, Basis.DATELINE
            ),
        ),
        status=Status.PLANNED,
    )
    s.fact(
        s.claim(
            two,
            "e-fire",
            "the fire at",
            "LOCATED_IN",
            "e-terminal",
            "Elena Marsh",
            predicate="be at",
            confidence=0.8,
        ),
        s.claim(
            three,
            "e-fire",
            "The fire at",
            "LOCATED_IN",
            "e-terminal",
            "The fire at",
            predicate="be at",
            confidence=0.86,
        ),
        status=Status.CORROBORATED,
    )
    s.fact(
        s.claim(
            one,
            "e-accord",
            "would open",
            "AFFECTED",
            LiteralArg("the northern harbour"),
            "The two sides",
            predicate="open",
            modality=Modality.CONDITIONAL,
        ),
        status=Status.PLANNED,
    )
    s.fact(
        s.claim(
            two,
            "e-fire",
            "injured",
            "INJURED",
            ValueArg(12, "workers", "12 workers"),
            "The fire injured",
            predicate="injure",
            attributed_to=("e-hospital",),
        )
    )
    return s.snapshot(PEOPLE)


TYPES = [
    "Person",
    "Company",
    "GovernmentBody",
    "City",
    "Country",
    "Event",
    "Group",
    "Topic",
    "MediaOutlet",
    "Position",
]
VERBS = [
    ("MET", "met"),
    ("VISITED", "visited"),
    ("PRAISED", "praised"),
    ("SUED", "sued"),
    ("OWNS", "owns"),
    ("CRITICIZED", "criticised"),
    ("SUPPORTED", "supported"),
    ("PARTICIPATED_IN", "attended"),
    ("HEADS", "heads"),
    ("SANCTIONED", "sanctioned"),
]


def large_snapshot(nodes: int = 2000, claims: int = 10000, seed: int = 7) -> Snapshot:
    """A made-up graph with hubs and villages; sentences are long enough to weigh like real ones."""
    chance = random.Random(seed)
    syllables = ["ka", "ro", "mi", "ten", "sol", "va", "bri", "nor", "el", "dan", "ust", "per"]
    names = []
    for i in range(nodes):
        name = " ".join(
            "".join(chance.choices(syllables, k=chance.randint(2, 3))).title() for _ in range(2)
        )
        names.append(f"{name} {i}")
    kinds = [TYPES[min(len(TYPES) - 1, int(abs(chance.gauss(0, 3))))] for _ in range(nodes)]
    s = Story()
    per_document = 20
    villages = 24
    status = [Status.SINGLE_SOURCE] * 6 + [Status.CORROBORATED] * 3 + [Status.DISPUTED]
    for at in range(0, claims, per_document):
        lines, plan = ["A day in the news", ""], []
        for _ in range(min(per_document, claims - at)):
            village = chance.randrange(villages)
            pool = nodes // villages
            left = village * pool + int(pool * chance.random() ** 2.2)
            right = village * pool + int(pool * chance.random() ** 2.2)
            if chance.random() < 0.18:
                right = int(nodes * chance.random() ** 3) % nodes
            if left == right:
                right = (left + 1) % nodes
            relation, verb = chance.choice(VERBS)
            line = (
                f"{names[left]} {verb} {names[right]}, people with knowledge of the matter "
                "told reporters who had gathered in front of the building."
            )
            lines.append(line)
            plan.append((left, verb, relation, right, line))
        when = date(2024, 1, 1) + timedelta(days=chance.randrange(500))
        doc = s.document(
            f"wire/{at}.txt",
            "\n".join(lines),
            chance.choice(["Wire One", "Evening Paper", "The Daily", "Radio North"]),
            when.isoformat(),
        )
        doc = replace(doc)
        for left, verb, relation, right, line in plan:
            kind = chance.random()
            more: dict[str, Any] = {"confidence": round(chance.uniform(0.4, 0.99), 2)}
            state = chance.choice(status)
            if kind > 0.9:
                more["polarity"], state = Polarity.NEGATED, Status.NEGATED
            elif kind > 0.8:
                more["modality"], state = Modality.PLANNED, Status.PLANNED
            elif kind > 0.6:
                more["attributed_to"] = (f"n{chance.randrange(nodes):05d}",)
            claim = s.claim(doc, f"n{left:05d}", verb, relation, f"n{right:05d}", line, **more)
            s.fact(claim, status=state)
    entities = [(f"n{i:05d}", kinds[i], names[i], ()) for i in range(nodes)]
    made = Story()
    made.documents = []
    snapshot = made.snapshot(entities)
    return replace(
        snapshot,
        documents=tuple(sorted(s.documents, key=lambda d: d.id)),
        claims=tuple(sorted({c.id: c for c in s.claims}.values(), key=lambda c: c.id)),
        facts=tuple(sorted({f.id: f for f in s.facts}.values(), key=lambda f: f.id)),
    )


HOSTILE = [
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "line\u2028and\u2029paragraph",
    "</script><script>window.hacked=1</script>",
    "\u202eمرحبا بالعالم\u202c",
    "👩‍🚀🚢 Emoji & Söhne",
    "N" * 10_000,
    "<!--<script>",
    "javascript:window.hacked=1",
    "__proto__",
    "' onmouseover='window.hacked=1",
    "]]>{{constructor.constructor('window.hacked=1')()}}",
]


def hostile_snapshot() -> Snapshot:
    """Every name, title, sentence, publisher and address tries to break out of its place."""
    s = Story()
    entities = [(f"h{i:02d}", "Person", name, ()) for i, name in enumerate(HOSTILE)]
    for i, name in enumerate(HOSTILE):
        other = HOSTILE[(i + 1) % len(HOSTILE)]
        text = f"{name}\n🚀 {name} met {other}"
        doc = replace(
            s.document(f"bad/{i}{name[:40]}.txt", text, name, "2025-01-0" + str(1 + i % 9)),
            url="javascript:window.hacked=1" if i % 2 else f"https://example.org/{name[:50]}",
        )
        s.documents[-1] = doc
        claim = s.claim(
            doc,
            f"h{i:02d}",
            "met",
            "MET",
            f"h{(i + 1) % len(HOSTILE):02d}",
            f"🚀 {name} met",
            hedge=name,
            qualifiers={"content": name},
        )
        s.fact(claim, why=name)
    return s.snapshot(entities)


@pytest.fixture(scope="session")
def small() -> Snapshot:
    return small_snapshot()


@pytest.fixture(scope="session")
def large() -> Snapshot:
    return large_snapshot()


@pytest.fixture(scope="session")
def hostile() -> Snapshot:
    return hostile_snapshot()


@pytest.fixture(scope="session")
def chrome(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A running Chromium; without one the test is skipped, but never in CI."""
    from browser import FLAGS, chromium

    path = chromium()
    wanted = bool(os.environ.get("CI"))
    if path is None and not wanted:
        pytest.skip("no Chromium on this machine (KGBUILD_CHROMIUM names one)")
    browser = request.getfixturevalue("driver").chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Writes the explorer of a snapshot once and gives its address."""
    from kgbuild.draw.view import view

    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, str] = {}

    def page(name: str, **options: Any) -> str:
        key = f"{name}{sorted(options.items())}"
        if key not in made:
            snapshot = {
                "small": small_snapshot,
                "large": large_snapshot,
                "hostile": hostile_snapshot,
            }
            path = folder / f"{name}-{len(made)}.html"
            path.write_text(view(snapshot[name](), **options), encoding="utf8")
            made[key] = path.as_uri()
        return made[key]

    return page
