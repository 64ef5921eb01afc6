"""Write the trained network as one ONNX graph for one sentence, with 8-bit weights.

The graph reads one sentence (piece ids, word shapes, first pieces) and answers with heads, labels, tags and name
scores. It takes no batch and no padding: a sentence's result cannot depend on its neighbours. Weights of the encoder
are 8-bit with a scale for each block of a column; activations are scaled row by row inside the kernel; the heads,
norms and positions stay float (stored in half precision).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

ROUNDING = 1024.0
"""Scores are rounded to this fraction before the best is taken, so that kernels of other processors decide alike."""

Array = NDArray[Any]


class Graph:
    """Collects nodes and weights; every method returns the name of its result."""

    def __init__(self, *, kind: str = "int8", block: int = 32) -> None:
        self.kind, self.block = kind, block
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def op(
        self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any
    ) -> Any:
        """Add a node."""
        self.count += 1
        names = [f"{kind.lower()}_{self.count}_{place}" for place in range(outputs)]
        self.nodes.append(
            helper.make_node(
                kind, list(inputs), names, f"n{self.count}", domain=domain, **attributes
            )
        )
        return names[0] if outputs == 1 else names

    def constant(self, array: Array) -> str:
        """Add a weight as it is."""
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def half(self, array: Array) -> str:
        """Add a weight stored in half precision and used in single."""
        name: str = self.op("Cast", self.constant(array.astype(np.float16)), to=TensorProto.FLOAT)
        return name

    def linear(self, values: str, weight: Array, bias: Array, *, exact: bool = False) -> str:
        """Multiply by a torch weight [out, in] and add its bias."""
        if exact or self.kind == "float":
            product = self.op("MatMul", values, self.half(weight.T))
        elif self.kind == "dynamic":
            product = self._dynamic(values, weight)
        else:
            product = self._blocks(values, weight)
        name: str = self.op("Add", product, self.constant(bias.astype(np.float32)))
        return name

    def _blocks(self, values: str, weight: Array) -> str:
        """8-bit weights with a scale a block; the kernel scales each row of the values by itself."""
        rows, width = weight.shape
        blocks = weight.reshape(rows, width // self.block, self.block)
        scale = np.maximum(np.abs(blocks).max(-1, keepdims=True) / 127.0, 1e-12)
        packed = (np.clip(np.rint(blocks / scale), -127, 127) + 128).astype(np.uint8)
        name: str = self.op(
            "MatMulNBits",
            values,
            self.constant(packed),
            self.constant(scale.reshape(rows, -1).astype(np.float32)),
            domain="com.microsoft",
            K=width,
            N=rows,
            bits=8,
            block_size=self.block,
            accuracy_level=4,
        )
        return name

    def _dynamic(self, values: str, weight: Array) -> str:
        """8-bit weights with a scale a column; the values' scale is taken from the sentence."""
        scale = np.maximum(np.abs(weight).max(-1) / 127.0, 1e-12)
        packed = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8).T
        name: str = self.op(
            "DynamicQuantizeMatMul",
            values,
            self.constant(packed),
            self.constant(scale.astype(np.float32)),
            self.constant(np.zeros(len(scale), np.int8)),
            domain="com.microsoft",
        )
        return name

    def table(self, weight: Array, index: str) -> str:
        """Look rows up in an 8-bit table with a scale a row."""
        scale = np.maximum(np.abs(weight).max(-1, keepdims=True) / 127.0, 1e-12)
        packed = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        rows = self.op(
            "Cast", self.op("Gather", self.constant(packed), index), to=TensorProto.FLOAT
        )
        scales = self.op("Gather", self.constant(scale.astype(np.float32)), index)
        name: str = self.op("Mul", rows, scales)
        return name

    def norm(self, values: str, weight: Array, bias: Array) -> str:
        """Normalise a layer."""
        name: str = self.op(
            "LayerNormalization",
            values,
            self.constant(weight.astype(np.float32)),
            self.constant(bias.astype(np.float32)),
            axis=-1,
            epsilon=1e-12,
        )
        return name

    def gelu(self, values: str) -> str:
        """Apply the activation."""
        name: str = self.op("Gelu", values, domain="com.microsoft")
        return name

    def best(self, scores: str) -> str:
        """Round, then take the first of the best."""
        scaled = self.op("Mul", scores, self.constant(np.float32(ROUNDING)))
        name: str = self.op("ArgMax", self.op("Round", scaled), axis=-1, keepdims=0)
        return name


def build(
    state: Mapping[str, Array], *, kind: str = "int8", block: int = 32, layers: int = 6
) -> onnx.ModelProto:
    """Build the graph from a state of numpy arrays, named as the torch model names them."""
    graph = Graph(kind=kind, block=block)
    words = _encoder(graph, state, layers)
    outputs = {"vectors": words, **_heads(graph, state, words)}
    return _finish(graph, outputs, labels=len(state["label_matrix"]), state=state)


