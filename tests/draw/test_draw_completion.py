"""Shell completion."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from kgbuild.cli import main
from kgbuild.cli.texts.completion import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_prints_the_shells_lines(shell: str) -> None:
    """Each shell gets lines that call kgbuild back."""
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0, done.output
    assert "_KGBUILD_COMPLETE" in done.stdout


def test_unknown_shell_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell without completion is an error that lists those with."""
    monkeypatch.setenv("SHELL", "/bin/oddsh")
    done = CliRunner().invoke(main, ["completion"])
    assert done.exit_code == 2
    assert "name one of bash, zsh, fish" in done.stderr
