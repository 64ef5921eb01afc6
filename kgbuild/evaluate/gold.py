"""Gold files: articles annotated by hand, one JSON file an article, checked field by field when they are read.

The format is that of `gold.schema.json`, explained in docs/evaluation.md. Spans are half-open character
offsets into the article's text and carry their words, so that a span that slipped is found out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kgbuild.errors import InputError
from kgbuild.model import MentionKind, Modality, Polarity
from kgbuild.vocabulary import vocabulary

FORMAT = "kgbuild-gold/2"
TIERS = ("core", "expected", "hard")
ARTICLE = "article"
"""The speaker of what an article tells in its own voice."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span that names, describes or stands for an entity."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of one article; `same_as` is one name for it over all articles of the gold."""

    id: str
    name: str
    type: str
    mentions: tuple[GoldMention, ...]
    same_as: str


@dataclass(frozen=True, slots=True)
class GoldArg:
    """An argument: an entity's id, words, a figure with its unit, or another claim's id."""

    entity: str | None = None
    literal: str | None = None
    claim: str | None = None
    value: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a claim may rightly be read; the first is the annotators' own."""

    subject: tuple[GoldArg, ...]
    relation: str | None
    object: tuple[GoldArg, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """What one sentence says. `readings` holds at least one; `speaker` is empty for the article's own voice."""

    id: str
    tier: str
    evidence: Span
    readings: tuple[Reading, ...]
    polarity: Polarity
    modality: Modality
    speaker: tuple[str, ...]
    start: date | None
    end: date | None
    timed: bool
    place: tuple[str, ...]
    phenomena: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An edge that the article does not report."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with all that its annotators found in it."""

    file: str
    source: str
    title: str
    text: str
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]
    must_not: tuple[Forbidden, ...]


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word.

    >>> cuts_a_word("the port", 1, 3), cuts_a_word("the port", 0, 3)
    (True, False)
    """
    begins = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return begins or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


class _Reader:
    """Reads one file; every complaint names file, line and field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.raw = path.read_text(encoding="utf8")
            self.data: Any = json.loads(self.raw)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read ({error})", source=str(path)) from None
        except ValueError as error:
            line = getattr(error, "lineno", None)
            raise InputError(f"no JSON: {error}", source=str(path), line=line) from None

    def wrong(self, field: str, message: str, *, near: str = "") -> InputError:
        """The complaint about a field, at the line where `near` (an id) stands."""
        place = self.raw.find(f'"{near}"') if near else -1
        line = self.raw.count("\n", 0, place) + 1 if place >= 0 else None
        return InputError(f"{field}: {message}", source=str(self.path), line=line)

    def text(self, row: Mapping[str, Any], key: str, field: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value:
            raise self.wrong(f"{field}.{key}", "must be a text", near=str(row.get("id", "")))
        return value

    def span(self, row: Mapping[str, Any], article: str, field: str, near: str) -> Span:
        start, end, words = row.get("start"), row.get("end"), row.get("text")
        if not isinstance(start, int) or not isinstance(end, int):
            raise self.wrong(f"{field}.start", "start and end must be whole numbers", near=near)
        if not 0 <= start < end <= len(article):
            raise self.wrong(field, f"[{start}, {end}) lies outside the text", near=near)
        if article[start:end] != words:
            found = article[start:end]
            message = f"the text has {found!r} at [{start}, {end}), not {words!r}"
            raise self.wrong(field, message, near=near)
        if cuts_a_word(article, start, end):
            raise self.wrong(field, f"{words!r} at [{start}, {end}) cuts a word", near=near)
        return start, end


def read_article(path: Path) -> GoldArticle:
    """Read and check one gold file; raises InputError with file, line and field."""
    reader = _Reader(path)
    data = reader.data
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise reader.wrong("format", f"must be {FORMAT!r}")
    document = data.get("document")
    if not isinstance(document, dict):
        raise reader.wrong("document", "is missing")
    text = reader.text(document, "text", "document")
    entities = tuple(_entities(reader, data.get("entities", []), text))
    known = {entity.id for entity in entities}
    rows = data.get("claims", [])
    claims = tuple(_claim(reader, row, text, known, rows) for row in rows)
    _once(reader, [claim.id for claim in claims], "claims")
    forbidden = []
    for number, row in enumerate(data.get("must_not", [])):
        ends = _names(reader, [row.get("subject"), row.get("object")], known, f"must_not[{number}]")
        relation = _relation(reader, row.get("relation"), f"must_not[{number}]", "")
        if relation is None:
            raise reader.wrong(f"must_not[{number}].relation", "must be a relation")
        forbidden.append(Forbidden(ends[0], relation, ends[1]))
    return GoldArticle(
        file=str(path),
        source=reader.text(document, "source", "document"),
        title=document.get("title") or "",
        text=text,
        entities=entities,
        claims=claims,
        must_not=tuple(forbidden),
    )


def read_gold(paths: Sequence[Path]) -> list[GoldArticle]:
    """Read files and folders of gold (`*.json`), in the order of names; two articles of one source are refused."""
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.json")) if path.is_dir() else [path])
    ]
    articles = [read_article(file) for file in files]
    seen: dict[str, str] = {}
    for article in articles:
        if article.source in seen:
            message = f"document.source: {article.source!r} is also that of {seen[article.source]}"
            raise InputError(message, source=article.file)
        seen[article.source] = article.file
    return articles


