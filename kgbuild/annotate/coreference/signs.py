"""What speaks for and against an antecedent: the signs that `data/pronouns.csv` weighs, by name.

Each sign is a fact of the two mentions and their clauses (how far, which role, what type, how often told);
what it is worth was fitted on annotated text, so no weight stands here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.coreference.agree import judged, main_clause, says, says_more
from kgbuild.annotate.lexicon import BODIES, PLACES
from kgbuild.attribution.words import SPEAKING
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.names.given import given_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

FAR = 3
SETS = (
    frozenset({"he", "him", "his", "himself"}),
    frozenset({"she", "her", "hers", "herself"}),
    frozenset({"it", "its", "itself"}),
    frozenset({"they", "them", "their", "theirs", "themselves"}),
)
OWN_NAMES = {
    "Person": "person", "Group": "group", "Country": "country", "Event": "event",
    "Document": "paper", "Topic": "topic", "Product": "product", "Position": "post",
}  # fmt: skip


def set_of(node: Node) -> str:
    """Which table a pronoun is weighed by: he (and she), it or they."""
    return "it" if node.gender == "neuter" else "he" if node.gender else "they"


@dataclass(slots=True)
class Field:
    """A pronoun with all that may be meant by it, in the order of the text, and what is asked of each.

    `speaker` is whose quotation the pronoun stands in, `last` who spoke last (for "he added"), `ahead` who follows
    the pronoun as the subject of the clause that it opens ("In his speech, Lund said"): one more option.
    """

    doc: Doc
    node: Node
    options: list[Node]
    speaker: Node | None
    last: Node | None
    ahead: Node | None = None
    token: Token = field(init=False)
    role: str = field(init=False)
    above: list[int] = field(init=False)
    nearer: dict[int, int] = field(init=False)
    kinds: dict[int, str] = field(init=False)
    behind: set[int] = field(init=False)
    passed: bool = field(init=False)
    nested: set[int] = field(init=False)
    subject: Node | None = field(init=False)
    subject_before: Node | None = field(init=False)

    def __post_init__(self) -> None:
        self.token = self.doc[self.node.head]
        self.role = role(self.token)
        self.above = _above(self.token)
        self.nearer = {}
        before = [o for o in self.options if o is not self.ahead]
        for other in reversed(before):
            self.nearer.setdefault(id(other.chain), len(self.nearer))
        self.behind = {o.head for o in before if _behind(self, self.doc[o.head])}
        subjects = [
            o for o in before if o.head in self.behind or syntax.is_subject(self.doc[o.head])
        ]
        earlier = [o for o in subjects if o.sentence < self.node.sentence]
        self.subject = subjects[-1] if subjects else None
        self.subject_before = earlier[-1] if earlier else None
        last = None if says_more(self.token.head) else self.last  # "he also said": who said more
        self.passed = last is not None and any(
            o.start > last.start and o.chain is not last.chain and o.quote < 0
            for o in subjects
            if main_clause(self.doc[o.head])
        )
        self.kinds = {id(o.chain): kind(o) for o in self.options}
        self.nested = _nested(self.options)


def kind(node: Node) -> str:
    """The type of a mention's chain in few words."""
    assert node.chain is not None
    found = node.chain.type()
    if found in OWN_NAMES:
        return OWN_NAMES[found]
    return "body" if found in BODIES else "place" if found in PLACES else "other"


def role(token: Token) -> str:
    """What a noun is in its clause; a coordinated one as the first of its row."""
    first = phrases.first_conjunct(token)
    for name, labels in (
        ("patient", fn.PASSIVE_SUBJECT),
        ("subject", fn.SUBJECT),
        ("object", fn.OBJECT | fn.INDIRECT_OBJECT),
        ("owner", fn.POSSESSOR),
        ("inside", fn.NOMINAL_MODIFIER),
        ("phrase", fn.OBLIQUE),
        ("root", frozenset({"ROOT"})),
    ):
        if fn.stands_as(first, labels):
            return name
    return "else"


def _above(token: Token) -> list[int]:
    found = []
    while token.head.i != token.i:
        token = token.head
        found.append(token.i)
    return found


