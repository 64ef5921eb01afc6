"""What the words beside a name show it to be, where the recogniser cannot know: a body, a person.

"Lumo's chairman", "shares in Lumo", "founded Lumo": nobody but a body has a chairman, shares or a founder.
"Okafor, Chidi; Brandt, Elke": family names first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.annotate import place_types, places
from kgbuild.annotate.lexicon import noun_class, words
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.names import is_title, person_name
from kgbuild.names.given import given_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

BORN = frozenset({"born", "aged"})


def settle(doc: Doc, nodes: list[Node]) -> list[Node]:
    """The names with types and shapes mended; two nodes that are one person's name become one."""
    nodes = _calendar(doc, _families_first(doc, nodes))
    _bodies(doc, nodes)
    _parties(doc, nodes)
    _kin(doc, nodes)
    place_types.settle(doc, nodes)
    return nodes


# ---- bodies


def _bodies(doc: Doc, nodes: list[Node]) -> None:
    """One-word names that nothing shows to be a person's, and something to be a body's."""
    lone: dict[str, list[Node]] = {}
    longer: set[str] = set()
    for node in nodes:
        if node.type == "Person" and node.name is not None and not node.listed:
            if node.name.alone:
                lone.setdefault(node.name.family, []).append(node)
            else:
                longer.update(node.name.parts)
        elif node.type == "Topic" and node.end - node.start == 1 and node.text[:1].isupper():
            lone.setdefault(node.text.lower(), []).append(node)
    for name, group in lone.items():
        if name in longer or any(_personal(doc, node) for node in group):
            continue
        if any(_owned_as_body(doc, node) for node in group):
            for node in group:
                node.type, node.name, node.gender, node.key = "Organization", None, "neuter", ""


def _personal(doc: Doc, node: Node) -> bool:
    """A title, or a given name that many bear."""
    if node.start and is_title(doc[node.start - 1].text):
        return True
    return node.gender in ("male", "female") or bool(given_gender(node.text))


def _owned_as_body(doc: Doc, node: Node) -> bool:
    head = doc[node.head]
    governor = head.head
    place = tree.role(head)
    if place == "possessor":
        return governor.lemma_.lower() in words("BodyOwns")
    if place == "object" or (place == "subject" and tree.has_passive_auxiliary(governor)):
        return governor.lemma_.lower() in words("BodyMade")
    if any(_is_body(noun) for noun in phrases.appositions(head)):
        return True  # "Nexo, a Dutch subsidiary of Halden"
    preposition = phrases.preposition_of(head)[0]
    return preposition == "of" and governor.lemma_.lower() in words("BodyHeads")


def _is_body(noun: Token) -> bool:
    """An indefinite noun that can be nothing but a body's."""
    lemma = noun.lemma_.lower()
    article = any(child.lower_ in ("a", "an") for child in phrases.determiners(noun))
    return article and noun.pos_ == "NOUN" and noun_class(lemma) in ("Company", "CivilSocietyOrg")


# ---- parties that go by the name of a chamber


def _parties(doc: Doc, nodes: list[Node]) -> None:
    """ "Congress" is a party where it has MPs and workers, or stands in a row with parties."""
    chambers = [n for n in nodes if n.named and n.type == "GovernmentBody" and _bare_congress(n)]
    if not chambers:
        return
    lands = {n.iso for n in nodes if n.type == "PoliticalParty" and n.iso}
    theirs = lands & LANDS_OF_CONGRESS and not any(n.iso == "US" for n in nodes)
    if theirs or any(_as_party(doc, node) for node in chambers):
        for node in chambers:
            node.type = "PoliticalParty"


LANDS_OF_CONGRESS = frozenset({"IN", "ZA"})
"""Where a party is the Congress and no chamber is (bodies.csv)."""


def _bare_congress(node: Node) -> bool:
    """ "Congress", "Trinamool Congress": no country, nor "National", before it."""
    *front, last = node.text.split()
    own = not front or not {"national", "state", "federal"} & {word.lower() for word in front}
    return last.split("-")[0] == "Congress" and own and not node.iso


def _as_party(doc: Doc, node: Node) -> bool:
    after = doc[node.end].lower_ if node.end < len(doc) else ""
    if after in words("PartyOwns"):
        return True
    head = doc[node.head]
    beside = [*phrases.appositions(head), *phrases.conjuncts(head)]
    if fn.stands_as(head, fn.CONJUNCT | fn.APPOSITION):
        beside.append(head.head)
    return any(noun.lemma_.lower() == "party" or _known_party(noun.text) for noun in beside)


