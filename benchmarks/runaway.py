"""How time grows with length, for texts that repeat one shape: where something runs away, it shows here.

    python benchmarks/runaway.py                       # all shapes, a table
    python benchmarks/runaway.py --only said_that --sizes 5000 10000 20000

Each shape is read and extracted at growing lengths (characters) in this process, on one thread. The
exponent is that of the last doubling, in processor time: 1 is linear, 2 is four times as long for twice
the text. A shape may be refused: that is an answer too, and its limit is named.
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
for name in ("OMP_NUM_THREADS", "KGBUILD_RAISE"):
    os.environ.setdefault(name, "1")

if TYPE_CHECKING:
    from collections.abc import Callable


OPENING = "The minister met the mayor of Oslo on Monday. "
NAMES = [
    "Anna",
    "Boris",
    "Clara",
    "David",
    "Ellen",
    "Frank",
    "Greta",
    "Hugo",
    "Irene",
    "Johan",
    "Karla",
    "Lars",
    "Marta",
    "Nils",
    "Olga",
    "Paul",
]
FAMILIES = [
    "Berg",
    "Lund",
    "Aasen",
    "Moen",
    "Dahl",
    "Holm",
    "Vik",
    "Strand",
    "Nygaard",
    "Solberg",
    "Hansen",
    "Lie",
    "Foss",
    "Bakke",
]
PLACES = [
    "Oslo",
    "Bergen",
    "Paris",
    "Berlin",
    "Madrid",
    "Rome",
    "Vienna",
    "Prague",
    "Warsaw",
    "Athens",
    "Cairo",
    "Nairobi",
    "Tokyo",
]
LANDS = [
    "France",
    "Germany",
    "Spain",
    "Italy",
    "Poland",
    "Norway",
    "Sweden",
    "Egypt",
    "Kenya",
    "Japan",
    "China",
    "Russia",
    "Brazil",
]
ADJECTIVES = [
    "French",
    "German",
    "Spanish",
    "Italian",
    "Polish",
    "Norwegian",
    "Swedish",
    "Egyptian",
    "Kenyan",
    "Japanese",
]
BODIES = (
    "Ministry of Trade",
    "Halden Group",
    "Royal Bank of Oslo",
    "University of Bergen",
    "Nordic Council",
)
VERBS = [
    "met",
    "visited",
    "praised",
    "criticised",
    "called",
    "joined",
    "backed",
    "thanked",
    "warned",
    "sued",
]


def numbered(words: list[str], count: int) -> list[str]:
    """Words, each made its own by a syllable: Annaba, Borisbe …"""
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    return [w + s for s in syllables for w in words][:count] or words


def filled(n: int, *sentences: str) -> str:
    """The opening and the sentences in turn, up to n characters."""
    found, length = [OPENING], len(OPENING)
    for sentence in cycle(sentences):
        if length >= n:
            return "".join(found)
        found.append(sentence)
        length += len(sentence)
    return OPENING


def listed(n: int, items: list[str], verb: str = "met", joint: str = ", ") -> str:
    """One sentence with a list as long as it takes."""
    count = max(2, n // (sum(map(len, items)) // len(items) + len(joint)))
    return f"{OPENING}The mayor {verb} {joint.join(islice(cycle(items), count))} in Paris."


def padded(n: int, letter: str) -> str:
    """The opening four times and n letters."""
    return OPENING * 4 + letter * n


PEOPLE = [f"{a} {b}" for b in FAMILIES for a in NAMES]
MANY = [f"{a} {b}" for b in numbered(FAMILIES, 800) for a in NAMES]
TOWNS = numbered(PLACES, 600)
FIRMS = [f"{b} {w}" for b in numbered(FAMILIES, 700) for w in ("Group", "Shipping", "Bank")]

TEXTS: dict[str, Callable[[int], str]] = {
    # white space and marks
    "spaces_end": lambda n: padded(n, " "),
    "lines_end": lambda n: padded(n, "\n"),
    "crlf_end": lambda n: padded(n // 2, "\r\n"),
    "tabs_end": lambda n: padded(n, "\t"),
    "spaces_start": lambda n: " " * n + OPENING * 4,
    "spaces_lines": lambda n: padded(n // 2, " \n"),
    "nbsp_end": lambda n: padded(n, "\u00a0"),
    "zero_width": lambda n: padded(n, "\u200b"),
    "right_to_left": lambda n: padded(n, "\u202e"),
    "one_word": lambda n: padded(n, "a"),
    "digits": lambda n: padded(n, "7"),
    "stops": lambda n: padded(n, "."),
    "dashes": lambda n: padded(n, "-"),
    "brackets": lambda n: padded(n, "("),
    "straight_quotes": lambda n: padded(n, '"'),
    "curly_quotes": lambda n: padded(n, "“"),
    "apostrophes": lambda n: padded(n, "'"),
    "accents": lambda n: padded(n, "e\u0301"),
    "emoji": lambda n: padded(n, "\U0001f600"),
    "hyphens": lambda n: padded(n // 5, "well-"),
    "slashes": lambda n: padded(n // 3, "ab/"),
    "initials": lambda n: padded(n // 2, "A."),
    "addresses": lambda n: filled(n, "See https://example.org/a/b?c=d&e=f for more. "),
    "capitals": lambda n: padded(n // 6, "OSLO, "),
    "capital_words": lambda n: "OSLO " * (n // 5) + "\n\n" + OPENING * 4,
    "bylines": lambda n: "By Anna Berg " * (n // 13) + "\n\n" + OPENING * 4,
    "key_lines": lambda n: "title: a\n" * (n // 9) + "\n" + OPENING * 4,
    "paragraphs": lambda n: filled(n, "\n\n", "Anna Berg left. "),
    "bullets": lambda n: filled(n, "\n- Anna Berg left"),
    # clauses
    "said_that": lambda n: OPENING + "He " + "said that he " * (n // 13) + "left.",
    "he_said": lambda n: filled(n, "He said so, he said. "),
    "which": lambda n: OPENING + "The man " + "who knew the woman " * (n // 19) + "left.",
    "and_verbs": lambda n: OPENING + "He " + "came and " * (n // 9) + "left.",
    "if_clauses": lambda n: OPENING + "He left " + "if she came " * (n // 12) + ".",
    "of_chain": lambda n: OPENING + "He knew the son " + "of the son " * (n // 11) + ".",
    "possessives": lambda n: OPENING + "He knew " + "Anna's " * (n // 7) + "dog.",
    "appositions": lambda n: listed(n, ["Anna Berg, the mayor", "Paul Lie, the judge"]),
    "nots": lambda n: OPENING + "He did " + "not " * (n // 4) + "leave.",
    "long_sentence": lambda n: (
        OPENING + ", and ".join(islice(cycle(["Anna met Boris in Oslo"]), n // 28)) + "."
    ),
    "short_sentences": lambda n: filled(n, "She left. ", "He came. ", "It rained. "),
    "one_letter": lambda n: filled(n, "A. "),
    "questions": lambda n: filled(n, "Did Anna Berg leave? "),
    "no_stop": lambda n: OPENING + "the man went to the town and the " * (n // 33),
    # who and what
    "one_name": lambda n: filled(n, "Anna Berg left. "),
    "people": lambda n: filled(n, *(f"{p} left. " for p in PEOPLE)),
    "many_people": lambda n: filled(n, *(f"{p} left. " for p in MANY)),
    "surnames": lambda n: filled(n, *(f"{p.split()[1]} left. " for p in MANY)),
    "list_people": lambda n: listed(n, MANY),
    "list_bodies": lambda n: listed(n, FIRMS),
    "list_places": lambda n: listed(n, TOWNS, "visited"),
    "firms": lambda n: filled(n, *(f"{f} grew. " for f in FIRMS)),
    "places": lambda n: filled(n, *(f"He lives in {t}. " for t in TOWNS)),
    "bodies": lambda n: filled(n, *(f"The {b} agreed. " for b in BODIES)),
    "countries": lambda n: filled(
        n, *(f"{a} met {b}. " for a, b in zip(LANDS, LANDS[3:], strict=False))
    ),
    "demonyms": lambda n: filled(n, *(f"The {a} president left. " for a in ADJECTIVES)),
    "officials": lambda n: filled(n, "The minister left. ", "The president said so. "),
    "pronouns": lambda n: filled(n, "They saw it, and she knew him. "),
    "titles": lambda n: filled(n, *(f"Prime Minister {p} left. " for p in PEOPLE)),
    "acronyms": lambda n: filled(n, "The Ministry of Trade (MOT) met the Nordic Council (NC). "),
    "quotations": lambda n: filled(n, "“We will leave,” Anna Berg said. ", "“No,” he said. "),
    "open_quotations": lambda n: filled(n, "“We will leave, Anna Berg said. "),
    # figures and times
    "percentages": lambda n: filled(n, "It rose 5 percent. ", "It fell by 3.2 %. "),
    "figures": lambda n: listed(n, ["40 dollars", "3.2 million euros"], "paid"),
    "days": lambda n: filled(n, "She left on Monday. ", "He came on 3 March 2022. "),
    "list_days": lambda n: listed(n, ["Monday", "3 March 2022", "last week"], "came on"),
    "years": lambda n: listed(n, ["2019", "2020"], "came in"),
}

FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "html_attributes": ("a.html", lambda n: f"<p {'a=b ' * (n // 4)}>{OPENING * 4}</p>"),
    "html_bare_attributes": ("a.html", lambda n: f"<p {'a ' * (n // 2)}>{OPENING * 4}</p>"),
    "html_nested": ("a.html", lambda n: "<div>" * (n // 5) + OPENING * 4),
    "html_open": ("a.html", lambda n: OPENING * 4 + "<" * n),
    "html_comments": ("a.html", lambda n: f"<p>{OPENING * 4}</p>" + "<!--" * (n // 4)),
    "html_entities": ("a.html", lambda n: f"<p>{OPENING * 4}{'&amp;' * (n // 5)}</p>"),
    "html_paragraphs": ("a.html", lambda n: "<p>She left the town.</p>" * (n // 25)),
    "html_links": ("a.html", lambda n: f"<p>{OPENING * 4}</p>" + '<a href="x">y</a> ' * (n // 18)),
    "html_meta": (
        "a.html",
        lambda n: '<meta name="a" content="b">' * (n // 27) + f"<p>{OPENING * 4}",
    ),
    "md_stars": ("a.md", lambda n: OPENING * 4 + "*" * n),
    "md_star_words": ("a.md", lambda n: OPENING * 4 + "*a " * (n // 3)),
    "md_brackets": ("a.md", lambda n: OPENING * 4 + "[" * n),
    "md_quotes": ("a.md", lambda n: OPENING * 4 + "\n\n" + ">" * n),
    "md_ticks": ("a.md", lambda n: OPENING * 4 + "`a" * (n // 2)),
    "md_lists": ("a.md", lambda n: OPENING * 4 + "\n\n" + "- " * (n // 2)),
    "md_links": ("a.md", lambda n: OPENING * 4 + "[a](b) " * (n // 7)),
    "jsonl_nested": ("a.jsonl", lambda n: '{"text": ' + "[" * n),
    "jsonl_bad_rows": ("a.jsonl", lambda n: "{\n" * (n // 2)),
    "csv_quotes": ("a.csv", lambda n: "text\n" + '"' * n),
    "csv_bad_rows": ("a.csv", lambda n: "text\n" + '"a"b\n' * (n // 5)),
    "csv_columns": ("a.csv", lambda n: "text" + ",a" * (n // 2) + "\nx"),
}


class TooLong(Exception):
    """The shape took longer than it was given."""


def measure(name: str, n: int, *, most: float) -> tuple[float, str]:
    """Processor seconds for a shape of n characters, and what came of it."""
    source, make = FILES[name] if name in FILES else (f"{name}.txt", TEXTS[name])
    raw = make(n).encode("utf8")

    def ring(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(math.ceil(most))
    started = time.process_time()
    try:
        said = _build(source, raw)
    except TooLong:
        said = "TIME"
    except Exception as error:
        said = f"ERROR {type(error).__name__}: {str(error)[:60]}"
    finally:
        signal.alarm(0)
    return time.process_time() - started, said


def _build(source: str, raw: bytes) -> str:
    from kgbuild.extraction import claims_of
    from kgbuild.read import Given, Input, Options, read_input

    item = Input(None, source, raw=raw)
    readings = read_input(item, Given(published=date(2024, 3, 5)), options=Options(longest=10**8))
    assert readings is not None
    claims = sum(len(claims_of(d, _pipeline()).claims) for d in readings.documents)
    refused = readings.rejects
    said = f", {len(refused)} refused: {refused[0].reason[:50]}" if refused else ""
    return f"{claims} claims{said}"


def _pipeline() -> object:
    from kgbuild.extraction import pipeline as load

    return load(None)


def exponent(sizes: list[int], seconds: list[float], start: float) -> float | None:
    """The growth between the last two sizes, what every text costs taken off; None where it is noise."""
    if len(seconds) < 2 or seconds[-1] < 0.3:
        return None
    below = max(seconds[-2] - start, 0.02)
    return math.log(max(seconds[-1] - start, 0.02) / below) / math.log(sizes[-1] / sizes[-2])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--only", nargs="+", default=[*TEXTS, *FILES])
    parser.add_argument("--most", type=float, default=60, help="seconds for one measurement")
    args = parser.parse_args()
    _pipeline()("The pipeline is warm.")
    start = min(measure("one_name", 100, most=60)[0] for _ in range(3))
    print(f"{'shape':22}{'exponent':>9}  seconds at {args.sizes} characters")
    worst = 0.0
    for name in args.only:
        seconds: list[float] = []
        said = ""
        for n in args.sizes:
            took, said = measure(name, n, most=args.most)
            seconds.append(took)
            if said == "TIME":
                break
        power = exponent(args.sizes[: len(seconds)], seconds, start)
        worst = max(worst, power or 0)
        shown = "-" if power is None else f"{power:.1f}"
        print(f"{name:22}{shown:>9}  {' '.join(f'{s:.2f}' for s in seconds)}  {said}", flush=True)
    print(f"worst exponent {worst:.2f}")


if __name__ == "__main__":
    main()
