"""Titles before names: "Security Council secretary N" holds an office, "party official N" is a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import words
from kgbuild.english import table
from kgbuild.english.rulebook import barred
from kgbuild.extract.nominal.holders import describe
from kgbuild.extract.nominal.roles import is_role, lemma_of, read_role, role_nouns
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import children, preposition_of, tied_before
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, MentionSpan

# Said beside an office, these add nothing to it ("Foreign Minister Sheikh N").
HONORIFICS = table("people")["address"]
TITLE_LABELS = fn.COMPOUND | fn.DESCRIPTION | fn.PLAIN_MODIFIER | fn.ADJECTIVE


def titles(annotated: Annotated) -> list[Draft]:
    """Drafts for each title before a person's name; the same title again in the text says nothing new."""
    drafts: list[Draft] = []
    seen: set[tuple[object, ...]] = set()
    for mention in annotated.mentions:
        if mention.kind is not MentionKind.NAME or not is_a(mention.type, "Person"):
            continue
        holder = Slot(
            head=mention.head,
            start=mention.start,
            end=mention.end,
            clusters=tuple(mention.clusters),
        )
        name = annotated.doc[mention.head]
        for title, others in _runs(titles_of(name, mention), mention):
            if barred(NOT_HIS, title, mention, annotated):
                continue
            role = read_role(title, annotated, name=name)
            role.around = [(t, n) for t, n in role.around if not _others_name(n, title, annotated)]
            for other in others:
                role.around += read_role(other, annotated, name=name).around
            if others:
                first, last = min(t.i for t in [title, *others]), max(t.i for t in [title, *others])
                role.title = annotated.doc[first : last + 1].text
            several = _members(name, annotated) if wf.has_form(title, wf.PLURAL) else []
            if several:  # "Ministers N and M": each of them is one
                role.title = role.title.removesuffix(title.text) + _one(title)
            for who in [holder, *several]:
                for draft in describe(who, role, annotated, _maker(title)):
                    said = (
                        who.clusters,
                        draft.relation,
                        role.title,
                        draft.qualifiers.get("of_org"),
                    )
                    if said not in seen:
                        seen.add(said)
                        drafts.append(draft)
    return drafts


def _members(name: Token, annotated: Annotated) -> list[Slot]:
    """The other people of a list of names that a title in the plural stands before."""
    return [
        slot_of(other, annotated)
        for other in children(name, fn.CONJUNCT)
        if (mention := annotated.mention_at(other.i)) is not None
        and mention.kind is MentionKind.NAME
        and is_a(mention.type, "Person")
    ]


def _one(title: Token) -> str:
    """The singular of a title, capital as it was."""
    word = lemma_of(title)
    return word[:1].upper() + word[1:] if title.text[:1].isupper() else word


def titles_of(name: Token, mention: MentionSpan) -> list[Token]:
    """The role nouns that stand as a title before a name, in the shapes that treebanks give them."""
    found: list[Token] = []
    start, doc = mention.start, name.doc
    for child in children(name, TITLE_LABELS):
        if (
            child.i < start
            and child.pos_ in ("NOUN", "PROPN")
            and (is_role(child) or not tied_before(child))  # "far-right President N"
            and (is_role(child) or fn.stands_as(child, fn.DESCRIPTION))
        ):
            found.append(child)
            found += [t for t in children(child, fn.CONJUNCT) if is_role(t) and t.i < start]
    before = doc[start - 1] if start else None
    if not found and before is not None and is_role(before) and _stands_as_title(before, name):
        found.append(before)
    return found


def _others_name(first: Token, last: Token, annotated: Annotated) -> bool:
    """Whether somebody is named between two words, so that they are not of one phrase."""
    return any(
        m.kind is MentionKind.NAME and is_a(m.type, "Person")
        for m in annotated.mentions_in(first.i + 1, last.i)
    )


def _beyond_a_name(title: Token, mention: MentionSpan, annotated: Annotated) -> bool:
    """ "Kenyan President Ruto and Prime Minister Lund": the first title is not the second one's."""
    return _others_name(title, annotated.doc[mention.start], annotated)


def _in_an_office(title: Token, mention: MentionSpan, _annotated: Annotated) -> bool:
    """ "Adviser to the President N": the one named may be the adviser."""
    for noun in (title, title.doc[mention.head]):
        above = noun.head
        if preposition_of(noun)[0] in ("of", "to") and above.i < title.i and is_role(above):
            return any(t.lower_ == "the" for t in title.doc[above.i : title.i])
    return False


def _of_a_firm(title: Token, _mention: MentionSpan, annotated: Annotated) -> bool:
    """ "The oil company Sultan N", "the Two Mosques King N": no company has a sultan, and mosques no king."""
    if lemma_of(title) not in role_nouns("royal") or title.i == title.sent.start:
        return False
    before = title.doc[title.i - 1]
    if before.lower_ == "crown" or before.pos_ not in ("NOUN", "PROPN"):
        return False
    return not is_a(kind_of_token(before, annotated), "Place")


NOT_HIS: tuple[Callable[[Token, MentionSpan, Annotated], bool], ...] = (
    _beyond_a_name,
    _in_an_office,
    _of_a_firm,
)
"""Why a title before a name is not, or not surely, the office of whoever is named."""


def _runs(titles: list[Token], mention: MentionSpan) -> list[tuple[Token, list[Token]]]:
    """Title words in a row are one title ("Auditor General", "secretary-general"); the office decides."""
    runs: list[list[Token]] = []
    polite = words("Honorific") | {"sheikh", "sheik"}
    for token in sorted({t.i: t for t in titles}.values(), key=lambda t: t.i):
        if token.lower_.rstrip(".") in polite:
            continue  # "Foreign Minister Sheikh N": an address, no part of the office
        joined = runs and (
            token.i == runs[-1][-1].i + 1
            or (token.i == runs[-1][-1].i + 2 and token.doc[token.i - 1].text == "-")
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
    found: list[tuple[Token, list[Token]]] = []
    for run in runs:
        if any(is_role(t) for t in run):
            run = [t for t in run if t.lower_.rstrip(".") not in HONORIFICS or is_role(t)]
        offices = [t for t in run if is_role(t)]
        plain = [t for t in offices if t.lower_ not in ("general", "elect", "designate")] or offices
        if plain:
            found.append((plain[-1], [t for t in run if t.i != plain[-1].i]))
    return found


def _stands_as_title(noun: Token, name: Token) -> bool:
    """A role noun right before the name: its head, a sister, anything but a clause's own noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or wf.has_form(noun, wf.PLURAL):
        return False
    if fn.stands_as(name, fn.FLAT | fn.APPOSITION) and name.head.i == noun.i:
        return True
    if fn.stands_as(name, fn.SUBJECT) and fn.stands_as(name.head, fn.RELATIVE):
        return False
    return (fn.same_function(noun, name) and noun.head.i == name.head.i) or noun.head.i == name.i


def _maker(title: Token):  # type: ignore[no-untyped-def] # returns the callable that describe() takes
    def make(relation: str, words: str, subject: list[Slot], target: list[Slot]) -> Draft:
        return Draft(
            extractor="titles", head=title.i, trigger=(title.i,), words=words, lemma="be",
            subject=list(subject), object=list(target), relation=relation, tense="present",
            confidence=0.85, standing=Standing.PRESUPPOSED,
        )  # fmt: skip

    return make
