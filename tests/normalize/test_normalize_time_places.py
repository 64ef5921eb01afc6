"""Times and places go to the clause that they modify, over parses made by hand."""

from __future__ import annotations

from datetime import date as day

import pytest
import spacy
from spacy.tokens import Doc

from kgbuild.annotate import Annotated, Draft, MentionSpan, Slot, TimeExpression
from kgbuild.model import Basis, Cluster, Document, MentionKind, Modality
from kgbuild.normalize.adjuncts.places import locate
from kgbuild.normalize.adjuncts.times import date

PLACES = {"Orley": "City", "Varn": "City", "Lumea": "Country", "summit": "Event", "visit": "Event"}
MONDAY = day(2022, 9, 19)
VOCAB = spacy.blank("en").vocab


class Made:
    """One sentence: rows of "word lemma POS TAG dep head" (heads from 1, 0 is the root)."""

    def __init__(self, rows: str, published: day | None = MONDAY) -> None:
        table = [line.split() for line in rows.strip().splitlines()]
        words = [r[0] for r in table]
        heads = [int(r[5]) - 1 if int(r[5]) else i for i, r in enumerate(table)]
        doc = Doc(
            VOCAB,
            words=words,
            lemmas=[r[1] for r in table],
            pos=[r[2] for r in table],
            tags=[r[3] for r in table],
            deps=["ROOT" if r[4] == "root" else r[4] for r in table],
            heads=heads,
        )
        document = Document("d", "d.txt", doc.text, published=published)
        self.annotated = Annotated(document, doc)
        for i, word in enumerate(words):
            kind = PLACES.get(word) or ("Person" if word in ("Ada", "Ben") else None)
            if kind:
                cluster = Cluster(f"m-{word}", "d", kind, word)
                self.annotated.clusters[cluster.id] = cluster
                self.annotated.mentions.append(
                    MentionSpan(i, i + 1, i, MentionKind.NAME, kind, (cluster.id,))
                )
        self.drafts: list[Draft] = []

    def at(self, word: str) -> int:
        """The token of a word."""
        return next(t.i for t in self.annotated.doc if t.text == word)

    def when(self, *words: str) -> None:
        """Mark the words as a time expression, as annotating does."""
        start, end = self.at(words[0]), self.at(words[-1]) + 1
        self.annotated.times.append(TimeExpression(start, end, " ".join(words)))

    def draft(
        self, head: str, relation: str | None, subject: str, obj: str = "", **fields: object
    ) -> Draft:
        """A draft that an extractor would leave."""
        i = self.at(head)
        made = Draft(
            extractor=str(fields.pop("extractor", "clauses.verb")),
            head=i,
            trigger=(i,),
            words=head,
            lemma=head,
            relation=relation,
            subject=[self.slot(subject)] if subject else [],
            object=[self.slot(obj)] if obj else [],
            tense=str(fields.pop("tense", "past")),
            **fields,  # type: ignore[arg-type]
        )
        self.drafts.append(made)
        return made

    def slot(self, word: str, preposition: str = "") -> Slot:
        """A one-word phrase."""
        return Slot(
            head=self.at(word), start=self.at(word), end=self.at(word) + 1, preposition=preposition
        )

    def settle(self) -> None:
        """Both stages."""
        locate(date(self.drafts, self.annotated), self.annotated)


MEETING = """
Ada Ada PROPN NNP nsubj 2
met meet VERB VBD root 0
Ben Ben PROPN NNP obj 2
in in ADP IN case 5
Orley Orley PROPN NNP obl 2
last last ADJ JJ amod 7
week week NOUN NN obl:unmarked 2
"""


def test_time_and_place_of_a_clause() -> None:
    """Words, bounds and basis; the place is no object and no oblique any more."""
    made = Made(MEETING)
    made.when("last", "week")
    draft = made.draft("met", "MET", "Ada", "Ben")
    draft.obliques = [made.slot("Orley", "in")]
    made.settle()
    assert draft.time is not None
    assert (draft.time.text, draft.time.start, draft.time.end) == (
        "last week",
        day(2022, 9, 12),
        day(2022, 9, 18),
    )
    assert draft.time.basis is Basis.DATELINE
    assert [s.clusters for s in draft.place] == [("m-Orley",)]
    assert draft.obliques == []


def test_no_date_no_bounds() -> None:
    """The words are kept."""
    made = Made(MEETING, published=None)
    made.when("last", "week")
    draft = made.draft("met", "MET", "Ada", "Ben")
    made.settle()
    assert draft.time is not None
    assert (draft.time.text, draft.time.start, draft.time.end) == ("last week", None, None)


