"""How time grows with the number of articles, for collections that repeat one shape: all of one person, all copies …

    python benchmarks/shapes.py                         # all shapes, a table
    python benchmarks/shapes.py --only one_pair --sizes 100 400

The claims are made without reading: what follows extraction is measured (who is who, facts, copies, conflicts,
edges, the store), in processor seconds of this process. The exponent is that from the first size to the last.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kgbuild import ids
from kgbuild.changes.changing import changing
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

CLAIMS = 6
START = date(2024, 1, 1)
WORDS = (
    "river",
    "harbour",
    "mountain",
    "council",
    "treaty",
    "market",
    "winter",
    "border",
    "engine",
    "village",
    "planet",
    "mirror",
    "garden",
    "copper",
    "silver",
    "bridge",
    "island",
    "forest",
    "castle",
    "window",
    "letter",
    "number",
    "season",
    "journey",
    "village",
    "picture",
)


@dataclass
class Says:
    """One claim to be: names with their types, and what else it has."""

    left: tuple[str, str]
    relation: str | None
    right: tuple[str, str] | str
    more: dict[str, Any] = field(default_factory=dict)
    speaker: tuple[str, str] | None = None
    inner: int | None = None


@dataclass
class Article:
    """One document to be."""

    says: list[Says]
    day: date | None = START
    publisher: str = "The Paper"
    url: str | None = None
    text: str = ""


def person(n: int, family: str = "") -> tuple[str, str]:
    """A person of their own for each number."""
    return f"{syllables(n)} {family or syllables(n * 7 + 1)}", "Person"


def city(n: int) -> tuple[str, str]:
    """A city of its own for each number."""
    return f"{syllables(n)}ville", "City"


def syllables(n: int) -> str:
    """A made-up word for each number."""
    letters = "bdfgklmnprstvz"
    word = ""
    for _ in range(3):
        n, rest = divmod(n, len(letters) * 5)
        word += letters[rest // 5] + "aeiou"[rest % 5]
    return word.title()


def quote(n: int, length: int = 12) -> str:
    """Words in an order of their own for each number."""
    return " ".join(
        WORDS[(n * (k + 3) + k * k) % len(WORDS)] + str(n % 7) * (k % 2) for k in range(length)
    )


def day(n: int) -> date:
    """A day in two years."""
    return START + timedelta(days=n % 730)


def on(when: date) -> TimeSpan:
    """A day as a claim's time."""
    return TimeSpan("that day", when, when, Precision.DAY, Basis.EXPLICIT)


def each(make: Callable[[int], Says], **more: Any) -> Callable[[int], Article]:
    """Articles of `CLAIMS` claims, each made of its own number; `more` are fields, or functions of the article's."""

    def article(i: int) -> Article:
        told = {name: value(i) if callable(value) else value for name, value in more.items()}
        return Article([make(i * CLAIMS + k) for k in range(CLAIMS)], **{"day": day(i), **told})

    return article


def meets(n: int) -> Says:
    """Two people nobody else speaks of."""
    return Says(person(2 * n), "MET", person(2 * n + 1))


