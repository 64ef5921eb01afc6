"""A store: claims in a table of SQLite, filled in one transaction."""

import sqlite3

from kgbuild.plugins import Store


def load(snapshot, address):
    """Make the file at `address` hold the claims of a graph, and no others; says how many."""
    documents = {document.id: document.source for document in snapshot.documents}
    rows = [
        (claim.id, claim.relation, claim.predicate, documents[claim.document], claim.evidence.text)
        for claim in snapshot.claims
    ]
    shelf = sqlite3.connect(address)
    with shelf:
        shelf.execute(
            "CREATE TABLE IF NOT EXISTS claims (id PRIMARY KEY, relation, words, source, sentence)"
        )
        shelf.execute("DELETE FROM claims")
        shelf.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)
    shelf.close()
    return f"{len(rows)} claims in {address}"


shelf = Store("shelf", load)
