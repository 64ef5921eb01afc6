"""Every command killed at disk calls of its own, and with a full disk there: the same command mends it all.

A quick share here; `make torture` sets KGBUILD_TORTURE to the number of calls of each command and kind.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARE = int(os.environ.get("KGBUILD_TORTURE", "1"))


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that counts disk calls."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("disk calls are counted by a small C library, on Linux, with a compiler")
    out = tmp_path_factory.mktemp("shim") / "disk.so"
    source = str(HERE / "disk.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(out), source, "-ldl"], check=True
    )
    return out


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: a thousand synced writes take their time on a disk."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


def test_the_same_command_mends_whatever_was_cut_off(shim: Path, memory: Path) -> None:
    """Old or new after the kill, and to the byte an undisturbed run's graph and store after the same command."""
    done = subprocess.run(
        [sys.executable, str(HERE / "disks.py"), str(memory / "work"), str(SHARE)],
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONWARNINGS": "ignore"},
        capture_output=True, text=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr
    if os.environ.get("KGBUILD_TORTURE"):
        sys.stdout.write(done.stdout)
    failed = [line for line in lines if isinstance(line, list) and len(line) == 4]
    assert not failed, "\n".join(map(str, failed))
    assert done.returncode == 0, done.stderr
    assert lines[-1]["tried"] == lines[-1]["held"] >= 16 * SHARE
