"""Comparison of two records: small functions, each with its points and its words.

A score is a sum of log-odds. `WEIGHTS` are frozen and carry a version: they were fitted once on the tuning
seeds of benchmarks/newsroom.py, rounded and bounded by hand, and never depend on the documents at hand,
so that an old decision does not change when a document comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from kgbuild.english.rulebook import first
from kgbuild.gazetteer import gender_of, is_common_family
from kgbuild.names import Likeness, PersonForm, compare_names
from kgbuild.names.bodies import initials_of as initials
from kgbuild.resolve.records.record import Record

VERSION = "2"

WEIGHTS: dict[str, dict[str, float]] = {
    "person": {
        "name exact": 0.9,
        "name part": 0.4,
        "name spelling": 0.5,
        "name swapped": 0.5,
        "name nickname": 0.3,
        "name initial": -0.4,
        "name slip": 0.0,
        "rare name": 0.45,
        "other gender": -2.4,
        "same body": 2.4,
        "other body": -1.5,
        "same role": 1.2,
        "other role": -1.1,
        "same country": 1.2,
        "other country": -4.0,
        "land": 0.7,
        "company": 2.0,
        "topic": 2.2,
    },
    "body": {
        "name exact": 2.4,
        "name single": 1.6,
        "name short": 0.8,
        "name generic": -0.8,
        "name alias": 1.6,
        "name acronym": -0.4,
        "name initials": -1.0,
        "same type": 0.3,
        "same country": 1.2,
        "other country": -6.0,
        "land": 0.5,
        "company": 2.0,
        "topic": 1.2,
        "same body": 1.5,
        "same people": 3.5,
    },
    "place": {
        "name exact": 0.6,
        "same type": 0.3,
        "same country": 4.0,
        "other country": -8.0,
        "land": 1.8,
        "company": 1.4,
        "topic": 0.4,
    },
    "thing": {
        "name exact": 1.8,
        "name single": 0.6,
        "same country": 0.6,
        "other country": -3.0,
        "land": 0.4,
        "company": 1.0,
        "topic": 1.4,
    },
}
# Mean score above which two groups are one; between DOUBT and this, a pair is put to a person.
GAMMA = {"person": 1.2, "body": 1.8, "place": 2.0, "thing": 2.0}
DOUBT = {"person": 0.3, "body": 0.6, "place": 0.8, "thing": 1.0}


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a comparison: its name, its points, and what was seen."""

    feature: str
    points: float
    words: str

    def __str__(self) -> str:
        return f"{self.points:+.1f} {self.words}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score with its reasons. `barred` says why the two can never be one, whatever the score."""

    score: float
    reasons: tuple[Reason, ...]
    barred: str = ""


def weight_kind(kind: str) -> str:
    """The table of weights for a kind of record."""
    return "thing" if kind.startswith("thing") else kind


def vector(left: Record, right: Record) -> tuple[dict[str, float], str]:
    """Features that hold, each between 0 and 1, and why the two are barred ("" where they are not)."""
    if left.kind != right.kind:
        return {}, f"one is a {left.type}, the other a {right.type}"
    found: dict[str, float] = {}
    barred = _names(left, right, found)
    if left.gender and right.gender and left.gender != right.gender:
        found["other gender"] = 1.0
    shared = _clashing_ids(left, right)
    if shared:
        barred = barred or f"other {shared} id"
    _country(left, right, found)
    if left.kind == "person":
        _body(left, right, found)
        _role(left, right, found)
    else:
        if left.type == right.type and left.kind in ("body", "place"):
            found["same type"] = 1.0
        if left.ties & right.ties:
            found["same body"] = 1.0
        if left.staff & right.staff:
            found["same people"] = 1.0
    company = len(left.company_with(right))
    if company:
        found["company"] = min(company, 3) / 3
    topic = len(left.topic & right.topic)
    if topic:
        found["topic"] = min(1.0, 2 * topic / sqrt(len(left.topic) * len(right.topic)))
    return found, barred


def _clashing_ids(left: Record, right: Record) -> str:
    """A scheme in which both have an id, and not the same."""
    if not left.external or not right.external:
        return ""
    for scheme in sorted(left.external.keys() & right.external.keys()):
        if left.external[scheme] != right.external[scheme]:
            return scheme
    return ""


def _names(left: Record, right: Record, found: dict[str, float]) -> str:
    """The likeness of the names, and a bar where they clash."""
    if left.kind == "person":
        return _people(left, right, found)
    told = _same_name(left, right)
    if not told and left.kind == "body":
        told = first(BODY_NAMES, left, right) or ""
    if told:
        found[told] = 1.0
    return "" if told else f"{left.name} and {right.name} are two names"


def _people(left: Record, right: Record, found: dict[str, float]) -> str:
    assert left.form is not None and right.form is not None
    for record in (left, right):
        if record.form is not None and not record.form.full:
            return f"“{record.name}” is only one part of a name"
    likeness = compare_names(left.form, right.form)
    if likeness is Likeness.CLASH:
        return f"{left.name} and {right.name}: one family name, two given names"
    if likeness is Likeness.NONE:
        return f"{left.name} and {right.name} are two names"
    found[f"name {likeness}"] = 1.0
    if likeness in TELLING and is_rare(left.form) and is_rare(right.form):
        found["rare name"] = 1.0
    return ""


