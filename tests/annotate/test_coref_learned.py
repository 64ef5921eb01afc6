"""The learned opinion on antecedents beside the rules: what it joins, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from around import ROOT
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.annotate.stage import annotate_doc
from kgbuild.language.gathered import ANTECEDENTS, beside
from kgbuild.language.heads.chains import Antecedents
from kgbuild.model import Document


class Told(Antecedents):
    """Scores by the words of (later, earlier); all other pairs are most unlikely."""

    def __init__(self, doc: Doc, told: dict[tuple[str, str], float]) -> None:
        super().__init__([], ([], []), {}, [], lambda feed: feed["later"])
        self.doc, self.told = doc, told
        self.tokens = {token.i: token.i for token in doc}

    def mentions(self, heads: Sequence[int]) -> None:
        """All heads are known."""

    def scores(self, later: int, earlier: Sequence[int]) -> list[float | None]:
        """What was told of the two words."""
        name = self.doc[later].text
        return [
            None if one < 0 else self.told.get((name, self.doc[one].text), -9.0) for one in earlier
        ]


def together(english: Language, text: str, told: dict[tuple[str, str], float]) -> list[set[str]]:
    """The clusters of a text as sets of their mentions' heads, when these scores were learned."""
    doc = english(text)
    beside(doc)[ANTECEDENTS] = Told(doc, told)
    found = annotate_doc(Document(id="d", source="d.txt", text=text), doc)
    clusters: dict[str, set[str]] = {}
    for mention in found.mentions:
        for name in mention.clusters:
            clusters.setdefault(name, set()).add(found.doc[mention.head].text)
    return list(clusters.values())


PAIR = "Anna Berg met Clara Lund in Oslo. Later she resigned."


@pytest.mark.parametrize("name", ["Anna", "Clara"])
def test_a_pronoun_follows_the_learned_score(english: Language, name: str) -> None:
    clusters = together(english, PAIR, {("she", name): 6.0})
    assert any({"she", name} <= cluster for cluster in clusters)


def test_in_doubt_a_pronoun_stays_open(english: Language) -> None:
    """None of them is the likeliest choice."""
    clusters = together(english, PAIR, {})
    assert not any("she" in cluster and len(cluster) > 1 for cluster in clusters)


def test_a_name_that_follows_its_pronoun(english: Language) -> None:
    text = "Erik Holm spoke first. When he had left, Olav Lund began."
    ahead = together(english, text, {("Olav", "he"): 4.0})
    assert any({"he", "Olav"} <= cluster for cluster in ahead)
    behind = together(english, text, {("Olav", "he"): 0.5, ("he", "Erik"): 4.0})
    assert any({"he", "Erik"} <= cluster for cluster in behind)


def test_a_description_joins_where_it_is_likely(english: Language) -> None:
    text = "Halden Shipping lost two ships in May. The carrier blamed the weather."
    likely = together(english, text, {("carrier", "Shipping"): 3.0, ("carrier", "Halden"): 3.0})
    assert any("carrier" in cluster and len(cluster) > 1 for cluster in likely)
    assert not any(
        "carrier" in cluster and len(cluster) > 1 for cluster in together(english, text, {})
    )


def test_two_people_are_never_joined(english: Language) -> None:
    """Whatever was learned: a man is no woman, and two given names are two people."""
    clusters = together(english, PAIR, {("Clara", "Anna"): 9.0})
    assert not any({"Anna", "Clara"} <= cluster for cluster in clusters)


@pytest.mark.parametrize(
    ("text", "noun", "name", "joined"),
    [
        ("Power failed in Puerto Rico on Monday. Anna Berg left. The island has no light.", "island", "Puerto", True),
        ("Power failed in Puerto Rico on Monday. Anna Berg left. The letter has no date.", "letter", "Puerto", False),
    ],
)  # fmt: skip
def test_the_type_of_a_description_speaks_for_its_antecedent(
    english: Language, text: str, noun: str, name: str, joined: bool
) -> None:
    """One score, which alone would not be enough: a noun of the name's own type is joined, another is not."""
    clusters = together(english, text, {(noun, name): 0.2})
    assert any({noun, name} <= cluster for cluster in clusters) is joined


def test_a_country_before_a_name_is_no_name_of_the_person() -> None:
    """ "Norwegian Prime Minister Henrik Aasen": the learned opinion once made "Norway" a person."""
    from kgbuild.extraction import claims_of

    text = (ROOT / "examples" / "08-aasen-in-london.txt").read_text(encoding="utf8")
    named = {(c.type, c.name) for c in claims_of(text).clusters}
    assert ("Country", "Norway") in named and ("Person", "Norway") not in named


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        ("Anna Berg praised the Oslo court. The Bergen court freed Lund.", "court", "court"),
        ("Lund's brother sued Norda. Berg said his own brother had left.", "brother", "brother"),
        ("Lund announced his support for Berg. Berg asked for support.", "support", "support"),
    ],
)
def test_what_a_noun_is_told_apart_by_keeps_it_apart(
    english: Language, text: str, later: str, earlier: str
) -> None:
    """Another modifier, another owner, or a deed without anything that says which: no likelihood joins them."""
    clusters = together(english, text, {(later, earlier): 9.0})
    heads = [sorted(cluster) for cluster in clusters if later in cluster]
    assert len(heads) == 2, heads


