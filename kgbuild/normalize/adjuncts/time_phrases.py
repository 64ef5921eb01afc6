"""Time expressions with the drafts that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.annotate import TimeExpression
from kgbuild.annotate.time_anchors import UNITS, is_year
from kgbuild.attribution.words import ASIDES
from kgbuild.english import table
from kgbuild.language.grammar import clauses, phrases
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.normalize.adjuncts.attachment import Attachments
from kgbuild.normalize.times.words import EARLY, NUMBERS, ORDINALS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate import Draft

SIDES = frozenset({"after", "before"})
RANGED = frozenset({"to", "between", "and", "-", "–"})

AHEAD = frozenset(
    {
        Modality.PLANNED,
        Modality.EXPECTED,
        Modality.PROMISED,
        Modality.WANTS,
        Modality.READY,
        Modality.POSSIBLE,
        Modality.NECESSARY,
    }
)

BEFORE_IT = frozenset(
    [
        "on",
        "in",
        "at",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "between",
        "during",
        "within",
        "for",
        "over",
        "through",
        "following",
    ]
)

JOINED = frozenset({"the", "of", "end", "very", "'s"}) | EARLY | frozenset(ORDINALS)


FORESEEING = table("settling")["foreseeing"]
PAST_WORDS = frozenset({"last", "ago", "yesterday", "earlier", "past", "previous"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An expression with the preposition and the part words before it, and its syntactic head."""

    expression: TimeExpression
    head: Token


def phrase(expression: TimeExpression, doc: Doc) -> _Phrase:
    """An expression with the words before it that belong to it."""
    start = expression.start
    root = doc[start : expression.end].root
    if fn.stands_as(root, fn.DETERMINER):
        root = doc[expression.end - 1]
    # "In the 2016 election": preposition and article are the noun's.
    if _before_noun(root, expression):
        start += doc[start].lower_ == "the"
        return _Phrase(
            TimeExpression(start, expression.end, text(doc, start, expression.end)), root
        )
    sentence = doc[expression.start].sent.start
    while start > sentence and (doc[start - 1].lower_ in JOINED or _number_part(doc, start - 1)):
        start -= 1
    while (
        start - 2 > sentence and doc[start - 1].lower_ == "and" and doc[start - 2].lower_ in NUMBERS
    ):
        start -= 2  # "five and a half years"
    as_of = doc[start].lower_ == "of" and doc[start - 1].lower_ == "as"
    if start > sentence and (as_of or doc[start - 1].lower_ in BEFORE_IT):
        start -= 1
    elif start - 1 > sentence and doc[start - 2 : start].text.lower() in (
        "prior to",
        "ahead of",
        "as of",
        "up to",
    ):
        start -= 2
    end = expression.end
    if doc[start].lower_ == "between" and doc[end : end + 1].text.lower() == "and":
        end += 2 if is_year(doc[end - 1]) and is_year(doc[end + 1]) else 0
    return _Phrase(
        TimeExpression(start, end, text(doc, start, end)),
        doc[expression.start : expression.end].root,
    )


def _before_noun(root: Token, expression: TimeExpression) -> bool:
    """Whether an expression stands before a noun that it tells apart: "the 2016 nominee"."""
    tied = fn.NUMBER | fn.COMPOUND | fn.POSSESSOR | fn.ADJECTIVE | fn.NOMINAL_MODIFIER
    return root.head.i >= expression.end and fn.stands_as(root, tied) and phrases.is_noun(root.head)


def _of_noun(phrase: _Phrase, doc: Doc) -> bool:
    """Whether an expression tells a noun apart: before it ("the 2016 nominee"), or as its source ("data from 2004")."""
    expression = phrase.expression
    source = doc[expression.start].lower_ in ("from", "of")
    return source or _before_noun(phrase.head, expression)


def _number_part(doc: Doc, at: int) -> bool:
    """ "thirty", and the hyphen after it, in "thirty-five years later"; the hyphen in "mid-July"."""
    token = doc[at]
    if token.text == "-" and at > 0:
        return doc[at - 1].lower_ in NUMBERS or doc[at - 1].lower_ in EARLY
    return token.lower_ in NUMBERS and token.lower_ not in ("a", "an")


