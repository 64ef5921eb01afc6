"""Files to documents, good ones and bad ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kgbuild.errors import UsageError
from kgbuild.read import Given, Readings, find, read_input

ARTICLE = "Anna Adler met Boris Becker in Oslo on Monday. They talked about the price of fish.\n"


def read(path: Path, given: Given | None = None, **options: object) -> Readings:
    """Read one file as the build does."""
    (item,) = find([path]).inputs
    readings = read_input(item, given or Given(), **options)  # type: ignore[arg-type]
    assert readings is not None
    return readings


def test_plain_text_is_unaltered(tmp_path: Path) -> None:
    """CRLF, tabs and typographic quotes stay as they are."""
    text = (
        "Headline here\r\n\r\n“Quoted\u201d\ttext said Anna, who was in the house of the king.\r\n"
    )
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (document,) = read(path).documents
    assert document.text == text
    assert document.title == "Headline here"
    assert document.source == "a.txt"


@pytest.mark.parametrize(
    ("name", "raw", "complaint", "line"),
    [
        ("empty.txt", b"", "empty", None),
        ("blank.txt", b" \r\n\t", "empty", None),
        ("nul.txt", b"one\ntwo \0 three", "NUL byte", 2),
        ("half.txt", b"\xff\xfeA\0n\0n", "broken UTF-16", None),
        ("office.txt", b"PK\x03\x04rest", "ZIP", None),
        ("rich.txt", b"{\\rtf1 }", "RTF without words", None),
        ("cut.pdf", b"%PDF-1.7 cut off", "cut off", None),
        ("page.html", b"<html><body></body></html>", "no article text", None),
        ("list.csv", b"id,kind\n1,x\n", "no column of its first line holds a text", 1),
    ],
)
def test_bad_files_are_refused_with_their_reason(
    tmp_path: Path, name: str, raw: bytes, complaint: str, line: int | None
) -> None:
    """Each kind of bad file gives one clear reason and no document."""
    path = tmp_path / name
    path.write_bytes(raw)
    readings = read(path)
    assert readings.documents == []
    (reject,) = readings.rejects
    assert complaint in reject.reason
    assert reject.line == line
    assert reject.source == name


def test_broken_rows_are_named_and_the_others_kept(tmp_path: Path) -> None:
    """Good lines of JSON Lines survive bad neighbours."""
    rows = [
        json.dumps({"id": "a", "text": ARTICLE, "published": "2025-03-04", "publisher": "Post"}),
        '{"text": ',
        "[1, 2]",
        json.dumps({"id": "b", "text": "  "}),
        json.dumps({"id": "c", "text": ARTICLE, "published": "2025-02-31"}),
        "",
        json.dumps({"text": ARTICLE}),
        json.dumps({"id": "a", "text": ARTICLE + "Again."}),
        json.dumps({"id": "s", "text": "half \ud83d of it, and the rest is here"}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows), encoding="utf8")
    readings = read(path)
    assert [d.source for d in readings.documents] == [
        "rows.jsonl#a",
        "rows.jsonl#c",
        "rows.jsonl#7",
    ]
    assert readings.documents[1].published is None
    assert "2025-02-31" in readings.documents[1].notes[0]
    assert readings.documents[0].published == date(2025, 3, 4)
    assert readings.documents[0].publisher == "Post"
    assert [r.line for r in readings.rejects] == [2, 3, 4, None, 9]


def test_csv_rows(tmp_path: Path) -> None:
    """CSV has the columns of JSON Lines; a row without text is named by its line."""
    path = tmp_path / "rows.csv"
    path.write_text(f'id,text,published\na,"{ARTICLE}",2025-03-04\nb,,\n', encoding="utf8")
    readings = read(path)
    assert [d.source for d in readings.documents] == ["rows.csv#a"]
    assert len(readings.rejects) == 1


def test_html_keeps_the_article_only(tmp_path: Path) -> None:
    """Navigation falls away; title, site and date come from the page's own marks."""
    body = " ".join([ARTICLE.strip()] * 6)
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Talks in Oslo</title>"
        '<meta property="og:site_name" content="Example Times">'
        '<meta property="article:published_time" content="2025-03-04T10:00:00Z"></head>'
        f"<body><nav>Home | Sport</nav><article><h1>Talks in Oslo</h1><p>{body}</p></article></body></html>",
        encoding="utf8",
    )
    (document,) = read(path).documents
    assert document.published == date(2025, 3, 4)
    assert document.title == "Talks in Oslo"
    assert "Sport" not in document.text
    assert "Anna Adler met Boris Becker" in document.text


