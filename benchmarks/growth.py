"""How cost grows with the archive: `python benchmarks/growth.py [--articles FOLDER] [--sizes 100,300,1000]`.

For each size: a build, one more article, and the questions, each in a process of its own, as CPU seconds, peak
memory and bytes of the folder; then the ratios of the largest to the smallest, all from this one run.

FOLDER holds one article a file. Without it the articles are invented: names come again as they do in news (a few
often, most once), and claims are made without reading, so that only what follows extraction is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from kgbuild import ids
from kgbuild.model import Claim, Cluster, Document, EntityArg, Evidence, Mention, MentionKind

CLAIMS = 55
RELATIONS = ("MET", "VISITED", "PRAISED", "CRITICIZED", "STATED", "SUPPORTED", "ATTACKED", "SIGNED")
GIVEN = ("Anna", "Boris", "Clara", "Dora", "Emil", "Fay", "Gus", "Hal", "Ida", "Jan", "Kai", "Lea")
HEAD = "date: {day}\npublisher: The Paper {paper}\n\n"


def name_of(number: int) -> tuple[str, str, str]:
    """An invented name: its kind, given and family name; the same number gives the same name."""
    made = random.Random(number)
    family = "".join(made.choice("bdfgklmnrstv") + made.choice("aeiou") for _ in range(3)).title()
    if number % 4 == 0:
        return "City", "", family + "ville"
    return "Person", made.choice(GIVEN), family


def article(number: int) -> str:
    """An invented article of some 500 words: a sentence a claim, two names in each."""
    made = random.Random(1_000_003 * number)
    day = date(2025, 1, 1) + timedelta(days=number % 365)
    lines = [HEAD.format(day=day, paper=made.randrange(40))]
    for _ in range(CLAIMS):
        # The commonest name stands in some hundredth of all sentences, most stand in one.
        one, two = (name_of(int(30 * made.paretovariate(0.45)) % 1_000_000) for _ in range(2))
        left, right = (" ".join(part for part in name[1:] if part) for name in (one, two))
        lines.append(f"{left} {made.choice(RELATIONS).lower()} {right} today, said the paper.\n")
    return "".join(lines)


def claims_of(document: Document, nlp: object) -> object:
    """What an article says, known beforehand: no reading."""
    from kgbuild.extraction import Extraction

    mentions, clusters, claims = [], {}, []
    at = document.text.index("\n\n") + 2
    for line in document.text[at:].splitlines(keepends=True):
        words = line.split(" ")
        verb = next(i for i, word in enumerate(words) if word.upper() in RELATIONS)
        left, right = " ".join(words[:verb]), line.split(f" {words[verb]} ")[1].split(" today")[0]
        evidence = Evidence(document.id, at, at + len(line) - 1, line[:-1])
        args = []
        for name in (left, right):
            start = at + line.index(name)
            span = (start, start + len(name))
            given, _, family = name.rpartition(" ")
            kind = "Person" if given else "City"
            attributes = {"given": given, "family": family} if given else {}
            cluster = clusters.setdefault(
                name, Cluster(ids.cluster_id(document.id, *span), document.id, kind, name, attributes=attributes)
            )  # fmt: skip
            mentions.append(
                Mention(document.id, *span, name, MentionKind.NAME, kind, (cluster.id,))
            )
            args.append(EntityArg(cluster.id, span))
        relation, span = (
            words[verb].upper(),
            (at + len(left) + 1, at + len(left) + 1 + len(words[verb])),
        )
        id_ = ids.claim_id(
            document.id, span, [args[0].span], [args[1].span], relation, words[verb], "asserted"
        )
        claims.append(Claim(
            id=id_, document=document.id, subject=(args[0],), predicate=words[verb], relation=relation,
            object=(args[1],), evidence=evidence, span=span, confidence=0.9,
        ))  # fmt: skip
        at += len(line)
    return Extraction(tuple(mentions), tuple(clusters.values()), tuple(claims))


def work(what: str, graph: Path, articles: list[str], invented: bool) -> None:
    """One measured step, in a process of its own; prints CPU seconds and peak memory as JSON."""
    started = time.process_time()
    from kgbuild import build as _build
    from kgbuild.graph import stats, timeline, why

    if invented:
        module = sys.modules["kgbuild.build"]
        for name in ("extract_document",):
            setattr(module, name, claims_of)
        module._pipeline = cache(lambda *_: SimpleNamespace())  # a large build lets it go
        module._reading_rules = lambda *_: "invented"
    if what == "build":
        _build([Path(path) for path in articles], graph=graph, jobs=1)
    elif what == "stats":
        stats(graph)
    else:
        names = common_names(graph)
        started = time.process_time() - 0.0 if what == "names" else started
        if what == "why":
            why(names[0], names[1], graph=graph)
        elif what == "timeline":
            timeline(names[2], graph=graph)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([round(spent, 2), round(peak)]) + "\n")


def common_names(graph: Path) -> list[str]:
    """Ids of the entities with most mentions."""
    from kgbuild.ledger import Ledger

    with Ledger.open(graph) as ledger:
        query = "SELECT id FROM entities ORDER BY count DESC, id LIMIT 40"
        found = [id_ for (id_,) in ledger.connection.execute(query)]
    return [found[0], found[1], found[min(10, len(found) - 1)]]


def measured(what: str, graph: Path, articles: list[str], *, invented: bool) -> tuple[float, int]:
    """CPU seconds and peak megabytes of a step."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as given:
        json.dump(articles, given)
        given.flush()
        command = [
            sys.executable,
            __file__,
            "--step",
            what,
            "--graph",
            str(graph),
            "--given",
            given.name,
        ]
        done = subprocess.run(
            command + ["--invented"] * invented, stdout=subprocess.PIPE, check=True
        )
    spent, peak = json.loads(done.stdout.splitlines()[-1])
    return spent, peak


def main() -> None:
    """Print a row a size, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--sizes", default="100,300,1000")
    for name in ("--step", "--graph", "--given"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--invented", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        articles = json.loads(Path(args.given).read_text(encoding="utf8"))
        work(args.step, Path(args.graph), articles, args.invented)
        return
    sizes = [int(size) for size in args.sizes.split(",")]
    invented = args.articles is None
    rows = []
    head = (
        "articles",
        "build s",
        "build MB",
        "one more s",
        "MB",
        "why s",
        "timeline s",
        "stats s",
        "KB/article",
    )
    print(" | ".join(head))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if invented:
            for number in range(max(sizes) + len(sizes)):
                (place / f"{number:06}.txt").write_text(article(number), encoding="utf8")
        every = sorted(map(str, (place if invented else args.articles).glob("*.txt")))
        for turn, size in enumerate(sizes):
            graph = place / f"graph{size}"
            build = measured("build", graph, every[:size], invented=invented)
            total = sum(p.stat().st_size for p in graph.rglob("*") if p.is_file()) / 1000 / size
            one = measured("build", graph, [every[-1 - turn]], invented=invented)
            asked = [
                measured(w, graph, [], invented=invented)[0] for w in ("why", "timeline", "stats")
            ]
            rows.append([size, *build, *one, *asked, round(total)])
            print(" | ".join(map(str, rows[-1])), flush=True)
    first, last = rows[0], rows[-1]
    ratios = [f"{b / a:.2f}" if a else "-" for a, b in zip(first[1:], last[1:], strict=True)]
    print(f"{last[0]} ÷ {first[0]}: " + " | ".join(ratios))


if __name__ == "__main__":
    main()
