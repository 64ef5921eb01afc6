"""A tree that stands: once no rule changes it any more, children are looked up, and what is asked again is remembered.

Rules ask the same of a word many times: its children under a label, its copula, whether it is a verb. While a tree
stands, each is worked out once. Outside, and for every other Doc, all is read from the Doc as it is now.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

T = TypeVar("T")
_NOTHING: Any = object()


class Standing:
    """A Doc's children with their labels, by the place of the head, and what was answered about its words."""

    __slots__ = ("answers", "below", "doc")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.below: list[list[tuple[str, Token]]] = [[] for _ in range(len(doc))]
        self.answers: dict[Any, dict[int, Any]] = {}
        labels = doc.to_array("DEP").tolist()
        names = {label: doc.vocab.strings[label] for label in set(labels)}
        away = doc.to_array("HEAD").view(np.int64).tolist()
        for token, label, distance in zip(doc, labels, away, strict=True):
            if distance:
                self.below[token.i + distance].append((names[label], token))


_now: ContextVar[Standing | None] = ContextVar("standing", default=None)


@contextmanager
def standing(doc: Doc) -> Iterator[None]:
    """While this is open, nobody changes heads, labels, tags, parts of speech or lemmas of the Doc."""
    now = _now.get()
    before = _now.set(now if now is not None and now.doc is doc else Standing(doc))
    try:
        yield
    finally:
        _now.reset(before)


def children(token: Token, labels: frozenset[str]) -> list[Token]:
    """Return the children under one of the labels, in the order of the text."""
    now = _now.get()
    if now is not None and now.doc is token.doc:
        return [child for label, child in now.below[token.i] if label in labels]
    return [child for child in token.children if child.dep_ in labels]


def once(function: Callable[[Token], T]) -> Callable[[Token], T]:
    """Remember what a function says of a word while its tree stands; what it gives must not be changed."""

    @wraps(function)
    def asked(token: Token) -> T:
        now = _now.get()
        if now is None or now.doc is not token.doc:
            return function(token)
        answers = now.answers.get(function)
        if answers is None:
            answers = now.answers[function] = {}
        found = answers.get(token.i, _NOTHING)
        if found is _NOTHING:
            found = answers[token.i] = function(token)
        answer: T = found
        return answer

    return asked


def listed_once(function: Callable[[Token], list[T]]) -> Callable[[Token], list[T]]:
    """Remember a list alike; each who asks gets a list of his own."""
    kept = once(function)

    @wraps(function)
    def asked(token: Token) -> list[T]:
        return list(kept(token))

    return asked
