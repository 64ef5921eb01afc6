"""Everything that kgbuild raises on purpose.

KgbuildError                 root of them all; its message is written for the person who sees it
├── InputError               something about what was handed in; carries source and line
│   ├── UnreadableError      binary, cut off, not text, broken row
│   ├── LanguageError        a language that the pipeline does not read
│   └── MetadataError        an impossible date, contradictory metadata
├── UsageError               a wrong name, parameter or path given by the caller
├── ModelError               the language model's files are missing, damaged or of another version
├── VocabularyError          a table of ours, or the user's, breaks its own rules
├── GraphError               the graph folder is missing, locked, damaged or of another version
├── StoreError               a store (Oxigraph, Neo4j, SPARQL server) refused or is away
├── QueryError               a query that does not exist, does not parse or lacks a parameter
├── ShardError               a plan or a shard of work is missing, damaged, or of another version
└── EngineError              other machines' workers (Dask, Ray) are away, or have another kgbuild
"""

from __future__ import annotations


class KgbuildError(Exception):
    """Root of kgbuild's errors; `str(error)` is one line for the person who sees it."""


class InputError(KgbuildError):
    """Something about the input; `source` is the file as given, `line` starts at 1."""

    def __init__(self, message: str, *, source: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line

    def __str__(self) -> str:
        where = self.source + (f":{self.line}" if self.line is not None else "")
        return f"{where}: {self.message}" if where else self.message


class UnreadableError(InputError):
    """Binary, cut off, not text, or a broken row."""


class LanguageError(InputError):
    """A language that the pipeline does not read."""


class MetadataError(InputError):
    """An impossible date, or metadata that contradict each other."""


class UsageError(KgbuildError):
    """A wrong name, parameter or path given by the caller."""


class ModelError(KgbuildError):
    """The language model's files are missing, damaged or of another version."""


class VocabularyError(KgbuildError):
    """A table of ours, or the user's, breaks its own rules."""


class GraphError(KgbuildError):
    """The graph folder is missing, locked, damaged or of another version."""


class StoreError(KgbuildError):
    """A store (Oxigraph, Neo4j, a SPARQL server) refused, or is away."""


class QueryError(KgbuildError):
    """A query that does not exist, does not parse, or lacks a parameter."""


class ShardError(KgbuildError):
    """A plan or a shard of work is missing, damaged, or of another version."""


class EngineError(KgbuildError):
    """Other machines' workers (Dask, Ray) are away, or have another kgbuild."""
