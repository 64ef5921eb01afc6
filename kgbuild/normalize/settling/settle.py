"""Drafts become claims: arguments, evidence, ids, what each is about, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.english.rulebook import barred
from kgbuild.model import (
    Arg,
    Claim,
    ClaimArg,
    Evidence,
)
from kgbuild.normalize.settling.argument import (
    bare,
    trimmed,
)
from kgbuild.normalize.settling.arguments import Arguments
from kgbuild.normalize.settling.complements import qualifiers_of
from kgbuild.normalize.settling.refusals import NO_CLAIM
from kgbuild.normalize.settling.tables import (
    COMPLEMENTS,
    NEEDY,
    restate,
)
from kgbuild.normalize.settling.worth import mention_counts, reported, worth_of

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kgbuild.annotate import Annotated, Draft


def settle(drafts: list[Draft], annotated: Annotated) -> list[Claim]:
    """Claims of one document, in the order of the text; their arguments name document clusters.

    Makes clusters for speakers that nobody named and for missing agents. A draft whose subject or
    object is a pronoun that stands for nothing known is left out: nobody could check it.
    """
    return [claim for _, claim in settled(drafts, annotated) if claim is not None]


def settled(drafts: list[Draft], annotated: Annotated) -> list[tuple[Draft, Claim | None]]:
    """Each draft with its claim, or None where it makes none (what `kgbuild trace` shows)."""
    settler = _Settler(annotated)
    return [(draft, settler.claim(draft)) for draft in drafts]


@dataclass(slots=True)
class _Spans:
    subject: list[tuple[int, int]]
    object: list[tuple[int, int]]


class _Settler:
    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.doc = annotated.doc
        self.arguments = Arguments(annotated, self.claim)
        self.document = annotated.document
        self._claims: dict[int, Claim | None] = {}
        self._seen: dict[str, int] = {}
        self._open: set[int] = set()
        self._keys: set[tuple[object, ...]] = set()
        self._by_id: dict[str, Claim] = {}
        self._counts = mention_counts(annotated)
        self._sentences = list(annotated.doc.sents)
        self._parsed = annotated.doc.text
        self._sentence_of: dict[int, int] = {}
        for index, sentence in enumerate(self._sentences):
            for token in range(sentence.start, sentence.end):
                self._sentence_of[token] = index

    def claim(self, draft: Draft) -> Claim | None:
        key = id(draft)
        if key in self._claims:
            return self._claims[key]
        if key in self._open:
            return None
        self._open.add(key)
        claim = self._make(draft)
        self._open.discard(key)
        self._claims[key] = claim
        return claim

    def _make(self, draft: Draft) -> Claim | None:
        restate(draft, self.doc[draft.head].lower_)
        sides = self.arguments.sides(draft)
        subject, target = sides.subject, sides.target
        if barred(NO_CLAIM, self.arguments, sides) or self._told(draft, subject, target):
            return None
        qualifiers = qualifiers_of(draft, self.annotated, self._sentence(draft.head))
        needs = sides.open and draft.words in NEEDY
        if needs and not target and not COMPLEMENTS & set(qualifiers):
            return None  # "attended": what it was is lost
        spans = _Spans(self._spans(subject, draft), self._spans(target, draft))
        predicate = self._trigger_span(draft)
        claim = Claim(
            id=self._id(draft, predicate, spans, draft.words),
            document=self.document.id,
            subject=tuple(subject),
            predicate=draft.words,
            relation=draft.relation,
            object=tuple(target),
            evidence=self._evidence(draft.head),
            span=predicate,
            polarity=draft.polarity,
            modality=draft.modality,
            hedge=draft.hedge,
            attributed_to=self.arguments.chain(draft),
            quoted=draft.quoted,
            time=draft.time,
            place=self.arguments.clusters(draft.place),
            about=self._about(draft),
            qualifiers=qualifiers,
            confidence=sides.confidence,
            extractor=draft.extractor,
            reported=reported(draft, self.document),
        )
        held = [
            c.worth for a in target if isinstance(a, ClaimArg) and (c := self._by_id.get(a.claim))
        ]
        worth = worth_of(claim, self.annotated.clusters, self._counts, max(held, default=0.0))
        claim = replace(claim, worth=worth)
        self._by_id[claim.id] = claim
        return claim

    def _told(self, draft: Draft, subject: list[Arg], target: list[Arg]) -> bool:
        """Whether the same was claimed already from the same words (two conjuncts of one mention)."""
        key = (
            draft.head, draft.words, draft.relation, draft.polarity, draft.modality,
            tuple(map(bare, subject)), tuple(map(bare, target)),
        )  # fmt: skip
        if key in self._keys:
            return True
        self._keys.add(key)
        return False

    def _about(self, draft: Draft) -> tuple[str, ...]:
        """Every entity named in the arguments and phrases, literals and contents included."""
        found: dict[str, None] = {}
        for slot in (*draft.subject, *draft.object, *draft.obliques, *draft.place):
            if slot.draft is not None:
                for cluster in self._about(slot.draft) if slot.draft is not draft else ():
                    found[cluster] = None
                continue
            for cluster in slot.clusters:
                found[cluster] = None
            mention = self.annotated.mention_of(slot)
            spans = [(slot.start, slot.end)]
            if mention is not None:
                spans.append((mention.start, mention.end))
            for start, end in spans:
                for inner in self.annotated.mentions_in(start, end):
                    for cluster in inner.clusters:
                        found[cluster] = None
        return tuple(found)

    def _evidence(self, token: int) -> Evidence:
        sentence = self._sentence(token)
        # The parsed text has blanks where metadata stand: they belong to no sentence.
        start, end = trimmed(sentence, self._parsed)
        return Evidence(self.document.id, start, end, self.document.text[start:end])

    def _sentence(self, token: int) -> Span:
        return self._sentences[self._sentence_of[token]]

    def _trigger_span(self, draft: Draft) -> tuple[int, int]:
        tokens = sorted(draft.trigger) or [draft.head]
        return self.annotated.span_characters(tokens[0], tokens[-1] + 1)

    def _spans(self, args: list[Arg], draft: Draft) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        inner = [s.draft for s in (*draft.subject, *draft.object) if s.draft is not None]
        for arg in args:
            if isinstance(arg, ClaimArg):
                for other in inner:
                    claim = self._claims.get(id(other))
                    if claim is not None and claim.id == arg.claim:
                        found.append(claim.span)
                        break
            elif arg.span is not None:
                found.append(arg.span)
        return found

    def _id(self, draft: Draft, predicate: tuple[int, int], spans: _Spans, words: str) -> str:
        polarity = draft.polarity.value
        id_ = ids.claim_id(
            self.document.id,
            predicate,
            spans.subject,
            spans.object,
            draft.relation,
            words,
            polarity,
        )
        count = self._seen.get(id_, 0)
        self._seen[id_] = count + 1
        if count:  # the same words told of each member of a joint mention
            return ids.claim_id(
                self.document.id,
                predicate,
                spans.subject,
                spans.object,
                draft.relation,
                f"{words} #{count + 1}",
                polarity,
            )
        return id_
