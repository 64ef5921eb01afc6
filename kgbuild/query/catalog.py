"""The analyst's questions: each a twin NAME.cypher and NAME.rq with the same header.

A header stands in comments at the top of both files:

    Who met whom in a period, where, on whose word?          the question
    id: q06                                                  optional
    parameter from: date = 0001-01-01, first day of it       name: type [= default], meaning
    columns: subject, object, ...                            keys of each row, in order
    order: time_start, -count                                sort keys; all columns follow
    example: Anna Adler | ...                                an example answer
    slow: lists the whole graph                              optional warning
    function: kgbuild.query.NAME                             optional: no text, a function answers
    sift: NAME                                               optional: a function looks at the rows
    under: kind, detail                                      optional: columns that head the cards below them
    looked: plans of purchases and mergers                   optional: what "nothing found" was looked for
    sure: 0.25                                               optional: rows below this confidence are read on demand
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kgbuild.errors import QueryError, UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Language = Literal["sparql", "cypher"]

SUFFIXES: dict[str, Language] = {".rq": "sparql", ".cypher": "cypher"}
MARKS: dict[Language, str] = {"sparql": "#", "cypher": "//"}
TYPES = ("entity", "date", "text", "integer", "relation", "fact", "name", "country")
PARAMETER = re.compile(r"parameter (\w+): (\w+)(?: = ([^,]*))?, (.+)")
FIELD = re.compile(r"(id|columns|order|example|slow|function|sift|under|looked|sure): (.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question; without a default it must be given."""

    name: str
    type: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the text of its twins; a twin is empty where a function answers."""

    name: str
    group: str
    question: str
    columns: tuple[str, ...]
    id: str = ""
    parameters: tuple[Parameter, ...] = ()
    order: tuple[str, ...] = ()
    example: str = ""
    slow: str = ""
    function: str = ""
    sift: str = ""
    under: tuple[str, ...] = ()
    looked: str = ""
    sure: float = 0.0
    cypher: str = ""
    sparql: str = ""

    def text(self, language: Language) -> str:
        """The query in one language."""
        return self.sparql if language == "sparql" else self.cypher


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(",") if name.strip())


def parse_question(text: str, language: Language, *, name: str, group: str = "") -> Question:
    """Read one query file; raises QueryError with the line that is wrong."""
    mark = MARKS[language]
    question = ""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    body = 0
    for body, line in enumerate(lines):
        if not line.startswith(mark):
            break
        content = line.removeprefix(mark).strip()
        if content.startswith("parameter "):
            parameters.append(_parameter(content, name, body + 1))
        elif found := FIELD.fullmatch(content):
            fields[found[1]] = found[2].strip()
        elif content and not question:
            question = content
    else:
        body = len(lines)
    if not question or "columns" not in fields:
        raise QueryError(f"{name}: the header needs a question and a line 'columns: ...'")
    query = "\n".join(lines[body:]).strip()
    plain = Question(
        name=name,
        group=group,
        question=question,
        columns=_names(fields["columns"]),
        id=fields.get("id", ""),
        parameters=tuple(parameters),
        order=_names(fields.get("order", "")),
        example=fields.get("example", ""),
        slow=fields.get("slow", ""),
        function=fields.get("function", ""),
        sift=fields.get("sift", ""),
        under=_names(fields.get("under", "")),
        looked=fields.get("looked", ""),
        sure=_share(fields.get("sure", "0"), name),
    )
    return _with_text(plain, language, query)


def _share(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise QueryError(f"{name}: 'sure: {text}' is no number from 0 to 1") from None


def _parameter(content: str, name: str, line: int) -> Parameter:
    found = PARAMETER.fullmatch(content)
    if found is None or found[2] not in TYPES:
        raise QueryError(
            f"{name}, line {line}: write 'parameter NAME: TYPE [= default], meaning'; "
            f"types are {', '.join(TYPES)}"
        )
    return Parameter(
        found[1], found[2], found[3].strip() if found[3] is not None else None, found[4]
    )


def queries_folder() -> Traversable:
    """Where the shipped questions are: in the installed package, else beside it in a checkout."""
    package = files("kgbuild")
    for place in (package.joinpath("queries"), Path(str(package)).parent / "queries"):
        if place.joinpath("contacts").is_dir():
            return place
    raise QueryError("the shipped queries are missing; install kgbuild again")


@cache
def questions() -> dict[str, Question]:
    """All shipped questions by name, in the order of group and name."""
    found: dict[str, Question] = {}
    for folder in sorted(queries_folder().iterdir(), key=lambda p: p.name):
        if not folder.is_dir():
            continue
        twins: dict[str, dict[Language, Question]] = {}
        for file in sorted(folder.iterdir(), key=lambda p: p.name):
            stem, suffix = Path(file.name).stem, Path(file.name).suffix
            if suffix in SUFFIXES:
                language = SUFFIXES[suffix]
                text = file.read_text(encoding="utf8")
                question = parse_question(text, language, name=stem, group=folder.name)
                twins.setdefault(stem, {})[language] = question
        for stem, pair in sorted(twins.items()):
            found[stem] = _joined(stem, pair)
    return found


def _joined(stem: str, pair: dict[Language, Question]) -> Question:
    """Both twins as one question; their headers must agree."""
    if set(pair) != set(MARKS):
        raise QueryError(f"{stem}: a twin is missing; write {stem}.cypher and {stem}.rq")
    cypher, sparql = pair["cypher"], pair["sparql"]
    joined = _with_text(cypher, "sparql", sparql.sparql)
    if _with_text(sparql, "cypher", cypher.cypher) != joined:
        raise QueryError(f"{stem}: the headers of {stem}.cypher and {stem}.rq differ")
    return joined


def _with_text(question: Question, language: Language, text: str) -> Question:
    if language == "sparql":
        return replace(question, sparql=text)
    return replace(question, cypher=text)


def find_question(name: str) -> Question:
    """A shipped question by name, group/name or id (q06), or a query file of one's own.

    Raises UsageError, with the nearest names, where there is none.
    """
    path = Path(name)
    if path.suffix in SUFFIXES:
        return read_question(path)
    plain = name.rpartition("/")[2]
    for question in questions().values():
        if plain in (question.name, question.id):
            return question
    from difflib import get_close_matches

    near = get_close_matches(plain, list(questions()), n=3, cutoff=0.4)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UsageError(f"{name}: no query of this name{hint} (kgbuild query lists them all)")


def read_question(path: Path) -> Question:
    """A query file of one's own; without a header its own columns are shown as they come."""
    try:
        text = path.read_text(encoding="utf8")
    except OSError as error:
        raise UsageError(f"{path}: cannot read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not a text in UTF-8") from None
    language = SUFFIXES[path.suffix]
    if any(
        line.removeprefix(MARKS[language]).startswith(" columns:") for line in text.splitlines()
    ):
        return parse_question(text, language, name=path.name)
    empty = Question(name=path.name, group="", question=path.name, columns=())
    return _with_text(empty, language, text)
