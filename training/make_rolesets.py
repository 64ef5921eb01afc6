"""Make kgbuild/vocabulary/rolesets.csv: the rolesets of relation_rolesets.csv, with their words and classes.

    python training/make_rolesets.py ROLESETS.jsonl

ROLESETS.jsonl has PropBank's rolesets, one a line (id, name, aliases, VerbNet classes; CC BY-SA 4.0).
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

TABLES = Path(__file__).parent.parent / "kgbuild" / "vocabulary"


def main(source: Path) -> None:
    """Write the table, in the order of the ids."""
    rows = csv.DictReader(
        (TABLES / "relation_rolesets.csv").read_text(encoding="utf8").splitlines()
    )
    wanted = {name for row in rows for name in row["rolesets"].split()}
    known = {r["id"]: r for r in map(json.loads, source.read_text(encoding="utf8").splitlines())}
    with (TABLES / "rolesets.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "name", "verbnet", "verbs", "nouns", "light"])
        for name in sorted(wanted):
            row = known[name]
            words = {
                part: " ".join(
                    sorted(
                        {w.lower() for p, w in row["aliases"] if p == part and w.lower() != "recd"}
                    )
                )
                for part in "vnl"
            }
            classes = " ".join(c["class"] if isinstance(c, dict) else c for c in row["verbnet"])
            table.writerow([name, row["name"], classes, words["v"], words["n"], words["l"]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
