"""A fault costs a sentence, never an article: what a stage cannot do is left out and recorded.

An error of ours in one sentence must not lose the other thirty. `salvage` finds the sentences that a
run of the stages breaks on, by running windows of sentences alone and then ever shorter beginnings of a
window; each is blanked, as metadata are, so that all offsets stay true. What was left out is a `Fault`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kgbuild.errors import KgbuildError
from kgbuild.model import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kgbuild.model import Document

R = TypeVar("R")
Span = tuple[int, int]

WINDOW = 24
"""Sentences that are tried together before they are tried one by one."""

ENDS = re.compile(r"(?<=[.!?…”\"])\s+(?=\S)|\s*\n\s*")


def salvage(document: Document, run: Callable[[Document], R]) -> tuple[R | None, list[Fault]]:
    """Run the stages on the document without the sentences that they break on.

    Returns the result and a fault for each sentence left out, in order of the text; the result is None
    when nothing can be done with the document at all. Errors made for people (KgbuildError) and a lack
    of memory pass through.
    """
    spans = sentence_spans(document.text)
    faults: list[Fault] = []
    for first in range(0, len(spans), WINDOW):
        window = spans[first : first + WINDOW]
        around = [*spans[:first], *spans[first + WINDOW :]]
        faults += _broken(document, run, window, around)
    left = [(f.start, f.end) for f in faults]
    rest = [span for span in spans if span not in set(left)]
    # What breaks only together with a sentence of another window.
    faults += _broken(document, run, rest, left)
    faults.sort(key=lambda fault: fault.start)
    result, error = _tried(_without(document, [(f.start, f.end) for f in faults]), run)
    if error is not None:
        return None, [Fault(document.id, 0, len(document.text), _stage(error), _words(error))]
    return result, faults


def sentence_spans(text: str) -> list[Span]:
    """Where the sentences are, roughly: at full stops and line ends (half-open characters).

    >>> sentence_spans("One. Two!\\nThree")
    [(0, 4), (5, 9), (10, 15)]
    """
    spans, start = [], 0
    for gap in ENDS.finditer(text):
        if text[start : gap.start()].strip():
            spans.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _broken(
    document: Document, run: Callable[[Document], R], spans: Sequence[Span], left: Sequence[Span]
) -> list[Fault]:
    """The sentences among `spans` that break the run, `left` being blanked; one fault each."""
    found: list[Fault] = []
    blank = list(left)
    todo = list(spans)
    while todo:
        _, error = _tried(_without(document, blank), run)
        if error is None:
            return found

        def breaks(length: int) -> bool:
            _, error = _tried(_without(document, [*blank, *todo[length:]]), run)  # noqa: B023
            return error is not None

        # The shortest beginning that breaks ends with the sentence at fault.
        length = bisect_left(range(len(todo) + 1), True, key=breaks)
        if length > len(todo) or length == 0:
            return found
        start, end = todo[length - 1]
        _, shown = _tried(_without(document, [*blank, *todo[length:]]), run)
        shown = shown or error
        found.append(Fault(document.id, start, end, _stage(shown), _words(shown)))
        blank.append((start, end))
        todo = [span for span in todo if span != (start, end)]
    return found


def _tried(document: Document, run: Callable[[Document], R]) -> tuple[R | None, Exception | None]:
    try:
        return run(document), None
    except (KgbuildError, MemoryError, ImportError):
        raise
    except Exception as error:  # the one place where a fault of ours is turned into data
        return None, error


def _without(document: Document, spans: Sequence[Span]) -> Document:
    return replace(document, metadata_spans=tuple(sorted({*document.metadata_spans, *spans})))


def _stage(error: BaseException) -> str:
    """The innermost function of ours that the error passed: where to look for it.

    >>> _stage(ValueError("not raised"))
    'unknown'
    """
    stage, trace = "unknown", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("kgbuild.") and module != __name__:
            stage = f"{module.removeprefix('kgbuild.')}.{trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
    return stage


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")[:200]
