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

from kgbuild.attribution.table import Stance, reporting
from kgbuild.language.grammar import _labels as lab
from kgbuild.language.words import verb_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BOUNDS = frozenset({",", "–", "—", "--", "(", ")", ";", ":"})
CLOSING = frozenset({"”", '"', "''", "’", "»"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NOMINATIVE = frozenset({"i", "we", "he", "she", "they", "you", "it", "some", "many", "others"})
# A clause that one of these opens is told as a circumstance, and "…, police said" behind it is the main clause.
SUBORDINATORS = frozenset(
    {
        "as", "after", "when", "if", "because", "although", "though", "while", "since", "before", "once",
        "until", "till", "where", "unless", "whenever", "whereas",
    }
)  # fmt: skip
# How the parser hangs a verb that it takes for another part of speech.
LOOSE_ROLES = lab.PARATAXIS | lab.ADVERBIAL | lab.RELATIVE | lab.REDUCED | lab.LOOSE | {"ROOT"}
UNJOINED = lab.PARATAXIS | lab.ADVERBIAL | lab.REDUCED
NO_OPENING = frozenset({"WDT", "WP", "WP$", "WRB", "CC", "IN", "EX", "MD", "TO"})
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


def reporting_form(token: Token, *, plural: bool = False) -> tuple[str, str] | None:
    """(tag, lemma) of a token that is a finite form of a reporting verb, whatever the tagger took it for.

    `plural` says that what stands before can be the subject of a base form ("police suspect").
    """
    known = reporting().of
    form = token.lower_
    if token.tag_ in FINITE:
        lemma = token.lemma_.lower()
        return (token.tag_, lemma) if known("verb", lemma) else None
    if token.tag_ == "VBN" and known("verb", token.lemma_.lower()):
        return "VBD", token.lemma_.lower()
    if token.dep_ not in LOOSE_ROLES:
        return None
    if token.tag_ in ("NN", "NNP", "JJ", "VB", "RB", "UH") and plural and known("verb", form):
        return "VBP", form
    for tag in ("VBD", "VBZ"):
        lemma_ = verb_of(form, tag)
        if (
            lemma_ is not None
            and known("verb", lemma_)
            and token.tag_ in ("NNS", "JJ", "RB", "NNP")
        ):
            return tag, lemma_
    return None


def _unknown_form(token: Token) -> tuple[str, str] | None:
    """(tag, lemma) of a verb that no table knows and that stands as verbs of reporting do: it has a subject, lacks
    an object, and nothing joins it to the clause beside it ("…, critics twittered")."""
    if token.pos_ != "VERB" or token.tag_ not in FINITE | {"VBN"} or token.dep_ not in UNJOINED:
        return None
    held = {child.dep_ for child in token.children}
    clauses = lab.OBJECT | lab.FINITE_COMPLEMENT | lab.OPEN_COMPLEMENT | lab.CONJUNCT | lab.MARK
    full = held & (clauses | lab.AUXILIARY | lab.PASSIVE_SUBJECT | lab.PARTICLE | lab.COORDINATOR)
    if full or not held & lab.SUBJECT or reporting().of("verb", token.lemma_):
        return None
    return ("VBD" if token.tag_ == "VBN" else token.tag_), token.lemma_.lower()


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
    if len(words) < 2 or words[0].tag_ in NO_OPENING or words[0].tag_ == "VBG":
        return None
    at = _verb_at(words)
    if at is None:
        return None
    place, tag, lemma = at
    source = _head_of(words[:place])
    reduced = words[place].tag_ == "VBN" and (
        any(w.tag_ == "IN" for w in words[:place]) or any(w.lower_ == "by" for w in words[place:])
    )
    if source is None or reduced or not _circumstances(words[place + 1 :], lemma):
        return None
    return Frame(start, end, words[place].i, source.i, -1, tag, lemma)


def _verb_at(words: list[Token]) -> tuple[int, str, str] | None:
    """Where the verb stands behind its subject, with tag and lemma."""
    for place, token in enumerate(words):
        if place and _nominal(words[:place]):
            plural = _plural(words[:place])
            # "police suspect" is no noun phrase where nothing follows that it could modify
            last = place + 1 == len(words) or words[place + 1].tag_ not in NOUNS
            form = reporting_form(token, plural=plural and last) or _unknown_form(token)
            if form is not None:
                return place, *form
        if token.tag_ in FINITE or token.tag_ in ("MD", "WDT", "WP", "WRB"):
            return None
    return None


def _nominal(words: list[Token]) -> bool:
    """Whether words before a verb can be its subject."""
    last = words[-1]
    if len(words) == 1 and last.tag_ == "PRP":
        return last.lower_ in NOMINATIVE
    return any(w.tag_ in NOUNS or w.tag_ in ("CD", "PRP") for w in words) and last.tag_ not in (
        "IN", "TO", "DT", "PRP$", "POS", "CC", ",",
    )  # fmt: skip


def _plural(words: list[Token]) -> bool:
    last = words[-1]
    return last.tag_ in ("NNS", "NNPS") or last.lower_ in (
        "police", "people", "they", "we", "i", "you", "staff", "many", "some", "others",
    )  # fmt: skip


def _head_of(words: list[Token]) -> Token | None:
    """The head of a subject: its last noun before a preposition, of a name the word that the parser chose."""
    core: list[Token] = []
    for word in words:
        if word.tag_ in ("IN", "TO", "VBG", "VBN") and core and core[-1].tag_ in NOUNS:
            break
        if word.tag_ == "JJ" and core and core[-1].tag_ == "NNS":
            break  # "sources familiar with the matter"
        core.append(word)
    nouns = [w for w in core if w.tag_ in NOUNS or w.tag_ in ("PRP", "CD", "DT")]
    if not nouns:
        return None
    last = nouns[-1]
    inside = {w.i for w in core}
    while last.head.i in inside and last.head.tag_ in NOUNS and last.head.i != last.i:
        last = last.head
    return last


def _circumstances(words: list[Token], lemma: str) -> bool:
    """Whether only a hearer and circumstances follow the verb: nothing that could be what is told."""
    if any(w.tag_ in FINITE or w.tag_ in ("MD", "WDT", "WP", "WRB") for w in words):
        return False
    if any(w.tag_ == "TO" and n.tag_ == "VB" for w, n in pairwise(words)):
        return False
    rest = list(words)
    while rest and (rest[0].tag_ in ("RB", "RP") or rest[0].lower_ in PARTICLES - {"in", "on"}):
        rest = rest[1:]
    hearers = {r.hearer for r in reporting().of("verb", lemma) if r.stance is not Stance.ORDERS}
    if rest and "object" in hearers and rest[0].tag_ in NOUNS | {"DT", "PRP", "PRP$", "JJ", "CD"}:
        while rest and rest[0].tag_ not in ("IN", "TO", "RB") and rest[0].lower_ not in WHEN:
            rest = rest[1:]
    if not rest or rest[0].lower_ in WHEN:
        return True
    if rest[0].tag_ in ("IN", "TO"):
        return rest[0].lower_ not in TOPICS or rest[0].lower_ in hearers
    return False


def frames(sentence: Span) -> list[Frame]:
    """The frames of a sentence that the tree does not show yet, each with the clause that it reports."""
    doc = sentence.doc
    cut = stretches(sentence)
    found = []
    for number, (start, end) in enumerate(cut):
        frame = frame_at(doc, start, end) if number else None
        if frame is None or _shown(doc, frame):
            continue
        after = number + 1 == len(cut)
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


def _shown(doc: Doc, frame: Frame) -> bool:
    """Whether the tree has the frame as it is: the verb with its subject, and what is told above or below it."""
    verb = doc[frame.verb]
    own = [c for c in verb.children if c.dep_ in lab.SUBJECT]
    elsewhere = [c for c in own if not frame.start <= c.i < frame.end]
    if elsewhere:
        # "Kern, Anna Lind condemned, bribed Berg": two names without "and" are no list
        source = doc[frame.source] if frame.source is not None else verb
        listed = source.dep_ in lab.CONJUNCT | lab.APPOSITION | lab.FLAT | lab.SUBJECT
        return not (listed and source.head.i in (elsewhere[0].i, verb.i))
    told = any(c.dep_ in lab.FINITE_COMPLEMENT for c in verb.children)
    beside = verb.dep_ in lab.PARATAXIS and (finite(verb.head) or verb.head.pos_ in ("VERB", "AUX"))
    return bool(own) and verb.tag_ == frame.tag and (told or beside)


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
    behind = [t for t in sentence if t.i >= frame.end and finite(t) and not _subordinate(t)]
    before = [t for t in sentence if t.i < frame.start and t.tag_ in NOUNS | {"PRP"}]
    opens = sentence[0].tag_ not in NO_OPENING
    if not behind or not before or not opens:
        return None
    first = behind[0]
    own = [c for c in first.children if c.dep_ in lab.SUBJECT and c.i >= frame.end]
    return None if own else first


def complete(token: Token) -> bool:
    """Whether a predicate has a subject of its own."""
    labels = lab.SUBJECT | lab.CLAUSE_SUBJECT | lab.EXPLETIVE
    return any(c.dep_ in labels for c in token.children)


def finite(token: Token) -> bool:
    """Whether a token heads a clause with tense."""
    words = [token, *(c for c in token.children if c.dep_ in lab.AUXILIARY | lab.COPULA)]
    predicate = token.pos_ in ("VERB", "AUX") or any(c.dep_ in lab.COPULA for c in token.children)
    if bare_past(token):
        return True
    return predicate and any(w.tag_ in FINITE or w.tag_ == "MD" for w in words)


def bare_past(token: Token) -> bool:
    """A past tense taken for a participle, since a frame stands before it: "Peru, police say, jailed Lund"."""
    if token.tag_ != "VBN" or token.pos_ != "VERB":
        return False
    has = {c.dep_ for c in token.children}
    return bool(has & lab.OBJECT) and not has & (lab.AUXILIARY | lab.MARK)


def _subordinate(token: Token) -> bool:
    if token.dep_ in lab.RELATIVE | lab.REDUCED:
        return True
    marks = [c for c in token.children if c.dep_ in lab.MARK | lab.ADVERB | lab.CASE]
    return any(m.lower_ in SUBORDINATORS and m.i < token.i for m in marks)
