"""Trees that no grammar allows, mended before anybody reads them: an object shows that a clause is active.

A past tense and a participle often look alike. Where a noun follows as object and no auxiliary stands before,
"Peru and not Chile armed Bolivia" and "The report named Arvex as the main polluter" are what happened, told in
the active voice. A noun phrase with a clause of its own is no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.misread import WORDS as EXCEPTING
from kgbuild.language.grammar.misread import (
    agent,
    elided,
    excepting,
    for_whom,
    own_subject,
    said_behind,
    used_to,
)
from kgbuild.language.grammar.rewriting import Tree
from kgbuild.language.words import irregular_verbs, known_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BEFORE_BASE = frozenset(
    {"than", "to", "not", "will", "would", "can", "could", "may", "might", "must", "should"}
)
TWO_OBJECTS = table("frames")["two objects"]
LEAVING = frozenset({"leave", "quit", "join"})
CALENDAR = table("time")["TimeWeekdays"] | table("time")["TimeMonths"]
FIXED = frozenset({"owing", "thanks"})
NAMING = frozenset({"name", "call", "dub", "entitle", "title", "nickname", "code-name", "label"})


def mend(doc: Doc) -> Doc:
    """Write the mended trees into the document, in place."""
    tree = Tree([t.head.i for t in doc], [t.dep_ for t in doc])
    for sentence in doc.sents:
        tensed = [t for t in sentence if t.tag_ in FINITE]
        finite = bool(tensed)
        for token in sentence:
            _before_others(token, tree)
            if token.tag_ == "VBN" and token.pos_ == "VERB":
                _to_base(token, tree)
                _active(token, tree)
                agent(token, tree)
                if not finite:
                    _lost_root(token, tree)
            elif token.tag_ == "VBD" and token.dep_ in fn.REDUCED and tensed == [token]:
                _lost_root(token, tree)
            elif token.tag_ in ("NNP", "NN") and token.is_lower and token.i:
                _verb_as_name(token, tree)
                used_to(token, tree)
            elif token.tag_ in ("VBD", "VBZ") and token.dep_ in fn.CONJUNCT:
                own_subject(token, tree)
            elif token.tag_ == "VB" and token.dep_ in fn.OPEN_COMPLEMENT:
                _aim_of_leaving(token, tree)
            elif token.pos_ == "ADJ" and token.dep_ in fn.FINITE_COMPLEMENT:
                _bare_complement(token, tree)
            else:
                elided(token, tree)
                _by_word(token, tree)
    return _written(doc, tree) if tree.changed else doc


def _before_others(token: Token, tree: Tree) -> None:
    """What is mended beside what the word's own form tells."""
    if token.lower_ in EXCEPTING and token.i:
        excepting(token, tree)
    elif token.lower_ == "for":
        for_whom(token, tree)
    elif token.dep_ in fn.FINITE_COMPLEMENT and token.i < token.head.i:
        said_behind(token, tree)


def _by_word(token: Token, tree: Tree) -> None:
    """What one word tells of the tree around it: a day, "owing", "that", a title."""
    word = token.lower_
    if word in CALENDAR and token.text.istitle() and token.i:
        _day_as_name(token, tree)
    elif word in FIXED and token.i + 1 < len(token.doc):
        _fixed(token, tree)
    elif token.dep_ in fn.MARK:
        _two_subjects(token, tree)
        _subject_of_gerund(token, tree)
        _clause_as_subject(token, tree)
    elif token.dep_ in fn.SENTENTIAL:
        _cleft(token, tree)
    else:
        _title_of_several(token, tree)


def _is_past(token: Token) -> bool:
    """Whether the participle is also the past tense ("armed", "made"; not "taken")."""
    past, participle = irregular_verbs("VBD"), irregular_verbs("VBN")
    if token.lower_ in participle or token.lower_ in past:
        return token.lower_ in past
    return token.lower_.endswith("ed")


