"""The docs: every shown snippet runs, what stands under it is what it prints, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _outputs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_outputs", ROOT / "docs" / "make_outputs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OUTPUTS = _outputs()


@pytest.mark.slow
@pytest.mark.parametrize("page", OUTPUTS.PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_is_printed(page: Path, tmp_path: Path) -> None:
    assert OUTPUTS.filled(page, tmp_path) == page.read_text(encoding="utf8")


def test_every_page_with_blocks_has_some() -> None:
    blocks = [m for page in OUTPUTS.PAGES for m in OUTPUTS.BLOCK.finditer(page.read_text("utf8"))]
    assert len(blocks) >= 12
    assert any(block[3] for block in blocks)


@pytest.mark.slow
def test_the_site_builds_strictly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "index.html").read_text(encoding="utf8")
    assert "fonts.googleapis" not in page
    assert (tmp_path / "reference" / "python.html").stat().st_size > 20_000
