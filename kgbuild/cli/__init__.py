"""The command line: a room a kind of command, one file a command, each a thin skin over a public function."""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache
from typing import cast

import click

from kgbuild._version import __version__
from kgbuild.batch.garbage import collect_seldom

ROOMS = {
    "graphs": "Make and keep a graph",
    "asking": "Ask",
    "giving": "Look at it, hand it on",
    "identity": "Who is who",
    "texts": "Texts and measuring",
}
"""The rooms of this package, in the order of `kgbuild --help`, and what their commands do."""

FULL = 200
"""Characters of a command's first sentence in the list: all of it, wrapped."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; of an unknown one the nearest names are said."""
        unknown = bool(args) and not args[0].startswith("-") and args[0] not in _homes()
        if unknown and not ctx.resilient_parsing:
            near = get_close_matches(args[0], _homes(), n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for, each with its whole first sentence."""
        for room, title in ROOMS.items():
            rows = [
                (name, command.get_short_help_str(FULL))
                for name, home in sorted(_homes().items())
                if home.startswith(f"{__name__}.{room}.")
                and (command := self.get_command(ctx, name)) is not None
            ]
            with formatter.section(title):
                formatter.write_dl(rows)


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

    \b
    Start with:  kgbuild demo
    Your own:    kgbuild build articles/ && kgbuild news
    """
    collect_seldom()