def owners(phrase: _Phrase, places: Attachments, doc: Doc) -> list[Draft]:
    """Drafts of the clause, and of the clauses joined to it where the expression stands before both."""
    head = phrase.head
    if _counts_a_clause(phrase, doc):
        return []  # "days after they met": read with the clause below
    said = places.by_source.get(phrase.expression.start)
    if said:
        return said
    own = [d for d in places.by_token.get(head.i, []) if d.head == head.i]
    noun = _told_apart(phrase)
    if noun is not None and not own and not places.passes(noun):
        if not places.is_event_or_place(noun):
            return []
        beside = [d for d in places.by_object.get(noun.i, []) if d.head < noun.i]
        return [*places.by_token.get(noun.i, []), *beside]
    if not own and (_counts_from(phrase) or _is_a_term(phrase, doc)):
        return []
    owners = own
    for governor in [] if own else _governors(phrase, places, doc):
        governor = _told_past(governor, phrase, places, doc)
        owners = owners + [d for d in places.of(governor) if d not in owners]
    owners = owners or ([] if _of_noun(phrase, doc) else places.through_object(head))
    if not owners:
        return []
    return owners + [d for d in _joined(phrase, doc[owners[0].head], places) if d not in owners]


def _counts_a_clause(phrase: _Phrase, doc: Doc) -> bool:
    """ "Days after they met", "by 2014, a year after it closed": a measure that ends in the clause's own word."""
    end = phrase.expression.end
    if phrase.head.lemma_.lower() in UNITS and doc[end : end + 1].text.lower() in SIDES:
        return True
    last = doc[end - 1]
    measured = last.lower_ in SIDES and doc[end - 2].lemma_.lower() in UNITS
    return measured and last.head.i >= end and clauses.is_predicate(last.head)


def told_when(expression: TimeExpression, places: Attachments, doc: Doc) -> list[Draft]:
    """ "In 1904, when it signed the pact", "until 1904, when": what happened when is of that time."""
    at = expression.end
    at += doc[at : at + 1].text == ","
    word = doc[at] if at < len(doc) else None
    if word is None or word.lower_ != "when" or RANGED & set(expression.text.lower().split()):
        return []
    clause = word.head
    follows = clauses.is_predicate(clause) and clause.i > at
    return [d for d in places.of(clause) if not d.times] if follows else []


def _counts_from(phrase: _Phrase) -> bool:
    """ "Has grown since its launch a decade ago": the launch is dated, and what came since is not."""
    noun = phrase.head.head
    inside = phrases.is_noun(noun) and noun.i < phrase.expression.start
    return inside and phrases.preposition_of(noun)[0] in (
        "since",
        "until",
        "till",
        "before",
        "prior to",
        "ahead of",
    )


def _is_a_term(phrase: _Phrase, doc: Doc) -> bool:
    """ "Was sentenced to five and a half years": how long, and not when."""
    start = phrase.expression.start
    while start > 0 and "-" in (doc[start].text[:1], doc[start - 1].text):
        start -= 1  # "two-and-a-half years"
    counted = doc[start].like_num or doc[start].lower_ in NUMBERS
    to = start > 0 and doc[start - 1].lower_ == "to"
    return to and counted and phrase.head.lemma_.lower() in UNITS


def _told_apart(phrase: _Phrase) -> Token | None:
    """The noun that an expression before it only tells apart: "the 2021 report", "yesterday's march"."""
    noun = phrase.head.head
    inside = phrases.is_noun(noun) and noun.i >= phrase.expression.end and noun.pos_ != "PROPN"
    inside = inside and not clauses.is_predicate(noun) and phrase.head.pos_ != "ADV"
    if not inside or phrases.preposition_of(phrase.head)[1] is not None:
        return None
    return noun if clauses.role(phrase.head) not in ("subject", "object") else None


def _governors(phrase: _Phrase, places: Attachments, doc: Doc) -> list[Token]:
    """The verb of saying that an expression stands by, else what it hangs on; a noun's year dates no state."""
    report = _reporting(phrase, doc) or _between(phrase, doc)
    if report is not None:
        return [report]
    around = [_outside(governor, phrase) for governor in places.governors(phrase.head)]
    if _before_noun(phrase.head, phrase.expression):  # "a candidate in the 2020 election"
        return [governor for governor in around if clauses.is_verb(governor)]
    return around


def _outside(governor: Token, phrase: _Phrase) -> Token:
    """What an expression in front of a clause's own conjunction hangs on: "by 2014, after it met, it closed"."""
    if not clauses.is_predicate(governor) or clauses.role(governor) != "adverbial":
        return governor
    behind = [m for m in clauses.marks(governor) if m.i <= governor.i]
    behind += [a for a in clauses.adverbs(governor) if wf.has_form(a, wf.WHERE)]
    left = behind and all(phrase.expression.end <= word.i for word in behind)
    return clauses.clause_head(governor.head) if left else governor


