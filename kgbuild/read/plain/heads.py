"""The head of a plain text: what stands above its first sentence, read by a table of forms.

Lines of a head are an address, front matter, `Key: value`, a headline, a byline, a date alone, and at
last a dateline. What is read belongs to no sentence; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kgbuild.errors import MetadataError
from kgbuild.gazetteer import gender_of
from kgbuild.read.about import Given, Marks
from kgbuild.read.dates import parse_date
from kgbuild.read.plain import datelines
from kgbuild.read.publishers import publisher

if TYPE_CHECKING:
    from kgbuild.read.dates import Order

KEYS = {
    "date": "published", "published": "published", "publication date": "published", "publish date": "published",
    "date published": "published", "published on": "published", "first published": "published", "posted": "published",
    "posted on": "published", "pubdate": "published", "pub_date": "published", "publication_date": "published",
    "published_at": "published", "issued": "published", "release date": "published", "dated": "published",
    "updated": "", "last updated": "", "modified": "", "last modified": "", "updated on": "", "accessed": "",
    "title": "title", "headline": "title", "subject": "title",
    "publisher": "publisher", "source": "publisher", "publication": "publisher", "newspaper": "publisher",
    "outlet": "publisher", "site": "publisher", "published by": "publisher",
    "byline": "byline", "author": "byline", "authors": "byline", "writer": "byline", "reporter": "byline",
    "url": "url", "link": "url", "language": "language", "lang": "language",
    "section": "", "category": "", "tags": "", "keywords": "", "id": "", "topic": "", "topics": "", "location": "",
}  # fmt: skip
_KEY = "|".join(sorted((re.escape(k) for k in KEYS), key=len, reverse=True))
LINE_REST = r"[ \t]*+(\S(?:[^\r\n]*[^ \t\r\n])?)[ \t]*+(?=\r?\n|\Z)"
KEYED = re.compile(rf"[ \t]*[*_]*({_KEY})[*_]*[ \t]*[:=]{LINE_REST}", re.I)
BARE = re.compile(rf"[ \t]*(date|title|publisher|byline|url|language)[ \t]++{LINE_REST}")
EMPTY_KEY = re.compile(rf"[ \t]*({_KEY})[ \t]*:[ \t]*(?=\r?\n|\Z)", re.I)
GLUED_DATE = re.compile(r"[ \t]*date[ \t]*[:=]?[ \t]+(\d{4}-\d{2}-\d{2})(?:T\S+)?(?=\s)", re.I)
ADDRESS = re.compile(r"[ \t]*(https?://\S+)[ \t]*(?=\r?\n|\Z)")
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?=\r?\n|\Z)", re.S)
FIELD = re.compile(r"^([A-Za-z_ -]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.M)
PUT_OUT = re.compile(
    r"[ \t]*(?:(?:first[ \t]+)?(?:published|posted|issued|released)(?:[ \t]+(?:on|at))?|on)[ \t]*:?[ \t]+"
    r"([^\r\n]{6,70}?)[ \t]*(?=\r?\n|\Z)",
    re.I,
)
CHANGED = re.compile(
    r"[ \t]*(?:last\s+)?(?:updated|modified|edited)(?:\s+(?:on|at))?[ \t]*:?[ \t]+([^\r\n]{6,70}?)[ \t]*(?=\r?\n|\Z)",
    re.I,
)
BYLINE = re.compile(
    r"[ \t]*(?:Written[ \t]+)?(?:By|BY|by)[ \t]*:?[ \t]+((?-i:[A-ZÀ-Þ])[^\r\n]{1,110}?)[ \t]*(?=\r?\n|\Z)"
)
# What kind of piece it is, before its headline.
KICKER = re.compile(
    r"(?:opinion|analysis|editorial|exclusive|breaking(?: news)?|comment|commentary|explainer|review|interview"
    r"|fact[ -]?check|live(?: updates)?|update|updated|column|letters?|podcast|perspective|special report|feature"
    r"|profile|developing|just in|alert)[ \t]*(?:[:|–—]|-(?=[ \t]))[ \t]+(?=[\"“'‘A-ZÀ-Þ0-9])",
    re.I,
)
BY = re.compile(r"\s[Bb]y\s+([A-ZÀ-Þ][^|•·,]{2,60}?)\s*(?:[|•·,]|\Z)")
SHOUTED_NAME = re.compile(
    r"[ \t]*((?:[A-Z][A-Z.'’-]+[ \t]+){1,3}[A-Z][A-Z'’-]+)[ \t]*(?=\r?\n[ \t]*\r?\n)"
)
LINE = re.compile(r"[ \t]*+([^\r\n]*)")
FOOT_DATE = re.compile(
    r"\A\W*(?:This (?:story|article|report|piece) was )?(?:first |originally )?Published (?:in|on|by)(?: the)? "
    r"([A-Z][^,\d\r\n]{2,40}?)?(?:,| on|:)?\s*((?:[A-Z][a-z]+,? )?[A-Z]?[a-z]*\.? ?\d[^\r\n]{5,30}?)\.?\W*\Z",
    re.I,
)
_AGENCIES = (
    "AP AFP Reuters Xinhua TASS UPI DPA EFE ANSA PTI ANI IANS Bernama Yonhap Kyodo WAM SPA KUNA QNA"
)
AGENCIES = frozenset(_AGENCIES.split())
BLANK_LINE = re.compile(r"[ \t]*+\r?\n[ \t]*+\r?\n")
WHITE = re.compile(r"[\s\ufeff]*+")
TOLD = re.compile(
    r"\b(today|yesterday|tomorrow|this (?:morning|afternoon|evening)) \(([A-Z\d][^()\n]{7,28})\)",
    re.I,
)
AWAY = {"yesterday": 1, "tomorrow": -1}
OPENING = 4000
STOPS = ".!?;,"
HEAD_LINES = 12
LONGEST_LINE = 160
HEAD_PARAGRAPHS = 4
TITLE_LIMIT = 160
ADDRESS_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])"
    r"(?=(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d))"
)
ADDRESS_DAY_FIRST = re.compile(r"/(1[3-9]|2\d|3[01])/(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?!\d)")


@dataclass(slots=True)
class _Head:
    """What has been read so far, and where reading stands."""

    text: str
    order: Order
    given: Given = field(default_factory=Given)
    spans: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: int = 0

    def take(self, start: int, end: int) -> None:
        """These characters are metadata; reading goes on behind them."""
        self.spans.append((start, end))
        self.place = _skip_blank(self.text, end)

    def put(self, name: str, value: Any) -> None:
        """The first value of a field counts."""
        if name and value and getattr(self.given, name) is None:
            basis = "head" if name == "published" else self.given.basis
            self.given = replace(self.given, **{name: value}, basis=basis)

    def date(self, text: str) -> bool:
        """Take a date; note it where it is none."""
        try:
            self.put("published", parse_date(text, self.order))
        except MetadataError as error:
            self.notes.append(error.message)
            return False
        return True


def from_address(url: str) -> Given:
    """Publisher (the host) and date of an address that carries a whole one."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Given(url=url)
    path = parts.path + "?" + parts.query
    found, other = ADDRESS_DATE.search(path), ADDRESS_DAY_FIRST.search(path)
    figures = (
        (found[1], found[3], found[4])
        if found
        else (other[3], other[2], other[1])
        if other
        else None
    )
    published = None
    if figures and (found is None or found[2] or len(found[3] + found[4]) == 4):
        try:
            published = date(*map(int, figures))
        except ValueError:
            published = None
    return Given(
        publisher=host or None, published=published, url=url, basis="address" if published else None
    )


