"""The network: one encoder, and the heads for trees, tags, names, roles, mentions and chains."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kgbuild.language.heads.pairs import COLUMNS
from training.data import TYPES
from training.encoder import Encoder, EncoderShape, drop

ARC_WIDTH = 256
LABEL_WIDTH = 96
NAME_WIDTH = 256
ROLE_WIDTH = 160
SENSE_WIDTH = 96
CHAIN_WIDTH = 256
COARSE_WIDTH = 64
FINE_WIDTH = 160


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
    predicates: Tensor
    types: Tensor


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)


class Parser(nn.Module):
    """Words in context to arcs, labels, tags and names."""

    def __init__(
        self,
        labels: Labels,
        word_shapes: int,
        *,
        roles: int = 0,
        rolesets: int = 0,
        dropout: float = 0.2,
    ) -> None:
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
        self.predicate_inner = nn.Linear(shape.width, 128)
        self.predicates = nn.Linear(128, 1)
        self.type_inner = nn.Linear(shape.width, NAME_WIDTH)
        self.types = nn.Linear(NAME_WIDTH, len(TYPES))
        self.roles = Roles(shape.width, roles, rolesets)
        self.pairs = Pairs(shape.width)

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
            predicates=self.predicates(self._drop(F.gelu(self.predicate_inner(words)))).squeeze(-1),
            types=self.types(self._drop(F.gelu(self.type_inner(words)))),
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


class Roles(nn.Module):
    """Predicates to their rolesets, and predicates with words to roles."""

    def __init__(self, width: int, roles: int, rolesets: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.count, self.dropout = roles, dropout
        self.predicate = nn.Linear(width, ROLE_WIDTH)
        self.argument = nn.Linear(width, ROLE_WIDTH)
        self.matrix = nn.Parameter(torch.zeros(roles, ROLE_WIDTH + 1, ROLE_WIDTH + 1))
        with torch.no_grad():
            self.matrix[0, -1, -1] = 5.0  # most words are nothing to a predicate
        self.sense = nn.Linear(width, SENSE_WIDTH)
        self.rolesets = nn.Embedding(rolesets, SENSE_WIDTH)
        self.prior = nn.Embedding(rolesets, 1)
        nn.init.normal_(self.rolesets.weight, std=0.05)
        nn.init.zeros_(self.prior.weight)

    def forward(self, predicates: Tensor, words: Tensor) -> Tensor:
        """Score [n, words, roles] for predicates [n, width] and the words of their windows [n, words, width]."""
        left = _with_one(self._drop(F.gelu(self.predicate(predicates))))
        right = _with_one(self._drop(F.gelu(self.argument(words))))
        flat = self.matrix.permute(1, 0, 2).reshape(left.shape[-1], -1)
        spread = (left @ flat).view(len(left), self.count, -1)
        return right @ spread.transpose(1, 2)

    def senses(self, predicates: Tensor, rolesets: Tensor) -> Tensor:
        """Score rolesets [n, options] for predicates [n, width]."""
        query = self._drop(self.sense(predicates))
        scores = (self.rolesets(rolesets) @ query.unsqueeze(-1)).squeeze(-1)
        return scores + self.prior(rolesets).squeeze(-1)

    def _drop(self, vectors: Tensor) -> Tensor:
        return drop(vectors, self.dropout, self.training)


class Pairs(nn.Module):
    """Mentions to scores of (later, earlier): a coarse one for every pair, a fine one for the best."""

    def __init__(self, width: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.dropout = dropout
        self.inner = nn.Linear(width, CHAIN_WIDTH)
        self.coarse_later = nn.Linear(CHAIN_WIDTH, COARSE_WIDTH)
        self.coarse_earlier = nn.Linear(CHAIN_WIDTH, COARSE_WIDTH, bias=False)
        self.coarse_told = nn.Embedding(COLUMNS, 1)
        self.later = nn.Linear(CHAIN_WIDTH, FINE_WIDTH)
        self.earlier = nn.Linear(CHAIN_WIDTH, FINE_WIDTH, bias=False)
        self.product = nn.Linear(CHAIN_WIDTH, FINE_WIDTH, bias=False)
        self.told = nn.Embedding(COLUMNS, FINE_WIDTH)
        self.second = nn.Linear(FINE_WIDTH, FINE_WIDTH)
        self.score = nn.Linear(FINE_WIDTH, 1)
        nn.init.zeros_(self.coarse_told.weight)
        nn.init.normal_(self.told.weight, std=0.1)

    def mentions(self, words: Tensor) -> Tensor:
        """Return the vectors of mentions [n, CHAIN_WIDTH] for their heads' [n, width]."""
        return drop(F.gelu(self.inner(words)), self.dropout, self.training)

    def coarse(self, mentions: Tensor) -> Tensor:
        """Score every pair [n, n] (row later, column earlier), words alone."""
        later, earlier = self.coarse_later(mentions), self.coarse_earlier(mentions)
        return later @ earlier.T / COARSE_WIDTH**0.5

    def fine(self, mentions: Tensor, later: Tensor, earlier: Tensor, columns: Tensor) -> Tensor:
        """Score pairs [n] with all that is told of them [n, columns]."""
        hidden = self.later(mentions)[later] + self.earlier(mentions)[earlier]
        hidden = hidden + self.product(mentions[later] * mentions[earlier])
        hidden = F.gelu(hidden + self.told(columns).sum(1))
        hidden = drop(hidden, self.dropout, self.training)
        hidden = drop(F.gelu(self.second(hidden)), self.dropout, self.training)
        return self.score(hidden).squeeze(-1)
