"""Sexes that only pronouns lent, and whom a talk's turns speak to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kgbuild.annotate.coreference.agree import agrees
from kgbuild.annotate.coreference.choice import doubt, lenders
from kgbuild.annotate.coreference.pronouns import _join
from kgbuild.annotate.nodes import Chain, Node, link
from kgbuild.annotate.stage import annotate
from kgbuild.model import Document, MentionKind
from kgbuild.names import person_name


def _node(at: int, text: str, kind: MentionKind, type_: str = "Person", **more: object) -> Node:
    node = Node(at, at + 1, at, kind, type_, at // 5, text, text.lower(), number="sing", **more)  # type: ignore[arg-type]
    node.chain = Chain([node])
    return node


def _lent() -> tuple[Node, Node, Node]:
    name = _node(0, "Lund", MentionKind.NAME, name=person_name(["Lund"]))
    she = _node(3, "she", MentionKind.PRONOUN, gender="female", person=3, sure=0.8)
    link(name, she)
    return name, she, _node(6, "he", MentionKind.PRONOUN, gender="male", person=3, sure=0.9)


def test_a_sex_that_a_pronoun_lent_can_be_taken_back() -> None:
    name, she, he = _lent()
    assert not agrees(he, name) and agrees(he, name, lent=False)
    assert lenders(he, name.chain) == [she] and lenders(she, name.chain) == []
    assert doubt(he, name) == pytest.approx(1.386, abs=0.001)
    assert _join(name, he) == [she]
    assert he.chain is name.chain and she.chain is not name.chain
    assert name.chain is not None and name.chain.genders() == {"male"}


def test_a_sex_that_a_title_tells_stays() -> None:
    name, _, he = _lent()
    name.gender = "female"
    assert not agrees(he, name, lent=False)


TALK = (
    "Wikinews spoke with candidate Nils S. Sandvik.\n\nWikinews: Why do you run for office?\n\n"
    "NSS: I want to serve. My party agrees.\n\nWikinews: Have you met your rival?\n\nNSS: I have met her."
)


def test_a_talk_of_two_is_between_them(english: Language) -> None:
    found = annotate(Document(id="d", source="d.txt", text=TALK), english)
    told = {
        found.doc[m.start : m.end].text: found.clusters[m.clusters[0]].name
        for m in found.mentions
        if m.clusters
    }
    assert {told[w] for w in ("you", "your", "I", "My", "NSS")} == {"Nils S. Sandvik"}


def test_a_mention_says_how_probable_its_antecedent_is(english: Language) -> None:
    text = "Anna Lind met Karl Berg and Olav Moe. He sued the yard. Eva Holm left. She sold it."
    annotated = annotate(Document("d-1", "t.txt", text), english)
    sure = {annotated.doc[m.start].text: m.sure for m in annotated.mentions}
    assert sure["Anna"] == sure["Karl"] == 1.0
    assert 0.5 < sure["She"] < 1.0


def test_a_mention_is_no_surer_than_what_ties_it_to_the_name() -> None:
    """The second "party" repeats the first, which only the scores took for the body; a pronoun hangs on the chain."""
    body = _node(0, "Unity", MentionKind.NAME, "PoliticalParty")
    party = _node(5, "Moe's party", MentionKind.DESCRIPTION, "PoliticalParty")
    again = _node(10, "the party", MentionKind.DESCRIPTION, "PoliticalParty")
    it = _node(15, "it", MentionKind.PRONOUN, "PoliticalParty")
    its = _node(16, "its", MentionKind.PRONOUN, "PoliticalParty")
    link(party, again)
    link(body, party, 0.6)
    link(again, it, 0.8)
    link(it, its, 0.95)
    assert body.chain is not None
    sure = body.chain.sureness()
    assert [sure[id(n)] for n in (body, party, again, it, its)] == [1.0, 0.6, 0.6, 0.6, 0.6]
    title = _node(20, "the firm", MentionKind.DESCRIPTION, "Company")
    name = _node(21, "Halden", MentionKind.NAME, "Company")
    he = _node(25, "it", MentionKind.PRONOUN, "Company")
    him = _node(26, "its", MentionKind.PRONOUN, "Company")
    link(title, name)
    link(name, he, 0.7)
    link(he, him, 0.95)
    assert name.chain is not None
    sure = name.chain.sureness()
    assert [sure[id(n)] for n in (title, he, him)] == [1.0, 0.7, 0.95]
    name.chain.leave(he)
    assert name.chain.sureness()[id(him)] == 0.7


def test_a_rule_s_choice_is_in_doubt_where_another_is_as_likely(english: Language) -> None:
    text = (
        "President Olav Moe met President Eva Lind of Chile on Monday. The two talked for an hour. "
        "The president left at noon. The yard's founder Karl Berg died. The founder was ill."
    )
    annotated = annotate(Document("d-1", "t.txt", text), english)
    sure = {annotated.doc[m.start : m.end].text: m.sure for m in annotated.mentions}
    assert sure["The president"] < 0.6
    assert sure["The founder"] == sure["Karl Berg"] == 1.0


def test_a_demonym_is_in_no_doubt(english: Language) -> None:
    text = "Chile sent ships to Norway and Peru. Peru sent none. Chilean President Eva Lind left for Peru."
    annotated = annotate(Document("d-1", "t.txt", text), english)
    sure = {annotated.doc[m.start : m.end].text: m.sure for m in annotated.mentions}
    assert sure["Chilean"] == 1.0


def test_a_surname_is_whoever_was_named_in_full_first(english: Language) -> None:
    text = (
        "Erik Holm, son of the shipowner Karl Holm, lost his post in Oslo on Monday. Holm had led the yard. "
        "The board named nobody. The yard is old. Holm sued it. Ida Lind reports. Lind is from Bergen. "
        "Her sister Eva Lind is not."
    )
    annotated = annotate(Document("d-1", "t.txt", text), english)
    who = {}
    for m in annotated.mentions:
        for c in m.clusters:
            who.setdefault(annotated.doc[m.start : m.end].text, set()).add(
                annotated.clusters[c].name
            )
    assert who["Holm"] == {"Erik Holm"}
    assert who["Lind"] == {"Ida Lind"}


def _who(text: str, english: Language) -> dict[str, str]:
    annotated = annotate(Document("d-1", "t.txt", text), english)
    return {
        annotated.doc[m.start : m.end].text: annotated.clusters[m.clusters[0]].name
        for m in annotated.mentions
        if m.clusters
    }


def test_the_president_is_not_the_vice_president(english: Language) -> None:
    told = _who(
        "Vice President Karl Berg spoke in Oslo on Monday. The auditors called on the President to act.",
        english,
    )
    assert told["the President"] != "Karl Berg"


def test_the_government_of_whoever_leads_a_country_is_that_country_s(english: Language) -> None:
    told = _who(
        "Uzbek President Rustam Karimli left for Kiel. Following the protests, Karimli ordered his government "
        "to drop plans.",
        english,
    )
    assert told["his government"] == "Government of Uzbekistan"
    told = _who(
        "China built roads in the province of Jujuy. The Chinese government lent money. "
        "Jujuy's government opened an office.",
        english,
    )
    assert told["Jujuy's government"] != "Government of China"


def test_her_son_is_not_somebody_else_s(english: Language) -> None:
    told = _who(
        "Candida Holm came with her son Damon Holm. Ida Lind hopes that her son learns it too.",
        english,
    )
    assert told["her son"] != "Damon Holm"
