"""A claim is told whole: what its clause holds beside the arguments is kept, with the shipped pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import annotate
from kgbuild.extract import extract
from kgbuild.model import Document, LiteralArg
from kgbuild.normalize.relations.match import relate
from kgbuild.normalize.settling.settle import settle

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.model import Claim

# sentence, lemma that its predicate or relation has, the qualifier that it keeps, its words
KEPT = [
    ("Ada Holm may keep the farm if the court agrees.", "keep", "if", "the court agrees"),
    ("Ada Holm cannot sell the farm unless her brother signs.", "sell", "unless", "her brother signs"),
    ("The board was largely made up of farmers.", "make up", "manner", "largely"),
    ("Rolf Berg reads more slowly.", "read", "manner", "more slowly"),
    ("Rolf Berg confessed to hiding the ledger.", "confess", "to", "hiding the ledger"),
    ("The court barred Rolf Berg from opening a shop.", "RESTRICTED", "from", "opening a shop"),
    ("The boat drifted ten miles.", "drift", "extent", "ten miles"),
    ("Ada Holm was an early critic of the toll.", "IS_A", "of", "the toll"),
    ("UNESCO, a specialized agency of the United Nations, is based in Paris.", "IS_A", "of", "the United Nations"),
    ("Ada Holm rejected a plan that spares the harbour.", "reject", "of_object", "that spares the harbour"),
    ("Rolf Berg was offered the chance to study there.", "offer", "of_object", "to study there"),
    ("Farms built on the marsh are exempt.", "be exempt", "of_subject", "built on the marsh"),
    ("Ada Holm sped up to catch the ferry.", "speed up", "purpose", "catch the ferry"),
    ("The stores close within an hour of sunset.", "close", "within", "an hour of sunset"),
    ("Ada Holm is too ill for the journey.", "be ill for", "manner", "too"),
    ("Ada Holm left the farm, as did others in the parish.", "leave", "as", "did others in the parish"),
    ("Rolf Berg implemented the plan in selected districts in once war-torn Northern Uganda.", "implement", "in",
     "selected districts in once war-torn Northern Uganda"),
    ("Ghana beat Mali 3-1 in Dakar.", "DEFEATED", "score", "3-1"),
    ("Ada Holm left the court as a witness.", "leave", "role", "a witness"),
    ("Ada Holm cited the farm as an example.", "MENTIONED", "as", "an example"),
    ("Lumo paid Norda $2 million in royalties and $3 million as a pay-as-you-earn tax.", "PAID", "in", "royalties"),
    ("Ghana drew 2-2 with Mali.", "PLAYED_AGAINST", "score", "2-2"),
]  # fmt: skip
# sentence, lemma, a qualifier that it has not
LEFT = [
    ("Ada Holm also reportedly sold the farm.", "sell", "manner"),
    ("Ada Holm sold the farm, which lies by the sea.", "sell", "of_object"),
    ("In fact, Ada Holm sold the farm.", "sell", "in"),
    ("Ada Holm sold the farm, according to Rolf Berg.", "sell", "according_to"),
    ("Ada Holm sold the farm while prices were high.", "sell", "while"),
    ("The house was set on fire.", "set on fire", "on"),
    ("Ada Holm sold the farm on Monday.", "sell", "on"),
    ("As such, Ada Holm sold the farm.", "sell", "role"),
    ("Ghana beat Mali in the 1998-99 season.", "DEFEATED", "score"),
    ("Ada Holm cited the farm as an example.", "MENTIONED", "role"),
    ("For her part, Ada Holm sold the farm.", "sell", "for"),
    ("On the other hand, Ada Holm sold the farm.", "sell", "on"),
    ("Lumo is based in Peru and in Chile.", "BASED_IN", "in"),
    ("Ada Holm sold the farm too.", "sell", "manner"),
    ("Further, Ada Holm sold the farm.", "sell", "manner"),
    ("Ada Holm left the farm, as did others in the parish.", "leave", "role"),
]


def _claims(text: str, english: Language) -> list[Claim]:
    result = annotate(Document(id="d-test", source="t.txt", text=text), english)
    return settle(relate(extract(result), result), result)


def _told(text: str, name: str, english: Language) -> list[Claim]:
    found = [c for c in _claims(text, english) if name in (c.relation, c.predicate)]
    return found or [c for c in _claims(text, english) if c.predicate.startswith(name)]


@pytest.mark.parametrize(("text", "name", "key", "words"), KEPT)
def test_what_a_clause_holds_is_kept_under_its_connector(
    text: str, name: str, key: str, words: str, english: Language
) -> None:
    """Conditions, degrees, gerunds, purposes, measures, and what tells an argument apart."""
    assert words in [claim.qualifiers.get(key) for claim in _told(text, name, english)]


@pytest.mark.parametrize(("text", "name", "key"), LEFT)
def test_what_adds_nothing_is_left(text: str, name: str, key: str, english: Language) -> None:
    """Adverbs of the sentence, asides, contrasts, idioms, and what time and speaker tell already."""
    claims = _told(text, name, english)
    assert claims
    assert all(key not in claim.qualifiers for claim in claims)


def test_whoever_acts_on_himself_has_the_word_as_object(english: Language) -> None:
    """ "Set himself on fire" burns nobody else."""
    claims = _told("Rolf Berg set himself on fire.", "set on fire", english)
    assert [c.object[0].literal for c in claims if isinstance(c.object[0], LiteralArg)] == [
        "himself"
    ]


def test_words_are_told_once(english: Language) -> None:
    """What is an argument or a qualifier of the relation is not told again."""
    (claim,) = _claims("Rolf Berg was offered the chance to study there.", english)
    values = [str(v) for v in claim.qualifiers.values()]
    words = [a.literal for a in claim.object if isinstance(a, LiteralArg)]
    assert words == ["the chance"]
    assert sorted([*values, *words]) == ["Rolf Berg", "the chance", "to study there"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The town was ruined by years of war.", "war"),
        ("The farm was closed by the board within weeks of the fire.", "the board"),
    ],
)
def test_what_lasts_acts_and_not_the_time_that_it_lasts(
    text: str, actor: str, english: Language
) -> None:
    """ "By years of war" names the war as what brought it about."""
    result = annotate(Document(id="d-test", source="t.txt", text=text), english)
    claims = settle(relate(extract(result), result), result)
    told = [a.span for c in claims for a in c.subject if getattr(a, "span", None)]
    assert actor in [text[slice(*span)] for span in told]
    assert all("by" not in claim.qualifiers for claim in claims)
