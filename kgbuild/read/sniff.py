"""What a file is, by its bytes: a name of one of our readers, or what it is that we do not read."""

from __future__ import annotations

import re
from typing import NoReturn

from kgbuild.errors import UnreadableError
from kgbuild.read import encodings, not_prose

HEAD = 65_536
# First bytes -> a reader's name.
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
)
# First bytes -> what it is that nobody can read as articles.
OTHER = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls, .msg): save it as .docx or text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3", "an SQLite database: export its articles as CSV"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"ARROW1", "Arrow/Feather: save it as Parquet or CSV"),
    (b"\x93NUMPY", "numbers (NumPy)"),
    (b"Obj\x01", "Avro: save it as JSON Lines or CSV"),
    (b"AT&TFORM", "DjVu: save it as PDF or text"),
    (b"%!PS", "PostScript: save it as PDF or text"),
)
ROOT = re.compile(r"<(?![!?/])([A-Za-z_][\w.:-]*)((?:\s[^<>]{0,4000})?)/?>", re.S)
SKIPPED = re.compile(
    r"\A\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*", re.S | re.I
)
XML = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "mediawiki": "mediawiki",
    "nitf": "newsxml", "newsml": "newsxml", "newsitem": "newsxml", "newsmessage": "newsxml",
    "news": "newsxml", "article": "newsxml", "reuters": "sgml", "lewis": "sgml", "html": "html",
}  # fmt: skip
OTHER_XML = {
    "urlset": "a sitemap", "sitemapindex": "a sitemap", "svg": "a picture (SVG)", "opml": "a list of feeds (OPML)",
    "plist": "a property list", "kml": "a map (KML)", "gpx": "a track (GPX)",
}  # fmt: skip
_HTML_TAGS = (
    "html head body article section main div p h1 h2 h3 span meta title header ul ol table br a em strong blockquote"
    " figure nav script style link img"
)
HTML_TAGS = frozenset(_HTML_TAGS.split())
JSON = re.compile(
    r'\{\s*("(?:[^"\\\n]|\\.)*"\s*:|\}\s*\Z)|\[\s*(\{\s*["}]|\[|"(?:[^"\\\n]|\\.)*"\s*[,\]]|\]\s*\Z)'
)
TEXT = (".txt", ".text")
MARKDOWN = re.compile(r"# \S[^\n]*\n\s*\n")
HEADER = re.compile(r"^([A-Za-z][A-Za-z-]{1,40}):[ \t]*\S?.*$")
_MAIL = "from to subject date cc message-id received return-path mime-version content-type delivered-to reply-to"
MAIL = frozenset(_MAIL.split())
# Headers that only mail has; "Date:" and "Subject:" may stand over an article too.
MAIL_ONLY = frozenset(("from", "message-id", "received", "return-path", "mime-version", "to"))
MBOX = re.compile(r"From \S+ .*\d{4}\s*$")


class NoArticles(UnreadableError):
    """A kind of file that nobody means as an article: a picture, sound, a program."""


WORTHLESS = (
    "a picture",
    "sound",
    "a film",
    "a program",
    "numbers",
    "a sitemap",
    "a list of feeds",
    "a property list",
    "encoded data",
    "a key",
)


def _refuse(what: str) -> NoReturn:
    raise (NoArticles if what.startswith(WORTHLESS) else UnreadableError)(what)


def sniff(raw: bytes, name: str = "") -> str:
    """The name of the reader for these bytes; `name` (of the file) only parts what bytes cannot.

    Raises UnreadableError, naming what it is, for what no reader reads.

    >>> sniff(b"<rss version='2.0'><channel/></rss>", "news.txt"), sniff(b"Oslo is cold.")
    ('feed', 'text')
    """
    if not raw.strip():
        raise UnreadableError("empty")
    for start, kind in MAGIC:
        if raw.startswith(start):
            return kind
    for start, what in OTHER:
        if raw.startswith(start) and (len(start) > 3 or b"\0" in raw[:512]):
            _refuse(what)
    if raw[4:8] == b"ftyp":
        _refuse("a film or a picture (MP4 family)")
    if raw[:4] == b"RIFF":
        _refuse("sound, a film or a picture (RIFF)")
    if raw[257:262] == b"ustar":
        return "tar"
    if raw.startswith(b"WARC/"):
        return "warc"
    text, _ = encodings.decode(_cut(raw[:HEAD]))
    return of_text(text, name)


