"""The one format of our word tables, and the one way to read them.

    class,part,word,apart,note
    subject,verb,,object,"the infinitive is still the subject's: promised him to go"
    subject,,promise,,
    subject,,vow,,

A row without a word opens a class: its `part` says what the words are (PARTS), its `note` what the
class holds, its `apart` the classes of the same table that may not share a word with it. Each further
row is one word of a class that was opened above, in lower case unless the part is `name` or `form`.
Columns that a table adds (`kind`, `value` ...) belong to its words and are read with `Table.column`.
A table that breaks a rule raises VocabularyError with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

from kgbuild.errors import VocabularyError

PARTS = ("verb", "noun", "adjective", "adverb", "lemma", "function", "form", "phrase", "name")
"""What the words of a class are: lemmas of one part of speech, lemmas of any, function words, word
forms as they stand in a text, phrases of several words, parts of names."""

_COLUMNS = ("class", "part", "word", "apart", "note")
_MIXED_CASE = frozenset({"form", "phrase", "name"})


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a class; `line` is its line in the file, `cells` the table's own columns."""

    word: str
    line: int
    cells: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class with its words in the order of the file; `line` is where it is opened."""

    name: str
    part: str
    note: str
    apart: tuple[str, ...]
    line: int
    rows: tuple[Row, ...]
    words: frozenset[str] = field(init=False)
    """The words alone."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset(row.word for row in self.rows))


@dataclass(frozen=True, slots=True)
class Table(Mapping[str, frozenset[str]]):
    """A word table: `table["subject"]` is a class's words, `table.column("units", "days")` a column."""

    source: str
    classes: Mapping[str, WordClass]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._class(name).words

    def __iter__(self) -> Iterator[str]:
        return iter(self.classes)

    def __contains__(self, name: object) -> bool:
        return name in self.classes

    def __len__(self) -> int:
        return len(self.classes)

    def listed(self, name: str) -> tuple[str, ...]:
        """A class's words in the order of the file."""
        return tuple(row.word for row in self._class(name).rows)

    def column(self, name: str, heading: str) -> dict[str, str]:
        """Each word of a class with its cell of a column, in the order of the file."""
        try:
            return {row.word: row.cells[heading] for row in self._class(name).rows}
        except KeyError:
            raise VocabularyError(f"{self.source}: no column {heading!r}") from None

    def _class(self, name: str) -> WordClass:
        try:
            return self.classes[name]
        except KeyError:
            raise VocabularyError(f"{self.source}: no class {name!r}") from None


