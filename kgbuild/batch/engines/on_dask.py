"""Tasks on a Dask cluster, by its executor."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from distributed import Client, KilledWorker

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 10
"""Seconds to wait for the scheduler."""


class Dask:
    """A Dask scheduler at HOST:PORT; raises OSError where none answers."""

    deaths = (KilledWorker,)
    away: tuple[type[Exception], ...] = ()

    def __init__(self, place: str) -> None:
        logging.getLogger("distributed").setLevel(
            logging.CRITICAL
        )  # what is lost, we say in one line
        address = place if "://" in place else f"tcp://{place}"
        self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        self._executor = self._client.get_executor(pure=False)

    def workers(self) -> int:
        """Threads of all workers."""
        return sum(self._client.nthreads().values())

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Start a task."""
        started: Future[R] = self._executor.submit(function, task)
        return started

    def close(self) -> None:
        """Let go of the scheduler."""
        self._client.close()
