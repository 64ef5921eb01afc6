"""What stands right before a person's name: honorifics, offices ("Chinese President") and trades ("activist").

Read from the words' order, not the parse: titles are where parsers err most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import noun_class, noun_gender, words
from kgbuild.annotate.nodes import Node
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind
from kgbuild.names import is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 9
STATUS = {"former": "former", "ex": "former", "late": "former", "then": "then", "acting": "acting",
          "incoming": "incoming", "outgoing": "outgoing", "current": "current", "interim": "acting",
          "ousted": "former", "deposed": "former", "erstwhile": "former", "onetime": "former",
          "previous": "former", "retired": "former"}  # fmt: skip
LEFT_BEHIND = frozenset(STATUS) | {
    "elected",
    "re-elected",
    "reelected",
    "appointed",
    "newly-elected",
    "named",
}
"""What stands before an office and is none of its words: "the newly elected President N"."""
ROYAL = frozenset({"king", "queen", "emperor", "empress"})
LINKS = frozenset({"of", "the", "and", "for", "&"})


def titles(doc: Doc, names: list[Node]) -> tuple[list[Node], set[int]]:
    """Title nodes, and the tokens that they are made of; roles and gender are noted on the names."""
    found: list[Node] = []
    used: set[int] = set()
    inside = {i for node in names for i in range(node.start, node.end)}
    people = {i for node in names if node.type == "Person" for i in range(node.start, node.end)}
    for person in names:
        if person.type != "Person" or person.name is None:
            continue
        span = _before(doc, person, people)
        if span is None:
            continue
        start, head, end = span
        node = _title(doc, start, head, end, person, inside)
        used.update(range(_past_owner(doc, start, head, inside), end))
        states = [n.iso for n in names if n.type == "Region" and start <= n.start < n.end <= end]
        if (
            node is not None and states
        ):  # "Georgia Governor N": the country's namesake says no country
            node.iso = person.iso = states[0]
        if node is not None:
            found.append(node)
    return found, used


def _before(doc: Doc, person: Node, people: set[int]) -> tuple[int, int, int] | None:
    """Start, head and end of the words of the title; None where there is none."""
    at = person.start - 1
    if at < 0 or doc[at].is_sent_end or at in people:
        return None
    head = _head(doc, at)
    if head is None or head in people:
        return None
    start = head
    while start > 0 and head - start < LONGEST:
        token = doc[start - 1]
        if (start - 1 in people and not wf.has_form(token, wf.POSSESSIVE_MARK)) or doc[
            start
        ].is_sent_start:
            break
        if not _narrows(doc, token):
            break
        start -= 1
    while start < head and (
        wf.has_form(doc[start], wf.POSSESSIVE_MARK)
        or doc[start].text == "-"
        or phrases.tied_before(doc[start])  # "far-right President N": half a word
    ):
        start += 1
    if doc[head].lower_ in ROYAL:
        start = _of_a_people(doc, start, head)
    return start, head, person.start


def _past_owner(doc: Doc, start: int, head: int, inside: set[int]) -> int:
    """Where the title's own words begin behind an owner without a name: "the party's | Vice Chairman N"."""
    for at in range(head - 1, start, -1):
        if wf.has_form(doc[at], wf.POSSESSIVE_MARK):
            owner = doc[at - 1]
            return start if at - 1 in inside or owner.pos_ != "NOUN" else at + 1
    return start


def _of_a_people(doc: Doc, start: int, head: int) -> int:
    """Where a king's title begins: "Saudi King N", but "His Majesty | King N", "of the Two Holy Mosques | King N"."""
    own = head
    while own > start and (
        doc[own - 1].lower_ in STATUS
        or places.demonym(doc[own - 1].text)
        or doc[own - 1].ent_type_ in ("NORP", "Location")
    ):
        own -= 1
    return own


