"""Shards in processes survive the death of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kgbuild.batch import shards


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


def sleeps(folder: str) -> None:
    """A task that says who does it and then takes its time."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, how: signal.Signals) -> None:
    """However it ends: nobody is left that writes into the folder of the next build."""
    code = "import test_shards as t; from kgbuild.batch import shards; list(shards.run([FOLDER] * 2, t.sleeps, jobs=2))"
    code = "if __name__ == '__main__': " + code.replace("FOLDER", repr(str(tmp_path)))
    here = os.pathsep.join(p for p in sys.path if p)
    script = tmp_path / "script.py"
    script.write_text(code)
    parent = subprocess.Popen(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": here},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 60
    while len(workers := [int(p.name) for p in tmp_path.iterdir() if p.name.isdigit()]) < 2:
        assert time.monotonic() < end and parent.poll() is None
        time.sleep(0.05)
    parent.send_signal(how)
    parent.wait(timeout=30)
    while any(map(alive, workers)):
        assert time.monotonic() < end, "a worker outlives its parent"
        time.sleep(0.05)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_command_that_is_ended_says_so_by_its_code(how: signal.Signals, code: int) -> None:
    """130 for Ctrl-C, 143 for SIGTERM, and what stands in `finally` is done."""
    script = (
        "import click, time\nfrom kgbuild.cli._common import handled\n"
        "@click.command()\n@handled\ndef command():\n    try:\n        print('up', flush=True)\n"
        "        time.sleep(60)\n    finally:\n        print('down', flush=True)\ncommand()\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "up\n"
    running.send_signal(how)
    out, _ = running.communicate(timeout=30)
    assert (out, running.returncode) == ("down\n", code)
