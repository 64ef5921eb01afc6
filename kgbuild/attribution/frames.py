"""Frames: "…, police suspect", "X, Lind said on Monday, left", "“…,” warned the mayor".

A frame is a stretch between commas, dashes, brackets or a closing quotation mark that holds a subject, a
reporting verb and at most a hearer and circumstances, and lacks what is told: that is the clause beside it.
Nothing else in English looks so, and parsers hang it anywhere (as a relative clause, a participle, a noun).
So frames are found by their own form, and `mend` writes them into the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.attribution.forms import FINITE, finite, reporting_form, unknown_form
from kgbuild.attribution.table import Stance, reporting
from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BOUNDS = frozenset({",", "–", "—", "--", "(", ")", ";", ":"})
CLOSING = frozenset({"”", '"', "''", "’", "»"})
NOUNS = wf.NOUN
UNFINISHED = (
    wf.PREPOSITION
    | wf.TO
    | wf.DETERMINER
    | wf.POSSESSIVE_PRONOUN
    | wf.POSSESSIVE_MARK
    | wf.COORDINATOR
    | wf.COMMA
)
"""Forms that a noun phrase does not end in."""
NOMINATIVE = frozenset({"i", "we", "he", "she", "they", "you", "it", "some", "many", "others"})
# A clause that one of these opens is told as a circumstance, and "…, police said" behind it is the main clause.
SUBORDINATORS = frozenset(
    {
        "as", "after", "when", "if", "because", "although", "though", "while", "since", "before", "once",
        "until", "till", "where", "unless", "whenever", "whereas",
    }
)  # fmt: skip
NO_OPENING = (
    wf.WHICH
    | wf.WHO
    | wf.WHOSE
    | wf.WHERE
    | wf.COORDINATOR
    | wf.PREPOSITION
    | wf.EXISTENTIAL
    | wf.MODAL
    | wf.TO
)
TWO_OBJECTS = table("frames")["two objects"]
SOURCES = NOUNS | wf.DETERMINER | wf.POSSESSIVE_PRONOUN | wf.PLAIN_ADJECTIVE
"""Forms that a source behind its verb begins with."""
LEADING = frozenset({"or", "so", "at", "least"})
WHEN = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
        "earlier", "later", "last", "this", "that", "now",
    }
)  # fmt: skip
# Behind these stands what is spoken of, so nothing is lacking: "spoke of the war", "points to a flaw".
TOPICS = frozenset({"of", "about", "to", "for", "against", "by", "with", "as", "into", "from"})
PARTICLES = frozenset({"out", "on", "up", "in", "back"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame in tokens: its stretch, its verb, the head of its source, and the clause that it reports."""

    start: int
    end: int
    verb: int
    source: int | None
    main: int
    tag: str
    lemma: str


def stretches(sentence: Span) -> list[tuple[int, int]]:
    """The stretches of a sentence between commas, dashes, brackets and closing quotation marks."""
    found, start = [], sentence.start
    for token in sentence:
        closing = token.text in CLOSING and token.i > sentence.start
        closing = closing and token.doc[token.i - 1].text in {",", ".", "?", "!", "…"}
        if token.text in BOUNDS or closing:
            if token.i > start:
                found.append((start, token.i))
            start = token.i + 1
    if start < sentence.end:
        found.append((start, sentence.end))
    return found


def frame_at(doc: Doc, start: int, end: int) -> Frame | None:
    """The frame that a stretch is, with `main` still -1; None where it is none."""
    words = [t for t in doc[start:end] if not t.is_space and t.text not in {".", "?", "!", "…"}]
    while words and words[0].lower_ in LEADING:
        words = words[1:]
    if len(words) < 2 or wf.has_form(words[0], NO_OPENING) or wf.has_form(words[0], wf.GERUND):
        return None
    at = _verb_at(words)
    if at is None:
        return None
    place, tag, lemma = at
    source = _head_of(words[:place])
    reduced = wf.has_form(words[place], wf.PARTICIPLE) and (
        any(wf.has_form(w, wf.PREPOSITION) for w in words[:place])
        or any(w.lower_ == "by" for w in words[place:])
    )
    if source is None or reduced or not _circumstances(words[place + 1 :], lemma):
        return None
    return Frame(start, end, words[place].i, source.i, -1, tag, lemma)


