"""The docs: every shown snippet runs, what stands under it is what it prints, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

import kgbuild
from kgbuild.cli import main

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


PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md"))
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.M | re.S)
COMMAND = re.compile(r"(?:^|[$|&(])\s*(?:[A-Z_]+=\S+ +)*kgbuild +([^|;&#\n>]*)", re.M)


def shown_commands() -> list[tuple[str, str]]:
    """(page, command line) of every `kgbuild …` in a fenced block of README and the docs."""
    return [
        (page.name, line.group(1).strip())
        for page in [ROOT / "README.md", *PAGES]
        if page.name != "commands.md"
        for block in FENCE.findall(page.read_text("utf8").replace("\\\n", " "))
        for line in COMMAND.finditer(block)
    ]


def test_commands_that_are_shown_exist_with_their_options() -> None:
    """Also those that no test can run (a server, cron): README's and every page's, `--quiet` is no option."""
    shown = shown_commands()
    assert len(shown) > 80
    assert {"daily-run.md", "neo4j.md", "README.md"} <= {page for page, _ in shown}
    wrong = []
    for page, line in shown:
        words = shlex.split(line.replace("…", "x"), comments=True)
        if not words or words[0].startswith(("-", "(", "<", "[")):
            continue
        context = click.Context(main)
        command = main.get_command(context, words[0])
        while isinstance(command, click.Group):
            words = words[1:]
            command = command.get_command(context, words[0])
        if command is None:
            wrong.append(f"{page}: kgbuild {line}: no such command")
            continue
        options = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
        options |= {"--help", "-h"}
        wrong += [
            f"{page}: kgbuild {line}: no option {word}"
            for word in words[1:]
            if re.match(r"--?[a-z]", word) and word.split("=")[0] not in options
        ]
    assert not wrong, "\n".join(wrong)


def test_every_page_is_in_the_navigation_once() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf8")
    listed = re.findall(r": (\S+\.md)$", text[text.index("\nnav:") :], re.M)
    assert sorted(listed) == [page.relative_to(ROOT / "docs").as_posix() for page in PAGES]


def test_every_public_name_is_on_the_python_page() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf8")
    shown = re.findall(r"^::: kgbuild\.((?:\w+\.)?\w+)$", page, re.M)
    named = {name.rpartition(".")[2] for name in shown}
    # A room and a function may share a name: the function is shown from its home, never the room.
    for name in set(shown) & set(kgbuild.__all__):
        assert name == "load_english", (
            f"::: kgbuild.{name} shows a room or what is taken from another"
        )
    from kgbuild import errors, model

    whole = {
        name
        for module in (model, errors)
        if module.__name__.removeprefix("kgbuild.") in named
        for name, value in vars(module).items()
        if getattr(value, "__module__", None) == module.__name__
    }
    public = set(kgbuild.__all__) - {"__version__"}
    assert len(public) > 20
    assert not public - named - whole
