"""A draft as the relation patterns read it: the words below its verb and the arguments by preposition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import CLAUSE, LITERAL, acts, is_a, kind_of, slot_of
from kgbuild.attribution.words import HEARD
from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    children,
    conjuncts,
    first_conjunct,
    modifiers,
    obliques,
)
from kgbuild.language.words import known_verbs
from kgbuild.model import UNSPECIFIED, MentionKind, Polarity
from kgbuild.normalize.relations.forms import PLURAL as _PLURAL
from kgbuild.normalize.relations.forms import forms, stems, ties_sentences
from kgbuild.predicates.contents import calls_for
from kgbuild.vocabulary.pattern import PARTICLES, spelling
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Slot

_CONTENT = (
    fn.OBJECT | fn.OPEN_COMPLEMENT | fn.ADVERB | fn.PARTICLE | fn.OBLIQUE | fn.PASSIVE_SUBJECT
)
_BESIDE = fn.COMPOUND | fn.ADJECTIVE
_ADVERBIAL = table("settling")["adverbial"]
_COUNTED = frozenset({"both", "two", "three", "four"})
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
# A bare plural does these to each other: "the leaders met".
_MUTUAL = frozenset({"meet", "clash", "negotiate", "merge"})


@cache
def _posts() -> frozenset[str]:
    """Nouns for who holds a post: the rows of role_nouns.csv but kin, friends and owners."""
    nouns = table("role_nouns")
    held = ("office", "member", "employee", "representative")
    return frozenset(spelling(noun) for kind in held for noun in nouns[kind])


@dataclass
class Clause:
    """What a pattern asks about, read once for each draft."""

    draft: Draft
    annotated: Annotated
    copular: bool = False
    _kinds: dict[int, str] = field(default_factory=dict)

    @property
    def verb(self) -> Token:
        """The predicate's main token."""
        return self.annotated.doc[self.draft.head]

    @cached_property
    def lemma(self) -> str:
        """The verb alone, in one spelling ("hold" of "hold talk")."""
        lemma = spelling(self.draft.lemma.split()[0]) if self.draft.lemma else ""
        known_verb = lemma in known_verbs() or self.draft.lemma in known_verbs()
        if self.copular or known_verb or lemma in pattern_book().by_lemma:
            return lemma
        known = [stem for stem in stems(self.verb) if stem in pattern_book().by_lemma]
        return known[0] if known else lemma

    @cached_property
    def words(self) -> frozenset[str]:
        """Lemmas of the trigger and of what hangs on the verb, one level deeper for nouns."""
        doc, found = self.annotated.doc, set()
        for index in self.draft.trigger:
            found |= forms(doc[index])
        for word in self.draft.lemma.split()[1:]:
            found.add(spelling(word))
        own = [doc[slot.head] for slot in self.draft.object if slot.head is not None]
        beside = [child for child in self.verb.children if fn.stands_as(child, _CONTENT)]
        for child in [*own, *beside]:
            found |= forms(child)
            for deeper in child.children:
                if fn.stands_as(deeper, _BESIDE):
                    found |= forms(deeper)
        return frozenset(found - {self.lemma})

    @cached_property
    def heads(self) -> frozenset[str]:
        """The same without what stands before a noun: "seat" is no head of "a seat capacity"."""
        return self._heads(obliques_too=True)

    @cached_property
    def plain_heads(self) -> frozenset[str]:
        """The heads without nouns behind a preposition: "in partnership with" builds no partnership."""
        return self._heads(obliques_too=False)

    def _heads(self, *, obliques_too: bool) -> frozenset[str]:
        found = {spelling(word) for word in self.draft.lemma.split()[1:]}
        doc = self.annotated.doc
        for index in self.draft.trigger:
            found |= forms(doc[index])
        for child in self.verb.children:
            behind = fn.stands_as(child, fn.OBLIQUE) and bool(children(child, fn.CASE))
            if fn.stands_as(child, _CONTENT) and (obliques_too or not behind):
                found |= forms(child)
        for slot in self.draft.object if obliques_too or not self.draft.preposition else ():
            if slot.head is not None:
                found |= forms(doc[slot.head])
        return frozenset(found - {self.lemma})

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles, tagged so or adverbs beside the verb."""
        found = set(self.draft.particle.split())
        for child in self.verb.children:
            if (
                fn.stands_as(child, fn.ADVERB)
                and child.lower_ in PARTICLES
                and 0 < child.i - self.verb.i < 3
            ):
                found.add(child.lower_)
        return frozenset(found)

    @cached_property
    def direct(self) -> list[Slot]:
        """Objects without a preposition; in a copular sentence the subject is what is spoken of."""
        if self.copular:
            return list(self.draft.subject)
        if self.draft.preposition:
            return []
        found = [slot for slot in self.draft.object if not self._content(slot)]
        if not self.draft.object and " " in self.draft.lemma:
            noun = self.annotated.doc[self.draft.trigger[-1]]
            return [slot_of(noun, self.annotated)] if noun.pos_ in ("NOUN", "PROPN") else []
        if found or any(self._is_told(slot) for slot in self.draft.object):
            return found
        return [slot for slot in self.draft.obliques if self._is_recipient(slot)]

    def _is_told(self, slot: Slot) -> bool:
        """A finite clause as content: whoever stands beside it hears it ("told the army that ...")."""
        head = slot.draft.head if slot.draft is not None else slot.head
        if self.lemma not in HEARD:
            return False
        if head is None:
            return slot.literal is not None  # a quotation
        return fn.stands_as(self.annotated.doc[head], fn.FINITE_COMPLEMENT)

    def _is_recipient(self, slot: Slot) -> bool:
        """The noun right behind the verb, told apart by no preposition ("asked the army to help")."""
        return slot.head is not None and fn.stands_as(
            self.annotated.doc[slot.head], fn.INDIRECT_OBJECT
        )

    @cached_property
    def contents(self) -> list[Slot]:
        """Clauses that are the object."""
        return [slot for slot in self.draft.object if self._content(slot)]

    def _content(self, slot: Slot) -> bool:
        return kind_of(slot, self.annotated) in (CLAUSE, LITERAL)

    @cached_property
    def by_preposition(self) -> dict[str, list[Slot]]:
        """The nouns behind each preposition of the clause."""
        found: dict[str, list[Slot]] = {}
        if self.draft.preposition:
            for slot in self.draft.object:
                found.setdefault(self.draft.preposition, []).append(slot)
        for slot in self.draft.obliques:
            if slot.preposition:
                found.setdefault(slot.preposition, []).append(slot)
        for preposition in list(found):
            found[preposition] = [
                slot
                for slot in found[preposition]
                if not (self._adverbial(slot) or self._is_day(slot, preposition))
            ]
        for slot in [*self.draft.object, *self.draft.obliques]:
            whole = self._whole_preposition(slot)
            if " " in whole and slot not in found.get(whole, []):
                found.setdefault(whole, []).append(slot)
        return found

    def _adverbial(self, slot: Slot) -> bool:
        """A bare noun behind "in" that makes an adverb: "in addition", "in fact"."""
        if slot.head is None:
            return False
        token = self.annotated.doc[slot.head]
        bare = token.lemma_.lower() in _ADVERBIAL and not children(token, fn.DETERMINER)
        return bare or ties_sentences(token, slot.preposition)

    def _is_day(self, slot: Slot, preposition: str) -> bool:
        """Whether "on" stands before a day: nobody "fired on" Monday."""
        if preposition != "on" or slot.head is None:
            return False
        return self.annotated.in_time(slot.head)

    def _whole_preposition(self, slot: Slot) -> str:
        """Prepositions that stand in a row over a noun, as one ("out of")."""
        if slot.head is None:
            return ""
        cases = [c for c in children(self.annotated.doc[slot.head], fn.CASE) if c.i < slot.head]
        return " ".join(c.lower_ for c in cases)

    def coordinated(self, slots: list[Slot]) -> list[Slot]:
        """The first noun and what is coordinated with it: a second "in" is another phrase."""
        if not slots or slots[0].head is None:
            return slots
        doc = self.annotated.doc
        first = doc[slots[0].head]
        group = {first.i, *(other.i for other in conjuncts(first_conjunct(first)))}
        return [slot for slot in slots if slot.head is None or slot.head in group]

    def below(self, words: tuple[frozenset[str], ...], preposition: str) -> list[Slot]:
        """Nouns behind the preposition that hang on one of the pattern's own words ("control of X")."""
        nouns: list[Token] = []
        for child in self.verb.children:
            if not fn.stands_as(child, _CONTENT):
                continue
            for noun in [child, *conjuncts(child)]:
                if any(forms(noun) & allowed for allowed in words):
                    nouns += [child, *conjuncts(child)]
        found: list[Slot] = []
        for noun in nouns:
            for oblique in [*modifiers(noun), *obliques(noun)]:
                if oblique.preposition == preposition and oblique.noun.i > noun.i:
                    members = [oblique.noun, *conjuncts(oblique.noun)]
                    found += [slot_of(member, self.annotated, preposition) for member in members]
        seen: set[int | None] = set()
        return [s for s in found if not (s.head in seen or seen.add(s.head))]  # type: ignore[func-returns-value]

    def says_as(self) -> bool:
        """Whether "as" with a word for the object follows, wherever a parse hung it.

        "described the talks as good" may stand as one noun phrase, and an adjective is no oblique.
        """
        heads = [slot.head for slot in self.direct if slot.head is not None]
        if not heads:
            return False
        doc, sentence = self.annotated.doc, self.verb.sent
        for token in doc[min(heads) + 1 : sentence.end]:
            if token.lower_ == "as" and fn.stands_as(token, fn.CASE | fn.MARK):
                said = token.head
                return said.pos_ in ("NOUN", "PROPN", "ADJ") and self.verb.is_ancestor(said)
            if token.pos_ in ("VERB", "AUX") or token.text in ";:":
                return False
        return False

    def beside_object(self, preposition: str) -> list[Slot]:
        """Nouns behind the preposition that a parse hung on the object ("blamed the attack on X")."""
        found: list[Slot] = []
        for slot in self.direct:
            if slot.head is None:
                continue
            for oblique in modifiers(self.annotated.doc[slot.head]):
                if oblique.preposition == preposition and oblique.noun.i > slot.head:
                    found.append(slot_of(oblique.noun, self.annotated, preposition))
        return found

    def consumed(self, words: tuple[frozenset[str], ...]) -> list[Slot]:
        """Direct objects that are words of the pattern ("talks" in "hold talks")."""
        return [
            slot
            for slot in self.direct
            if slot.head is not None
            and any(forms(self.annotated.doc[slot.head]) & allowed for allowed in words)
        ]

    def kind(self, slot: Slot) -> str:
        """The type of what fills the slot."""
        return kind_of(slot, self.annotated)

    def fits(self, slot: Slot, wanted: str, classes: dict[str, frozenset[str]]) -> bool:
        """Whether a slot is of the type or word class wanted."""
        if wanted.startswith("@"):
            if slot.head is None:
                return False
            token = self.annotated.doc[slot.head]
            return bool(forms(token) & classes[wanted[1:]])
        if wanted == "Agent":
            return acts(self.kind(slot))
        if wanted == "Name":
            mention = self.annotated.mention_of(slot)
            return mention is not None and mention.kind is MentionKind.NAME
        return is_a(self.kind(slot), wanted)

    def has(self, need: str) -> bool:
        """Whether the clause has what a pattern needs: a name of NEEDS or a preposition; a leading ! denies."""
        if need.startswith("!"):
            return not self.has(need[1:])
        rule = NEEDS.get(need)
        return rule(self) if rule is not None else need in self.by_preposition

    def _is_several(self) -> bool:
        heads = [slot.head for slot in self.draft.subject if slot.head is not None]
        return self.joint or any(wf.has_form(self.annotated.doc[head], _PLURAL) for head in heads)

    def _is_own(self, slot: Slot) -> bool:
        """Whether the thing is the subject's own: "their offices"."""
        if slot.head is None:
            return False
        owners = children(self.annotated.doc[slot.head], fn.POSSESSOR)
        return any(owner.pos_ == "PRON" for owner in owners)

    def _names_an_office(self) -> bool:
        """Whether the complement, or the noun behind "as", is a post."""
        doc = self.annotated.doc
        heads = [s.head for s in self.draft.obliques if s.preposition == "as"]
        tokens = [doc[i] for i in heads if i is not None]
        tokens += [self.complement] if self.complement is not None else []
        tokens += [t for t in self.verb.children if fn.stands_as(t, fn.OPEN_COMPLEMENT)]
        for slot in self.direct:
            if slot.head is not None:
                below = [o.noun for o in modifiers(doc[slot.head]) if o.preposition == "as"]
                tokens += below
        known = pattern_book().classes["official"] | _posts()
        return any(forms(t) & known for t in tokens)

    def _is_under_way(self) -> bool:
        """Whether the verb is progressive ("was travelling to"): the end of the way need not be reached."""
        if not wf.has_form(self.verb, wf.GERUND):
            return False
        return any(child.lemma_ == "be" for child in children(self.verb, fn.AUXILIARY))

    def _uttered(self) -> bool:
        """Whether an adjunct shows that the act is one of words: "in a statement", "on Twitter"."""
        spoken = pattern_book().classes["utterance"]
        heads = [s.head for s in self.draft.obliques if s.preposition in ("in", "during", "on")]
        return any(i is not None and forms(self.annotated.doc[i]) & spoken for i in heads)

    def _is_contested(self) -> bool:
        """Whether an adjunct tells of a contest: "3-1", "in the final", "to the title"."""
        if any(_SCORE.fullmatch(t.text) for t in self.verb.subtree if t.i > self.verb.i):
            return True
        known = pattern_book().classes["contested"]
        heads = [s.head for s in self.draft.obliques if s.preposition in ("in", "at", "to", "by")]
        return any(i is not None and forms(self.annotated.doc[i]) & known for i in heads)

    def _is_lone_name(self, slot: Slot) -> bool:
        """Whether a single capitalised word is all that tells of a body ("left Wexford"): a town may be called so."""
        if slot.head is None or slot.end - slot.start != 1:
            return False
        noun = self.annotated.doc[slot.head]
        return noun.pos_ == "PROPN" and noun.text.istitle() and self.kind(slot) == "Organization"

    def _mutual_object(self) -> bool:
        """Whether the object is what the actors have with each other: "their cooperation", "mutual ties"."""
        for child in children(self.verb, fn.OBJECT):
            owners = children(child, fn.POSSESSOR)
            said = children(child, fn.ADJECTIVE)
            if any(t.lower_ in ("their", "our") for t in owners):
                return True
            if any(t.lower_ in ("bilateral", "mutual", "diplomatic") for t in said):
                return True
        return False

    def _quotes(self) -> bool:
        return any(quote.cue == self.draft.head and quote.direct for quote in self.annotated.quotes)

    @cached_property
    def infinitive(self) -> Token | None:
        """The infinitive below the verb ("urged X to V")."""
        for child in self.verb.children:
            clause = fn.stands_as(child, fn.OPEN_COMPLEMENT | fn.ADVERBIAL | fn.FINITE_COMPLEMENT)
            marks = children(child, fn.MARK | fn.AUXILIARY)
            if clause and child.i > self.verb.i and any(mark.lower_ == "to" for mark in marks):
                return (
                    None if calls_for(self.verb, child) else child
                )  # "called for X to V": its object
        return None

    @cached_property
    def complement(self) -> Token | None:
        """The noun or adjective that the verb says of its object ("called it a farce")."""
        for child in self.verb.children:
            if fn.stands_as(child, fn.OPEN_COMPLEMENT) and child.pos_ in (
                "NOUN",
                "PROPN",
                "ADJ",
                "NUM",
            ):
                return child
        return None

    def together(self) -> list[Slot]:
        """The subjects that a coordination puts beside the first one ("A and B reached a deal")."""
        if len(self.draft.subject) != 1 or self.draft.subject[0].head is None:
            return list(self.draft.subject)
        token = self.annotated.doc[self.draft.subject[0].head]
        if not fn.stands_as(token, fn.SUBJECT):
            return list(self.draft.subject)
        others = [other for other in conjuncts(token) if other.pos_ in ("NOUN", "PROPN", "PRON")]
        return [self.draft.subject[0], *(slot_of(other, self.annotated) for other in others)]

    @cached_property
    def joint(self) -> bool:
        """Whether several take part together: a list, a joint mention, a counted plural."""
        subjects = self.together()
        if len(subjects) > 1:
            return True
        for slot in subjects:
            if len(slot.clusters) > 1:
                return True
            if slot.head is None:
                continue
            token = self.annotated.doc[slot.head]
            mention = self.annotated.mention_at(slot.head)
            if mention is not None and len(mention.clusters) > 1:
                return True
            counted = {child.lower_ for child in token.children} & _COUNTED
            if token.lower_ in ("they", "both", "we", "pair", "two") or (
                wf.has_form(token, _PLURAL) and counted
            ):
                return True
            if wf.has_form(token, _PLURAL) and self.lemma in _MUTUAL:
                return True
        return False


