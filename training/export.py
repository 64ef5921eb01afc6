"""From a checkpoint to the shipped files: `python -m training.export --run FOLDER --corpora FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgbuild.language.wordpiece import SHAPES
from training import graph, graph_document, words
from training.data import TYPES, WINDOW, read_trees
from training.frames import ROLES, read_aliases, read_core

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Lists:
    """What the weights' places stand for; `core` holds the numbers of the core roles that a roleset has."""

    labels: Mapping[str, Sequence[str]]
    rolesets: Mapping[str, Sequence[str]]
    core: Mapping[str, str]
    vocabulary: Sequence[str]
    step: int = 0


def files(
    state: Mapping[str, graph.Array], lists: Lists, tables: bytes, *, kind: str, block: int
) -> dict[str, bytes]:
    """Return the shipped files by name: graphs, labels, vocabulary, rolesets, word tables."""
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    labels = {"format": FORMAT, "shapes": list(SHAPES), "step": lists.step}
    labels |= {name: list(values) for name, values in lists.labels.items()}
    labels |= {"roles": list(ROLES), "types": list(TYPES), "window": WINDOW}
    table = {
        name: {"lemmas": list(lemmas), "roles": lists.core.get(name, "")}
        for name, lemmas in lists.rolesets.items()
    }
    rolesets = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    graphs = {
        "model.onnx": graph.build(state, kind=kind, block=block, layers=layers),
        "relabel.onnx": graph.build_labels(state, kind=kind, block=block),
        "roles.onnx": graph_document.build_roles(state),
        "mentions.onnx": graph_document.build_mentions(state),
        "pairs.onnx": graph_document.build_pairs(state),
    }
    return {name: one.SerializeToString(deterministic=True) for name, one in graphs.items()} | {
        "labels.json": (json.dumps(labels, indent=1) + "\n").encode("utf-8"),
        "rolesets.json.gz": gzip.compress(rolesets.encode("utf-8"), 9, mtime=0),
        "vocab.txt.gz": gzip.compress("\n".join(lists.vocabulary).encode("utf-8"), 9, mtime=0),
        "words.json.gz": tables,
    }


def write(contents: Mapping[str, bytes], out: Path) -> None:
    """Write files and their checksums."""
    out.mkdir(parents=True, exist_ok=True)
    sums = {}
    for name, content in contents.items():
        (out / name).write_bytes(content)
        sums[name] = hashlib.sha256(content).hexdigest()
    (out / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def export(run: Path, corpora: Path, out: Path, *, kind: str, block: int) -> None:
    """Write the average of a run as what is shipped."""
    import torch

    from training.encoder import read_vocabulary

    checkpoint = torch.load(run / "average.pt", map_location="cpu", weights_only=True)
    state = {name: tensor.float().numpy() for name, tensor in checkpoint["model"].items()}
    inventory = corpora / "srl" / "rolesets.jsonl"
    aliases = read_aliases(inventory, checkpoint["rolesets"])
    core = read_core(inventory)
    lists = Lists(checkpoint["labels"], aliases, core, read_vocabulary(), checkpoint["step"])
    tables = words.learn(read_trees(corpora))
    contents = files(state, lists, tables, kind=kind, block=block)
    write(contents, out)
    for name, content in contents.items():
        print(f"{len(content):>10} {name}")


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
