"""Formats of the field: FollowTheMoney, PLOVER events, schema.org claims, GeoJSON of places.

Each is made from a `Snapshot` alone, a line or an object in the order of ids, so that the same graph
gives the same bytes. What a format cannot hold is left out, never bent: FollowTheMoney, PLOVER and
GeoJSON carry only what passed the gate, schema.org every claim with its speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.exchange import ftm, geojson, plover, schema_org, web_annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgbuild.model import Snapshot

WRITERS: dict[str, tuple[str, Callable[[Snapshot], Iterator[str]]]] = {
    "ftm": ("graph.ftm.json", ftm.lines),
    "plover": ("events.plover.jsonl", plover.lines),
    "schema-org": ("claims.schema.jsonld", schema_org.lines),
    "geojson": ("places.geojson", geojson.lines),
    "web-annotation": ("annotations.jsonld", web_annotation.lines),
}
"""Format -> the file's name where only a folder is given, and what gives its lines."""


def write(snapshot: Snapshot, form: str, out: Path) -> list[Path]:
    """Write `snapshot` as `form` (a key of WRITERS) to `out`, a file or a folder; the path written."""
    if form not in WRITERS:
        raise UsageError(f"unknown format {form!r}; known are {', '.join(WRITERS)}")
    name, lines = WRITERS[form]
    if out.is_dir() or not out.suffix:
        out.mkdir(parents=True, exist_ok=True)
        out = out / name
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf8", errors="backslashreplace", newline="\n") as file:
        for line in lines(snapshot):
            file.write(line + "\n")
    return [out]
