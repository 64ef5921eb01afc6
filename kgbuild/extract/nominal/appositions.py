"""Appositions: "N, one of M's closest associates", "N, a city in Chad", "the Port Council, a trade body"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import noun_class
from kgbuild.english import table
from kgbuild.extract.nominal.holders import describe
from kgbuild.extract.nominal.roles import (
    is_indefinite,
    is_role,
    kind_words,
    lemma_of,
    partitive,
    read_role,
    role_nouns,
)
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    adjectives,
    children,
    compounds,
    conjuncts,
    determiners,
    modifiers,
)
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

PLACE_TIES = frozenset({"in", "on", "near", "of", "at", "off"})


def appositions(annotated: Annotated) -> list[Draft]:
    """Drafts for every apposition that says something of the noun it stands by."""
    drafts: list[Draft] = []
    for token in annotated.doc:
        if not fn.stands_as(token, fn.APPOSITION) or token.pos_ not in (
            "NOUN",
            "PROPN",
            "NUM",
            "PRON",
        ):
            continue
        drafts += _apposition(token, annotated)
    return drafts


def _apposition(token: Token, annotated: Annotated) -> list[Draft]:
    between = annotated.doc[token.head.i + 1 : token.i]
    if token.i > token.head.i and not any(t.is_punct for t in between) and _named(token, annotated):
        return []  # nothing between title and name: read with the titles
    holder, noun = _sides(token.head, token, annotated)
    if holder is None or noun is None:
        return _place_after_place(token.head, token, annotated)
    if _misplaced(holder, partitive(noun), annotated) or _of_another(holder, noun, annotated):
        return []
    make = maker("appositions", noun, standing=Standing.PRESUPPOSED)
    found: list[Draft] = []
    near = [c for c in conjuncts(noun) if (c.i < holder.i) == (noun.i < holder.i)]
    for member in [noun, *(c for c in near if c.pos_ == "NOUN")]:
        found += characterise(
            slot_of(holder, annotated), partitive(member), annotated, make, kinds=True
        )
    return found


def _misplaced(holder: Token, noun: Token, annotated: Annotated) -> bool:
    """A word for a person beside a place or body ("… in Kiel, the minister's spokesman said"): not said of it."""
    kind = kind_of_token(holder, annotated)
    known = is_a(kind, "Place") or is_a(kind, "Organization")
    return (
        known
        and noun_class(noun.lemma_) == "Person"
        and wf.has_form(noun, wf.SINGULAR | wf.SINGULAR_NAME)
    )


def _of_another(holder: Token, noun: Token, annotated: Annotated) -> bool:
    """Whether somebody else is named between the two, or right behind the noun: it may be said of him.

    "Lund, a rival of Berg, a friend of Mori"; "the head of the bank, N; that of the guild, M"; "Lund, the Kenyan
    leader Mori and Berg".
    """
    if not is_a(kind_of_token(holder, annotated), "Person") or not is_role(partitive(noun)):
        return False
    phrase = [t.i for t in noun.subtree if abs(t.i - noun.i) < 40]
    first, last = (holder.i + 1, min(phrase)) if holder.i < noun.i else (noun.i + 1, holder.i)
    own = annotated.mention_at(holder.i)
    mine = own.clusters if own is not None else ()
    if any(t.text == ";" for t in annotated.doc[first:last]):
        return True
    if holder.i < noun.i and any(
        m.kind is MentionKind.NAME and is_a(m.type, "Person") and m.clusters != mine
        for m in annotated.mentions_in(first, last)
    ):
        return True
    at = noun.i + 1
    while at < len(annotated.doc) and annotated.doc[at].lower_ in table("people")["address"]:
        at += 1
    behind = annotated.mention_at(at) if at < len(annotated.doc) else None
    return (
        behind is not None
        and behind.start == at
        and behind.kind is MentionKind.NAME
        and is_a(behind.type, "Person")
        and behind.clusters != mine
        and holder.i < noun.i
    )


def _sides(head: Token, token: Token, annotated: Annotated) -> tuple[Token | None, Token | None]:
    """Which side is named and which describes it; (None, None) where neither does."""
    if _describes(token) and not _describes(head):
        return head, token
    if _describes(head) and not _describes(token):
        return (token, head) if _named(token, annotated) else (None, None)
    if _describes(head) and _describes(token):
        nearest = _name_before(token, annotated)
        if nearest is not None:
            return nearest, token
        if annotated.mention_at(head.i) is not None:
            return head, token
    return None, None


def _name_before(token: Token, annotated: Annotated) -> Token | None:
    """The name right before the comma, where a parse tied the apposition to a noun further off.

    "on the fringes of the Port Council, a trade body": the body is the council.
    """
    first = min(t.i for t in token.subtree)
    if first < 2 or (annotated.doc[first].text != "," and annotated.doc[first - 1].text != ","):
        return None
    end = first if annotated.doc[first].text == "," else first - 1
    for mention in annotated.mentions:
        if mention.end == end and mention.kind is MentionKind.NAME and mention.head > token.head.i:
            kind = kind_of_token(annotated.doc[mention.head], annotated)
            noun = partitive(token)
            if agree(kind, kind_of_token(noun, annotated), noun_class(noun.lemma_)):
                return annotated.doc[mention.head]
    return None


def _describes(token: Token) -> bool:
    noun = partitive(token)
    return noun.pos_ == "NOUN" or (
        noun.pos_ == "PROPN" and is_role(noun) and not children(noun, fn.FLAT)
    )


def _named(token: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(token.i)
    return mention is not None and mention.kind is MentionKind.NAME


def _place_after_place(head: Token, token: Token, annotated: Annotated) -> list[Draft]:
    """ "Lima, Peru": the first lies in the second."""
    inner, outer = kind_of_token(head, annotated), kind_of_token(token, annotated)
    wider = outer in ("Country", "Region") and inner in ("City", "Region", "Facility", "GeoArea")
    if not wider or inner == outer or not (_named(head, annotated) and _named(token, annotated)):
        return []
    if token.text.isupper() and annotated.doc[token.i - 1].text == "(":
        return []  # "Lowland (LL)": its short form
    make = maker("appositions", token, standing=Standing.PRESUPPOSED)
    return [make("LOCATED_IN", "be in", [slot_of(head, annotated)], [slot_of(token, annotated)])]


def maker(
    extractor: str,
    noun: Token,
    *,
    standing: Standing = Standing.PREDICATED,
    confidence: float = 0.8,
    tense: str = "present",
) -> Callable[[str, str, list[Slot], list[Slot]], Draft]:
    """A function that makes drafts with a head at the describing noun."""

    def make(relation: str, words: str, subject: list[Slot], target: list[Slot]) -> Draft:
        return Draft(
            extractor=extractor, head=noun.i, trigger=(noun.i,), words=words, lemma="be",
            subject=list(subject), object=list(target), relation=relation or None, tense=tense,
            confidence=confidence, standing=standing,
        )  # fmt: skip

    return make


def characterise(
    holder: Slot,
    noun: Token,
    annotated: Annotated,
    make: Callable[[str, str, list[Slot], list[Slot]], Draft],
    *,
    kinds: bool,
) -> list[Draft]:
    """What a describing noun phrase claims of its holder: a role, a place, a part, a kind."""
    role = read_role(noun, annotated)
    found = describe(holder, role, annotated, make)
    if found:
        return found
    part = _part(holder, noun, annotated, make)
    if part:
        return part
    found = _placed(holder, noun, annotated, make)
    if kinds and is_indefinite(noun) and _worth_a_kind(holder, noun, annotated):
        literal = Slot(literal=kind_words(noun, annotated), start=noun.i, end=noun.i + 1)
        found.append(make("IS_A", "be", [holder], [literal]))
    return found


def _placed(
    holder: Slot, noun: Token, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    if lemma_of(noun) not in role_nouns("place") or holder.head is None:
        return []
    kind = kind_of_token(annotated.doc[holder.head], annotated)
    if not is_a(kind, "Place"):
        return []
    found = []
    ties = [(o.preposition, o.noun) for o in modifiers(noun) if o.preposition in PLACE_TIES]
    ties += [("poss", owner) for owner in children(noun, fn.POSSESSOR)]
    ties += [
        ("before", child)
        for child in children(noun, fn.ADJECTIVE | fn.COMPOUND)
        if annotated.mention_at(child.i) is not None
    ]
    for _, tied in ties:
        place = _named_place(tied, annotated)
        outer = kind_of_token(place, annotated)
        if is_a(outer, "Place") and not outer == kind == "Country":
            words = f"be {lemma_of(noun)} in"
            found.append(make("LOCATED_IN", words, [holder], [slot_of(place, annotated)]))
    return found[:1]


def _named_place(place: Token, annotated: Annotated) -> Token:
    """The named place in "Kenya's arid north", else the place itself."""
    if place.pos_ != "PROPN":
        for owner in children(place, fn.POSSESSOR):
            if is_a(kind_of_token(owner, annotated), "Place"):
                return owner
    return place


def _part(
    holder: Slot, noun: Token, annotated: Annotated, make: Callable[..., Draft]
) -> list[Draft]:
    if lemma_of(noun) not in role_nouns("part"):
        return []
    if lemma_of(noun) in role_nouns("place") and not determiners(noun):
        return []  # "the Upper sector, district of Tel": the district is Tel itself
    site = holder.head is not None and kind_of_token(annotated.doc[holder.head], annotated)
    if site == "Facility" and lemma_of(noun) in role_nouns("place"):
        return []  # a road is no district: the apposition belongs to a place before it
    for oblique in modifiers(noun):
        if oblique.preposition == "of" and _named_or_known(oblique.noun, annotated):
            words = f"be {lemma_of(noun)} of"
            return [make("PART_OF", words, [holder], [slot_of(oblique.noun, annotated)])]
    return []


def _named_or_known(token: Token, annotated: Annotated) -> bool:
    kind = kind_of_token(token, annotated)
    return any(is_a(kind, wanted) for wanted in ("Organization", "Place", "Event", "Document"))


def _worth_a_kind(holder: Slot, noun: Token, annotated: Annotated) -> bool:
    """Whether the kind says something: no "one", "reason", "sign", no figure, no measure."""
    lemma = lemma_of(noun)
    if lemma in role_nouns("vague") | role_nouns("part") | role_nouns("kin"):
        return False
    if noun.pos_ not in ("NOUN", "PROPN") or wf.has_form(noun, wf.PLURAL):
        return False
    if children(noun, fn.NUMBER) or noun.text[:1].isupper():
        return False
    before = [child for child in [*adjectives(noun), *compounds(noun)] if child.i < noun.i]
    if any(
        child.text[:1].isupper() and annotated.mention_at(child.i) is None
        for child in [noun, *before]
    ):
        return False
    if kind_of_token(noun, annotated) in ("Measure", "value"):
        return False
    mention = annotated.mention_of(holder)
    if mention is None or len(mention.clusters) != 1:
        return False
    cluster = annotated.clusters.get(mention.clusters[0])
    named = any(
        m.kind is MentionKind.NAME and m.clusters == mention.clusters for m in annotated.mentions
    )
    if (
        cluster is None
        or not named
        or (cluster.type == "Country" and lemma in ("country", "nation", "state"))
    ):
        return False
    return agree(cluster.type, kind_of_token(noun, annotated), noun_class(noun.lemma_))


def agree(kind: str, *described: str) -> bool:
    """Whether a thing of one type can be of the kind described; a person that is "a threat" is a figure."""
    for family in ("Person", "Organization", "Place", "Event"):
        if is_a(kind, family):
            return any(
                is_a(one, family) or (family == "Organization" and one == "Group")
                for one in described
            )
    if kind == "Group":
        return any(is_a(one, wanted) for one in described for wanted in ("Group", "Person"))
    return kind in ("Product", "Document")


def is_a_place(token: Token, annotated: Annotated) -> bool:
    """Whether a noun is a place that somebody can be in: named, or known by its definite article."""
    if not is_a(kind_of_token(token, annotated), "Place"):
        return False
    cluster = annotated.cluster_of(token.i)
    if token.pos_ == "PROPN" or (cluster is not None and cluster.name[:1].isupper()):
        return True
    words = {child.lower_ for child in token.children}
    return lemma_of(token) not in role_nouns("vague") and bool(words & {"the", "this", "that"})
