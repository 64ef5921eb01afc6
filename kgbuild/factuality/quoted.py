"""Whose words a predicate inside quotation marks is: the quotation's speaker joins the voices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.status import Status
from kgbuild.predicates.speakers import Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.annotate.annotated import Quote


def _tells_of(voice: Voice, quote: Quote) -> bool:
    """Whether a source is named beside a quotation, outside of it and of its verb of saying."""
    outside = voice.cue is not None and not quote.start <= voice.cue < quote.end
    return outside and voice.cue != quote.cue and voice.noun == voice.cue


def asked_in_quotes(head: Token, annotated: Annotated) -> bool:
    """Whether a predicate stands in a question inside quotation marks ("“why did they leave?” she asked")."""
    quote = annotated.quote_at(head.i)
    if quote is None or not quote.direct:
        return False
    ends = (t.text for t in head.doc[head.i + 1 : quote.end] if t.text in ("?", ".", "!"))
    return next(ends, "") == "?"


def with_quote(status: Status, head: Token, annotated: Annotated) -> Status:
    """The status with whoever speaks the quotation that a predicate stands in among its voices."""
    quote = annotated.quote_at(head.i)
    if quote is None or not quote.direct:
        return status
    if not quote.speaker:
        # somebody's words, whoever it is: never the article's own
        unnamed = Voice(None, quote.cue)
        return status if status.voices else replace(status, voices=(unnamed,))
    if any(v.cue == quote.cue and v.cue is not None for v in status.voices):
        # "“…,” he said, according to the paper": the paper tells what he said
        sources = [v for v in status.voices if _tells_of(v, quote)]
        rest = [v for v in status.voices if v not in sources]
        return replace(status, voices=(*sources, *rest))
    outside = [v for v in status.voices if v.cue is None or not quote.start <= v.cue < quote.end]
    inside = [v for v in status.voices if v not in outside]
    for voice in outside:
        mention = annotated.mention_at(voice.noun) if voice.noun is not None else None
        if mention is not None and mention.clusters == quote.speaker:
            return status
    spoken = Voice(None, quote.cue, quote.speaker)
    return replace(status, voices=(*outside, spoken, *inside))