def _known_party(text: str) -> bool:
    known = places.body(text)
    return known is not None and known[1] == "PoliticalParty"


# ---- people


def _kin(doc: Doc, nodes: list[Node]) -> None:
    """ "a daughter, Awa": whoever is named as kin is a person."""
    for node in nodes:
        if node.type == "Person" or node.end - node.start != 1 or node.start < 2 or node.listed:
            continue
        before = doc[node.start - 2]
        if doc[node.start - 1].text not in (",", ":") or before.lemma_.lower() not in words("Kin"):
            continue
        closed = node.end >= len(doc) or doc[node.end].is_punct or doc[node.end].lower_ == "and"
        name = person_name([node.text])
        if closed and name is not None and before.head.i != node.head:
            node.type, node.name, node.iso, node.canonical = "Person", name, "", ""
            node.key, node.gender = " ".join(name.parts), given_gender(node.text)


def _calendar(doc: Doc, nodes: list[Node]) -> list[Node]:
    """ "Augustus Friday", "Sunday Oliseh": a day or month that hangs on a person's name is part of it."""
    days = words("TimeWeekdays") | words("TimeMonths")
    taken: set[int] = set()
    for node in nodes:
        if node.type != "Person" or node.name is None or not node.name.alone:
            continue
        start, end = node.start, node.end
        if start and doc[start - 1].lower_ in days and doc[start - 1].head.i == node.head:
            start -= doc[start - 1].text.istitle()
        if end < len(doc) and doc[end].lower_ in days and doc[end].head.i == node.head:
            end += doc[end].text.istitle()
        name = person_name([t.text for t in doc[start:end]])
        if end - start == node.end - node.start or name is None:
            continue
        taken.update(range(start, node.start))
        taken.update(range(node.end, end))
        node.start, node.end, node.name = start, end, name
        node.text, node.key = doc[start:end].text, " ".join(name.parts)
    return [n for n in nodes if n.type == "Person" or n.start not in taken]


def _families_first(doc: Doc, nodes: list[Node]) -> list[Node]:
    """ "Okafor, Chidi": family name, comma, given name, shown by the text or by the shape of the list."""
    full = {
        (node.name.family, node.name.given)
        for node in nodes
        if node.type == "Person" and node.name is not None and not node.name.alone
    }
    by_start = {node.start: node for node in nodes}
    pairs = []
    for node in nodes:
        other = by_start.get(node.end + 1)
        if other is None or other.end - other.start > 2 or node.end - node.start > 3:
            continue
        if doc[node.end].text == "," and {node.type, other.type}.isdisjoint({"Country"}):
            pairs.append((node, other))
    listed = _in_semicolons(doc, pairs)
    gone: set[int] = set()
    for node, other in pairs:
        name = person_name([*other.text.split(), *node.text.split()])
        if name is None or id(node) in gone:
            continue
        told = (name.family, name.given) in full
        shouted = node.text.isupper() and len(node.text) > 2 and not other.text.isupper()
        if told or (shouted and _person_here(doc, other)) or id(node) in listed:
            family = node.text.title() if node.text.isupper() else node.text
            node.end, node.type, node.name = other.end, "Person", name
            node.key, node.text = " ".join(name.parts), f"{other.text} {family}"
            node.iso, node.canonical, node.gender = "", "", given_gender(other.text)
            gone.add(id(other))
    return [node for node in nodes if id(node) not in gone]


def _person_here(doc: Doc, given: Node) -> bool:
    """A given name behind a family name in capitals: known, a person's, or with a year of birth."""
    after = doc[given.end : given.end + 2]
    return (
        given.type == "Person"
        or bool(given_gender(given.text))
        or (len(after) == 2 and after[0].text == "(" and after[1].lower_ in BORN)
    )


def _in_semicolons(doc: Doc, pairs: list[tuple[Node, Node]]) -> set[int]:
    """Pairs in a list that semicolons part ("Okafor, Chidi; Brandt, Elke; and van Dijk, Piet")."""
    found: set[int] = set()
    for (a, b), (c, d) in pairwise(pairs):
        gap = [t.lower_ for t in doc[b.end : c.start]]
        if gap in ([";"], [";", "and"]) and "Person" in {a.type, b.type, c.type, d.type}:
            found |= {id(a), id(c)}
    return found
