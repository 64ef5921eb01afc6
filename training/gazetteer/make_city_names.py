"""Write city_names.tsv.gz: every folded name of a city with the lines of cities.tsv.gz that bear it, sorted.

So that a run looks a name up and folds nothing: `python -m training.gazetteer.make_city_names`, after `make`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from kgbuild.gazetteer.rows import folded, read_lines, split

OUT = Path(__file__).parents[2] / "kgbuild" / "gazetteer" / "city_names.tsv.gz"


def index(lines: list[str]) -> str:
    """The index of the cities' lines: name, tab, the numbers of the lines from 0, by name."""
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        name, *_, aliases = line.split("\t")
        for word in dict.fromkeys(map(folded, (name, *split(aliases)))):
            found.setdefault(word, []).append(str(number))
    return "".join(f"{word}\t{' '.join(numbers)}\n" for word, numbers in sorted(found.items()))


def main() -> None:
    """Write the file."""
    with gzip.GzipFile(OUT, "wb", 9, mtime=0) as handle:
        handle.write(index(read_lines("cities.tsv.gz")).encode("utf8"))


if __name__ == "__main__":
    main()
