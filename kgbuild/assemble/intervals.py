"""Arithmetic on time spans: overlap with the tolerance of their grain, before, after, meeting ground.

A bound that is None is open: "after the meeting" has a start and no end. A span without any bound
says nothing, and is neither the same as nor apart from another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kgbuild.model import Precision

if TYPE_CHECKING:
    from kgbuild.model import TimeSpan


@dataclass(frozen=True, slots=True)
class Interval:
    """Inclusive days; None is open."""

    start: date | None = None
    end: date | None = None

    @property
    def bounded(self) -> bool:
        """Both bounds are known."""
        return self.start is not None and self.end is not None

    @property
    def known(self) -> bool:
        """At least one bound is known."""
        return self.start is not None or self.end is not None

    @property
    def days(self) -> int:
        """Length in days; a large number when a bound is open."""
        if self.start is None or self.end is None:
            return 1_000_000
        return (self.end - self.start).days + 1


OPEN = Interval()


def interval(time: TimeSpan | None) -> Interval:
    """The bounds of a time span; an unknown one is open on both sides."""
    return OPEN if time is None else Interval(time.start, time.end)


def tolerance(*times: TimeSpan | None) -> int:
    """Days of slack between spans: that of the finest grain among them."""
    grains = [t.precision for t in times if t is not None and t.precision is not None]
    return 1 if Precision.DAY in grains else 0


def overlap(left: Interval, right: Interval, slack: int = 0) -> bool:
    """Whether the two share a day, or lie within `slack` days of each other."""
    gap = timedelta(days=slack)
    return not _before(left, right, gap) and not _before(right, left, gap)


def apart(left: Interval, right: Interval, slack: int = 0) -> bool:
    """Whether bounds that are known keep the two apart."""
    return not overlap(left, right, slack)


def common(left: Interval, right: Interval) -> Interval:
    """The days of both; where they only touch within the slack, the days of the shorter."""
    starts = [d for d in (left.start, right.start) if d is not None]
    ends = [d for d in (left.end, right.end) if d is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start > end:
        return min(left, right, key=lambda i: (i.days, i.start or date.min))
    return Interval(start, end)


def _before(left: Interval, right: Interval, gap: timedelta) -> bool:
    if left.end is None or right.start is None:
        return False
    return left.end < date.max - gap and left.end + gap < right.start
