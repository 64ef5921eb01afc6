"""What stands in a text and is not the article: captions, promotions, notices, credits, tables.

Told by layout and words, a paragraph at a time; kept in the text as parts that nobody reads as the
article's own voice. A paragraph is a line, or several lines that a column broke.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.model import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Parts = Iterable[Part]


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of furniture opens (`opens`) or what it holds (`holds`), up to how many characters."""

    kind: PartKind
    pattern: re.Pattern[str]
    longest: int
    example: str


def _form(kind: PartKind, pattern: str, longest: int, example: str, flags: int = re.I) -> Form:
    return Form(kind, re.compile(pattern, flags), longest, example)


_PROMO, _NOTICE, _CREDIT, _CAPTION = PartKind.PROMOTION, PartKind.NOTICE, PartKind.CREDIT, PartKind.CAPTION
LABEL = r"^[\W_]*"
FORMS = (
    _form(_PROMO, LABEL + r"(?:(?:also |must )?read(?: more| also| next| this| the full story)?|see also|more (?:on|from|about) [\w ]{1,40}"
          r"|related(?: (?:stories|story|articles?|coverage|news|links|topics|content|posts|reading))?|recommended(?: for you| stories)?"
          r"|you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|in case you missed it|top stories|most (?:read|popular)"
          r"|trending(?: now)?|more stories|editor['’]s picks?|what to read next|up next|further reading|suggested(?: reading)?"
          r"|latest (?:news|stories)|from our partners|you may also like)\s*(?::|>>?|»|\||–|—|-(?=\s)|\Z)", 400, "Read more: Minister resigns"),
    _form(_PROMO, r"^[\W_]*(?:WATCH|LISTEN|VIDEO|PHOTOS?|GALLERY|PODCAST|ALSO READ|READ|READ MORE|READ ALSO|MORE|RELATED|SEE ALSO)\s*(?:[:|>»–—]|-(?=\s))", 400,
          "WATCH: Mayor opens bridge", 0),
    _form(_PROMO, r"^[\W_]*(?:Watch|Listen|Video|Gallery|Podcast|In pictures|Photos)\s*[:|]", 400, "Watch: the mayor opens the bridge", 0),
    _form(_PROMO, LABEL + r"(?:subscribe (?:to|now|today|here)|sign up (?:for|to|here|now)|follow (?:us|[\w ]{2,30}) on (?:twitter|facebook|instagram|telegram|x\b|whatsapp|google|tiktok|youtube|linkedin)"
          r"|like us on|join (?:us|our|the conversation)\b.{0,60}(?:telegram|whatsapp|facebook|channel|newsletter|conversation)|click (?:here|the link|on the)|download (?:the|our) .{0,30}app\b"
          r"|get (?:the|our|all the) .{0,60}(?:newsletter|inbox|alerts|app)\b|support (?:our|independent|quality) journalism|become a (?:member|subscriber|supporter)"
          r"|already (?:a )?(?:subscriber|subscribed)|you have (?:read|reached) .{0,40}articles?|(?:to )?(?:continue|keep) reading|register (?:now|for free)|share (?:this|on)\b"
          r"|enjoyed? this article|thank you for reading|tap here|advertisements?\b|sponsored\b|story continues below|for more .{0,60}(?:visit|click|follow|go to)\b|tell us (?:what|your)"
          r"|have a (?:news )?tip|got a (?:news )?tip|send (?:us )?(?:your )?(?:tips|feedback)|email (?:us|the author)|comments? (?:are|is) closed|leave a (?:comment|reply))", 500,
          "Subscribe to our newsletter to get it daily."),
    _form(_NOTICE, LABEL + r"(?:copyright|©|\(c\) ?(?:19|20)\d\d)", 600, "Copyright 2019 The Paper. All rights reserved."),
    _form(_NOTICE, r"\ball rights reserved\b|\bthis material may not be published\b|\bmay not be (?:reproduced|published|broadcast)\b", 600,
          "The Paper. All rights reserved."),
    _form(_NOTICE, LABEL + r"(?:disclaimer\s*:|terms (?:of use|and conditions)|privacy (?:policy|notice)|cookies? (?:policy|settings)|we use cookies|by (?:continuing|using) (?:to use )?this (?:site|website)"
          r"|(?:this (?:article|story|report|piece|post|content) (?:was|has been|is|first|originally)(?: \w+)? (?:first |originally )?(?:published|appeared|updated|corrected|republished|generated|auto-generated|created from|syndicated|produced))"
          r"|(?:the )?(?:views|opinions) expressed|editor['’]s note\s*:|correction\s*:|clarification\s*:|\(?except for the headline|\(?this story has not been edited)", 700,
          "Disclaimer: views are the author's own."),
    _form(_CREDIT, LABEL + r"(?:(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited|translated|photography|graphics?|production)(?: and (?:writing|editing|reporting))? by\b"
          r"|with (?:additional )?(?:reporting|inputs?|files|agency inputs?) (?:by|from)\b|\(?with (?:agencies|agency inputs|input from|reports? from)|.{0,60} contributed (?:to this (?:report|story|article)|reporting)"
          r"|(?:the )?(?:author|writer) (?:is|can be reached|tweets)\b|contact (?:the )?(?:writer|reporter|author|us)|about the author)", 500, "(Reporting by Ann Reed; editing by Bo Lee)"),
    _form(_CAPTION, LABEL + r"(?:(?:file )?(?:photo|photograph|image|picture|pic|illustration|photo credit|image credit|picture credit|photo caption|caption|credit|graphic|map|screengrab)s?\s*(?:by|:|courtesy|credit|/|via|source)"
          r"|file (?:photo|picture|image)\b|FILE\s*[-–—]|\(?(?:photo|image|picture) (?:by|courtesy|from|via)\b)", 500, "Photo: Ann Reed"),
    _form(_CAPTION, r"(?:\((?:AP )?(?:photo|image|picture|file)s?(?: by|:|/| courtesy| credit)[^)]*\)|\((?:AP Photo|Getty|AFP|Reuters)[^)]*(?:/|Images)[^)]*\)|\bGetty Images\b[^.]{0,30}"
          r"|(?:Photo|Image|Picture)s?: [^.]{2,60}|/(?:AFP|AP|EPA|REUTERS|Reuters|Getty)(?:/[\w ]+)?|\[(?:Photo|File|Image)[^\]]*\]|File photo\.?)\W*\Z", 500,
          "The mayor at the quay. (Photo: Ann Reed)", 0),
)  # fmt: skip
LIST_HEADS = re.compile(
    LABEL + r"(?:related|read more|more (?:on|from)|recommended|most (?:read|popular)|trending|top stories|see also|you may also|latest|further reading)\b", re.I
)
ROW = re.compile(r"\S(?:\t+|[ \u00a0]{3,}|\s*\|\s*)\S")
PARAGRAPH = re.compile(r"[^\r\n]+")
BREAK = re.compile(r"\r?\n[ \t]*\r?\n")
SHORT = 140


