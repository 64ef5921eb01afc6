"""The README keeps its promises: two commands, each one line; links that lead somewhere."""

import re

from around import ROOT

README = (ROOT / "README.md").read_text(encoding="utf8")


def quick_start() -> list[str]:
    """The fenced sh blocks of the section Quick start."""
    section = README.split("## Quick start", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```sh\n(.*?)```", section, re.S)


def test_two_commands_of_one_line_each() -> None:
    """The first installs and runs the demo, the second installs and runs the tests."""
    blocks = [block.strip().splitlines() for block in quick_start()]
    assert [len(block) for block in blocks] == [1, 1]
    assert "kgbuild demo" in blocks[0][0]
    assert "pytest" in blocks[1][0]


def test_named_files_exist() -> None:
    """Every file that the documents name in backticks and that looks like ours is there."""
    named = 0
    for page in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
    ]:
        text = page.read_text(encoding="utf8")
        for name in re.findall(
            r"`((?:docs|kgbuild|queries|tests|benchmarks|training|examples)/[\w./-]*)`", text
        ):
            assert (ROOT / name.rstrip("/")).exists(), f"{page.name} names {name}"
            named += 1
    assert named > 80


def test_nothing_speaks_of_this_machine() -> None:
    """No tracked text names a path of the machine that it was written on."""
    own = str(ROOT.parent) + "/"
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CHANGELOG.md"]:
        assert own not in path.read_text(encoding="utf8"), path.name


def test_version_is_one() -> None:
    """The installed distribution and the package agree, and the changelog is there."""
    from kgbuild import __version__

    assert 'attr = "kgbuild._version.__version__"' in (ROOT / "pyproject.toml").read_text(
        encoding="utf8"
    )
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert (ROOT / "CHANGELOG.md").exists()
