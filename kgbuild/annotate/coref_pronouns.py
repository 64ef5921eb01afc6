"""Pronouns: number, gender, binding, recency and role of the antecedent; I and we by their speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.joint import COUNTRY_NOUNS
from kgbuild.annotate.lexicon import BODIES, PLACES, noun_class, words
from kgbuild.annotate.nodes import Node, link, order
from kgbuild.annotate.quotes import SPEECH
from kgbuild.language import _labels as lab
from kgbuild.language import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote

WINDOW = 3
SPEECH_WINDOW = 12
"""How many sentences back "he added" looks for whoever spoke last; quotations may lie between."""
# How much each sign adds to an antecedent's score; set by hand and checked on GUM documents.
WEIGHTS = {
    "same": 30.0, "one": 24.0, "two": 12.0, "three": 4.0, "subject": 18.0, "object": 7.0,
    "named": 6.0, "often": 2.0, "possessor": -3.0, "parallel": 6.0, "own_clause": 14.0,
    "indefinite": -2.0, "agent_it": 10.0, "singular_they": -24.0, "quoted": -14.0, "first": 4.0,
    "closer": 0.15, "unsexed": -2.0, "judged": 40.0, "sayer": 20.0, "last_sayer": 16.0,
}  # fmt: skip
THRESHOLD = 12.0
AGENTS = BODIES | {"Country"}
COLLECTIVE = BODIES | {"Group", "Country"}


def link_pronouns(
    doc: Doc, nodes: list[Node], quotes: list[Quote], spoken: dict[int, Node]
) -> None:
    """Give each pronoun its antecedent, in the order of the text; what nobody fits stays alone."""
    for node in nodes:
        node.quote = _quote_of(node, quotes)
    by_speaker: dict[tuple[str, int, str], Node] = {}
    candidates = sorted(
        [n for n in nodes if (not n.pronoun and not n.virtual) or n.pronoun], key=order
    )
    pairs = _coordinations(doc, nodes)
    by_head = {node.head: node for node in nodes if not node.pronoun}
    for node in candidates:
        if node.pronoun:
            node.owned = by_head.get(doc[node.head].head.i)
    for node in candidates:
        if not node.pronoun or node.lemma == "same":  # "the same" has a rule of its own
            continue
        if node.person in (1, 2):
            _first_person(node, quotes, spoken, by_speaker)
            continue
        best = _antecedent(doc, node, candidates, spoken)
        together = _together(node, pairs) if node.number == "plur" else None
        if together is not None and (best is None or _closer(together, best[1], node)):
            node.joint = together
            continue
        if best is not None:
            if best[1].joint:
                node.joint = list(best[1].joint)
            else:
                link(best[1], node)


def _quote_of(node: Node, quotes: list[Quote]) -> int:
    inside = [
        i for i, q in enumerate(quotes) if q.start <= node.head < q.end and q.end - q.start > 3
    ]
    return inside[-1] if inside else -1


def _first_person(
    node: Node,
    quotes: list[Quote],
    spoken: dict[int, Node],
    known: dict[tuple[str, int, str], Node],
) -> None:
    speaker = spoken.get(node.quote) if node.quote >= 0 else None
    kind = "you" if node.person == 2 else "we" if node.number == "plur" else "i"
    if (
        kind == "i"
        and speaker is not None
        and speaker.chain is not None
        and speaker.chain.type() == "Person"
        and speaker.number != "plur"
    ):
        link(speaker, node)
        return
    if kind == "we" and speaker is not None and speaker.type in BODIES | {"Group", "Country"}:
        link(speaker, node)
        return
    if kind == "you":
        node.type = "Group"
    if speaker is not None and speaker.chain is not None:
        key = ("speaker", speaker.chain.first().start, kind)
    else:
        key = ("quotation", node.quote, kind)
    first = known.setdefault(key, node)
    if first is not node:
        link(first, node)


def _coordinations(doc: Doc, nodes: list[Node]) -> list[list[Node]]:
    """Coordinated people, bodies or places: "Xi and Putin"."""
    by_head = {
        node.head: node
        for node in nodes
        if not node.pronoun and not node.virtual and node.kind is not MentionKind.DEMONYM
    }
    found = []
    for node in sorted(by_head.values(), key=order):
        token = doc[node.head]
        if token.dep_ in lab.CONJUNCT or not phrases.children(token, lab.CONJUNCT):
            continue
        members = [by_head.get(member.i) for member in [token, *phrases.conjuncts(token)]]
        known = [member for member in members if member is not None]
        agents = [m for m in known if m.type in COLLECTIVE | {"Person"}]
        if len(known) == len(members) == len(agents) and len({id(m.chain) for m in known}) == len(
            known
        ):
            found.append(known)
    return found


def _together(node: Node, pairs: list[list[Node]]) -> list[Node] | None:
    """The coordination that a plural pronoun may stand for: in this sentence or the one before."""
    near = [p for p in pairs if p[-1].end <= node.start and 0 <= node.sentence - p[0].sentence <= 1]
    near = [p for p in near if (p[0].quote >= 0) == (node.quote >= 0)]
    return near[-1] if near else None


def _closer(pair: list[Node], other: Node, node: Node) -> bool:
    if other.sentence != pair[0].sentence:
        return pair[0].sentence > other.sentence
    if other in pair or other.number != "plur":
        return True
    return pair[0].start > other.start


def _antecedent(
    doc: Doc, node: Node, nodes: list[Node], spoken: dict[int, Node]
) -> tuple[float, Node] | None:
    token = doc[node.head]
    best: tuple[float, Node] | None = None
    last = _last_sayer(doc, node, nodes)
    plain = _predicated(token) if node.gender == "neuter" else None
    for other in nodes:
        if other.start >= node.start:
            break
        if other.chain is node.chain:
            continue
        if node.sentence - other.sentence > WINDOW and other is not last:
            continue
        if other.chain is None or (
            plain is not None and (other.chain.type() in AGENTS | PLACES) != plain
        ):
            continue
        if other.person in (1, 2) or not _agrees(node, other) or _bound(doc, token, other, node):
            continue
        score = _score(doc, token, node, other, spoken, last)
        if score >= THRESHOLD and (best is None or score > best[0]):
            best = (score, other)
    if best is None and node.gender in ("male", "female"):
        return _ahead(doc, token, node, nodes)
    return best


def _predicated(token: Token) -> bool | None:
    """Whether "it" is said to be an agent or place ("it was a company"), another thing, or nothing (None)."""
    predicate = token.head
    if predicate.pos_ != "NOUN" or not phrases.children(predicate, lab.COPULA):
        return None
    return noun_class(predicate.lemma_) in AGENTS | PLACES


def _agrees(node: Node, other: Node) -> bool:
    assert other.chain is not None
    kinds = other.chain.type()
    if other.generic and not other.pronoun and node.number == "sing":
        return False
    if node.gender in ("male", "female"):
        if kinds != "Person" or other.number == "plur":
            return False
        known = other.chain.genders() - {"neuter"}
        return not known or node.gender in known
    if node.gender == "neuter":
        if (
            kinds in ("Person", "Position")
            or other.kind is MentionKind.DEMONYM
            or "plur" in other.chain.numbers()
        ):
            return False
        return not (other.chain.genders() & {"male", "female"}) and kinds != "Group"
    # they
    if kinds == "Position" or other.kind is MentionKind.DEMONYM:
        return False
    if other.joint:
        return other.lemma not in COUNTRY_NOUNS or True
    if other.number == "plur" or other.chain.numbers() == {"plur"}:
        return True
    return (
        kinds in BODIES - {"GovernmentBody"}
        or kinds == "Group"
        or (kinds == "Person" and not other.chain.genders())
    )


def _bound(doc: Doc, token: Token, other: Node, node: Node) -> bool:
    """Whether syntax forbids the pair: a plain object pronoun and the subject of its own clause, and nesting."""
    if other.start <= node.start < other.end:
        return True
    antecedent = doc[other.head]
    reflexive = token.lower_.endswith(("self", "selves"))
    if _spoken_of(token, antecedent):
        return True
    same_clause = syntax.clause_verb(token).i == syntax.clause_verb(antecedent).i
    if reflexive:
        return not same_clause
    if syntax.is_possessor(token):
        owned = node.owned
        return token.head.i == antecedent.i or (owned is not None and owned.chain is other.chain)
    if not same_clause:
        return False
    if syntax.is_subject(antecedent) and not syntax.is_subject(token):
        # "X took it with him": only a prepositional phrase may point back to the subject
        return (
            syntax.is_object(token)
            or not phrases.preposition_of(token)[0]
            or node.gender != "neuter"
        )
    return syntax.is_object(token) and syntax.is_object(antecedent)


def _score(
    doc: Doc,
    token: Token,
    node: Node,
    other: Node,
    spoken: dict[int, Node],
    last: Node | None,
) -> float:
    assert other.chain is not None
    w = WEIGHTS
    antecedent = doc[other.head]
    distance = node.sentence - other.sentence
    score = (w["same"], w["one"], w["two"], w["three"])[min(distance, WINDOW)]
    subject = syntax.is_subject(antecedent) or syntax.controls(antecedent, token)
    score += w["subject"] if subject else w["object"] if syntax.is_object(antecedent) else 0.0
    if subject and distance and antecedent.i <= doc[other.head].sent.root.i and _main(antecedent):
        score += w["first"]
    if other.named or other.pronoun:
        score += w["named"]
    score += w["often"] * min(len([n for n in other.chain.nodes if n.start < node.start]), 6)
    if syntax.is_possessor(antecedent):
        score += w["possessor"]
    if (subject and syntax.is_subject(token)) or (
        syntax.is_object(antecedent) and syntax.is_object(token)
    ):
        score += w["parallel"]
    owned = distance == 0 and syntax.is_possessor(token) and subject
    if owned and (
        syntax.clause_verb(token).i == syntax.clause_verb(antecedent).i
        or syntax.controls(antecedent, token)
    ):
        score += w["own_clause"]
    if syntax.is_object(antecedent) and _judged(token, antecedent):
        score += w["judged"]
    if subject and syntax.is_subject(token):
        if _says(antecedent.head, token):
            score += w["sayer"]
        elif other is last:
            score += w["last_sayer"]
    if other.definite in ("indef", "bare") and not other.named and not other.pronoun:
        score += w["indefinite"]
    kinds = other.chain.type()
    if node.gender == "neuter" and kinds in AGENTS:
        score += w["agent_it"]
    if node.gender == "neuter" and kinds not in AGENTS and not subject:
        score -= w["agent_it"]
    if node.gender == "neuter" and kinds in PLACES - {"Country"}:
        score -= w["agent_it"] / 2
    if node.number == "plur" and node.gender == "" and other.number != "plur" and not other.joint:
        score += w["singular_they"]
    if node.number == "plur" and kinds not in COLLECTIVE | {"Person"}:
        score -= 18.0
    if other.quote != node.quote and other.quote >= 0:
        score += w["quoted"]
    if node.quote >= 0 and node.quote in spoken and spoken[node.quote].chain is other.chain:
        score -= 40.0
    if node.gender in ("male", "female") and not other.chain.genders():
        score += w["unsexed"]
    if distance == 0:
        score -= w["closer"] * min(node.start - other.start, 40) if not subject else 0.0
    return score


def _says(verb: Token, token: Token) -> bool:
    """As in "The army said it …": who is the subject of a verb of saying that the pronoun's clause depends on."""
    if verb.lemma_.lower() not in SPEECH:
        return False
    clause = token.head
    while clause.i != clause.head.i:
        adding = clause.dep_ in lab.ADVERBIAL and clause.lemma_.lower() in SPEECH
        if not adding and clause.dep_ not in lab.CONJUNCT | lab.FINITE_COMPLEMENT:
            return False
        if clause.head.i == verb.i:
            return True
        clause = clause.head
    return False


