"""Fixtures for all tests: the shared folder, the shipped pipeline, small graphs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent


def find_shared() -> Path | None:
    """The folder of corpora and gold graphs: KGBUILD_SHARED, or beside the project."""
    for place in (os.environ.get("KGBUILD_SHARED"), ROOT.parent / "shared"):
        if place and Path(place).is_dir():
            return Path(place).resolve()
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; tests that need it skip elsewhere."""
    found = find_shared()
    if found is None:
        pytest.skip("needs the shared folder (KGBUILD_SHARED)")
    return found


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
