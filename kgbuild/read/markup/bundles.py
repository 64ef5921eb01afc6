"""Downloads of databases and other texts that hold several articles: LexisNexis, ProQuest, Factiva.

Each kind has marks of its own between and around its articles; what stands round a body is its
metadata. A text without such marks is one article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kgbuild.errors import InputError, MetadataError, UnreadableError
from kgbuild.model import Document, Reject
from kgbuild.read import encodings
from kgbuild.read.dates import parse_date
from kgbuild.read.plain import heads
from kgbuild.read.plain import text as plain
from kgbuild.read.records import articles as rows
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kgbuild.read.about import About

MAXIMUM = 20_000_000
"""Characters of one text."""

COLUMNS = Columns.of(["text", "title", "byline", "publisher", "published", "url", "number"])
LEXIS = re.compile(r"^[ \t\f]*\d+ of \d+ DOCUMENTS?[ \t]*\r?$", re.M)
NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.M)
PROQUEST = re.compile(r"^(?:_{20,}[ \t]*\r?\n\s*)?[ \t]*Document \d+ of \d+[ \t]*\r?$", re.M)
PROQUEST_RULE = re.compile(r"^_{20,}[ \t]*\r?$", re.M)
PROQUEST_TEXT = re.compile(r"^(?:Full text|FULL TEXT)\s*:", re.M)
PROQUEST_TAIL = (
    r"^(?:Subject|Title|Publication title|Location|Company|Copyright|Publication (?:date|info|year)"
    r"|ProQuest document ID|Links|Credit|People|Identifier[^:\n]{0,20})[ \t]*:"
)
FACTIVA = re.compile(r"^[ \t]*Document [A-Z][A-Za-z0-9]{14,}[ \t]*\r?$", re.M)
TAGGED = re.compile(
    r"^(HD|BY|WC|PD|SN|SC|LP|TD|AN|LA|CY|ED|PG|SE|CR|ART|NS|RE|PUB|CO|IN|IPD)(?:[ \t]{1,4}(?=\S)|[ \t]*$)",
    re.M,
)
FIELD = re.compile(r"^([A-Z][A-Za-z /-]{1,30}|[A-Z-]{4,20}):[ \t]*(.*)$")
TITLES = re.compile(r"^(?:Title|TITLE|Headline|HEADLINE)[ \t]*:[ \t]*\S", re.M)
RULE = re.compile(r"^\s*(?:[=_*#~-]{3,}|(?:\*\s){2,}\*)\s*$", re.M)
_LEXIS_FIELDS = (
    "byline section length dateline load-date language publication-type document-type graphic highlight"
    " copyright series type url subject organization geographic industry company person country state city"
    " classification journal-code acc-no notes correction correction-date"
)
LEXIS_FIELDS = frozenset(_LEXIS_FIELDS.split())
KNOWN = {
    "byline": "byline", "author": "byline", "title": "title", "headline": "title", "publication title": "publisher",
    "publication": "publisher", "source": "publisher", "publication date": "published", "date": "published",
    "pub date": "published",
    "url": "url", "document url": "url", "load-date": "", "publication info": "info",
}  # fmt: skip


def read_plain(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Plain text: one article, or the several of a download."""
    text, note = encodings.decode(raw)
    if note:
        about.notes = (*about.notes, note)
    if len(text) > MAXIMUM:
        raise UnreadableError(f"larger than {MAXIMUM // 1_000_000} MB: split it into articles")
    yield from articles(about, text) or [plain.document(about, text)]


def articles(about: About, text: str) -> list[Document | Reject]:
    """The articles of a download, numbered from 1; none for a text that is one article."""
    text = text.rstrip() + "\n"
    for name, split, read in KINDS:
        pieces = split(text)
        if len(pieces) < 1 + (name == "texts with heads"):
            continue
        found: list[Document | Reject] = []
        for number, piece in enumerate(pieces, start=1):
            row = read(piece)
            if not (row.get("text") or "").strip():
                reason = "no text in the article" if row.get("title") else ""
                found += (
                    [Reject(about.source, None, f"article {number}: {reason}")] if reason else []
                )
                continue
            if row.pop("whole", False):
                found.append(_whole(about, number, row["text"]))
            else:
                found.append(rows.document(about, number, {"number": number, **row}, COLUMNS))
        if found:
            about.remarks.append(f"{name}: {_count(len(found), 'article')}")
            return found
    return []


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _whole(about: About, number: int, text: str) -> Document | Reject:
    try:
        return plain.document(about.inside(str(number)), text)
    except InputError as error:
        return Reject(about.source, number, error.message)


