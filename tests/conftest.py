"""Fixtures for all tests: the shared folder, the shipped pipeline, small graphs."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from around import ROOT, find_shared

os.environ.setdefault("KGBUILD_RAISE", "1")  # a fault of ours is a failure here, not a sentence

if TYPE_CHECKING:
    from spacy.language import Language

# Files that one worker runs one after another, since they share one Neo4j database and the SPARQL servers.
SERVERS = ("tests/store/", "tests/torture/test_torture_loads.py")
# The longest first, so that no worker is left with one of them at the end.
LONGEST = (
    *SERVERS,
    "tests/torture/",
    "tests/test_docs.py",
    "tests/attribution/",
    "tests/draw/",
    "tests/test_build.py",
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Gives a worker whole files, so that what a file builds once is built once.

    A scheduler of our own: pytest-xdist 3.8 does not see its marks of groups with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFiles(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            place = nodeid.partition("::")[0]
            return "servers" if place.startswith(SERVERS) else place

    return ByFiles(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""

    def rank(item: pytest.Item) -> int:
        found = (i for i, start in enumerate(LONGEST) if item.nodeid.startswith(start))
        return next(found, len(LONGEST))

    items.sort(key=rank)


@pytest.fixture(scope="module", autouse=True)
def _settled() -> Iterator[None]:
    """What earlier files left (models, tables) is no longer looked through: each change of a graph collects garbage."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; tests that need it skip elsewhere."""
    found = find_shared()
    if found is None:
        pytest.skip("needs the shared folder (KGBUILD_SHARED)")
    return found


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """Playwright, started once for all tests: a process can have one at a time."""
    if not os.environ.get("CI"):
        pytest.importorskip("playwright", reason="Playwright drives the browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def english() -> Language:
    """The shipped English pipeline, loaded once."""
    from kgbuild.language import load_english

    return load_english()


@pytest.fixture(scope="session")
def demo_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, built once by the real thing."""
    from kgbuild.build import build

    folder = tmp_path_factory.mktemp("demo") / "graph"
    build([ROOT / "examples"], graph=folder)
    return folder
