"""The small graphs that are run on the words' vectors, on demand: roles, and pairs of mentions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto

from training.graph import Array, Graph, finish

_FLOAT, _INDEX = TensorProto.FLOAT, TensorProto.INT64


def _linear(graph: Graph, state: Mapping[str, Array], values: str, name: str) -> str:
    weight = state[f"{name}.weight"]
    bias = state.get(f"{name}.bias", np.zeros(len(weight), np.float32))
    return graph.linear(values, weight, bias, exact=True)


def build_roles(state: Mapping[str, Array]) -> onnx.ModelProto:
    """Build the graph of predicates: rolesets among `options`, and every word's role to each predicate.

    Inputs: `vectors` [words, width], `predicates` [n] places, `options` [n, k] rolesets. Outputs: `roles` [n, words,
    roles] and `senses` [n, k], scores.
    """
    graph = Graph(kind="dynamic")
    chosen = graph.op("Gather", "vectors", "predicates")
    left = graph.gelu(_linear(graph, state, chosen, "roles.predicate"))
    right = graph.gelu(_linear(graph, state, "vectors", "roles.argument"))
    matrix = state["roles.matrix"]
    roles, width, _ = matrix.shape
    flat = matrix.transpose(1, 0, 2).reshape(width, roles * width)
    spread = graph.linear(left, flat[:-1].T, flat[-1])
    spread = graph.op("Reshape", spread, graph.constant(np.array([-1, roles, width], np.int64)))
    turned = graph.op("Transpose", spread, perm=[0, 2, 1])
    pad = graph.constant(np.array([0, 0, 0, 1], np.int64))
    right = graph.op("Pad", right, pad, graph.constant(np.float32(1.0)))
    scores = graph.op("MatMul", right, turned)
    query = _linear(graph, state, chosen, "roles.sense")
    table = graph.table(state["roles.rolesets.weight"], "options")
    two = graph.constant(np.array([2], np.int64))
    senses = graph.op("Squeeze", graph.op("MatMul", table, graph.op("Unsqueeze", query, two)), two)
    prior = state["roles.prior.weight"][:, 0].astype(np.float32)
    senses = graph.op("Add", senses, graph.op("Gather", graph.constant(prior), "options"))
    inputs = {
        "vectors": (_FLOAT, ["words", left_width(state, "roles.predicate")]),
        "predicates": (_INDEX, ["n"]),
        "options": (_INDEX, ["n", "k"]),
    }
    shapes = {"roles": (_FLOAT, ["n", "words", roles]), "senses": (_FLOAT, ["n", "k"])}
    return finish(graph, inputs, {"roles": scores, "senses": senses}, shapes)


def left_width(state: Mapping[str, Array], name: str) -> int:
    """Return how many inputs a linear layer has."""
    return int(state[f"{name}.weight"].shape[1])


def build_mentions(state: Mapping[str, Array]) -> onnx.ModelProto:
    """Build the graph that makes the vectors of mentions [n, inner] from their heads' `vectors` [n, width]."""
    graph = Graph(kind="dynamic")
    found = graph.gelu(_linear(graph, state, "vectors", "pairs.inner"))
    inputs = {"vectors": (_FLOAT, ["n", left_width(state, "pairs.inner")])}
    inner = len(state["pairs.inner.bias"])
    return finish(graph, inputs, {"mentions": found}, {"mentions": (_FLOAT, ["n", inner])})


def build_pairs(state: Mapping[str, Array]) -> onnx.ModelProto:
    """Build the graph that scores pairs of mentions; none of them scores 0.

    Inputs: `later` and `earlier` [n, inner], the mentions' vectors, and `columns` [n, columns], what is told of the
    pairs. Outputs: `coarse` and `scores` [n]; the scores hold the coarse ones.
    """
    graph = Graph(kind="dynamic")

    def linear(values: str, name: str) -> str:
        return _linear(graph, state, values, f"pairs.{name}")

    one = graph.constant(np.array([1], np.int64))
    product = graph.op("Mul", linear("later", "coarse_later"), linear("earlier", "coarse_earlier"))
    width = len(state["pairs.coarse_later.bias"])
    coarse = graph.op("Mul", graph.op("ReduceSum", product, one, keepdims=0),
                      graph.constant(np.float32(width**-0.5)))  # fmt: skip
    told = graph.constant(state["pairs.coarse_told.weight"][:, 0].astype(np.float32))
    told = graph.op("ReduceSum", graph.op("Gather", told, "columns"), one, keepdims=0)
    coarse = graph.op("Add", coarse, told)
    hidden = graph.op("Add", linear("later", "later"), linear("earlier", "earlier"))
    hidden = graph.op("Add", hidden, linear(graph.op("Mul", "later", "earlier"), "product"))
    table = graph.constant(state["pairs.told.weight"].astype(np.float32))
    told = graph.op("ReduceSum", graph.op("Gather", table, "columns"), one, keepdims=0)
    hidden = graph.gelu(graph.op("Add", hidden, told))
    hidden = graph.gelu(linear(hidden, "second"))
    fine = graph.op("Squeeze", linear(hidden, "score"), one)
    scores = graph.op("Add", coarse, fine)
    inner = len(state["pairs.inner.bias"])
    inputs = {
        "later": (_FLOAT, ["n", inner]),
        "earlier": (_FLOAT, ["n", inner]),
        "columns": (_INDEX, ["n", "columns"]),
    }
    shapes = {"coarse": (_FLOAT, ["n"]), "scores": (_FLOAT, ["n"])}
    return finish(graph, inputs, {"coarse": coarse, "scores": scores}, shapes)
