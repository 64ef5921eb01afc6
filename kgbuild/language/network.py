"""The trained network behind onnxruntime: package data checked at load, one sentence a run.

A sentence is run by itself, without padding, so that its result cannot depend on its neighbours, on their number or
on how many workers share the text. Long sentences are read through overlapping windows.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kgbuild.errors import ModelError
from kgbuild.language.names import NameDecoder
from kgbuild.language.trees import best_tree, is_tree
from kgbuild.language.wordpiece import SHAPES, WordPiece

DATA = Path(__file__).parent / "data"
"""Where the shipped files lie."""

WINDOW_WORDS = 180
WINDOW_PIECES = 500
FORMAT = 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the network says about one sentence; heads are places from 1, 0 is the root."""

    heads: list[int]
    labels: list[str]
    upos: list[str]
    xpos: list[str]
    names: list[tuple[int, int, str]]
    name_scores: Floats
    vectors: Floats | None


class Network:
    """Vocabulary, label lists and session, loaded together or refused together."""

    outputs = (
        "arcs",
        "heads",
        "labels",
        "label_dependents",
        "label_heads",
        "upos",
        "xpos",
        "names",
    )

    def __init__(self, folder: Path = DATA, *, threads: int = 1) -> None:
        files = read_checked(folder)
        lists = json.loads(files["labels.json"])
        if lists.get("format") != FORMAT or lists.get("shapes") != list(SHAPES):
            raise ModelError(
                f"{folder}: the language model is of another version (format {lists.get('format')}, "
                f"this kgbuild reads {FORMAT}); reinstall kgbuild"
            )
        self.deprel: list[str] = lists["deprel"]
        self.upos: list[str] = lists["upos"]
        self.xpos: list[str] = lists["xpos"]
        self.pieces = WordPiece(gzip.decompress(files["vocab.txt.gz"]).decode("utf-8").split("\n"))
        self.name_decoder = NameDecoder(lists["names"])
        self.session = _session(folder, "model.onnx", files, threads)
        self._relabel = _session(folder, "relabel.onnx", files, threads)

    def parse(self, words: Sequence[str], *, vectors: bool = False) -> Parsed:
        """Parse one sentence of any length (at least one word)."""
        windows = self.windows(words)
        parts = [self._run(words[start:end], vectors=vectors) for start, end in windows]
        if len(parts) == 1:
            return parts[0]
        return _joined(parts, [start for start, _ in windows])

    def agreed_names(
        self, sentences: Sequence[Sequence[str]], parsed: Sequence[Parsed]
    ) -> list[list[tuple[int, int, str]]]:
        """Return each sentence's names once the places of one word in a document agree on its type."""
        decoder = self.name_decoder
        changed = decoder.agree(sentences, [part.name_scores for part in parsed])
        return [
            decoder.spans(decoder.decode(changed[number])) if number in changed else part.names
            for number, part in enumerate(parsed)
        ]

    def windows(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Cut a long sentence after a mark where there is one; a short one is one window."""
        if len(words) <= WINDOW_WORDS and sum(map(len, words)) <= WINDOW_PIECES:
            return [(0, len(words))]
        counts = [len(self.pieces.word(word)[0]) for word in words]
        windows: list[tuple[int, int]] = []
        start = 0
        while start < len(words):
            end, pieces = start, 0
            while (
                end < len(words)
                and end - start < WINDOW_WORDS
                and pieces + counts[end] <= WINDOW_PIECES
            ):
                pieces += counts[end]
                end += 1
            if end < len(words):
                end = _good_cut(words, start, end)
            windows.append((start, end))
            start = end
        return windows

    def feed(self, words: Sequence[str]) -> dict[str, Any]:
        """Return the session's inputs for one window of words; no head is forced."""
        ids, shapes, first = self.pieces.encode(words)
        return {
            "ids": np.array(ids, np.int64),
            "shapes": np.array(shapes, np.int64),
            "first": np.array(first, np.int64),
        }

    def _run(self, words: Sequence[str], *, vectors: bool) -> Parsed:
        feed = self.feed(words)
        wanted = [*self.outputs, "vectors"] if vectors else self.outputs
        arcs, heads, labels, below, above, upos, xpos, names, *rest = self.session.run(wanted, feed)
        chosen: list[int] = heads.tolist()
        if not is_tree(chosen):
            chosen = best_tree(arcs)
            mended = {"label_dependents": below, "label_heads": above, "heads": np.array(chosen)}
            (labels,) = self._relabel.run(["labels"], mended)
        deprel = [self.deprel[label] for label in labels.tolist()]
        for place, head in enumerate(chosen):
            if head == 0:
                deprel[place] = "root"
            elif deprel[place] == "root":
                deprel[place] = "dep"
        tags = [self.xpos[tag] for tag in xpos.tolist()]
        coarse = [self.upos[tag] for tag in upos.tolist()]
        chosen, deprel = named_where_it_stands(chosen, deprel, coarse)
        return Parsed(
            heads=chosen,
            labels=agreed(chosen, deprel, tags),
            upos=coarse,
            xpos=tags,
            names=self.name_decoder.spans(self.name_decoder.decode(names)),
            name_scores=names,
            vectors=rest[0] if rest else None,
        )


def named_where_it_stands(
    heads: Sequence[int], labels: Sequence[str], upos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Hang a bare name on the noun right before it ("a meeting with party official Guo Shengkun").

    A noun's modifier has a preposition or an ending, as the treebanks have it; a name without either that follows
    another noun of the same phrase is that noun's apposition. The tree stays a tree: the new head hangs below the
    old one and not below the name.
    """
    new_heads, new_labels = list(heads), list(labels)
    cased = {head for head, label in zip(heads, labels, strict=True) if label == "case"}
    for place in range(2, len(heads) + 1):
        if labels[place - 1] != "nmod" or upos[place - 1] != "PROPN" or place in cased:
            continue
        before, head = place - 1, heads[place - 1]
        if upos[before - 1] != "NOUN" or before == head or head > before:
            continue
        above = before
        while above not in (0, head, place):
            above = new_heads[above - 1]
        if above == head:
            new_heads[place - 1], new_labels[place - 1] = before, "appos"
    return new_heads, new_labels


def agreed(heads: Sequence[int], labels: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return the labels with subjects that agree with their verb's voice, as the treebanks' do.

    A passive auxiliary makes the subject passive; without one it is not, unless the root is a bare participle
    ("Troops sent to Mali").
    """
    passive: set[int] = set()
    helped: set[int] = set()
    for head, label in zip(heads, labels, strict=True):
        if label == "aux:pass":
            passive.add(head)
        elif label in {"aux", "cop"}:
            helped.add(head)
    result = list(labels)
    for place, (head, label) in enumerate(zip(heads, labels, strict=True)):
        if label == "nsubj" and head in passive:
            result[place] = "nsubj:pass"
        elif label == "nsubj:pass" and head and head not in passive:
            bare = tags[head - 1] == "VBN" and head not in helped and heads[head - 1] == 0
            result[place] = label if bare else "nsubj"
    return result


def _session(folder: Path, name: str, files: dict[str, bytes], threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Processors without VNNI saturate in 8-bit products unless this is set.
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(
            files[name], options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises its own undocumented types
        raise ModelError(f"{folder / name}: onnxruntime cannot load it: {error}") from error


def read_checked(folder: Path) -> dict[str, bytes]:
    """Read the files that `checksums.json` lists, or say which one is missing or damaged."""
    listing = folder / "checksums.json"
    try:
        sums: dict[str, str] = json.loads(listing.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{listing}: the language model's list of files is missing or damaged"
        ) from error
    files: dict[str, bytes] = {}
    for name, expected in sums.items():
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"{folder / name}: a file of the language model is missing") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise ModelError(f"{folder / name}: damaged (its checksum differs); reinstall kgbuild")
        files[name] = content
    for needed in ("model.onnx", "relabel.onnx", "labels.json", "vocab.txt.gz", "words.json.gz"):
        if needed not in files:
            raise ModelError(f"{listing}: does not name {needed}")
    return files


def _good_cut(words: Sequence[str], start: int, end: int) -> int:
    """Return the last place after a mark in the window's second half, or its end."""
    for marks in ((";", ":", "—", "–"), (",",)):
        for place in range(end, start + (end - start) // 2, -1):
            if words[place - 1] in marks:
                return place
    return end


def _joined(parts: Sequence[Parsed], offsets: Sequence[int]) -> Parsed:
    """Join windows: the first window's root stays, later roots hang under it as loose parts."""
    root = parts[0].heads.index(0) + 1
    heads: list[int] = []
    labels: list[str] = []
    names: list[tuple[int, int, str]] = []
    for index, (part, offset) in enumerate(zip(parts, offsets, strict=True)):
        for head, label in zip(part.heads, part.labels, strict=True):
            loose = head == 0 and index > 0
            heads.append(root if loose else head + offset if head else 0)
            labels.append("parataxis" if loose else label)
        names.extend((start + offset, end + offset, kind) for start, end, kind in part.names)
    vectors = [part.vectors for part in parts if part.vectors is not None]
    return Parsed(
        heads=heads,
        labels=labels,
        upos=[tag for part in parts for tag in part.upos],
        xpos=[tag for part in parts for tag in part.xpos],
        names=names,
        name_scores=np.concatenate([part.name_scores for part in parts]),
        vectors=np.concatenate(vectors) if vectors else None,
    )
