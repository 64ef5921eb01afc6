"""Tasks on a Ray cluster, each a task of its own with one core."""

from __future__ import annotations

import logging
import os
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody

import ray
from ray import exceptions

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")


class Ray:
    """A Ray cluster: "auto" for the one of this machine, else HOST:PORT of its client server.

    Raises ConnectionError where none answers. One that this process is connected to already is used as it is.
    """

    deaths = (
        exceptions.WorkerCrashedError,
        exceptions.NodeDiedError,
        exceptions.OutOfMemoryError,
    )
    away = (exceptions.RayError,)

    def __init__(self, place: str) -> None:
        self._mine = not ray.is_initialized()
        if self._mine:
            address = place if place == "auto" else f"ray://{place}"
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)

    def workers(self) -> int:
        """Cores of the cluster."""
        return int(ray.cluster_resources().get("CPU", 1))

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Start a task; one whose worker dies is not started again by Ray."""
        remote = ray.remote(num_cpus=1, max_retries=0)(function)
        started: Future[R] = remote.remote(task).future()
        return started

    def close(self) -> None:
        """Let go of the cluster."""
        if self._mine:
            ray.shutdown()
