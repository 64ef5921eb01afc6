"""A document's tree written anew, where rules of ours know better than the parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc


@dataclass(slots=True)
class Tree:
    """What is to be changed: heads, labels, and (tag, part of speech, lemma) of words."""

    heads: list[int]
    labels: list[str]
    words: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    changed: bool = False


def labels(doc: Doc) -> list[str]:
    """The label of each word."""
    return [token.dep_ for token in doc]


def write(
    doc: Doc,
    heads: Sequence[int],
    labels: Sequence[str],
    words: Mapping[int, tuple[str, str, str]],
) -> Doc:
    """Write heads (as places in the document) and labels, and tag, part of speech and lemma of some words."""
    add = doc.vocab.strings.add
    rows: Any = np.zeros((len(doc), 5), dtype=np.uint64)
    for token in doc:
        tag, pos, lemma = words.get(token.i, (token.tag_, token.pos_, token.lemma_))
        head = (heads[token.i] - token.i) % (1 << 64)
        rows[token.i] = (head, add(labels[token.i]), add(tag), add(pos), add(lemma))
    return doc.from_array(["HEAD", "DEP", "TAG", "POS", "LEMMA"], rows)
