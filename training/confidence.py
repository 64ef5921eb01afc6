"""Fit confidence to judged claims, so that it is the probability that a strict reader calls a claim right.

    python -m training.confidence sheet GRAPH NUMBER SEED > sheet.csv    # claims to be judged, drawn by a seed
    python -m training.confidence features GRAPH JUDGED.csv [GRAPH JUDGED.csv ...] > features.csv
    python -m training.confidence fit features.csv [--write]                # weights, and what they miss

A sheet has a row for each claim, printed with its sentence; a reader who had no part in the rules fills `verdict`
(strict, lenient or wrong), `cause` (one of CAUSES where it is not strict), `false_of_named` and `low_worth` (yes or
empty), `why`, `reader`. GRAPH is built of the articles that the sheet behind it judges. The features are those of
`normalize/settling/probability.py`, of the claims as the rules told them that the readers read: once the rules are
mended, what was wrong is told no more, and a fit on what is left would promise too much. A logistic fit (ridge,
Newton's method) weighs them. Each claim's third is decided by its id, and the last is never fitted on. Expected
calibration error: ten bins of equal width, weighted by claims.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from training.judged import COLUMNS, Printer, article_of, found_again, read_judged

Floats = NDArray[np.float64]

WEIGHTS = Path(__file__).parents[1] / "kgbuild/normalize/settling/probability.csv"
RIDGE = 1.0
"""How strongly weights are drawn to nought: of .1 to 6 the least log loss in ten folds of the two thirds."""


def third(claim: str) -> int:
    """0, 1 or 2 by the claim's id: the third that is never fitted on is 2."""
    return int(hashlib.sha256(claim.encode()).hexdigest(), 16) % 3


def logistic(x: Floats, y: Floats, *, ridge: float = 1.0, steps: int = 30) -> Floats:
    """Weights of a logistic regression; the first column is the constant and is not drawn to nought."""
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        move = np.linalg.solve(curve, slope)
        weights = weights + move
        if np.abs(move).max() < 1e-9:
            break
    return weights


def calibration_error(p: Floats, y: Floats, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between what is promised and what is right, by bins of equal width."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs(p[at == b].mean() - y[at == b].mean()) * (at == b).sum() for b in set(at.tolist())]
    return float(sum(gaps) / len(p))


def fit(rows: Sequence[tuple[str, dict[str, float], bool]]) -> dict[str, Any]:
    """Weights, and the error on the third kept back; rows are (claim id when judged, features, strict)."""
    learn = [r for r in rows if third(r[0]) < 2]
    kept = [r for r in rows if third(r[0]) == 2]
    if len(learn) < 50 or len(kept) < 25:
        raise SystemExit(f"{len(rows)} judged claims are too few to fit on")
    names = ["one", *sorted(rows[0][1].keys() - {"one"})]
    x, y = matrix(learn, names), np.array([float(r[2]) for r in learn])
    weights = logistic(x, y, ridge=RIDGE)
    told = 1 / (1 + np.exp(-(matrix(kept, names) @ weights)))
    right = np.array([float(r[2]) for r in kept])
    sure = told >= 0.9
    return {
        "weights": dict(zip(names, (round(float(w), 3) for w in weights), strict=True)),
        "fitted on": len(learn),
        "kept back": len(kept),
        "strict": round(float(right.mean()), 3),
        "log loss": round(log_loss(told, right), 3),
        "log loss of the mean alone": round(log_loss(np.full(len(kept), y.mean()), right), 3),
        "expected calibration error": round(calibration_error(told, right), 4),
        "above .9": int(sure.sum()),
        "strict above .9": round(float(right[sure].mean()), 3) if sure.any() else None,
        "reliability": reliability(told, right),
    }


def matrix(rows: Sequence[tuple[str, dict[str, float], bool]], names: Sequence[str]) -> Floats:
    """The features of each row in one order."""
    return np.array([[r[1][name] for name in names] for r in rows])


def log_loss(p: Floats, y: Floats) -> float:
    """The mean surprise at what is right."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def reliability(p: Floats, y: Floats, bins: int = 10) -> list[tuple[float, float, int]]:
    """For each bin that holds claims: mean probability told, share that is right, how many."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    held = [at == b for b in range(bins)]
    return [
        (round(float(p[h].mean()), 2), round(float(y[h].mean()), 2), int(h.sum()))
        for h in held
        if h.any()
    ]


def diagram(rows: Sequence[tuple[float, float, int]]) -> str:
    """The reliability diagram as SVG: what is told to the right, what is right upwards, a dot's area its claims."""
    size, edge = 320, 40
    most = max(n for _, _, n in rows)
    place = lambda p, q: (edge + p * size, edge + (1 - q) * size)  # noqa: E731
    dots = []
    for told, right, n in rows:
        x, y = place(told, right)
        radius = 3 + 9 * (n / most) ** 0.5
        dots.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}" fill="#2b6cb0"/>'
            f'<text x="{x + radius + 2:.0f}" y="{y + 4:.0f}">{n}</text>'
        )
    ticks = "".join(
        f'<text x="{place(t, 0)[0]:.0f}" y="{edge + size + 16}" text-anchor="middle">{t:.1f}</text>'
        f'<text x="{edge - 6}" y="{place(0, t)[1] + 4:.0f}" text-anchor="end">{t:.1f}</text>'
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    whole = size + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-size="11">'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#999"/>'
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#bbb" stroke-dasharray="4"/>'
        f"{ticks}{''.join(dots)}"
        f'<text x="{edge + size / 2:.0f}" y="{whole - 6}" text-anchor="middle">told</text>'
        f'<text x="{edge}" y="{edge - 10}">right, of the claims kept back</text></svg>\n'
    )


