"""From a checkpoint to the shipped files: `python -m training.export --run FOLDER --corpora FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path

import torch

from kgbuild.language.wordpiece import SHAPES
from training import graph, words
from training.data import read_corpora
from training.encoder import read_vocabulary

FORMAT = 2


def export(run: Path, corpora: Path, out: Path, *, kind: str, block: int) -> None:
    """Write model, labels, vocabulary, word tables and their checksums."""
    checkpoint = torch.load(run / "average.pt", map_location="cpu", weights_only=True)
    state = {name: tensor.float().numpy() for name, tensor in checkpoint["model"].items()}
    labels = {"format": FORMAT, "shapes": list(SHAPES), "step": checkpoint["step"]}
    labels |= {name: list(values) for name, values in checkpoint["labels"].items()}
    files = {
        "model.onnx": graph.build(state, kind=kind, block=block).SerializeToString(
            deterministic=True
        ),
        "relabel.onnx": graph.build_labels(state, kind=kind, block=block).SerializeToString(
            deterministic=True
        ),
        "labels.json": (json.dumps(labels, indent=1) + "\n").encode("utf-8"),
        "vocab.txt.gz": gzip.compress("\n".join(read_vocabulary()).encode("utf-8"), 9, mtime=0),
        "words.json.gz": words.learn(read_corpora(corpora).trees),
    }
    out.mkdir(parents=True, exist_ok=True)
    sums = {}
    for name, content in files.items():
        (out / name).write_bytes(content)
        sums[name] = hashlib.sha256(content).hexdigest()
        print(f"{len(content):>10} {name}")
    (out / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the options, then export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("kgbuild/language/data"))
    parser.add_argument("--kind", choices=("float", "dynamic", "int8"), default="dynamic")
    parser.add_argument("--block", type=int, default=128)
    options = parser.parse_args()
    export(options.run, options.corpora, options.out, kind=options.kind, block=options.block)


if __name__ == "__main__":
    main()
