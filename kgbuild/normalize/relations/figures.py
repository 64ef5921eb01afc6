"""Figures of a draft: arguments that are sums, shares and measures, what is counted, and what each figure measures."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import VALUE, kind_of_token
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import children, conjuncts, first_conjunct
from kgbuild.language.numbers.ages import ages
from kgbuild.language.numbers.clock import CLOCK
from kgbuild.language.numbers.currencies import FIRST, currencies
from kgbuild.language.numbers.figures import (
    Figure,
    amount_at,
    figure_of,
    figures_in,
    is_share_or_sum,
)
from kgbuild.language.numbers.scores import score_at
from kgbuild.normalize.relations.measures import COUNT, DEFAULT, kind_of_unit, measure_of
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Slot

COUNTED = frozenset({"Person", "Group", "Product", "Organization", "Facility"})
# Who is counted behind these is not who it is done to.
BESIDE = frozenset({"among", "amongst", "from", "between", "against"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DEFAULT_NAMES = frozenset(DEFAULT.values())


def figures(draft: Draft, annotated: Annotated) -> Draft:
    """Make figures of the arguments that are figures, note how many the object counts, and what is measured."""
    for slot in [*draft.object, *draft.obliques]:
        _measure(slot, draft, annotated)
    table = vocabulary()
    row = table.relations.get(draft.relation or "")
    if row is not None and row.group == "sport" and (score := _score(draft, annotated)):
        draft.qualifiers.setdefault("score", score)
    for slots in (draft.object, draft.subject if table.has(draft.relation, "crowd") else []):
        for slot in slots:
            if slot.head is None or slot.value is not None:
                continue
            token = annotated.doc[slot.head]
            found = figure_of(token)
            if found is None or kind_of_token(token, annotated) not in COUNTED:
                continue
            if any(_YEAR.fullmatch(child.text) for child in token.lefts):
                continue  # "the 2016 nominee" is one
            if amount_at(token) is None and not children(token, fn.NUMBER):
                continue  # "an 80-acre park" is one
            name = row.counts if row is not None and row.counts else "number"
            draft.qualifiers.setdefault(name, found.value)
    return draft


def _score(draft: Draft, annotated: Annotated) -> str:
    """ "Beat N 3-1", "a 3-1 win over N": the score that hangs on the predicate or on one of its nouns."""
    heads = {draft.head, *draft.trigger}
    heads.update(s.head for s in (*draft.object, *draft.obliques) if s.head is not None)
    for token in annotated.doc[draft.head].sent:
        if token.head.i in heads or token.i in heads:
            found = score_at(token)
            if found:
                return found
    return ""


def _measure(slot: Slot, draft: Draft, annotated: Annotated) -> None:
    if slot.head is None or slot.clusters or slot.draft is not None:
        return
    if draft.room == "years":
        return  # "31" of somebody's age are years
    token = annotated.doc[slot.head]
    kind = kind_of_token(token, annotated)
    sums = is_share_or_sum(token)
    if not (sums or kind in (VALUE, "Measure") or token.pos_ in ("NUM", "SYM")):
        return
    if any(time.start <= token.i < time.end for time in annotated.times) or _no_figure(token):
        return
    if annotated.mention_at(token.i) is not None and not sums and kind not in (VALUE, "Measure"):
        return
    found = figure_of(token)
    if found is not None:
        found = placed(found, draft, annotated)
        slot.value, slot.unit = found.value, found.unit
        slot.bound, slot.upper = found.bound, found.upper


def _no_figure(token: Token) -> bool:
    """ "One of the mines", "he has one" leave open which one, "at 7:45" is a time of day: nothing is counted."""
    return _is_clock(token) or token.lower_ == "one"


def _is_clock(token: Token) -> bool:
    """ "at 7:45", "at around 14:00 local time"."""
    words = token.doc[token.i : token.i + 3].text
    return CLOCK.match(words) is not None


def measured(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """Note on each draft the figure that its own words tell and what it measures: `measure`, `figure`, `unit`.

    A figure belongs to the nearest predicate above it; what a quotation or a clause below tells is the inner claim's.
    """
    by_head: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_head.setdefault(draft.head, []).append(draft)
    doc = annotated.doc
    times = {i for time in annotated.times for i in range(time.start, time.end)}
    times.update(i for age in ages(doc) for i in range(age.start, age.end))
    for start, end, found in figures_in(doc, 0, len(doc)):
        if times.intersection(range(start, end)) or _is_clock(doc[start]):
            continue
        top = _predicate(doc[start], range(start, end), by_head)
        if top is None:
            continue
        for draft in by_head[top.i]:
            if not _of_others(draft, doc[start], top, found):
                _note(draft, found, start, end, top, annotated)
    return drafts


def _of_others(draft: Draft, figure: Token, top: Token, found: Figure) -> bool:
    """Whether a figure counts others: "of nine suspects held six", "in Peru (3%), Chile (5%)" of the one not told."""
    heads = {s.head for s in (*draft.subject, *draft.object, *draft.obliques)}
    if figure.i > 1 and figure.nbor(-1).text == "(":
        owner = figure.nbor(-2)
        first = first_conjunct(owner)
        return owner.i not in heads and bool({first.i, *(c.i for c in conjuncts(first))} & heads)
    if _of_another_conjunct(figure, top, heads):
        return True
    noun = figure
    while noun.head.i not in (top.i, noun.i):
        noun = noun.head
    prepositions = {case.lower_ for case in children(noun, fn.CASE)}
    return kind_of_unit(found) == COUNT and bool(prepositions & BESIDE)


def _of_another_conjunct(figure: Token, top: Token, heads: set[int | None]) -> bool:
    """Whether a figure counts a noun that is joined to the one told: "97 murders and 1,550 kidnappings"."""
    noun = figure
    while noun.i != top.i:
        if noun.i in heads:
            return False
        joined = fn.stands_as(noun, fn.CONJUNCT)
        first = first_conjunct(noun)
        others = {first.i, *(c.i for c in conjuncts(first))} - {noun.i}
        if others & heads:
            return True
        noun = (first if joined else noun).head
        if noun.head.i == noun.i:
            break
    return False


def _predicate(token: Token, inside: range, by_head: dict[int, list[Draft]]) -> Token | None:
    """The nearest token above an amount that is the head of a draft."""
    for _ in range(40):
        if token.i in by_head and (token.i not in inside or _is_said_to_be(by_head[token.i])):
            return token
        if token.head.i == token.i or _is_clause(token):
            return None
        token = token.head
    return None


def _is_clause(token: Token) -> bool:
    """Whether a token has a subject of its own that is no relative pronoun: what is told in it is not told above."""
    return any(not wf.has_form(s, wf.WHICH | wf.WHO) for s in children(token, fn.SUBJECT))


def _is_said_to_be(drafts: list[Draft]) -> bool:
    """Whether the amount itself is the predicate: "the stake is 40 percent"."""
    return any(draft.copular for draft in drafts)


def _note(
    draft: Draft, found: Figure, start: int, end: int, top: Token, annotated: Annotated
) -> None:
    measure = measure_of(found, start, end, draft, top, annotated)
    kind = kind_of_unit(found)
    if kind == COUNT and measure in _DEFAULT_NAMES:
        return
    told = draft.qualifiers.get("measure")
    if told is not None and (told not in _DEFAULT_NAMES or measure in _DEFAULT_NAMES):
        return
    found = placed(found, draft, annotated)
    draft.qualifiers.update(measure=measure, figure=found.value)
    for name, value in (("unit", found.unit), ("bound", found.bound), ("upper", found.upper)):
        draft.qualifiers.pop(name, None)
        if value is not None and value != "":
            draft.qualifiers[name] = value


def placed(found: Figure, draft: Draft, annotated: Annotated) -> Figure:
    """The figure with the currency of who pays, or of where the article plays, where its sign or noun is shared."""
    if len(found.codes) < 2:
        return found
    users = currencies().countries
    own = {c for c in _countries_of(draft, annotated) for c in _codes(found.codes, c)}
    if len(own) == 1:
        return found._replace(unit=own.pop())
    if found.unit in FIRST.values() and "US" in _told_countries(annotated):
        return found
    told = Counter(
        code
        for country, times in _told_countries(annotated).items()
        for code in _codes(found.codes, country)
        for _ in range(times)
    )
    ranked = told.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= 3 * ranked[1][1])
    if ranked and clear and ranked[0][0] in users:
        return found._replace(unit=ranked[0][0])
    return found


def _codes(codes: tuple[str, ...], country: str) -> list[str]:
    """Which of the currencies a country has; where several, the one that is its own."""
    users = currencies().countries
    found = [code for code in codes if country in users[code]]
    return [c for c in found if c[:2] == country] or found


def _countries_of(draft: Draft, annotated: Annotated) -> set[str]:
    """The countries of who acts."""
    found = set()
    for slot in draft.subject:
        for name in annotated.clusters_at(slot):
            cluster = annotated.clusters.get(name)
            country = (
                _country(cluster.type, cluster.country, cluster.external_ids) if cluster else None
            )
            found |= {country} if country else set()
    return found


def _country(kind: str, country: str | None, external: object) -> str | None:
    iso = external.get("iso") if isinstance(external, dict) else None
    return iso if kind == "Country" and iso else country


def _told_countries(annotated: Annotated) -> dict[str, int]:
    """How often each country is told of in the article."""
    key = "kgbuild.countries"
    known: dict[str, int] | None = annotated.doc.user_data.get(key)
    if known is None:
        counts: Counter[str] = Counter()
        for mention in annotated.mentions:
            for name in mention.clusters:
                cluster = annotated.clusters.get(name)
                if cluster is not None and (
                    found := _country(cluster.type, cluster.country, cluster.external_ids)
                ):
                    counts[found] += 1
        known = dict(counts)
        annotated.doc.user_data[key] = known
    return known
