"""A Neo4j server: connection, queries, and its refusals as plain messages.

Tested with 5.26 LTS and 2026.x Community. Cypher text comes from our own files and tables; values are
always driver parameters.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from kgbuild.errors import KgbuildError, QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kgbuild.store.base import BoundValue, Row

T = TypeVar("T")

# Without a handler of its own the driver's warnings would land on stderr, beside our one line.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Beginnings of an address; `+s` is TLS with a trusted certificate, `+ssc` TLS with any."""

ANSWER_SECONDS = 15.0
"""How long the first connection may take."""

TESTED = ("5.", "2025.", "2026.")
"""Beginnings of the server versions that the loader and the queries are known to work with."""

RETRY_SECONDS = 180.0
"""How long a transaction is tried again while the server restarts."""

BROKEN = "Neo.DatabaseError.Transaction."
"""Beginning of the codes of a server that cannot write its log any more, and then starts no transaction."""

COMMIT_RETRIES = 5
"""How often a transaction is run again whose commit was cut off. The driver leaves this to us, since
only the caller knows that running it twice is harmless; all of ours are (MERGE by id)."""


class Neo4jStore:
    """Queries and writes on one database of a server."""

    language: Literal["sparql", "cypher"] = "cypher"

    def __init__(self, driver: neo4j.Driver, *, database: str = "neo4j") -> None:
        self.driver = driver
        self.database = database
        self.version = ""

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows of a reading query; parameters are the driver's."""
        bound = {name: value.value for name, value in parameters.items()}
        return self.read(text, **bound)

    def read(self, text: str, **parameters: Any) -> list[Row]:
        """Rows of a reading query with plain values."""

        def work(tx: neo4j.ManagedTransaction) -> list[Row]:
            return [
                {key: plain(value) for key, value in record.data().items()}
                for record in tx.run(text, parameters)
            ]

        with explained(self), self._session() as session:
            return session.execute_read(work)

    def write(self, text: str, **parameters: Any) -> None:
        """One transaction that may be run twice; a cut-off commit is run again."""

        def work(tx: neo4j.ManagedTransaction) -> None:
            tx.run(text, parameters).consume()

        with explained(self):
            self._again(lambda session: session.execute_write(work))

    def schema(self, statements: Sequence[str]) -> None:
        """Constraints and indexes, in one transaction."""

        def work(tx: neo4j.ManagedTransaction) -> None:
            for statement in statements:
                tx.run(statement).consume()

        with explained(self):
            self._again(lambda session: session.execute_write(work))

    def _again(self, action: Callable[[neo4j.Session], T]) -> T:
        for attempt in range(COMMIT_RETRIES):
            try:
                with self._session() as session:
                    return action(session)
            except (exceptions.IncompleteCommit, exceptions.Neo4jError) as error:
                # Two loads that set up the schema at once trip over each other on 5.26: a deadlock that
                # it calls a fault of its own, or an index that the other has made meanwhile.
                cut_off = isinstance(error, exceptions.IncompleteCommit)
                raced = "eadlock" in str(error) or "n equivalent" in str(error)
                if attempt + 1 == COMMIT_RETRIES or not (cut_off or raced):
                    raise
                time.sleep(1.0 + attempt)
        raise AssertionError("unreachable")

    def _session(self) -> neo4j.Session:
        return self.driver.session(database=self.database)


