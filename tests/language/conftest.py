"""The shipped pipeline, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kgbuild.language import load_english


@pytest.fixture(scope="session")
def english() -> Language:
    return load_english()
