"""What the sifts keep and leave out, in rows made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from kgbuild.errors import QueryError
from kgbuild.model import Snapshot
from kgbuild.query import Bound, Row, Rows, ask, questions
from kgbuild.query.sifting import SIFTS
from kgbuild.query.sifting.change import ENDED, HAPPENED, REVERSED
from kgbuild.query.sifting.sense import OF_TYPE, WORD_ONLY
from kgbuild.store.embedded import memory


def row(**fields: object) -> dict[str, Any]:
    plain = {"subject": "Norway", "object": "Denmark", "polarity": "asserted", "modality": "actual"}
    return plain | {"claim": "c-1", "source": "a.txt", "sentence": "", "words": ""} | fields


def test_every_sift_is_some_question_s() -> None:
    assert {q.sift for q in questions().values() if q.sift} == set(SIFTS)


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"relation": "AIDED", "words": "donate to"}, "arrived"),
        ({"relation": "AIDED", "words": "rescue"}, None),
        ({"relation": "AIDED", "words": "help", "goods": "food"}, "arrived"),
        (
            {"relation": "FUNDED", "words": "fund", "polarity": "negated", "modality": "expected"},
            None,
        ),
        ({"relation": "FUNDED", "words": "fund", "polarity": "negated"}, "not given"),
        ({"relation": "FUNDED", "words": "fund", "modality": "possible"}, "possible"),
        ({"relation": "FUNDED", "words": "fund", "subject": "unspecified"}, None),
        ({"relation": "PROMISED", "object": "emergency loans"}, "pledged"),
        ({"relation": "PROMISED", "object": "a new school year"}, None),
        ({"relation": "REQUESTED", "object": "weapons"}, "asked"),
        ({"relation": "SUPPLIED", "goods": "vaccines"}, "arrived"),
        ({"relation": "SUPPLIED", "goods": "steel"}, None),
    ],
)
def test_aid_and_its_stage(fields: dict[str, object], stage: str | None) -> None:
    assert [r["stage"] for r in SIFTS["aid"]([row(**fields)])] == [stage] * (stage is not None)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"relation": "IMPORTED_FROM", "words": "increase imports from"}, True),
        ({"relation": "IMPORTED_FROM", "words": "limit purchase of"}, False),
        ({"relation": "SUPPLIED", "words": "deliver to", "commodity": "steel"}, True),
        ({"relation": "SUPPLIED", "words": "deliver to", "commodity": "vaccines"}, False),
        ({"relation": "SUPPLIED", "words": "provide to", "commodity": "a licence"}, False),
        ({"relation": "SUPPLIED", "words": "provide to", "commodity": "additional data"}, False),
        ({"relation": "IMPORTED_FROM", "words": "buy from", "commodity": "their services"}, False),
        ({"relation": "SOLD", "words": "sell", "object": "a ship"}, False),
        ({"relation": "SOLD", "words": "sell", "object": "a ship", "recipient": "Iceland"}, True),
    ],
)
def test_trade(fields: dict[str, object], kept: bool) -> None:
    assert bool(SIFTS["trade"]([row(**fields)])) is kept


def test_who_must_approve_a_deal_stands_in_the_same_article() -> None:
    deal = row(relation="SOLD", modality="unclear", sentence="They announced an agreement to sell.")
    socks = row(relation="SOLD", modality="unclear", sentence="He travelled selling socks.")
    ruling = row(relation="RULED_ON", subject="the regulator", object="the deal")
    elsewhere = ruling | {"source": "b.txt", "subject": "a court"}
    found = SIFTS["open_deals"]([deal, socks, ruling, elsewhere])
    assert [(r["sentence"], r["approver"]) for r in found] == [(deal["sentence"], "the regulator")]


def test_a_ruling_is_on_the_deal_whose_party_it_names() -> None:
    """A deal with several approvers is one row."""
    one = row(claim="c-1", relation="ACQUIRED", modality="planned", object="Cup Ltd")
    two = row(claim="c-2", relation="ACQUIRED", modality="planned", object="Pot Ltd")
    court = row(relation="RULED_ON", subject="the court", object="the purchase of Pot Ltd")
    union = row(relation="RULED_ON", subject="the union", object="a deal")
    twice = [one | {"approver": "Oslo"}, one | {"approver": "Bergen"}]
    found = SIFTS["open_deals"]([*twice, two, court, union])
    assert [(r["claim"], r["approver"]) for r in found] == [
        ("c-1", "Bergen, Oslo"),
        ("c-2", "the court"),
    ]


@pytest.mark.parametrize("signed", ["Letter of Intent", "the heads of terms"])
def test_what_is_meant_in_writing_is_an_open_deal(signed: str) -> None:
    assert SIFTS["open_deals"]([row(relation="SIGNED", object=signed)])
    assert not SIFTS["open_deals"]([row(relation="SIGNED", object="a treaty")])


def test_a_report_tells_how_long_after_the_first_it_came() -> None:
    days = ["2025-03-04", None, "2025-03-05", "2025-03-04", "2025-03-09"]
    found = SIFTS["first_report"]([row(reported=day, asked=True) for day in days])
    unknown = "the article states no day"
    assert [r["told"] for r in found] == ["first", unknown, "1 day later", "first", "5 days later"]


def test_unasked_only_what_two_dated_articles_tell_is_a_report() -> None:
    one = row(of="f-1", reported="2025-03-04", source="a.txt")
    undated, later = one | {"source": "b.txt", "reported": None}, one | {"source": "b.txt"}
    assert SIFTS["first_report"]([one, undated]) == []
    assert len(SIFTS["first_report"]([one, later | {"reported": "2025-03-06"}])) == 2


def test_quotations_in_other_words() -> None:
    said = "We are just saying that the whole island is a sovereign country"
    one, two = (
        row(sentence=said),
        row(sentence=said.replace("are just", "have been"), source="b.txt"),
    )
    found = SIFTS["wording"]([one, two, row(sentence=said, source="c.txt")])
    assert {(r["source"], r["also_in"]) for r in found} >= {("a.txt", "b.txt"), ("b.txt", "a.txt")}
    assert found[0]["detail"] == "“are just” / “have been”"
    assert SIFTS["wording"]([one, row(sentence=said, source="c.txt")]) == []


def test_a_former_leader_led_it() -> None:
    rows = [
        row(leads=True, reported="2025-03-04", led="Iceland"),
        row(leads=True, reported="2025-03-01", status="former"),
        row(object="Senator"),
        row(head="e-2"),
        row(head="e-3", leads=True, sentence="He met President Adler in 1971."),
        row(head="e-4", leads=True, modality="purpose", leader="Cole"),
        row(head="e-5", leads=True, leader="Anna Cole"),
    ]
    found = [(r["post"], r.get("leader")) for r in SIFTS["leaders_of_body"](rows)]
    assert found == [
        ("leads Iceland", ""),
        ("led it, no longer", ""),
        ("other posts", ""),
        ("led it in years before", ""),
        ("is to lead it", "Anna Cole"),
        ("leads it", "Anna Cole"),
    ]


def test_whoever_a_later_article_calls_former_leads_no_more() -> None:
    rows = [
        row(leads=True, reported="2025-03-04"),
        row(leads=True, reported="2025-03-04", status="former"),
    ]
    assert {r["post"] for r in SIFTS["leaders_of_body"](rows)} == {"led it, no longer"}
    now = [row(leads=True), row(leads=True, sentence="The first president since 1976.")]
    assert {r["post"] for r in SIFTS["leaders_of_body"](now)} == {"leads it"}


@pytest.mark.parametrize(
    ("post", "post_of"),
    [
        ("TUC President", "leads TUC"),
        ("president of the TUC", "leads TUC"),
        ("TUC provincial chair", None),
        ("TUC treasurer general", None),
    ],
)
def test_a_head_s_post_leads_its_body(post: str, post_of: str | None) -> None:
    told = row(relation="HOLDS_POSITION", object=post, led="TUC", leads=False, of_it=True)
    assert [r["post"] for r in SIFTS["leaders_of_body"]([told])] == [post_of] * bool(post_of)


def test_nobody_heads_two_states() -> None:
    head = row(head="e-1", relation="HEADS", leads=True, led="Iceland", object="Iceland")
    post = head | {"relation": "HOLDS_POSITION", "leads": False, "object": "President of France"}
    assert SIFTS["leaders_of_body"]([head, post]) == []
    own = post | {"object": "President of Iceland", "of_it": True}
    assert len(SIFTS["leaders_of_body"]([head, own])) == 2


def test_a_month_counts_each_claim_once() -> None:
    told = {"month": "2025-03", "kind": "verbal conflict"}
    rows = [row(claim=c, **told) for c in ("c-1", "c-1", "c-2")]
    rows.append(row(claim="c-3", **told | {"month": "2025-04"}))
    assert [r["claims"] for r in SIFTS["cooperation_by_month"](rows)] == [2, 2, 1]


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"relation": "VISITED"}, HAPPENED),
        ({"relation": "RESIGNED_FROM"}, ENDED),
        ({"relation": "VISITED", "inside": False}, None),
        ({"relation": "VISITED", "reported": None}, HAPPENED),
        ({"relation": "VISITED", "time_end": "2025-05-01"}, None),
        ({"relation": "VISITED", "subject": "officials"}, None),
        ({"relation": "VISITED", "modality": "planned"}, None),
        ({"relation": "HOLDS_POSITION", "lasting": True}, None),
        ({"relation": "SUPPORTED", "change": "reversed", "inside": False}, REVERSED),
    ],
)
def test_what_is_of_a_later_period(fields: dict[str, object], change: str | None) -> None:
    """An act with a day in it, told then at the latest."""
    told = row(
        **{"change": "new", "inside": True, "reported": "2025-03-04", "fact": "f-1"} | fields
    )
    assert [r["change"] for r in SIFTS["between_periods"]([told])] == [change] * bool(change)


def test_a_month_of_the_report_says_so() -> None:
    told = {"month": "2025-03", "kind": "verbal conflict", "reported": "2025-03-04"}
    found = SIFTS["cooperation_by_month"](
        [row(**told), row(claim="c-2", time_start="2025-03-02", **told)]
    )
    assert [r["month"] for r in found] == ["2025-03, as reported then", "2025-03"]


@pytest.mark.parametrize(
    ("subjects", "source", "kept"),
    [
        (("Norway", "Norway"), "b.txt", True),
        (("we", "we"), "b.txt", False),
        (("People", "people"), "b.txt", False),
        (("we", "we"), "a.txt", True),
    ],
)
def test_we_are_others_in_each_article(subjects: tuple[str, str], source: str, kept: bool) -> None:
    told = {"conflict": "x-1", "field": "polarity"}
    rows = [row(subject=subjects[0], **told), row(subject=subjects[1], **told | {"source": source})]
    assert bool(SIFTS["conflicts"](rows)) is kept
    place = [row(subject=s, conflict="x-2", field="place", source=s) for s in subjects]
    assert SIFTS["conflicts"](place) == place


@pytest.mark.parametrize(
    ("fields", "other", "kept"),
    [
        ({"field": "number", "time_start": "2015-10-26"}, {"time_start": None}, False),
        ({"field": "number", "time_start": "2025-02-26"}, {"time_start": None}, True),
        ({"field": "number", "reported": None}, {"time_start": "2015-10-26"}, True),
        ({"field": "place", "time_start": "2015-10-26"}, {"time_start": None}, True),
        (
            {"field": "polarity", "relation": "STATED", "object": "no"},
            {"object": "anything"},
            False,
        ),
        ({"field": "polarity", "relation": "STATED", "object": "No"}, {"object": "no"}, True),
        ({"field": "polarity", "relation": "MET", "object": "no"}, {"object": "anything"}, True),
    ],
)
def test_two_events_and_two_sayings_do_not_disagree(
    fields: dict[str, object], other: dict[str, object], kept: bool
) -> None:
    one = row(**{"conflict": "x-1", "reported": "2025-03-04"} | fields)
    assert bool(SIFTS["conflicts"]([one, one | other])) is kept


@pytest.mark.parametrize(
    ("told", "denied", "sentence", "object_"),
    [
        ("[Norway | not meet | Iceland]", "c-2", "Norway denied it.", "[Norway | meet | Iceland]"),
        ("[Norway | pay | Iceland]", "c-2", "Norway denied that it had not paid.", "not pay"),
        ("[they | accuse | Norway]", "c-2", "They accuse it: Norway denies it.", "[they | accuse"),
        ("the claim that it is so", None, "Norway denied it.", "the claim that it is so"),
    ],
)
def test_a_denial_shows_the_allegation(
    told: str, denied: str | None, sentence: str, object_: str
) -> None:
    denial = row(relation="DENIED", words="deny", object=told, denied=denied, sentence=sentence)
    assert object_ in SIFTS["denials"]([denial])[0]["object"]


def test_an_unknown_sift_is_named(small: Snapshot) -> None:
    question = replace(questions()["aid"], sift="trad")
    with pytest.raises(QueryError, match=r"no sift 'trad'.*trade"):
        ask(question, memory.in_memory(small))


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"figure": "q_figure", "unit": "person", "other_unit": "person"}, True),
        ({"figure": "q_figure", "unit": "daughter", "other_unit": None}, False),
        ({"figure": "q_figure", "unit": "year", "other_unit": "year"}, False),
        ({"figure": "q_deaths"}, True),
        ({"figure": "https://w3id.org/kgbuild/qualifier#deaths"}, True),
        ({"figure": "q_figure", "measure": "price", "unit": "USD", "other_unit": "dollar"}, True),
        ({"figure": "q_figure", "measure": "rate", "unit": "%", "other_unit": "%"}, False),
        ({"figure": "q_number", "object": "40 ships", "other_object": "45 ships"}, True),
        ({"figure": "q_number", "object": "40 ships", "other_object": "45 sailors"}, False),
        ({"figure": "q_number", "object": "Anna Holt", "other_object": "Anna Holt"}, False),
    ],
)
def test_figures_of_one_unit(fields: dict[str, object], kept: bool) -> None:
    found = SIFTS["numbers"]([row(other="c-2", low=1.0, high=2.0, **fields)])
    assert bool(found) is kept


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"time_start": "2015-10-26", "other_reported": "2025-03-04"}, False),
        ({"reported": "2025-03-04", "other_start": "2025-02-26"}, True),
        ({"speaker": "Adler", "other_speaker": "Adler", "other_sentence": ""}, False),
        ({"speaker": "Adler", "other_speaker": "Becker", "other_sentence": ""}, True),
        ({"relation": "KILLED", "object": "Anna Holt"}, False),
        ({"relation": "KILLED", "object": "20 people from Oslo"}, True),
    ],
)
def test_figures_of_one_event(fields: dict[str, object], kept: bool) -> None:
    plain = {"other": "c-2", "figure": "q_deaths", "other_sentence": "b", "other_source": "a.txt"}
    assert bool(SIFTS["numbers"]([row(**plain | {"low": 20.0, "high": 25.0} | fields)])) is kept


def test_copies_share_words_and_not_only_names() -> None:
    quote = "our two countries will share what they know about storms at sea"
    one = row(fact="f-1", sentence=f"He said: “{quote}”.")
    two = row(fact="f-1", source="b.txt", sentence=f"Adler said that {quote} this year.")
    names = "Prime Minister Anna Adler of the United Kingdom of Tea"
    three = row(fact="f-2", sentence=f"{names} came.")
    four = row(fact="f-2", source="b.txt", sentence=f"{names} left.")
    found = SIFTS["repeated_copy"]([one, two, three, four])
    assert [(r["source"], r["also_in"], r["documents"]) for r in found] == [("a.txt", "b.txt", 2)]
    assert [r["says"] for r in found] == [f"“{quote}”"]


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({"relation": "THREATENED"}, [None]),
        ({"relation": "THREATENED", "subject": "unspecified"}, [None]),
        ({"relation": "THREATENED", "subject": "unspecified", "object": "them"}, []),
        ({"relation": "WARNED", "modality": "actual"}, [None]),
        ({"relation": "WARNED", "object": "[Norway | pay | Denmark]"}, []),
        ({"relation": "THREATENED", "by_agent": False}, []),
        (
            {"relation": "MET", "words": "meet", "sentence": "She spoke as if she would meet him."},
            [],
        ),
        (
            {
                "relation": "RESIGNED_FROM",
                "words": "leave",
                "sentence": "She would leave if Oslo voted against her.",
            },
            ["if Oslo voted against her"],
        ),
        (
            {
                "relation": "OPPOSED",
                "words": "vote against",
                "sentence": "She would leave if Oslo voted against her.",
            },
            [],
        ),
        ({"relation": "MET", "words": "meet", "sentence": "They would meet in Oslo later."}, []),
        ({"relation": "MET", "words": "meet", "sentence": "She would have met him if asked."}, []),
    ],
)
def test_conditions(fields: dict[str, object], condition: list[str | None]) -> None:
    found = SIFTS["conditions_and_threats"](
        [row(**{"modality": "conditional", "by_agent": True} | fields)]
    )
    assert [r["condition"] for r in found] == condition


@pytest.mark.parametrize(
    ("name", "fields", "kept"),
    [
        ("close_circle", {"subject": "Becker’s allies"}, False),
        ("close_circle", {"object": "50,000 employees of Arvex"}, False),
        ("close_circle", {"subject": "his brother", "relation": "RELATIVE_OF"}, True),
        ("close_circle", {"subject": "Anna Adler", "relation": "EMPLOYED_BY"}, False),
        ("close_circle", {"relation": "EMPLOYED_BY", "of_person": True}, True),
        ("close_circle", {"subject": "Friends of Norway"}, False),
        ("denials", {"words": "deny", "object": "all claims"}, False),
        ("denials", {"words": "deny", "object": "claims of fraud"}, True),
        ("denials", {"words": "deny", "object": "wrongdoing"}, True),
        ("denials", {"object": "[Norway | do this]", "denied": "c-9"}, False),
        (
            "denials",
            {
                "words": "deny",
                "object": "claims of fraud",
                "sentence": "The prime minister denied them.",
            },
            False,
        ),
        ("denials", {"words": "deny", "object": "funding for a wall"}, False),
        ("denials", {"words": "contradict", "object": "the position"}, False),
        ("refused_or_failed", {"words": "debate", "modality": "refused"}, True),
        ("refused_or_failed", {"words": "be aware of", "polarity": "negated"}, False),
        ("refused_or_failed", {"relation": "RECEIVED", "words": "receive"}, False),
        ("refused_or_failed", {"words": "face", "modality": "unclear"}, False),
        ("refused_or_failed", {"relation": "RELATED_TO", "speaker": "Norway"}, False),
        ("refused_or_failed", {"relation": "RELATED_TO", "words": "drink"}, False),
        ("refused_or_failed", {"relation": "VISITED", "words": "visit"}, True),
        (
            "refused_or_failed",
            {"relation": "RELATED_TO", "words": "concede", "sentence": "He failed to concede."},
            True,
        ),
        (
            "refused_or_failed",
            {"relation": "BUILT", "words": "build", "sentence": "They would not let her build."},
            False,
        ),
        ("not_yet_done", {"relation": "VISITED", "words": "visit"}, True),
        ("not_yet_done", {"relation": "VISITED", "subject": "slugs"}, False),
        ("not_yet_done", {"relation": "STATED", "words": "say"}, False),
        ("not_yet_done", {"relation": "PRAISED", "words": "thank", "modality": "wants"}, False),
        ("not_yet_done", {"relation": "PRAISED", "words": "thank", "modality": "planned"}, False),
        (
            "not_yet_done",
            {"relation": "RELATED_TO", "words": "undo", "modality": "wants", "speaker": "Adler"},
            False,
        ),
        ("not_yet_done", {"relation": "VISITED", "sentence": "In the film he will go."}, False),
        ("not_yet_done", {"relation": "VISITED", "sentence": "He sought to visit Oslo."}, False),
        ("not_yet_done", {"relation": "VISITED", "sentence": "They were to visit Oslo."}, False),
        ("not_yet_done", {"relation": "VISITED", "sentence": "They want me to visit."}, False),
        ("not_yet_done", {"relation": "LOCATED_IN"}, False),
        ("not_yet_done", {"relation": "APPOINTED", "words": "make"}, False),
        ("stances", {"of_it": True, "modality": "attempted"}, False),
        ("stance_over_time", {"of_it": True, "relation": "AGREED_WITH"}, False),
        ("order_of_events", {"relation": "LOCATED_IN", "time_start": "2025-03-04"}, False),
        ("left_out", {"relation": "STATED"}, True),
        ("why", {"of_both": True}, True),
        ("why", {"of_both": True, "sentence": "The deputy ministers met in Oslo."}, False),
        ("who_met_whom", {"sentence": "The deputy foreign ministers met."}, False),
        ("who_met_whom", {"sentence": "Norway met Denmark."}, True),
        (
            "stances",
            {"of_it": True, "relation": "SANCTIONED", "sentence": "Norway got an exemption."},
            False,
        ),
        ("open_deals", {"relation": "SOLD", "modality": "planned"}, True),
        ("open_deals", {"relation": "SOLD", "modality": "planned", "subject": "policy"}, False),
        ("why", {"one": "Norway", "two": "Denmark"}, True),
        ("why", {"one": "Norway", "two": "Iceland", "object": "Icelandic fish"}, True),
        ("why", {"one": "Norway", "two": "Iceland"}, False),
        ("side_about_side", {"spoken_of": "Denmark"}, True),
        ("side_about_side", {"spoken_of": "Iceland"}, False),
        ("intentions", {"relation": "ACCUSED", "words": "accuse"}, False),
        ("trade", {"relation": "RELATED_TO", "words": "buy", "object": "Danish cheese"}, True),
        ("trade", {"relation": "RELATED_TO", "words": "buy", "object": "its cheese"}, False),
        ("trade", {"relation": "RELATED_TO", "words": "buy", "object": "shares in Arvex"}, False),
        ("doubtful", {"reason": WORD_ONLY, "subject": "a need"}, True),
        ("doubtful", {"reason": WORD_ONLY, "subject": "the ministry"}, False),
        ("left_out", {"relation": "STATED", "modality": "possible"}, False),
        ("left_out", {"relation": "STATED", "speaker": "Adler"}, False),
        ("aid", {"relation": "REQUESTED", "object": "a bank loan"}, False),
        ("aid", {"relation": "REQUESTED", "object": "a loan"}, True),
        ("aid", {"relation": "REJECTED", "object": "all requests for weapons"}, True),
        ("aid", {"relation": "REJECTED", "object": "the petition"}, False),
        ("denials", {"relation": "REJECTED", "object": "all charges against Adler"}, False),
        ("denials", {"object": "[unspecified | accuse of | Norway]", "denied": "c-9"}, False),
        (
            "denials",
            {"object": "claims", "sentence": "Norway denied claims made by Adler that it lies."},
            True,
        ),
        ("who_met_whom", {"object": "other delegate"}, False),
        ("who_met_whom", {"object": "", "subject": "Anna Adler, Anna Adler"}, False),
        ("stances", {"of_it": True, "subject": "the reason for this"}, False),
        ("stances", {"of_it": True, "subject": "the state party"}, True),
        (
            "shared_surnames",
            {"claim": "", "person": "Jim Hedges", "other": "James (Jim) Hedges"},
            True,
        ),
        ("shared_surnames", {"claim": "", "person": "Jim Hedges", "other": "Ann Hedges"}, False),
        ("not_yet_done", {"time_end": "1899-12-31", "reported": "2025-03-04"}, False),
        ("not_yet_done", {"time_end": "2025-02-28", "reported": "2025-03-04"}, True),
        ("participants", {"relation": "RELATED_TO", "words": "hold", "of_it": True}, True),
        ("participants", {"relation": "RELATED_TO", "words": "preform at"}, True),
        (
            "participants",
            {"relation": "RELATED_TO", "words": "be confused"},
            False,
        ),
        ("sanctions", {"words": "impose sanction on"}, True),
        ("sanctions", {"words": "impose quota on"}, False),
        ("sanctions", {"words": "sanction", "object": "an amount of 600 million"}, False),
        ("stances", {"of_it": True}, True),
        ("stances", {"of_it": True, "subject": "anyone"}, False),
        ("stances", {"of_it": True, "relation": "PRIORITIZED"}, False),
        ("stances", {"topic": "China", "object": "China Moly"}, False),
        ("stances", {"topic": "China", "object": "the South China Sea"}, False),
        ("stances", {"topic": "China", "object": "China's navy"}, True),
        ("stance_over_time", {"of_it": True, "speaker": "an analyst"}, False),
        ("stance_over_time", {"of_it": True, "speaker": "Norway"}, True),
        ("in_touch", {"partner": "leaders"}, False),
        ("in_touch", {"partner": "Anna Adler"}, True),
        ("intentions", {"relation": "RELATED_TO", "words": "retaliate", "of_body": True}, True),
        ("intentions", {"relation": "RELATED_TO", "words": "brace for", "of_body": True}, False),
        ("intentions", {"relation": "VISITED", "sentence": "He asked how Oslo would act."}, False),
        ("sanctions", {"words": "impose", "object": "a spate of sanctions on Russia"}, True),
        ("trade", {"relation": "RELATED_TO", "words": "import", "object": "food from Oslo"}, True),
        ("trade", {"relation": "RELATED_TO", "words": "export", "object": "food"}, False),
        ("open_deals", {"relation": "PROPOSED", "object": "an option to buy a yard"}, True),
        ("open_deals", {"relation": "PROPOSED", "object": "a press conference"}, False),
        ("refused_or_failed", {"relation": "VISITED", "speaker": "Iceland"}, False),
        ("news", {"relation": "HOLDS_POSITION"}, False),
        ("news", {"time_end": "2024-03-04", "reported": "2025-03-04", "relation": "MET"}, False),
        ("stances", {"topic": "Iceland", "object": "Iceland's tax"}, True),
        ("stances", {"topic": "Iceland", "object": "an Icelandic citizen"}, False),
        ("said", {"sentence": "Norway said no."}, True),
        ("said", {"sentence": "The prime minister said no."}, False),
        ("said", {"sentence": "He said no."}, True),
        ("posts", {"relation": "HEADS", "object": "Norway's government"}, False),
        ("names_and_titles", {"name": "New Zealand Minister", "kind": "title", "count": 1}, True),
        ("denials", {"words": "deny", "object": "his first attempt"}, False),
        (
            "denials",
            {"words": "deny", "object": "claims of fraud", "subject": "unspecified"},
            False,
        ),
        ("refused_or_failed", {"words": "reveal", "modality": "necessary"}, False),
        ("refused_or_failed", {"words": "shy from"}, False),
        ("participants", {"relation": "MENTIONED", "words": "mention"}, False),
        ("news", {"relation": "IS_A"}, False),
        ("news", {"relation": "MET"}, True),
        ("between_periods", {"relation": "RELATED_TO", "change": "reversed"}, False),
        ("between_periods", {"relation": "SUPPORTED", "change": "reversed"}, True),
        ("unnamed_or_hedged", {"hedge": "reportedly"}, True),
        ("unnamed_or_hedged", {"hedge": "know"}, False),
        ("unnamed_or_hedged", {"speaker": "US officials"}, True),
        ("unnamed_or_hedged", {"speaker": "researchers from Oslo"}, True),
        ("unnamed_or_hedged", {"speaker": "Anna Adler > unspecified"}, False),
        ("doubtful", {"reason": OF_TYPE + "Topic", "subject": "local councillors"}, False),
        ("doubtful", {"reason": OF_TYPE + "Topic", "subject": "the civic body of Oslo"}, False),
        ("doubtful", {"reason": OF_TYPE + "Topic", "subject": "the subsea cable"}, True),
        ("doubtful", {"reason": "implausible", "subject": "local councillors"}, True),
        ("ended_roles", {"person": "officials"}, False),
        ("names_and_titles", {"name": "Former", "kind": "description", "count": 1}, False),
        ("names_and_titles", {"name": "Last year President", "kind": "title", "count": 1}, False),
    ],
)
def test_what_is_kept(name: str, fields: dict[str, object], kept: bool) -> None:
    assert bool(SIFTS[name]([row(**fields)])) is kept


def test_own_words_are_the_speaker_s() -> None:
    own = row(sentence="“We will not yield,” Norway said.", source="a.txt")
    told = row(sentence="“He admits it,” Becker said.", speaker="Becker")
    assert [r["says"] for r in SIFTS["own_words"]([own, told])] == ["Norway: “We will not yield,”"]
    begun = row(sentence="We stay where we are,” Norway said.")
    assert [r["says"] for r in SIFTS["own_words"]([begun])] == ["Norway: “We stay where we are,”"]


@pytest.mark.parametrize(
    ("sentence", "object_", "quoted"),
    [
        ('Adler said in a note, "We will stay [here]."', "", "We will stay [here]."),
        ('Adler was "proud to stay" in Oslo.', "", "proud to stay"),
        ('He added, "It is over.', "", "It is over."),
        ('It is over, all of it," he said.', "", "It is over, all of it,"),
        ('"We go," she said, "and we stay.', "", "We go, … and we stay."),
        ("She said, \"He told me, 'We go now.' \"", "We go now., 'We go now", "We go now"),
        ("It is all over.", "", "It is all over."),
    ],
)
def test_own_words_stand_in_quotation_marks(sentence: str, object_: str, quoted: str) -> None:
    found = SIFTS["own_words"]([row(sentence=sentence, object=object_)])
    assert [r["says"] for r in found] == [f"Norway: “{quoted}”"]


def test_a_sanction_has_the_reason_of_its_sentence() -> None:
    told = row(words="sanction", sentence="Oslo was sanctioned in response to a raid, again.")
    assert SIFTS["sanctions"]([told])[0]["reason"] == "in response to a raid, again"


def test_met_by_name_and_by_description_is_met_once() -> None:
    named = row(object="Anna Adler")
    described = row(object="Keynote speaker at the forum")
    assert SIFTS["who_met_whom"]([named, described]) == SIFTS["who_met_whom"]([named])
    assert len(SIFTS["who_met_whom"]([described])) == 1


def test_pairs_of_two_names_are_told_once() -> None:
    def pair(id_: str, score: float, mentions: int) -> dict[str, Any]:
        sides = f"Flu (Event, {mentions} mentions) – may be the same as – flu (Event, 1 mention)"
        return row(says=sides, score=score, judgement=id_, sentence="A", other_sentence="B")

    found = SIFTS["unsure_pairs"]([pair("j-1", 1.0, 2), pair("j-2", 1.5, 3)])
    assert [(r["judgement"], r["pairs"]) for r in found] == [("j-2", 2)]


def test_a_link_is_in_touch_with_both_or_with_the_other() -> None:
    both = [row(entity="e-1", side=side, claim=f"c-{side}") for side in ("NO", "DK")]
    found = SIFTS["bridges"](
        [*both, row(entity="e-2", side="NO"), row(entity="e-3", side="NO", of_them=True)]
    )
    assert [(r["entity"], r["side"], r["contacts"]) for r in found] == [
        ("e-1", "with NO", 2),
        ("e-1", "with DK", 2),
        ("e-3", "with NO", 1),
    ]


def test_of_chains_the_shortest_is_told() -> None:
    long = [row(chain="A – B – C", step=step) for step in (1, 2)]
    assert SIFTS["shortest_chain"]([*long, row(chain="A – C", step=1)]) == [
        row(chain="A – C", step=1)
    ]


def test_names_in_another_case_are_one() -> None:
    rows = [
        row(name="the President", kind="description", count=5),
        row(name="the president", kind="description", count=10),
    ]
    found = SIFTS["names_and_titles"](rows)
    assert [(r["name"], r["count"]) for r in found] == [("the president", 15)]


def test_the_post_that_is_told_most() -> None:
    rows = [row(entity="e-1", post="Senator", told=3), row(entity="e-1", post="guest", told=1)]
    assert [r["post"] for r in SIFTS["who_is_who"](rows)] == ["Senator"]


def test_leading_the_body_of_a_post_is_told_by_the_post() -> None:
    post = row(relation="HOLDS_POSITION", object="President", sentence="President Adler came.")
    head = row(relation="HEADS", object="Norway", sentence="President Adler came.")
    alone = row(relation="HEADS", object="Tea Board", sentence="Adler heads the Tea Board.")
    assert SIFTS["posts"]([post, head, alone]) == [post, alone]


def test_a_promise_says_whether_its_delivery_is_told() -> None:
    told = row(relation="SUPPORTED", delivered="c-9")
    untold = row(sentence="They vowed to part.", subject="Norway, Iceland", object="")
    found = SIFTS["promises"]([told, told, untold])
    assert [(r["recipient"], r["delivery"]) for r in found] == [
        (told["object"], "told as done"),
        ("each other", "not told in this graph"),
    ]


def test_former_stands_in_the_status() -> None:
    found = SIFTS["ended_roles"]([row(person="Adler", object="former Vice President")])
    assert [r["object"] for r in found] == ["Vice President"]


@pytest.mark.parametrize(
    ("sentence", "in_time"),
    [
        ("The streets were closed during the rally.", "during the rally"),
        ("He left the day before the great rally.", "the day before the great rally"),
        ("He left after a meal; the rally went on for an hour.", None),
    ],
)
def test_before_and_after_in_words(sentence: str, in_time: str | None) -> None:
    told = row(event="rally in Oslo", sentence=sentence)
    dated = told | {"time_start": "2025-03-04"}
    assert [r["in_time"] for r in SIFTS["order_of_events"]([dated])] == [in_time]
    undated = SIFTS["order_of_events"]([told])
    assert [r["year"] for r in undated] == ["no day told"] * bool(in_time)


class Turned:
    """A store that gives its rows the other way round."""

    language = "sparql"

    def __init__(self, store: Rows) -> None:
        self.store = store

    def run(self, text: str, parameters: Mapping[str, Bound]) -> list[Row]:
        return self.store.run(text, parameters)[::-1]


@pytest.mark.parametrize("name", sorted(q.name for q in questions().values() if q.sift))
def test_the_order_of_a_store_s_rows_is_nothing(name: str, seed: Snapshot) -> None:
    given = {
        "names_and_titles": {"x": "Putin"},
        "own_words": {"x": "Patrushev"},
        "bridges": {"a": "RU", "b": "CN"},
    }
    question = questions()[name]
    needed = [p.name for p in question.parameters if p.default is None]
    asked = given.get(name, dict.fromkeys(needed, "gov_china"))
    store = memory.in_memory(seed)
    turned = Turned(store)
    assert ask(question, turned, asked).rows == ask(question, store, asked).rows
