"""What a batch costs: trees, tags, names, predicates, rolesets, roles, mentions, chains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from kgbuild.language.heads.pairs import PairTable
from training.data import BEST
from training.model import Parser, Scores
from training.windows import IGNORE, Batch, Window

FAR = -1e4


@dataclass(frozen=True, slots=True)
class Weights:
    """What each layer's loss weighs in the sum."""

    tags: float = 0.5
    names: float = 1.5
    predicates: float = 0.5
    rolesets: float = 0.5
    roles: float = 0.7
    types: float = 0.5
    chains: float = 0.7


def vectors_of(model: Parser, batch: Batch, *, bf16: bool) -> Tensor:
    """Return the words' vectors of a batch."""
    kind = batch.ids.device.type
    with torch.autocast(kind, dtype=torch.bfloat16, enabled=bf16):
        words = model.words(batch.ids, batch.shapes, batch.mask[:, None, None, :], batch.first)
    return words.float()


def own_sentence(scores: Scores, batch: Batch) -> Tensor:
    """Return the arcs with everything outside a word's own sentence (the root aside) out of reach."""
    same = batch.sentence.unsqueeze(2) == batch.sentence.unsqueeze(1)
    same = same & batch.word_mask.unsqueeze(1)
    reach = torch.cat([torch.ones_like(same[..., :1]), same], dim=2)
    return scores.arcs.masked_fill(~reach, FAR)


def loss_of(
    model: Parser, batch: Batch, weights: Weights, *, bf16: bool
) -> tuple[Tensor, dict[str, float]]:
    """Return the summed loss of a batch divided by its word count, and its parts for the log."""
    words = vectors_of(model, batch, bf16=bf16)
    scores = model.score(words)
    parts: dict[str, Tensor] = {}
    if bool((batch.heads >= 0).any()):
        parts["trees"] = _trees(model, scores, batch)
        parts["tags"] = weights.tags * (
            _weighed(scores.upos, batch.upos, batch.weight)
            + _weighed(scores.xpos, batch.xpos, batch.weight)
        )
    if bool((batch.names >= 0).any()):
        parts["names"] = weights.names * _cross(scores.names, batch.names)
    known = batch.predicates >= 0
    if bool(known.any()):
        parts["predicates"] = weights.predicates * F.binary_cross_entropy_with_logits(
            scores.predicates[known], batch.predicates[known].float(), reduction="sum"
        )
    if bool((batch.types >= 0).any()):
        parts["types"] = weights.types * _cross(scores.types, batch.types)
    dropped = model._drop(words)
    for name, part in _frames(model, dropped, batch.windows).items():
        parts[name] = part * (weights.roles if name == "roles" else weights.rolesets)
    chains = [chain_loss(model, dropped, *group) for group in chained(batch.windows)]
    if chains:
        parts["chains"] = weights.chains * torch.stack(chains).sum()
    total = torch.stack(list(parts.values())).sum() / batch.word_mask.sum()
    return total, {name: float(part.detach()) for name, part in parts.items()}


