"""The stage with the shipped pipeline, on short texts in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import Annotated, annotate
from kgbuild.model import Document, MentionKind

if TYPE_CHECKING:
    from spacy.language import Language

TALKS = (
    "Norwegian Prime Minister Henrik Aasen met French President Claire Morel in Paris on Monday. "
    "Aasen said Oslo wants closer ties with Paris. The two leaders agreed to share data. "
    "“Our countries are old friends,” the French president told reporters. Both countries signed a treaty."
)


def read(text: str, english: Language, **fields: object) -> Annotated:
    return annotate(Document(id="d-test", source="test.txt", text=text, **fields), english)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def talks(english: Language) -> Annotated:
    return read(TALKS, english)


def names_of(result: Annotated, words: str) -> list[list[str]]:
    """Names of the clusters of each mention with these words."""
    return [
        sorted(result.clusters[c].name for c in m.clusters)
        for m in result.mentions
        if result.doc[m.start : m.end].text == words
    ]


def test_city_and_government_in_one_text(talks: Annotated) -> None:
    """ "In Paris" is the city, "ties with Paris" and "Oslo wants" are governments."""
    assert names_of(talks, "Paris") == [["Paris"], ["Government of France"]]
    assert names_of(talks, "Oslo") == [["Government of Norway"]]


def test_joint_mentions_of_people_and_countries(talks: Annotated) -> None:
    """The two leaders are the two presidents, both countries theirs."""
    assert names_of(talks, "The two leaders") == [["Claire Morel", "Henrik Aasen"]]
    assert names_of(talks, "Both countries") == [["France", "Norway"]]
    assert names_of(talks, "the French president") == [["Claire Morel"]]


def test_every_span_is_text_of_the_document(talks: Annotated) -> None:
    """Offsets stay true, and every mention names known clusters."""
    assert len(talks.mentions) > 10
    for mention in talks.mentions:
        start, end = talks.span_characters(mention.start, mention.end)
        assert talks.document.text[start:end] == talks.doc[mention.start : mention.end].text
        assert mention.start <= mention.head < mention.end
        assert mention.clusters
        assert all(name in talks.clusters for name in mention.clusters)


def test_metadata_gives_no_mentions(english: Language) -> None:
    """Characters of the metadata belong to no mention."""
    text = "date 2025-03-04 Henrik Aasen visited Reykjavik on Tuesday."
    result = read(text, english, metadata_spans=((0, 15),))
    assert min(result.span_characters(m.start, m.end)[0] for m in result.mentions) >= 16
    assert names_of(result, "Reykjavik") == [["Reykjavik"]]


def test_group_keeps_its_count(english: Language) -> None:
    """A crowd is a group with the number that is said of it."""
    result = read("About 3,000 workers marched through Gdansk on Saturday.", english)
    group = next(c for c in result.clusters.values() if c.type == "Group")
    assert group.attributes["count"] == "3,000"


def test_empty_and_blank_texts(english: Language) -> None:
    """Nothing in, nothing out."""
    for text in ("", " \n\n "):
        result = read(text, english)
        assert result.mentions == []
        assert result.clusters == {}


def test_pronouns_are_marked(talks: Annotated) -> None:
    """Kinds tell names, descriptions, demonyms, metonyms and pronouns apart."""
    kinds = {m.kind for m in talks.mentions}
    assert {
        MentionKind.NAME,
        MentionKind.DEMONYM,
        MentionKind.METONYM,
        MentionKind.DESCRIPTION,
    } <= kinds


def test_some_of_a_people_are_not_the_people(english: Language) -> None:
    """Two Kenyans are neither the Kenyans nor twelve others."""
    text = "Guards shot two Kenyans. The Kenyans want peace. Twelve Kenyans were hurt in May."
    result = read(text, english)
    groups = [m.clusters for m in result.mentions if "Kenyans" in result.doc[m.start : m.end].text]
    assert len(groups) == len(set(groups)) == 3
    assert names_of(result, "two Kenyans") == [["two Kenyans"]]


def test_the_city_of_a_country_is_not_the_country(english: Language) -> None:
    """The town of Sula is Sula; the capital city of Kenya is no country."""
    result = read("They met in the town of Sula. He drew the capital city of Kenya.", english)
    assert names_of(result, "the town of Sula") == [["Sula"]]
    assert names_of(result, "the capital city of Kenya") == [["capital city of Kenya"]]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rimfors Trading was fined by a court on Monday.", "Rimfors Trading", "Company"),
        ("Varde Shipping was sanctioned by Norway on Tuesday.", "Varde Shipping", "Company"),
        ("Police fought Illegal Mining in Narvik.", "Illegal Mining", "Event"),
        ("Ministers met at the Oslo Summit on Friday.", "Oslo Summit", "Event"),
        ("The court punished Insider Trading for the first time.", "Insider Trading", "Event"),
    ],
)
def test_a_firm_called_by_its_trade_is_no_event(
    english: Language, text: str, name: str, kind: str
) -> None:
    """A name before the trade makes a firm, an ordinary word does not."""
    assert {c.type for c in read(text, english).clusters.values() if c.name == name} == {kind}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Halden Shipping was fined. Halden has never carried oil.", "Halden", "Halden Shipping"),
        ("Halden Shipping was fined. The court sits in Halden.", "Halden", "Halden"),
        (
            "On Thursday, UK-based retailer Halden and Denmark-based retailer Nordvik Group announced their agreement."
            " Halden continues to run 19 stores.",
            "Halden",
            "Halden",
        ),
        ("GitHub blocked youtube-dl. YouTube did not answer.", "YouTube", "YouTube"),
        ("Boston Shipping was fined. Boston has lost the case.", "Boston", "Boston"),
    ],
)
def test_a_little_known_town_that_acts_is_the_firm(
    english: Language, text: str, words: str, name: str
) -> None:
    """The firm's first word alone is the firm where it acts; a place that all know stays one."""
    found = names_of(read(text, english), words)
    assert found
    assert all(names == [name] for names in found)
