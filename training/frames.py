"""PropBank's frames: EWT's sentences, the examples of the frame files, and the rolesets a word may have."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.data import Frame, Sentence
from training.entities import head_of

ROLES = (
    "_", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-ADJ", "ARGM-ADV", "ARGM-CAU", "ARGM-COM",
    "ARGM-CXN", "ARGM-DIR", "ARGM-DIS", "ARGM-EXT", "ARGM-GOL", "ARGM-LOC", "ARGM-LVB", "ARGM-MNR",
    "ARGM-MOD", "ARGM-NEG", "ARGM-PRD", "ARGM-PRP", "ARGM-PRR", "ARGM-TMP", "R-ARG0", "R-ARG1",
    "R-ARGM", "C-ARG1",
)  # fmt: skip
"""What a word may be to a predicate; "_" is nothing."""

UNKNOWN = "?"
"""A role too rare to learn: nothing is learned of that word and that predicate."""


def known_role(role: str) -> str:
    """Return the role as it is learned.

    >>> [known_role(role) for role in ("ARG0", "ARGM-PNC", "R-ARGM-LOC", "C-ARGM-CXN")]
    ['ARG0', 'ARGM-PRP', 'R-ARGM', '?']
    """
    role = {"ARGM-PNC": "ARGM-PRP", "ARG1-DSP": "ARG1", "R-ARG2": "R-ARG1"}.get(role, role)
    if role.startswith("R-ARGM"):
        return "R-ARGM"
    return role if role in ROLES else UNKNOWN


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def add_ewt(path: Path, sentences: Sequence[Sentence]) -> None:
    """Give EWT's sentences their frames, by sentence id and words."""
    rows = {row["sent_id"]: row for row in _rows(path)}
    for sentence in sentences:
        row = rows.get(sentence.ident)
        if row is None or row["words"] != sentence.words:
            continue
        sentence.frames = [
            Frame(
                frame["predicate"],
                frame["roleset"],
                _first({}, ((head, role) for role, _, _, head in frame["args"])),
            )
            for frame in row["frames"]
        ]


def _first(found: dict[int, str], pairs: Any) -> dict[int, str]:
    for head, role in pairs:
        if not role.startswith("C-V"):
            found.setdefault(head, known_role(role))
    return found


def add_examples(path: Path, sentences: Sequence[Sentence]) -> None:
    """Give PropBank's example sentences the one frame that each was written for."""
    for sentence, row in zip(sentences, _rows(path), strict=True):
        sentence.all_frames = False
        sentence.frames = [frame_of(frame, sentence.heads) for frame in row["frames"]]


def frame_of(frame: dict[str, Any], heads: Sequence[int]) -> Frame:
    """Return a frame whose arguments are spans, laid on their heads."""
    spans = frame["args"]
    pairs = ((head_of(heads, start, end - 1), role) for role, start, end in spans)
    return Frame(frame["predicate"], frame["roleset"], _first({}, pairs))


def set_aside(words: Sequence[str]) -> bool:
    """Say whether an example is one of the tenth that nothing is trained on; equal sentences go together.

    >>> set_aside(["He", "left", "."])
    False
    """
    digest = hashlib.sha256("\x1f".join(words).lower().encode("utf-8")).digest()
    return digest[0] % 10 == 0


def read_aliases(path: Path, seen: Sequence[str]) -> dict[str, list[str]]:
    """Return the lemmas of each roleset, in order of names; those `seen` beyond the list have their own."""
    aliases = {row["id"]: [form for _, form in row["aliases"]] for row in _rows(path)}
    for roleset in seen:
        aliases.setdefault(roleset, [])
    return {
        name: sorted(
            {form.split("_")[0].lower() for form in [*aliases[name], name.rsplit(".", 1)[0]]}
        )
        for name in sorted(aliases)
    }


def read_core(path: Path) -> dict[str, str]:
    """Return the numbers of the core roles that each roleset has, as in "012"."""
    return {
        row["id"]: "".join(sorted({role["n"] for role in row["roles"] if role["n"].isdigit()}))
        for row in _rows(path)
    }


class Rolesets:
    """The inventory, and the rolesets that a lemma may have."""

    def __init__(self, path: Path, seen: Sequence[str]) -> None:
        aliases = read_aliases(path, seen)
        self.names = list(aliases)
        self.index = {name: place for place, name in enumerate(self.names)}
        self.by_lemma: dict[str, list[int]] = defaultdict(list)
        for place, lemmas in enumerate(aliases.values()):
            for lemma in lemmas:
                self.by_lemma[lemma].append(place)

    def candidates(self, lemma: str) -> list[int]:
        """Return the places of the rolesets that a lemma may have, in order."""
        return self.by_lemma.get(lemma.lower(), [])
