"""Average the weights of runs that grew from one another: `python -m training.mix RUN=0.6 RUN=0.4 --out FOLDER`.

Runs that share a beginning lie in one basin, so that the mean of their weights is as good as each, or better
(Wortsman et al., Model soups, ICML 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mix(runs: dict[Path, float], out: Path) -> None:
    """Write the weighted mean of the runs' averages; the shares are scaled to a sum of one."""
    total = sum(runs.values())
    if total <= 0:
        raise SystemExit("the shares must add up to more than 0")
    loaded = {
        folder: torch.load(folder / "average.pt", map_location="cpu", weights_only=True)
        for folder in runs
    }
    first = next(iter(loaded.values()))
    if any(one["labels"] != first["labels"] for one in loaded.values()):
        raise SystemExit("the runs were trained with different labels")
    mean = {
        name: sum(loaded[folder]["model"][name] * (share / total) for folder, share in runs.items())
        if value.is_floating_point()
        else value
        for name, value in first["model"].items()
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save({**first, "model": mean}, out / "average.pt")


def main() -> None:
    """Read the options, then average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", help="a run's folder and its share, as FOLDER=0.6")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    pairs = [run.rpartition("=") for run in options.runs]
    mix({Path(folder): float(share) for folder, _, share in pairs}, options.out)


if __name__ == "__main__":
    main()
