"""spaCy without its command line, which a third of its import is for: templates, downloads, web clients.

`import spacy` loads `spacy.cli` only to offer `spacy.info`. Where nobody has imported spaCy yet, it is given a function
of that name that imports the rest when it is called; `import spacy.cli` itself works as ever.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_CLI = ("spacy.cli", "spacy.cli.info")


def load() -> None:
    """Import spaCy, unless that was done already."""
    if "spacy" in sys.modules or any(name in sys.modules for name in _CLI):
        return
    package, holder = (ModuleType(name) for name in _CLI)
    package.__path__ = []
    vars(holder)["info"] = _info
    sys.modules.update(zip(_CLI, (package, holder), strict=True))
    try:
        importlib.import_module("spacy")
    finally:
        for name in _CLI:
            sys.modules.pop(name, None)


def _info(*args: Any, **options: Any) -> Any:
    """Print what spaCy knows of itself or of a pipeline, as `spacy.info` does."""
    return importlib.import_module("spacy.cli.info").info(*args, **options)


load()
