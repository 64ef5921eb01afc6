"""`kgbuild completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from kgbuild.cli._common import handled
from kgbuild.cli._echo import echo
from kgbuild.errors import UsageError

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@handled
def command(shell: str | None) -> None:
    """Print the lines that make SHELL (by default yours) complete kgbuild's commands and options.

    \b
    Example:
      kgbuild completion bash >> ~/.bashrc
      kgbuild completion zsh >> ~/.zshrc
      kgbuild completion fish > ~/.config/fish/completions/kgbuild.fish
    """
    from kgbuild.cli import main

    shell = shell or Path(os.environ.get("SHELL", "")).name
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"no completion for the shell {shell!r}; name one of {', '.join(SHELLS)}")
    echo(found(main, {}, "kgbuild", "_KGBUILD_COMPLETE").source())
