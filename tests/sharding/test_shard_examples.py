"""The schedulers' examples of docs/scale.md, run: each line of them is started as its scheduler would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from around import ROOT
from made import exported

pytest.importorskip("pyarrow", reason="shards are Parquet files")
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf8")
PAST = PAGE[PAGE.index("## Past one machine") :]


def block(language: str) -> str:
    """The first block of a language in the section."""
    found = re.search(rf"^```{language}\n(.*?)^```", PAST, re.M | re.S)
    assert found is not None
    return found[1]


@pytest.mark.slow
def test_what_the_page_shows_gives_the_graph_of_one_build(tmp_path: Path, demo_graph: Path) -> None:
    """Shard 1 as a Slurm task, 2 as a pod of a Kubernetes job, the others by the lines for one machine."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SLURM_ARRAY_TASK_ID": "1",
        "SLURM_ARRAY_TASK_COUNT": "3",
        "JOB_COMPLETION_INDEX": "1",
    }

    def sh(script: str) -> None:
        done = subprocess.run(
            ["bash", "-euc", script], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr

    plan, run, gather = block("sh").splitlines()
    shutil.copytree(
        ROOT / "examples", tmp_path / "articles", ignore=shutil.ignore_patterns("plugin")
    )
    sh(plan)
    sh(block("bash"))
    pod = re.search(r"command: \[sh, -c, \"(.*)\"\]", block("yaml"))
    assert pod is not None
    sh(pod[1])
    assert {p.parent.name for p in tmp_path.glob("work/shards/*/done.json")} == {"00001", "00002"}
    sh(run)
    sh(gather)
    assert exported(tmp_path / "graph") == exported(demo_graph)