NEEDS: Mapping[str, Callable[[Clause], bool]] = {
    "clause": lambda c: bool(c.contents) or c._quotes(),
    "infinitive": lambda c: c.infinitive is not None,
    "finite": lambda c: any(fn.stands_as(t, fn.FINITE_COMPLEMENT) for t in c.verb.children),
    "as-phrase": lambda c: c.says_as(),
    "several": lambda c: c._is_several(),
    "quote": lambda c: c._quotes(),
    "complement": lambda c: c.complement is not None,
    "known": lambda c: any(c.kind(slot) != UNSPECIFIED for slot in c.draft.subject),
    "recipient": lambda c: any(c._is_recipient(slot) for slot in c.draft.obliques),
    "object?": lambda c: True,
    "passive": lambda c: c.draft.passive,
    "progressive": lambda c: c._is_under_way(),
    "object": lambda c: bool(c.direct),
    "twofold": lambda c: len(children(c.verb, fn.OBJECT)) > 1,
    "negated": lambda c: c.draft.polarity is Polarity.NEGATED,
    "joint": lambda c: c.joint,
    "uttered": lambda c: c._uttered(),
    "contested": lambda c: c._is_contested(),
    "own": lambda c: any(c._is_own(slot) for slot in c.direct),
    "office": lambda c: c._names_an_office(),
    "born": lambda c: "born" in c.draft.words.split(),
    "evident": lambda c: not any(c._is_lone_name(slot) for slot in c.direct),
    "mutual": lambda c: c._mutual_object(),
}
"""What a row of relation_rules.csv may need of a clause beside its words."""
