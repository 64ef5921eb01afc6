"""Given names of one gender: a hint for pronouns, never a fact."""

from __future__ import annotations

from functools import cache

from kgbuild.gazetteer.rows import read_rows


@cache
def _genders() -> dict[str, str]:
    return {row["name"].lower(): row["gender"] for row in read_rows("given_names.csv")}


def gender_of(given: str) -> str | None:
    """male or female where the given name is borne by one of them ten times as often, else None."""
    return _genders().get(given.lower())
