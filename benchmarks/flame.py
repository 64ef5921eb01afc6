"""Where a build's time goes, as a picture: `python benchmarks/flame.py FOLDER OUT.svg [--articles 60]`.

Builds the first articles of FOLDER in this process, looks at the main thread's stack every few milliseconds, and draws
what it saw: a frame's width is its share of the time, what it calls stands on it, and the callers that all share are
left out. Frames are files of kgbuild (one a file, however many of its functions call each other) and the libraries
that they call. Time in C is its caller's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from html import escape
from pathlib import Path
from types import FrameType

import kgbuild

EVERY = 0.005
HOME = str(Path(kgbuild.__file__).parent)
WIDE, ROW, LEAST = 960, 17, 0.004
COLOURS = {"annotate": "#9ecae1", "language": "#6baed6", "extract": "#fdae6b", "predicates": "#fdd0a2",
           "resolve": "#a1d99b", "increment": "#74c476", "assemble": "#74c476", "store": "#bcbddc",
           "project": "#dadaeb", "ledger": "#d9d9d9"}  # fmt: skip
Stack = tuple[str, ...]


def name_of(frame: FrameType) -> str:
    """A file of ours by its path in the package, any other by its library; "" for what drives the measuring."""
    path = frame.f_code.co_filename
    if path.startswith(HOME):
        return path[len(HOME) + 1 :].removesuffix(".py")
    if "site-packages/" in path:
        return path.split("site-packages/")[1].split("/")[0].removesuffix(".py")
    return ""


def stack_of(frame: FrameType | None) -> Stack:
    """From the outermost frame to the innermost; neighbours of one file are one."""
    found: list[str] = []
    while frame is not None:
        name = name_of(frame)
        if name and (not found or found[-1] != name):
            found.append(name)
        frame = frame.f_back
    return tuple(reversed(found))


def sampled(folder: Path, articles: int) -> Counter[Stack]:
    """Stack -> microseconds of processor time in which it was seen while the articles were built."""
    from kgbuild.build import build

    paths = sorted(folder.glob("*.txt"))[:articles]
    seen: Counter[Stack] = Counter()
    over = threading.Event()
    thread = threading.main_thread().ident
    assert thread is not None

    def look() -> None:
        last = time.process_time()
        while not over.wait(EVERY):
            stack = stack_of(sys._current_frames().get(thread))
            # C code that lets other threads run is looked at more often: each look counts the time since the last.
            now = time.process_time()
            seen[stack] += round(1e6 * (now - last))
            last = now

    watcher = threading.Thread(target=look, daemon=True)
    with tempfile.TemporaryDirectory() as place:
        sys.setswitchinterval(EVERY / 5)
        watcher.start()
        build(paths, graph=Path(place) / "graph", jobs=1)
        over.set()
        watcher.join()
    return seen


def drawn(seen: Counter[Stack], title: str) -> str:
    """The picture: callers below, callees above."""
    total = seen.total()
    base = 0
    while len({stack[base : base + 1] for stack in seen if len(stack) > base}) == 1:
        base += 1
    boxes: list[tuple[int, float, float, str]] = []

    def lay(stacks: Counter[Stack], depth: int, left: float) -> None:
        groups: dict[str, Counter[Stack]] = {}
        for stack, count in stacks.items():
            if len(stack) > depth + base:
                groups.setdefault(stack[depth + base], Counter())[stack] += count
        for name, group in sorted(groups.items(), key=lambda pair: -pair[1].total()):
            share = group.total() / total
            if share >= LEAST:
                boxes.append((depth, left, share, name))
                lay(group, depth + 1, left)
            left += share

    lay(seen, 0, 0.0)
    high = (max(depth for depth, *_ in boxes) + 1) * ROW + 30
    parts = [f'<text x="6" y="16" class="t">{escape(title)}</text>']
    for depth, left, share, name in boxes:
        x, y, wide = left * WIDE, high - (depth + 1) * ROW - 4, share * WIDE
        colour = COLOURS.get(name.split("/")[0], "#fee391" if "/" not in name else "#fcbba1")
        told = f"{name} {100 * share:.1f} %"
        shown = told if len(told) * 5.6 < wide else name.rsplit("/")[-1]
        text = f'<text x="{x + 3:.1f}" y="{y + 12}">{escape(shown)}</text>'
        parts.append(
            f'<g><title>{escape(told)}</title><rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{ROW - 1}"'
            f' fill="{colour}"/>{text if len(shown) * 5.6 < wide else ""}</g>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" role="img"><title>{escape(title)}'
        "</title><style>text{font:10px sans-serif;fill:#222}.t{font-weight:bold;font-size:12px}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def main() -> None:
    """Build, look, draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    started = time.process_time()
    seen = sampled(args.folder, args.articles)
    spent = time.process_time() - started
    title = f"Build of {args.articles} articles, one process, {spent:.0f} processor seconds: share of the time by file"
    args.out.write_text(drawn(seen, title), encoding="utf8")
    own = Counter[str]()
    for stack, count in seen.items():
        own[stack[-1] if stack else "elsewhere"] += count
    for name, count in own.most_common(25):
        print(f"{100 * count / seen.total():5.1f} %  {name}")


if __name__ == "__main__":
    main()
