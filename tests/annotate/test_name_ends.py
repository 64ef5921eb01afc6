"""Where names end, and ships by what their names begin with."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kgbuild.annotate.mentions import name_ends
from kgbuild.annotate.stage import annotate
from kgbuild.model import Document


def _named(english: Language, words: str, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    doc = english(words)
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in spans])
    name_ends.mend(doc)
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_body_goes_on_over_of_and_a_place(english: Language) -> None:
    found = _named(
        english, "The Supreme Court of Norland met .", (1, 4, "Organization"), (4, 5, "Location")
    )
    assert found == [("Supreme Court of Norland", "Organization")]


def test_a_name_loses_a_coordinator_and_in(english: Language) -> None:
    text = "Varde and Norway met the Court of Session in Scotland ."
    spans = ((0, 2, "Organization"), (2, 3, "Location"), (5, 9, "Organization"))
    found = _named(english, text, *spans, (9, 10, "Location"))
    assert [name for name, _ in found] == ["Varde", "Norway", "Court of Session", "Scotland"]


def test_names_without_small_words_are_left(english: Language) -> None:
    doc: Doc = english("Anna Berg left Oslo .")
    before = [(ent.text, ent.label_) for ent in doc.ents]
    name_ends.mend(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == before


def _types(english: Language, text: str) -> dict[str, str]:
    found = annotate(Document(id="d", source="d.txt", text=text), english)
    return {cluster.name: cluster.type for cluster in found.clusters.values()}


def test_a_ship_is_no_person(english: Language) -> None:
    types = _types(english, "The cargo ship MV Sembra Dalong sailed on Monday. Sembra Dalong sank.")
    assert types.get("MV Sembra Dalong") == "Product"
    assert "Sembra Dalong" not in types


def test_whom_a_ship_is_named_after_stays_a_person(english: Language) -> None:
    types = _types(english, "The ship MV Anna Berg sailed on Monday. Anna Berg was a doctor.")
    assert types.get("MV Anna Berg") == "Product"
    assert types.get("Anna Berg") == "Person"
