"""Numbers, money and shares as the text writes them."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from kgbuild.language.numbers.amounts import amounts_of
from kgbuild.language.numbers.currencies import currencies
from kgbuild.language.numbers.numerals import read_numeral
from kgbuild.language.numbers.pieces import pieces_of

HERE = Path(__file__).resolve().parent
ROWS = list(
    csv.DictReader((HERE / "amounts.tsv").read_text(encoding="utf8").splitlines(), delimiter="\t")
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,250", 1250),
        ("2.5", 2.5),
        ("3,5", 3.5),
        ("100 000", 100_000),
        ("1,25,000", 125_000),
        ("1.250.000", 1_250_000),
        ("seven", 7),
        ("twenty-three", 23),
        ("two million", 2e6),
        ("three hundred fifty", 350),
        ("a hundred and fifty", 150),
        ("two hundred and fifty thousand", 250_000),
        ("six thousand and forty", 6040),
        ("half a billion", 5e8),
        ("half-a-million", 5e5),
        ("one and a half million", 1.5e6),
        ("a million and a half", 1.5e6),
        ("three quarters of a billion", 7.5e8),
        ("a thousand million", 1e9),
        ("5 lakh crore", 5e12),
        ("2.75 lakh", 275_000),
        ("half a dozen", 6),
        ("1.2m", 1.2e6),
        ("100m", 100),
        ("many", None),
        ("dozens", None),
        ("half", None),
        ("19th", None),
        ("G20", None),
    ],
)
def test_numerals_are_read_in_full(text, value):
    """Digits with separators, number words with "and", fractions of a scale; a race's metres are no millions."""
    found = read_numeral(text)
    assert (found.value if found else None) == value


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_each_amount_has_its_value_bound_and_currency_or_what_it_may_be(row):
    """Value, bound and upper end as written; a shared noun or sign offers the right currency among its codes."""
    wanted = float(row["value"])
    found = [a for a in amounts_of(row["text"]) if a.value == wanted]
    assert len(found) == 1
    assert found[0].bound == (row["bound"] or "")
    assert found[0].upper == (float(row["upper"]) if row["upper"] else None)
    assert row["unit"] == found[0].unit or row["unit"] in found[0].codes


def test_the_table_holds_forty_currencies_and_more():
    """The sentences speak of more than forty currencies, and the table has every tender of the CLDR."""
    assert len({row["unit"] for row in ROWS}) >= 40
    assert len(currencies().countries) >= 150


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("from 10 to 15 percent", [(10, ""), (15, "%")]),
        ("12 to 15 per cent", [(12, "%")]),
        ("two-thirds of voters", [(66.7, "%")]),
        ("3.5 percentage points", [(3.5, "percentage point")]),
        ("20 won the prize", [(20, "")]),
        ("200 pounds of cocaine", [(200, "")]),
        ("the F-16, Covid-19, K9 and the P5", []),
        ("hundreds of thousands", []),
        ("a win by 2-1.", [(2, ""), (1, "")]),
    ],
)
def test_what_only_looks_like_an_amount(text, amounts):
    """A change is two amounts, a score no range, a weight no money, a name no number."""
    assert [(a.value, a.unit) for a in amounts_of(text)] == amounts


def test_a_long_run_of_numerals_takes_linear_time():
    """Twice the text, about twice the time: no run of numerals is read again and again."""

    def seconds(text: str) -> float:
        start = time.perf_counter()
        amounts_of(text)
        return time.perf_counter() - start

    text = "two hundred and fifty thousand and 10-20-30 $5m to $6m a half of a third " * 200
    small, large = min(seconds(text) for _ in range(3)), min(seconds(text * 4) for _ in range(3))
    assert len(pieces_of(text)) > 1000
    assert large < 10 * small + 0.05
