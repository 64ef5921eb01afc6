"""Kill a command at its n-th disk call, or fill the disk there; then the same command must mend it all.

    LD_PRELOAD=disk.so python tests/torture/disks.py WORK TRIALS

Each trial runs in a forked child on a copy of a small graph, and prints a JSON line. A graph after the
disturbance must be as before the command or as after it, and after the same command as after an undisturbed
run: the export and the triples of the store, to the byte.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from kgbuild import ids, sharding
from kgbuild.build import extracting, marks
from kgbuild.changes import changing
from kgbuild.errors import GraphError, KgbuildError, UsageError
from kgbuild.extraction import Extraction
from kgbuild.graph import Graph
from kgbuild.ledger import FILE, Ledger, backup, restore
from kgbuild.model import Claim, Cluster, Document, EntityArg, Evidence, Mention, MentionKind
from kgbuild.resolve.judgements import decisions as desk
from kgbuild.store.embedded import oxigraph

# `kgbuild.build` is the function; the module of that name is only in sys.modules.
building = sys.modules["kgbuild.build"]
HERE = Path(__file__).parent
NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
NEVER = 1 << 60
KILL, FULL = 0, 1

ARTICLES = {
    "a.txt": "date: 2025-03-04\n\nAnna Adler met Boris Becker in the town. Anna Adler met Clara Cole.\n",
    "b.txt": "date: 2025-03-05\n\nBoris Becker met Clara Cole in the harbour, said the paper.\n",
    "c.txt": "date: 2025-03-06\n\nAnna Adler met Boris Becker again, said another paper. Dora Dahl met Ed Eide.\n",
    "d.txt": "date: 2025-03-07\n\nEmil Eide met Anna Adler at noon, said the paper.\n",
    "e.txt": "Ed Eide met Boris Becker in the evening, and nobody said when.\n",
}
ARTICLES |= {
    f"f{n}.txt": f"date: 2025-03-{n + 8:02}\n\nFay Falk met {who} at the {n} o'clock train.\n"
    for n, who in enumerate(["Gus Gran", "Hal Hope", "Ida Iden", "Jan Jans", "Kai Kant"] * 2)
}  # so many that one more document is a difference to the store, not a store made anew
CHANGED = "date: 2025-03-06\n\nAnna Adler met Dora Dahl instead, said another paper.\n"


def toy(document: Document, nlp: object) -> object:
    """Names of two words are people; in each sentence the first met the second."""
    mentions, clusters, claims = [], {}, []
    for sentence in re.finditer(r"[^.\n]+\.", document.text):
        found = []
        for name in NAME.finditer(document.text, sentence.start(), sentence.end()):
            given, family = name[0].split()
            cluster = clusters.setdefault(
                name[0],
                Cluster(
                    ids.cluster_id(document.id, *name.span()), document.id, "Person", name[0],
                    attributes={"given": given, "family": family},
                ),
            )  # fmt: skip
            found.append((cluster, name.span()))
            mentions.append(
                Mention(
                    document.id, *name.span(), name[0], MentionKind.NAME, "Person", (cluster.id,)
                )
            )
        if len(found) > 1:
            (one, here), (two, there) = found[:2]
            spans = [here], [there]
            span = sentence.span()
            claims.append(
                Claim(
                    id=ids.claim_id(document.id, span, *spans, "MET", "meet", "asserted"),
                    document=document.id, subject=(EntityArg(one.id, here),), predicate="meet",
                    relation="MET", object=(EntityArg(two.id, there),),
                    evidence=Evidence(document.id, *span, document.text[span[0] : span[1]]),
                    span=span, confidence=0.9,
                )
            )  # fmt: skip
    return Extraction(tuple(mentions), tuple(clusters.values()), tuple(claims))


extracting.claims_of = toy
extracting.pipeline = lambda name: None
marks._reading_rules = lambda: "toy"

Command = Callable[[Path], object]


class Trials:
    """Scenarios below one folder; `graph` is the folder that commands work on."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.graph = work / "graph"
        self.base = work / "base"
        self.articles = work / "articles"
        self.articles.mkdir(parents=True)
        for name, text in ARTICLES.items():
            (self.articles / name).write_text(text, encoding="utf8")
        self.disk = ctypes.CDLL(None)
        self.disk.disk_count.restype = ctypes.c_long
        self.disk.disk_arm.argtypes = [ctypes.c_long, ctypes.c_int]
        self.disk.disk_watch(str(self.graph).encode())

    # commands

    def build(self, graph: Path) -> None:
        """All articles, one of them changed since the base was built."""
        building.build([self.articles], graph=graph, jobs=1)

    def merge(self, graph: Path) -> None:
        """Two people of different names are one."""
        with changing.changing(graph) as ledger:
            desk.merge(ledger, "Ed Eide", "Emil Eide", by="kim", because="nickname")

    def split(self, graph: Path) -> None:
        """One part of the entity with most parts is somebody else."""
        with changing.changing(graph) as ledger:
            entities = ledger.snapshot().entities
            largest = max(entities, key=lambda e: (len(e.clusters), e.id))
            part = largest.clusters[-1]
            desk.split(ledger, largest.id, [part], by="kim", because="another one")

    def undo(self, graph: Path) -> None:
        """The merge is taken back."""
        with changing.changing(graph) as ledger:
            desk.undo(ledger, by="kim")

    def remove(self, graph: Path) -> None:
        """One document leaves."""
        building.remove(["a.txt"], graph=graph)

    def refresh(self, graph: Path) -> None:
        """All views anew."""
        changing.refresh(graph, anew=True)

    def upgrade(self, graph: Path) -> None:
        """A graph of 0.1.0 is opened, its views made anew."""
        changing.ensure(graph)

    def restore(self, graph: Path) -> None:
        """A graph comes back from its backup."""
        if not (graph / FILE).exists():
            restore(self.work / "backup", graph)
        changing.ensure(graph)

    def gather(self, graph: Path) -> None:
        """Shards come together in a graph."""
        sharding.gather(self.work / "shards", graph=graph)

    # scenarios: what the graph is before, and the command

    def scenarios(self) -> dict[str, tuple[Callable[[], None], Command]]:
        """Name -> (lays the graph out, the command)."""
        return {
            "first build": (lambda: None, self.build),
            "incremental build": (self._some, self.build),
            "remove": (self._all, self.remove),
            "merge": (self._all, self.merge),
            "split": (self._all, self.split),
            "undo": (self._merged, self.undo),
            "refresh": (self._all, self.refresh),
            "upgrade": (self._old, self.upgrade),
            "restore": (self._backup, self.restore),
            "gather": (self._shards, self.gather),
        }

    def _some(self) -> None:
        (self.articles / "c.txt").write_text(CHANGED, encoding="utf8")
        some = [self.articles / name for name in ARTICLES if name != "b.txt"]
        building.build(some, graph=self.graph)
        (self.articles / "c.txt").write_text(ARTICLES["c.txt"], encoding="utf8")

    def _all(self) -> None:
        building.build([self.articles], graph=self.graph)

    def _merged(self) -> None:
        self._all()
        self.merge(self.graph)

    def _old(self) -> None:
        self.graph.mkdir()
        db = sqlite3.connect(self.graph / FILE)
        db.executescript((HERE.parent / "ledger" / "graph-0.1.0.sql").read_text(encoding="utf8"))
        db.close()

    def _backup(self) -> None:
        self._all()
        (self.work / "backup").unlink(missing_ok=True)
        backup(self.graph, self.work / "backup")
        shutil.rmtree(self.graph)

    def _shards(self) -> None:
        for number in (1, 2):
            sharding.plan(self.articles, out=self.work / "shards", shards=2)
            sharding.run(self.work / "shards", number)

    # trials

    def run(self, name: str, share: int) -> tuple[int, int]:
        """Trials of one scenario, half of them kills; prints those that fail. Returns tried, held."""
        lay, command = self.scenarios()[name]
        shutil.rmtree(self.graph, ignore_errors=True)
        shutil.rmtree(self.base, ignore_errors=True)
        child(lay)
        if self.graph.exists():
            shutil.copytree(self.graph, self.base)
        before = child(self.state)
        calls = child(lambda: self._counted(command))
        after = child(self.state)
        assert isinstance(calls, int) and calls > 10, (name, calls, after)
        tried = held = 0
        for mode in (KILL, FULL):
            step = max(1.0, calls / share)
            chosen = {1 + int((i + 0.5) * step) for i in range(share)}
            for number in sorted(n for n in chosen if n <= calls):
                wrong = self._trial(command, mode, number, before, after)
                tried += 1
                held += wrong is None
                if wrong is not None:
                    tell([name, "full" if mode else "kill", number, wrong])
        tell([name, {"calls": calls, "tried": tried, "held": held}])
        return tried, held

    def _counted(self, command: Command) -> int:
        self.disk.disk_arm(NEVER, KILL)
        command(self.graph)
        return int(self.disk.disk_count())

    def _trial(
        self, command: Command, mode: int, number: int, before: object, after: object
    ) -> str | None:
        shutil.rmtree(self.graph, ignore_errors=True)
        if self.base.exists():
            shutil.copytree(self.base, self.graph)

        def disturbed() -> str:
            self.disk.disk_arm(number, mode)
            try:
                command(self.graph)
            except (KgbuildError, OSError) as error:
                return f"refused: {error}"
            return "done"

        told = child(disturbed)
        if isinstance(told, str) and told.startswith("traceback"):
            return f"no plain message: {told}"
        now = child(self.state)
        if now not in (before, after):
            return f"neither the old nor the new: {now} after {told}"
        if now == before or command in (self.build, self.refresh, self.upgrade, self.restore):
            told = child(lambda: command(self.graph))
        if isinstance(told, str) and told.startswith("traceback"):
            return told
        last = child(self.state)
        return None if last == after else f"not as undisturbed: {last} after {told}"

    def state(self) -> str:
        """What the graph is: its export and its store, in one word."""
        try:
            with Ledger.open(self.graph) as ledger:
                old = not ledger.note("views") and ledger.generation == 1
        except GraphError as error:
            if "no graph here" in str(error):
                return "none"
            raise
        if old:
            return "none"  # migrated, no views yet
        graph = Graph.open(self.graph)
        if not graph.snapshot.documents:
            return "none"  # laid out, and nothing in it
        assert graph.verify() == []
        marks = hashlib.sha256(repr(graph.snapshot).encode())
        for line in sorted(map(str, oxigraph.open_store(self.graph))):
            marks.update(line.encode())
        return f"{len(graph.snapshot.documents)} documents {marks.hexdigest()[:12]}"


def tell(value: object) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def child(function: Callable[[], object]) -> object:
    """Run in a forked child; returns what it returned, "killed", or the traceback's last line."""
    read, write = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        os.close(read)
        try:
            answer = json.dumps(function())
        except UsageError as error:
            answer = json.dumps(f"usage: {error}")
        except BaseException as error:
            answer = json.dumps(f"traceback: {type(error).__name__}: {error}")
        os.write(write, answer.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return json.loads(answer) if answer else f"traceback: ended with {status}"


def main() -> None:
    """All scenarios; exit 1 where a trial fails."""
    work, share = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    names = sys.argv[3:]
    trials = Trials(work)
    tried = held = 0
    for name in names or trials.scenarios():
        more, good = trials.run(name, share)
        tried, held = tried + more, held + good
    tell({"tried": tried, "held": held})
    raise SystemExit(tried != held)


if __name__ == "__main__":
    main()
