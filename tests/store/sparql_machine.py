"""Real SPARQL servers for tests, each with its data on disk, on a port of its own: they can be killed."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from store_machine import free_port

START = Path(__file__).parents[1] / "fuseki_server" / "start.sh"


class Addresses(NamedTuple):
    """Where a server takes updates, queries and whole graphs."""

    update: str
    query: str
    store: str


class SparqlMachine(Protocol):
    """A server; `update`, `query` and `store` are its addresses."""

    port: int
    update: str
    query: str
    store: str

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def kill9(self) -> None: ...

    def locked(self) -> AbstractContextManager[Addresses]:
        """While it lasts, the addresses given serve the same data and take no changes."""
        ...


def missing(reason: str) -> None:
    """Skip the test for want of a server, but never in CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class Fuseki:
    """Apache Jena Fuseki, through start.sh."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        jar = os.environ.get("FUSEKI_JAR", "")
        if not Path(jar or "nowhere").is_file():
            missing("needs Fuseki: set FUSEKI_JAR (tests/fuseki_server/start.sh install prints it)")
        self.port = free_port()
        self.environment = {
            **os.environ,
            "FUSEKI_TEST_HOME": str(home),
            "FUSEKI_PORT": str(self.port),
            "FUSEKI_DATASET": "news",
        }
        self.update = f"http://127.0.0.1:{self.port}/news/update"
        self.query = f"http://127.0.0.1:{self.port}/news/query"
        self.store = f"http://127.0.0.1:{self.port}/news/data"

    def start(self) -> None:
        self._do("start")

    @contextmanager
    def locked(self) -> Iterator[Addresses]:
        places = (self.update, self.query, self.store)
        yield Addresses(*(place.replace("/news/", "/news-read-only/") for place in places))

    def stop(self) -> None:
        self._do("stop")

    def kill9(self) -> None:
        self._do("kill9")

    def _do(self, what: str) -> None:
        command = ["bash", str(START), what]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


class OxigraphServer:
    """Oxigraph's own server, from its package."""

    def __init__(self, home: Path, *, largest: int = 0) -> None:
        found = shutil.which("oxigraph")
        if found is None:
            missing("needs Oxigraph's server: pip install oxigraph")
        self.program = str(found)
        self.home = home
        self.largest = largest
        self.port = free_port()
        self.update = f"http://127.0.0.1:{self.port}/update"
        self.query = f"http://127.0.0.1:{self.port}/query"
        self.store = f"http://127.0.0.1:{self.port}/store"
        self.process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def locked(self) -> Iterator[Addresses]:
        self.stop()
        self.start(read_only=True)
        try:
            yield Addresses(self.update, self.query, self.store)
        finally:
            self.stop()
            self.start()

    def start(self, *, read_only: bool = False) -> None:
        """Start it; with `largest`, no file of it can grow beyond so many bytes (a full disk)."""
        words = [self.program, "serve-read-only" if read_only else "serve"]
        words += ["--location", str(self.home), "--bind", f"127.0.0.1:{self.port}"]
        size = self.largest

        def limit() -> None:
            # What is over the limit is refused like a full disk, instead of killing the server.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        self.process = subprocess.Popen(
            words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            restore_signals=not size,
            preexec_fn=limit if size else None,
        )
        for _ in range(200):
            try:
                with urlopen(f"{self.query}?query=ASK%7B%7D"):
                    return
            except (URLError, ConnectionError):
                assert self.process.poll() is None, "the server ended while starting"
                time.sleep(0.05)
        raise AssertionError("the server did not answer in 10 s")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill9(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
            self.process = None


KINDS: dict[str, type[Fuseki] | type[OxigraphServer]] = {
    "fuseki": Fuseki,
    "oxigraph-server": OxigraphServer,
}

STORE_NAMES = [
    "memory",
    "oxigraph",
    "rdflib",
    "nquads",
    "turtle",
    "trig",
    "json-ld",
    "sparql",
    *KINDS,
    "neo4j",
]
"""The stores of the contract suite; docs/stores.md has a column for each."""
