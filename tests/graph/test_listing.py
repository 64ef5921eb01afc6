"""Lists of documents and entities on the small graph made by hand."""

from __future__ import annotations

from test_check import GOOD

from kgbuild.graph.listing import DOCUMENT, ENTITY, documents, entities


def test_rows_have_their_keys() -> None:
    """All fields, in order."""
    assert [list(row) for row in documents(GOOD)] == [list(DOCUMENT)] * len(GOOD.documents)
    assert [list(row) for row in entities(GOOD)] == [list(ENTITY)] * len(GOOD.entities)


def test_entities_are_filtered_and_ordered() -> None:
    """By type, name, number of documents; those of most documents first."""
    rows = entities(GOOD)
    assert [r["documents"] for r in rows] == sorted((r["documents"] for r in rows), reverse=True)
    kind = rows[0]["type"]
    assert {r["type"] for r in entities(GOOD, type=kind.upper())} == {kind}
    assert entities(GOOD, name=rows[0]["name"][:4])[0]["name"][:4] == rows[0]["name"][:4]
    assert entities(GOOD, documents=99) == [] == entities(GOOD, country="ZZ")
