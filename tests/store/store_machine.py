"""A second Neo4j server for tests that kill it or make it read-only, on ports of its own."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread

START = Path(__file__).parents[1] / "neo4j_server" / "start.sh"
PASSWORD = "machine-password"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def failures_of_two(work: Callable[[], object]) -> list[BaseException]:
    """Do the work in two threads at once; what either of them raised."""
    failed: list[BaseException] = []

    def one() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


class Machine:
    """start.sh with a home of its own, which shares the libraries of the first server."""

    def __init__(self, home: Path, libraries: Path) -> None:
        home.mkdir(parents=True)
        (home / "lib").symlink_to(libraries, target_is_directory=True)
        self.bolt = free_port()
        self.uri = f"bolt://127.0.0.1:{self.bolt}"
        self.environment = {
            **os.environ,
            "NEO4J_TEST_HOME": str(home),
            "NEO4J_BOLT_PORT": str(self.bolt),
            "NEO4J_HTTP_PORT": str(free_port()),
            "NEO4J_PASSWORD": PASSWORD,
        }

    def start(self, *settings: str) -> None:
        self._do("start", NEO4J_MORE_CONF="\n".join(settings))

    def stop(self) -> None:
        self._do("stop")

    def kill9(self) -> None:
        self._do("kill9")

    def _do(self, what: str, **more: str) -> None:
        done = subprocess.run(
            ["bash", START, what],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
