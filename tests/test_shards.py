"""Shards in processes survive the death of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kgbuild import shards


def square(number: int) -> int:
    """A task that works."""
    return number * number


def fragile(task: tuple[int, str]) -> int:
    """Dies on 3 every time, on 5 the first time only."""
    number, folder = task
    if number == 3:
        os._exit(1)
    mark = Path(folder) / "died"
    if number == 5 and not mark.exists():
        mark.touch()
        os._exit(1)
    return number


def fails(number: int) -> int:
    """A task that raises."""
    raise ValueError(str(number))


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_answered(jobs: int) -> None:
    """All results come back, whatever the order and the number of processes."""
    assert dict(shards.run([1, 2, 3], square, jobs=jobs)) == {0: 1, 1: 4, 2: 9}


def test_a_deadly_task_is_given_up_and_the_others_go_on(tmp_path: Path) -> None:
    """A task that kills its worker twice comes back as None; one that dies once is done again."""
    tasks = [(n, str(tmp_path)) for n in (1, 3, 5, 7)]
    assert dict(shards.run(tasks, fragile, jobs=2)) == {0: 1, 1: None, 2: 5, 3: 7}


def test_an_error_of_the_task_is_raised() -> None:
    """Errors are not deaths: they reach the caller."""
    with pytest.raises(ValueError, match="1"):
        list(shards.run([1], fails, jobs=2))
