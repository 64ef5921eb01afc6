"""What a predicate says beside its own relation, and arguments that need a second look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.annotate import Slot
from kgbuild.annotate.kinds import is_a, kind_of, kind_of_token, slot_of
from kgbuild.attribution.words import HEARD, QUOTING
from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    children,
    conjuncts,
    determiners,
    modifiers,
    noun_phrase,
)
from kgbuild.model import UNSPECIFIED, Modality, Polarity
from kgbuild.normalize.relations.clause import Clause
from kgbuild.normalize.relations.imposed import imposed
from kgbuild.normalize.relations.second_look import copy_of, demonym_of
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

# Who does these at an event has taken part in it.
PRESENT = frozenset({"meet", "speak", "appear"})
AIMS = table("settling")["aim"]
TERMS = table("settling")["term"]
TOGETHER = table("settling")["partnership"]
AT_EVENT = frozenset({"at", "during", "on the sidelines of", "on the margins of"})


def sharpened(draft: Draft, annotated: Annotated) -> Draft:
    """Mend arguments that the words name only indirectly: the country in "imports of Indian rice"."""
    if draft.lemma.startswith("impose"):
        return imposed(draft, annotated)
    if draft.relation == "IMPORTED_FROM":
        return _from_country(draft, annotated)
    if not draft.contents and vocabulary().has(draft.relation or "", "addressed"):
        return _asked(draft, annotated)
    if draft.relation == "STATED" or _told_twice(draft, annotated):
        return _nothing_told(draft, annotated)
    if draft.relation in ("PRIORITIZED", "DESCRIBED_AS"):
        return _gerund_object(draft, annotated)
    if draft.relation == "MEMBER_OF" and draft.lemma == "include":
        return _listed(draft, annotated)
    if draft.relation == "LOCATED_IN" and draft.lemma == "report":
        # "a protest was reported in Lima": somebody says that it is there
        draft.speaker = [*draft.speaker, Slot(literal=UNSPECIFIED)]
        return draft
    if draft.relation in ("HOLDS_POSITION", "RESIGNED_FROM"):
        return _office(draft, annotated)
    if draft.relation is None and draft.lemma == "describe":
        return _by_term(draft, annotated)
    if draft.relation is None and _utters(draft, annotated):
        (draft.relation,) = vocabulary().named_by("announcement")
    return draft


def _utters(draft: Draft, annotated: Annotated) -> bool:
    """ "“Who won?” Lund asked", "“…,” Lund yelled": the words are said, whatever verb they hang on."""
    spoken = draft.lemma in QUOTING and not draft.passive and draft.polarity is Polarity.ASSERTED
    quoted = spoken and any(q.cue == draft.head and q.direct for q in annotated.quotes)
    return quoted and all(is_a(kind_of(s, annotated), "Agent") for s in draft.subject)


def _nothing_told(draft: Draft, annotated: Annotated) -> Draft:
    """ "Told the paper it would leave", with its content lost: whoever hears it is not what is stated."""
    whole = "content" not in draft.qualifiers
    whole = whole and all(slot.head is not None and slot.draft is None for slot in draft.object)
    if whole and all(is_a(kind_of(slot, annotated), "Agent") for slot in draft.object):
        draft.relation = None
    return draft


def _content_of(draft: Draft) -> str:
    """What one thing is described as, in words; "" where nothing is, or several are."""
    content = draft.qualifiers.get("content")
    one = draft.relation == "DESCRIBED_AS" and len(draft.object) == 1
    return content if one and isinstance(content, str) else ""


def _told_twice(draft: Draft, annotated: Annotated) -> bool:
    """ "Identified as N", with N taken for whom it was said of as well."""
    content = _content_of(draft)
    if not content:
        return False
    names = annotated.clusters_at(draft.object[0])
    known = [annotated.clusters[n] for n in names if n in annotated.clusters]
    return any(content in (one.name, *one.aliases) for one in known)


def companions(draft: Draft, annotated: Annotated) -> list[Draft]:
    """Further drafts that the same words support."""
    found = [
        *_participation(draft, annotated),
        *_priority(draft, annotated),
        *_instances(draft, annotated),
        *_partners(draft, annotated),
        *_co_founders(draft, annotated),
        *_called(draft, annotated),
        *_subject_matter(draft, annotated),
        *_hearer(draft, annotated),
    ]
    if draft.relation == "SIGNED":
        signatories = Clause(draft, annotated).together()
        if len(signatories) > 1:
            agreed = _copy(draft, "AGREED_WITH", "sign")
            agreed.qualifiers["content"] = _words(draft.object, annotated)
            agreed.subject, agreed.object = signatories, []
            found.append(agreed)
    return found


def addressed(draft: Draft, drafts: list[Draft], annotated: Annotated) -> None:
    """ "told reporters that ...": what was told is the object, whoever was told the recipient."""
    if draft.lemma not in HEARD or not draft.contents or draft.passive:
        return
    clause = annotated.doc[draft.contents[0]]
    inner = [other for other in drafts if other.head == clause.i and other is not draft]
    hearers = [replace(slot, preposition="to") for slot in draft.object]
    if inner:
        draft.object = [Slot(draft=other) for other in inner]
    else:
        inside = sorted(t.i for t in clause.subtree)
        words = annotated.doc[inside[0] : inside[-1] + 1].text.strip(" ,.")
        draft.object = [
            Slot(start=inside[0], end=inside[-1] + 1, literal=words.removeprefix("that "))
        ]
    draft.qualifiers.pop("content", None)
    draft.obliques = [*hearers, *draft.obliques]


def _asked(draft: Draft, annotated: Annotated) -> Draft:
    """ "Asked Zambia for maize": whoever is asked is the object, what for is the content."""
    whom = _hearers(draft, annotated)
    if not whom or not draft.object or not draft.object[0].preposition:
        return draft
    draft.qualifiers["content"] = _words(draft.object, annotated)
    draft.object, draft.obliques = whom, [s for s in draft.obliques if s not in whom]
    return draft


def _hearer(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "Warned Belarus that the border would close": the warning went to Belarus, beside what it says."""
    if draft.relation is None or not vocabulary().has(draft.relation, "addressed"):
        return []
    whom = _hearers(draft, annotated)
    told = [slot for slot in draft.object if slot.draft is not None or slot.literal is not None]
    if draft.passive or not whom or not told:
        return []
    made = _copy(draft, draft.relation, draft.words)
    made.object, made.confidence = whom, draft.confidence
    made.obliques = [slot for slot in draft.obliques if slot not in whom]
    return [made]