def _encoder(graph: Graph, state: Mapping[str, Array], layers: int) -> str:
    """Pieces to word vectors [words, width]."""
    zero = graph.constant(np.array([0], np.int64))
    length = graph.op("Shape", "ids")
    places = graph.op("Slice", graph.half(state["encoder.positions.weight"]), zero, length, zero)
    shapes = graph.op("Gather", graph.constant(state["encoder.shapes.weight"]), "shapes")
    hidden = graph.op("Add", graph.table(state["encoder.pieces.weight"], "ids"), places)
    hidden = graph.norm(
        graph.op("Add", hidden, shapes), state["encoder.norm.weight"], state["encoder.norm.bias"]
    )
    hidden = graph.op("Unsqueeze", hidden, zero)
    thirds = graph.constant(np.array([384, 384, 384], np.int64))
    for index in range(layers):
        part = f"encoder.layers.{index}."

        def linear(values: str, name: str, part: str = part) -> str:
            return graph.linear(values, state[f"{part}{name}.weight"], state[f"{part}{name}.bias"])

        query, key, value = graph.op("Split", linear(hidden, "qkv"), thirds, outputs=3, axis=2)
        mixed = graph.op(
            "MultiHeadAttention", query, key, value, domain="com.microsoft", num_heads=12
        )
        mixed = graph.op("Add", hidden, linear(mixed, "out"))
        hidden = graph.norm(mixed, state[f"{part}norm1.weight"], state[f"{part}norm1.bias"])
        inner = linear(graph.gelu(linear(hidden, "up")), "down")
        hidden = graph.norm(
            graph.op("Add", hidden, inner), state[f"{part}norm2.weight"], state[f"{part}norm2.bias"]
        )
    flat = graph.op("Squeeze", hidden, zero)
    name: str = graph.op("Gather", flat, "first")
    return name


def _heads(graph: Graph, state: Mapping[str, Array], words: str) -> dict[str, str]:
    """Word vectors to decisions; a forced head (0 or more) replaces the best one before labels are scored."""
    rooted = graph.op("Concat", graph.constant(state["root"][None]), words, axis=0)
    zero = graph.constant(np.array([0], np.int64))

    def linear(values: str, name: str) -> str:
        return graph.linear(values, state[f"{name}.weight"], state[f"{name}.bias"], exact=True)

    matrix = state["arc_matrix"]
    dependent = graph.gelu(linear(words, "arc_dependent"))
    left = graph.op(
        "Add", graph.op("MatMul", dependent, graph.half(matrix[:-1])), graph.constant(matrix[-1])
    )
    head = graph.op("Transpose", graph.gelu(linear(rooted, "arc_head")), perm=[1, 0])
    arcs = graph.op("MatMul", left, head)
    free = graph.op("Less", "forced", zero)
    heads = graph.op("Where", free, graph.best(arcs), "forced")

    labels, width, _ = state["label_matrix"].shape
    flat = state["label_matrix"].transpose(1, 0, 2).reshape(width, labels * width)
    below = graph.gelu(linear(words, "label_dependent"))
    spread = graph.op("MatMul", below, graph.half(flat[:-1]))
    spread = graph.op("Add", spread, graph.constant(flat[-1]))
    spread = graph.op("Reshape", spread, graph.constant(np.array([-1, labels, width], np.int64)))
    above = graph.op("Gather", graph.gelu(linear(rooted, "label_head")), heads)
    pad = graph.constant(np.array([0, 0, 0, 1], np.int64))
    above = graph.op("Pad", above, pad, graph.constant(np.float32(1.0)))
    two = graph.constant(np.array([2], np.int64))
    scores = graph.op("Squeeze", graph.op("MatMul", spread, graph.op("Unsqueeze", above, two)), two)
    return {
        "arcs": arcs,
        "heads": heads,
        "labels": graph.best(scores),
        "upos": graph.best(linear(words, "upos")),
        "xpos": graph.best(linear(words, "xpos")),
        "names": linear(graph.gelu(linear(words, "name_inner")), "names"),
    }


def _finish(
    graph: Graph, outputs: Mapping[str, str], *, labels: int, state: Mapping[str, Array]
) -> onnx.ModelProto:
    del labels
    shapes = {
        "vectors": (TensorProto.FLOAT, ["words", 384]),
        "arcs": (TensorProto.FLOAT, ["words", "heads"]),
        "names": (TensorProto.FLOAT, ["words", len(state["names.bias"])]),
    }
    named = []
    for name, inner in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [inner], [name], f"out_{name}"))
        kind, shape = shapes.get(name, (TensorProto.INT64, ["words"]))
        named.append(helper.make_tensor_value_info(name, kind, shape))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"]),
        helper.make_tensor_value_info("shapes", TensorProto.INT64, ["pieces"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]),
        helper.make_tensor_value_info("forced", TensorProto.INT64, ["words"]),
    ]
    body = helper.make_graph(graph.nodes, "kgbuild-english", inputs, named, graph.weights)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=9, producer_name="kgbuild")


def save(model: onnx.ModelProto, path: Path) -> None:
    """Write the graph."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
