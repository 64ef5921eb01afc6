"""Annotated sentences as CoNLL-U: ten columns, the basic tree, names in MISC (`NE=B-Person`).

With roles it is CoNLL-U Plus, with the two columns of Universal Propositions (Jindal et al., 2022): a predicate's
roleset, and the heads of its arguments (`ARG0:2|ARG1:5`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kgbuild.errors import UnreadableError
from kgbuild.language.heads.roles import Frame

NO_BREAK_SPACE = "\u00a0"
COLUMNS = (
    "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC UP:PRED UP:ARGHEADS"
)
"""The first line of CoNLL-U Plus with roles."""


def read_text(content: bytes, *, source: str) -> str:
    """Decode a file for annotation; anything but UTF-8 text is refused with its name."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8 text", source=source) from error
    if "\x00" in text:
        raise UnreadableError("binary, not text", source=source)
    return text


def annotate_text(
    nlp: Language, text: str, *, document: str = "", roles: bool = False
) -> Iterator[str]:
    """Yield the sentences of a raw text as CoNLL-U blocks (without the empty line after each)."""
    yield from blocks(nlp(text), document=document, raw=True, roles=roles)


def annotate_tokens(
    nlp: Language,
    lines: Iterable[str],
    *,
    document: str = "",
    source: str = "",
    roles: bool = False,
) -> Iterator[str]:
    """Yield CoNLL-U blocks for text that is cut already, sentence for sentence and token for token.

    One sentence a line, tokens parted by one space; a no-break space inside a token stands for a space; an empty
    line ends a document.
    """
    for number, sentences in enumerate(_documents(lines, source), start=1):
        words = [word for sentence in sentences for word in sentence]
        starts: list[bool | int | None] = [
            place == 0 for sentence in sentences for place in range(len(sentence))
        ]
        doc = Doc(nlp.vocab, words=words, sent_starts=starts)
        name = f"{document}-{number}" if document else str(number)
        yield from blocks(nlp(doc), document=name, roles=roles)


def _documents(lines: Iterable[str], source: str) -> Iterator[list[list[str]]]:
    sentences: list[list[str]] = []
    for number, line in enumerate(lines, start=1):
        stripped = line.strip("\r\n")
        if "\t" in stripped:
            raise UnreadableError(
                "a tab in a tokenized line; tokens are parted by one space",
                source=source,
                line=number,
            )
        words = [word.replace(NO_BREAK_SPACE, " ") for word in stripped.split(" ") if word]
        if words:
            sentences.append(words)
        elif sentences:
            yield sentences
            sentences = []
    if sentences:
        yield sentences


def blocks(
    doc: Doc, *, document: str = "", raw: bool = False, roles: bool = False
) -> Iterator[str]:
    """Yield one block a sentence; white space tokens of a raw text are left out.

    With `roles`, rows have the two columns of `COLUMNS` for the Doc's frames.
    """
    frames = {frame.predicate: frame for frame in doc._.frames} if roles else {}
    number = 0
    for sentence in doc.sents:
        tokens = [token for token in sentence if not (raw and token.text.isspace())]
        if not tokens:
            continue
        number += 1
        lines = [f"# newdoc id = {document}"] if number == 1 and document else []
        lines.append(f"# sent_id = {document}-{number}" if document else f"# sent_id = {number}")
        lines.append(f"# text = {_text(sentence, tokens, raw)}")
        places = {token.i: place for place, token in enumerate(tokens, start=1)}
        for token in tokens:
            row = _row(token, places, raw)
            lines.append(row + _roles(frames.get(token.i), places) if roles else row)
        yield "\n".join(lines) + "\n"


def _text(sentence: Span, tokens: list[Token], raw: bool) -> str:
    if raw:
        return " ".join(sentence.text.split())
    return " ".join(token.text for token in tokens)


def _row(token: Token, places: dict[int, int], raw: bool) -> str:
    root = token.head.i == token.i or token.head.i not in places
    misc = []
    if token.ent_iob_ in {"B", "I"} and token.ent_type_:
        misc.append(f"NE={token.ent_iob_}-{token.ent_type_}")
    if raw and not token.whitespace_ and not _space_follows(token):
        misc.append("SpaceAfter=No")
    cells = (
        str(places[token.i]),
        token.text,
        " ".join(token.lemma_.split()) or "_",
        token.pos_ or "_",
        token.tag_ or "_",
        str(token.morph) or "_",
        "0" if root else str(places[token.head.i]),
        "root" if root else token.dep_ or "dep",
        "_",
        "|".join(misc) or "_",
    )
    return "\t".join(cells)


def _roles(frame: Frame | None, places: dict[int, int]) -> str:
    """Return the two columns of a word's frame, "_" where it has none."""
    if frame is None:
        return "\t_\t_"
    arguments = [f"{one.role}:{places[one.head]}" for one in frame.arguments if one.head in places]
    return f"\t{frame.roleset or '_'}\t{'|'.join(arguments) or '_'}"


def _space_follows(token: Token) -> bool:
    return token.i + 1 == len(token.doc) or token.doc[token.i + 1].text.isspace()
