"""Words of articles reach the terminal as words: no escape sequence, no turned direction, no formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild import ids
from kgbuild.changes.changing import changing
from kgbuild.cli import main
from kgbuild.cli._echo import HARMFUL, shown
from kgbuild.cli.graphs.build import refusals
from kgbuild.draw.files import guarded
from kgbuild.model import (
    Claim,
    Cluster,
    Document,
    EntityArg,
    Evidence,
    Mention,
    MentionKind,
    Reject,
)

NAMES = ("Anna\x1b[31mRed", "Boris\u202eslian", "=HYPERLINK(A1)", "Clear\x9b2J\x07")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Names that would colour, clear, turn round and calculate."""
    folder = tmp_path_factory.mktemp("harm") / "graph"
    text = f"{NAMES[0]} met {NAMES[1]}. {NAMES[2]} met {NAMES[3]}."
    document = Document(
        ids.document_id("a\x1b[2J.txt", text), "a\x1b[2J.txt", text, title="T\x1b]0;x\x07",
        published=date(2024, 3, 5),
    )  # fmt: skip
    spans = [(text.index(name), text.index(name) + len(name)) for name in NAMES]
    clusters = [
        Cluster(ids.cluster_id(document.id, *span), document.id, "Person", name)
        for span, name in zip(spans, NAMES, strict=True)
    ]
    mentions = [
        Mention(document.id, *span, c.name, MentionKind.NAME, "Person", (c.id,))
        for span, c in zip(spans, clusters, strict=True)
    ]
    claims = []
    for left, right in ((0, 1), (2, 3)):
        met = (spans[left][1] + 1, spans[left][1] + 4)
        claims.append(
            Claim(
                ids.claim_id(
                    document.id, met, [spans[left]], [spans[right]], "MET", "meet", "asserted"
                ),
                document.id,
                (EntityArg(clusters[left].id, spans[left]),),
                "meet",
                "MET",
                (EntityArg(clusters[right].id, spans[right]),),
                Evidence(document.id, 0, len(text), text),
                met,
                confidence=0.9,
            )
        )
    with changing(folder, create=True) as ledger:
        ledger.put_document(document, "v", mentions, clusters, claims)
        ledger.put_rejects("b\x1b[1m.txt", [Reject("b\x1b[1m.txt", 1, "bad \x1b[5m")])
    return folder


COMMANDS = [
    ["why", NAMES[0], NAMES[1]],
    ["why", NAMES[2], NAMES[3], "--format", "csv"],
    ["why", NAMES[2], NAMES[3], "--format", "json"],
    ["stats"],
    ["entities"],
    ["entities", "--format", "csv"],
    ["timeline", NAMES[0]],
    ["explain", NAMES[0]],
    ["conflicts"],
    ["why", "Nobody\x1b[31m", "x"],
    ["verify"],
    ["query", "who_met_whom"],
    ["documents"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(map(repr, c))[:40])
def test_no_command_lets_them_through(graph: Path, command: list[str]) -> None:
    """Whatever is asked, in every form."""
    result = CliRunner().invoke(main, [*command, "--graph", str(graph)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not HARMFUL.search(result.output), repr(HARMFUL.search(result.output))


def test_json_keeps_the_words(graph: Path) -> None:
    """Escapes in JSON are the very characters to whoever reads it."""
    result = CliRunner().invoke(
        main, ["why", NAMES[0], NAMES[1], "--format", "json", "--graph", str(graph)]
    )
    assert NAMES[0] in json.loads(result.stdout)[0]["sentence"]


def test_csv_on_the_terminal_calculates_nothing(graph: Path) -> None:
    """No cell begins a formula, and a line end is one line end."""
    result = CliRunner().invoke(
        main, ["why", NAMES[2], NAMES[3], "--format", "csv", "--graph", str(graph)]
    )
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert len(rows) > 1
    for row in rows:
        assert not any(cell.startswith(("=", "+", "@", "\r")) for cell in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "a\rb"])
def test_guarded_cells(text: str) -> None:
    """Each begins with an apostrophe, or is no formula; none holds a lone carriage return."""
    found = guarded(text)
    assert "\r" not in found
    assert found.startswith("'") or not found.lstrip().startswith(("=", "+", "-", "@"))


def test_refusals_are_shown_harmlessly() -> None:
    """A file's name may hold a line end and an escape sequence: still one line, and no lie."""
    (line,) = refusals([Reject("a\nkgbuild: all is well\x1b[2J", None, "bad")], most=None)
    assert "\n" not in line
    assert "\x1b" not in shown(line)
