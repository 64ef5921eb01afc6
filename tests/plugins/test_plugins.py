"""The example package, installed and used; plug-ins that are wrong cost their own part and are told."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild.build import build
from kgbuild.cli import main
from kgbuild.errors import InputError, UsageError
from kgbuild.graph import Graph
from kgbuild.plugins import found, use
from kgbuild.vocabulary import own

ROOT = Path(__file__).parents[2]
TOLD = "Reporters dubbed Anna Holt the Lioness of Oslo. Anna Holt met Boris Becker in Oslo.\n"
DUBBED = f"title: Portrait\ndate: 2025-05-04\n\n{TOLD}"
ROW = {
    "name": "dubbed",
    "relation": "KNOWN_AS",
    "words": "be known as",
    "pattern": [
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "dub"}},
        {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "whom", "RIGHT_ATTRS": {"DEP": "obj"}},
        {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "name", "RIGHT_ATTRS": {"DEP": "xcomp"}},
    ],
    "subject": "whom",
    "object": "name",
    "example": "Reporters dubbed Anna Holt the Lioness of Oslo.",
}


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    yield
    use(())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with the example package: installed offline, into a folder of its own."""
    target = tmp_path_factory.mktemp("site")
    source = tmp_path_factory.mktemp("source") / "plugin"
    shutil.copytree(ROOT / "examples" / "plugin", source)
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps"),
            *("--no-build-isolation", "--target", str(target), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), str(ROOT)])}


