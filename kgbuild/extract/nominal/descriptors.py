"""Kinds before a name and around a place: "the insurer Norvik", "the town of Ubo", "Ubo, in the province of Tel"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import noun_class
from kgbuild.extract.nominal.appositions import agree, maker
from kgbuild.extract.nominal.holders import describe
from kgbuild.extract.nominal.roles import is_role, lemma_of, read_role, role_nouns
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    conjuncts,
    determiners,
    modifiers,
    preposition_of,
    tied_before,
)
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, MentionSpan

# "the area of Lima" is no kind of Lima, "the capital of Peru" another place than Peru.
_WHOLE = frozenset(
    {"area", "site", "base", "stronghold", "capital", "place", "country", "nation", "region"}
)
# Whose people stand behind them ("highway police SI N"), or that only sort a party.
_LOOSE = frozenset({"police", "army", "navy", "government", "court", "opposition", "parliament"})
_PREMODIFIER = frozenset({"NOUN", "ADJ"})


def descriptors(annotated: Annotated) -> list[Draft]:
    """IS_A for the kind or occupation that stands before a name, LOCATED_IN for a place told after a place."""
    drafts: list[Draft] = []
    said: set[tuple[object, str]] = set()
    for mention in annotated.mentions:
        if mention.kind is MentionKind.NAME and len(mention.clusters) == 1:
            drafts += _kind_before(mention, annotated, said)
    for noun in annotated.doc:
        if noun.pos_ == "NOUN" and lemma_of(noun) in role_nouns("place") - _WHOLE:
            drafts += _place_kind(noun, annotated, said)
    return drafts


def _kind_before(
    mention: MentionSpan, annotated: Annotated, said: set[tuple[object, str]]
) -> list[Draft]:
    """ "social media giant N", "the advocacy organisation N": the noun right before the name."""
    cluster = annotated.clusters.get(mention.clusters[0])
    doc, start = annotated.doc, mention.start
    if start and doc[start - 1].text == "The" and doc[start - 1].i > doc[start].sent.start:
        start -= 1  # "the organisation The Northern Watch"
    if cluster is None or not start:
        return []
    noun = doc[start - 1]
    body = is_a(cluster.type, "Organization")
    if noun.sent != doc[mention.head].sent or not (body or is_a(cluster.type, "Person")):
        return []
    if not (_may_describe(noun, mention) if body else _occupation(noun, mention, annotated)):
        return []
    lemma = lemma_of(noun)
    kinds = (kind_of_token(noun, annotated), noun_class(noun.lemma_))
    if body and lemma not in role_nouns("company") and not agree(cluster.type, *kinds):
        return []
    first = noun.i
    while first > noun.sent.start and _premodifies(doc[first - 1], annotated, body=body):
        first -= 1
    if not body and first > noun.sent.start and doc[first - 1].text in ("-", "then"):
        return []  # "then-presumptive nominee N"
    if body and tied_before(doc[first]):
        return []  # "…-based retailer N": cut inside a word
    words = doc[first : noun.i + 1].text
    if doc[first - 1].lower_ in role_nouns("former") or (mention.clusters, words.lower()) in said:
        return []
    said.add((mention.clusters, words.lower()))
    holder = Slot(
        head=mention.head, start=mention.start, end=mention.end, clusters=mention.clusters
    )
    make = maker("appositions.kind", noun, standing=Standing.PRESUPPOSED)
    return [make("IS_A", "be", [holder], [Slot(literal=words, start=first, end=noun.i + 1)])]


def _occupation(noun: Token, mention: MentionSpan, annotated: Annotated) -> bool:
    """Whether a noun before a person's name says what he does, and the titles read no tie to a body in it."""
    lemma = lemma_of(noun)
    plain = wf.has_form(noun, wf.SINGULAR) or (
        wf.has_form(noun, wf.SINGULAR_NAME) and noun.is_sent_start
    )
    if (
        not plain
        or not (noun.text.islower() or noun.is_sent_start)
        or lemma in role_nouns("anybody")
    ):
        return False
    if noun_class(lemma) != "Person" and lemma not in role_nouns("player"):
        return False
    if lemma in role_nouns("kin") | role_nouns("associate") | role_nouns("office"):
        return False
    name = noun.doc[mention.head]
    below = noun.head.i in range(mention.start, mention.end)
    above = name.head.i == noun.i and fn.stands_as(name, fn.APPOSITION | fn.FLAT | fn.COMPOUND)
    said = preposition_of(name)[0] == "as" or preposition_of(noun)[0] == "as"
    if not (below or above) or said:  # "was identified as driver N" is somebody's word
        return False
    make = maker("appositions.kind", noun, standing=Standing.PRESUPPOSED)
    holder = Slot(
        head=mention.head, start=mention.start, end=mention.end, clusters=mention.clusters
    )
    role = read_role(noun, annotated, name=name)
    return not (is_role(noun) and describe(holder, role, annotated, make))


