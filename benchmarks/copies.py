"""Near copies: rewritten articles found among others, and the time of a look-up.

    python benchmarks/copies.py FOLDER [--articles 900] [--documents 100000]

FOLDER holds one article a file. 300 of them are rewritten at three strengths: light (a new headline, a
tenth of the sentences cut), medium (a third cut, paragraphs in another order), strong (over half cut,
reordered, one word in twelve replaced); 600 others stay. A pair is right when it is an original with its
rewriting; pairs that share forty words in a row were copies before the script touched them, and are
counted apart. Then made-up documents fill the index up to the number asked for, and look-ups are timed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from pathlib import Path

from kgbuild.assemble import CopyIndex

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+")
STRENGTHS = {"light": (0.1, False, 0.0), "medium": (0.35, True, 0.0), "strong": (0.6, True, 1 / 12)}


def rewrite(text: str, strength: str, rng: random.Random) -> str:
    """The article cut, reordered and reworded as the strength says, under a new headline."""
    cut, reorder, replaced = STRENGTHS[strength]
    sentences = [s for s in SENTENCE.split(text) if s.strip()]
    kept = [s for s in sentences if rng.random() >= cut] or sentences[:1]
    if reorder:
        blocks = [kept[i : i + 3] for i in range(0, len(kept), 3)]
        rng.shuffle(blocks)
        kept = [s for block in blocks for s in block]
    body = " ".join(kept)
    if replaced:
        words = body.split(" ")
        common = [w for w in text.split() if w.isalpha()] or ["so"]
        body = " ".join(rng.choice(common) if rng.random() < replaced else w for w in words)
    return f"Update number {rng.randrange(10_000)}: what is known so far\n\n{body}"


def quality(texts: dict[str, str], rng: random.Random) -> None:
    """Precision and recall over pairs, by strength."""
    names = sorted(texts)
    rng.shuffle(names)
    chosen, others = names[:300], names[300:900]
    pool = {n: texts[n] for n in [*chosen, *others]}
    want: dict[tuple[str, str], str] = {}
    for number, name in enumerate(chosen):
        strength = list(STRENGTHS)[number % 3]
        copy = f"{name}#copy"
        pool[copy] = rewrite(texts[name], strength, rng)
        want[name, copy] = strength
    groups = CopyIndex(pool).groups()
    members: dict[str, list[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    found = {(a, b) for m in members.values() for a in sorted(m) for b in sorted(m) if a < b}
    right = found & set(want)
    stray = sorted(found - set(want))
    before = [p for p in stray if _copied(*(texts[n.removesuffix("#copy")] for n in p))]
    found -= set(before)
    wrong = [p for p in stray if p not in before]
    print(f"copies of each other in the corpus itself: {len(before)}")
    print(f"documents {len(pool)}  pairs wanted {len(want)}  found {len(found)}")
    print(f"precision {len(right) / max(1, len(found)):.4f}  recall {len(right) / len(want):.4f}")
    total, hit = Counter(want.values()), Counter(want[p] for p in right)
    print("recall by strength", {s: f"{hit[s]}/{total[s]}" for s in STRENGTHS})
    for pair in wrong[:20]:
        print("wrong", *pair)


def _copied(left: str, right: str) -> bool:
    """Whether two articles share forty words in a row, without the help of the index."""
    runs = []
    for text in (left, right):
        words = text.split()
        runs.append({" ".join(words[i : i + 40]) for i in range(len(words) - 39)})
    return bool(runs[0] & runs[1])


def speed(texts: dict[str, str], size: int, rng: random.Random) -> None:
    """Milliseconds a look-up among `size` documents."""
    words = [w for t in list(texts.values())[:200] for w in t.split()]
    pool = dict(texts)
    while len(pool) < size:
        start = rng.randrange(len(words))
        pool[f"made-{len(pool)}"] = " ".join(rng.choice(words) for _ in range(250)) + " ".join(
            words[start : start + 150]
        )
    began = time.perf_counter()
    index = CopyIndex(pool)
    print(f"index of {len(pool)} documents built in {time.perf_counter() - began:.1f} s")
    probes = [rewrite(texts[n], "medium", rng) for n in sorted(texts)[:200]]
    taken = []
    for probe in probes:
        began = time.perf_counter()
        index.near(probe)
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    print(f"look-up: median {taken[len(taken) // 2]:.2f} ms, worst {taken[-1]:.2f} ms")


def main() -> None:
    """Read the folder, score, time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    rng = random.Random(7)
    rng.shuffle(paths)
    texts = {
        p.name: p.read_text(encoding="utf8", errors="replace").partition("\n")[2]
        for p in paths[: options.articles]
    }
    quality(texts, random.Random(8))
    speed(texts, options.documents, random.Random(9))


if __name__ == "__main__":
    main()
