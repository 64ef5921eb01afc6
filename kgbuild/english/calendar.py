"""Months and weekdays with their numbers: the words stand in `time.csv`, their order here, once for everybody."""

from __future__ import annotations

from types import MappingProxyType

from kgbuild.english.tables import table

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTHS = MappingProxyType(
    {word: 1 + _MONTHS.index(word[:3]) for word in sorted(table("time")["TimeMonths"])}
)
"""Each name and short form of a month in lower case, and its number from 1."""

WEEKDAYS = MappingProxyType(
    {word: _WEEKDAYS.index(word[:3]) for word in sorted(table("time")["TimeWeekdays"])}
)
"""Each name and short form of a weekday in lower case, and its number from 0 for Monday."""
