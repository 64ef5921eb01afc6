"""The closed lists that the heads choose from: frozen from the training parts, or those of shipped weights."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from training.model import Labels
from training.texts import Text


def collect_labels(texts: Sequence[Text]) -> Labels:
    """Freeze the closed lists from the training parts."""

    def closed(values: set[str]) -> tuple[str, ...]:
        return tuple(sorted(values))

    sentences = [sentence for text in texts for sentence in text.sentences]
    gold = [sentence for sentence in sentences if not sentence.silver]
    return Labels(
        deprel=closed({label for s in gold for label in s.labels}),
        upos=closed({tag for s in gold for tag in s.upos}),
        xpos=closed({tag for s in gold for tag in s.xpos}),
        names=("O", *closed({tag for s in sentences for tag in s.names} - {"O"})),
    )


def shipped_labels(folder: Path) -> Labels:
    """Return the closed lists of shipped weights."""
    lists = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return Labels(**{name: tuple(lists[name]) for name in ("deprel", "upos", "xpos", "names")})
