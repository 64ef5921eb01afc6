"""What is installed is whole: every package of the source is named, every file of data has a pattern."""

from __future__ import annotations

import fnmatch
import tomllib

from around import ROOT

SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["setuptools"]
MAPPED = {"kgbuild.examples", "kgbuild.queries"}


def test_every_package_is_named() -> None:
    """A package that is not named is there for tests, which run in the source, and missing for everybody else."""
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in ROOT.glob("kgbuild/**/__init__.py")
    }
    assert found == set(SETUP["packages"]) - MAPPED


def test_every_file_of_data_is_taken_along() -> None:
    """Each file beside the code has one of the endings of package-data."""
    patterns = [pattern.removeprefix("**/") for pattern in SETUP["package-data"]["*"]]
    left = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("kgbuild/**/*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
        if not any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)
    ]
    assert left == []
