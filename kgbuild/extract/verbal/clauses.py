"""Clauses with a lexical verb: subject, predicate, object and the phrases around them, one draft each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.attribution.words import SAYING
from kgbuild.extract.coordination import expand, groups, is_collective, not_meant, slot_of
from kgbuild.extract.light_verbs import BOTH, Complex, complex_of
from kgbuild.extract.verbal.carriers import is_carrier
from kgbuild.extract.verbal.frames import (
    Frame,
    frame_of,
    object_of_preposition,
    obliques_of,
)
from kgbuild.factuality.status import MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import UNSPECIFIED
from kgbuild.predicates.arguments import is_passive
from kgbuild.predicates.contents import gerund_content, is_gerund_noun
from kgbuild.predicates.control import RESULT_VERBS
from kgbuild.predicates.passive import is_used_to
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


CONTENT = "that"
# One event brings about another: both are told as claims.
CAUSING = frozenset({"prompt", "cause", "trigger", "spark", "force", "lead", "drive", "push"})
# What these do to two things they do to both at once.
TOGETHER = frozenset(
    {"separate", "connect", "link", "unite", "merge", "combine", "reconcile", "divide", "compare"}
)
# Tagged as verbs, but prepositions or parts of names in fact.
NO_VERBS = frozenset({"worth", "accord", "versus"})


def clauses(annotated: Annotated) -> list[Draft]:
    """One draft for each lexical verb, subject and object of the document."""
    drafts: list[Draft] = []
    for token in annotated.doc:
        if token.lemma_ in NO_VERBS or is_gerund_noun(token) or is_used_to(token):
            continue
        full = token.pos_ == "VERB" and token.lemma_ != "have"
        if tree.is_verb(token) and (full or _main_have(token)):
            if tree.expletive(token) is not None and token.lemma_ == "be":
                drafts.extend(_existential(token, annotated))
            else:
                drafts.extend(drafts_of(token, annotated))
        elif tree.is_verb(token) and tree.expletive(token) is not None:
            drafts.extend(_existential(token, annotated))
    return drafts


def _existential(verb: Token, annotated: Annotated) -> list[Draft]:
    """ "There were no talks": one draft a noun, without an object."""
    nouns = expand([n for n in tree.subjects(verb) if n.lower_ != "there"], annotated)
    frame = Frame(verb, passive=False, subjects=nouns, obliques=obliques_of(verb, annotated, set()))
    drafts = []
    for group in groups(nouns, annotated, together=False):
        draft = _draft(frame, group, [], frame.obliques, "")
        draft.lemma = draft.words = "exist"
        draft.extractor = "clauses.existential"
        drafts.append(draft)
    return drafts


def _main_have(token: Token) -> bool:
    """Have and do as full verbs: only with an object."""
    return token.lemma_ in ("have", "do") and tree.is_verb(token) and bool(tree.objects(token))


def drafts_of(verb: Token, annotated: Annotated) -> list[Draft]:
    """The drafts of one verb; none for a verb that only colours the one below it ("plans to")."""
    if is_carrier(verb):
        return []
    frame = frame_of(verb, annotated)
    if frame is None:
        return []
    if not grounded(frame, annotated):
        return []
    found = complex_of(frame.verb, frame.objects) if not frame.contents else None
    if found is None:
        return _distribute(frame, annotated)
    drafts = _complex(frame, found, annotated)
    if frame.verb.lemma_.lower() in BOTH and found.nouns:
        drafts = _distribute(frame, annotated) + drafts
    return drafts


def grounded(frame: Frame, annotated: Annotated) -> bool:
    """Whether what the clause inherits as its subject can do what it tells.

    Things have no aims ("the talks focused on roads to cut costs"), and nothing but people, bodies and
    texts speaks.
    """
    verb = frame.verb
    if frame.passive or frame.event is not None or tree.subjects(verb) or not frame.subjects:
        return True
    if not annotated.mentions:  # tokenised lines: nothing is known of anybody
        return True
    if any(_acts(noun, annotated) for noun in frame.subjects):
        return True
    if verb.lemma_ in SAYING and tree.role(verb) != "reduced":
        return any(_is_text(noun, annotated) for noun in frame.subjects)
    clause = verb
    while tree.role(clause) == "conjunct" and clause.head.i != clause.i:
        clause = clause.head
    governor = clause.head
    if tree.role(clause) != "adverbial":
        return True
    loose = tree.copula(governor) is not None or is_passive(governor)
    if wf.has_form(clause, wf.BASE):
        return is_passive(governor) or bool(tree.objects(governor))
    timed = {"after", "before", "when", "while", "since"} & set(tree.mark_words(clause))
    return not (loose and timed)


def _acts(noun: Token, annotated: Annotated) -> bool:
    """Whether a noun names somebody who can mean to do something."""
    mention = annotated.mention_at(noun.i)
    kind = vocabulary().types.get(mention.type) if mention is not None else None
    if kind is None:
        return noun.pos_ in ("PRON", "PROPN") and noun.lower_ not in ("it", "this", "that")
    return kind.agent


def _is_text(noun: Token, annotated: Annotated) -> bool:
    mention = annotated.mention_at(noun.i)
    return mention is not None and mention.type == "Document"


def _distribute(frame: Frame, annotated: Annotated) -> list[Draft]:
    """One draft for each group of subjects and each group of objects."""
    lemma = frame.verb.lemma_.lower()
    objects, obliques, preposition = _objects(frame, annotated)
    contents = [_content_slot(c) for c in frame.contents]
    gerund = gerund_content(frame.verb) if not objects and not contents else None
    if gerund is not None:
        preposition, contents = gerund[0], [_content_slot(gerund[1])]
    together = is_collective(lemma, transitive=bool(objects))
    drafts: list[Draft] = []
    for subject in subject_groups(frame, annotated, together=together):
        for target in _object_groups(lemma, objects, contents):
            draft = _draft(frame, subject, target, obliques, preposition)
            if contents and objects and target and target[0] not in contents:
                draft.contents = tuple(slot.head for slot in contents if slot.head is not None)
            if frame.event is not None and contents and lemma in CAUSING:
                draft.relation = "CAUSED"
            drafts.append(draft)
    return drafts + _not_meant(frame, objects, obliques, annotated)


def _objects(frame: Frame, annotated: Annotated) -> tuple[list[Slot], list[Slot], str]:
    """The objects, the phrases left, and the preposition of what is the argument where there is no object."""
    objects = [_asked(noun, frame) or slot_of(noun, annotated) for noun in frame.objects]
    if objects or frame.contents:
        return objects, frame.obliques, ""
    preposition = object_of_preposition(frame, annotated)
    objects = [s for s in frame.obliques if s.preposition == preposition and preposition]
    objects = [s for s in objects if not annotated.says_when(s)]
    left = [s for s in frame.obliques if s not in objects]
    return objects, left, preposition if objects else ""


def _asked(noun: Token, frame: Frame) -> Slot | None:
    """ "Studies how they live", "reveal where he bought it": the question, where a parse took its first word."""
    if not wf.has_form(noun, wf.WHERE | wf.WHO) or frame.passive or noun.i < frame.verb.i:
        return None
    own = [c for c in noun.children if tree.role(c) in ("relative", "adverbial", "complement")]
    clauses = own or [c for c in frame.contents if c.i > noun.i]
    if not clauses:
        return None
    frame.contents = [c for c in frame.contents if c not in clauses]
    end = max(clause.right_edge.i for clause in clauses) + 1
    while end > noun.i + 1 and noun.doc[end - 1].is_punct:
        end -= 1
    start = noun.left_edge.i
    return Slot(start=start, end=end, literal=" ".join(noun.doc[start:end].text.split()))


def _object_groups(lemma: str, objects: list[Slot], contents: list[Slot]) -> list[list[Slot]]:
    """What goes into one claim: contents alone, several objects of "link", else each object its own.

    In "asked X to V" X is the object and the act is its content; "made X V" is the act.
    """
    if contents and (not objects or lemma in RESULT_VERBS):
        return [contents]
    if not contents and lemma in TOGETHER and len(objects) > 1:
        return [objects]
    return [[slot] for slot in objects] or [[]]


def _not_meant(
    frame: Frame, objects: list[Slot], obliques: list[Slot], annotated: Annotated
) -> list[Draft]:
    """ "Peru and not Chile armed Bolivia": Chile did not; "armed not Ghana but Togo": not Ghana."""
    if frame.unspecified or frame.event or len(objects) != 1:
        return []
    nouns = not_meant(list(frame.subjects), annotated)
    found = [_draft(frame, [slot_of(n, annotated)], objects, obliques, "") for n in nouns]
    subjects = groups(frame.subjects, annotated, together=False)
    for noun in not_meant(list(frame.objects), annotated):
        found += [_draft(frame, one, [slot_of(noun, annotated)], obliques, "") for one in subjects]
    for draft in found:
        draft.denied = True
    return found


def subject_groups(frame: Frame, annotated: Annotated, *, together: bool) -> list[list[Slot]]:
    """The subjects as lists of slots, one list a claim."""
    if frame.unspecified:
        return [[Slot(literal=UNSPECIFIED)]]
    if frame.event is not None:
        event = frame.event
        return [[Slot(head=event.i, start=event.i, end=event.i + 1, preposition="event")]]
    return groups(frame.subjects, annotated, together=together)


def _content_slot(clause: Token) -> Slot:
    inside = [t.i for t in clause.subtree]
    return Slot(head=clause.i, start=min(inside), end=max(inside) + 1, preposition=CONTENT)


def _complex(frame: Frame, found: Complex, annotated: Annotated) -> list[Draft]:
    nouns = expand(list(found.nouns), annotated)
    objects = [slot_of(noun, annotated) for noun in nouns]
    taken = {noun.i for noun in nouns}
    obliques = [slot for slot in frame.obliques if slot.head not in taken]
    joint = found.preposition == "between"
    object_groups = [objects] if joint or not objects else [[slot] for slot in objects]
    together = is_collective(frame.verb.lemma_.lower(), transitive=False) or (
        not objects
        and found.noun.lemma_ in ("talk", "meeting", "negotiation", "discussion", "summit")
    )
    drafts = []
    for subject in subject_groups(frame, annotated, together=together):
        for target in object_groups:
            drafts.append(_draft(frame, subject, target, obliques, found.preposition, found))
    return drafts


def _draft(
    frame: Frame,
    subject: list[Slot],
    target: list[Slot],
    obliques: list[Slot],
    preposition: str,
    light: Complex | None = None,
) -> Draft:
    verb = frame.verb
    lemma = verb.lemma_.lower()
    trigger = [verb.i, *[p.i for p in tree.particles(verb)]]
    words = [lemma, *([frame.particle] if frame.particle else [])]
    if lemma == "bear" and wf.has_form(verb, wf.PARTICIPLE) and not frame.passive:
        words = ["be", "born"]
    for child in verb.children:  # "found dead", "declared illegal"
        plain = child.pos_ == "ADJ" and not tree.determiners(
            child
        )  # not "named him the richest Dane"
        if tree.role(child) == "open" and plain and not tree.is_predicate(child):
            denied = [c.i for c in child.children if c.lower_ == "not" and c.i < child.i]
            words += [*("not" for _ in denied), child.lemma_.lower()]  # "found not guilty"
            trigger += [*denied, child.i]
    if frame.fixed:
        words += frame.fixed.split(" ")
    if light is not None:
        lemma = f"{lemma} {light.noun.lemma_.lower()}"
        words.append(light.noun.lemma_.lower())
        trigger.append(light.noun.i)
        if light.infinitive is not None:
            gerund = wf.has_form(light.infinitive, wf.GERUND)
            words += (
                ["for", light.infinitive.lower_]
                if gerund
                else ["to", light.infinitive.lemma_.lower()]
            )
            trigger.append(light.infinitive.i)
        elif preposition:
            words.append(preposition)
    elif preposition:
        words.append(preposition)
    manner = [a.lower_ for a in tree.adverbs(verb) if a.lower_ in MARKERS["wrongly"]]
    return Draft(
        qualifiers={"manner": manner[0]} if manner else {},
        extractor="clauses.light_verb" if light is not None else "clauses.verb",
        head=verb.i,
        trigger=tuple(sorted(trigger)),
        words=" ".join(words),
        lemma=lemma,
        subject=list(subject),
        object=list(target),
        obliques=list(obliques),
        particle=frame.particle,
        preposition=preposition,
        passive=frame.passive,
        tense=tense_of(verb),
        confidence=0.75,
    )


def tense_of(verb: Token) -> str:
    """past, present or future as the finite word of the clause shows it ("" where there is none)."""
    words = [*tree.auxiliaries(verb), verb]
    for word in words:
        if word.lower_ in ("will", "'ll", "’ll", "wo", "shall"):
            return "future"
        if wf.has_form(word, wf.PAST) or (
            word.lower_ in ("has", "have", "'ve", "’ve") and word.i != verb.i
        ):
            return "past"
        if wf.has_form(word, wf.PRESENT):
            return "present"
    place = tree.role(verb)
    if wf.has_form(verb, wf.PARTICIPLE) and place in ("reduced", "adverbial"):
        return "past"
    if place in ("conjunct", "open", "adverbial", "reduced") and verb.head.i != verb.i:
        return tense_of(verb.head) if tree.is_verb(verb.head) else ""
    return ""
