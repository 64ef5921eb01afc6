"""Every signature in every construction, on the shipped parser: what its row does not tell as so is never told so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from signature_matrix import Case, expected, sentences

from kgbuild.annotate import Annotated
from kgbuild.factuality.reader import StatusReader
from kgbuild.model import Document, Modality

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.factuality.status import Status

# Sentences that the shipped parser reads otherwise than they are meant, each with what it makes of them.
MISREAD = {
    "forbore": "a noun beside the subject",
    "forswore": "no lemma, so an unknown verb and its participle",
    "forwent": "a noun beside the subject",
    "staved off": "no lemma, so an unknown verb and its participle",
    "shelved": "a participle beside the subject",
    "obligation that Adler betrayed": "a relative clause, its object given to the verb behind it",
    "was due to betray": "a noun behind due to, and its conjunct a verb of the army's",
}


def is_plain(status: Status) -> bool:
    """Whether a claim of this status may carry an edge."""
    told = not (status.negated or status.void or status.hedge or status.voices)
    return told and status.modality is Modality.ACTUAL


def read(cases: list[Case], english: Language) -> Iterator[tuple[Case, str, Status]]:
    """Each case with each of its verbs and the status that the reader gives it."""
    for case, doc in zip(cases, english.pipe([c.text for c in cases]), strict=True):
        reader = StatusReader(Annotated(Document("d", "matrix", doc.text), doc))
        for target in case.targets:
            for token in doc:
                if token.lower_.startswith(target):
                    yield case, target, reader.status(token)
                    break


def compare(cases: list[Case], english: Language) -> tuple[list[str], float]:
    """The sentences told as so against their row, and the share read exactly as the row says."""
    wrong: list[str] = []
    exact = total = 0
    for case, target, status in read(cases, english):
        unlikely = case.entry.word in ("unlikely", "improbable")
        wanted = expected(case.entry.signature, negated=case.manner == "negated", unlikely=unlikely)
        plain = is_plain(status)
        same = plain == wanted.plain and (
            status.void
            or (
                wanted.negated in (None, status.negated)
                and wanted.modality in (None, status.modality)
            )
        )
        total += 1
        exact += same
        if plain and not wanted.plain and not any(words in case.text for words in MISREAD):
            wrong.append(f"{case.text} ({target}: {case.entry.signature.kind} {case.takes})")
    return wrong, exact / total


def test_a_part_of_the_matrix(english: Language) -> None:
    """Every eleventh sentence; none is told as so where its row says otherwise."""
    cases = list(sentences())
    assert len(cases) > 4000
    wrong, exact = compare(cases[::11], english)
    assert wrong == []
    assert exact > 0.93


@pytest.mark.slow
def test_the_whole_matrix(english: Language) -> None:
    """All of it; what the parser reads otherwise is open, never plain."""
    wrong, exact = compare(list(sentences()), english)
    assert wrong == []
    assert exact > 0.94