def _objects(verb: Token) -> list[Token]:
    return [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in fn.OBJECT and c.pos_ in ("NOUN", "PROPN", "PRON")
    ]


def _helped(verb: Token) -> bool:
    return any(c.dep_ in fn.AUXILIARY or c.dep_ in fn.MARK for c in verb.children if c.i < verb.i)


def _active(verb: Token, tree: Tree) -> None:
    """ "Peru and not Chile armed Bolivia": with an object and without an auxiliary no subject is passive."""
    subjects = [c for c in verb.children if c.dep_ in fn.PASSIVE_SUBJECT and c.i < verb.i]
    if not subjects and verb.dep_ in fn.ROOT and verb.sent[-1].text == ".":
        # "Police shot N": the noun right before, hung as a part of the verb
        subjects = [c for c in verb.children if c.dep_ in fn.COMPOUND and c.i == verb.i - 1]
    if not subjects or not _objects(verb) or _helped(verb) or not _is_past(verb):
        return
    if verb.lemma_.lower() in TWO_OBJECTS or verb.dep_ not in fn.CONJUNCT | {"ROOT"}:
        return
    for noun in subjects:
        tree.labels[noun.i] = "nsubj"
    tree.words[verb.i] = ("VBD", "VERB", verb.lemma_)
    tree.changed = True


def _lost_root(verb: Token, tree: Tree) -> None:
    """ "The report named Arvex as the main polluter.": the one clause of the sentence is its predicate."""
    noun = verb.head
    if verb.dep_ not in fn.REDUCED or noun.dep_ != "ROOT" or noun.i > verb.i:
        return
    if not _is_past(verb) or _helped(verb) or verb.lemma_.lower() in TWO_OBJECTS:
        return
    behind = [c for c in verb.children if c.i == verb.i + 1 or c.left_edge.i == verb.i + 1]
    objects = [
        c for c in behind if c.dep_ in fn.OBJECT | {"xcomp"} and c.pos_ in ("NOUN", "PROPN", "PRON")
    ]
    role = any(c.lower_ == "as" for o in verb.children if o.dep_ in fn.OBLIQUE for c in o.children)
    closed = verb.sent[-1].text in (".", "!")
    if not objects or not closed or (verb.lemma_.lower() in NAMING and not role):
        return
    tree.heads[verb.i], tree.labels[verb.i] = verb.i, "ROOT"
    tree.heads[noun.i], tree.labels[noun.i] = verb.i, "nsubj"
    tree.labels[objects[0].i] = "obj"
    tree.words[verb.i] = ("VBD", "VERB", verb.lemma_)
    for child in noun.children:
        if child.i > verb.i:
            tree.heads[child.i] = verb.i
    tree.changed = True


def _to_base(verb: Token, tree: Tree) -> None:
    """ "left to found Lumo": behind "to" stands a base form, and "found" is one."""
    if (
        verb.i
        and verb.nbor(-1).lower_ == "to"
        and verb.lower_ in known_verbs()
        and verb.lemma_ != verb.lower_
    ):
        tree.words[verb.i] = ("VB", "VERB", verb.lower_)
        tree.changed = True


def _verb_as_name(token: Token, tree: Tree) -> None:
    """ "Rather than sue Arvex, …": a small word behind "than" or "to", before a name, is a verb."""
    before = token.nbor(-1).lower_
    names = [c for c in token.children if c.dep_ in fn.FLAT | fn.COMPOUND and c.i == token.i + 1]
    if (
        before not in BEFORE_BASE
        or token.tag_ != "NNP"
        or not names
        or token.lower_ not in known_verbs()
    ):
        return
    tree.words[token.i] = ("VB", "VERB", token.lower_)
    tree.labels[token.i] = "advcl" if tree.labels[token.i] in fn.OBLIQUE else tree.labels[token.i]
    tree.labels[names[0].i] = "obj"
    tree.changed = True


