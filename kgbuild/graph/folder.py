"""What changes a graph in its folder: articles come and go, people say who is who, copies are kept.

`Graph` takes these over. Each writes in one transaction, has the views made anew, and reads the graph
again, so that the same Graph goes on with what is true now.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.changes.changing import changing, reading
from kgbuild.errors import UsageError
from kgbuild.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.build import Report
    from kgbuild.model import Judgement, Snapshot
    from kgbuild.resolve.judgements.decisions import Doubt, Side
    from kgbuild.resolve.why import Explanation


class Folder:
    """A graph that lives in a folder; one that is only held in memory cannot be changed.

    `by` says who decides, `because` why: both are kept beside a judgement, which outlives every rebuild.
    """

    snapshot: Snapshot
    folder: Path | None

    def _home(self) -> Path:
        if self.folder is None:
            raise UsageError("this graph is held in memory only: open one with Graph.open(folder)")
        return self.folder

    def _read_again(self) -> None:
        with reading(self._home()) as ledger:
            found = ledger.snapshot()
        home = self.folder
        self.__dict__.clear()
        self.snapshot, self.folder = found, home

    def build(self, paths: str | Path | Sequence[str | Path], **options: Any) -> Report:
        """Add articles, or update them; `options` are those of `kgbuild.build`."""
        from kgbuild.build import build

        report = build(paths, graph=self._home(), **options)
        self._read_again()
        return report

    def remove(self, *targets: str) -> int:
        """Take documents out, by source or id, with all that rested only on them; how many went."""
        from kgbuild.build import remove

        count = remove(targets, graph=self._home())
        self._read_again()
        return count

    def refresh(self) -> None:
        """Have documents that older rules read be read again, and all views made anew from what they gave."""
        from kgbuild.build import refresh

        refresh(self._home())
        self._read_again()

    def merge(self, left: str, right: str, *, by: str, because: str = "") -> list[Judgement]:
        """Say that two entities (names or ids) are one."""
        from kgbuild.resolve.judgements import decisions as desk

        with changing(self._home()) as ledger:
            written = desk.merge(ledger, left, right, by=by, because=because)
        self._read_again()
        return written

    def split(self, name: str, *parts: str, by: str, because: str = "") -> list[Judgement]:
        """Take parts out of an entity: document clusters by id, or all of a document by source or id."""
        from kgbuild.resolve.judgements import decisions as desk

        with changing(self._home()) as ledger:
            written = desk.split(ledger, name, parts, by=by, because=because)
        self._read_again()
        return written

    def decide(self, left: str, right: str, *, same: bool, by: str, because: str = "") -> None:
        """Answer a doubt: whether two document clusters (ids) are one."""
        from kgbuild.resolve.judgements import decisions as desk

        verdict = Verdict.SAME if same else Verdict.DIFFERENT
        with changing(self._home()) as ledger:
            desk.decide(ledger, left, right, verdict, by=by, because=because)
        self._read_again()

    def undo(self, judgement: str = "", *, by: str, because: str = "") -> list[Judgement]:
        """Take back the last judgement of a person, or the one of this id."""
        from kgbuild.resolve.judgements import decisions as desk

        with changing(self._home()) as ledger:
            written = desk.undo(ledger, judgement, by=by, because=because)
        self._read_again()
        return written

    def suppress(self, name: str, *, by: str, because: str, lift: bool = False) -> None:
        """Leave an entity out of every view, export and store from now on, or `lift` that again."""
        from kgbuild.changes import hiding
        from kgbuild.project import find_entity

        with changing(self._home()) as ledger:
            if lift:
                hiding.lift(ledger, name, because=because, by=by)
            else:
                known = {entity.id: entity for entity in ledger.snapshot().entities}
                hiding.suppress(
                    ledger, find_entity(known, name, certain=True), because=because, by=by
                )
        self._read_again()

    def retype(self, name: str, type_: str, *, by: str, because: str = "") -> None:
        """Say of what type an entity (name or id) is; "" lets the program decide again.

        Raises UsageError for a type that the vocabulary lacks or the entity has already, for a name that is none or
        several, and for nothing to take back.
        """
        from kgbuild.changes import retyping
        from kgbuild.project import find_entity

        with changing(self._home()) as ledger:
            known = {entity.id: entity for entity in ledger.snapshot().entities}
            retyping.retype(
                ledger, find_entity(known, name, certain=True), type_, because=because, by=by
            )
        self._read_again()

    def judge(self, file: str | Path, *, by: str, because: str = "") -> int:
        """Take in a file of decisions, as the review page keeps it; returns how many.

        All of it, or nothing where one is wrong or of another graph. Raises UsageError with the decision's number, and
        InputError with file and line for what is no such file.
        """
        from kgbuild.reviewing import apply, read_file

        count = apply(self._home(), read_file(Path(file)), by=by, because=because)
        self._read_again()
        return count

    def parts(self, name: str) -> list[Side]:
        """What an entity is made of: a document cluster each, with a sentence."""
        from kgbuild.resolve.judgements import decisions as desk

        with reading(self._home()) as ledger:
            return desk.parts(ledger, name)

    def doubts(self) -> list[Doubt]:
        """The pairs that the program leaves to a person, likeliest first."""
        from kgbuild.resolve.judgements import decisions as desk

        with reading(self._home()) as ledger:
            return desk.doubts(ledger)

    def explain(self, left: str, right: str) -> Explanation:
        """Why two (names or ids) are one entity, or two: what speaks for it and what against."""
        from kgbuild.resolve.why import explain_pair

        with reading(self._home()) as ledger:
            return explain_pair(ledger, left, right)

    def backup(self, out: str | Path) -> Path:
        """Write the graph's ledger into one file, whole even while a build runs; returns the file."""
        from kgbuild.ledger import backup

        return backup(self._home(), out)
