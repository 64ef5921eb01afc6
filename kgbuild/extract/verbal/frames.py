"""The parts of one clause before they are distributed over claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate import Slot
from kgbuild.attribution.words import HEARD
from kgbuild.english import table
from kgbuild.extract.coordination import expand, slot_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.numbers.clock import CLOCK
from kgbuild.predicates.antecedents import gap_object, resolve
from kgbuild.predicates.arguments import (
    agents_of,
    is_passive,
    stolen_subject,
    surface_objects,
    surface_subject,
)
from kgbuild.predicates.contents import contents_of, is_bare_noun, is_gerund_noun, shared_object
from kgbuild.predicates.passive import lasting_event, of_itself
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

# Phrases that say when, how or why; never what the verb is about.
_FRAMES = table("frames")
ADJUNCTS = _FRAMES["adjunct"]

PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off"})

PARTNER_ONLY = _FRAMES["partner_only"]

# Phrases that belong to the predicate itself.
IDIOMS: dict[str, frozenset[str]] = {
    verb: frozenset(phrases.split("; "))
    for verb, phrases in {
        "take": "into account; into custody; into consideration; to court; to task; for granted; to hospital",
        "bring": "to trial; to justice; to light; to power; to account",
        "put": "into action; in place; on hold; on trial; into effect; into practice; at risk; to death",
        "go": "on record; on strike; into effect; on trial; to war; into force; on sale; to trial",
        "come": "into force; to power; to light; into effect; under fire; to terms; under attack",
        "hold": "in custody; to account; in place",
        "set": "on fire; in motion; in place",
        "call": "into question",
        "remain": "in place; in office; in power; in force",
        "keep": "in mind; in check; in custody",
    }.items()
}

# Nouns without an article that say something only with their verb.
FIXED_NOUNS: dict[str, frozenset[str]] = {
    "take": frozenset(
        {"place", "effect", "office", "power", "shape", "root", "refuge", "sides", "off"}
    ),
    "make": frozenset({"sense", "headlines", "history", "progress"}),
    "lose": frozenset({"control", "ground", "contact"}),
    "gain": frozenset({"ground", "momentum"}),
    "come": frozenset({"first"}),
}
ADDRESSING = _FRAMES["addressing"]
DESCRIBING = _FRAMES["describing"]
AFTER = frozenset({"look", "run", "chase", "go", "name", "take"})

PARTNER = frozenset({"with", "against", "to"})

LOCATIVE = _FRAMES["locative"]

PLACES = vocabulary().below("Place")


@dataclass(slots=True)
class Frame:
    """The parts of one clause before they are distributed over claims; nouns in logical order."""

    verb: Token
    passive: bool
    subjects: list[Token] = field(default_factory=list)
    event: Token | None = None
    objects: list[Token] = field(default_factory=list)
    obliques: list[Slot] = field(default_factory=list)
    contents: list[Token] = field(default_factory=list)
    particle: str = ""
    fixed: str = ""
    unspecified: bool = False


def frame_of(verb: Token, annotated: Annotated) -> Frame | None:
    """Read the parts of the clause; None where there is nobody and nothing to speak of."""
    parts = _Parts(verb, annotated)
    frame = Frame(verb, parts.passive, particle=" ".join(p.lower_ for p in tree.particles(verb)))
    skip = _passive(frame, parts) if parts.passive else _active(frame, parts)
    frame.contents = parts.contents
    if not parts.objects and not parts.passive and not frame.contents:
        frame.objects = expand(shared_object(verb), annotated)
    frame.obliques = [
        *stranded_slots(verb, parts.stranded, annotated),
        *obliques_of(verb, annotated, skip),
    ]
    if parts.recipients and not frame.objects and not frame.contents:
        frame.objects = parts.recipients  # "told reporters", "paid him"
    else:
        frame.obliques += [slot_of(noun, annotated, "to") for noun in parts.recipients]
    participle = floated(verb)
    if participle is not None:
        frame.verb, frame.objects = participle, [participle.head]
    for complete in (_predicative, _described, _idiom):
        complete(frame, annotated)
    nobody = not frame.subjects and frame.event is None and not frame.unspecified
    return None if nobody else frame


class _Parts:
    """What the grammar finds around a verb, before the voice says who does what to whom."""

    def __init__(self, verb: Token, annotated: Annotated) -> None:
        self.verb, self.annotated = verb, annotated
        self.contents = contents_of(verb)
        subject, passive = surface_subject(verb), is_passive(verb)
        told = passive and self.contents  # "it was announced that ..."
        nouns = [noun for noun in subject.nouns if not (told and noun.lower_ == "it")]
        self.event = subject.event
        found = _inherit(nouns, annotated) if subject.inherited else expand(nouns, annotated)
        self.nouns = _before_its_clause(found, verb)
        self.passive = passive and not of_itself(verb)
        self.stranded = _stranded(verb)
        self.objects = [] if self.stranded else _own_objects(verb)
        self.recipients = expand(tree.recipients(verb), annotated)
        # whom it is told: "told reporters that", labelled as an object
        self.told = verb.lemma_ in HEARD and any(tree.is_finite(c) for c in self.contents)
        if self.told and not self.passive:
            self.recipients = [*expand(self.objects, annotated), *self.recipients]
            self.objects = []
        if verb.lemma_ in ADDRESSING and not self.objects and self.contents and not self.passive:
            self.objects, self.recipients = tree.recipients(verb), []


def _own_objects(verb: Token) -> list[Token]:
    """Objects that are not the subject's own self, and gerunds and bare nouns that stand as such."""
    found = [noun for noun in surface_objects(verb) if not noun.lower_.endswith(("self", "selves"))]
    return found + [
        c
        for c in verb.children
        if is_bare_noun(c) or (tree.role(c) in ("complement", "open") and is_gerund_noun(c))
    ]


