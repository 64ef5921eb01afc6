"""The regression gate: each figure that is promised in evaluation/figures.toml still holds, and pages say the same."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from evaluation.measure import Kept, flat, kept, measured

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MARK = re.compile(r"<!-- figure: ([\w.]+) -->([\d.]+)")


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    """Seeds, CaRB and BenchIE, measured once: about half a minute."""
    if not os.environ.get("KGBUILD_SHARED"):
        pytest.skip("KGBUILD_SHARED names no folder with gold and benchmarks (docs/evaluation.md)")
    return measured(["seeds", "carb"])


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in kept() if row.ci], ids=lambda row: row.name)
def test_a_promised_figure_holds(row: Kept, found: dict[str, float]) -> None:
    assert row.name in found
    assert row.holds(found[row.name]), f"{row.what}: {found[row.name]:.4f}, promised {row.value}"


def test_a_fallen_figure_is_found_out() -> None:
    higher = Kept("a", 0.9, 0.01, "higher", "", "", ci=True)
    assert higher.holds(0.89) and not higher.holds(0.88)
    lower = Kept("b", 0.0, 0.0, "lower", "", "", ci=True)
    assert lower.holds(0) and not lower.holds(1)


def test_names_of_figures_stand_once() -> None:
    names = [row.name for row in kept()]
    assert len(set(names)) == len(names)


def test_pages_say_what_is_promised() -> None:
    """A page marks a figure as `<!-- figure: NAME -->0.978`; it must be the value of figures.toml."""
    promised = {row.name: row.value for row in kept()}
    marked = [(page, *m) for page in PAGES for m in MARK.findall(page.read_text("utf8"))]
    assert marked
    for page, name, value in marked:
        assert name in promised, f"{page.name}: no figure {name}"
        assert float(value) == promised[name], f"{page.name}: {name} is {promised[name]}"


def test_nested_figures_are_flattened() -> None:
    assert flat({"a": {"b": 0.5}, "c": "3/4", "d": "x"}) == {"a.b": 0.5, "c": 0.75}