def rows_of(graph: Any, judged: Sequence[Path]) -> list[tuple[str, dict[str, float], bool]]:
    """The judged claims that the graph still tells alike, with the features of the rules of today."""
    from kgbuild.extraction import claims_of, pipeline
    from kgbuild.normalize.settling.probability import Told, features

    again = found_again(graph.snapshot, read_judged(judged))
    judged_in = {c.document for c in graph.snapshot.claims if c.id in again}
    nlp, rows = pipeline(), []
    for document in graph.snapshot.documents:
        if document.id not in judged_in:
            continue
        made = claims_of(document, nlp)
        told = Told.of(made.clusters, made.mentions)
        rows += [
            (again[c.id].claim, features(c, told), again[c.id].verdict == "strict")
            for c in made.claims
            if c.id in again
        ]
    return sorted(rows, key=lambda row: row[0])


def write_rows(rows: Sequence[tuple[str, dict[str, float], bool]], file: TextIO) -> None:
    """The features of judged claims as a table: claim, "yes" where it is strict, a column a feature."""
    names = sorted(rows[0][1])
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["claim", "strict", *names])
    for claim, told, strict in rows:
        out.writerow([claim, "yes" if strict else "", *(f"{round(told[n], 4):g}" for n in names)])


def read_rows(path: Path) -> list[tuple[str, dict[str, float], bool]]:
    """What `write_rows` wrote."""
    with path.open(encoding="utf8", newline="") as file:
        return [
            (
                row.pop("claim"),
                {k: float(v) for k, v in row.items() if k != "strict"},
                row["strict"] == "yes",
            )
            for row in csv.DictReader(file)
        ]


def sheet(graph: Any, number: int, seed: int) -> list[dict[str, Any]]:
    """Claims to be judged, drawn by the seed."""
    printer = Printer(graph.snapshot)
    documents = {d.id: d for d in graph.snapshot.documents}
    drawn = random.Random(seed).sample(sorted(printer.claims), min(number, len(printer.claims)))
    rows = []
    for claim in (printer.claims[i] for i in drawn):
        document = documents[claim.document]
        told = {k: str(v) for k, v in sorted(claim.qualifiers.items())}
        rows.append(
            dict.fromkeys(COLUMNS, "")
            | {
                "claim": claim.id, "article": article_of(document), "url": document.url,
                "start": claim.evidence.start, "span_start": claim.span[0], "span_end": claim.span[1],
                "sentence": " ".join(claim.evidence.text.split()), "told": printer.told(claim),
                "manner": printer.manner(claim),
                "qualifiers": json.dumps(told, ensure_ascii=False) if told else "",
            }
        )  # fmt: skip
    return rows


def main(arguments: Sequence[str]) -> None:
    """The three commands."""
    from kgbuild.graph import Graph

    command, *rest = arguments
    if command == "sheet":
        folder, number, seed = rest
        table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(sheet(Graph.open(folder), int(number), int(seed)))
        return
    if command == "features":
        rows = []
        for folder, judged in zip(rest[::2], rest[1::2], strict=True):
            rows += rows_of(Graph.open(folder), [Path(judged)])
        write_rows(sorted(rows, key=lambda row: row[0]), sys.stdout)
        return
    write = "--write" in rest
    found = fit(read_rows(Path(next(one for one in rest if one != "--write"))))
    for name, value in found.items():
        sys.stdout.write(f"{name}: {value}\n")
    if write:
        lines = [f"{name},{weight}\n" for name, weight in found["weights"].items()]
        WEIGHTS.write_text("feature,weight\n" + "".join(lines), encoding="utf8")
        picture = WEIGHTS.parents[3] / "docs/img/reliability.svg"
        picture.write_text(diagram(found["reliability"]), encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1:])
