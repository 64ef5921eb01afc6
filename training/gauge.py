"""Quick scores during training: trees without punctuation and subtypes, and names, from plain argmax decoding."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.batches import Encoder, cut, fits, pad
from training.data import Sentence
from training.model import Labels, Parser
from training.scores import f1, spans


@torch.no_grad()
def gauge(
    model: Parser, labels: Labels, encoder: Encoder, sentences: Sequence[Sentence]
) -> dict[str, float]:
    """Score one gauge; the keys say what was counted."""
    model.eval()
    device = model.root.device
    kept = [(example, s) for s in sentences if fits(example := encoder.example(s))]
    by_id = {id(example): s for example, s in kept}
    count = right_head = right = right_full = tags = 0
    passive = [0, 0, 0]
    names = [0, 0, 0]
    for group in cut([example for example, _ in kept], 3000, None):
        batch = pad(group)
        vectors = model.words(
            batch.ids.to(device),
            batch.shapes.to(device),
            batch.mask[:, None, None, :].to(device),
            batch.first.to(device),
        )
        scores = model.score(vectors)
        blocked = ~torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], dim=1)
        heads = scores.arcs.masked_fill(blocked[:, None].to(device), -1e9).argmax(-1)
        chosen = model.score_labels(scores, heads).argmax(-1).tolist()
        xpos = scores.xpos.argmax(-1).tolist()
        bio = scores.names.argmax(-1).tolist()
        found_heads = heads.tolist()
        for row, example in enumerate(group):
            sentence = by_id[id(example)]
            if sentence.heads:
                for place, (gold_head, gold_label) in enumerate(
                    zip(sentence.heads, sentence.labels, strict=True)
                ):
                    head, label = found_heads[row][place], labels.deprel[chosen[row][place]]
                    same = head == gold_head and label == gold_label
                    passive[0] += same and label == "nsubj:pass"
                    passive[1] += label == "nsubj:pass"
                    passive[2] += gold_label == "nsubj:pass"
                    tags += labels.xpos[xpos[row][place]] == sentence.xpos[place]
                    if sentence.upos[place] == "PUNCT":
                        continue
                    count += 1
                    right_head += head == gold_head
                    right_full += same
                    right += head == gold_head and label.split(":")[0] == gold_label.split(":")[0]
            if sentence.names:
                gold = spans(sentence.names)
                found = spans([labels.names[tag] for tag in bio[row][: len(sentence.words)]])
                names[0] += len(gold & found)
                names[1] += len(found)
                names[2] += len(gold)
    model.train()
    result: dict[str, float] = {}
    if count:
        result = {
            "uas": right_head / count,
            "las": right / count,
            "las_full": right_full / count,
            "passive_f1": f1(*passive),
        }
    if names[2]:
        result["names_f1"] = f1(*names)
    return result
