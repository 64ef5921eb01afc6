"""One bad input never ends a build: it is refused with file and line, and the others are read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.model import Document, Reject
from kgbuild.read import Given, Options, find, read_input

GOOD = "The minister met the mayor of Oslo on Monday. They spoke about the harbour.\n"
LONE = "a\ud800b"


def row(**more: str) -> str:
    return json.dumps({"text": GOOD, **more}) + "\n"


def read(folder: Path, options: Options | None = None) -> tuple[list[Document], list[Reject]]:
    """What a build would make of the folder."""
    found = find([folder])
    documents, rejects = [], list(found.rejects)
    for item in found.inputs:
        readings = read_input(item, Given(), options=options)
        assert readings is not None
        documents += readings.documents
        rejects += readings.rejects
    return documents, rejects


CASES: dict[str, tuple[Callable[[Path], object], str | None]] = {
    "half an address": (lambda f: (f / "b.txt").write_text(f"http://[\n\n{GOOD}"), None),
    "half a character in an id": (lambda f: (f / "b.jsonl").write_text(row(id=LONE)), "half a character"),
    "half a character in a title": (lambda f: (f / "b.jsonl").write_text(row(title=LONE)), None),
    "half a character in a publisher": (lambda f: (f / "b.jsonl").write_text(row(publisher=LONE)), None),
    "half a character in an address": (lambda f: (f / "b.jsonl").write_text(row(url=LONE)), None),
    "half a character in a byline": (lambda f: (f / "b.jsonl").write_text(row(byline=LONE)), None),
    "a name that is not UTF-8": (
        lambda f: Path(os.fsdecode(os.fsencode(f) + b"/b\xff.txt")).write_text(GOOD), "not UTF-8"
    ),
    "a bad quote in a first line": (lambda f: (f / "b.csv").write_text(f'"text"x,"a\n{GOOD}'), "CSV"),
    "a nested sidecar": (
        lambda f: ((f / "b.txt").write_text(GOOD), (f / "b.txt.meta.json").write_text("[" * 99_999)),
        "sidecar",
    ),
    "a file of 20 GB": (lambda f: os.truncate(_made(f / "b.txt"), 20 * 10**9), "larger than"),
    "a link to a device": (lambda f: (f / "b.txt").symlink_to("/dev/zero"), "outside"),
    "a link that leads outside": (lambda f: (f / "b.txt").symlink_to("/etc/hosts"), "outside"),
    "a link that leads nowhere": (lambda f: (f / "b.txt").symlink_to("/none"), "nowhere"),
    "a pipe": (lambda f: os.mkfifo(f / "b.txt"), "a pipe"),
    "a name of 255 bytes": (lambda f: (f / ("b" * 251 + ".txt")).write_text(GOOD), None),
    "rows that end in a carriage return": (
        lambda f: (f / "b.csv").write_bytes(b"id,text\r1," + GOOD.strip().encode() + b"\r"), None
    ),
    "a word of 19 MB": (lambda f: (f / "b.txt").write_text(GOOD + "a" * 19_000_000), "--longest"),
    "brackets without end": (lambda f: (f / "b.jsonl").write_text("[" * 200_000), "JSON"),
}  # fmt: skip


def _made(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.parametrize("case", CASES)
def test_the_others_are_read(tmp_path: Path, case: str) -> None:
    """Refused with a reason or read; the good article always is."""
    make, reason = CASES[case]
    (tmp_path / "good.txt").write_text(GOOD)
    make(tmp_path)
    documents, rejects = read(tmp_path)
    assert "good.txt" in {d.source for d in documents}
    if reason is None:
        assert (len(documents), rejects) == (2, [])
    else:
        assert [reason in r.reason for r in rejects] == [True]
        assert len(documents) == 1
    for document in documents:
        repr(document).encode("utf8")  # nothing of it breaks an export
        for text in (document.title, document.publisher, document.byline, document.url):
            (text or "").encode("utf8")


def test_a_name_given_itself(tmp_path: Path) -> None:
    """An argument that is not UTF-8 is refused by name, too."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt"))
    path.write_text(GOOD)
    found = find([path])
    assert [(r.source, "not UTF-8" in r.reason) for r in found.rejects] == [("b\\xff.txt", True)]


def test_the_limit_is_an_option(tmp_path: Path) -> None:
    """White space is not counted; the message names the option."""
    (tmp_path / "a.txt").write_text(GOOD + " " * 10_000)
    assert read(tmp_path, Options(longest=100))[1] == []
    (reject,) = read(tmp_path, Options(longest=20))[1]
    assert "more than 20" in reject.reason
    assert "--longest" in reject.reason
