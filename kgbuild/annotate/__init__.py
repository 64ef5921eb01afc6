"""Mentions, coreference, quotes, metonyms: a Document becomes an Annotated."""

from kgbuild.annotate.annotate import annotate, annotate_doc
from kgbuild.annotate.annotated import (
    Annotated,
    Draft,
    MentionSpan,
    Quote,
    Section,
    Slot,
    TimeExpression,
)

__all__ = [
    "Annotated",
    "Draft",
    "MentionSpan",
    "Quote",
    "Section",
    "Slot",
    "TimeExpression",
    "annotate",
    "annotate_doc",
]
