"""What we know of English as data: word tables in one format, with one loader and one check.

A table is a CSV file with a column `class` and a column `word`; `tables.py` says what a row means.
Rules keep structure only: who needs a list of words takes it from here, `table("control")["subject"]`.
"""

from kgbuild.english.check import strangers
from kgbuild.english.tables import Row, Table, WordClass, read_table, table

__all__ = ["Row", "Table", "WordClass", "read_table", "strangers", "table"]
