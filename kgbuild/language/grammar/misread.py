"""Small words and joints that parsers misread: "all ministers save Lund", "they took Kiel, and Holm left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.words import known_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.language.grammar.rewriting import Tree

WORDS = frozenset({"save", "bar"})
WHOLE = frozenset({"all", "every", "each", "whole", "entire", "any", "no"})
EVERYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody", "none", "all"})
NAMED = frozenset({"PROPN", "PRON", "DET"})
DEMANDING = table("verbs")["DemandingFor"]
BEFORE_NAME = fn.COMPOUND | fn.DESCRIPTION


def excepting(word: Token, tree: Tree) -> None:
    """Make "save" or "bar" between everybody and a name the preposition of who is excepted, in place."""
    if word.i + 1 >= len(word.doc) or word.dep_ in fn.ROOT or word.nbor().pos_ not in NAMED:
        return
    noun = word.nbor(-1)
    before = {t.lower_ for t in word.doc[max(noun.i - 3, word.sent.start) : noun.i]}
    everybody = noun.lower_ in EVERYBODY or (noun.pos_ == "NOUN" and before & WHOLE)
    name = _excepted(word)
    if not everybody or name is None:
        return
    if name.head.i != noun.i and noun.head.i in range(word.i, name.i + 1):
        # "the whole cabinet bar Minister Coyle visited Derry", read as one long name
        top = name
        while top.head.i in range(word.i, name.i):
            top = top.head
        tree.heads[noun.i], tree.labels[noun.i] = top.head.i, top.dep_
        for child in (*name.subtree, *word.subtree):
            if child.i < noun.i and not noun.is_ancestor(child):
                tree.heads[child.i] = noun.i
    tree.heads[name.i], tree.labels[name.i] = noun.i, "nmod"
    tree.heads[word.i], tree.labels[word.i] = name.i, "case"
    tree.words[word.i] = ("IN", "ADP", word.lower_)
    tree.changed = True


def _excepted(word: Token) -> Token | None:
    """The head of the name behind the word: its object, or what it is a part of."""
    if word.pos_ == "VERB":
        subject = any(c.dep_ in fn.SUBJECT for c in word.children)
        objects = [c for c in word.children if c.dep_ in fn.OBJECT and c.i > word.i]
        return objects[0] if objects and not subject and len(objects) == 1 else None
    after = word.nbor()
    beside = after.dep_ in fn.SUBJECT and after.head.i == word.head.i
    if word.dep_ in fn.SUBJECT and (beside or word == after.head):
        return after
    found = word
    while found.dep_ in BEFORE_NAME | fn.CASE and found.head.i > found.i:
        found = found.head
    return found if found.i > word.i else None


def own_subject(verb: Token, tree: Tree) -> None:
    """ "They took Kiel, and General Holm left": without a conjunction of its own, a second verb has the noun before it.

    A list that ends with a comma, "and" and its last member is followed by no further verb without "and".
    """
    if any(c.dep_ in fn.SUBJECT | fn.COORDINATOR | fn.EXPLETIVE for c in verb.children):
        return
    place = min(t.i for t in verb.subtree if not t.is_punct) - 1
    noun = verb.doc[place] if place > verb.head.i else verb
    while noun.dep_ in fn.FLAT and noun.head.i < noun.i:
        noun = noun.head
    joint = [c for c in noun.children if c.dep_ in fn.COORDINATOR and c.i < noun.i]
    first = verb.head
    listed = noun.dep_ in fn.CONJUNCT and noun.pos_ in ("NOUN", "PROPN") and noun.head.i > first.i
    if not listed or not joint or joint[0].nbor(-1).text != "," or noun.right_edge.i != place:
        return
    tree.heads[noun.i], tree.labels[noun.i] = verb.i, "nsubj"
    for child in noun.children:
        if child.i <= joint[0].i:
            tree.heads[child.i] = verb.i
    tree.changed = True


def agent(verb: Token, tree: Tree) -> None:
    """ "Was accused of treason by Peru": behind a passive a "by" that hangs on a bare noun is the verb's."""
    if not any(c.dep_ in fn.PASSIVE_AUXILIARY for c in verb.children):
        return
    for noun in verb.children:
        ties = [c.lower_ for c in noun.children if c.dep_ in fn.CASE]
        below = [c for c in noun.children if c.dep_ not in fn.CASE]
        if noun.dep_ not in fn.OBLIQUE or ties not in (["of"], ["with"]) or len(below) != 1:
            continue
        by = [c for c in below[0].children if c.dep_ in fn.CASE and c.lower_ == "by"]
        if by and below[0].dep_ in fn.NOMINAL_MODIFIER and below[0].i > noun.i:
            tree.heads[below[0].i], tree.labels[below[0].i] = verb.i, "obl:agent"
            tree.changed = True


