"""A person told by a body: "Ada Holm of the Harbour Board" works for it, "Ken Rowe of the council" sits in it.

Only "of", right behind the name or set off by a comma: "at", "with" and "from" as often hang on the verb. A person
"of" a country or town comes from there, which no relation says: that stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.nominal.appositions import maker
from kgbuild.extract.nominal.roles import lemma_of, relation_of, role_nouns
from kgbuild.extract.nominal.titles import titles_of
from kgbuild.language.grammar.phrases import Oblique, conjuncts, modifiers
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, MentionSpan

# Who is "of" one of these belongs to it; who is of any other body works for it.
JOINED = ("PoliticalParty", "ArmedGroup", "ArmedForce")
HOMES = frozenset({"Country", "Region", "City"})


def affiliations(annotated: Annotated) -> list[Draft]:
    """Drafts for each named person with an "of" of a body or a place behind the name; once a document."""
    drafts: list[Draft] = []
    seen: set[tuple[object, ...]] = set()
    for mention in annotated.mentions:
        if mention.kind is not MentionKind.NAME or not is_a(mention.type, "Person"):
            continue
        for draft, key in _of(mention, annotated):
            if key not in seen:
                seen.add(key)
                drafts.append(draft)
    return drafts


def _of(mention: MentionSpan, annotated: Annotated) -> list[tuple[Draft, tuple[object, ...]]]:
    name = annotated.doc[mention.head]
    tie = next((m for m in modifiers(name) if _adjacent(m, mention)), None)
    if tie is None or len(mention.clusters) != 1:
        return []
    body = annotated.mention_at(tie.noun.i)
    if body is None or not body.clusters or body.clusters == mention.clusters:
        return []
    kind = kind_of_token(tie.noun, annotated)
    person = Slot(
        head=mention.head, start=mention.start, end=mention.end, clusters=mention.clusters
    )
    make = maker("affiliations", tie.noun, standing=Standing.PRESUPPOSED)
    if is_a(kind, "Organization"):
        found = make(*_tie(tie.noun, kind), [person], [slot_of(tie.noun, annotated)])
    elif kind in HOMES and body.kind is MentionKind.NAME and _full(name, mention, annotated):
        found = make("", "be from", [person], [slot_of(tie.noun, annotated)])
    else:
        return []
    return [(found, (mention.clusters, body.clusters))]


def _tie(noun: Token, kind: str) -> tuple[str, str]:
    words = {lemma_of(noun), *(t.lower_ for t in noun.subtree if t.pos_ == "PROPN")}
    if any(is_a(kind, joined) for joined in JOINED) or words & role_nouns("chamber"):
        return relation_of("member"), "be of"
    return relation_of("employee"), "be of"


def _adjacent(tie: Oblique, mention: MentionSpan) -> bool:
    """ "of" right behind the name, or behind the comma that follows it."""
    if tie.preposition != "of" or tie.marker is None or conjuncts(tie.noun):
        return False
    if tie.marker.i < mention.end:  # "X (No. 8) of Norda and Holm": Norda is what X is of
        return False
    between = tie.noun.doc[mention.end : tie.marker.i]
    return not len(between) or (len(between) == 1 and between.text == ",")


def _full(name: Token, mention: MentionSpan, annotated: Annotated) -> bool:
    """A full name outside of quotation marks ("the Elvis of Peru") without an office ("King Olav of Norway")."""
    offices = role_nouns("office") | role_nouns("head") | {"saint", "pope"}
    titled = any(lemma_of(title) in offices for title in titles_of(name, mention))
    return mention.end - mention.start > 1 and not titled and not annotated.quote_at(mention.start)
