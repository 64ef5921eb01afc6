"""Rules in tuples: each tells itself with a sentence, and whoever listens hears which decided."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language

import kgbuild
from kgbuild.english.rulebook import barred, decided, first, listening
from kgbuild.extraction import claims_of
from kgbuild.trace import rules_of

ROOMS = ("annotate", "extract", "factuality", "language", "normalize", "predicates", "resolve")


def rules() -> Iterator[Callable[..., Any]]:
    """The named functions of all tuples of rules; of a case (condition, rule) the rule."""
    for module in pkgutil.walk_packages(kgbuild.__path__, "kgbuild."):
        if module.name.split(".")[1] not in ROOMS or module.ispkg:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if name.isupper() and isinstance(value, tuple):
                for entry in value:
                    rule = entry[-1] if isinstance(entry, tuple) and entry else entry
                    if callable(rule) and getattr(rule, "__name__", "<lambda>") != "<lambda>":
                        yield rule


def test_every_rule_of_a_tuple_tells_itself() -> None:
    """What `kgbuild trace --rules` shows of it is its docstring's first line."""
    found = {rule.__qualname__: rule for rule in rules() if not isinstance(rule, type)}
    assert len(found) > 150
    assert [name for name, rule in found.items() if not (rule.__doc__ or "").strip()] == []


def test_the_first_rule_that_answers_decides_and_is_heard() -> None:
    """A case that holds decides though it answers None; only what decides something is told."""

    def never(number: int) -> str | None:
        """Never."""
        return None

    def small(number: int) -> str | None:
        """Below ten."""
        return "small" if number < 10 else None

    with listening() as heard:
        assert first((never, small), 3) == "small" and first((never, small), 30) is None
        assert decided(((bool, never), (bool, small)), 3) is None
        assert barred((never, small), 3) and not barred((never,), 3)
    assert [rule.name for rule in heard] == ["small", "small"]
    first((small,), 3)
    assert len(heard) == 2


def test_trace_says_which_rules_decided(english: Language) -> None:
    """The rules of a sentence, with what they tell of themselves; listening changes no claim."""
    text = "Police accused Mori's sister of lying."
    fired = {rule.name: rule.told for rule, _ in rules_of(text, english)}
    assert fired["_object_judged"] == '"Accused Lund of lying", "Lund was accused of lying".'
    assert fired["_related"] == '"Mori\'s sister".'
    with listening():
        assert claims_of(text, english) == claims_of(text, english)