def _passive(frame: Frame, parts: _Parts) -> set[int]:
    """ "X was armed by Y": Y acts; "X was given Y", "X was told that …": X receives."""
    agents = expand(agents_of(parts.verb), parts.annotated)
    frame.subjects, frame.unspecified = agents, not agents
    if parts.objects:
        frame.objects = expand(parts.objects, parts.annotated)
    if parts.objects or parts.told:
        parts.recipients = [*parts.nouns, *parts.recipients]
    else:
        frame.objects = parts.nouns
    return {a.i for a in agents} | {a.head.i for a in agents if lasting_event(a.head) == a}


def _active(frame: Frame, parts: _Parts) -> set[int]:
    """ "Y armed X"."""
    frame.subjects, frame.event = parts.nouns, parts.event
    frame.objects = expand(parts.objects, parts.annotated)
    return set()


def _stranded(verb: Token) -> str:
    """The preposition left behind by a relative pronoun ("communities that we operate in"), or ""."""
    for noun in [*tree.objects(verb), *(o.noun for o in tree.obliques(verb) if not o.preposition)]:
        if resolve(noun).i == noun.i:
            continue
        for child in noun.children:
            if child.pos_ == "ADP" and child.i > verb.i:
                return child.lower_
    gap = gap_object(verb)
    if gap is not None:
        for child in verb.children:
            loose = child.pos_ == "ADP" and child.i > verb.i and not list(child.children)
            placed = tree.role(child) in ("oblique", "other") and child not in tree.particles(verb)
            if loose and placed:
                return child.lower_
    return ""


def stranded_slots(verb: Token, preposition: str, annotated: Annotated) -> list[Slot]:
    """The antecedent behind its stranded preposition."""
    if not preposition:
        return []
    pronouns = [*tree.objects(verb), *(o.noun for o in tree.obliques(verb) if not o.preposition)]
    nouns = [resolve(noun) for noun in pronouns if resolve(noun).i != noun.i]
    if not nouns and (gap := gap_object(verb)) is not None:
        nouns = [gap]
    return [slot_of(noun, annotated, preposition) for noun in nouns[:1]]


def _before_its_clause(nouns: list[Token], verb: Token) -> list[Token]:
    """ "Lund, arrested in May, and Holm fled": a clause on a noun tells nothing of a later member."""
    clause = tree.clause_head(verb)
    above = {t.i for t in clause.ancestors}
    hangs = tree.role(clause) in ("reduced", "relative") and clause.head in nouns
    before = range(max(verb.i, clause.head.i + 1))  # "born in May, Lund fled"
    return [n for n in nouns if not hangs or n.i in before or n.head.i not in above]


def _inherit(nouns: list[Token], annotated: Annotated) -> list[Token]:
    """An inherited subject keeps its coordination where the noun was a subject or object."""
    found: list[Token] = []
    for noun in nouns:
        if tree.role(noun) in ("subject", "object", "oblique", "recipient"):
            found.extend(expand([noun], annotated))
        else:
            found.append(noun)
    return found


def obliques_of(verb: Token, annotated: Annotated, skip: set[int]) -> list[Slot]:
    """The phrases around the verb, each with its preposition; "where" as "in" its antecedent."""
    found: list[Slot] = []
    clauses = [c for c in verb.children if tree.role(c) == "adverbial"]
    skip = skip | {noun.i for c in clauses if (noun := stolen_subject(c)) is not None}
    for oblique in tree.obliques(verb):
        if oblique.noun.i in skip or oblique.preposition.startswith("according"):
            continue
        own = resolve(oblique.noun)
        if own.i != oblique.noun.i and not oblique.preposition:
            continue
        members = expand([oblique.noun], annotated) if own.i == oblique.noun.i else [own]
        for member in members:
            own_preposition = tree.case_words(member)
            found.append(slot_of(member, annotated, own_preposition or oblique.preposition))
    for adverb in tree.adverbs(verb):
        if adverb.lower_ == "where" and wf.has_form(adverb, wf.WHERE):
            noun = tree.antecedent(adverb)
            if noun is not None:
                found.append(slot_of(noun, annotated, "in"))
    return found


