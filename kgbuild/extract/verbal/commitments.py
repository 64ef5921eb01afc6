"""Verbs with an infinitive that are acts themselves: two who agree to do something have agreed.

What they agree, threaten or offer to do is a claim of its own, made by the clause of the infinitive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.annotate.kinds import acts, kind_of_token
from kgbuild.extract.coordination import expand, slot_of
from kgbuild.extract.verbal.clauses import tense_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.arguments import is_passive, surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

JOINT = frozenset({"agree", "decide"})
RANKING = frozenset({"consider", "make", "call", "deem", "declare", "see"})
RANKS = frozenset({"priority", "goal", "aim", "objective"})
ALONE = {"threaten": "THREATENED", "offer": "PROPOSED"}


def commitments(annotated: Annotated) -> list[Draft]:
    """One draft for each such verb, its content as words."""
    drafts: list[Draft] = []
    for verb in annotated.doc:
        if verb.lemma_ in RANKING and tree.is_verb(verb) and not is_passive(verb):
            drafts += _ranked(verb, annotated)
        if verb.lemma_ not in JOINT and verb.lemma_ not in ALONE:
            continue
        if not tree.is_verb(verb) or is_passive(verb) or tree.objects(verb):
            continue
        content = _infinitive(verb)
        if content is not None:
            drafts += _drafts(verb, content, annotated)
    return drafts


def _ranked(verb: Token, annotated: Annotated) -> list[Draft]:
    """ "considers strengthening trade a priority": the deed's object is what is ranked.

    The noun that ranks may hang on the verb or, as a second object, on the gerund: a gerund has one.
    """
    for gerund in verb.children:
        if (
            not wf.has_form(gerund, wf.GERUND)
            or gerund.i < verb.i
            or fn.stands_as(gerund, fn.ADVERBIAL)
        ):
            continue
        own = tree.objects(gerund)
        ranks = [
            t for t in [*own[1:], *verb.children] if t.lemma_.lower() in RANKS and t.i > gerund.i
        ]
        if not own or not ranks or ranks[0].i == own[0].i:
            continue
        span = tree.noun_phrase(own[0], coordination=True)
        rank = tree.noun_phrase(ranks[0])
        mention = annotated.mention_at(own[0].i)
        target = slot_of(own[0], annotated)
        if mention is None or mention.end < span.end:
            target = Slot(start=span.start, end=span.end, literal=span.text)
        found = []
        for noun in expand(surface_subject(verb).nouns, annotated):
            draft = _draft(verb, "PRIORITIZED", [slot_of(noun, annotated)], [target])
            draft.words = f"{verb.lemma_} {ranks[0].lemma_}"
            draft.qualifiers["rank"] = rank.text
            found.append(draft)
        return found
    return []


def _infinitive(verb: Token) -> Token | None:
    for child in verb.children:
        between = child.doc[verb.i + 1 : max(child.i, verb.i + 1)]
        if any(wf.has_form(token, wf.WHERE) or token.lower_ == "whether" for token in between):
            continue  # "decided when to meet" tells no deed
        if fn.stands_as(child, fn.OPEN_COMPLEMENT) and any(
            m.lower_ == "to" for m in tree.marks(child)
        ):
            return child
    return None


def _drafts(verb: Token, content: Token, annotated: Annotated) -> list[Draft]:
    bare = [noun for noun in surface_subject(verb).nouns if not tree.case_words(noun)]
    nouns = expand(bare, annotated)
    slots = [slot_of(noun, annotated) for noun in nouns]
    inside = sorted(t.i for t in content.subtree if t.i > verb.i)
    if not inside:
        return []  # "to help them they offered": what stands before the verb is left to its clause
    words = annotated.doc[inside[0] : inside[-1] + 1].text.removeprefix("to ").strip(' ,.“”"')
    if verb.lemma_ in JOINT:
        # "A and B decided to V" may each have done so; "both sides decided" is a joint decision
        several = len(slots) > 1 and verb.lemma_ == "agree"
        several = several or any(_joint(noun, annotated) for noun in nouns)
        if not several or not slots:
            return []
        draft = _draft(verb, "AGREED_WITH", slots, [])
        draft.qualifiers["content"] = words
        return [draft]
    literal = Slot(literal=words, start=inside[0], end=inside[-1] + 1)
    actors = [
        slot
        for slot, noun in zip(slots, nouns, strict=True)
        if acts(kind_of_token(noun, annotated))
    ]
    return [_draft(verb, ALONE[verb.lemma_], [slot], [literal]) for slot in actors]


def _joint(noun: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(noun.i)
    return (mention is not None and len(mention.clusters) > 1) or any(
        child.lower_ in ("both", "two") for child in noun.children
    )


def _draft(verb: Token, relation: str, subject: list[Slot], target: list[Slot]) -> Draft:
    return Draft(
        extractor="commitments", head=verb.i, trigger=(verb.i,), words=f"{verb.lemma_} to",
        lemma=verb.lemma_, subject=list(subject), object=list(target), relation=relation,
        tense=tense_of(verb), confidence=0.75,
    )  # fmt: skip