def _may_describe(noun: Token, mention: MentionSpan) -> bool:
    """A bare lower-case singular noun that the tree ties to the name behind it."""
    if noun.pos_ not in ("NOUN", "PROPN") or wf.has_form(noun, wf.PLURAL):
        return False
    if not noun.text[:1].islower() or (
        is_role(noun) and lemma_of(noun) not in role_nouns("company")
    ):
        return False
    if lemma_of(noun) in role_nouns("vague") | role_nouns("part") | _LOOSE:
        return False
    name = noun.doc[mention.head]
    inside = range(mention.start, mention.end)
    below = noun.head.i in inside and fn.stands_as(
        noun, fn.COMPOUND | fn.DESCRIPTION | fn.PLAIN_MODIFIER
    )
    above = name.head.i == noun.i and fn.stands_as(name, fn.APPOSITION | fn.FLAT | fn.COMPOUND)
    sisters = (
        name.head.i == noun.head.i
        and fn.same_function(name, noun)
        and fn.stands_as(name, fn.SUBJECT)
    )
    return below or above or sisters


def _premodifies(token: Token, annotated: Annotated, *, body: bool) -> bool:
    """Whether a word before the noun belongs to the kind: no article, no number, no rank; of a body no name."""
    mention = annotated.mention_at(token.i)
    named = mention is not None and mention.kind is not MentionKind.DESCRIPTION
    if not body and token.pos_ in ("NOUN", "PROPN") and not wf.has_form(token, wf.PLURAL_COMMON):
        opens = token.is_sent_start and token.pos_ == "NOUN"
        return opens or token.text[:1].isupper() or token.lower_ not in role_nouns("former")
    if (
        token.pos_ not in _PREMODIFIER
        or wf.has_form(
            token, wf.SUPERLATIVE_ADJECTIVE | wf.COMPARATIVE_ADJECTIVE | wf.PLURAL_COMMON
        )
        or named
    ):
        return False
    return token.text[:1].islower() and token.lower_ not in role_nouns("former")


def _place_kind(noun: Token, annotated: Annotated, said: set[tuple[object, str]]) -> list[Draft]:
    """ "the town of N": N is a town; "M, in the province of N": M lies in N; "of N in O": N lies in O."""
    articles = {token.lower_ for token in determiners(noun)}
    if articles - {"the"}:
        return []
    found: list[Draft] = []
    lemma = lemma_of(noun)
    for oblique in modifiers(noun):
        if oblique.preposition != "of" or oblique.noun.i < noun.i:
            continue
        names = [
            oblique.noun,
            *(conjuncts(oblique.noun) if wf.has_form(noun, wf.PLURAL_COMMON) else []),
        ]
        names = [name for name in names if _named_place(name, annotated)]
        make = maker("appositions.kind", noun, standing=Standing.PRESUPPOSED)
        for name in names:
            clusters = _clusters(name, annotated)
            if (clusters, lemma) in said:
                continue
            said.add((clusters, lemma))
            literal = Slot(literal=lemma, start=noun.i, end=noun.i + 1)
            found.append(make("IS_A", "be", [slot_of(name, annotated)], [literal]))
        if names and not wf.has_form(noun, wf.PLURAL_COMMON):
            found += [
                make(
                    "LOCATED_IN",
                    "be in",
                    [slot_of(inner, annotated)],
                    [slot_of(names[0], annotated)],
                )
                for inner in _before(noun, annotated)
                if _clusters(inner, annotated) != _clusters(names[0], annotated)
            ]
            for wider in modifiers(noun):
                if wider.preposition == "in" and _named_place(wider.noun, annotated):
                    found.append(
                        make(
                            "LOCATED_IN",
                            "be in",
                            [slot_of(names[0], annotated)],
                            [slot_of(wider.noun, annotated)],
                        )
                    )
        break
    return found


def _before(noun: Token, annotated: Annotated) -> list[Token]:
    """The named places right before ", in the": they lie in what is named behind it."""
    doc, at = noun.doc, noun.i - 1
    words = []
    while at > noun.sent.start and doc[at].lower_ in ("the", "in"):
        words.append(doc[at].lower_)
        at -= 1
    if "in" not in words or doc[at].text != ",":
        return []
    for mention in annotated.mentions:
        if mention.end == at and _named_place(doc[mention.head], annotated):
            inner = doc[mention.head]
            together = [t for t in [inner, *conjuncts(inner)] if t.i <= inner.i]
            above = inner.head if fn.stands_as(inner, fn.CONJUNCT) else inner
            together += [t for t in [above] if t.i not in {o.i for o in together}]
            return [t for t in together if _named_place(t, annotated)]
    return []


def _named_place(token: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(token.i)
    return (
        mention is not None
        and mention.kind is MentionKind.NAME
        and kind_of_token(token, annotated) in ("City", "Region", "GeoArea")
        and not any(t.text in "-–" for t in annotated.doc[mention.start : mention.end])
    )


def _clusters(token: Token, annotated: Annotated) -> tuple[str, ...]:
    mention = annotated.mention_at(token.i)
    return mention.clusters if mention is not None else ()
