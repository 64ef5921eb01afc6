"""Who speaks each quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.nodes import Chain, Node
from kgbuild.annotate.quotes import SPEECH, speech_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote

THINGS = frozenset({"Document", "Event", "Position", "Product", "Topic"})


def speakers(doc: Doc, quotes: list[Quote], by_head: dict[int, Node]) -> dict[int, Node]:
    """The node of each quotation's speaker, by the quotation's place in the list; sets its cue.

    A quotation without a verb of its own continues the one before in the same or the next paragraph.
    """
    found: dict[int, Node] = {}
    last: tuple[int, Node] | None = None
    for at, quote in enumerate(quotes):
        verb = speech_verb(doc, quote)
        if verb is not None:
            quote.cue = verb.i
            subject = syntax.subject(verb)
            node = by_head.get(subject.i) if subject is not None else None
            if node is not None and not quote.start <= node.head < quote.end:
                found[at] = node
                # a post or a letter is read out once; what follows is somebody's again
                last = (quote.end, node) if node.type not in THINGS else None
                continue
        outer = [
            i
            for i, other in enumerate(quotes)
            if other.start < quote.start and quote.end < other.end
        ]
        if outer and outer[-1] in found:
            if not quote.direct:
                found[at] = found[outer[-1]]
            continue
        according = _according(doc, quote, by_head)
        if according is not None:
            found[at] = according
            last = (quote.end, according)
        elif quote.direct and last is not None and quote.start - last[0] < 80:
            found[at] = last[1]
            last = (quote.end, last[1])
        elif quote.direct and (said := _said_before(doc, quote, by_head)) is not None:
            found[at] = said
            last = (quote.end, said)
        elif not quote.direct:
            sentence = doc[quote.start].sent
            said = _sentence_speaker(sentence.root, by_head)
            if said is not None and not quote.start <= said.head < quote.end:
                found[at] = said
    return found


def _according(doc: Doc, quote: Quote, by_head: dict[int, Node]) -> Node | None:
    sentence = doc[quote.start].sent
    for token in sentence:
        if token.lower_ == "according":
            for node in (
                by_head.get(i) for i in range(token.i + 1, min(token.i + 12, sentence.end))
            ):
                if node is not None:
                    return node
    return None


def _said_before(doc: Doc, quote: Quote, by_head: dict[int, Node]) -> Node | None:
    """Who speaks in the sentence before, in the same paragraph, where a quotation fills its own: "A said no. “…”"."""
    sentence = doc[quote.start].sent
    if quote.start - sentence.start > 1 or sentence.start == 0:
        return None
    before = doc[sentence.start - 1]
    if "\n" in before.text_with_ws:
        return None
    said = _sentence_speaker(before.sent.root, by_head)
    return said if said is not None and said.type not in THINGS else None


def _sentence_speaker(root: Token, by_head: dict[int, Node]) -> Node | None:
    if root.lemma_.lower() not in SPEECH:
        return None
    subject = syntax.subject(root)
    return by_head.get(subject.i) if subject is not None else None


def quote_speakers(spoken: dict[int, Node]) -> dict[int, Chain]:
    """Chains of the speakers, by quotation."""
    return {at: node.chain for at, node in sorted(spoken.items()) if node.chain is not None}
