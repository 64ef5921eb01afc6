"""Which places stand for governments, mention by mention."""

from __future__ import annotations

import pytest
from small_docs import annotated
from spacy.language import Language

from kgbuild.annotate.stage import annotate
from kgbuild.model import Document, MentionKind

GOVERNMENT = [
    ("Moscow/NNP/nsubj>1/B-Location said/VBD/root>1 so/RB/advmod>1 ./././punct>1", "Moscow"),
    ("Moscow/NNP/nsubj>1/B-Location wants/VBZ/root>1 talks/NNS/obj>1", "Moscow"),
    ("The/DT/det>1 Kremlin/NNP/nsubj>2/B-Organization refused/VBD/root>2", "Kremlin"),
    (
        "officials/NNS/nsubj>3 from/IN/case>2 Beijing/NNP/nmod>0/B-Location agreed/VBD/root>3",
        "Beijing",
    ),
    (
        "Beijing/NNP/nmod:poss>2/B-Location 's/POS/case>0 policy/NN/nsubj>4 is/VBZ/cop>4 new/JJ/root>4",
        "Beijing",
    ),
    ("ties/NNS/root>0 with/IN/case>2 Beijing/NNP/nmod>0/B-Location", "Beijing"),
    ("Kyiv/NNP/nsubj>1/B-Location accused/VBD/root>1 Moscow/NNP/obj>1/B-Location", "Moscow"),
    ("sanctioned/VBN/root>0 by/IN/case>2 Washington/NNP/obl:agent>0/B-Location", "Washington"),
    ("Brussels/NNP/nsubj>1/B-Location plans/VBZ/root>1 talks/NNS/obj>1", "Brussels"),
    (
        "ties/NNS/root>0 between/IN/case>2 Moscow/NNP/nmod>0/B-Location and/CC/cc>4 Beijing/NNP/conj>2/B-Location",
        "Beijing",
    ),
]
PLACE = [
    ("He/PRP/nsubj>1 arrived/VBD/root>1 in/IN/case>3 Moscow/NNP/obl>1/B-Location", "Moscow"),
    ("He/PRP/nsubj>1 arrived/VBD/root>1 from/IN/case>3 Beijing/NNP/obl>1/B-Location", "Beijing"),
    ("They/PRP/nsubj>1 visited/VBD/root>1 Beijing/NNP/obj>1/B-Location", "Beijing"),
    ("talks/NNS/root>0 in/IN/case>2 Washington/NNP/nmod>0/B-Location", "Washington"),
    ("the/DT/det>1 streets/NNS/root>1 of/IN/case>3 Moscow/NNP/nmod>1/B-Location", "Moscow"),
    (
        "Moscow/NNP/nmod:poss>2/B-Location 's/POS/case>0 airport/NN/nsubj>4 is/VBZ/cop>4 new/JJ/root>4",
        "Moscow",
    ),
    ("CAIRO/NNP/nsubj>3/B-Location ,/,/punct>0 officials/NNS/nsubj>3 said/VBD/root>3", "CAIRO"),
    ("Drones/NNS/nsubj>1 attacked/VBD/root>1 Kyiv/NNP/obj>1/B-Location", "Kyiv"),
]


@pytest.mark.parametrize(("line", "word"), GOVERNMENT)
def test_stands_for_the_government(line: str, word: str) -> None:
    """Where it acts, owns a policy or is dealt with, the capital is the government."""
    result = annotated(line.replace("./././", "././"))
    mention = next(m for m in result.mentions if result.doc[m.start : m.end].text == word)
    assert mention.kind is MentionKind.METONYM
    assert result.clusters[mention.clusters[0]].name.startswith(("Government of", "European Union"))


@pytest.mark.parametrize(("line", "word"), PLACE)
def test_is_the_place(line: str, word: str) -> None:
    """Where something is, moves or happens, the capital is the city."""
    result = annotated(line)
    mention = next(m for m in result.mentions if result.doc[m.start : m.end].text == word)
    assert mention.kind is MentionKind.NAME
    assert result.clusters[mention.clusters[0]].type == "City"


def test_a_country_stays_the_country_when_it_acts() -> None:
    """As land and as actor it is one node."""
    result = annotated("Russia/NNP/nsubj>1/B-Location plans/VBZ/root>1 talks/NNS/obj>1")
    assert next((c.type, c.name, c.country) for c in result.clusters.values()) == (
        "Country",
        "Russia",
        "RU",
    )


def test_a_man_named_like_a_capital_acts_himself(english: Language) -> None:
    """As in "George Washington … Washington asked": only where no such man was named is it the government."""
    told = "George Washington led the army. Washington asked the engineers to build a fort."
    result = annotate(Document(id="d-test", source="test.txt", text=told), english)
    place = [token.i for token in result.doc if token.text == "Washington"][1]
    cluster = result.cluster_of(place)
    assert cluster is not None
    assert cluster.name == "George Washington"
