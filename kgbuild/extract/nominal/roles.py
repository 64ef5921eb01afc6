"""What a noun phrase says of somebody: an office, a membership, kinship, a kind.

The same reading serves titles ("Security Council secretary N"), appositions ("N, a city in Chad") and
copulas ("N is a cousin of M"). Noun classes are in english/role_nouns.csv.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a, kind_of_token
from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    adjectives,
    children,
    compounds,
    conjuncts,
    coordinator,
    determiners,
    modifiers,
    noun_phrase,
    possessors,
    tied_before,
)
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

INVERSE = frozenset({"predecessor"})
# Before an office that somebody does not hold yet.
COMING = table("role_nouns")["coming"]
STATES = COMING | {"outgoing"}
_BODY_PREPOSITIONS = frozenset({"of", "for", "at", "with", "in", "from", "to", "on"})


def role_nouns(kind: str) -> frozenset[str]:
    """The nouns of one class."""
    return table("role_nouns")[kind]


def relation_of(kind: str) -> str:
    """The relation that the nouns of one class tell: the first word of the class's note."""
    return table("role_nouns").classes[kind].note.split()[0]


@dataclass(slots=True)
class Role:
    """A role noun with what stands around it: bodies, countries, people, places, by how they are tied."""

    noun: Token
    lemma: str
    around: list[tuple[str, Token]] = field(default_factory=list)
    title: str = ""
    former: bool = False
    assistant: bool = False
    status: str = ""

    def of_kind(self, annotated: Annotated, *types: str) -> list[tuple[str, Token]]:
        """The named things around the noun that are of one of the types."""
        return [
            (tie, token)
            for tie, token in self.around
            if any(is_a(kind_of_token(token, annotated), wanted) for wanted in types)
        ]


def lemma_of(noun: Token) -> str:
    """The noun in lower case and singular; a capitalised office ("President") reads the same."""
    lemma = noun.lemma_.lower()
    return lemma[:-1] if wf.has_form(noun, wf.PLURAL_NAME) and lemma.endswith("s") else lemma


def is_role(noun: Token) -> bool:
    """Whether a noun names an office, membership or tie of a person."""
    lemma = lemma_of(noun)
    return any(
        lemma in role_nouns(kind)
        for kind in ("office", "member", "employee", "representative", "associate", "kin", "founder",
                     "owner", "successor", "predecessor")
    )  # fmt: skip


def partitive(noun: Token) -> Token:
    """The noun that "one of X" speaks of; any other noun itself."""
    if (
        noun.lower_ in ("one", "some", "many", "both", "two", "part", "member")
        and noun.lower_ != "member"
    ):
        for oblique in modifiers(noun):
            if oblique.preposition == "of" and oblique.noun.pos_ in ("NOUN", "PROPN"):
                return oblique.noun
    return noun


def read_role(noun: Token, annotated: Annotated, *, name: Token | None = None) -> Role:
    """Collect what a role noun says; `name` is the person's own name where it hangs on the noun."""
    role = Role(noun, lemma_of(noun))
    skip = name.i if name is not None else -1
    for owner in possessors(noun):
        role.around += [("poss", token) for token in _and(owner)]
    role.around += _before_bracket(noun, annotated)
    for child in [*adjectives(noun), *compounds(noun), *children(noun, fn.DESCRIPTION)]:
        if child.i == skip or child.i > noun.i:
            continue
        if annotated.mention_at(child.i) is not None and child.text[:1].isupper():
            role.around.append(("before", child))
            role.around += [("poss", token) for token in possessors(child)]
            role.around += [
                ("before", inner)
                for inner in [*adjectives(child), *compounds(child)]
                if annotated.mention_at(inner.i) is not None
            ]
    if name is not None and not any(tie == "before" for tie, _ in role.around):
        # "Chinese President N" with the adjective hung on the name, past the title
        role.around += [
            ("before", child)
            for child in [*adjectives(name), *compounds(name)]
            if child.i < noun.i
            and annotated.mention_at(child.i) is not None
            and _beside(child, noun)
        ]
    for oblique in modifiers(noun):
        if oblique.preposition in _BODY_PREPOSITIONS and oblique.noun.i > noun.i:
            role.around += [(oblique.preposition, token) for token in _and(oblique.noun)]
    _title(role, annotated)
    return role


