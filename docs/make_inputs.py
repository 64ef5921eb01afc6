"""The tables of docs/inputs.md that are the readers' own: fields of rows and datelines. Run it after a change.

python docs/make_inputs.py
"""

from __future__ import annotations

import re
from pathlib import Path

from kgbuild.read.plain import datelines
from kgbuild.read.records import fields

PAGE = Path(__file__).parent / "inputs.md"


def tables() -> dict[str, str]:
    """Heading -> the table below it."""
    rows = fields.written()
    columns = "\n".join(f"| {name} | {', '.join(names)} |" for name, names in rows.items())
    forms = "\n".join(f"| {form.name} | {form.example} |" for form in datelines.FORMS)
    return {
        "FIELDS": "| field | columns |\n|---|---|\n" + columns,
        "DATELINES": "| dateline | example |\n|---|---|\n" + forms,
    }


def page(text: str) -> str:
    """The page with its tables made anew."""
    for name, table in tables().items():
        head = table.split("\n", 1)[0]
        old = re.compile(rf"^(?:{name}$|{re.escape(head)}\n(?:\|.*\n?)+)", re.M)
        text = old.sub(lambda _, table=table: table + "\n", text, count=1)
    return re.sub(r"\n{3,}", "\n\n", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf8")), encoding="utf8")
