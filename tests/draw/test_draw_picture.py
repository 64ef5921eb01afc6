"""Phrases, links, layout, the page's values and its safety: without a browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from kgbuild.draw.layout import layout
from kgbuild.draw.links import Kind, links
from kgbuild.draw.offsets import utf16_offsets
from kgbuild.draw.pack import packed
from kgbuild.draw.page import TABLES, embedded_json, page
from kgbuild.draw.phrases import GROUPS, TYPE_NAMES, phrases, say
from kgbuild.draw.picture import picture
from kgbuild.draw.view import view, window
from kgbuild.errors import UsageError
from kgbuild.model import Entity, EntityArg, Modality, Polarity, Snapshot
from kgbuild.project import plain_edges
from kgbuild.vocabulary import vocabulary


def rows_of(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows from columns, as the page reads them."""
    rows: list[dict[str, Any]] = [{} for _ in range(table["n"])]
    for key, column in table["c"].items():
        values = [column["w"][v] for v in column["v"]] if "w" in column else column["v"]
        places = accumulate(column["at"]) if "at" in column else range(table["n"])
        for i, value in zip(places, values, strict=True):
            rows[i][key] = value
    return rows


def values_of(text: str) -> dict[str, Any]:
    """What the page embeds, read back from its text."""
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', text, re.S)
    assert found
    values: dict[str, Any] = json.loads(found.group(1))
    return {key: rows_of(value) if key in TABLES else value for key, value in values.items()}


def test_packed_rows_read_back(small: Snapshot) -> None:
    """Columns hold what the rows held: also rows without a key, repeated words, and no rows."""
    made = picture(small, plain_edges(small))
    for key in TABLES:
        assert rows_of(json.loads(json.dumps(packed(made[key])))) == made[key]
    odd: list[dict[str, Any]] = [{}, {"a": "x"}, {"a": "x", "b": None}, {"a": "x", "b": [1]}, {}]
    assert rows_of(packed(odd)) == odd
    assert rows_of(packed([])) == []
    assert packed([{"a": w} for w in "xyyx"])["c"]["a"] == {"w": ["x", "y"], "v": [0, 1, 1, 0]}


def test_every_relation_type_and_group_has_words() -> None:
    """The tables of words are as long as the vocabulary."""
    known = vocabulary()
    assert set(phrases()) == set(known.relations)
    assert set(GROUPS) == {r.group for r in known.relations.values()}
    assert set(TYPE_NAMES) == set(known.types)
    for phrase in phrases().values():
        assert phrase.said and phrase.base and phrase.turned


@pytest.mark.parametrize(
    ("relation", "polarity", "modality", "words"),
    [
        ("MET", Polarity.ASSERTED, Modality.ACTUAL, "met"),
        ("MET", Polarity.NEGATED, Modality.ACTUAL, "did not meet"),
        ("MET", Polarity.NEGATED, Modality.REFUSED, "refused to meet"),
        ("MET", Polarity.NEGATED, Modality.PLANNED, "plans not to meet"),
        ("MET", Polarity.ASSERTED, Modality.POSSIBLE, "may meet"),
        ("HEADS", Polarity.NEGATED, Modality.ACTUAL, "does not head"),
        ("ASSOCIATE_OF", Polarity.NEGATED, Modality.ACTUAL, "is not close to"),
        (None, Polarity.ASSERTED, Modality.ACTUAL, "share data with"),
        (None, Polarity.NEGATED, Modality.ACTUAL, "did not share data with"),
        (None, Polarity.ASSERTED, Modality.WANTS, "wants to share data with"),
    ],
)
def test_manner_and_negation_are_said(
    relation: str | None, polarity: Polarity, modality: Modality, words: str
) -> None:
    """What is denied or planned never reads as if it had happened."""
    assert say(relation, "share data with", polarity, modality) == words


