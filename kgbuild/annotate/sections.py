"""Which part of the article a sentence stands in, and how metadata is kept out of the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import Section

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kgbuild.model import Document

BULLETS = ("-", "–", "—", "•", "*", "·", "●", "▪", "◦", "‣", "■")
STOPS = (".", "!", "?", "…", ":", ";", ",")
CLOSERS = "\"”'’)] "
HEADING_WORDS = 14
CAPTION_WORDS = ("photo", "photograph", "picture", "image", "credit", "/afp", "/reuters", "getty")


def readable(document: Document) -> str:
    """The text with every character of metadata and of its parts replaced by a blank.

    None of them is the article's own voice. Offsets stay true, nothing of it is parsed. Line ends are
    kept, so that paragraphs stay apart.
    """
    unread = [*document.metadata_spans]
    unread += [(part.start, part.end) for part in document.parts]
    if not unread:
        return document.text
    letters = list(document.text)
    for start, end in unread:
        for at in range(start, min(end, len(letters))):
            if letters[at] not in "\r\n":
                letters[at] = " "
    return "".join(letters)


def sections(doc: Doc) -> list[Section]:
    """A section for each sentence of the document, in order."""
    text = doc.text
    found: list[Section] = []
    seen_words = False
    for sentence in doc.sents:
        section = _section(sentence, text, first=not seen_words)
        if section is Section.HEADING and not text[sentence.end_char :].strip():
            # the last line of an article is a byline or agency, never a heading
            section = Section.BODY
        seen_words = seen_words or bool(sentence.text.strip())
        found.append(section)
    return _links(found)


def _links(found: list[Section]) -> list[Section]:
    """Headings one below the other head nothing here: they are links to other stories."""
    headed = [section is Section.HEADING for section in found]
    beside = [
        before or behind
        for before, behind in zip([False, *headed], [*headed[1:], False], strict=False)
    ]
    return [
        Section.LINK if one and two else section
        for section, one, two in zip(found, headed, beside, strict=False)
    ]


def _section(sentence: Span, text: str, *, first: bool) -> Section:
    words = sentence.text.strip()
    if not words:
        return Section.BODY
    start = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = start + len(words)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = text[line_start:start].strip()
    alone = (not before or before in BULLETS) and not text[end:line_end].strip()
    if (words[:1] in BULLETS and words[1:2].isspace()) or (before in BULLETS and before):
        return Section.BULLET
    if not alone:
        return Section.BODY
    lowered = words.lower()
    if (
        len(words) < 300
        and any(mark in lowered for mark in CAPTION_WORDS)
        and lowered.startswith(("photo", "image", "picture", "file"))
    ):
        return Section.CAPTION
    if words.rstrip(CLOSERS).endswith(STOPS) or len(words.split()) > HEADING_WORDS:
        return Section.BODY
    return Section.HEADLINE if first else Section.HEADING