def test_a_noun_without_more_is_joined(english: Language) -> None:
    """The same likelihood joins what says nothing of its own."""
    clusters = together(
        english, "The Oslo panel freed Lund. The court left.", {("court", "panel"): 9.0}
    )
    assert any({"court", "panel"} <= cluster for cluster in clusters)


def test_the_subject_behind_a_fronted_phrase_is_a_choice(english: Language) -> None:
    """ "After his defeat, Olav Lund left": the pair is scored from the name that follows."""
    text = "Arne Berg won. After his defeat on Sunday, Olav Lund left the party."
    clusters = together(english, text, {("Olav", "his"): 3.0, ("his", "Arne"): -3.0})
    assert any({"his", "Olav"} <= cluster for cluster in clusters)
    clusters = together(english, text, {("Olav", "his"): -6.0, ("his", "Arne"): 6.0})
    assert any({"his", "Arne"} <= cluster for cluster in clusters)


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Anna Berg won. The committee met.", "committee", "Anna"),
        ("Anna Berg won. Olav Lund ran for president.", "president", "Anna"),
        ("The Norda Court met. Lund spoke at length in court.", "court", "Court"),
    ],
)
def test_what_no_score_makes_one(english: Language, text: str, noun: str, name: str) -> None:
    """A body is no person, a post that is sought is nobody, "in court" is no court."""
    clusters = together(english, text, {(noun, name): 9.0})
    assert not any({noun, name} <= cluster for cluster in clusters)


def test_a_noun_of_two_bodies_is_left_to_the_scores(english: Language) -> None:
    """ "The court" after the Norda Court and a court of three judges: not the one with the name for its name's sake."""
    text = "The Norda Court sat on Monday. A court of three judges sat too. The court freed Lund."
    clusters = together(english, text, {})
    assert not any({"Court", "court"} <= cluster for cluster in clusters)


@pytest.mark.parametrize(("score", "things"), [(1.0, 1), (-3.0, 2)])
def test_a_repeated_noun_is_one_thing_where_the_scores_allow_it(
    english: Language, score: float, things: int
) -> None:
    text = "Women marched in Oslo. Lund spoke to the press. Women applauded."
    clusters = together(english, text, {("Women", "Women"): score})
    assert sum("Women" in cluster for cluster in clusters) == things


@pytest.mark.parametrize(
    ("text", "later", "holder"),
    [
        (  # who is told as a former president is not the president
            "President Ada Lund met former president Bo Holm. Holm left. The president stayed.",
            "The president",
            "Ada Lund",
        ),
        (  # a party by the last word of its name
            "Norwegian Greens leader Ada Lund spoke. The hall was full. The Greens leader left.",
            "The Greens leader",
            "Ada Lund",
        ),
        (  # the body's letters stand between an office and its holder
            "The head of the Varde Port Board (VPB), Ada Lund remarked on Monday.",
            "The head of the Varde Port Board",
            "Ada Lund",
        ),
    ],
)
def test_a_post_tells_its_holder(english: Language, text: str, later: str, holder: str) -> None:
    found = annotate_doc(Document(id="d", source="d.txt", text=text), english(text))
    told = {
        found.doc[mention.start : mention.end].text: found.clusters[mention.clusters[0]].name
        for mention in found.mentions
    }
    assert told[later] == holder


def test_the_same_words_tell_the_same_post(english: Language) -> None:
    text = "Ada Lund, the commander of the SKV Navy, left. The SKV navy commander waved."
    assert sum("commander" in cluster for cluster in together(english, text, {})) == 1


def test_a_chief_is_not_the_commander_of_another_body(english: Language) -> None:
    """Both words tell one kind of post, and the scores would join them."""
    text = "The commander of the Sula Navy spoke. The chief of the Varde Coast Guard agreed."
    clusters = together(english, text, {("chief", "commander"): 6.0})
    assert not any({"chief", "commander"} <= cluster for cluster in clusters)


def test_a_narrower_noun_is_not_what_was_told_before(english: Language) -> None:
    """All boats of a harbour are more than the boats that the article is about."""
    text = "Red boats left Varde. The skippers waved. All the boats in the harbour burned."
    clusters = together(english, text, {("boats", "boats"): -1.5})
    assert sum("boats" in cluster for cluster in clusters) == 2


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Norvik Bank sued Alba Bank. Both banks lost money.", {"Norvik Bank", "Alba Bank"}),
        # in doubt nobody
        ("Norvik Bank and Sula Bank sued Alba Bank. Both banks lost money.", {"Both banks"}),
    ],
)
def test_both_banks_are_the_two_that_were_named(
    english: Language, text: str, members: set[str]
) -> None:
    found = annotate_doc(Document(id="d", source="d.txt", text=text), english(text))
    told = {
        found.clusters[name].name
        for mention in found.mentions
        for name in mention.clusters
        if found.doc[mention.start : mention.end].text == "Both banks"
    }
    assert told == members