def _joined(phrase: _Phrase, verb: Token, places: Attachments) -> list[Draft]:
    """The drafts of clauses that an expression before the whole sentence holds for as well.

    "In 2016 Lund lost the vote and left", "In 2016 Lund lost the vote, gaining a third".
    """
    beside = [
        c
        for c in verb.children
        if c.i > verb.i and wf.has_form(c, wf.GERUND) and clauses.role(c) == "adverbial"
    ]
    subject = clauses.subjects(verb)
    there = clauses.expletive(verb)
    opening = [s.i for s in (*subject, there) if s is not None]
    joined = list(phrases.conjuncts(verb)) if subject else []
    if not subject or phrase.expression.end > min(opening):
        joined = []  # "reached the isles on Monday, making landfall at Holm": the participle alone shares it
        beside = [c for c in beside if not clauses.mark_words(c) and phrase.head.head.i == verb.i]
    return [d for c in [*joined, *beside] for d in places.by_token.get(c.i, []) if not d.times]


def _reporting(phrase: _Phrase, doc: Doc) -> Token | None:
    """The verb of saying right before "on Monday" in "…, his wife said on Monday", wherever the parse hung it.

    Also behind whoever heard it ("told reporters on Monday"); not behind the verb of a clause in between.
    """
    at = phrase.expression.start - 1
    first = doc[phrase.expression.start].sent.start
    while at > first and doc[at].lower_ in EARLY:
        at -= 1  # "said late on Tuesday"
    if at < first:
        return None
    verb = doc[at]
    if phrases.is_noun(verb) and verb.head.i < verb.i and not verb.ent_type_:
        verb = verb.head
    said = wf.has_form(verb, wf.TENSED) and verb.lemma_.lower() in ASIDES
    if not said or not clauses.subjects(verb) or phrase.head.head.i == verb.i:
        return None
    comma = any(t.text in (",", "”", '"') for t in doc[max(first, verb.i - 12) : verb.i])
    return verb if comma or _opens_content(phrase, verb) else None


def _opens_content(phrase: _Phrase, verb: Token) -> bool:
    """ "Lind said late on Tuesday no one would leave": hung in what was said, it dates the saying."""
    for clause in clauses.complements(verb):
        inside = clause.finite and any(t.i == phrase.head.i for t in clause.predicate.subtree)
        subjects = clauses.subjects(clause.predicate)
        if inside and subjects:
            return all(phrase.expression.end <= s.left_edge.i for s in subjects)
    return False


def _between(phrase: _Phrase, doc: Doc) -> Token | None:
    """The verb behind an expression that hangs on its subject: "the board of Lund on Monday announced"."""
    at = phrase.expression.end
    if at >= len(doc) or not phrases.is_noun(phrase.head.head):
        return None
    verb = doc[at] if clauses.is_predicate(doc[at]) else doc[at].head
    finite = wf.has_form(doc[at], wf.FINITE) and clauses.is_predicate(verb)
    if not finite or verb.sent != phrase.head.sent:
        return None
    subjects = [s for s in clauses.subjects(verb) if s.i < phrase.expression.start]
    inside = any(phrase.head.i in {t.i for t in s.subtree} for s in subjects)
    return verb if inside else None


def _told_past(governor: Token, phrase: _Phrase, places: Attachments, doc: Doc) -> Token:
    """ "This comes after they met last week": past words go to the past verb that stands nearer."""
    if governor.i > phrase.expression.start or not PAST_WORDS & set(
        phrase.expression.text.lower().split()
    ):
        return governor
    drafts = places.by_token.get(governor.i, [])
    if not wf.has_form(governor, wf.PRESENT) or any(d.tense == "past" for d in drafts):
        return governor
    for token in reversed(doc[governor.i + 1 : phrase.expression.start]):
        if token.text in (",", ";", ":"):
            break
        if wf.has_form(token, wf.PAST) and clauses.is_predicate(token):
            return token
    return governor


def tense(draft: Draft, doc: Doc) -> str:
    """The tense that a draft's time is read in: its verb's, or future where modality or verb look ahead."""
    if draft.lemma.split(" ")[0] in FORESEEING:
        return "future"  # "is scheduled for October", "was set for Monday"
    if draft.modality is Modality.EXPECTED and wf.has_form(doc[draft.head], wf.BASE):
        return "future"  # "was forecast to reach the coast on Monday"
    return "future" if draft.modality in AHEAD and draft.tense != "past" else draft.tense or "past"


def text(doc: Doc, start: int, end: int) -> str:
    """The words on one line."""
    return " ".join(doc[start:end].text.split())
