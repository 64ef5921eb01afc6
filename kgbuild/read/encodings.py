"""Bytes to text: what they declare, then UTF-8, then the likeliest of the rest, said in a note."""

from __future__ import annotations

import codecs
import re

from kgbuild.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"(?:<\?xml[^>]{0,100}?encoding\s*=\s*[\"']|<meta[^>]{0,200}?charset\s*=\s*[\"']?)([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
HEAD = 2048
SAMPLE = 200_000
# Browsers and Excel write Windows-1252 where they say Latin-1 or ASCII.
WESTERN = {"latin-1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii", "latin1"}


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of some bytes, and a note where the encoding had to be found out.

    A byte-order mark counts first, then a `declared` charset (or one that XML or HTML names in its
    head), then UTF-8, then charset-normalizer. Raises UnreadableError for what is no text.
    """
    if not raw.strip():
        raise UnreadableError("empty")
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _checked(_whole(raw, name)), None
    if raw[:400].count(0) > len(raw[:400]) // 4:
        return _checked(_whole(raw, _sixteen(raw))), "read as UTF-16 (no mark says so)"
    _no_nul(raw)
    found = DECLARED.search(raw[:HEAD])
    named = declared or (found[1].decode("ascii") if found else None)
    try:
        return _checked(raw.decode("utf-8")), None
    except UnicodeDecodeError as error:
        place = error.start
    if named and _is_codec(named) and codecs.lookup(named).name != "utf-8":
        name = "cp1252" if named.casefold() in WESTERN else named
        try:
            return _checked(raw.decode(name)), None
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(raw, place)


def _guessed(raw: bytes, place: int) -> tuple[str, str | None]:
    line = raw.count(b"\n", 0, place) + 1
    if _mostly_utf8(raw):
        text = raw.decode("utf-8", errors="replace")
        note = f"not UTF-8 throughout (from line {line}): {text.count(chr(0xFFFD))} bytes could not be read"
        return _checked(text), note
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and _is_western(text):
        return _checked(text), "read as Windows-1252 (no UTF-8)"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE]).best()
    if best is None:
        raise UnreadableError("text in no encoding that can be told: save it as UTF-8", line=line)
    name = best.encoding
    try:
        return _checked(raw.decode(name)), f"read as {name.replace('_', '-').upper()} (no UTF-8)"
    except (UnicodeDecodeError, LookupError):
        raise UnreadableError(
            "text in no encoding that can be told: save it as UTF-8", line=line
        ) from None


def _mostly_utf8(raw: bytes) -> bool:
    """More letters of UTF-8 than broken bytes: a UTF-8 text with pieces of another encoding inside."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(1 for c in text if ord(c) > 127) - broken
    return good > 2 * broken


def _is_western(text: str) -> bool:
    """Accented letters stand inside words and currency or quotation marks outside: what cp1252 gives."""
    strange = list(re.finditer(r"[\x80-\x9f\xa1-\uffff]", text))
    odd = sum(1 for m in strange if m[0] in "ÐÞþð¤¦¨¬¯µ¶¸¹¾¿×÷\x81\x8d\x8f\x90\x9d")
    return len(strange) <= 0.1 * len(text) and odd <= 0.2 * len(strange)


def _sixteen(raw: bytes) -> str:
    return "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"


def _whole(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"broken {name.upper()} ({error.reason})") from None


def _no_nul(raw: bytes) -> None:
    nul = raw.find(b"\0")
    if nul >= 0:
        raise UnreadableError("a NUL byte: binary, not text", line=raw.count(b"\n", 0, nul) + 1)


def _is_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _checked(text: str) -> str:
    if not text.strip():
        raise UnreadableError("empty")
    nul = text.find("\0")
    if nul >= 0:
        raise UnreadableError("a NUL byte: binary, not text", line=text.count("\n", 0, nul) + 1)
    return text