def from_text(text: str, order: Order = None) -> Marks:
    """Read the metadata at the head (and the agency at the foot) of a plain text."""
    head = _Head(text, order, place=_skip_blank(text, 0))
    address = Given()
    found = ADDRESS.match(text, head.place)
    if found:
        address = from_address(found[1])
        head.take(*found.span())
    _front_matter(head)
    glued = _keys(head, opening=True)
    if not glued:
        kicker = KICKER.match(text, head.place)
        if kicker:
            head.take(*kicker.span())
        _below_headline(head)
    _dateline(head)
    _foot(head)
    _told(head)
    return Marks(head.given.over(address), tuple(sorted(head.spans)), tuple(head.notes))


def _skip_blank(text: str, place: int) -> int:
    found = WHITE.match(text, place)
    return found.end() if found else place


def _front_matter(head: _Head) -> None:
    found = FRONT_MATTER.match(head.text, head.place)
    fields = FIELD.findall(found[1]) if found else []
    if not found or not any(key.casefold().strip() in KEYS for key, _ in fields):
        return
    for key, value in fields:
        _value(head, key.casefold().strip(), value)
    head.take(*found.span())


def _keys(head: _Head, *, opening: bool = False) -> bool:
    """Lines `Key: value`; the very first may do without a colon. True where a date was glued to a sentence."""
    for number in range(HEAD_LINES):
        glued = GLUED_DATE.match(head.text, head.place) if opening else None
        keyed = KEYED.match(head.text, head.place)
        bare = BARE.match(head.text, head.place) if opening and number == 0 else None
        if glued and not (keyed or (bare and _is_date(bare[2]))):
            _value(head, "date", glued[1])
            head.take(*glued.span())
            return True
        if glued and keyed and not _is_date(keyed[2]):
            _value(head, "date", glued[1])
            head.take(*glued.span())
            return True
        empty = EMPTY_KEY.match(head.text, head.place)
        if keyed and _is_value(keyed[1], keyed[2]):
            _value(head, keyed[1].casefold(), keyed[2])
            head.take(*keyed.span())
        elif bare and _plausible(bare[1], bare[2], head.text, bare.end()):
            _value(head, bare[1], bare[2])
            head.take(*bare.span())
        elif empty:
            head.take(*empty.span())
        else:
            return False
    return False


