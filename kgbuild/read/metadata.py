"""Metadata from beside a text: a sidecar file or front matter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.read.about import Given
from kgbuild.read.dates import read_date
from kgbuild.read.publishers import publisher
from kgbuild.read.records import values
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.read.dates import Order


def from_mapping(found: Mapping[str, Any], basis: str, order: Order = None) -> Given:
    """Metadata by the names that people give them; raises MetadataError for an impossible date."""
    columns = Columns.of(found)

    def first(name: str) -> str | None:
        cells = (values.plain(found.get(c)) for c in columns.of_field.get(name, ()))
        return next(filter(None, cells), None)

    day = read_date(first("published"), order)
    return Given(
        title=first("title"),
        publisher=publisher(first("publisher")),
        published=day,
        basis=basis if day else None,
        url=first("url"),
        byline=first("byline"),
        language=first("language"),
    )


def from_sidecar(raw: bytes, order: Order = None) -> Given:
    """A sidecar: one JSON object; raises UnreadableError or MetadataError."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"its sidecar is no JSON ({error})") from None
    if not isinstance(found, dict):
        raise UnreadableError("its sidecar is no JSON object")
    return from_mapping(found, "sidecar", order)
