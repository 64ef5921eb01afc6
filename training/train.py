"""Train the network: `python -m training.train --corpora FOLDER --out FOLDER`.

One command, seeded, resumable: started again on the same folder it goes on from its last checkpoint. The learning
rate follows whichever is further along, the steps or the minutes, so that a run on a busy machine still ends with
small steps.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from kgbuild.language.network import DATA
from kgbuild.language.wordpiece import SHAPES, WordPiece
from training.encoder import load_published, read_vocabulary, seed_drop
from training.frames import ROLES, Rolesets
from training.gauge import gauge
from training.labels import collect_labels, shipped_labels
from training.losses import Weights, loss_of
from training.model import Parser
from training.restore import restore
from training.settings import Settings, parameter_groups, rate_factor
from training.texts import Text, Texts, read_texts
from training.variety import altered, name_pool
from training.windows import Batch, Window, Windower, cut, hide_pieces, pad, together


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Where a run reads and writes; `shipped` is a folder of weights to begin from."""

    corpora: Path
    cache: Path
    out: Path
    shipped: Path | None = None
    shares: tuple[tuple[str, float], ...] = ()
    """How much of a source a pass reads, where it differs from `texts.SHARES`."""


class Run:
    """One training run in one folder."""

    def __init__(self, options: RunOptions, settings: Settings) -> None:
        self.out, self.settings, self.device = options.out, settings, "cpu"
        self.texts: Texts = read_texts(options.corpora, options.cache)
        train = self.texts.train
        shares = dict(options.shares)
        for text in train:
            text.share = shares.get(text.source, text.share)
        self.labels = shipped_labels(options.shipped) if options.shipped else collect_labels(train)
        self.pieces = WordPiece(read_vocabulary())
        counts = Counter(
            frame.roleset for t in train for s in t.sentences for frame in s.frames or ()
        )
        self.rolesets = Rolesets(options.corpora / "srl" / "rolesets.jsonl", sorted(counts))
        self.windower = Windower(self.pieces, self.labels, self.rolesets)
        self.pool = name_pool([s for t in train for s in t.sentences if s.names])
        torch.manual_seed(settings.seed)
        seed_drop(settings.seed)
        self.model = self._new()
        load_published(self.model.encoder)
        if options.shipped:
            self._begin_shipped(options.shipped)
        prior = self.model.roles.prior.weight.data
        for place, name in enumerate(self.rolesets.names):
            first = 0.3 if name.endswith(".01") else 0.0
            prior[place] = math.log(counts[name] + first + 0.05)
        self.average = self._new()
        self.average.load_state_dict(self.model.state_dict())
        for parameter in self._resting():
            parameter.requires_grad_(False)
        self.optimiser = torch.optim.AdamW(
            parameter_groups(self.model, settings), betas=(0.9, 0.98), eps=1e-8, fused=True
        )
        self.step = self.epoch = 0
        self.before = 0.0
        self.started = time.monotonic()
        self.steps_in_all = 0

    def _new(self) -> Parser:
        rolesets = len(self.rolesets.names)
        return Parser(self.labels, len(SHAPES), roles=len(ROLES), rolesets=rolesets)

    def _resting(self) -> Iterator[torch.nn.Parameter]:
        encoder = self.model.encoder
        if self.settings.rest_layers:
            yield from encoder.norm.parameters()
            for table in (encoder.pieces, encoder.positions, encoder.shapes):
                yield table.weight
        for layer in encoder.layers[: self.settings.rest_layers]:
            yield from layer.parameters()

    def _begin_shipped(self, folder: Path) -> None:
        """Take the encoder and the heads for trees, tags and names from shipped weights."""
        sizes = {name: len(values) for name, values in asdict(self.labels).items()}
        state = restore(folder / "model.onnx", sizes, len(SHAPES))
        tensors = {name: torch.from_numpy(array.copy()) for name, array in state.items()}
        missing = self.model.load_state_dict(tensors, strict=False)
        if missing.unexpected_keys:
            raise SystemExit(f"{folder}: unknown weights {missing.unexpected_keys}")

    @property
    def elapsed(self) -> float:
        """Seconds of training, those before a resumption included."""
        return self.before + time.monotonic() - self.started

    def epoch_groups(self) -> list[list[Window]]:
        """Draw one pass: a share of each source, altered, in windows, grouped by length."""
        chance = random.Random(f"{self.settings.seed}-{self.epoch}")
        units: list[list[Window]] = []
        for text in self.texts.train:
            if chance.random() < text.share:
                units += self._units(text, chance)
        return list(cut(units, self.settings.pieces, chance))

    def _units(self, text: Text, chance: random.Random) -> list[list[Window]]:
        budget = chance.choices(self.settings.budgets, self.settings.budget_shares)[0]
        sentences, words = altered(text, self.pool, chance, self.settings.other_names)
        windows = self.windower.windows(text, sentences, budget, words)
        for window in windows:
            hide_pieces(
                window, chance, self.pieces.mask, self.pieces.end, self.settings.hidden_words
            )
        if text.chains:
            return together(windows)
        return [[window] for window in windows]

    def progress(self) -> float:
        """Return how far the run is, by steps or by the clock, whichever is further."""
        return max(self.step / self.steps_in_all, self.elapsed / (60 * self.settings.minutes))

    def train(self) -> None:
        """Run to the end, with checkpoints and gauges on the way."""
        saved = time.monotonic()
        shown = time.monotonic()
        seen = 0
        losses: Counter[str] = Counter()
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
                losses += self.one_step(batch, rate_factor(progress, self.settings))
                seen += int(batch.mask.sum())
                if self.step % 100 == 0:
                    took = time.monotonic() - shown
                    words = max(1.0, losses.pop("words"))
                    text = " ".join(f"{name} {losses[name] / words:.3f}" for name in losses)
                    self.note(
                        f"step {self.step} pass {self.epoch} progress {progress:.3f} "
                        f"{text} {seen / took:.0f} pieces/s"
                    )
                    losses, seen, shown = Counter(), 0, time.monotonic()
                if time.monotonic() - saved > 60 * self.settings.checkpoint_minutes:
                    self.save(gauge_all=True)
                    saved = shown = time.monotonic()
                    seen = 0
            self.epoch += 1

    def one_step(self, batch: Batch, factor: float) -> Counter[str]:
        """Take one step of the optimiser and, now and then, of the average; return the losses and the words."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * factor
        loss, parts = loss_of(self.model, batch, Weights(), bf16=self.settings.bf16)
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
        return Counter({**parts, "words": int(batch.word_mask.sum())})

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
            "rolesets": self.rolesets.names,
            "step": self.step,
        }
        for name, content in (("last.pt", state), ("average.pt", average)):
            torch.save(content, self.out / f"{name}.part")
            (self.out / f"{name}.part").replace(self.out / name)
        if gauge_all:
            for name, texts in self.texts.gauges.items():
                scores = gauge(
                    self.average, self.labels, self.windower, texts, self.settings.gauge_sentences
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
    parser.add_argument("--cache", type=Path, required=True, help="what training.silver wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=default.minutes)
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--pieces", type=int, default=default.pieces)
    parser.add_argument("--passes", type=float, default=default.passes)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a finished run to start from")
    parser.add_argument(
        "--shipped",
        type=Path,
        nargs="?",
        const=DATA,
        help="start from shipped weights of format 2 (a folder; the package's own by default)",
    )
    parser.add_argument("--encoder-rate", type=float, default=default.encoder_rate)
    parser.add_argument("--head-rate", type=float, default=default.head_rate)
    parser.add_argument("--rest-layers", type=int, default=default.rest_layers)
    parser.add_argument("--old-rate", type=float, default=default.old_rate)
    parser.add_argument(
        "--share", action="append", default=[], help="of a source in a pass: names=1.0"
    )
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
        encoder_rate=options.encoder_rate,
        old_rate=options.old_rate,
        head_rate=options.head_rate,
        rest_layers=options.rest_layers,
        rate_share=options.rate_share,
        average=options.average,
        rest_pieces=0.0 if options.start or options.shipped else default.rest_pieces,
        bf16=not options.no_bf16,
        checkpoint_minutes=options.checkpoint_minutes,
        gauge_sentences=options.gauge_sentences,
    )
    pairs = [text.partition("=") for text in options.share]
    shares = tuple((name, float(share)) for name, _, share in pairs)
    run = Run(
        RunOptions(options.corpora, options.cache, options.out, options.shipped, shares), settings
    )
    run.note(json.dumps(asdict(settings)))
    if options.start and not (options.out / "last.pt").exists():
        run.begin_from(options.start)
    else:
        run.resume()
    run.train()


if __name__ == "__main__":
    main()
