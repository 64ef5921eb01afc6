"""The tree of a document is mended once, before anybody reads it: frames of reporting hang as they should.

The verb of a frame is a `parataxis` of the clause that it reports, and the source its subject; whoever stands
behind the verb of a quotation is its subject; "a move analysts said would cost him the post" lends its noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.forms import FINITE, bare_past, finite
from kgbuild.attribution.frames import CLOSING, NOUNS, Frame, complete, frames
from kgbuild.attribution.table import reporting
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import rewriting
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROOT, SUBJECT, PUNCTUATION = map(fn.label, (fn.ROOT, fn.ACTIVE_SUBJECT, fn.PUNCTUATION))


def mend(doc: Doc) -> Doc:
    """Write the frames into the tree of a document, in place: each verb beside the clause that it reports."""
    found = [frame for sentence in doc.sents for frame in frames(sentence)]
    turned = [token.i for token in doc if _behind_its_verb(token)]
    lent = dict(pair for token in doc if (pair := _lent_subject(token)) is not None)
    heard = dict(pair for token in doc if (pair := _taken_for_object(token)) is not None)
    lent |= heard
    told = dict(pair for token in doc if (pair := _told_beside(token)) is not None)
    gaps = [gap for token in doc if (gap := _told_of_gap(token)) is not None]
    lent |= {noun: clause for noun, clause, _ in gaps}
    if not found and not turned and not lent and not told:
        return doc
    heads = [token.head.i for token in doc]
    labels = rewriting.labels(doc)
    words: dict[int, tuple[str, str, str]] = {}
    for i in [*turned, *heard]:
        labels[i] = SUBJECT
    for noun, clause in lent.items():
        heads[noun] = clause
    for noun, clause, verb in gaps:
        labels[noun], told[clause] = SUBJECT, verb
        if labels[verb] in fn.AUXILIARY:
            heads[verb], labels[verb] = heads[clause], fn.label(fn.RELATIVE)
        if wf.has_form(doc[clause], wf.PARTICIPLE):
            words[clause] = (wf.form(wf.PAST), "VERB", doc[clause].lemma_)
    for clause, verb in told.items():
        heads[clause], labels[clause] = verb, fn.label(fn.FINITE_COMPLEMENT)
    _write_frames(doc, found, heads, labels, words)
    return rewriting.write(doc, heads, labels, words)


def _write_frames(
    doc: Doc,
    found: list[Frame],
    heads: list[int],
    labels: list[str],
    words: dict[int, tuple[str, str, str]],
) -> None:
    """Hang each frame beside the clause that it reports, in place, where a tree comes of it."""
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
        if wf.has_form(main, wf.PARTICIPLE) and bare_past(main):
            words[frame.main] = (wf.form(wf.PAST), "VERB", main.lemma_)


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
    if (
        not fn.stands_as(noun, fn.OBJECT | fn.INDIRECT_OBJECT)
        or not wf.has_form(verb, FINITE)
        or noun.i < verb.i
        or not verb.i
    ):
        return False
    before = verb.doc[verb.i - 1]
    opened = (
        verb.i > 1 and before.text in CLOSING and verb.doc[verb.i - 2].text in {",", "?", "!", "…"}
    )
    own = any(fn.stands_as(c, fn.SUBJECT) for c in verb.children)
    return opened and not own and bool(reporting().of("verb", verb.lemma_))


def _taken_for_object(verb: Token) -> tuple[int, int] | None:
    """A subject of what is told that the parse gave to the verb of saying as its object, and the clause.

    As in "some scholars suggest farmers raised the birds": nobody hears it, and the clause has no subject of its own.
    """
    rows = reporting().of("verb", verb.lemma_.lower())
    if not rows or verb.pos_ != "VERB" or any(row.hearer == "object" for row in rows):
        return None
    objects = [c for c in verb.children if fn.stands_as(c, fn.OBJECT | fn.INDIRECT_OBJECT)]
    told = [c for c in verb.children if fn.stands_as(c, fn.FINITE_COMPLEMENT)]
    if len(objects) != 1 or len(told) != 1:
        return None
    noun, clause = objects[0], told[0]
    between = verb.i < noun.i < clause.i and wf.has_form(
        noun, wf.NOUN | wf.PERSONAL_PRONOUN | wf.DETERMINER | wf.CARDINAL
    )
    marked = any(fn.stands_as(c, fn.MARK) for c in clause.children)
    if not between or marked or complete(clause) or not finite(clause):
        return None
    return noun.i, clause.i


def _told_beside(clause: Token) -> tuple[int, int] | None:
    """A clause right behind a verb of saying that a parse hung on the noun of the verb's own relative clause.

    As in "a leak, to which the firm replied its owner had been told": nothing is missing in it.
    """
    if not fn.stands_as(clause, fn.RELATIVE) or not finite(clause) or not complete(clause):
        return None
    first = min(t.i for t in clause.subtree)
    verb = clause.doc[first - 1] if first else clause
    beside = verb.head.i == clause.head.i and fn.stands_as(verb, fn.RELATIVE)
    opened = any(wf.has_form(t, wf.WHERE | wf.WHO | wf.QUESTION_WORD) for t in clause.subtree)
    if not beside or opened or not wf.has_form(verb, FINITE):
        return None
    says = any("that" in row.takes for row in reporting().of("verb", verb.lemma_.lower()))
    has = any(fn.stands_as(c, fn.FINITE_COMPLEMENT | fn.OBJECT) for c in verb.children)
    return (clause.i, verb.i) if says and not has else None


def _told_of_gap(pronoun: Token) -> tuple[int, int, int] | None:
    """The "who" of "a man who police say robbed a bank", the clause that it is the subject of, and who says so.

    The clause stands right behind the verb of saying; parsers take it for a relative clause of its own, or the
    pronoun for an object.
    """
    if not wf.has_form(pronoun, wf.WHO | wf.WHICH):
        return None
    if not fn.stands_as(pronoun, fn.OBJECT | fn.SUBJECT):
        return None
    above = pronoun.head
    for clause in (above, *above.children, *above.head.children):
        verb = _says_before(clause, pronoun)
        if verb is None or above.i not in (verb.i, clause.i):
            continue
        subject = above.i == clause.i and fn.stands_as(pronoun, fn.SUBJECT)
        own = [c for c in clause.children if fn.stands_as(c, fn.SUBJECT) and c.i != pronoun.i]
        behind = any(fn.stands_as(c, fn.OBJECT) and c.i > clause.i for c in clause.children)
        full = above.i == verb.i or subject or behind
        if full and not own and (finite(clause) or bare_past(clause)):
            return pronoun.i, clause.i, verb.i
    return None


def _says_before(clause: Token, pronoun: Token) -> Token | None:
    """The verb of saying between a relative pronoun and a clause, which the clause belongs to, or None."""
    first = min((t.i for t in clause.subtree if t.i > pronoun.i), default=0)
    verb = clause.doc[max(first - 1, 0)]
    lent = [c for c in clause.children if fn.stands_as(c, fn.AUXILIARY) and c.pos_ == "VERB"]
    verb = lent[0] if lent else verb
    own = any(fn.stands_as(c, fn.SUBJECT) for c in verb.children)
    helping = fn.stands_as(verb, fn.AUXILIARY) and own and verb.head.i == clause.i
    if not (helping or fn.stands_as(verb, fn.RELATIVE)) or not pronoun.i < verb.i < clause.i:
        return None
    beside = fn.stands_as(clause, fn.RELATIVE | fn.REDUCED) and clause.head.i == verb.head.i
    below = fn.stands_as(clause, fn.FINITE_COMPLEMENT) and clause.head.i == verb.i
    forms = (verb.lemma_.lower(), verb.lower_)
    says = any("that" in row.takes for form in forms for row in reporting().of("verb", form))
    return verb if says and (beside or below or helping) else None


def _lent_subject(verb: Token) -> tuple[int, int] | None:
    """A subject of its clause that hangs on the frame's verb, and that clause.

    As in "a move analysts said would cost him the post" and "Mayor Holt sued the bank, a spokesman said".
    """
    if not wf.has_form(verb, FINITE) or not reporting().of("verb", verb.lemma_):
        return None
    own = [c for c in verb.children if fn.stands_as(c, fn.SUBJECT) and c.i < verb.i]
    told = [c for c in verb.children if fn.stands_as(c, fn.FINITE_COMPLEMENT)]
    if len(told) == 2 and told[0].i < verb.i < told[1].i:
        told = told[
            1:
        ]  # "they rejected the offer, a move analysts said would cost them": the clause behind
    if len(own) != 2 or len(told) != 1 or not finite(told[0]) or complete(told[0]):
        return None
    # "Holt sued the bank, a spokesman said": the clause before it has lost its subject to the frame.
    between = own[0].i < told[0].i < own[1].i
    return (own[0].i, told[0].i) if between or told[0].i > verb.i else None


def _hang(doc: Doc, frame: Frame, heads: list[int], labels: list[str]) -> None:
    """Hang one frame on its clause, what stands in it on its verb, and all else on the clause."""
    verb, main, source = frame.verb, frame.main, frame.source
    inside = range(frame.start, frame.end)
    if (
        heads[main] == verb or heads[main] in inside
    ):  # the clause hung on the frame: they change places
        heads[main] = heads[verb] if heads[verb] != verb and heads[verb] not in inside else main
        labels[main] = ROOT if heads[main] == main else labels[verb]
    for i in range(doc[verb].sent.start, doc[verb].sent.end):
        if i in (verb, main):
            continue
        if i in inside and heads[i] not in inside:
            heads[i] = verb
            labels[i] = PUNCTUATION if doc[i].is_punct else labels[i]
        elif i not in inside and (heads[i] in inside):
            heads[i], labels[i] = main, _role_outside(doc[i], main, labels[i])
    if source is not None:
        heads[source], labels[source] = verb, SUBJECT
    heads[verb], labels[verb] = main, fn.label(fn.PARATAXIS)
    if bare_past(doc[main]):
        for i in range(doc[main].sent.start, main):
            if heads[i] == main and labels[i] in fn.PASSIVE_SUBJECT:
                labels[i] = SUBJECT
    _subject_before(doc, frame, heads, labels)


def _role_outside(token: Token, main: int, label: str) -> str:
    """What a word that hung on the frame is to the clause outside."""
    if token.is_punct:
        return PUNCTUATION
    return label if label not in fn.ROOT | fn.FINITE_COMPLEMENT else fn.label(fn.UNKNOWN)


def _subject_before(doc: Doc, frame: Frame, heads: list[int], labels: list[str]) -> None:
    """The noun before a frame that interrupts a clause is the clause's subject."""
    main = frame.main
    if main < frame.start or any(
        heads[i] == main and labels[i] in fn.SUBJECT for i in range(doc[main].sent.start, main)
    ):
        return
    first = doc[main].sent.start
    tops = [
        i for i in range(first, frame.start) if not first <= heads[i] < frame.start or heads[i] == i
    ]
    nouns = [i for i in tops if wf.has_form(doc[i], NOUNS | wf.PERSONAL_PRONOUN)]
    if nouns:
        was_root = heads[nouns[0]] == nouns[0]
        if was_root:
            heads[main], labels[main] = main, ROOT
        heads[nouns[0]], labels[nouns[0]] = main, SUBJECT
