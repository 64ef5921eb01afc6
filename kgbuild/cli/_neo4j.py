"""Options of a Neo4j server; the password comes from the environment, a file or a prompt."""

from __future__ import annotations

import functools
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Neo4j server is and who asks."""

    uri: str
    user: str
    database: str
    password_file: Path | None

    @property
    def shown(self) -> str:
        """The address without a user and password, for people to see."""
        from kgbuild.store.cypher.neo4j import bare

        return bare(self.uri)

    def password(self) -> str:
        """From --password-file, NEO4J_PASSWORD, or a prompt on a terminal; never an argument."""
        if self.password_file is not None:
            try:
                return self.password_file.read_text(encoding="utf8").strip()
            except OSError as error:
                raise UsageError(f"{self.password_file}: cannot read ({error.strerror})") from None
        if "NEO4J_PASSWORD" in os.environ:
            return os.environ["NEO4J_PASSWORD"]
        if not sys.stdin.isatty():
            raise UsageError("no password: set NEO4J_PASSWORD or give --password-file")
        return str(click.prompt("Neo4j password", hide_input=True, err=True))


def neo4j_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --uri, --user, --database, --password-file; the command gets one `server`."""

    @click.option(
        "--uri",
        envvar="NEO4J_URI",
        default="bolt://localhost:7687",
        show_default=True,
        help="Neo4j server.",
    )
    @click.option(
        "--user", envvar="NEO4J_USER", default="neo4j", show_default=True, help="Neo4j user."
    )
    @click.option(
        "--database",
        envvar="NEO4J_DATABASE",
        default="neo4j",
        show_default=True,
        help="Neo4j database.",
    )
    @click.option(
        "--password-file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File with the password (or set NEO4J_PASSWORD, or be asked).",
    )
    @functools.wraps(function)
    def wrapper(
        *args: Any, uri: str, user: str, database: str, password_file: Path | None, **kwargs: Any
    ) -> Any:
        return function(*args, server=Server(uri, user, database, password_file), **kwargs)

    return wrapper
