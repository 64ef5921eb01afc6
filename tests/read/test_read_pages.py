"""Pages: their own marks, no guesses, no other stories, and what is no article refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.model import Document
from kgbuild.read import Given, Readings, find, read_input

PROSE = (
    "<p>The harbour board of Westmere rejected the toll on Monday, and Mayor Clara Voss thanked the fishermen "
    "who had come to the town hall.</p><p>The opposition criticised the board. Councillor Ida Brand said that the toll "
    "would have paid for the new quay.</p>"
)


def read(tmp_path: Path, head: str, body: str, encoding: str = "utf8") -> Readings:
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    (item,) = find([path]).inputs
    readings = read_input(item, Given())
    assert readings is not None
    return readings


def one(tmp_path: Path, head: str, body: str, encoding: str = "utf8") -> Document:
    (document,) = read(tmp_path, head, body, encoding).documents
    return document


@pytest.mark.parametrize(
    ("head", "extra", "day"),
    [
        ("", "<footer>© 2019 The Post</footer>", None),
        ("", "<p>The old quay was opened on 3 May 1998 by the king, as all of them know very well here.</p>", None),
        ("", "<aside><ul><li><a href=x>Storm</a> <span>12 March 2021</span></li></ul></aside>", None),
        ("", '<img src="/uploads/2018/11/quay.jpg">', None),
        ("", "<div id=comments><time datetime='2021-02-02'>2 Feb</time> I was there.</div>", None),
        ("", "<p>Updated on 3 March 2022</p>", None),
        ('<meta property="article:modified_time" content="2021-01-01">', "", None),
        ('<meta property="article:published_time" content="2020-01-05T10:00:00Z">', "", "2020-01-05"),
        ('<meta name="pubdate" content="20200105">', "", "2020-01-05"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-05"}</script>', "", "2020-01-05"),
        ('<link rel="canonical" href="https://post.example/2020/01/05/toll">', "", "2020-01-05"),
        ('<meta name="date" content="05/01/2020">', "", None),
    ],
)  # fmt: skip
def test_only_what_a_page_states_is_its_day(
    tmp_path: Path, head: str, extra: str, day: str | None
) -> None:
    """A copyright year, an event, another story, a picture's path, a comment are no date."""
    document = one(tmp_path, head, f"<article><h1>Toll rejected</h1>{PROSE}{extra}</article>")
    assert (document.published and str(document.published)) == day


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2020-01-05'>5 January</time>",
        "<p class=date>Published 5 January 2020</p>",
        "<span>January 5, 2020</span>",
    ],
)
def test_a_date_under_the_headline_is_the_pages(tmp_path: Path, line: str) -> None:
    """Between the headline and the first paragraph."""
    document = one(tmp_path, "", f"<article><h1>Toll rejected</h1>{line}{PROSE}</article>")
    assert (str(document.published), document.published_basis) == ("2020-01-05", "page")


@pytest.mark.parametrize(
    ("site", "publisher"),
    [
        ("The Post | News, Weather, Sports | Westmere", "The Post"),
        ("@thepost", "post.example"),
        ("", "post.example"),
        ("The Post", "The Post"),
    ],
)
def test_a_publisher_is_one_name(tmp_path: Path, site: str, publisher: str) -> None:
    """No slogan, no handle; without a name the host."""
    head = f'<meta property="og:site_name" content="{site}"><link rel="canonical" href="https://www.post.example/toll">'
    assert one(tmp_path, head, f"<article><h1>Toll</h1>{PROSE}</article>").publisher == publisher


def test_the_headline_stands_once_without_the_site(tmp_path: Path) -> None:
    """Title and h1 that say the same are one headline."""
    head = "<title>Toll rejected by the board - The Post</title>"
    document = one(tmp_path, head, f"<div><h1>Toll rejected by board</h1>{PROSE}</div>")
    assert document.title == "Toll rejected by board"
    assert document.text.count("Toll rejected") == 1 and "The Post" not in document.text


TEASERS = "".join(
    f"<li><h3>Court jails banker {n}</h3><p>A court in Lisbon jailed banker {n} for six years on Monday, his lawyer said in town.</p></li>"
    for n in range(5)
)


@pytest.mark.parametrize(
    "extra",
    [
        f"<ul>{TEASERS}</ul>",
        "<div class=related-posts><h3>Court jails banker</h3><p>A court in Lisbon jailed a banker for six years on Monday, his lawyer said.</p></div>",
        "<figure><img src=x><figcaption>A banker leaves the court in Lisbon in 2018.</figcaption></figure>",
        "<div id=newsletter-signup><p>Sign up to hear of every banker that a court in Lisbon jails on Monday.</p></div>",
    ],
)  # fmt: skip
def test_other_stories_are_left_out(tmp_path: Path, extra: str) -> None:
    """Teasers, related links, captions, newsletters."""
    document = one(
        tmp_path,
        "<title>Toll</title>",
        f"<div id=content><h1>Toll rejected</h1>{PROSE}{extra}</div>",
    )
    assert "banker" not in document.text and "quay" in document.text


def test_an_article_inside_a_form_or_a_box_named_after_its_buttons_is_read(tmp_path: Path) -> None:
    """Whole pages stand inside one form on some sites."""
    document = one(
        tmp_path,
        "<title>Toll</title>",
        f"<form><div class=share-wrapper><h1>Toll rejected</h1>{PROSE}</div></form>",
    )
    assert "fishermen" in document.text


@pytest.mark.parametrize(
    ("title", "heading", "words", "complaint"),
    [
        ("Page not found", "Sorry", "It may have been moved or deleted.", "not found"),
        (
            "Before you continue",
            "We value your privacy",
            "We and our 842 partners store information on a device.",
            "consent",
        ),
        (
            "Just a moment...",
            "Checking your browser",
            "This process is automatic.",
            "checks the browser",
        ),
        (
            "Log in",
            "Log in to continue",
            "Enter your password to read this article by Ida Brand.",
            "log in",
        ),
        (
            "403 Forbidden",
            "Forbidden",
            "You do not have permission to see the harbour.",
            "error page",
        ),
        (
            "Search results for toll",
            "Search results for toll",
            "The board rejected the toll on Monday, all said.",
            "list",
        ),
    ],
)
def test_what_is_no_article_is_refused_by_name(
    tmp_path: Path, title: str, heading: str, words: str, complaint: str
) -> None:
    """404, consent, challenge, login, error and search pages."""
    readings = read(tmp_path, f"<title>{title}</title>", f"<h1>{heading}</h1><p>{words}</p>")
    assert readings.documents == [] and complaint in readings.rejects[0].reason


def test_a_front_page_is_refused(tmp_path: Path) -> None:
    """Headings that are links, and nothing else."""
    body = "".join(
        f"<div class=teaser><h2><a href=/{n}>Court jails banker {n}</a></h2><p>His lawyer said so on Monday.</p></div>"
        for n in range(8)
    )
    (reject,) = read(tmp_path, "<title>The Post</title>", f"<h1>The Post</h1>{body}").rejects
    assert "front page" in reject.reason


def test_a_declared_charset_is_believed(tmp_path: Path) -> None:
    """A page in Latin-1."""
    document = one(
        tmp_path,
        '<meta charset="iso-8859-1">',
        f"<article><h1>Café</h1>{PROSE}<p>The café was sold.</p></article>",
        "latin-1",
    )
    assert "café" in document.text and document.notes == ()
