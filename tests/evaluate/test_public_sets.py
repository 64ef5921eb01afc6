"""Scorers for public sets: each counts what docs/public-sets.md says, on samples in the sets' own formats."""

from __future__ import annotations

import doctest
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from around import ROOT
from click.testing import CliRunner

from evaluation.public import exported as exported_files
from evaluation.public import gap, meantime, openie, polnear, tempeval, timelines
from evaluation.public.__main__ import public
from evaluation.public.exported import read_export

TEXT = "Anna Berg met Karin Holm in Oslo on Monday. She left early."


def exported(
    folder: Path, text: str, entities: list[dict[str, Any]], claims: Sequence[dict[str, Any]] = ()
) -> Path:
    """An export of one document `a.txt`; entities are name -> places, claims have their evidence."""
    folder.mkdir(exist_ok=True)
    rows = {
        "documents": [{"id": "d", "source": "in/a.txt", "text": text}],
        "entities": [
            {
                "id": entity["id"], "type": "Person", "name": entity["id"], "aliases": [],
                "mentions": [{"document": "d", "start": s, "end": e} for s, e in entity["at"]],
            }
            for entity in entities
        ],
        "claims": [{"document": "d", "attributed_to": [], "time": None, **c} for c in claims],
    }  # fmt: skip
    for name, listed in rows.items():
        lines = "".join(json.dumps(row) + "\n" for row in listed)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf8")
    return folder


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """One text in GAP's columns: "She" is Anna Berg."""
    columns = ["ID", "Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref"]
    columns += ["B", "B-offset", "B-coref", "URL"]
    cells = ["a", TEXT, "She", str(TEXT.index("She")), "Anna Berg", "0", "TRUE"]
    cells += ["Karin Holm", str(TEXT.index("Karin")), "FALSE", ""]
    path = tmp_path / "gap.tsv"
    path.write_text("\t".join(columns) + "\n" + "\t".join(cells) + "\n", encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("owner", "precision", "recall"), [("anna", 1.0, 1.0), ("karin", 0.0, 0.0), ("she", 0.0, 0.0)]
)
def test_gap_asks_whose_mention_the_pronoun_is(
    tmp_path: Path, table: Path, owner: str, precision: float, recall: float
) -> None:
    """Right name: both right; wrong name: a false and a missing pair; nobody: a missing pair alone."""
    at = {"anna": [place(TEXT, "Anna Berg")], "karin": [place(TEXT, "Karin Holm")], "she": []}
    at[owner] = [*at[owner], place(TEXT, "She")]
    export = exported(tmp_path / "out", TEXT, [{"id": k, "at": v} for k, v in at.items()])
    found = gap.score_files(table, export)
    assert (found["all"]["precision"], found["all"]["recall"]) == (precision, recall)
    assert found["F"] == found["all"]
    assert found["M"]["f1"] == 0
    assert found["documents_missing"] == 0


def test_gap_texts_keep_their_ids(tmp_path: Path, table: Path) -> None:
    """The rows to build a graph from have GAP's ids, by which the scorer finds them again."""
    out = tmp_path / "texts.jsonl"
    assert CliRunner().invoke(public, ["texts", "gap", str(table), str(out)]).exit_code == 0
    assert json.loads(out.read_text(encoding="utf8")) == {"id": "a", "text": TEXT}


SAID = "Police said Berg had left. Holm hoped for rain. The mayor called it sad."


@pytest.fixture
def attributed(tmp_path: Path) -> Path:
    """The three attributions of a text, in PolNeAR's standoff format; the second is no saying."""
    spans = [
        ("Source", "Police"), ("Cue", "said"), ("Content", "Berg had left"), ("Source", "Holm"), ("Cue", "hoped"),
        ("Content", "for rain"), ("Source", "The mayor"), ("Cue", "called"), ("Content", "it sad"),
    ]  # fmt: skip
    lines = []
    for number, (kind, words) in enumerate(spans, start=1):
        start, end = place(SAID, words)
        lines.append(f"T{number}\t{kind} {start} {end}\t{words}")
    for number in range(3):
        a, b, c = (f"T{3 * number + i}" for i in (1, 2, 3))
        lines.append(f"E{number + 1}\tCue:{b} Source:{a} Content:{c}")
    folder = tmp_path / "polnear"
    (folder / "attributions").mkdir(parents=True)
    (folder / "attributions" / "a_brat.ann").write_text("\n".join(lines) + "\n", encoding="utf8")
    return folder


def sentence(text: str, number: int, **claim: Any) -> dict[str, Any]:
    ends = [i + 1 for i, letter in enumerate(text) if letter == "."]
    start = ends[number - 1] + 1 if number else 0
    evidence = {"start": start, "end": ends[number]}
    blank = {"subject": [], "object": [], "relation": None, "predicate": ""}
    return {**blank, "evidence": evidence, **claim}


