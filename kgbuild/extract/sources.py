"""A source set beside a clause says it: "according to X, Y" is X STATED Y, as "X said that Y" is.

The voice of each claim is read with its status (`predicates/speakers.py`); here the phrase gives the statement
itself, with the claims of its clause as its object, so that what a named source says is found from the source too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.extract.voice import slots_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.predicates.speakers import Voice, source_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.extract.linking import Linker

MOST_TOLD = 6


def sources(linker: Linker, annotated: Annotated) -> list[Draft]:
    """A statement for each source of a clause that a phrase names, where the clause gives claims of its own."""
    made: list[Draft] = []
    for head in annotated.doc:
        if not tree.is_predicate(head):
            continue
        for source, marker in _sources_of(head):
            if not _is_named(source, annotated):
                continue
            told = [d for d in linker.drafts_of(head) if _spoken_by(d, source, annotated)]
            if told:
                made.append(_statement(source, marker, told[:MOST_TOLD], annotated))
    return made


def _sources_of(head: Token) -> list[tuple[Token, Token]]:
    """The sources that phrases beside a clause name, each with the first word of its preposition."""
    beside = [m for noun in tree.subjects(head) for m in tree.modifiers(noun) if m.noun.i < head.i]
    found = []
    for oblique in [*tree.obliques(head), *beside]:
        source = source_in(oblique) if oblique.marker is not None else None
        if source is not None and oblique.marker is not None:
            found.append((source, oblique.marker))
    return found


def _is_named(source: Token, annotated: Annotated) -> bool:
    """Whether the source has a name, or speaks for who has one: what "reports" say is told by their claims alone."""
    slots = slots_of(Voice(source.i, source.i), annotated)
    for slot in slots:
        names = annotated.clusters_at(slot)
        known = [annotated.clusters[c] for c in names if c in annotated.clusters]
        if any(cluster.attributes.get("named") != "no" for cluster in known):
            return True
    return False


def _spoken_by(draft: Draft, source: Token, annotated: Annotated) -> bool:
    """Whether the source was read as the last voice of a draft that the clause itself predicates."""
    if draft.standing is not Standing.PREDICATED or not draft.speaker:
        return False
    last, own = draft.speaker[-1], slots_of(Voice(source.i, source.i), annotated)[-1]
    return last.head is not None and last.head == own.head


def _statement(source: Token, marker: Token, told: list[Draft], annotated: Annotated) -> Draft:
    voices = slots_of(Voice(source.i, source.i), annotated)
    words = [t.text.lower() for t in [marker, *tree.children(marker, frozenset({"fixed"}))]]
    return Draft(
        extractor="sources",
        head=marker.i,
        trigger=(marker.i, source.i),
        words=" ".join(words),
        lemma="say",
        relation="STATED",
        subject=voices[:1],
        object=[Slot(draft=draft) for draft in told],
        speaker=told[0].speaker[: -len(voices)],
        quoted=told[0].quoted,
        tense="past",
        confidence=0.8,
    )
