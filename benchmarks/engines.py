"""Ways of building one graph, beside one another: `python benchmarks/engines.py FOLDER [--articles 150]`.

One process, two processes of our own (the pool), two shards run by themselves and gathered, two workers of Dask, two
of Ray: each builds the same articles in a process of its own, one after the other, and the graphs are compared byte
for byte. Printed are wall time, processor seconds of all processes, and ratios to the pool; an engine's own start is
not counted, the start of a worker's pipeline is. `path` is what two free cores would need: the seconds of the process
that builds, and half of those of all others.

Needs the extras [shards], [dask] and [ray].
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

WORKERS = 2


@contextmanager
def dask() -> Iterator[str]:
    """Two workers of Dask, as processes; they take no samples of what they are at, a hundred a second."""
    import dask as of_dask
    from distributed import LocalCluster

    quiet = of_dask.config.set({"distributed.worker.profile.enabled": False})
    with (
        quiet,
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield "dask://" + cluster.scheduler_address.removeprefix("tcp://")


@contextmanager
def ray() -> Iterator[str]:
    """A Ray cluster of two cores."""
    import ray as of_ray

    of_ray.init("local", num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)
    yield "ray://auto"
    of_ray.shutdown()


def build(graph: Path, inputs: list[Path], **options: Any) -> None:
    """A build as the command does it."""
    from kgbuild.build import build as do

    do(inputs, graph=graph, **options)


def in_shards(graph: Path, inputs: list[Path]) -> None:
    """A plan of two shards, both run at a time, gathered."""
    from kgbuild.sharding import gather, plan

    work = graph.with_name("work")
    plan(inputs, out=work, shards=WORKERS)
    code = "from kgbuild.cli import main; main()"
    running = [
        subprocess.Popen([sys.executable, "-c", code, "shard", "run", str(work), f"{n}/{WORKERS}"])
        for n in range(1, WORKERS + 1)
    ]
    if any(process.wait() for process in running):
        raise SystemExit("a shard failed")
    gather(work, graph=graph)


Way = Callable[[Path, list[Path], Any], None]
WAYS: dict[str, tuple[Way, Callable[[], AbstractContextManager[Any]]]] = {
    "one": (lambda graph, inputs, _: build(graph, inputs, jobs=1), nullcontext),
    "pool": (lambda graph, inputs, _: build(graph, inputs, jobs=WORKERS), nullcontext),
    "shards": (lambda graph, inputs, _: in_shards(graph, inputs), nullcontext),
    "dask": (lambda graph, inputs, address: build(graph, inputs, engine=address), dask),
    "ray": (lambda graph, inputs, address: build(graph, inputs, engine=address), ray),
}


def spent() -> tuple[float, float]:
    """Processor seconds of this process, and of all that it has started."""
    import psutil

    own = psutil.Process()
    mine = own.cpu_times()
    others = mine.children_user + mine.children_system
    for child in own.children(recursive=True):
        try:
            others += sum(child.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return mine.user + mine.system, others


def digest(graph: Path) -> str:
    """What a graph holds, as one digest."""
    from kgbuild.graph import export

    out = graph.with_name("out")
    found = hashlib.sha256()
    for path in sorted(export(graph, out=out)):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def measure(way: str, inputs: list[Path]) -> dict[str, Any]:
    """One way, in this process."""
    from kgbuild.batch.garbage import collect_seldom

    collect_seldom()
    run, started = WAYS[way]
    folder = Path(tempfile.mkdtemp(prefix="kgbuild-"))
    try:
        with started() as address:
            mine, others, clock = *spent(), time.monotonic()
            run(folder / "graph", inputs, address)
            wall = time.monotonic() - clock
            mine, others = (now - then for now, then in zip(spent(), (mine, others), strict=True))
        return {
            "wall": wall,
            "processor": mine + others,
            "path": mine + (others / WORKERS if others > 1 else 0),
            "own": mine,
            "digest": digest(folder / "graph"),
        }
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Read the options, run each way in a process of its own, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    given = parser.parse_args()
    inputs = sorted(path for path in given.folder.iterdir() if path.is_file())[: given.articles]
    if given.way:
        print(json.dumps(measure(given.way, inputs)))
        return
    words = sum(len(path.read_text("utf8", "replace").split()) for path in inputs)
    print(f"{len(inputs)} articles, {words:,} words, {WORKERS} workers")
    best: dict[str, dict[str, Any]] = {}
    for number in range(given.rounds):
        for way in given.ways.split(","):
            command = [sys.executable, __file__, str(given.folder), "--way", way]
            done = subprocess.run(
                [*command, "--articles", str(given.articles)], capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(done.stderr)
            found = json.loads(done.stdout.splitlines()[-1])
            print(
                f"round {number + 1} {way:7} {found['wall']:7.1f} s wall {found['processor']:7.1f} s processor,"
                f" {found['own']:6.1f} of them its own, path {found['path']:7.1f}",
                flush=True,
            )
            if way not in best or found["wall"] < best[way]["wall"]:
                best[way] = found
    told = {found["digest"] for found in best.values()}
    print("the same bytes" if len(told) == 1 else f"DIFFERENT BYTES: {told}")
    for what in ("wall", "processor", "path"):
        base = best["pool"][what] if "pool" in best else next(iter(best.values()))[what]
        rows = [f"{way} {found[what] / base:.2f}" for way, found in best.items() if way != "pool"]
        print(f"÷ the pool, {what} (least of {given.rounds}): {', '.join(rows)}")


if __name__ == "__main__":
    main()
