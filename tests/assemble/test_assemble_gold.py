"""Assembling alone, measured on the hand-made gold graph: perfect claims in, facts and conflicts out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import gold_graph
import pytest

from kgbuild.assemble import assemble
from kgbuild.model import Snapshot
from kgbuild.store import jsonl

pytestmark = pytest.mark.skipif(
    not gold_graph.GOLD.exists(), reason="needs the shared folder (KGBUILD_SHARED)"
)


def test_gold_claims_reach_the_bars(tmp_path: Path) -> None:
    """Clusters, conflicts and times as the project's scorer counts them."""
    documents, entities, claims = gold_graph.load()
    made = assemble(documents, entities, claims)
    changed = {c.id: c for c in made.claims}
    snapshot = Snapshot(
        documents=tuple(documents),
        entities=tuple(entities),
        claims=tuple(changed.get(c.id, c) for c in claims),
        facts=made.facts,
        conflicts=made.conflicts,
    )
    jsonl.write(snapshot, tmp_path)
    scorer = gold_graph.SHARED / "eval" / "score_gold.py"
    run = subprocess.run(
        [sys.executable, str(scorer), str(gold_graph.GOLD), str(tmp_path), "--json"],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    figures = json.loads(run.stdout)
    assert figures["clusters_b3"]["f1"] >= 0.9
    assert figures["conflicts"]["found"] >= 13
    assert figures["conflicts"]["kind"] >= 13
    assert figures["conflicts"]["other"] <= 4
    right, total = map(int, figures["attributes"]["time"].split("/"))
    assert right >= 0.8 * total
