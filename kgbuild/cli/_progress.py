"""Progress on stderr: a live line on a terminal, a line every few seconds elsewhere, silence for quick work."""

from __future__ import annotations

import sys
import time

import click

from kgbuild.cli._echo import echo

QUIET = 2.0
EVERY = 10.0


class Progress:
    """Call it with (what, done, total); it speaks up once the work has taken two seconds."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._stage = ""
        self._stage_started = self._started
        self._said = 0.0
        self._live = sys.stderr.isatty()
        self._width = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say how far the stage `what` has come."""
        now = time.monotonic()
        if what != self._stage:
            self._stage, self._stage_started = what, now
        if now - self._started < QUIET or now - self._said < (0.2 if self._live else EVERY):
            return
        self._said = now
        line = f"kgbuild: {what} {done}/{total}"
        spent = now - self._stage_started
        if done and total > done and spent > 1:
            rate = done / spent
            line += f", {rate:.1f} a second, {_clock((total - done) / rate)} left"
        if self._live:
            echo("\r" + line.ljust(self._width), nl=False, err=True)
            self._width = len(line)
        else:
            echo(line, err=True)

    def close(self) -> None:
        """Wipe the live line."""
        if self._live and self._width:
            echo("\r" + " " * self._width + "\r", nl=False, err=True)


def told() -> Progress:
    """Progress of the command that runs now; its live line is wiped when the command ends."""
    progress = Progress()
    click.get_current_context().call_on_close(progress.close)
    return progress


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
