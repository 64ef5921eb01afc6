"""Reading the tables, and the one folding that every lookup uses."""

from __future__ import annotations

import csv
import gzip
import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import StringIO

from kgbuild.names.folding import LETTERS

FOLDER = files("kgbuild.gazetteer")
# The letters that names fold, in both cases: here short capitals keep theirs.
CASED = LETTERS | {
    ord(chr(a).upper()): b.upper() for a, b in LETTERS.items() if chr(a).upper() != chr(a)
}


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder."""
    return list(csv.DictReader(StringIO((FOLDER / name).read_text(encoding="utf8"))))


def read_lines(name: str) -> list[str]:
    """The lines of a packed table of this folder.

    Of `cities.tsv.gz`: name, country, region code, inhabitants, GeoNames id, aliases ("|" between), with tabs. Of
    `city_names.tsv.gz`: a folded name, and the numbers of the lines of the cities that bear it, sorted by name.
    """
    return gzip.decompress((FOLDER / name).read_bytes()).decode("utf8").splitlines()


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell."""
    return tuple(part for part in cell.split("|") if part)


def folded(text: str) -> str:
    """Accents, leading article and curly apostrophes folded; case kept only of short capitals.

    "US" and "us" must differ, "RUSSIA" and "Russia" must not: words of up to four letters (points
    left out) keep their case, all others are lower-cased.
    """
    if not text.isascii():
        flat = unicodedata.normalize("NFKD", text.translate(CASED))
        text = "".join(c for c in flat if not unicodedata.combining(c))
    words = text.split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) == 1 and len(words[0].replace(".", "")) <= 4:
        return words[0].replace(".", "")
    return " ".join(words).lower()


fold = lru_cache(maxsize=16384)(folded)
"""`folded`, remembered: for the words of texts. Tables are folded once, and would push these out."""
