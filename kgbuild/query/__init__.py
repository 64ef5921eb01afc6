"""Finds, checks and runs the analyst's questions; every row of an answer leads to its evidence."""

from kgbuild.query.catalog import Parameter, Question, find_question, parse_question, questions
from kgbuild.query.chains import shortest_chain
from kgbuild.query.parameters import Bound, Row, Rows, bind, find_entity, known_by, read_day
from kgbuild.query.run import Answer, ask
from kgbuild.query.sifting import sifted

__all__ = [
    "Answer",
    "Bound",
    "Parameter",
    "Question",
    "Row",
    "Rows",
    "ask",
    "bind",
    "find_entity",
    "find_question",
    "known_by",
    "parse_question",
    "questions",
    "read_day",
    "shortest_chain",
    "sifted",
]
