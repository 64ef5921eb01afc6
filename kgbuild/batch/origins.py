"""Which file a source stands for: where it was read from, so that two files never share one name.

A source starts as high as is needed to tell files apart. The ledger keeps the place of each file, as a
path from the graph's folder; graphs made before have none, and keep their documents: a file of the same
name takes their place only when it holds the same article.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.batch.stored import Places, Stored
from kgbuild.read import Given, Input, read_input
from kgbuild.read.files import STDIN, apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgbuild.ledger import Ledger

TABLE = "CREATE TABLE IF NOT EXISTS places (source TEXT PRIMARY KEY, place TEXT NOT NULL)"
INDEX = "CREATE INDEX IF NOT EXISTS places_by_place ON places (place)"
ALIKE = 50
OPENING = 3000


class Origins:
    """Source <-> place of the files of one graph; `sources` are those of its documents, by file."""

    def __init__(self, ledger: Ledger, by_file: Mapping[str, Sequence[str]]) -> None:
        self._ledger = ledger
        self._by_file = by_file
        self._places = Places(ledger)

    def place(self, path: str | Path) -> str:
        """A path as the graph knows it: from its folder, with `/`."""
        whole = Path(path).resolve()
        try:
            return Path(os.path.relpath(whole, self._ledger.folder.resolve())).as_posix()
        except ValueError:  # another drive
            return whole.as_posix()

    def settle(self, items: Iterable[Input]) -> list[Input]:
        """The inputs with the sources that they have, or get, in this graph."""
        settled = []
        waiting = []
        for item in items:
            if item.path is None:
                settled.append(self._stdin(item))
                continue
            source = self._source(self.place(item.path))
            if source is not None:
                settled.append(replace(item, source=source))
            else:
                waiting.append(self._free(item))
        taken = {item.source for item in settled}
        waiting = apart(waiting)
        while any(item.source in taken for item in waiting):
            risen = [i.risen() if i.source in taken else i for i in waiting]
            if risen == waiting:
                break
            waiting = apart([self._free(item) for item in risen])
        return sorted([*settled, *waiting], key=lambda item: item.source)

    def keep(self, items: Iterable[Input]) -> None:
        """Note where these inputs were read from."""
        self.keep_at(
            (item.source, self.place(item.path) if item.path else _heard(item.raw or b""))
            for item in items
        )

    def keep_at(self, rows: Iterable[tuple[str, str]]) -> None:
        """Note sources and their places."""
        if rows := list(rows):
            self._ledger.connection.execute(TABLE)
            self._ledger.connection.execute(INDEX)
            self._ledger.connection.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", rows)

    def places(self) -> Iterator[tuple[str, str]]:
        """Each source whose place is known, with it."""
        yield from ((s, p) for s, p in self._places.all() if s in self._by_file)

    def below(self, path: str) -> list[str]:
        """Sources of the file at a path, or of the files below it."""
        place = self.place(path)
        inside = (s for s, p in self._places.all() if p == place or p.startswith(place + "/"))
        return [source for source in inside if source in self._by_file]

    def placed(self, source: str) -> bool:
        """Whether it is known where a source was read from."""
        return self._places.of(source) is not None and source in self._by_file

    def _source(self, place: str) -> str | None:
        """The source of the file that was read at a place."""
        found = [source for source in self._places.at(place) if source in self._by_file]
        return found[-1] if found else None

    def _free(self, item: Input) -> Input:
        """The lowest source that no other file has."""
        while item.source in self._by_file and not self._takes_over(item):
            risen = item.risen()
            if risen == item:
                return item
            item = risen
        return item

    def _takes_over(self, item: Input) -> bool:
        """Whether an input stands for a source without a place: some article of it is the same."""
        if self.placed(item.source):
            return False
        from rapidfuzz import fuzz

        readings = read_input(item, Given())
        if readings is None or not readings.documents:
            return True
        digests = Stored(self._ledger)
        ids = [digests[s][0] for s in self._by_file[item.source] if s in digests]
        kept = {d.source: d for d in self._ledger.documents(ids)}
        return any(
            new.source in kept
            and fuzz.ratio(new.text[:OPENING], kept[new.source].text[:OPENING]) >= ALIKE
            for new in readings.documents
        )

    def _stdin(self, item: Input) -> Input:
        """A reading of standard input: `-1`, `-2` …; the same words have the number that they had."""
        raw = item.raw if item.raw is not None else sys.stdin.buffer.read()
        source = self._source(_heard(raw))
        if source is None:
            number = 1
            while f"{STDIN}{number}" in self._by_file:
                number += 1
            source = f"{STDIN}{number}"
        return replace(item, source=source, raw=raw)


def _heard(raw: bytes) -> str:
    """The place of what standard input gave: its content."""
    return "stdin:" + hashlib.sha256(raw).hexdigest()


def by_file(sources: Iterable[str], inputs: Iterable[str]) -> dict[str, list[str]]:
    """File -> the sources read from it: its own name, or FILE#ROW.

    A `#` may stand in a file's name too: the longest name of a file that was read counts.

    >>> by_file(["a#1.txt", "b.csv#7"], ["a#1.txt", "b.csv"])
    {'a#1.txt': ['a#1.txt'], 'b.csv': ['b.csv#7']}
    """
    known = frozenset(inputs)
    found: dict[str, list[str]] = {}
    for source in sorted(sources):
        names = [
            source,
            *(source[:at] for at in range(len(source) - 1, 0, -1) if source[at] == "#"),
        ]
        owner = next((name for name in names if name in known), names[-1])
        found.setdefault(owner, []).append(source)
    for name in known:
        found.setdefault(name, [])
    return dict(sorted(found.items()))
