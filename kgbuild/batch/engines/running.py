"""Run tasks on an engine: a few ahead of its workers, and survive the death of one.

Engines start a dead worker's task again. A task that ends its worker even so is tried once more, alone, when all
others are done; if that ends a worker too, it is given up, as in our own processes.
"""

from __future__ import annotations

import socket
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from kgbuild.errors import EngineError, KgbuildError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 10
"""Seconds to wait for an engine to answer."""
EVERY = 5.0
"""Seconds after which an engine is asked again how many workers it has."""
AHEAD = 3
"""Tasks under way for each worker: enough that none waits, few enough that little lies about."""


class Engine(Protocol):
    """What an adapter gives."""

    deaths: tuple[type[Exception], ...]
    """What a task raises whose worker died."""
    away: tuple[type[Exception], ...]
    """What is raised where the engine itself is gone."""

    def workers(self) -> int:
        """How many there are now."""

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Start a task."""

    def close(self) -> None:
        """Let go of the engine; it goes on."""


def check(address: str) -> None:
    """Raises UsageError for an address that is none, or whose engine's package is not installed."""
    _adapter(address)


def run(
    address: str, tasks: Sequence[T], function: Callable[[T], R]
) -> Iterator[tuple[int, R | None]]:
    """Yield (index of the task, its result) as they come; None for a task that was given up.

    `function` and the tasks must be picklable, and importable where the workers are. Raises EngineError where
    the engine cannot be reached, is lost, or its workers cannot import them.
    """
    with _told(address, ()):
        _knock(address)
        engine = _adapter(address)(address.partition("://")[2])
    with closing(engine), _told(address, engine.away):
        died: list[int] = []
        for index, future in _answered(engine, tasks, function):
            try:
                yield index, future.result()
            except engine.deaths:
                died.append(index)
        for index in died:
            try:
                yield index, engine.submit(function, tasks[index]).result()
            except engine.deaths:
                yield index, None


def _answered(
    engine: Engine, tasks: Sequence[T], function: Callable[[T], R]
) -> Iterator[tuple[int, Future[R]]]:
    """Each task with its answer, whatever that is."""
    waiting = deque(range(len(tasks)))
    under_way: dict[Future[R], int] = {}
    most, asked = 0, -EVERY
    try:
        while waiting or under_way:
            if waiting and time.monotonic() - asked >= EVERY:  # clusters grow and shrink
                most, asked = AHEAD * max(1, engine.workers()), time.monotonic()
            while waiting and len(under_way) < most:
                index = waiting.popleft()
                under_way[engine.submit(function, tasks[index])] = index
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                yield under_way.pop(future), future
    finally:
        for future in under_way:
            future.cancel()


@contextmanager
def _told(address: str, away: tuple[type[Exception], ...]) -> Iterator[None]:
    """Errors of an engine as ours."""
    gone: tuple[type[Exception], ...] = (ImportError, OSError, CancelledError, *away)
    try:
        yield
    except KgbuildError:
        raise
    except gone as error:
        said = " ".join(str(error).split())[:160]
        if isinstance(error, ImportError) or "failed to import" in said:
            raise EngineError(
                f"{address}: its workers cannot import what they need ({said}): install the same kgbuild there"
            ) from None
        raise EngineError(
            f"{address}: cannot be reached, or was lost ({type(error).__name__}: {said}); what was read is kept:"
            " the same command goes on"
        ) from None


def _knock(address: str) -> None:
    """Whether anybody answers there, before an engine's own patience is tried; raises OSError where nobody does."""
    told = urlsplit(address.replace("://tls://", "://"))
    if told.hostname and told.port:
        socket.create_connection((told.hostname, told.port), timeout=PATIENCE).close()


def _adapter(address: str) -> Callable[[str], Any]:
    """The adapter of an address."""
    scheme, colon, place = address.partition("://")
    if not (colon and place) or scheme not in ("dask", "ray"):
        raise UsageError(f"{address}: engines are dask://HOST:PORT and ray://HOST:PORT")
    try:
        if scheme == "dask":
            from kgbuild.batch.engines.on_dask import Dask

            return Dask
        from kgbuild.batch.engines.on_ray import Ray
    except ImportError as error:
        raise UsageError(
            f"{address}: {error.name} is not installed; the extra [{scheme}] brings it (docs/scale.md)"
        ) from None
    return Ray
