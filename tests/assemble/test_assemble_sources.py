"""Independent sources: reprints, agencies, publishers, shared quotations, one speaker."""

from __future__ import annotations

import pytest
from made_claims import Made

from kgbuild.assemble.joining.quotations import quotations
from kgbuild.assemble.joining.sources import credited
from kgbuild.model import Document, Status

STORY = (
    "The council of Orley opened the new harbour bridge on Friday after four years of work. Engineers said "
    "the bridge would carry twelve thousand cars a day and cut the way to the islands by half an hour. "
    "Residents walked across it in the rain while a brass band played at the northern gate. "
)
QUOTE = "our two cities must show a far greater readiness for common building and long friendship"


@pytest.fixture
def made() -> Made:
    return Made()


def _sources(made: Made, **documents: dict[str, str]) -> tuple[int, str, Status]:
    for name, fields in documents.items():
        made.document(name, **fields)
        claim = made.claim(name, "Council of Orley", "LAUNCHED", "Facility:Harbour Bridge")
    fact = made.fact_of(claim)
    return fact.independent_sources, fact.why, fact.status


def test_two_papers_are_two_sources(made: Made) -> None:
    """Nothing ties them: the fact is corroborated."""
    count, _, status = _sources(made, one={"publisher": "Post"}, two={"publisher": "Star"})
    assert (count, status) == (2, Status.CORROBORATED)


def test_a_reprint_is_no_second_source(made: Made) -> None:
    """A near copy under another name and headline leans on the same text."""
    count, why, status = _sources(
        made,
        one={"text": "Bridge opens\n" + STORY * 2, "publisher": "Post"},
        two={"text": "Orley celebrates its bridge\n" + STORY * 2, "publisher": "Star"},
    )
    assert count == 1
    assert status is Status.SINGLE_SOURCE
    assert "near copies" in why


def test_one_agency_is_one_source(made: Made) -> None:
    """Two articles that sign with one agency are that agency."""
    count, why, _ = _sources(
        made,
        one={"text": "Orley opened its bridge.\nAP", "publisher": "Post"},
        two={"text": "ORLEY (AP) - A bridge was opened.", "publisher": "Star"},
    )
    assert count == 1
    assert "credit AP" in why


def test_one_publisher_is_one_source(made: Made) -> None:
    """A paper does not confirm itself."""
    count, why, _ = _sources(made, one={"publisher": "Post"}, two={"publisher": "Post"})
    assert count == 1
    assert "one publisher" in why


def test_two_publishers_under_one_name_are_told_apart_by_address(made: Made) -> None:
    """Two papers may both be The Star; their addresses differ."""
    count, _, _ = _sources(
        made,
        one={"publisher": "The Star", "url": "https://www.thestar.example/a"},
        two={"publisher": "The Star", "url": "https://star.example.org/b"},
    )
    assert count == 2


def test_a_shared_quotation_ties_also_in_another_translation(made: Made) -> None:
    """Both lean on one report of one utterance."""
    other = "our two cities need to show even greater willingness for common building and long friendship"
    count, why, _ = _sources(
        made, one={"text": f"He said “{QUOTE}”."}, two={"text": f'"{other}," he said.'}
    )
    assert count == 1
    assert "share the quotation" in why


def test_what_one_speaker_says_is_one_source_however_many_pass_it_on(made: Made) -> None:
    """Two papers that only quote Ada know it from Ada."""
    for name in ("one", "two"):
        claim = made.claim(name, "Ben", "OWNS", "Company:Lumo", by="Ada")
    fact = made.fact_of(claim)
    assert fact.independent_sources == 1
    assert "what Ada said" in fact.why


def test_crediting_another_paper_leans_on_it(made: Made) -> None:
    """What the Post reports, and what the Star says that the Post reports, is one source."""
    made.document("one", publisher="Morning Post")
    made.document("two", publisher="Evening Star")
    made.claim("one", "Ben", "OWNS", "Company:Lumo")
    claim = made.claim("two", "Ben", "OWNS", "Company:Lumo", by="MediaOutlet:Morning Post")
    assert made.fact_of(claim).independent_sources == 1


def test_unnamed_speakers_are_not_one(made: Made) -> None:
    """ "A diplomat" here and "a diplomat" there may be two."""
    for name in ("one", "two"):
        claim = made.claim(name, "Ben", "OWNS", "Company:Lumo", by="Group:a diplomat")
    assert made.fact_of(claim).independent_sources == 2


def test_forty_reprints_are_one_source(made: Made) -> None:
    """The count of documents grows, that of sources does not."""
    for number in range(40):
        text = f"Headline {number}\n" + STORY + f"Local note {number}."
        made.document(f"d{number:02d}", text=text, publisher=f"Paper {number}")
        claim = made.claim(
            f"d{number:02d}", "Council of Orley", "LAUNCHED", "Facility:Harbour Bridge"
        )
    fact = made.fact_of(claim)
    assert (len(fact.documents), fact.independent_sources) == (40, 1)


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"text": "Something happened.\nAP"}, ("AP",)),
        ({"text": "KYIV (Reuters) - Something happened."}, ("Reuters",)),
        ({"text": "Something happened. – AFP"}, ()),
        ({"text": "Something happened.\n– AFP"}, ("AFP",)),
        ({"text": "It happened.", "byline": "By Jane Roe, Associated Press"}, ("AP",)),
        ({"text": "It happened.", "publisher": "Reuters"}, ("Reuters",)),
        ({"text": "It happened. With reporting by Reuters"}, ("Reuters",)),
        ({"text": "It happened.\nAgencies"}, ()),
        (
            {
                "text": "The AP style guide says so. And then it went on for long, and nobody knew why it did."
            },
            (),
        ),
    ],
)
def test_credit_lines(fields: dict[str, str], names: tuple[str, ...]) -> None:
    """Bylines, datelines and closing lines credit agencies; a mention in the text does not."""
    assert credited(Document("d", "d.txt", **fields)) == names


def test_quotation_marks_of_all_kinds() -> None:
    """Typographic, straight and single marks; an apostrophe opens nothing."""
    text = "He said “one two three”, \"four five six\", ‘seven eight nine’; it's Ada's."
    found = [q.text for q in quotations(Document("d", "d", text))]
    assert found == ["one two three", "four five six", "seven eight nine"]
