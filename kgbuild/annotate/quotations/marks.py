"""Quotations: typographic and straight marks, over sentences and paragraphs, nested, partial, scare.

Who speaks is settled after coreference (`speakers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import Quote
from kgbuild.attribution.turns import turns
from kgbuild.attribution.words import QUOTING, SPEAKING
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"“": "”", "„": "“", "«": "»", "‘": "’", "‹": "›", "``": "''"}
STRAIGHT = ('"', "''")
# Marks that a new paragraph of the same quotation repeats; single ones are too often apostrophes.
DOUBLE = frozenset({"”", "»", '"', "''"})
# A quotation longer than this many tokens is a mark that was never closed.
LONGEST = 400
SCARE_WORDS = 3
# How many tokens from a quotation its verb may stand, and one that speaks only beside quotations.
BESIDE, NEXT = 12, 5


def quotes(doc: Doc) -> list[Quote]:
    """All quotations of the document, in order; nested ones follow the one around them."""
    found: list[Quote] = []
    open_marks: list[tuple[int, str]] = []
    for token in doc:
        text = token.text
        double = bool(open_marks) and open_marks[0][1] in DOUBLE
        if double and (ended := _paragraph_before(doc, token)):
            if OPENING.get(text, text) == open_marks[0][1] and _can_open(doc, token):
                continue  # the next paragraph of the same quotation opens again without closing
            if not _closed_later(doc, token.i, open_marks[0][1]):
                start, _ = open_marks[0]
                open_marks.clear()
                _keep(found, doc, start + 1, ended)
        if open_marks and _closes(doc, token, open_marks[-1][1]):
            start, mark = open_marks.pop()
            if mark == "’" and _apostrophe(doc, start, token):
                continue
            _keep(found, doc, start + 1, token.i - _two_singles(doc, token))
        elif len(open_marks) == 2 and _closes(doc, token, open_marks[-2][1]):
            # the inner mark was an apostrophe or never closed
            open_marks.pop()
            start, _ = open_marks.pop()
            _keep(found, doc, start + 1, token.i)
        elif text in OPENING and _can_open(doc, token):
            if open_marks and OPENING[text] == open_marks[-1][1]:
                # a new paragraph of the same quotation opens again without closing
                continue
            open_marks.append((token.i, OPENING[text]))
        elif text in STRAIGHT and _can_open(doc, token):
            open_marks.append((token.i, text))
        elif text == "”" and not open_marks and _can_open(doc, token):
            # typed with the closing mark on both sides
            open_marks.append((token.i, "”"))
        elif text in "”“" and not open_marks and _said_after(doc, token):
            # closed without being opened: "What can you expect?” he went on"
            _keep(found, doc, doc[token.i - 1].sent.start, token.i)
        elif text == "'" and _straight_single(doc, token):
            open_marks.append((token.i, "'"))
        while open_marks and token.i - open_marks[0][0] > LONGEST:
            open_marks.pop(0)
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def turn_quotes(doc: Doc) -> list[Quote]:
    """The turns of an interview or script, each a quotation whose label names the speaker."""
    found = []
    for turn in turns(doc.text):
        span = doc.char_span(turn.start, turn.end, alignment_mode="contract")
        label = doc.char_span(turn.label_start, turn.label_end, alignment_mode="expand")
        if span is not None and len(span):
            named = (
                (label.start, label.end)
                if label is not None and turn.label_end > turn.label_start
                else (0, 0)
            )
            found.append(Quote(span.start, span.end, direct=True, label=named))
    return found


def _paragraph_before(doc: Doc, token: Token) -> int:
    """The end of the paragraph before, where a sentence opens a new one; else 0."""
    if token.i == 0 or not token.is_sent_start or token.is_space:
        return 0
    end = token.i
    while end and doc[end - 1].is_space:
        end -= 1
    broken = "\n" in doc[end : token.i].text or "\n" in doc[end - 1].text_with_ws
    closed = end > 0 and doc[end - 1].text in {".", "!", "?", "…", "”", '"'}
    return end if broken and closed else 0


def _closed_later(doc: Doc, at: int, mark: str) -> bool:
    """Whether the next mark of the kind closes: the quotation goes on in a paragraph that did not open again."""
    opening = next((o for o, c in OPENING.items() if c == mark), mark)
    for token in doc[at : at + LONGEST]:
        if token.text in (mark, opening):
            before = doc[token.i - 1]
            attached = not before.whitespace_ and not before.is_space
            return attached and token.text == mark
    return False


def _closes(doc: Doc, token: Token, mark: str) -> bool:
    if mark == "”" and token.text == "“":
        # typed with the opening mark on both sides
        return not _can_open(doc, token)
    if mark == '"' and _two_singles(doc, token):
        return True
    if token.text != mark and {token.text, mark} != {"''", '"'}:
        return False
    if mark in ("’", "'"):
        return not (
            wf.has_form(token, wf.POSSESSIVE_MARK)
            or (token.i + 1 < len(doc) and not token.whitespace_ and doc[token.i + 1].is_alpha)
        )
    return True


def _two_singles(doc: Doc, token: Token) -> bool:
    """Whether this is the second of two single marks that stand for a double one."""
    before = doc[token.i - 1] if token.i else token
    return token.text == "'" == before.text and before.i != token.i and not before.whitespace_


def _said_after(doc: Doc, mark: Token) -> bool:
    """Whether a closing mark behind a sentence's last sign is followed by who said it."""
    if mark.i == 0 or doc[mark.i - 1].text not in {",", "?", "!", "."}:
        return False
    return any(token.lemma_.lower() in SPEAKING for token in doc[mark.i + 1 : mark.i + 5])


def _can_open(doc: Doc, token: Token) -> bool:
    follows = (
        token.i == 0
        or bool(doc[token.i - 1].whitespace_)
        or not doc[token.i - 1].text[-1:].isalnum()
    )
    return follows and token.i + 1 < len(doc) and not token.whitespace_


def _straight_single(doc: Doc, token: Token) -> bool:
    return (
        not wf.has_form(token, wf.POSSESSIVE_MARK)
        and _can_open(doc, token)
        and (token.i == 0 or bool(doc[token.i - 1].whitespace_))
    )


def _apostrophe(doc: Doc, start: int, token: Token) -> bool:
    return token.i - start <= 1


def _keep(found: list[Quote], doc: Doc, start: int, end: int) -> None:
    if end > start:
        found.append(Quote(start=start, end=end, direct=_direct(doc, start, end)))


def _direct(doc: Doc, start: int, end: int) -> bool:
    """Whether a whole clause is quoted: it has its own finite predicate and closes as a sentence does."""
    if end - start <= SCARE_WORDS:
        return False
    span = doc[start:end]
    closes = span[-1].text in {".", ",", "!", "?", "…", "—", "-"} or (
        end + 1 < len(doc) and doc[end + 1].text in {",", "."}
    )
    finite = any(
        token.pos_ in ("VERB", "AUX")
        and (wf.has_form(token, wf.FINITE) or fn.stands_as(token, fn.ROOT))
        for token in span
    )
    # "“No more of that, please.”": a quotation that fills its sentences is no scare quote
    opens = start > 0 and bool(doc[start - 1].is_sent_start)
    fills = opens and span[-1].text in {".", "!", "?", "…"}
    return closes and (finite or fills)


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
    if quote.start >= 2 and doc[quote.start - 2].text == ":":
        # "She said that … on a communal basis: “…”"
        root = doc[quote.start - 2].sent.root
        if root.i < quote.start and root.lemma_.lower() in QUOTING:
            return root
    return _framing(doc, quote)


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