def of_text(text: str, name: str = "") -> str:
    """The same for decoded text."""
    suffix = name[name.rfind(".") :].casefold() if "." in name else ""
    text = text.lstrip("\ufeff \t\r\n\x0c")
    if text.startswith("<"):
        kind = _markup(text)
        if kind:
            return kind
    if JSON.match(text):
        return "json"
    mail = _mail(text)
    if mail:
        return mail
    if suffix in (".jsonl", ".ndjson", ".json"):
        return "json"
    if suffix in (".csv", ".tsv"):
        return "csv"
    if suffix in (".md", ".markdown"):
        return "markdown"
    if suffix in (".html", ".htm", ".xhtml"):
        return "html"
    from kgbuild.read.records import fields

    if fields.is_header(text):
        return "csv"
    what = not_prose.what(text)
    if what is not None:
        _refuse(what)
    if MARKDOWN.match(text):
        return "markdown"
    if name and suffix not in TEXT and not _is_prose(text):
        raise NoArticles("text that is no prose")
    return "text"


def _is_prose(text: str) -> bool:
    """A line of eight words or more, mostly letters: what a file of no known name needs to be read."""
    lines = [line.split() for line in text[:HEAD].splitlines()]
    letters = sum(c.isalpha() for c in text[:HEAD])
    return any(len(words) >= 8 for words in lines) and letters > 0.6 * len(text[:HEAD])


def _markup(text: str) -> str | None:
    """The reader of a text that begins with "<"; None where it only looks so ("<3 is a sign …")."""
    if re.match(r"<!DOCTYPE\s+html", text, re.I):
        return "html"
    if re.match(r"<!DOCTYPE\s+lewis", text, re.I):
        return "sgml"
    xml = text.startswith("<?xml")
    while True:
        skipped = SKIPPED.match(text)
        if not skipped:
            break
        text = text[skipped.end() :]
    found = ROOT.match(text.lstrip())
    if not found:
        if xml:
            raise UnreadableError("XML, and broken at its first element")
        return None
    root = found[1].rpartition(":")[2].casefold()
    if root in OTHER_XML:
        _refuse(OTHER_XML[root])
    if root == "rdf" and "rss" not in text[:4000].casefold():
        raise UnreadableError("RDF: no articles; load it into a store instead")
    if root == "article" and not xml:
        return "html"
    if root in XML:
        return XML[root]
    if root in HTML_TAGS:
        return "html"
    if root == "doc":
        return "trec"
    if xml or f"</{found[1]}>" in text:
        raise UnreadableError(f"XML of a kind that is not read (its root is {found[1]})")
    return None


def _mail(text: str) -> str | None:
    """A mail or a box of mails: at least two headers of mail, one of them of mail only."""
    lines = text[:8000].splitlines()
    boxed = bool(lines) and bool(MBOX.match(lines[0]))
    seen = set()
    for line in lines[boxed:60]:
        found = HEADER.match(line)
        if found:
            seen.add(found[1].casefold())
        elif not line[:1].isspace() or not line.strip():
            break
    if len(seen & MAIL) < 2 or not seen & MAIL_ONLY:
        return None
    return "mbox" if boxed else "mail"


def _cut(raw: bytes) -> bytes:
    """The head without a letter cut in two at its end."""
    if len(raw) < HEAD:
        return raw
    end = raw.rfind(b"\n")
    if end > HEAD // 2:
        raw = raw[: end + 1]
    elif raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raw = raw.rstrip(bytes(range(0x80, 0x100)))
    return raw if len(raw) % 2 == 0 or raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else raw[:-1]
