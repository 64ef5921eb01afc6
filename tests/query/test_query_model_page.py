"""docs/stores.md lists every property of every node and edge, and none besides."""

from __future__ import annotations

import re
from pathlib import Path

from kgbuild.model import Snapshot
from kgbuild.project import project
from kgbuild.project.shape import STRUCTURE
from kgbuild.store.triples.terms import PROPERTIES

PAGE = Path(__file__).parents[2] / "docs" / "stores.md"
ROW = re.compile(r"\| ([\w ]+) \| `([\w…]+)` \| (.+) \|")


def listed() -> dict[str, set[str]]:
    """Kind of node or link -> properties in the page's table, each with a phrase."""
    found: dict[str, set[str]] = {}
    section = PAGE.read_text(encoding="utf8").partition("### Properties")[2].partition("\n## ")[0]
    for kind, name, phrase in ROW.findall(section):
        assert name not in found.get(kind, ()), f"{kind}.{name} stands twice"
        assert phrase.strip()
        found.setdefault(kind, set()).add(name)
    return found


def projected(snapshot: Snapshot) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    projection = project(snapshot)
    for node in projection.nodes:
        names = {"q_…" if name.startswith("q_") else name for name in node.properties}
        found.setdefault(node.labels[0], set()).update(names)
    for link in projection.links:
        kind = link.type if link.type in STRUCTURE else "plain edge"
        if link.properties:
            found.setdefault(kind, set()).update(link.properties)
    return found


def test_every_property_is_explained(small: Snapshot) -> None:
    page = listed()
    assert len(projected(small)) > 10
    for kind, names in projected(small).items():
        assert names <= page.get(kind, set()), kind


def test_every_property_of_the_seeds_is_explained(seed: Snapshot) -> None:
    page = listed()
    assert len(projected(seed)) > 10
    for kind, names in projected(seed).items():
        assert names <= page.get(kind, set()), kind


def test_nothing_else_is_listed(small: Snapshot) -> None:
    """What the small graph does not have is at least a property that the stores know."""
    here = projected(small)
    assert len(listed()) > 10
    for kind, names in listed().items():
        assert kind in here
        for name in names - here[kind]:
            assert name in PROPERTIES or name == "q_…", f"{kind}.{name}"
