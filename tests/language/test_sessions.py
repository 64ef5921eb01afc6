"""The engine: the kernel of the processor where it is exact, the careful one where it is not."""

import numpy as np
import onnx
import pytest

from kgbuild.errors import ModelError
from kgbuild.language import sessions
from kgbuild.language.network import DATA
from training import graph


class Saturating:
    """A session whose 8-bit products stop at 16 bits, as processors without VNNI have them."""

    def run(self, wanted, feed):
        rows, width = feed["values"].shape[1:]
        pairs = min(2 * 255 * 127, 32_767) * width / 2
        return [np.full((1, rows, width), pairs / (255 * 127), np.float32)]


def test_a_product_that_saturates_is_seen():
    assert not sessions.exact(Saturating(), 1)
    assert not sessions.exact(Saturating(), 8)


def test_the_probe_holds_the_largest_values_and_is_what_training_writes():
    assert sessions.PROBE.read_bytes() == graph.build_probe().SerializeToString(deterministic=True)
    weights = [
        onnx.numpy_helper.to_array(one) for one in onnx.load(sessions.PROBE).graph.initializer
    ]
    assert any(one.dtype == np.int8 and (one == 127).all() for one in weights)


def test_without_the_probe_the_careful_way_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(sessions, "PROBE", tmp_path / "none.onnx")
    assert sessions.saturates.__wrapped__()


def test_both_ways_give_the_same_bytes(monkeypatch):
    """Where this processor saturates, there is one way, and nothing to compare."""
    content = (DATA / "model.onnx").read_bytes()
    if sessions.saturates():
        pytest.skip("this processor has no exact 8-bit kernel of its own")
    made = np.random.default_rng(7)
    feed = {
        "ids": made.integers(0, 30_000, 40),
        "shapes": made.integers(0, 8, 40),
        "first": np.arange(1, 39),
        "sentence": np.zeros(38, np.int64),
    }
    fast = sessions.session(content, DATA / "model.onnx").run(None, feed)
    monkeypatch.setattr(sessions, "saturates", lambda: True)
    careful = sessions.session(content, DATA / "model.onnx").run(None, feed)
    assert [one.tobytes() for one in fast] == [one.tobytes() for one in careful]


def test_a_graph_that_cannot_be_loaded_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"odd\.onnx: onnxruntime cannot load it"):
        sessions.session(b"no graph", tmp_path / "odd.onnx")
