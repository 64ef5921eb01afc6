"""Words of time in English news, as tables: numbers, units, fixed days."""

from __future__ import annotations

import re
from types import MappingProxyType

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBERS = MappingProxyType(
    {
        **{word: i for i, word in enumerate(SMALL)},
        "a": 1,
        "an": 1,
        "couple": 2,
        "dozen": 12,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
    }
)
ORDINALS = MappingProxyType(
    {
        **dict(
            zip(
                [
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "fifth",
                    "sixth",
                    "seventh",
                    "eighth",
                    "ninth",
                    "tenth",
                ],
                range(1, 11),
                strict=True,
            )
        ),
        "last": -1,
        "final": -1,
    }
)
DECADES = MappingProxyType(
    {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
    | {"seventies": 70, "eighties": 80, "nineties": 90}
)
UNITS = MappingProxyType(
    {
        u + s: u
        for u in (
            "day",
            "night",
            "week",
            "weekend",
            "fortnight",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
        )
        for s in ("", "s")
    }
    | {"centuries": "century", "hour": "hour", "hours": "hour", "minute": "hour", "minutes": "hour"}
    | {"season": "season", "seasons": "season"}
)
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
PARTS_OF_DAY = frozenset(
    [
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midday",
        "midnight",
        "dawn",
        "dusk",
        "lunchtime",
        "midmorning",
    ]
)
THIS = frozenset({"this", "current", "present"})
LAST = frozenset({"last", "previous", "preceding"})
NEXT = frozenset({"next", "coming", "upcoming", "following"})
ROLLING = frozenset({"past", "last", "previous", "recent", "preceding"})
EARLY = frozenset({"early", "mid", "middle", "late", "beginning", "start", "end", "first", "half"})
# Days that have a name and a date of their own: (month, day).
FIXED_DAYS = MappingProxyType(
    {
        "new year's day": (1, 1),
        "new year's eve": (12, 31),
        "valentine's day": (2, 14),
        "international women's day": (3, 8),
        "april fools' day": (4, 1),
        "may day": (5, 1),
        "halloween": (10, 31),
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "christmas": (12, 25),
        "boxing day": (12, 26),
    }
)
# Single days that everybody calls by their figures.
KNOWN_DAYS = MappingProxyType({"9/11": (2001, 9, 11)})
# What names the article's own day, and what lies a fixed number of days off.
OFFSETS = MappingProxyType(
    {
        "today": (0, 0),
        "tonight": (0, 0),
        "this morning": (0, 0),
        "this afternoon": (0, 0),
        "this evening": (0, 0),
        "earlier today": (0, 0),
        "later today": (0, 0),
        "now": (0, 0),
        "right now": (0, 0),
        "currently": (0, 0),
        "presently": (0, 0),
        "at present": (0, 0),
        "at the moment": (0, 0),
        "yesterday": (-1, -1),
        "last night": (-1, -1),
        "last evening": (-1, -1),
        "overnight": (-1, 0),
        "tomorrow": (1, 1),
        "day before yesterday": (-2, -2),
        "day after tomorrow": (2, 2),
    }
)
TOKEN = re.compile(
    r"\d+(?:,\d{3})+|\d+(?:st|nd|rd|th)\b|\d+s\b|\d+|[^\W\d_]+(?:'[^\W\d_]+)?|[/:&–—-]|'"
)


def words_of(text: str) -> list[str]:
    """Lower-case words, numbers and the marks that join dates."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    plain = re.sub(r"\b([ap])\s?\.\s?m\b\.?", r"\1m", plain)
    return TOKEN.findall(plain)