def _hearers(draft: Draft, annotated: Annotated) -> list[Slot]:
    """The agents right behind the verb, told apart by no preposition, whom it is said to."""
    doc = annotated.doc
    return [
        slot
        for slot in draft.obliques
        if slot.head is not None
        and fn.stands_as(doc[slot.head], fn.INDIRECT_OBJECT)
        and doc[slot.head].head.i == draft.head
        and is_a(kind_of(slot, annotated), "Agent")
    ]


def _copy(draft: Draft, relation: str, words: str) -> Draft:
    made = copy_of(draft)
    made.relation, made.words, made.qualifiers = relation, words, {}
    made.notes, made.contents, made.together, made.remarks = (
        [f"beside:{draft.words}"],
        (),
        False,
        False,
    )
    made.confidence = round(draft.confidence - 0.1, 2)
    return made


def _words(slots: list[Slot], annotated: Annotated) -> str:
    return " and ".join(annotated.doc[slot.start : slot.end].text for slot in slots)


def _from_country(draft: Draft, annotated: Annotated) -> Draft:
    """ "imports of Indian rice": from India, the goods are the commodity."""
    for index, slot in enumerate(draft.object):
        if slot.head is None or is_a(kind_of(slot, annotated), "Agent"):
            continue
        goods = annotated.doc[slot.head]
        origin = demonym_of(goods, annotated)
        if origin is None:
            continue
        words = [t.text_with_ws for t in annotated.doc[slot.start : slot.end] if t.i != origin.i]
        draft.qualifiers["commodity"] = "".join(words).strip()
        draft.object[index] = slot_of(origin, annotated)
        draft.object[index].start, draft.object[index].end = origin.i, origin.i + 1
    return draft


