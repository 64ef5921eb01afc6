"""Invented archives: articles whose names come again as they do in news, and whose claims are known beforehand.

`KINDS` follows the graph of 968 real articles (40 outlets): how many things of a kind an article names, in what
share of all articles the commonest stands, and how fast the shares fall with the rank. Beyond the ranks that come
again, names are drawn from a space so wide that most stand in one article: there, 82 in 100 places were of a thing
that no other article named, here about as many (`python benchmarks/invented.py` prints both).
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.gazetteer import countries
from kgbuild.model import Claim, Cluster, Document, EntityArg, Evidence, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.extraction import Extraction

CLAIMS = 55
RELATIONS = ("MET", "VISITED", "PRAISED", "CRITICIZED", "STATED", "SUPPORTED", "ATTACKED", "SIGNED")
GIVEN = ("Anna", "Boris", "Clara", "Dora", "Emil", "Fay", "Gus", "Hal", "Ida", "Jan", "Kai", "Lea")
HEAD = "date: {day}\npublisher: The Paper {paper}\n\n"
WIDE = 1_000_000_000
"""Ranks that names are drawn from."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of a type: the commonest stands in `share` of all articles, that of rank r in share / r ** fall.

    `ranks` come again so; `rare` more of them an article are drawn from behind these, each rank ten times as far
    being as likely as the last.
    """

    type: str
    share: float
    fall: float
    ranks: int
    rare: float

    def cast(self, made: random.Random) -> Iterator[int]:
        """Ranks of the things that an article names."""
        for rank in range(1, self.ranks + 1):
            if made.random() < self.share / rank**self.fall:
                yield rank
        for _ in range(int(self.rare + made.random())):
            yield int(exp(made.uniform(log(self.ranks + 1), log(WIDE))))


KINDS = (
    Kind("Country", 0.177, 0.75, 190, 0),
    Kind("Person", 0.017, 0.45, 200, 5.8),
    Kind("City", 0.023, 0.5, 200, 2.0),
    Kind("Region", 0.05, 0.75, 100, 1.1),
    Kind("Organization", 0.03, 0.65, 200, 4.8),
    Kind("Topic", 0.024, 1.0, 50, 14.0),
)


@cache
def name_of(kind: str, number: int) -> str:
    """An invented name (a real one of a country); the same number gives the same name."""
    if kind == "Country":
        return _countries()[number % len(_countries())]
    made = random.Random(f"{kind} {number}")
    one, two = (
        "".join(made.choice("bdfgklmnrstvz") + made.choice("aeiou") for _ in range(3))
        for _ in range(2)
    )
    if kind == "Person":
        return f"{made.choice(GIVEN)} {one.title()}{two[:2]}"
    if kind == "Topic":
        return f"{one} {two}"
    ending = {"City": "ville", "Region": "land", "Organization": f" {two.title()} Union"}[kind]
    return one.title() + ending


@cache
def _countries() -> tuple[str, ...]:
    """Those of most people first."""
    known = sorted(countries(), key=lambda c: (-(c.population or 0), c.iso))
    return tuple(dict.fromkeys(c.name for c in known if " " not in c.name))


def cast_of(number: int) -> dict[str, str]:
    """Name -> type of all that an invented article names."""
    made = random.Random(7_000_003 * number)
    ranks = [(kind.type, rank) for kind in KINDS for rank in kind.cast(made)]
    return {name_of(kind, rank): kind for kind, rank in ranks}


def article(number: int, claims: int = CLAIMS) -> str:
    """An invented article of some 500 words: a sentence a claim, two names in each."""
    made = random.Random(1_000_003 * number)
    day = date(2025, 1, 1) + timedelta(days=number % 365)
    lines = [HEAD.format(day=day, paper=made.randrange(40))]
    cast = sorted(cast_of(number))
    made.shuffle(cast)
    # Everybody is named once where there is room; then those at the front more than those behind.
    left = [
        cast[i] if i < len(cast) else cast[int(len(cast) * made.random() ** 2)]
        for i in range(claims)
    ]
    for one in left:
        two = cast[int(len(cast) * made.random() ** 2)]
        lines.append(f"{one} {made.choice(RELATIONS).lower()} {two} today, said the paper.\n")
    return "".join(lines)


def write(folder: Path, first: int, last: int, claims: int = CLAIMS) -> list[str]:
    """Articles of these numbers as files; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [folder / f"{number:07}.txt" for number in range(first, last)]
    for number, path in zip(range(first, last), found, strict=True):
        if not path.exists():
            path.write_text(article(number, claims), encoding="utf8")
    return [str(path) for path in found]


def number_of(document: Document) -> int:
    """The number of the article that a document is."""
    return int(Path(document.source).stem)


def claims_of(document: Document, nlp: object) -> Extraction:
    """What an article says, known beforehand: no reading."""
    from kgbuild.extraction import Extraction

    types = cast_of(number_of(document))
    mentions: list[Mention] = []
    clusters: dict[str, Cluster] = {}
    claims = []
    at = document.text.index("\n\n") + 2
    for line in document.text[at:].splitlines(keepends=True):
        words = line.split(" ")
        verb = next(i for i, word in enumerate(words) if word.upper() in RELATIONS)
        left = " ".join(words[:verb])
        right = line[len(left) + len(words[verb]) + 2 :].split(" today")[0]
        evidence = Evidence(document.id, at, at + len(line) - 1, line[:-1])
        args = []
        for name, start in ((left, at), (right, at + len(left) + len(words[verb]) + 2)):
            span = (start, start + len(name))
            cluster = clusters.get(name) or _cluster(document.id, span, name, types[name])
            clusters[name] = cluster
            kind = MentionKind.DESCRIPTION if cluster.type == "Topic" else MentionKind.NAME
            mentions.append(Mention(document.id, *span, name, kind, cluster.type, (cluster.id,)))
            args.append(EntityArg(cluster.id, span))
        relation = words[verb].upper()
        start = at + len(left) + 1
        span = (start, start + len(words[verb]))
        id_ = ids.claim_id(
            document.id, span, [args[0].span], [args[1].span], relation, words[verb], "asserted"
        )
        claims.append(Claim(
            id=id_, document=document.id, subject=(args[0],), predicate=words[verb], relation=relation,
            object=(args[1],), evidence=evidence, span=span, confidence=0.9,
        ))  # fmt: skip
        at += len(line)
    return Extraction(tuple(dict.fromkeys(mentions)), tuple(clusters.values()), tuple(claims))


def _cluster(document: str, span: tuple[int, int], name: str, kind: str) -> Cluster:
    attributes: dict[str, str] = {}
    if kind == "Person":
        given, _, family = name.rpartition(" ")
        attributes = {"given": given, "family": family}
    elif kind == "Topic":
        attributes = {"named": "no", "head": name.rpartition(" ")[2]}
    return Cluster(ids.cluster_id(document, *span), document, kind, name, attributes=attributes)  # type: ignore[arg-type]


def main() -> None:
    """Print how often names come again in 968 invented articles, beside the real ones."""
    names: Counter[str] = Counter()
    for number in range(968):
        names.update(cast_of(number).keys())
    held = sorted(names.values(), reverse=True)
    places = sum(held)
    once = sum(1 for n in held if n == 1) / places
    print(
        "real:     36 things an article, .82 of the places once; rank 1, 10, 100, 1000: .177 .045 .011 .002"
    )
    ranks = " ".join(f"{held[r - 1] / 968:.3f}" for r in (1, 10, 100, 1000))
    print(f"invented: {places / 968:.0f} things an article, {once:.2f} of the places once; {ranks}")


if __name__ == "__main__":
    main()
