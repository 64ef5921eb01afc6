"""Times of day: "at 7:45", "around 14:00 local time", "7 p.m.", "8 o'clock"."""

from __future__ import annotations

import re

CLOCK = re.compile(r"\b\d{1,2}(?::\d\d\b|(?::\d\d)? ?(?:[ap]\.?m\b|o['’]clock\b))", re.IGNORECASE)
"""A time of day in a text; "20: twelve in Oslo" and "2:1" are none."""