def _office(draft: Draft, annotated: Annotated) -> Draft:
    """ "served as treasurer": an office, not the person that the noun may stand for elsewhere."""
    for index, slot in enumerate(draft.object):
        kind = kind_of(slot, annotated)
        if (
            slot.head is not None
            and draft.relation == "HOLDS_POSITION"
            and annotated.doc[slot.head].lemma_ == "member"
        ):
            bodies = [o.noun for o in modifiers(annotated.doc[slot.head]) if o.preposition == "of"]
            if bodies and is_a(kind_of_token(bodies[0], annotated), "Organization"):
                draft.relation, draft.object = "MEMBER_OF", [slot_of(bodies[0], annotated)]
                return draft
        if (
            slot.head is None
            or kind == "Position"
            or (draft.relation == "RESIGNED_FROM" and kind != "Person")
        ):
            continue
        words = (
            annotated.doc[slot.start : slot.end]
            .text.removeprefix("the ")
            .removeprefix("a ")
            .removeprefix("an ")
        )
        draft.object[index] = replace(slot, head=None, literal=words, clusters=())
    return draft


def _gerund_object(draft: Draft, annotated: Annotated) -> Draft:
    """ "considers strengthening the partnership a priority": the partnership is what is ranked."""
    for index, slot in enumerate(draft.object):
        if slot.draft is not None or slot.end <= slot.start:
            continue
        token = (
            annotated.doc[slot.start : slot.end].root
            if slot.head is None
            else annotated.doc[slot.head]
        )
        inner = children(token, fn.OBJECT) if wf.has_form(token, wf.GERUND) else []
        if not inner and token.lower_.endswith("ing") and not determiners(token):
            # "strengthening of trade as a priority": a gerund that is a noun
            of = [m.noun for m in modifiers(token) if m.preposition == "of"]
            inner = [noun for noun in of if annotated.mention_at(noun.i) is not None]
        if inner:
            draft.object[index] = slot_of(inner[0], annotated)
    return draft


def _by_term(draft: Draft, annotated: Annotated) -> Draft:
    """ "uses the term X to describe Y": Y is described as X, and it is done, not only intended."""
    verb = annotated.doc[draft.head]
    if verb.head.lemma_ != "use" or not fn.stands_as(
        verb, fn.OPEN_COMPLEMENT | fn.ADVERBIAL | fn.REDUCED
    ):
        return draft
    terms = [t for t in children(verb.head, fn.OBJECT) if t.lemma_ in TERMS]
    if not terms:
        return draft
    named = [
        t
        for t in terms[0].children
        if t.i > terms[0].i and fn.stands_as(t, fn.APPOSITION | fn.FLAT | fn.COMPOUND)
    ]
    if named:
        slot = slot_of(named[0], annotated)
        draft.qualifiers["content"] = annotated.doc[slot.start : slot.end].text
    draft.relation, draft.words = "DESCRIBED_AS", "use term to describe"
    if draft.modality is Modality.PURPOSE:
        draft.modality = Modality.ACTUAL
    return draft


