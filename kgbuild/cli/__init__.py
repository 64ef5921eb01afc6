"""The command line: a room a kind of command, one file a command, each a thin skin over a public function."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import cast

import click

from kgbuild._version import __version__


class Commands(click.Group):
    """Commands are the modules of this package's rooms: `kgbuild view` is `kgbuild.cli.giving.view:command`.

    A module is imported only when its command runs or its help is shown, so that `kgbuild --version`
    never loads a language model or a database driver. Underscores in module names become dashes.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All modules that do not start with an underscore, whichever room they stand in."""
        return sorted(_homes())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; unknown names are click's to report."""
        home = _homes().get(cmd_name)
        if home is None:
            return None
        return cast("click.Command", importlib.import_module(home).command)


@cache
def _homes() -> dict[str, str]:
    """Each command and the module that it stands in."""
    places = [(__path__[0], __name__)]
    places += [
        (f"{__path__[0]}/{m.name}", f"{__name__}.{m.name}")
        for m in pkgutil.iter_modules(__path__)
        if m.ispkg
    ]
    found = {}
    for folder, package in places:
        for module in pkgutil.iter_modules([folder]):
            if not module.ispkg and not module.name.startswith("_"):
                found[module.name.replace("_", "-")] = f"{package}.{module.name}"
    return found


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kgbuild")
def main() -> None:
    """Knowledge graphs from news: who did what to whom, who says so, when, where, in which sentence.

    Start with:  kgbuild demo
    """
