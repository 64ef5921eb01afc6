"""Run shards of work in processes, and survive the death of one.

A shard is one task: the worker does all of it, writes its result beside and renames it, and returns
a small receipt. A dead worker breaks the pool: a new one goes on with what is missing. A shard that
kills its worker twice is given up and handed back, the others go on. Workers end with the process that
started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from kgbuild.batch.garbage import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")
ATTEMPTS = 2


def run(
    tasks: Sequence[T], function: Callable[[T], R], *, jobs: int
) -> Iterator[tuple[int, R | None]]:
    """Yield (index of the task, its result) as they come; None for a task that was given up.

    `function` and the tasks must be picklable. With one job everything runs in this process, and
    nothing is caught. Where the caller stops early (Ctrl-C, an error), the workers are ended at once.
    """
    if jobs <= 1:
        for index, task in enumerate(tasks):
            yield index, function(task)
        return
    missing = list(range(len(tasks)))
    deaths: Counter[int] = Counter()
    width = jobs
    while missing:
        done: set[int] = set()
        broken = False
        # Fresh processes: a fork would copy the threads' locks of the numeric libraries.
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(width, mp_context=context, initializer=end_with_parent)
        try:
            futures = {pool.submit(function, tasks[index]): index for index in missing}
            for future in as_completed(futures):
                index = futures[future]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                done.add(index)
                yield index, result
        except BaseException:
            _end(pool)
            raise
        pool.shutdown()
        missing = [index for index in missing if index not in done]
        if not broken:
            return
        # Which shard killed its worker is not told: go on one by one until it is known.
        width = 1
        if missing:
            suspect = missing[0]
            deaths[suspect] += 1
            if deaths[suspect] >= ATTEMPTS:
                missing.remove(suspect)
                yield suspect, None


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes without waiting for what they are at."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()


def end_with_parent() -> None:
    """In a worker: end as soon as the process that started it is gone, and leave Ctrl-C to that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_wait_for_parent, daemon=True).start()
    collect_seldom()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
