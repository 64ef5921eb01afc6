"""Claims as they are printed for readers, and the judged ones found again in a graph of today.

A claim's id changes where its words do; a judged claim is the same one where it stands in the same sentence on the
same words and everything printed of it is the same, or more of its words are kept now (a claim judged right stays
right; one that had lost a complement is another claim, and its verdict is left out). Of articles whose words are not
ours to give on, a sheet keeps what was printed as a digest (`veiled`).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERDICTS = ("strict", "lenient", "wrong")
CAUSES = (
    "parse", "boundary or type", "coreference", "speaker", "polarity or modality", "relation", "lost complement",
    "role", "time", "place", "thin", "other",
)  # fmt: skip
COLUMNS = (
    "claim", "article", "url", "start", "span_start", "span_end", "sentence", "told", "manner", "qualifiers",
    "verdict", "cause", "false_of_named", "low_worth", "why", "reader",
)  # fmt: skip
MENDED = ("lost complement", "thin")
"""Causes that more words may have mended."""
VEIL = "sha256:"
"""What a digest in the place of words begins with."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of a sheet: the claim as it was printed, and what its reader says."""

    claim: str
    article: str
    start: int
    span: tuple[int, int]
    told: str
    manner: str
    qualifiers: dict[str, str]
    verdict: str
    cause: str


class Printer:
    """Claims of a snapshot in words, as the readers saw them."""

    def __init__(self, snapshot: Any) -> None:
        self.entities = {e.id: e for e in snapshot.entities}
        self.claims = {c.id: c for c in snapshot.claims}

    def told(self, claim: Any) -> str:
        """Subject, relation or predicate, object; inner claims in brackets."""
        what = claim.relation or f"open: {claim.predicate}"
        return f"{self._side(claim.subject)} -{what}-> {self._side(claim.object)}"

    def manner(self, claim: Any) -> str:
        """Polarity, modality, speaker, hedge, time, place."""
        found = [f"polarity {claim.polarity}", f"modality {claim.modality}"]
        if claim.attributed_to:
            found.append("speaker " + " < ".join(self._names(claim.attributed_to)))
        if claim.hedge:
            found.append(f"hedge {claim.hedge}")
        if claim.time:
            found.append(f"time {claim.time.text} {claim.time.start}..{claim.time.end}")
        if claim.place:
            found.append("place " + ", ".join(self._names(claim.place)))
        return "; ".join(found)

    def veiled(self, claim: Any) -> str:
        """A digest of all that is printed of a claim."""
        told = sorted(f"{key}={value}" for key, value in claim.qualifiers.items())
        words = "\n".join([self.told(claim), self.manner(claim), *told])
        return VEIL + hashlib.sha256(words.encode()).hexdigest()[:16]

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [self.entities[i].name for i in ids if i in self.entities]

    def _side(self, args: Sequence[Any]) -> str:
        return " + ".join(map(self._arg, args)) or "-"

    def _arg(self, arg: Any) -> str:
        if hasattr(arg, "entity"):
            entity = self.entities.get(arg.entity)
            return f"{entity.name} ({entity.type})" if entity else arg.entity
        if hasattr(arg, "claim"):
            inner = self.claims.get(arg.claim)
            if inner is None:
                return "[?]"
            return f"[{self.told(inner)} / {inner.polarity} {inner.modality}]"
        if hasattr(arg, "value"):
            return f"{arg.value} {arg.unit}"
        return f"“{arg.literal}”"


def read_judged(paths: Iterable[Path]) -> list[Judged]:
    """The rows of the sheets; raises ValueError with file and line for a verdict or cause that the protocol lacks."""
    found = []
    for path in paths:
        with path.open(encoding="utf8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                for column, known in (("verdict", VERDICTS), ("cause", ("", *CAUSES))):
                    if row[column] not in known:
                        told = (
                            f"{column} {row[column]!r} is none of {', '.join(filter(None, known))}"
                        )
                        raise ValueError(f"{path}:{number}: {told}")
                found.append(
                    Judged(
                        row["claim"], row["article"], int(row["start"]),
                        (int(row["span_start"]), int(row["span_end"])), row["told"], row["manner"],
                        json.loads(row["qualifiers"] or "{}"), row["verdict"], row["cause"],
                    )
                )  # fmt: skip
    return found


def found_again(snapshot: Any, judged: Iterable[Judged]) -> dict[str, Judged]:
    """The judged claims that a snapshot still tells alike, by the id that they have in it."""
    printer = Printer(snapshot)
    articles = {d.id: article_of(d) for d in snapshot.documents}
    there = defaultdict(list)
    for claim in snapshot.claims:
        there[articles[claim.document], claim.evidence.start, tuple(claim.span)].append(claim)
    found = {}
    for row in judged:
        for claim in there[row.article, row.start, row.span]:
            if _same(claim, row, printer):
                found[claim.id] = row
                break
    return found


def article_of(document: Any) -> str:
    """What a sheet calls an article: the row's id, or the file's own name."""
    return str(document.source).rpartition("#")[2].rpartition("/")[2]


def _same(claim: Any, row: Judged, printer: Printer) -> bool:
    if row.told.startswith(VEIL):
        return printer.veiled(claim) == row.told
    if printer.told(claim) != row.told or printer.manner(claim) != row.manner:
        return False
    before = sorted(row.qualifiers.values())
    now = sorted(str(value) for value in claim.qualifiers.values())
    if before == now:
        return True
    return set(before) <= set(now) and row.cause not in MENDED
