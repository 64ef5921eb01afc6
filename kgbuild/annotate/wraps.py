"""Line ends inside names: "The United\\nNations sent an envoy" is one line of prose, cut in two.

Layout is smoothed before parsing where the text shows its column (`language.smooth`). A single cut in a short
text shows none: there the recogniser is asked whether one name stands across it. Two lines that are each a
sentence of their own (a heading and what follows) stay two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.repair import FINITE
from kgbuild.names.people import PARTICLES

if TYPE_CHECKING:
    from spacy.language import Language

MOST_CUTS = 12
"""More lines than this that could go on are a list, and no prose that was cut."""
LONGEST_LINE = 400
LONGEST_BLOCK = 6
"""Lines of a paragraph."""
NAMES = frozenset({"Person", "Organization", "Location", "Facility"})
_CUT = re.compile(r"(?<=\w)\n(?=\w)")
# From a line's start, and without going back into a line: a long line alone would cost its length squared.
_BLOCK = re.compile(r"(?<![^\n])[^\n]++(?:\n[^\n]++)+")


def healed(text: str, nlp: Language) -> str:
    """The text with a blank for each line end that stands inside a name; no character moves."""
    letters = list(text)
    cuts = [cut for block in _BLOCK.finditer(text) for cut in _cuts(block[0], block.start())]
    if not cuts or len(cuts) > MOST_CUTS:
        return text
    for at in cuts:
        here = "".join(letters[:at]).rpartition("\n")[2]
        after = text[at + 1 :].partition("\n")[0]
        if max(len(here), len(after)) <= LONGEST_LINE and _one_name(here, after, nlp):
            letters[at] = " "
    return "".join(letters)


def _cuts(block: str, start: int) -> list[int]:
    """Line ends of a paragraph that may lie in a name: capital letters on both sides, and a stop at its end."""
    if block.count("\n") >= LONGEST_BLOCK or block.rstrip("\"”’')] ")[-1:] not in ".!?":
        return []
    found = []
    for match in _CUT.finditer(block):
        last = re.split(r"\s", block[: match.start()])[-1]
        if block[match.end()].isupper() and (last[:1].isupper() or last in PARTICLES):
            found.append(start + match.start())
    return found


def _one_name(here: str, after: str, nlp: Language) -> bool:
    last = here.rsplit(" ", 1)[-1]
    if last in PARTICLES and last not in ("of", "and"):
        return True
    doc = nlp(f"{here} {after}")
    verbs = [token.idx for token in doc if wf.has_form(token, FINITE)]
    if any(at < len(here) for at in verbs) and any(at > len(here) for at in verbs):
        return False
    return any(
        ent.label_ in NAMES and ent.start_char < len(here) < ent.end_char for ent in doc.ents
    )
