"""docs/inputs.md says what the readers do: its formats, limits and tables are theirs."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from kgbuild.cli.graphs.build import NOTHING, REFUSED
from kgbuild.read import READERS, archives, formats
from kgbuild.read.markup import bundles, xml
from kgbuild.read.office import pdf

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "inputs.md").read_text(encoding="utf8")


def test_every_reader_has_its_row_and_every_row_its_reader() -> None:
    """The table of formats names the readers."""
    table = PAGE.split("## Formats")[1].split("##")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.M)) == sorted(READERS)
    for name in formats.PACKED:
        assert f"`{name}`" in table


def test_tables_are_made_from_the_readers() -> None:
    """Fields and datelines; run docs/make_inputs.py when this fails."""
    spec = importlib.util.spec_from_file_location("make_inputs", ROOT / "docs" / "make_inputs.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.page(PAGE) == PAGE


def test_limits_and_exit_codes_are_those_of_the_code() -> None:
    """The figures of the page."""
    limits = PAGE.split("## Limits")[1].split("##")[0]
    for figure in (
        f"| a file | {formats.LARGEST // 1_000_000} MB |",
        f"| {bundles.MAXIMUM // 1_000_000} MB |",
        f"{pdf.MAXIMUM // 1_000_000} MB, {pdf.MOST_PAGES} pages, {pdf.UNPACKED // 1_000_000} MB unpacked",
        f"{xml.MAXIMUM // 1_000_000} MB, no entities",
        f"{archives.LARGEST // 1_000_000} MB, {archives.RATIO} times",
        f"{archives.LARGEST_WHOLE // 1_000_000} MB, {archives.MOST_MEMBERS:,} files",
    ):
        assert figure in limits, figure
    assert f"| {REFUSED} | some refused" in PAGE and f"| {NOTHING} | nothing built" in PAGE
