"""Where the project and the shared folder are, for tests that need files."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_shared() -> Path | None:
    """The folder of corpora and gold graphs: KGBUILD_SHARED, or beside the project."""
    for place in (os.environ.get("KGBUILD_SHARED"), ROOT.parent / "shared"):
        if place and Path(place).is_dir():
            return Path(place).resolve()
    return None
