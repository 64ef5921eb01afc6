"""Other people's readers, extractors, exporters and stores: found by entry points, or named on the command line.

A package names them in its `pyproject.toml`, in one of the groups `kgbuild.readers`, `kgbuild.extractors`,
`kgbuild.exporters` and `kgbuild.stores`; `examples/plugin` is a whole one. What cannot be loaded is told and left out:
a plug-in that is broken never ends a build. `KGBUILD_PLUGINS` narrows them to some names ("" for none).
"""

from kgbuild.plugins.found import (
    GROUPS,
    Plugin,
    by_name,
    extractors,
    installed,
    loaded,
    stamp,
    told,
    use,
)
from kgbuild.plugins.kinds import Exporter, Extractor, Reader, Store

__all__ = [
    "GROUPS",
    "Exporter",
    "Extractor",
    "Plugin",
    "Reader",
    "Store",
    "by_name",
    "extractors",
    "installed",
    "loaded",
    "stamp",
    "told",
    "use",
]
