"""How often a process of ours looks for circles of dead values."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look for them every 50,000 new values, not every 700.

    Reading makes many values that live on (tables, rows) and few circles; looking for those cost a twentieth of it.
    For commands and workers alone: in somebody else's process the choice is his.
    """
    gc.set_threshold(50_000, 20, 50)
