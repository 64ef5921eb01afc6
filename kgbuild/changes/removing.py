"""Documents are taken out, by source, file, folder or id, with all that rested only on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.batch.origins import Origins, by_file
from kgbuild.changes.changing import changing
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def remove(targets: Iterable[str], *, graph: str | Path = "graph") -> int:
    """Take documents out (by source, file or id) with all that rested only on them.

    Returns the number of documents; raises UsageError for a target that the graph does not have.
    """
    with changing(graph) as ledger:
        stored = ledger.digests()
        of_file = by_file(stored, ledger.input_digests())
        origins = Origins(ledger, of_file)
        chosen: dict[str, str] = {}
        for target in targets:
            hits = _meant(target, stored, of_file, origins)
            if not hits:
                raise UsageError(
                    f"{target}: no such document in the graph (see: kgbuild documents)"
                )
            chosen.update((stored[source][0], source) for source in hits)
        count = ledger.remove_documents(sorted(chosen))
        gone = set(chosen.values())
        ledger.forget_inputs(file for file, sources in of_file.items() if gone & set(sources))
    return count


def _meant(
    target: str,
    stored: Mapping[str, tuple[str, str]],
    of_file: Mapping[str, Sequence[str]],
    origins: Origins,
) -> list[str]:
    """The sources that a person means: by id, by source, by the file or folder that they were read from."""
    name = target.removeprefix("./").rstrip("/")
    hits = [
        source
        for source, (id_, _) in stored.items()
        if target == id_ or source == name or source.startswith((name + "#", name + "/"))
    ]
    if not hits:
        hits = [s for file in origins.below(target) for s in of_file.get(file, ()) if s in stored]
    last = Path(name).name
    if not hits and last in stored and not origins.placed(last):
        hits = [last]
    return hits