ONE, TWO = ("Anna Adler", "Person"), ("Boris Becker", "Person")
FRANCE, RUSSIA = ("France", "Country"), ("Russia", "Country")
SHAPES: dict[str, Callable[[int], Article]] = {
    "distinct": each(meets),
    "one_pair": each(lambda n: Says(ONE, "MET", TWO)),
    "one_pair_one_day": each(lambda n: Says(ONE, "MET", TWO, {"time": on(START)})),
    "one_pair_own_days": each(lambda n: Says(ONE, "MET", TWO, {"time": on(day(n))})),
    "one_subject": each(lambda n: Says(ONE, "PRAISED", person(n))),
    "one_object": each(lambda n: Says(person(n), "PRAISED", ONE)),
    "few_people": each(lambda n: Says(person(n % 9), "MET", person(n % 13 + 9))),
    "one_day": each(meets, day=START),
    "undated": each(lambda n: Says(person(n % 50), "VISITED", city(n % 40)), day=None),
    "half_undated": each(
        lambda n: Says(ONE, "VISITED", city(n % 40), {"time": on(day(n)) if n // CLAIMS % 2 else None}),
        day=lambda i: day(i) if i % 2 else None,
    ),
    "same_text": each(lambda n: Says(person(n % CLAIMS), "MET", TWO), text="same"),
    "near_copies": each(lambda n: Says(person(n % CLAIMS), "MET", TWO), text="near"),
    "own_texts": each(meets, text="own"),
    "own_publishers": each(lambda n: Says(ONE, "MET", TWO), publisher=lambda i: f"Paper {i}"),
    "one_publisher_own_hosts": each(
        lambda n: Says(ONE, "MET", TWO), url=lambda i: f"https://paper{i}.example.org/a"
    ),
    "one_quotation": each(meets, text="quote"),
    "own_quotations": each(meets, text="quotes"),
    "one_statement": each(lambda n: Says(ONE, "STATED", quote(1))),
    "own_statements": each(lambda n: Says(ONE, "STATED", quote(n))),
    "statements_two_wordings": each(lambda n: Says(ONE, "STATED", quote(1) + f" and {WORDS[n % 9]}")),
    "own_speakers": each(lambda n: Says(ONE, "MET", TWO, speaker=person(n))),
    "one_speaker": each(lambda n: Says(person(n), "MET", TWO, speaker=ONE)),
    "claims_on_claims": each(lambda n: Says(person(n % 30), "STATED", "so", inner=1)),
    "denied": each(lambda n: Says(TWO, "DENIED", "so", inner=1) if n % 2 else Says(ONE, "MET", TWO)),
    "half_negated": each(
        lambda n: Says(ONE, "MET", TWO, {"polarity": Polarity.NEGATED if n % 2 else Polarity.ASSERTED})
    ),
    "planned": each(
        lambda n: Says(ONE, "VISITED", city(n % 20), {"modality": Modality.PLANNED if n % 2 else Modality.ACTUAL})
    ),
    "two_places": each(lambda n: Says(ONE, "MET", TWO, {"place": city(n % 2)})),
    "own_places": each(lambda n: Says(ONE, "MET", TWO, {"place": city(n)})),
    "killed_unnamed": each(lambda n: Says(ONE, "KILLED", ("people", "Group"), {"time": on(day(n))})),
    "killed_unnamed_one_day": each(
        lambda n: Says(("gunmen", "Group"), "KILLED", ("people", "Group"), {"time": on(START), "place": city(n % 3)})
    ),
    "dead_who_act": each(
        lambda n: Says(TWO, "KILLED", ONE, {"time": on(START)})
        if n % 2
        else Says(ONE, "MET", TWO, {"time": on(day(n))})
    ),
    "prices": each(
        lambda n: Says(
            ("Halden Group", "Company"), "ACQUIRED", ("Nordic Bank", "Company"),
            {"qualifiers": {"measure": "price", "figure": float(100 + n % 50), "unit": "USD"}},
        )
    ),
    "prices_own_bodies": each(
        lambda n: Says(
            (f"{syllables(n)} Group", "Company"), "ACQUIRED", ("Nordic Bank", "Company"),
            {"qualifiers": {"measure": "price", "figure": float(n), "unit": "USD"}},
        )
    ),
    "one_seat": each(lambda n: Says(person(n % 40), "HOLDS_POSITION", ("president of France", "Position"))),
    "own_seats": each(lambda n: Says(person(n), "HOLDS_POSITION", (f"president of {syllables(n)}", "Position"))),
    "heads_of_one_state": each(lambda n: Says(person(n % 40), "HEADS", FRANCE)),
    "stances": each(
        lambda n: Says(RUSSIA, "SUPPORTED" if n % 2 else "CRITICIZED", FRANCE,
                       {"time": TimeSpan("until then", None, day(n), None, Basis.EXPLICIT)})
    ),
    "countries": each(lambda n: Says(RUSSIA, "CRITICIZED", FRANCE)),
    "governments": each(lambda n: Says((f"government of {syllables(n % 60)}", "GovernmentBody"), "CRITICIZED", FRANCE)),
    "groups": each(lambda n: Says(("officials", "Group"), "MET", ("workers", "Group"))),
    "one_surname": each(lambda n: Says(person(n, "Adler"), "MET", TWO)),
    "initials": each(lambda n: Says((f"{chr(65 + n % 26)}. Adler", "Person"), "MET", person(n % 26, "Adler"))),
    "one_city_name": each(lambda n: Says(person(n), "VISITED", ("Springfield", "City"))),
    "parts_of_places": each(lambda n: Says(city(n), "LOCATED_IN", city(n // 4))),
    "events": each(lambda n: Says(ONE, "CONDEMNED", (f"attack on {syllables(n % 30)}", "Event"))),
    "topics_alike": each(lambda n: Says(ONE, "DISCUSSED", (f"talks on {quote(n % 40, 3)}", "Topic"))),
    "open_claims": each(lambda n: Says(person(n % 50), None, person(n % 60))),
    "one_open_claim": each(lambda n: Says(ONE, None, TWO)),
}  # fmt: skip


def text_of(kind: str, i: int) -> str:
    """What stands above the claims' sentences."""
    if kind == "same":
        return " ".join(quote(k) for k in range(20)) + "\n"
    if kind == "near":
        return " ".join(quote(k + (i % 5 if k > 15 else 0)) for k in range(20)) + "\n"
    if kind == "own":
        return " ".join(syllables(i * 977 + k) for k in range(250)) + "\n"
    if kind == "quote":
        return f"“{quote(1, 16)}”\n"
    return f"“{quote(i, 16)}” and “{quote(i + 1, 16)}”\n" if kind == "quotes" else ""


def put(ledger: Any, i: int, article: Article) -> None:
    """Lay one article into the ledger, as if it had been read."""
    lines = [text_of(article.text, i)]
    for one in article.says:
        right = one.right if isinstance(one.right, str) else one.right[0]
        place = one.more.get("place")
        parts = [
            one.speaker[0] if one.speaker else "",
            one.left[0],
            right,
            place[0] if place else "",
        ]
        lines.append("|".join(parts) + "\n")
    text = "".join(lines)
    source = f"{i:06}.txt"
    document = Document(
        ids.document_id(source, text),
        source,
        text,
        publisher=article.publisher,
        published=article.day,
        url=article.url,
    )
    mentions, claims, at = [], [], len(lines[0])
    clusters: dict[tuple[str, str], Cluster] = {}

    def named(name: tuple[str, str], span: tuple[int, int]) -> EntityArg:
        if name not in clusters:
            given, _, family = name[0].rpartition(" ")
            told = {"given": given, "family": family} if name[1] == "Person" else {}
            if name[1] == "Group":
                told = {"named": "no", "head": name[0]}
            clusters[name] = Cluster(
                ids.cluster_id(document.id, *span), document.id, name[1], name[0], attributes=told
            )
        cluster = clusters[name]
        mentions.append(
            Mention(document.id, *span, name[0], MentionKind.NAME, name[1], (cluster.id,))
        )
        return EntityArg(cluster.id, span)

    for number, (one, line) in enumerate(zip(article.says, lines[1:], strict=True)):
        speaker, left, right, place = line.rstrip("\n").split("|")
        begin = at + len(speaker) + 1
        middle = begin + len(left) + 1
        end = middle + len(right) + 1
        subject = named(one.left, (begin, begin + len(left)))
        object_: Any = LiteralArg(right, (middle, middle + len(right)))
        if not isinstance(one.right, str):
            object_ = named(one.right, (middle, middle + len(right)))
        if one.inner is not None and number >= one.inner:
            object_ = ClaimArg(claims[number - one.inner].id)
        more = dict(one.more)
        if place:
            more["place"] = (named(more["place"], (end, end + len(place))).entity,)
        if one.speaker:
            more["attributed_to"] = (named(one.speaker, (at, at + len(speaker))).entity,)
        polarity = more.get("polarity", Polarity.ASSERTED)
        span = (at, at + 1)
        claims.append(Claim(
            id=ids.claim_id(document.id, span, [subject.span], [(middle, end)], one.relation, "do", polarity),
            document=document.id, subject=(subject,), predicate="do", relation=one.relation, object=(object_,),
            evidence=Evidence(document.id, at, at + len(line) - 1, line[:-1]), span=span, confidence=0.9, **more,
        ))  # fmt: skip
        at += len(line)
    unique = {claim.id: claim for claim in claims}
    ledger.put_document(
        document, f"{document.id}@made", mentions, clusters.values(), unique.values()
    )


def measure(name: str, size: int) -> float:
    """Processor seconds for the views over so many articles of a shape."""
    with tempfile.TemporaryDirectory() as folder:
        started = 0.0
        with changing(Path(folder) / "graph", create=True) as ledger:
            for i in range(size):
                put(ledger, i, SHAPES[name](i))
            started = time.process_time()
        return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 240])
    parser.add_argument("--only", nargs="+", default=list(SHAPES))
    args = parser.parse_args()
    start = min(measure("distinct", 1) for _ in range(3))
    print(f"{'shape':26}{'exponent':>9}  seconds for {args.sizes} articles")
    worst = 0.0
    for name in args.only:
        seconds = [measure(name, size) for size in args.sizes]
        low, high = (max(s - start, 0.01) for s in (seconds[0], seconds[-1]))
        power = math.log(high / low) / math.log(args.sizes[-1] / args.sizes[0])
        worst = max(worst, power)
        print(f"{name:26}{power:>9.1f}  {' '.join(f'{s:.2f}' for s in seconds)}", flush=True)
    print(f"worst exponent {worst:.2f} over {len(args.only)} shapes")


if __name__ == "__main__":
    sys.exit(main())
