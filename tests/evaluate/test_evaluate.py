"""kgbuild eval: gold files are checked field by field, and each figure counts what it says."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import small
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kgbuild.cli import main
from kgbuild.errors import InputError
from kgbuild.evaluate import evaluate, read_article, read_gold
from kgbuild.evaluate.clusters import b_cubed, best_pairing, ceaf_e, muc, wrong_merges
from kgbuild.evaluate.sheet import blank as blank_file
from kgbuild.evaluate.sheet import prefill, settle
from kgbuild.graph import Graph
from kgbuild.model import Claim, Entity, EntityArg, Modality, Polarity, Snapshot

TEXT = small.TEXT


def _gold(**changes: Any) -> dict[str, Any]:
    """Gold of the small article: Adler met Becker in Oslo; Becker denied it; a payment."""
    return {
        "format": "kgbuild-gold/2",
        "document": {"source": "a.txt", "text": TEXT},
        "entities": [
            {"id": "adler", "name": "Adler", "type": "Person",
             "mentions": [{"start": 0, "end": 5, "text": "Adler", "kind": "name"}]},
            {"id": "becker", "name": "Becker", "type": "Person",
             "mentions": [{"start": 10, "end": 16, "text": "Becker", "kind": "name"},
                          {"start": 26, "end": 32, "text": "Becker", "kind": "name"}]},
            {"id": "oslo", "name": "Oslo", "type": "City",
             "mentions": [{"start": 20, "end": 24, "text": "Oslo", "kind": "name"}]},
        ],
        "claims": [
            {"id": "met", "tier": "core", "evidence": {"start": 0, "end": 25, "text": TEXT[:25]},
             "subject": ["adler"], "relation": "MET", "object": ["becker"], "place": ["oslo"],
             "time": {"start": "2025-03-03", "end": "2025-03-03"}},
            {"id": "not_met", "tier": "core", "evidence": {"start": 26, "end": 43, "text": TEXT[26:43]},
             "subject": ["becker"], "relation": "MET", "object": ["adler"],
             "polarity": "negated", "speaker": ["becker"]},
        ],
        "must_not": [{"subject": "adler", "relation": "MET", "object": "oslo"}],
        **changes,
    }  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    def write(data: dict[str, Any]) -> Path:
        path = tmp_path / "a.json"
        path.write_text(json.dumps(data, indent=1), encoding="utf8")
        return path

    return write


def _snapshot(*claims: Claim) -> Snapshot:
    entities = tuple(
        Entity(
            id=c.id,
            type=c.type,
            name=c.name,
            clusters=(c.id,),
            mentions=tuple(m for m in small.MENTIONS if c.id in m.clusters),
        )
        for c in small.CLUSTERS
    )
    return Snapshot(documents=(small.DOCUMENT,), entities=entities, claims=claims)


def _rates(gold: Path, snapshot: Snapshot) -> dict[str, float]:
    return {row["figure"]: row["value"] for row in evaluate([read_article(gold)], snapshot).rows()}


def test_what_the_gold_says_is_found(written: Callable[[dict[str, Any]], Path]) -> None:
    rates = _rates(written(_gold()), _snapshot(*small.CLAIMS))
    assert rates["claims: recall, typed"] == 1
    assert rates["claims: typed and all attributes right"] == 1
    assert rates["coreference: B³ F1"] == 1
    assert rates["gate: told as a fact"] == rates["gate: denied, told as a fact"] == 0


def test_a_symmetric_claim_may_stand_the_other_way_round(
    written: Callable[[dict[str, Any]], Path],
) -> None:
    turned = replace(small.MET, subject=small.MET.object, object=small.MET.subject)
    assert _rates(written(_gold()), _snapshot(turned))["claims: recall, core"] == 0.5


def test_a_claim_of_each_member_is_the_claim_of_the_list(
    written: Callable[[dict[str, Any]], Path],
) -> None:
    """ "A and B praised Oslo": two claims say it together, one alone does not; what two do together has no parts."""
    gold = _gold()
    gold["claims"] = [{**gold["claims"][0], "subject": ["adler", "becker"], "relation": "PRAISED",
                       "object": ["oslo"]}]  # fmt: skip
    one = replace(
        small.MET, relation="PRAISED", id="one", object=(EntityArg(small.CLUSTERS[2].id),)
    )
    other = replace(one, id="other", subject=small.MET.object)
    assert _rates(written(gold), _snapshot(one, other))["claims: recall, typed"] == 1
    assert _rates(written(gold), _snapshot(one))["claims: recall, typed"] == 0
    gold["claims"][0] |= {"relation": "MET", "object": []}
    alone = replace(small.MET, id="alone", object=())
    assert _rates(written(gold), _snapshot(alone))["claims: recall, typed"] == 0


def test_a_wrong_relation_is_found_only_at_all(written: Callable[[dict[str, Any]], Path]) -> None:
    rates = _rates(written(_gold()), _snapshot(replace(small.MET, relation="PRAISED")))
    assert (rates["claims: recall, typed"], rates["claims: recall, at all"]) == (0, 0.5)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"modality": Modality.PLANNED}, "modality"),
        ({"attributed_to": (small.BECKER.id,)}, "speaker"),
        ({"time": None}, "time"),
        ({"place": ()}, "place"),
    ],
)
def test_a_wrong_attribute_is_counted(
    change: dict[str, Any], wrong: str, written: Callable[[dict[str, Any]], Path]
) -> None:
    claims = [replace(small.MET, **change), small.NOT_MET]
    rates = _rates(written(_gold()), _snapshot(*claims))
    assert rates[f"attributes: {wrong}"] < 1
    assert rates["claims: typed and all attributes right"] == 0.5


def test_a_denial_told_as_a_fact_breaks_a_gate(written: Callable[[dict[str, Any]], Path]) -> None:
    told = replace(small.NOT_MET, polarity=Polarity.ASSERTED, attributed_to=())
    rates = _rates(written(_gold()), _snapshot(small.MET, told))
    assert rates["gate: denied, told as a fact"] == 1


def test_a_forbidden_edge_breaks_a_gate(written: Callable[[dict[str, Any]], Path]) -> None:
    place = replace(small.MET, object=(EntityArg(small.OSLO.id, (20, 24)),))
    assert _rates(written(_gold()), _snapshot(place))["gate: must not"] == 1


def test_an_entity_too_many_is_no_match(written: Callable[[dict[str, Any]], Path]) -> None:
    joined = replace(small.MET, object=(*small.MET.object, EntityArg(small.OSLO.id, (20, 24))))
    assert _rates(written(_gold()), _snapshot(joined))["claims: recall, at all"] == 0


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        (("entities", 0, "mentions", 0, "start"), 1, "entities[0].mentions[0]"),
        (("entities", 0, "mentions", 0, "end"), 900, "outside the text"),
        (
            ("entities", 0, "mentions", 0),
            {"start": 1, "end": 5, "text": "dler", "kind": "name"},
            "cuts a word",
        ),
        (("entities", 0, "type"), "Wizard", "entities[0].type"),
        (("entities", 1, "id"), "adler", "stands twice"),
        (("claims", 0, "relation"), "FROWNED_AT", "no relation 'FROWNED_AT'"),
        (("claims", 0, "subject"), ["nobody"], "no entity 'nobody'"),
        (("claims", 0, "tier"), "soft", "tier"),
        (("claims", 0, "modality"), "dreamt", "dreamt"),
        (("claims", 0, "time"), {"start": "3 March"}, "no day"),
        (("claims", 1, "id"), "met", "stands twice"),
        (("format",), "other", "format"),
    ],
)
def test_a_broken_field_is_refused_with_its_name(
    place: tuple[Any, ...], value: Any, field: str, written: Callable[[dict[str, Any]], Path]
) -> None:
    data: Any = _gold()
    inner = data
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    with pytest.raises(InputError, match=r"a\.json") as caught:
        read_article(written(data))
    assert field in str(caught.value)


def test_a_complaint_names_its_line(written: Callable[[dict[str, Any]], Path]) -> None:
    data = _gold()
    data["claims"][1]["relation"] = "FROWNED_AT"
    path = written(data)
    with pytest.raises(InputError) as caught:
        read_article(path)
    line = path.read_text().splitlines().index('   "id": "not_met",') + 1
    assert caught.value.line == line


def test_the_schema_describes_the_format(written: Callable[[dict[str, Any]], Path]) -> None:
    schema = files("kgbuild.evaluate").joinpath("gold.schema.json").read_text(encoding="utf8")
    validator = Draft202012Validator(json.loads(schema))
    assert not list(validator.iter_errors(_gold()))
    broken = _gold(format="other", claims=[{"id": "c"}])
    assert len(list(validator.iter_errors(broken))) > 1


def test_two_articles_of_one_source_are_refused(
    written: Callable[[dict[str, Any]], Path], tmp_path: Path
) -> None:
    path = written(_gold())
    (tmp_path / "b.json").write_bytes(path.read_bytes())
    with pytest.raises(InputError, match="is also that of"):
        read_gold([tmp_path])


def test_places_said_by_sentence_are_settled(tmp_path: Path) -> None:
    data = blank_file(small.DOCUMENT, [(0, 25), (26, 43), (44, 65)])
    mentions = [{"sentence": 2, "text": "Becker", "kind": "name"}]
    data["entities"] = [{"id": "b", "name": "B", "type": "Person", "mentions": mentions}]
    data["claims"] = [{"id": "c", "evidence": {"sentence": 2}, "subject": ["b"], "relation": "DENIED",
                       "object": [{"literal": "it"}]}]  # fmt: skip
    path = tmp_path / "g.json"
    path.write_text(json.dumps(data), encoding="utf8")
    assert settle(path) == 2
    article = read_article(path)
    assert article.entities[0].mentions[0].start == 26
    assert article.claims[0].evidence == (26, 43)
    assert settle(path) == 0


def test_words_are_found_as_words_of_their_own(tmp_path: Path) -> None:
    text = "Then the council said he agreed."
    document = replace(small.DOCUMENT, text=text)
    data = blank_file(document, [(0, len(text))])
    mentions = [{"sentence": 1, "text": "he", "kind": "pronoun"}]
    data["entities"] = [{"id": "b", "name": "B", "type": "Person", "mentions": mentions}]
    path = tmp_path / "g.json"
    path.write_text(json.dumps(data), encoding="utf8")
    settle(path)
    assert read_article(path).entities[0].mentions[0].start == text.index(" he agreed") + 1


def test_words_that_do_not_stand_there_are_refused(tmp_path: Path) -> None:
    data = blank_file(small.DOCUMENT, [(0, 25)])
    mentions = [{"sentence": 1, "text": "Bergen", "kind": "name"}]
    data["entities"] = [{"id": "b", "name": "B", "type": "City", "mentions": mentions}]
    path = tmp_path / "g.json"
    path.write_text(json.dumps(data), encoding="utf8")
    with pytest.raises(InputError, match="'Bergen' does not stand in sentence 1"):
        settle(path)


def test_what_the_program_finds_measures_as_right(demo_graph: Path, tmp_path: Path) -> None:
    """A prefilled gold is what the program says: all of it must be found, no gate broken."""
    snapshot = Graph.open(demo_graph).snapshot
    for number, document in enumerate(snapshot.documents):
        data = prefill(blank_file(document, [(0, len(document.text))]), document, snapshot)
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(data), encoding="utf8")
    found = evaluate(read_gold([tmp_path]), snapshot)
    rates = {row["figure"]: row["value"] for row in found.rows()}
    assert found.articles == len(snapshot.documents)
    assert rates["claims: recall, typed"] == 1
    # One name of two entities is one identity in a prefilled file.
    assert rates["identity over articles: B³ F1"] > 0.98
    assert rates["coreference: B³ F1"] > 0.99
    assert not any(found.gates.values())


def test_the_command_prints_and_compares(demo_graph: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    graph = ["--graph", str(demo_graph)]
    began = runner.invoke(main, ["annotate-gold", *graph, "-o", str(tmp_path / "g"), "--prefill"])
    assert began.exit_code == 0, began.output
    checked = runner.invoke(main, ["annotate-gold", str(tmp_path / "g")])
    assert "all fields hold" in checked.output
    first = runner.invoke(main, ["eval", str(tmp_path / "g"), *graph, "--format", "json"])
    assert first.exit_code == 0
    earlier = tmp_path / "before.json"
    earlier.write_text(first.output, encoding="utf8")
    again = runner.invoke(
        main, ["eval", str(tmp_path / "g"), *graph, "--against", str(earlier), "--format", "json"]
    )
    assert all(row["before"] == row["value"] for row in json.loads(again.output))


def test_an_article_that_the_graph_lacks_is_named(
    demo_graph: Path, written: Callable[[dict[str, Any]], Path]
) -> None:
    found = CliRunner().invoke(main, ["eval", str(written(_gold())), "--graph", str(demo_graph)])
    assert found.exit_code == 2
    assert "is not in the graph" in found.output


GOLD = {1: "a", 2: "a", 3: "b", 4: "b", 5: "b"}


def test_measures_of_coreference_on_a_worked_example() -> None:
    """All five in one cluster: MUC 3/4 and 3/3; B³ (2·2/5 + 3·3/5)/5; CEAF-e 6/8 of one pair."""
    got = dict.fromkeys(GOLD, "x")
    assert muc(GOLD, got) == (0.75, 1.0)
    assert b_cubed(GOLD, got) == (pytest.approx(0.52), 1.0)
    assert ceaf_e(GOLD, got) == (pytest.approx(0.75), pytest.approx(0.375))
    assert wrong_merges(GOLD, got) == (1, 1)
    assert muc(GOLD, GOLD) == b_cubed(GOLD, GOLD) == ceaf_e(GOLD, GOLD) == (1, 1)


def test_the_best_pairing_is_the_best_of_all() -> None:
    chance = random.Random(4)
    for _ in range(60):
        rows, columns = chance.randint(1, 5), chance.randint(1, 6)
        weights = np.array([[chance.random() for _ in range(columns)] for _ in range(rows)])
        wide = weights if rows <= columns else weights.T
        best = max(
            sum(wide[i, j] for i, j in enumerate(order))
            for order in itertools.permutations(range(wide.shape[1]), wide.shape[0])
        )
        assert best_pairing(weights) == pytest.approx(best)
