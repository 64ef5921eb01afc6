"""Currencies by sign, code and noun, from the table that `training/gazetteer/make_currencies.py` makes of the CLDR.

Many share a sign or a noun ("$", "peso"): the table gives all that it may be, and only who pays, or where the article
plays, decides between them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the CLDR's English locale means by a sign that several countries write.
FIRST = MappingProxyType(
    {"$": "USD", "£": "GBP", "¥": "JPY", "C$": "CAD", "R$": "BRL", "RM": "MYR", "SR": "SAR"}
)
# Signs in letters that stand before a space too ("Rs 500"); others only touch their number ("R500").
SPACED = frozenset(
    [
        "Rs",
        "RM",
        "Sh",
        "Shs",
        "KSh",
        "Ksh",
        "KShs",
        "Kshs",
        "USh",
        "Ush",
        "UShs",
        "TSh",
        "Tsh",
        "Dh",
        "Dhs",
        "KD",
        "QR",
        "SR",
        "Tk",
        "Rp",
        "LE",
        "NIS",
        "RMB",
        "Php",
        "Kč",
        "CFA",
        "FCFA",
    ]
)
# Codes that are English words in capitals as well.
WORDS = frozenset(
    [
        "ALL",
        "TOP",
        "TRY",
        "MAD",
        "CUP",
        "BAM",
        "GEL",
        "PEN",
        "COP",
        "SOS",
        "MOP",
        "DOP",
        "RON",
        "SAR",
        "LAK",
        "BOB",
        "ERN",
        "CAD",
    ]
)
# Nouns that are other words as well, without a scale or a large number ("20 won").
OTHER_WORDS = frozenset(
    ["won", "real", "reals", "sum", "som", "soms", "sol", "sols", "dram", "drams", "mark", "marks"]
)


@dataclass(frozen=True, slots=True)
class Currencies:
    """Codes by sign and by noun, the owners of a noun ("namibian"), and who uses each code."""

    signs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, frozenset[str]]
    countries: Mapping[str, frozenset[str]]

    def owned(self, owner: str, noun: str) -> tuple[str, ...]:
        """The codes of a noun with its owner in front: ("namibian", "dollars") is NAD."""
        return tuple(c for c in self.nouns.get(noun, ()) if owner in self.owners[c])

    def singular(self, noun: str) -> str:
        """The shortest noun of the same currencies, to be shown: "peso" of "pesos"."""
        codes = self.nouns[noun]
        same = [n for n, found in self.nouns.items() if found == codes and noun.startswith(n)]
        return min(same, key=len, default=noun)


@cache
def currencies() -> Currencies:
    """The shipped table."""
    text = files("kgbuild.language.numbers").joinpath("currencies.csv").read_text(encoding="utf8")
    signs: dict[str, list[str]] = {}
    nouns: dict[str, list[str]] = {}
    owners: dict[str, frozenset[str]] = {}
    countries: dict[str, frozenset[str]] = {}
    for row in csv.DictReader(StringIO(text)):
        code = row["code"]
        for cell, table in ((row["signs"], signs), (row["nouns"], nouns)):
            for word in cell.split("|"):
                table.setdefault(word, []).append(code)
        owners[code] = frozenset(row["owners"].split("|"))
        countries[code] = frozenset(row["countries"].split("|"))
    return Currencies(
        MappingProxyType({k: tuple(v) for k, v in signs.items() if k}),
        MappingProxyType({k: tuple(v) for k, v in nouns.items() if k}),
        MappingProxyType(owners),
        MappingProxyType(countries),
    )
