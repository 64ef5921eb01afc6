"""A folder of one's own vocabulary tables, read and checked row by row on top of ours."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import StringIO
from pathlib import Path

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary.own import HOMES, KEYS, Additions, active, filled, joined, use
from kgbuild.vocabulary.patterns import pattern_book
from kgbuild.vocabulary.tables import vocabulary

ROOTS = ("Agent", "Place", "Thing")
WORDS = ("literal", "Claim", "value")


def read_additions(folder: str | Path) -> Additions:
    """Read and check a folder of tables; raises VocabularyError with file and line."""
    folder = Path(folder)
    if not folder.is_dir():
        raise VocabularyError(f"{folder}: no such folder of vocabulary tables")
    texts = {}
    for name in HOMES:
        path = folder / name
        if path.is_file():
            try:
                texts[name] = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise VocabularyError(f"{path}: cannot be read ({error})") from None
    unknown = sorted(p.name for p in folder.glob("*.csv") if p.name not in HOMES)
    if unknown:
        known = ", ".join(HOMES)
        raise VocabularyError(f"{folder / unknown[0]}: no table of this name; known are {known}")
    if not texts:
        raise VocabularyError(f"{folder}: holds none of {', '.join(HOMES)}")
    additions = Additions(folder.name, texts)
    _check(additions, folder)
    return additions


def _check(additions: Additions, folder: Path) -> None:
    """Every row by itself on top of ours, so that what is wrong is said with its line."""
    before = active()
    try:
        for name in HOMES:
            if name not in additions.texts:
                continue
            ours = files(HOMES[name]).joinpath(name).read_text(encoding="utf8")
            header = next(csv.reader(StringIO(ours)))
            taken = _taken(ours, name)
            for line, row in filled(additions, name, header):
                where = f"{folder / name}:{line}"
                key = row.get(KEYS.get(name, ""), "")
                if key and key in taken:
                    message = (
                        f"{key} stands in our {name} already"
                        if taken[key] == 0
                        else (f"{key} stands on line {taken[key]} already")
                    )
                    raise VocabularyError(f"{where}: {message}; give yours another name")
                if key:
                    taken[key] = line
                single = _single(additions, name, row, header)
                try:
                    _load(single, name)
                except VocabularyError as error:
                    raise VocabularyError(f"{where}: {_bare(str(error))}") from None
        _load(additions, "")
    finally:
        use(before)


def _taken(ours: str, name: str) -> dict[str, int]:
    if name not in KEYS:
        return {}
    return {row[KEYS[name]]: 0 for row in csv.DictReader(StringIO(ours))}


def _single(
    additions: Additions, name: str, row: Mapping[str, str], header: Sequence[str]
) -> Additions:
    """The tables that `name` rests on, and one row of it."""
    names = list(HOMES)
    below = {n: t for n, t in additions.texts.items() if names.index(n) < names.index(name)}
    own = joined(",".join(header), header, [row])
    if name == "relations.csv":
        # A row may end or reverse another of the same table: names are checked over the whole table.
        own = joined(",".join(header), header, [{**row, "ends": "", "reverses": ""}])
        if "types.csv" in additions.texts:
            below["types.csv"] = additions.texts["types.csv"]
    return Additions(additions.source, {**below, name: own})


def _load(additions: Additions, name: str) -> None:
    use(additions)
    known = vocabulary()
    for relation in known.relations.values() if name in ("relations.csv", "") else ():
        for type_ in (*relation.domain, *relation.range):
            if relation.group == "own" and type_ not in (*known.types, *ROOTS, *WORDS):
                raise VocabularyError(f"{type_!r} is no type")
    pattern_book()


def _bare(message: str) -> str:
    """A message without the place in our own joined table, which is nobody's file."""
    return re.sub(r"^(?:[\w]+\.csv(?::\d+)?: )+", "", message)
