"""docs/english.md, written from the word tables: run `python -m kgbuild.english.page > docs/english.md`."""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from kgbuild.english.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.english.tables import Table

HOMES = ("kgbuild.english", "kgbuild.names", "kgbuild.attribution", "kgbuild.factuality")
"""Packages that hold word tables in the one format."""
SHOWN = 12
HEAD = """# What we know of English

Written from the word tables by `python -m kgbuild.english.page`; a test compares. A rule keeps structure
only and takes its words from a table: `table("control")["subject"]`. `kgbuild/english/tables.py` says what
a row means; a table that breaks a rule is refused with file and line, and a test finds words that the
lemmatiser never gives. To add a word, add a row below its class; to add a class, open it with a row that
has a part of speech and says in its note what the class holds.
"""


def shipped() -> list[tuple[str, str]]:
    """Name and package of every table in the one format, in order."""
    found = []
    for package in HOMES:
        for file in sorted(files(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".csv") and file.read_text("utf8").startswith("class,part,word"):
                found.append((file.name.removesuffix(".csv"), package))
    return found


def english_page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for name, package in shipped():
        parts += _section(table(name, package))
    return "\n".join(parts)


def _section(found: Table) -> Iterator[str]:
    count = sum(len(c.rows) for c in found.classes.values())
    yield f"## {found.source}\n\n{len(found)} classes, {count} words.\n"
    for c in found.classes.values():
        words = ", ".join(row.word for row in c.rows[:SHOWN])
        more = f" … ({len(c.rows)})" if len(c.rows) > SHOWN else ""
        yield f"- **{c.name}** ({c.part}): {c.note}. *{words}*{more}"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(english_page())
