"""The pictures of the tutorial: `python docs/make_pictures.py` (needs Playwright and Chromium).

Builds the tutorial's two articles as the page shows it, opens `graph.html` and writes `docs/img/tutorial-explorer.png`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from make_outputs import DOCS, filled

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Build, open, write."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        filled(DOCS / "tutorial.md", Path(folder))
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 700})
        page.goto((Path(folder) / "graph.html").as_uri())
        page.wait_for_selector("html[data-ready]", timeout=90_000)
        page.locator("#query").fill("Peter Lang")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        page.screenshot(path=DOCS / "img" / "tutorial-explorer.png")
        browser.close()


if __name__ == "__main__":
    main()
