"""The tables of relations and types."""

import pytest

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import RELATION_NAME, TRAITS, load_vocabulary, vocabulary

TYPES = "type,parent,agent,place,definition,schema_org,wikidata,ftm\nPerson,Agent,yes,no,d,,,\n"
HEAD = (
    "name,iri,group,definition,domain,range,kind,plover,plover_mode,cameo,quad,wikidata,ftm,"
    "schema_org,symmetric,inverse,triggers,inverse_triggers,notes\n"
)
RELATED = "RELATED_TO,relatedTo,generic,d,Thing,Thing,event,,,,,,,,false,RELATED_TO,,,\n"


def test_shipped_tables_are_whole() -> None:
    """At least the 90 relations and the 22 types, each name fit for Cypher text."""
    tables = vocabulary()
    assert len(tables.relations) >= 90
    assert len(tables.types) == 22
    assert all(RELATION_NAME.match(name) for name in tables.relations)
    assert len({r.iri for r in tables.relations.values()}) == len(tables.relations)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Person", ("Agent", "Person")),
        ("GovernmentBody", ("Agent", "Organization", "GovernmentBody")),
        ("Country", ("Place", "Agent", "Country")),
        ("City", ("Place", "City")),
        ("nothing of ours", ("Thing",)),
    ],
)
def test_labels_on_the_path(name: str, labels: tuple[str, ...]) -> None:
    """All labels on a type's path are written, the roots too."""
    assert vocabulary().labels(name) == labels


def test_is_a_walks_the_tree() -> None:
    """A country is a place and an agent; a city is no agent."""
    assert vocabulary().is_a("Country", "Agent")
    assert vocabulary().is_a("Country", "Place")
    assert not vocabulary().is_a("City", "Agent")


def test_types_below_a_type_are_asked_of_the_tree() -> None:
    """A new kind of body is a row; no rule lists them."""
    tables = vocabulary()
    assert {"Organization", "Company", "JudicialBody"} <= tables.below("Organization")
    assert tables.below("Place") - tables.below("Agent") == {
        "Region",
        "City",
        "GeoArea",
        "Facility",
    }


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (RELATED.replace("RELATED_TO,relatedTo", "bad-name,x", 1), "no relation name"),
        (RELATED.replace("relatedTo", "not ok"), "no local name"),
        (RELATED.replace("event", "sometimes"), "neither event nor state"),
        (RELATED + RELATED, "twice"),
        ("", "missing"),
    ],
)
def test_broken_relations_are_refused(row: str, complaint: str) -> None:
    """A table that breaks a rule is refused with the row that does."""
    with pytest.raises(VocabularyError, match=complaint):
        load_vocabulary(HEAD + row, TYPES)


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ("sometimes,,", "relations.csv:2: unknown trait 'sometimes'"),
        ("once once,,", "relations.csv:2: trait 'once' stands there twice"),
        ("warm cold,,", "relations.csv:2: a relation is not warm and cold"),
        (",NOTHING,", "relations.csv: RELATED_TO: no relation 'NOTHING'"),
        (",,NOTHING", "relations.csv: RELATED_TO: no relation 'NOTHING'"),
    ],
)
def test_unknown_traits_are_refused(cells: str, complaint: str) -> None:
    """What a relation does is named in its row, and only what the code knows can be named."""
    head = HEAD.replace("notes", "notes,traits,ends,reverses")
    row = RELATED.replace("\n", f",{cells}\n")
    with pytest.raises(VocabularyError, match=complaint):
        load_vocabulary(head + row, TYPES)


def test_a_relation_does_what_its_row_says() -> None:
    """Traits, ends and nouns are read from the row; an open claim has none; every trait is somebody's."""
    tables = vocabulary()
    assert tables.has("KILLED", "once")
    assert not tables.has("MET", "once")
    assert not tables.has(None, "once")
    assert "HOLDS_POSITION" in tables.relations["RESIGNED_FROM"].ends
    assert set(tables.named_by("talks")) == {"MET", "NEGOTIATED_WITH"}
    assert {t for r in tables.relations.values() for t in r.traits} == set(TRAITS)


def test_broken_types_are_refused() -> None:
    """Unknown parents and circles are refused."""
    with pytest.raises(VocabularyError, match="unknown"):
        load_vocabulary(HEAD + RELATED, TYPES.replace(",Agent,", ",Nobody,"))
    with pytest.raises(VocabularyError, match="own ancestor"):
        load_vocabulary(HEAD + RELATED, TYPES.replace("Person,Agent", "Person,Person"))