def _cross(logits: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(
        logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="sum"
    )


def _weighed(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    each = F.cross_entropy(
        logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="none"
    )
    return (each * weight.flatten()).sum()


def _trees(model: Parser, scores: Scores, batch: Batch) -> Tensor:
    arcs = _weighed(own_sentence(scores, batch), batch.heads, batch.weight)
    keep = batch.labels >= 0
    width = scores.label_heads.shape[-1]
    pairs = scores.label_heads.gather(
        1, batch.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, width)
    )
    labels = model.label_pairs(scores.label_dependents[keep], pairs[keep])
    each = F.cross_entropy(labels, batch.labels[keep], reduction="none")
    return arcs + (each * batch.weight[keep]).sum()


def _frames(model: Parser, words: Tensor, windows: Sequence[Window]) -> dict[str, Tensor]:
    frames = [(row, frame) for row, window in enumerate(windows) for frame in window.frames]
    if not frames:
        return {}
    rows = torch.tensor([row for row, _ in frames])
    places = torch.tensor([frame.place for _, frame in frames])
    predicates = words[rows, places]
    target = torch.full((len(frames), words.shape[1]), IGNORE)
    for number, (_, frame) in enumerate(frames):
        target[number, : len(frame.roles)] = torch.tensor(frame.roles)
    parts = {"roles": _cross(model.roles(predicates, words[rows]), target)}
    chosen = [number for number, (_, frame) in enumerate(frames) if len(frame.rolesets) > 1]
    if chosen:
        options = torch.zeros(
            (len(chosen), max(len(frames[number][1].rolesets) for number in chosen)),
            dtype=torch.long,
        )
        blocked = torch.ones_like(options, dtype=torch.bool)
        for row, number in enumerate(chosen):
            rolesets = frames[number][1].rolesets
            options[row, : len(rolesets)] = torch.tensor(rolesets)
            blocked[row, : len(rolesets)] = False
        senses = model.roles.senses(predicates[chosen], options).masked_fill(blocked, FAR)
        right = torch.zeros(len(chosen), dtype=torch.long)
        parts["rolesets"] = F.cross_entropy(senses, right, reduction="sum")
    return parts


Group = tuple[list[int], list[Window]]


def chained(windows: Sequence[Window]) -> Iterator[Group]:
    """Yield the rows and windows of each document that has mentions to chain."""
    rows = [(row, window) for row, window in enumerate(windows) if window.chained]
    for _, members in groupby(rows, key=lambda pair: pair[1].document):
        listed = sorted(members, key=lambda pair: pair[1].chained[0].described.word)
        yield [row for row, _ in listed], [window for _, window in listed]


def chain_scores(
    model: Parser, words: Tensor, rows: Sequence[int], windows: Sequence[Window]
) -> tuple[Tensor, Tensor, list[set[str]]]:
    """Return scores [mentions, options], the options' places (-1 for none, which scores 0), and the chains."""
    mentions = [one for window in windows for one in window.chained]
    at_row = torch.tensor([row for row, w in zip(rows, windows, strict=True) for _ in w.chained])
    at_place = torch.tensor([one.place for one in mentions])
    vectors = model.pairs.mentions(words[at_row, at_place])
    table = PairTable([one.described for one in mentions])
    count = len(mentions)
    later, earlier = np.tril_indices(count, -1)
    told = torch.from_numpy(table.columns(later, earlier))
    coarse = torch.full((count, count), FAR)
    base = model.pairs.coarse(vectors)[later, earlier]
    coarse[later, earlier] = base + model.pairs.coarse_told(told).sum(1).squeeze(-1)
    best = min(BEST, max(1, count - 1))
    scores, options = coarse.topk(best, dim=1)
    real = scores > FAR / 2
    i, slot = real.nonzero(as_tuple=True)
    if len(i):
        j = options[i, slot]
        columns = torch.from_numpy(table.columns(i.numpy(), j.numpy()))
        fine = model.pairs.fine(vectors, i, j, columns)
        scores = scores.index_put((i, slot), scores[i, slot] + fine)
    none = torch.zeros((count, 1))
    options = torch.cat([torch.full((count, 1), -1), options.masked_fill(~real, -1)], dim=1)
    return torch.cat([none, scores], dim=1), options, [one.chains for one in mentions]


def chain_loss(
    model: Parser, words: Tensor, rows: Sequence[int], windows: Sequence[Window]
) -> Tensor:
    """Return minus the log-likelihood of the right antecedents together, summed over the mentions."""
    scores, options, chains = chain_scores(model, words, rows, windows)
    right = torch.zeros(scores.shape, dtype=torch.bool)
    for i, row in enumerate(options.tolist()):
        for slot, j in enumerate(row[1:], start=1):
            if j >= 0 and chains[i] & chains[j]:
                right[i, slot] = True
        earlier = any(chains[i] & chains[j] for j in range(i))
        right[i, 0] = not earlier
    learned = right.any(1)
    if not bool(learned.any()):
        return scores.sum() * 0
    scores, right = scores[learned], right[learned]
    good = scores.masked_fill(~right, -1e9).logsumexp(1)
    return (scores.logsumexp(1) - good).sum()
