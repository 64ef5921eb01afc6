"""Train the network: `python -m training.train --corpora FOLDER --out FOLDER`.

One command, seeded, resumable: started again on the same folder it goes on from its last checkpoint. The learning
rate follows whichever is further along, the steps or the minutes, so that a run on a busy machine still ends with
small steps.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from kgbuild.language.wordpiece import SHAPES, WordPiece
from training.batches import (
    IGNORE,
    Batch,
    Encoder,
    altered,
    cut,
    fits,
    hide_pieces,
    name_pool,
    other_names,
    pad,
)
from training.data import Corpora, Sentence, read_corpora
from training.encoder import load_published, read_vocabulary, seed_drop
from training.gauge import gauge
from training.model import Labels, Parser
from training.settings import Settings, parameter_groups, rate_factor


def collect_labels(corpora: Corpora) -> Labels:
    """Freeze the closed lists from the training parts."""

    def closed(values: set[str]) -> tuple[str, ...]:
        return tuple(sorted(values))

    return Labels(
        deprel=closed({label for s in corpora.trees for label in s.labels}),
        upos=closed({tag for s in corpora.trees for tag in s.upos}),
        xpos=closed({tag for s in corpora.trees for tag in s.xpos}),
        names=("O", *closed({tag for s in corpora.names for tag in s.names} - {"O"})),
    )


def loss_of(model: Parser, batch: Batch, settings: Settings) -> Tensor:
    """Return the summed loss of a batch, divided by its word count."""
    mask = batch.mask[:, None, None, :]
    kind = batch.ids.device.type
    with torch.autocast(kind, dtype=torch.bfloat16, enabled=settings.bf16):
        words = model.words(batch.ids, batch.shapes, mask, batch.first)
    scores = model.score(words.float())
    blocked = ~torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], dim=1)
    arcs = scores.arcs.masked_fill(blocked[:, None], -1e4)

    def cross(logits: Tensor, target: Tensor) -> Tensor:
        return F.cross_entropy(
            logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="sum"
        )

    total = torch.zeros((), device=batch.ids.device)
    if bool((batch.heads >= 0).any()):
        total = total + cross(arcs, batch.heads)
        keep = batch.labels >= 0
        pairs = scores.label_heads.gather(
            1, batch.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, scores.label_heads.shape[-1])
        )
        labels = model.label_pairs(scores.label_dependents[keep], pairs[keep])
        total = total + F.cross_entropy(labels, batch.labels[keep], reduction="sum")
        total = total + 0.5 * cross(scores.upos, batch.upos) + 0.5 * cross(scores.xpos, batch.xpos)
    if bool((batch.names >= 0).any()):
        total = total + 1.5 * cross(scores.names, batch.names)
    return total / batch.word_mask.sum()


class Run:
    """One training run in one folder."""

    def __init__(self, corpora: Corpora, out: Path, settings: Settings, device: str) -> None:
        self.corpora, self.out, self.settings, self.device = corpora, out, settings, device
        self.labels = collect_labels(corpora)
        self.pieces = WordPiece(read_vocabulary())
        self.encoder = Encoder(self.pieces, self.labels)
        self.pool = name_pool(corpora.names)
        torch.manual_seed(settings.seed)
        seed_drop(settings.seed)
        self.model = Parser(self.labels, len(SHAPES)).to(device)
        load_published(self.model.encoder)
        self.average = Parser(self.labels, len(SHAPES)).to(device)
        self.average.load_state_dict(self.model.state_dict())
        self.optimiser = torch.optim.AdamW(
            parameter_groups(self.model, settings), betas=(0.9, 0.98), eps=1e-8, fused=True
        )
        self.step = self.epoch = 0
        self.before = 0.0
        self.started = time.monotonic()
        self.steps_in_all = 0

    @property
    def elapsed(self) -> float:
        """Seconds of training, those before a resumption included."""
        return self.before + time.monotonic() - self.started

    def epoch_groups(self) -> list[Any]:
        """Draw one pass: all trees, a share of the names, altered and grouped by length."""
        chance = random.Random(f"{self.settings.seed}-{self.epoch}")
        names = chance.sample(
            self.corpora.names, round(self.settings.names_share * len(self.corpora.names))
        )
        examples = []
        for sentence in [*self.corpora.trees, *names]:
            example = self._example(sentence, chance)
            if fits(example):
                examples.append(example)
        return list(cut(examples, self.settings.pieces, chance))

    def _example(self, sentence: Sentence, chance: random.Random) -> Any:
        if sentence.names and not sentence.heads and chance.random() < self.settings.other_names:
            sentence = other_names(sentence, self.pool, chance)
        changed, words = altered(sentence, chance)
        example = self.encoder.example(changed, words)
        hide_pieces(example, chance, self.pieces.mask, self.settings.hidden_words)
        return example

    def progress(self) -> float:
        """Return how far the run is, by steps or by the clock, whichever is further."""
        return max(self.step / self.steps_in_all, self.elapsed / (60 * self.settings.minutes))

    def train(self) -> None:
        """Run to the end, with checkpoints and gauges on the way."""
        saved = time.monotonic()
        shown = time.monotonic()
        seen = 0
        losses: list[float] = []
        self.model.train()
        while True:
            groups = self.epoch_groups()
            if not self.steps_in_all:
                self.steps_in_all = round(len(groups) * self.settings.passes)
                self.note(f"{len(groups)} batches a pass, {self.steps_in_all} steps planned")
            for group in groups:
                progress = self.progress()
                if progress >= 1:
                    self.save(gauge_all=True)
                    self.note("finished")
                    return
                if progress >= self.settings.rest_pieces:
                    self.model.encoder.pieces.weight.requires_grad_(False)
                batch = pad(group)
                losses.append(self.one_step(batch, rate_factor(progress, self.settings)))
                seen += int(batch.mask.sum())
                if self.step % 100 == 0:
                    took = time.monotonic() - shown
                    self.note(
                        f"step {self.step} pass {self.epoch} progress {progress:.3f} "
                        f"loss {sum(losses) / len(losses):.3f} {seen / took:.0f} pieces/s"
                    )
                    losses, seen, shown = [], 0, time.monotonic()
                if time.monotonic() - saved > 60 * self.settings.checkpoint_minutes:
                    self.save(gauge_all=True)
                    saved = shown = time.monotonic()
                    seen = 0
            self.epoch += 1

    def one_step(self, batch: Batch, factor: float) -> float:
        """Take one step of the optimiser and, now and then, of the average."""
        if self.device != "cpu":
            batch = Batch(
                *(
                    getattr(batch, name).to(self.device, non_blocking=True)
                    for name in Batch.__slots__
                )
            )
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * factor
        loss = loss_of(self.model, batch, self.settings)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.settings.clip, foreach=True)
        self.optimiser.step()
        self.step += 1
        every = self.settings.average_every
        if self.step % every == 0:
            keep = min(self.settings.average, (1 + self.step) / (10 + self.step)) ** every
            with torch.no_grad():
                torch._foreach_lerp_(
                    list(self.average.parameters()), list(self.model.parameters()), 1 - keep
                )
        return float(loss.detach())

    def save(self, *, gauge_all: bool) -> None:
        """Write the checkpoint (to go on from) and the average (to ship), then score the average."""
        self.out.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch + 1,
            "elapsed": self.elapsed,
            "steps_in_all": self.steps_in_all,
        }
        average = {
            "model": self.average.state_dict(),
            "labels": asdict(self.labels),
            "step": self.step,
        }
        for name, content in (("last.pt", state), ("average.pt", average)):
            torch.save(content, self.out / f"{name}.part")
            (self.out / f"{name}.part").replace(self.out / name)
        if gauge_all:
            for name, sentences in self.corpora.gauges.items():
                scores = gauge(
                    self.average,
                    self.labels,
                    self.encoder,
                    sentences[: self.settings.gauge_sentences],
                )
                text = " ".join(f"{key} {value:.4f}" for key, value in scores.items())
                self.note(f"GAUGE step {self.step} {name}: {text}")

    def resume(self) -> None:
        """Go on from the last checkpoint where there is one."""
        path = self.out / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.epoch = state["step"], state["epoch"]
        self.before, self.steps_in_all = state["elapsed"], state["steps_in_all"]
        average = torch.load(self.out / "average.pt", map_location=self.device, weights_only=True)
        self.average.load_state_dict(average["model"])
        self.note(f"going on from step {self.step}")

    def begin_from(self, folder: Path) -> None:
        """Start a short second run from the average of a finished one, at a share of its rates."""
        state = torch.load(folder / "last.pt", map_location=self.device, weights_only=True)
        average = torch.load(folder / "average.pt", map_location=self.device, weights_only=True)
        learned = {name: tuple(values) for name, values in average["labels"].items()}
        if learned != asdict(self.labels):
            raise SystemExit(f"{folder}: trained with other labels")
        self.optimiser.load_state_dict(state["optimiser"])
        self.model.load_state_dict(average["model"])
        self.average.load_state_dict(average["model"])
        for group in self.optimiser.param_groups:
            group["base"] *= self.settings.rate_share
        self.epoch = state["epoch"]
        self.note(
            f"from {folder}, step {state['step']}, at {self.settings.rate_share} of its rates"
        )

    def note(self, text: str) -> None:
        """Append one line to the log and show it."""
        line = f"{self.elapsed / 60:6.1f} min  {text}"
        print(line, flush=True)
        self.out.mkdir(parents=True, exist_ok=True)
        with (self.out / "log.txt").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def main() -> None:
    """Read the options, then train."""
    default = Settings()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=default.minutes)
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--pieces", type=int, default=default.pieces)
    parser.add_argument("--passes", type=float, default=default.passes)
    parser.add_argument("--names-share", type=float, default=default.names_share)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a finished run to start from")
    parser.add_argument("--rate-share", type=float, default=default.rate_share)
    parser.add_argument("--average", type=float, default=default.average)
    parser.add_argument("--no-bf16", action="store_true")
    parser.add_argument("--checkpoint-minutes", type=float, default=default.checkpoint_minutes)
    parser.add_argument("--gauge-sentences", type=int, default=default.gauge_sentences)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    settings = Settings(
        seed=options.seed,
        minutes=options.minutes,
        pieces=options.pieces,
        passes=options.passes,
        names_share=options.names_share,
        rate_share=options.rate_share,
        average=options.average,
        rest_pieces=0.0 if options.start else default.rest_pieces,
        bf16=not options.no_bf16,
        checkpoint_minutes=options.checkpoint_minutes,
        gauge_sentences=options.gauge_sentences,
    )
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Run(read_corpora(options.corpora), options.out, settings, device)
    run.note(json.dumps(asdict(settings)))
    if options.start and not (options.out / "last.pt").exists():
        run.begin_from(options.start)
    else:
        run.resume()
    run.train()


if __name__ == "__main__":
    main()
