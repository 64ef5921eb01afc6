"""The trained network behind onnxruntime: package data checked at load, one window of sentences a run.

A document's sentences are read in windows, cut from its start by one rule and run without padding, so that a result
depends on the document alone, never on its batch or on how many workers share the texts. Weights of format 2 read
sentence by sentence. A sentence too long for a window is read through several.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgbuild.errors import ModelError
from kgbuild.language.heads.roles import RoleReader
from kgbuild.language.mending import agreed, joined_with_the_object, named_where_it_stands, opened
from kgbuild.language.names import NameDecoder
from kgbuild.language.sessions import session
from kgbuild.language.trees import best_tree, is_tree
from kgbuild.language.wordpiece import SHAPES, WordPiece

DATA = Path(__file__).parent / "data"
"""Where the shipped files lie."""

WINDOW_WORDS = 180
WINDOW_PIECES = 500
FORMATS = (2, 3)
"""2: trees, tags and names, a sentence a run. 3: windows, predicates, mention types; roles and pairs on demand."""
FILES = ("model.onnx", "relabel.onnx", "labels.json", "vocab.txt.gz", "words.json.gz")
MORE_FILES = ("roles.onnx", "mentions.onnx", "pairs.onnx", "rolesets.json.gz")
"""Files of format 3 beside those of format 2."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the network says about one sentence; heads are places from 1, 0 is the root.

    `predicates` [words] and `types` [words, mention types] are scores; weights of format 2 have none.
    """

    heads: list[int]
    labels: list[str]
    upos: list[str]
    xpos: list[str]
    names: list[tuple[int, int, str]]
    name_scores: Floats
    vectors: Floats | None
    predicates: Floats | None = None
    types: Floats | None = None


class Network:
    """Vocabulary, label lists and session, loaded together or refused together."""

    def __init__(self, folder: Path = DATA, *, threads: int = 1) -> None:
        files = read_checked(folder)
        lists = json.loads(files["labels.json"])
        self.format = lists.get("format")
        if self.format not in FORMATS or lists.get("shapes") != list(SHAPES):
            raise ModelError(
                f"{folder}: the language model is of another version (format {self.format}, this "
                f"kgbuild reads {' and '.join(map(str, FORMATS))}); reinstall kgbuild"
            )
        self.folder = folder
        self.deprel: list[str] = lists["deprel"]
        self.upos: list[str] = lists["upos"]
        self.xpos: list[str] = lists["xpos"]
        self.types: list[str] = lists.get("types", [])
        self.window: int = lists.get("window", 0)
        self.pieces = WordPiece(gzip.decompress(files["vocab.txt.gz"]).decode("utf-8").split("\n"))
        self.name_decoder = NameDecoder(lists["names"])
        self.session = self._session("model.onnx", files, threads)
        self._relabel = self._session("relabel.onnx", files, threads)
        self.roles: RoleReader | None = None
        if self.format > 2:
            self._read_more(files, lists, threads)

    def _session(self, name: str, files: dict[str, bytes], threads: int) -> Any:
        return session(files[name], self.folder / name, threads=threads)

    def _read_more(self, files: dict[str, bytes], lists: dict[str, Any], threads: int) -> None:
        missing = [name for name in MORE_FILES if name not in files]
        if missing:
            raise ModelError(f"{self.folder / 'checksums.json'}: does not name {missing[0]}")
        roles = self._session("roles.onnx", files, threads)
        self.roles = RoleReader(roles, files["rolesets.json.gz"], lists["roles"])
        self._mentions = self._session("mentions.onnx", files, threads)
        self._pairs = self._session("pairs.onnx", files, threads)

    def parse(self, words: Sequence[str], *, vectors: bool = False) -> Parsed:
        """Parse one sentence of any length (at least one word) as a document of its own."""
        return next(iter(self.parse_all([words], vectors=vectors)))

    def parse_all(
        self, sentences: Sequence[Sequence[str]], *, vectors: bool = False
    ) -> Iterator[Parsed]:
        """Parse the sentences of one document in order, window by window."""
        for group in self.groups(sentences):
            if len(group) > 1:
                yield from self._run([sentences[number] for number in group], vectors=vectors)
                continue
            words = sentences[group[0]]
            windows = self.windows(words)
            parts = [self._run([words[start:end]], vectors=vectors)[0] for start, end in windows]
            yield parts[0] if len(parts) == 1 else _joined(parts, [start for start, _ in windows])

    def groups(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return which sentences share a window: consecutive ones, as many as fit, from the start on."""
        groups: list[list[int]] = []
        size = 0
        for number, words in enumerate(sentences):
            pieces = 1 + sum(len(self.pieces.word(word)[0]) for word in words)
            if not groups or size + pieces > self.window or len(words) > WINDOW_WORDS:
                groups.append([])
                size = 1
            groups[-1].append(number)
            size += pieces
            if len(words) > WINDOW_WORDS:
                size = self.window
        return groups

    def mention_rows(self, vectors: Floats) -> Floats:
        """Return what is worked out of mentions by the vectors of their heads [n, width]; format 3 alone has it."""
        found: Floats = self._mentions.run(["mentions"], {"vectors": vectors})[0]
        return found

    def pair_scores(self, feed: dict[str, Any]) -> tuple[NDArray[np.int64], Floats]:
        """Return the likeliest antecedents' places with their scores (see `kgbuild.language.heads.chains`)."""
        places, scores = self._pairs.run(["places", "scores"], feed)
        return places, scores

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

    def feed(self, sentences: Sequence[Sequence[str]]) -> dict[str, Any]:
        """Return the session's inputs for one window of sentences."""
        ids, shapes, first = [self.pieces.start], [0], []
        for words in sentences:
            more, their_shapes, places = self.pieces.encode(words)
            first += [place + len(ids) - 1 for place in places]
            ids += more[1:]
            shapes += their_shapes[1:]
        feed = {
            "ids": np.array(ids, np.int64),
            "shapes": np.array(shapes, np.int64),
            "first": np.array(first, np.int64),
        }
        if self.format > 2:
            numbers = np.arange(len(sentences), dtype=np.int64)
            feed["sentence"] = np.repeat(numbers, [len(words) for words in sentences])
        return feed

    def _run(self, sentences: Sequence[Sequence[str]], *, vectors: bool) -> list[Parsed]:
        wanted = [*_OUTPUTS, *(_MORE_OUTPUTS if self.format > 2 else ())]
        wanted += ["vectors"] if vectors else []
        values = self.session.run(wanted, self.feed(sentences))
        answer = dict(zip(wanted, values, strict=True))
        found = []
        start = 0
        for words in sentences:
            end = start + len(words)
            found.append(self._read({k: _part(k, v, start, end) for k, v in answer.items()}))
            start = end
        return found

    def _read(self, answer: dict[str, Any]) -> Parsed:
        """Read one sentence's part of the answer."""
        chosen: list[int] = answer["heads"].tolist()
        labels = answer["labels"]
        if not is_tree(chosen):
            chosen = best_tree(answer["arcs"])
            mended = {name: answer[name] for name in ("label_dependents", "label_heads")}
            (labels,) = self._relabel.run(["labels"], {**mended, "heads": np.array(chosen)})
        deprel = [self.deprel[label] for label in labels.tolist()]
        for place, head in enumerate(chosen):
            if head == 0:
                deprel[place] = "root"
            elif deprel[place] == "root":
                deprel[place] = "dep"
        tags = [self.xpos[tag] for tag in answer["xpos"].tolist()]
        coarse = [self.upos[tag] for tag in answer["upos"].tolist()]
        chosen, deprel = named_where_it_stands(chosen, deprel, coarse)
        chosen = joined_with_the_object(chosen, deprel, coarse)
        return Parsed(
            heads=chosen,
            labels=agreed(chosen, opened(chosen, deprel, coarse, tags), tags),
            upos=coarse,
            xpos=tags,
            names=self.name_decoder.spans(self.name_decoder.decode(answer["names"])),
            name_scores=answer["names"],
            vectors=answer.get("vectors"),
            predicates=answer["predicates"][:, 0] if "predicates" in answer else None,
            types=answer.get("types"),
        )


