"""The rows that views give: the keys of each, in their order."""

from __future__ import annotations

from typing import TypedDict


class FactRow(TypedDict):
    """A fact, with the first sentence that tells it; dates are ISO text."""

    start: str | None
    end: str | None
    precision: str | None
    when: str | None
    subject: str
    relation: str | None
    words: str | None
    object: str
    polarity: str
    modality: str | None
    status: str
    place: list[str]
    documents: int
    independent_sources: int
    observed: str | None
    fact: str
    worth: float
    sentence: str | None
    source: str | None


class ChangeRow(FactRow):
    """A fact that is new, ended or reversed, and what was before."""

    change: str
    before: str | None


class ConflictRow(TypedDict):
    """Where documents do not fit together, with every side's sentence."""

    kind: str
    field: str
    detail: str
    about: str | None
    documents: list[str]
    sentences: list[str]
    claims: list[str]
    facts: list[str]
    id: str


class SourceRow(TypedDict):
    """A claim of a fact: its document, speaker and sentence, and what the document leans on."""

    published: str | None
    publisher: str | None
    source: str
    said_by: list[str]
    hedge: str | None
    sentence: str
    start: int
    end: int
    leans_on: list[str]
    claim: str
    why: str