def test_a_place_is_not_met() -> None:
    """ "Met in Orley", read with the place as what was met, gets it as its place."""
    made = Made(MEETING)
    draft = made.draft("met", "MET", "Ada", "Orley", preposition="in")
    made.settle()
    assert draft.object == []
    assert [s.clusters for s in draft.place] == [("m-Orley",)]


@pytest.mark.parametrize("relation", ["LOCATED_IN", "BASED_IN"])
def test_a_place_that_is_the_argument_stays_one(relation: str) -> None:
    """What lies or sits somewhere does not also happen there."""
    made = Made(MEETING)
    draft = made.draft("met", relation, "Ada", "Orley", preposition="in")
    made.settle()
    assert [s.head for s in draft.object] == [made.at("Orley")]
    assert draft.place == []


def test_a_title_has_no_time_of_its_own() -> None:
    """Who met last week was not president last week only."""
    made = Made(MEETING)
    made.when("last", "week")
    title = made.draft("Ben", "HOLDS_POSITION", "Ben", extractor="titles")
    made.draft("met", "MET", "Ada", "Ben")
    made.settle()
    assert title.time is None
    assert title.place == []


AHEAD = """
Ada Ada PROPN NNP nsubj 2
plans plan VERB VBZ root 0
to to PART TO mark 4
visit visit VERB VB xcomp 2
Lumea Lumea PROPN NNP obj 4
on on ADP IN case 7
Friday Friday PROPN NNP obl 2
"""


def test_plans_look_ahead() -> None:
    """A weekday of a planned act is the coming one, also where the plan's verb has the phrase."""
    made = Made(AHEAD)
    made.when("Friday")
    draft = made.draft(
        "visit", "VISITED", "Ada", "Lumea", modality=Modality.PLANNED, tense="present"
    )
    made.settle()
    assert draft.time is not None
    assert (draft.time.text, draft.time.start) == ("on Friday", day(2022, 9, 23))


SAID = """
Ada Ada PROPN NNP nsubj 2
said say VERB VBD root 0
on on ADP IN case 4
Monday Monday PROPN NNP obl 2
that that SCONJ IN mark 7
Ben Ben PROPN NNP nsubj 7
paid pay VERB VBD ccomp 2
"""


def test_the_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    """Said on Monday: when it was paid is another matter."""
    made = Made(SAID)
    made.when("Monday")
    said, paid = made.draft("said", "STATED", "Ada"), made.draft("paid", "PAID", "Ben")
    made.settle()
    assert said.time is not None
    assert said.time.start == MONDAY
    assert paid.time is None


FRONTED = """
On on ADP IN case 2
Monday Monday PROPN NNP obl 4
Ada Ada PROPN NNP nsubj 4
met meet VERB VBD root 0
Ben Ben PROPN NNP obj 4
and and CCONJ CC cc 7
left leave VERB VBD conj 4
"""


def test_a_time_before_both_verbs_is_shared() -> None:
    """ "On Monday, Ada met Ben and left": both on Monday."""
    made = Made(FRONTED)
    made.when("Monday")
    met, left = made.draft("met", "MET", "Ada", "Ben"), made.draft("left", "WITHDREW_FROM", "Ada")
    made.settle()
    assert met.time == left.time
    assert met.time is not None


COMES = """
This this PRON DT nsubj 2
comes come VERB VBZ root 0
days day NOUN NNS obl:unmarked 6
after after SCONJ IN mark 6
Ada Ada PROPN NNP nsubj 6
met meet VERB VBD advcl 2
Ben Ben PROPN NNP obj 6
last last ADJ JJ amod 9
week week NOUN NN obl:unmarked 2
"""


def test_past_words_leave_the_present_verb() -> None:
    """ "This comes after Ada met Ben last week": the meeting was last week, whatever the tree says."""
    made = Made(COMES)
    made.when("last", "week")
    comes = made.draft("comes", None, "", tense="present")
    met = made.draft("met", "MET", "Ada", "Ben")
    made.settle()
    assert comes.time is None
    assert met.time is not None
    assert met.time.start == day(2022, 9, 12)


def test_days_after_is_before_today() -> None:
    """What something comes days after was over the day before the article."""
    made = Made(COMES)
    made.when("days")
    met = made.draft("met", "MET", "Ada", "Ben")
    made.settle()
    assert met.time is not None
    assert (met.time.text, met.time.start, met.time.end) == ("days after", None, day(2022, 9, 18))


