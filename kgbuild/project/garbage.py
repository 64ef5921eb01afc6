"""Pausing the collector of cyclic garbage while a large graph is walked."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the cyclic collector: nodes and links hold no cycles, and each of its rounds looks through
    the whole graph (some tenth of the time at 100,000 claims)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
