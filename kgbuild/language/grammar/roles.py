"""How a word hangs on its governor, in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.standing import once

if TYPE_CHECKING:
    from spacy.tokens import Token


_NOMINAL_ROLES = (
    ("subject", fn.SUBJECT),
    ("object", fn.OBJECT),
    ("recipient", fn.INDIRECT_OBJECT),
    ("oblique", fn.OBLIQUE),
    ("modifier", fn.NOMINAL_MODIFIER),
    ("possessor", fn.POSSESSOR),
    ("apposition", fn.APPOSITION),
)


CLAUSE_ROLES = (
    ("conjunct", fn.CONJUNCT),
    ("open", fn.OPEN_COMPLEMENT),
    ("complement", fn.FINITE_COMPLEMENT),
    ("clause_subject", fn.CLAUSE_SUBJECT),
    ("relative", fn.RELATIVE),
    ("reduced", fn.REDUCED),
    ("adverbial", fn.ADVERBIAL),
    ("parataxis", fn.PARATAXIS),
)


_ROLES = {label: name for name, labels in (*_NOMINAL_ROLES, *CLAUSE_ROLES) for label in labels}


@once
def role(token: Token) -> str:
    """How the token hangs on its governor, in our own words ("root" and "other" beside the tables)."""
    if token.head.i == token.i:
        return "root"
    return _ROLES.get(token.dep_, "other")
