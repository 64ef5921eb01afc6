"""Who is who in small hand-made parses."""

from __future__ import annotations

from small_docs import annotated, clusters, together

MERKEL = "Angela/NNP/nsubj>2/B-Person Merkel/NNP/flat>0/I-Person arrived/VBD/root>2 ././punct>2"


def test_surname_and_pronoun() -> None:
    """A surname and "she" join the full name."""
    result = annotated(
        MERKEL, "Merkel/NNP/nsubj>1/B-Person said/VBD/root>1 she/PRP/nsubj>3 agreed/VBD/ccomp>1"
    )
    assert clusters(result)["Angela Merkel"] == ["Angela Merkel", "Merkel", "she"]


def test_gender_keeps_people_apart() -> None:
    """ "He" is not a woman's pronoun."""
    result = annotated(MERKEL, "He/PRP/nsubj>1 left/VBD/root>1")
    assert clusters(result) == {"Angela Merkel": ["Angela Merkel"]}


def test_brothers_never_merge_and_a_bare_surname_stays_apart() -> None:
    """Two given names with one surname are two people; the surname alone is neither."""
    result = annotated(
        "Mahinda/NNP/nsubj>5/B-Person Rajapaksa/NNP/flat>0/I-Person and/CC/cc>3 Gotabaya/NNP/conj>0/B-Person"
        " Rajapaksa/NNP/flat>3/I-Person left/VBD/root>5 ././punct>5",
        "Rajapaksa/NNP/nsubj>1/B-Person agreed/VBD/root>1 ././punct>1",
    )
    found = clusters(result)
    assert found["Mahinda Rajapaksa"] == ["Mahinda Rajapaksa"]
    assert found["Gotabaya Rajapaksa"] == ["Gotabaya Rajapaksa"]
    assert found["Rajapaksa"] == ["Rajapaksa"]


def test_title_is_no_part_of_the_name() -> None:
    """An office before a name is a position of its own, with the country in it."""
    result = annotated(
        "Chinese/JJ/amod>1/B-NORP President/NNP/nmod:desc>2 Xi/NNP/nsubj>4/B-Person Jinping/NNP/flat>2/I-Person"
        " arrived/VBD/root>4"
    )
    found = {c.type: c for c in result.clusters.values()}
    assert found["Person"].name == "Xi Jinping"
    assert found["Person"].country == "CN"
    assert found["Person"].attributes["family"] == "xi"
    assert found["Position"].name == "President of China"


def test_role_finds_its_holder() -> None:
    """ "The Chinese president" is the person of whom that was said."""
    result = annotated(
        "Chinese/JJ/amod>1/B-NORP President/NNP/nmod:desc>2 Xi/NNP/nsubj>4/B-Person Jinping/NNP/flat>2/I-Person"
        " met/VBD/root>4 Russian/JJ/amod>6/B-NORP President/NNP/nmod:desc>7 Vladimir/NNP/obj>4/B-Person"
        " Putin/NNP/flat>7/I-Person ././punct>4",
        "Putin/NNP/nsubj>1/B-Person praised/VBD/root>1 the/DT/det>4 Chinese/JJ/amod>4/B-NORP president/NN/obj>1",
    )
    assert together(result, "Xi Jinping", "the Chinese president")
    assert together(result, "Vladimir Putin", "Putin")


def test_joint_mentions_keep_their_members() -> None:
    """ "Both countries" and "Chinese and Russian officials" name two things each."""
    result = annotated(
        "Chinese/JJ/amod>3/B-NORP and/CC/cc>2 Russian/JJ/conj>0/B-NORP officials/NNS/nsubj>4 met/VBD/root>4",
        "Both/DT/det>1 countries/NNS/nsubj>2 agreed/VBD/root>2 ././punct>2",
    )
    joint = {result.doc[m.start : m.end].text: m for m in result.mentions if len(m.clusters) > 1}
    names = {
        words: sorted(result.clusters[c].name for c in m.clusters) for words, m in joint.items()
    }
    assert names["Both countries"] == ["China", "Russia"]
    assert names["Chinese and Russian officials"] == ["Chinese officials", "Russian officials"]


def test_apposition_by_its_commas() -> None:
    """ "Nanping, a city in China," describes Nanping even where the parse hangs it elsewhere."""
    result = annotated(
        "He/PRP/nsubj>1 arrived/VBD/root>1 in/IN/case>3 Nanping/NNP/obl>1/B-Location ,/,/punct>6 a/DT/det>6"
        " city/NN/parataxis>1 in/IN/case>8 China/NNP/nmod>6/B-Location ,/,/punct>6"
    )
    assert together(result, "Nanping", "a city in China")
    mention = next(
        m for m in result.mentions if result.doc[m.start : m.end].text == "a city in China"
    )
    assert mention.attributive


def test_object_of_praise_owns_what_follows() -> None:
    """ "Putin praised Xi for his approach": the approach is Xi's."""
    result = annotated(
        "Vladimir/NNP/nsubj>2/B-Person Putin/NNP/flat>0/I-Person praised/VBD/root>2 Xi/NNP/obj>2/B-Person"
        " for/IN/case>6 his/PRP$/nmod:poss>6 approach/NN/obl>2 ././punct>2"
    )
    assert together(result, "Xi", "his")


def test_acronym_in_brackets() -> None:
    """An acronym introduced after a name is the body from then on."""
    result = annotated(
        "The/DT/det>4 African/NNP/compound>4/B-Organization Seed/NNP/compound>4/I-Organization"
        " Growers/NNP/compound>4/I-Organization Forum/NNP/nsubj>8/I-Organization (/,/punct>6"
        " ASGF/NNP/appos>4/B-Organization )/,/punct>6 agreed/VBD/root>8 ././punct>8",
        "ASGF/NNP/nsubj>1/B-Organization said/VBD/root>1 so/RB/advmod>1 ././punct>1",
    )
    assert clusters(result)["African Seed Growers Forum"] == [
        "African Seed Growers Forum",
        "ASGF",
        "ASGF",
    ]


def test_speaker_of_first_person() -> None:
    """ "I" between quotation marks is the one who says it."""
    result = annotated(
        "“/``/punct>2 I/PRP/nsubj>2 refused/VBD/ccomp>7 twice/RB/advmod>2 ,/,/punct>2 ”/''/punct>2"
        " Lund/NNP/nsubj>7/B-Person said/VBD/root>7 ././punct>7"
    )
    assert together(result, "I", "Lund")
    quote = result.quotes[0]
    assert [result.clusters[name].name for name in quote.speaker] == ["Lund"]
    assert quote.cue is not None
    assert result.doc[quote.cue].text == "said"


def test_expletive_it_is_no_mention() -> None:
    """ "It was said that" stands for nothing."""
    result = annotated(
        "It/PRP/expl>2 was/VBD/aux:pass>2 said/VBN/root>2 that/IN/mark>5 Xi/NNP/nsubj>5/B-Person left/VBD/ccomp>2"
    )
    assert clusters(result) == {"Xi": ["Xi"]}


def test_the_same_input_gives_the_same_ids() -> None:
    """Ids come from content, and no two clusters share one."""
    first, second = annotated(MERKEL), annotated(MERKEL)
    assert list(first.clusters) == list(second.clusters)
    assert len({c.id for c in first.clusters.values()}) == len(first.clusters)
