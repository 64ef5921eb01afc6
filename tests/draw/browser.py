"""Chromium for the tests: found on the machine, driven by Playwright, with nothing left on the page's way."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "data" / "axe.min.js.gz"


def chromium() -> str | None:
    """Where Chromium is: the environment's KGBUILD_CHROMIUM, else one of the usual names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    given = os.environ.get("KGBUILD_CHROMIUM")
    return given or next((found for name in names if (found := shutil.which(name))), None)


class Opened:
    """A page on a file, with everything it said and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.said.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.said.append(f"error: {e}"))
        page.on("request", lambda r: self.asked.append(r.url))

    def ready(self) -> None:
        self.page.wait_for_selector("html[data-ready]", timeout=90_000)

    def picture(self, expression: str) -> Any:
        """A value from the picture: `V` is what explorer/stage.js draws, `lines` and `names` lists."""
        return self.page.evaluate(
            "(() => { const box = document.getElementById('cy'); const { V, course, labelOf, toScreen }"
            " = box.picture; const lines = [...V.lines.values()], names = V.shown;"
            " const frame = box.getBoundingClientRect();"
            " const named = (e) => V.nodes.get(e).label;"
            " const place = (p) => [frame.x + toScreen(p).x, frame.y + toScreen(p).y]; return "
            + expression
            + "; })()"
        )

    def settle(self) -> None:
        """Wait for the short delays of filters and address to be over."""
        self.page.wait_for_timeout(260)

    def click_node(self, label: str) -> None:
        """Click a name in the picture where it stands on the screen."""
        at = self.picture(f"place(names.find((n) => n.label === {label!r}))")
        self.page.mouse.click(*at)
        self.settle()

    def click_line(self, left: str, right: str, kind: str) -> None:
        """Click a line between two names at its middle."""
        at = self.picture(
            f"place(course(lines.find((l) => l.kind === {kind!r} && {[left, right]!r}"
            f".includes(named(l.a)) && {[left, right]!r}.includes(named(l.b)))).middle)"
        )
        self.page.mouse.click(*at)
        self.settle()

    def drag(self, start: list[float], dx: float, dy: float) -> None:
        """Press at a place, move, and let go."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for step in (0.3, 0.6, 1):
            self.page.mouse.move(start[0] + dx * step, start[1] + dy * step)
        self.page.mouse.up()
        self.settle()

    def panel(self) -> str:
        return str(self.page.inner_text("#panel"))

    def names(self) -> set[str]:
        """Labels of the names in the picture."""
        return set(self.picture("names.map((n) => n.label)"))

    def kinds(self) -> set[str]:
        return set(self.picture("lines.map((l) => l.kind)"))

    def axe(self) -> list[str]:
        """Serious and critical findings of axe-core, in words."""
        found = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) =>"
            " [v.impact, v.id, v.nodes.map((n) => n.html.slice(0, 160) + ' '"
            " + n.any.map((a) => a.message).join(' ')).slice(0, 4).join('\\n    ')]))"
        )
        return [f"{i} {k}\n    {n}" for i, k, n in found if i in ("serious", "critical")]


@contextmanager
def opened(browser: Any, url: str, *, axe: bool = False, **options: Any) -> Iterator[Opened]:
    """A fresh page on `url`; it must have said nothing and asked for nothing but itself."""
    settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options}
    context = browser.new_context(**settings)
    context.set_default_timeout(90_000)
    try:
        page = context.new_page()
        if axe:
            page.add_init_script(gzip.decompress(AXE.read_bytes()).decode("utf8"))
        found = Opened(page)
        page.goto(url)
        found.ready()
        yield found
        assert found.said == []
        outside = [u for u in found.asked if not u.startswith(("file:", "data:", "blob:"))]
        assert outside == []
    finally:
        context.close()
