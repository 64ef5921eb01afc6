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
    names_share: float = 0.75
    pieces: int = 1400
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    rate_share: float = 1.0
    layer_decay: float = 0.87
    weight_decay: float = 0.01
    warm_up: float = 0.03
    last_rate: float = 0.01
    clip: float = 1.0
    hidden_words: float = 0.03
    other_names: float = 0.25
    rest_pieces: float = 0.3
    average: float = 0.9985
    average_every: int = 4
    checkpoint_minutes: float = 8.0
    gauge_sentences: int = 600
    bf16: bool = True


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
