"""Small functions of the room, each held where no sentence of ours would tell a fault in it."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.annotate.annotated import Quote
from kgbuild.extraction import claims_of
from kgbuild.factuality.governed import left_open
from kgbuild.factuality.modals import _scheduled
from kgbuild.factuality.quoted import _tells_of
from kgbuild.factuality.status import Status
from kgbuild.model import Modality
from kgbuild.predicates.speakers import Voice


def test_what_is_left_open_is_neither_denied_nor_in_anothers_scope() -> None:
    """Nothing of the negation above reaches it, nor what is joined to it."""
    found = left_open(Status(negated=True, scoped=True))
    assert found == Status(modality=Modality.UNCLEAR)


def test_a_present_with_tomorrow_is_to_come() -> None:
    """Also where a pipeline takes "tomorrow" for an adverb."""
    words = ["Dalek", "meets", "Norberg", "tomorrow"]
    doc = Doc(
        English().vocab, words=words, heads=[1, 1, 1, 1], deps=["nsubj", "ROOT", "obj", "advmod"],
        tags=["NNP", "VBZ", "NNP", "RB"], pos=["PROPN", "VERB", "PROPN", "ADV"],
        lemmas=["Dalek", "meet", "Norberg", "tomorrow"],
    )  # fmt: skip
    assert _scheduled(doc[1])
    other = Doc(
        English().vocab, words=[*words[:3], "again"], heads=[1, 1, 1, 1], deps=["nsubj", "ROOT", "obj", "advmod"],
        tags=["NNP", "VBZ", "NNP", "RB"], pos=["PROPN", "VERB", "PROPN", "ADV"],
        lemmas=["Dalek", "meet", "Norberg", "again"],
    )  # fmt: skip
    assert not _scheduled(other[1])


@pytest.mark.parametrize(
    ("voice", "tells"),
    [
        (Voice(9, 9), True),  # "according to the paper", behind
        (Voice(9, 8), False),  # "he said": the verb is the cue, and not the noun
        (Voice(3, 3), False),  # inside the quotation
        (Voice(7, 7), False),  # the quotation's own verb of saying
        (Voice(None, None), False),
    ],
)
def test_a_source_beside_a_quotation(voice: Voice, tells: bool) -> None:
    """It stands outside, is no verb of saying, and its noun is what names it."""
    assert _tells_of(voice, Quote(1, 6, cue=7)) is tells


def test_what_hangs_on_an_aim_is_no_claim(english: Language) -> None:
    """ "To sue Telvik, arming Norberg, Dalek flew to Quito": nobody says that anything was armed."""
    found = claims_of("To sue Telvik, arming Norberg, Dalek flew to Quito.", english).claims
    assert "arm" not in {claim.predicate for claim in found}
    assert {claim.relation for claim in found} == {"SUED", "VISITED"}


def test_a_quotation_with_we_is_told_by_the_article(english: Language) -> None:
    """Whoever is quoted says "we"; that he wrote it is the article's own."""
    text = "The premier, Ivo Dalek, wrote “We are with Norberg in our thoughts.”"
    written = [c for c in claims_of(text, english).claims if c.predicate == "write"]
    assert [c.attributed_to for c in written] == [()]
