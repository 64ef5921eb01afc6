"""The senses of a verb that are another thing than the relation of its pattern."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.errors import VocabularyError
from kgbuild.language.heads.roles import Frame
from kgbuild.normalize.relations import senses
from kgbuild.normalize.relations.senses import SURE, is_told_by, read_senses


@pytest.mark.parametrize(
    ("relation", "frame", "fits"),
    [
        ("CRITICIZED", Frame(3, "blast.05", SURE + 0.1, ()), False),
        ("CRITICIZED", Frame(3, "blast.05", SURE - 0.1, ()), True),
        ("CRITICIZED", Frame(3, "blast.02", SURE + 0.1, ()), True),
        ("CRITICIZED", None, True),
        ("MET", Frame(3, "blast.05", SURE + 0.1, ()), True),
        (None, Frame(3, "blast.05", SURE + 0.1, ()), True),
    ],
)
def test_a_sure_sense_decides(
    relation: str | None, frame: Frame | None, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sense of the table that the network is sure of, and nothing else, takes the relation away."""
    monkeypatch.setattr(senses, "frame_at", lambda doc, token: frame)
    assert is_told_by(relation, Doc(Vocab()), 3) is fits


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("NO_SUCH,blast.05,", "no relation"),
        ("CRITICIZED,blast,", "no rolesets"),
        ("CRITICIZED,,", "no rolesets"),
        ("CRITICIZED,blast.05,\nCRITICIZED,blast.05,", "twice"),
    ],
)
def test_a_wrong_row_is_refused(rows: str, said: str) -> None:
    """With its line."""
    with pytest.raises(VocabularyError, match=said) as caught:
        read_senses(f"relation,not,why\n{rows}\n")
    assert "line" in str(caught.value)


def test_rows_of_one_relation_are_joined() -> None:
    """Several rows may say what a relation is not."""
    found = read_senses("relation,not,why\nCRITICIZED,blast.05,\nCRITICIZED,slam.01 blast.01,\n")
    assert found == {"CRITICIZED": frozenset({"blast.05", "slam.01", "blast.01"})}
