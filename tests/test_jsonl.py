"""The JSON Lines contract."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import small
from test_check import GOOD

from kgbuild.store import jsonl


def read(folder: Path, name: str) -> list[dict[str, object]]:
    """Rows of one file."""
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf8").splitlines()]


def test_rows_have_the_keys_of_the_contract(tmp_path: Path) -> None:
    """Six files; the keys are those that other programs read."""
    jsonl.write(GOOD, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(jsonl.FILES)
    (document,) = read(tmp_path, "documents.jsonl")
    assert list(document) == [
        "id", "source", "title", "publisher", "published", "published_basis", "language", "byline",
        "url", "text",
    ]  # fmt: skip
    claims = {row["id"]: row for row in read(tmp_path, "claims.jsonl")}
    met = claims[small.MET.id]
    assert list(met) == [
        "id", "document", "subject", "predicate", "relation", "object", "polarity", "modality", "hedge",
        "attributed_to", "quoted", "time", "place", "about", "qualifiers", "confidence", "worth",
        "reported", "extractor",
        "evidence",
    ]  # fmt: skip
    assert met["subject"] == [{"entity": small.IDENTITY[small.ADLER.id]}]
    assert met["time"] == {"text": "Monday", "start": "2025-03-03", "end": "2025-03-03",
                           "precision": "day", "basis": "dateline"}  # fmt: skip
    assert claims[small.DENIED.id]["object"] == [{"claim": small.NOT_MET.id}]
    paid = claims[small.PAID.id]
    assert paid["object"] == [
        {"value": 40.0, "unit": "crowns", "text": "40 crowns"},
        {"literal": "crowns"},
    ]
    fact, *_ = read(tmp_path, "facts.jsonl")
    assert fact["independent_sources"] == 1
    assert read(tmp_path, "entities.jsonl")[0]["mentions"]


def test_bytes_do_not_depend_on_order(tmp_path: Path) -> None:
    """The same content in another order gives the same bytes."""
    shuffled = replace(GOOD, claims=GOOD.claims[::-1], entities=GOOD.entities[::-1])
    jsonl.write(GOOD, tmp_path / "a")
    jsonl.write(shuffled, tmp_path / "b")
    for name in jsonl.FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
