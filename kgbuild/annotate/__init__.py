"""Mentions, coreference, quotes, metonyms: a Document becomes an Annotated."""

from kgbuild.annotate.annotated import (
    Annotated,
    Draft,
    MentionSpan,
    Quote,
    Section,
    Slot,
    Standing,
    TimeExpression,
)
from kgbuild.annotate.stage import annotate, annotate_doc

__all__ = [
    "Annotated",
    "Draft",
    "MentionSpan",
    "Quote",
    "Section",
    "Slot",
    "Standing",
    "TimeExpression",
    "annotate",
    "annotate_doc",
]
