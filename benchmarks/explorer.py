"""How soon the explorer's file can be used, and how smoothly its picture moves.

    python benchmarks/explorer.py [FILE.html ...] [--runs 5]

Without a file, a made-up graph of 2,000 names and 10,000 statements is written and opened (the one of the
browser tests). Several files are opened in turn, so that they share the machine's moods. One run is
a fresh context of headless Chromium without a graphics card. Seconds count from the navigation's start:

- opens: until the second frame after the page says that it is ready: overview or picture drawn, search and
  clicks answered (the run clicks and searches at once afterwards, and fails where nothing answers);
- picture: milliseconds from the click on "Picture" to its first frame, where the page opens on its stories;
- cpu: seconds of computing of the page's main thread until then, which other programs disturb less;
- click, search: milliseconds from the click on a drawn name, or the typed letter, to the frame with the answer;
- gap: median milliseconds between two frames while the picture is dragged (16.7 is 60 a second);
- named: of the ten largest shapes of the picture and of the first ten names of the overview, how many have a name.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "draw"))
sys.path.insert(0, str(HERE.parent))

READY = """
new MutationObserver((_, seen) => {
  if (!document.documentElement.dataset.ready) return;
  seen.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.opened = performance.now();
  }));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
FRAME = "new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
NAME = """(() => {
  const box = document.getElementById("cy"), { V, toScreen } = box.picture, frame = box.getBoundingClientRect();
  const far = (n) => Math.hypot(toScreen(n).x - V.width / 2, toScreen(n).y - V.height / 2);
  const node = [...V.shown].sort((a, b) => far(a) - far(b))[0], at = toScreen(node);
  return [frame.x + at.x, frame.y + at.y];
})()"""
NAMED = """(() => {
  const first = [...document.querySelectorAll("#view-stories section .chips a.chip")].slice(0, 10);
  const named = (text) => /\\p{Lu}|\\p{Nd}/u.test(text);
  const shown = [...document.getElementById("cy").picture.V.shown];
  const largest = shown.sort((a, b) => b.r - a.r || a.e - b.e).slice(0, 10).map((n) => n.label);
  return [largest, first.map((a) => a.textContent)].map((found) => found.map((name) => [name, named(name)]));
})()"""
FRAMES = "window.frames_ = []; (function f(t) { frames_.push(t); requestAnimationFrame(f); })(0)"
GAPS = "frames_.slice(2).map((t, i) => t - frames_[i + 1])"


def made_up(folder: Path) -> Path:
    """The explorer of the browser tests' large graph."""
    import conftest

    from kgbuild.draw.view import view

    path = folder / "large.html"
    path.write_text(view(conftest.large_snapshot()), encoding="utf8")
    return path


def one_run(browser: Any, path: Path) -> dict[str, Any]:
    """Open a file once, search, click, drag."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.add_init_script(READY)
    session = context.new_cdp_session(page)
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")
    page.goto(path.resolve().as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-opened]", timeout=120_000)
    found: dict[str, Any] = {"opens": float(page.get_attribute("html", "data-opened")) / 1000}
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    found["cpu"] = metrics["ThreadTime"]
    if page.locator("#view-picture").is_hidden():  # it opened on its stories
        started = page.evaluate("performance.now()")
        page.click("#tab-picture")
        found["picture"] = page.evaluate(FRAME) - started
    found["named"] = page.evaluate(NAMED)
    at = page.evaluate(NAME)
    started = page.evaluate("performance.now()")
    page.mouse.click(*at)
    page.wait_for_selector(".open-panel #panel h2")
    found["click"] = page.evaluate(FRAME) - started
    started = page.evaluate("performance.now()")
    page.focus("#query")
    page.keyboard.type("a")
    page.wait_for_selector("#suggestions [role=option]")
    found["search"] = page.evaluate(FRAME) - started
    page.keyboard.press("Escape")
    box = page.locator("#cy").bounding_box()
    page.evaluate(FRAMES)
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 30)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(box["x"] + 20 + 5 * step, box["y"] + box["height"] - 30 - 3 * step)
    page.mouse.up()
    found["gap"] = statistics.median(page.evaluate(GAPS))
    context.close()
    return found


def main() -> None:
    """Open each file in turn, print a line for each."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    from browser import FLAGS, chromium
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        files = given.files or [made_up(Path(folder))]
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        runs: dict[Path, list[dict[str, Any]]] = {path: [] for path in files}
        for _ in range(given.runs):
            for path in files:
                runs[path].append(one_run(browser, path))
        browser.close()
        for path, found in runs.items():
            size = path.stat().st_size / 1e6
            figures = [key for key in found[0] if key != "named"]
            middle = {key: statistics.median(r[key] for r in found) for key in figures}
            more = f", picture {middle['picture']:.0f} ms" if "picture" in middle else ""
            spread = " ".join(f"{r['opens']:.2f}" for r in found)
            print(
                f"{path.name}: {size:.1f} MB, opens in {middle['opens']:.2f} s ({spread}), "
                f"cpu {middle['cpu']:.2f} s, click {middle['click']:.0f} ms, "
                f"search {middle['search']:.0f} ms, gap {middle['gap']:.1f} ms{more}"
            )
            for what, names in zip(("largest", "overview"), found[0]["named"], strict=True):
                if names:
                    told = "; ".join(f"{name}{'' if ok else ' (!)'}" for name, ok in names)
                    print(f"  {what}: {sum(ok for _, ok in names)} of {len(names)} named: {told}")


if __name__ == "__main__":
    main()
