"""Read the treebanks (CoNLL-U) and the names (token, tab, BIO tag) into plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SET_ASIDE = (
    "GUM_news_imprisoned",
    "GUM_news_warming",
    "GUM_news_worship",
    "GUM_bio_theodorus",
    "GUM_interview_stardust",
    "GUM_voyage_york",
)
"""GUM train documents that no model is trained on: our own gauge, news among them."""


TYPES = (
    "_", "abstract", "animal", "event", "object", "organization", "person", "place", "plant",
    "substance", "time",
)  # fmt: skip
"""What a word may be the head of: nothing ("_"), or a mention of one of GUM's types."""
WINDOW = 192
"""Pieces of one window, marks included; a longer sentence is a window of its own."""
BEST = 40
"""Antecedents of a mention that the fine scores look at, in training and in use."""


@dataclass(slots=True)
class Frame:
    """One predicate of a sentence: its place, its roleset, and the heads of its arguments with their roles."""

    predicate: int
    roleset: str
    roles: dict[int, str]


@dataclass(slots=True)
class Mention:
    """One mention by its head's place: its type ("" where the source has none) and the chains that it is in."""

    head: int
    kind: str
    chains: set[str]


@dataclass(slots=True)
class Sentence:
    """One sentence: its words, and whatever its source annotates (a tree, names, roles, mentions)."""

    words: list[str]
    document: str = ""
    text: str = ""
    opens_paragraph: bool = False
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ident: str = ""
    silver: bool = False
    """The tree and the tags are our own parser's."""
    frames: list[Frame] | None = None
    all_frames: bool = True
    """Every predicate is annotated, not one alone."""
    mentions: list[Mention] | None = None
    all_mentions: bool = True
    """Every noun phrase is annotated, not some kinds alone."""


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; multiword ranges and empty nodes are skipped."""
    document = text = ident = ""
    opens = False
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            document = line.split(" = ", 1)[1].strip()
        elif line.startswith("# sent_id = "):
            ident = line[12:].strip()
        elif line.startswith("# text = "):
            text = line.split(" = ", 1)[1]
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            opens = True
        elif line.startswith("#"):
            continue
        elif line.strip():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif rows:
            yield Sentence(
                words=[row[1] for row in rows],
                document=document,
                text=text,
                opens_paragraph=opens,
                lemmas=[row[2] for row in rows],
                upos=[row[3] for row in rows],
                xpos=[row[4] for row in rows],
                feats=[row[5] for row in rows],
                heads=[int(row[6]) for row in rows],
                labels=[row[7] for row in rows],
                ident=ident,
            )
            rows, opens = [], False


def read_names(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a names file; a line `# doc = ...` starts a document.

    A third column, where there is one, holds names inside names and is left out: the outermost name counts.
    """
    document = ""
    words: list[str] = []
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# doc = ") and not words:
            document = line[8:].strip()
            continue
        if line.strip():
            word, tag, *_ = line.split("\t")
            words.append(word)
            tags.append(tag.strip())
        elif words:
            yield Sentence(words=words, document=document, names=tags)
            words, tags = [], []
    if words:
        yield Sentence(words=words, document=document, names=tags)


def read_trees(folder: Path) -> list[Sentence]:
    """Read the treebanks' training parts; the test parts are never opened here."""
    gum = read_treebank(folder / "ud" / "en_gum-train.conllu")
    trees = list(read_treebank(folder / "ud" / "en_ewt-train.conllu"))
    return trees + [sentence for sentence in gum if sentence.document not in SET_ASIDE]
