"""Who speaks, over more than one sentence: frames, turns, credit lines, quotations without a verb, headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import annotate
from kgbuild.attribution.turns import turns
from kgbuild.extract import extract
from kgbuild.extraction import claims_of
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

SOMEBODY, ARTICLE = "unspecified", ""

# text, a verb's form, who says its clause
SPOKEN = [
    # frames, wherever the parser hangs them
    ("Sweden sank a ferry on Monday, police suspect.", "sank", "police"),
    ("Sweden, a diplomat said in Oslo on Monday, sank a ferry.", "sank", "a diplomat"),
    ("A ferry sank off Kiel, sources close to the navy warn.", "sank", "sources close to the navy"),
    ("The bank lent Lund the money, its chairman told a committee.", "lent", "its chairman"),
    # a clause beside another is no frame
    ("When the ferry sank, Anna Lind protested.", "sank", ARTICLE),
    ("The ferry sank, and Anna Lind protested.", "sank", ARTICLE),
    # a frame whose verb no table knows is somebody's, and in doubt nobody's in particular
    ("Sweden sank a ferry, critics twittered.", "sank", SOMEBODY),
    ("“Sweden sank a ferry,” twittered Anna Lind.", "sank", "Anna Lind"),
    ("“Sweden sank a ferry,” declared the navy in a note.", "sank", "the navy"),
    ("Peru fell, and Chile sank.", "sank", ARTICLE),
    # who is told stands between, and the subject of what is told before
    (
        "The council shut the port, a move officials in Kiel warned would cost the town jobs.",
        "cost",
        "officials in Kiel",
    ),
    # what somebody is accused of being is the accuser's word
    ("Anna Lind accused Peter Holm of being a member of Telvik.", "member", "Anna Lind"),
    ("Peter Holm was accused of being the owner of Telvik.", "owner", SOMEBODY),
    ("Anna Lind suspected Peter Holm of being an agent of Telvik.", "agent", "Anna Lind"),
    ("Despite being a member of Telvik, Peter Holm resigned.", "member", ARTICLE),
    # phrases
    ("In the words of Anna Lind, Sweden sank a ferry.", "sank", "Anna Lind"),
    ("Sweden, in Anna Lind's view, sank a ferry.", "sank", "Anna Lind"),
    ("Sweden sank a ferry, according to plan.", "sank", ARTICLE),
    # a credit line below a quotation
    ("“Sweden sank a ferry in May.” — Anna Lind, teacher\n\nIt rained.", "sank", "Anna Lind"),
    ("“Sweden sank a ferry in May.”\n― Anna Lind\n\nIt rained.", "sank", "Anna Lind"),
    # nobody who is quoted in a quotation goes on outside of it
    (
        "“People told me, ‘It is late,’” said Anna Lind, a teacher. “Sweden sank a ferry in May.”",
        "sank",
        "Anna Lind",
    ),
    # who praises or names somebody speaks the quotation that fills the next sentence
    ("Anna Lind called Holm a fool. “Sweden sank a ferry in May.” It rained.", "sank", "Anna Lind"),
    ("Anna Lind was accused of fraud. “Sweden sank a ferry in May.” It rained.", "sank", SOMEBODY),
    # a paper goes on in its paragraph, and not in the next
    (
        "“It is late,” the Lind letter reads. “Sweden sank a ferry in May.” It rained.",
        "sank",
        "Lind letter",
    ),
    # a quotation of several sentences is one, wherever it breaks off
    (
        "“Sweden sank a ferry in May. It is a disgrace” for the navy, Anna Lind said.",
        "sank",
        "Anna Lind",
    ),
    # the sentence that announces it may end a line above, and a paragraph set apart needs no marks
    ("Anna Lind made this remark:\n\n“It rained. Sweden sank a ferry.”", "sank", "Anna Lind"),
    (
        "Anna Lind runs the port.\n\nLind added:\n\nIt is late. Sweden sank a ferry in May.\n\nIt rained.",
        "sank",
        "Anna Lind",
    ),
    ("Anna Lind runs the port.\n\nSweden sank a ferry in May.\n\nIt rained.", "sank", ARTICLE),
    ("The port has three rules:\n\nSweden sank a ferry in May.\n\nIt rained.", "sank", ARTICLE),
    # turns
    (
        "Anna Lind runs the port. Peter Holm met her.\n\nHOLM: What happened?\n\nLIND: Sweden sank a ferry.\n\n"
        "HOLM: Was it late?\n\nLIND: It was.",
        "sank",
        "Anna Lind",
    ),
    ("Q: What happened?\nA: Sweden sank a ferry.\nQ: When was it?\nA: In May.", "sank", SOMEBODY),
    (
        "Anna Lind runs the port.\n\nWhat happened in May?\n\nSweden sank a ferry. I saw it.\n\nWho paid?\n\nI did.\n\n"
        "And now?\n\nWe wait.",
        "sank",
        SOMEBODY,
    ),
    # nobody speaks of himself in the article's voice
    ("It rained. Sweden sank our ferry in May.", "sank", SOMEBODY),
    ("The mine sank in May.", "sank", ARTICLE),
]


@pytest.mark.parametrize(("text", "form", "speaker"), SPOKEN, ids=[case[0][:50] for case in SPOKEN])
def test_a_clause_has_its_speaker(text: str, form: str, speaker: str, english: Language) -> None:
    """The last of the chain; empty is the article's own voice."""
    annotated = annotate(Document("d", "d", text), english)
    told = [d for d in extract(annotated) if d.extractor != "utterances"]
    drafts = [d for d in told if annotated.doc[d.head].text == form]
    assert drafts
    for draft in drafts:
        chain = draft.speaker[-1:]
        names = [
            annotated.clusters[s.clusters[0]].name
            if s.clusters
            else s.literal or annotated.doc[s.start : s.end].text
            for s in chain
        ]
        assert names == ([speaker] if speaker else []), text


