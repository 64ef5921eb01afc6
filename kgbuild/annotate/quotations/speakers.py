"""Who speaks each quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.lexicon import PLACES
from kgbuild.annotate.nodes import Chain, Node, link
from kgbuild.annotate.quotations.cues import speech_verb
from kgbuild.annotate.quotations.marks import LONGEST
from kgbuild.attribution.words import ACTING, SPEAKING
from kgbuild.english.rulebook import first
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.names.bodies import acronym, initials

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote

DASHES = frozenset({"—", "–", "-", "--", "―"})
LONGEST_CREDIT = 20
THINGS = frozenset({"Document", "Event", "Position", "Product", "Topic"})


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start < quote.start and quote.end < other.end


def speakers(doc: Doc, quotes: list[Quote], by_head: dict[int, Node]) -> dict[int, Node]:
    """The node of each quotation's speaker, by the quotation's place in the list; sets its cue.

    A quotation without a verb of its own continues the one before in the same or the next paragraph.
    """
    turns = _Turns(doc, quotes, by_head)
    for at, quote in enumerate(quotes):
        first(SPEAKERS, turns, at, quote)
    return {at: _holder(node) for at, node in turns.found.items()}


@dataclass(slots=True)
class _Turns:
    """The quotations read so far: who speaks each, and where the last one ended whose speaker goes on."""

    doc: Doc
    quotes: list[Quote]
    by_head: dict[int, Node]
    found: dict[int, Node] = field(default_factory=dict)
    last: tuple[int, Node] | None = None
    paper: bool = False

    def ends(self, at: int, node: Node | None) -> bool:
        """The quotation is this one's, and nobody goes on."""
        if node is not None:
            self.found[at] = node
        if not self.nested(at):
            self.last = None
        return True

    def goes_on(self, at: int, node: Node | None, *, paper: bool = False) -> bool | None:
        """The quotation is this one's, who may go on behind it; a paper to the end of its paragraph alone."""
        if node is None:
            return None
        self.found[at] = node
        if not self.nested(at):
            self.last, self.paper = (self.quotes[at].end, node), paper
        return True

    def nested(self, at: int) -> bool:
        """Whether the quotation stands in another one: whoever speaks there does not go on outside of it."""
        return bool(self.around(at))

    def around(self, at: int) -> list[int]:
        """The quotations that this one stands in, from the outermost on."""
        quote = self.quotes[at]
        near = bisect_left(self.quotes, quote.start - LONGEST, key=lambda q: q.start)
        return [i for i in range(near, at) if _inside(quote, self.quotes[i])]


