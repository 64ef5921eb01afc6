"""Where the time of a build goes: `python benchmarks/reading.py FOLDER [--jobs 1]`.

Builds the texts of a folder into a graph that is thrown away, and prints processor seconds by stage (without what is
called inside one and stands in a row of its own), words a second, and, with more jobs than one, the time that the
critical path has: the parent's own seconds and the workers' divided by their number.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = {
    "reading of files": ("kgbuild.build.planning", "take_in"),
    "tokens": ("kgbuild.language.english", "NewsTokenizer.__call__"),
    "network: windows": ("kgbuild.language.network", "Network._run"),
    "network: roles": ("kgbuild.language.heads.roles", "RoleReader.scores"),
    "network: pairs": ("kgbuild.language.network", "Network.pair_scores"),
    "parser beside the network": ("kgbuild.language.english", "NewsParser.__call__"),
    "coreference": ("kgbuild.annotate.coreference.passes", "resolve"),
    "mentions, quotations, times": ("kgbuild.annotate", "annotate"),
    "extractors": ("kgbuild.extract", "extract"),
    "relations": ("kgbuild.normalize.relations.match", "relate"),
    "times of claims": ("kgbuild.normalize.adjuncts.times", "date"),
    "claims settled": ("kgbuild.normalize.settling.settle", "settled"),
    "views: identity": ("kgbuild.resolve.identity", "refresh_identity"),
    "views: facts": ("kgbuild.assemble", "assemble"),
    "views: store": ("kgbuild.store.embedded.oxigraph", "fill"),
    "views: the rest": ("kgbuild.build", "bring_up"),
}
"""What a row stands for: a module and a function in it."""

_spent: Counter[str] = Counter()
_inside: list[float] = []


def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its own seconds added up under a name."""

    def run(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        _inside.append(0.0)
        try:
            return work(*args, **options)
        finally:
            taken = time.process_time() - start
            _spent[name] += taken - _inside.pop()
            if _inside:
                _inside[-1] += taken

    return run


def watch() -> None:
    """Put the clock around every stage."""
    for name, (module, path) in STAGES.items():
        holder: Any = importlib.import_module(module)
        *owners, last = path.split(".")
        for owner in owners:
            holder = getattr(holder, owner)
        setattr(holder, last, timed(name, getattr(holder, last)))


def main() -> None:
    """Read the options, build, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    texts = [path.read_bytes() for path in sorted(chosen.folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    build = importlib.import_module("kgbuild.build")
    if chosen.jobs == 1:
        build.extracting.pipeline(None)
        watch()
    started = time.process_time()
    with tempfile.TemporaryDirectory() as graph:
        build.build(chosen.folder, graph=Path(graph) / "graph", jobs=chosen.jobs)
    own = time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = children.ru_utime + children.ru_stime
    _spent["all else"] = own - started - sum(_spent.values())
    if chosen.jobs == 1:
        _spent["start"] = started
        for name, seconds in _spent.most_common():
            print(f"{seconds:8.2f} s {seconds / own:6.1%}  {name}")
    path = own + theirs / chosen.jobs
    print(f"{len(texts)} articles, {words} words, {own + theirs:.1f} s, {words / path:.0f} words/s")
    print(f"parent {own:.1f} s, workers {theirs:.1f} s, critical path {path:.1f} s")


if __name__ == "__main__":
    main()
