"""What a governing word does to what stands below it: `signatures.csv`, one row a word and signature.

    word,part,does,modality,negated,takes,seen
    manage,verb,passes,actual,turned,to,512

After Karttunen's implicatives and factives (Nairn, Condoravdi and Karttunen 2006; FactBank): `does` is what
the governor does when it is so itself (Kind), `modality` what weakened or turned content gets, `negated` what
becomes of the content when the governor is negated (*turned*: the other way round; *held*: the same;
*open*: nothing is known). `takes` are the constructions (CONSTRUCTIONS) in which the word has the signature.
A phrasal verb is written `rule_out`. `seen` is how often the corpora have it, counted by
`training/count_governors.py`. Words that report are not repeated here: their signature follows from their
stance in the table of reporting words.

What no row knows has the signature UNKNOWN: its content is left open (modality "unclear").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.attribution.table import Stance, reporting
from kgbuild.english.tables import strict_rows
from kgbuild.errors import VocabularyError
from kgbuild.language.words import known_verbs
from kgbuild.model import Modality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.attribution.table import ReportingTable

FILE = "predicates/signatures.csv"
COLUMNS = ("word", "part", "does", "modality", "negated", "takes", "seen")
PARTS = ("verb", "adjective", "noun")
PREPOSITIONS = (
    "about", "against", "at", "away-from", "by", "for", "from", "in", "into", "of", "on", "out-of", "to",
    "with",
)  # fmt: skip
CONSTRUCTIONS = (
    "that", "to", "obj-to", "is-to", "bare", "ing", "obj-ing", "participle", "object", "subject", "event",
    "obj-as-ing",
    *(f"{p}-ing" for p in PREPOSITIONS), *(f"obj-{p}-ing" for p in PREPOSITIONS),
)  # fmt: skip
"""that-clause, infinitive ("plans to V"), object and infinitive ("told X to V"), passive and infinitive ("is
said to V"), bare infinitive ("saw X V"), gerund ("avoided V-ing"), object and gerund ("caught X V-ing"),
participle ("had X V-ed"), an event as object ("skipped the meeting"), as subject ("the talks collapsed"), beside an
adjective ("planned talks"), gerund behind a preposition ("refrained
from V-ing"), object and such a gerund ("kept X from V-ing")."""


class Kind(StrEnum):
    """What the governing word does."""

    SPEECH = "says"  # the clause is the subject's word
    DENIAL = "denies"  # the subject says that it is not so
    THOUGHT = "thinks"  # the subject's belief, expectation, fear or hope
    HINT = "hints"  # a source that is less than sure: suggest, indicate
    FACT = "presupposes"  # so, whether or not the governor is: regret, know
    MODAL = "weakens"  # neither so nor not so: want, plan, be ready
    TURN = "turns"  # not so when the governor is so: fail, avoid
    PASS = "passes"  # so when the governor is so: manage, force
    SEEM = "seems"  # so, with a hedge: seem, appear
    VOID = "opens"  # nothing is claimed of it: wonder, pretend
    UNKNOWN = "unknown"  # no table knows the governor


class Negated(StrEnum):
    """What becomes of the content where the governor itself is negated."""

    TURNED = "turned"
    HELD = "held"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Signature:
    """One reading of a governing word; `modality` is what MODAL, THOUGHT and TURN give the clause."""

    kind: Kind
    modality: Modality = Modality.ACTUAL
    negated: Negated = Negated.HELD


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table; `line` is its line in the file."""

    word: str
    part: str
    signature: Signature
    takes: frozenset[str]
    seen: int
    line: int


SPEECH = Signature(Kind.SPEECH)
DENIAL = Signature(Kind.DENIAL)
PASS = Signature(Kind.PASS, negated=Negated.TURNED)
VOID = Signature(Kind.VOID)
SEEM = Signature(Kind.SEEM)
TURN = Signature(Kind.TURN, negated=Negated.TURNED)
UNKNOWN = Signature(Kind.UNKNOWN, Modality.UNCLEAR)
FACT = Signature(Kind.FACT)
PLANNED = Signature(Kind.MODAL, Modality.PLANNED)
NECESSARY = Signature(Kind.MODAL, Modality.NECESSARY)
POSSIBLE = Signature(Kind.MODAL, Modality.POSSIBLE)
ATTEMPTED = Signature(Kind.MODAL, Modality.ATTEMPTED)
PURPOSE = Signature(Kind.MODAL, Modality.PURPOSE)

OF_STANCE: Mapping[Stance, Signature] = MappingProxyType(
    {
        Stance.SAYS: SPEECH,
        Stance.ACCUSES: SPEECH,
        Stance.JUDGES: SPEECH,
        Stance.DENIES: DENIAL,
        Stance.DOUBTS: VOID,
        Stance.ASKS: VOID,
        Stance.HINTS: Signature(Kind.HINT),
        Stance.THINKS: Signature(Kind.THOUGHT),
        Stance.EXPECTS: Signature(Kind.THOUGHT, Modality.EXPECTED),
        Stance.FEARS: Signature(Kind.THOUGHT, Modality.POSSIBLE),
        Stance.HOPES: Signature(Kind.THOUGHT, Modality.WANTS),
        Stance.PROMISES: Signature(Kind.MODAL, Modality.PROMISED),
        Stance.ORDERS: NECESSARY,
    }
)
"""The signature of a reporting word, by its stance, over a that-clause or what stands for one."""

OF_STANCE_TO: Mapping[Stance, Signature] = MappingProxyType(
    {
        **OF_STANCE,
        Stance.EXPECTS: Signature(Kind.MODAL, Modality.EXPECTED),
        Stance.FEARS: Signature(Kind.THOUGHT, Modality.POSSIBLE),
        Stance.HOPES: Signature(Kind.MODAL, Modality.WANTS),
    }
)
"""The same over an infinitive or gerund, where whoever expects or hopes tells nothing."""

UNLIKELY = frozenset({"unlikely", "improbable"})
"""Expected not to be so."""


@dataclass(frozen=True, slots=True)
class SignatureTable:
    """All rows, asked by part of speech, word and construction."""

    entries: tuple[Entry, ...]
    _by_word: Mapping[tuple[str, str, str], Signature]
    _known: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        known = frozenset((entry.part, entry.word) for entry in self.entries)
        object.__setattr__(self, "_known", known)

    def get(self, part: str, word: str, *takes: str) -> Signature | None:
        """The signature of a word in the first of the constructions that the tables know."""
        for construction in takes:
            found = self._by_word.get((part, word, construction))
            if found is None:
                found = _reported(part, word, construction)
            if found is not None:
                return found
        return None

    def knows(self, part: str, word: str) -> bool:
        """Whether the word has any row, here or among the reporting words."""
        return (part, word) in self._known or bool(reporting().of(part, word))


def _reported(part: str, word: str, construction: str) -> Signature | None:
    """The signature of a reporting word; the object of "accused X of V-ing" is its hearer there."""
    if part == "adjective":
        return None
    named = construction
    if construction.startswith("obj-") and construction.endswith("-ing"):
        named = construction.removeprefix("obj-")
    for row in reporting().of(part, word):
        if named in row.takes:
            return (OF_STANCE if named == "that" else OF_STANCE_TO)[row.stance]
    return None


@cache
def signatures() -> SignatureTable:
    """The shipped table, read once; a test compares it with the table of reporting words."""
    text = files("kgbuild.predicates").joinpath("signatures.csv").read_text(encoding="utf8")
    found = read_signatures(text, FILE)
    wrong = strangers(found, FILE)
    if wrong:
        raise VocabularyError(wrong[0])
    return found


def read_signatures(text: str, source: str) -> SignatureTable:
    """Read a table from its text; `source` is the file as errors name it.

    >>> row = "word,part,does,modality,negated,takes,seen\\nmanage,verb,passes,actual,turned,to,1\\n"
    >>> read_signatures(row, "t.csv").get("verb", "manage", "to").kind
    <Kind.PASS: 'passes'>
    """
    entries: list[Entry] = []
    known: dict[tuple[str, str, str], Entry] = {}
    for line, cells in strict_rows(text, source, COLUMNS):
        where = f"{source}:{line}"
        entry = _entry(cells, where, line)
        for construction in sorted(entry.takes):
            other = known.setdefault((entry.part, entry.word, construction), entry)
            if other is not entry:
                what = "twice" if other.signature == entry.signature else "another signature"
                raise VocabularyError(
                    f"{where}: {entry.part} {entry.word!r} over {construction!r} has {what} "
                    f"in line {other.line}"
                )
        entries.append(entry)
    by_word = {key: entry.signature for key, entry in known.items()}
    return SignatureTable(tuple(entries), MappingProxyType(by_word))


def _entry(cells: dict[str, str], where: str, line: int) -> Entry:
    word, part = cells["word"], cells["part"]
    if not word or word != word.strip().lower() or " " in word:
        raise VocabularyError(f"{where}: {word!r} is not one word in lower case")
    if part not in PARTS:
        raise VocabularyError(f"{where}: part {part!r} is none of {', '.join(PARTS)}")
    takes = cells["takes"].split()
    unknown = [construction for construction in takes if construction not in CONSTRUCTIONS]
    if unknown or not takes or len(set(takes)) != len(takes):
        what = (
            f"construction {unknown[0]!r} is unknown" if unknown else "takes nothing, or one twice"
        )
        raise VocabularyError(f"{where}: {word!r}: {what}")
    if not cells["seen"].isdecimal():
        raise VocabularyError(f"{where}: seen is a count, not {cells['seen']!r}")
    try:
        kind, modality = Kind(cells["does"]), Modality(cells["modality"])
        negated = Negated(cells["negated"])
    except ValueError as error:
        raise VocabularyError(f"{where}: {word!r}: {error}") from None
    if (modality is not Modality.ACTUAL) != (kind is Kind.MODAL) and kind not in (
        Kind.TURN,
        Kind.THOUGHT,
    ):
        raise VocabularyError(f"{where}: {word!r} {kind} with modality {modality}")
    signature = Signature(kind, modality, negated)
    return Entry(word, part, signature, frozenset(takes), int(cells["seen"]), line)


def strangers(table: SignatureTable, source: str) -> list[str]:
    """One line, with file and line, for each word that the lemmatiser never gives."""
    found = []
    for entry in table.entries:
        verb = entry.word.split("_")[0]
        if entry.part == "verb" and verb not in known_verbs():
            found.append(f"{source}:{entry.line}: {entry.word!r} is the lemma of no verb")
        plural = entry.word.endswith("s") and not entry.word.endswith(("ss", "us", "is"))
        if entry.part == "noun" and plural and entry.word not in ("means", "series"):
            found.append(f"{source}:{entry.line}: {entry.word!r} is no lemma but a plural")
    return found


def contradictions(table: SignatureTable, words: ReportingTable, source: str) -> list[str]:
    """One line for each word that both tables have in one construction, whatever they say."""
    found = []
    for entry in table.entries:
        for row in words.of(entry.part, entry.word):
            plain = {t.removeprefix("obj-") if t.endswith("-ing") else t for t in entry.takes}
            both = sorted(row.takes & (entry.takes | plain))
            if both:
                found.append(
                    f"{source}:{entry.line}: {entry.word!r} over {both[0]!r} is a reporting word "
                    f"({row.stance}, line {row.line} of its table)"
                )
    return found


def get(part: str, word: str, *takes: str) -> Signature | None:
    """The signature of a word in the first construction that the shipped tables know, or None."""
    return signatures().get(part, word, *takes)