def strict_rows(
    text: str, source: str, columns: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells of each row of a table that has exactly these columns.

    Raises VocabularyError with file and line for other columns, a row of another length, and what is no CSV.
    """
    reader = csv.DictReader(StringIO(text), strict=True)
    if tuple(reader.fieldnames or ()) != tuple(columns):
        raise VocabularyError(f"{source}:1: the columns are {', '.join(columns)}")
    try:
        for cells in reader:
            if None in cells or None in cells.values():
                raise VocabularyError(
                    f"{source}:{reader.line_num}: {len(columns)} cells are wanted"
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise VocabularyError(f"{source}:{reader.line_num}: {error}") from None


def read_weights(
    home: str, name: str, column: str = "weight", *, sign: str = "sign", **kept: str
) -> dict[str, float]:
    """Fitted weights of a package's CSV file by their signs; `kept` are cells that a row must have.

    >>> read_weights("kgbuild.annotate", "data/pronouns.csv", "alone", pronoun="he")["controls"] > 0
    True
    """
    rows = csv.DictReader(StringIO(files(home).joinpath(name).read_text(encoding="utf8")))
    return {
        row[sign]: float(row[column])
        for row in rows
        if all(row[key] == value for key, value in kept.items())
    }


def read_table(text: str, source: str) -> Table:
    r"""Read a table from its text; `source` is the file as errors name it.

    >>> read_table("class,part,word,apart,note\nsay,verb,,,to tell\nsay,,announce,,\n", "t.csv")["say"]
    frozenset({'announce'})
    """
    reader = csv.DictReader(StringIO(text), strict=True)
    names = tuple(reader.fieldnames or ())
    missing = [column for column in _COLUMNS if column not in names]
    if missing or len(set(names)) != len(names):
        what = f"no column {missing[0]!r}" if missing else "a column stands there twice"
        raise VocabularyError(f"{source}:1: {what}")
    opened: dict[str, WordClass] = {}
    rows: dict[str, dict[str, Row]] = {}
    try:
        for cells in reader:
            where = f"{source}:{reader.line_num}"
            if None in cells or None in cells.values():
                raise VocabularyError(f"{where}: {len(names)} cells are wanted")
            if cells["word"]:
                _add_word(cells, where, opened, rows)
            else:
                _open_class(cells, where, opened)
                rows[cells["class"]] = {}
    except csv.Error as error:
        raise VocabularyError(f"{source}:{reader.line_num}: {error}") from None
    made = {
        name: WordClass(name, c.part, c.note, c.apart, c.line, tuple(rows[name].values()))
        for name, c in opened.items()
    }
    _check_classes(made, source)
    return Table(source, MappingProxyType(made))


def _open_class(cells: dict[str, str], where: str, opened: dict[str, WordClass]) -> None:
    name, part = cells["class"], cells["part"]
    if not name:
        raise VocabularyError(f"{where}: neither a class nor a word")
    if name in opened:
        raise VocabularyError(f"{where}: class {name!r} is opened twice (line {opened[name].line})")
    if part not in PARTS:
        raise VocabularyError(f"{where}: {part!r} is none of {', '.join(PARTS)}")
    line = int(where.rpartition(":")[2])
    opened[name] = WordClass(name, part, cells["note"], tuple(cells["apart"].split()), line, ())


def _add_word(
    cells: dict[str, str],
    where: str,
    opened: dict[str, WordClass],
    rows: dict[str, dict[str, Row]],
) -> None:
    name, word = cells["class"], cells["word"]
    if name not in opened:
        raise VocabularyError(
            f"{where}: unknown class {name!r}; open it above with a row of its own"
        )
    if cells["part"] or cells["apart"]:
        raise VocabularyError(f"{where}: part and apart belong to the row that opens a class")
    if word in rows[name]:
        before = rows[name][word].line
        raise VocabularyError(f"{where}: {word!r} stands twice in {name!r} (line {before})")
    part = opened[name].part
    if word != word.strip() or (word != word.lower() and part not in _MIXED_CASE):
        raise VocabularyError(f"{where}: {word!r} is not lower case without white space around it")
    if " " in word and part not in _MIXED_CASE:
        raise VocabularyError(f"{where}: {word!r} is a phrase in a class of words ({part})")
    own = {column: cell for column, cell in cells.items() if column not in _COLUMNS}
    rows[name][word] = Row(
        word, int(where.rpartition(":")[2]), MappingProxyType(own), cells["note"]
    )


def _check_classes(classes: Mapping[str, WordClass], source: str) -> None:
    for found in classes.values():
        if not found.rows:
            raise VocabularyError(f"{source}:{found.line}: class {found.name!r} has no words")
        for name in found.apart:
            if name not in classes:
                raise VocabularyError(f"{source}:{found.line}: unknown class {name!r} in apart")
            for row in found.rows:
                if row.word in classes[name].words:
                    raise VocabularyError(
                        f"{source}:{row.line}: {row.word!r} stands in {found.name!r} and in {name!r}"
                    )


@cache
def table(name: str, package: str = "kgbuild.english") -> Table:
    """The shipped table `name`.csv of a package, read once."""
    text = files(package).joinpath(f"{name}.csv").read_text(encoding="utf8")
    return read_table(text, f"{package.rpartition('.')[2]}/{name}.csv")