def test_each_way_of_saying_becomes_its_kind(small: Snapshot) -> None:
    """Reported, disputed, said, planned, denied and loosely worded links are told apart."""
    found = links(small, plain_edges(small))
    kinds = {(k.source, k.target, k.relation): k.kind for k in found}
    assert kinds["e-adler", "e-norvik", "PRAISED"] == Kind.REPORTED
    assert {k.kind for k in found if k.relation == "MET"} == {
        Kind.DISPUTED,
        Kind.SAID,
        Kind.DENIED,
    }
    assert kinds["e-norvik", "e-baltic", "ACQUIRED"] == Kind.PLANNED
    assert {k.kind for k in found if k.relation == "PAID"} == {Kind.DENIED}
    assert kinds["e-prosecution", "e-reuter", "INVESTIGATED"] == Kind.SAID
    assert kinds["e-baltic", "e-norvik", None] == Kind.WEAK


def test_reported_links_are_the_plain_edges(small: Snapshot, large: Snapshot) -> None:
    """Nothing is drawn as reported or disputed that did not pass the gate, and all of it is."""
    for snapshot in (small, large):
        edges = plain_edges(snapshot)
        drawn = {
            (k.relation, k.source, k.target, k.fact)
            for k in links(snapshot, edges)
            if k.kind in (Kind.REPORTED, Kind.DISPUTED)
        }
        assert drawn == {(e.relation, e.source, e.target, e.fact) for e in edges}


def test_nobody_is_no_name(small: Snapshot) -> None:
    """An agent that the article leaves open gets no line."""
    nobody = Entity("e-nobody", "Group", "unspecified")
    first = next(c for c in small.claims if c.relation == "SUED")
    other = replace(first, id="c-x", subject=(EntityArg("e-nobody"),))
    snapshot = replace(small, entities=(*small.entities, nobody), claims=(*small.claims, other))
    assert all(k.source != "e-nobody" for k in links(snapshot, plain_edges(snapshot)))


def test_layout_is_the_same_every_time_and_nothing_overlaps() -> None:
    """Same graph, same places; no two boxes lie on one another."""
    chance = np.random.default_rng(3)
    edges = [(int(a), int(b)) for a, b in chance.integers(0, 120, (200, 2))]
    boxes = [(120.0, 70.0)] * 140
    places = layout(boxes, edges)
    assert places == layout(boxes, list(reversed(edges)))
    spots = np.asarray(places, dtype=float)
    gap = np.abs(spots[:, None] - spots[None])
    near = (gap[..., 0] < 118) & (gap[..., 1] < 68)
    assert near.sum() == len(boxes)


@pytest.mark.parametrize("edges", [[], [(0, 0)], [(0, 1)], [(0, 1), (1, 2)]])
def test_layout_of_little(edges: list[tuple[int, int]]) -> None:
    """Nothing, loops, pairs and chains stay close together."""
    assert layout([], []) == []
    places = layout([(100.0, 60.0)] * 3, edges)
    assert len(places) == 3
    assert max(max(p) for p in places) < 900


def test_offsets_count_utf16_units() -> None:
    """Characters beyond the basic plane count twice in a browser."""
    move = utf16_offsets("a🚀é🚢z")
    assert [move(i) for i in range(6)] == [0, 1, 3, 4, 6, 7]


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\u2029", "\ud800", "é🚀", "\x00"])
def test_embedded_json_is_safe_and_true(text: str) -> None:
    """No text ends the script element or breaks a line, and all of it reads back."""
    made = embedded_json([text])
    assert not re.search("[<\u2028\u2029\ud800-\udfff]", made)
    assert json.loads(made) == [text]


def test_page_is_one_file_with_a_strict_policy(small: Snapshot) -> None:
    """Scripts and style are allowed by hash, nothing else is, and nothing is fetched."""
    text = view(small, title="A & B <c>")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found
    policy = html.unescape(found.group(1))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    inline = re.findall(r"<(script|style)(?: id=\"[^\"]*\")?>(.*?)</\1>", text, re.S)
    assert len(inline) == 2
    for _, body in inline:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "<title>A &amp; B &lt;c&gt;</title>" in text
    assert not re.search(r"(src|href)=[\"']?https?:", text.split('id="graph"')[0])
    assert text == view(small, title="A & B <c>")


