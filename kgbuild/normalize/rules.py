"""The relation patterns as this stage reads them: the shipped tables and the rows added here.

`more_rules.csv` and `more_classes.csv` have the columns of `relation_rules.csv` and `word_classes.csv`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.patterns import PatternBook, load_patterns


@cache
def pattern_book() -> PatternBook:
    """All patterns, compiled; raises VocabularyError with the cell that is wrong."""
    shipped = files("kgbuild.vocabulary")
    added = files("kgbuild.normalize")
    rules, classes = (
        shipped.joinpath(name).read_text(encoding="utf8").rstrip("\n")
        + "\n"
        + added.joinpath(more).read_text(encoding="utf8").split("\n", 1)[1]
        for name, more in (
            ("relation_rules.csv", "more_rules.csv"),
            ("word_classes.csv", "more_classes.csv"),
        )
    )
    qualifiers = shipped.joinpath("relation_qualifiers.csv").read_text(encoding="utf8")
    return load_patterns(vocabulary(), rules, classes, qualifiers)