EVENTS = """
Ada Ada PROPN NNP nsubj 2
spoke speak VERB VBD root 0
at at ADP IN case 5
the the DET DT det 5
summit summit NOUN NN obl 2
in in ADP IN case 7
Lumea Lumea PROPN NNP nmod 5
"""


def test_the_place_of_an_event_is_that_of_the_acts_in_it() -> None:
    """ "Spoke at the summit in Lumea" happened in Lumea."""
    made = Made(EVENTS)
    draft = made.draft("spoke", "STATED", "Ada")
    made.settle()
    assert [s.clusters for s in draft.place] == [("m-Lumea",)]


AFTER = """
Ada Ada PROPN NNP nsubj 2
left leave VERB VBD root 0
after after ADP IN case 5
the the DET DT det 5
summit summit NOUN NN obl 2
in in ADP IN case 7
Lumea Lumea PROPN NNP nmod 5
"""


def test_after_an_event_keeps_its_words_and_lends_no_place() -> None:
    """What happens after the summit need not happen there."""
    made = Made(AFTER)
    draft = made.draft("left", "WITHDREW_FROM", "Ada")
    made.settle()
    assert draft.time is not None
    assert (draft.time.text, draft.time.start) == ("after the summit", None)
    assert draft.place == []


OFFICIALS = """
Officials official NOUN NNS nsubj 4
in in ADP IN case 3
Orley Orley PROPN NNP nmod 1
met meet VERB VBD root 0
"""


def test_officials_in_a_city_do_not_place_what_they_do() -> None:
    """A place inside a noun phrase says where the people are, not where the act was."""
    made = Made(OFFICIALS)
    draft = made.draft("met", "MET", "")
    made.settle()
    assert draft.place == []


def test_a_former_post_ended_before_the_article() -> None:
    """The state is closed at the article's date; without one it is left open."""
    for published, end in ((MONDAY, MONDAY), (None, None)):
        made = Made(MEETING, published=published)
        draft = made.draft(
            "Ben", "HOLDS_POSITION", "Ben", extractor="titles", qualifiers={"status": "former"}
        )
        made.settle()
        assert (draft.time.end if draft.time else None) == end


OBJECT = """
Ada Ada PROPN NNP nsubj 2
met meet VERB VBD root 0
envoys envoy NOUN NNS obj 2
in in ADP IN case 5
Orley Orley PROPN NNP nmod 3
on on ADP IN case 7
Monday Monday PROPN NNP nmod 3
"""


def test_phrases_that_the_tree_hangs_on_the_object() -> None:
    """Whom one meets in a city on a day, one meets there and then."""
    made = Made(OBJECT)
    made.when("Monday")
    draft = made.draft("met", "MET", "Ada", "envoys")
    made.settle()
    assert [s.clusters for s in draft.place] == [("m-Orley",)]
    assert draft.time is not None
    assert draft.time.start == MONDAY


def test_what_is_praised_in_a_city_is_not_praised_there() -> None:
    """Words about somebody somewhere are said elsewhere."""
    made = Made(OBJECT)
    draft = made.draft("met", "PRAISED", "Ada", "envoys")
    made.settle()
    assert draft.place == []


LATER = """
Ben Ben PROPN NNP nsubj 2
left leave VERB VBD root 0
two two NUM CD nummod 4
days day NOUN NNS obl:unmarked 7
after after SCONJ IN mark 7
Ada Ada PROPN NNP nsubj 7
met meet VERB VBD advcl 2
"""


def test_days_after_a_past_event_are_not_counted_from_today() -> None:
    """Ben left two days after they met, whenever that was: the words tell when he left."""
    made = Made(LATER)
    made.when("two", "days")
    made.draft("left", "WITHDREW_FROM", "Ben")
    met = made.draft("met", "MET", "Ada")
    made.settle()
    assert met.time is None


BOTH = """
Ada Ada PROPN NNP nsubj 2
spoke speak VERB VBD root 0
in in ADP IN case 4
Orley Orley PROPN NNP obl 2
and and CCONJ CC cc 6
Varn Varn PROPN NNP conj 4
"""


def test_two_cities_of_one_list_are_both_places() -> None:
    """ "In Orley and Varn"."""
    made = Made(BOTH)
    draft = made.draft("spoke", "STATED", "Ada")
    draft.obliques = [made.slot("Orley", "in"), made.slot("Varn", "in")]
    made.settle()
    assert [s.clusters for s in draft.place] == [("m-Orley",), ("m-Varn",)]
