"""The table vocabulary/nominal_relations.csv: which noun tells which relation, where its arguments stand; goods."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import kind_of_token, slot_of
from kgbuild.language.grammar.phrases import adjectives, compounds
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows, table_text
from kgbuild.vocabulary.rolesets import read_rolesets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A row of nominal_relations.csv."""

    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    joint: tuple[str, ...]
    subject_kind: tuple[str, ...]
    object_kind: tuple[str, ...]
    needs: frozenset[str]


@follows
def event_nouns() -> dict[str, tuple[EventNoun, ...]]:
    """The table by noun; a noun of several rows is tried in their order ("takeover", "call")."""
    text = table_text("nominal_relations.csv")
    table: dict[str, tuple[EventNoun, ...]] = {}
    for row in csv.DictReader(StringIO(text)):
        noun = EventNoun(
            row["relation"], tuple(row["subject"].split()), tuple(row["object"].split()),
            tuple(row["joint"].split()), tuple(row["subject_kind"].split("|")),
            tuple(row["object_kind"].split("|")), frozenset(row["needs"].split()),
        )  # fmt: skip
        for name in row["nouns"].split():
            table[name] = (*table.get(name, ()), noun)
    for name, noun in _of_rolesets():
        table[name] = (*table.get(name, ()), noun)
    return table


def _of_rolesets() -> Iterator[tuple[str, EventNoun]]:
    """The nouns of the rolesets that a relation names, where its row says how their arguments stand."""
    rolesets = read_rolesets(table_text("rolesets.csv"))
    for row in csv.DictReader(StringIO(table_text("relation_rolesets.csv"))):
        subject, _, target = row["nouns"].partition(" > ")
        if not target:
            continue
        relation = vocabulary().relations[row["relation"]]
        for roleset in row["rolesets"].split():
            for name in rolesets[roleset].nouns:
                yield name, EventNoun(
                    row["relation"], tuple(subject.split()), tuple(target.split()), (),
                    ("Agent",), _kinds(row["object"], relation.range), frozenset(),
                )  # fmt: skip


def _kinds(cell: str, soft: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of the object: the row's, else the relation's."""
    named = tuple(k for k in cell.split("|") if k and not k.startswith("@"))
    return named or tuple(k for k in soft if k != "literal")


def origins(noun: Token, behind: list[Token], annotated: Annotated) -> list[Token]:
    """ "imports of Indian rice": the country that the goods come from."""
    found = []
    for goods in behind:
        for child in [*adjectives(goods), *compounds(goods)]:
            if child.i < goods.i and kind_of_token(child, annotated) == "Country":
                found.append(child)
    return found


def commodity(
    draft: Draft, noun: Token, origin: Token, behind: list[Token], annotated: Annotated
) -> None:
    """The goods of a trade: "imports of Indian *rice*", "*oil* exports"."""
    for goods in behind:
        slot = slot_of(goods, annotated)
        words = [t.text_with_ws for t in annotated.doc[slot.start : slot.end] if t.i != origin.i]
        draft.qualifiers["commodity"] = "".join(words).strip()
    if "commodity" not in draft.qualifiers:
        goods_before = [
            t.text for t in compounds(noun) if annotated.mention_at(t.i) is None or t.pos_ == "NOUN"
        ]
        if goods_before:
            draft.qualifiers["commodity"] = " ".join(goods_before)
