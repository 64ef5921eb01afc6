"""Write the measured figures into the model card: `python -m training.card`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

FIGURES = Path(__file__).parent / "figures.json"
GATE = Path(__file__).parent / "gate.json"
CARD = Path(__file__).parent.parent / "docs" / "model-card.md"
START = "<!-- figures: written by training/card.py -->"
END = "<!-- end of figures -->"


def table(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as one Markdown table, in per cent."""
    lines = ["| measured on | what | figure |", "|---|---|---|"]
    for name, values in figures.items():
        lines.extend(f"| {name} | {key} | {100 * value:.2f} |" for key, value in values.items())
    return "\n".join(lines)


def written(card: str) -> str:
    """Return the part of the card that this file writes."""
    return card.split(START, 1)[1].split(END, 1)[0].strip()


def main() -> None:
    """Replace the table in the card."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))["figures"]
    card = CARD.read_text(encoding="utf-8")
    before, rest = card.split(START, 1)
    _, after = rest.split(END, 1)
    CARD.write_text(f"{before}{START}\n{table(figures)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
