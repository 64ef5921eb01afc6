"""Every way of damaging a graph is found, named with what mends it, and mended by that; none is a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from damages import WAYS, make_graph

from kgbuild.audit import Damage, mend, verify
from kgbuild.cli import main
from kgbuild.errors import GraphError
from kgbuild.ledger import Ledger


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "graph"
    make_graph(folder)
    return folder


@pytest.fixture
def graph(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "graph"))


def found(folder: Path) -> list[Damage]:
    """What verify says; no graph at all is said as an error."""
    try:
        return verify(folder)
    except GraphError as error:
        return [Damage(str(error), "kgbuild build PATH")]


def test_there_are_enough_ways() -> None:
    assert len(WAYS) >= 66


def test_a_whole_graph_is_whole(graph: Path) -> None:
    assert found(graph) == []
    assert found(graph) == []  # and looking has changed nothing


def test_a_first_build_that_was_ended_is_empty_and_whole(tmp_path: Path) -> None:
    """Its ledger is laid out, and holds nothing yet: the next build fills it."""
    with Ledger.open(tmp_path / "graph", create=True):
        pass
    assert found(tmp_path / "graph") == []


@pytest.mark.parametrize("way", WAYS)
def test_damage_is_found_and_mended(graph: Path, way: str) -> None:
    """Found by verify, no command ends in a traceback, and what verify names mends it."""
    WAYS[way](graph)
    damage = found(graph)
    assert damage, "not noticed"
    assert all(d.remedy.startswith("kgbuild ") for d in damage)
    for command in ("stats", "verify"):
        result = CliRunner().invoke(main, [command, "--graph", str(graph)])
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
    damage = found(graph)
    if all("restore" in d.remedy for d in damage if d.fatal) and any(d.fatal for d in damage):
        return  # named with its remedy: a backup, or building anew elsewhere
    if damage:  # some heal when they are read
        mend(graph)
    assert found(graph) == []
