"""Fixtures for all tests: the shared folder, the shipped pipeline, small graphs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from around import ROOT, find_shared

os.environ.setdefault("KGBUILD_RAISE", "1")  # a fault of ours is a failure here, not a sentence

if TYPE_CHECKING:
    from spacy.language import Language


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
