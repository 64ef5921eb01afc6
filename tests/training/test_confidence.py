"""The fit of confidence to judged claims, on made-up scores with a known answer; the shipped sheet and weights."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import small

from kgbuild.model import GATE, Cluster, EntityArg, Evidence, Mention, MentionKind, Snapshot
from kgbuild.normalize.settling.probability import LEAST, Told, features, held, probability, weights
from training.confidence import (
    calibration_error,
    diagram,
    fit,
    logistic,
    read_rows,
    reliability,
    sheet,
    third,
)
from training.judged import COLUMNS, VEIL, Printer, article_of, found_again, read_judged

JUDGED = Path(__file__).parents[2] / "evaluation/judged/wikinews.csv"
EDGES = JUDGED.with_name("newswire.csv")


def test_logistic_finds_the_weights_that_made_the_data():
    """Ten thousand draws of known weights."""
    rng = np.random.default_rng(7)
    x = np.column_stack([np.ones(10_000), rng.normal(size=10_000)])
    y = (rng.random(10_000) < 1 / (1 + np.exp(-(x @ np.array([0.5, 1.5]))))).astype(float)
    assert logistic(x, y) == pytest.approx([0.5, 1.5], abs=0.15)


def test_calibration_error_is_the_gap_between_promise_and_outcome():
    """Nought where eight of ten hold what .8 promises; .3 where five do."""
    p = np.full(10, 0.8)
    assert calibration_error(p, np.array([1.0] * 8 + [0.0] * 2)) == pytest.approx(0)
    assert calibration_error(p, np.array([1.0] * 5 + [0.0] * 5)) == pytest.approx(0.3)
    assert reliability(p, np.array([1.0] * 5 + [0.0] * 5)) == [(0.8, 0.5, 10)]
    assert diagram([(0.8, 0.5, 10)]).count("<circle") == 1


def test_a_fit_is_calibrated_on_the_third_kept_back():
    """A grade that is far too sure is brought down to what is right."""
    rng = np.random.default_rng(3)
    rows = []
    for i in range(3000):
        row = {"one": 1.0, "prior": float(rng.normal(2, 1)), "typed": float(rng.integers(2))}
        chance = 1 / (1 + np.exp(-(0.8 * row["prior"] - 1.2)))
        rows.append((f"c-{i}", row, bool(rng.random() < chance)))
    found = fit(rows)
    assert found["kept back"] == sum(third(i) == 2 for i, _, _ in rows)
    assert found["expected calibration error"] < 0.05
    assert found["log loss"] < found["log loss of the mean alone"]
    with pytest.raises(SystemExit, match="too few"):
        fit(rows[:20])


def test_a_sheet_with_another_verdict_is_refused_with_its_line(tmp_path):
    """The protocol's words only."""
    path = tmp_path / "judged.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        plain = dict.fromkeys(COLUMNS, "") | {"start": 0, "span_start": 0, "span_end": 1}
        table.writerow(plain | {"claim": "c-1", "verdict": "strict"})
        table.writerow(plain | {"claim": "c-2", "verdict": "fine"})
    with pytest.raises(ValueError, match=r"judged\.csv:3: verdict 'fine'"):
        read_judged([path])


def test_the_shipped_sheet_is_whole():
    """1,220 claims of 139 articles, each with a verdict, a cause where it is not strict, and a reader."""
    judged = read_judged([JUDGED])
    assert len({row.claim for row in judged}) == len(judged) == 1220
    assert len({row.article for row in judged}) <= 139
    assert all(bool(row.cause) != (row.verdict == "strict") for row in judged)


def test_the_judged_edges_hold_no_words_of_their_articles():
    """Places and digests only: the articles are not ours to give on."""
    with EDGES.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["claim"] for row in rows}) == len(rows) == 2813
    assert all(row["told"].startswith(VEIL) and len(row["told"]) == len(VEIL) + 16 for row in rows)
    assert not any(row[c] for row in rows for c in ("sentence", "manner", "qualifiers", "why"))


def test_a_veiled_claim_is_found_by_all_that_is_printed_of_it(tmp_path):
    """The same digest for the same words; another qualifier is another claim."""
    found = Snapshot(documents=(small.DOCUMENT,), claims=small.CLAIMS)
    claim = found.claims[0]
    row = dict.fromkeys(COLUMNS, "") | {
        "claim": claim.id,
        "article": article_of(small.DOCUMENT),
        "start": claim.evidence.start,
        "span_start": claim.span[0],
        "span_end": claim.span[1],
        "told": Printer(found).veiled(claim),
        "verdict": "strict",
    }
    path = tmp_path / "judged.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerow(row)
    judged = read_judged([path])
    assert list(found_again(found, judged)) == [claim.id]
    more = replace(claim, qualifiers={**claim.qualifiers, "if": "it rains"})
    assert not found_again(replace(found, claims=(more, *found.claims[1:])), judged)


