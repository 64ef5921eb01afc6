"""What holds for any text, any bytes and any graph: ids, offsets, readers, round trips, what is shown.

A quick share here; `make torture` tries KGBUILD_TORTURE times a hundred examples of each.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild import ids
from kgbuild.batch.salvage import salvage, sentence_spans
from kgbuild.cli._echo import HARMFUL, shown
from kgbuild.draw.files import guarded
from kgbuild.errors import QueryError
from kgbuild.ledger.packing import pack, unpack
from kgbuild.model import Document
from kgbuild.read import Given, Input, read_input
from kgbuild.store.embedded.offline import refuse_service
from kgbuild.store.triples.terms import quoted

if TYPE_CHECKING:
    from spacy.language import Language

SHARE = int(os.environ.get("KGBUILD_TORTURE", "0"))
EXAMPLES = SHARE * 100 or 25
often = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip

LETTERS = st.characters(codec="utf-8")
ANY = st.characters()
NEWS = st.lists(
    st.sampled_from(
        ["The minister", "Anna Berg", " said ", " that ", "met", ", ", ". ", "“", "”", '"', "\n\n", "\r\n",
         "U.S.", "3 March 2022", " 5 % ", "(", ")", "—", "https://example.org/a", "\u202e", "\x1b[31m", "\u0301",
         "date: ", "By ", "OSLO (AP) — ", "<p>", "</p>", "&amp;", "* ", "[a](b)", "\t", "🙂", "ß", "é", "x" * 40]
    ),
    max_size=40,
).map("".join)  # fmt: skip
SUFFIXES = (".txt", ".md", ".html", ".jsonl", ".csv", ".xml", ".eml", ".json", ".pdf", ".docx", "")


@often
@given(st.lists(st.text(ANY), max_size=4), st.lists(st.text(ANY), max_size=4))
def test_ids_tell_fields_apart(left: list[str], right: list[str]) -> None:
    """Any words, half characters too; another cut is another id."""
    same = ids.content_id("t", *left) == ids.content_id("t", *right)
    assert same == (left == right)


@often
@given(st.binary(max_size=400) | NEWS.map(str.encode) | st.text(LETTERS, max_size=300).map(str.encode),
       st.sampled_from(SUFFIXES))  # fmt: skip
def test_no_bytes_break_a_reader(raw: bytes, suffix: str) -> None:
    """Documents or refusals with a reason; offsets of metadata inside the text; ids those of their text."""
    readings = read_input(Input(None, f"a{suffix}", raw=raw), Given(language="en"))
    assert readings is not None
    assert readings.documents or readings.rejects
    assert all(reject.reason for reject in readings.rejects)
    for document in readings.documents:
        assert document.id == ids.document_id(document.source, document.text)
        assert all(0 <= a <= b <= len(document.text) for a, b in document.metadata_spans)


@often
@given(NEWS | st.text(LETTERS, max_size=200))
def test_tokens_are_the_text(english: Language, text: str) -> None:
    """Cut into words and joined again, every text is itself, so that offsets are true."""
    assert english.tokenizer(text).text == text


@often
@given(NEWS | st.text(LETTERS, max_size=200))
def test_sentences_lie_in_the_text(text: str) -> None:
    """In order, apart, and with all that is no white space."""
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())


@often
@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40), st.sampled_from("abcdefgh"))
def test_a_fault_costs_its_sentences_and_no_others(words: list[str], bad: str) -> None:
    """Whatever word breaks a stage, wherever it stands."""
    text = " ".join(f"{word * 3}." for word in words)

    def run(document: Document) -> int:
        from kgbuild.annotate.sections import readable

        if bad * 3 in readable(document):
            raise ValueError(bad)
        return len(readable(document).split())

    kept, faults = salvage(Document(ids.document_id("a", text), "a", text), run)
    assert len(faults) == words.count(bad)
    assert kept == len(words) - words.count(bad)


@often
@given(st.text(ANY, max_size=100))
def test_literals_come_back(text: str) -> None:
    """Any words in RDF and back; half characters as what cannot be known."""
    line = f"<urn:s> <urn:p> {quoted(text)} .\n".encode()
    (quad,) = ox.parse(io.BytesIO(line), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(ANY),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(ANY), inner),
    max_leaves=10,
)


@often
@given(VALUES)
def test_rows_come_back_from_the_ledger(value: object) -> None:
    """Whatever is packed is what is unpacked."""
    assert unpack(pack(value)) == value


@often
@given(st.text(ANY, max_size=80))
def test_what_is_shown_is_harmless(text: str) -> None:
    """Nothing that moves a cursor or turns text round; no cell that calculates; shown twice is shown once."""
    assert not HARMFUL.search(shown(text))
    assert shown(shown(text)) == shown(text)
    cell = guarded(text)
    assert "\r" not in cell
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


SPELLED = st.tuples(
    *(st.sampled_from([c, c.lower(), f"\\u{ord(c):04x}", f"\\U{ord(c):08X}"]) for c in "SERVICE")
).map("".join)


@often
@given(SPELLED, st.sampled_from([" ", "\n", "\t", "#x\n"]))
def test_no_spelling_of_service_passes(word: str, gap: str) -> None:
    """However its letters are written."""
    with pytest.raises(QueryError):
        refuse_service(f"SELECT * {{ {word}{gap}<urn:x> {{ ?s ?p ?o }} }}")


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "COLUMNS": "20"},
    {"PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "1", "OMP_NUM_THREADS": "4"},
)


@pytest.mark.parametrize("around", SURROUNDINGS[: 3 if SHARE else 1], ids=str)
def test_the_same_bytes_wherever_it_runs(tmp_path: Path, around: dict[str, str]) -> None:
    """Another hash seed, time zone, locale, width, folder: the same exports, byte for byte."""
    code = (
        "import sys, hashlib, pathlib; sys.path[:0] = sys.argv[2:]\n"
        "from damages import make_graph; from kgbuild.graph import Graph\n"
        "home = pathlib.Path(sys.argv[1]); make_graph(home / 'g'); g = Graph.open(home / 'g')\n"
        "files = [f for form in ('jsonl', 'nquads', 'csv', 'graphml')"
        " for p in g.export(form, home / form) for f in ([p] if p.is_file() else sorted(p.rglob('*')))]\n"
        "print(hashlib.sha256(b''.join(f.read_bytes() for f in files if f.is_file())).hexdigest())\n"
    )
    told = []
    for name, more in (("one", {}), ("ein anderer Ordner é", around)):
        home = tmp_path / name
        home.mkdir()
        paths = [str(Path(__file__).parent), *filter(None, sys.path)]
        done = subprocess.run(
            [sys.executable, "-c", code, str(home), *paths], cwd=home, capture_output=True,
            env={**os.environ, **more}, check=True,
        )  # fmt: skip
        told.append(done.stdout)
    assert told[0] == told[1] != hashlib.sha256(b"").hexdigest().encode()