def _before_bracket(noun: Token, annotated: Annotated) -> list[tuple[str, Token]]:
    """The body whose short form stands in brackets before an office ("Harbour Workers' League (HWL) president N")."""
    doc, at = noun.doc, noun.i - 1
    if at < noun.sent.start + 3 or doc[at].text != ")" or doc[at - 2].text != "(":
        return []
    if not doc[at - 1].text.isupper():
        return []
    body = next((m for m in annotated.mentions if m.end == at - 2), None)
    return [] if body is None or body.kind is not MentionKind.NAME else [("before", doc[body.head])]


def _beside(child: Token, noun: Token) -> bool:
    """Whether only words of the title part the two ("Chinese foreign minister")."""
    between = noun.doc[child.i + 1 : noun.i]
    return all(t.head.i >= noun.i and t.pos_ in ("ADJ", "NOUN", "PROPN") for t in between)


def _and(noun: Token) -> list[Token]:
    return [noun, *(other for other in conjuncts(noun) if other.pos_ in ("NOUN", "PROPN", "PRON"))]


def _title(role: Role, annotated: Annotated) -> None:
    words = sorted({t.i: t for t in [*_title_words(role), role.noun]}.values(), key=lambda t: t.i)
    left = {token.lower_ for token in role.noun.subtree if token.i < role.noun.i}
    left |= _run_before(role.noun)
    if left & (role_nouns("former") - {"old"}) or _at_the_time(role.noun):
        role.former, role.status = True, "former"
    elif coming := left & STATES:
        role.status = role.status or min(coming)
    role.title = " ".join(t.text for t in [*_before(words[0], role, annotated), *words])
    after = role.noun.doc[role.noun.i + 1 : role.noun.i + 3]
    joined = len(after) == 2 and after[0].text == "-"
    if joined and after[1].lower_ in ("general", "elect", "designate"):
        role.title += f"-{after[1].text}"
    _well_known(role, {t.lower_ for t in words})
    if role.noun.lower_.startswith("ex-"):
        role.former, role.status = True, "former"
    if role.noun.lower_.startswith(("vice-", "deputy-")):
        role.assistant = True


def _run_before(noun: Token) -> set[str]:
    """The words right before a title, wherever the tree hung them ("Ousted president N", "then-president N")."""
    found: set[str] = set()
    for token in reversed(noun.doc[max(noun.i - 4, noun.sent.start) : noun.i]):
        joined = token.text == "-" or token.lower_ == "then"
        if not joined and token.pos_ not in ("ADJ", "PROPN", "NOUN", "VERB"):
            break
        if token.pos_ == "VERB" and not wf.has_form(token, wf.PARTICIPLES):
            break
        found.add(token.lower_)
    return found


def _at_the_time(noun: Token) -> bool:
    """ "N, head of the bank at the time", "N, once the envoy to Peru": not any more."""
    phrase = [token for token in noun.subtree if not token.is_punct]
    after = [token.lower_ for token in phrase if token.i > noun.i]
    before = noun.doc[max(phrase[0].i - 1, 0)]
    return before.lower_ in ("once", "formerly") or " at the time" in f" {' '.join(after)}"


def _title_words(role: Role) -> list[Token]:
    """The words before the noun that belong to its title; status and rank are noted on the way."""
    words: list[Token] = []
    named = {token.i for _, token in role.around}
    described = children(role.noun, fn.DESCRIPTION)
    for child in [*adjectives(role.noun), *compounds(role.noun), *described]:
        word = child.lower_
        if child.i > role.noun.i or child.i in named or (tied_before(child) and not is_role(child)):
            continue  # "far-right President N"
        if word in role_nouns("former") or word.startswith("ex-"):
            role.former, role.status = True, "former"
            continue
        if word in role_nouns("assistant"):
            role.assistant = True
            if word in ("acting", "interim"):
                role.status = word
        if not _only_ranks(child):
            words += [*(t for t in compounds(child) if t.i not in named), child]
    return words


