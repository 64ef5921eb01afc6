"""The engine: onnxruntime on one thread, with the fastest 8-bit kernels of the processor that are exact.

Processors without VNNI add products of 8 bits in 16 and saturate there. onnxruntime can avoid that by turning weights
into unsigned ones, but then takes the kernel of AVX2 everywhere, which is 2.4 times as slow where VNNI is at hand.
Whether a product saturates is tried once a process, on a product that must; both ways give the same bytes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from kgbuild.errors import ModelError

PROBE = Path(__file__).parent / "saturation.onnx"
"""A product of [rows, 64] by 8-bit weights that are all 1; `training.graph.build_probe` wrote it."""
_WIDTH = 64
_ROWS = (1, 8)
"""A single row has a kernel of its own."""


def session(content: bytes, where: Path, *, threads: int = 1) -> Any:
    """Make a session of a graph's bytes; ModelError, naming the file, where it cannot be loaded."""
    try:
        return onnxruntime.InferenceSession(
            content, _options(threads, saturates()), providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises its own undocumented types
        raise ModelError(f"{where}: onnxruntime cannot load it: {error}") from error


@cache
def saturates() -> bool:
    """Say whether this processor's 8-bit products saturate when the largest values meet; True where that is unknown."""
    try:
        plain = onnxruntime.InferenceSession(
            str(PROBE), _options(1, False), providers=["CPUExecutionProvider"]
        )
    except Exception:  # without the file the slower way is right everywhere
        return True
    return not all(exact(plain, rows) for rows in _ROWS)


def exact(plain: Any, rows: int) -> bool:
    """Say whether the product of ones by ones is what it must be, in a session of the probe."""
    (found,) = plain.run(["product"], {"values": np.ones((1, rows, _WIDTH), np.float32)})
    return bool(np.allclose(found, _WIDTH, rtol=1e-3))


def _options(threads: int, saturating: bool) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if saturating:
        options.add_session_config_entry("session.x64quantprecision", "1")
    return options
