"""Neo4j Browser with our style, guides and questions, from `kgbuild browser`, on the examples.

With KGBUILD_SCREENSHOTS=docs/img the pictures of the docs are taken anew (make screenshots).
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest
from draw.browser import chromium
from neo4j_browser import ARGUMENTS, SIZE, BrowserPage, is_there, web_address
from sparql_machine import missing

from kgbuild.cli.giving.browser import saved_questions
from kgbuild.ledger import Ledger
from kgbuild.query import ask, questions
from kgbuild.store.cypher.browser_files import browser_file, questions_guide
from kgbuild.store.cypher.load import load
from kgbuild.store.cypher.neo4j import Neo4jStore

pytestmark = pytest.mark.neo4j

RUNNABLE = re.compile(r'<pre class="pre-scrollable code runnable">(.*?)</pre>', re.S)
COLOURS = {
    "Norway": "#63B37A",
    "Kari Nordahl": "#F6A76B",
    "Halden Shipping": "#6FA3E0",
    "Gdansk": "#A8DDB5",
}
"""Names of the examples, by the colour of their kind."""


@pytest.fixture(scope="module")
def examples(neo4j_store: Neo4jStore, demo_graph: Path) -> Neo4jStore:
    """The server with the examples on it."""
    with Ledger.open(demo_graph) as ledger:
        load(neo4j_store, ledger.snapshot(), replace=True)
    return neo4j_store


# what the guides hold, without a browser


def runnable(guide: str) -> list[str]:
    return [html.unescape(text) for text in RUNNABLE.findall(guide)]


def test_every_query_of_the_guide_has_rows(examples: Neo4jStore) -> None:
    found = runnable(browser_file("guide.html").decode())
    queries = [text for text in found if not text.startswith(":")]
    assert len(queries) >= 9
    assert len(found) - len(queries) == 2
    for text in queries:
        assert examples.read(text), text


def test_every_saved_question_answers_as_the_command_does(examples: Neo4jStore) -> None:
    """The parameters are expressions that a person can change: names, dates, numbers."""
    saved = saved_questions()
    assert len(saved) >= 40
    shown = runnable(questions_guide(saved))
    for one in saved:
        question = questions()[one.name]
        types = {parameter.name: parameter.type for parameter in question.parameters}
        given, asked = {}, {}
        for name, expression in one.parameters.items():
            (row,) = examples.read(f"RETURN {expression} AS value")
            asked[name] = str(row["value"])
            is_date = types[name] == "date"
            given[name] = date.fromisoformat(asked[name]) if is_date else row["value"]
            assert given[name] is not None, (one.name, name)
        rows = examples.read(one.cypher, **given)
        if not question.function:
            answered = len(ask(question, examples, asked).rows)
            # A sift looks at the rows after the query: the browser shows all that it is given.
            assert len(rows) >= answered if question.sift else len(rows) == answered, one.name
        assert one.cypher.rstrip(";") in shown
        assert all(command in shown for command in one.commands())


# the page


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, str]]:
    """`kgbuild browser` at work; what it says, by the first word of the line."""
    uri = os.environ.get("KGBUILD_NEO4J_URI", "")
    address = web_address(uri)
    if not is_there(address):
        missing(f"needs Neo4j Browser at {address} (KGBUILD_NEO4J_HTTP)")
    command = [sys.executable, "-m", "kgbuild", "browser", "--no-open", "--port", "0"]
    with subprocess.Popen(
        [*command, "--neo4j", address], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = {}
        for line in process.stderr:
            word, *rest = line.split()
            if word == "Ctrl+C":
                break
            said[word] = rest[-1]
        yield said
        process.terminate()


@pytest.fixture(scope="module")
def browser(
    examples: Neo4jStore, served: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[BrowserPage]:
    """Logged in, on the address that `kgbuild browser` opens."""
    path = chromium()
    if path is None:
        missing("needs Chromium (KGBUILD_CHROMIUM names one)")
    driver = request.getfixturevalue("driver")
    chrome = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
    context = chrome.new_context(viewport=SIZE)
    yield BrowserPage(
        context.new_page(),
        served["open"],
        bolt=os.environ["KGBUILD_NEO4J_URI"],
        user=os.environ.get("NEO4J_USER", "neo4j"),
        password=os.environ.get("NEO4J_PASSWORD", "testpass123"),
    )
    chrome.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: the docs when asked, else nowhere that stays."""
    return Path(os.environ.get("KGBUILD_SCREENSHOTS", "") or tmp_path)


