"""A plan in its folder: what is to be read, how, by which rules, and into how many shards it is cut.

DIR/plan.json                 what holds for all shards
DIR/shards/00003/inputs.jsonl the inputs of the third, a line each
DIR/shards/00003/done.json    the marker: what the tables of the shard must be
DIR/shards/00003/*.parquet    the tables
DIR/shards/00003/tries.jsonl  what was begun and what was ended
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild import plugins, rules, watchlist
from kgbuild._version import __version__
from kgbuild.build.marks import mark_of
from kgbuild.errors import ShardError
from kgbuild.ledger.records import day
from kgbuild.model import Reject
from kgbuild.read import Given, Options
from kgbuild.vocabulary import own
from kgbuild.watchlist import Watchlist, read_watchlist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
PLAN = "plan.json"
INPUTS = "inputs.jsonl"


@dataclass(frozen=True, slots=True)
class Piece:
    """One input of a shard: where it lies (a path or an address), its name in the graph, and which part of it.

    Of a file that several shards share, a shard reads every document whose number modulo `parts` is `part`.
    """

    place: str
    source: str
    named: bool = False
    size: int = 0
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for all shards of a plan.

    `rules` and `files` stand for the version that must run them, `inputs` for the list of inputs.
    """

    folder: Path
    shards: int
    rules: str
    files: str
    inputs: str
    given: Given
    options: Options
    today: date | None = None
    pipeline: str = ""
    extractors: tuple[str, ...] = ()
    vocabulary: str = ""
    watchlist: tuple[str, str] | None = None
    rejects: tuple[Reject, ...] = ()
    skipped: tuple[str, ...] = ()

    def home(self, number: int) -> Path:
        """The folder of a shard; `number` starts at 1."""
        return self.folder / "shards" / f"{number:05d}"

    def name(self, number: int) -> str:
        """A shard as people write it: 3/8."""
        return f"{number}/{self.shards}"

    def command(self, number: int) -> str:
        """What runs a shard."""
        return f"kgbuild shard run {self.folder} {self.name(number)}"

    def pieces(self, number: int) -> Iterator[Piece]:
        """The inputs of a shard; raises ShardError where the list is not what was planned."""
        path = self.home(number) / INPUTS
        try:
            with path.open(encoding="utf8") as lines:
                for line in lines:
                    yield Piece(**json.loads(line))
        except (OSError, ValueError, TypeError) as error:
            raise ShardError(
                f"{path}: cannot be read ({_said(error)}); plan anew: kgbuild shard plan"
            ) from None

    def known_names(self) -> Watchlist | None:
        """The list of people and bodies to find."""
        if self.watchlist is None:
            return None
        name, text = self.watchlist
        return read_watchlist(text, name)

    def prepare(self) -> None:
        """Make this process read as the plan says; raises ShardError where it has other rules."""
        own.use(own.additions_of_note(self.vocabulary) if self.vocabulary else None)
        known = self.known_names()
        watchlist.use(known)
        plugins.use(self.extractors)
        mine = mark_of(self.pipeline, known)
        if (self.rules, self.files) != (mine, rules.of_files()):
            raise ShardError(
                f"{self.folder}: planned by other rules or another model than are installed here"
                f" (plan {self.rules}, here {mine}, kgbuild {__version__}): install on all machines what planned it,"
                " or plan anew into another folder"
            )


def write_plan(plan: Plan, inputs: Iterable[Iterable[Piece]]) -> None:
    """Write a plan and the inputs of its shards; the plan's own file comes last, so that it is whole or not there."""
    for number, pieces in enumerate(inputs, 1):
        home = plan.home(number)
        home.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(asdict(piece), ensure_ascii=False) + "\n" for piece in pieces]
        write_whole(home / INPUTS, "".join(lines))
    write_whole(plan.folder / PLAN, told(plan))


def told(plan: Plan) -> str:
    """A plan as the text of its file."""
    record = {**asdict(plan), "format": FORMAT, "made by": f"kgbuild {__version__}"}
    del record["folder"]
    return json.dumps(record, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


def read_plan(folder: Path | str) -> Plan:
    """The plan in a folder; raises ShardError where there is none, or one of another format."""
    folder = Path(folder)
    path = folder / PLAN
    if not path.is_file():
        raise ShardError(
            f"{folder}: no plan here; make one with: kgbuild shard plan PATH --out {folder}"
        )
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
        if record.pop("format") != FORMAT:
            raise ShardError(
                f"{path}: of another version ({record.get('made by')}): plan anew into another folder"
            )
        del record["made by"]
        return _plan(folder, record)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ShardError(
            f"{path}: damaged ({_said(error)}); plan anew: kgbuild shard plan"
        ) from None


def _plan(folder: Path, record: dict[str, Any]) -> Plan:
    given, options = record["given"], record["options"]
    listed = record["watchlist"]
    plan = Plan(folder=folder, **record)
    return replace(
        plan,
        given=Given(**{**given, "published": day(given["published"])}),
        options=Options(
            dates=options["dates"],
            columns=tuple((field, column) for field, column in options["columns"]),
            default=day(options["default"]),
            longest=options["longest"],
        ),
        today=day(record["today"]),
        extractors=tuple(record["extractors"]),
        watchlist=(listed[0], listed[1]) if listed else None,
        rejects=tuple(Reject(**reject) for reject in record["rejects"]),
        skipped=tuple(record["skipped"]),
    )


def write_whole(path: Path, text: str) -> None:
    """Write a small file: it appears whole or not at all. Raises ShardError where the disk refuses."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ShardError(f"{path}: cannot be written ({error.strerror})") from None


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
