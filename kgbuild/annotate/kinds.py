"""What kind of thing a slot or a noun is: its mention's type, else what the head noun suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import Slot
from kgbuild.annotate.lexicon import known_noun, noun_class
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import conjuncts, noun_phrase
from kgbuild.language.numbers.figures import Figure, figure_of
from kgbuild.model import UNSPECIFIED, MentionKind
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate.annotated import Annotated

# Kinds that are no types of the vocabulary.
CLAUSE, LITERAL, VALUE, UNKNOWN = "clause", "literal", "value", ""
_PRONOUNS = {
    "he": "Person", "she": "Person", "him": "Person", "her": "Person", "who": "Person", "i": "Person",
    "me": "Person", "himself": "Person", "herself": "Person", "they": "Group", "them": "Group",
    "we": "Group", "us": "Group", "themselves": "Group", "people": "Group", "those": "Group",
    "everyone": "Group", "someone": "Person", "somebody": "Person", "anyone": "Person", "nobody": "Person",
    "it": "Thing", "this": "Thing", "that": "Thing", "itself": "Thing", "you": "Person",
}  # fmt: skip
_ENT_TYPES = {
    "Person": "Person", "Organization": "Organization", "Location": "GeoArea", "Facility": "Facility",
    "NORP": "Group", "Product": "Product", "Date": "Measure", "Money": VALUE,
}  # fmt: skip


def kind_of_token(token: Token, annotated: Annotated) -> str:
    """The type of what a noun names; UNKNOWN where nothing says so."""
    mention = annotated.mention_at(token.i)
    if mention is not None:
        types = {annotated.clusters[c].type for c in mention.clusters if c in annotated.clusters}
        kind = types.pop() if len(types) == 1 else mention.type
        if kind == "Topic" and (
            mention.kind is MentionKind.DESCRIPTION or mention.end - mention.start == 1
        ):
            return _by_word(token)
        if kind and kind != "Thing":
            return kind
    if token.lower_ in _PRONOUNS:
        return _PRONOUNS[token.lower_]
    if token.ent_type_ in _ENT_TYPES:
        return _ENT_TYPES[token.ent_type_]
    if token.pos_ == "NOUN" and (known_noun(token.lemma_) or mention is not None):
        kind = noun_class(token.lemma_)
        return "Group" if kind == "Person" and wf.has_form(token, wf.PLURAL_COMMON) else kind
    if token.pos_ in ("NUM", "SYM"):
        return "Group" if wf.has_form(token, wf.CARDINAL) and not token.like_num else VALUE
    return UNKNOWN


def measured(noun: Token) -> Figure | None:
    """The figure of a noun phrase."""
    return figure_of(noun)


def _by_word(token: Token) -> str:
    """What the noun suggests of itself; a topic where no table lists it."""
    for lemma in (token.lemma_.lower(), token.lower_):
        if known_noun(lemma):
            kind = noun_class(lemma)
            return "Group" if kind == "Person" and wf.has_form(token, wf.PLURAL) else kind
    return "Topic"


def is_unlisted(slot: Slot, annotated: Annotated) -> bool:
    """Whether a slot's noun is one that no table lists, so that its type is only a default."""
    if slot.head is None or slot.clusters:
        return False
    token = annotated.doc[slot.head]
    mention = annotated.mention_at(slot.head)
    plural = wf.has_form(token, wf.PLURAL)
    if mention is not None and (
        mention.type != "Topic" or (mention.kind is MentionKind.NAME and not plural)
    ):
        return False
    listed = known_noun(token.lemma_.lower()) or known_noun(token.lower_)
    return token.pos_ in ("NOUN", "PROPN") and not listed


def kind_of(slot: Slot, annotated: Annotated) -> str:
    """The type of a slot's filler, or clause, literal, value, unspecified, UNKNOWN."""
    if slot.draft is not None or slot.preposition in ("that", "event"):
        return CLAUSE
    if slot.value is not None:
        return VALUE
    if slot.clusters:
        types = {annotated.clusters[c].type for c in slot.clusters if c in annotated.clusters}
        return types.pop() if len(types) == 1 else "Agent"
    if slot.literal is not None and slot.head is None:
        return UNSPECIFIED if slot.literal == UNSPECIFIED else LITERAL
    if slot.head is None:
        return UNKNOWN
    return kind_of_token(annotated.doc[slot.head], annotated)


def is_a(kind: str, wanted: str) -> bool:
    """Whether a kind is the type wanted or below it; someone unspecified counts as an agent."""
    if kind == wanted:
        return True
    if kind == UNSPECIFIED:
        return wanted in ("Agent", "Thing")
    if wanted == "Thing":
        return kind not in (UNKNOWN, CLAUSE, VALUE, "Measure")
    return bool(kind) and vocabulary().is_a(kind, wanted)


def acts(kind: str) -> bool:
    """Whether something of the kind can act or be dealt with as one: agents, and polities and houses."""
    return is_a(kind, "Agent") or kind in ("Region", "Facility")


def _bearer(noun: Token, annotated: Annotated) -> Token:
    """Who bears the office, where the parse hangs the name on it: "met Foreign Minister N" met N."""
    mention = annotated.mention_at(noun.i)
    if mention is None or mention.type != "Position" or noun.i + 1 >= len(annotated.doc):
        return noun
    name = annotated.doc[noun.i + 1]
    other = annotated.mention_at(name.i)
    hangs = name.head.i == noun.i and fn.stands_as(name, fn.APPOSITION | fn.FLAT)
    if hangs and other is not None and other.type == "Person" and other.kind is MentionKind.NAME:
        return annotated.doc[other.head]
    return noun


def slot_of(noun: Token, annotated: Annotated, preposition: str = "") -> Slot:
    """A slot for a noun phrase: its own words, without relative clauses, appositions, later conjuncts."""
    noun = annotated.name_over(_bearer(noun, annotated))
    mention = annotated.mention_at(noun.i)
    covers = mention is not None and any(
        mention.start <= other.i < mention.end for other in conjuncts(noun)
    )
    span = noun_phrase(noun, coordination=covers)
    return Slot(head=noun.i, start=span.start, end=span.end, preposition=preposition)
