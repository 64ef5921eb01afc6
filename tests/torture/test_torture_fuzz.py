"""Files with flipped, cut, doubled and foreign bytes: each is read or refused with a reason, none is lost or hangs.

A quick share here; `make torture` makes KGBUILD_TORTURE times 600 of them, and takes what every tenth gives
through all stages.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import signal
import sys
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from around import ROOT

from kgbuild import ids
from kgbuild.extraction import claims_of
from kgbuild.read import Given, Input, read_input

if TYPE_CHECKING:
    from spacy.language import Language

SHARE = int(os.environ.get("KGBUILD_TORTURE", "0"))
INPUTS = SHARE * 600 or 60
SECONDS = 60
"""What reading one small file may take, on a busy machine."""

ARTICLE = (
    "title: The minister in Oslo\ndate: 2024-03-05\n\nOSLO (AP) — The minister met the mayor of Bergen on Monday."
    " “We will sign the treaty,” she said. Police said that two people were killed.\n"
)
BODY = ARTICLE.partition("\n\n")[2]
HEAD = "<title>A</title><meta name='date' content='2024-03-05'>"
PAGE = f"<html><head>{HEAD}</head><body><p>{BODY * 3}</p></body></html>"
MIME = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"


def zipped(**files: str) -> bytes:
    """A ZIP archive; `__` in a name is a slash, `_` a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


WORD = (
    f"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:body></w:document>"
)
STREAM = f"stream\nBT ({BODY[:40]}) Tj ET\nendstream"
PDF = (
    f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n4 0 obj<</Length 60>>{STREAM} endobj\n"
)

SEEDS: dict[str, bytes] = {
    "a.txt": ARTICLE.encode(),
    "b.txt": ARTICLE.encode("utf-16"),
    "c.txt": ARTICLE.replace("—", "\u2013").encode("cp1252"),
    "a.md": f"---\ntitle: A\ndate: 2024-03-05\n---\n\n# A\n\n* one\n\n{BODY}".encode(),
    "a.html": PAGE.encode(),
    "a.jsonl": (
        f'{{"id": "1", "title": "A", "published": "2024-03-05", "text": "{BODY[:90]}"}}\n' * 3
    ).encode(),
    "a.json": f'{{"articles": [{{"title": "A", "content": "{BODY[:90]}", "publishedAt": "2024-03-05"}}]}}'.encode(),
    "a.csv": f'title,published,text\nA,2024-03-05,"{BODY[:90]}"\nB,2024-03-06,"{BODY[:80]}"\n'.encode(),
    "a.tsv": f"title\ttext\nA\t{BODY}".encode(),
    "a.xml": (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>P</title><item><title>A</title>"
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{BODY}</description></item></channel></rss>"
    ).encode(),
    "a.eml": f"From: a@example.org\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nSubject: A\n\n{BODY}".encode(),
    "a.mhtml": f"{MIME}{PAGE}\n--x--".encode(),
    "a.zip": zipped(a_txt=ARTICLE, b__c_html=PAGE),
    "a.docx": zipped(word__document_xml=WORD),
    "a.gz": gzip.compress(ARTICLE.encode(), mtime=0),
    "a.rtf": (r"{\rtf1\ansi " + BODY.replace("—", "-") + "}").encode("ascii", "replace"),
    "a.pdf": PDF.encode("ascii", "replace"),
    "a.sgm": f"<DOC><DOCNO>1</DOCNO><HL>A</HL><TEXT>{BODY}</TEXT></DOC>".encode(),
}
FOREIGN = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b'"', b"'", b"<", b">", b"&#x0;", b"&amp;" * 9, b"]]>",
    b"<!--", b"<![CDATA[", b"{", b"}" * 9, b"[" * 40, b"\\u0000", b"\\ud800", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b",
    b"--x\n", b"title: ", b"date: 99", b"http://[", "\u202e".encode(), "\U0001f600".encode(), b"1e999", b",,,,",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", b"A" * 300, b" " * 300, b"\x80\x81\x82",
]  # fmt: skip


def fuzzed(draw: random.Random) -> tuple[str, bytes]:
    """A seed with some of its bytes flipped, cut out, doubled, or foreign ones put in; sometimes another's name."""
    name = draw.choice(sorted(SEEDS))
    raw = bytearray(SEEDS[name])
    for _ in range(draw.choice([1, 1, 2, 4, 12])):
        at = draw.randrange(len(raw) + 1)
        end = min(len(raw), at + draw.choice([1, 2, 8, 60]))
        what = draw.randrange(5)
        if what == 0 and at < len(raw):
            raw[at] ^= 1 << draw.randrange(8)
        elif what == 1:
            del raw[at:end]
        elif what == 2:
            raw[at:at] = raw[at:end] * draw.choice([1, 3, 30])
        elif what == 3:
            raw[at:at] = draw.choice(FOREIGN)
        else:
            other = SEEDS[draw.choice(sorted(SEEDS))]
            raw[at:end] = other[: draw.randrange(len(other))]
    if draw.random() < 0.1:
        del raw[draw.randrange(len(raw) + 1) :]
    if draw.random() < 0.1:
        name = draw.choice(sorted(SEEDS))
    return name, bytes(raw)


class Hangs(BaseException):
    """Reading has taken too long."""


def ring(*_: object) -> None:
    raise Hangs


def test_no_input_breaks_a_reader(english: Language) -> None:
    """Documents, refusals, or a word why it is no article; offsets inside the text; through all stages likewise."""
    sys.path[:0] = [str(ROOT)]
    first = int(os.environ.get("KGBUILD_TORTURE_FIRST", "0"))
    signal.signal(signal.SIGALRM, ring)
    size = documents = refused = 0
    slowest = 0.0
    for number in range(first, first + INPUTS):
        name, raw = fuzzed(random.Random(number))
        size += len(raw)
        started = time.process_time()
        signal.alarm(SECONDS)
        try:
            found = read_input(
                Input(None, name, raw=raw), Given(language="en", published=date(2024, 3, 5))
            )
            assert found is not None, number
            assert found.documents or found.rejects or found.skipped, number
            assert all(reject.reason for reject in found.rejects), number
            for document in found.documents:
                assert document.id == ids.document_id(document.source, document.text), number
                assert all(0 <= a <= b <= len(document.text) for a, b in document.metadata_spans), (
                    number
                )
            if number % 10 == 0:
                for document in found.documents[:2]:
                    claims_of(document, english)
        except (Hangs, Exception) as error:
            raise AssertionError(
                f"input {number} ({name}): {type(error).__name__} {error}"
            ) from error
        finally:
            signal.alarm(0)
        documents += len(found.documents)
        refused += len(found.rejects)
        slowest = max(slowest, time.process_time() - started)
    sys.stdout.write(
        f"\n{INPUTS} inputs of {size:,} bytes: {documents} documents, {refused} refusals, slowest {slowest:.2f} s\n"
    )
