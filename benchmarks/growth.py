"""How cost grows with the archive: `python benchmarks/growth.py [--articles FOLDER] [--sizes 100,300,1000]`.

For each size: a build, one more article (the mean of three), and the questions, each in a process of its own, as
CPU seconds, peak memory and bytes of the folder; then, all from this one run, the ratios of the largest to the
smallest, and the exponent of growth that they amount to. `--keep DIR` leaves the graphs there, and takes those that
an earlier run has left; `--csv FILE` writes the rows for `benchmarks/curves.py`.

FOLDER holds one article a file. Without it the articles are invented (`benchmarks/invented.py`): names come again as
they do in news, and claims are made without reading, `--claims` an article, so that only what follows extraction is
measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib import import_module
from math import log
from pathlib import Path
from types import SimpleNamespace

ADDED = 3
HEAD = (
    "articles", "build s", "build MB", "one more s", "one more MB", "why s", "timeline s", "stats s", "view s",
    "KB an article",
)  # fmt: skip


def work(what: str, graph: Path, given: list[str], *, invented: bool) -> None:
    """One measured step, in a process of its own; prints CPU seconds and peak memory as JSON."""
    started = time.process_time()
    from kgbuild.changes import changing

    if invented:
        changing.of_views = lambda: "invented"  # graphs that are kept hold for the next run, too
    from kgbuild.graph import stats, timeline, view, why

    if what == "build":
        build(graph, given, invented=invented)
    elif what == "why":
        why(given[0], given[1], graph=graph)
    elif what == "timeline":
        timeline(given[2], graph=graph)
    elif what == "view":
        view(graph, focus=[given[2]])
    else:
        stats(graph)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([round(spent, 2), round(peak)]) + "\n")


def build(graph: Path, given: list[str], *, invented: bool) -> None:
    """Add articles, the invented ones without reading."""
    module = import_module("kgbuild.build")

    if invented:
        from invented import claims_of

        from kgbuild.build import extracting, marks

        extracting.claims_of = claims_of  # type: ignore[assignment]
        extracting.pipeline = cache(lambda *_: SimpleNamespace())  # a large build lets it go
        marks._reading_rules = lambda *_: "invented"
    module.build([Path(path) for path in given], graph=graph, jobs=1)


def common_names(graph: Path) -> list[str]:
    """Ids of the entities with most mentions: the two first, and the tenth."""
    from kgbuild.ledger import Ledger

    with Ledger.open(graph) as ledger:
        query = "SELECT id FROM entities ORDER BY count DESC, id LIMIT 40"
        found = [id_ for (id_,) in ledger.connection.execute(query)]
    return [found[0], found[1], found[min(10, len(found) - 1)]]


def measured(what: str, graph: Path, given: list[str], *, invented: bool) -> tuple[float, int]:
    """CPU seconds and peak megabytes of a step."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as told:
        json.dump(given, told)
        told.flush()
        command = [
            *(sys.executable, __file__, "--step", what, "--graph", str(graph)),
            *("--given", told.name),
        ]
        done = subprocess.run(
            command + ["--invented"] * invented, stdout=subprocess.PIPE, check=True
        )
    spent, peak = json.loads(done.stdout.splitlines()[-1])
    return spent, peak


def size_of(graph: Path, articles: int) -> float:
    """Kilobytes of the folder, an article."""
    return sum(p.stat().st_size for p in graph.rglob("*") if p.is_file()) / 1000 / articles


def row_of(
    graph: Path, size: int, articles: list[str], more: list[str], *, invented: bool
) -> list[float]:
    """All figures of one size."""
    note = graph / "built.json"
    if note.exists():
        build = json.loads(note.read_text())
    else:
        build = [*measured("build", graph, articles, invented=invented), size_of(graph, size)]
        note.write_text(json.dumps(build))
    ones = [measured("build", graph, [path], invented=invented) for path in more]
    names = common_names(graph)
    asked = [
        measured(what, graph, names, invented=invented)[0] for what in ("why", "timeline", "stats")
    ]
    spent, peak = sum(one[0] for one in ones) / len(ones), max(one[1] for one in ones)
    return [size, *build[:2], round(spent, 2), peak, *asked, round(build[2])]


def main() -> None:
    """Print a row a size, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--sizes", default="100,300,1000")
    parser.add_argument("--claims", type=int, default=55)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--csv", type=Path)
    for name in ("--step", "--graph", "--given"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--invented", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        given = json.loads(Path(args.given).read_text(encoding="utf8"))
        work(args.step, Path(args.graph), given, invented=args.invented)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(args, args.keep or Path(folder))


def run(args: argparse.Namespace, place: Path) -> None:
    """All sizes."""
    sizes = [int(size) for size in args.sizes.split(",")]
    invented = args.articles is None
    if invented:
        import invented as archive

        every = archive.write(place / "articles", 0, max(sizes) + ADDED, args.claims)
    else:
        every = sorted(map(str, args.articles.glob("*.txt")))
    rows = []
    print(" | ".join(HEAD))
    for size in sizes:
        graph = place / f"graph{size}"
        rows.append(row_of(graph, size, every[:size], every[-ADDED:], invented=invented))
        print(" | ".join(map(str, rows[-1])), flush=True)
    first, last = rows[0], rows[-1]
    grown = [b / a if a else 0 for a, b in zip(first[1:], last[1:], strict=True)]
    print(f"{last[0]} ÷ {first[0]}: " + " | ".join(f"{ratio:.2f}" for ratio in grown))
    if len(rows) > 1:
        far = log(last[0] / first[0])
        exponents = (f"{log(r) / far:.2f}" if r else "-" for r in grown)
        print("exponent: " + " | ".join(exponents))
    if args.csv:
        with args.csv.open("w", newline="") as out:
            csv.writer(out).writerows([HEAD, *rows])


if __name__ == "__main__":
    main()
