"""Quick scores during training, from plain argmax decoding of windows: trees, names, roles, mentions, chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from torch import Tensor

from training.data import TYPES, WINDOW
from training.frames import ROLES
from training.losses import chain_scores, chained, own_sentence, vectors_of
from training.model import Labels, Parser, Scores
from training.scores import f1, spans
from training.texts import Text
from training.windows import Batch, Window, Windower, cut, pad

CORE = frozenset({"ARG0", "ARG1", "ARG2"})


@torch.no_grad()
def gauge(
    model: Parser, labels: Labels, windower: Windower, texts: Sequence[Text], most: int
) -> dict[str, float]:
    """Score one gauge on at most `most` sentences; the keys say what was counted."""
    model.eval()
    units: list[list[Window]] = []
    left = most
    for text in texts:
        if left <= 0:
            break
        windows = windower.windows(text, text.sentences, WINDOW)
        units += [windows] if text.chains else [[window] for window in windows]
        left -= len(text.sentences)
    counts: Counter[str] = Counter()
    for group in cut(units, 4000, None):
        batch = pad(group)
        words = vectors_of(model, batch, bf16=True)
        scores = model.score(words)
        _trees(model, labels, scores, batch, counts)
        _names(labels, scores, batch, counts)
        _roles(model, words, batch, counts)
        _types(scores, batch, counts)
        _chains(model, words, batch, counts)
    model.train()
    return _figures(counts)


def _figures(counts: Counter[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    if counts["words"]:
        found["uas"] = counts["uas"] / counts["words"]
        found["las"] = counts["las"] / counts["words"]
        found["upos"] = counts["upos"] / counts["tagged"]
    if counts["frames"]:
        found["rolesets"] = counts["rolesets"] / counts["frames"]
    for name in ("names", "predicates", "roles", "all roles", "mentions", "links", "gap"):
        if counts[f"{name} gold"]:
            found[name] = f1(
                counts[f"{name} right"], counts[f"{name} found"], counts[f"{name} gold"]
            )
    if counts["mentions right"]:
        found["types"] = counts["types"] / counts["mentions right"]
    if counts["chained"]:
        found["antecedents"] = counts["antecedents"] / counts["chained"]
    if counts["pronouns"]:
        found["pronouns"] = counts["pronouns right"] / counts["pronouns"]
    return found


def _trees(
    model: Parser, labels: Labels, scores: Scores, batch: Batch, counts: Counter[str]
) -> None:
    heads = own_sentence(scores, batch).argmax(-1)
    chosen = model.score_labels(scores, heads).argmax(-1)
    upos = scores.upos.argmax(-1)
    known = (batch.heads >= 0) & (batch.weight == 1.0)
    if not bool(known.any()):
        return
    counts["tagged"] += int(known.sum())
    counts["upos"] += int(((upos == batch.upos) & known).sum())
    stop = labels.upos.index("PUNCT")
    coarse = torch.tensor([labels.deprel.index(label.split(":")[0]) for label in labels.deprel])
    counted = known & (batch.upos != stop)
    same = (heads == batch.heads) & counted
    counts["words"] += int(counted.sum())
    counts["uas"] += int(same.sum())
    right = coarse[chosen.clamp(min=0)] == coarse[batch.labels.clamp(min=0)]
    counts["las"] += int((same & right).sum())


def _names(labels: Labels, scores: Scores, batch: Batch, counts: Counter[str]) -> None:
    best = scores.names.argmax(-1).tolist()
    for row, window in enumerate(batch.windows):
        at = 0
        for sentence in window.sentences:
            end = at + len(sentence.words)
            if sentence.names:
                gold = spans(sentence.names)
                found = spans([labels.names[tag] for tag in best[row][at:end]])
                counts["names right"] += len(gold & found)
                counts["names found"] += len(found)
                counts["names gold"] += len(gold)
            at = end


def _roles(model: Parser, words: Tensor, batch: Batch, counts: Counter[str]) -> None:
    for row, window in enumerate(batch.windows):
        if not window.frames:
            continue
        places = torch.tensor([frame.place for frame in window.frames])
        predicates = words[row, places]
        inputs = words[row].unsqueeze(0).expand(len(places), -1, -1)
        best = model.roles(predicates, inputs).argmax(-1).tolist()
        for number, frame in enumerate(window.frames):
            gold = {(w, r) for w, r in enumerate(frame.roles) if r > 0}
            found = {
                (w, best[number][w])
                for w, role in enumerate(frame.roles)
                if role >= 0 and best[number][w] > 0
            }
            for name, kept in (("roles", CORE), ("all roles", set(ROLES))):
                mine = {pair for pair in found if ROLES[pair[1]] in kept}
                theirs = {pair for pair in gold if ROLES[pair[1]] in kept}
                counts[f"{name} right"] += len(mine & theirs)
                counts[f"{name} found"] += len(mine)
                counts[f"{name} gold"] += len(theirs)
            if frame.rolesets:
                options = torch.tensor([frame.rolesets])
                senses = model.roles.senses(predicates[number : number + 1], options)
                counts["frames"] += 1
                counts["rolesets"] += int(senses.argmax()) == 0


def _types(scores: Scores, batch: Batch, counts: Counter[str]) -> None:
    gold, found = batch.types, scores.types.argmax(-1)
    known = gold >= 0
    nothing = TYPES.index("_")
    both = known & (gold != nothing) & (found != nothing)
    counts["mentions right"] += int(both.sum())
    counts["mentions found"] += int((known & (found != nothing)).sum())
    counts["mentions gold"] += int((known & (gold != nothing)).sum())
    counts["types"] += int((both & (gold == found)).sum())
    known = batch.predicates >= 0
    positive = scores.predicates > 0
    counts["predicates right"] += int((known & positive & (batch.predicates == 1)).sum())
    counts["predicates found"] += int((known & positive).sum())
    counts["predicates gold"] += int((known & (batch.predicates == 1)).sum())


def _chains(model: Parser, words: Tensor, batch: Batch, counts: Counter[str]) -> None:
    for rows, windows in chained(batch.windows):
        scores, options, chains = chain_scores(model, words, rows, windows)
        mentions = [one.described for window in windows for one in window.chained]
        best = options.gather(1, scores.argmax(1, keepdim=True)).squeeze(1).tolist()
        gap = windows[0].document.startswith(("validation", "development"))
        for i, j in enumerate(best):
            earlier = [k for k in range(i) if chains[i] & chains[k]]
            linked = j >= 0 and bool(chains[i] & chains[j])
            name = "gap" if gap else "links"
            counts[f"{name} right"] += linked
            counts[f"{name} found"] += j >= 0
            counts[f"{name} gold"] += bool(earlier)
            right = linked if earlier else j < 0
            counts["chained"] += not gap
            counts["antecedents"] += right and not gap
            if mentions[i].kind >= 6 and mentions[i].kind <= 9 and not gap:
                counts["pronouns"] += 1
                counts["pronouns right"] += right
