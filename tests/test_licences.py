"""THIRD_PARTY.md names what is there, and the texts of the licences go with the package."""

from __future__ import annotations

import re
import tomllib

import pytest
from around import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
PAGE = (ROOT / "THIRD_PARTY.md").read_text("utf8")


def test_every_place_that_is_named_exists() -> None:
    """Paths and single files in the tables; a table that moved is named anew."""
    paths = set(re.findall(r"\b((?:kgbuild|tests|evaluation|docs|training)/[\w./-]+\w)", PAGE))
    assert len(paths) > 15
    assert not [path for path in sorted(paths) if not (ROOT / path).exists()]
    for name in re.findall(r"`(\w+\.(?:csv|tsv\.gz))`", PAGE):
        assert any((ROOT / "kgbuild").rglob(name)), name


def test_tables_that_a_script_made_are_named() -> None:
    """Packed tables and networks are never by hand, so each has its row."""
    made = [p for end in ("*.gz", "*.onnx") for p in (ROOT / "kgbuild").rglob(end)]
    assert len(made) > 5
    for path in made:
        folder = path.parent.relative_to(ROOT).as_posix()
        assert path.name in PAGE or f"| {folder} |" in PAGE or f"{folder}," in PAGE, path


@pytest.mark.parametrize("pattern", PROJECT["license-files"])
def test_licence_files_are_there(pattern: str) -> None:
    assert list(ROOT.glob(pattern))


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("MIT", "MIT"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("CC-BY-4.0", "CC BY 4.0"),
        ("Unicode-3.0", "Unicode License v3"),
        ("LicenseRef-WordNet", "WordNet licence"),
    ],
)
def test_the_packages_expression_has_every_licence(licence: str, said: str) -> None:
    assert licence in PROJECT["license"].split(" AND ")
    part = PAGE[PAGE.index("## In the package") : PAGE.index("## Sources of the weights")]
    assert said in part