def test_markdown_loses_its_markup(tmp_path: Path) -> None:
    """Front matter is metadata; emphasis and links leave their words; bullets stay."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Talks\ndate: 2025-03-04\n---\n\n# Talks in Oslo\n\n"
        "**Anna** met [Boris](http://example.org) in the *old* town.\n\n- one of them said so\n",
        encoding="utf8",
    )
    (document,) = read(path).documents
    assert document.text == (
        "Talks in Oslo\n\nAnna met Boris in the old town.\n\n- one of them said so\n"
    )
    assert (document.title, document.published) == ("Talks", date(2025, 3, 4))


def test_another_language_is_named(tmp_path: Path) -> None:
    """An article in German is refused with the language named."""
    path = tmp_path / "de.txt"
    path.write_text(
        "Der Präsident sagte am Montag, dass er nicht nach Berlin kommen werde. "
        "Die Regierung hat den Plan abgelehnt, und das Parlament stimmt darüber ab.\n",
        encoding="utf8",
    )
    (reject,) = read(path).rejects
    assert "German" in reject.reason


def test_folder_skips_and_names_what_is_no_article(tmp_path: Path) -> None:
    """Files of programs and hidden ones are skipped by name, pictures by their bytes; dangling links are refused."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.xyz").write_text("?")
    (tmp_path / "c.css").write_text("p { color: red }")
    (tmp_path / ".hidden.txt").write_text(ARTICLE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = find([tmp_path])
    assert [i.source for i in found.inputs] == ["b.xyz", "sub/a.txt"]
    assert found.skipped == ["c.css"]
    readings = read_input(found.inputs[0], Given())
    assert readings is not None
    assert (readings.skipped, readings.rejects) == ("text that is no prose", [])
    assert [(r.source, r.reason) for r in found.rejects] == [
        ("gone.txt", "a link that leads nowhere")
    ]


def test_missing_path_is_usage(tmp_path: Path) -> None:
    """A path that does not exist stops everything before anything is touched."""
    with pytest.raises(UsageError, match=r"nope\.txt"):
        find([tmp_path / "nope.txt"])


def test_two_inputs_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Each starts one folder higher."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(ARTICLE + folder)
    found = find([tmp_path / "a", tmp_path / "b"])
    assert [i.source for i in found.inputs] == ["a/x.txt", "b/x.txt"]


def test_sidecar_wins_over_text_and_command_line_over_both(tmp_path: Path) -> None:
    """What is given outside is believed before what the text says, and a contradiction is flagged."""
    path = tmp_path / "a.txt"
    path.write_text("date: 2025-03-01\n\n" + ARTICLE)
    path.with_name("a.txt.meta.json").write_text('{"published": "2025-03-04", "publisher": "Post"}')
    (document,) = read(path).documents
    assert (document.published, document.publisher) == (date(2025, 3, 4), "Post")
    assert "2025-03-01 by its text" in document.notes[0]
    (document,) = read(path, Given(published=date(2025, 3, 5))).documents
    assert document.published == date(2025, 3, 5)


def test_unchanged_input_is_known_by_its_digest(tmp_path: Path) -> None:
    """The digest covers the bytes, the sidecar and what was given."""
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (item,) = find([path]).inputs
    first = read_input(item, Given())
    assert first is not None
    assert read_input(item, Given(), known=first.digest) is None
    assert read_input(item, Given(publisher="Post"), known=first.digest) is not None
    path.with_name("a.meta.json").write_text("{}")
    assert read_input(item, Given(), known=first.digest) is not None


def test_future_date_is_flagged_not_mended(tmp_path: Path) -> None:
    """A document from the future keeps its date and carries a note."""
    path = tmp_path / "a.txt"
    path.write_text("date: 2099-01-01\n\n" + ARTICLE)
    (document,) = read(path, today=date(2026, 1, 1)).documents
    assert document.published == date(2099, 1, 1)
    assert "future" in document.notes[0]
