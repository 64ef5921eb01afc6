"""The commands: exit codes, messages, formats. What they do is tested with the library."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from around import ROOT
from click.testing import CliRunner, Result

from kgbuild.cli import main

COMMANDS = main.list_commands(None)  # type: ignore[arg-type]


def run(*args: str | Path) -> Result:
    """Run one command as a user would."""
    result = CliRunner().invoke(main, [str(a) for a in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example(name: str) -> None:
    """`--help` of every command shows an example that starts with the command."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"kgbuild {name}" in result.output or f"kgbuild {name}" in result.output.replace(
        "\n", " "
    )


def test_commands_page_is_what_the_commands_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/commands.md is made from the help of every command; run docs/make_commands.py when this fails."""
    for name in ("KGBUILD_GRAPH", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    found = importlib.util.spec_from_file_location(
        "make_commands", ROOT / "docs" / "make_commands.py"
    )
    assert found and found.loader
    maker = importlib.util.module_from_spec(found)
    found.loader.exec_module(maker)
    assert maker.PAGE.read_text(encoding="utf8") == maker.page()


def test_the_list_of_commands_is_whole_and_grouped() -> None:
    """Every command stands in `kgbuild --help`, under what it is for, with its whole first sentence."""
    output = run("--help").output
    told = output[output.index("Make and keep a graph:") :]
    assert [name for name in COMMANDS if f"\n  {name} " not in told] == []
    assert "..." not in told


def test_an_unknown_command_gets_the_nearest() -> None:
    result = run("buidl", "articles")
    assert result.exit_code == 2
    assert "Did you mean build?" in result.output


def test_first_questions_of_a_newcomer(tmp_path: Path) -> None:
    """News of an article whose news is not its first sentence; a value without its name; why of one."""
    graph = tmp_path / "graph"
    article = tmp_path / "a.txt"
    article.write_text(
        "date: 2025-05-08\n\nThe weather was fine. Anna Adler met Boris Becker in Oslo on Monday.\n"
        "Adler did not sign the contract.\n"
    )
    assert run("build", article, "--graph", graph).exit_code == 0
    told = run("news", "--graph", graph)
    assert told.exit_code == 0
    assert "2025-05-05  Anna Adler – met – Boris Becker" in told.output
    named = run("query", "refused_or_failed", "--param", "x=Anna Adler", "--graph", graph).output
    assert "Anna Adler – did not sign – contract" in named
    assert run("query", "refused_or_failed", "Anna Adler", "--graph", graph).output == named
    many = run("query", "refused_or_failed", "Anna Adler", "Oslo", "--graph", graph)
    assert many.exit_code == 2
    assert "2 values, but its parameters are x" in many.output
    one = run("why", "Anna Adler", "--graph", graph)
    assert one.exit_code == 2
    assert "kgbuild timeline 'Anna Adler'" in one.output


def test_build_exit_codes(tmp_path: Path) -> None:
    """0 all built, 3 some refused and the rest built, 2 usage with nothing touched."""
    graph = tmp_path / "graph"
    good = tmp_path / "good.txt"
    good.write_text("Adler met Becker in Oslo.\n")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"Adler \0")
    assert run("build", tmp_path / "none.txt", "--graph", graph).exit_code == 2
    assert not graph.exists()
    assert run("build", good, "--graph", graph).exit_code == 0
    result = run("build", good, bad, "--graph", graph)
    assert result.exit_code == 3
    assert "refused bad.txt:1: a NUL byte" in result.stderr
    assert "1 unchanged" in result.stderr
    assert run("build", good, "--graph", graph, "--published", "31 February").exit_code == 2
    assert run("build").exit_code == 2


def test_build_from_standard_input(tmp_path: Path) -> None:
    """`-` reads one article from standard input."""
    result = CliRunner().invoke(
        main, ["build", "-", "--graph", str(tmp_path / "g")], input="Adler met Becker in Oslo.\n"
    )
    assert result.exit_code == 0, result.output
    assert "1 built" in result.stderr


@pytest.mark.parametrize(
    "args", [("stats",), ("verify",), ("why", "A", "B"), ("export", "-o", "x"), ("remove", "a.txt")]
)
def test_no_graph_is_one_clear_line(tmp_path: Path, args: tuple[str, ...]) -> None:
    """Commands on a missing graph say how to make one, and exit with 1."""
    result = run(*args, "--graph", tmp_path / "none")
    assert result.exit_code == 1
    assert "no graph here" in result.stderr
    assert "Traceback" not in result.output


def test_stats_and_verify(demo_graph: Path) -> None:
    """Counts as a table and as JSON; the demo's graph keeps every rule."""
    counts = json.loads(run("stats", "--graph", demo_graph, "--format", "json").stdout)
    assert counts["documents"] == 9
    assert counts["claims"] > 50
    assert "documents" in run("stats", "--graph", demo_graph).stdout
    assert run("verify", "--graph", demo_graph).exit_code == 0


def test_why_shows_sentence_and_speaker(demo_graph: Path) -> None:
    """Every claim between two people, with its sentence verbatim."""
    result = run(
        "why", "Kari Nordahl", "Jon Sigurdarson", "--graph", demo_graph, "--format", "json"
    )
    rows = json.loads(result.stdout)
    assert {row["relation"] for row in rows} >= {"MET"}
    texts = "".join(p.read_text(encoding="utf8") for p in sorted((ROOT / "examples").glob("*.*")))
    assert all(row["sentence"].split("\n")[0][:40] in texts for row in rows)
    table = run("why", "Kari Nordahl", "Jon Sigurdarson", "--graph", demo_graph)
    assert "said by" in table.stdout
    unknown = run("why", "Nobody Atall", "Jon Sigurdarson", "--graph", demo_graph)
    assert unknown.exit_code == 2
    assert "Nobody Atall" in unknown.stderr


def test_export_and_remove(demo_graph: Path, tmp_path: Path) -> None:
    """The contract's files are written; removing takes a document out of the next export."""
    import shutil

    graph = tmp_path / "graph"
    shutil.copytree(demo_graph, graph)
    assert run("export", "--graph", graph, "-o", tmp_path / "out").exit_code == 0
    before = (tmp_path / "out" / "documents.jsonl").read_text().splitlines()
    assert len(before) == 9
    assert run("remove", "06-protest.jsonl", "--graph", graph).exit_code == 0
    run("export", "--graph", graph, "-o", tmp_path / "out2")
    assert len((tmp_path / "out2" / "documents.jsonl").read_text().splitlines()) == 7
    assert run("remove", "06-protest.jsonl", "--graph", graph).exit_code == 2


def test_the_demo_tells_a_newcomer_what_to_do_next(tmp_path: Path) -> None:
    """It shows edges, what did not happen, what others claim, and commands to try."""
    result = run("demo", "--graph", tmp_path / "graph")
    assert result.exit_code == 0
    for words in ("did not happen", "others claim", "disagree", "kgbuild why", "kgbuild view"):
        assert words in result.stdout


def test_version() -> None:
    """The version is the package's."""
    from kgbuild import __version__

    assert __version__ in run("--version").output


def test_unknown_command_is_usage() -> None:
    """A typing error is told, with exit 2."""
    assert run("biuld").exit_code == 2
