"""Put what the commands print under them: `python docs/make_outputs.py`.

A fenced `text` block right below a fenced `sh` block holds the standard output of that block. Pages are run from top to
bottom in a folder of their own, with the example articles as `examples` beside them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
PAGES = [
    DOCS / "index.md",
    DOCS / "tutorial.md",
    *sorted((DOCS / "howto").glob("*.md")),
    DOCS / "reference" / "python.md",
]
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)


def run(language: str, code: str, folder: Path) -> str:
    """Standard output of a block; raises CalledProcessError where it fails (refused inputs, exit 3, do not)."""
    first = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{first}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "160",
    }
    command = (
        ["bash", "-ec", code] if language == "sh" else [sys.executable, "-W", "error", "-c", code]
    )
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise AssertionError(f"{code}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def filled(page: Path, folder: Path) -> str:
    """The page's text with the outputs of its blocks, each run in `folder`."""
    shutil.copytree(DOCS.parent / "examples", folder / "examples")
    if page.name == "index.md":
        shutil.copytree(DOCS.parent / "examples", folder / "articles")
    text = page.read_text(encoding="utf8")
    parts, last = [], 0
    for match in BLOCK.finditer(text):
        printed = run(match[1], match[2], folder)
        if match[3] is not None:
            lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
            parts += [text[last : match.start(3)], "".join(f"{line}\n" for line in lines)]
            last = match.end(3)
    return "".join(parts) + text[last:]


if __name__ == "__main__":
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(filled(page, Path(folder)), encoding="utf8")
