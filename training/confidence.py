"""Fit confidence to judged claims, so that it is the probability that a strict reader calls a claim right.

    python training/confidence.py sheet GRAPH NUMBER SEED > sheet.csv    # claims to be judged, drawn by a seed
    python training/confidence.py fit GRAPH JUDGED.csv [...]             # weights, steps, error on the third kept back

A sheet has a row for each claim, printed with its context; a reader who had no part in the rules fills `verdict`
(strict, lenient or wrong), `cause` (one of CAUSES where it is not strict), `false_of_named` and `low_worth` (yes or
empty), `reader`. The features are few and are read from the claim itself. A logistic fit (ridge, Newton's method)
orders the claims, an isotonic one (pool adjacent violators) makes its scores probabilities; each claim's third is
decided by its id, and the last is never fitted on. Expected calibration error: ten bins of equal width, weighted by
their claims.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

VERDICTS = ("strict", "lenient", "wrong")
CAUSES = (
    "parse", "boundary or type", "coreference", "speaker", "polarity or modality", "relation", "lost complement",
    "role", "time", "place", "thin", "other",
)  # fmt: skip
COLUMNS = (
    "claim", "document", "before", "sentence", "told", "speaker", "manner", "time", "place", "qualifiers", "verdict",
    "cause", "false_of_named", "low_worth", "reader",
)  # fmt: skip
FEATURES = (
    "one", "prior", "typed", "clause", "noun", "entities", "literal", "unspecified", "attributed", "long", "qualified",
)  # fmt: skip


def features(claim: Any) -> list[float]:
    """What may tell a right claim from a wrong one, each between 0 and 1 but the prior's log odds."""
    args = (*claim.subject, *claim.object)
    prior = min(max(claim.confidence, 0.02), 0.98)
    family = claim.extractor.split(".")[0]
    return [
        1.0,
        float(np.log(prior / (1 - prior))),
        float(claim.relation is not None),
        float(family == "clauses"),
        float(family in ("nominals", "possessives", "compounds")),
        sum(hasattr(a, "entity") for a in args) / 4,
        float(any(hasattr(a, "literal") for a in args)),
        float(any(getattr(a, "span", 0) is None for a in claim.subject)),
        float(bool(claim.attributed_to)),
        min(1.0, len(claim.evidence.text) / 400),
        min(1.0, len(claim.qualifiers) / 4),
    ]


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


def isotonic(scores: Floats, y: Floats) -> list[tuple[float, float]]:
    """Steps (from this score on, probability) that never fall: pool adjacent violators."""
    order = np.argsort(scores, kind="stable")
    blocks: list[list[float]] = []  # lowest score, sum, count
    for i in order:
        blocks.append([float(scores[i]), float(y[i]), 1.0])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, total, count = blocks.pop()
            blocks[-1][1] += total
            blocks[-1][2] += count
    return [(low, total / count) for low, total, count in blocks]


def stepped(steps: Sequence[tuple[float, float]], scores: Floats) -> Floats:
    """The probability of each score by the steps; below the first step, the first step's."""
    starts = np.array([low for low, _ in steps])
    values = np.array([p for _, p in steps])
    return values[np.maximum(np.searchsorted(starts, scores, side="right") - 1, 0)]


def calibration_error(p: Floats, y: Floats, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between what is promised and what is right, by bins of equal width."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs(p[at == b].mean() - y[at == b].mean()) * (at == b).sum() for b in set(at.tolist())]
    return float(sum(gaps) / len(p))


def fit(rows: Sequence[tuple[str, list[float], bool]]) -> dict[str, Any]:
    """Weights, steps, and the error on the third kept back; rows are (claim id, features, strict)."""
    learn = [r for r in rows if third(r[0]) < 2]
    kept = [r for r in rows if third(r[0]) == 2]
    if len(learn) < 50 or len(kept) < 25:
        raise SystemExit(f"{len(rows)} judged claims are too few to fit on")
    x, y = np.array([r[1] for r in learn]), np.array([float(r[2]) for r in learn])
    weights = logistic(x, y)
    steps = isotonic(x @ weights, y)
    told = stepped(steps, np.array([r[1] for r in kept]) @ weights)
    right = np.array([float(r[2]) for r in kept])
    sure = told >= 0.9
    return {
        "weights": dict(zip(FEATURES, (round(float(w), 4) for w in weights), strict=True)),
        "steps": [(round(low, 4), round(p, 4)) for low, p in steps],
        "fitted on": len(learn),
        "kept back": len(kept),
        "expected calibration error": round(calibration_error(told, right), 4),
        "above .9": int(sure.sum()),
        "strict above .9": round(float(right[sure].mean()), 3) if sure.any() else None,
    }


def read_judged(paths: Sequence[Path]) -> dict[str, bool]:
    """Claim id to whether it is strict; raises ValueError for a verdict or cause that the protocol lacks."""
    found: dict[str, bool] = {}
    for path in paths:
        for number, row in enumerate(
            csv.DictReader(path.read_text(encoding="utf8").splitlines()), 2
        ):
            if row["verdict"] not in VERDICTS:
                raise ValueError(
                    f"{path}:{number}: verdict {row['verdict']!r} is none of {', '.join(VERDICTS)}"
                )
            if row["cause"] and row["cause"] not in CAUSES:
                raise ValueError(
                    f"{path}:{number}: cause {row['cause']!r} is none of {', '.join(CAUSES)}"
                )
            found[row["claim"]] = row["verdict"] == "strict"
    return found


def sheet(graph: Any, number: int, seed: int) -> list[dict[str, str]]:
    """Claims to be judged, drawn by the seed, as READING wants them printed."""
    claims = sorted(graph.snapshot.claims, key=lambda c: c.id)
    drawn = random.Random(seed).sample(claims, min(number, len(claims)))
    rows = []
    for claim in drawn:
        shown, text = graph.row(claim), graph.documents[claim.document].text
        start = claim.evidence.start
        rows.append(
            {
                "claim": claim.id, "document": shown["document"], "before": text[max(0, start - 300) : start],
                "sentence": claim.evidence.text, "told": shown["says"], "speaker": shown["speaker"],
                "manner": f"{shown['polarity']} {shown['modality']}", "time": shown["when"],
                "place": "; ".join(shown["place"]),
                "qualifiers": "; ".join(f"{k}={v}" for k, v in sorted(claim.qualifiers.items())),
                "verdict": "", "cause": "", "false_of_named": "", "low_worth": "", "reader": "",
            }
        )  # fmt: skip
    return rows


def main(arguments: Sequence[str]) -> None:
    """The two commands."""
    from kgbuild.graph import Graph

    command, folder, *rest = arguments
    graph = Graph.open(folder)
    if command == "sheet":
        table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(sheet(graph, int(rest[0]), int(rest[1])))
        return
    judged = read_judged([Path(p) for p in rest])
    claims = {c.id: c for c in graph.snapshot.claims}
    rows = [(i, features(claims[i]), strict) for i, strict in sorted(judged.items()) if i in claims]
    for name, value in fit(rows).items():
        sys.stdout.write(f"{name}: {value}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
