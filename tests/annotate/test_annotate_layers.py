"""Sections, quotations, time expressions, metadata: the layers beside the mentions."""

from __future__ import annotations

import json

import pytest
from small_docs import parse, vocab
from spacy.tokens import Doc

from kgbuild.annotate import Section
from kgbuild.annotate.lexicon import noun_class
from kgbuild.annotate.quotations.marks import quotes
from kgbuild.annotate.sections import readable, sections
from kgbuild.annotate.timex import times
from kgbuild.ledger.records import document_record, read_document
from kgbuild.model import Document, Part, PartKind


def test_metadata_is_blanked_and_offsets_stay() -> None:
    """A date line before the first sentence is not parsed; the text stays as long as it was."""
    text = "date 2025-01-02\nXi met Putin."
    document = Document(id="d", source="s", text=text, metadata_spans=((0, 15),))
    assert readable(document) == " " * 15 + "\nXi met Putin."


def test_parts_that_are_not_the_article_are_blanked() -> None:
    """A caption and what a mail quotes are kept in the text and not parsed."""
    text = "Photo: a quay\nWe won.\n> We lost."
    parts = (Part(0, 13, PartKind.CAPTION), Part(22, 32, PartKind.QUOTED, "Voss"))
    document = Document(id="d", source="s", text=text, parts=parts)
    assert readable(document) == " " * 13 + "\nWe won.\n" + " " * 10
    assert read_document(json.loads(json.dumps(document_record(document)))) == document


def test_sections_of_an_article() -> None:
    """Headline, heading, bullet and body by their lines; the last line is never a heading."""
    text = "Talks begin\n\nXi met Putin.\n- They agreed.\nWhat comes next\nThey left.\nAP"
    tokens, blanks, sent = [], [], []
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\n").replace(".", " .").split()
        for at, cell in enumerate(cells):
            tokens.append(cell)
            blanks.append(at + 1 < len(cells) and cells[at + 1] != ".")
            sent.append(at == 0)
        if line.endswith("\n"):
            tokens.append("\n")
            blanks.append(False)
            sent.append(False)
    doc = Doc(vocab(), words=tokens, spaces=blanks, sent_starts=sent)
    assert doc.text == text
    found = [section for section, s in zip(sections(doc), doc.sents, strict=True) if s.text.strip()]
    assert found == [
        Section.HEADLINE,
        Section.BODY,
        Section.BULLET,
        Section.HEADING,
        Section.BODY,
        Section.BODY,
    ]


@pytest.mark.parametrize(
    ("line", "inside", "direct"),
    [
        (
            "“/``/punct>2 We/PRP/nsubj>2 agreed/VBD/ccomp>6 ,/,/punct>2 ”/''/punct>2 she/PRP/nsubj>6 said/VBD/root>6",
            "We agreed,",
            False,
        ),
        (
            "“/``/punct>3 We/PRP/nsubj>3 all/RB/advmod>3 agreed/VBD/ccomp>7 ,/,/punct>3 ”/''/punct>3 she/PRP/nsubj>7"
            " said/VBD/root>7",
            "We all agreed,",
            True,
        ),
        (
            "a/DT/det>3 “/``/punct>3 balanced/JJ/amod>3 approach/NN/root>3 ”/''/punct>3",
            "balanced approach",
            False,
        ),
    ],
)
def test_quotations(line: str, inside: str, direct: bool) -> None:
    """Marks give the span; a whole closed clause of more than three tokens is direct speech."""
    doc = parse(line)
    (quote,) = quotes(doc)
    assert doc[quote.start : quote.end].text == inside
    assert quote.direct is direct


def test_apostrophes_are_no_quotation_marks() -> None:
    """A possessive ’s does not open or close anything."""
    doc = parse("Russia/NNP/nmod:poss>2 ’s/POS/case>0 plan/NN/root>2")
    assert quotes(doc) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("They/PRP/nsubj>1 met/VBD/root>1 last/JJ/amod>3 week/NN/obl:unmarked>1", ["last week"]),
        ("They/PRP/nsubj>1 met/VBD/root>1 on/IN/case>3 Monday/NNP/obl>1/B-Date", ["Monday"]),
        ("They/PRP/nsubj>1 met/VBD/root>1 in/IN/case>3 2014/CD/obl>1", ["2014"]),
        (
            "They/PRP/nsubj>1 met/VBD/root>1 three/CD/nummod>3 days/NNS/obl:unmarked>1 ago/RB/advmod>1",
            ["three days ago"],
        ),
        ("It/PRP/nsubj>2 may/MD/aux>2 rise/VB/root>2", []),
        ("an/DT/det>4 eleven/CD/nummod>3 -/HYPH/punct>3 day/NN/compound>4 tour/NN/root>4", []),
        ("Jan/NNP/nsubj>1 left/VBD/root>1", []),
    ],
)
def test_time_expressions(line: str, expected: list[str]) -> None:
    """The words that say when, without their preposition."""
    assert [time.text for time in times(parse(line))] == expected


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("official", "Person"), ("protester", "Person"), ("ministry", "GovernmentBody"), ("court", "JudicialBody"),
        ("meeting", "Event"), ("statement", "Document"), ("oil", "Product"), ("terrorism", "Topic"),
        ("village", "City"), ("percent", "Measure"), ("way", "Light"), ("newspaper", "MediaOutlet"),
        ("co-founder", "Person"), ("xyzzy", "Topic"),
    ],
)  # fmt: skip
def test_noun_classes(noun: str, kind: str) -> None:
    """Head nouns suggest a type; what no table knows is a topic."""
    assert noun_class(noun) == kind
