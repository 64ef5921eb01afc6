"""Shipped weights back into the torch model: an 8-bit graph is a place to start from where no checkpoint is left.

The graph is read in the order in which `training.graph` wrote it, tensor by tensor; what does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

Array = NDArray[Any]


class Reader:
    """The graph's constants in order, taken with the shapes that are expected."""

    def __init__(self, arrays: Iterator[Array]) -> None:
        self.arrays = arrays
        self.state: dict[str, Array] = {}

    def take(self, *shape: int) -> Array:
        """Take the next constant, which must have this shape."""
        array = next(self.arrays)
        if array.shape != shape:
            raise SystemExit(f"another graph: a constant of {array.shape} where {shape} belongs")
        return array.astype(np.float32)

    def skip(self, count: int) -> None:
        """Pass over constants that are no weights."""
        for _ in range(count):
            next(self.arrays)

    def norm(self, name: str, width: int) -> None:
        """Take a normalisation."""
        self.state[f"{name}.weight"] = self.take(width)
        self.state[f"{name}.bias"] = self.take(width)

    def packed(self, outputs: int, inputs: int) -> tuple[Array, Array]:
        """Take 8-bit weights with a scale a column, and the bias."""
        weight = self.take(inputs, outputs)
        scale = self.take(outputs)
        self.skip(1)
        return (weight * scale).T, self.take(outputs)

    def linear(self, name: str, outputs: int, inputs: int, *, exact: bool = False) -> None:
        """Take a linear layer, half precision (`exact`) or 8-bit."""
        if exact:
            weight, bias = self.take(inputs, outputs).T, self.take(outputs)
        else:
            weight, bias = self.packed(outputs, inputs)
        self.state[f"{name}.weight"], self.state[f"{name}.bias"] = weight, bias


def restore(path: Path, sizes: dict[str, int], shapes: int, layers: int = 6) -> dict[str, Array]:
    """Return the state of a graph of format 2; `sizes` holds how many deprel, upos, xpos and names there are."""
    model = onnx.load(path)
    reader = Reader(numpy_helper.to_array(one) for one in model.graph.initializer)
    width, inner, arc, label, name = 384, 1536, 256, 96, 256
    state = reader.state
    reader.skip(1)
    state["encoder.positions.weight"] = reader.take(512, width)
    state["encoder.shapes.weight"] = reader.take(shapes, width)
    pieces = reader.take(30522, width)
    state["encoder.pieces.weight"] = pieces * reader.take(30522, 1)
    reader.norm("encoder.norm", width)
    reader.skip(1)
    for index in range(layers):
        part = f"encoder.layers.{index}."
        reader.linear(f"{part}qkv", 3 * width, width)
        reader.linear(f"{part}out", width, width)
        reader.norm(f"{part}norm1", width)
        reader.linear(f"{part}up", inner, width)
        reader.linear(f"{part}down", width, inner)
        reader.norm(f"{part}norm2", width)
    state["root"] = reader.take(1, width)[0]
    reader.linear("arc_dependent", arc, width, exact=True)
    matrix = reader.take(arc, arc)
    state["arc_matrix"] = np.concatenate([matrix, reader.take(arc)[None]])
    reader.linear("arc_head", arc, width, exact=True)
    reader.skip(1)
    reader.linear("label_dependent", label, width, exact=True)
    reader.linear("label_head", label, width, exact=True)
    labels = sizes["deprel"]
    weight, bias = reader.packed(labels * (label + 1), label)
    flat = np.concatenate([weight.T, bias[None]])
    state["label_matrix"] = flat.reshape(label + 1, labels, label + 1).transpose(1, 0, 2)
    reader.skip(5)
    reader.linear("upos", sizes["upos"], width, exact=True)
    reader.skip(1)
    reader.linear("xpos", sizes["xpos"], width, exact=True)
    reader.skip(1)
    reader.linear("name_inner", name, width, exact=True)
    reader.linear("names", sizes["names"], name, exact=True)
    return state
