"""Quotations: typographic and straight marks, over sentences and paragraphs, nested, partial, scare.

Who speaks is settled after coreference (`speakers`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import Quote
from kgbuild.attribution.words import SPEAKING
from kgbuild.english.rulebook import decided
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"“": "”", "„": "“", "«": "»", "‘": "’", "‹": "›", "``": "''"}
STRAIGHT = ('"', "''")
# Marks that a new paragraph of the same quotation repeats; single ones are too often apostrophes.
DOUBLE = frozenset({"”", "»", '"', "''"})
# Marks of a quotation in a quotation, which close with it.
INNER = frozenset({"’", "'", "”", '"'})
# A quotation longer than this many tokens is a mark that was never closed.
LONGEST = 400
SCARE_WORDS = 3


def quotes(doc: Doc) -> list[Quote]:
    """All quotations of the document, in order; nested ones follow the one around them."""
    marks = _Marks(doc)
    for token in doc:
        marks.read(token)
    return sorted(marks.found, key=lambda quote: (quote.start, -quote.end))


class _Marks:
    """Quotation marks read from left to right: which are open, with the mark that closes each."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.found: list[Quote] = []
        self.open: list[tuple[int, str]] = []

    def read(self, token: Token) -> None:
        """Take in the next token."""
        if self._opens_again(token):
            return
        decided(MARKS, self, token)
        while self.open and token.i - self.open[0][0] > LONGEST:
            self.open.pop(0)

    def _opens_again(self, token: Token) -> bool:
        """Whether a new paragraph of the same quotation opens again without closing; one that does not ends it."""
        if not (self.open and self.open[0][1] in DOUBLE):
            return False
        ended = _paragraph_before(self.doc, token)
        if not ended:
            return False
        start, mark = self.open[0]
        if OPENING.get(token.text, token.text) == mark and _can_open(self.doc, token):
            return True
        if not _closed_later(self.doc, token.i, mark):
            self.open.clear()
            _keep(self.found, self.doc, start + 1, ended)
        return False

    def closes(self, token: Token) -> bool:
        return bool(self.open) and _closes(self.doc, token, self.open[-1][1])

    def close(self, token: Token) -> None:
        """ "“We left”"."""
        start, mark = self.open.pop()
        if mark != "’" or not _apostrophe(self.doc, start, token):
            _keep(self.found, self.doc, start + 1, token.i - _two_singles(self.doc, token))

    def closes_outer(self, token: Token) -> bool:
        return len(self.open) == 2 and _closes(self.doc, token, self.open[-2][1])

    def close_outer(self, token: Token) -> None:
        """ "“the ‘Halden men”": the inner mark was an apostrophe or never closed."""
        self.open.pop()
        start, _ = self.open.pop()
        _keep(self.found, self.doc, start + 1, token.i)

    def opens(self, token: Token) -> bool:
        return token.text in OPENING and _can_open(self.doc, token)

    def open_pair(self, token: Token) -> None:
        """ "“"; a new paragraph of the same quotation opens again without closing."""
        mark = OPENING[token.text]
        if not self.open or self.open[-1][1] != mark:
            self.open.append((token.i, mark))

    def opens_alike(self, token: Token) -> bool:
        """Whether the mark opens and closes alike: straight, or typed with the closing mark on both sides."""
        alike = token.text in STRAIGHT or (token.text == "”" and not self.open)
        return alike and _can_open(self.doc, token)

    def open_alike(self, token: Token) -> None:
        """ "\"We left\"", "”We left”"."""
        self.open.append((token.i, token.text))

    def never_opened(self, token: Token) -> bool:
        return token.text in "”“" and not self.open and _said_after(self.doc, token)

    def keep_sentence(self, token: Token) -> None:
        """ "What can you expect?” he went on"."""
        _keep(self.found, self.doc, self.doc[token.i - 1].sent.start, token.i)

    def opens_single(self, token: Token) -> bool:
        return token.text == "'" and _straight_single(self.doc, token)


MARKS: tuple[
    tuple[Callable[[_Marks, Token], bool], Callable[[_Marks, Token], None]],
    ...,
] = (
    (_Marks.closes, _Marks.close),
    (_Marks.closes_outer, _Marks.close_outer),
    (_Marks.opens, _Marks.open_pair),
    (_Marks.opens_alike, _Marks.open_alike),
    (_Marks.never_opened, _Marks.keep_sentence),
    (_Marks.opens_single, _Marks.open_alike),
)
"""What a token does to the quotations: the first case that holds."""


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
    last = len(span) - 1
    while last and span[last].text in INNER:
        last -= 1
    closes = span[last].text in {".", ",", "!", "?", "…", "—", "-"} or (
        end + 1 < len(doc) and doc[end + 1].text in {",", "."}
    )
    finite = any(
        token.pos_ in ("VERB", "AUX")
        and (wf.has_form(token, wf.FINITE) or fn.stands_as(token, fn.ROOT))
        for token in span
    )
    # "“No more of that, please.”": a quotation that fills its sentences is no scare quote
    opens = start > 0 and bool(doc[start - 1].is_sent_start or doc[start].is_sent_start)
    fills = opens and span[last].text in {".", "!", "?", "…"}
    # "“Notice her sniffing. Again?”" , "“It is no reform. It is a tax increase” for some": whole sentences are quoted
    several = any(token.is_sent_start for token in span[1:])
    return (closes and (finite or fills)) or several
