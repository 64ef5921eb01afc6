"""Kin told with "have": "N has a sister, M", "had two sons, A and B", "has three brothers: A, B and C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.extract.nominal.holders import kinship
from kgbuild.extract.nominal.roles import lemma_of, role_nouns
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, conjuncts
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.annotate.annotated import MentionSpan

MARKS = frozenset({",", ":", "–", "—", "-"})


def kin(annotated: Annotated) -> list[Draft]:
    """One draft for each relative that is named behind the noun of kinship."""
    drafts: list[Draft] = []
    for verb in annotated.doc:
        if verb.lemma_ != "have" or not tree.is_verb(verb):
            continue
        holders = [h for h in children(verb, fn.SUBJECT) if annotated.mention_at(h.i) is not None]
        nouns = _kin_nouns(verb)
        for holder in holders[:1]:
            for at, noun in enumerate(nouns):
                stop = nouns[at + 1].i if at + 1 < len(nouns) else verb.sent.end
                drafts += [
                    _draft(verb, noun, name, holder, annotated)
                    for name in _named_behind(noun, stop, annotated)
                ]
    return drafts


def _kin_nouns(verb: Token) -> list[Token]:
    """The objects that are nouns of kinship, those joined to them included."""
    objects = children(verb, fn.OBJECT)
    every = [t for o in objects for t in [o, *conjuncts(o)]]
    return [t for t in every if t.pos_ == "NOUN" and lemma_of(t) in role_nouns("kin")]


def _named_behind(noun: Token, stop: int, annotated: Annotated) -> list[MentionSpan]:
    """The names in the list that a comma or colon opens right behind the noun."""
    doc = annotated.doc
    at = noun.i + 1
    if at >= stop or doc[at].text not in MARKS:
        return []
    found = []
    starts = {m.start: m for m in annotated.mentions if m.kind is MentionKind.NAME}
    at += 1
    while at < stop:
        mention = starts.get(at)
        if mention is not None:
            found.append(mention)
            at = mention.end
        elif doc[at].text == "," or doc[at].lower_ in ("and", "&"):
            at += 1
        else:
            break
    return found


def _draft(
    verb: Token, noun: Token, name: MentionSpan, holder: Token, annotated: Annotated
) -> Draft:
    lemma = lemma_of(noun)
    mention = annotated.mention_at(holder.i)
    start, end = (mention.start, mention.end) if mention else (holder.i, holder.i + 1)
    return Draft(
        extractor="kin", head=noun.i, trigger=(noun.i,), words=f"be {lemma} of", lemma=lemma,
        relation="RELATIVE_OF", standing=Standing.NOMINAL, confidence=0.85, qualifiers={"kinship": kinship(noun)},
        subject=[Slot(head=name.head, start=name.start, end=name.end, clusters=name.clusters)],
        object=[Slot(head=holder.i, start=start, end=end)],
    )  # fmt: skip


def told_otherwise(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a clause's "have" is said better by its kin: "has a sister" beside "M is a sister of"."""
    if not draft.verbal or draft.lemma != "have":
        return False
    heads = {slot.head for d in drafts if d.extractor == "kin" for slot in d.subject}
    nouns = {d.head for d in drafts if d.extractor == "kin"}
    objects = {slot.head for slot in draft.object}
    return bool(objects & (heads | nouns))