def _instances(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "issues such as A and B": what is said of the kind is said of its instances."""
    if draft.relation != "DESCRIBED_AS" or len(draft.object) != 1 or draft.object[0].head is None:
        return []
    found = []
    for oblique in modifiers(annotated.doc[draft.object[0].head]):
        if oblique.preposition in ("such as", "like", "including"):
            for member in [oblique.noun, *conjuncts(oblique.noun)]:
                made = _copy(draft, draft.relation, draft.words)
                made.qualifiers = dict(draft.qualifiers)
                made.object = [slot_of(member, annotated)]
                found.append(made)
    return found


# What those are to a body who are listed as its ...: "its shareholders include N".
LISTED = {
    "shareholder": "OWNS", "investor": "INVESTED_IN", "owner": "OWNS", "stakeholder": "OWNS",
    "member": "MEMBER_OF", "founder": "FOUNDED",
}  # fmt: skip


def _listed(draft: Draft, annotated: Annotated) -> Draft:
    """ "the firm's shareholders include N": N is to the firm what the noun says."""
    if len(draft.object) != 1 or draft.object[0].head is None:
        return draft
    noun = annotated.doc[draft.object[0].head]
    relation = LISTED.get(noun.lemma_.lower())
    of = [tie.noun for tie in modifiers(noun) if tie.preposition == "of"]
    bodies = [
        body
        for body in [*children(noun, fn.POSSESSOR), *of]
        if annotated.mention_at(body.i) is not None
        and is_a(kind_of_token(body, annotated), "Organization")
    ]
    if relation is None or not bodies:
        return draft
    draft.relation, draft.words = relation, f"be {noun.lemma_.lower()} of"
    draft.object = [slot_of(bodies[0], annotated)]
    return draft


def _partners(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "built the dam in partnership with N": whoever does it works with N."""
    if draft.relation == "COOPERATED_WITH" or not draft.subject or draft.passive:
        return []
    for slot in draft.obliques:
        if slot.preposition != "in" or slot.head is None:
            continue
        noun = annotated.doc[slot.head]
        if noun.lemma_.lower() not in TOGETHER or determiners(noun):
            continue
        if noun.i > 1 and annotated.doc[noun.i - 2].text == ",":
            continue  # "went over the efforts, in coordination with N, to ...": not the verb's own
        partners = [tie.noun for tie in modifiers(noun) if tie.preposition == "with"]
        partners = [p for p in partners if is_a(kind_of_token(p, annotated), "Agent")]
        agents = [s for s in draft.subject if is_a(kind_of(s, annotated), "Agent")]
        if partners and agents and not any(s.literal == UNSPECIFIED for s in agents):
            made = _copy(draft, "COOPERATED_WITH", f"{draft.lemma} in {noun.lemma_} with")
            made.object = [slot_of(partners[0], annotated)]
            made.obliques = []
            return [made]
    return []


def _co_founders(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "co-founded the bank with N": N founded it as well."""
    if draft.relation != "FOUNDED" or not draft.lemma.startswith("co") or draft.passive:
        return []
    found = []
    for slot in draft.obliques:
        if slot.preposition == "with" and is_a(kind_of(slot, annotated), "Agent"):
            made = _copy(draft, "FOUNDED", draft.words)
            made.subject, made.confidence = [slot], draft.confidence
            made.obliques = [other for other in draft.obliques if other is not slot]
            found.append(made)
    return found


def _called(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "Lund called Holm a liar": that Holm is one is what Lund says, and nobody else."""
    content = _content_of(draft)
    if not content:
        return []
    if draft.polarity is Polarity.NEGATED or "name" in draft.lemma or draft.object[0].head is None:
        return []
    words = content.strip(" ,.“”\"'‘’")
    words = words.replace('"', "") if words.count('"') % 2 else words
    if not draft.subject or not words:
        return []
    made = copy_of(draft)
    made.relation, made.words, made.lemma, made.preposition = None, "be", "be", ""
    made.subject, made.object = list(draft.object), [Slot(literal=words)]
    made.speaker = [*draft.speaker, draft.subject[0]]
    made.obliques, made.qualifiers, made.place, made.times = [], {}, [], []
    made.contents, made.together, made.remarks, made.passive = (), False, False, False
    made.notes = [f"beside:{draft.words}"]
    made.confidence = round(draft.confidence - 0.1, 2)
    return [made]


def _participation(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "met at the summit": both took part in it."""
    if draft.lemma.split(" ")[0] not in PRESENT or draft.relation == "PARTICIPATED_IN":
        return []
    if draft.passive or draft.polarity is Polarity.NEGATED:
        return []
    if draft.lemma.startswith("meet") and draft.relation != "MET":
        return []
    found = []
    for slot in draft.obliques:
        event = _event(slot, annotated)
        if event is not None:
            made = _copy(draft, "PARTICIPATED_IN", f"{draft.lemma} {slot.preposition}")
            if draft.relation == "MET":
                made.subject = [*draft.subject, *draft.object]
            made.object = [event]
            made.obliques = [other for other in made.obliques if other is not slot]
            found.append(made)
    return found


def _subject_matter(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "held talks with Chad on the border": the border was discussed."""
    held = draft.relation is None and draft.passive and draft.lemma.startswith("hold ")
    talked = draft.relation in ("MET", "NEGOTIATED_WITH", "SPOKE_BY_PHONE_WITH")
    if not held and (not talked or draft.passive):
        return []
    talk = draft.lemma.split(" ")[-1]
    if talk not in ("talk", "discussion", "conversation", "negotiate", "negotiation", "dialogue"):
        return []
    found = []
    for slot in draft.obliques:
        if slot.preposition not in ("on", "about", "over") or slot.head is None:
            continue
        timed = annotated.says_when(slot)
        kind = kind_of_token(annotated.doc[slot.head], annotated)
        topic = kind in ("Topic", "Event", "Document") and annotated.mention_at(slot.head)
        if timed or not topic or annotated.doc[slot.head].lower_ in ("sidelines", "margins"):
            continue
        made = _copy(draft, "DISCUSSED", f"{draft.lemma} {slot.preposition}")
        made.subject, made.object = [*draft.subject, *draft.object], [slot]
        made.obliques = [other for other in draft.obliques if other is not slot]
        found.append(made)
    return found


def _event(slot: Slot, annotated: Annotated) -> Slot | None:
    """The event of "at the summit", "during a meeting", "on the sidelines of the forum"."""
    if slot.head is None:
        return None
    token = annotated.doc[slot.head]
    if slot.preposition == "on" and token.lower_ in ("sidelines", "margins"):
        for oblique in modifiers(token):
            if oblique.preposition == "of":
                return slot_of(oblique.noun, annotated)
    if slot.preposition in AT_EVENT and kind_of_token(token, annotated) == "Event":
        return slot
    return None


def _priority(draft: Draft, annotated: Annotated) -> list[Draft]:
    """ "strengthen ties as one of its main goals": whoever does it ranks it so."""
    if draft.relation in ("PRIORITIZED", "STATED") or not draft.object:
        return []
    for slot in draft.obliques:
        if slot.preposition != "as" or slot.head is None:
            continue
        noun = annotated.doc[slot.head]
        named = [noun, *(o.noun for o in modifiers(noun) if o.preposition == "of")]
        aim = next((token for token in named if token.lemma_.lower() in AIMS), None)
        if aim is None:
            continue
        made = _copy(draft, "PRIORITIZED", f"have as {aim.lemma_}")
        made.qualifiers["rank"] = annotated.doc[slot.start : slot.end].text
        made.modality = Modality.ACTUAL
        made.preposition = ""
        if draft.relation == "DESCRIBED_AS":
            owner = _owner(aim, annotated)
            if owner is None:
                continue
            made.subject = [owner]
            made.speaker = [*draft.speaker, *draft.subject]
        else:
            made.object = [_ranked(draft, annotated)]
            made.notes.append("modality:actual")
        return [made]
    return []


def _ranked(draft: Draft, annotated: Annotated) -> Slot:
    """What is ranked: the object, or the whole act where the object is only the partner."""
    verb = annotated.doc[draft.head]
    own = children(verb, fn.OBJECT)
    if own and conjuncts(own[0]):
        span = noun_phrase(own[0], coordination=True)
        return Slot(start=span.start, end=span.end, literal=span.text)
    if own and kind_of_token(own[0], annotated) == "Topic" and annotated.mention_at(own[0].i):
        return slot_of(own[0], annotated)
    end = max((slot.end for slot in draft.object), default=verb.i + 1)
    return replace(
        draft.object[0], head=None, literal=annotated.doc[verb.i : end].text, clusters=()
    )


def _owner(noun: Token, annotated: Annotated) -> Slot | None:
    """Whose priority it is: a possessor of the aim or of what it belongs to."""
    todo = [noun, *conjuncts(noun)]
    for token in todo:
        for owner in children(token, fn.POSSESSOR):
            return slot_of(owner, annotated)
        for oblique in modifiers(token):
            if oblique.preposition == "of":
                todo.append(oblique.noun)
    return None
