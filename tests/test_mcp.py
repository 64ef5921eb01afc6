"""The server for agents, asked through the SDK's own client."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from kgbuild.mcp_server import MOST, Reader, server, tools


def run(session: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run in a thread of its own: a browser of other tests may keep a loop of this one's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, session).result()


CALLS: dict[str, dict[str, Any]] = {
    "graph_stats": {},
    "search_entities": {"words": "nordahl"},
    "search_sentences": {"words": "Oslo monday"},
    "why": {"left": "Kari Nordahl", "right": "Jon Sigurdarson"},
    "said_by": {"speaker": "Kari Nordahl"},
    "about": {"entity": "Halden Shipping"},
    "timeline": {"entity": "Jon Sigurdarson"},
    "conflicts": {},
    "list_questions": {},
    "ask": {"question": "who_met_whom", "parameters": {}},
}


def test_every_tool_answers(demo_graph: Path) -> None:
    async def session() -> dict[str, Any]:
        async with Client(server(demo_graph)) as client:
            listed = {tool.name for tool in (await client.list_tools()).tools}
            assert listed == set(CALLS) | {"sources"}
            answers = {}
            for name, arguments in CALLS.items():
                found = await client.call_tool(name, arguments)
                assert not found.is_error, (name, found.content)
                answers[name] = found.structured_content
            fact = answers["ask"]["result"][0]["fact"]
            answers["sources"] = (
                await client.call_tool("sources", {"fact": fact})
            ).structured_content
            return answers

    answers = run(session)
    assert not [name for name in answers if not answers[name].get("result", answers[name])]
    met = [row for row in answers["why"]["result"] if row["relation"] == "MET"]
    assert {(row["speaker"], row["modality"]) for row in met} >= {("the article", "actual")}
    assert all(row["sentence"] and row["speaker"] for row in answers["about"]["result"])
    assert all("Kari Nordahl" in row["speaker"] for row in answers["said_by"]["result"])
    assert all(row["source"] and row["sentence"] for row in answers["sources"]["result"])


def test_an_unknown_name_is_an_answer_with_what_is_wrong(demo_graph: Path) -> None:
    async def session() -> Any:
        async with Client(server(demo_graph)) as client:
            return await client.call_tool("about", {"entity": "Nobody Atall"})

    found = run(session)
    assert found.is_error
    assert "no entity of this name" in found.content[0].text


def test_a_hundred_calls_take_seconds(demo_graph: Path) -> None:
    async def session() -> None:
        async with Client(server(demo_graph)) as client:
            for _ in range(100):
                await client.call_tool("why", CALLS["why"])

    started = time.process_time()
    run(session)
    assert time.process_time() - started < 10


def test_no_answer_is_longer_than_the_bound(demo_graph: Path) -> None:
    functions = {function.__name__: function for function in tools(Reader(demo_graph))}
    assert len(functions["search_sentences"](words="a", limit=10**6)) <= MOST
    assert functions["search_sentences"](words="a", limit=3)[2:]
    assert functions["search_sentences"](words="a", limit=-1) == []


@pytest.mark.slow
def test_the_command_speaks_over_pipes(demo_graph: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kgbuild", "mcp", "--graph", str(demo_graph)],
        env={**os.environ},
    )

    async def session() -> Any:
        async with Client(command) as client:
            return await client.call_tool("graph_stats", {})

    assert run(session).structured_content["documents"] > 0
