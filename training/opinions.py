"""Count kgbuild/extract/verbal/opinions.csv: how often the tree's arguments are right, by what the roles say to them.

    python -m training.opinions --corpora CORPORA [--out FILE]

Read are PropBank's example sentences that were set aside (`frames.set_aside`): the network has not learned their
roles by heart, as it has EWT's. An argument counts as right where PropBank has its word (the head of the argument's
span in our own tree) in the core: the one who acts as ARG0 where the sentence has one, whom it befalls as another.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, Token

from kgbuild.annotate import Annotated
from kgbuild.extract.verbal.frames import frame_of
from kgbuild.extract.verbal.opinions import AGENT, Opinion, opinion, subject_ground
from kgbuild.language import load_english
from kgbuild.language.gathered import frames_of
from kgbuild.language.heads.roles import Frame, is_core
from kgbuild.model import Document
from training import frames

OUT = Path("kgbuild/extract/verbal/opinions.csv")
Counted = tuple[str, Opinion, bool]


def judged(verb: Token, gold: dict[int, str], mine: Frame | None) -> Iterator[Counted]:
    """The tree's subject and object of one verb: ground, the roles' opinion, and whether PropBank agrees."""
    doc = verb.doc
    parts = frame_of(verb, Annotated(Document("d", "examples", doc.text), doc))
    if parts is None or mine is None:
        return
    core = {word for word, role in gold.items() if is_core(role)}
    agents = {word for word, role in gold.items() if role == AGENT}
    if parts.subjects and core:
        word = parts.subjects[0]
        right = word.i in (agents or core)
        yield subject_ground(verb), opinion(word, mine, acts=True), right
    if parts.objects and core:
        word = parts.objects[0]
        yield "object", opinion(word, mine, acts=False), word.i in core - agents


def counted(path: Path) -> dict[tuple[str, str], list[int]]:
    """Right ones and all by ground and opinion."""
    nlp = load_english(roles=True)
    parser = nlp.get_pipe("kgbuild_parser")
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["words"]
        if not frames.set_aside(words):
            continue
        doc = parser(
            Doc(nlp.vocab, words=words, sent_starts=[place == 0 for place in range(len(words))])
        )
        heads = [token.head.i + 1 if token.head.i != token.i else 0 for token in doc]
        mine = {frame.predicate: frame for frame in frames_of(doc)}
        for annotated in row["frames"]:
            gold = frames.frame_of(annotated, heads)
            verb = doc[gold.predicate]
            if verb.pos_ != "VERB":
                continue
            for ground, said, right in judged(verb, gold.roles, mine.get(verb.i)):
                for name in (said, Opinion.ALL):
                    found[ground, name][0] += right
                    found[ground, name][1] += 1
    return found


def main() -> None:
    """Read the options, then count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    found = counted(options.corpora / "srl" / "frames-examples.jsonl")
    rows = [
        f"{ground},{said},{right},{seen}" for (ground, said), (right, seen) in sorted(found.items())
    ]
    options.out.write_text("\n".join(["ground,opinion,right,seen", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