def turned_at(doc: Doc, start: int, end: int) -> Frame | None:
    """The frame that a stretch is whose verb stands first: "Peru, *said the minister on Friday*, has armed Benin"."""
    words = [t for t in doc[start:end] if not t.is_space]
    if len(words) < 2 or any(wf.has_form(w, FINITE | wf.MODAL) for w in words[1:]):
        return None
    form = reporting_form(words[0])
    # "the senator, asked the same question, left" has a participle
    if form is None or form[1] in TWO_OBJECTS or not wf.has_form(words[1], SOURCES):
        return None
    source = _head_of(words[1:])
    named = source is not None and wf.has_form(source, NOUNS)
    return Frame(start, end, words[0].i, source.i, -1, *form) if named and source else None


def _verb_at(words: list[Token]) -> tuple[int, str, str] | None:
    """Where the verb stands behind its subject, with tag and lemma."""
    for place, token in enumerate(words):
        if place and _nominal(words[:place]):
            plural = _plural(words[:place])
            # "police suspect" is no noun phrase where nothing follows that it could modify
            last = place + 1 == len(words) or not wf.has_form(words[place + 1], NOUNS)
            form = reporting_form(token, plural=plural and last) or unknown_form(token)
            if form is not None:
                return place, *form
        if wf.has_form(token, FINITE) or wf.has_form(
            token, wf.MODAL | wf.WHICH | wf.WHO | wf.WHERE
        ):
            return None
    return None


def _nominal(words: list[Token]) -> bool:
    """Whether words before a verb can be its subject."""
    last = words[-1]
    if len(words) == 1 and wf.has_form(last, wf.PERSONAL_PRONOUN):
        return last.lower_ in NOMINATIVE
    named = any(wf.has_form(w, NOUNS | wf.CARDINAL | wf.PERSONAL_PRONOUN) for w in words)
    return named and not wf.has_form(last, UNFINISHED)


def _plural(words: list[Token]) -> bool:
    last = words[-1]
    return wf.has_form(last, wf.PLURAL) or last.lower_ in (
        "police", "people", "they", "we", "i", "you", "staff", "many", "some", "others",
    )  # fmt: skip


def _head_of(words: list[Token]) -> Token | None:
    """The head of a subject: its last noun before a preposition, of a name the word that the parser chose."""
    core: list[Token] = []
    for word in words:
        if (
            wf.has_form(word, wf.PREPOSITION | wf.TO | wf.GERUND | wf.PARTICIPLE)
            and core
            and wf.has_form(core[-1], NOUNS)
        ):
            break
        if (
            wf.has_form(word, wf.PLAIN_ADJECTIVE)
            and core
            and wf.has_form(core[-1], wf.PLURAL_COMMON)
        ):
            break  # "sources familiar with the matter"
        core.append(word)
    nouns = [
        w
        for w in core
        if wf.has_form(w, NOUNS)
        or wf.has_form(w, wf.PERSONAL_PRONOUN | wf.CARDINAL | wf.DETERMINER)
    ]
    if not nouns:
        return None
    last = nouns[-1]
    inside = {w.i for w in core}
    while last.head.i in inside and wf.has_form(last.head, NOUNS) and last.head.i != last.i:
        last = last.head
    return last


def _circumstances(words: list[Token], lemma: str) -> bool:
    """Whether only a hearer and circumstances follow the verb: nothing that could be what is told."""
    if any(
        wf.has_form(w, FINITE) or wf.has_form(w, wf.MODAL | wf.WHICH | wf.WHO | wf.WHERE)
        for w in words
    ):
        return False
    if any(wf.has_form(w, wf.TO) and wf.has_form(n, wf.BASE) for w, n in pairwise(words)):
        return False
    rest = list(words)
    while rest and (
        wf.has_form(rest[0], wf.PLAIN_ADVERB | wf.VERB_PARTICLE)
        or rest[0].lower_ in PARTICLES - {"in", "on"}
    ):
        rest = rest[1:]
    hearers = {r.hearer for r in reporting().of("verb", lemma) if r.stance is not Stance.ORDERS}
    if (
        rest
        and "object" in hearers
        and wf.has_form(
            rest[0],
            NOUNS
            | wf.DETERMINER
            | wf.PERSONAL_PRONOUN
            | wf.POSSESSIVE_PRONOUN
            | wf.PLAIN_ADJECTIVE
            | wf.CARDINAL,
        )
    ):
        while (
            rest
            and not wf.has_form(rest[0], wf.PREPOSITION | wf.TO | wf.PLAIN_ADVERB)
            and rest[0].lower_ not in WHEN
        ):
            rest = rest[1:]
    if not rest or rest[0].lower_ in WHEN:
        return True
    if wf.has_form(rest[0], wf.PREPOSITION | wf.TO):
        return rest[0].lower_ not in TOPICS or rest[0].lower_ in hearers
    return False