def _only_ranks(child: Token) -> bool:
    """Whether a word before the noun says how big or which one, and not which office."""
    word = child.lower_
    if word in role_nouns("size") and word != "chief":
        return True
    if wf.has_form(
        child, wf.SUPERLATIVE_ADJECTIVE | wf.COMPARATIVE_ADJECTIVE | wf.CARDINAL
    ) or fn.stands_as(child, fn.NUMBER):
        return True
    return fn.stands_as(child, fn.ADJECTIVE) and word not in role_nouns("portfolio")


def _well_known(role: Role, said: set[str]) -> None:
    """Titles of several words that are one office: prime minister, secretary-general, chief executive."""
    if role.lemma == "minister" and "prime" in said:
        role.lemma = "premier"
    back = role.noun.doc[max(role.noun.i - 2, 0) : role.noun.i]
    if role.lemma == "general" and [t.lower_ for t in back] == ["secretary", "-"]:
        role.lemma, role.title = "secretary-general", back.text + role.noun.text
    if {"chief", "executive"} <= said and role.lemma in ("executive", "officer"):
        role.lemma = "ceo"


def _before(first: Token, role: Role, annotated: Annotated) -> list[Token]:
    """Capitalised words of the title that a parse hung elsewhere ("Auditor General N")."""
    if not first.text[:1].isupper():
        return []
    found: list[Token] = []
    for index in range(first.i - 1, max(first.i - 4, first.sent.start - 1), -1):
        token = first.doc[index]
        if token.lower_ in role_nouns("former"):
            role.former, role.status = True, "former"
            break
        named = annotated.mention_at(index) is not None or token.ent_type_
        if named or not token.text[:1].isupper() or token.pos_ not in ("NOUN", "PROPN"):
            break
        found.insert(0, token)
    return found


def joined_until(noun: Token, annotated: Annotated) -> int:
    """Where the field of an office ends: "Minister of Trade and Industry", and no name behind "and"."""
    end = noun.i + 1
    joined = conjuncts(noun)
    if not any(coordinator(other) for other in joined):
        return end  # "chairman of the board, Trade Authority"
    for other in joined:
        mention = annotated.mention_at(other.i)
        if other.pos_ not in ("NOUN", "PROPN") or (
            mention is not None and is_a(mention.type, "Person")
        ):
            break
        end = max(end, noun_phrase(other).end)
    return end


def kind_words(noun: Token, annotated: Annotated) -> str:
    """The kind that a noun phrase gives, without article, owner, number and complements."""
    words = [noun]
    for child in [*adjectives(noun), *compounds(noun)]:
        plain = not fn.stands_as(child, fn.ADJECTIVE) or not list(child.children)
        if child.i < noun.i and not wf.has_form(child, wf.COMPARED_ADJECTIVE) and plain:
            inner = compounds(child)
            if fn.stands_as(child, fn.COMPOUND):  # "a modern day feminist"
                inner = [*inner, *adjectives(child)]
            words += [*(t for t in inner if t.i < child.i), child]
    words = sorted({t.i: t for t in words}.values(), key=lambda t: t.i)
    first = words[0].i
    if [t.i for t in words] == list(range(first, noun.i + 1)):
        return annotated.doc[first : noun.i + 1].text
    return " ".join(t.text for t in words)


def is_indefinite(noun: Token) -> bool:
    """Whether the phrase introduces a kind: a, an, or a bare noun without an owner."""
    words = {token.lower_ for token in determiners(noun)}
    return not possessors(noun) and not words - {"a", "an", "another"}
