"""Modal verbs and what works like them: will, may, must, would, "is to", a present with a future time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.factuality.scope import has_condition
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.arguments import is_passive, surface_subject
from kgbuild.predicates.control import aim_of
from kgbuild.predicates.signatures import Kind
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

_TABLE = table("modals")
UNDECIDED = _TABLE["undecided"]

TOMORROW = frozenset({"tomorrow", "next", "upcoming", "forthcoming", "coming"})

_TIME_NOUNS = _TABLE["future_time"]


def modal_of(head: Token, annotated: Annotated, *, reported: bool, actual: bool) -> Modality | None:
    """The modality that auxiliaries, conditions and future times give a predicate, or None.

    `reported` says that somebody else speaks ("said he would"), `actual` that nothing above weakens it.
    """
    modality: Modality | None = None
    auxiliaries = tree.auxiliaries(head)
    words = [a.lower_ for a in auxiliaries]
    perfect = "have" in words
    for auxiliary in auxiliaries:
        word = auxiliary.lower_
        if word in ("will", "'ll", "’ll", "wo", "shall"):
            modality = Modality.PLANNED if _decides(head, annotated) else Modality.EXPECTED
        elif word in ("may", "might") or word in ("can", "could", "ca"):
            modality = Modality.POSSIBLE
        elif word in ("must", "should", "ought", "need"):
            modality = Modality.POSSIBLE if word == "must" and perfect else Modality.NECESSARY
        elif word in ("would", "'d", "’d") and auxiliary.lemma_ != "have":
            modality = _would(head, annotated, reported)
        elif auxiliary.lemma_ == "be" and _is_to(auxiliary, head):
            modality = _aimed(head)
    if (
        (tree.copula(head) is not None or tree.is_verb(head))
        and has_condition(head)
        and modality
        in (
            None,
            Modality.PLANNED,
            Modality.EXPECTED,
            Modality.POSSIBLE,
        )
    ):
        past = modality is None and wf.has_form(head, wf.PAST)
        modality = modality if past else Modality.CONDITIONAL
    if (
        modality is None
        and actual
        and [t.lower_ for t in head.doc[max(head.i - 2, 0) : head.i]] == ["due", "to"]
    ):
        modality = Modality.PLANNED  # "is due to speak", wherever the parser hung "due"
    if modality is None and actual and _scheduled(head):
        modality = Modality.PLANNED
    return modality


def _is_to(auxiliary: Token, head: Token) -> bool:
    if not wf.has_form(auxiliary, wf.TENSED):
        return False
    return any(
        auxiliary.i < m.i < head.i and (m.lower_ == "to" or tree.due_to(m))
        for m in tree.marks(head)
    )


def _aimed(head: Token) -> Modality:
    """ "is to V" is planned; "the aim is to V" is what the noun makes of it."""
    aim = aim_of(head)
    if aim is None:
        return Modality.PLANNED
    sign = emb.get("noun", aim.lemma_.lower(), "to", "of-ing")
    return sign.modality if sign is not None and sign.kind is Kind.MODAL else Modality.PURPOSE


def _would(head: Token, annotated: Annotated, reported: bool) -> Modality:
    perfect = any(a.lower_ == "have" for a in tree.auxiliaries(head))
    if reported and not has_condition(head) and not perfect:
        return Modality.PLANNED if _decides(head, annotated) else Modality.EXPECTED
    return Modality.CONDITIONAL


def _decides(head: Token, annotated: Annotated) -> bool:
    """Whether somebody decides what "will" tells."""
    if head.lemma_ in UNDECIDED or not tree.is_verb(head):
        return False
    if is_passive(head):
        return True
    subject = surface_subject(head)
    if subject.event is not None:
        return False
    for noun in subject.nouns:
        mention = annotated.mention_at(noun.i)
        if noun.lower_ in ("it", "this", "that", "these", "those") and mention is None:
            return False
        if mention is not None:
            kind = vocabulary().types.get(mention.type)
            if kind is not None and not kind.agent and not kind.place:
                return False
    return True


def _scheduled(head: Token) -> bool:
    """ "is meeting Xi tomorrow": a present with a future time."""
    if not tree.is_verb(head) or not wf.has_form(
        head, wf.GERUND | wf.THIRD_PERSON | wf.PLAIN_PRESENT
    ):
        return False
    if wf.has_form(head, wf.GERUND) and not any(
        wf.has_form(a, wf.PRESENT) for a in tree.auxiliaries(head)
    ):
        return False
    for oblique in tree.obliques(head):
        words = [oblique.noun, *oblique.noun.lefts]
        if any(w.lower_ in TOMORROW for w in words) and oblique.noun.lemma_.lower() in _TIME_NOUNS:
            return True
    return any(a.lower_ == "tomorrow" for a in tree.adverbs(head))
