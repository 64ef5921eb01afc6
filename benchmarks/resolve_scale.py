"""How the cost of resolution grows: an invented newsroom of more and more articles.

    python benchmarks/resolve_scale.py [--articles 5000,10000,20000]

About ten mentions an article. Prints seconds of processor time and peak memory of `resolve` alone,
each size in a process of its own; the aim is 1,000,000 mentions in 100,000 articles within 15 minutes and 4 GB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time

from newsroom import KINDS, make_world, score

from kgbuild.resolve import resolve


def measure(articles: int) -> tuple[int, float, float, float, float, float]:
    """Mentions, CPU and wall seconds, peak GB before and after, F1 of people and bodies."""
    world = make_world(1, articles)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    started, clock = time.process_time(), time.monotonic()
    identity = resolve(world.clusters, world.mentions, world.claims, []).identity
    seconds, wall = time.process_time() - started, time.monotonic() - clock
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return (
        len(world.mentions),
        seconds,
        wall,
        before,
        after,
        score(world, identity, KINDS["people+bodies"])["f1"],
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", default="2500,5000,10000")
    heads = (
        ("CPU s", 8),
        ("wall s", 8),
        ("us/mention", 11),
        ("GB before", 10),
        ("GB peak", 8),
        ("F1", 6),
    )
    print(f"{'articles':>9} {'mentions':>9}", *(f"{word:>{width}}" for word, width in heads))
    for size in map(int, parser.parse_args().articles.split(",")):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            mentions, seconds, wall, before, after, f1 = pool.apply(measure, (size,))
        print(
            f"{size:9} {mentions:9} {seconds:8.1f} {wall:8.1f} {seconds / mentions * 1e6:11.0f}"
            f" {before:10.2f} {after:8.2f} {f1:6.3f}"
        )


if __name__ == "__main__":
    main()
