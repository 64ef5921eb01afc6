"""Everything that decides a run, and how its learning rates follow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from training.model import Parser


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides a run."""

    seed: int = 1
    minutes: float = 115.0
    passes: float = 14.0
    pieces: int = 1400
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    old_rate: float = 1e-3
    """Rate of the heads for trees, tags and names, which may have been trained before."""
    budgets: tuple[int, ...] = (192, 96, 2)
    budget_shares: tuple[float, ...] = (0.65, 0.2, 0.15)
    """Pieces of a window, drawn for each text; 2 makes every sentence a window."""
    rate_share: float = 1.0
    layer_decay: float = 0.87
    weight_decay: float = 0.01
    warm_up: float = 0.03
    last_rate: float = 0.01
    clip: float = 1.0
    hidden_words: float = 0.03
    other_names: float = 0.1
    rest_pieces: float = 0.3
    rest_layers: int = 0
    """Layers from the bottom that stay as they are (with all embeddings): a fifth of the time for each two."""
    average: float = 0.9985
    average_every: int = 4
    checkpoint_minutes: float = 8.0
    gauge_sentences: int = 300
    bf16: bool = True


OLD = ("root", "arc_", "label_", "upos", "xpos", "name")
"""How the parameters of the first heads begin: trees, tags, names."""


def parameter_groups(model: Parser, settings: Settings) -> list[dict[str, Any]]:
    """Give deeper layers of the encoder smaller steps, and no decay to norms and biases."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        if name.startswith("encoder.layers."):
            rate = settings.encoder_rate * settings.layer_decay ** (
                depth - 1 - int(name.split(".")[2])
            )
        elif name.startswith("encoder.shapes"):
            rate = settings.head_rate
        elif name.startswith("encoder."):
            rate = settings.encoder_rate * settings.layer_decay**depth
        elif name.startswith(OLD):
            rate = settings.old_rate
        else:
            rate = settings.head_rate
        decay = 0.0 if parameter.ndim < 2 else settings.weight_decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": members, "lr": rate, "base": rate, "weight_decay": decay}
        for (rate, decay), members in groups.items()
    ]


def rate_factor(progress: float, settings: Settings) -> float:
    """Return the factor on every learning rate: a short rise, then half a cosine.

    >>> round(rate_factor(1.0, Settings()), 3)
    0.01
    """
    if progress < settings.warm_up:
        return max(0.01, progress / settings.warm_up)
    left = min(1.0, (progress - settings.warm_up) / (1 - settings.warm_up))
    return settings.last_rate + (1 - settings.last_rate) * 0.5 * (1 + math.cos(math.pi * left))