def _head(doc: Doc, at: int) -> int | None:
    """The title's noun: the word before the name, or the one before its "of" phrase."""
    if _role(doc[at]) and (at == 0 or doc[at - 1].lower_ not in ("of", "for")):
        return at
    back = at
    while (
        back > 0
        and at - back < 6
        and (doc[back].pos_ == "PROPN" or doc[back].lower_ in LINKS or doc[back].lower_ == "state")
    ):
        if (
            doc[back].lower_ in ("of", "for")
            and is_title(doc[back - 1].text)
            and _role(doc[back - 1])
        ):
            return (
                back - 1 if doc[back - 1].text[:1].isupper() or doc[at].lower_ == "state" else None
            )
        back -= 1
    return None


def _role(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or wf.has_form(token, wf.PLURAL):
        return False
    lemma = token.lower_.rstrip(".")
    if lemma in words("Honorific") | words("Rank"):
        return True
    return noun_class(lemma.rsplit("-", 1)[-1]) == "Person" or (
        token.text[:1].isupper() and is_title(token.text)
    )


def _narrows(doc: Doc, token: Token) -> bool:
    if token.is_space or (token.is_punct and token.text != "-"):
        return False
    if wf.has_form(token, wf.POSSESSIVE_MARK):
        return True
    if token.pos_ in ("ADJ", "PROPN"):
        return True
    if token.pos_ == "NOUN":
        after = doc[token.i + 1]
        if token.lemma_.lower() in words("TimeUnits") and not wf.has_form(
            after, wf.POSSESSIVE_MARK
        ):
            return False  # "the day Prime Minister N resigned"
        return (
            not wf.has_form(token, wf.PLURAL_COMMON)
            or fn.stands_as(token, fn.COMPOUND)
            or wf.has_form(after, wf.POSSESSIVE_MARK)
        )
    return (
        wf.has_form(token, wf.PARTICIPLE) and token.i + 1 < len(doc) and token.head.i > token.i
    ) or token.text == "-"


def _status_and_country(doc: Doc, start: int, end: int) -> tuple[str, str]:
    """What a title says of its time ("former") and its country; "" where it says neither, or two countries."""
    isos = []
    status = ""
    for word in doc[start:end]:
        former = "former" if word.lower_.startswith("ex-") else ""
        status = status or STATUS.get(word.lower_, "") or former
        land = places.country(word.text) if word.text[:1].isupper() else None
        if iso := places.demonym(word.text) or land:
            isos.append(iso)
    return status, isos[0] if len(set(isos)) == 1 else ""


def _title(
    doc: Doc, start: int, head: int, end: int, person: Node, inside: set[int]
) -> Node | None:
    """The node of a title, its role, country and status noted on the person; None for "Mr"."""
    token = doc[head]
    lemma = token.lower_.rstrip(".").rsplit("-", 1)[-1]
    gender = noun_gender(lemma)
    if gender and person.gender in ("", gender):
        person.gender = gender
    if lemma in words("Honorific") or (lemma in words("Rank") and end - start == 1):
        return None
    status, iso = _status_and_country(doc, start, end)
    start = _past_owner(doc, start, head, inside)
    office = lemma in words("Post")
    if office:  # "the powerful former minister N": the office is that of a minister
        start = max([start, *(i + 1 for i in range(start, head) if doc[i].lower_ in LEFT_BEHIND)])
        start += doc[start].text == "-"
    person.roles.append((lemma, iso))
    person.status = person.status or status
    person.iso = person.iso or iso
    modifiers = frozenset(
        doc[i].lemma_.lower() for i in range(start, end) if i != head and doc[i].is_alpha
    )
    person.modifiers |= modifiers
    return Node(
        start=start, end=end, head=head, kind=MentionKind.NAME if office else MentionKind.DESCRIPTION,
        type="Position" if office else "Person", sentence=person.sentence, text=doc[start:end].text, lemma=lemma,
        number="sing", gender="neuter" if office else gender, definite="def", modifiers=modifiers, iso=iso,
        roles=[(lemma, iso)], appositive_of=None if office else person, status=status, settled=True,
        after=None if not office else person,
    )  # fmt: skip
