"""Modal verbs and what works like them: will, may, must, would, "is to", a present with a future time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.english.rulebook import decided
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
    for auxiliary in tree.auxiliaries(head):
        found = decided(MODALS, _Modal(auxiliary, head, annotated, reported))
        modality = modality if found is None else found
    clause = tree.copula(head) is not None or tree.is_verb(head)
    if clause and modality in CONDITIONED and has_condition(head):
        past = modality is None and wf.has_form(head, wf.PAST)
        modality = modality if past else Modality.CONDITIONAL
    if modality is None and actual and (_is_due(head) or _scheduled(head)):
        return Modality.PLANNED
    return modality


CONDITIONED = (None, Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE)


@dataclass(frozen=True, slots=True)
class _Modal:
    """An auxiliary and the predicate it stands before."""

    auxiliary: Token
    head: Token
    annotated: Annotated
    reported: bool

    @property
    def word(self) -> str:
        return self.auxiliary.lower_


def _will(modal: _Modal) -> Modality:
    """ "Will meet" is planned where somebody decides it, "will rain" is expected."""
    return Modality.PLANNED if _decides(modal.head, modal.annotated) else Modality.EXPECTED


def _may(_modal: _Modal) -> Modality:
    """ "May meet", "could meet"."""
    return Modality.POSSIBLE


def _must(modal: _Modal) -> Modality:
    """ "Must meet" is necessary, "must have met" a guess."""
    perfect = any(a.lower_ == "have" for a in tree.auxiliaries(modal.head))
    return Modality.POSSIBLE if modal.word == "must" and perfect else Modality.NECESSARY


def _would_be(modal: _Modal) -> Modality:
    """ "Said he would meet" is what he will do, "would meet" hangs on a condition."""
    return _would(modal.head, modal.annotated, modal.reported)


def _is_to_be(modal: _Modal) -> Modality:
    """ "Is to meet"."""
    return _aimed(modal.head)


MODALS: tuple[tuple[Callable[[_Modal], bool], Callable[[_Modal], Modality]], ...] = (
    (lambda m: m.word in _TABLE["will"], _will),
    (lambda m: m.word in _TABLE["may"], _may),
    (lambda m: m.word in _TABLE["must"], _must),
    (lambda m: m.word in _TABLE["would"] and m.auxiliary.lemma_ != "have", _would_be),
    (lambda m: m.auxiliary.lemma_ == "be" and _is_to(m.auxiliary, m.head), _is_to_be),
)
"""What an auxiliary says: the first case that holds."""


def _is_due(head: Token) -> bool:
    """ "Is due to speak", wherever the parser hung "due"."""
    return [t.lower_ for t in head.doc[max(head.i - 2, 0) : head.i]] == ["due", "to"]


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
