"""Documents of word processors and presses, archives of files, and all of them broken in the middle."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
import zstandard
from dumps import BODY, DUMPS, LEE, docx, epub, odt, pdf, read, zipped

from kgbuild.model import PartKind

WORDS = BODY.split()
LINES = [" ".join(WORDS[:10]), " ".join(WORDS[10:20]), " ".join(WORDS[20:])]
PAGE = DUMPS["a page in a .txt"][1]


def drawn(lines: list[str], x: int = 60, top: int = 700) -> list[tuple[int, int, str]]:
    return [(x, top - 14 * n, line) for n, line in enumerate(lines)]


def warc() -> bytes:
    """A web archive of one page and one picture."""
    records = []
    for kind, body in ((b"text/html", PAGE.encode()), (b"image/png", b"\x89PNG")):
        answer = b"HTTP/1.0 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + body
        records.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\n"
            b"WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
        )
    return b"".join(records)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.pdf", pdf(drawn(LINES))),
        ("a.docx", docx("Toll rejected", BODY)),
        ("a.odt", odt("Toll rejected", BODY)),
        ("a.epub", epub(f"<h1>Toll</h1><p>{BODY}</p><p>{LEE} {LEE}</p>", "<p>Cover</p>")),
        ("a.rtf", ("{\\rtf1\\ansi Toll rejected\\par " + BODY + "\\par}").encode()),
        ("a.warc", warc()),
    ],
)
def test_a_document_is_read_under_any_name(tmp_path: Path, name: str, raw: bytes) -> None:
    """One document, its words whole; a wrong suffix changes nothing."""
    for file in (name, "other.txt"):
        readings = read(tmp_path / file, raw)
        assert readings.rejects == []
        (document,) = readings.documents
        assert BODY in " ".join(document.text.split())


def test_pdf_columns_running_heads_and_hyphens(tmp_path: Path) -> None:
    """The left column first, page numbers and running heads away, a paragraph over two pages one."""
    left = [
        "The harbour board of Westmere",
        "rejected the toll. It was the trans-",
        "port union that had asked for it.",
    ]
    right = ["Mayor Clara Voss thanked the", "fishermen who had come from", "three towns on"]
    head = [(250, 810, "The Westmere Post"), (290, 30, "1")]
    pages = [
        head + drawn(left, 60) + drawn(right, 330),
        [(250, 810, "The Westmere Post"), (290, 30, "2"), *drawn(["the coast to hear the board."])],
        [(250, 810, "The Westmere Post"), (290, 30, "3"), *drawn(["Nothing else was said."])],
    ]
    (document,) = read(tmp_path / "a.pdf", pdf(*pages)).documents
    assert "Westmere Post" not in document.text
    assert not any(line.strip().isdigit() for line in document.text.splitlines())
    assert document.text.index("port union") < document.text.index("Clara Voss")
    assert "three towns on\nthe coast" in document.text


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (pdf([]), "scanned PDF"),
        (pdf(drawn(LINES))[:200], "cut off"),
        (docx("")[:80], "ZIP archive, and broken"),
        (zipped(xl__workbook_xml="<x/>"), "spreadsheet"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office document"),
        (gzip.compress(BODY.encode() * 50, mtime=0)[:60], "gzip"),
        (b"PAR1xxxx", "Parquet"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z archive"),
    ],
    ids=lambda given: given if isinstance(given, str) else "raw",
)
def test_what_cannot_be_read_is_named(tmp_path: Path, raw: bytes, complaint: str) -> None:
    """Scanned, cut off, of another kind: one refusal that says what it is."""
    readings = read(tmp_path / "a.bin", raw)
    assert readings.documents == []
    assert complaint in readings.rejects[0].reason


def test_tables_of_documents_are_parts(tmp_path: Path) -> None:
    """A table is kept and not read as prose."""
    raw = docx(BODY, table=(("Port", "Ships"), ("Westmere", "12")))
    (document,) = read(tmp_path / "a.docx", raw).documents
    tables = [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.TABLE]
    assert tables == ["Port\tShips", "Westmere\t12"]


@pytest.mark.parametrize("how", ["gz", "bz2", "xz", "zst"])
def test_a_packed_file_is_opened(tmp_path: Path, how: str) -> None:
    """One packed file is that file."""
    raw = DUMPS["cc_news"][1].encode()
    pack = {
        "gz": gzip.compress,
        "bz2": bz2.compress,
        "xz": lzma.compress,
        "zst": zstandard.ZstdCompressor().compress,
    }
    (document,) = read(tmp_path / f"cc.jsonl.{how}", pack[how](raw)).documents
    assert document.source == f"cc.jsonl.{how}#1"
    assert document.text == BODY


def test_an_archive_gives_its_files_by_name(tmp_path: Path) -> None:
    """Each member by its own reader, what is no article named; the same from tar."""
    files = {"a.txt": BODY, "b/rows.csv": f'id,text\n7,"{LEE}"\n', "c.png": "\x89PNG\r\n"}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, words in files.items():
            archive.writestr(name, words.encode("latin-1"))
    readings = read(tmp_path / "all.zip", raw.getvalue())
    assert [d.source for d in readings.documents] == ["all.zip#a.txt", "all.zip#b/rows.csv#7"]
    assert [(r.source, r.reason) for r in readings.rejects] == [
        ("all.zip#c.png", "a picture (PNG)")
    ]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, words in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(words.encode("latin-1"))
            tar.addfile(info, io.BytesIO(words.encode("latin-1")))
    assert len(read(tmp_path / "all.tar.gz", packed.getvalue()).documents) == 2


def bomb_zip(depth: int = 3) -> bytes:
    raw = b"\0" * 50_000_000
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(3):
                archive.writestr(f"{n}.zip", raw)
        raw = out.getvalue()
    return raw


HEAD = '<?xml version="1.0"?><!DOCTYPE r'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("nest.json", b"[" * 200_000),
        ("deep.json", b'{"a":' * 100_000),
        (
            "laughs.xml",
            f'{HEAD} [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l8;</title></channel></rss>'.encode(),
        ),
        (
            "file.xml",
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>',
        ),
        ("zeros.gz", gzip.compress(b"\0" * 200_000_000, 9, mtime=0)),
        ("bomb.zip", bomb_zip()),
        ("tags.html", b"<div>" * 200_000 + b"x"),
        ("wide.csv", b"title,text\n" + b"," * 5_000_000),
        ("quote.csv", b'title,text\n"' + b"x " * 2_000_000),
        ("angles.txt", b"<" * 2_000_000),
        ("froms.mbox", b"From a b 2020\nFrom: x\nSubject: y\nTo: z\n\n" * 3_000),
        ("rules.txt", b"_" * 3_000_000),
        ("big.txt", (BODY.encode() + b"\n") * 400_000),
    ],
)
def test_bombs_are_refused_in_a_moment(tmp_path: Path, name: str, raw: bytes) -> None:
    """Nesting, entities, expansion, fifty megabytes: refused or read in part, in bounded time; nothing leaks in."""
    started = time.process_time()
    readings = read(tmp_path / name, raw)
    assert time.process_time() - started < 20
    assert readings.rejects
    assert not any("root:" in d.text for d in readings.documents)


@pytest.mark.parametrize("name", [n for n in DUMPS if "CSV" not in n])
def test_every_kind_broken_in_the_middle_is_named_or_read_in_part(
    tmp_path: Path, name: str
) -> None:
    """Never an exception, never markup read as prose."""
    file, content, _ = DUMPS[name]
    raw = content.encode()
    for part in (0.3, 0.6, 0.9):
        readings = read(tmp_path / file, raw[: int(len(raw) * part)])
        assert readings.documents or readings.rejects or readings.skipped
        for document in readings.documents:
            assert not set("<>{}") & set(document.text), document.text