def _is_value(key: str, value: str) -> bool:
    """A value and no sentence: "Source: Reuters", not "Subject: he said no. Then he left"."""
    limit = 300 if KEYS[key.casefold()] in ("title", "url", "") else 120
    return len(value) <= limit and not (value[-1] == "." and value.count(" ") > 14)


def _plausible(key: str, value: str, text: str, end: int) -> bool:
    """Without a colon, "title VALUE" is only metadata when it reads like it: a date, or a short line."""
    if key == "date":
        return _is_date(value) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None
    return len(value) <= 120 and value[-1] not in ".!?" and text[end : end + 1] != ""


def _value(head: _Head, key: str, value: str) -> None:
    name = KEYS.get(key, "")
    if name == "published":
        head.date(value)
    elif name == "publisher":
        head.put(name, publisher(value))
    elif name:
        head.put(name, value)


def _is_date(text: str, order: Order = None) -> bool:
    try:
        parse_date(text, order)
    except MetadataError:
        return False
    return True


def _below_headline(head: _Head) -> None:
    """The headline, and the byline, date and keys below it; a headline needs something to stand above."""
    start = head.place
    _metadata_lines(head)
    line = LINE.match(head.text, head.place)
    title = line[1].rstrip(" \t") if line else ""
    if line is None or not _is_headline(title, head.text, line.end()):
        return
    behind = _skip_blank(head.text, line.end())
    if datelines.find(head.text, head.place):
        return
    before = head.place
    head.place = behind
    read = len(head.spans)
    _metadata_lines(head)
    blank = BLANK_LINE.match(head.text, line.end())
    if len(head.spans) > read or (blank and head.place > start):
        head.put("title", title)
    elif not blank:
        head.place = before


def _is_headline(line: str, text: str, end: int) -> bool:
    return (
        0 < len(line) <= TITLE_LIMIT
        and line[-1] not in STOPS
        and line[0] not in "-•*“\"'‘("
        and bool(text[end:].strip())
    )


def _metadata_lines(head: _Head) -> None:
    """Bylines, dates alone, publishers with their date, and keys, in any order."""
    for _ in range(HEAD_LINES):
        before = head.place
        _keys(head)
        line = LINE.match(head.text, head.place)
        if line and line[1]:
            _metadata_line(head, line)
        if head.place == before:
            return


def _metadata_line(head: _Head, line: re.Match[str]) -> None:
    words = line[1].rstrip(" \t")
    if len(words) > LONGEST_LINE:
        return
    put_out, changed = PUT_OUT.match(head.text, head.place), CHANGED.match(head.text, head.place)
    byline = BYLINE.match(head.text, head.place)
    if len(words) <= 90 and _is_date(words, head.order):
        head.date(words)
    elif put_out and _is_date(_one_date(put_out[1]), head.order):
        head.date(_one_date(put_out[1]))
        author = BY.search(put_out[1])
        head.put("byline", author[1] if author else None)
    elif changed and _is_date(_one_date(changed[1]), head.order):
        head.notes.append(f"updated {parse_date(_one_date(changed[1]), head.order)}")
    elif byline and _byline(head, byline[1]):
        pass
    elif SHOUTED_NAME.match(head.text, head.place) and gender_of(words.split()[0].title()):
        head.put("byline", words)
    elif not (_joined(head, words) or _named(head, words, line.end())):
        return
    head.take(line.start(), line.start(1) + len(words))


