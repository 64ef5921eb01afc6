"""Neo4j Browser's page (5.24) in Chromium, driven as a person does it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from draw.browser import FLAGS

OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""The page asks for fonts and counters elsewhere; nothing leaves the machine."""

ARGUMENTS = [*FLAGS, OFFLINE]
SIZE = {"width": 1360, "height": 860}

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  const place = document.querySelector("[data-testid=activeEditor]");
  for (const kind of ["dragenter", "dragover", "drop"])
    place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""

NODES = """() => [...document.querySelectorAll("[data-testid=frame] g.node")].map((node) => [
  [...node.querySelectorAll("text.caption")].map((line) => line.textContent).join(" ").trim(),
  node.querySelector("circle.b-outline").getAttribute("fill"),
])"""

LINES = """() => [...document.querySelectorAll("[data-testid=frame] g.relationship")].map((line) => [
  line.querySelector("text").textContent.trim(),
  line.querySelector("path.b-outline").getAttribute("fill"),
])"""

SCROLL_UP = """() => {
  for (const part of document.querySelectorAll("[data-testid=stream], [data-testid=main], main"))
    part.scrollTop = 0;
}"""

MORE = "(n) => document.querySelectorAll('[data-testid=frame]').length > n"

ANSWERED = """() => /Started streaming|Displaying \\d+ node|Completed after|ERROR/.test(
  document.querySelector("[data-testid=frame]").innerText)"""

BOTTOM = "() => document.querySelector('[data-testid=frame]').getBoundingClientRect().bottom"


class BrowserPage:
    """The page after log-in."""

    def __init__(self, page: Any, address: str, *, bolt: str, user: str, password: str) -> None:
        self.page = page
        page.goto(address, wait_until="domcontentloaded")
        self.part("boltaddress").wait_for(timeout=60_000)
        self.part("boltaddress").fill(bolt.partition("://")[2])
        page.locator("select").first.select_option("bolt://")
        self.part("username").fill(user)
        self.part("password").fill(password)
        self.part("connect").click()
        self.part("activeEditor").wait_for(timeout=60_000)

    def part(self, name: str) -> Any:
        """An element by the Browser's own name for it."""
        return self.page.locator(f"[data-testid={name}]")

    @property
    def frame(self) -> Any:
        """The newest answer."""
        return self.part("frame").first

    def says(self, text: str) -> None:
        """Wait until the newest answer holds a text: its first page takes more than 30 seconds on a busy machine."""
        self.frame.get_by_text(text).first.wait_for(timeout=90_000)

    def clear(self) -> None:
        """Leave the full screen and take all answers away."""
        full = self.page.locator("button[title='Close fullscreen']")
        if full.count():
            full.first.click()
        self._until(
            lambda: self._type(":clear"), "() => !document.querySelector('[data-testid=frame]')", 0
        )

    def run(self, command: str) -> None:
        """Type a command and run it."""
        before = self.part("frame").count()
        self._until(lambda: self._type(command), MORE, before)

    def run_clicked(self, line: Any) -> None:
        """Click what puts a line into the editor (in a guide, a favourite), and run it."""

        def clicked() -> None:
            line.click()
            self.page.wait_for_timeout(150)
            self.part("editor-Run").click()

        self._until(clicked, MORE, self.part("frame").count())

    def _type(self, command: str) -> None:
        self.part("activeEditor").locator("textarea").first.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(command)
        self.page.wait_for_timeout(150)
        self.part("editor-Run").click()

    def _until(self, action: Callable[[], object], condition: str, number: int) -> None:
        """Do it, and once more where a busy page has not heard it."""
        from playwright.sync_api import TimeoutError as PlaywrightTimeout

        for wait in (8_000, 15_000, 30_000):
            self.page.wait_for_timeout(150)
            action()
            try:
                self.page.wait_for_function(condition, arg=number, timeout=wait)
                return
            except PlaywrightTimeout:
                if wait == 30_000:
                    raise

    def answer(self) -> str:
        """What the newest answer says once the server has answered."""
        self.page.wait_for_function(ANSWERED, timeout=60_000)
        return str(self.frame.inner_text())

    def line(self, text: str) -> Any:
        """A line of a guide that can be run."""
        return self.page.locator("pre.runnable", has_text=text).first

    def nodes(self) -> list[tuple[str, str]]:
        """Caption and colour of each node in the newest picture."""
        self.frame.locator("g.node").first.wait_for(timeout=30_000)
        return [(" ".join(name.split()), fill) for name, fill in self.page.evaluate(NODES)]

    def lines(self) -> list[tuple[str, str]]:
        """Caption and colour of each relationship in the newest picture."""
        return [tuple(found) for found in self.page.evaluate(LINES)]

    def drop(self, name: str, text: str) -> None:
        """Let a file fall on the page."""
        self.page.evaluate(DROP, [name, text])

    def click_node(self, colour: str) -> None:
        """Click the first node of a colour in the newest picture."""
        self.frame.locator(f"g.node:has(circle.b-outline[fill='{colour}'])").first.click()

    def fullscreen(self) -> None:
        """The newest answer fills the window; its picture comes to rest and fits."""
        self.frame.locator("button[title=Fullscreen]").click()
        self.page.wait_for_timeout(2500)
        self.frame.locator("button[aria-label=zoom-to-fit]").click()
        self.page.wait_for_timeout(800)
        # The panel on the right hides a part of what fits: drag the picture out of its way.
        self.page.mouse.move(300, SIZE["height"] - 30)
        self.page.mouse.down()
        self.page.mouse.move(300 - 130, SIZE["height"] - 30, steps=4)
        self.page.mouse.up()
        self.page.wait_for_timeout(400)

    def screenshot(self, path: Path) -> None:
        """Take a picture of the page; it must show something."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.mouse.move(5, SIZE["height"] - 5)
        self.page.evaluate(SCROLL_UP)
        self.page.wait_for_timeout(600)
        bottom = int(self.page.evaluate(BOTTOM)) + 14
        height = bottom if 300 < bottom < SIZE["height"] else SIZE["height"]
        clip = {"x": 0, "y": 0, "width": SIZE["width"], "height": height}
        self.page.screenshot(path=path, clip=clip)
        assert self.colours(path) > 40

    def colours(self, path: Path) -> int:
        """Different colours of a picture, as Chromium decodes it."""
        import base64

        text = base64.b64encode(path.read_bytes()).decode()
        return int(
            self.page.evaluate(
                """async (text) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const draw = canvas.getContext("2d");
  draw.drawImage(image, 0, 0);
  const data = new Uint32Array(draw.getImageData(0, 0, image.width, image.height).data.buffer);
  return new Set(data).size;
}""",
                text,
            )
        )


def web_address(uri: str) -> str:
    """Where the server's Browser is, from the environment of the tests."""
    given = os.environ.get("KGBUILD_NEO4J_HTTP")
    host = uri.partition("://")[2].partition(":")[0]
    return given or f"http://{host}:{os.environ.get('NEO4J_HTTP_PORT', '7474')}"


def is_there(address: str) -> bool:
    """Whether the server has a Browser page at all."""
    try:
        with urlopen(f"{address}/browser/") as answer:
            return b"neo4j" in answer.read().lower()
    except OSError:
        return False
