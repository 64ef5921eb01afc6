"""Articles made of other articles' parts, grammar broken: no stage fails, none is lost.

A quick share here; `make torture` makes KGBUILD_TORTURE times 600 of them.
"""

from __future__ import annotations

import json
import os
import random
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from around import ROOT, find_shared

from kgbuild import ids
from kgbuild.extraction import claims_of
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

SHARE = int(os.environ.get("KGBUILD_TORTURE", "0"))
TEXTS = SHARE * 600 or 20
JOINTS = re.compile(
    r"(?<=[,;:—–])\s+"
    r"|\s+(?=(?:that|who|which|and|but|or|after|before|when|to|by|of|in|for|as|from|with|not|no)\b)"
)


def sentences() -> list[str]:
    """Sentences of the examples, and of the shared articles where they are."""
    texts = [path.read_text(encoding="utf8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    shared = find_shared()
    more = shared / "corpora/wikinews/articles.jsonl" if shared else Path("none")
    if more.exists():
        texts += [json.loads(line)["text"] for line in more.read_text("utf8").splitlines()]
    found = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text)]
    return [s for s in found if 20 < len(s) < 400]


def shuffled(draw: random.Random, known: list[str]) -> str:
    """A text of three to seven sentences made of parts, sometimes of single words, in any order."""
    made = []
    for _ in range(draw.randint(3, 7)):
        parts = [p for s in draw.sample(known, draw.randint(1, 3)) for p in JOINTS.split(s)]
        draw.shuffle(parts)
        parts = parts[: draw.randint(2, 14)]
        if draw.random() < 0.3:
            parts = " ".join(parts).split()
            draw.shuffle(parts)
            parts = parts[:30]
        made.append(" ".join(parts).strip(" .") + draw.choice([".", ".", "?", "", '."', "\n\n"]))
    return " ".join(made)


def test_no_text_breaks_a_stage(english: Language) -> None:
    """Under test a fault raises; evidence and mentions are slices of the text."""
    draw, known = random.Random(2026), sentences()
    claimed = 0
    for number in range(TEXTS):
        text = shuffled(draw, known)
        document = Document(
            ids.document_id(f"{number}", text), f"{number}", text, published=date(2024, 3, 5)
        )
        found = claims_of(document, english)
        for claim in found.claims:
            evidence = claim.evidence
            assert text[evidence.start : evidence.end] == evidence.text
        for mention in found.mentions:
            assert text[mention.start : mention.end] == mention.text
        claimed += len(found.claims)
    assert claimed > TEXTS // 4
