"""Disjoint sets: what hangs together by pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T", bound=Any)


class Disjoint(Generic[T]):
    """Sets that grow together; each is known by its least member.

    >>> sets = Disjoint[int]()
    >>> sets.join(3, 1), sets.join(1, 3), sets.root(3)
    (True, False, 1)
    >>> sets.groups(range(4))
    [[0], [1, 3], [2]]
    """

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def root(self, member: T) -> T:
        """The least member of the set that `member` is in."""
        above = self._above
        over = above.get(member, member)
        while over != member:
            further = above.get(over, over)
            above[member] = further
            member, over = over, further
        return member

    def join(self, left: T, right: T) -> bool:
        """Make two sets one; False where they were one before."""
        one, two = self.root(left), self.root(right)
        if one == two:
            return False
        self._above[max(one, two)] = min(one, two)
        return True

    def groups(self, members: Iterable[T]) -> list[list[T]]:
        """The members by their sets, in the order in which they are given."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
