"""The gold that is shipped: every file reads, is Wikinews with its licence, and was settled by a third reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgbuild.evaluate import read_gold

FOLDER = Path(__file__).parents[2] / "evaluation" / "gold"
FILES = sorted(FOLDER.rglob("*.json"))


def test_all_fields_hold() -> None:
    articles = read_gold([FOLDER])
    assert len(articles) == len(FILES) >= 6
    assert all(article.claims and article.entities for article in articles)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_article_has_its_licence_and_readers(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf8"))
    assert data["document"]["licence"] == "CC BY 2.5"
    assert data["document"]["url"].startswith("https://en.wikinews.org/")
    assert len(data["annotators"]) == 3
    assert not data.get("prefilled")