def test_a_far_subject_is_less_sure_and_a_mere_owner_too():
    """A hundred characters between subject and predicate; "his wife"."""
    near = replace(small.MET, span=(20, 23), subject=(EntityArg("e", (10, 19)),))
    far = replace(near, span=(140, 143))
    assert features(near, Told())["subject_far"] == 0.01
    assert features(far, Told())["subject_far"] == 1.0
    owned = replace(near, extractor="possessives")
    assert features(owned, Told())["owned"] == features(owned, Told())["unnamed_static"] == 1.0
    sure = [probability(features(c, Told()), weights()) for c in (near, far, owned)]
    assert sure[0] > sure[1]
    assert sure[0] > sure[2]


def test_who_hangs_on_a_doubtful_antecedent_stays_below_the_gate():
    """.89 is doubt, .9 is none, and what hangs on no antecedent is told as it was."""
    claim = replace(
        small.MET, subject=(EntityArg("e", (10, 19)),), object=(EntityArg("f", (30, 33)),)
    )
    assert held(0.7, claim, {}, {}) == 0.7
    assert held(0.7, claim, {(10, 19): 0.9, (30, 33): 1.0}, {}) == 0.7
    assert held(0.7, claim, {(10, 19): 1.0, (30, 33): 0.89}, {}) == GATE - 0.01
    assert held(0.2, claim, {(10, 19): 0.5, (30, 33): 1.0}, {}) == 0.1
    assert held(0.02, claim, {(10, 19): 0.5}, {}) == LEAST


def test_an_end_that_the_relation_cannot_have_stays_below_the_gate():
    """Nobody accuses a disaster; a type that says nothing says nothing against it."""
    claim = replace(
        small.MET, relation="ACCUSED", subject=(EntityArg("e"),), object=(EntityArg("f"),)
    )
    for kind, told in (("Event", GATE - 0.01), ("Company", 0.7), ("Thing", 0.7), ("", 0.7)):
        kinds = {"e": Cluster("e", "d", "Person", "E"), "f": Cluster("f", "d", kind, "F")}
        assert held(0.7, claim, {}, kinds) == told
    assert held(0.7, claim, {}, {}, doubted=True) == GATE - 0.01
    unknown = {"e": kinds["e"], "f": Cluster("f", "d", "Topic", "Gazette")}  # a name, and no more
    assert held(0.7, claim, {}, unknown) == 0.7


@pytest.mark.parametrize(
    ("subject", "relation", "target"),
    [
        ("Group", "ABDUCTED", "Product"),
        ("Person", "ACQUIRED", "GeoArea"),
        ("Country", "OWNS", "Region"),
        ("Person", "VISITED", "Organization"),
        ("Group", "TESTIFIED", "GovernmentBody"),
        ("Facility", "VIOLATED", "Document"),
        ("Facility", "PRODUCED", "Product"),
        ("GovernmentBody", "ISSUED", "Topic"),
    ],
)
def test_what_plain_reports_tell_fits(subject, relation, target):
    """A ship is hijacked, an island bought, an academy visited; a refinery breaks a law."""
    claim = replace(
        small.MET, relation=relation, subject=(EntityArg("e"),), object=(EntityArg("f"),)
    )
    kinds = {
        "e": Cluster("e", "d", subject, "E", attributes={"named": "no"}),
        "f": Cluster("f", "d", target, "F", attributes={"named": "no"}),
    }
    assert held(0.7, claim, {}, kinds) == 0.7


def test_whoever_did_it_unsaid_has_no_type():
    """ "Was convicted": a court did it, though it stands as people."""
    claim = replace(
        small.MET, relation="CONVICTED", subject=(EntityArg("e"),), object=(EntityArg("f"),)
    )
    person = Cluster("f", "d", "Person", "F")
    for attributes, told in (({"unspecified": "true"}, 0.7), ({}, GATE - 0.01)):
        actor = Cluster("e", "d", "Group", "E", attributes=attributes)
        assert held(0.7, claim, {}, {"e": actor, "f": person}) == told


