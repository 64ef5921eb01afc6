"""Articles that share their words: the same quotation, or the same copy."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from kgbuild.query.sifting.claims import misread
from kgbuild.query.sifting.words import WORD, listed, names, once, speaks_of, text, verb, year

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

RUN = 7
"""So many words in a row are no chance, unless they are names."""

SHORT = 5
"""Words in a row that two quotations of one saying have in common at least."""

ALIKE = 0.6
"""Of the shorter quotation's words so many stand in the other one, in their order."""

VARIANTS = 3
"""So many differences are named."""

WORDED: dict[str, object] = {"kind": "wording", "field": "quote"}

MAY_BE = " – may be the same as – "
TOPIC = "Topic"
MENTIONS = re.compile(r", \d+ mentions?\)$")
"""What stands after the type of a side of an unsure pair."""

SMALL = 4
"""Of the words in a row so many begin small: titles and names alone are shared by all."""


def why(rows: list[Row]) -> list[Row]:
    """Statements of both; or whose doer or object names both, and the posts of one in the other."""
    return [
        row
        for row in rows
        if not misread(row)
        if row.get("of_both")
        or text(row, "relation") in listed("posts_held")
        or all(speaks_of(row, text(row, each), "subject", "object") for each in ("one", "two"))
    ]


def first_report(rows: list[Row]) -> list[Row]:
    """Each article's report with how long after the first it came; unasked, facts of two articles with a day."""
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        facts[text(row, "of")].append(row)
    found = []
    standing = listed("standing") | listed("background") | listed("no_report")
    for told in facts.values():
        dated = [(text(row, "source"), day) for row in told if (day := _day(row))]
        asked = bool(told[0].get("asked"))
        if len({source for source, _ in dated}) < (1 if asked else 2):
            continue
        if not asked and text(told[0], "relation") in standing:
            continue  # that somebody is minister is no report, and statements are many
        first = min(day for _, day in dated)
        one = min(told, key=lambda row: (text(row, "reported") or "9999", text(row, "claim")))
        what = " – ".join(filter(None, (text(one, c) for c in ("subject", "words", "object"))))
        found += [row | {"what": what, "told": _after(_day(row), first)} for row in told]
    return found


def _day(row: Row) -> date | None:
    return date.fromisoformat(text(row, "reported")[:10]) if row.get("reported") else None


def _after(day: date | None, first: date) -> str:
    if day is None:
        return "the article states no day"
    days = (day - first).days
    return f"{days} day{'s' * (days > 1)} later" if days else "first"


def conflicts(rows: list[Row]) -> list[Row]:
    """What is said and denied of one that has a name ("we" is others in each article), and figures of one year.

    To say one thing and not to say another is no contradiction.
    """
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        told[text(row, "conflict")].append(row)
    return [row for found in told.values() if not _of_two(found) for row in found]


def _of_two(rows: list[Row]) -> bool:
    """Whether the statements are of two subjects, two events or two sayings."""
    if _of_nobody(rows):
        return True
    fields = {text(row, "field") for row in rows}
    if fields == {"polarity"} and all(text(row, "relation") in listed("speaking") for row in rows):
        return len({text(row, "object").casefold() for row in rows}) > 1
    if not fields <= {"number", "value"}:
        return False
    acts = {_act(row) for row in rows}
    return len(acts) > 1 or len({year(row) for row in rows} - {""}) > 1


def _act(row: Row) -> tuple[str, str]:
    """What is told: the relation, or the verb where no relation is known."""
    relation = text(row, "relation")
    return ("", verb(row)) if relation in listed("no_relation") else (relation, "")


def _of_nobody(rows: list[Row]) -> bool:
    """Whether articles contradict each other on a subject that one of them gives no name."""
    apart = len({text(row, "source") for row in rows}) > 1
    on_polarity = all(text(row, "field") == "polarity" for row in rows)
    return apart and on_polarity and not all(names(row, "subject") for row in rows)


def repeated_copy(rows: list[Row]) -> list[Row]:
    """Sentences that share a run of words with another article's for the same fact; each run of words once."""
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        facts[text(row, "fact")].append(row)
    copies = [row for told in facts.values() for row in _copied(told)]
    copies.sort(key=lambda row: (text(row, "source"), text(row, "claim")))
    return once(copies, "says")