def _by_label(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "LIND: We left"."""
    if quote.label is None:
        return None
    return turns.ends(at, labelled(turns.doc, quote.label, turns.by_head))


def _by_credit(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "“We left.” — Anna Lind, teacher"."""
    credit = credited(turns.doc, quote) if quote.direct else None
    return None if credit is None else turns.ends(at, first_named(credit, turns.by_head))


def _by_verb(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "“We left,” said Lind"; a post or a letter is read out once, what follows is somebody's again."""
    verb = speech_verb(turns.doc, quote)
    if verb is None:
        return None
    quote.cue = verb.i
    subject = _teller(verb)
    node = _node_of(subject, turns.by_head) if subject is not None else None
    if node is not None and not quote.start <= node.head < quote.end:
        return turns.goes_on(at, node, paper=node.type in THINGS)
    if node is None and subject is not None and not quote.start <= subject.i < quote.end:
        return turns.ends(at, None)  # somebody that no mention names: nobody else's words
    return None


def _by_outer(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "“They call it ‘the pit’,” said Lind": words in words are hers as well; a whole quotation is not."""
    outer = turns.around(at)
    if not outer or outer[-1] not in turns.found:
        return None
    if not quote.direct:
        turns.found[at] = turns.found[outer[-1]]
    return True


def _by_according(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "According to Lind, it was “a mess”"."""
    return turns.goes_on(at, _according(turns.doc, quote, turns.by_head))


def _by_sentence_since(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "“We left.” Berg said so too. “We are late.”": Berg's, not those before."""
    said = _said_since(turns.doc, quote, turns.last, turns.by_head) if quote.direct else None
    return turns.goes_on(at, said)


def _by_going_on(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "“We left,” said Lind. “It was late.”"."""
    if not quote.direct or turns.last is None or turns.nested(at):
        return None
    end, node = turns.last
    if quote.start - end >= 80:
        return None
    broken = any("\n" in token.text_with_ws for token in turns.doc[end : quote.start])
    return None if turns.paper and broken else turns.goes_on(at, node, paper=turns.paper)


def _by_sentence_before(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "Lind said no. “We left.”"."""
    return turns.goes_on(
        at, _said_before(turns.doc, quote, turns.by_head) if quote.direct else None
    )


def _by_sentence(turns: _Turns, at: int, quote: Quote) -> bool | None:
    """ "Lind said that it was “a mess”"."""
    if quote.direct:
        return None
    said = _sentence_speaker(turns.doc[quote.start].sent.root, turns.by_head)
    if said is not None and not quote.start <= said.head < quote.end:
        turns.found[at] = said
    return True


SPEAKERS: tuple[Callable[[_Turns, int, Quote], bool | None], ...] = (
    _by_label,
    _by_credit,
    _by_verb,
    _by_outer,
    _by_according,
    _by_sentence_since,
    _by_going_on,
    _by_sentence_before,
    _by_sentence,
)
"""Who speaks a quotation, by the first that knows."""


def _holder(node: Node) -> Node:
    """Whoever holds a post that stands before the name: "Former mayor N praised it: “…”" are N's words."""
    return node.after if node.type == "Position" and node.after is not None else node


def labelled(doc: Doc, label: tuple[int, int], by_head: dict[int, Node]) -> Node | None:
    """Who a turn's label names: a mention in it, or the person whose name holds its words ("LIND:")."""
    start, end = label
    if all(
        len(token) == 1 for token in doc[start:end] if token.is_alpha
    ):  # "Q:", "A.": nobody's name
        return None
    named = first_named(range(start, end), by_head)
    people = [n for _, n in sorted(by_head.items()) if n.named and n.type == "Person" and n.name]
    whose = _by_initials(doc[start:end].text, people)
    if whose is not None and (named is None or named.type != "Person"):
        if named is not None:  # "WSS", taken for a body
            named.type, named.gender = "Person", whose.gender
            link(whose, named)
        return whose
    if named is not None or start == end:
        return named
    words = {token.lower_.strip(".") for token in doc[start:end] if token.is_alpha}
    for node in people:
        if words and node.name is not None and words <= {p.casefold() for p in node.name.parts}:
            return node
    return None


def _by_initials(label: str, people: list[Node]) -> Node | None:
    """The only person whose initials a label gives ("WSS" of William S. Saturn)."""
    letters = acronym(label)
    found = {n.chain.first().start: n for n in people if n.chain and letters in initials(n.text)}
    return next(iter(found.values())) if letters and len(found) == 1 else None


def addressed(doc: Doc, quotes: list[Quote], spoken: dict[int, Node]) -> dict[int, Node]:
    """Whom each turn of a talk between two speaks to, by the quotation's place: the other of its two labels."""
    labels = {
        at: doc[quote.label[0] : quote.label[1]].text.casefold().strip(" .:")
        for at, quote in enumerate(quotes)
        if quote.label is not None
    }
    if len(set(labels.values())) != 2 or "" in labels.values():
        return {}
    bearer = {labels[at]: node for at, node in sorted(spoken.items()) if at in labels}
    others = {mine: name for mine in labels.values() for name in labels.values() if name != mine}
    found = {at: bearer.get(others[mine]) for at, mine in labels.items()}
    return {at: n for at, n in found.items() if n is not None and n.type == "Person"}


def first_named(tokens: range, by_head: dict[int, Node]) -> Node | None:
    """The first node with a name that one of the tokens heads; else the first that is no place or thing."""
    nodes = [by_head[i] for i in tokens if i in by_head]
    named = [n for n in nodes if n.named and n.type not in PLACES]
    others = [n for n in nodes if n.type in ("Person", "Group")]
    return next(iter(named or others), None)


def credited(doc: Doc, quote: Quote) -> range | None:
    """The tokens of a credit line behind a quotation: "“…” — Anna Lind, teacher", on its line or the next."""
    at = quote.end + 1
    while at < len(doc) and doc[at].is_space:
        at += 1
    if at + 1 >= len(doc) or doc[at].text not in DASHES:
        return None
    end = at + 1
    while end < len(doc) and end - at < LONGEST_CREDIT:
        if "\n" in doc[end].text_with_ws:
            end += 0 if doc[end].is_space else 1
            break
        end += 1
    else:
        return None
    words = doc[at + 1 : end]
    told = any(wf.has_form(t, wf.FINITE) for t in words)
    return range(at + 1, end) if len(words) and words[0].text[:1].isupper() and not told else None


def _node_of(subject: Token, by_head: dict[int, Node]) -> Node | None:
    """The node that a subject heads, or the name tied to it ("Kiel police chief Jan Brekke said")."""
    node = by_head.get(subject.i)
    if node is not None and node.type not in PLACES:
        return node
    tied = fn.FLAT | fn.COMPOUND | fn.APPOSITION
    for token in subject.subtree:
        named = by_head.get(token.i)
        if (
            fn.stands_as(token, tied)
            and named is not None
            and named.named
            and named.type == "Person"
        ):
            return named
    return node


def _teller(verb: Token) -> Token | None:
    """The subject of a verb of saying; a participle's is that of the clause it hangs on ("left, saying: “…”")."""
    found = syntax.subject(verb)
    above = verb
    while found is None and wf.has_form(verb, wf.GERUND) and above.head.i != above.i:
        above = above.head
        if above.pos_ in ("VERB", "AUX"):
            found = syntax.subject(above)
            if found is not None and syntax.is_passive_subject(found):
                return None
    if found is None and verb.lemma_ == "read":  # "“…”, reads a statement"
        behind = phrases.children(verb, fn.OBJECT)
        return behind[0] if behind and behind[0].i > verb.i else None
    return found


def _said_since(
    doc: Doc, quote: Quote, last: tuple[int, Node] | None, by_head: dict[int, Node]
) -> Node | None:
    """Who spoke since the last quotation: "Lund said so. “We are late.”" are her words, not those before."""
    sentence = doc[quote.start].sent
    if last is None or quote.start - sentence.start > 2 or sentence.start == 0:
        return None
    before = doc[sentence.start - 1].sent
    if before.start <= last[0] + 1:
        return None
    said = _sentence_speaker(before.root, by_head, ACTING)
    return said if said is not None and said.type in ("Person", "Group") else None


def _according(doc: Doc, quote: Quote, by_head: dict[int, Node]) -> Node | None:
    sentence = doc[quote.start].sent
    for token in sentence:
        if token.lower_ == "according":
            for node in (
                by_head.get(i) for i in range(token.i + 1, min(token.i + 12, sentence.end))
            ):
                if node is not None:
                    return node
    return None


def _said_before(doc: Doc, quote: Quote, by_head: dict[int, Node]) -> Node | None:
    """Who speaks in the sentence before, in the same paragraph, where a quotation fills its own: "A said no. “…”"."""
    sentence = doc[quote.start].sent
    if quote.start - sentence.start > 1 or sentence.start == 0:
        return None
    before = doc[sentence.start - 1]
    if "\n" in before.text_with_ws:
        return None
    said = _sentence_speaker(before.sent.root, by_head, ACTING)
    return said if said is not None and said.type not in THINGS else None


def _sentence_speaker(
    root: Token, by_head: dict[int, Node], verbs: frozenset[str] = SPEAKING
) -> Node | None:
    subject = syntax.subject(root) if root.lemma_.lower() in verbs else None
    if subject is None or syntax.is_passive_subject(subject):
        return None
    return by_head.get(subject.i)


def quote_speakers(spoken: dict[int, Node]) -> dict[int, Chain]:
    """Chains of the speakers, by quotation."""
    return {at: node.chain for at, node in sorted(spoken.items()) if node.chain is not None}
