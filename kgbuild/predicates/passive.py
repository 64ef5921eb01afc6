"""Passives: which clauses are, and who acts in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import words
from kgbuild.english import table
from kgbuild.language.gathered import frame_at
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Token

UNITS = words("TimeUnits")
OF_ITSELF = frozenset({"bear", "marry", "divorce"})
NO_AGENTS = table("frames")["no_agent"]


def is_passive(verb: Token) -> bool:
    """Whether the surface subject is the logical object.

    A bare participle after a noun, beside a passive ("arrested and charged"), or below "had X V-ed" counts too.
    """
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if tree.has_passive_auxiliary(verb):
        return True
    place = tree.role(verb)
    past = wf.has_form(verb, wf.PAST) and place == "reduced" and not tree.objects(verb)
    if (not wf.has_form(verb, wf.PARTICIPLE) and not past) or tree.auxiliaries(verb):
        return False
    if place in ("reduced", "open"):
        return True
    if place == "adverbial":
        return not tree.objects(verb)
    if place == "conjunct" and not tree.subjects(verb):
        return tree.is_verb(verb.head) and is_passive(verb.head)
    if place == "complement" and tree.subjects(verb):  # "had the man arrested"
        return verb.head.lemma_ in ("have", "get", "see", "want", "keep", "leave", "find")
    return False


def of_itself(verb: Token) -> bool:
    """ "Was born in Kiel", "got married": in the form of a passive, and nobody acts upon anybody."""
    lemma = verb.lemma_.lower()
    if lemma not in OF_ITSELF or agents_of(verb):
        return False
    return lemma == "bear" or not any(o.preposition == "to" for o in tree.obliques(verb))


def is_used_to(verb: Token) -> bool:
    """ "Is used to the cold", "got used to waiting": nobody uses anybody."""
    behind = verb.doc[verb.i + 1 : verb.i + 2]
    helped = any(a.lemma_ in ("be", "get", "become") for a in tree.auxiliaries(verb))
    return (
        verb.lower_ == "used"
        and helped
        and [t.lower_ for t in behind] == ["to"]
        and not any("to" in tree.mark_words(c) and wf.has_form(c, wf.BASE) for c in verb.children)
    )


def lasting_event(noun: Token) -> Token | None:
    """The fighting of "months of fighting": what lasts so long, and not the time, brings something about."""
    if noun.lemma_.lower() not in UNITS:
        return None
    for child in noun.children:
        ties = {t.lower_ for t in child.children if fn.stands_as(t, fn.CASE | fn.MARK)}
        behind = fn.stands_as(child, fn.NOMINAL_MODIFIER | fn.REDUCED) and child.i > noun.i
        if behind and ties == {"of"} and not child.ent_type_:
            return child
    return None


def agents_of(verb: Token) -> list[Token]:
    """The nouns after "by" of a passive that can act."""
    found = []
    for oblique in tree.obliques(verb):
        if oblique.preposition != "by" and not fn.stands_as(oblique.noun, fn.AGENT):
            continue
        if (lasting := lasting_event(oblique.noun)) is not None:
            found.append(lasting)
            continue
        if oblique.noun.pos_ in ("NUM", "SYM") or oblique.noun.ent_type_ in (
            "Date",
            "Money",
            "DATE",
        ):
            continue
        measured = any(m.preposition == "of" for m in tree.modifiers(oblique.noun))
        if oblique.noun.lemma_.lower() in NO_AGENTS and not measured:
            continue
        found.append(oblique.noun)
    if not found and is_passive(verb):
        found = _hung_elsewhere(verb)
    return found


def _hung_elsewhere(verb: Token) -> list[Token]:
    """Agents whose phrase the parse hung on another noun: "was named minister by N", "was met at the gate by N".

    Behind a circumstance only where the roles say so too, and where the noun tells no deed of its own ("was hurt
    in an attack by N").
    """
    titles = [c for c in verb.children if tree.role(c) in ("open", "object") and tree.is_noun(c)]
    found = [m.noun for title in titles for m in tree.modifiers(title) if m.preposition == "by"]
    frame = frame_at(verb.doc, verb.i)
    acting = {a.head for a in frame.arguments if a.role == "ARG0"} if frame is not None else set()
    for oblique in tree.obliques(verb) if acting and not found else ():
        deed = frame_at(verb.doc, oblique.noun.i)
        if deed is None or not deed.roleset:
            below = [m.noun for m in tree.modifiers(oblique.noun) if m.preposition == "by"]
            found += [noun for noun in below if noun.i in acting]
    return found
