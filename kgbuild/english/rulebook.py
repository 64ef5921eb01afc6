"""Rules in a tuple: the first one that answers decides, and whoever listens is told which that was.

A rule is a small function whose docstring tells it with a sentence. `kgbuild trace --rules` listens.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that decided: the module it stands in, its name, the first line of its docstring."""

    module: str
    name: str
    told: str


_LISTENER: ContextVar[list[Fired] | None] = ContextVar("rules that decided", default=None)


@contextmanager
def listening() -> Iterator[list[Fired]]:
    """Collect the rules that decide within the block, in their order."""
    heard: list[Fired] = []
    before = _LISTENER.set(heard)
    try:
        yield heard
    finally:
        _LISTENER.reset(before)


def first(
    rules: Iterable[Callable[P, T | None]], /, *args: P.args, **options: P.kwargs
) -> T | None:
    """What the first rule says that does not say None; None where none knows it.

    >>> def small(n: int) -> str | None:
    ...     '''Below ten.'''
    ...     return "small" if n < 10 else None
    >>> with listening() as heard:
    ...     first([small], 3), first([small], 30)
    ('small', None)
    >>> [(rule.name, rule.told) for rule in heard]
    [('small', 'Below ten.')]
    """
    for rule in rules:
        found = rule(*args, **options)
        if found is not None:
            _tell(rule)
            return found
    return None


def decided(
    cases: Iterable[tuple[Callable[P, object], Callable[P, T]]],
    /,
    *args: P.args,
    **options: P.kwargs,
) -> T | None:
    """What the first case makes of it whose condition holds, be it None; None where none holds.

    >>> decided([(lambda n: n < 0, lambda n: -n), (lambda n: n > 9, lambda n: 9)], 12)
    9
    """
    for when, make in cases:
        if when(*args, **options):
            found = make(*args, **options)
            if found:
                _tell(make)
            return found
    return None


def barred(reasons: Iterable[Callable[P, object]], /, *args: P.args, **options: P.kwargs) -> bool:
    """Whether one of the reasons holds.

    >>> barred([lambda n: n < 0, lambda n: n > 9], 5)
    False
    """
    for reason in reasons:
        if reason(*args, **options):
            _tell(reason)
            return True
    return False


def _tell(rule: Callable[..., Any]) -> None:
    heard = _LISTENER.get()
    if heard is not None:
        told = (rule.__doc__ or "").strip().partition("\n")[0]
        heard.append(Fired(rule.__module__, rule.__name__, told))