def _one_date(text: str) -> str:
    """The date of "5 January 2020 | Updated: 6 January 2020" or "January 5, 2020 by Ann Reed"."""
    return re.split(r"\s*[|•·]\s*|\s+(?:-\s+)?(?:last )?updated|\s+by\s", text, flags=re.I)[0]


def _byline(head: _Head, words: str) -> bool:
    """ "Ann Reed, political editor | 5 January 2020": the name, and a day behind it."""
    name, *others = re.split(r"\s*[|•·–—]\s*|\s+-\s+|,\s+|\s+(?:in|for|at)\s+(?=[A-Z])", words)
    if (name[-1:] in STOPS and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", name)) or len(
        name.split()
    ) > 8:
        return False
    if words.endswith(".") and len(words.split()) > 8:
        return False
    if any(
        word[0].islower()
        for word in name.split()
        if word not in ("and", "de", "van", "von", "bin", "al", "del")
    ):
        return False
    head.put("byline", name)
    for start in range(len(others)):
        rest = ", ".join(others[start:])
        if _is_date(rest, head.order):
            head.date(rest)
            break
    return True


def _joined(head: _Head, words: str) -> bool:
    """ "The Echo, 5 January 2020" or "Ann Reed | January 5, 2020": a short line whose last part is a date."""
    if len(words) > 100 or words[-1] in "!?":
        return False
    parts = re.split(r"\s*[|•·]\s*|\s+[-–—]\s+|,\s+|\s{2,}|\t", words)
    for start in range(1, len(parts)):
        rest = ", ".join(parts[start:])
        if _is_date(rest, head.order) and all(
            p[:1].isupper() and len(p.split()) <= 5 for p in parts[:start]
        ):
            head.date(rest)
            return True
    return False


def _named(head: _Head, words: str, end: int) -> bool:
    """A paper's name in a line of its own, right above the date."""
    following = LINE.match(head.text, _skip_blank(head.text, end))
    few = len(words.split()) <= 5 and words[0].isupper() and words[-1] not in STOPS
    if not few or not head.spans or following is None or not _is_date(following[1].strip()):
        return False
    head.put("publisher", publisher(words))
    return True


def _dateline(head: _Head) -> None:
    """A dateline opens one of the first paragraphs: the body's, below headline, byline and standfirst."""
    for start in _paragraphs(head.text, head.place):
        found = datelines.find(head.text, start)
        if found is None:
            continue
        head.spans.append((found.start, found.end))
        if found.published and head.given.published is None:
            head.given = replace(head.given, published=found.published, basis="dateline")
        return


def _told(head: _Head) -> None:
    """A text that says what day its "today" is, every time the same."""
    days = set()
    for found in TOLD.finditer(head.text, 0, OPENING):
        try:
            day = parse_date(found[2], head.order)
        except MetadataError:
            continue
        days.add(day + timedelta(days=AWAY.get(found[1].casefold(), 0)))
    if len(days) == 1 and head.given.published is None:
        head.given = replace(head.given, published=days.pop(), basis="text")


def _paragraphs(text: str, place: int) -> list[int]:
    """Starts of the first few paragraphs from `place` on: lines, in a text whose paragraphs are lines."""
    starts = [place]
    while len(starts) < HEAD_PARAGRAPHS:
        end = text.find("\n", starts[-1])
        start = _skip_blank(text, end) if end >= 0 else len(text)
        if start >= len(text):
            break
        starts.append(start)
    return starts


def _foot(head: _Head) -> None:
    """A last line that holds an agency's name alone, or says where and when the article was published."""
    text = head.text
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    line = text[start:end].strip()
    inner = start + text[start:end].find(line)
    if start and line.strip("()—–- ") in AGENCIES:
        agency = line.strip("()—–- ")
        at = text.index(agency, inner)
        head.spans.append((at, at + len(agency)) if line.strip("()") == agency else (inner, end))
        head.given = head.given.over(Given(publisher=agency, byline=agency))
        return
    found = FOOT_DATE.match(line) if start and len(line) < 120 else None
    if found and _is_date(found[2], head.order):
        head.date(found[2])
        head.put("publisher", publisher(found[1]))
        head.spans.append((inner, inner + len(line)))
