"""What a verb's clause says and what belongs to another: whose act, of what time, and in which sense."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import Extraction, claims_of
from kgbuild.model import Claim, Document, EntityArg, LiteralArg, Modality

if TYPE_CHECKING:
    from spacy.language import Language


def read(text: str, english: Language) -> Extraction:
    """The claims of a text of 5 June 2024."""
    return claims_of(Document("d", "t.txt", text, published=date(2024, 6, 5)), english)


def of(relation: str, found: Extraction) -> list[Claim]:
    """The claims of a relation."""
    return [c for c in found.claims if c.relation == relation]


def who(claim: Claim, found: Extraction) -> set[str]:
    """The names of a claim's subjects."""
    names = {c.id: c.name for c in found.clusters}
    return {names[a.entity] for a in claim.subject if isinstance(a, EntityArg)}


WHEN = [
    ("The dispute began in 1979, when Chile invaded Peru.", "INVADED", "1979-01-01"),
    ("Lund stayed in Oslo until 2015, when he lost to Omar Haddad.", "DEFEATED", "2015-01-01"),
    ("Between 2001 and 2013 Ada Lind lived in Spain.", "LOCATED_IN", "2001-01-01"),
    ("By 2014, after Omar Haddad visited Peru, Norvik closed its office.", "VISITED", None),
    ("In her first year, Ada Lind founded the Kern Bank.", "FOUNDED", None),
    ("Over the next five days Ada Lind visited Peru.", "VISITED", None),
    ("A court sentenced Omar Haddad to two-and-a-half years in prison.", "PENALIZED", None),
    ("Ada Lind visited Peru at the invitation of the council.", "VISITED", None),
]


@pytest.mark.parametrize(("text", "relation", "start"), WHEN, ids=[row[0][:40] for row in WHEN])
def test_a_time_is_that_of_its_own_clause(
    text: str, relation: str, start: str | None, english: Language
) -> None:
    """ "In 1979, when" dates what happened then; a time before "after" is the main clause's."""
    claim = of(relation, read(text, english))[0]
    found = claim.time.start if claim.time is not None else None
    assert (found.isoformat() if found else None) == start


def test_a_verb_goes_with_the_nearest_clause_that_has_a_subject(english: Language) -> None:
    """The first clause's subject founds nothing."""
    found = read(
        "Ada Lind joined the cabinet, and Omar Haddad left the Green Party in 2021, and founded the Kern Party.",
        english,
    )
    for claim in of("FOUNDED", found):
        assert "Ada Lind" not in who(claim, found)


def test_who_is_somebody(english: Language) -> None:
    """A body's head does what "who" does, not the body."""
    found = read(
        "Tim Clarke, the head of the European Commission in Ghana, who brokered the truce, left.",
        english,
    )
    for claim in of("MEDIATED_BETWEEN", found):
        assert "European Commission" not in who(claim, found)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ada Lind, also known as Skylark, praised Omar Haddad.", "KNOWN_AS"),
        ("The Kern Bank announced the sacking of Omar Haddad.", "STATED"),
    ],
)
def test_what_is_said_and_what_something_is_called_are_words(
    text: str, relation: str, english: Language
) -> None:
    """The vocabulary has no thing there, so there is no edge to one."""
    claims = of(relation, read(text, english))
    assert claims
    assert all(isinstance(a, LiteralArg) for c in claims for a in c.object)


SENSES = [
    ("Omar Haddad apologised to Ada Lind.", "CONCEDED_TO"),
    ("Ada Lind left the offices of the Kern Bank.", "RESIGNED_FROM"),
    ("Ada Lind welcomed the guests.", "VISITED"),
    ("The Kern College managed the 68th spot.", "OVERSEES"),
    ("Ada Lind sang the praises of Omar Haddad.", "PERFORMED_IN"),
    ("Parliament ratified the treaty.", "SIGNED"),
    ("The Kern Bank approached the Supreme Court against the order.", "SUED"),
    ("The Kern Bank filed an appeal against the sentence.", "SUED"),
    ("The senator introduced a bill.", "LAUNCHED"),
    ("Ada Lind seized the occasion.", "SEIZED"),
    ("Ada Lind formed a government.", "FOUNDED"),
    ("By appealing to voters, Ada Lind secured a second term.", "REQUESTED"),
]


@pytest.mark.parametrize(("text", "relation"), SENSES, ids=[row[0] for row in SENSES])
def test_a_word_in_another_sense(text: str, relation: str, english: Language) -> None:
    """The relation that the word has elsewhere is not told."""
    assert not of(relation, read(text, english))


@pytest.mark.parametrize(
    ("text", "relation", "figure"),
    [
        ("Among nine suspects, the police arrested Omar Haddad.", "ARRESTED", None),
        ("The police arrested nine suspects.", "ARRESTED", 9.0),
    ],
)
def test_a_figure_counts_whom_it_stands_with(
    text: str, relation: str, figure: float | None, english: Language
) -> None:
    """Nine among whom one was held are not nine who were held."""
    claim = of(relation, read(text, english))[0]
    assert claim.qualifiers.get("number", claim.qualifiers.get("figure")) == figure


def test_a_measure_before_a_clause_is_no_time_of_it(english: Language) -> None:
    """ "A month after" says when the main clause was."""
    found = read("One month after Peru invaded Chile, the council opened a museum.", english)
    assert all(claim.time is None for claim in of("INVADED", found))


def test_what_goes_with_what_is_not_so_is_open(english: Language) -> None:
    """ "Will not be safe with X V-ing" tells no act of X."""
    found = read("Their interests will not be safe with the Kern Party ruling Peru.", english)
    assert all(c.modality is not Modality.ACTUAL for c in of("HEADS", found))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Omar Haddad is used to the cold of Peru.", False),
        ("Omar Haddad got used to working in Peru.", False),
        ("The Kern Canal is used to smuggle arms into Peru.", True),
    ],
)
def test_who_is_used_to_something_is_not_used(text: str, told: bool, english: Language) -> None:
    """ "Is used to the cold" tells a habit; "is used to smuggle arms" a use."""
    found = read(text, english).claims
    assert any(claim.predicate.startswith("use") for claim in found) is told


def test_what_somebody_is_told_to_do_is_asked_of_him(english: Language) -> None:
    """ "Told N to leave" is what N is to do, and calls for nothing beside it."""
    found = read("Omar Haddad told Ivo Kern to leave Peru.", english)
    assert any(claim.modality is Modality.NECESSARY for claim in of("DEPARTED", found))
    assert not of("CALLED_FOR", found)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("“I had to sell the shop in Peru,” Omar Haddad said.", []),
        ("Omar Haddad said emissions need to be cut.", ["emissions need to be cut"]),
    ],
)
def test_what_is_needed_is_called_for(text: str, called: list[str], english: Language) -> None:
    """With whom it concerns, and not where need is past."""
    found = of("CALLED_FOR", read(text, english))
    assert [a.literal for c in found for a in c.object if isinstance(a, LiteralArg)] == called


def test_a_clause_on_a_remark_is_no_remark(english: Language) -> None:
    """ "Regretted his remark, after which Peru left Oslo": nobody says that Peru left."""
    found = read("Omar Haddad regretted his remark, after which Peru left Oslo.", english)
    assert all(not c.attributed_to for c in found.claims)
