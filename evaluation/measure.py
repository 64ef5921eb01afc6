"""Measure the figures of figures.toml: `python -m evaluation.measure [NAME …] [--write]`.

Each figure is made by one function here from data that its page names. The folder with the data is
$KGBUILD_SHARED (benchmarks and gold as docs/evaluation.md lists them).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.public.gap import write_texts

FILE = Path(__file__).with_name("figures.toml")
GOLD = Path(__file__).with_name("gold")


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of figures.toml: the value that is promised, and how far a run may fall short of it."""

    name: str
    value: float
    tolerance: float
    better: str
    seen: str
    what: str
    ci: bool

    def holds(self, measured: float) -> bool:
        """Whether a measured value keeps the promise."""
        if self.better == "higher":
            return measured >= self.value - self.tolerance - 1e-9
        return measured <= self.value + self.tolerance + 1e-9


def kept(path: Path = FILE) -> list[Kept]:
    """The rows of figures.toml."""
    rows = tomllib.loads(path.read_text(encoding="utf8"))["figure"]
    return [Kept(**{"ci": True, "tolerance": 0.0, "better": "higher", **row}) for row in rows]


def data() -> Path:
    """The folder with benchmarks and gold; raises SystemExit where it is not named."""
    folder = os.environ.get("KGBUILD_SHARED")
    if not folder or not Path(folder).is_dir():
        raise SystemExit("KGBUILD_SHARED names no folder with the data; see docs/evaluation.md")
    return Path(folder)


