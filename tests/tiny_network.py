"""A network of format 3 with drawn weights: one layer, a few pieces. It talks nonsense, always the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from kgbuild.language.heads.pairs import COLUMNS
from kgbuild.language.wordpiece import SHAPES
from training import words
from training.data import TYPES, Sentence
from training.export import Lists, files, write
from training.frames import ROLES

LABELS = {
    "deprel": ("acl:relcl", "dep", "nsubj", "obj", "punct", "root"),
    "upos": ("NOUN", "PRON", "PROPN", "PUNCT", "VERB"),
    "xpos": (".", "NN", "NNP", "PRP", "VBD"),
    "names": ("O", "B-Person", "I-Person"),
}
ROLESETS = {"leave.01": ["leave"], "leave.02": ["leave"], "meet.01": ["meet"]}
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "who", "she", "he", "it", "met",
          "left", "ann", "lee", "oslo", "council", "the", "a", "said", "and", "was", "in"]  # fmt: skip


def shapes() -> dict[str, tuple[int, ...]]:
    """The shapes of the weights by name, as the torch model has them."""
    found: dict[str, tuple[int, ...]] = {
        "encoder.positions.weight": (512, 384),
        "encoder.shapes.weight": (len(SHAPES), 384),
        "encoder.pieces.weight": (len(PIECES), 384),
        "root": (384,),
        "arc_matrix": (257, 256),
        "label_matrix": (len(LABELS["deprel"]), 97, 97),
        "roles.matrix": (len(ROLES), 161, 161),
        "roles.rolesets.weight": (len(ROLESETS), 96),
        "roles.prior.weight": (len(ROLESETS), 1),
        "pairs.coarse_told.weight": (COLUMNS, 1),
        "pairs.told.weight": (COLUMNS, 160),
        "pairs.coarse_earlier.weight": (64, 256),
        "pairs.earlier.weight": (160, 256),
        "pairs.product.weight": (160, 256),
    }
    linear = {
        "encoder.layers.0.qkv": (1152, 384), "encoder.layers.0.out": (384, 384),
        "encoder.layers.0.up": (1536, 384), "encoder.layers.0.down": (384, 1536),
        "arc_dependent": (256, 384), "arc_head": (256, 384), "label_dependent": (96, 384),
        "label_head": (96, 384), "upos": (5, 384), "xpos": (5, 384), "name_inner": (256, 384),
        "names": (3, 256), "predicate_inner": (128, 384), "predicates": (1, 128),
        "type_inner": (256, 384), "types": (len(TYPES), 256), "roles.predicate": (160, 384),
        "roles.argument": (160, 384), "roles.sense": (96, 384), "pairs.inner": (256, 384),
        "pairs.coarse_later": (64, 256), "pairs.later": (160, 256), "pairs.second": (160, 160),
        "pairs.score": (1, 160),
    }  # fmt: skip
    for name, shape in linear.items():
        found[f"{name}.weight"], found[f"{name}.bias"] = shape, shape[:1]
    for name in ("encoder.norm", "encoder.layers.0.norm1", "encoder.layers.0.norm2"):
        found[f"{name}.weight"] = found[f"{name}.bias"] = (384,)
    return found


def make(folder: Path, *, seed: int = 5) -> Path:
    """Write the files of a network of format 3."""
    draw = np.random.default_rng(seed)
    state: dict[str, Any] = {
        name: draw.normal(0, 0.08, shape).astype(np.float32) for name, shape in shapes().items()
    }
    for name in state:
        if "norm" in name and name.endswith("weight"):
            state[name] = np.ones_like(state[name])
    rows = [("left", "leave", "VBD"), ("met", "meet", "VBD")]
    learned = Sentence(
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        xpos=[row[2] for row in rows],
        upos=["VERB"] * len(rows),
        feats=["Tense=Past"] * len(rows),
    )
    lists = Lists(LABELS, ROLESETS, {"leave.01": "012"}, PIECES)
    write(files(state, lists, words.learn([learned] * 3), kind="dynamic", block=128), folder)
    return folder
