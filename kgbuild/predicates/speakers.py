"""Who stands behind a clause: the subjects of saying, owners of claims, sources set beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.attribution import Stance, reporting
from kgbuild.attribution.words import MAKING, NORMS, PAPERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.arguments import agents_of, is_passive, surface_subject
from kgbuild.predicates.cues import as_told, is_aside, is_unknown_aside, told_by

if TYPE_CHECKING:
    from spacy.tokens import Token


# Who does one of these says so; who wants, plans or expects something need not.
ALOUD = frozenset({Stance.PROMISES, Stance.ORDERS})


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker: the noun that names it, or clusters (of a quotation); `cue` is the speech word."""

    noun: int | None
    cue: int | None
    clusters: tuple[str, ...] = ()


def speakers_of(governor: Token) -> tuple[Voice, ...]:
    """Who says what stands below a verb or noun of saying; a voice without a noun where nobody is named."""
    if tree.is_predicate(governor):
        passive = is_passive(governor)
        nouns = agents_of(governor) if passive else surface_subject(governor).nouns
    else:
        nouns = _noun_speakers(governor)
    if not nouns:
        return (Voice(None, governor.i),)
    return tuple(Voice(noun.i, governor.i) for noun in nouns[:1])


def announced_by(governor: Token) -> tuple[Voice, ...]:
    """Who is named as the one that promises or orders something aloud: the content is that one's word."""
    part = "verb" if tree.is_predicate(governor) else "noun"
    if not any(row.stance in ALOUD for row in reporting().of(part, governor.lemma_)):
        return ()
    return tuple(voice for voice in speakers_of(governor) if voice.noun is not None)


def _noun_speakers(noun: Token) -> list[Token]:
    """Who makes a claim, report or denial: its owner, "by X", or who makes it."""
    owners = tree.possessors(noun)
    by = [m.noun for m in tree.modifiers(noun) if m.preposition in ("by", "from", "of")]
    if owners or by:
        return owners or by
    governor = noun.head
    made = governor.lemma_ in MAKING and tree.role(noun) in ("object", "oblique")
    if made and tree.is_verb(governor):
        return agents_of(governor) if is_passive(governor) else surface_subject(governor).nouns
    return [noun] if noun.lemma_.lower() in PAPERS else []


def source_in(phrase: tree.Oblique) -> Token | None:
    """Who is named in a phrase of reporting: "according to X", "per X", "in X's view", "in the words of X"."""
    preposition, noun, _ = phrase
    bare = not wf.has_form(
        noun, wf.SINGULAR_NAME | wf.PLURAL_NAME | wf.PLURAL_COMMON
    ) and not tree.determiners(noun)
    if preposition == "per" and bare:
        return None  # "per capita", "per day", "per se"
    if preposition.startswith("according") or reporting().of("phrase", preposition):
        return noun if noun.lemma_.lower() not in NORMS else None
    if not reporting().of("phrase", f"{preposition} {noun.lemma_.lower()} of"):
        return None
    below = [m.noun for m in tree.modifiers(noun) if m.preposition == "of"]
    return next(iter([*tree.possessors(noun), *below]), None)


def credited(
    head: Token, *, fronted: bool = False, conjunct: Token | None = None
) -> tuple[Voice, ...]:
    """Sources set beside a clause: "according to X", "X, officials said", "as X said".

    With `fronted`, only those that hold for a coordinated clause too: before the subject, and behind
    the `conjunct` ("A fell and B rose, officials said").
    """
    found: list[Voice] = []
    own = tree.subjects(head) if conjunct is None or tree.subjects(conjunct) else []
    # "Peru, said the minister, had armed Benin and sued Togo": what shares the subject is told with it
    first = min((t.i for t in own), default=head.i)
    behind = conjunct.right_edge.i if conjunct is not None else len(head.doc)
    # "Sweden, per the ministry, left": set off behind the subject, it hangs on the noun
    beside = [m for noun in tree.subjects(head) for m in tree.modifiers(noun) if m.noun.i < head.i]
    for oblique in [*tree.obliques(head), *beside]:
        source = source_in(oblique)
        if source is not None and (
            not fronted or oblique.noun.i < first or oblique.noun.i > behind
        ):
            found.append(Voice(source.i, source.i))
    for child in head.children:
        if is_unknown_aside(child) and not fronted:
            found.append(Voice(None, child.i))
        if not is_aside(child):
            continue
        if fronted and first < child.i < behind:
            continue
        nouns = told_by(child) if as_told(child) else surface_subject(child).nouns
        nouns = [n for n in nouns if n.i != head.i]
        found.append(Voice(nouns[0].i if nouns else None, child.i))
    return tuple(found)
