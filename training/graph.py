"""Write the trained network as one ONNX graph for a window of sentences, with 8-bit weights.

The graph reads one window (piece ids, word shapes, first pieces, the sentence of each word) and answers with heads,
labels, tags, and the scores of names, predicates and mention types; no head is looked for outside a word's sentence. It
takes no batch and no padding: a window's result depends on its words alone. Weights of the encoder are 8-bit with a
scale for each column or block of it; the heads, norms and positions stay float (stored in half precision).
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

FAR = 1e4
"""What a head outside the sentence loses."""

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
        offset = bias.astype(np.float32)
        name: str
        if exact or self.kind == "float":
            name = self.op("Gemm", values, self.half(weight.T), self.constant(offset))
        elif self.kind == "dynamic":
            name = self._dynamic(values, weight, offset)
        else:
            name = self.op("Add", self._blocks(values, weight), self.constant(offset))
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

    def _dynamic(self, values: str, weight: Array, bias: Array) -> str:
        """8-bit weights with a scale a column; the values' scale is taken from the sentence."""
        scale = np.maximum(np.abs(weight).max(-1) / 127.0, 1e-12)
        packed = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8).T
        name: str = self.op(
            "DynamicQuantizeMatMul",
            values,
            self.constant(packed),
            self.constant(scale.astype(np.float32)),
            self.constant(np.zeros(len(scale), np.int8)),
            self.constant(bias),
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

    def skip_norm(self, values: str, skip: str, weight: Array, bias: Array) -> str:
        """Add what a layer skipped, then normalise."""
        name: str = self.op(
            "SkipLayerNormalization",
            values,
            skip,
            self.constant(weight.astype(np.float32)),
            self.constant(bias.astype(np.float32)),
            domain="com.microsoft",
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
    index = TensorProto.INT64
    inputs = {
        "ids": (index, ["pieces"]),
        "shapes": (index, ["pieces"]),
        "first": (index, ["words"]),
        "sentence": (index, ["words"]),
    }
    shapes = {
        "vectors": (TensorProto.FLOAT, ["words", 384]),
        "arcs": (TensorProto.FLOAT, ["words", "heads"]),
        "names": (TensorProto.FLOAT, ["words", len(state["names.bias"])]),
        "predicates": (TensorProto.FLOAT, ["words", 1]),
        "types": (TensorProto.FLOAT, ["words", len(state["types.bias"])]),
        "label_dependents": (TensorProto.FLOAT, ["words", 96]),
        "label_heads": (TensorProto.FLOAT, ["heads", 96]),
    }
    return finish(graph, inputs, outputs, shapes)


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

        def norm(values: str, skip: str, name: str, part: str = part) -> str:
            return graph.skip_norm(
                values, skip, state[f"{part}{name}.weight"], state[f"{part}{name}.bias"]
            )

        query, key, value = graph.op("Split", linear(hidden, "qkv"), thirds, outputs=3, axis=2)
        mixed = graph.op(
            "MultiHeadAttention", query, key, value, domain="com.microsoft", num_heads=12
        )
        hidden = norm(linear(mixed, "out"), hidden, "norm1")
        hidden = norm(linear(graph.gelu(linear(hidden, "up")), "down"), hidden, "norm2")
    flat = graph.op("Squeeze", hidden, zero)
    name: str = graph.op("Gather", flat, "first")
    return name


def _heads(graph: Graph, state: Mapping[str, Array], words: str) -> dict[str, str]:
    """Word vectors to decisions: the best head of each word by itself, and the labels under those heads."""
    rooted = graph.op("Concat", graph.constant(state["root"][None]), words, axis=0)

    def linear(values: str, name: str) -> str:
        return graph.linear(values, state[f"{name}.weight"], state[f"{name}.bias"], exact=True)

    matrix = state["arc_matrix"]
    dependent = graph.gelu(linear(words, "arc_dependent"))
    left = graph.op(
        "Add", graph.op("MatMul", dependent, graph.half(matrix[:-1])), graph.constant(matrix[-1])
    )
    head = graph.op("Transpose", graph.gelu(linear(rooted, "arc_head")), perm=[1, 0])
    arcs = _within(graph, graph.op("MatMul", left, head))
    heads = graph.best(arcs)
    below = graph.gelu(linear(words, "label_dependent"))
    above = graph.gelu(linear(rooted, "label_head"))
    return {
        "arcs": arcs,
        "heads": heads,
        "labels": _labels(graph, state, below, above, heads),
        "label_dependents": below,
        "label_heads": above,
        "upos": graph.best(linear(words, "upos")),
        "xpos": graph.best(linear(words, "xpos")),
        "names": linear(graph.gelu(linear(words, "name_inner")), "names"),
        "predicates": linear(graph.gelu(linear(words, "predicate_inner")), "predicates"),
        "types": linear(graph.gelu(linear(words, "type_inner")), "types"),
    }


def _within(graph: Graph, arcs: str) -> str:
    """Put every head outside a word's own sentence out of reach; the root stays in reach."""
    across = graph.op("Unsqueeze", "sentence", graph.constant(np.array([0], np.int64)))
    down = graph.op("Unsqueeze", "sentence", graph.constant(np.array([1], np.int64)))
    same = graph.op("Cast", graph.op("Equal", down, across), to=TensorProto.FLOAT)
    reach = graph.op("Pad", same, graph.constant(np.array([0, 1, 0, 0], np.int64)),
                     graph.constant(np.float32(1.0)))  # fmt: skip
    far = graph.op("Mul", graph.op("Sub", reach, graph.constant(np.float32(1.0))),
                   graph.constant(np.float32(FAR)))  # fmt: skip
    name: str = graph.op("Add", arcs, far)
    return name


def _labels(graph: Graph, state: Mapping[str, Array], below: str, above: str, heads: str) -> str:
    """Score every label of each word under its head."""
    labels, width, _ = state["label_matrix"].shape
    flat = state["label_matrix"].transpose(1, 0, 2).reshape(width, labels * width)
    spread = graph.linear(below, flat[:-1].T, flat[-1], exact=graph.kind != "dynamic")
    spread = graph.op("Reshape", spread, graph.constant(np.array([-1, labels, width], np.int64)))
    chosen = graph.op("Gather", above, heads)
    pad = graph.constant(np.array([0, 0, 0, 1], np.int64))
    chosen = graph.op("Pad", chosen, pad, graph.constant(np.float32(1.0)))
    two = graph.constant(np.array([2], np.int64))
    scores = graph.op(
        "Squeeze", graph.op("MatMul", spread, graph.op("Unsqueeze", chosen, two)), two
    )
    return graph.best(scores)


def build_labels(state: Mapping[str, Array], *, kind: str, block: int) -> onnx.ModelProto:
    """Build the small graph that labels a sentence again once its heads were mended into a tree."""
    graph = Graph(kind=kind, block=block)
    found = _labels(graph, state, "label_dependents", "label_heads", "heads")
    inputs = {
        "label_dependents": (TensorProto.FLOAT, ["words", 96]),
        "label_heads": (TensorProto.FLOAT, ["heads", 96]),
        "heads": (TensorProto.INT64, ["words"]),
    }
    return finish(graph, inputs, {"labels": found}, {})


def build_probe(width: int = 64) -> onnx.ModelProto:
    """Build a product of ones that saturates where a processor adds 8-bit products in 16 bits.

    Weights of 127 by values of 255, the largest of both, sum to 64,770 a pair; 16 bits hold 32,767.
    """
    graph = Graph(kind="dynamic")
    weight = np.ones((width, width), np.float32)
    product = graph.linear("values", weight, np.zeros(width, np.float32))
    inputs = {"values": (TensorProto.FLOAT, [1, "rows", width])}
    shapes = {"product": (TensorProto.FLOAT, [1, "rows", width])}
    return finish(graph, inputs, {"product": product}, shapes)


def finish(
    graph: Graph,
    inputs: Mapping[str, tuple[int, list[Any]]],
    outputs: Mapping[str, str],
    shapes: Mapping[str, tuple[int, list[Any]]],
) -> onnx.ModelProto:
    """Name the inputs and outputs of a graph and close it."""
    named = []
    for name, inner in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [inner], [name], f"out_{name}"))
        kind, shape = shapes.get(name, (TensorProto.INT64, ["words"]))
        named.append(helper.make_tensor_value_info(name, kind, shape))
    given = [helper.make_tensor_value_info(name, *kind) for name, kind in inputs.items()]
    body = helper.make_graph(graph.nodes, "kgbuild-english", given, named, graph.weights)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=9, producer_name="kgbuild")


def save(model: onnx.ModelProto, path: Path) -> None:
    """Write the graph."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
