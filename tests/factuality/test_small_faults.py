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
from kgbuild.model import EntityArg, Modality
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


@pytest.mark.parametrize(
    ("text", "speaker", "subject"),
    [
        ("Telvik, said the bank, has sued Dalek and praised Peru.", "bank", "Telvik"),
        ("Ida Norberg, who officials say sued Dalek, left.", "officials", "Ida Norberg"),
        ("Telvik, which Peru says sued Dalek, closed.", "Peru", "Telvik"),
        (
            "Officials identified Ida Norberg as the banker who sued Dalek.",
            "Officials",
            "Ida Norberg",
        ),
    ],
)
def test_whose_word_it_is(text: str, speaker: str, subject: str, english: Language) -> None:
    """A source between subject and verb, above a relative clause, or that gives somebody a name."""
    found = claims_of(text, english)
    names = {c.id: c.name for c in found.clusters}
    told = [c for c in found.claims if c.relation in ("SUED", "PRAISED")]
    assert told
    for claim in told:
        assert [names[i] for i in claim.attributed_to] == [speaker]
        assert [names[a.entity] for a in claim.subject if isinstance(a, EntityArg)] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "Instead of Colonel Dalek, the premier praised Norberg.",
        "Premier Ida Moura freed Colonel Dalek and praised his brother.",
    ],
)
def test_who_stands_beside_is_another(text: str, english: Language) -> None:
    """Neither the one put in another's place nor somebody's brother is the one named before."""
    found = claims_of(text, english)
    names = {c.id: c.name for c in found.clusters}
    (praised,) = [c for c in found.claims if c.relation == "PRAISED"]
    actors = {
        names[a.entity] for a in (*praised.subject, *praised.object) if isinstance(a, EntityArg)
    }
    assert "Dalek" not in actors


@pytest.mark.parametrize(
    ("text", "relation", "subject"),
    [
        ("Norberg was accused of theft by the union.", "ACCUSED", "union"),
        ("Norberg was convicted of arson by a court.", "CONVICTED", "court"),
        ("Peru invaded Kenya, and Colonel Dalek praised Ghana.", "PRAISED", "Dalek"),
        ("Guards shot Ida Norberg on Monday.", "ATTACKED", "Guards"),
        ("Born in Quito in 1980, Ida Norberg sold Telvik.", "BORN_IN", "Ida Norberg"),
    ],
)
def test_who_did_it(text: str, relation: str, subject: str, english: Language) -> None:
    """An agent hung on a noun, a subject read as the last member of a list, one read as a part of the verb."""
    found = claims_of(text, english)
    names = {c.id: c.name for c in found.clusters}
    (claim,) = [c for c in found.claims if c.relation == relation]
    assert [names[a.entity] for a in claim.subject if isinstance(a, EntityArg)] == [subject]


def test_what_is_left_out_is_not_its_owner(english: Language) -> None:
    """Chile has somebody who met; the verb behind "used to" with an object is a verb; a lost root is found."""
    found = claims_of("Peru's premier and Chile's met in Quito.", english)
    names = {c.id: c.name for c in found.clusters}
    met = [names[a.entity] for c in found.claims for a in c.subject if isinstance(a, EntityArg)]
    assert "Chile" not in met
    (heads,) = [
        c for c in claims_of("Ida Norberg used to chair Telbank.", english).claims if c.relation
    ]
    assert (heads.relation, heads.qualifiers["status"]) == ("HEADS", "former")
    told = claims_of("The audit named Telvik as the worst debtor.", english)
    names = {c.id: c.name for c in told.clusters}
    named = {names[a.entity] for c in told.claims for a in c.object if isinstance(a, EntityArg)}
    assert "Telvik" in named
