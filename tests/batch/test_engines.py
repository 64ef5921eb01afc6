"""Dask and Ray, each with two real worker processes: the same bytes, a worker killed in mid-run or not."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from around import ROOT
from click.testing import CliRunner

from kgbuild.batch.engines import run
from kgbuild.build import build, extracting
from kgbuild.build.extracting import Elsewhere, Shard, build_elsewhere
from kgbuild.cli import main
from kgbuild.errors import EngineError, UsageError
from kgbuild.graph import export


def dask_cluster() -> Iterator[str]:
    import dask
    from distributed import LocalCluster

    # A deadly task of these tests is not to end four workers before it is given up.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield "dask://" + cluster.scheduler_address.removeprefix("tcp://")


def ray_cluster() -> Iterator[str]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    with pytest.MonkeyPatch.context() as patch:  # workers find the tasks of this file
        patch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        ray.init(
            "local",
            num_cpus=2,
            object_store_memory=100_000_000,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
        )
    yield "ray://auto"
    ray.shutdown()


CLUSTERS = {"dask": ("distributed", dask_cluster), "ray": ("ray", ray_cluster)}


@pytest.fixture(scope="module", params=CLUSTERS)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a cluster with two workers."""
    package, started = CLUSTERS[request.param]
    with warnings.catch_warnings():  # theirs, on ports and on memory
        warnings.simplefilter("ignore")
        pytest.importorskip(package, reason=f"{package} is an extra")
        yield from started()


def fragile(task: tuple[int, str]) -> int:
    """Dies on 3 every time, on 5 the first time only."""
    number, folder = task
    mark = Path(folder) / "died"
    if number == 3 or (number == 5 and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fails(number: int) -> int:
    """A task that raises an error of ours."""
    raise UsageError(f"no {number}")


@pytest.mark.filterwarnings("ignore")  # of the engines, when a worker dies
def test_a_deadly_task_is_given_up_and_the_others_go_on(engine: str, tmp_path: Path) -> None:
    """One that dies once is done again; an error of the task is no death and reaches the caller."""
    tasks = [(n, str(tmp_path)) for n in (1, 3, 5, 7)]
    assert dict(run(engine, tasks, fragile)) == {0: 1, 1: None, 2: 5, 3: 7}
    with pytest.raises(UsageError, match="no 1"):
        list(run(engine, [1], fails))
    with pytest.raises(EngineError, match="reads by other rules or another model"):
        task = Elsewhere(Shard((), (), Path(), None), "another")
        list(run(engine, [task], build_elsewhere))


DEADLY = """
import os, signal
from pathlib import Path
from kgbuild.plugins import Extractor

def read(annotated):
    mark = Path({mark!r})
    if "Halden" in annotated.document.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return []

deadly = Extractor("deadly", read, "Halden buys the yard.")
"""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_build_there_is_a_build_here(
    engine: str, demo_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The examples, read by two workers, one of them killed in mid-run: the same bytes."""
    monkeypatch.setattr(extracting, "SHARD_CHARACTERS", 1500)
    mark, plugin = tmp_path / "died", tmp_path / "deadly.py"
    plugin.write_text(DEADLY.format(mark=str(mark)))
    inputs = [path for path in sorted((ROOT / "examples").iterdir()) if path.is_file()]
    build(inputs, graph=tmp_path / "graph", engine=engine, extractors=[f"{plugin}:deadly"])
    assert mark.exists()
    for graph in (tmp_path / "graph", demo_graph):
        export(graph, out=tmp_path / graph.parent.name)
    here, there = (
        {p.name: p.read_bytes() for p in (tmp_path / graph.parent.name).iterdir() if p.is_file()}
        for graph in (demo_graph, tmp_path / "graph")
    )
    assert here == there


@pytest.mark.parametrize("name", CLUSTERS)
def test_nobody_there_is_a_clear_error(name: str, tmp_path: Path) -> None:
    """At once, in one line, with the graph as it was."""
    pytest.importorskip(CLUSTERS[name][0], reason="an extra")
    (tmp_path / "a.txt").write_text("The minister met the mayor of Oslo.\n")
    graph = ["--graph", str(tmp_path / "graph")]
    started = time.monotonic()
    address = f"{name}://127.0.0.1:9"
    found = CliRunner().invoke(
        main, ["build", str(tmp_path / "a.txt"), *graph, "--engine", address]
    )
    assert found.exit_code == 1 and time.monotonic() - started < 20
    assert f"{address}: cannot be reached" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_what_is_no_engine_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("spark://a:1", "dask", "dask://"):
        with pytest.raises(UsageError, match="engines are dask://"):
            build([], graph=tmp_path / "graph", engine=address)
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "kgbuild.batch.engines.on_dask", raising=False)
    with pytest.raises(UsageError, match=r"distributed is not installed; the extra \[dask\]"):
        build([], graph=tmp_path / "graph", engine="dask://a:1")
    assert not (tmp_path / "graph").exists()
