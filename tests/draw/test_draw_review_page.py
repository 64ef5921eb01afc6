"""The review page in Chromium: decide, look an entity up, save; on a phone, in the dark, and for screen readers."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path
from typing import Any

import pytest
from browser import AXE
from pairs import pair_graph

from kgbuild.build import snapshot
from kgbuild.reviewing import Desk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 800}},
    ],
    ids=["light", "dark", "phone"],
)
def test_a_decision_is_made_saved_and_taken_back(
    chrome: Any, tmp_path: Path, options: dict[str, Any]
) -> None:
    graph = pair_graph(tmp_path / "graph")
    server = Desk(graph, port=0, by="me")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chrome.new_context(**options)
    try:
        page = context.new_page()
        page.add_init_script(gzip.decompress(AXE.read_bytes()).decode("utf8"))
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(server.address)
        page.wait_for_selector("#doubts article")
        assert server.token not in page.url
        page.get_by_role("button", name="Same").first.click()
        assert page.inner_text("#pending") == "1 decision not saved yet"
        page.fill("#name", "Anna Solander")
        page.get_by_role("button", name="Find").click()
        page.wait_for_selector("#entity article")
        wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.filter((v) =>"
            " ['serious', 'critical'].includes(v.impact)).map((v) => v.id + v.nodes[0].html))"
        )
        assert (wide, found, said) == (True, [], [])
        page.get_by_role("button", name="Save").click()
        page.wait_for_selector("#pending:text-is('1 saved')")
        assert len({e.id for e in snapshot(graph).entities}) < 5
        page.wait_for_selector("#history button")
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_role("button", name="Save").click()
        page.wait_for_selector("#history:has-text('Nothing yet.')")
    finally:
        context.close()
        server.shutdown()
        server.server_close()
        thread.join()