def plain(value: Any) -> Any:
    """A driver's value as a plain one: dates as ISO text, lists and maps looked into."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    return round(value, 6) if isinstance(value, float) else value


@contextmanager
def connect(uri: str, user: str, password: str, *, database: str = "neo4j") -> Iterator[Neo4jStore]:
    """A server that answers, with the version read; raises StoreError with the reason if not."""
    _check_address(uri)
    try:
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            max_transaction_retry_time=RETRY_SECONDS,
            connection_timeout=ANSWER_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,
            notifications_min_severity="OFF",
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise StoreError(f"{uri}: no address of a Neo4j server ({error})") from None
    try:
        store = Neo4jStore(driver, database=database)
        with explained(store, uri=uri):
            driver.verify_connectivity()
            rows = store.read("CALL dbms.components() YIELD versions RETURN versions[0] AS version")
            store.version = str(rows[0]["version"])
        yield store
    finally:
        driver.close()


def bare(uri: str) -> str:
    """An address as it may be shown: without a user and password.

    >>> bare("bolt://neo4j:secret@localhost:7687")
    'bolt://localhost:7687'
    """
    before, at, rest = uri.rpartition("@")
    scheme, colon, _ = before.partition("://")
    return uri if not at else f"{scheme}://{rest}" if colon else rest


def _check_address(uri: str) -> None:
    """Raise StoreError for an address that the driver would not take, or take for something else."""
    if "@" in uri:
        raise StoreError(
            f"{bare(uri)}: write the address without user and password; these are --user, and"
            " NEO4J_PASSWORD or --password-file"
        )
    try:
        parts = urlsplit(uri)
        known = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise StoreError(f"{uri}: no address of a Neo4j server; write bolt://HOST:7687")


def version_warning(version: str) -> str | None:
    """What to tell about a server that was not tested; None for one that was."""
    if version.startswith(TESTED):
        return None
    return f"Neo4j {version} is not a version that kgbuild was tested with (5.26, 2026.x); going on"


@contextmanager
def explained(store: Neo4jStore, *, uri: str = "") -> Iterator[None]:
    """The driver's exceptions as one line each."""
    try:
        yield
    except KgbuildError:
        raise
    except exceptions.AuthError as error:
        reason = "too many wrong passwords; wait" if "RateLimit" in str(error.code) else ""
        text = reason or "the user or the password is wrong"
        raise StoreError(f"Neo4j refused to log in: {text}") from None
    except (exceptions.CypherSyntaxError, exceptions.CypherTypeError) as error:
        raise QueryError(f"the query does not parse: {_line(error)}") from None
    except exceptions.ServiceUnavailable as error:
        raise StoreError(_away(error, uri)) from None
    except exceptions.UnsupportedServerProduct:
        raise StoreError(
            f"what answers{_at(uri)} does not speak Neo4j's protocol; where it wants TLS, write "
            "bolt+s:// or bolt+ssc://"
        ) from None
    except exceptions.ClientError as error:
        raise _client_error(error, store.database) from None
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        if str(getattr(error, "code", "")).startswith(BROKEN):
            raise StoreError(
                f"the Neo4j server cannot write any more, as when its disk is full ({_line(error)[:80]}…); "
                "make room, start it again and run the same command: it goes on from there"
            ) from None
        raise StoreError(f"Neo4j refused{_at(uri)}: {_line(error)}") from None
    except OSError as error:
        raise StoreError(f"no Neo4j server answers{_at(uri)}: {_line(error)}") from None


def _at(uri: str) -> str:
    return f" at {uri}" if uri else ""


def _away(error: exceptions.ServiceUnavailable, uri: str) -> str:
    """Why nobody answers: encryption that only one side speaks is the reason that is hard to guess."""
    text = _line(error)
    if "+s" in urlsplit(uri).scheme:
        plain_scheme = uri.partition("+")[0]
        return (
            f"no Neo4j server answers with TLS at {uri}; a server without TLS, as most on one's own "
            f"machine, is at {plain_scheme}://…; with a certificate of its own at {plain_scheme}+ssc://…"
        )
    if "looks like HTTP" in text:
        return f"{uri} is Neo4j's web port: give the Bolt port (7687 unless set otherwise)"
    if "handshake" in text.casefold():
        return (
            f"no Neo4j server answers{_at(uri)}; where it wants TLS, write bolt+s:// or bolt+ssc://"
        )
    return f"no Neo4j server answers{_at(uri)}: {text}"


def _line(error: BaseException) -> str:
    text = getattr(error, "message", None) or str(error)
    return " ".join(str(text).split())[:300]


def _client_error(error: exceptions.ClientError, database: str) -> KgbuildError:
    code = str(error.code)
    if "DatabaseNotFound" in code:
        return StoreError(f"the Neo4j server has no database {database!r}")
    if "ReadOnly" in code:
        return StoreError(f"the Neo4j database {database!r} is read-only: nothing can be written")
    if "Forbidden" in code or "AccessMode" in code:
        return StoreError(f"Neo4j forbids it to this user, or in this query: {_line(error)}")
    if "ParameterMissing" in code:
        return QueryError(f"a parameter is missing: {_line(error)}")
    if ".Statement." in code:
        return QueryError(f"the query failed: {_line(error)}")
    return StoreError(f"Neo4j refused: {_line(error)}")
