"""The picture of docs/scale.md: `python benchmarks/curves.py ROWS.csv docs/img/growth.svg`.

ROWS is what `benchmarks/growth.py --csv` writes. Beside it stand the figures of 0.1.0, as they were measured on real
articles, reading included. Both axes are logarithmic: a flat line costs the same at any size.
"""

from __future__ import annotations

import csv
import sys
from math import ceil, floor, log10
from pathlib import Path

BEFORE = {
    "one more s": {100: 8.3, 200: 14.2, 400: 26.3, 968: 52.5},
    "build MB": {100: 662, 200: 1131, 400: 1802, 968: 2427},
    "why s": {100: 0.6, 200: 1.2, 400: 2.6, 968: 5.5},
    "KB an article": {100: 880, 200: 850, 400: 872, 968: 772},
}
TITLES = {
    "one more s": "one more article, processor seconds",
    "build MB": "build, peak memory in MB",
    "why s": "why A B, processor seconds",
    "KB an article": "folder, KB an article",
}
WIDE, HIGH, EDGE = 300, 190, 44
STYLE = (
    "text{font:11px sans-serif;fill:#333}.t{font-weight:bold;font-size:12px}.g{stroke:#ddd}"
    ".b{fill:none;stroke:#b0503c;stroke-width:2}.n{fill:none;stroke:#2a6f97;stroke-width:2}"
)


def panel(title: str, before: dict[float, float], now: dict[float, float]) -> str:
    """One small chart."""
    every = [*before.items(), *now.items()]
    x0, x1 = 2.0, max(3.0, ceil(log10(max(x for x, _ in every))))
    y0, y1 = floor(log10(min(y for _, y in every))), ceil(log10(max(y for _, y in every)))

    def at(x: float, y: float) -> tuple[float, float]:
        across = EDGE + (log10(x) - x0) / (x1 - x0) * (WIDE - EDGE - 14)
        down = HIGH - 26 - (log10(y) - y0) / (y1 - y0) * (HIGH - 26 - 28)
        return round(across, 1), round(down, 1)

    parts = [f'<text class="t" x="{EDGE}" y="16">{title}</text>']
    for power in range(y0, y1 + 1):
        _, y = at(100, 10.0**power)
        parts.append(f'<line class="g" x1="{EDGE}" x2="{WIDE - 14}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text x="{EDGE - 5}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    for power in range(int(x0), int(x1) + 1):
        x, _ = at(10.0**power, 10.0**y0)
        parts.append(f'<text x="{x}" y="{HIGH - 8}" text-anchor="middle">{10**power:,}</text>')
    for name, rows in (("b", before), ("n", now)):
        points = [at(x, y) for x, y in sorted(rows.items()) if y > 0]
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline class="{name}" points="{line}"/>')
        parts += [f'<circle class="{name}" cx="{x}" cy="{y}" r="2.5"/>' for x, y in points]
    return "".join(parts)


def main() -> None:
    """Write the picture."""
    rows, out = Path(sys.argv[1]), Path(sys.argv[2])
    with rows.open(newline="") as data:
        table = list(csv.DictReader(data))
    panels = []
    for number, (name, title) in enumerate(TITLES.items()):
        now = {float(row["articles"]): float(row[name]) for row in table}
        left, top = number % 2 * WIDE, number // 2 * HIGH + 24
        body = panel(title, {float(x): y for x, y in BEFORE[name].items()}, now)
        panels.append(f'<g transform="translate({left} {top})">{body}</g>')
    told = (
        '<line class="b" x1="44" x2="70" y1="12" y2="12"/><text x="75" y="16">0.1.0, real articles, reading'
        ' included</text><line class="n" x1="310" x2="336" y1="12" y2="12"/><text x="341" y="16">now, invented'
        " articles, claims known</text>"
    )
    size = f'width="{2 * WIDE}" height="{2 * HIGH + 30}"'
    out.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>Cost by number of articles</title>'
        f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>{told}{"".join(panels)}</svg>\n',
        encoding="utf8",
    )


if __name__ == "__main__":
    main()
