"""Other machines' workers: a scheduler that is there already runs our tasks. Thin adapters, one a scheduler.

`dask://HOST:PORT` is a Dask scheduler, `ray://HOST:PORT` a Ray cluster (`ray://auto`: the one that this machine
belongs to).
"""

from kgbuild.batch.engines.running import check, run

__all__ = ["check", "run"]
