"""By what documents are read: the rules, the pipeline, and what a graph adds to them."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import ids, plugins, rules
from kgbuild.vocabulary import own

if TYPE_CHECKING:
    from kgbuild.watchlist import Watchlist


def mark_of(pipeline: str, known: Watchlist | None) -> str:
    """What documents are read by: the rules, and what the graph (or a plan) adds to them in this process."""
    parts = [pipeline or _reading_rules()]
    if pipeline:
        parts += [rules.of_claims(), _version_of(pipeline)]
    used = own.active()
    parts += [stamp.stamp for stamp in (used, known) if stamp is not None]
    parts += [others for others in (plugins.stamp(),) if others]
    return ids.content_id("v", *parts)[2:14]


def whole(spec: str) -> str:
    """An extractor of one's own as it is kept: a file's path from the root, for later builds from other folders."""
    place, colon, attribute = spec.rpartition(":")
    if spec.endswith((".jsonl", ".json")):
        return str(Path(spec).resolve())
    return f"{Path(place).resolve()}{colon}{attribute}" if place.endswith(".py") else spec


def _reading_rules() -> str:
    return rules.of_claims()


def _version_of(pipeline: str) -> str:
    """The version of an installed pipeline, the bytes of one in a folder; "" for one that is not there."""
    if Path(pipeline).is_dir():
        files = sorted(path for path in Path(pipeline).rglob("*") if path.is_file())
        return ids.content_id("v", *(sha256(path.read_bytes()).hexdigest() for path in files))
    try:
        return version(pipeline)
    except (PackageNotFoundError, ValueError):
        return ""
