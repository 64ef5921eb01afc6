"""The graphs that are shared with the tests of the stores."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "store"))

import store_graphs

from kgbuild.model import Snapshot


@pytest.fixture(scope="session")
def small() -> Snapshot:
    return store_graphs.small()


@pytest.fixture(scope="session")
def seed() -> Snapshot:
    return store_graphs.seed()