def _predicative(frame: Frame, annotated: Annotated) -> None:
    """Predicate nouns: "became president" (object), "elected her president" (as president)."""
    for child in frame.verb.children:
        if tree.role(child) != "open" or tree.is_predicate(child) or not tree.is_noun(child):
            continue
        if frame.objects or frame.passive:
            frame.obliques.append(slot_of(child, annotated, "as"))
        else:
            frame.objects = expand([child], annotated)


def floated(verb: Token) -> Token | None:
    """The participle of "have both increased imports", read as an adjective by the parser.

    A quantifier between have and a participle floats from the subject: the verb is a perfect.
    """
    if verb.lemma_ != "have" or len(tree.objects(verb)) != 1:
        return None
    noun = tree.objects(verb)[0]
    between = [t.lower_ for t in verb.doc[verb.i + 1 : noun.i]]
    if len(between) < 2 or between[0] not in ("both", "all", "each"):
        return None
    participle = verb.doc[verb.i + 2]
    return (
        participle
        if wf.has_form(participle, wf.PARTICIPLE) and participle.head.i == noun.i
        else None
    )


def _described(frame: Frame, annotated: Annotated) -> None:
    """ "described X as Y": the as-phrase belongs to the verb, also where it hangs on the noun."""
    if frame.verb.lemma_ not in DESCRIBING or any(s.preposition == "as" for s in frame.obliques):
        return
    for noun in frame.objects:
        for modifier in tree.modifiers(noun):
            if modifier.preposition == "as" and modifier.noun.i > noun.i:
                frame.obliques.append(slot_of(modifier.noun, annotated, "as"))
                return


def _idiom(frame: Frame, annotated: Annotated) -> None:
    """Move a fixed phrase or noun into the predicate ("take into account", "take place")."""
    if len(frame.objects) == 1 and not frame.passive:
        word = frame.objects[0].lower_
        if word in FIXED_NOUNS.get(frame.verb.lemma_.lower(), ()):
            frame.fixed, frame.objects = word, []
            return
    known = IDIOMS.get(frame.verb.lemma_.lower())
    if known is None:
        return
    for slot in frame.obliques:
        noun = annotated.doc[slot.head] if slot.head is not None else None
        if noun is not None and f"{slot.preposition} {noun.lower_}" in known:
            frame.fixed = f"{slot.preposition} {noun.lower_}"
            frame.obliques = [other for other in frame.obliques if other is not slot]
            return


def is_clock(slot: Slot, annotated: Annotated) -> bool:
    """Whether a phrase is a time of day: "at about 19:00", "at 7 p.m."."""
    words = annotated.doc[slot.start : min(slot.end + 1, len(annotated.doc))].text
    return bool(CLOCK.search(words))


def _is_place(slot: Slot, annotated: Annotated) -> bool:
    if slot.preposition not in PLACE_PREPOSITIONS or slot.head is None:
        return False
    mention = annotated.mention_at(slot.head)
    if mention is not None:
        return mention.type in PLACES
    return annotated.doc[slot.head].ent_type_ in ("Location", "Facility")


def object_of_preposition(frame: Frame, annotated: Annotated) -> str:
    """The preposition of the phrase that is the verb's argument where it has no object ("" for none)."""
    lemma = frame.verb.lemma_.lower()
    later = ""
    for slot in frame.obliques:
        if not slot.preposition or annotated.says_when(slot) or slot.head is None:
            continue
        head = annotated.doc[slot.head]
        if head.ent_type_ == "Date" or is_clock(slot, annotated):
            continue
        if slot.head < frame.verb.i and tree.role(frame.verb) != "relative":
            continue
        if slot.preposition == "after" and lemma in AFTER:
            return slot.preposition
        if {slot.preposition.replace(" ", "_"), f"{slot.preposition}_{head.lemma_}"} & ADJUNCTS:
            mention = annotated.mention_at(slot.head)
            if slot.preposition == "during" and mention is not None and mention.type == "Event":
                later = later or slot.preposition
            continue
        if _is_place(slot, annotated) and lemma not in LOCATIVE:
            continue
        if lemma in PARTNER_ONLY and slot.preposition not in PARTNER:
            continue
        return slot.preposition
    return later
