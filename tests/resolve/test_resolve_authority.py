"""A user's own list: read with care, linked only where one row fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.errors import InputError
from kgbuild.resolve import resolve
from kgbuild.resolve.authority import load_authority

if TYPE_CHECKING:
    from pathlib import Path

    from tests.resolve.conftest import Desk

GOOD = "id,name,aliases,type,country\nQ42,Anna Adler,A. Adler|Anna Adler-Roth,Person,DE\nX1,Halden,,,NO\n"


def written(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def test_csv_and_json_lines_read_alike(tmp_path: Path) -> None:
    one = load_authority(written(tmp_path, GOOD))
    two = load_authority(
        written(
            tmp_path,
            '{"id": "Q42", "name": "Anna Adler", "aliases": ["A. Adler", "Anna Adler-Roth"],'
            ' "type": "Person", "country": "DE"}\n\n{"id": "X1", "name": "Halden", "country": "NO"}\n',
            "people.jsonl",
        )
    )
    assert [(r.id, r.name, r.aliases) for r in one.rows] == [
        (r.id, r.name, r.aliases) for r in two.rows
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id,name\nX1,Ann\nX2,Bob\nX1,Cid\n", 4, "'X1' stands on line 2"),
        ("id,title\nX1,Ann\n", 1, "lacks name"),
        ("id,name,colour\nX1,Ann,red\n", 1, "unknown colour"),
        ("id,name\n,Ann\n", 2, "needs an id and a name"),
        ("id,name,type\nX1,Ann,Wizard\n", 2, "unknown type 'Wizard'"),
        ("id,name,country\nX1,Ann,Narnia\n", 2, "unknown country 'Narnia'"),
        ("id,name\nX1,Ann,more\n", 2, "another number"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        load_authority(written(tmp_path, text))
    assert caught.value.line == line
    assert caught.value.source.endswith("people.csv")


def test_a_row_links_and_joins_over_documents(tmp_path: Path, desk: Desk) -> None:
    authority = load_authority(written(tmp_path, GOOD))
    a = desk.add("d1", "A. Adler", country="DE")
    b = desk.add("d2", "Anna Adler")
    c = desk.add("d3", "Anna Adler", country="US")
    d = desk.add("d4", "Adler")
    found = resolve(desk.clusters, desk.mentions, desk.claims, [], authority=authority)
    linked = next(e for e in found.entities if a in e.clusters)
    assert linked.external_ids == {"wikidata": "Q42"}
    assert found.identity[a] == found.identity[b]
    assert found.identity[c] != found.identity[a]
    assert found.identity[d] != found.identity[a]


def test_two_rows_of_one_name_link_nobody(tmp_path: Path, desk: Desk) -> None:
    text = "id,name,type\nX1,Anna Adler,Person\nX2,Anna Adler,Person\n"
    a = desk.add("d1", "Anna Adler")
    found = resolve(desk.clusters, [], [], [], authority=load_authority(written(tmp_path, text)))
    assert next(e for e in found.entities if a in e.clusters).external_ids == {}
