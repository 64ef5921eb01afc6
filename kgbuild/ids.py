"""Content ids: the same content has the same id, on every machine and in every order.

An id is a prefix that tells the kind, a colon-free dash, and 20 hexadecimal digits of SHA-256 over
length-prefixed UTF-8 fields, so that ("Al", "pha") and ("Alp", "ha") differ.

Test vector:

>>> content_id("test", "Al", "pha")
'test-e173b85376f4db77e408'
>>> content_id("test", "Alp", "ha")
'test-6aea1575c65c72a1c096'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

DIGITS = 20


def content_id(kind: str, *fields: str | int) -> str:
    """Hash `fields` (each length-prefixed) and put `kind` before it."""
    parts: list[bytes] = []
    for field in (kind, *fields):
        raw = str(field).encode("utf8", "surrogatepass")
        parts += (len(raw).to_bytes(8, "big"), raw)
    return f"{kind}-{hashlib.sha256(b''.join(parts)).hexdigest()[:DIGITS]}"


def document_id(source: str, text: str) -> str:
    """Id of a document: where it came from, and its text."""
    return content_id("d", source, text)


def cluster_id(document: str, start: int, end: int) -> str:
    """Id of a document cluster: the document and the span of its first mention (characters)."""
    return content_id("m", document, start, end)


def claim_id(
    document: str,
    predicate: tuple[int, int],
    subjects: Iterable[tuple[int, int]],
    objects: Iterable[tuple[int, int]],
    relation: str | None,
    words: str,
    polarity: str,
) -> str:
    """Id of a claim: document, spans, relation and polarity; never an entity id.

    `words` (the lemmatised predicate) tells open claims on the same spans apart.
    """
    parts: list[str | int] = [document, *predicate, relation or "", words, polarity, "S"]
    for start, end in subjects:
        parts += [start, end]
    parts.append("O")
    for start, end in objects:
        parts += [start, end]
    return content_id("c", *parts)


def fact_id(claims: Iterable[str]) -> str:
    """Id of a fact: the claims that it clusters, in any order."""
    return content_id("f", *sorted(claims))


def conflict_id(kind: str, field: str, members: Iterable[str]) -> str:
    """Id of a conflict: its kind, field, and the claims and facts in it, in any order."""
    return content_id("x", kind, field, *sorted(members))


def judgement_id(left: str, right: str, verdict: str, decided_by: str, sequence: int) -> str:
    """Id of a judgement; the sequence number tells repeated words of one person apart."""
    return content_id("j", min(left, right), max(left, right), verdict, decided_by, sequence)
