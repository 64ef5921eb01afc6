"""What results rest on beside the texts: the files of rules, hashed, so that results of two versions never mix unseen.

Code, tables and the model count by their bytes, wherever they are installed. A process hashes them once.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = Path(__file__).parent

VIEWS = (
    "assemble",
    "gazetteer",
    "increment",
    "ledger",
    "names",
    "project",
    "resolve",
    "store",
    "vocabulary",
)
"""Rooms whose rules the views follow."""

FILES = ("read",)
"""Rooms that make documents of files."""

AFTER = (
    "assemble",
    "audit",
    "check",
    "draw",
    "evaluate",
    "exchange",
    "project",
    "query",
    "resolve",
)
AROUND = ("batch", "changes", "cli", "graph", "increment", "ledger", "read", "sharding", "store")
NO_CLAIMS = frozenset((*AFTER, *AROUND))
"""Rooms that have no part in what a document's text is read as. A room that is not named here has."""

CLAIMS = ("extraction.py", "ids.py", "model.py", "batch/salvage.py")
"""Files beside the rooms that have such a part."""

CHECKSUMS = "checksums.json"
"""Beside large files: their digests, which are taken for them."""


@cache
def of_claims() -> str:
    """What turns a document into mentions, clusters and claims."""
    rooms = sorted(
        path.name for path in HOME.iterdir() if path.is_dir() and path.name not in NO_CLAIMS
    )
    return _hash([*rooms, *CLAIMS])


@cache
def of_files() -> str:
    """What turns files into documents."""
    return _hash(FILES)


@cache
def of_views() -> str:
    """What turns claims into entities, facts, conflicts, edges and the store."""
    return _hash(VIEWS)


def _hash(names: Iterable[str]) -> str:
    """One digest of the version and of all files of these rooms and names, as `v-` and 20 digits."""
    found = hashlib.sha256(__version__.encode("utf8"))
    for name in names:
        home = HOME / name
        known: set[Path] = set()
        paths = [home] if home.is_file() else sorted(home.rglob("*"))
        for sums in (path for path in paths if path.name == CHECKSUMS):
            known.update(sums.parent / file for file in json.loads(sums.read_text("utf8")))
        for path in paths:
            if path in known or path.suffix == ".pyc" or not path.is_file():
                continue
            data = path.read_bytes()
            label = path.relative_to(HOME).as_posix()
            found.update(f"{label}\0{len(data)}\0".encode())
            found.update(data)
    return f"v-{found.hexdigest()[:20]}"
