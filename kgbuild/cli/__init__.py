"""The command line: one file a command, each a thin skin over a public function of the library."""

from __future__ import annotations

import importlib
import pkgutil
from typing import cast

import click

from kgbuild._version import __version__


class Commands(click.Group):
    """Commands are the modules of this package: `kgbuild view` is `kgbuild.cli.view:command`.

    A module is imported only when its command runs or its help is shown, so that `kgbuild --version`
    never loads a language model or a database driver. Underscores in module names become dashes.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All modules that do not start with an underscore."""
        found = (m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
        return sorted(name.replace("_", "-") for name in found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; unknown names are click's to report."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        return cast("click.Command", module.command)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kgbuild")
def main() -> None:
    """Knowledge graphs from news: who did what to whom, who says so, when, where, in which sentence.

    Start with:  kgbuild demo
    """
