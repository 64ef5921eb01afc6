"""The model card, the measured figures, the gate and the shipped model agree."""

from __future__ import annotations

import json

import pytest

from kgbuild.language.network import DATA
from training import card

RECORD = json.loads(card.FIGURES.read_text(encoding="utf-8"))
GATE: dict[str, dict[str, float]] = json.loads(card.GATE.read_text(encoding="utf-8"))


def test_the_card_shows_the_figures() -> None:
    assert card.written(card.CARD.read_text(encoding="utf-8")) == card.table(RECORD["figures"])


def test_the_figures_are_the_shipped_model() -> None:
    """New weights need new figures: the record names the model that it measured."""
    sums = json.loads((DATA / "checksums.json").read_text(encoding="utf-8"))
    assert RECORD["model"] == sums["model.onnx"]


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in GATE for key in GATE[name]])
def test_no_figure_falls_below_the_gate(name: str, key: str) -> None:
    assert RECORD["figures"][name][key] >= GATE[name][key]


def test_the_card_names_every_source() -> None:
    text = card.CARD.read_text(encoding="utf-8")
    for source in ("UD_English-EWT", "UD_English-GUM", "Worldwide Newswire", "all-MiniLM-L6-v2"):
        assert source in text
