"""Import files written by two processes are those of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import StoreError
from kgbuild.model import Snapshot
from kgbuild.store.cypher import files as neo4j_csv


def written(snapshot: Snapshot, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in neo4j_csv.write(snapshot, folder)}


def test_processes_change_no_byte(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = written(small, tmp_path / "one")
    monkeypatch.setattr(neo4j_csv, "MANY", 0)
    monkeypatch.setattr(neo4j_csv.threading, "active_count", lambda: 1)
    assert written(small, tmp_path / "two") == one


def test_what_an_earlier_export_left_is_gone(small: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "nodes-Old.csv").write_text("id:ID\n", encoding="utf8")
    found = written(small, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(found)


@pytest.mark.parametrize("many", [0, neo4j_csv.MANY])
def test_a_folder_that_cannot_be_written_is_one_line(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(neo4j_csv, "MANY", many)
    (tmp_path / "links-Claim-ABOUT.csv").mkdir()
    with pytest.raises(StoreError, match="cannot write"):
        neo4j_csv.write(small, tmp_path)
