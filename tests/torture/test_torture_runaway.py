"""Time grows with the text: the shapes that once ran away, at two lengths, in processor time.

All eighty shapes are in benchmarks/runaway.py; the quick share is those that were worst.
"""

from __future__ import annotations

import math
import os
import sys
from typing import TYPE_CHECKING

import pytest
from around import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

sys.path.insert(0, str(ROOT / "benchmarks"))
import runaway

SHARE = int(os.environ.get("KGBUILD_TORTURE", "0"))
WORST = ("percentages", "list_bodies", "many_people", "spaces_end")
SHAPES = [*runaway.TEXTS, *runaway.FILES] if SHARE else WORST
SHORT, LONG = (4_000, 16_000) if SHARE else (2_000, 6_000)
STEEPEST = 1.3
NOISE = 0.3
"""Measuring on a busy machine."""


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(english: Language, shape: str) -> None:
    """The exponent between two lengths, where the longer one takes long enough to tell."""
    runaway.measure(shape, 500, most=60)  # tables are read once
    short, _ = runaway.measure(shape, SHORT, most=120)
    long, said = runaway.measure(shape, LONG, most=300)
    assert said != "TIME"
    assert "ERROR" not in said
    if long > 0.5:
        assert math.log(long / max(short, 0.02)) / math.log(LONG / SHORT) < STEEPEST + NOISE
