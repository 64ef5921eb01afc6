"""Whether who holds an office leads the whole body: "the bank's chairman" does, its Kenya chief does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.english.rulebook import barred
from kgbuild.extract.nominal.roles import Role, is_indefinite, role_nouns
from kgbuild.language.grammar.phrases import adjectives, compounds, determiners, modifiers
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


OF_AN_OFFICE = (
    "office",
    "head",
    "minister",
    "assistant",
    "former",
    "size",
    "portfolio",
    "coming",
    "of the whole",
)
"""Classes of the words that a title is made of."""


def leads_the_whole(role: Role, body: Token, annotated: Annotated) -> bool:
    """Whether the office, held by one person, is that of the body as a whole."""
    return not barred(NOT_THE_WHOLE, role, body, annotated)


def _of_a_province(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "The Turkish governor in Syria"."""
    return role.noun.lower_ in role_nouns("of a province") and is_a(
        kind_of_token(body, annotated), "Country"
    )


def _one_of_several(role: Role, _body: Token, _annotated: Annotated) -> bool:
    """ "A director of the bank": perhaps not its only one; "president-elect" is none yet."""
    if role.title.lower().endswith(("-elect", "-designate")):
        return True
    return (
        role.lemma in role_nouns("partial")
        and bool(determiners(role.noun))
        and is_indefinite(role.noun)
    )


def _regional(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "The South Asia head of the watch", "the bank's Kenya chief": of the body's part there.

    An adjective of nationality is the person's own or the body's ("Chilean army commander").
    """
    for tie, token in role.around:
        mention = annotated.mention_at(token.i)
        if tie != "before" or token.i == body.i or mention is None:
            continue
        place = mention.kind is MentionKind.NAME and is_a(kind_of_token(token, annotated), "Place")
        if place and (body.i > role.noun.i or body.i < token.i):
            return True
    return False


def _of_a_branch(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "The president of Halden for Latin America": of the firm's or alliance's part there."""
    kind = kind_of_token(body, annotated)
    if not any(is_a(kind, one) for one in ("Company", "InternationalOrganization")):
        return False
    behind = [*modifiers(role.noun), *modifiers(body)]
    return body.i > role.noun.i and any(
        tie.preposition in ("for", "in")
        and tie.noun.i > body.i
        and is_a(kind_of_token(tie.noun, annotated), "Place")
        for tie in behind
    )


def _of_the_opposition(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "Chad's opposition leader" leads those who are against its rulers; "Kiel's council leader" has his own body."""
    if not is_a(kind_of_token(body, annotated), "Place"):
        return False
    words = [*compounds(role.noun), *adjectives(role.noun)]
    return any(
        word.lower_ in role_nouns("against rulers") for word in words if word.i < role.noun.i
    )


def _of_a_nearer_name(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "Karnataka Congress president": of what the land's name begins, where no mention has it whole."""
    if body.i > role.noun.i or not is_a(kind_of_token(body, annotated), "Place"):
        return False
    return any(
        token.pos_ == "PROPN" and token.text[:1].isupper() and not _is_of_an_office(token.lower_)
        for token in annotated.doc[slot_of(body, annotated).end : role.noun.i]
    )


def _is_of_an_office(word: str) -> bool:
    return any(word in role_nouns(kind) for kind in OF_AN_OFFICE)


def _of_a_part(role: Role, body: Token, annotated: Annotated) -> bool:
    """ "the bank's head of research", "its finance director": of a part of the body, or of its work."""
    if role.lemma not in role_nouns("partial"):
        return False
    mine = {token.i for _, token in role.around}
    behind = [m.noun for m in modifiers(role.noun) if m.preposition in ("of", "for")]
    bodies = {token.i for _, token in role.of_kind(annotated, "Organization", "Place")}
    if any(noun.i > role.noun.i and noun.i not in {body.i} | bodies for noun in behind):
        return True
    if any(noun.i > role.noun.i and noun.i != body.i and body.i < role.noun.i for noun in behind):
        return True
    before = {t.lower_ for t in compounds(role.noun) if t.i < role.noun.i and t.i not in mine}
    before |= {t.lower_ for t in adjectives(role.noun) if t.lower_ in role_nouns("of a part")}
    return any(word not in role_nouns("of the whole") | role_nouns("own kind") for word in before)


NOT_THE_WHOLE: tuple[Callable[[Role, Token, Annotated], bool], ...] = (
    _of_a_province,
    _one_of_several,
    _regional,
    _of_a_branch,
    _of_the_opposition,
    _of_a_nearer_name,
    _of_a_part,
)
"""Why an office is, or may be, that of a part alone."""
