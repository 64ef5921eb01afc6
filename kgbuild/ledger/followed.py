"""The tables that a change is followed by (`kgbuild.increment`, `near`)."""

from __future__ import annotations


def followed() -> tuple[str, ...]:
    """Their statements."""
    return (
        "CREATE INDEX edges_by_source ON edges (source)",
        "CREATE INDEX edges_by_target ON edges (target)",
        # How many facts worth an analyst's while name an entity.
        "CREATE TABLE worthy (entity TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX worthy_by_count ON worthy (count)",
        # What a change is followed by (`kgbuild.increment`): claims by cell, and what each rule found where.
        "CREATE TABLE near (cell INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (cell, claim)) WITHOUT ROWID",
        "CREATE TABLE celled (claim INTEGER PRIMARY KEY, cells BLOB NOT NULL)",
        # Times and facts of the rounds before the last, where they are others than in the claim, and in the last.
        "CREATE TABLE lent (claim TEXT NOT NULL, round INTEGER NOT NULL, json BLOB NOT NULL,"
        " PRIMARY KEY (claim, round)) WITHOUT ROWID",
        "CREATE TABLE early (claim INTEGER NOT NULL, round INTEGER NOT NULL, fact TEXT NOT NULL,"
        " PRIMARY KEY (claim, round)) WITHOUT ROWID",
        "CREATE TABLE known_as (key TEXT NOT NULL, rank INTEGER NOT NULL, entity TEXT NOT NULL,"
        " PRIMARY KEY (key, rank, entity)) WITHOUT ROWID",
        "CREATE INDEX known_by_entity ON known_as (entity)",
        "CREATE TABLE states (entity TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE roles (kind TEXT NOT NULL, entity TEXT NOT NULL, value TEXT NOT NULL, claim INTEGER NOT NULL,"
        " PRIMARY KEY (kind, entity, value, claim)) WITHOUT ROWID",
        "CREATE INDEX roles_by_claim ON roles (claim)",
        "CREATE TABLE objected (id INTEGER PRIMARY KEY, hood INTEGER NOT NULL, conflict TEXT NOT NULL,"
        " json BLOB NOT NULL)",
        "CREATE INDEX objected_by_hood ON objected (hood)",
        "CREATE INDEX objected_by_conflict ON objected (conflict)",
        "CREATE TABLE involved (claim INTEGER NOT NULL, objection INTEGER NOT NULL,"
        " PRIMARY KEY (claim, objection)) WITHOUT ROWID",
        "CREATE INDEX involved_by_objection ON involved (objection)",
        # What documents lean on: marks, fingerprints, long quotations, addresses of papers.
        "CREATE TABLE leans (document TEXT PRIMARY KEY, family TEXT NOT NULL, shares INTEGER NOT NULL,"
        " json BLOB NOT NULL) WITHOUT ROWID",
        "CREATE INDEX leans_by_shares ON leans (document) WHERE shares",
        "CREATE INDEX leans_by_family ON leans (family) WHERE family <> ''",
        "CREATE TABLE prints (print INTEGER NOT NULL, document INTEGER NOT NULL,"
        " PRIMARY KEY (print, document)) WITHOUT ROWID",
        "CREATE TABLE printed (number INTEGER PRIMARY KEY, document TEXT NOT NULL, prints BLOB NOT NULL)",
        "CREATE TABLE quoted (document TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,"
        " text TEXT NOT NULL, words TEXT NOT NULL,"
        " PRIMARY KEY (document, start)) WITHOUT ROWID",
        "CREATE TABLE hosts (name TEXT NOT NULL, host TEXT NOT NULL, document TEXT NOT NULL,"
        " PRIMARY KEY (name, host, document)) WITHOUT ROWID",
        "CREATE INDEX hosts_by_document ON hosts (document)",
        "CREATE TABLE judged (cluster INTEGER NOT NULL, judgement TEXT NOT NULL,"
        " PRIMARY KEY (cluster, judgement)) WITHOUT ROWID",
    )
