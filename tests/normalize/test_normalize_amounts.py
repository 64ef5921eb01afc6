"""Amounts of real sentences through the shipped pipeline: the claim has value, unit and bound."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import GATE, Document, ValueArg

TABLE = Path(__file__).resolve().parent.parent / "language" / "amounts.tsv"


def _told(text, nlp):
    extraction = claims_of(Document(id="d-1", source="a.txt", text=text), nlp)
    found = set()
    for claim in extraction.claims:
        qualifiers = claim.qualifiers
        if "figure" in qualifiers:
            found.add((qualifiers["figure"], qualifiers.get("unit"), qualifiers.get("bound", "")))
        for arg in (*claim.subject, *claim.object):
            if isinstance(arg, ValueArg):
                found.add((arg.value, arg.unit, arg.bound))
    return found


def test_sixty_sentences_over_forty_currencies(english):
    """At least 95 % of the sentences give a claim with value, currency and bound."""
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf8").splitlines(), delimiter="\t"))
    assert len(rows) >= 60
    missed = [
        row["text"]
        for row in rows
        if (float(row["value"]), row["unit"], row["bound"] or "") not in _told(row["text"], english)
    ]
    assert len(missed) <= 0.05 * len(rows), missed


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("Arvex bought Lumo for $2.4 billion.", "price", 2.4e9, "USD"),
        ("Arvex holds a 34 per cent stake in Lumo.", "share", 34, "%"),
        ("The flood killed 19 people in Accra.", "deaths", 19, "people"),
        ("The death toll from the flood rose to 27.", "deaths", 27, None),
        ("The court fined Lumo half a million euros.", "fine", 500_000, "EUR"),
        ("Police detained 40 protesters in Lima.", "arrested", 40, "protester"),
    ],
)
def test_what_a_figure_measures_is_noted(english, text, measure, value, unit):
    """Price, share, toll, fine: by the words around the amount."""
    extraction = claims_of(Document(id="d-1", source="a.txt", text=text), english)
    found = [
        (q["measure"], q["figure"], q.get("unit"))
        for c in extraction.claims
        if "figure" in (q := c.qualifiers)
    ]
    assert (measure, value, unit) in found


def _figures(text, nlp):
    extraction = claims_of(Document(id="d-1", source="a.txt", text=text), nlp)
    return {
        (q.get("measure"), q["figure"], " ".join(getattr(a, "literal", "") for a in c.object))
        for c in extraction.claims
        if "figure" in (q := c.qualifiers)
    }


@pytest.mark.parametrize(
    "text",
    [
        "After the protests the ministry printed a 90-page report.",
        "The next two marches were led by Ada Holm.",
        "The court acquitted four former managers of Lumo in the fraud case.",
        "The journalist Ada Holm spoke with three lawyers about the arrests.",
        "The clinic of Ada Holm saved 40 thousand lives.",
        "The tribunal in Lima sentenced six men to death.",
        "Three gunmen killed the mayor Ada Holm.",
        "Ada Holm (28) was arrested in Lima.",
        "Several hundred people were injured in Lima.",
        "Eight workers of Lumo laid flowers.",
    ],
)
def test_a_count_of_others_is_no_measure(english, text):
    """Pages, marches, who was spoken to, who did it: nobody is counted among the dead, the held or the crowd."""
    assert not [f for f in _figures(text, english) if f[0] is not None]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("The fire in Lima claimed 12 lives.", "deaths", 12),
        ("The blaze left 14 people dead in Lima.", "deaths", 14),
        ("A crowd of 500 people gathered in Lima.", "crowd", 500),
        ("The number of deaths in Lima rose to 30.", "deaths", 30),
        ("The storm brought the toll in Lima to 31.", "deaths", 31),
        ("The rally in Lima was attended by 3,000 people.", "crowd", 3000),
        ("Lima reported 412 new cases of cholera.", "infected", 412),
        ("Lumo borrowed $2 billion in loans.", "loan", 2e9),
    ],
)
def test_a_count_with_a_reason_is_measured(english, text, measure, value):
    """By its noun, by the noun it is of, by what was done, by whose figure it is said to be."""
    assert (measure, value) in {f[:2] for f in _figures(text, english)}


def test_a_figure_is_that_of_its_own_conjunct(english):
    """ "97 murders and 1,550 kidnappings", and what another subject paid in."""
    told = _figures("The police in Lima recorded 97 murders and 1,550 kidnappings.", english)
    assert not [f for f in told if f[1] == 97 and "kidnap" in f[2]]


@pytest.mark.parametrize(
    ("text", "relation", "told"),
    [
        ("Diario de Cuba spoke with three lawyers about the arrests.", "DISCUSSED", {"measure": None}),
        ("The next two rallies were hosted by Ade Obi.", "PARTICIPATED_IN", {"measure": None}),
        ("The navy operates three Lomo 90B boats.", "OPERATES", {"number": 3.0}),
        ("The company built an 80-acre park.", "BUILT", {"number": None}),
        ("The children live in Ghana (29,8%), Togo (22,8%) and Mali (19,3%).", "LOCATED_IN", {"figure": 22.8}),
        ("For her part, Ada Lund praised the ministry.", "PRAISED", {"for": None, "reason": None}),
        ("Among other things, Ada Lund built quarries.", "BUILT", {"among": None}),
        ("Ada Lund called the vote “a farce.", "DESCRIBED_AS", {"content": "a farce"}),
    ],
)  # fmt: skip
def test_what_tells_nothing_of_the_act_is_left_out(english, text, relation, told):
    """Counts of others, occasions and sizes; phrases that lead on; a mark without its fellow."""
    claims = claims_of(Document(id="d-1", source="a.txt", text=text), english).claims
    assert any(
        claim.relation == relation
        and all(claim.qualifiers.get(name) == value for name, value in told.items())
        for claim in claims
    )


@pytest.mark.parametrize(
    ("text", "relation", "time"),
    [
        ("Ada Lund, in her 70s, praised the voucher scheme.", "PRAISED", None),
        ("Rebels took control of Misrata on August 7, 2011, just weeks before the war ended.", "SEIZED", 2011),
        ("Ada Lund visited Tibet in the 70s.", "VISITED", 1970),
    ],
)  # fmt: skip
def test_ages_and_lengths_date_nothing(english, text, relation, time):
    """ "In her 70s" is of an age, "three day" how long; a date ends where what is before it is told."""
    claims = claims_of(Document(id="d-1", source="a.txt", text=text), english).claims
    years = {c.time.start.year if c.time else None for c in claims if c.relation == relation}
    assert years == {time}


def test_a_direct_object_that_the_roles_do_not_know_bears_no_edge(english):
    """The UN declared 2013 the year of water, and no governments."""
    text = (
        "With 2013 declared by the UN as the International Year of Water Cooperation, African "
        "governments will have to formulate policies. Ada Lund visited Togo, Ghana and Mali. "
        "The watchdog fined Lumo Foods 3 million dollars."
    )
    claims = claims_of(Document(id="d-1", source="a.txt", text=text), english).claims
    declared = [c for c in claims if c.relation == "DECLARED" and c.object]
    assert all(c.confidence < GATE for c in declared)
    visits = [c for c in claims if c.relation == "VISITED"]
    assert len(visits) == 3
    fined = [c for c in claims if c.relation == "PENALIZED" and c.object]  # beside a second object
    assert fined
    assert all(c.confidence >= GATE for c in (*visits, *fined))


def test_the_verb_s_own_object_is_left_to_the_tree(english):
    """Roles lose a name behind its class noun; alone, as the verb's own object, it is its object."""
    text = "Nurse Ada Lund rescued the toddler Emil Brandt from a flooded cellar in Hull."
    claims = claims_of(Document(id="d-1", source="a.txt", text=text), english).claims
    assert [c.confidence >= GATE for c in claims if c.relation == "RESCUED"] == [True]