def parts(text: str, spans: Sequence[tuple[int, int]], known: Parts = ()) -> tuple[Part, ...]:
    """The parts of a text that are no running prose, in order; `known` are those that a reader found.

    `spans` are the metadata, which are no paragraphs.
    """
    found = list(known)
    listed = False
    units = list(_units(text, spans))
    for start, end in units:
        if any(p.start < end and start < p.end for p in found):
            continue
        words = text[start:end]
        kind = kind_of(words)
        if kind is None and listed and len(words) < SHORT and words[-1] not in ".!?:”\"":
            kind = PartKind.PROMOTION
        listed = kind is PartKind.PROMOTION and (listed or _heads_list(words))
        if kind is not None:
            found.append(Part(start, end, kind))
    found += _tables(text, units, found)
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def kind_of(words: str) -> PartKind | None:
    """What a paragraph is, if it is no running prose.

    >>> str(kind_of("READ MORE: Court frees banker"))
    'promotion'
    """
    for form in FORMS:
        if len(words) <= form.longest and form.pattern.search(words):
            return form.kind
    return None


def _heads_list(words: str) -> bool:
    """ "Related stories" alone: what follows in short lines are their headlines."""
    return len(words) < 40 and bool(LIST_HEADS.match(words))


def _units(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Paragraphs as (start, end): lines, or the whole block where a line goes on with a small letter."""
    place = 0
    for gap in [*BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = [
            (place + m.start() + len(m[0]) - len(m[0].lstrip()), place + m.start() + len(m[0].rstrip()))
            for m in PARAGRAPH.finditer(text[place:end])
            if m[0].strip()
        ]
        lines = [(a, b) for a, b in lines if not any(s <= a and b <= e for s, e in spans)]
        if len(lines) > 1 and any(text[a].islower() for a, _ in lines[1:]):
            yield lines[0][0], lines[-1][1]
        else:
            yield from lines
        place = gap.end() if gap else end


def _tables(text: str, units: Sequence[tuple[int, int]], found: Sequence[Part]) -> list[Part]:
    """Three rows or more, one below the other, of cells set apart by tabs, bars or wide blanks."""
    taken = {p.start for p in found}
    rows: list[tuple[int, int]] = []
    tables: list[Part] = []
    for start, end in [*units, (len(text), len(text))]:
        words = text[start:end]
        if words and start not in taken and len(words) < 300 and ROW.search(words) and words[-1] not in ".!?":
            rows.append((start, end))
            continue
        if len(rows) >= 3 and any(c.isdigit() for c in text[rows[0][0] : rows[-1][1]]):
            tables.append(Part(rows[0][0], rows[-1][1], PartKind.TABLE))
        rows = []
    return tables
