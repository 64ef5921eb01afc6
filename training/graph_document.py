"""The small graphs that are run on the words' vectors, on demand: roles, and pairs of mentions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto

from training.data import BEST
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


PROJECTED = ("coarse_later", "coarse_earlier", "later", "earlier")
"""What of a mention is worked out once, whatever it is paired with; its own vector stands before these."""


def build_mentions(state: Mapping[str, Array]) -> onnx.ModelProto:
    """Build the graph that makes the rows of mentions [n, wide] from their heads' `vectors` [n, width].

    A row holds the mention's vector and its PROJECTED parts, so that a pair costs what only the pair can tell.
    """
    graph = Graph(kind="dynamic")
    found = graph.gelu(_linear(graph, state, "vectors", "pairs.inner"))
    parts = [found, *(_linear(graph, state, found, f"pairs.{name}") for name in PROJECTED)]
    rows = graph.op("Concat", *parts, axis=1)
    inputs = {"vectors": (_FLOAT, ["n", left_width(state, "pairs.inner")])}
    return finish(graph, inputs, {"mentions": rows}, {"mentions": (_FLOAT, ["n", "wide"])})


def build_pairs(state: Mapping[str, Array], best: int = BEST) -> onnx.ModelProto:
    """Build the graph that scores one mention's possible antecedents; none of them scores 0.

    Inputs: `later` [1, wide] and `earlier` [n, wide], rows of mentions, and `columns` [n, columns], what is told of
    the pairs. All n are scored coarsely, the best of them finely, as in training. Outputs: `places` [k] among the n
    and their `scores` [k], the coarse ones in them.
    """
    graph = Graph(kind="dynamic")
    one = graph.constant(np.array([1], np.int64))
    widths = [len(state["pairs.inner.bias"]), *(len(state[f"pairs.{n}.weight"]) for n in PROJECTED)]
    ends = np.cumsum(widths).tolist()

    def part(values: str, number: int) -> str:
        places = (ends[number] - widths[number], ends[number], 1)
        return graph.op(
            "Slice", values, *(graph.constant(np.array([at], np.int64)) for at in places)
        )

    def told(name: str, columns: str) -> str:
        table = state[f"pairs.{name}.weight"].astype(np.float32)
        values = graph.constant(table[:, 0] if table.shape[1] == 1 else table)
        return graph.op("ReduceSum", graph.op("Gather", values, columns), one, keepdims=0)

    product = graph.op("Mul", part("later", 1), part("earlier", 2))
    coarse = graph.op("Mul", graph.op("ReduceSum", product, one, keepdims=0),
                      graph.constant(np.float32(widths[1] ** -0.5)))  # fmt: skip
    coarse = graph.op("Add", coarse, told("coarse_told", "columns"))
    count = graph.op("Min", graph.op("Shape", coarse), graph.constant(np.array([best], np.int64)))
    places = graph.op("TopK", coarse, count, outputs=2)[1]
    earlier = graph.op("Gather", "earlier", places)
    columns = graph.op("Gather", "columns", places)
    hidden = graph.op("Add", part("later", 3), part(earlier, 4))
    mixed = graph.op("Mul", part("later", 0), part(earlier, 0))
    hidden = graph.op("Add", hidden, _linear(graph, state, mixed, "pairs.product"))
    hidden = graph.gelu(graph.op("Add", hidden, told("told", columns)))
    hidden = graph.gelu(_linear(graph, state, hidden, "pairs.second"))
    fine = graph.op("Squeeze", _linear(graph, state, hidden, "pairs.score"), one)
    scores = graph.op("Add", graph.op("Gather", coarse, places), fine)
    inputs = {
        "later": (_FLOAT, [1, "wide"]),
        "earlier": (_FLOAT, ["n", "wide"]),
        "columns": (_INDEX, ["n", "columns"]),
    }
    shapes = {"places": (_INDEX, ["k"]), "scores": (_FLOAT, ["k"])}
    return finish(graph, inputs, {"places": places, "scores": scores}, shapes)