def test_it_opens_with_the_guide_and_puts_the_style_on(
    browser: BrowserPage, pictures: Path
) -> None:
    """As a newcomer does it: the guide is there, a click on its first line, run."""
    browser.says("A graph of the news")
    browser.screenshot(pictures / "neo4j-browser-guide.png")
    browser.run_clicked(browser.line(":style"))
    browser.page.wait_for_function("() => localStorage.getItem('neo4j.grass')?.includes('#F6A76B')")
    browser.run_clicked(browser.line("MATCH (n:KgBuild)"))
    browser.says("Sentence")


def test_the_guide_turns_and_its_queries_run(
    browser: BrowserPage, served: dict[str, str], pictures: Path
) -> None:
    """Page after page by the arrow; every query is clicked and run, none fails."""
    browser.clear()
    browser.run(f":play {served['guide']}")
    browser.says("A graph of the news")
    titles = []
    guide = browser.frame.element_handle()
    for number in range(6):
        titles.append(guide.query_selector("h3").inner_text())
        for line in guide.query_selector_all("pre.runnable"):
            if line.inner_text().strip().startswith(":"):
                continue
            browser.run_clicked(line)
            said = browser.answer()
            assert "ERROR" not in said
            assert "no records" not in said
        if number < 5:
            guide.query_selector("[data-testid=nextSlide]").click()
    assert titles[1:] == [
        "Who met whom",
        "The sentence behind it",
        "What is no edge",
        "Where sources disagree",
        "The questions",
    ]


def test_the_style_tells_kinds_apart(browser: BrowserPage, pictures: Path) -> None:
    """Captions are names, colours are those of the kinds, edges those of their group."""
    browser.clear()
    browser.run(
        "MATCH (a:Entity)-[edge]->(b:Entity) WHERE edge.fact IS NOT NULL RETURN a, edge, b LIMIT 100"
    )
    nodes = browser.nodes()
    assert set(COLOURS.items()) <= set(nodes)
    assert len({colour for _, colour in nodes}) >= 7
    assert all(caption for caption, _ in nodes)
    lines = dict(browser.lines())
    assert lines["MET"] == "#2E7D32"
    assert len(set(lines.values())) >= 5
    browser.clear()
    browser.run(
        "MATCH (a:Person)-[edge]->(b:Entity) WHERE edge.fact IS NOT NULL RETURN a, edge, b LIMIT 30"
    )
    assert browser.nodes()
    browser.fullscreen()
    browser.screenshot(pictures / "neo4j-browser-style.png")


def test_the_sentence_behind_an_edge(browser: BrowserPage, pictures: Path) -> None:
    """From the edge to its fact, claims, sentences and articles, in one picture."""
    (query,) = [
        text
        for text in runnable(browser_file("guide.html").decode())
        if "MATCH path = (:Fact" in text
    ]
    browser.clear()
    browser.run(query)
    nodes = browser.nodes()
    assert {colour for _, colour in nodes} == {"#B25F85", "#E9A9C0", "#F5F3EA", "#EFEBDD"}
    browser.fullscreen()
    browser.click_node("#F5F3EA")
    browser.says("text")
    browser.screenshot(pictures / "neo4j-browser-evidence.png")


def test_the_questions_run_with_their_parameters(
    browser: BrowserPage, served: dict[str, str], pictures: Path
) -> None:
    browser.clear()
    browser.run(f":play {served['asking']}")
    browser.says("What changed between two periods")
    guide = browser.frame.element_handle()
    guide.query_selector("[data-testid=nextSlide]").click()
    browser.says("is an entity told to have met")
    browser.screenshot(pictures / "neo4j-browser-questions.png")
    lines = {line.inner_text().strip(): line for line in guide.query_selector_all("pre.runnable")}
    for start in (
        ":param from => date('2025-03",
        ":param to => date('2025-04",
        "MATCH (f:KgBuild:Fact {rel",
    ):
        browser.run_clicked(next(line for text, line in lines.items() if text.startswith(start)))
    browser.says("Eleanor Whitcombe")


def test_a_question_becomes_a_favourite(
    browser: BrowserPage, served: dict[str, str], pictures: Path
) -> None:
    """Its file, dropped on the page, is saved, and stands there by its question."""
    address = served["queries"].replace("saved-queries.cypher", "queries/who_met_whom.cypher")
    with urlopen(address) as answer:
        text = answer.read().decode()
    browser.clear()
    browser.drop("who_met_whom.cypher", text)
    browser.page.get_by_text("Save to favorites").click()
    browser.part("navigationFavorites").click()
    browser.run_clicked(browser.page.get_by_text("Who met whom in a period").first)
    browser.says("Eleanor Whitcombe")
    browser.screenshot(pictures / "neo4j-browser-favourite.png")
