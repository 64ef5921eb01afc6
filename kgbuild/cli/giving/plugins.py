"""`kgbuild plugins`: other people's readers, extractors, exporters and stores that are installed."""

from __future__ import annotations

import click

from kgbuild.cli._common import format_option, handled, print_rows

COLUMNS = ("kind", "name", "package", "state")


@click.command()
@format_option
@handled
def command(form: str) -> None:
    """Readers, extractors, exporters and stores of other packages, and whether they can be used.

    KGBUILD_PLUGINS=NAME,NAME uses these alone, an empty value none. docs/howto/plug-ins.md says how to write one.

    \b
    Example:
      kgbuild plugins
    """
    from kgbuild import plugins

    rows = [
        {
            "kind": group.removesuffix("s"),
            "name": plugin.name,
            "package": plugin.origin,
            "state": plugin.fault or "ready",
        }
        for group in plugins.GROUPS
        for plugin in plugins.installed(group)
    ]
    print_rows(rows, COLUMNS, form, empty="No plug-in is installed.")
