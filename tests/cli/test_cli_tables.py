"""Tables in windows of any width."""

from __future__ import annotations

import pytest
from rich.console import Console

from kgbuild.cli import _common

ROWS = [
    {"fact": "f-0123456789abcdef0123", "said_by": "the Foreign Ministry of Norland", "n": 3},
    {"fact": "f-3210fedcba98765432", "said_by": "[bold]Anna Adler[/bold]", "n": None},
]
COLUMNS = ("fact", "said_by", "n")


def printed(width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a window of this width shows."""
    monkeypatch.setattr(_common, "console", lambda: Console(width=width, highlight=False))
    _common.print_rows(ROWS, COLUMNS, "table")
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [50, 55, 64, 100, 160])
def test_a_table_fits_and_breaks_no_word(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids stay whole, no line is longer than the window, markup of articles stays text."""
    out = printed(width, monkeypatch, capsys)
    assert "┃" in out
    assert max(map(len, out.splitlines())) <= width
    for word in ("f-0123456789abcdef0123", "Ministry", "[bold]Anna"):
        assert word in out


def test_a_narrow_window_gets_a_line_for_each_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where words would have to be broken, each row is a block; what is empty is left out."""
    lines = [line.rstrip() for line in printed(40, monkeypatch, capsys).splitlines()]
    assert lines == [
        "fact     f-0123456789abcdef0123",
        "said by  the Foreign Ministry of Norland",
        "n        3",
        "",
        "fact     f-3210fedcba98765432",
        "said by  [bold]Anna Adler[/bold]",
        "",
    ]
