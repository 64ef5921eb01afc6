"""Formats of the extra `formats`: read with it, and without it refused by a message that names it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pyarrow
import pytest
import zstandard
from dumps import BODY, LEE, pdf, read
from pyarrow import parquet

WIKI = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo><sitename>Wikinews</sitename>'
    "<base>https://en.wikinews.org/wiki/Main_Page</base></siteinfo>"
    "<page><title>Toll rejected</title><ns>0</ns><id>12</id><revision><id>5</id><timestamp>2021-01-01T00:00:00Z</timestamp>"
    "<text>{{date|January 5, 2020}}\n[[File:q.jpg|thumb|A quay.]]\n\nThe [[w:Westmere|harbour board]] rejected the "
    "'''toll''' on Monday.&lt;ref&gt;x&lt;/ref&gt;\n\n== Sources ==\n* {{source|url=x|title=Court fines banker}}\n"
    "[[Category:Westmere]]</text></revision></page>"
    "<page><title>Talk:Toll</title><ns>1</ns><id>13</id><revision><text>The people of the town all say so.</text></revision></page>"
    "</mediawiki>"
)  # fmt: skip


def table() -> bytes:
    """A Parquet file of two rows."""
    columns = {
        "Headline": ["Toll", "Fine"],
        "content": [BODY, LEE],
        "pub_date": ["2020-01-05", None],
    }
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


KINDS = {
    "pdfminer.high_level": ("a.pdf", pdf([(60, 700, LEE)])),
    "mwparserfromhell": ("wiki.xml", WIKI.encode()),
    "warcio.archiveiterator": ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
    "zstandard": ("a.txt.zst", zstandard.ZstdCompressor().compress(BODY.encode())),
    "pyarrow": ("a.parquet", table()),
}


@pytest.mark.parametrize("module", KINDS)
def test_without_the_extra_the_refusal_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    """One line that says what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    name, raw = KINDS[module]
    (reject,) = read(tmp_path / name, raw).rejects
    assert "comes with kgbuild[formats]" in reject.reason


def test_rows_of_parquet(tmp_path: Path) -> None:
    """Columns by their synonyms; a null date leaves the row undated with a note."""
    readings = read(tmp_path / "a.parquet", table())
    found = [(d.source, d.title, d.published and str(d.published)) for d in readings.documents]
    assert found == [("a.parquet#1", "Toll", "2020-01-05"), ("a.parquet#2", "Fine", None)]
    assert readings.remarks == ["title <- Headline, text <- content, published <- pub_date"]


def test_pages_of_a_wiki(tmp_path: Path) -> None:
    """Articles only, without markup, files, categories and sources; the date of its template."""
    (document,) = read(tmp_path / "dump.xml", WIKI.encode()).documents
    assert document.text == "Toll rejected\n\nThe harbour board rejected the toll on Monday."
    assert (str(document.published), document.publisher) == ("2020-01-05", "Wikinews")
    assert document.url == "https://en.wikinews.org/wiki/Toll_rejected"


def test_what_a_mail_quotes_is_somebody_elses(tmp_path: Path) -> None:
    """Kept in the text as a part, with whose words they are; the signature is a notice."""
    raw = (
        "From: Ida Brand <ida@post.example>\nTo: desk@post.example\nSubject: Re: Toll\n"
        f"Date: Mon, 06 Jan 2020 10:00:00 +0000\n\n{BODY}\n\n-- \nIda Brand\nThe Post\n\n"
        "On Sun, Jan 5, 2020 at 9:00 AM Bo Lee <bo@post.example> wrote:\n> The board lied to the court.\n"
    )
    (document,) = read(tmp_path / "a.txt", raw.encode()).documents
    kinds = [(str(p.kind), p.speaker) for p in document.parts]
    assert kinds == [("notice", None), ("quoted", "Bo Lee")]
    assert (document.title, document.byline) == ("Re: Toll", "Ida Brand")
