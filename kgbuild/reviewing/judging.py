"""A list of decisions, from the review page or from a file: taken in whole, or not at all.

One decision is an object: {"do": "same" | "different", "left", "right"} on two document clusters, {"do": "merge",
"left", "right"}, {"do": "split", "entity", "parts"}, {"do": "retype", "entity", "type"}, {"do": "hide", "entity"},
{"do": "show", "name"}, {"do": "undo", "judgement"}; each may say why (`because`). Entities go by a cluster's id, so
that a decision fits the graph that it was made on, whatever its entities are called by now.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.changes import hiding, retyping
from kgbuild.changes.changing import changing
from kgbuild.errors import InputError, KgbuildError, UsageError
from kgbuild.model import Verdict
from kgbuild.project import find_entity
from kgbuild.resolve.judgements import decisions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kgbuild.ledger import Ledger
    from kgbuild.model import Entity

HEAD = {"format": "kgbuild judgements", "version": 1}
"""The first line of a judgements file."""

MOST = 10_000
"""Decisions in one file."""


def apply(
    graph: str | Path, made: Sequence[Mapping[str, Any]], *, by: str, because: str = ""
) -> int:
    """Take decisions in, in their order and in one transaction; returns how many.

    Raises UsageError, with the number of the decision that is wrong, and changes nothing then.
    """
    with changing(graph) as ledger:
        for number, one in enumerate(made, 1):
            try:
                _take(ledger, one, by, str(one.get("because") or because))
            except KgbuildError as error:
                raise UsageError(f"decision {number}: {error}; nothing was changed") from None
    return len(made)


def _take(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    what = str(one.get("do", ""))
    if what not in DOING:
        raise UsageError(f"{what!r} is no decision; known are {', '.join(sorted(DOING))}")
    needed, act = DOING[what]
    wrong = [name for name in needed if not isinstance(one.get(name), NEEDED.get(name, str))]
    if wrong:
        raise UsageError(f"{what} needs {', '.join(wrong)}")
    more = one.keys() - {"do", "because", *needed}
    if more:
        raise UsageError(f"{what} takes no {', '.join(sorted(map(str, more)))}")
    act(ledger, one, by, because)


def _same(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    verdict = Verdict.SAME if one["do"] == "same" else Verdict.DIFFERENT
    decisions.decide(ledger, one["left"], one["right"], verdict, by=by, because=because)


def _merge(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    decisions.merge(ledger, one["left"], one["right"], by=by, because=because)


def _split(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    if not all(isinstance(part, str) for part in one["parts"]):
        raise UsageError("parts are ids of clusters")
    decisions.split(ledger, one["entity"], one["parts"], by=by, because=because)


def _retype(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    retyping.retype(ledger, _entity(ledger, one["entity"]), one["type"], because=because, by=by)


def _hide(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    hiding.suppress(ledger, _entity(ledger, one["entity"]), because=because, by=by)


def _show(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    hiding.lift(ledger, one["name"], because=because, by=by)


def _undo(ledger: Ledger, one: Mapping[str, Any], by: str, because: str) -> None:
    decisions.undo(ledger, one["judgement"], by=by, because=because)


def _entity(ledger: Ledger, name: str) -> Entity:
    return find_entity(
        {entity.id: entity for entity in ledger.snapshot().entities}, name, certain=True
    )


PAIR = ("left", "right")
DOING: dict[str, tuple[tuple[str, ...], Callable[[Ledger, Mapping[str, Any], str, str], None]]] = {
    "same": (PAIR, _same),
    "different": (PAIR, _same),
    "merge": (PAIR, _merge),
    "split": (("entity", "parts"), _split),
    "retype": (("entity", "type"), _retype),
    "hide": (("entity",), _hide),
    "show": (("name",), _show),
    "undo": (("judgement",), _undo),
}
"""Decision -> what it needs, and what does it."""
NEEDED: dict[str, type] = {"parts": list}


def read_file(path: Path) -> list[dict[str, Any]]:
    """The decisions of a judgements file (JSON Lines with a head); raises InputError with file and line."""

    def wrong(reason: str, line: int | None = None) -> InputError:
        return InputError(reason, source=str(path), line=line)

    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise wrong(f"cannot be read ({error})") from None
    found: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise wrong(f"not JSON ({error})", number) from None
        if not isinstance(row, dict):
            raise wrong("not an object", number)
        found.append(row)
    if not found or {k: found[0].get(k) for k in HEAD} != HEAD:
        raise wrong(f"no judgements file: its first line is {json.dumps(HEAD)}", 1)
    if len(found) > MOST:
        raise wrong(f"has more than {MOST:,} decisions")
    return found[1:]