def _aim_of_leaving(verb: Token, tree: Tree) -> None:
    """ "left the party to teach": whoever leaves a body does it to do something else, and does not leave a deed."""
    above = verb.head
    bodies = [o for o in _objects(above) if o.ent_type_ != "Person"]
    marked = any(c.lower_ == "to" and c.dep_ in fn.MARK for c in verb.children)
    if above.lemma_.lower() in LEAVING and marked and bodies and verb.i > bodies[-1].i:
        tree.labels[verb.i], tree.changed = "advcl", True


def _bare_complement(adjective: Token, tree: Tree) -> None:
    """ "found her not guilty": an adjective without subject, copula and mark says how the object was found."""
    own = {c.dep_ for c in adjective.children}
    if _objects(adjective.head) and not own & (fn.SUBJECT | fn.COPULA | fn.MARK | fn.AUXILIARY):
        tree.labels[adjective.i], tree.changed = "xcomp", True


def _day_as_name(day: Token, tree: Tree) -> None:
    """ "Augustus Friday, the lawyer, met …": no day stands between a name and what is said of it behind a comma."""
    name, after = day.nbor(-1), day.nbor() if day.i + 2 < len(day.doc) else day
    if name.ent_type_ != "Person" or name.dep_ not in fn.SUBJECT or after.text != ",":
        return
    described = [
        c for c in name.children if c.dep_ in fn.APPOSITION and c.left_edge.i <= after.i + 1
    ]
    if described and day.head.i == name.head.i and day.dep_ in fn.OBLIQUE:
        tree.heads[day.i], tree.labels[day.i], tree.changed = name.i, "flat", True


def _fixed(word: Token, tree: Tree) -> None:
    """ "Owing to the drought, …": a preposition of two words, whose noun the clause has as its circumstance."""
    to = word.nbor()
    noun, verb = to.head, word.head
    if to.lower_ != "to" or to.dep_ not in fn.CASE or noun.head.i != word.i or verb.i == word.i:
        return
    tree.heads[noun.i], tree.labels[noun.i] = verb.i, "obl"
    tree.heads[word.i], tree.labels[word.i] = noun.i, "case"
    tree.heads[to.i], tree.labels[to.i] = word.i, "fixed"
    tree.words[word.i] = ("IN", "ADP", word.lower_)
    for child in word.children:
        if child.i not in (noun.i, to.i):
            tree.heads[child.i] = verb.i
    tree.changed = True


def _two_subjects(mark: Token, tree: Tree) -> None:
    """ "The claim that Ghana armed Togo turned out …": the second subject is the that-clause's own."""
    verb = mark.head
    if mark.lower_ != "that":
        return
    subjects = [c for c in verb.children if c.dep_ in fn.SUBJECT and c.i < verb.i]
    if len(subjects) != 2 or not subjects[0].i < mark.i < subjects[1].i:
        return
    noun, inner = subjects
    clauses = [
        c for c in inner.children if c.dep_ in fn.REDUCED | fn.RELATIVE and inner.i < c.i < verb.i
    ]
    if len(clauses) != 1 or clauses[0].tag_ not in ("VBD", "VBN", "VBZ"):
        return
    clause = clauses[0]
    tree.heads[clause.i], tree.labels[clause.i] = noun.i, "acl"
    tree.heads[inner.i], tree.labels[inner.i] = clause.i, "nsubj"
    tree.heads[mark.i], tree.labels[mark.i] = clause.i, "mark"
    if clause.tag_ == "VBN":
        tree.words[clause.i] = ("VBD", "VERB", clause.lemma_)
    tree.changed = True


def _clause_as_subject(mark: Token, tree: Tree) -> None:
    """ "That Gambia sued Myanmar was denied": a verb with "that" and a subject of its own is a clause, and no noun."""
    verb = mark.head
    own = [c for c in verb.children if c.dep_ in fn.SUBJECT and mark.i < c.i < verb.i]
    if mark.lower_ != "that" or verb.pos_ != "VERB" or not own:
        return
    passive = any(c.dep_ in fn.PASSIVE_AUXILIARY for c in verb.head.children)
    has = any(c.dep_ in fn.SUBJECT | fn.EXPLETIVE for c in verb.head.children)
    opens = mark.i == mark.sent.start and verb.dep_ in fn.ADVERBIAL and verb.i < verb.head.i
    if verb.dep_ not in fn.SUBJECT and not (opens and not has):
        return
    tree.labels[verb.i], tree.changed = "csubj:pass" if passive else "csubj", True


