"""Write docs/commands.md from the commands' own help: `python docs/make_commands.py`."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli import main

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# Commands

One section a command, made from its own `--help` by `python docs/make_commands.py`; a test fails when they differ.
`--graph` defaults to `./graph`, or to the environment variable `KGBUILD_GRAPH`. Rows go to stdout, progress and
messages to stderr; colour is for terminals only, and `NO_COLOR` is heeded.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(
        main,
        info_name="kgbuild",
        terminal_width=80,
        max_content_width=80,
        **main.context_settings,
    )
    parts = [HEAD]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        parts.append(f"## `kgbuild {name}`\n\n```\n{_help(command, context, name)}\n```\n")
        if isinstance(command, click.Group):
            inside = click.Context(command, info_name=name, parent=context, terminal_width=80)
            for sub in command.list_commands(inside):
                found = command.get_command(inside, sub)
                assert found is not None
                parts.append(
                    f"### `kgbuild {name} {sub}`\n\n```\n{_help(found, inside, sub)}\n```\n"
                )
    return "\n".join(parts)


def _help(command: click.Command, parent: click.Context, name: str) -> str:
    inside = click.Context(
        command, info_name=name, parent=parent, terminal_width=80, max_content_width=80
    )
    return command.get_help(inside).rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
