"""The matrix on the shipped parser: every reporting word in every construction that it takes.

Nothing that somebody reports may stand in the article's own voice, and the speaker is who the sentence names.
The fast half takes each word and construction once, with forms and fillers in turn; the slow test takes all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from reporting_matrix import Cell, cells

from kgbuild.annotate import annotate
from kgbuild.extract import extract
from kgbuild.model import Document, Modality, Polarity

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.annotate import Annotated, Draft

# Cells of the whole matrix that may fail: the parser's own errors, counted, never a kind of construction.
PLAIN_ALLOWED = 0.012
SPEAKER_ALLOWED = 0.03


def turned(every: list[Cell]) -> list[Cell]:
    """Each word and construction once; the forms take turns from word to word."""
    groups: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in every:
        groups.setdefault((cell.word, cell.stance, cell.construction), []).append(cell)
    return [group[number % len(group)] for number, group in enumerate(groups.values())]


def told(cell: Cell, english: Language) -> tuple[Annotated, list[Draft]]:
    """The drafts of what is told in a cell."""
    annotated = annotate(Document("d", "d", cell.text), english)
    found = [d for d in extract(annotated) if d.lemma == cell.verb and d.object]
    return annotated, found


def speaker_of(draft: Draft, annotated: Annotated) -> str:
    """The last speaker's words without an article, lower case."""
    if not draft.speaker:
        return ""
    slot = draft.speaker[-1]
    if slot.clusters:
        return annotated.clusters[slot.clusters[0]].name.casefold()
    words = slot.literal or annotated.doc[slot.start : slot.end].text
    return words.casefold().removeprefix("the ")


def check(chosen: list[Cell], english: Language) -> None:
    """Count what is told as the article's own, and what has another speaker."""
    plain, wrong = [], []
    for cell in chosen:
        annotated, drafts = told(cell, english)
        own = [
            d for d in drafts
            if not d.speaker and not d.hedge and d.polarity is Polarity.ASSERTED and d.modality is Modality.ACTUAL
        ]  # fmt: skip
        if own:
            plain.append(cell)
        elif cell.speaker and drafts:
            names = {speaker_of(d, annotated) for d in drafts}
            if cell.speaker.casefold() not in names:
                wrong.append((cell.text, cell.speaker, names))
    kinds = Counter((cell.construction, cell.form) for cell in plain)
    assert len(plain) <= PLAIN_ALLOWED * len(chosen), (kinds.most_common(), [c.text for c in plain])
    assert len(wrong) <= SPEAKER_ALLOWED * len(chosen), wrong


def test_no_reported_clause_is_told_in_the_articles_own_voice(english: Language) -> None:
    """Each reporting word, in each construction that the table gives it, once."""
    chosen = turned(list(cells()))
    assert len(chosen) > 1_000
    check(chosen, english)


@pytest.mark.slow
def test_the_whole_matrix(english: Language) -> None:
    """Affirmed, negated, coordinated, each place and order."""
    check(list(cells()), english)
