"""How far each shard is: the marker of one that is done, the tries of one that is not."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.errors import ShardError
from kgbuild.sharding.plans import FORMAT, write_whole
from kgbuild.sharding.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.sharding.plans import Plan

DONE = "done.json"
TRIES = "tries.jsonl"
ATTEMPTS = 2
"""As often may a step end the process that works at it; then it is set aside."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The marker of a shard that is done: digests of its tables, how much is in them, its first and last day."""

    shard: str
    rules: str
    tables: dict[str, str]
    documents: int = 0
    claims: int = 0
    words: int = 0
    first: str = ""
    last: str = ""
    aside: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0


Wanted = Callable[[Receipt], bool]


@dataclass(frozen=True, slots=True)
class State:
    """A shard as it stands: `done`, or what is wrong with it; `tries` is how often it was begun."""

    number: int
    name: str
    word: str
    tries: int = 0
    receipt: Receipt | None = None
    trouble: str = ""

    @property
    def done(self) -> bool:
        """Whether its tables are there and whole."""
        return self.word == "done"


class Tries:
    """What was begun in a shard and what was ended, a line each: a step that is only begun ended its process."""

    def __init__(self, home: Path) -> None:
        self._path = home / TRIES
        self._open: Counter[str] = Counter()
        self.begun = 0
        if self._path.is_file():
            for line in self._path.read_text(encoding="utf8", errors="replace").splitlines():
                self._take(line)

    def _take(self, line: str) -> None:
        try:
            what, step = json.loads(line)
        except ValueError:
            return  # cut off by what ended the process
        if what == "begin":
            self._open[step] += 1
        elif what == "end":
            self._open.pop(step, None)
        elif what == "run":
            self.begun += 1

    def note(self, what: str, step: str) -> None:
        """Note a step's `begin` or `end`, or a `run` of the shard."""
        line = json.dumps([what, step], ensure_ascii=False)
        try:
            with self._path.open("a", encoding="utf8") as out:
                out.write(line + "\n")
        except OSError as error:
            raise ShardError(f"{self._path}: cannot be written ({error.strerror})") from None
        self._take(line)

    def aside(self, step: str) -> bool:
        """Whether a step has ended its process as often as it may."""
        return self._open[step] >= ATTEMPTS

    def unfinished(self) -> list[str]:
        """Steps that were begun and not ended."""
        return sorted(step for step, count in self._open.items() if count)

    def forget(self) -> None:
        """Try all again."""
        self._path.unlink(missing_ok=True)
        self._open.clear()


@dataclass(slots=True)
class Digests:
    """Digests of files, each read once."""

    known: dict[Path, str] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        """SHA-256 of a file; raises OSError."""
        if path not in self.known:
            with path.open("rb") as data:
                self.known[path] = hashlib.file_digest(data, "sha256").hexdigest()
        return self.known[path]


def put_receipt(home: Path, receipt: Receipt) -> None:
    """Write the marker: from now on the shard is done."""
    record = {f: getattr(receipt, f) for f in receipt.__slots__}
    write_whole(home / DONE, json.dumps({"format": FORMAT, **record}, ensure_ascii=False) + "\n")


def state_of(plan: Plan, number: int, *, looked_at: Wanted = lambda receipt: True) -> State:
    """How far a shard is; its tables are held against their digests where the marker is to be `looked_at`."""
    home, name = plan.home(number), plan.name(number)
    tries = Tries(home)
    if not (home / DONE).is_file():
        if not tries.begun:
            return State(number, name, "not begun")
        last = ", ".join(tries.unfinished()[:2])
        return State(number, name, "not ended", tries.begun, trouble=f"at: {last}" if last else "")
    try:
        receipt = _receipt(home / DONE)
    except (OSError, ValueError, KeyError, TypeError):
        return State(number, name, "damaged", tries.begun, trouble=f"{DONE} is not readable")
    if receipt.rules != plan.rules or receipt.shard != name:
        what = f"shard {receipt.shard}, rules {receipt.rules}; the plan's are {plan.rules}"
        return State(
            number, name, "foreign", tries.begun, receipt, f"it is of another plan ({what})"
        )
    if looked_at(receipt) and (trouble := "; ".join(_damage(home, receipt))):
        return State(number, name, "damaged", tries.begun, receipt, trouble)
    return State(number, name, "done", tries.begun, receipt)


def _damage(home: Path, receipt: Receipt) -> Iterator[str]:
    digests = Digests()
    for table in TABLES:
        path = home / f"{table}.parquet"
        try:
            if digests.of(path) != receipt.tables.get(table):
                yield f"{path.name} is not what the shard wrote"
        except OSError as error:
            yield f"{path.name} cannot be read ({error.strerror})"


def _receipt(path: Path) -> Receipt:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    if record.pop("format") != FORMAT:
        raise ValueError("of another version")
    record["aside"] = tuple((source, why) for source, why in record["aside"])
    return Receipt(**record)


def states(plan: Plan, *, looked_at: Wanted = lambda receipt: True) -> list[State]:
    """How far all shards are; `looked_at` as of `state_of`."""
    numbers = range(1, plan.shards + 1)
    return [state_of(plan, number, looked_at=looked_at) for number in numbers]
