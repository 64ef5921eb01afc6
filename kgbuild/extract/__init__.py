"""EXTRACTORS: a plain tuple of rows, each a function Annotated -> drafts, one file a phenomenon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft
from kgbuild.extract.answers import answer
from kgbuild.extract.linking import Linker
from kgbuild.extract.necessity import called_for
from kgbuild.extract.nominal.affiliations import affiliations
from kgbuild.extract.nominal.appositions import appositions
from kgbuild.extract.nominal.compounds import compounds
from kgbuild.extract.nominal.descriptors import descriptors
from kgbuild.extract.nominal.events import nominals
from kgbuild.extract.nominal.possessives import possessives
from kgbuild.extract.nominal.sites import sites
from kgbuild.extract.nominal.titles import titles
from kgbuild.extract.nominal.values import values
from kgbuild.extract.nominal.years import years
from kgbuild.extract.reasons import reasons
from kgbuild.extract.restated import restated
from kgbuild.extract.sources import sources
from kgbuild.extract.utterances import utterances
from kgbuild.extract.verbal.clauses import clauses
from kgbuild.extract.verbal.commitments import commitments
from kgbuild.extract.verbal.confidence import grade
from kgbuild.extract.verbal.copulas import copulas
from kgbuild.extract.verbal.kin import kin, told_otherwise
from kgbuild.extract.verbal.opinions import change
from kgbuild.extract.voice import apply_status
from kgbuild.factuality.reader import StatusReader
from kgbuild.language.gathered import frames_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.plugins import Extractor, extractors
from kgbuild.predicates.signatures import signatures
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated


EXTRACTORS = (
    Extractor("clauses", clauses, "Nikolai Patrushev met Guo Shengkun."),
    Extractor("titles", titles, "French President Luc Morel arrived in Dakar."),
    Extractor("appositions", appositions, "Luc Morel, the president of France, arrived in Dakar."),
    Extractor("affiliations", affiliations, "Luc Morel of the Harbour Board resigned."),
    Extractor("descriptors", descriptors, "The trade union Solidna struck a deal."),
    Extractor("possessives", possessives, "Luc Morel's brother resigned."),
    Extractor("nominals", nominals, "The bank's acquisition of the hospital surprised investors."),
    Extractor("compounds", compounds, "Police searched French carmaker Renault."),
    Extractor("copulas", copulas, "Anna Adler is a member of the Labour Party."),
    Extractor("commitments", commitments, "Norvik threatened to leave Kenya."),
    Extractor("kin", kin, "Anna Adler has a brother, Ben Adler."),
    Extractor("values", values, "Norvik's profit of 4 million euros surprised investors."),
    Extractor("years", years, "Anna Lind, 31, resigned."),
    Extractor("sites", sites, "The Grand Hotel in Oslo burned down."),
)

__all__ = ["EXTRACTORS", "Extractor", "extract"]


def colours_only(draft: Draft, annotated: Annotated) -> bool:
    """Whether a copular draft only says how its infinitive is meant ("is ready to talk")."""
    head = annotated.doc[draft.head]
    if tree.copula(head) is None or not signatures().knows("adjective", head.lemma_.lower()):
        return False
    return any(tree.role(child) == "open" and tree.is_predicate(child) for child in head.children)


def others(annotated: Annotated) -> list[Draft]:
    """What plug-ins find; one that raises, or gives what is no draft, gives nothing of this document, and is told."""
    found: list[Draft] = []
    for plugin in extractors():
        try:
            drafts = list(plugin.made.read(annotated))
            if wrong := [d for d in drafts if not isinstance(d, Draft)]:
                raise TypeError(f"gives a {type(wrong[0]).__name__}, not a Draft")
            if any(not 0 <= draft.head < len(annotated.doc) for draft in drafts):
                raise IndexError("a draft's head is no token of the document")
            unknown = {d.relation for d in drafts} - {None, *vocabulary().relations}
            if unknown:
                raise ValueError(f"no relation of the vocabulary: {', '.join(map(str, unknown))}")
        except Exception as error:  # somebody else's code: it costs its own drafts, no more
            words = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")[:200]
            annotated.broken.append((plugin.name, words))
        else:
            found += drafts
    return found


def extract(annotated: Annotated) -> list[Draft]:
    """Run every extractor, then settle who says each draft, whether it happened, and what it holds.

    Drafts come in the order of the text; those of which the text claims nothing (questions, what
    somebody "did not say") are left out.
    """
    reader = StatusReader(annotated)
    found = [draft for extractor in EXTRACTORS for draft in extractor.read(annotated)]
    found += others(annotated)
    found = [draft for draft in found if not colours_only(draft, annotated)]
    found = [draft for draft in found if not told_otherwise(draft, found)]
    found = [draft for draft in found if not restated(draft, annotated)]
    found = [draft for draft in found if apply_status(draft, reader)]
    roles = {frame.predicate: frame for frame in frames_of(annotated.doc)}
    for draft in found:
        if draft.verbal:
            told = change(draft, annotated.doc[draft.head], roles.get(draft.head))
            draft.confidence = round(grade(draft, annotated) + told, 2)
    found.sort(key=lambda draft: draft.head)
    linker = Linker(found, annotated)
    for draft in found:
        linker.link(draft)
    answer(found, annotated)
    linker.quotations()
    linker.times()
    made = [
        *called_for(found, annotated),
        *utterances(found, annotated),
        *sources(linker, annotated),
        *reasons(linker, annotated),
    ]
    return sorted([*found, *made], key=lambda draft: draft.head)