def frames(sentence: Span) -> list[Frame]:
    """The frames of a sentence that the tree does not show yet, each with the clause that it reports."""
    doc = sentence.doc
    cut = stretches(sentence)
    found = []
    for number, (start, end) in enumerate(cut):
        after = number + 1 == len(cut)
        frame = frame_at(doc, start, end) if number else None
        turned = turned_at(doc, start, end) if number == 1 and not after else None
        if frame is None and turned is not None and _between(sentence, turned):
            frame = turned
        elif frame is None or _shown(doc, frame):
            continue
        place = "after" if after else "inside"
        # who smiles or goes on speaks only behind words in quotation marks
        takes = "quote" if doc[start - 1].text in CLOSING else "that"
        known = reporting().of("verb", frame.lemma)
        if known and not reporting().stands("verb", frame.lemma, place, takes):
            continue
        main = _before(sentence, frame) if after else _around(sentence, frame)
        if main is not None:
            found.append(replace(frame, main=main.i))
    return found


def _between(sentence: Span, frame: Frame) -> bool:
    """Whether a frame that opens with its verb parts a subject from its predicate, and the tree has it otherwise."""
    doc = sentence.doc
    verb, source = doc[frame.verb], doc[frame.source or frame.verb]
    before = [t for t in doc[sentence.start : frame.start] if not t.is_punct]
    if not before or any(finite(t) for t in before) or not _nominal(before):
        return False
    own = source.head.i == verb.i and fn.stands_as(source, fn.SUBJECT)
    other = any(fn.stands_as(c, fn.SUBJECT) and c.i < frame.start for c in verb.children)
    return other or not (own and fn.stands_as(verb, fn.PARATAXIS))


def _shown(doc: Doc, frame: Frame) -> bool:
    """Whether the tree has the frame as it is: the verb with its subject, and what is told above or below it."""
    verb = doc[frame.verb]
    own = [c for c in verb.children if fn.stands_as(c, fn.SUBJECT)]
    elsewhere = [c for c in own if not frame.start <= c.i < frame.end]
    if elsewhere:
        # "Kern, Anna Lind condemned, bribed Berg": two names without "and" are no list
        source = doc[frame.source] if frame.source is not None else verb
        listed = fn.stands_as(source, fn.CONJUNCT | fn.APPOSITION | fn.FLAT | fn.SUBJECT)
        return not (listed and source.head.i in (elsewhere[0].i, verb.i))
    told = any(fn.stands_as(c, fn.FINITE_COMPLEMENT) for c in verb.children)
    beside = fn.stands_as(verb, fn.PARATAXIS) and (
        finite(verb.head) or verb.head.pos_ in ("VERB", "AUX")
    )
    return bool(own) and wf.form_of(verb) == frame.tag and (told or beside)


def _before(sentence: Span, frame: Frame) -> Token | None:
    """The clause that a frame at the end reports: the highest finite predicate before it."""
    before = [t for t in sentence if t.i < frame.start]
    tops = [t for t in before if t.head.i == t.i or t.head.i >= frame.start]
    found = [t for t in tops if finite(t) and complete(t) and not _subordinate(t)]
    return found[0] if found else None


def _around(sentence: Span, frame: Frame) -> Token | None:
    """The clause that a frame interrupts: begun before it, or with only its subject there."""
    begun = _before(sentence, frame)
    if begun is not None:
        return begun
    helping = fn.AUXILIARY | fn.COPULA
    later = [t for t in sentence if t.i >= frame.end and not fn.stands_as(t, helping)]
    behind = [t for t in later if finite(t) and not _subordinate(t)]
    before = [
        t for t in sentence if t.i < frame.start and wf.has_form(t, NOUNS | wf.PERSONAL_PRONOUN)
    ]
    opens = not wf.has_form(sentence[0], NO_OPENING)
    if not behind or not before or not opens:
        return None
    first = behind[0]
    own = [c for c in first.children if fn.stands_as(c, fn.SUBJECT) and c.i >= frame.end]
    return None if own else first


def complete(token: Token) -> bool:
    """Whether a predicate has a subject of its own."""
    labels = fn.SUBJECT | fn.CLAUSE_SUBJECT | fn.EXPLETIVE
    return any(fn.stands_as(c, labels) for c in token.children)


def _subordinate(token: Token) -> bool:
    if fn.stands_as(token, fn.RELATIVE | fn.REDUCED):
        return True
    marks = [c for c in token.children if fn.stands_as(c, fn.MARK | fn.ADVERB | fn.CASE)]
    return any(m.lower_ in SUBORDINATORS and m.i < token.i for m in marks)
