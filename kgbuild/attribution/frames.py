"""Frames: "…, police suspect", "X, Lind said on Monday, left", "“…,” warned the mayor".

A frame is a stretch between commas, dashes, brackets or a closing quotation mark that holds a subject, a
reporting verb and at most a hearer and circumstances, and lacks what is told: that is the clause beside it.
Nothing else in English looks so, and parsers hang it anywhere (as a relative clause, a participle, a noun).
So frames are found by their own form, and the tree is mended once, before anybody reads it: the verb is a
`parataxis` of the clause that it reports, and the source its subject.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kgbuild.attribution.table import Stance, reporting
from kgbuild.language import _labels as lab
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
            form = reporting_form(token, plural=plural and last)
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
        if not reporting().stands("verb", frame.lemma, place, takes):
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
    beside = verb.dep_ in lab.PARATAXIS and (
        _finite(verb.head) or verb.head.pos_ in ("VERB", "AUX")
    )
    return bool(own) and verb.tag_ == frame.tag and (told or beside)


def _before(sentence: Span, frame: Frame) -> Token | None:
    """The clause that a frame at the end reports: the highest finite predicate before it."""
    before = [t for t in sentence if t.i < frame.start]
    tops = [t for t in before if t.head.i == t.i or t.head.i >= frame.start]
    found = [t for t in tops if _finite(t) and _complete(t) and not _subordinate(t)]
    return found[0] if found else None


def _around(sentence: Span, frame: Frame) -> Token | None:
    """The clause that a frame interrupts: begun before it, or with only its subject there."""
    begun = _before(sentence, frame)
    if begun is not None:
        return begun
    behind = [t for t in sentence if t.i >= frame.end and _finite(t) and not _subordinate(t)]
    before = [t for t in sentence if t.i < frame.start and t.tag_ in NOUNS | {"PRP"}]
    opens = sentence[0].tag_ not in NO_OPENING
    if not behind or not before or not opens:
        return None
    first = behind[0]
    own = [c for c in first.children if c.dep_ in lab.SUBJECT and c.i >= frame.end]
    return None if own else first


def _complete(token: Token) -> bool:
    labels = lab.SUBJECT | lab.CLAUSE_SUBJECT | lab.EXPLETIVE
    return any(c.dep_ in labels for c in token.children)


def _finite(token: Token) -> bool:
    words = [token, *(c for c in token.children if c.dep_ in lab.AUXILIARY | lab.COPULA)]
    predicate = token.pos_ in ("VERB", "AUX") or any(c.dep_ in lab.COPULA for c in token.children)
    if _bare_past(token):
        return True
    return predicate and any(w.tag_ in FINITE or w.tag_ == "MD" for w in words)


def _bare_past(token: Token) -> bool:
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


def mend(doc: Doc) -> Doc:
    """Write the frames into the tree of a document, in place: each verb beside the clause that it reports."""
    found = [frame for sentence in doc.sents for frame in frames(sentence)]
    turned = [token.i for token in doc if _behind_its_verb(token)]
    if not found and not turned:
        return doc
    heads = [token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    words: dict[int, tuple[str, str, str]] = {}
    for i in turned:
        labels[i] = "nsubj"
    for frame in found:
        sentence = doc[frame.verb].sent
        start, end = sentence.start, sentence.end
        before = heads[start:end], labels[start:end]
        _hang(doc, frame, heads, labels)
        if not _is_tree(heads, start, end):
            heads[start:end], labels[start:end] = before
            continue
        words[frame.verb] = (frame.tag, "VERB", frame.lemma)
        main = doc[frame.main]
        if main.tag_ == "VBN" and _bare_past(main):
            words[frame.main] = ("VBD", "VERB", main.lemma_)
    add = doc.vocab.strings.add
    rows: Any = np.zeros((len(doc), 5), dtype=np.uint64)
    for token in doc:
        tag, pos, lemma = words.get(token.i, (token.tag_, token.pos_, token.lemma_))
        head = (heads[token.i] - token.i) % (1 << 64)
        rows[token.i] = (head, add(labels[token.i]), add(tag), add(pos), add(lemma))
    return doc.from_array(["HEAD", "DEP", "TAG", "POS", "LEMMA"], rows)


def _is_tree(heads: list[int], start: int, end: int) -> bool:
    """Whether every word of a sentence comes to its one root: a clause hung below its own word does not."""
    for token in range(start, end):
        for _ in range(end - start):
            if heads[token] == token:
                break
            token = heads[token]
        else:
            return False
    return sum(heads[token] == token for token in range(start, end)) == 1


def _behind_its_verb(noun: Token) -> bool:
    """Whether a noun taken for the object of a verb right behind a quotation is its subject: "“…,” said Lund"."""
    verb = noun.head
    if noun.dep_ not in lab.OBJECT or verb.tag_ not in FINITE or noun.i < verb.i or not verb.i:
        return False
    before = verb.doc[verb.i - 1]
    opened = (
        verb.i > 1 and before.text in CLOSING and verb.doc[verb.i - 2].text in {",", "?", "!", "…"}
    )
    own = any(c.dep_ in lab.SUBJECT for c in verb.children)
    return opened and not own and bool(reporting().of("verb", verb.lemma_))


def _hang(doc: Doc, frame: Frame, heads: list[int], labels: list[str]) -> None:
    """Hang one frame on its clause, what stands in it on its verb, and all else on the clause."""
    verb, main, source = frame.verb, frame.main, frame.source
    inside = range(frame.start, frame.end)
    if (
        heads[main] == verb or heads[main] in inside
    ):  # the clause hung on the frame: they change places
        heads[main] = heads[verb] if heads[verb] != verb and heads[verb] not in inside else main
        labels[main] = "ROOT" if heads[main] == main else labels[verb]
    above = {main}
    at = main
    while heads[at] != at and heads[at] not in above:
        at = heads[at]
        above.add(at)
    for i in range(doc[verb].sent.start, doc[verb].sent.end):
        if i in (verb, main):
            continue
        if i in inside and heads[i] not in inside:
            heads[i] = verb
            labels[i] = "punct" if doc[i].is_punct else labels[i]
        elif i not in inside and (heads[i] in inside):
            heads[i], labels[i] = main, _role_outside(doc[i], main, labels[i])
    if source is not None:
        if heads[verb] == source:
            heads[verb] = main
        heads[source], labels[source] = verb, "nsubj"
    heads[verb], labels[verb] = main, "parataxis"
    if _bare_past(doc[main]):
        for i in range(doc[main].sent.start, main):
            if heads[i] == main and labels[i] in lab.PASSIVE_SUBJECT:
                labels[i] = "nsubj"
    _subject_before(doc, frame, heads, labels)


def _role_outside(token: Token, main: int, label: str) -> str:
    """What a word that hung on the frame is to the clause outside."""
    if token.is_punct:
        return "punct"
    return label if label not in ("ROOT", "ccomp") else "dep"


def _subject_before(doc: Doc, frame: Frame, heads: list[int], labels: list[str]) -> None:
    """The noun before a frame that interrupts a clause is the clause's subject."""
    main = frame.main
    if main < frame.start or any(
        heads[i] == main and labels[i] in lab.SUBJECT for i in range(doc[main].sent.start, main)
    ):
        return
    first = doc[main].sent.start
    tops = [
        i for i in range(first, frame.start) if not first <= heads[i] < frame.start or heads[i] == i
    ]
    nouns = [i for i in tops if doc[i].tag_ in NOUNS | {"PRP"}]
    if nouns:
        was_root = heads[nouns[0]] == nouns[0]
        if was_root:
            heads[main], labels[main] = main, "ROOT"
        heads[nouns[0]], labels[nouns[0]] = main, "nsubj"
