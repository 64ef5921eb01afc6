"""Queries stay on this machine: SPARQL's SERVICE, which asks other servers, is refused."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kgbuild.errors import QueryError

SERVICE = re.compile("service", re.IGNORECASE)

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
"""A letter by its number: the language replaces these before anything else is read."""

REFUSED = "SERVICE is refused: queries are answered from this graph alone, no other server is asked"


def _letter(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    plain = number < 128 and chr(number).isalpha()
    return chr(number) if plain else match[0]


def refuse_service(text: str) -> None:
    """Raise QueryError for a query that would ask another server.

    The library's own parser decides: where the letters "service" occur at all, the query is parsed once
    more with each of them misspelt. Comments, strings, IRIs, prefixes and variables bear that, the
    keyword does not. The store that this runs on is empty.
    """
    text = ESCAPE.sub(_letter, text)  # SPARQL reads \\u0053ERVICE as SERVICE
    if SERVICE.search(text) is None:
        return
    misspelt = SERVICE.sub(lambda match: f"{match[0][0]}x{match[0][2:]}", text)
    try:
        ox.Store().query(misspelt)
    except SyntaxError as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"{REFUSED} (or the query does not parse: {reason})") from None
    except (OSError, RuntimeError, ValueError):
        return  # it parsed
