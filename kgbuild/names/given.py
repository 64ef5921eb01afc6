"""Given names of one gender: a hint for pronouns, never a fact."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO

FOLDER = files("kgbuild.names")


@cache
def _genders() -> dict[str, str]:
    return {
        row["name"].lower(): row["gender"]
        for row in csv.DictReader(StringIO((FOLDER / "given_names.csv").read_text(encoding="utf8")))
    }


def gender_of(given: str) -> str | None:
    """male or female where the given name is borne by one of them ten times as often, else None."""
    return _genders().get(given.lower())


@cache
def _families() -> frozenset[str]:
    text = (FOLDER / "common_families.txt").read_text(encoding="utf8")
    return frozenset(text.split())


def is_common_family(name: str) -> bool:
    """Whether a family name (without accents) is among the frequent ones of the world."""
    return name.lower() in _families()


def given_gender(given: str) -> str:
    """As in "male", "female" or "" for a given name."""
    return gender_of(given) or ""
