"""The fit of confidence to judged claims, on made-up scores with a known answer."""

from __future__ import annotations

import numpy as np
import pytest

from training.confidence import (
    FEATURES,
    calibration_error,
    fit,
    isotonic,
    logistic,
    read_judged,
    stepped,
    third,
)


def test_isotonic_steps_never_fall_and_keep_the_mean():
    """Pooled where a higher score is right less often."""
    scores = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    right = np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    steps = isotonic(scores, right)
    values = [p for _, p in steps]
    assert values == sorted(values)
    assert stepped(steps, scores).mean() == pytest.approx(right.mean())
    assert stepped(steps, np.array([-9.0]))[0] == values[0]


def test_logistic_finds_the_weights_that_made_the_data():
    """Ten thousand draws of known weights."""
    rng = np.random.default_rng(7)
    x = np.column_stack([np.ones(10_000), rng.normal(size=10_000)])
    y = (rng.random(10_000) < 1 / (1 + np.exp(-(x @ np.array([0.5, 1.5]))))).astype(float)
    assert logistic(x, y) == pytest.approx([0.5, 1.5], abs=0.15)


def test_calibration_error_is_the_gap_between_promise_and_outcome():
    """Nought where eight of ten hold what .8 promises; .3 where five do."""
    p = np.full(10, 0.8)
    assert calibration_error(p, np.array([1.0] * 8 + [0.0] * 2)) == pytest.approx(0)
    assert calibration_error(p, np.array([1.0] * 5 + [0.0] * 5)) == pytest.approx(0.3)


def test_a_fit_is_calibrated_on_the_third_kept_back():
    """A prior that is far too sure is brought down to what is right."""
    rng = np.random.default_rng(3)
    rows = []
    for i in range(3000):
        row = [1.0, float(rng.normal(2, 1)), *rng.random(len(FEATURES) - 2).tolist()]
        chance = 1 / (1 + np.exp(-(0.8 * row[1] - 1.2)))
        rows.append((f"c-{i}", row, bool(rng.random() < chance)))
    found = fit(rows)
    assert found["kept back"] == sum(third(i) == 2 for i, _, _ in rows)
    assert found["expected calibration error"] < 0.05
    with pytest.raises(SystemExit, match="too few"):
        fit(rows[:20])


def test_a_sheet_with_another_verdict_is_refused_with_its_line(tmp_path):
    """The protocol's words only."""
    sheet = tmp_path / "judged.csv"
    sheet.write_text("claim,verdict,cause\nc-1,strict,\nc-2,fine,\n", encoding="utf8")
    with pytest.raises(ValueError, match=r"judged\.csv:3: verdict 'fine'"):
        read_judged([sheet])