def signs(around: Field, other: Node) -> list[str]:
    """The signs of one possible antecedent."""
    node, antecedent = around.node, around.doc[other.head]
    assert other.chain is not None
    distance = min(node.sentence - other.sentence, FAR)
    where = "before" if distance else "same"
    mine = around.role
    if other is around.ahead:
        return _ahead(around, other)
    theirs = role(antecedent) if other.head not in around.behind else "subject"
    what = around.kinds[id(other.chain)]
    found = [
        f"sentences {distance}",
        f"role {theirs} {where}",
        f"kind {what}",
        f"kind {what} as {mine}",
        f"nearer {min(around.nearer[id(other.chain)], 4)}",
    ]
    if mine == theirs or {mine, theirs} == {"subject", "patient"}:
        found.append(f"parallel {mine} {where}")
    if mine == "owner":
        found.append(f"owner of {theirs} {where}")
    found += _form(around, other, distance)
    found += _clauses(around, other, antecedent, theirs, distance)
    if other is around.subject:
        found.append("last subject" if distance else "last subject here")
    if other is around.subject_before:
        found.append("subject before")
    if other.quote != node.quote:
        inner = other.quote >= 0 and node.quote < 0
        found.append("quote in" if inner else "quote out" if other.quote < 0 else "quote other")
    if around.speaker is not None and around.speaker.chain is other.chain:
        found.append("speaker")
    if id(other) in around.nested:
        found.append("nested")
    return found


def _ahead(around: Field, other: Node) -> list[str]:
    """The signs of a name that follows its pronoun."""
    what = "named" if other.named else "described"
    found = ["ahead", f"ahead {around.role}", f"ahead {what}"]
    if not any(o.sentence == around.node.sentence for o in around.options if o is not other):
        found.append("ahead alone")
    return [*found, *_given(around.node, other)]


def _given(node: Node, other: Node) -> list[str]:
    """A sign of the bearer's sex where a name of one word is a given name ("Rachel"); it may be a surname."""
    lone = other.named and other.name is not None and other.name.alone
    known = given_gender(other.text) if lone and node.gender in ("male", "female") else ""
    return [f"given {'same' if known == node.gender else 'other'}"] if known else []


def _form(around: Field, other: Node, distance: int) -> list[str]:
    """How the other mention is worded, and how often its chain was told of."""
    node = around.node
    assert other.chain is not None
    found = []
    if other.pronoun:
        found.append("pronoun")
        if any(node.lemma in forms and other.lemma in forms for forms in SETS):
            found.append(f"same word {distance}")
    else:
        found.append("named" if other.named else f"definite {other.definite}")
    told = sum(n.start < node.start for n in other.chain.nodes)
    found.append(f"told {'1' if told < 2 else '2' if told < 3 else '3' if told < 5 else '5'}")
    if node.gender in ("male", "female") and not other.chain.genders() - {"neuter"}:
        found.append("unsexed")
    found += _given(node, other)
    if node.number == "plur":
        found.append(f"number {other.number or 'open'}{' joint' if other.joint else ''}")
    if other.generic:
        found.append("generic")
    return found


class _Pair:
    """A pronoun and one possible antecedent, with their clauses."""

    def __init__(
        self, around: Field, other: Node, antecedent: Token, theirs: str, distance: int
    ) -> None:
        token = around.token
        self.around, self.other, self.antecedent = around, other, antecedent
        self.here = distance == 0
        self.control = syntax.controls(antecedent, token)
        self.subject = theirs in ("subject", "patient") or self.control
        self.acting, self.governs = syntax.is_subject(token), syntax.is_subject(antecedent)
        self.clause, self.own = syntax.clause_verb(antecedent), syntax.clause_verb(token)
        speaker = self.acting and self.subject
        self.sayer = speaker and says(antecedent.head, token)
        self.last_sayer = speaker and not self.sayer and other is around.last

    @property
    def over(self) -> bool:
        """Whether the pronoun stands under the antecedent."""
        return self.antecedent.i in self.around.above

    @property
    def commands(self) -> bool:
        """Whether the pronoun stands under the clause of the antecedent."""
        return self.over or phrases.first_conjunct(self.antecedent).head.i in self.around.above


