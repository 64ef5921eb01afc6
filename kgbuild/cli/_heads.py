"""The first line of a card: what is told, in English, and when."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kgbuild.cli._common import cell
from kgbuild.draw.phrases import say
from kgbuild.english.tables import table
from kgbuild.model import UNSPECIFIED, Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping

INNER = re.compile(r"\[([^\[\]]+)\]")
"""A claim inside another's arguments: "[Anna Adler | not meet (planned) | Boris Becker]"."""

LOOSE = re.compile(r"(?<=\w) (?:of|from|with|against|for)$")
"""The preposition of a verb whose object is not told."""

NOBODY, SOMEBODY = UNSPECIFIED, "somebody"
"""Whoever the article does not tell, as a row has it and as a reader takes it in."""

SEVERAL = frozenset({"we", "they", "you"})

ENDED = frozenset({"former", "ended", "ex", "then", "late"})
"""What a role is called that is over."""

MANNER = re.compile(r"(.*) \((\w+)\)")
DOUBLES = re.compile(
    r"[^aeiou]*[aeiou][bdgklmnprt]|.*(?:mit|[^f]fer|[bc]cur|bet|pel|trol|quip|quit|llot|gret)"
)
"""What doubles its last letter: "plan", "stop", and what is stressed on its end, "admit", "refer"."""


def headline(row: Mapping[str, Any]) -> str:
    """What a row tells, in English: "Norway – did not meet – Iceland".

    >>> headline({"subject": "A", "relation": "MET", "words": "meet", "object": "B", "polarity": "negated"})
    'A – did not meet – B'
    >>> headline({"subject": "A", "relation": "STATED", "object": "[B | not pay (planned) | tax]"})
    'A – said – that B plans not to pay tax'
    """
    if row.get("says"):
        return str(row["says"])
    relation = row.get("relation")
    modality = Modality(row.get("modality") or "actual")
    unclear = modality is Modality.UNCLEAR
    words = _said(
        None if relation in (None, "RELATED_TO") else str(relation),
        str(row.get("words") or relation or "").lower().replace("_", " "),
        Polarity(row.get("polarity") or "asserted"),
        Modality.ACTUAL if unclear else modality,
    )
    if row.get("status") in ENDED and modality is Modality.ACTUAL:
        words = f"no longer {words}"
    subject = cell(row.get("subject"))
    words = _agreed(subject, words)
    if not cell(row.get("object")):
        words = LOOSE.sub("", words)  # "died", "resigned": of what and from where is not told
    parts = (SOMEBODY if subject == NOBODY else _plain(subject), words, _plain(row.get("object")))
    told = " – ".join(part for part in parts if part)
    return f"{told} (unclear whether)" if unclear else told


def _plain(value: object) -> str:
    """Names as they are, a claim among them as a clause."""
    return INNER.sub(lambda found: _clause(found[1]), cell(value))


def _clause(summary: str) -> str:
    parts = summary.split(" | ")
    if len(parts) < 2:
        return f"[{summary}]"
    words = parts[1]
    negated = words.startswith("not ")
    words = words.removeprefix("not ")
    found = MANNER.fullmatch(words)
    modality = Modality.ACTUAL
    if found and found[2] in set(Modality):
        words, modality = found[1], Modality(found[2])
    polarity = Polarity.NEGATED if negated else Polarity.ASSERTED
    subject = SOMEBODY if parts[0] == NOBODY else parts[0]
    said = _agreed(subject, _said(None, words, polarity, modality))
    return f"that {subject} {said} {' '.join(parts[2:])}".rstrip()


def _said(relation: str | None, words: str, polarity: Polarity, modality: Modality) -> str:
    """The verb phrase; what was so under words that no relation knows, in the past."""
    if relation is None and polarity is Polarity.ASSERTED and modality is Modality.ACTUAL:
        return past(words)
    return say(relation, words, polarity, modality)


def _agreed(subject: str, words: str) -> str:
    """ "We were", "they were": several have another past of "be"."""
    return f"were {words[4:]}" if subject.casefold() in SEVERAL and words[:4] == "was " else words


def past(words: str) -> str:
    """A verb phrase whose verb is a lemma, in the past.

    >>> past("leave for"), past("be committed"), past("plan"), past("carry out"), past("visit")
    ('left for', 'was committed', 'planned', 'carried out', 'visited')
    """
    verb, space, rest = words.partition(" ")
    return (_pasts().get(verb) or _regular(verb)) + space + rest


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1:] if DOUBLES.fullmatch(verb) else ''}ed"


@cache
def _pasts() -> Mapping[str, str]:
    """The past of each irregular verb by its lemma; of two forms the first of the table."""
    found = {"be": "was", "have": "had"}
    for form, lemma in table("irregular_verbs").column("past", "lemma").items():
        found.setdefault(lemma, form)
    return found


def span(start: str, end: str) -> str:
    """Two ISO days as short as they allow: a day, a month, a year, or both.

    >>> span("2022-03-01", "2022-03-31"), span("2019-01-01", "2019-12-31"), span("2022-03-04", "")
    ('2022-03', '2019', 'from 2022-03-04')
    """
    if not start or not end:
        return f"from {start}" if start else f"until {end}" if end else ""
    if start == end:
        return start
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return start[:4] if first.year == last.year else f"{start[:4]} to {end[:4]}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and start[:7] == end[:7]:
        return start[:7]
    return f"{start} to {end}"
