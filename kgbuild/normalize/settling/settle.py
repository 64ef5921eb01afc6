"""Drafts become claims: arguments, evidence, ids, what each is about, and how sure we are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.annotate import MentionSpan, Slot
from kgbuild.language.grammar import clauses
from kgbuild.model import (
    UNSPECIFIED,
    Arg,
    Claim,
    ClaimArg,
    Cluster,
    EntityArg,
    Evidence,
    LiteralArg,
    MentionKind,
    ValueArg,
)
from kgbuild.normalize.settling.argument import (
    bare,
    is_own_kind,
    same,
    says_nothing,
    trimmed,
    without_repeats,
    words_of,
)
from kgbuild.normalize.settling.complements import qualifiers_of
from kgbuild.normalize.settling.tables import (
    COMPLEMENTS,
    EMPTY_PRONOUNS,
    FLOOR,
    INCOMPLETE,
    NEEDY,
    QUALIFIER_OF,
    confidence_of,
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
        subject = self._args(draft.subject)
        said = [slot for slot in draft.object if not self._is_time(slot)]
        if draft.object and not said:
            return None  # "SANCTIONED 'Friday'": when it was is no object
        target = without_repeats(self._args(said)) or self._reflexive(draft)
        if target and same(subject, target):
            if not draft.copular:
                return None  # nobody is told to do something to himself by a pronoun's guess
            target = self._said_of_itself(draft)
            if not target:
                return None
        if not subject or self._hollow(subject) or (said and target and self._hollow(target)):
            return None
        if draft.object and not target:
            return None
        causes = any(QUALIFIER_OF.get(s.preposition) == "reason" for s in draft.obliques)
        if not target and not causes and not any(isinstance(a, EntityArg) for a in subject):
            return None
        if any(self._foreign(arg) for arg in (*subject, *target)):
            return None
        confidence = round(confidence_of(draft, self.annotated), 2)
        verbal = draft.verbal
        if verbal and draft.relation is None:
            lost = not draft.object and draft.words in INCOMPLETE
            if lost or confidence < FLOOR:
                return None
        if draft.relation == "IS_A" and is_own_kind(subject, target, self.annotated):
            return None  # "its token (NFT) platform": a thing is no kind of itself
        if draft.relation is None and not target and says_nothing(draft, self.doc[draft.head]):
            return None
        if self._told(draft, subject, target):
            return None
        qualifiers = qualifiers_of(draft, self.annotated, self._sentence(draft.head))
        needs = draft.verbal and draft.relation is None and draft.words in NEEDY
        if needs and not target and not COMPLEMENTS & set(qualifiers):
            return None  # "attended": what it was is lost
        spans = _Spans(self._spans(subject, draft), self._spans(target, draft))
        predicate = self._trigger_span(draft)
        words = draft.words
        id_ = self._id(draft, predicate, spans, words)
        claim = Claim(
            id=id_,
            document=self.document.id,
            subject=tuple(subject),
            predicate=words,
            relation=draft.relation,
            object=tuple(target),
            evidence=self._evidence(draft.head),
            span=predicate,
            polarity=draft.polarity,
            modality=draft.modality,
            hedge=draft.hedge,
            attributed_to=self._chain(draft),
            quoted=draft.quoted,
            time=draft.time,
            place=self._clusters(draft.place),
            about=self._about(draft),
            qualifiers=qualifiers,
            confidence=confidence,
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

    def _reflexive(self, draft: Draft) -> list[Arg]:
        """The word of "set himself alight": what an open claim does to its own subject."""
        if draft.relation is not None or not draft.verbal:
            return []
        for child in clauses.objects(self.doc[draft.head]):
            if child.lower_.endswith(("self", "selves")) and child.i > draft.head:
                span = self.annotated.span_characters(child.i, child.i + 1)
                return [LiteralArg(child.text, span)]
        return []

    def _is_time(self, slot: Slot) -> bool:
        """Whether a slot is a time expression, or lies in one."""
        if slot.head is None or slot.draft is not None or slot.clusters:
            return False
        return any(t.start <= slot.head < t.end for t in self.annotated.times)

    def _said_of_itself(self, draft: Draft) -> list[Arg]:
        """The describing side of "her first firm was N", both sides of which are N: "her first firm"."""
        for slot in (*draft.object, *draft.subject):
            mention = self.annotated.mention_at(slot.head) if slot.head is not None else None
            if mention is not None and mention.kind is MentionKind.NAME:
                continue
            text = self._text(slot)
            if text and slot.head is not None and self.doc[slot.head].pos_ == "NOUN":
                return [LiteralArg(text, self._characters(slot))]
        return []

    def _foreign(self, arg: Arg) -> bool:
        """Whether an argument is in another script: the sentence was not read, only cut."""
        if isinstance(arg, EntityArg):
            cluster = self.annotated.clusters.get(arg.entity)
            text = cluster.name if cluster is not None else ""
        else:
            text = arg.literal if isinstance(arg, LiteralArg) else ""
        letters = [c for c in text if c.isalpha()]
        return bool(letters) and not any("LATIN" in unicodedata.name(c, "") for c in letters)

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

    # arguments

    def _args(self, slots: list[Slot]) -> list[Arg]:
        found: list[Arg] = []
        for slot in slots:
            for arg in self._arg(slot):
                if arg not in found:
                    found.append(arg)
        return found

    def _arg(self, slot: Slot) -> list[Arg]:
        if slot.draft is not None:
            inner = self.claim(slot.draft)
            return [ClaimArg(inner.id)] if inner is not None else self._draft_words(slot.draft)
        span = self._characters(slot)
        if slot.value is not None:
            text = self._text(slot)
            return [ValueArg(slot.value, slot.unit, text, span, slot.bound, slot.upper)]
        if slot.clusters:
            return [EntityArg(cluster, span) for cluster in slot.clusters]
        if slot.literal == UNSPECIFIED and slot.head is None:
            return [EntityArg(self._unspecified())]
        if slot.literal is not None:
            return [LiteralArg(slot.literal, span)]
        mention = self.annotated.mention_at(slot.head) if slot.head is not None else None
        if mention is not None and mention.clusters:
            place = self.annotated.span_characters(mention.start, mention.end)
            return [EntityArg(cluster, place) for cluster in mention.clusters]
        text = self._text(slot)
        return [LiteralArg(text, span)] if text else []

    def _draft_words(self, draft: Draft) -> list[Arg]:
        start, end, text = words_of(draft, self.annotated)
        return [LiteralArg(text, self.annotated.span_characters(start, end))] if text else []

    def _hollow(self, args: list[Arg]) -> bool:
        return all(isinstance(a, LiteralArg) and a.literal.lower() in EMPTY_PRONOUNS for a in args)

    def _text(self, slot: Slot) -> str:
        if slot.end <= slot.start:
            return ""
        return " ".join(self.doc[slot.start : slot.end].text.split()).strip(' ,;:“”"')

    def _characters(self, slot: Slot) -> tuple[int, int] | None:
        if slot.end <= slot.start:
            return None
        return self.annotated.span_characters(slot.start, slot.end)

    def _unspecified(self) -> str:
        id_ = ids.content_id("m", self.document.id, UNSPECIFIED)
        self.annotated.clusters.setdefault(
            id_,
            Cluster(
                id_, self.document.id, "Group", UNSPECIFIED, attributes={"unspecified": "true"}
            ),
        )
        return id_

    def _speaker(self, slot: Slot) -> tuple[str, ...]:
        args = self._arg(slot)
        found = tuple(a.entity for a in args if isinstance(a, EntityArg))
        if found or slot.head is None or slot.end <= slot.start:
            return found or (self._unspecified(),)
        if self.doc[slot.head].lower_ in EMPTY_PRONOUNS:
            return (self._unspecified(),)
        start, end = self.annotated.span_characters(slot.start, slot.end)
        id_ = ids.cluster_id(self.document.id, start, end)
        if id_ not in self.annotated.clusters:
            self.annotated.clusters[id_] = Cluster(id_, self.document.id, "Group", self._text(slot))
            self.annotated.mentions.append(
                MentionSpan(
                    slot.start, slot.end, slot.head, MentionKind.DESCRIPTION, "Group", (id_,)
                )
            )
        return (id_,)

    def _chain(self, draft: Draft) -> tuple[str, ...]:
        chain: list[str] = []
        for slot in draft.speaker:
            for cluster in self._speaker(slot):
                if not chain or chain[-1] != cluster:
                    chain.append(cluster)
        return tuple(chain)

    def _clusters(self, slots: list[Slot]) -> tuple[str, ...]:
        found = [a.entity for slot in slots for a in self._arg(slot) if isinstance(a, EntityArg)]
        return tuple(dict.fromkeys(found))

    # the rest of the claim

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
            mention = self.annotated.mention_at(slot.head) if slot.head is not None else None
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