def _kgbuild(*arguments: object) -> str:
    command = [sys.executable, "-m", "kgbuild", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _public(*arguments: object) -> dict[str, Any]:
    return _printed("-m", "evaluation.public", *arguments)


def _score(script: str, *arguments: object) -> dict[str, Any]:
    return _printed(data() / "eval" / script, *arguments)


def _printed(*arguments: object) -> dict[str, Any]:
    """The JSON that a run of Python prints."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _exported(work: Path, *inputs: object) -> Path:
    _kgbuild("build", *inputs, "--graph", work / "graph")
    _kgbuild("export", "--graph", work / "graph", "-o", work / "export")
    return work / "export"


def seeds(work: Path) -> dict[str, float]:
    """The two seed articles against their hand-made gold."""
    folder = data() / "gold"
    export = _exported(work, *sorted(folder.glob("*.txt")))
    found = _score("score_gold.py", folder / "seed_gold.json", export, "--json")
    return {f"seeds.{name}": value for name, value in flat(found).items()}


def openie(work: Path) -> dict[str, float]:
    """CaRB and BenchIE, development parts."""
    bench = data() / "bench"
    figures = {}
    sentences = work / "benchie.txt"
    lines = (bench / "benchie_dev.txt").read_text(encoding="utf8").splitlines()
    texts = (re.match(r"sent_id:\d+\t(.*)", line) for line in lines)
    sentences.write_text("".join(f"{m[1]}\n" for m in texts if m), encoding="utf8")
    for name, gold, source in (
        ("carb", bench / "carb_dev.tsv", bench / "carb_dev_sentences.txt"),
        ("benchie", bench / "benchie_dev.txt", sentences),
    ):
        triples = work / f"{name}.tsv"
        style = "nary" if name == "carb" else "binary"
        _kgbuild("openie", source, "--style", style, "-o", triples)
        figures[f"{name}.f1"] = _public("openie", name, gold, triples)["f1"]
    return figures


def speakers(work: Path) -> dict[str, float]:
    """PolNeAR, development part: who says so."""
    folder = data() / "corpora" / "polnear"
    export = _exported(work, folder / "text")
    every = _public("score", "polnear", folder, export)
    saying = _public("score", "polnear", folder, export, "--saying")
    return {"speakers.all": every["f1"], "speakers.saying": saying["f1"]}


def pronouns(work: Path) -> dict[str, float]:
    """GAP, validation part: a pronoun between two names."""
    table = data() / "corpora" / "gap" / "gap-validation.tsv"
    rows = work / "gap.jsonl"
    write_texts(table, rows)
    found = flat(_public("score", "gap", table, _exported(work, rows)))
    return {f"pronouns.{name}": value for name, value in found.items()}


def own_gold(work: Path) -> dict[str, float]:
    """Our own gold on Wikinews, development part."""
    return _gold(work, "dev", "gold")


def own_test(work: Path) -> dict[str, float]:
    """The test part of our own gold: opened once a release, by name alone (`python -m evaluation.measure test`)."""
    return _gold(work, "test", "test")


def _gold(work: Path, part: str, prefix: str) -> dict[str, float]:
    from kgbuild.evaluate import evaluate, read_gold
    from kgbuild.graph import Graph

    folder = GOLD / part
    gold = read_gold([folder])
    if not gold:
        return {}
    rows = work / "articles.jsonl"
    with rows.open("w", encoding="utf8") as file:
        for path in sorted(folder.rglob("*.json")):
            document = json.loads(path.read_text(encoding="utf8"))["document"]
            row = {"id": document["source"].rpartition("#")[2], **document}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    _kgbuild("build", rows, "--graph", work / "graph")
    found = evaluate(gold, Graph.open(work / "graph").snapshot)
    return {
        f"{prefix}.{row['figure']}": row["value"]
        for row in found.rows()
        if row["value"] is not None
    }


MEASURES: tuple[Callable[[Path], dict[str, float]], ...] = (
    seeds, openie, speakers, pronouns, own_gold, own_test,
)  # fmt: skip
PREFIX = {
    "seeds": seeds, "carb": openie, "benchie": openie, "speakers": speakers,
    "pronouns": pronouns, "gold": own_gold,
    "test": own_test,
}  # fmt: skip


def flat(found: dict[str, Any], before: str = "") -> dict[str, float]:
    """Numbers of nested dictionaries, names joined by points; "3/4" counts as a number too."""
    figures: dict[str, float] = {}
    for name, value in found.items():
        if isinstance(value, dict):
            figures |= flat(value, f"{before}{name}.")
        elif isinstance(value, int | float):
            figures[before + name] = float(value)
        elif isinstance(value, str) and re.fullmatch(r"\d+/[1-9]\d*", value):
            right, whole = map(int, value.split("/"))
            figures[before + name] = right / whole
    return figures


def measured(names: Iterable[str]) -> dict[str, float]:
    """The figures that the named measures (the part before the first point) make."""
    found: dict[str, float] = {}
    for measure in dict.fromkeys(PREFIX[name.partition(".")[0]] for name in names):
        with tempfile.TemporaryDirectory() as work:
            found |= measure(Path(work))
    return found


def main() -> None:
    """Print each figure beside what is promised; with --write, better ones are put into figures.toml."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="figures or the first part of their names")
    parser.add_argument("--all", action="store_true", help="print everything that was measured")
    parser.add_argument("--write", action="store_true", help="put better values into figures.toml")
    options = parser.parse_args()
    rows = [
        row
        for row in kept()
        if any(row.name.startswith(name) for name in options.names)
        or not (options.names or row.name.startswith("test."))
    ]
    found = measured(options.names or [row.name for row in rows])
    fallen = False
    text = FILE.read_text(encoding="utf8")
    for row in rows:
        value = found.get(row.name)
        if value is None:
            print(f"{row.name:40} not measured")
            continue
        fallen |= not row.holds(value)
        print(
            f"{row.name:40} {value:.4f}  promised {row.value}{'' if row.holds(value) else '  FALLEN'}"
        )
        higher = value > row.value if row.better == "higher" else value < row.value
        if options.write and higher:
            pattern = rf'(name = "{re.escape(row.name)}"\nvalue = )[\d.]+'
            text = re.sub(pattern, rf"\g<1>{round(value, 4)}", text)
    if options.all:
        for name, value in sorted(found.items()):
            print(f"  {name:50} {value:.4f}")
    if options.write:
        FILE.write_text(text, encoding="utf8")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
