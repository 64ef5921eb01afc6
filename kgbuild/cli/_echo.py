"""What reaches the terminal: the words of articles never move its cursor, colour it, or turn its text round."""

from __future__ import annotations

import json
import re
from typing import Any

import click

HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters beside tab and line end, marks that turn the direction round, and unseen ones."""


def shown(text: str) -> str:
    """Text with a picture in the place of each harmful character.

    >>> shown("red \\x1b[31m, turned \\u202e")
    'red ␛[31m, turned ⟨202E⟩'
    """
    return HARMFUL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else f"\u27e8{number:04X}\u27e9"


def echo(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a line of words, our own or an article's, harmlessly."""
    click.echo(shown(str(text)), err=err, nl=nl)


def echo_json(value: Any) -> None:
    """Print a value as JSON; harmful characters stand as escapes, which are the same to every reader."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    click.echo(HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
