"""Forms of verbs that report: finite ones, whatever the tagger took them for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.table import reporting
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.words import verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = wf.TENSED

# How the parser hangs a verb that it takes for another part of speech.
LOOSE_ROLES = fn.PARATAXIS | fn.ADVERBIAL | fn.RELATIVE | fn.REDUCED | fn.LOOSE | {"ROOT"}

UNJOINED = fn.PARATAXIS | fn.ADVERBIAL | fn.REDUCED


def reporting_form(token: Token, *, plural: bool = False) -> tuple[str, str] | None:
    """(tag, lemma) of a token that is a finite form of a reporting verb, whatever the tagger took it for.

    `plural` says that what stands before can be the subject of a base form ("police suspect").
    """
    known = reporting().of
    form = token.lower_
    if wf.has_form(token, FINITE):
        lemma = token.lemma_.lower()
        return (wf.form_of(token), lemma) if known("verb", lemma) else None
    if wf.has_form(token, wf.PARTICIPLE) and known("verb", token.lemma_.lower()):
        return wf.form(wf.PAST), token.lemma_.lower()
    if not fn.stands_as(token, LOOSE_ROLES):
        return None
    if (
        wf.has_form(
            token,
            wf.SINGULAR
            | wf.SINGULAR_NAME
            | wf.PLAIN_ADJECTIVE
            | wf.BASE
            | wf.PLAIN_ADVERB
            | wf.INTERJECTION,
        )
        and plural
        and known("verb", form)
    ):
        return wf.form(wf.PLAIN_PRESENT), form
    for tag in (wf.form(wf.PAST), wf.form(wf.THIRD_PERSON)):
        lemma_ = verb_of(form, tag)
        if (
            lemma_ is not None
            and known("verb", lemma_)
            and wf.has_form(
                token, wf.PLURAL_COMMON | wf.PLAIN_ADJECTIVE | wf.PLAIN_ADVERB | wf.SINGULAR_NAME
            )
        ):
            return tag, lemma_
    return None


def unknown_form(token: Token) -> tuple[str, str] | None:
    """(tag, lemma) of a verb that no table knows and that stands as verbs of reporting do: it has a subject, lacks
    an object, and nothing joins it to the clause beside it ("…, critics twittered")."""
    if (
        token.pos_ != "VERB"
        or not wf.has_form(token, FINITE | wf.PARTICIPLE)
        or not fn.stands_as(token, UNJOINED)
    ):
        return None
    held = fn.functions_of(token.children)
    clauses = fn.OBJECT | fn.FINITE_COMPLEMENT | fn.OPEN_COMPLEMENT | fn.CONJUNCT | fn.MARK
    full = held & (clauses | fn.AUXILIARY | fn.PASSIVE_SUBJECT | fn.PARTICLE | fn.COORDINATOR)
    if full or not held & fn.SUBJECT or reporting().of("verb", token.lemma_):
        return None
    form = wf.form(wf.PAST) if wf.has_form(token, wf.PARTICIPLE) else wf.form_of(token)
    return form, token.lemma_.lower()


def finite(token: Token) -> bool:
    """Whether a token heads a clause with tense."""
    words = [token, *(c for c in token.children if fn.stands_as(c, fn.AUXILIARY | fn.COPULA))]
    predicate = token.pos_ in ("VERB", "AUX") or any(
        fn.stands_as(c, fn.COPULA) for c in token.children
    )
    if bare_past(token):
        return True
    return predicate and any(wf.has_form(w, FINITE) or wf.has_form(w, wf.MODAL) for w in words)


def bare_past(token: Token) -> bool:
    """A past tense taken for a participle, since a frame stands before it: "Peru, police say, jailed Lund"."""
    if not wf.has_form(token, wf.PARTICIPLE) or token.pos_ != "VERB":
        return False
    has = fn.functions_of(token.children)
    return bool(has & fn.OBJECT) and not has & (fn.AUXILIARY | fn.MARK)
