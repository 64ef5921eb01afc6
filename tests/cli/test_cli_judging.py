"""Decisions from the review page and from files: taken in whole or refused whole, from nobody but the page."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pairs import m, pair_graph

from kgbuild.build import snapshot
from kgbuild.cli import main
from kgbuild.errors import InputError, UsageError
from kgbuild.reviewing import Desk, apply, read_file
from kgbuild.reviewing.judging import HEAD
from kgbuild.reviewing.server import TOKEN, doubts, entity, history


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return pair_graph(tmp_path / "graph")


def written(path: Path, *rows: dict[str, Any], head: dict[str, Any] = HEAD) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in (head, *rows)), encoding="utf8")
    return path


def test_a_file_of_decisions_is_taken_in(graph: Path, tmp_path: Path) -> None:
    file = written(
        tmp_path / "j.jsonl",
        {"do": "same", "left": m("bank"), "right": m("farm")},
        {"do": "retype", "entity": m("yard"), "type": "Group", "because": "a choir"},
    )
    told = CliRunner().invoke(main, ["judge", str(file), "--graph", str(graph), "--by", "me"])
    assert (told.exit_code, told.stderr) == (0, "2 decisions taken in\n")
    found = snapshot(graph)
    one = next(e for e in found.entities if m("bank") in e.clusters)
    assert set(one.clusters) == {m("bank"), m("farm")}
    assert next(e.type for e in found.entities if m("yard") in e.clusters) == "Group"
    shown = history(graph)
    assert [row["verdict"] for row in shown] == ["same"]
    apply(graph, [{"do": "undo", "judgement": shown[0]["judgement"]}], by="me")
    apply(graph, [{"do": "retype", "entity": m("yard"), "type": ""}], by="me")
    found = snapshot(graph)
    assert next(e.clusters for e in found.entities if m("bank") in e.clusters) == (m("bank"),)
    assert next(e.type for e in found.entities if m("yard") in e.clusters) == "Person"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"do": "same", "left": "m-yard", "right": "m-elsewhere"}, "no such document cluster"),
        ({"do": "kiss"}, "is no decision"),
        ({"do": "same", "left": "m-yard"}, "needs right"),
        ({"do": "undo", "judgement": "", "colour": 1}, "takes no colour"),
        ({"do": "retype", "entity": "m-yard", "type": "Choir"}, "is no type"),
        ({"do": "hide", "entity": "m-yard"}, "say why"),
        ({"do": "split", "entity": "m-yard", "parts": "m-yard"}, "needs parts"),
    ],
)
def test_one_wrong_decision_refuses_all(graph: Path, row: dict[str, Any], message: str) -> None:
    good = {"do": "same", "left": m("bank"), "right": m("farm")}
    before = snapshot(graph)
    with pytest.raises(UsageError, match=f"decision 2: (.|\n)*{message}(.|\n)*nothing was changed"):
        apply(graph, [good, row], by="me")
    assert snapshot(graph) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no judgements file"),
        ('{"format": "something else"}\n', "no judgements file"),
        (json.dumps(HEAD) + "\n{\n", r"j\.jsonl:2: not JSON"),
        (json.dumps(HEAD) + "\n[]\n", r"j\.jsonl:2: not an object"),
    ],
)
def test_what_is_no_judgements_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "j.jsonl").write_text(text, encoding="utf8")
    with pytest.raises(InputError, match=message):
        read_file(tmp_path / "j.jsonl")


@pytest.fixture
def desk(graph: Path) -> Iterator[Desk]:
    server = Desk(graph, port=0, by="me")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(
    desk: Desk, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, dict[str, Any], str]:
    line = http.client.HTTPConnection(*desk.server_address[:2], timeout=30)  # type: ignore[arg-type]
    given = {TOKEN: desk.token, "Content-Type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body)
    line.request(method, path, data, {k: v for k, v in given.items() if v})
    reply = line.getresponse()
    text = reply.read().decode("utf8")
    line.close()
    return reply.status, dict(reply.getheaders()), text


def test_the_page_shows_doubts_and_takes_decisions(desk: Desk) -> None:
    status, headers, page = ask(desk, "GET", "/", X_Kgbuild_Token="")
    assert status == 200 and desk.token not in page
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    found = json.loads(ask(desk, "GET", "/api/doubts")[2])
    assert found == doubts(desk.graph)
    row = found["rows"][0]
    assert row["left"]["sentence"] and row["right"]["sentence"]
    one = {"do": "different", "left": row["left"]["cluster"], "right": row["right"]["cluster"]}
    assert json.loads(ask(desk, "POST", "/api/judge", [one])[2]) == {"taken": 1}
    assert json.loads(ask(desk, "GET", "/api/doubts")[2])["total"] == found["total"] - 1
    shown = json.loads(ask(desk, "GET", "/api/entity?name=Anna+Solander")[2])
    assert shown == entity(desk.graph, "Anna Solander") and len(shown["parts"]) >= 2
    assert ask(desk, "GET", "/api/entity?name=Nobody")[0] == 400


@pytest.mark.parametrize(
    "forged",
    [
        {"X_Kgbuild_Token": ""},
        {"X_Kgbuild_Token": "guess"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Host": "example.org"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ],
)
def test_a_forged_request_changes_nothing(desk: Desk, forged: dict[str, str]) -> None:
    before = snapshot(desk.graph)
    good = [{"do": "same", "left": m("bank"), "right": m("farm")}]
    status, headers, _ = ask(desk, "POST", "/api/judge", good, **forged)
    assert status in (400, 403)
    assert "Access-Control-Allow-Origin" not in headers
    assert snapshot(desk.graph) == before


def test_a_preflight_gets_no_leave(desk: Desk) -> None:
    status, headers, _ = ask(desk, "OPTIONS", "/api/judge", Origin="https://example.org")
    assert status == 501 and not any(name.startswith("Access-Control") for name in headers)
