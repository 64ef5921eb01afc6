"""Names whose kind the words around them tell: storms, branches, states, one person by two short names."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kgbuild.annotate.nodes import one_bearer
from kgbuild.annotate.stage import annotate
from kgbuild.model import Document
from kgbuild.names import person_name

CASES = (
    # text, a mention, its entity's name and type
    ("Tropical Storm Barry hit Louisiana. Barry moved north.", 0, "Barry", "Tropical Storm Barry", "Event"),
    ("Hurricane Maria came. Maria Lopez fled. Maria said no.", 0, "Maria", "Maria Lopez", "Person"),
    ("Lund sued his tax preparer Hadros USA. Police searched Hadros.", 0, "Hadros", "Hadros USA", "Organization"),
    ("Norvo sold its arm. Norvo Polska has outlets. Norvo left Poland.", 1, "Norvo", "Norvo", "Organization"),
    ("Salvik Group bought 301 stores. Salvik said it seeks growth.", 0, "Salvik", "Salvik Group", "Organization"),
    ("The governor declared a state of emergency.", 0, "a state of emergency", "state of emergency", "Event"),
    ("The state of Israel protested.", 0, "The state of Israel", "Israel", "Country"),
    ("Jamal Khoury died. Khoury was ill. Jamal was loved.", 0, "Jamal", "Jamal Khoury", "Person"),
    ("A pipe broke in White Plains, New York on Monday. New York saw floods.", 1, "New York", "New York", "Region"),
    ("Users came from Ohio, New York, Texas and Utah.", 0, "New York", "New York", "Region"),
    ("He moved to New York and met Anna Berg.", 0, "New York", "New York", "City"),
    ("Police searched the Norvo report (NR) and the court's conviction of Lund.", 0, "the Norvo report",
     "Norvo report", "Document"),
    # bodies
    ("The Norland Labour Congress called a strike.", 0, "Norland Labour Congress", "Norland Labour Congress",
     "CivilSocietyOrg"),
    ("Lund studied at the Halvor School of Government.", 0, "Halvor School of Government",
     "Halvor School of Government", "Organization"),
    ("Three UN agencies warned of hunger.", 0, "Three UN agencies", "Three UN agencies", "InternationalOrganization"),
    ("Lund runs the health department of Norland.", 0, "the health department of Norland",
     "health department of Norland", "GovernmentBody"),
    ("The Danish travel agency sold tickets.", 0, "The Danish travel agency", "Danish travel agency", "Company"),
    ("She called the police station.", 0, "the police station", "police station", "Facility"),
    ("Chiefs voted at a special assembly held in Oslo.", 0, "a special assembly", "special assembly", "Event"),
    ("Congress MPs left the hall. Congress won in Goa.", 1, "Congress", "Congress", "PoliticalParty"),
    ("The president told Congress. Congress passed the bill.", 1, "Congress", "Congress", "GovernmentBody"),
    # places
    ("They sailed to the island of Lesvika.", 0, "Lesvika", "Lesvika", "GeoArea"),
    ("He left the district of Tolvar. Tolvar is poor.", 1, "Tolvar", "Tolvar", "Region"),
    ("They climbed Gasherbrum II in Pakistan.", 0, "Gasherbrum II", "Gasherbrum II", "GeoArea"),
    ("He died in Victoria. Melbourne and Australia mourned.", 0, "Victoria", "Victoria", "Region"),
    ("She went to Victoria from Toronto. Canada is big.", 0, "Victoria", "Victoria", "City"),
    # where names begin and end
    ("Retail player Norvik Group hired Lund.", 0, "Retail player", "Norvik Group", "Company"),
    ("The stones came from the Norland Royal Court.", 0, "Norland Royal Court", "Norland Royal Court",
     "GovernmentBody"),
    ("Anna Berg leads Lund's Government.", 0, "Lund's Government", "Lund's Government", "GovernmentBody"),
    ("He praised King Olav. His Majesty King Olav smiled.", 1, "King", "King", "Position"),
    ("They met the newly elected President Anna Lund.", 0, "President", "President", "Position"),
    ("The fund's head Sultan A. Al-Berg signed the deal.", 0, "Sultan A. Al-Berg", "Sultan A. Al-Berg", "Person"),
    ("Lund, a Nepali who guides climbers, moved to Oslo.", 0, "Nepali", "Lund", "Person"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "nth", "words", "name", "kind"), CASES)
def test_a_name_is_what_its_words_tell(
    english: Language, text: str, nth: int, words: str, name: str, kind: str
) -> None:
    found = annotate(Document(id="d", source="d.txt", text=text), english)
    mine = [m for m in found.mentions if found.doc[m.start : m.end].text == words]
    cluster = found.clusters[mine[nth].clusters[0]]
    assert (cluster.name, cluster.type) == (name, kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mike Lund is the secretary of state of Norland.", "state"),
        ("They may live in any other territory or state, but vote in none.", "state"),
    ],
)
def test_a_bare_state_names_no_country(english: Language, text: str, words: str) -> None:
    found = annotate(Document(id="d", source="d.txt", text=text), english)
    assert words not in {found.doc[m.start : m.end].text for m in found.mentions}


def test_a_known_body_is_not_its_branch(english: Language) -> None:
    text = "A court ruled on Facebook Ireland Limited. Facebook said it would appeal."
    found = annotate(Document(id="d", source="d.txt", text=text), english)
    mine = next(m for m in found.mentions if found.doc[m.start : m.end].text == "Facebook")
    assert found.clusters[mine.clusters[0]].name == "Facebook"


def test_native_americans_are_no_country(english: Language) -> None:
    found = annotate(Document(id="d", source="d.txt", text="Native Americans voted."), english)
    assert "Country" not in {cluster.type for cluster in found.clusters.values()}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (["Anna Berg", "Berg"], ["Anna"], True),
        (["Berg"], ["Anna"], False),
        (["Anna Berg", "Anna"], ["Berg"], True),
        (["Anna Berg"], ["Olav Berg"], False),
        (["Anna Berg", "Anna"], ["Lund"], False),
    ],
)
def test_a_full_name_answers_for_its_short_ones(
    left: list[str], right: list[str], same: bool
) -> None:
    one, two = (
        [name for n in names if (name := person_name(n.split()))] for names in (left, right)
    )
    assert one_bearer(one, two) is same


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The CFO resigned on Monday.", "The CFO", "Person"),
        ("The CEO met the MP in Oslo.", "The CEO", "Person"),
        ("Norvik CFO Ada Lund resigned.", "Norvik CFO", "Position"),
        ("Norvik CFO Ada Lund resigned.", "Norvik", "Organization"),
    ],
)
def test_letters_of_an_office_are_no_name(
    english: Language, text: str, words: str, kind: str
) -> None:
    found = annotate(Document(id="d", source="d.txt", text=text), english)
    told = {found.doc[m.start : m.end].text: m.type for m in found.mentions}
    assert told[words] == kind
