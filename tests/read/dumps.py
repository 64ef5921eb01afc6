"""Small files of the kinds that people have, in our own words; `BODY` is the article in each of them."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path

from kgbuild.read import Given, Readings, find, read_input

BODY = (
    "The harbour board of Westmere rejected the toll on Monday. Mayor Clara Voss thanked the "
    "fishermen who had come to the town hall."
)
LEE = "A court in Lisbon fined the shipping firm Northgate on Tuesday."


def read(path: Path, raw: bytes) -> Readings:
    """What is read of a file of these bytes."""
    path.write_bytes(raw)
    (item,) = find([path]).inputs
    readings = read_input(item, Given())
    assert readings is not None
    return readings


def _lines(*rows: dict[str, object]) -> str:
    return "\n".join(json.dumps(row) for row in rows) + "\n"


# name -> (file name, content, due: published, publisher, title, byline); None: not stated.
DUMPS: dict[str, tuple[str, str, tuple[str | None, str | None, str | None, str | None]]] = {
    "NewsAPI reply": (
        "reply.json",
        json.dumps({"status": "ok", "totalResults": 1, "articles": [{
            "source": {"id": None, "name": "The Westmere Post"}, "author": "Ida Brand", "title": "Toll rejected",
            "description": "short", "url": "https://post.example/a", "publishedAt": "2024-03-12T09:00:00Z", "content": BODY}]}),
        ("2024-03-12", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "NewsAPI saved by pandas": (
        "news.csv",
        "source,author,title,description,url,publishedAt,content\n"
        f"\"{{'id': None, 'name': 'The Westmere Post'}}\",Ida Brand,Toll rejected,short,https://post.example/a,2024-03-12T09:00:00Z,\"{BODY}\"\n",
        ("2024-03-12", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "AllTheNews": (
        "articles1.csv",
        f',id,title,publication,author,date,year,month,url,content\n0,1728,Toll rejected,Westmere Post,Ida Brand,2016-12-31,2016.0,12.0,,"{BODY}"\n',
        ("2016-12-31", "Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "Kaggle True/Fake": (
        "True.csv",
        f'title,text,subject,date\nToll rejected,"{BODY}",politicsNews,"December 31, 2017 "\n',
        ("2017-12-31", None, "Toll rejected", None),
    ),
    "webhose, one object a file": (
        "news_0001.json",
        json.dumps({"uuid": "77ab", "thread": {"site": "post.example", "site_full": "www.post.example", "title": "Toll rejected"},
                    "author": "Ida Brand", "title": "Toll rejected", "language": "english", "published": "2018-01-29T19:11:00.000+02:00", "text": BODY}),
        ("2018-01-29", "post.example", "Toll rejected", "Ida Brand"),
    ),
    "cc_news": (
        "cc.jsonl",
        _lines({"title": "Toll rejected", "text": BODY, "domain": "post.example", "date": "2018-06-01 00:00:00", "description": "d", "url": "https://post.example/a", "image_url": ""}),
        ("2018-06-01", "post.example", "Toll rejected", None),
    ),
    "news-please": (
        "np.json",
        json.dumps({"authors": ["Ida Brand"], "date_download": "2020-02-02 10:00:00", "date_publish": "2020-01-31 08:00:00", "language": "en",
                    "maintext": BODY, "source_domain": "post.example", "title": "Toll rejected", "url": "https://post.example/a"}),
        ("2020-01-31", "post.example", "Toll rejected", "Ida Brand"),
    ),
    "NELA": (
        "postnews.json",
        json.dumps([{"id": "post--1", "date": "2020-01-05", "source": "westmerepost", "title": "Toll rejected", "content": BODY,
                     "author": "Ida Brand", "url": "https://post.example/a", "published": "Sun, 05 Jan 2020 10:00:00 GMT", "published_utc": 1578218400, "collection_utc": 1578300000}]),
        ("2020-01-05", "westmerepost", "Toll rejected", "Ida Brand"),
    ),
    "the Guardian's API": (
        "guardian.json",
        json.dumps({"response": {"status": "ok", "results": [{"id": "a/1", "webTitle": "Toll rejected", "webPublicationDate": "2021-05-06T07:00:00Z",
                    "webUrl": "https://guardian.example/a", "fields": {"byline": "Ida Brand", "body": f"<p>{BODY}</p>", "publication": "The Guardian"}}]}}),
        ("2021-05-06", "The Guardian", "Toll rejected", "Ida Brand"),
    ),
    "the New York Times' API": (
        "nyt.json",
        json.dumps({"response": {"docs": [{"abstract": "short", "web_url": "https://times.example/a", "lead_paragraph": BODY, "headline": {"main": "Toll rejected"},
                    "byline": {"original": "By Ida Brand"}, "pub_date": "2021-05-06T07:00:00+0000", "source": "The New York Times"}]}}),
        ("2021-05-06", "The New York Times", "Toll rejected", "By Ida Brand"),
    ),
    "Media Cloud with texts": (
        "mc.csv",
        f'stories_id,publish_date,title,url,language,media_name,media_url,story_text\n9,2019-07-08 10:00:00,Toll rejected,https://post.example/a,en,Westmere Post,http://post.example,"{BODY}"\n',
        ("2019-07-08", "Westmere Post", "Toll rejected", None),
    ),
    "BBC, tab between": (
        "bbc-news-data.csv",
        f"category\tfilename\ttitle\tcontent\nbusiness\t001.txt\tToll rejected\t{BODY}\n",
        (None, None, "Toll rejected", None),
    ),
    "semicolons, Latin-1": (
        "export.csv",
        f'Headline;Body;Pub Date;Outlet\nToll rejected;"{BODY} The café stayed open.";2020/01/05;The Post\n',
        ("2020-01-05", "The Post", "Toll rejected", None),
    ),
    "Elasticsearch": (
        "hits.json",
        json.dumps({"took": 3, "hits": {"total": 1, "hits": [{"_index": "news", "_id": "x1", "_source": {"title": "Toll rejected", "body": BODY, "date": 1578218400000}}]}}),
        ("2020-01-05", None, "Toll rejected", None),
    ),
    "schema.org": (
        "ld.jsonl",
        _lines({"@type": "NewsArticle", "headline": "Toll rejected", "articleBody": BODY, "datePublished": "2020-01-05T10:00:00Z", "author": [{"name": "Ida Brand"}], "publisher": {"name": "The Post"}}),
        ("2020-01-05", "The Post", "Toll rejected", "Ida Brand"),
    ),
    "JSON Feed": (
        "feed.json",
        json.dumps({"version": "https://jsonfeed.org/version/1", "title": "The Post", "items": [{"id": "1", "title": "Toll rejected", "content_html": f"<p>{BODY}</p>", "date_published": "2020-01-05T10:00:00Z"}]}),
        ("2020-01-05", "The Post", "Toll rejected", None),
    ),
    "columns written by pandas": (
        "frame.json",
        json.dumps({"title": {"0": "Toll rejected"}, "text": {"0": BODY}, "date": {"0": "2020-01-05"}}),
        ("2020-01-05", None, "Toll rejected", None),
    ),
    "RSS with full texts": (
        "news.xml",
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title><item><title>Toll rejected</title>'
        f"<pubDate>Sun, 05 Jan 2020 10:00:00 GMT</pubDate><author>Ida Brand</author><content:encoded><![CDATA[<p>{BODY}</p>]]></content:encoded></item></channel></rss>",
        ("2020-01-05", "The Post", "Toll rejected", "Ida Brand"),
    ),
    "Atom": (
        "news.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Toll rejected</title><updated>2020-01-05T10:00:00Z</updated>'
        f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>',
        ("2020-01-05", "The Post", "Toll rejected", None),
    ),
    "NITF": (
        "a.xml",
        '<?xml version="1.0"?><nitf><head><title>x</title><docdata><date.issue norm="20200105T100000Z"/></docdata><pubdata name="The Post" date.publication="20200105T100000"/></head>'
        f"<body><body.head><hedline><hl1>Toll rejected</hl1></hedline><byline>Ida Brand</byline></body.head><body.content><block><p>{BODY}</p></block></body.content></body></nitf>",
        ("2020-01-05", "The Post", "Toll rejected", "Ida Brand"),
    ),
    "NewsML-G2": (
        "b.xml",
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:1"><itemMeta><provider><name>The Post</name></provider><firstCreated>2020-01-05T10:00:00Z</firstCreated></itemMeta>'
        f'<contentMeta><headline>Toll rejected</headline><by>Ida Brand</by></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>{BODY}</p></body.content></body></nitf></inlineXML></contentSet></newsItem></itemSet></newsMessage>',
        ("2020-01-05", "The Post", "Toll rejected", "Ida Brand"),
    ),
    "the Reuters corpus": (
        "c.xml",
        f'<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en"><title>Toll rejected</title><headline>Toll rejected</headline><byline>Ida Brand</byline><text><p>{BODY}</p></text><copyright>(c) Reuters Limited 1996</copyright></newsitem>',
        ("1996-08-20", None, "Toll rejected", "Ida Brand"),
    ),
    "Reuters-21578": (
        "reut2.sgm",
        f'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="7">\n<DATE> 5-JAN-2020 08:42:08.50</DATE>\n<TEXT>&#2;\n<TITLE>Toll rejected</TITLE>\n<DATELINE>    WESTMERE, Jan 5 - </DATELINE><BODY>{BODY}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n',
        ("2020-01-05", None, "Toll rejected", None),
    ),
    "TREC": (
        "docs.txt",
        f"<DOC>\n<DOCNO> P-1 </DOCNO>\n<DATE>January 5, 2020</DATE>\n<HEAD>Toll rejected</HEAD>\n<TEXT>\n{BODY}\n</TEXT>\n</DOC>\n",
        ("2020-01-05", None, "Toll rejected", None),
    ),
    "a mail": (
        "a.eml",
        "From: Ida Brand <ida@post.example>\nTo: desk@post.example\nSubject: Toll rejected\nDate: Sun, 05 Jan 2020 10:00:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(BODY.encode()).decode(),
        ("2020-01-05", None, "Toll rejected", "Ida Brand"),
    ),
    "LexisNexis": (
        "lexis.TXT",
        f"\n                                 1 of 1 DOCUMENTS\n\n                                The Westmere Post\n\n                         January 5, 2020 Sunday\n                          Late Edition\n\nToll rejected\n\n"
        f"BYLINE: Ida Brand\n\nSECTION: News; Pg. 4\n\nLENGTH: 30 words\n\n{BODY}\n\nLOAD-DATE: January 6, 2020\n\nLANGUAGE: ENGLISH\n\nCopyright 2020 The Westmere Post\nAll Rights Reserved\n",
        ("2020-01-05", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "Nexis Uni": (
        "nexis.txt",
        f"Toll rejected\n\nThe Westmere Post\n\nJanuary 5, 2020 Sunday\n\nCopyright 2020 The Westmere Post All Rights Reserved\n\nSection: News; Pg. 4\n\nLength: 30 words\n\nByline: Ida Brand\n\nBody\n\n{BODY}\n\nLoad-Date: January 6, 2020\n\nEnd of Document\n",
        ("2020-01-05", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "ProQuest": (
        "proquest.txt",
        f"____________________________________________________________\n\nDocument 1 of 1\n\nToll rejected\n\nAuthor: Brand, Ida\n\nPublication info: The Westmere Post [Westmere] 05 Jan 2020: A4.\n\nFull text: {BODY}\n\nSubject: Harbours\n",
        ("2020-01-05", "The Westmere Post", "Toll rejected", "Brand, Ida"),
    ),
    "Factiva": (
        "factiva.txt",
        f"Toll rejected\n\nBy Ida Brand\n30 words\n5 January 2020\nThe Westmere Post\nWESPOS\nEnglish\nCopyright 2020. The Westmere Post.\n\n{BODY}\n\nDocument WESPOS0020200105eg150001k\n",
        ("2020-01-05", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "Factiva with fields": (
        "fields.txt",
        f"HD    Toll rejected\nBY    Ida Brand\nWC    30 words\nPD    5 January 2020\nSN    The Westmere Post\nLP\n{BODY}\nAN    Document WESPOS0020200105eg150001k\n",
        ("2020-01-05", "The Westmere Post", "Toll rejected", "Ida Brand"),
    ),
    "a page in a .txt": (
        "page.txt",
        '<!doctype html><html><head><title>Toll rejected - The Post</title><meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2020-01-05T10:00:00Z"></head>'
        f"<body><article><h1>Toll rejected</h1><p>{BODY}</p><p>{LEE}</p></article></body></html>",
        ("2020-01-05", "The Post", "Toll rejected", None),
    ),
}  # fmt: skip


def pdf(*pages: list[tuple[int, int, str]], size: int = 11) -> bytes:
    """A PDF of lines of text at places (x, y from below) of its pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({words.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET"
            for x, y, words in lines
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % k for k in kids),
        len(kids),
    )
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
    return out.getvalue()


def zipped(**members: str | bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for a slash, `_` for a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def docx(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A DOCX of paragraphs and one table."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in table
    )
    body += f"<w:tbl>{rows}</w:tbl>" if table else ""
    return zipped(
        word__document_xml=f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    )


def odt(*paragraphs: str) -> bytes:
    """An OpenDocument text of paragraphs."""
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    return zipped(
        mimetype="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
    )


def epub(*chapters: str) -> bytes:
    """An EPUB of chapters."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.html" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF__container_xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS__book_opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Post</dc:title><dc:date>2020-01-05</dc:date></metadata>'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>",
    }
    for number, chapter in enumerate(chapters):
        files[f"OEBPS__c{number}_html"] = f"<html><body>{chapter}</body></html>"
    return zipped(**files)