def _between(text: str, marks: list[re.Match[str]]) -> list[str]:
    """The stretches after each mark, up to the next one."""
    ends = [m.start() for m in marks[1:]] + [len(text)] * bool(marks)
    return [text[m.end() : end] for m, end in zip(marks, ends, strict=True)]


def _lexis(text: str) -> list[str]:
    return _between(text, list(LEXIS.finditer(text)))


def _nexis(text: str) -> list[str]:
    marks = list(NEXIS_END.finditer(text))
    starts = [0, *(m.end() for m in marks[:-1])]
    return [text[a : m.start()] for a, m in zip(starts, marks, strict=False)]


def _proquest(text: str) -> list[str]:
    marks = list(PROQUEST.finditer(text))
    if marks:
        return _between(text, marks)
    rules = list(PROQUEST_RULE.finditer(text))
    if not rules or not PROQUEST_TEXT.search(text):
        return []
    return [piece for piece in _between(text, rules) if PROQUEST_TEXT.search(piece)]


def _factiva(text: str) -> list[str]:
    marks = list(FACTIVA.finditer(text))
    starts = [0, *(m.end() for m in marks[:-1])]
    return [text[a : m.start()] for a, m in zip(starts, marks, strict=False)]


def _tagged(text: str) -> list[str]:
    marks = [m for m in TAGGED.finditer(text) if m[1] == "HD"]
    if not marks or not re.search(r"^(?:LP|TD)\b", text, re.M):
        return []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return [text[m.start() : end] for m, end in zip(marks, ends, strict=True)]


def _headed(text: str) -> list[str]:
    """Articles that each begin with a `Title:` line after a rule or a blank line."""
    starts = [m.start() for m in TITLES.finditer(text)]
    starts = [
        s
        for s in starts
        if s == 0 or re.search(r"(?:\A|\n[ \t]*\r?\n|[=_*#~-]{3,}[ \t]*\r?\n)\Z", text[:s])
    ]
    if len(starts) < 2:
        return []
    return [RULE.sub("", text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _is_date(line: str) -> bool:
    try:
        parse_date(re.sub(r"\s+\d{1,2}:\d{2}.*$", "", line))
    except MetadataError:
        return False
    return True


def _lexis_row(piece: str) -> dict[str, Any]:
    """A LexisNexis article: paper, day and title above, fields in capitals around, the text between."""
    row: dict[str, Any] = {}
    above: list[str] = []
    body: list[str] = []
    field = ""
    begun = False
    for block in re.split(r"\r?\n[ \t]*\r?\n", piece):
        words = " ".join(block.split())
        if not words or re.fullmatch(r"(?:Copyright|©).*|All Rights Reserved\.?", words, re.I):
            continue
        keyed = FIELD.match(words)
        key = keyed[1].casefold() if keyed else ""
        if keyed and key in LEXIS_FIELDS:
            field = KNOWN.get(key, "")
            if field:
                row.setdefault(field, keyed[2])
            begun = begun or key in ("length", "byline", "dateline", "section")
            if begun and key in ("load-date", "language", "publication-type"):
                break
            continue
        if words == "Body":
            above, body, begun = [*above, *body], [], True
            continue
        first = block.strip().split("\n", 1)[0].strip()
        if not begun and "published" not in row and _is_date(first):
            row["published"] = first
        elif begun and (body or not _is_furniture(words)):
            body.append(block.strip("\r\n"))
        else:
            above.append(words)
    papers = [a for a in above if not _is_furniture(a)]
    _name(row, papers, piece)
    return _put(row, "\n\n".join(body))


def _name(row: dict[str, Any], above: list[str], piece: str) -> None:
    """Paper before the day and title after it (old), or title first and paper second (new)."""
    if re.search(r"^[ \t]*Body[ \t]*\r?$", piece, re.M):
        title, paper = (*above, "", "")[:2]
    else:
        paper, title = (above[0] if above else ""), (above[-1] if len(above) > 1 else "")
    row.setdefault("title", title)
    row.setdefault("publisher", paper)


def _is_furniture(words: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:Late|Final|First|City|National|London|Main|All|\w+) Edition.*|Page \d+.*|\d+ words",
            words,
            re.I,
        )
    )


