"""Who is who over documents: candidates, comparison, judgements, clusters.

`resolve` takes what the documents say and what people have judged, and gives entities, the entity of
each document cluster, and the program's own judgements with their reasons. The same input gives the
same output in any order; claims and cluster ids are never touched.
"""

from kgbuild.resolve.comparison.features import VERSION
from kgbuild.resolve.resolution import Resolution, resolve

__all__ = ["VERSION", "Resolution", "resolve"]
