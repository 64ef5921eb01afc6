"""Queries, and ready questions, in processes of their own, so that one that takes too long can be ended.

The library cannot cancel a query; a process can be killed, and then really leaves its core. Two queries
run at once, others wait for their turn. A worker opens the store anew when a build has replaced it, and
ends with the process that started it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgbuild.errors import GraphError, KgbuildError, QueryError, StoreError
from kgbuild.store.embedded.leases import release
from kgbuild.store.embedded.memory import OxigraphStore
from kgbuild.store.embedded.offline import refuse_service
from kgbuild.store.embedded.oxigraph import current, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.connection import Connection

AT_ONCE = 2
TIMEOUT = 60.0
"""Seconds for a query, waiting for its turn included."""

MEMORY = 2.0
"""GB that a query may take."""

LARGEST_ANSWER = 128 * 2**20
"""Bytes of an answer."""

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
TEXT = "text/plain; charset=utf-8"

Reply = tuple[HTTPStatus, bytes, str]
"""Status, body, its media type."""

if TYPE_CHECKING:
    Asked = Callable[[OxigraphStore, str, Mapping[str, str]], Mapping[str, object]]
    """Answers a ready question by its name and parameters; a function of a module, for it goes to another process."""

    Task = tuple[str, str] | tuple[str, dict[str, str]]
    """A query and the Accept header, or a question and its parameters."""


def plain(status: HTTPStatus, text: str) -> Reply:
    """A message as a reply."""
    return status, (text + "\n").encode("utf8", "replace"), TEXT


class Workers:
    """At most `AT_ONCE` processes that answer queries on the graph in `folder`."""

    def __init__(
        self,
        folder: Path,
        *,
        asked: Asked | None = None,
        timeout: float = TIMEOUT,
        memory: float = MEMORY,
    ) -> None:
        self._folder = folder
        self._asked = asked
        self._timeout = timeout
        self._memory = memory
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        self._idle.put(self._worker())
        for _ in range(AT_ONCE - 1):
            self._idle.put(None)

    def _worker(self) -> _Worker:
        return _Worker(self._folder, self._memory, self._asked)

    def ask(self, query: str, accept: str) -> Reply:
        """The reply to a query; `accept` is the request's Accept header."""
        return self._done((query, accept))

    def question(self, name: str, given: dict[str, str]) -> Reply:
        """The answer to a ready question, as JSON."""
        return self._done((name, given))

    def _done(self, task: Task) -> Reply:
        end = monotonic() + self._timeout
        try:
            worker = self._idle.get(timeout=self._timeout)
        except Empty:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, "other queries are at work; try later")
        try:
            worker = worker or self._worker()
            reply = worker.ask(task, max(0.0, end - monotonic()))
        except (EOFError, OSError):
            reply = plain(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                f"the query needed more than {self._memory:g} GB and was ended (--memory)",
            )
        if reply is None:
            reply = plain(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"the query took more than {self._timeout:g} s and was ended (--timeout)",
            )
        if worker is not None and reply[0] >= HTTPStatus.INTERNAL_SERVER_ERROR:
            worker.kill()
            worker = None
        self._idle.put(worker)
        return reply

    def close(self) -> None:
        """End the idle processes; those at work end with this process."""
        for _ in range(AT_ONCE):
            with suppress(Empty):
                worker = self._idle.get(block=False)
                if worker is not None:
                    worker.kill()


class _Worker:
    """One process, with the pipe to it."""

    def __init__(self, folder: Path, memory: float, asked: Asked | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(folder, theirs, memory, asked), daemon=True
        )
        self._process.start()
        theirs.close()

    def ask(self, task: Task, seconds: float) -> Reply | None:
        """The reply; None when it did not come in time."""
        self._pipe.send(task)
        if not self._pipe.poll(seconds):
            return None
        reply: Reply = self._pipe.recv()
        return reply

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _limit(memory: float) -> None:
    """Bound what this process may allocate (GB): beyond it the query ends, not the machine."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bound = int(memory * 2**30)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(folder: Path, pipe: Connection[Any, Any], memory: float, asked: Asked | None) -> None:
    """The life of a worker."""
    _limit(memory)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the library says as it dies
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends us
    Thread(target=_end_with_parent, daemon=True).start()
    store: ox.Store | None = None
    made: Path | None = None
    while True:
        try:
            text, more = pipe.recv()
        except EOFError:
            return
        try:
            now = generation(folder)
            if store is None or now != made:
                store = open_store(folder)
                if made is not None:
                    release(made)
                made = now
            reply = (
                told(store, asked, text, more)
                if isinstance(more, dict)
                else answer(store, text, more)
            )
        except KgbuildError as error:
            reply = plain(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        pipe.send(reply)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def generation(folder: Path) -> Path:
    """The folder of the graph's store as it is now; raises GraphError without one."""
    found = current(folder)
    if found is None:
        raise GraphError(f"{folder}: no graph here")
    return found


def told(store: ox.Store, asked: Asked | None, name: str, given: dict[str, str]) -> Reply:
    """The reply to a ready question, or what is wrong with it."""
    if asked is None:
        return plain(HTTPStatus.NOT_FOUND, "no questions here; the endpoint is /sparql")
    try:
        body = json.dumps(asked(OxigraphStore(store), name, given), default=str).encode()
    except (GraphError, StoreError) as error:
        return plain(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
    except KgbuildError as error:
        return plain(HTTPStatus.BAD_REQUEST, str(error))
    if len(body) > LARGEST_ANSWER:
        return _too_large("a shorter period")
    return HTTPStatus.OK, body, "application/json"


def _too_large(ask: str) -> Reply:
    return plain(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"an answer of more than {LARGEST_ANSWER // 2**20} MB: ask for less ({ask})",
    )


def answer(store: ox.Store, query: str, accept: str) -> Reply:
    """The reply to one query: rows or triples in the first accepted form, or what is wrong with it."""
    try:
        refuse_service(query)
        found: Any = store.query(query)
        table: dict[str, Any] = TRIPLES if isinstance(found, ox.QueryTriples) else ROWS
        kind = _accepted(accept, list(table))
        if kind is None:
            return plain(HTTPStatus.NOT_ACCEPTABLE, f"answers come as {', '.join(table)}")
        body: bytes = found.serialize(format=table[kind])
        if len(body) > LARGEST_ANSWER:
            return _too_large("LIMIT")
    except QueryError as error:
        return plain(HTTPStatus.BAD_REQUEST, str(error))
    except SyntaxError as error:
        return plain(HTTPStatus.BAD_REQUEST, f"the query does not parse: {error}")
    except (OSError, RuntimeError, ValueError) as error:
        return plain(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
    return HTTPStatus.OK, body, kind


def _accepted(accept: str, kinds: Sequence[str]) -> str | None:
    for part in accept.split(","):
        wanted = part.split(";")[0].strip()
        if wanted in ("*/*", "application/*"):
            return kinds[0]
        if wanted in kinds:
            return wanted
    return None