def _proquest_row(piece: str) -> dict[str, Any]:
    """A ProQuest article: fields with colons, "Full text:" last or before the fields of its end."""
    row: dict[str, Any] = {}
    found = PROQUEST_TEXT.search(piece)
    head = piece[: found.start()] if found else piece
    text = piece[found.end() :] if found else ""
    tail = re.search(
        PROQUEST_TAIL,
        text,
        re.M,
    )
    end = text[tail.start() :] if tail else ""
    text = text[: tail.start()] if tail else text
    for line in [*head.splitlines(), *end.splitlines()]:
        keyed = FIELD.match(line.strip())
        if keyed:
            name = KNOWN.get(keyed[1].casefold(), "")
            if name and keyed[2].strip():
                row.setdefault(name, keyed[2].strip())
        elif line.strip() and "title" not in row and not re.fullmatch(r"_+", line.strip()):
            row["title"] = line.strip()
    info = row.pop("info", "")
    if info:
        row.setdefault("publisher", re.split(r"\s*[\[;,]", info)[0])
        day = re.search(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}", info)
        if day:
            row.setdefault("published", day[0])
    return _put(row, text)


def _factiva_row(piece: str) -> dict[str, Any]:
    """A Factiva article: title, byline, count of words, day, paper, code, language, rights; then the text."""
    blocks = [b for b in re.split(r"\r?\n", piece) if b.strip()]
    row: dict[str, Any] = {}
    rest = 0
    for at, line in enumerate(blocks[:14]):
        words = line.strip()
        byline = heads.BYLINE.match(line)
        if re.fullmatch(r"[\d,]+ words", words):
            rest = at + 1
        elif "published" not in row and _is_date(words):
            row["published"] = words
            row["publisher"] = blocks[at + 1].strip() if at + 1 < len(blocks) else ""
            rest = at + 2
        elif byline and not rest:
            row["byline"] = byline[1]
        elif (
            re.fullmatch(
                r"[A-Z0-9]{2,8}|English|\d{2}:\d{2}|(?:Copyright|\(c\)|©|Volume|Page|Section).*",
                words,
                re.I,
            )
            and rest
        ):
            rest = at + 1
        elif not rest and "byline" not in row:
            row["title"] = words  # the last line above byline and count; a section may stand before
    return _put(row, "\n\n".join(line.strip() for line in blocks[rest:]))


def _tagged_row(piece: str) -> dict[str, Any]:
    """A Factiva article with two-letter fields."""
    marks = list(TAGGED.finditer(piece))
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(piece)
        found.setdefault(mark[1], piece[mark.end() : end].strip())
    row: dict[str, Any] = {
        "title": " ".join(found.get("HD", "").split()),
        "byline": found.get("BY"),
        "published": found.get("PD"),
        "publisher": found.get("SN"),
    }
    return _put(row, "\n\n".join(filter(None, (found.get("LP"), found.get("TD")))))


def _put(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The text below its title."""
    text = text.strip()
    row["text"] = f"{row['title']}\n\n{text}" if row.get("title") and text else text
    return row


def _headed_row(piece: str) -> dict[str, Any]:
    return {"text": piece.strip("\r\n") + "\n", "whole": True}


KINDS: tuple[tuple[str, Callable[[str], list[str]], Callable[[str], dict[str, Any]]], ...] = (
    ("a LexisNexis download", _lexis, _lexis_row),
    ("a Nexis Uni download", _nexis, _lexis_row),
    ("a ProQuest download", _proquest, _proquest_row),
    ("a Factiva download", _factiva, _factiva_row),
    ("a Factiva download", _tagged, _tagged_row),
    ("texts with heads", _headed, _headed_row),
)