def test_names_cannot_pose_as_fields() -> None:
    """A title that looks like a field of the template stays a title."""
    text = page({"title": "@DATA@ @PROGRAM@", "entities": []})
    assert "<title>@DATA@ @PROGRAM@</title>" in text
    assert text.count("@DATA@") == 2


def test_all_names_are_searchable_and_the_best_are_drawn(small: Snapshot) -> None:
    """The limit takes the most connected; every name is in the file."""
    values = picture(small, plain_edges(small), limit=5)
    drawn = [e for e in values["entities"] if "xy" in e]
    assert len(values["entities"]) == len(small.entities)
    assert len(drawn) == 5
    rest = [e.get("d", 0) for e in values["entities"] if "xy" not in e]
    assert min(e["d"] for e in drawn) >= max(rest) - 1
    assert values["drawn"] == 5


def test_large_pictures_leave_pairs_to_the_tables(large: Snapshot) -> None:
    """Two lonely names are drawn in a small picture and left out of a large one."""
    claim = next(c for c in large.claims if c.relation == "MET")
    pair = (Entity("z1", "Person", "Zoe One"), Entity("z2", "Person", "Zoe Two"))
    lonely = replace(claim, id="c-z", subject=(EntityArg("z1"),), object=(EntityArg("z2"),))
    lonely = replace(lonely, modality=Modality.PLANNED)
    for base, drawn in ((Snapshot(documents=large.documents), True), (large, False)):
        snapshot = replace(
            base,
            entities=tuple(sorted((*base.entities[:450], *pair), key=lambda e: e.id)),
            claims=tuple(sorted((*base.claims[:3000], lonely), key=lambda c: c.id)),
            facts=(),
        )
        made = {e["n"]: "xy" in e for e in picture(snapshot, [])["entities"]}
        assert made["Zoe One"] is drawn


def test_focus_draws_two_steps_round_a_name(small: Snapshot) -> None:
    """With a focus, what is farther than two links away is not drawn."""
    values = values_of(view(small, focus=["baltic freight"]))
    drawn = {e["n"] for e in values["entities"] if "xy" in e}
    assert "Norvik Shipping" in drawn
    assert "Viktor Brandt" in drawn
    assert "Foreign Minister" not in drawn
    assert values["focus"] == [[e.id for e in small.entities].index("e-baltic")]


def test_unknown_names_say_what_is_near(small: Snapshot) -> None:
    """A name that is not there is an error that offers others."""
    with pytest.raises(UsageError, match=r"near it:\n  e-ministry  Foreign Ministry"):
        view(small, focus=["Ministry of Love"])
    with pytest.raises(UsageError, match="must be 1 or more"):
        view(small, limit=0)


def test_window_keeps_what_is_dated_inside(small: Snapshot) -> None:
    """Since and until look at a claim's own date, else at its article's."""
    later = window(small, date(2025, 4, 1), None)
    said = {c.predicate for c in later.claims}
    assert {"accuse", "sign", "visit"} <= said
    assert "sue" not in said
    assert {f.id for f in later.facts} <= {f.id for f in small.facts}
    assert all(c.claims for c in later.facts)
    assert window(small, date(2030, 1, 1), None).claims == ()
    assert window(small, None, date(2025, 3, 4)).conflicts != ()


def test_command_writes_the_file(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kgbuild view` writes one file and says so on stderr; a wrong name is one line and exit 2."""
    from kgbuild.cli import main
    from kgbuild.draw.view import view
    from kgbuild.graph import graph

    monkeypatch.setattr(graph, "view", lambda folder, progress, **options: view(small, **options))
    out = tmp_path / "sub" / "graph.html"
    done = CliRunner().invoke(main, ["view", "-o", str(out), "--focus", "Adler", "--title", "Port"])
    assert done.exit_code == 0, done.output
    assert values_of(out.read_text(encoding="utf8"))["title"] == "Port"
    assert "open it in a browser" in done.stderr
    wrong = CliRunner().invoke(main, ["view", "-o", str(out), "--focus", "Nobody Known"])
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("kgbuild: 'Nobody Known': no entity of this name")
