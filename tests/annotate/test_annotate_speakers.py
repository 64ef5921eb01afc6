"""Who speaks and whom a pronoun in speech means, with the shipped pipeline, on short texts in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import Annotated, annotate
from kgbuild.extract import extract
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

# text, the pronoun's occurrence (word, which), the name it must mean
PRONOUNS = [
    ("The Danish navy said it seized two boats off Aarhus.", ("it", 0), "Danish navy"),
    (
        "Norway called the raid a mistake. The Danish navy said it seized two boats.",
        ("it", 0),
        "Danish navy",
    ),
    (
        "Peter Holm said the port was shut. Jan Brekke said that the ferries were full. "
        "“We are waiting for the storm to pass,” he added.",
        ("he", 0),
        "Jan Brekke",
    ),
]

# text, a stretch inside a quotation, the name of its speaker ("" where nobody is named)
SPOKEN = [
    ("Anna Lind met us. ”The police never come here,” she said. It rained.", "police", "Anna Lind"),
    (
        "“I know,” Anna Lind said. What do the police want?” she added. It rained.",
        "police",
        "Anna Lind",
    ),
    ("Anna Lind wrote: “The bridge is closed“. It opened in May.", "bridge", "Anna Lind"),
    (
        "Anna Lind said that the vote had been put off on a technicality by the council: “The bill was read twice.”",
        "bill",
        "Anna Lind",
    ),
    ("Anna Lind said no. “The bridge is not safe at all.” It rained.", "bridge", "Anna Lind"),
    # a participle of saying speaks for the subject of its clause
    ("Anna Lind left the hall, saying: “The bridge is not safe at all.”", "bridge", "Anna Lind"),
    (
        "Anna Lind defended the plan, adding that “the bridge is not safe at all”.",
        "bridge",
        "Anna Lind",
    ),
    # who spoke in between, not who was quoted before
    (
        "“We are late,” Peter Holm said. Anna Lind said anyone could see it. “The bridge is not safe at all.”",
        "bridge",
        "Anna Lind",
    ),
    # somebody without a name inside a quotation is not its speaker
    ("Anna Lind said: “Others have said ‘the bridge is not safe at all’.”", "not", ""),
    ("It rained in Oslo. “The bridge is not safe at all.” It was late.", "bridge", ""),
]

# text, its quotations
PARAGRAPHS = [
    # a new paragraph of the same quotation opens again without closing, and closes once
    (
        'It rained.\n\n"The bridge is closed. It is not safe.\n\n"We must go now," Lund said. The port is open.',
        ['The bridge is closed. It is not safe.\n\n"We must go now,'],
    ),
    (
        "It rained.\n\n“The bridge is closed.\n\n“We must go now,” Lund said.",
        ["The bridge is closed.\n\n“We must go now,"],
    ),
    # never closed: it ends with its paragraph, and the next marks pair as they stand
    (
        '"The bridge is closed.\n\nHolm left the town.\n\n"It is cold," Lund said.',
        ["The bridge is closed.", "It is cold,"],
    ),
    # lines that break inside a quotation
    (
        "Lund said: “We must go.\nThe bridge is closed.” It rained.",
        ["We must go.\nThe bridge is closed."],
    ),
    # opened with one kind of mark and closed with another
    (
        '"The bridge is closed,\'\' Lund said. "It is cold."',
        ["The bridge is closed,", "It is cold."],
    ),
]

# text, the pronoun, the body that its speaker says it for ("" where that is not known)
SIDES = [
    ("“We sold the mine,” said Peter Holm, the chairman of Orion Bank.", "We", "Orion Bank"),
    ("“We sold the mine,” said Orion Bank spokesman Peter Holm.", "We", "Orion Bank"),
    ("“We sold the mine,” said Peter Holm, a customer of Orion Bank.", "We", ""),
    ("“We sold the mine,” said Peter Holm, the former chairman of Orion Bank.", "We", ""),
    ("“We sold the mine,” Peter Holm said.", "We", ""),
]


def _read(text: str, english: Language) -> Annotated:
    return annotate(Document(id="d-test", source="test.txt", text=text), english)


@pytest.mark.parametrize(("text", "which", "name"), PRONOUNS)
def test_pronouns_in_speech(
    text: str, which: tuple[str, int], name: str, english: Language
) -> None:
    result = _read(text, english)
    word, number = which
    places = [token.i for token in result.doc if token.lower_ == word]
    cluster = result.cluster_of(places[number])
    assert cluster is not None
    assert cluster.name == name


@pytest.mark.parametrize(("text", "word", "name"), SPOKEN)
def test_speakers_of_quotations(text: str, word: str, name: str, english: Language) -> None:
    result = _read(text, english)
    place = next(token.i for token in result.doc if token.text == word)
    quote = result.quote_at(place)
    assert quote is not None
    assert [result.clusters[c].name for c in quote.speaker] == ([name] if name else [])


def test_words_in_quotation_marks_are_never_the_articles_own(english: Language) -> None:
    """Where nobody is named, somebody unnamed speaks."""
    result = _read(SPOKEN[-1][0], english)
    inside = [draft for draft in extract(result) if "bridge" in result.doc[draft.head].sent.text]
    assert inside
    assert all(draft.speaker for draft in inside)


def test_it_says(english: Language) -> None:
    """What "it" says is said by what "it" means."""
    text = "The Danish navy searched the port. It said the pirates had sunk two boats."
    result = _read(text, english)
    sunk = next(d for d in extract(result) if result.doc[d.head].lemma_ == "sink")
    names = [result.clusters[c].name for slot in sunk.speaker for c in slot.clusters]
    names += [
        cluster.name
        for slot in sunk.speaker
        if slot.head is not None and (cluster := result.cluster_of(slot.head)) is not None
    ]
    assert "Danish navy" in names


def test_he_said_is_never_whom_he_speaks_of(english: Language) -> None:
    """Far back, past quotations: whoever spoke last, not somebody in what is said."""
    text = (
        "Peter Holm opened the harbour. Holm said that boats were few. “The sea is high. The wind is strong. "
        "The rain is cold. The ice is thick.”\n\n“Any fisherman may stay at home,” he said."
    )
    result = _read(text, english)
    place = next(token.i for token in result.doc if token.text == "he")
    cluster = result.cluster_of(place)
    assert cluster is not None
    assert cluster.name == "Peter Holm"


def test_a_branch_in_a_country_is_not_the_firm(english: Language) -> None:
    text = "Halden Group paid. Halden Malaysia paid less. Halden sells ships to Norway."
    result = _read(text, english)
    assert {c.name for c in result.clusters.values()} >= {"Halden Malaysia"}


@pytest.mark.parametrize(("text", "word", "name"), SIDES)
def test_we_is_the_body_that_somebody_speaks_for(
    text: str, word: str, name: str, english: Language
) -> None:
    """ "We" of whoever speaks for a body by office is the body; of anybody else it stays alone."""
    result = _read(text, english)
    at = next(t.i for t in result.doc if t.text == word)
    cluster = result.cluster_of(at)
    found = cluster.name if cluster is not None else ""
    assert found == name if name else found in ("", "We")


@pytest.mark.parametrize(("text", "quoted"), PARAGRAPHS)
def test_quotations_over_paragraphs(text: str, quoted: list[str], english: Language) -> None:
    """A quotation goes on over paragraphs that open again, and ends with its paragraph where none does."""
    result = _read(text, english)
    assert [result.doc[q.start : q.end].text for q in result.quotes] == quoted
