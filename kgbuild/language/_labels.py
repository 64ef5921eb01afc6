"""The dependency labels of two families under one set of names.

The shipped pipeline speaks Universal Dependencies (`nsubj:pass`, `obl`, `case`), spaCy's own English pipelines
speak ClearNLP (`nsubjpass`, `prep` + `pobj`, `neg`). The two lists hardly collide, so a relation is the union of
both names; where the trees differ in shape, `grammar` and `phrases` say so. Nothing else may name a label.
"""

from __future__ import annotations

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass"})
# "The aim is to V": what the clause is said of, not the subject of its verb.
OUTER_SUBJECT = frozenset({"nsubj:outer"})
CLAUSE_SUBJECT = frozenset({"csubj", "csubj:pass", "csubj:outer", "csubjpass"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass", "auxpass"})
OBJECT = frozenset({"obj", "dobj"})
INDIRECT_OBJECT = frozenset({"iobj", "dative"})
OBLIQUE = frozenset(
    {"obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "obl:npmod", "npadvmod"}
)
AGENT = frozenset({"obl:agent", "agent"})
NOMINAL_MODIFIER = frozenset({"nmod", "nmod:unmarked", "nmod:desc", "nmod:tmod", "nmod:npmod"})
POSSESSOR = frozenset({"nmod:poss", "poss"})
PREPOSITION = frozenset({"prep", "agent", "dative"})
PREPOSITION_OBJECT = frozenset({"pobj"})
CASE = frozenset({"case"})
APPOSITION = frozenset({"appos"})
COMPOUND = frozenset({"compound", "nn"})
FLAT = frozenset({"flat", "flat:name", "flat:foreign", "goeswith"})
FIXED = frozenset({"fixed", "mwe"})
ADJECTIVE = frozenset({"amod"})
NUMBER = frozenset({"nummod"})
DETERMINER = frozenset({"det", "det:predet", "predet"})
AUXILIARY = frozenset({"aux", "aux:pass", "auxpass"})
COPULA = frozenset({"cop"})
PREDICATE = frozenset({"attr", "acomp"})
NEGATION = frozenset({"neg"})
PARTICLE = frozenset({"compound:prt", "prt"})
ADVERB = frozenset({"advmod", "advmod:emph"})
MARK = frozenset({"mark"})
COORDINATOR = frozenset({"cc", "cc:preconj", "preconj"})
CONJUNCT = frozenset({"conj"})
FINITE_COMPLEMENT = frozenset({"ccomp"})
OPEN_COMPLEMENT = frozenset({"xcomp", "oprd"})
COMPLEMENT_OF_PREPOSITION = frozenset({"pcomp"})
RELATIVE = frozenset({"acl:relcl", "relcl"})
REDUCED = frozenset({"acl"})
ADVERBIAL = frozenset({"advcl", "advcl:relcl"})
PARATAXIS = frozenset({"parataxis"})
EXPLETIVE = frozenset({"expl"})
PUNCTUATION = frozenset({"punct"})
LOOSE = frozenset(
    {"parataxis", "discourse", "vocative", "list", "dislocated", "meta", "intj", "dep"}
)
CLAUSE = (
    CLAUSE_SUBJECT
    | FINITE_COMPLEMENT
    | frozenset({"xcomp"})
    | COMPLEMENT_OF_PREPOSITION
    | RELATIVE
    | REDUCED
    | ADVERBIAL
    | PARATAXIS
)