def _last_sayer(doc: Doc, node: Node, nodes: list[Node]) -> Node | None:
    """Who last said something and fits, for "he added": outside quotations, before the pronoun, however far."""
    token = doc[node.head]
    verb = token.head
    main = verb.dep_ not in lab.RELATIVE | lab.REDUCED | lab.ADVERBIAL
    if node.quote >= 0 or not main or not _speaks(token):
        return None
    for other in reversed(nodes):
        if other.start >= node.start or other.quote >= 0 or other.chain is None:
            continue
        if node.sentence - other.sentence > SPEECH_WINDOW:
            return None
        if _speaks(doc[other.head]) and other.person not in (1, 2) and _agrees(node, other):
            return other
    return None


def _speaks(token: Token) -> bool:
    return syntax.is_subject(token) and token.head.lemma_.lower() in SPEECH


def _spoken_of(token: Token, antecedent: Token) -> bool:
    """As in "Any farmer may use it, he said": whoever is named in what is said does not say it."""
    if not _speaks(token) or antecedent.sent.start != token.sent.start:
        return False
    above = antecedent
    while above.i != above.head.i:
        below, above = above, above.head
        if above.i == token.head.i:
            return below.dep_ in lab.FINITE_COMPLEMENT or (
                below.dep_ in lab.PARATAXIS and below.i < token.i
            )
        if (
            above.dep_ == "ROOT"
            and token.head.dep_ in lab.PARATAXIS
            and token.head.head.i == above.i
        ):
            return True
    return antecedent.dep_ == "ROOT" and token.head.head.i == antecedent.i


def _judged(token: Token, antecedent: Token) -> bool:
    """As in "Praised Xi for his approach": the one who is praised."""
    verb = antecedent.head
    if verb.lemma_.lower() not in words("Judgement") or antecedent.i > token.i:
        return False
    above = token.head
    while above.i != above.head.i and above.head.i != verb.i:
        above = above.head
    return (
        above.head.i == verb.i and phrases.preposition_of(above)[0] in {"for", "of", "over", "on"}
    ) or (above.head.i == verb.i and any(c.lower_ in {"for", "of"} for c in above.children))


def _main(token: Token) -> bool:
    return phrases.first_conjunct(token).head.dep_ == "ROOT"


def _ahead(doc: Doc, token: Token, node: Node, nodes: list[Node]) -> tuple[float, Node] | None:
    """As in "In his speech, Putin said": the subject of the main clause after a fronted phrase."""
    sentence = token.sent
    verb = sentence.root
    if token.i > verb.i:
        return None
    subject = syntax.subject(verb)
    if subject is None or subject.i < token.i:
        return None
    for other in nodes:
        if other.head == subject.i and other.type == "Person" and _agrees(node, other):
            return THRESHOLD, other
    return None