def said_behind(clause: Token, tree: Tree) -> None:
    """ "It will grow, Lund said at the museum": what follows the verb of saying without a comma is its own."""
    verb = clause.head
    speaker = [c for c in verb.children if c.dep_ in fn.SUBJECT and c.i > clause.i]
    if not speaker:
        return
    inside = {t.i for t in clause.subtree}
    place = max(t.i for t in verb.subtree if t.i <= max(verb.i, speaker[0].right_edge.i))
    for phrase in sorted((c for c in clause.children if c.i > verb.i), key=lambda c: c.i):
        before = phrase.doc[phrase.left_edge.i - 1]
        near = before.i == place or (before.i > place and before.i not in inside)
        own = phrase.dep_ in fn.OBLIQUE or (phrase.dep_ in fn.ADVERBIAL and phrase.tag_ == "VBG")
        if not own or before.is_punct or phrase.left_edge.is_punct or not near:
            break
        tree.heads[phrase.i], tree.changed = verb.i, True
        place = phrase.right_edge.i


def for_whom(word: Token, tree: Tree) -> None:
    """ "Called for the council to act": the council is to act, and is not what was called for."""
    noun, verb = _called_for(word)
    if noun is None or verb is None or verb.head.lemma_.lower() not in DEMANDING:
        return
    tree.heads[noun.i], tree.labels[noun.i] = verb.i, "nsubj"
    tree.heads[word.i], tree.labels[word.i] = verb.i, "mark"
    tree.labels[verb.i], tree.changed = "advcl", True


def _called_for(word: Token) -> tuple[Token | None, Token | None]:
    """The noun between "for" and "to V", and the verb, where the parser hung the noun on the verb above."""
    if word.dep_ in fn.MARK:
        verb, above = word.head, word.head.head
        nouns = [c for c in above.children if word.i < c.i < verb.i and c.dep_ in fn.OBLIQUE]
        own = any(c.dep_ in fn.SUBJECT | fn.CASE for n in [verb, *nouns] for c in n.children)
        fits = len(nouns) == 1 and not own and verb.tag_ == "VB"
        return (nouns[0], verb) if fits else (None, None)
    noun = word.head
    if word.dep_ not in fn.CASE or noun.dep_ not in fn.OBLIQUE:
        return None, None
    for verb in noun.head.children:
        aim = verb.tag_ == "VB" and verb.dep_ in fn.ADVERBIAL | fn.OPEN_COMPLEMENT
        ties = [c.i for c in verb.children if c.lower_ == "to" and c.dep_ in fn.MARK]
        if aim and verb.i > noun.i and ties == [noun.right_edge.i + 1]:
            return noun, verb
    return None, None


def used_to(word: Token, tree: Tree) -> None:
    """ "Used to chair the bank": with an object behind it, it is a verb."""
    before = [t.lower_ for t in word.doc[max(word.i - 2, 0) : word.i]]
    has = any(c.dep_ in fn.OBJECT and c.i > word.i for c in word.children)
    if before == ["used", "to"] and has and word.lower_ in known_verbs():
        tree.words[word.i] = ("VB", "VERB", word.lower_)
        tree.changed = True


def elided(name: Token, tree: Tree) -> None:
    """ "Peru's minister and Chile's met": what Chile has is left out, and it is not Chile that met."""
    marks = [c for c in name.children if c.tag_ == "POS" and c.i == name.right_edge.i]
    if name.pos_ == "PROPN" and name.dep_ in fn.CONJUNCT and marks:
        tree.labels[name.i], tree.changed = "dep", True
