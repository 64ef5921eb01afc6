"""Score what is read on the words' vectors: roles with gold predicates, and mentions by their heads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kgbuild.language.heads.roles import softmax
from kgbuild.language.network import Network, Parsed
from kgbuild.language.words import WordTables
from training import entities, frames
from training.data import Frame, Sentence, read_treebank
from training.scores import f1

CORE = frozenset({"ARG0", "ARG1", "ARG2"})
Figures = dict[str, float]


def by_document(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Group sentences by their document."""
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.document, []).append(sentence)
    return list(groups.values())


def parsed_texts(
    network: Network, sentences: Sequence[Sentence], *, vectors: bool = False
) -> Iterator[tuple[Sentence, Parsed]]:
    """Yield sentences with their parses, each document read as a whole."""
    for document in by_document(sentences):
        cut = [sentence.words for sentence in document]
        yield from zip(document, network.parse_all(cut, vectors=vectors), strict=True)


def score_roles(network: Network, words: WordTables, sentences: Sequence[Sentence]) -> Figures:
    """Return F1 of the arguments' heads with their roles under gold predicates, rolesets, and predicates found.

    A predicate whose right roleset is none of its lemma's counts as wrong.
    """
    counts: Counter[str] = Counter()
    known = [sentence for sentence in sentences if sentence.frames is not None]
    for sentence, parsed in parsed_texts(network, known, vectors=True):
        assert parsed.predicates is not None
        gold = sentence.frames or []
        if sentence.all_frames:
            mine = set(np.flatnonzero(np.round(parsed.predicates * 1024) > 0).tolist())
            theirs = {frame.predicate for frame in gold}
            counts["predicates right"] += len(mine & theirs)
            counts["predicates found"] += len(mine)
            counts["predicates gold"] += len(theirs)
        if gold:
            _count_frames(network, words, sentence, parsed, counts)
    figures = {
        "roles, core arguments, F1": _f1(counts, "core"),
        "roles, all, F1": _f1(counts, "all"),
        "rolesets": counts["rolesets"] / max(1, counts["frames"]),
    }
    if counts["predicates gold"]:
        figures["predicates, F1"] = _f1(counts, "predicates")
    return figures


def _f1(counts: Counter[str], name: str) -> float:
    return f1(counts[f"{name} right"], counts[f"{name} found"], counts[f"{name} gold"])


def _count_frames(
    network: Network, words: WordTables, sentence: Sentence, parsed: Parsed, counts: Counter[str]
) -> None:
    assert network.roles is not None and parsed.vectors is not None
    gold: list[Frame] = sentence.frames or []
    lemmas = [words.lemma(w, tag) for w, tag in zip(sentence.words, parsed.xpos, strict=True)]
    places = [frame.predicate for frame in gold]
    options = [network.roles.candidates(lemmas[place]) for place in places]
    roles, senses = network.roles.scores(parsed.vectors, places, options)
    for row, frame in enumerate(gold):
        counts["frames"] += 1
        shared = softmax(senses[row, : len(options[row])])
        if options[row]:
            best = options[row][int(shared.argmax())]
            counts["rolesets"] += network.roles.names[best] == frame.roleset
        found = {
            (one.head, one.role)
            for one in network.roles.chosen(roles[row], options[row], shared)
            if frame.roles.get(one.head) != frames.UNKNOWN
        }
        right = {pair for pair in frame.roles.items() if pair[1] != frames.UNKNOWN}
        for name, kept in (("core", CORE), ("all", frozenset(network.roles.roles))):
            mine = {pair for pair in found if pair[1] in kept}
            theirs = {pair for pair in right if pair[1] in kept}
            counts[f"{name} right"] += len(mine & theirs)
            counts[f"{name} found"] += len(mine)
            counts[f"{name} gold"] += len(theirs)


def score_mentions(network: Network, sentences: Sequence[Sentence]) -> Figures:
    """Return F1 of the heads of mentions, and how many of those found have the right type."""
    counts: Counter[str] = Counter()
    for sentence, parsed in parsed_texts(network, sentences):
        assert parsed.types is not None
        best = np.round(parsed.types * 1024).argmax(axis=1).tolist()
        mine = {w: network.types[kind] for w, kind in enumerate(best) if network.types[kind] != "_"}
        theirs = {one.head: one.kind for one in sentence.mentions or ()}
        counts["heads right"] += len(mine.keys() & theirs.keys())
        counts["heads found"] += len(mine)
        counts["heads gold"] += len(theirs)
        counts["types"] += sum(mine.get(head) == kind for head, kind in theirs.items())
    return {
        "mentions, heads, F1": _f1(counts, "heads"),
        "types of the mentions found": counts["types"] / max(1, counts["heads right"]),
    }


def examples_aside(corpora: Path, network: Network) -> list[Sentence]:
    """Return PropBank's examples that were set aside; the heads of their arguments are by the parser at hand."""
    path = corpora / "srl" / "frames-examples.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    found = []
    for number, row in enumerate(rows):
        if frames.set_aside(row["words"]):
            sentence = Sentence(words=row["words"], document=str(number), all_frames=False)
            sentence.heads = network.parse(row["words"]).heads
            sentence.frames = [frames.frame_of(frame, sentence.heads) for frame in row["frames"]]
            found.append(sentence)
    return found


def evaluate_document(corpora: Path, network: Network, words: WordTables) -> dict[str, Figures]:
    """Score all of it; weights of format 2 have nothing of it."""
    if network.roles is None:
        return {}
    dev = list(read_treebank(corpora / "ud" / "en_ewt-dev.conllu"))
    frames.add_ewt(corpora / "srl" / "ewt-dev.jsonl", dev)
    gum = list(read_treebank(corpora / "ud" / "en_gum-train.conllu"))
    entities.add_gum(corpora / "ud" / "en_gum-train.conllu", gum)
    held = [sentence for sentence in gum if sentence.document in entities.CHAINS_HELD_OUT]
    return {
        "EWT dev, roles": score_roles(network, words, dev),
        "PropBank examples set aside": score_roles(
            network, words, examples_aside(corpora, network)
        ),
        "GUM, twelve documents, mentions": score_mentions(network, held),
    }
