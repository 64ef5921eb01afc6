"""Articles for shards, and a process of its own that runs one with the toy in the place of the real stages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from around import ROOT

from kgbuild.graph import export

PEOPLE = ("Anna", "Boris", "Clara", "Dora", "Emil", "Fritz", "Greta")


def write_articles(folder: Path) -> Path:
    """Files of several kinds: texts in folders, rows of one file, one that is no article."""
    for number in range(8):
        left, right = PEOPLE[number % 7], PEOPLE[(number * 3 + 1) % 7]
        path = folder / ("north" if number % 2 else "south") / f"{number // 2}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = f"{left} met {right} in the town, said the paper on day {number}."
        path.write_text(f"date: 2024-03-0{number + 1}\n\n{said}\n")
    rows = [
        {"id": str(n), "title": f"Row {n}", "published": f"2024-04-{n + 10}",
         "text": f"{PEOPLE[n % 7]} met {PEOPLE[(n + 2) % 7]} in the harbour, the mayor said."}
        for n in range(8)
    ]  # fmt: skip
    lines = [json.dumps(row) for row in rows]
    (folder / "rows.jsonl").write_text("\n".join([*lines, '{"id": broken']) + "\n")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 40)
    return folder


def exported(graph: Path) -> dict[str, bytes]:
    """All that a graph holds, as bytes."""
    out = graph.with_name(f"{graph.name}-out")
    export(graph, out=out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def run_elsewhere(work: Path, shard: str) -> subprocess.CompletedProcess[str]:
    """`kgbuild shard run WORK SHARD` in a process of its own."""
    code = "from toy import put_toy; put_toy(setattr); from kgbuild.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "shard", "run", str(work), shard],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": os.environ["PATH"], "PYTHONWARNINGS": "error"},
        capture_output=True, text=True,
    )  # fmt: skip
