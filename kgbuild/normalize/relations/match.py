"""Predicates to relations: by lemma, particle, preposition, argument types and side, never by lemma alone.

The knowledge is in the tables of `kgbuild.vocabulary`; here they are matched against a draft. The most
demanding pattern that fits decides; where none fits the relation stays None and the words remain.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a
from kgbuild.language.grammar import functions as fn
from kgbuild.model import Polarity
from kgbuild.normalize.relations.clause import Clause
from kgbuild.normalize.relations.conditions import FITS, NOTHING_SAID, Match, arguments, words_stand
from kgbuild.normalize.relations.extras import addressed, companions, sharpened
from kgbuild.normalize.relations.figures import figures, measured
from kgbuild.normalize.relations.focus import focused
from kgbuild.normalize.relations.qualifiers import qualify, without_tail
from kgbuild.normalize.relations.repeats import without_repeats
from kgbuild.normalize.relations.second_look import copy_of, told_in_words, turns_on_itself
from kgbuild.normalize.relations.shares import share_of
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.pattern import PARTICLES, PREPOSITIONS, Pattern, spelling
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft, Slot
    from kgbuild.vocabulary import Relation

COPULAR = "copulas.adjective"
# What these leave open has no verb that a pattern could read.
NOT_VERBS = frozenset(
    {"copulas", "values", "nominals", "appositions", "titles", "possessives", "compounds"}
)


def relate(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """Give every draft its relation, turned round where the words say it the other way.

    A draft that already has a relation keeps it. The result may hold more drafts than came in: one
    for each noun behind the preposition, and what a predicate says beside its own relation (two who
    signed a pact have agreed).
    """
    related: list[Draft] = []
    for draft in drafts:
        addressed(draft, drafts, annotated)
        share_of(draft, annotated)
        found = _related(draft, annotated) if draft.relation is None else [draft]
        for one in found:
            if one.room == "events" and one.relation is None:
                continue  # a noun with roles of which no pattern knows more: thin
            if turns_on_itself(one, annotated):
                one.notes.append(f"itself:{one.relation}")
                one.relation = None
            _flag(one, annotated)
            related.append(figures(one, annotated))
            related.extend(companions(one, annotated))
            if one.verbal:
                told_in_words(one, annotated)
    return measured(without_repeats(related), annotated)


def _related(draft: Draft, annotated: Annotated) -> list[Draft]:
    if draft.room in NOT_VERBS and draft.extractor != COPULAR:
        return [draft]
    if word := focused(draft, annotated):
        draft.words += f" {word}"
        return [draft]
    clause = Clause(draft, annotated, copular=draft.extractor == COPULAR)
    match = best_match(clause)
    if match is None or match.pattern.relation is None:
        if match is not None:
            draft.notes.append(f"open:{match.pattern.text}")
        return [sharpened(draft, annotated)]
    # Copies before the draft itself: it is changed in place.
    first, *others = _each(match)
    copies = [_made(Clause(copy_of(draft), annotated, clause.copular), one) for one in others]
    return [sharpened(one, annotated) for one in (_made(clause, first), *copies)]


def best_match(clause: Clause) -> Match | None:
    """The most demanding pattern that fits the clause, or None."""
    for pattern in pattern_book().by_lemma.get(_lookup(clause), ()):
        found = match(clause, pattern)
        if found is not None:
            return found
    return None


def _lookup(clause: Clause) -> str:
    """The key of the patterns; an adjective in -ed is looked up under its verb."""
    lemma = clause.lemma
    if not clause.copular:
        return lemma
    known = pattern_book().by_lemma
    stem = lemma.removesuffix("ed")
    single = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem  # "committed"
    for form in (lemma, lemma.removesuffix("d"), stem, single):
        if any(p.passive for p in known.get(form, ())):
            return form
    return lemma


def match(clause: Clause, pattern: Pattern) -> Match | None:
    """The arguments that a pattern gives the clause, or None where it does not fit."""
    behind = _behind(clause, pattern) if words_stand(clause, pattern) else None
    if behind is None:
        return None
    found = arguments(clause, pattern, behind)
    return found if all(rule(clause, found) for rule in FITS) else None


def _behind(clause: Clause, pattern: Pattern) -> list[Slot] | None:
    """The nouns behind the pattern's tail; [] where it has none; None where the words differ."""
    draft = clause.draft
    tail = pattern.tail.split()
    particles = [word for word in [pattern.particle] if word]
    if len(tail) == 2 and tail[0] in PARTICLES | {draft.particle}:
        particles.append(tail[0])
    phrase = not tail or (tail[-1] in PREPOSITIONS and " ".join(tail) != draft.particle)
    if phrase and not _particles_stand(clause, pattern, particles):
        return None
    if not tail:
        hung = pattern.roles == "SO" and draft.preposition and "none" not in pattern.object
        return None if hung and not pattern.words else []
    if pattern.tail in clause.particles or pattern.tail == draft.particle:
        return _after_particle(clause, pattern)
    return _at_preposition(clause, pattern, tail, particles)


def _particles_stand(clause: Clause, pattern: Pattern, particles: list[str]) -> bool:
    """Whether the verb has the pattern's particles and no others."""
    if set(clause.draft.particle.split()) - set(particles):
        return False
    joined = set(clause.by_preposition) | {clause.draft.preposition}
    return all(p in clause.particles or pattern.tail in joined for p in particles)


