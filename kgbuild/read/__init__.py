"""Files to Documents: one file a format.

`find` lists the inputs below the paths given, `read_input` reads one of them. A reader is a function
from an `Input` and its bytes to documents and rejects; adding a format is a file and a line in READERS.
"""

from kgbuild.read.files import Found, Input, find
from kgbuild.read.formats import READERS, Readings, read_input
from kgbuild.read.metadata import Given, parse_date

__all__ = ["READERS", "Found", "Given", "Input", "Readings", "find", "parse_date", "read_input"]
