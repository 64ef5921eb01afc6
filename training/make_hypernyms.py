"""Make kgbuild/annotate/data/hypernyms.tsv.gz: what a noun may be told of with again, from WordNet.

    python -m training.make_hypernyms DICT OUT.tsv.gz --ud FILE … --news ARTICLES.jsonl

DICT as in `training.make_nouns`. Each noun is followed by its synonyms and what stands above it, up to four steps, in
its first two senses ("murder": killing, homicide …); what stands near the root ("entity", "thing") tells nothing and is
left out, and so are words seen fewer than twice in the treebanks and articles that are named.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from training.make_nouns import WordNet

STEPS, SENSES, SEEN = 4, 2, 2
SHALLOW = 4
"""Steps below the root within which a sense says too little."""
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def seen(treebanks: Iterable[Path], news: Path) -> Counter[str]:
    """How often each word stands in the articles, and each noun in the treebanks."""
    found: Counter[str] = Counter()
    for line in news.open(encoding="utf8"):
        found.update(WORD.findall(json.loads(line)["text"].lower()))
    for path in treebanks:
        rows = (line.split("\t") for line in path.open(encoding="utf8"))
        found.update(row[2].lower() for row in rows if len(row) == 10 and row[3] == "NOUN")
    return found


def hypernyms(wordnet: WordNet, known: set[str]) -> dict[str, list[str]]:
    """For each known noun the known nouns that mean the same or more."""

    @cache
    def depth(synset: str) -> int:
        above = wordnet.above[synset]
        return 1 + min(map(depth, above)) if above else 0

    table = {}
    for word in sorted(known):
        found: set[str] = set()
        for sense in wordnet.senses[word][:SENSES]:
            layer = {sense}
            for step in range(STEPS + 1):
                for one in layer:
                    if step == 0 or depth(one) >= SHALLOW:
                        found.update(form.lower() for form in wordnet.cased[one])
                layer = {up for one in layer for up in wordnet.above[one]}
        table[word] = sorted((found & known) - {word})
    return {word: above for word, above in table.items() if above}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dict", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ud", type=Path, nargs="+", required=True)
    parser.add_argument("--news", type=Path, required=True)
    wanted = parser.parse_args()
    wordnet = WordNet(wanted.dict)
    counts = seen(wanted.ud, wanted.news)
    known = {word for word, count in counts.items() if count >= SEEN and word in wordnet.senses}
    lines = [f"{word}\t{' '.join(more)}\n" for word, more in hypernyms(wordnet, known).items()]
    wanted.out.write_bytes(gzip.compress("".join(lines).encode("utf8"), mtime=0))


if __name__ == "__main__":
    main()