def _at_preposition(
    clause: Clause, pattern: Pattern, tail: list[str], particles: list[str]
) -> list[Slot] | None:
    for preposition in (pattern.tail, tail[-1]):
        if preposition in clause.by_preposition and (preposition == pattern.tail or particles):
            behind = clause.by_preposition[preposition]
            if preposition == "as":  # "as a result of this, N criticised X" says nothing of X
                behind = [slot for slot in behind if slot.head is None or slot.head > clause.verb.i]
            if vocabulary().has(pattern.relation, "cold"):  # "attacked X over five days"
                behind = [slot for slot in behind if not clause.annotated.says_when(slot)]
            if behind:
                return clause.coordinated(behind)
    if pattern.words:
        return clause.below(pattern.words, tail[-1]) or None
    if pattern.tail == "as" and pattern.roles == "SO" and clause.says_as():
        return []
    if pattern.roles in ("OP", "PO") or "object" in pattern.needs:
        return clause.beside_object(tail[-1]) or None
    return None


def _after_particle(clause: Clause, pattern: Pattern) -> list[Slot] | None:
    if clause.draft.preposition and clause.draft.preposition != pattern.tail:
        return None if "none" not in pattern.object else []
    bare = [
        slot for slot in clause.draft.obliques if not slot.preposition and slot.head is not None
    ]
    return clause.direct or clause.contents or bare[:1]


def _each(found: Match) -> list[Match]:
    """One match for each noun where the object side came as a list behind a preposition."""
    role = found.pattern.roles
    together = found.pattern.tail.endswith("between")
    if role[1] == "P" and len(found.object) > 1 and not together:
        return [replace(found, object=[slot]) for slot in found.object]
    if role[0] == "P" and len(found.subject) > 1 and not together:
        return [replace(found, subject=[slot]) for slot in found.subject]
    return [found]


def _made(clause: Clause, found: Match) -> Draft:
    """Write the match into the clause's draft: in place, since other claims may point to it."""
    pattern, used = found.pattern, [*found.subject, *found.object]
    shown = _shown(clause, pattern) if pattern.words or pattern.tail else clause.draft.words
    kept = clause.draft
    moved = [
        slot for slot in clause.draft.object if slot not in used and slot.preposition != "that"
    ]
    obliques = [slot for slot in clause.draft.obliques if slot not in used]
    qualify(kept, clause, pattern, used)
    kept.obliques = [*obliques, *moved]
    kept.subject = [replace(slot) for slot in found.subject]
    kept.object = [without_tail(replace(slot), clause, pattern.tail) for slot in found.object]
    kept.relation, kept.words = pattern.relation, shown
    if pattern.roles[1] == "[":
        kept.object = [_as_words(slot, clause, kept.relation) for slot in kept.object]
    if any("not" in allowed for allowed in pattern.words):
        kept.polarity = Polarity.ASSERTED  # the pattern has taken the negation in
    kept.notes.append(f"rule:{pattern.text}")
    if pattern.roles == "S0" and "joint" in pattern.needs:
        kept.together = True
    return kept


def _as_words(slot: Slot, clause: Clause, name: str | None) -> Slot:
    """The verb's own noun as words where the relation may have words: nobody warns "a warning"."""
    relation = vocabulary().relations.get(name or "")
    if relation is None or slot.literal is not None or "literal" not in relation.range:
        return slot
    if any(is_a(clause.kind(slot), one) for one in relation.range if one != "literal"):
        return slot
    text = clause.annotated.doc[slot.start : slot.end].text
    return replace(slot, head=None, literal=text, clusters=())


def _shown(clause: Clause, pattern: Pattern) -> str:
    """The predicate's words where the pattern took more of them than the draft shows."""
    draft = clause.draft
    if pattern.words and not set("<[.") & set(pattern.text) and not pattern.passive:
        return pattern.text.replace(" its ", " ").replace(" the ", " ").replace(" a ", " ")
    if draft.extractor.endswith("light_verb") or not pattern.words:
        tail = pattern.tail.split()[-1] if pattern.tail else ""
        shown = draft.words.split()
        if not tail or tail in shown:
            return draft.words
        if draft.preposition and shown[-1] == draft.preposition.split()[-1]:
            shown = shown[: -len(draft.preposition.split())]
        return " ".join([*shown, tail])
    doc, verb = clause.annotated.doc, clause.verb
    taken = []
    for token in verb.subtree:
        forms = {spelling(token.lemma_), spelling(token.lower_)}
        if token.i > verb.i and any(forms & allowed for allowed in pattern.words):
            cases = [c.lower_ for c in token.children if fn.stands_as(c, fn.CASE) and c.i < token.i]
            # "speak over the phone with": the noun comes with its preposition
            before = " ".join(cases) + " " if pattern.oblique and cases else ""
            taken.append(before + doc[token.i].lemma_.lower())
    parts = [
        draft.words.split()[0],
        *([draft.particle] if draft.particle else []),
        *taken[: len(pattern.words)],
    ]
    if pattern.tail and pattern.tail != draft.particle:
        parts.append(pattern.tail)
    return " ".join(parts)


def _flag(draft: Draft, annotated: Annotated) -> None:
    """Note arguments outside the relation's domain and range; nothing is dropped for it (`settling.held`)."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None:
        return
    clause = Clause(draft, annotated)
    for side, slots in (("domain", draft.subject), ("range", draft.object)):
        wanted = _wanted(relation, side)
        for slot in slots:
            kind = clause.kind(slot)
            if kind not in NOTHING_SAID and not any(is_a(kind, one) for one in wanted):
                note = f"{side}:{kind}"
                if note not in draft.notes:
                    draft.notes.append(note)


def _wanted(relation: Relation, side: str) -> tuple[str, ...]:
    return relation.domain if side == "domain" else relation.range