def test_words_of_a_quotation_without_a_verb_of_saying_are_kept(english: Language) -> None:
    """ "… she said. “It was hard.”": the second quotation is her statement too, once."""
    text = "“We must go now,” Anna Lind said. “No more of that, please.”"
    annotated = annotate(Document("d", "d", text), english)
    said = [d for d in extract(annotated) if d.extractor == "utterances"]
    assert [d.object[0].literal for d in said] == ["No more of that, please."]
    assert annotated.clusters[said[0].subject[0].clusters[0]].name == "Anna Lind"


def test_a_quoted_question_is_kept_in_its_words(english: Language) -> None:
    """ "… she said. “Who knows?”": what somebody asks aloud is hers, and no claim of what it asks for."""
    text = "“We must go now,” Anna Lind said. “Did Sweden sink a ferry?”"
    annotated = annotate(Document("d", "d", text), english)
    found = [d for d in extract(annotated) if d.extractor == "utterances"]
    assert [(d.words, d.object[0].literal) for d in found] == [("ask", "Did Sweden sink a ferry?")]
    assert annotated.clusters[found[0].subject[0].clusters[0]].name == "Anna Lind"
    assert not [d for d in extract(annotated) if d.lemma == "sink"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("“Did Sweden sink a ferry?” Anna Lind asked.", "STATED"),
        ("“Sweden sank a ferry!” Anna Lind yelled.", "STATED"),
        ("Anna Lind asked Peter Holm about the mine.", None),
    ],
)
def test_words_in_quotation_marks_are_said(
    text: str, relation: str | None, english: Language
) -> None:
    """Whatever verb they hang on; asking about something states nothing."""
    found = claims_of(Document("d", "d", text), english)
    names = {c.id for c in found.clusters if c.name == "Anna Lind"}
    own = [c for c in found.claims if {getattr(a, "entity", "") for a in c.subject} & names]
    assert [c.relation for c in own] == [relation]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('"HOLM: What?\n\n"LIND: That.\n\n"HOLM: When?\n\n"LIND: Now.', 4),
        ("Q: What?\nA: That.\nQ: When?\nA: Now.", 4),
        ("ANNA LIND: So it is.\n\nHOLM: It is.\n\nANNA LIND: Good.\n\nHOLM: Bye.", 4),
        ("Muscat: The port was closed.\n\nIt rained.", 0),
        ("Ingredients: salt.\n\nMethod: stir.\n\nTime: an hour.", 0),
        ("Who won? Nobody did. It rained.", 0),
        ("REPORTER: Who was there?\nANNA LIND: The guards were.", 2),
        ("KIEL: The port was closed.\nBREMEN: It rained.", 0),
    ],
)
def test_turns_are_believed_where_labels_come_again(text: str, count: int) -> None:
    """A dateline, a recipe or one question make no interview."""
    assert len(turns(text)) == count


def test_headings_one_below_the_other_are_other_stories(english: Language) -> None:
    """A single heading inside the text heads what follows, and is the article's own."""
    text = (
        "The port was closed on Monday after a long dispute over wages.\n\nSweden sinks ferry\n\nPeru jails a banker\n"
        "\nThe workers want more money, and they will get it.\n\nPort closes again\n\nIt rained on Monday."
    )
    annotated = annotate(Document("d", "d", text), english)
    voices = {annotated.doc[d.head].text: bool(d.speaker) for d in extract(annotated)}
    assert voices["sinks"] and voices["jails"] and not voices.get("closes", False)


def test_a_day_says_nothing(english: Language) -> None:
    """ "Friday's statement says": the statement speaks, and Friday issued nothing."""
    annotated = annotate(
        Document("d", "d", "Friday's statement says that Holm bought Telvik."), english
    )
    told = next(d for d in extract(annotated) if d.lemma == "buy")
    assert [annotated.doc[s.start : s.end].text for s in told.speaker] == ["Friday's statement"]
