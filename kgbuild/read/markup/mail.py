"""Mail: one message, a box of them, or a web page saved as one (MHTML).

What a mail quotes is somebody else's words: the quoted lines, and all below "On … wrote:" or
"Original Message", are kept as parts that nobody reads as the sender's.
"""

from __future__ import annotations

import email
import re
from email import policy
from typing import TYPE_CHECKING

from kgbuild.errors import InputError, MetadataError, UnreadableError
from kgbuild.model import Part, PartKind, Reject
from kgbuild.read import encodings, html, publishers
from kgbuild.read.about import Given
from kgbuild.read.dates import read_date
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from kgbuild.model import Document
    from kgbuild.read.about import About

FROM_LINE = re.compile(rb"^From \S+ .*\d{4}[ \t]*\r?$", re.M)
QUOTED = re.compile(r"^[ \t]*[>|].*(?:\r?\n|\Z)", re.M)
BELOW = re.compile(
    r"^(?:[ \t]*-{3,}[ \t]*(?:Original Message|Forwarded message|Forwarded by|Ursprüngliche Nachricht).*"
    r"|Begin forwarded message:.*|[ \t]*On .{8,160}\bwrote:[ \t]*"
    r"|_{10,}[ \t]*|[ \t]*\*?From:\*? .+\r?\n[ \t]*\*?(?:Sent|Date|To):\*? .+)",
    re.M,
)
WRITER = re.compile(
    r"(?:From:\*? *|[,\d] +(?:[AP]M,? +)?)([^<>,\d\n]{3,60}?)[ \t]*(?:<[^<>\n]*>)?(?: *wrote:|[ \t]*$)",
    re.M,
)
SIGNATURE = re.compile(r"^-- ?\r?\n", re.M)


def read_mail(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One message."""
    yield _document(about, raw)


def read_box(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The messages of an mbox, numbered from 1."""
    starts = [m.start() for m in FROM_LINE.finditer(raw)]
    for number, start in enumerate(starts, start=1):
        end = starts[number] if number < len(starts) else len(raw)
        message = raw[raw.find(b"\n", start) + 1 : end].replace(b"\n>From ", b"\nFrom ")
        try:
            yield _document(about.inside(str(number)), message)
        except InputError as error:
            line = raw.count(b"\n", 0, start) + 1
            yield Reject(about.source, line, error.message)


def _document(about: About, raw: bytes) -> Document:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert hasattr(message, "get_body")
    location = str(
        message.get("Snapshot-Content-Location") or message.get("Content-Location") or ""
    )
    body, page = _body(message)
    if not body.strip():
        raise UnreadableError("a mail without words")
    subject = " ".join(str(message.get("Subject") or "").split())
    notes: list[str] = list(about.notes)
    day = None
    try:
        day = read_date(_header(message, "Date"), about.options.dates)
    except MetadataError as error:
        notes.append(error.message)
    if page and location:
        from kgbuild.read.markup import pages

        about.given = about.given.over(Given(url=location))
        return pages.page(about, body)
    text = html.paragraphs(body) if page else body
    about.notes = tuple(notes)
    about.given = about.given.over(
        Given(
            title=subject or None,
            published=day,
            basis="head" if day else None,
            byline=_name(_header(message, "From")),
            publisher=publishers.publisher(_list(_header(message, "List-Id"))),
        )
    )
    return plain.document(about, text, _parts(text))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (
        ValueError,
        IndexError,
        AttributeError,
    ):  # headers that the standard library cannot parse
        return ""


def _name(sender: str) -> str | None:
    name = re.sub(r"\s*<[^>]*>\s*", "", sender).strip(' "')
    return None if not name or "@" in name else name


def _list(text: str) -> str:
    return re.sub(r"\s*<[^>]*>\s*", "", text).strip(' "')


def _body(message: EmailMessage) -> tuple[str, bool]:
    """The words of a message, and whether they are HTML."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is None:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            text, _ = encodings.decode(payload, part.get_content_charset())
            return text, kind == "html"
    return "", False


def _parts(text: str) -> tuple[Part, ...]:
    """Quoted lines, everything below a forwarded head, and the signature."""
    found: list[Part] = []
    below = BELOW.search(text)
    end = below.start() if below else len(text)
    if below:
        writer = WRITER.search(below[0])
        found.append(
            Part(end, len(text), PartKind.QUOTED, writer[1].strip(' "') if writer else None)
        )
    signature = SIGNATURE.search(text, 0, end)
    if signature:
        found.append(Part(signature.start(), end, PartKind.NOTICE))
        end = signature.start()
    for line in QUOTED.finditer(text, 0, end):
        if found and found[-1].kind is PartKind.QUOTED and found[-1].end == line.start():
            found[-1] = Part(found[-1].start, line.end(), PartKind.QUOTED)
        else:
            found.append(Part(line.start(), line.end(), PartKind.QUOTED))
    return tuple(found)