def test_lands_towns_and_named_houses_act():
    """ "Montana accused the firm"; a clinic without a name, and a valley, do not."""
    claim = replace(
        small.MET, relation="ACCUSED", subject=(EntityArg("e"),), object=(EntityArg("f"),)
    )
    firm = Cluster("f", "d", "Company", "F")
    for kind, named, told in (
        ("Region", "yes", 0.7),
        ("City", "yes", 0.7),
        ("Facility", "yes", 0.7),
        ("Facility", "no", GATE - 0.01),
        ("GeoArea", "yes", GATE - 0.01),
    ):
        actor = Cluster("e", "d", kind, "E", attributes={"named": named})
        assert held(0.7, claim, {}, {"e": actor, "f": firm}) == told


def test_who_is_told_of_first_without_a_name_may_act_plainly():
    """ "Gunmen killed N" is a plain report; "the men", told of before without a name, and pronouns point back."""
    words, again = "Gunmen killed Adler.", "The men killed Adler."
    text = Evidence("d", 0, len(words), words)
    unnamed = Cluster("g", "d", "Group", "gunmen", attributes={"named": "no"})
    named = Cluster("a", "d", "Person", "Adler")
    claim = replace(
        small.MET, relation="KILLED", extractor="clauses.verb", evidence=text, span=(7, 13),
        subject=(EntityArg("g", (0, 6)),), object=(EntityArg("a", (14, 19)),),
    )  # fmt: skip
    gunmen = Mention("d", 0, 6, "Gunmen", MentionKind.DESCRIPTION, "Group", ("g",))
    adler = Mention("d", 14, 19, "Adler", MentionKind.NAME, "Person", ("a",))
    first = features(claim, Told.of((unnamed, named), (gunmen, adler)))
    assert (first["plain_event"], first["object_back"]) == (1.0, 0.0)
    far = replace(claim, span=(70, 76))
    assert features(far, Told.of((unnamed, named), (gunmen, adler)))["plain_event"] == 0.0

    back = replace(
        claim, evidence=Evidence("d", 40, 40 + len(again), again), span=(48, 54),
        subject=(EntityArg("g", (40, 47)),), object=(EntityArg("a", (55, 60)),),
    )  # fmt: skip
    men = replace(gunmen, start=40, end=47, text="The men")
    told = Told.of((unnamed, named), (gunmen, men, replace(adler, start=55, end=60)))
    assert features(back, told)["plain_event"] == 0.0
    turned = replace(back, subject=back.object, object=back.subject)
    assert features(turned, told)["object_back"] == 1.0
    they = replace(men, text="They", kind=MentionKind.PRONOUN)
    assert Told.of((unnamed,), (gunmen, they)).goes_back(back.subject[0], back.evidence)


def test_the_shipped_weights_are_fitted_on_the_shipped_features():
    """The fit is repeated from the table of features, byte for byte, and keeps to its calibration."""
    found = fit(read_rows(JUDGED.with_name("features.csv")))
    assert found["weights"] == dict(weights())
    assert found["expected calibration error"] <= 0.05


def test_the_weights_are_those_of_the_features():
    """A feature without a weight would be fitted for nothing, a weight without a feature is dead."""
    assert set(features(small.MET, Told())) == set(weights())


def test_what_is_named_is_surer_than_what_a_pronoun_tells():
    """A claim between names, and the same with nothing known of its ends."""
    names = dict.fromkeys(weights(), 0.0) | {"one": 1.0, "subject_named": 1.0, "object_named": 1.0}
    pronoun = dict.fromkeys(weights(), 0.0) | {"one": 1.0, "subject_pronoun": 1.0}
    assert probability(names, weights()) > probability(pronoun, weights())
    assert 0 < probability({"one": -99.0}, {"one": 9.0}) < 1


def test_a_judged_claim_is_found_again_where_it_is_told_alike(tmp_path):
    """More words kept leave a right claim right; another speaker is another claim."""
    found = Snapshot(
        documents=(replace(small.DOCUMENT, source="t.jsonl#one"),), claims=small.CLAIMS
    )
    claims = found.claims
    row = next(r for r in sheet(_Graph(found), len(claims), 1) if r["claim"] == claims[0].id)
    path = tmp_path / "judged.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerow(row | {"verdict": "strict"})
    judged = read_judged([path])
    assert list(found_again(found, judged)) == [claims[0].id]
    rest = claims[1:]
    more = replace(claims[0], qualifiers={**claims[0].qualifiers, "if": "it rains"})
    assert list(found_again(replace(found, claims=(more, *rest)), judged)) == [claims[0].id]
    other = replace(claims[0], hedge="allegedly")
    assert not found_again(replace(found, claims=(other, *rest)), judged)
    assert Printer(found).told(claims[0]) == judged[0].told


class _Graph:
    def __init__(self, snapshot):
        self.snapshot = snapshot
