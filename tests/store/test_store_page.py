"""The page of `kgbuild serve` in Chromium: a ready question as the command answers it, SPARQL of one's own as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from draw.browser import FLAGS, chromium
from sparql_machine import missing

from kgbuild.cli.giving.serve import answered
from kgbuild.model import Snapshot
from kgbuild.query import ask, find_question
from kgbuild.store.embedded import memory, oxigraph
from kgbuild.store.embedded.endpoint import Endpoint

NAME = "unnamed_or_hedged"


@pytest.fixture
def served(small: Snapshot, tmp_path: Path) -> Iterator[str]:
    oxigraph.rebuild(tmp_path, small)
    period = [
        {"name": name, "type": "date", "meaning": "a day", "value": ""} for name in ("from", "to")
    ]
    text = "SELECT ?claim WHERE { ?claim a <https://w3id.org/kgbuild/ns#Claim> }"
    server = Endpoint(
        tmp_path,
        port=0,
        examples=[{"name": NAME, "question": "Who is unnamed?", "parameters": period}],
        fill=lambda name, given: text,
        asked=answered,
    )
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Any]:
    path = chromium()
    if path is None:
        missing("needs Chromium (KGBUILD_CHROMIUM)")
    browser = request.getfixturevalue("driver").chromium.launch(executable_path=path, args=FLAGS)
    yield browser.new_page()
    browser.close()


def test_a_question_is_answered_as_the_command_does(
    served: str, page: Any, small: Snapshot
) -> None:
    rows = ask(NAME, memory.in_memory(small)).rows
    assert find_question(NAME).sift and rows
    expect = pytest.importorskip("playwright.sync_api").expect
    page.goto(served)
    page.wait_for_selector(f"option[value={NAME}]", state="attached")
    page.select_option("#example", NAME)
    expect(page.locator("#query")).to_have_value(re.compile("SELECT [?]claim"))
    page.click("#run")
    page.wait_for_selector("#answer tbody tr")
    heads = page.locator("#answer th").all_text_contents()
    assert heads == list(find_question(NAME).columns)
    assert page.locator("#answer tbody tr").count() == len(rows)
    page.fill(
        "#query", "SELECT ?claim WHERE { ?claim a <https://w3id.org/kgbuild/ns#Claim> } LIMIT 3"
    )
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("as you changed it")
    assert page.locator("#answer th").all_text_contents() == ["claim"]
    assert page.locator("#answer tbody tr").count() == 3