def _same_name(left: Record, right: Record) -> str:
    """What it tells that two names are the same: one of a single word says less, a generic one little."""
    if left.key != right.key:
        return ""
    if left.generic:
        return "name generic"
    if " " in left.key or left.kind == "place":
        return "name exact"
    short = left.kind == "body" and (_says_little(left) or _says_little(right))
    return "name short" if short else "name single"


def _alias(left: Record, right: Record) -> str | None:
    """ "Halden Shipping" and "Halden Group": both were called by one name of several words."""
    if not any(" " in name for name in left.names & right.names):
        return None
    return "name generic" if left.generic or right.generic else "name alias"


def _acronym(left: Record, right: Record) -> str | None:
    """Both are called "HSG", or by one other word."""
    shared = left.acronyms & right.acronyms or left.names & right.names
    return "name acronym" if shared else None


def _name_initials(left: Record, right: Record) -> str | None:
    """ "HSG" and "Halden Shipping Group"."""
    return "name initials" if _initials(left, right) or _initials(right, left) else None


BODY_NAMES: tuple[Callable[[Record, Record], str | None], ...] = (_alias, _acronym, _name_initials)
"""What two unlike names of bodies tell: the first that knows."""


# A body's name of fewer letters, or so short an acronym, says little: bodies share them.
SHORT = 4
SHORT_ACRONYM = 6


def _says_little(record: Record) -> bool:
    capitals = sum(c.isupper() for c in record.name)
    acronym = 2 * capitals > len(record.name)
    return len(record.key) < (SHORT_ACRONYM if acronym else SHORT)


# Likenesses that keep both parts of a name.
TELLING = frozenset((Likeness.EXACT, Likeness.SPELLING, Likeness.SWAPPED, Likeness.PART))


@lru_cache(maxsize=1 << 16)
def is_rare(form: PersonForm) -> bool:
    """A full name that few can share: one part of it is in no list of frequent names."""
    return not is_common_family(form.family) or gender_of(form.given) is None


def _initials(short: Record, full: Record) -> bool:
    return any(short_form in initials(full.name) for short_form in short.acronyms)


def _country(left: Record, right: Record, found: dict[str, float]) -> None:
    """The same country, another, or one that the other document names."""
    if left.country and right.country:
        found["same country" if left.country == right.country else "other country"] = 1.0
    elif (left.country in right.lands and left.country) or (
        right.country in left.lands and right.country
    ):
        found["land"] = 1.0
    elif not left.country and not right.country and left.lands & right.lands:
        found["land"] = 0.5


def _body(left: Record, right: Record, found: dict[str, float]) -> None:
    """A body that both are tied to, or two that differ."""
    if left.ties and right.ties:
        same = (
            left.ties & right.ties or _short(left.ties, right.ties) or _short(right.ties, left.ties)
        )
        found["same body" if same else "other body"] = 1.0


def _short(names: frozenset[str], acronyms: frozenset[str]) -> bool:
    """Whether a body of the one is the acronym of a body of the other."""
    return any(short in acronyms for name in names for short in initials(name))


def _role(left: Record, right: Record, found: dict[str, float]) -> None:
    """Roles that share a word, or share none."""
    if left.role and right.role:
        found["same role" if left.role & right.role else "other role"] = 1.0


def compare(left: Record, right: Record) -> float:
    """The score alone; -inf where the two are barred."""
    found, barred = vector(left, right)
    if barred:
        return float("-inf")
    weights = WEIGHTS[weight_kind(left.kind)]
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def explain(left: Record, right: Record) -> Comparison:
    """The score with its reasons, in words for a reader."""
    found, barred = vector(left, right)
    weights = WEIGHTS.get(weight_kind(left.kind), {})
    reasons = [
        Reason(name, round(weights[name] * value, 2), _words(name, left, right))
        for name, value in found.items()
        if name in weights
    ]
    reasons.sort(key=lambda r: (-abs(r.points), r.feature))
    return Comparison(round(sum(r.points for r in reasons), 2), tuple(reasons), barred)


def _some(values: frozenset[str]) -> str:
    shown = sorted(value.title() for value in values)
    return ", ".join(shown[:4]) + (" …" if len(shown) > 4 else "")


def _words(name: str, left: Record, right: Record) -> str:
    if name.startswith("name "):
        same = "the same name" if left.name == right.name else f"{left.name} / {right.name}"
        return f"{name.removeprefix('name ')}: {same}"
    return {
        "rare name": "few people bear such a name",
        "same body": f"both tied to {_some(left.ties & right.ties or left.ties | right.ties)}",
        "same people": "the same person is tied to both",
        "other gender": f"one is {left.gender}, the other {right.gender}",
        "other body": f"tied to {_some(left.ties)}, the other to {_some(right.ties)}",
        "same role": f"both called {_some(left.role & right.role).lower()}",
        "other role": f"called {_some(left.role).lower()}, the other {_some(right.role).lower()}",
        "same country": f"both of {left.country}",
        "other country": f"one of {left.country}, the other of {right.country}",
        "land": "the country of one is named in the other's document",
        "company": f"in company of {_some(frozenset(k.split(' ', 1)[1] for k in left.company_with(right)))}",
        "topic": f"said with the same words: {_some(left.topic & right.topic).lower()}",
        "same type": f"both {left.type}",
    }[name]
