"""Clauses that tell of no act in the world: of anybody, in works, of all but some, of what is lacking or undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document, Modality, Polarity

if TYPE_CHECKING:
    from spacy.language import Language

OPEN = [
    # anybody of a kind
    ("A wise governor visits Larnberg before the harvest.", "VISITED"),
    ("Any soldier who captures Peter Holm gets a medal.", "ARRESTED"),
    ("Anyone who arrests Peter Holm gets a medal.", "ARRESTED"),
    ("Every mayor visits Norda once a year.", "VISITED"),
    ("A diplomat who meets Peter Holm risks his post.", "MET"),
    # all but some
    ("All the big mines except Norda Copper funded the Larn Dam.", "FUNDED"),
    ("Every ally but Norway sanctioned Ghana.", "SANCTIONED"),
    # nouns of lack
    ("The lack of any talks between Anna Lund and Peter Holm worried the market.", "MET"),
    ("The absence of a meeting between Anna Lund and Peter Holm worried the market.", "MET"),
    ("For want of a meeting between Anna Lund and Peter Holm the deal fell.", "MET"),
    # works, with what is said by the way in them
    (
        "In season three of the drama Nordhavn, Prime Minister Lund marries Olga Kern.",
        "RELATIVE_OF",
    ),
    ("In season three of the drama Nordhavn, Prime Minister Lund weds.", "HOLDS_POSITION"),
    ("The play tells how Queen Astrid poisons her husband, Duke Peter Holm.", "RELATIVE_OF"),
    ("In the crime series, Norway invades Ghana.", "INVADED"),
    ("The drama follows Anna Lund. Lund is Telvik Bank's star employee.", "EMPLOYED_BY"),
    # undone, or written large
    ("The conviction of Peter Holm by the High Court was annulled.", "CONVICTED"),
    ('The Post ran the headline "Norway invades Ghana".', "INVADED"),
    # other senses, and who is dead
    ("It is named after the 2nd President of the 3rd Republic, the late Peter Holm.", "HEADS"),
    ("Parliament authorised the army to seize Norda.", "APPROVED"),
    ("The Norda Party faced the press on Monday.", "PLAYED_AGAINST"),
    ("Having failed to oust the mayor, Dennis Poole left Foxbridge on Friday.", "RESIGNED_FROM"),
]
PLAIN = [
    ("A Norwegian court jails Peter Holm for fraud.", "PENALIZED"),
    ("All the allies sanctioned Ghana.", "SANCTIONED"),
    ("A meeting between Anna Lund and Peter Holm worried the market.", "MET"),
    ("There is no lack of meetings between Anna Lund and Peter Holm.", "MET"),
    ("In the film, director Peter Holm shows the port.", "HOLDS_POSITION"),
    ("The documentary film follows Anna Lund. Lund is Telvik Bank's star employee.", "EMPLOYED_BY"),
    ("The conviction of Peter Holm by the High Court was upheld.", "CONVICTED"),
    ("Peter Holm left Telvik Bank in May.", "RESIGNED_FROM"),
    ("Ghana faced Senegal.", "PLAYED_AGAINST"),
    ("It is named after the President of Telvik Bank, Peter Holm.", "HEADS"),
    ("Anna Lund of Telvik Bank won.", "EMPLOYED_BY"),
]


def plain(text: str, relation: str, english: Language) -> bool:
    """Whether the text claims the relation as so, in its own voice."""
    return any(
        c.relation == relation
        and (c.polarity, c.modality) == (Polarity.ASSERTED, Modality.ACTUAL)
        and not c.attributed_to
        for c in claims_of(Document("d-test", "test.txt", text), english).claims
    )


@pytest.mark.parametrize(("text", "relation"), OPEN)
def test_what_nobody_did_is_not_plain(text: str, relation: str, english: Language) -> None:
    """The claim stays, and says that it is open or denied."""
    assert not plain(text, relation, english)


@pytest.mark.parametrize(("text", "relation"), PLAIN)
def test_what_somebody_did_is_plain(text: str, relation: str, english: Language) -> None:
    """The nearest sentence that does tell of an act."""
    assert plain(text, relation, english)


def test_of_what_one_relies_less_on(english: Language) -> None:
    """ "More on France and less on China": the verb holds of France alone."""
    text = "Ghana relies more on France and less on China."
    found = claims_of(Document("d-test", "test.txt", text), english)
    names = {c.id: c.name for c in found.clusters}
    told = [names[a.entity] for c in found.claims for a in c.object if c.relation == "DEPENDS_ON"]
    assert told == ["France"]
