"""How old somebody is: "the 31-year-old Anna Lind", "Anna Lind, 31, …", "Lars Holm died aged 91"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, slot_of
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.numbers.ages import Age, ages
from kgbuild.predicates.arguments import surface_subject
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

# Verbs that say at what age something was: who died at 91 is 91.
_ENDS = table("frames")["ends_at"]


def years(annotated: Annotated) -> list[Draft]:
    """A claim for each age that is told of somebody named, once a number."""
    drafts: list[Draft] = []
    (relation,) = vocabulary().named_by("age")
    said: set[tuple[tuple[str, ...], float]] = set()
    for age in ages(annotated.doc):
        holder = _holder(age, annotated)
        if holder is None or (holder.clusters, age.years) in said:
            continue
        said.add((holder.clusters, age.years))
        amount = Slot(head=age.start, start=age.start, end=age.end, value=age.years, unit="year")
        drafts.append(
            Draft(
                extractor="years", head=age.word.i, trigger=(age.word.i,), words="be aged", lemma="be",
                relation=relation, subject=[holder], object=[amount], standing=Standing.PRESUPPOSED,
                confidence=0.8, tense="present", qualifiers={"figure": age.years, "measure": "age", "unit": "year"},
            )
        )  # fmt: skip
    return drafts


def _holder(age: Age, annotated: Annotated) -> Slot | None:
    """Whose age it is; None where nobody named is."""
    for noun in _nouns(age, annotated):
        slot = slot_of(noun, annotated)
        names = annotated.clusters_at(slot)
        cluster = annotated.clusters.get(names[0]) if len(names) == 1 else None
        if cluster is None or not is_a(cluster.type, "Person"):
            continue
        if cluster.attributes.get("named") != "no":
            return Slot(head=slot.head, start=slot.start, end=slot.end, clusters=tuple(names))
    return None


def _nouns(age: Age, annotated: Annotated) -> list[Token]:
    """The nouns that may be whose age it is, likeliest first."""
    doc, word = annotated.doc, age.word
    if word.i == age.start:  # "Anna Lind, 31,"
        return [doc[m.head] for m in annotated.mentions if m.end == age.start - 1]
    if word.pos_ in ("NOUN", "PROPN") and word.lower_ in ("old", "olds"):
        return [word]  # "the 31-year-old"
    above = word.head
    if fn.stands_as(word, fn.ADJECTIVE | fn.REDUCED | fn.NOMINAL_MODIFIER | fn.APPOSITION):
        return [above]
    if tree.copula(word) is not None:  # "Anna Lind is 31 years old"
        return surface_subject(word).nouns
    if tree.is_verb(above) and above.lemma_.lower() in _ENDS:
        return surface_subject(above).nouns
    return []
