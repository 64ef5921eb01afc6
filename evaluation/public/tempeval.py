"""TempEval-3 (UzZaman et al., SemEval 2013 task 1): expressions of time and their values, in TimeML."""

from __future__ import annotations

import calendar
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evaluation.public.exported import ExportedDocument, Span, overlap, read_export, share

Days = tuple[str, str]
"""First and last day, both inclusive, as ISO dates."""


@dataclass(frozen=True, slots=True)
class TimedArticle:
    """A text with its day of publication, and its dates: where they stand and which days they mean."""

    name: str
    text: str
    published: str
    dates: list[tuple[Span, Days]]


def days_of(value: str) -> Days | None:
    """The days that a TIMEX3 value means, or None where it is no date of the calendar.

    >>> days_of("2013-02"), days_of("2013-W02"), days_of("1999-Q4"), days_of("PRESENT_REF")
    (('2013-02-01', '2013-02-28'), ('2013-01-07', '2013-01-13'), ('1999-10-01', '1999-12-31'), None)
    """
    found = re.fullmatch(r"(\d{4})(?:-(?:W(\d\d)|Q([1-4])|(\d\d)(?:-(\d\d))?))?(?:T.*)?", value)
    if not found:
        return None
    year, (week, quarter, month, day) = int(found[1]), found.groups()[1:]
    try:
        if week:
            first = date.fromisocalendar(year, int(week), 1)
            return first.isoformat(), (first + timedelta(days=6)).isoformat()
        if day:
            return (date(year, int(month), int(day)).isoformat(),) * 2
    except ValueError:
        return None
    first_month = int(month) if month else 3 * int(quarter) - 2 if quarter else 1
    last_month = int(month) if month else 3 * int(quarter) if quarter else 12
    if not 1 <= first_month <= 12:
        return None
    last = calendar.monthrange(year, last_month)[1]
    return f"{year:04}-{first_month:02}-01", f"{year:04}-{last_month:02}-{last:02}"


def read_article(path: Path) -> TimedArticle:
    """Read one .tml file; a file without a TEXT element is a ValueError that names it."""
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise ValueError(f"{path}: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise ValueError(f"{path}: no <TEXT>")
    made = root.find("DCT/TIMEX3")
    published = days_of(made.get("value", "") if made is not None else "")
    text = "".join(body.itertext())
    dates = []
    for start, element in _placed(body):
        days = days_of(element.get("value", ""))
        if element.tag == "TIMEX3" and element.get("type") in ("DATE", "TIME") and days:
            words = "".join(element.itertext())
            dates.append(((start, start + len(words)), days))
    return TimedArticle(path.stem, text, published[0] if published else "", dates)


def _placed(element: ET.Element, at: int = 0) -> list[tuple[int, ET.Element]]:
    """Every element inside with the character that it starts at."""
    found = []
    place = at + len(element.text or "")
    for child in element:
        found.append((place, child))
        found += _placed(child, place)
        place += len("".join(child.itertext())) + len(child.tail or "")
    return found


def write_texts(folder: Path, out: Path) -> None:
    """Write a JSONL file with an article a row, to build a graph from."""
    with out.open("w", encoding="utf8") as lines:
        for path in sorted(folder.glob("*.tml")):
            article = read_article(path)
            row = {"id": article.name, "published": article.published, "text": article.text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def score(pairs: Sequence[tuple[TimedArticle, ExportedDocument]]) -> dict[str, Any]:
    """Count dates that date a claim of their sentence, and those of them whose days are right.

    kgbuild keeps times of claims, not of words: a date is found when a claim of its sentence has a time whose words
    share some with it. A date on which nothing hangs is lost by this count.
    """
    gold = found = right = 0
    for article, document in pairs:
        shift = max(0, document.text.find(article.text.strip()[:40])) - (
            len(article.text) - len(article.text.lstrip())
        )
        for (start, end), days in article.dates:
            words = article.text[start:end].lower()
            times = [
                (claim["time"]["start"], claim["time"]["end"])
                for claim in document.claims
                if claim["time"]
                and overlap(
                    (claim["evidence"]["start"], claim["evidence"]["end"]),
                    (start + shift, end + shift),
                )
                and (
                    words in claim["time"]["text"].lower() or claim["time"]["text"].lower() in words
                )
            ]
            gold += 1
            found += bool(times)
            right += days in times
    return {
        "dates": gold,
        "found": share(found, gold),
        "value, of those found": share(right, found),
        "found with the right value": share(right, gold),
        "documents": len(pairs),
    }


def score_files(folder: Path, export: Path) -> dict[str, Any]:
    """Score an export against a folder of .tml files."""
    documents = {document.name: document for document in read_export(export)[0]}
    articles = [read_article(path) for path in sorted(folder.glob("*.tml"))]
    pairs = [(a, documents[a.name]) for a in articles if a.name in documents]
    return score(pairs) | {"documents_missing": len(articles) - len(pairs)}
