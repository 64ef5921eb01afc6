"""Files to Documents: what a file is, is decided by its bytes.

`find` lists the inputs below the paths given, `read_input` reads one of them. A reader is a function
from an `About` and the input's bytes to documents and rejects; adding a format is a file, a line in
READERS and one in `sniff`.
"""

from kgbuild.read.about import About, Given, Options
from kgbuild.read.dates import parse_date
from kgbuild.read.files import Found, Input, find
from kgbuild.read.formats import READERS, Readings, read_input

__all__ = [
    "READERS",
    "About",
    "Found",
    "Given",
    "Input",
    "Options",
    "Readings",
    "find",
    "parse_date",
    "read_input",
]
