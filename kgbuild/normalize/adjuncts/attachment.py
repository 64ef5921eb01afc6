"""Which drafts a phrase belongs to: up the tree from the phrase to the first predicate or event noun."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgbuild.attribution.words import SPEAKING
from kgbuild.english import table
from kgbuild.language.grammar import clauses, phrases
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

# Prepositions that put an act inside an event: it happens when and where the event does.
WITHIN = frozenset({"during", "at", "on the sidelines of", "throughout"})
# These do so for gatherings and places only: "in a ceremony", but "convicted in the killing".
INSIDE = frozenset({"in", "on", "near"})
DEEP = 24


class Attachments:
    """Drafts by the tokens of their predicate, and the climb to them."""

    def __init__(self, drafts: Iterable[Draft], annotated: Annotated) -> None:
        self.annotated = annotated
        self.by_token: dict[int, list[Draft]] = defaultdict(list)
        self.by_head: dict[int, list[Draft]] = defaultdict(list)
        self.by_object: dict[int, list[Draft]] = defaultdict(list)
        # Statements of a source set beside a clause, by the token behind the source.
        self.by_source: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self.by_head[draft.head].append(draft)
            if is_static(draft):
                continue
            if draft.extractor == "sources":
                self.by_source[max(draft.head + 1, *(s.end for s in draft.subject))].append(draft)
            for slot in draft.object:
                if slot.head is not None and slot.draft is None:
                    self.by_object[slot.head].append(draft)
            for token in sorted({draft.head, *draft.trigger}):
                self.by_token[token].append(draft)

    def owners(self, token: Token) -> list[Draft]:
        """The drafts that a phrase headed by the token modifies; none where it says no more than a noun."""
        found: list[Draft] = []
        for governor in self.governors(token):
            found += [d for d in self.of(governor) if d not in found]
        return found

    def of(self, predicate: Token) -> list[Draft]:
        """The drafts of a predicate or event noun, or of the clause that it only introduces."""
        return self.by_token.get(predicate.i) or self.carried(predicate)

    def governors(self, token: Token) -> list[Token]:
        """The event nouns and the predicate that a phrase modifies, from the inside out.

        The climb passes through nouns only where they are events or places that the act is within
        ("at the summit in Samarkand", "in the city of Samarkand"), and ends at the first clause.
        """
        found: list[Token] = []
        current = token
        for _ in range(DEEP):
            above = current.head
            if above.i == current.i:
                return found
            if clauses.is_predicate(above):
                return [*found, above]
            if self.by_token.get(above.i):
                found.append(above)
            if phrases.is_noun(above) and not self.passes(above):
                return found
            current = above
        return found

    def carried(self, predicate: Token) -> list[Draft]:
        """Drafts of the clause that a verb without a draft of its own only introduces ("plans to V")."""
        for clause in clauses.complements(predicate):
            found = self.by_token.get(clause.predicate.i)
            if found and not clause.finite:
                return found
            deeper = self.carried(clause.predicate) if not clause.finite else []
            if deeper:
                return deeper
        return []

    def passes(self, noun: Token) -> bool:
        """Whether a phrase inside this noun's phrase may say when or where of the clause."""
        preposition, _ = phrases.preposition_of(noun)
        if preposition in WITHIN:
            return self.is_event_or_place(noun)
        mention = self.annotated.mention_at(noun.i)
        place = mention is not None and vocabulary().is_a(mention.type, "Place")
        lemma = noun.lemma_.lower()
        return preposition in INSIDE and (place or lemma in GATHERINGS or lemma in SITES)

    def is_event_or_place(self, noun: Token) -> bool:
        """Whether the noun names an event or a place."""
        mention = self.annotated.mention_at(noun.i)
        if mention is None:
            return noun.lemma_.lower() in EVENT_WORDS | SITES
        return mention.type == "Event" or vocabulary().is_a(mention.type, "Place")

    def through_object(self, token: Token, trait: str = "") -> list[Draft]:
        """Drafts whose object, behind the predicate, has the phrase hung on it by the parse.

        "Met the envoy in Varn", "killed two farmers on Monday": the tree often ties the phrase to the
        noun. Only for relations with the trait; for all events where none is given.
        """
        noun = token.head
        for _ in range(2):  # "with the official, Guo, in Varn"
            # An object, or a noun that the parse ties to the predicate beside it ("official Guo").
            found = [
                d
                for d in (*self.by_object.get(noun.i, []), *self.by_token.get(noun.head.i, []))
                if d.head < noun.i < token.i
                and (vocabulary().has(d.relation, trait) if trait else _event(d))
            ]
            if found:
                return found
            if noun.head.i == noun.i or not phrases.is_noun(noun.head):
                return []
            noun = noun.head
        return []

    def within(self, predicate: Token) -> list[Draft]:
        """Drafts about an event that the predicate's act is part of: "spoke during a meeting with X"."""
        found: list[Draft] = []
        around = list(clauses.obliques(predicate))
        for subject in clauses.subjects(predicate):
            # "an official during his visit said": the visit hangs on the speaker, and dates the speech
            around += [m for m in phrases.modifiers(subject) if m.preposition == "during"]
        for oblique in around:
            if phrases.is_noun(oblique.noun) and self.passes(oblique.noun):
                found += self.by_head.get(oblique.noun.i, [])
                for modifier in phrases.modifiers(oblique.noun):
                    if modifier.preposition == "of":
                        found += self.by_head.get(modifier.noun.i, [])
        return [d for d in found if not is_static(d)]


# Nouns that are events though nothing names them.
SITES = table("frames")["site"]
GATHERINGS = table("frames")["gathering"]
EVENT_WORDS = GATHERINGS | table("frames")["happening"]


def _event(draft: Draft) -> bool:
    relation = vocabulary().relations.get(draft.relation or "")
    return relation is None or relation.is_event


def is_speech(draft: Draft) -> bool:
    """Whether somebody speaks in the draft: by its relation, else by its verb."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is not None:
        return relation.group == "speech"
    return draft.lemma.split(" ")[0] in SPEAKING


def is_static(draft: Draft) -> bool:
    """Whether the draft comes from a name's surroundings, not from a clause."""
    return draft.static
