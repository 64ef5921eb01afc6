"""Public dumps and the files of every kind, rebuilt small: accepted with no option, nothing misread."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumps import BODY, DUMPS, LEE

from kgbuild.read import Given, Options, Readings, find, read_input


def read(path: Path, options: Options | None = None) -> Readings:
    (item,) = find([path]).inputs
    readings = read_input(item, Given(), options=options)
    assert readings is not None
    return readings


@pytest.mark.parametrize("name", DUMPS)
def test_a_dump_is_accepted_with_no_option(tmp_path: Path, name: str) -> None:
    """One document each, with the day, paper, title and author that it states, and its text clean."""
    file, content, due = DUMPS[name]
    path = tmp_path / file
    path.write_bytes(content.encode("latin-1" if "Latin-1" in name else "utf8"))
    readings = read(path)
    assert readings.rejects == []
    (document,) = readings.documents
    found = (
        document.published and document.published.isoformat(),
        document.publisher,
        document.title,
        document.byline,
    )
    assert found == due
    assert BODY[:50] in document.text and BODY[-30:] in document.text
    assert not set("<>{}") & set(document.text)


@pytest.mark.parametrize("name", ["AllTheNews", "NELA", "RSS with full texts", "TREC"])
def test_a_name_that_says_otherwise_changes_nothing(tmp_path: Path, name: str) -> None:
    """What a file is, is decided by its bytes."""
    file, content, _ = DUMPS[name]
    (tmp_path / file).write_text(content, encoding="utf8")
    (tmp_path / "other.txt").write_text(content, encoding="utf8")
    one, two = read(tmp_path / file).documents, read(tmp_path / "other.txt").documents
    assert [(d.text, d.published, d.title) for d in one] == [
        (d.text, d.published, d.title) for d in two
    ]


def test_what_columns_were_taken_for_is_said_in_one_line(tmp_path: Path) -> None:
    """Title, text and date with the columns that hold them, then what was ignored."""
    path = tmp_path / "a.csv"
    path.write_text(f'Headline,Body,pub_date,id2\nToll,"{BODY}",2020-01-05,9\n')
    assert read(path).remarks == [
        "title <- Headline, text <- Body, published <- pub_date; ignored: id2"
    ]


def test_a_column_can_be_named(tmp_path: Path) -> None:
    """`--map` goes before the table of synonyms; a column that is not there is named with those that are."""
    path = tmp_path / "a.csv"
    path.write_text(f'Kop,Stuk,When\nToll,"{BODY}",05/01/2020\n')
    assert "columns, comma between: Kop, Stuk, When" in read(path).rejects[0].reason
    options = Options(
        dates="dmy", columns=(("published", "When"), ("text", "Stuk"), ("title", "Kop"))
    )
    (document,) = read(path, options).documents
    assert (document.title, str(document.published)) == ("Toll", "2020-01-05")


@pytest.mark.parametrize(
    ("cell", "day", "note"),
    [
        ("nan", None, "no date in date"),
        ("", None, "no date in date"),
        ("05/01/2020", None, "cannot be told apart"),
        ("2 hours ago", None, "is no date"),
        ("Jan 2020", None, "is no date"),
        ("1578218400", "2020-01-05", None),
        ("20200105T100000Z", "2020-01-05", None),
        ("Sun Jan 05 10:00:00 +0000 2020", "2020-01-05", None),
        ("14-Feb-18", "2018-02-14", None),
        ("13/01/2020", "2020-01-13", None),
        ("5th of January, 2020 at 10.30 am", "2020-01-05", None),
    ],
)
def test_a_cell_costs_no_article_for_its_date(
    tmp_path: Path, cell: str, day: str | None, note: str | None
) -> None:
    """The article is kept; what states no day for sure is noted."""
    path = tmp_path / "a.csv"
    path.write_text(f'title,text,date\nToll,"{BODY}","{cell}"\n')
    (document,) = read(path).documents
    assert (document.published and document.published.isoformat()) == day
    assert any(note in n for n in document.notes) if note else document.notes == ()


def test_markup_in_a_row_becomes_paragraphs(tmp_path: Path) -> None:
    """Tags fall away, blocks stay apart, entities are read."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "Toll", "text": "<p>Voss &amp; Brand met.</p><script>x()</script><p>They left.</p>"}\n'
    )
    assert read(path).documents[0].text == "Voss & Brand met.\n\nThey left."


def test_a_text_cut_off_by_its_source_is_noted(tmp_path: Path) -> None:
    """NewsAPI's "[+1234 chars]" is no text."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "Toll", "content": "The board of the harbour met the mayor and… [+1234 chars]"}\n'
    )
    (document,) = read(path).documents
    assert "chars" not in document.text
    assert document.notes == ("cut off by its source ([+1234 chars])",)


def test_rows_without_texts_are_told_once(tmp_path: Path) -> None:
    """A list of links (GDELT) is one refusal that names its fields, not one a row."""
    path = tmp_path / "a.json"
    path.write_text(
        '{"articles": [{"url": "https://a.example", "title": "Toll", "seendate": "20200105T100000Z"}, {"url": "b", "title": "Two"}]}'
    )
    (reject,) = read(path).rejects
    assert "hold no text" in reject.reason and "seendate" in reject.reason


def test_several_articles_in_one_download_are_several_documents(tmp_path: Path) -> None:
    """A LexisNexis download of two, texts with a head each, a box of mails."""
    lexis = DUMPS["LexisNexis"][1]
    texts = {
        "lexis.txt": lexis.replace("1 of 1", "1 of 2")
        + lexis.replace("1 of 1", "2 of 2").replace(BODY, LEE),
        "heads.txt": f"Title: Toll rejected\nDate: 2020-01-05\n\n{BODY}\n\n======\n\nTitle: Firm fined\nDate: 2020-01-06\n\n{LEE}\n",
        "box.txt": "".join(
            f"From x@post.example Sun Jan  5 10:00:00 2020\nFrom: x@post.example\nSubject: S{n}\nTo: y@post.example\n\n{words}\n\n"
            for n, words in enumerate((BODY, LEE))
        ),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        readings = read(tmp_path / name)
        assert [d.source for d in readings.documents] == [f"{name}#1", f"{name}#2"], (
            readings.rejects
        )
        assert LEE in readings.documents[1].text and BODY[:40] not in readings.documents[1].text
