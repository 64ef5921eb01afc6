"""The graphs that the tests of stores run on."""

from __future__ import annotations

import pytest
import store_graphs

from kgbuild.model import Snapshot


@pytest.fixture(scope="session")
def small() -> Snapshot:
    return store_graphs.small()


@pytest.fixture(scope="session")
def seed() -> Snapshot:
    return store_graphs.seed()
