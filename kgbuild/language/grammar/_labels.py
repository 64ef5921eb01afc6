"""The labels of Universal Dependencies, grouped by what a rule asks for.

`phrases` and `clauses` ask here; trees of another family are converted first (`universal`).
"""

from __future__ import annotations

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
# "The aim is to V": what the clause is said of, not the subject of its verb.
OUTER_SUBJECT = frozenset({"nsubj:outer"})
CLAUSE_SUBJECT = frozenset({"csubj", "csubj:pass", "csubj:outer"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass"})
OBJECT = frozenset({"obj"})
INDIRECT_OBJECT = frozenset({"iobj"})
OBLIQUE = frozenset({"obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "obl:npmod"})
AGENT = frozenset({"obl:agent"})
NOMINAL_MODIFIER = frozenset({"nmod", "nmod:unmarked", "nmod:desc", "nmod:tmod", "nmod:npmod"})
POSSESSOR = frozenset({"nmod:poss"})
CASE = frozenset({"case"})
APPOSITION = frozenset({"appos"})
COMPOUND = frozenset({"compound"})
FLAT = frozenset({"flat", "flat:name", "flat:foreign", "goeswith"})
FIXED = frozenset({"fixed"})
ADJECTIVE = frozenset({"amod"})
NUMBER = frozenset({"nummod"})
DETERMINER = frozenset({"det", "det:predet"})
AUXILIARY = frozenset({"aux", "aux:pass"})
COPULA = frozenset({"cop"})
PARTICLE = frozenset({"compound:prt"})
ADVERB = frozenset({"advmod", "advmod:emph"})
MARK = frozenset({"mark"})
COORDINATOR = frozenset({"cc", "cc:preconj"})
CONJUNCT = frozenset({"conj"})
FINITE_COMPLEMENT = frozenset({"ccomp"})
OPEN_COMPLEMENT = frozenset({"xcomp"})
RELATIVE = frozenset({"acl:relcl"})
REDUCED = frozenset({"acl"})
ADVERBIAL = frozenset({"advcl", "advcl:relcl"})
PARATAXIS = frozenset({"parataxis"})
EXPLETIVE = frozenset({"expl"})
PUNCTUATION = frozenset({"punct"})
LOOSE = frozenset({"parataxis", "discourse", "vocative", "list", "dislocated", "dep"})
CLAUSE = (
    CLAUSE_SUBJECT
    | FINITE_COMPLEMENT
    | frozenset({"xcomp"})
    | RELATIVE
    | REDUCED
    | ADVERBIAL
    | PARATAXIS
)
