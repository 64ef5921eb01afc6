"""What a verb of a second clause goes with: conjuncts, participles behind a comma, gerunds of judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.control import ARBITRARY, HANDING, RESULT_VERBS, is_empty
from kgbuild.predicates.passive import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

# Gerunds after of, for, from, into belong to the object of these ("accused X of V-ing").
OBJECT_GERUND = frozenset({"of", "for", "from", "into", "against", "as"})
JUDGEMENT = table("frames")["judgement"]
RANKED = frozenset({"first", "second", "third", "last", "latest", "next", "only", "one"})
ANSWERABLE = table("frames")["answerable"]
EARNING = table("frames")["earning"]
SUBORDINATORS = frozenset({"as", "after", "before", "since", "until"})


def partner_of(conjunct: Token) -> Token:
    """The verb that a second conjunct really goes with.

    "Said there were no limits and has refused": an existential clause has no subject to share, so a
    finite conjunct without one goes with the verb above.
    """
    first = conjunct.head
    bare = not tree.subjects(conjunct) and not wf.has_form(conjunct, wf.GERUND)
    if bare and tree.expletive(first) is not None and tree.role(first) == "complement":
        return first.head
    return (
        _infinitive_beside(conjunct, first)
        or _finite_above(conjunct, first)
        or _clause_between(conjunct, first)
        or first
    )


def _clause_between(conjunct: Token, first: Token) -> Token | None:
    """The nearest clause before it with a subject: "Lund stayed, and Holm left and founded a party": Holm did.

    A flat coordination hangs all its members on the first.
    """
    if tree.subjects(conjunct) or not tree.is_finite(conjunct):
        return None
    between = [c for c in tree.conjuncts(first) if c.i < conjunct.i and tree.is_predicate(c)]
    with_subject = [c for c in between if tree.is_finite(c) and tree.subjects(c)]
    return with_subject[-1] if with_subject else None


def _infinitive_beside(head: Token, first: Token) -> Token | None:
    """The infinitive that a bare verb really goes with: "tried to flee and (to) hide" hung on "tried"."""
    if (
        not wf.has_form(head, wf.BASE)
        or wf.has_form(first, wf.BASE | wf.PLAIN_PRESENT)
        or tree.auxiliaries(head)
    ):
        return None
    if tree.subjects(head) or not tree.is_verb(first) or not wf.has_form(first, wf.VERB):
        return None
    found = None
    for token in first.subtree:  # the nearest infinitive before it, at any depth
        to = wf.has_form(token, wf.BASE) and "to" in tree.mark_words(token)
        if to and first.i < token.i < head.i and token.i not in {t.i for t in head.subtree}:
            found = token
    return found


def _finite_above(conjunct: Token, first: Token) -> Token | None:
    """The finite verb that a finite conjunct goes with: "is able to detect X and has Y" hung on "detect"."""
    if tree.subjects(conjunct) or not tree.is_finite(conjunct) or tree.is_finite(first):
        return None
    if not wf.has_form(first, wf.BASE | wf.GERUND) or tree.role(first) == "root":
        return None
    token = first
    while token.head.i != token.i:
        token = token.head
        if tree.is_predicate(token) and tree.is_finite(token) and token.i < conjunct.i:
            return token
    return None


def main_speech(head: Token) -> Token:
    """The verb of saying above a clause: "X said that Y must go, adding that ..." goes on with X."""
    token, found = head, head
    while (
        tree.role(token) in ("complement", "open", "conjunct", "adverbial")
        and token.head.i != token.i
    ):
        token = token.head
        if token.lemma_ in SAYING and tree.is_verb(token):
            found = token
    return found


def loose_head(participle: Token, head: Token) -> Token:
    """What a participle behind a comma goes with: "barred X from selling, citing the law" is not X's."""
    if (
        not wf.has_form(participle, wf.GERUND)
        or tree.mark_words(participle)
        or not comma_before(participle)
    ):
        return head
    found = head
    while (
        tree.role(found) in ("adverbial", "open", "reduced")
        and not tree.is_finite(found)
        and found.head.i < found.i
    ):
        found = found.head
    return found if tree.is_predicate(found) and found.i < participle.i else head


def comma_before(verb: Token) -> bool:
    """Whether a comma or dash parts the clause from what stands before it."""
    first = min(t.i for t in verb.subtree)
    return (first > 0 and verb.doc[first - 1].text in (",", "–", "—", "-")) or verb.doc[
        first
    ].text in (
        ",",
        "–",
        "—",
    )


def is_ranked(noun: Token) -> bool:
    """ "the first to V", "the latest party to V": it did."""
    return noun.lower_ in RANKED or any(child.lower_ in RANKED for child in noun.children)


def judged(gerund: Token, noun: Token) -> bool:
    """ "accused the clinic of hiding": the gerund hung on the object belongs to the verb of judgement."""
    return (
        wf.has_form(gerund, wf.GERUND)
        and tree.role(noun) == "object"
        and noun.head.lemma_ in JUDGEMENT
        and bool(OBJECT_GERUND & set(tree.mark_words(gerund)))
    )


def serves(gerund: Token, governor: Token) -> bool:
    """ "meets for planning routes": what something is done for, unless somebody answers for it."""
    lemma = governor.lemma_.lower()
    return wf.has_form(gerund, wf.GERUND) and lemma not in JUDGEMENT | ANSWERABLE | EARNING


def stolen_subject(verb: Token) -> Token | None:
    """The noun of "as prices sparked unrest" when the parser hung it on the main verb as a phrase.

    A finite clause has a subject: where it shows none and no word introduces it, the noun between it
    and its governor behind as, after, before, since or until is its subject.
    """
    if not tree.is_finite(verb) or tree.subjects(verb) or tree.mark_words(verb):
        return None
    for oblique in reversed(tree.obliques(verb.head)):
        if oblique.preposition in SUBORDINATORS and verb.head.i < oblique.noun.i < verb.i:
            return oblique.noun
    return None


def brings_about(verb: Token) -> bool:
    """Whether what the main clause tells is what acts: "…, causing damage", "…, making travel hard"."""
    if verb.lemma_ == "make":  # "…, making landfall" is the storm's own act
        return any(tree.role(child) == "open" for child in verb.children)
    return verb.lemma_ in RESULT_VERBS


def is_nobodys(verb: Token, head: Token, prepositions: set[str]) -> bool:
    """Whether grammar leaves open whose act an adverbial infinitive or gerund is."""
    if is_empty(head):
        return True
    copular = tree.copula(head) is not None
    if wf.has_form(verb, wf.BASE):
        if copular and tree.is_noun(head):
            return True
        handed = head.lemma_ in HANDING and not is_passive(head)
        return handed and bool(
            tree.recipients(head) or any(o.preposition == "to" for o in tree.obliques(head))
        )
    if not wf.has_form(verb, wf.GERUND):
        return False
    if head.lemma_ in ARBITRARY and prepositions & {"for", "against"} and not tree.objects(head):
        return True  # "called for raising wages"
    if head.lemma_ in ("warn", "talk", "speak") and prepositions & {"of", "about", "against"}:
        return True
    if "for" not in prepositions:
        return False
    if copular:
        return head.lemma_.lower() not in ANSWERABLE
    return not is_passive(head) and bool(tree.objects(head)) and head.lemma_ not in EARNING
