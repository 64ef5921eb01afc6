"""Which verb a quotation hangs on: above it, beside it, before a colon, or in a frame behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.quotations.marks import OPENING, STRAIGHT
from kgbuild.attribution.words import MAKING, QUOTING, REPORTS, SPEAKING
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote

MARKED = frozenset({*OPENING, *STRAIGHT, "'"})
# How many tokens from a quotation its verb may stand, and one that speaks only beside quotations.
BESIDE, NEXT = 12, 5


def speech_verb(doc: Doc, quote: Quote) -> Token | None:
    """The verb that the quotation hangs on: above it, beside it, or before a colon or full stop."""
    for token in doc[quote.start : quote.end]:
        if quote.start <= token.head.i < quote.end and token.head.i != token.i:
            continue
        above = token.head
        if above.i != token.i and above.lemma_.lower() in QUOTING and above.pos_ in ("VERB", "AUX"):
            return above
    sentence = doc[quote.start].sent
    last = doc[quote.end - 1].sent
    beside = [
        token
        for token in doc[sentence.start : last.end]
        if not quote.start <= token.i < quote.end
        and token.pos_ == "VERB"
        and _speaks(token, abs(min(token.i - quote.end, quote.start - token.i, key=abs)))
    ]
    if beside:
        return min(
            beside,
            key=lambda token: (min(abs(token.i - quote.end), abs(quote.start - token.i)), token.i),
        )
    return announced(doc, quote.start) or _behind(doc, quote) or _framing(doc, quote)


def announced(doc: Doc, at: int) -> Token | None:
    """The verb of a sentence that ends in a colon before a quotation: "She said that … on a communal basis: “…”".

    A line may end between the two.
    """
    colon = at - 1
    while colon > 0 and (doc[colon].is_space or doc[colon].text in MARKED):
        colon -= 1
    if colon < 1 or doc[colon].text != ":":
        return None
    root = doc[colon].sent.root
    if root.i >= colon:
        return None
    if root.lemma_.lower() in QUOTING:
        return root
    made = phrases.children(root, fn.OBJECT)  # "made the following comment: “…”"
    told = root.lemma_.lower() in MAKING and any(n.lemma_.lower() in REPORTS for n in made)
    return root if told else None


def _behind(doc: Doc, quote: Quote) -> Token | None:
    """The verb of a frame that the parser reads as a sentence of its own: "“We won!” Lund shouted to the crowd."."""
    if quote.end + 1 >= len(doc) or doc[quote.end - 1].text not in {"!", "?", ","}:
        return None
    follows = doc[quote.end + 1]
    if not follows.is_sent_start or "\n" in doc[quote.end].text_with_ws:
        return None
    root = follows.sent.root
    told = phrases.children(root, fn.OBJECT | fn.FINITE_COMPLEMENT | fn.OPEN_COMPLEMENT)
    if root.lemma_.lower() not in QUOTING or root.pos_ != "VERB" or told:
        return None
    marked = any(t.text in OPENING or t.text in STRAIGHT for t in follows.sent)
    return None if marked else root


def _speaks(verb: Token, distance: int) -> bool:
    """Whether a verb so many tokens from a quotation may be its own: who smiles or goes on stands right beside it."""
    lemma = verb.lemma_.lower()
    return (distance <= BESIDE and lemma in SPEAKING) or (distance <= NEXT and lemma in QUOTING)


def _framing(doc: Doc, quote: Quote) -> Token | None:
    """A verb that no table knows in the place of one of saying: "“…,” Lund twittered", "“…?” twittered Lund"."""
    if doc[quote.end - 1].text not in {",", "?", "!"}:
        return None
    for token in doc[quote.end + 1 : min(quote.end + 1 + NEXT, len(doc))]:
        if token.pos_ == "VERB" and wf.has_form(token, wf.TENSED):
            own = [c for c in phrases.children(token, fn.SUBJECT) if c.i > quote.end]
            return token if own and not phrases.children(token, fn.OBJECT) else None
    return None
