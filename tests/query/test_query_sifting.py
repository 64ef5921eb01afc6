"""What the sifts keep and leave out, in rows made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.query import questions
from kgbuild.query.sifting import SIFTS


def row(**fields: object) -> dict[str, Any]:
    plain = {"subject": "Norway", "object": "Denmark", "polarity": "asserted", "modality": "actual"}
    return plain | {"claim": "c-1", "source": "a.txt", "sentence": "", "words": ""} | fields


def test_every_sift_is_some_question_s() -> None:
    assert {q.sift for q in questions().values() if q.sift} == set(SIFTS)


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"relation": "AIDED", "words": "donate to"}, "arrived"),
        ({"relation": "AIDED", "words": "rescue"}, None),
        ({"relation": "AIDED", "words": "help", "goods": "food"}, "arrived"),
        ({"relation": "FUNDED", "polarity": "negated", "modality": "expected"}, "not expected"),
        ({"relation": "FUNDED", "polarity": "negated"}, "not given"),
        ({"relation": "FUNDED", "modality": "possible"}, "possible"),
        ({"relation": "FUNDED", "subject": "unspecified"}, None),
        ({"relation": "PROMISED", "object": "emergency loans"}, "pledged"),
        ({"relation": "PROMISED", "object": "a new school year"}, None),
        ({"relation": "REQUESTED", "object": "weapons"}, "asked"),
        ({"relation": "SUPPLIED", "goods": "vaccines"}, "arrived"),
        ({"relation": "SUPPLIED", "goods": "steel"}, None),
    ],
)
def test_aid_and_its_stage(fields: dict[str, object], stage: str | None) -> None:
    assert [r["stage"] for r in SIFTS["aid"]([row(**fields)])] == [stage] * (stage is not None)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"relation": "IMPORTED_FROM", "words": "increase imports from"}, True),
        ({"relation": "IMPORTED_FROM", "words": "limit purchase of"}, False),
        ({"relation": "SUPPLIED", "words": "deliver to", "commodity": "steel"}, True),
        ({"relation": "SUPPLIED", "words": "deliver to", "commodity": "vaccines"}, False),
        ({"relation": "SUPPLIED", "words": "provide to", "commodity": "a licence"}, False),
        ({"relation": "SOLD", "words": "sell", "object": "a ship"}, False),
        ({"relation": "SOLD", "words": "sell", "object": "a ship", "recipient": "Iceland"}, True),
    ],
)
def test_trade(fields: dict[str, object], kept: bool) -> None:
    assert bool(SIFTS["trade"]([row(**fields)])) is kept


def test_who_must_approve_a_deal_stands_in_the_same_article() -> None:
    deal = row(relation="SOLD", modality="unclear", sentence="They announced an agreement to sell.")
    socks = row(relation="SOLD", modality="unclear", sentence="He travelled selling socks.")
    ruling = row(relation="RULED_ON", subject="the regulator", object="the deal")
    elsewhere = ruling | {"source": "b.txt", "subject": "a court"}
    found = SIFTS["open_deals"]([deal, socks, ruling, elsewhere])
    assert [(r["sentence"], r["approver"]) for r in found] == [(deal["sentence"], "the regulator")]


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"figure": "q_figure", "unit": "person", "other_unit": "person"}, True),
        ({"figure": "q_figure", "unit": "daughter", "other_unit": None}, False),
        ({"figure": "q_figure", "unit": "year", "other_unit": "year"}, False),
        ({"figure": "q_deaths"}, True),
        ({"figure": "q_number", "object": "40 ships", "other_object": "45 ships"}, True),
        ({"figure": "q_number", "object": "40 ships", "other_object": "45 sailors"}, False),
    ],
)
def test_figures_of_one_unit(fields: dict[str, object], kept: bool) -> None:
    found = SIFTS["numbers"]([row(other="c-2", low=1.0, high=2.0, **fields)])
    assert bool(found) is kept


def test_copies_share_words_and_not_only_names() -> None:
    quote = "our two countries will share what they know about storms at sea"
    one = row(fact="f-1", sentence=f"He said: “{quote}”.")
    two = row(fact="f-1", source="b.txt", sentence=f"Adler said that {quote} this year.")
    names = "Prime Minister Anna Adler of the United Kingdom of Tea"
    three = row(fact="f-2", sentence=f"{names} came.")
    four = row(fact="f-2", source="b.txt", sentence=f"{names} left.")
    found = SIFTS["repeated_copy"]([one, two, three, four])
    assert [(r["source"], r["also_in"]) for r in found] == [("a.txt", "b.txt"), ("b.txt", "a.txt")]
    assert {r["says"] for r in found} == {f"“{quote}”"}