def test_polnear_counts_sources_by_sentence(tmp_path: Path, attributed: Path) -> None:
    """A speaker that touches the source is right; one of another sentence is a fault."""
    entities = [
        {"id": "police", "at": [place(SAID, "Police")]},
        {"id": "holm", "at": [place(SAID, "Holm")]},
    ]
    claims = [
        sentence(SAID, 0, attributed_to=["police"]),
        sentence(SAID, 1, attributed_to=["holm"]),
        sentence(SAID, 2, attributed_to=["holm"]),
    ]
    export = exported(tmp_path / "out", SAID, entities, claims)
    found = polnear.score_files(attributed, export)
    assert (found["precision"], found["recall"]) == (0.667, 0.667)
    assert (found["name"], found["description"]) == ("2/2", "0/1")
    saying = polnear.score_files(attributed, export, saying=True)
    # Hoping is no saying: neither due, nor a fault where it is found.
    assert (saying["precision"], saying["recall"], saying["pairs"]) == (0.5, 0.5, 2)


CAT = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="a" doc_id="7" lang="en">
<token t_id="1" sentence="0" number="0">Anna</token><token t_id="2" sentence="0" number="1">Berg</token>
<token t_id="3" sentence="0" number="2">left</token><token t_id="4" sentence="0" number="3">Norda</token>
<token t_id="5" sentence="0" number="4">.</token><token t_id="6" sentence="1" number="0">She</token>
<token t_id="7" sentence="1" number="1">won</token><token t_id="8" sentence="1" number="2">.</token>
<Markables>
<ENTITY_MENTION m_id="20"><token_anchor t_id="1"/><token_anchor t_id="2"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="21"><token_anchor t_id="4"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="22"><token_anchor t_id="6"/></ENTITY_MENTION>
<EVENT_MENTION m_id="23" pred="leave"><token_anchor t_id="3"/></EVENT_MENTION>
<ENTITY m_id="30" ent_type="PER"/><ENTITY m_id="31" ent_type="ORG"/>
</Markables>
<Relations>
<REFERS_TO r_id="40"><source m_id="20"/><source m_id="22"/><target m_id="30"/></REFERS_TO>
<REFERS_TO r_id="41"><source m_id="21"/><target m_id="31"/></REFERS_TO>
<HAS_PARTICIPANT r_id="42" sem_role="Arg0"><source m_id="23"/><target m_id="20"/></HAS_PARTICIPANT>
<HAS_PARTICIPANT r_id="43" sem_role="Arg1"><source m_id="23"/><target m_id="21"/></HAS_PARTICIPANT>
</Relations>
</Document>
"""


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    folder = tmp_path / "cat"
    folder.mkdir()
    (folder / "a.xml").write_text(CAT, encoding="utf8")
    return folder


def test_meantime_counts_mentions_chains_and_participants(tmp_path: Path, cat: Path) -> None:
    """Of two chained mentions one is found: B-cubed recall sees half of that cluster, and the object is missing."""
    text = meantime.read_article(cat / "a.xml").text
    assert text == "Anna Berg left Norda.\nShe won."
    entities = [{"id": "anna", "at": [place(text, "Anna Berg")]}, {"id": "norda", "at": [(15, 20)]}]
    evidence = {"start": 0, "end": 21}
    claim = {"evidence": evidence, "subject": [{"entity": "anna"}], "object": [], "relation": None}
    export = exported(tmp_path / "out", text, entities, [{**claim, "predicate": "leave"}])
    found = meantime.score_files(cat, export)
    assert (found["PER"], found["ORG"], found["Arg0"], found["Arg1"]) == (0.5, 1.0, 1.0, 0.0)
    assert found["b_cubed_recall"] == 0.5  # (½ + 0 + 1) of 3


TML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22">March 22, 2013</TIMEX3></DCT>
<TEXT>
Berg <EVENT eid="e1">left</EVENT> in <TIMEX3 tid="t1" type="DATE" value="2013-02">February</TIMEX3>. She will be back <TIMEX3 tid="t2" type="DATE" value="FUTURE_REF">soon</TIMEX3>, on <TIMEX3 tid="t3" type="DATE" value="2013-03-25">Monday</TIMEX3>.
</TEXT></TimeML>
"""  # noqa: E501


def test_tempeval_compares_days(tmp_path: Path) -> None:
    """A month with its first and last day is right; a date that dates no claim is not found; "soon" is no date."""
    folder = tmp_path / "tml"
    folder.mkdir()
    (folder / "a.tml").write_text(TML, encoding="utf8")
    article = tempeval.read_article(folder / "a.tml")
    assert article.published == "2013-03-22"
    assert [article.text[s:e] for (s, e), _ in article.dates] == ["February", "Monday"]
    text = article.text.strip()
    time = {"text": "in February", "start": "2013-02-01", "end": "2013-02-28"}
    claim = {"evidence": {"start": 0, "end": 22}, "time": time, "subject": [], "object": []}
    export = exported(tmp_path / "out", text, [], [claim])
    found = tempeval.score_files(folder, export)
    assert (found["dates"], found["found"], found["value, of those found"]) == (2, 0.5, 1.0)