def _copied(rows: list[Row]) -> list[Row]:
    runs = {id(row): _runs(text(row, "sentence")) for row in rows}
    found = []
    for row in rows:
        own = runs[id(row)]
        shared: dict[str, str] = {}
        for other in sorted(rows, key=lambda r: text(r, "source")):
            source = text(other, "source")
            if source == text(row, "source") or source in shared:
                continue
            if own & runs[id(other)]:
                shared[source] = _longest(text(row, "sentence"), text(other, "sentence"))
        if shared:
            longest = max(shared.values(), key=lambda words: (len(words), words))
            count = {"documents": len(shared) + 1}
            found.append(row | count | {"also_in": ", ".join(shared), "says": f"“{longest}”"})
    return found


def _longest(one: str, two: str) -> str:
    """The longest run of words that two sentences share, as the first has it."""
    places = list(WORD.finditer(one))
    words = [place.group().casefold() for place in places]
    others = [word.casefold() for word in WORD.findall(two)]
    match = SequenceMatcher(None, words, others, autojunk=False).find_longest_match()
    return one[places[match.a].start() : places[match.a + match.size - 1].end()]


def _runs(sentence: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every run of so many words that is not made of names, in lower case."""
    found = WORD.findall(sentence)
    runs = set()
    for start in range(len(found) - length + 1):
        run = found[start : start + length]
        if sum(word[0].islower() and len(word) > 3 for word in run) >= SMALL * length // RUN:
            runs.add(tuple(word.casefold() for word in run))
    return runs


def wording(rows: list[Row]) -> list[Row]:
    """Quotations that differ in some words: pairs that the graph knows, and those that share a run of words."""
    known = [row | WORDED for row in rows if row.get("conflict")]
    quotes: dict[tuple[str, str], Row] = {}
    for row in rows:
        sentence = text(row, "sentence")
        if not row.get("conflict"):
            quotes.setdefault((sentence, text(row, "source")), row)
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in quotes.values():
        for run in _runs(text(row, "sentence"), SHORT):
            alike[run].append(row)
    pairs: dict[tuple[int, int], tuple[Row, Row]] = {}
    for rows_ in alike.values():
        for one, other in combinations(rows_, 2):
            if text(one, "source") != text(other, "source"):
                pairs.setdefault((id(one), id(other)), (one, other))
    return known + [row for one, other in pairs.values() for row in _worded(one, other)]


def _worded(one: Row, other: Row) -> list[Row]:
    """Two sentences of one saying with what each has for the other's; none for copies, and for two sayings."""
    first, second = (WORD.findall(text(row, "sentence")) for row in (one, other))
    match = SequenceMatcher(
        None, [w.casefold() for w in first], [w.casefold() for w in second], autojunk=False
    )
    shared = sum(block.size for block in match.get_matching_blocks())
    inner = [code for code in match.get_opcodes() if code[0] == "replace"][:VARIANTS]
    if shared < max(RUN, ALIKE * min(len(first), len(second))) or not inner:
        return []
    told = [f"“{' '.join(first[a:b])}” / “{' '.join(second[c:d])}”" for _, a, b, c, d in inner]
    detail = ", ".join(told)
    return [
        row | WORDED | {"detail": detail, "also_in": text(beside, "source")}
        for row, beside in ((one, other), (other, one))
    ]


def unsure_pairs(rows: list[Row]) -> list[Row]:
    """Pairs of two names once: the likeliest of them, with how many pairs of such names and types there are."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.get("sentence") or not row.get("other_sentence"):
            continue  # nobody can decide what no sentence shows
        if f" ({TOPIC}, " in text(row, "says"):
            continue  # what is no person, body, place or event is only a word
        sides = sorted(
            MENTIONS.sub("", side).casefold() for side in text(row, "says").split(MAY_BE)
        )
        alike[tuple(sides)].append(row)
    return [
        max(pairs, key=lambda row: (float(text(row, "score") or 0), text(row, "judgement")))
        | {"pairs": len(pairs) if len(pairs) > 1 else None}
        for pairs in alike.values()
    ]
