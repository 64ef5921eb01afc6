"""What documents lean on follows a change: families of copies, shared quotations, papers of one name."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from kgbuild.assemble.joining.copies import COMMON, CONTAINED, LEAST, fingerprints
from kgbuild.assemble.joining.quotations import Quotation, long_quotations, utterances
from kgbuild.assemble.joining.sources import QUOTE, Leaning, host_of, marks_of, quotes_of
from kgbuild.assemble.words import normal
from kgbuild.increment.lookup import Lazy
from kgbuild.ledger.index import AMONG, number_of
from kgbuild.ledger.packing import pack, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from kgbuild.ledger import Ledger
    from kgbuild.model import Document

Marks = tuple[tuple[str, str], ...]


class Leans:
    """The tables of what documents lean on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._db: sqlite3.Connection = ledger.connection
        self.leaning = Leaning(Lazy(self._marks))

    def _marks(self, documents: list[str]) -> dict[str, Marks]:
        query = f"SELECT document, json FROM leans WHERE document {AMONG}"
        rows = self._db.execute(query, (json.dumps(documents),))
        return {d: tuple((mark, why) for mark, why in unpack(data)) for d, data in rows}

    def fill(self, documents: Iterable[Document], lean: Leaning) -> None:
        """Keep what was worked out over all documents; the tables are empty."""
        assert lean.copies is not None
        self._put_prints(dict(zip(lean.copies.ids, lean.copies.prints, strict=True)))
        self._put_quotations(lean.quotations)
        documents = list(documents)
        self._put_hosts(documents)
        for document in documents:
            self._put(document.id, lean.families.get(document.id, ""), lean.marks[document.id])

    def follow(self, came: set[str], went: set[str]) -> set[str]:
        """Bring the tables up to date; returns documents whose marks are others now."""
        documents = self._ledger.documents(sorted(came))
        families = self._copies(documents, went)
        quoted = self._quotations(documents, went)
        moved = self._papers(documents, went)
        again = {*came, *families, *quoted, *moved}
        told = self.leaning.marks
        before = {d: told.get(d, ()) for d in again | went}
        held = self._families(again)
        read = self._ledger.documents(sorted(again))
        several = self._several({normal(d.publisher) for d in read if d.publisher})
        for document in read:
            family = families.get(document.id, held.get(document.id, ""))
            if self._utterances is not None:
                quotes: Iterable[tuple[str, str]] = self._utterances.get(document.id, ())
            else:
                quotes = () if document.id in came else quotes_of(before[document.id])
            marks = marks_of(document, family or None, quotes, several=several)
            self._put(document.id, family, marks)
        gone = went - came
        self._db.execute(f"DELETE FROM leans WHERE document {AMONG}", (json.dumps(sorted(gone)),))
        self.leaning = Leaning(Lazy(self._marks))
        return {d for d in again if before[d] != self.leaning.marks.get(d, ())}

    def _put(self, document: str, family: str, marks: Marks) -> None:
        shares = any(mark.startswith(QUOTE) for mark, _ in marks)
        row = (document, family, int(shares), pack(list(marks)))
        self._db.execute("INSERT OR REPLACE INTO leans VALUES (?, ?, ?, ?)", row)

    def _families(self, documents: Iterable[str]) -> dict[str, str]:
        query = f"SELECT document, family FROM leans WHERE document {AMONG}"
        return dict(self._db.execute(query, (json.dumps(sorted(documents)),)).fetchall())

    def _family(self, families: Iterable[str]) -> set[str]:
        query = f"SELECT document FROM leans WHERE family {AMONG} AND family <> ''"
        values = (json.dumps(sorted(set(families))),)
        return {document for (document,) in self._db.execute(query, values)}

    # copies

    def _put_prints(self, found: Mapping[str, Iterable[int]]) -> None:
        for document, prints in found.items():
            number, own = number_of(document), np.asarray(prints, dtype=np.uint64).view(np.int64)
            row = (number, document, own.tobytes())
            self._db.execute("INSERT OR REPLACE INTO printed VALUES (?, ?, ?)", row)
            self._db.executemany(
                "INSERT OR IGNORE INTO prints VALUES (?, ?)", ((p, number) for p in own.tolist())
            )

    def _own_prints(self, document: str) -> list[int]:
        query = "SELECT prints FROM printed WHERE number = ?"
        row = self._db.execute(query, (number_of(document),)).fetchone()
        return [] if row is None else np.frombuffer(row[0], dtype=np.int64).tolist()

    def _counts(self, prints: Iterable[int]) -> dict[int, int]:
        query = f"SELECT print, count(*) FROM prints WHERE print {AMONG} GROUP BY print"
        return dict(self._db.execute(query, (json.dumps(sorted(set(prints))),)).fetchall())

    def _copies(self, documents: Sequence[Document], went: set[str]) -> dict[str, str]:
        """Documents whose family may be another, with the family that each is in now."""
        fresh = {d.id: fingerprints(d.text).view(np.int64) for d in documents}
        old = {document: self._own_prints(document) for document in went}
        touched = {p for own in (*old.values(), *(f.tolist() for f in fresh.values())) for p in own}
        before = self._counts(touched)
        for document, prints in old.items():
            number = number_of(document)
            self._db.executemany(
                "DELETE FROM prints WHERE print = ? AND document = ?", ((p, number) for p in prints)
            )
            self._db.execute("DELETE FROM printed WHERE number = ?", (number,))
        self._put_prints({d: own.view(np.uint64) for d, own in fresh.items()})
        after = self._counts(touched)
        # A wording that has become a stock phrase, or is none any more, counts otherwise for all that have it.
        crossed = {p for p in touched if (before.get(p, 0) > COMMON) != (after.get(p, 0) > COMMON)}
        query = (
            "SELECT DISTINCT d.document FROM prints p JOIN printed d ON d.number = p.document"
            f" WHERE p.print {AMONG}"
        )
        shared = {d for (d,) in self._db.execute(query, (json.dumps(sorted(crossed)),))}
        again = {*fresh, *shared}
        again |= self._family(self._families({*again, *went}).values())
        return self._components(again - (went - fresh.keys()))

    def _components(self, documents: set[str]) -> dict[str, str]:
        """Families of the documents and of all that they reach."""
        found: dict[str, str] = {}
        near: dict[str, set[str]] = {}
        waiting = set(documents)
        while waiting:
            document = waiting.pop()
            near[document] = self._near(document)
            more = {*near[document], *self._family(self._families(near[document]).values())}
            waiting |= more - near.keys()
        for start in sorted(near):
            if start in found:
                continue
            members, front = {start}, [start]
            while front:
                more = near[front.pop()] - members
                members |= more
                front += more
            found.update(dict.fromkeys(members, start if len(members) > 1 else ""))
        return found

    def _near(self, document: str) -> set[str]:
        """Documents that a document is a copy of, or that copy it."""
        own = self._own_prints(document)
        if len(own) < LEAST:
            return set()
        few = [p for p, count in self._counts(own).items() if count <= COMMON]
        query = f"SELECT document FROM prints WHERE print {AMONG}"
        shared = Counter(n for (n,) in self._db.execute(query, (json.dumps(few),)))
        enough = {n: count for n, count in shared.items() if count >= LEAST}
        query = f"SELECT number, document, length(prints) / 8 FROM printed WHERE number {AMONG}"
        rows = self._db.execute(query, (json.dumps(sorted(enough)),)).fetchall()
        return {
            other
            for number, other, size in rows
            if enough[number] / max(1, min(size, len(own))) >= CONTAINED and other != document
        }

    # quotations

    def _put_quotations(self, told: Iterable[Quotation]) -> None:
        rows = ((q.document, q.start, q.end, q.text, " ".join(sorted(q.words))) for q in told)
        self._db.executemany("INSERT OR REPLACE INTO quoted VALUES (?, ?, ?, ?, ?)", rows)

    def _quotations(self, documents: Sequence[Document], went: set[str]) -> set[str]:
        """Documents that share other quotations than before; all long ones are compared where some come or go."""
        self._utterances: dict[str, tuple[tuple[str, str], ...]] | None = None
        values = (json.dumps(sorted(went)),)
        lost = self._db.execute(f"DELETE FROM quoted WHERE document {AMONG}", values).rowcount
        fresh = [q for document in documents for q in long_quotations(document)]
        self._put_quotations(fresh)
        if not fresh and not lost:
            return set()
        rows = self._db.execute("SELECT * FROM quoted ORDER BY document, start")
        self._utterances = utterances(
            Quotation(document, start, end, text, frozenset(words.split()))
            for document, start, end, text, words in rows
        )
        sharing = {d for (d,) in self._db.execute("SELECT document FROM leans WHERE shares")}
        sharing |= self._utterances.keys()
        self.leaning.marks.load(sorted(sharing))  # type: ignore[attr-defined]
        before = {d: quotes_of(self.leaning.marks.get(d, ())) for d in sharing}
        now = self._utterances
        return {
            d for d in sharing - went if [u for u, _ in before[d]] != [u for u, _ in now.get(d, ())]
        }

    # papers

    def _put_hosts(self, documents: Iterable[Document]) -> None:
        rows = [
            (normal(d.publisher), host_of(d.url), d.id) for d in documents if d.publisher and d.url
        ]
        self._db.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", rows)

    def _papers(self, documents: Sequence[Document], went: set[str]) -> set[str]:
        """Documents of papers whose name several addresses bear now and did not before, or no more."""
        values = (json.dumps(sorted(went)),)
        query = f"SELECT DISTINCT name FROM hosts WHERE document {AMONG}"
        names = {name for (name,) in self._db.execute(query, values)}
        names |= {normal(d.publisher) for d in documents if d.publisher}
        before = self._several(names)
        self._db.execute(f"DELETE FROM hosts WHERE document {AMONG}", values)
        self._put_hosts(documents)
        turned = before ^ self._several(names)
        query = f"SELECT DISTINCT document FROM hosts WHERE name {AMONG}"
        return {d for (d,) in self._db.execute(query, (json.dumps(sorted(turned)),))}

    def _several(self, names: Iterable[str]) -> set[str]:
        query = f"SELECT name FROM hosts WHERE name {AMONG} GROUP BY name HAVING count(DISTINCT host) > 1"
        return {name for (name,) in self._db.execute(query, (json.dumps(sorted(names)),))}