def run(environment: dict[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kgbuild", *words],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=180,
    )  # fmt: skip


def test_the_example_package(installed: dict[str, str], tmp_path: Path) -> None:
    """Each of its four plug-ins, as the how-to says."""
    (tmp_path / "in").mkdir()
    message = f"WIRE|2025-05-04|Portrait\n{TOLD}"
    (tmp_path / "in" / "a.msg").write_text(message, encoding="utf8")
    told = run(installed, tmp_path, "plugins", "--format", "json")
    assert {(r["kind"], r["name"], r["state"]) for r in json.loads(told.stdout)} == {
        ("reader", "wire", "ready"),
        ("extractor", "nicknames", "ready"),
        ("exporter", "meetings", "ready"),
        ("store", "shelf", "ready"),
    }
    built = run(installed, tmp_path, "build", "in", "--graph", "g")
    assert built.returncode == 0, built.stderr
    listed = json.loads(
        run(installed, tmp_path, "documents", "--graph", "g", "--format", "json").stdout
    )
    assert [(d["title"], d["published"]) for d in listed] == [("Portrait", "2025-05-04")]
    rows = json.loads(
        run(installed, tmp_path, "timeline", "Anna Holt", "--graph", "g", "--format", "json").stdout
    )
    assert "KNOWN_AS" in {row["relation"] for row in rows}
    out = run(
        installed, tmp_path, "export", "--graph", "g", "--format", "meetings", "-o", "met.txt"
    )
    assert out.returncode == 0, out.stderr
    assert (tmp_path / "met.txt").read_text(
        encoding="utf8"
    ) == "Anna Holt – Boris Becker (single_source)\n"
    assert run(installed, tmp_path, "load", "shelf", "--to", "s.db", "--graph", "g").returncode == 0
    with sqlite3.connect(tmp_path / "s.db") as shelf:
        assert shelf.execute("SELECT count(*) FROM claims WHERE relation = 'MET'").fetchone() == (
            1,
        )
    none = run({**installed, "KGBUILD_PLUGINS": ""}, tmp_path, "plugins")
    assert "No plug-in" in none.stdout


def test_a_table_of_patterns(tmp_path: Path) -> None:
    table, text = tmp_path / "nick.jsonl", tmp_path / "a.txt"
    table.write_text(json.dumps(ROW) + "\n", encoding="utf8")
    text.write_text(DUBBED, encoding="utf8")
    build([text], graph=tmp_path / "g", extractors=[str(table)])
    relations = {row["relation"] for row in Graph.open(tmp_path / "g").rows()}
    assert {"KNOWN_AS", "MET"} <= relations
    again = build([text], graph=tmp_path / "g")
    assert (again.built, again.unchanged) == (0, 1)  # kept in the graph
    assert build([text], graph=tmp_path / "g", extractors=[""]).built == 1
    assert "KNOWN_AS" not in {row["relation"] for row in Graph.open(tmp_path / "g").rows()}


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError('no way')",
        "return ['nothing']",
        "return None",
        "from kgbuild.annotate import Draft; return [Draft('x', 1, (1,), 'x', 'x', relation='KISSED')]",
    ],
)
def test_one_that_raises_costs_its_own_claims(tmp_path: Path, body: str) -> None:
    file, text = tmp_path / "bad.py", tmp_path / "a.txt"
    file.write_text(f"def bad(annotated):\n    {body}\n", encoding="utf8")
    text.write_text(DUBBED, encoding="utf8")
    report = build([text], graph=tmp_path / "g", extractors=[f"{file}:bad"])
    assert (report.built, report.rejects) == (1, [])
    ((source, fault),) = report.faults
    assert source == "a.txt" and fault.stage == "plug-in bad"
    assert "MET" in {row["relation"] for row in Graph.open(tmp_path / "g").rows()}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", r"x\.jsonl:1: not JSON"),
        (json.dumps({**ROW, "subject": "nobody"}), "subject 'nobody' is no node"),
        (json.dumps({**ROW, "relation": "NOBODY_OF"}), "no relation of the vocabulary"),
        (json.dumps({**ROW, "colour": 1}), "unknown colour"),
        (json.dumps({"name": "x"}), "lacks pattern, subject"),
        (
            json.dumps({"name": "x", "pattern": [{"RIGHT_ID": "v"}], "subject": "v"}),
            "DependencyMatcher",
        ),
        ("", "has no row"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "x.jsonl"
    table.write_text(row, encoding="utf8")
    with pytest.raises(InputError, match=message):
        found.named(str(table))


@pytest.mark.parametrize("spec", ["nothing", "no.such.module:it", "missing.py:it", "json:nothing"])
def test_what_is_not_there_is_refused(spec: str) -> None:
    with pytest.raises(UsageError, match="--extractor"):
        found.named(spec)


def test_a_reader_that_raises_costs_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kgbuild import plugins

    def recognises(raw: bytes, name: str) -> bool:
        return name == "bad.txt"

    def read(about: object, raw: bytes) -> Iterator[object]:
        raise KeyError("what")

    reader = plugins.Reader("odd", recognises, read)  # type: ignore[arg-type]
    monkeypatch.setattr(plugins, "loaded", lambda group: [reader] if group == "readers" else [])
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text(DUBBED, encoding="utf8")
    report = build([tmp_path / "bad.txt", tmp_path / "good.txt"], graph=tmp_path / "g")
    assert report.built == 1
    assert [(r.source, "plug-in odd: KeyError" in r.reason) for r in report.rejects] == [
        ("bad.txt", True)
    ]


def test_a_saved_pipeline_reads_alike_and_is_named(tmp_path: Path) -> None:
    import spacy

    import kgbuild

    nlp = kgbuild.load_english()
    nlp.to_disk(tmp_path / "pipe")
    sentence = "Huawei was sanctioned by Washington on Monday."
    loaded = spacy.load(tmp_path / "pipe")
    assert [(t.text, t.dep_, t.ent_type_) for t in loaded(sentence)] == [
        (t.text, t.dep_, t.ent_type_) for t in nlp(sentence)
    ]
    (tmp_path / "a.txt").write_text(f"date: 2025-05-04\n\n{sentence}\n", encoding="utf8")
    report = build([tmp_path / "a.txt"], graph=tmp_path / "g", pipeline=str(tmp_path / "pipe"))
    assert report.built == 1 and report.claims >= 1
    with pytest.raises(Exception, match=r"checksum|damaged|differs|missing"):
        (tmp_path / "pipe" / "kgbuild_parser" / "vocab.txt.gz").write_bytes(b"x")
        spacy.load(tmp_path / "pipe")


def test_claims_in_anybodys_pipeline() -> None:
    """The Doc keeps its own labels, and one without a parse is refused in one line."""
    import spacy

    import kgbuild
    from kgbuild import component

    assert component.EXTENSION == "claims"
    nlp = kgbuild.load_english()
    plain = [t.dep_ for t in nlp("Xi did not meet Zelensky last week.")]
    nlp.add_pipe("kgbuild_claims", config={"published": "2025-05-04"})
    doc = nlp("Xi did not meet Zelensky last week.")
    assert [t.dep_ for t in doc] == plain
    (row,) = [r for r in doc._.claims if r["relation"] == "MET"]
    assert (row["polarity"], row["when"]) == ("negated", "2025-04-21 to 2025-04-27")
    assert nlp("")._.claims == []
    empty = spacy.blank("en")
    empty.add_pipe("kgbuild_claims")
    with pytest.raises(UsageError, match="needs DEP, TAG, LEMMA"):
        empty("A man met a woman.")


def test_a_sentence_is_tried_before_a_build(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(json.dumps(ROW), encoding="utf8")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "relations.csv").write_text(
        "name,definition,domain,range,kind,triggers\n"
        "OUTPLAYED,One side beats another,Agent,Agent,event,outplay\n"
    )
    given = ["--extractor", str(tmp_path / "mine.jsonl"), "--vocabulary", str(tmp_path / "desk")]
    text = f"{ROW['example']} Norway outplayed Iceland."
    try:
        told = CliRunner().invoke(main, ["trace", text, *given, "--format", "json"])
    finally:
        own.use(None)
    assert told.exit_code == 0, told.output
    rules = {(row["rule"], row["claim"].split(" (")[0]) for row in json.loads(told.stdout)}
    assert {rule for rule, _ in rules} >= {"plugin.dubbed"}
    assert any("OUTPLAYED" in claim for _, claim in rules)
