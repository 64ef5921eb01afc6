"""What the commands on identity share: who decides, why, and how it is told."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kgbuild.cli._echo import echo

if TYPE_CHECKING:
    from kgbuild.model import Judgement
    from kgbuild.resolve.judgements.decisions import Side


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container
        return "somebody"


because_option = click.option("--because", default="", help="Why: kept beside the judgement.")
by_option = click.option(
    "--by", default=_user, envvar="KGBUILD_USER", help="Who decides. [default: your user name]"
)


def say(what: str, written: Sequence[Judgement], *, undo: bool = True) -> None:
    """Tell what was written, and how it can be undone."""
    more = f" and {len(written) - 1} more" if len(written) > 1 else ""
    back = "; take it back with: kgbuild undo" if undo else ""
    echo(f"{what} (judgement {written[0].id}{more}{back})")


def side_row(side: Side) -> dict[str, object]:
    """One part of an entity as a row."""
    return {
        "document": side.source,
        "name": side.name,
        "sentence": side.sentence,
        "cluster": side.cluster,
    }
