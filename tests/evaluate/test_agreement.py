"""The agreement of two readers: 1 with oneself, and each difference costs its own figure alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from around import ROOT

from evaluation.agreement import agreement, read_pairs

GOLD = sorted((ROOT / "evaluation" / "gold" / "dev").glob("*.json"))[0]


@pytest.fixture
def against(tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], None]], dict[str, Any]]:
    """The agreement of a shipped gold file with a copy that was changed."""

    def run(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        for name in ("one", "other"):
            data = json.loads(GOLD.read_text(encoding="utf8"))
            if name == "other":
                change(data)
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "a.json").write_text(json.dumps(data), encoding="utf8")
        return agreement(read_pairs(tmp_path / "one", tmp_path / "other"))

    return run


def test_a_reader_agrees_with_himself(against: Any) -> None:
    found = against(lambda data: None)
    rates = {name: value for name, value in found.items() if name not in ("articles", "claims")}
    assert found["claims"][0] == found["claims"][1] > 5
    assert {value for value in rates.values() if value is not None} == {1.0}


def test_names_of_entities_do_not_matter(against: Any) -> None:
    """Another reader calls the same thing by another id: their mentions pair the two."""

    def renamed(data: dict[str, Any]) -> None:
        other = {entity["id"]: f"thing{n}" for n, entity in enumerate(data["entities"])}
        for entity in data["entities"]:
            entity["id"] = other[entity["id"]]
        for claim in data["claims"]:
            for row in (claim, *claim.get("accept", [])):
                for field in ("subject", "object", "speaker", "place"):
                    if field in row:
                        row[field] = [
                            other.get(a, a) if isinstance(a, str) else a for a in row[field]
                        ]
        data["must_not"] = []

    assert against(renamed)["claims F1"] == 1.0


def test_another_relation_is_another_claim(against: Any) -> None:
    def changed(data: dict[str, Any]) -> None:
        for claim in data["claims"]:
            claim["relation"], claim["predicate"] = "SANCTIONED", "sanction"
            claim.pop("accept", None)

    found = against(changed)
    assert found["claims F1"] < 0.3
    assert found["mentions F1"] == 1.0


def test_polarity_is_compared_on_claims_that_agree(against: Any) -> None:
    def changed(data: dict[str, Any]) -> None:
        one = next(c for c in data["claims"] if c.get("polarity", "asserted") == "asserted")
        one["polarity"] = "negated"

    found = against(changed)
    assert found["claims F1"] == 1.0
    assert 0 < found["polarity"] < 1


def test_a_split_entity_costs_the_clusters(against: Any) -> None:
    """Each mention an entity of its own: the mentions agree, the clusters do not."""

    def changed(data: dict[str, Any]) -> None:
        entities = []
        for entity in data["entities"]:
            first, *others = entity["mentions"]
            entities.append({**entity, "mentions": [first]})
            for number, mention in enumerate(others):
                entities.append({**entity, "id": f"{entity['id']} {number}", "mentions": [mention]})
        data["entities"] = entities

    found = against(changed)
    assert found["mentions F1"] == 1.0
    assert found["clusters B3 F1"] < 0.9


def test_folders_without_a_common_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no gold file of one name"):
        read_pairs(tmp_path, tmp_path)