def _once(reader: _Reader, ids: Sequence[str], field: str) -> None:
    for id_ in ids:
        if ids.count(id_) > 1:
            raise reader.wrong(field, f"the id {id_!r} stands twice", near=id_)


def _entities(reader: _Reader, rows: Any, text: str) -> list[GoldEntity]:
    found = []
    for number, row in enumerate(rows):
        field = f"entities[{number}]"
        id_ = reader.text(row, "id", field)
        type_ = reader.text(row, "type", field)
        if type_ not in vocabulary().types:
            raise reader.wrong(f"{field}.type", f"no type {type_!r}", near=id_)
        mentions = []
        for place, mention in enumerate(row.get("mentions", [])):
            where = f"{field}.mentions[{place}]"
            start, end = reader.span(mention, text, where, id_)
            try:
                kind = MentionKind(mention.get("kind"))
            except ValueError:
                message = f"must be one of {', '.join(MentionKind)}"
                raise reader.wrong(f"{where}.kind", message, near=id_) from None
            mentions.append(GoldMention(start, end, kind))
        name = reader.text(row, "name", field)
        found.append(GoldEntity(id_, name, type_, tuple(mentions), row.get("same_as") or name))
    _once(reader, [entity.id for entity in found], "entities")
    return found


def _names(reader: _Reader, names: Sequence[Any], known: set[str], field: str) -> list[str]:
    for name in names:
        if name not in known:
            raise reader.wrong(field, f"no entity {name!r}", near=str(name))
    return [str(name) for name in names]


def _relation(reader: _Reader, value: Any, field: str, near: str) -> str | None:
    if value is not None and value not in vocabulary().relations:
        raise reader.wrong(f"{field}.relation", f"no relation {value!r}", near=near)
    return None if value is None else str(value)


def _args(
    reader: _Reader, rows: Any, known: set[str], claims: Any, field: str, near: str
) -> tuple[GoldArg, ...]:
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        if isinstance(row, str):
            found.append(GoldArg(entity=_names(reader, [row], known, field)[0]))
        elif isinstance(row, dict) and "literal" in row:
            found.append(GoldArg(literal=str(row["literal"])))
        elif isinstance(row, dict) and "claim" in row:
            if all(row["claim"] != other.get("id") for other in claims):
                raise reader.wrong(field, f"no claim {row['claim']!r}", near=near)
            found.append(GoldArg(claim=str(row["claim"])))
        elif isinstance(row, dict) and isinstance(row.get("value"), int | float):
            found.append(GoldArg(value=float(row["value"]), unit=str(row.get("unit") or "")))
        else:
            message = "must be an entity's id, or an object with literal, claim or value"
            raise reader.wrong(field, message, near=near)
    return tuple(found)


def _day(reader: _Reader, value: Any, field: str, near: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise reader.wrong(field, f"{value!r} is no day (YYYY-MM-DD)", near=near) from None


def _claim(reader: _Reader, row: Any, text: str, known: set[str], rows: Any) -> GoldClaim:
    id_ = reader.text(row, "id", "claims")
    field = f"claims[{id_}]"
    tier = row.get("tier", "expected")
    if tier not in TIERS:
        raise reader.wrong(f"{field}.tier", f"must be one of {', '.join(TIERS)}", near=id_)
    readings = []
    for number, change in enumerate([{}, *row.get("accept", [])]):
        one = {**row, **change}
        where = field if number == 0 else f"{field}.accept[{number - 1}]"
        readings.append(
            Reading(
                _args(reader, one.get("subject", []), known, rows, f"{where}.subject", id_),
                _relation(reader, one.get("relation"), where, id_),
                _args(reader, one.get("object", []), known, rows, f"{where}.object", id_),
            )
        )
    try:
        polarity = Polarity(row.get("polarity", "asserted"))
        modality = Modality(row.get("modality", "actual"))
    except ValueError as error:
        raise reader.wrong(field, str(error), near=id_) from None
    time = row.get("time")
    evidence = row.get("evidence")
    if not isinstance(evidence, dict):
        raise reader.wrong(f"{field}.evidence", "is missing", near=id_)
    return GoldClaim(
        id=id_,
        tier=tier,
        evidence=reader.span(evidence, text, f"{field}.evidence", id_),
        readings=tuple(readings),
        polarity=polarity,
        modality=modality,
        speaker=tuple(_names(reader, row.get("speaker", []), known, f"{field}.speaker")),
        start=_day(reader, (time or {}).get("start"), f"{field}.time.start", id_),
        end=_day(reader, (time or {}).get("end"), f"{field}.time.end", id_),
        timed=bool(time),
        place=tuple(_names(reader, row.get("place", []), known, f"{field}.place")),
        phenomena=tuple(row.get("phenomena", [])),
    )
