"""The network: one encoder, and the heads for trees, tags and names."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import Encoder, EncoderShape, drop

ARC_WIDTH = 256
LABEL_WIDTH = 96
NAME_WIDTH = 256


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed lists that the heads choose from, frozen with the weights."""

    deprel: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class Scores:
    """What the heads say about a batch of sentences."""

    arcs: Tensor
    label_dependents: Tensor
    label_heads: Tensor
    upos: Tensor
    xpos: Tensor
    names: Tensor


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)


class Parser(nn.Module):
    """Words in context to arcs, labels, tags and names."""

    def __init__(self, labels: Labels, word_shapes: int, dropout: float = 0.2) -> None:
        super().__init__()
        shape = EncoderShape()
        self.encoder = Encoder(shape, word_shapes)
        self.dropout = dropout
        self.root = nn.Parameter(torch.randn(shape.width) * 0.05)
        self.arc_dependent = nn.Linear(shape.width, ARC_WIDTH)
        self.arc_head = nn.Linear(shape.width, ARC_WIDTH)
        self.arc_matrix = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label_dependent = nn.Linear(shape.width, LABEL_WIDTH)
        self.label_head = nn.Linear(shape.width, LABEL_WIDTH)
        self.label_matrix = nn.Parameter(
            torch.zeros(len(labels.deprel), LABEL_WIDTH + 1, LABEL_WIDTH + 1)
        )
        self.upos = nn.Linear(shape.width, len(labels.upos))
        self.xpos = nn.Linear(shape.width, len(labels.xpos))
        self.name_inner = nn.Linear(shape.width, NAME_WIDTH)
        self.names = nn.Linear(NAME_WIDTH, len(labels.names))
        nn.init.xavier_uniform_(self.arc_matrix)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """Return one vector a word: its first piece's."""
        hidden = self.encoder(ids, shapes, mask)
        return hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))

    def score(self, words: Tensor) -> Scores:
        """Return the heads' scores; in arcs and label heads, place 0 is the root."""
        words = self._drop(words)
        root = self.root.expand(words.shape[0], 1, -1)
        rooted = torch.cat([root, words], dim=1)
        dependent = self._drop(F.gelu(self.arc_dependent(words)))
        head = self._drop(F.gelu(self.arc_head(rooted)))
        arcs = (_with_one(dependent) @ self.arc_matrix) @ head.transpose(1, 2)
        return Scores(
            arcs=arcs,
            label_dependents=_with_one(self._drop(F.gelu(self.label_dependent(words)))),
            label_heads=_with_one(self._drop(F.gelu(self.label_head(rooted)))),
            upos=self.upos(words),
            xpos=self.xpos(words),
            names=self.names(self._drop(F.gelu(self.name_inner(words)))),
        )

    def score_labels(self, scores: Scores, heads: Tensor) -> Tensor:
        """Return the label scores of each word under a given head (0 is the root)."""
        width = scores.label_heads.shape[-1]
        chosen = scores.label_heads.gather(1, heads.unsqueeze(-1).expand(-1, -1, width))
        return self.label_pairs(scores.label_dependents.flatten(0, 1), chosen.flatten(0, 1)).view(
            *heads.shape, -1
        )

    def label_pairs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score every label for pairs of vectors [n, LABEL_WIDTH + 1]."""
        count, width = dependents.shape
        flat = self.label_matrix.permute(1, 0, 2).reshape(width, -1)
        left = (dependents @ flat).view(count, -1, width)
        return torch.bmm(left, heads.unsqueeze(-1)).squeeze(-1)

    def _drop(self, vectors: Tensor) -> Tensor:
        return drop(vectors, self.dropout, self.training)