def test_timelines_compare_orders(tmp_path: Path) -> None:
    """The gold timeline against itself scores 1; two events turned round lose what follows from their order."""
    lines = ["Anna Berg", "1\t2013-02\t7-0-left", "2\t2013-03-25\t7-1-won\t8-0-victory"]
    for folder, written in (
        ("gold", lines),
        ("same", lines),
        ("turned", [lines[0], *lines[:0:-1]]),
    ):
        (tmp_path / folder).mkdir()
        if folder == "turned":
            written = [lines[0], "1\t2013-03-25\t7-1-won\t8-0-victory", "2\t2013-02\t7-0-left"]
        (tmp_path / folder / "berg.txt").write_text("\n".join(written) + "\n", encoding="utf8")
    whole = timelines.score_files(tmp_path / "gold", tmp_path / "same")
    assert (whole["precision"], whole["recall"]) == (1.0, 1.0)
    turned = timelines.score_files(tmp_path / "gold", tmp_path / "turned")
    assert (
        turned["precision"] == turned["recall"] == 0.8
    )  # three days and "same" hold, "before" does not


def test_timelines_are_written_from_an_export(tmp_path: Path, cat: Path) -> None:
    """The target's claims, by their day, with the word of the sentence that is most like the predicate."""
    text = meantime.read_article(cat / "a.xml").text
    evidence = {"start": 0, "end": 21}
    claim = {
        "evidence": evidence, "subject": [{"entity": "Anna Berg"}], "object": [], "predicate": "lefts",
        "time": {"text": "then", "start": "2013-02-01", "end": "2013-02-28"},
    }  # fmt: skip
    export = exported(tmp_path / "out", text, [{"id": "Anna Berg", "at": [(0, 9)]}], [claim])
    targets = tmp_path / "targets"
    targets.mkdir()
    (targets / "berg.txt").write_text("Anna_Berg\n1\t2013-02\t7-0-left\n", encoding="utf8")
    arguments = [str(path) for path in (targets, cat, export, tmp_path / "made")]
    assert CliRunner().invoke(public, ["timelines", *arguments]).exit_code == 0
    assert (tmp_path / "made" / "berg.txt").read_text(encoding="utf8").splitlines() == [
        "Anna_Berg",
        "1\t2013-02-01\t7-0-left",
    ]


def test_carb_counts_words(tmp_path: Path) -> None:
    """Two of three words of the object are found, nothing false is told."""
    said = "Anna Berg met the mayor ."
    (tmp_path / "gold.tsv").write_text(f"{said}\tmet\tAnna Berg\tthe old mayor\n", encoding="utf8")
    (tmp_path / "ours.tsv").write_text(f"{said}\t0.9\tmet\tAnna Berg\tthe mayor\n", encoding="utf8")
    found = openie.carb(tmp_path / "gold.tsv", tmp_path / "ours.tsv")
    assert (found["precision"], found["recall"]) == (1.0, 0.8333)


@pytest.mark.parametrize(("object_", "right"), [("mayor", 1), ("the mayor", 1), ("a mayor", 0)])
def test_benchie_takes_only_what_its_facts_list(tmp_path: Path, object_: str, right: int) -> None:
    """Words in brackets may be left out; anything else must be word for word."""
    said = "Anna Berg met the mayor ."
    (tmp_path / "gold.txt").write_text(
        f"sent_id:1\t{said}\n1--> Cluster 1:\nAnna Berg --> met --> [the] mayor\n", encoding="utf8"
    )
    (tmp_path / "ours.tsv").write_text(f"{said}\t0.9\tmet\tAnna Berg\t{object_}\n", encoding="utf8")
    found = openie.benchie(tmp_path / "gold.txt", tmp_path / "ours.tsv")
    assert (found["precision"], found["recall"]) == (right, right)


@pytest.mark.parametrize(
    ("read", "name", "content", "told"),
    [
        (meantime.read_article, "a.xml", "<Document/>", "a.xml: no <Document> with <token>"),
        (meantime.read_article, "a.xml", "<Docu", "a.xml: unclosed token"),
        (tempeval.read_article, "a.tml", "<TimeML/>", "a.tml: no <TEXT>"),
        (timelines.read_timeline, "a.txt", "Anna\nfirst she left\n", "a.txt:2: not"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(
    tmp_path: Path, read: Any, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf8")
    with pytest.raises(ValueError, match=told):
        read(tmp_path / name)


@pytest.mark.parametrize("module", [exported_files, meantime, openie, tempeval])
def test_examples_in_docstrings_hold(module: Any) -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


def test_an_export_without_its_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"entities\.jsonl"):
        read_export(tmp_path)


def test_the_page_names_every_set() -> None:
    """Each scorer's command stands on the page of public sets."""
    page = (ROOT / "docs" / "public-sets.md").read_text(encoding="utf8")
    for command in ("score gap", "score polnear", "score meantime", "score tempeval"):
        assert f"evaluation.public {command}" in page
    for command in ("score timelines", "timelines", "openie carb", "openie benchie"):
        assert f"evaluation.public {command}" in page
