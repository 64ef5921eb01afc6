"""What two verbs of one coordination share: an object that stands behind the second verb is the second verb's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, conjuncts, first_conjunct

if TYPE_CHECKING:
    from spacy.tokens import Token

FILLED = fn.OBJECT | fn.FINITE_COMPLEMENT | fn.OPEN_COMPLEMENT


def own_objects(token: Token) -> list[Token]:
    """The objects that word order gives to a verb, wherever the parse hung them.

    "Killed five and wounded ten": both objects hang on "killed", and the second stands behind "wounded".
    """
    own = children(token, fn.OBJECT)
    if own:
        return [noun for noun in own if _second_verb(token, noun, own) is None]
    first = first_conjunct(token)
    if first.i == token.i:
        return own
    near = children(first, fn.OBJECT)
    return [noun for noun in near if _second_verb(first, noun, near) == token]


def _second_verb(verb: Token, noun: Token, own: list[Token]) -> Token | None:
    """The conjunct that has no object and stands between a verb's own object and one hung on that verb too."""
    if len(own) < 2 or noun.i == own[0].i:
        return None
    between = [c for c in conjuncts(verb) if c.pos_ == "VERB" and own[0].i < c.i < noun.i]
    return between[-1] if between and not children(between[-1], FILLED) else None
