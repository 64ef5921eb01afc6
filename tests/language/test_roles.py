"""How scores become roles: one word for each core role, and none that no roleset of the predicate has."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from kgbuild.language.heads.roles import Argument, RoleReader, softmax

ROLES = ("_", "ARG0", "ARG1", "ARGM-TMP")
TABLE = {
    "sleep.01": {"lemmas": ["sleep"], "roles": "0"},
    "sleep.02": {"lemmas": ["sleep"], "roles": "01"},
    "odd.01": {"lemmas": ["odd"], "roles": ""},
}


@pytest.fixture(scope="module")
def reader() -> RoleReader:
    return RoleReader(None, gzip.compress(json.dumps(TABLE).encode()), ROLES)


def roles(found: list[Argument]) -> dict[int, str]:
    """The role of each word that has one."""
    return {one.head: one.role for one in found}


def test_a_core_role_goes_to_one_word(reader: RoleReader) -> None:
    """The likelier of two; a time may be told twice."""
    scores = np.array([[0, 3, 0, 0], [0, 5, 0, 0], [0, 0, 0, 4], [0, 0, 0, 4]], np.float32)
    found = reader.chosen(scores, [], np.zeros(0, np.float32))
    assert roles(found) == {1: "ARG0", 2: "ARGM-TMP", 3: "ARGM-TMP"}


@pytest.mark.parametrize(("shared", "expected"), [((0.99, 0.01), {}), ((0.01, 0.99), {0: "ARG1"})])
def test_a_role_counts_as_its_rolesets_do(
    reader: RoleReader, shared: tuple[float, float], expected: dict[int, str]
) -> None:
    """Nothing is slept in the first sense; in the second something is."""
    scores = np.array([[0, -9, 1, -9]], np.float32)
    options = reader.candidates("Sleep")
    found = reader.chosen(scores, options, np.array(shared, np.float32))
    assert roles(found) == expected


def test_a_roleset_of_unknown_roles_may_have_any(reader: RoleReader) -> None:
    scores = np.array([[0, -9, 1, -9]], np.float32)
    found = reader.chosen(scores, reader.candidates("odd"), np.ones(1, np.float32))
    assert roles(found) == {0: "ARG1"}


def test_nothing_has_no_shares() -> None:
    assert softmax(np.zeros(0, np.float32)).size == 0
