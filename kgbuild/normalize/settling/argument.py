"""Small questions on the arguments of a claim that is being settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.words import SPEAKING
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import children
from kgbuild.language.text.smooth import kept
from kgbuild.model import Arg, ClaimArg, EntityArg, LiteralArg, ValueArg
from kgbuild.normalize.settling.tables import BARE, LEADING, STATIVE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kgbuild.annotate import Annotated, Draft


def says(token: Token) -> bool:
    """Whether a verb is one of saying."""
    return token.lemma_.lower() in SPEAKING


def says_nothing(draft: Draft, head: Token) -> bool:
    """Whether an open claim without an object lost what it says: "is different", "is so big that …", "is located"."""
    if draft.extractor != "copulas.adjective":
        return draft.words.startswith("be ") and draft.lemma in STATIVE and not draft.place
    if head.lemma_.lower() in BARE or wf.has_form(head, wf.BASE):
        return True
    return any(child.lower_ in LEADING for child in head.children)


def is_own_kind(subject: list[Arg], target: list[Arg], annotated: Annotated) -> bool:
    """Whether a thing is said to be the kind that it has its name from."""
    names = {annotated.clusters[a.entity].name.lower() for a in subject if isinstance(a, EntityArg)}
    return any(isinstance(a, LiteralArg) and a.literal.lower() in names for a in target)


def without_repeats(args: list[Arg]) -> list[Arg]:
    """The arguments without words that a longer quotation, or the same one before, holds already."""
    texts = [arg.literal for arg in args if isinstance(arg, LiteralArg)]
    found: list[Arg] = []
    for arg in args:
        if isinstance(arg, LiteralArg):
            longer = any(arg.literal in text and len(arg.literal) < len(text) for text in texts)
            told = any(isinstance(a, LiteralArg) and a.literal == arg.literal for a in found)
            if longer or told:
                continue
        found.append(arg)
    return found


def words_of(draft: Draft, annotated: Annotated, below: int) -> tuple[int, int, str]:
    """The words of a content that made no claim, with their tokens: without who said it, inside its quotation.

    `below` is the token that has it as its content.
    """
    token = _whole_content(annotated.doc[draft.head], below)
    asides = [c for c in children(token, fn.PARATAXIS) if says(c)]
    tie = annotated.doc[below]
    source = tie.head if below >= 0 and fn.stands_as(tie, fn.CASE) else token
    if source.i != token.i and token.is_ancestor(source):  # "…, according to the paper"
        asides.append(source)
    inside = _beside(token, {t.i for child in asides for t in child.subtree})
    quote = annotated.quote_at(draft.head)
    if quote is not None and quote.direct:
        inside = [i for i in inside if quote.start <= i < quote.end]
    start, end = inside[0], inside[-1] + 1
    return start, end, " ".join(annotated.doc[start:end].text.split()).strip(' .,:;“”"')


def _beside(token: Token, without: set[int]) -> list[int]:
    """The tokens of a clause without who said it, behind it ("…, he said on Friday") or before it."""
    inside = sorted(t.i for t in token.subtree)
    behind = min((i for i in without if i > token.i), default=inside[-1] + 1)
    before = max((i for i in without if i < token.i), default=inside[0] - 1)
    opens = inside[0] in without
    return [i for i in inside if i < behind and (i > before or not opens)]


def _whole_content(token: Token, below: int) -> Token:
    """ "Said he was likely to stay": the clause that is said, of which the draft may tell the last verb alone."""
    while tree.role(token) in ("open", "clause_subject") and token.head.i not in (below, token.i):
        token = token.head
    return token


def same(left: list[Arg], right: list[Arg]) -> bool:
    """Whether two lists name the same entities, one for one."""
    first = {a.entity for a in left if isinstance(a, EntityArg)}
    second = {a.entity for a in right if isinstance(a, EntityArg)}
    return bool(first) and first == second and len(first) == len(left) and len(second) == len(right)


def bare(arg: Arg) -> tuple[str, str]:
    """What an argument is, without where it stands."""
    if isinstance(arg, EntityArg):
        return "entity", arg.entity
    if isinstance(arg, ClaimArg):
        return "claim", arg.claim
    return "words", arg.text if isinstance(arg, ValueArg) else arg.literal


def trimmed(sentence: Span, text: str) -> tuple[int, int]:
    """First and last-plus-one character of a sentence, in the document's text, without the blanks around it."""
    start, end = sentence.start_char, sentence.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return kept(sentence.doc, start, end)
