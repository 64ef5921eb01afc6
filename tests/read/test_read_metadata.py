"""What a plain text says of itself."""

from datetime import date

import pytest

from kgbuild.errors import MetadataError
from kgbuild.read import parse_date
from kgbuild.read.plain.heads import from_text

BODY = "The minister met the envoy in Oslo.\n"


@pytest.mark.parametrize(
    ("head", "fields", "held"),
    [
        ("", {}, []),
        (
            "https://www.example.org/2022/07/18/talks\r\n\r\n",
            {"publisher": "example.org", "published": date(2022, 7, 18)},
            ["https://www.example.org/2022/07/18/talks"],
        ),
        (
            "https://example.org/view.php?ud=20220725000767\n",
            {"published": None},
            ["https://example.org/view.php?ud=20220725000767"],
        ),
        (
            "https://example.org/a/14667745\n",
            {"published": None},
            ["https://example.org/a/14667745"],
        ),
        (" date 2022-09-19 ", {"published": date(2022, 9, 19)}, ["date 2022-09-19"]),
        (
            "title: Talks\npublisher: Post\ndate: 3 March 2022\n\n",
            {"title": "Talks", "publisher": "Post", "published": date(2022, 3, 3)},
            ["title: Talks", "publisher: Post", "date: 3 March 2022"],
        ),
        ("By Anna Adler\n\n", {}, ["By Anna Adler"]),
        ("ANNA ADLER\n\n", {}, ["ANNA ADLER"]),
        ("KYIV, March 3 (Reuters) — ", {"published": None}, ["KYIV, March 3 (Reuters) — "]),
        ("NANJING, July 18 (Xinhua) -- ", {}, ["NANJING, July 18 (Xinhua) -- "]),
        (
            "OSLO, March 3, 2022 (AP) — ",
            {"published": date(2022, 3, 3)},
            ["OSLO, March 3, 2022 (AP) — "],
        ),
    ],
)
def test_head(head: str, fields: dict[str, object], held: list[str]) -> None:
    """Metadata give the fields, and their characters are held out of the sentences."""
    text = head + BODY
    marks = from_text(text)
    for name, value in fields.items():
        assert getattr(marks.given, name) == value
    assert [text[a:b].strip() for a, b in marks.spans] == [h.strip() for h in held]


@pytest.mark.parametrize(
    "text",
    [
        "Date palms are grown in the valley. They need water.\n",
        "Source of the leak was the ministry, said the envoy.\n",
        "The Hague — a city of courts — was quiet.\n",
        "BP said it would sell the field.\n",
        "Title fights draw crowds.\n\nThe hall was full.\n",
    ],
)
def test_sentences_are_no_metadata(text: str) -> None:
    """Words that begin like a field are left to the sentences."""
    assert from_text(text).spans == ()


def test_foot() -> None:
    """An agency's name alone on the last line is a byline."""
    marks = from_text(BODY + "AP")
    assert marks.given.byline == "AP"
    assert marks.spans == ((len(BODY), len(BODY) + 2),)


@pytest.mark.parametrize("text", ["2022-02-31", "yesterday", "", "32 March 2022", "March 2022"])
def test_impossible_dates_are_refused(text: str) -> None:
    """No date is made up."""
    with pytest.raises(MetadataError):
        parse_date(text)