def _title_of_several(noun: Token, tree: Tree) -> None:
    """ "Prosecutors Ana Ruiz and Pablo Soto represented the state": they did, and the noun is their title."""
    if noun.tag_ not in ("NNS", "NNPS") or noun.i + 1 == len(noun.doc):
        return
    first = noun.nbor()
    if first.dep_ not in fn.APPOSITION or first.head.i != noun.i or first.ent_type_ != "Person":
        return
    others = [
        c for c in (*first.children, *noun.children) if c.dep_ in fn.CONJUNCT and c.i > first.i
    ]
    if not others or any(c.ent_type_ != "Person" for c in others):
        return
    above = first.i if noun.head.i == noun.i else tree.heads[noun.i]
    tree.heads[first.i], tree.labels[first.i] = above, tree.labels[noun.i]
    tree.heads[noun.i], tree.labels[noun.i] = first.i, "nmod:desc"
    for child in noun.children:
        if child.i > first.i or child.dep_ in fn.CASE | fn.COORDINATOR | fn.MARK:
            tree.heads[child.i] = first.i
    tree.changed = True


def _cleft(verb: Token, tree: Tree) -> None:
    """ "It was Kenya that left": the clause is the noun's, and tells what Kenya did."""
    noun = verb.head
    own = {c.dep_: c for c in noun.children if c.i < noun.i}
    opened = any(c.lower_ == "it" for c in noun.children if c.i < noun.i)
    if (
        "cop" not in own
        or not opened
        or "case" in own
        or noun.pos_ not in ("NOUN", "PROPN", "PRON")
    ):
        return
    if any(c.tag_ in ("WDT", "WP") for c in verb.children if c.i < verb.i):
        tree.labels[verb.i], tree.changed = "acl:relcl", True


def _subject_of_gerund(mark: Token, tree: Tree) -> None:
    """ "It led to nine students being shot": the noun between mark and gerund is whoever does or suffers it."""
    verb = mark.head
    if mark.tag_ not in ("IN", "TO"):
        return
    passive = any(c.lower_ == "being" and c.dep_ in fn.AUXILIARY for c in verb.children)
    if not passive and verb.tag_ != "VBG":
        return
    nouns = [c for c in verb.head.children if mark.i < c.i < verb.i and c.dep_ in fn.OBLIQUE]
    own = any(c.dep_ in fn.SUBJECT for c in verb.children)
    if len(nouns) != 1 or own or any(c.dep_ in fn.CASE for c in nouns[0].children):
        return
    noun = nouns[0]
    tree.heads[noun.i], tree.labels[noun.i] = verb.i, "nsubj:pass" if passive else "nsubj"
    tree.changed = True


def _written(doc: Doc, tree: Tree) -> Doc:
    add = doc.vocab.strings.add
    rows: Any = np.zeros((len(doc), 5), dtype=np.uint64)
    for token in doc:
        tag, pos, lemma = tree.words.get(token.i, (token.tag_, token.pos_, token.lemma_))
        head = (tree.heads[token.i] - token.i) % (1 << 64)
        rows[token.i] = (head, add(tree.labels[token.i]), add(tag), add(pos), add(lemma))
    ents = [
        ent
        if ent.start not in tree.words
        else doc.char_span(doc[ent.start + 1].idx, ent.end_char, ent.label_)
        for ent in doc.ents
        if ent.start not in tree.words or ent.end - ent.start > 1
    ]
    made = doc.from_array(["HEAD", "DEP", "TAG", "POS", "LEMMA"], rows)
    made.ents = tuple(e for e in ents if e is not None)
    return made