Holds = Callable[[_Pair], object]
MAIN: tuple[tuple[str, Holds], ...] = (
    ("controls", lambda p: p.control),  # "Lund wants him to …"
    ("main before", lambda p: not p.here and p.subject and main_clause(p.antecedent)),
    ("main here", lambda p: p.here and p.subject and main_clause(p.antecedent)),
)
ONE_SENTENCE: tuple[tuple[str, Holds], ...] = (
    ("commands", lambda p: p.subject and p.commands),  # "Lund said that she …"
    ("above", lambda p: p.over),  # "the man with his dog"
    # "Lund sold her house"
    (
        "own clause",
        lambda p: p.subject and p.around.role == "owner" and p.own.i == p.clause.i,
    ),
    # "police stopped the driver after he …"
    (
        "adverbial under",
        lambda p: p.acting and fn.stands_as(p.own, fn.ADVERBIAL) and not p.governs,
    ),
)
SPOKEN: tuple[tuple[str, Holds], ...] = (
    # "police accused the man, because he …"
    (
        "judged",
        lambda p: syntax.is_object(p.antecedent) and judged(p.around.token, p.antecedent),
    ),
    ("sayer", lambda p: p.sayer),  # "Lund said she …"
    ("last sayer past", lambda p: p.last_sayer and p.around.passed),
    ("last sayer", lambda p: p.last_sayer and not p.around.passed),
    # "also" says it a second time
    ("last sayer", lambda p: p.last_sayer and says_more(p.around.token.head)),
)


def _clauses(
    around: Field, other: Node, antecedent: Token, theirs: str, distance: int
) -> list[str]:
    """How the two clauses stand to each other."""
    pair = _Pair(around, other, antecedent, theirs, distance)
    found = [sign for sign, holds in MAIN if holds(pair)]
    if pair.here:
        found.append(f"gap {bisect_left((4, 10, 20), around.node.start - other.end)}")
        found += [sign for sign, holds in ONE_SENTENCE if holds(pair)]
        if pair.acting and pair.governs and pair.own.head.i == pair.clause.i:
            found.append(f"clause {_tie(pair.own)}")
    found += [sign for sign, holds in SPOKEN if holds(pair)]
    if pair.acting and pair.own.lemma_.lower() in SPEAKING:
        found.append(f"says {around.kinds[id(other.chain)]}")
    return found


def _behind(around: Field, antecedent: Token) -> bool:
    """Whether the pronoun stands in a relative clause whose subject is the antecedent ("X, who …").

    With a verb of saying that is the noun right before "which": the parser likes the head of the phrase.
    """
    for i in around.above:
        verb = around.doc[i]
        if not fn.stands_as(verb, fn.RELATIVE):
            continue
        for subject in phrases.children(verb, fn.SUBJECT):
            if not wf.has_form(subject, wf.WHO | wf.WHICH):
                continue
            beside = verb.lemma_.lower() in SPEAKING and around.doc[max(subject.i - 1, 0)]
            if antecedent.i == (beside.i if beside and beside.pos_ == "NOUN" else verb.head.i):
                return True
    return False


def _tie(verb: Token) -> str:
    for name, labels in (
        ("adverbial", fn.ADVERBIAL),
        ("content", fn.FINITE_COMPLEMENT),
        ("conjunct", fn.CONJUNCT),
    ):
        if fn.stands_as(verb, labels):
            return name
    return "other"


def _nested(options: list[Node]) -> set[int]:
    """The options (by id) that lie inside another one; two on the very same words lie in each other."""
    found: set[int] = set()
    widest: Node | None = None
    for node in sorted(options, key=lambda n: (n.start, -n.end)):
        if widest is not None and node.end <= widest.end:
            found.add(id(node))
            if (node.start, node.end) == (widest.start, widest.end):
                found.add(id(widest))
        else:
            widest = node
    return found


def none_signs(around: Field) -> list[str]:
    """The signs of the pronoun that stands for none of them: a clause, or somebody never mentioned."""
    node = around.node
    found = ["none", f"none {around.role}"]
    if not any(o.sentence == node.sentence for o in around.options):
        found.append("none here")
    if not any(node.sentence - o.sentence <= 1 for o in around.options):
        found.append("none near")
    if node.quote >= 0:
        found.append("none quoted")
    return found
