"""Every source as texts: documents whose sentences follow one another, with whatever is annotated of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from training import entities, frames
from training.data import SET_ASIDE, Sentence, read_names, read_treebank

NO_NEW_TRAINING = ("conversation",)
"""GUM genres whose licence (CC BY-ND) does not let weights be made of them."""


@dataclass(slots=True)
class Text:
    """A document of one source; `share` is how often a pass over everything meets it."""

    name: str
    source: str
    sentences: list[Sentence]
    share: float = 1.0
    chains: bool = False


SHARES = {"ewt": 1.0, "gum": 1.0, "names": 0.6, "litbank": 0.25, "gap": 1.0, "examples": 0.4}
"""How much of a source one pass reads: novels and examples are many, and further from news."""


def read_silver(path: Path) -> list[Sentence]:
    """Return what `training.silver` wrote."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        found.append(
            Sentence(
                words=row["words"],
                document=row["document"],
                heads=row["heads"],
                labels=row["labels"],
                upos=row["upos"],
                xpos=row["xpos"],
                silver=True,
            )
        )
    return found


def grouped(sentences: Iterable[Sentence], source: str, *, chains: bool = False) -> list[Text]:
    """Group sentences by document, in order."""
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.document, []).append(sentence)
    share = SHARES.get(source, 1.0)
    return [Text(name, source, group, share, chains) for name, group in groups.items()]


@dataclass(slots=True)
class Texts:
    """What a run learns from, and its gauges by name."""

    train: list[Text]
    gauges: dict[str, list[Text]]


def read_texts(corpora: Path, cache: Path) -> Texts:
    """Read all sources; held-out documents and the tenth of the examples go to the gauges."""
    gum = list(read_treebank(corpora / "ud" / "en_gum-train.conllu"))
    entities.add_gum(corpora / "ud" / "en_gum-train.conllu", gum)
    held = [replace(s) for s in gum if s.document in entities.CHAINS_HELD_OUT]
    ewt = list(read_treebank(corpora / "ud" / "en_ewt-train.conllu"))
    frames.add_ewt(corpora / "srl" / "ewt-train.jsonl", ewt)
    ewt_dev = list(read_treebank(corpora / "ud" / "en_ewt-dev.conllu"))
    frames.add_ewt(corpora / "srl" / "ewt-dev.jsonl", ewt_dev)
    examples = read_silver(cache / "examples.jsonl")
    frames.add_examples(corpora / "srl" / "frames-examples.jsonl", examples)
    litbank = read_silver(cache / "litbank.jsonl")
    entities.add_litbank(corpora / "litbank", litbank)
    gap = {}
    for part in ("development", "validation"):
        gap[part] = read_silver(cache / f"gap-{part}.jsonl")
        entities.add_gap(corpora / "gap" / f"gap-{part}.tsv", gap[part])
    names = list(read_names(corpora / "ner" / "worldwide-train.tsv"))
    add_silver_trees(names, cache / "names.jsonl")
    kept = [s for s in examples if not frames.set_aside(s.words)]
    texts = [*grouped(ewt, "ewt"), *grouped(names, "names"), *grouped(kept, "examples")]
    texts += grouped(litbank, "litbank", chains=True)
    texts += grouped(gap["development"], "gap", chains=True)
    gum_texts = grouped(gum, "gum", chains=True)
    for text in gum_texts:
        if text.name in SET_ASIDE or text.name.split("_")[1] in NO_NEW_TRAINING:
            continue
        if text.name in entities.CHAINS_HELD_OUT:
            text.chains = False
            for sentence in text.sentences:
                sentence.mentions = None
        texts.append(text)
    return Texts(
        train=texts,
        gauges={
            "ewt-dev": grouped(ewt_dev, "ewt"),
            "gum-aside": grouped((s for s in gum if s.document in SET_ASIDE), "gum"),
            "names-dev": grouped(read_names(corpora / "ner" / "worldwide-dev.tsv"), "names"),
            "examples-aside": grouped((s for s in examples if frames.set_aside(s.words)), "aside"),
            "gum-chains": grouped(held, "gum", chains=True),
            "gap-validation": grouped(gap["validation"], "gap", chains=True),
        },
    )


def add_silver_trees(sentences: list[Sentence], path: Path) -> None:
    """Give sentences without a tree the one that was written down for them, where that was done."""
    if not path.exists():
        return
    for sentence, tree in zip(sentences, read_silver(path), strict=True):
        if sentence.words != tree.words:
            raise SystemExit(
                f"{path}: of other sentences; make it anew (python -m training.silver)"
            )
        sentence.heads, sentence.labels = tree.heads, tree.labels
        sentence.upos, sentence.xpos, sentence.silver = tree.upos, tree.xpos, True
