"""Where places and bodies lie and events take place, inside one noun phrase: "Mendoza, in the province of Cuyo".

Three shapes, all presupposed: a named place or body with "in" a named place; a place, a comma and a wider
place; a place and another in brackets. What kind of place it is, `descriptors` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Standing, places
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import DIVISIONS, PLACES, words
from kgbuild.extract.event_nouns import event_nouns
from kgbuild.extract.nominal.appositions import maker
from kgbuild.extract.nominal.roles import lemma_of, role_nouns
from kgbuild.factuality.nominal import did_not_happen, only_told
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import conjuncts, first_conjunct, modifiers, obliques
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate import (  # How wide a place is: a smaller one lies in a wider one, never the other way.
        Annotated,
        MentionSpan,
    )
WIDTH = {"Facility": 0, "City": 1, "GeoArea": 2, "Region": 2, "Country": 3}
HOUSES = frozenset({"university", "hospital", "school", "college", "museum", "academy"})
ENVOYS = words("Envoys")
# "The refugee agency in Egypt" is its office there; a news agency "in Tema" is where somebody spoke to it.
EVERYWHERE = ("InternationalOrganization", "MediaOutlet")
PARTS = DIVISIONS | {"sector"}


def sites(annotated: Annotated) -> list[Draft]:
    """One draft for each place or body whose own phrase says where it lies."""
    named = {m.end: m for m in annotated.mentions if _is_place(m, annotated)}
    drafts: list[Draft] = []
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for mention in annotated.mentions:
        if mention.kind is not MentionKind.NAME or len(mention.clusters) != 1:
            continue
        outer = _inside(mention, annotated)
        if outer is None and mention.end in named:
            outer = _beside(mention, annotated)
        if outer is None:
            continue
        other = annotated.mention_at(outer.i)
        pair = (mention.clusters, other.clusters if other is not None else ())
        if other is None or other.clusters == mention.clusters or pair in seen:
            continue
        seen.add(pair)
        noun = annotated.doc[mention.head]
        make = maker("sites", noun, standing=Standing.PRESUPPOSED)
        drafts.append(
            make("LOCATED_IN", "be in", [slot_of(noun, annotated)], [slot_of(outer, annotated)])
        )
    return drafts


def _is_place(mention: MentionSpan, annotated: Annotated) -> bool:
    kind = kind_of_token(annotated.doc[mention.head], annotated)
    return mention.kind is MentionKind.NAME and kind in PLACES


def _inside(mention: MentionSpan, annotated: Annotated) -> Token | None:
    """The named place behind "in" of a named facility, place or body ("the High Court in Accra")."""
    noun = annotated.doc[mention.head]
    kind = kind_of_token(noun, annotated)
    if not (kind in PLACES or is_a(kind, "Organization")) or kind == "Country":
        return None
    if any(is_a(kind, one) for one in EVERYWHERE):
        return None
    sent = noun.head.lemma_.lower() in role_nouns("representative") | ENVOYS
    if sent and any(tie.noun.i == noun.i for tie in modifiers(noun.head)):
        return None  # "the representative of Sweden in Peru" is there, and Sweden is not
    ties = list(modifiers(noun))
    if kind in PLACES or kind == "JudicialBody" or lemma_of(noun) in HOUSES:
        # wherever the parse hung it: what lies in a place does so in any reading
        ties += [tie for tie in obliques(noun.head) if tie.noun.i > noun.i]
    for tie in ties:
        if tie.preposition == "in" and tie.noun.i >= mention.end - 1 and tie.marker is not None:
            between = annotated.doc[mention.end : tie.marker.i]
            if all(t.text == "," for t in between):
                place = _named(tie.noun, annotated)
                if place is None or not _wider(kind, place, annotated):
                    continue
                # "sent food to Lima in Callao": of two towns only a comma puts one inside the other
                alike = kind == kind_of_token(place, annotated) == "City"
                if not alike or len(between):
                    return place
    return None


def _beside(mention: MentionSpan, annotated: Annotated) -> Token | None:
    """The wider place right behind a comma or bracket ("Lima, Peru"; "Bath (Somerset)")."""
    doc, at = annotated.doc, mention.end
    if at + 1 >= len(doc) or doc[at].text not in (",", "("):
        return None
    bracket = doc[at].text == "("
    index = at + 1
    if doc[index].lower_ == "in":
        index += 1
    while index < len(doc) and (
        doc[index].lower_ in ("the", "of")
        or (doc[index].lemma_.lower() in PARTS and index > at + 1)
    ):
        index += 1
    wider = next(
        (m for m in annotated.mentions if m.start == index and _is_place(m, annotated)), None
    )
    if wider is None or doc[index].sent != doc[mention.head].sent:
        return None
    kind = kind_of_token(doc[mention.head], annotated)
    if not _closed(wider, doc, bracket=bracket) or _listed(doc[mention.head], doc[wider.head]):
        return None
    if bracket and not _known(wider, annotated):
        return None  # "Miami (MIA)", "Tres Cruces (Three Crosses)": an abbreviation, what the name means
    outer = WIDTH.get(kind_of_token(doc[wider.head], annotated), 0)
    said = bracket or doc[at + 1].lower_ == "in"
    if not said and outer <= WIDTH.get(kind, 9):
        return None  # two towns side by side are a list
    return doc[wider.head] if _wider(kind, doc[wider.head], annotated) else None


def _known(wider: MentionSpan, annotated: Annotated) -> bool:
    """Whether a gazetteer has the place, or it is a land or region by its words."""
    text = annotated.doc[wider.start : wider.end].text
    if text.isupper():
        return False
    return places.place_type(text) is not None or wider.type in ("Country", "Region")


def _closed(wider: MentionSpan, doc: Doc, *, bracket: bool) -> bool:
    """Whether the place ends what a comma or bracket opened; "Tel (Cuyo) Mining" is one name."""
    after = doc[wider.end].text if wider.end < len(doc) else "."
    if not bracket:
        return after in ",.;:)–—" or not doc[wider.end].is_alpha
    named = wider.end + 1 < len(doc) and doc[wider.end + 1].pos_ == "PROPN"
    return after == ")" and not named


def _listed(one: Token, other: Token) -> bool:
    """Whether the two stand in one coordination: "Lima, Peru and Chile" is a list."""
    if other.i in {c.i for c in conjuncts(first_conjunct(one))} and fn.stands_as(
        other, fn.CONJUNCT
    ):
        return True
    return any(fn.stands_as(c, fn.COORDINATOR) for c in other.children)


def _named(noun: Token, annotated: Annotated) -> Token | None:
    """The named place of a phrase: itself, or the name in "the province of N"."""
    candidates = [noun, *(t.noun for t in modifiers(noun) if t.preposition == "of")]
    for token in candidates:
        mention = annotated.mention_at(token.i)
        if mention is not None and _is_place(mention, annotated) and not conjuncts(token):
            return token
    return None


def _wider(kind: str, place: Token, annotated: Annotated) -> bool:
    outer = WIDTH.get(kind_of_token(place, annotated), 0)
    inner = WIDTH.get(kind, -1)
    return outer > inner or (outer == inner == 1)


AT_PLACE = frozenset({"in", "at"})


def place(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "unrest in Chad", "the summit in Lima": where a mentioned event takes place."""
    mention = annotated.mention_at(noun.i)
    rows = event_nouns().get(lemma_of(noun), ())
    if (
        mention is None
        or kind_of_token(noun, annotated) != "Event"
        or any("in" in row.object and row.relation != "SEIZED" for row in rows)
    ):
        return []
    if tree.role(noun) == "subject" and did_not_happen(noun.head):
        return []
    if only_told(noun):
        return []  # "the refusal in Lima": of what is refused or said there
    found = []
    for oblique in modifiers(noun):
        if oblique.preposition in AT_PLACE and is_a(
            kind_of_token(oblique.noun, annotated), "Place"
        ):
            if oblique.noun.pos_ != "PROPN" or annotated.mention_at(oblique.noun.i) is None:
                continue
            if tree.conjuncts(oblique.noun):
                continue  # "primaries in Ohio and Utah": no one of them is where they were
            found.append(
                Draft(
                    extractor="nominals.place",
                    head=noun.i,
                    trigger=(noun.i,),
                    words=f"take place {oblique.preposition}",
                    lemma="take",
                    subject=[slot_of(noun, annotated)],
                    object=[slot_of(oblique.noun, annotated)],
                    relation="LOCATED_IN",
                    confidence=0.7,
                    standing=Standing.NOMINAL,
                )
            )
    return found[:1]
