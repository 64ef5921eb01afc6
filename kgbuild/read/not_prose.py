"""Text that is no prose: programs, tables, references, encoded data, by their first lines."""

from __future__ import annotations

import re

TEXTS = (
    (re.compile(r"WEBVTT\b"), "subtitles (WebVTT): save their text"),
    (re.compile(r"1\s*\n\d\d:\d\d:\d\d[,.]\d{3} -->"), "subtitles (SRT): save their text"),
    (re.compile(r"BEGIN:(?:VCALENDAR|VCARD)"), "a calendar or address card"),
    (re.compile(r"\\documentclass|\\begin\{document\}"), "LaTeX: save it as text or PDF"),
    (re.compile(r"TY {1,2}- \w+\s*\n"), "RIS references: export the articles' text instead"),
    (re.compile(r"@\w+\{[^,\s]+,\s*\n"), "BibTeX references: export the articles' text instead"),
    (
        re.compile(
            r"#!\s*/|#include\b|(?:from [\w.]+ import|import [\w.{} ,]+(?:;| from|\n))"
            r"|def \w+\(|class \w+[(:{]"
        ),
        "a program",
    ),
    (
        re.compile(
            r"(?:function \w*\(|(?:const|let|var) \w+ ?=|package [\w.]+;|public (?:static )?class\b|using [\w.]+;)"
        ),
        "a program",
    ),
    (
        re.compile(
            r"(?:--[^\n]*+\n|/\*[^\n]*+\n|\s)*+"
            r"(?:CREATE (?:TABLE|DATABASE)|INSERT INTO|DROP TABLE|BEGIN TRANSACTION|PRAGMA )"
        ),
        "an SQL dump: export its articles as CSV",
    ),
    (re.compile(r"diff --git |Index: \S+\n=|--- a/"), "a program's changes (diff)"),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key or certificate, no prose"),
    (
        re.compile(r"- \w+:[ \t].*\n(?: {2,}\w+:.*\n){1,}|\w+:[ \t]*\n(?: {2,}- )"),
        "YAML: save it as JSON",
    ),
    (re.compile(r"\[[\w .-]+\]\s*\n(?:[;#].*\n)*\s*[\w.-]+ ?= ?"), "a program's settings (INI)"),
    (re.compile(r"(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\]? .*\n){3}"), "a program's log"),
    (re.compile(r"<\?php\b"), "a program (PHP)"),
    (re.compile(r"%YAML\b"), "YAML: save it as JSON"),
)
MARKS = "\t,;|"
ROWS = 20
FEWEST_ROWS = 3
WIDEST_CELL = 40
LONGEST_WORD = 25
STOPS = '.!?”"'


def what(text: str) -> str | None:
    """What a text is that is no prose; None for prose, as far as its beginning tells.

    >>> what("Name,Party,Votes\\nLee,Red,12\\nHolt,Blue,13\\n")
    'a table without a column of texts'
    """
    for pattern, name in TEXTS:
        if pattern.match(text):
            return name
    if _is_table(text):
        return "a table without a column of texts"
    lengths = sorted(map(len, text[:20_000].split()))
    if len(text) > 200 and lengths and lengths[len(lengths) // 2] > LONGEST_WORD:
        return "encoded data, no prose"
    return None


def _is_table(text: str) -> bool:
    """Rows of short cells: as many marks in every line, and no line that ends a sentence."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:ROWS]
    if len(lines) < FEWEST_ROWS or any(line.rstrip()[-1] in STOPS for line in lines):
        return False
    for mark in MARKS:
        counts = {line.count(mark) for line in lines}
        if len(counts) == 1 and min(counts) >= (1 if mark == "\t" else 2):
            cells = [cell for line in lines for cell in line.split(mark)]
            return sorted(map(len, cells))[len(cells) // 2] <= WIDEST_CELL
    return False
