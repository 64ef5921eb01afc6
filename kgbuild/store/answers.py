"""Between SPARQL terms and plain values: parameters go in as terms, answers come out as ids and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.errors import QueryError
from kgbuild.store.triples.terms import BASE, XSD, Namer, concept_word, literal, relation_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.store.base import BoundValue

KIND_OF = {"entity": "Entity", "fact": "Fact"}

NUMBERS = frozenset({"decimal", "double", "float"})
WHOLE = frozenset({"integer", "int", "long", "nonNegativeInteger"})

# Strings, IRIs and comments are stepped over, so that a variable is only replaced where it is one.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>"
    r"|#[^\n]*"
    r"|[?$](?P<name>\w+)",
)


def term(bound: BoundValue, *, base: str = BASE) -> str:
    """A parameter as an N-Triples term."""
    if bound.type in KIND_OF:
        return f"<{Namer(base).iri(KIND_OF[bound.type], str(bound.value))}>"
    if bound.type == "relation":
        return f"<{relation_iri(str(bound.value))}>"
    return literal(bound.value)


def substitute(text: str, terms: Mapping[str, str]) -> str:
    """Replace each parameter's variable by its term, for servers without parameters of their own.

    The text is read token by token: strings, IRIs and comments stay as they are, and a term is written
    by the same function that writes our exports, so that no value can end it early.
    """

    def replaced(match: re.Match[str]) -> str:
        name = match["name"]
        return terms.get(name, match[0]) if name else match[0]

    return TOKEN.sub(replaced, text)


def plain_iri(iri: str, namer: Namer) -> str:
    """An IRI as a row shows it: an id of the data, a word of the vocabulary, or the IRI."""
    return namer.read(iri) or concept_word(iri) or iri


def plain_literal(text: str, datatype: str, namer: Namer) -> object:
    """A literal as a plain value."""
    if not datatype.startswith(XSD):
        return text
    local = datatype[len(XSD) :]
    if local in WHOLE:
        return int(text)
    if local in NUMBERS:
        return round(float(text), 6)
    if local == "boolean":
        return text in ("true", "1")
    # SPARQL cannot take the least of IRIs, only of their texts.
    return (namer.read(text) or text) if local == "string" else text


PLACE = re.compile(r"\bat (\d+):(\d+)|line:(\d+), col:(\d+)")


def parse_error(error: Exception) -> QueryError:
    """A syntax error as one short line with its place, without all that might have stood there."""
    told = " ".join(str(error).split())
    if found := PLACE.search(told):
        line, column = found[1] or found[3], found[2] or found[4]
        return QueryError(f"the query does not parse: line {line}, column {column}")
    return QueryError(f"the query does not parse: {told[:200]}")