_OUTPUTS = (
    "arcs",
    "heads",
    "labels",
    "label_dependents",
    "label_heads",
    "upos",
    "xpos",
    "names",
)
_MORE_OUTPUTS = ("predicates", "types")


def _part(name: str, values: Any, start: int, end: int) -> Any:
    """Cut a sentence's words out of a window's answer; places of heads count from the sentence then."""
    if name == "label_heads":
        return np.concatenate([values[:1], values[start + 1 : end + 1]])
    part = values[start:end]
    if name == "arcs":
        return np.concatenate([part[:, :1], part[:, start + 1 : end + 1]], axis=1)
    if name == "heads":
        return np.where(part > 0, part - start, 0)
    return part


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
    for needed in FILES:
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
    return Parsed(
        heads=heads,
        labels=labels,
        upos=[tag for part in parts for tag in part.upos],
        xpos=[tag for part in parts for tag in part.xpos],
        names=names,
        name_scores=np.concatenate([part.name_scores for part in parts]),
        vectors=_together([part.vectors for part in parts]),
        predicates=_together([part.predicates for part in parts]),
        types=_together([part.types for part in parts]),
    )


def _together(parts: Sequence[Floats | None]) -> Floats | None:
    known = [part for part in parts if part is not None]
    return np.concatenate(known) if known else None
