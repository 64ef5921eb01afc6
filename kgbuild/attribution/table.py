"""The table of reporting words: `reporting.csv`, one row a word, part of speech and stance.

    word,part,stance,places,takes,hearer,hedge,seen
    tell,verb,says,before inside after,that whether quote as,object,,406
    tell,verb,orders,,obj-to,object,,406

`places` says where the word's frame may stand to what is told (*before*: "police say X left"; *inside*:
"X, police say, left"; *after*: "X left, police say"). `takes` are the constructions in which it has the
stance. `hearer` says how whoever is told stands beside it: as `object` ("told reporters") or behind a
preposition ("said to reporters"). `hedge` marks words that a careful writer uses to stand back. `seen`
is how often the corpora have the word with a clause, as `training/count_reporting.py` counts it; 0 where
only PropBank's, VerbNet's and FrameNet's classes of communication know it.

A word may have several stances, each in constructions of its own. A row that contradicts another, stands
twice, or has a lemma that the lemmatiser never gives is refused with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from kgbuild.english.tables import strict_rows
from kgbuild.errors import VocabularyError
from kgbuild.language.words import known_verbs

FILE = "attribution/reporting.csv"
COLUMNS = ("word", "part", "stance", "places", "takes", "hearer", "hedge", "seen")
PARTS = ("verb", "noun", "support", "norm", "adverb", "phrase")
"""Parts of speech; a `support` verb makes whoever is its subject the source of a reporting noun ("made the
claim"), and according to a `norm` things go, which says nothing ("according to plan")."""
PLACES = ("before", "inside", "after")
TAKES = (
    "that", "whether", "quote", "as", "to", "obj-to", "is-to", "ing", "of-ing", "for-ing", "with-ing",
    "on-ing", "to-ing", "against-ing", "self", "source",
)  # fmt: skip
"""Constructions: that-clause, whether-clause, quotation, "as X said", infinitive, object and infinitive
("told him to"), passive and infinitive ("is said to"), gerund, gerund behind a preposition; a noun that
speaks for itself (`self`: "a report that"), a verb whose object is the source (`source`: "citing X")."""
HEARERS = ("", "object", "to", "with")


class Stance(StrEnum):
    """What whoever speaks, thinks or writes does with the clause."""

    SAYS = "says"  # tells it as so
    DENIES = "denies"  # tells that it is not so
    DOUBTS = "doubts"  # leaves open whether it is so
    HINTS = "hints"  # lets it be understood
    THINKS = "thinks"  # holds it to be so
    EXPECTS = "expects"  # holds that it will be so
    FEARS = "fears"  # holds that it may be so, and does not want it
    HOPES = "hopes"  # wants it to be so
    PROMISES = "promises"  # will do it
    ASKS = "asks"  # wants to know whether it is so
    ORDERS = "orders"  # wants others to do it
    ACCUSES = "accuses"  # says that somebody did it
    JUDGES = "judges"  # praises or blames somebody for it


@dataclass(frozen=True, slots=True)
class Reporting:
    """One row: a reporting word with one stance; `line` is its line in the file."""

    word: str
    part: str
    stance: Stance
    places: frozenset[str]
    takes: frozenset[str]
    hearer: str
    hedge: bool
    seen: int
    line: int


@dataclass(frozen=True, slots=True)
class ReportingTable:
    """All rows, and the questions that the rooms ask of them. Lemmas are lower case."""

    rows: tuple[Reporting, ...]
    _by_word: dict[tuple[str, str], tuple[Reporting, ...]] = field(repr=False)

    def of(self, part: str, word: str) -> tuple[Reporting, ...]:
        """Every row of a word: one for each stance, none where the table does not know it."""
        return self._by_word.get((part, word.lower()), ())

    def stance(self, part: str, word: str, construction: str = "") -> Stance | None:
        """The stance of a word in a construction (of its first row, where none is asked for)."""
        for row in self.of(part, word):
            if not construction or construction in row.takes:
                return row.stance
        return None

    def stands(self, part: str, word: str, place: str, construction: str = "") -> bool:
        """Whether a word's frame may stand `before`, `inside` or `after` what is told."""
        return any(
            place in row.places and (not construction or construction in row.takes)
            for row in self.of(part, word)
        )

    def words(
        self,
        part: str,
        *,
        stances: Iterable[Stance] = tuple(Stance),
        takes: str = "",
        hearer: str = "",
        place: str = "",
    ) -> frozenset[str]:
        """The words of a part of speech with one of the stances, in a construction, place, with a hearer."""
        wanted = frozenset(stances)
        return frozenset(
            row.word
            for row in self.rows
            if row.part == part
            and row.stance in wanted
            and (not takes or takes in row.takes)
            and (not hearer or row.hearer == hearer)
            and (not place or place in row.places)
        )


@cache
def reporting() -> ReportingTable:
    """The shipped table, read once."""
    text = files("kgbuild.attribution").joinpath("reporting.csv").read_text(encoding="utf8")
    found = read_reporting(text, FILE)
    dead = strangers(found, FILE)
    if dead:
        raise VocabularyError(dead[0])
    return found


def read_reporting(text: str, source: str) -> ReportingTable:
    """Read a table from its text; `source` is the file as errors name it.

    >>> row = "word,part,stance,places,takes,hearer,hedge,seen\\nsay,verb,says,after,that,,,1\\n"
    >>> read_reporting(row, "t.csv").stance("verb", "say", "that")
    <Stance.SAYS: 'says'>
    """
    found: dict[tuple[str, str], list[Reporting]] = {}
    rows: list[Reporting] = []
    for line, cells in strict_rows(text, source, COLUMNS):
        where = f"{source}:{line}"
        row = _row(cells, where, line)
        known = found.setdefault((row.part, row.word), [])
        for other in known:
            _agree(row, other, where)
        known.append(row)
        rows.append(row)
    return ReportingTable(tuple(rows), {key: tuple(same) for key, same in found.items()})


def _row(cells: dict[str, str], where: str, line: int) -> Reporting:
    word, part, stance = cells["word"], cells["part"], cells["stance"]
    if not word or word != word.strip().lower():
        raise VocabularyError(f"{where}: {word!r} is not lower case without white space around it")
    if part not in PARTS:
        raise VocabularyError(f"{where}: part {part!r} is none of {', '.join(PARTS)}")
    if " " in word and part != "phrase":
        raise VocabularyError(f"{where}: {word!r} is a phrase, and its part is {part}")
    if stance not in tuple(Stance):
        raise VocabularyError(f"{where}: stance {stance!r} is none of {', '.join(Stance)}")
    places = _all_of(cells["places"], PLACES, "place", where)
    takes = _all_of(cells["takes"], TAKES, "construction", where)
    if part in ("verb", "noun") and not takes:
        raise VocabularyError(f"{where}: {word!r} takes nothing, so no rule can ever read it")
    if part in ("adverb", "phrase") and not places:
        raise VocabularyError(f"{where}: {word!r} stands nowhere, so no rule can ever read it")
    if cells["hearer"] not in HEARERS:
        raise VocabularyError(f"{where}: hearer {cells['hearer']!r} is none of object, to, with")
    if cells["hedge"] not in ("", "yes"):
        raise VocabularyError(f"{where}: hedge is yes or empty, not {cells['hedge']!r}")
    if not cells["seen"].isdecimal():
        raise VocabularyError(f"{where}: seen is a count, not {cells['seen']!r}")
    hedge = cells["hedge"] == "yes"
    return Reporting(
        word, part, Stance(stance), places, takes, cells["hearer"], hedge, int(cells["seen"]), line
    )


def _all_of(cell: str, known: tuple[str, ...], what: str, where: str) -> frozenset[str]:
    parts = cell.split()
    for one in parts:
        if one not in known:
            raise VocabularyError(f"{where}: {what} {one!r} is none of {', '.join(known)}")
    if len(set(parts)) != len(parts):
        raise VocabularyError(f"{where}: a {what} stands twice in {cell!r}")
    return frozenset(parts)


def _agree(row: Reporting, other: Reporting, where: str) -> None:
    """Refuse a double, and two stances in one construction."""
    if row.stance is other.stance:
        raise VocabularyError(
            f"{where}: {row.part} {row.word!r} {row.stance} stands twice (line {other.line})"
        )
    both = sorted(row.takes & other.takes)
    if both:
        raise VocabularyError(
            f"{where}: {row.word!r} {row.stance} with {both[0]!r}, where line {other.line} has {other.stance}"
        )


def strangers(table: ReportingTable, source: str) -> list[str]:
    """One line, with file and line, for each word that no text can bring: it is no lemma."""
    found = []
    for row in table.rows:
        verbal = row.part in ("verb", "support")
        if verbal and row.word not in known_verbs():
            found.append(f"{source}:{row.line}: {row.word!r} is the lemma of no verb")
        elif row.part in ("noun", "norm") and _plural(row.word):
            found.append(f"{source}:{row.line}: {row.word!r} is no lemma but a plural")
    return found


def _plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun != "news"
