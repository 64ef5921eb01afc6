"""What is said in quotation marks and tells no event: the words themselves, as their speaker's statement.

"“We must go now,” she said. “It was demoralizing.”": the second quotation has no verb of saying of its own,
and is hers all the same. A sentence of a quotation or turn is kept in its words; where it gives a claim of
its own, `normalize` drops them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kgbuild.annotate import Annotated, Quote

LEAST_WORDS = 3


def utterances(found: list[Draft], annotated: Annotated) -> list[Draft]:
    """A statement for each quoted sentence with a known speaker whose words no draft of `found` holds."""
    held = _held(found, annotated)
    made = []
    for sentence in annotated.doc.sents:
        for quote in annotated.quotes:
            if not quote.direct or not quote.speaker or quote.end <= sentence.start:
                continue
            if quote.start >= sentence.end:
                break
            start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
            if annotated.quote_at(start) is not quote or any(start <= i < end for i in held):
                continue
            draft = _statement(annotated.doc[start:end], quote, annotated)
            if draft is not None:
                made.append(draft)
    return made


def _held(found: list[Draft], annotated: Annotated) -> set[int]:
    """Tokens that stand as the words of the verb of saying in their own sentence."""
    held: set[int] = set()
    for draft in found:
        sentence = annotated.doc[draft.head].sent
        for slot in draft.object:
            if slot.literal is not None and slot.end > slot.start and slot.draft is None:
                held |= {
                    i for i in range(slot.start, slot.end) if sentence.start <= i < sentence.end
                }
    return held


def _statement(span: Span, quote: Quote, annotated: Annotated) -> Draft | None:
    words = [t for t in span if not t.is_punct and not t.is_space]
    if len(words) < LEAST_WORDS:
        return None
    asked = span[-1].text == "?"
    start, end = words[0].i, span.end
    text = " ".join(annotated.doc[start:end].text.split()).rstrip(",").strip()
    return Draft(
        extractor="utterances",
        head=span.root.i,
        trigger=(span.root.i,),
        words="ask" if asked else "say",
        lemma="ask" if asked else "say",
        relation="STATED",
        subject=[Slot(clusters=quote.speaker)],
        object=[Slot(start=start, end=end, literal=text)],
        quoted=True,
        tense="past",
        confidence=0.7,
    )
