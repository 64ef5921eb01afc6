"""Events told by a noun: "a meeting between A and B", "A's invasion of B", "A's visit to B".

The table vocabulary/nominal_relations.csv says which noun is which relation and where its arguments
stand. A noun that a light verb carries ("held talks with") is left to the clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.english.rulebook import barred
from kgbuild.extract.coordination import expand
from kgbuild.extract.event_nouns import EventNoun, commodity, event_nouns, origins
from kgbuild.extract.light_verbs import complex_of
from kgbuild.extract.nominal.by_roles import event_of, sure_of_owner
from kgbuild.extract.nominal.roles import lemma_of
from kgbuild.extract.nominal.sites import place
from kgbuild.language.gathered import frames_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    adjectives,
    children,
    compounds,
    modifiers,
    obliques,
    possessors,
    preposition_of,
)
from kgbuild.model import MentionKind, Polarity
from kgbuild.predicates.antecedents import resolve
from kgbuild.predicates.arguments import is_passive, surface_subject
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

# A participant of the clause takes part in the event that it happens in.
AROUND = frozenset(
    {"during", "at", "in", "after", "before", "following", "ahead of", "for", "on", "prior to"}
)
PARTIES = frozenset({"by", "to", "against", "over", "with"})
TAKES_PART = frozenset("attend leave end conclude close join skip".split())  # noqa: SIM905
FOUGHT_WITH = frozenset({"words", "views", "opinions", "ideas", "nerves", "wits", "minds"})
SETS_OUT = frozenset({"begin", "start", "undertake"})


def nominals(annotated: Annotated) -> list[Draft]:
    """One draft for each event noun with its participants, and the place of each named event."""
    drafts: list[Draft] = []
    frames = {frame.predicate: frame for frame in frames_of(annotated.doc)}
    for noun in annotated.doc:
        if noun.pos_ not in ("NOUN", "PROPN") or fn.stands_as(noun, fn.COMPOUND | fn.FLAT):
            continue
        rows = event_nouns().get(lemma_of(noun)) or event_nouns().get(noun.lower_) or ()
        found = [] if not rows or _carried(noun) else [_event(noun, r, annotated) for r in rows]
        told = next((claims for claims in found if claims), [])
        drafts += _due_to(noun, annotated)
        if not told and not _carried(noun):
            told = event_of(noun, frames.get(noun.i), rows, annotated)
        # With its participants known, the place is the claim's own; else it is said of the event.
        drafts += told or place(noun, annotated)
    return drafts


def _carried(noun: Token) -> bool:
    """Whether the noun is the content of a light verb, or one that the clause reads itself."""
    governor = noun.head
    if tree.role(noun) != "object" or not tree.is_verb(governor):
        return False
    return complex_of(governor, [noun]) is not None and governor.lemma_ not in TAKES_PART


def _event(noun: Token, row: EventNoun, annotated: Annotated) -> list[Draft]:
    """What a row of the table reads from the noun: parties of one event, or who did it to whom."""
    if barred(NO_EVENT, noun, row):
        return []
    return _between(noun, row, annotated) or _done(noun, row, annotated)


def _other_sort(noun: Token, row: EventNoun) -> bool:
    """The row is of "air strike" only."""
    before = {child.lower_ for child in [*compounds(noun), *adjectives(noun)]}
    return bool(row.needs) and not row.needs & before


def _of_words(noun: Token, _row: EventNoun) -> bool:
    """ "A war of words", "a battle of ideas" is no war."""
    return any(o.preposition == "of" and o.noun.lower_ in FOUGHT_WITH for o in modifiers(noun))


NO_EVENT: tuple[Callable[[Token, EventNoun], bool], ...] = (_other_sort, _of_words)


def _between(noun: Token, row: EventNoun, annotated: Annotated) -> list[Draft]:
    """ "Talks between Xi and Guo", "a meeting between the ministers"."""
    for tie in row.joint:
        parties = _behind(noun, tie, annotated)
        if tie == "between" and len(parties) == 1:
            parties += _hidden(parties[0], annotated)
        joint = len(parties) > 1 and _all(parties, row.subject_kind, annotated)
        several = tie == "between" and len(parties) == 1 and _several(parties[0], annotated)
        if joint or several:
            slots = [slot_of(party, annotated) for party in parties]
            return [_draft(noun, row, slots, [], tie, annotated)]
    return []


def _done(noun: Token, row: EventNoun, annotated: Annotated) -> list[Draft]:
    """ "Xi's visit to Lima", by the first tie that has both a doer and something done to."""
    for tie in row.object:
        if tie == "none":  # "Mori's death", "the resignation of Mori"
            done = _subjects(noun, row, annotated, tie) if sure_of_owner(noun, annotated) else []
            return [_draft(noun, row, [slot_of(d, annotated)], [], tie, annotated) for d in done]
        targets = _targets(noun, row, tie, annotated)
        subjects = _subjects(noun, row, annotated, tie) if targets else []
        if subjects:
            pairs = [(s, t) for s in subjects for t in targets]
            return [
                _of_pair(noun, row, pair, tie, annotated)
                for pair in pairs
                if pair[0].i != pair[1].i and not _same(*pair, annotated)
            ]
    return []


def _targets(noun: Token, row: EventNoun, tie: str, annotated: Annotated) -> list[Token]:
    if row.relation == "IMPORTED_FROM" and tie == "of":
        return origins(noun, _behind(noun, "of", annotated), annotated)
    targets = [noun] if tie == "self" else _tied(noun, tie, annotated)
    return [t for t in targets if _fits(t, row.object_kind, annotated)]


def _of_pair(
    noun: Token, row: EventNoun, pair: tuple[Token, Token], tie: str, annotated: Annotated
) -> Draft:
    subject, target = ([slot_of(token, annotated)] for token in pair)
    draft = _draft(noun, row, subject, target, tie, annotated)
    if row.relation == "IMPORTED_FROM":
        commodity(draft, noun, pair[1], _behind(noun, "of", annotated), annotated)
    return draft


def _hidden(party: Token, annotated: Annotated) -> list[Token]:
    """The second name of "between A and B" where a parse took both for one name."""
    doc = annotated.doc
    found = []
    for token in party.subtree:
        mention = annotated.mention_at(token.i)
        if mention is None or mention.kind is not MentionKind.NAME or token.i <= party.i:
            continue
        own = annotated.mention_at(party.i)
        between = {t.lower_ for t in doc[party.i : token.i]}
        if (
            fn.stands_as(token, fn.FLAT)
            and "and" in between
            and own is not None
            and mention.start >= own.end
        ):
            found.append(token)
    return found[:1]


def _several(token: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(token.i)
    return mention is not None and (len(mention.clusters) > 1 or wf.has_form(token, wf.PLURAL))


def _subjects(noun: Token, row: EventNoun, annotated: Annotated, used: str) -> list[Token]:
    for tie in row.subject:
        if tie == used:
            continue
        verbs = TAKES_PART | SETS_OUT if row.relation == "VISITED" else TAKES_PART
        found = (
            _participants(noun, verbs, annotated)
            if tie == "clause"
            else _tied(noun, tie, annotated)
        )
        found = [token for token in found if _fits(token, row.subject_kind, annotated)]
        if found:
            return found
    return []


def _tied(noun: Token, tie: str, annotated: Annotated) -> list[Token]:
    """The nouns that stand to the event noun in one way: owner, before it, behind a preposition."""
    if tie == "poss":
        return expand([resolve(owner) for owner in possessors(noun)], annotated)
    if tie == "before":
        near = [*adjectives(noun), *compounds(noun)]
        return [t for t in near if t.i < noun.i and annotated.mention_at(t.i) is not None]
    return _behind(noun, tie, annotated)


def _behind(noun: Token, preposition: str, annotated: Annotated) -> list[Token]:
    found: list[Token] = []
    near = [*modifiers(noun), *obliques(noun)]
    if (
        preposition in PARTIES
    ):  # "the purchase of Norda by Telvik", hung on Norda: names take no such phrase
        near += [inner for o in near if o.noun.pos_ == "PROPN" for inner in modifiers(o.noun)]
    for oblique in near:
        own = oblique.preposition or _title_preposition(oblique.noun)
        if own == preposition and oblique.noun.i > noun.i:
            found += expand([oblique.noun], annotated)
    return found


def _title_preposition(noun: Token) -> str:
    """The preposition that a parse hung on the title before a name ("with party official N")."""
    for title in children(noun, fn.DESCRIPTION | fn.COMPOUND):
        if preposition_of(title)[0]:
            return preposition_of(title)[0]
    return ""


def _participants(noun: Token, verbs: frozenset[str], annotated: Annotated) -> list[Token]:
    """Who is at the event because the clause says what they did there."""
    for child in _relatives(noun, annotated):
        if any(t.lower_ == "where" for t in child.children) and tree.subjects(child):
            return expand(tree.subjects(child)[:1], annotated)
    governor = noun.head
    if tree.role(noun) == "oblique" and tree.is_verb(governor):
        if tree.case_words(noun) not in AROUND:
            return []
        if is_passive(
            governor
        ):  # "was stranded after a visit to Peru", and not "praised at the meeting"
            return expand(tree.subjects(governor), annotated) if verbs & SETS_OUT else []
        return expand(surface_subject(governor).nouns, annotated)
    if tree.role(noun) == "object" and tree.is_verb(governor) and governor.lemma_ in verbs:
        return expand(surface_subject(governor).nouns, annotated)
    return []


def _relatives(noun: Token, annotated: Annotated) -> list[Token]:
    """Relative clauses of the noun; one with "where" is its own even when it hangs on a person below."""
    found = children(noun, fn.RELATIVE)
    found += [clause for clause in children(noun.head, fn.ADVERBIAL) if clause.i > noun.i]
    for oblique in modifiers(noun):
        if is_a(kind_of_token(oblique.noun, annotated), "Person"):
            for person in [oblique.noun, *children(oblique.noun, fn.APPOSITION)]:
                found += children(person, fn.RELATIVE)
    return found


def _fits(token: Token, kinds: tuple[str, ...], annotated: Annotated) -> bool:
    kind = kind_of_token(token, annotated)
    return any(is_a(kind, wanted) for wanted in kinds if wanted)


def _all(tokens: list[Token], kinds: tuple[str, ...], annotated: Annotated) -> bool:
    return all(_fits(token, kinds, annotated) for token in tokens)


def _same(left: Token, right: Token, annotated: Annotated) -> bool:
    one, other = annotated.mention_at(left.i), annotated.mention_at(right.i)
    return (
        one is not None
        and other is not None
        and bool(one.clusters)
        and one.clusters == other.clusters
    )


def _draft(
    noun: Token,
    row: EventNoun,
    subject: list[Slot],
    target: list[Slot],
    tie: str,
    annotated: Annotated,
) -> Draft:
    lemma = lemma_of(noun)
    draft = Draft(
        extractor="nominals", head=noun.i, trigger=(noun.i,),
        words=lemma if tie in ("poss", "self", "none") else f"{lemma} {tie}", lemma=lemma,
        subject=subject, object=target, relation=row.relation, tense="", confidence=0.75,
        standing=Standing.NOMINAL, obliques=_rest(noun, [*subject, *target], annotated),
    )  # fmt: skip
    verb = noun.head
    broke_down = tree.role(noun) == "subject" and verb.lemma_ in ("fail", "collapse")
    if broke_down and vocabulary().has(draft.relation, "void_if_failed"):
        draft.polarity = (
            Polarity.NEGATED
        )  # the takeover that failed was none; talks that failed were
    return draft


def _rest(noun: Token, used: list[Slot], annotated: Annotated) -> list[Slot]:
    heads = {slot.head for slot in used}
    return [
        slot_of(o.noun, annotated, o.preposition)
        for o in modifiers(noun)
        if o.preposition and o.noun.i not in heads and (used[1:] or o.preposition != "of")
    ]


def _due_to(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "shortages due to the strike": the strike caused them."""
    if annotated.mention_at(noun.i) is None or tree.is_predicate(noun):
        return []
    caused = ("Event", "Topic")
    found = []
    for tie in modifiers(noun):
        if tie.preposition not in ("due to", "because of") or tie.noun.i < noun.i:
            continue
        pair = (kind_of_token(noun, annotated), kind_of_token(tie.noun, annotated))
        if pair[0] not in caused or pair[1] not in caused:
            continue
        if annotated.mention_at(tie.noun.i) is None:
            continue
        found.append(
            Draft(
                extractor="nominals.cause",
                head=noun.i,
                trigger=(noun.i,),
                words=f"be {tie.preposition}",
                lemma="be",
                subject=[slot_of(tie.noun, annotated)],
                object=[_without(noun, tie.noun, annotated)],
                relation="CAUSED",
                confidence=0.7,
                standing=Standing.NOMINAL,
            )
        )
    return found[:1]


def _without(noun: Token, cause: Token, annotated: Annotated) -> Slot:
    """The phrase up to its cause."""
    slot = slot_of(noun, annotated)
    slot.end = min(slot.end, min(t.i for t in cause.subtree))
    return slot
