"""Which noun a clause behind "N of N" tells of, and where that stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kgbuild.annotate import Annotated, Draft, Slot
from kgbuild.extraction import claims_of
from kgbuild.language.gathered import FRAMES, beside
from kgbuild.language.heads.roles import Argument, Frame
from kgbuild.model import GATE, Claim, Document, Evidence
from kgbuild.normalize.settling.attachment import hangs_loosely
from kgbuild.predicates.antecedents import resolve

if TYPE_CHECKING:
    from spacy.language import Language

CLAIM = Claim("c-1", "d", (), "free", None, (), Evidence("d", 0, 0, ""), (0, 0))
POS = {
    "the": "DET",
    "of": "ADP",
    "on": "ADP",
    ",": "PUNCT",
    "that": "PRON",
    "who": "PRON",
    "which": "PRON",
}
TAGS = {"who": "WP", "which": "WDT", "that": "WDT", "NOUN": "NN", "freed": "VBD", "frees": "VBZ"}


def parsed(above: str, below: str, word: str, verb: str = "freed", comma: bool = False) -> Doc:
    """ "the ABOVE of the BELOW WORD VERB them", the clause hung on the second noun."""
    words = ["the", above, "of", "the", below, *([","] if comma else []), word, verb, "them"]
    at = len(words) - 2
    heads = [1, 1, 4, 4, 1, *([at] if comma else []), at, 4, at]
    deps = ["det", "ROOT", "case", "det", "nmod", *(["punct"] if comma else [])]
    pos = [POS.get(w, "NOUN") for w in words[:at]] + ["VERB", "PRON"]
    return Doc(
        English().vocab, words=words, heads=heads, deps=[*deps, "nsubj", "acl:relcl", "obj"], pos=pos,
        tags=[TAGS.get(w, "NNS" if p == "NOUN" and w.endswith("s") else TAGS.get(p, "PRP" if w == "them" else "DT"))
              for w, p in zip(words, pos, strict=True)],
        lemmas=[w.removesuffix("s") if p == "NOUN" else w for w, p in zip(words, pos, strict=True)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below", "word", "meant"),
    [
        ("director", "clinic", "who", "director"),
        ("scandal", "clinic", "who", "clinic"),
        ("scandal", "director", "which", "scandal"),
        ("scandal", "clinic", "which", "clinic"),
    ],
)
def test_who_is_somebody_and_which_is_nobody(above: str, below: str, word: str, meant: str) -> None:
    doc = parsed(above, below, word)
    assert resolve(doc[5]).text == meant


def loose(doc: Doc, role: tuple[int, float] | None = (4, 0.6)) -> bool:
    """Whether the clause's noun is in doubt where one word has ARG0 with that probability (None: no roles)."""
    verb = len(doc) - 2
    if role is not None:
        beside(doc)[FRAMES] = (Frame(verb, "free.01", 0.9, (Argument("ARG0", *role),)),)
    draft = Draft(
        "clauses.verb", verb, (verb,), "free", "free", [Slot(head=4)], [Slot(head=verb + 1)]
    )
    annotated = Annotated(Document("d", "d.txt", doc.text), doc)
    return hangs_loosely(draft, CLAIM, annotated)


@pytest.mark.parametrize(
    ("doc", "role", "open_"),
    [
        (parsed("attack", "clinic", "that"), (4, 0.6), True),
        (parsed("attack", "clinic", "that"), (1, 0.9), True),
        (parsed("attack", "clinic", "that"), (4, 0.95), False),
        (parsed("attack", "clinic", "that"), None, False),
        (parsed("attack", "clinic", "that", comma=True), (4, 0.6), False),
        (parsed("attacks", "clinic", "that", "frees"), (4, 0.6), False),
        (parsed("attack", "director", "who"), (4, 0.6), False),
        (parsed("leader", "director", "who"), (4, 0.6), True),
        (parsed("part", "clinic", "that"), (4, 0.6), False),
    ],
    ids=["two fit", "the other by the roles", "the roles know", "no roles", "set off", "number",
         "a person", "two persons", "a measure"],
)  # fmt: skip
def test_a_clause_that_two_nouns_may_have_is_in_doubt(
    doc: Doc, role: tuple[int, float] | None, open_: bool
) -> None:
    assert loose(doc, role) is open_


def test_what_may_be_another_noun_s_bears_no_plain_edge(english: Language) -> None:
    """An attack kills, and a council is headed where an inauguration cannot be; a clinic does not flee."""
    text = (
        "Berlin condemned an attack on the Danish embassy in Cairo that killed General Holm. "
        "They spoke of the inauguration of the Payments Council headed by Karim Adan. "
        "Police held Anna Lind, the director of a private clinic in Kiel who fled to Peru."
    )
    found = claims_of(text, english)
    names = {c.id: c.name for c in found.clusters}
    told = {
        (c.relation, names.get(getattr(c.subject[0], "entity", ""))): c.confidence >= GATE
        for c in found.claims
        if c.relation in ("KILLED", "HEADS", "FLED")
    }
    assert told[("KILLED", "Danish embassy in Cairo")] is False
    assert told[("HEADS", "Karim Adan")] is True
    assert told[("FLED", "Anna Lind")] is True
