"""The tables of a graph, those that hold what cannot be made again and those of the views.

A change of BASE needs a higher VERSION and a step in `migrations`. A change of VIEWS needs nothing: views
are thrown away and made anew where their stamp is another.
"""

from __future__ import annotations

from kgbuild.ledger.followed import followed

VERSION = 2
"""The format of the base tables. 0.1.0 had 1."""

BASE = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL,"
    " head BLOB NOT NULL, text BLOB NOT NULL, mentions BLOB NOT NULL)",
    "CREATE INDEX documents_by_source ON documents (source)",
    "CREATE TABLE clusters (id TEXT PRIMARY KEY, document TEXT NOT NULL, json BLOB NOT NULL)",
    "CREATE INDEX clusters_by_document ON clusters (document)",
    "CREATE TABLE claims (id TEXT PRIMARY KEY, document TEXT NOT NULL, json BLOB NOT NULL)",
    "CREATE INDEX claims_by_document ON claims (document)",
    "CREATE TABLE judgements (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL)",
    "CREATE TABLE inputs (source TEXT PRIMARY KEY, digest TEXT NOT NULL)",
    "CREATE TABLE rejects (source TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL)",
    "CREATE INDEX rejects_by_source ON rejects (source)",
    "CREATE TABLE faults (document TEXT NOT NULL, json BLOB NOT NULL)",
    "CREATE INDEX faults_by_document ON faults (document)",
    "CREATE TABLE seals (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
    # Whoever changes what views rest on, by whatever way, leaves them without their stamp.
    *(
        f"CREATE TRIGGER {table}_{what.lower()} AFTER {what} ON {table}"
        " BEGIN DELETE FROM meta WHERE key = 'views'; END"
        for table in ("documents", "judgements")
        for what in ("INSERT", "UPDATE", "DELETE")
    ),
)

VIEWS = (
    # `counts` is how many claims of each sort a document has, as JSON.
    "CREATE TABLE held (document TEXT PRIMARY KEY, digest TEXT NOT NULL, counts TEXT NOT NULL) WITHOUT ROWID",
    # Each change compares all digests: with these it need not read the rows. The first stays with its table.
    "CREATE INDEX IF NOT EXISTS documents_by_digest ON documents (id, digest)",
    "CREATE INDEX held_by_digest ON held (document, digest)",
    "CREATE TABLE identity (cluster TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE entities (id TEXT PRIMARY KEY, mark INTEGER NOT NULL, type TEXT NOT NULL,"
    " count INTEGER NOT NULL, json BLOB NOT NULL, mentions BLOB NOT NULL)",
    "CREATE INDEX entities_by_type ON entities (type)",
    # What answers are looked up by. Ids as numbers (`number_of`): they stand here many times.
    "CREATE TABLE called (key TEXT NOT NULL, entity TEXT NOT NULL, main INTEGER NOT NULL,"
    " PRIMARY KEY (key, entity)) WITHOUT ROWID",
    "CREATE INDEX called_by_entity ON called (entity)",
    "CREATE TABLE placed (number INTEGER PRIMARY KEY, claim TEXT NOT NULL, document INTEGER NOT NULL,"
    " fact TEXT NOT NULL)",
    "CREATE INDEX placed_by_document ON placed (document)",
    "CREATE TABLE takes (entity INTEGER NOT NULL, claim INTEGER NOT NULL,"
    " PRIMARY KEY (entity, claim)) WITHOUT ROWID",
    "CREATE INDEX takes_by_claim ON takes (claim)",
    "CREATE TABLE edges (fact TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
    " relation TEXT NOT NULL, PRIMARY KEY (fact, source, target)) WITHOUT ROWID",
    "CREATE TABLE dated (claim TEXT PRIMARY KEY, mark INTEGER NOT NULL, json BLOB NOT NULL)",
    # `day` is when a fact was so, or was first told, as a day's ordinal.
    "CREATE TABLE facts (id TEXT PRIMARY KEY, mark INTEGER NOT NULL, day INTEGER, json BLOB NOT NULL)",
    "CREATE INDEX facts_by_day ON facts (day) WHERE day IS NOT NULL",
    "CREATE TABLE conflicts (id TEXT PRIMARY KEY, mark INTEGER NOT NULL, json BLOB NOT NULL)",
    "CREATE TABLE decided (id TEXT PRIMARY KEY, mark INTEGER NOT NULL, json BLOB NOT NULL)",
    *followed(),
)

# Names of base tables; every other table of the file belongs to a view.
KEPT = frozenset(
    {
        "meta",
        "documents",
        "clusters",
        "claims",
        "judgements",
        "inputs",
        "rejects",
        "faults",
        "places",
        "seals",
    }
)
