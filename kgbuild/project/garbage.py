"""Memory while a large graph is walked: the collector of cyclic garbage paused, what is free given back."""

from __future__ import annotations

import ctypes
import gc
from contextlib import contextmanager, suppress
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


def give_back() -> None:
    """Give freed memory back to the system, where the C library can (glibc): a later stage adds its own peak."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
