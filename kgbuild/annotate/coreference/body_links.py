"""Names of bodies: full names, short forms, acronyms and first words of one body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, noun_class
from kgbuild.annotate.mentions.metonyms import stands_for_government
from kgbuild.annotate.nodes import link
from kgbuild.english.rulebook import barred
from kgbuild.names import acronym, acronym_of, body_key, initials
from kgbuild.names.bodies import LOOSE_FRONT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Chain, Node


def link_bodies(nodes: list[Node]) -> None:
    """Join the chains whose names name one body."""
    chains = _chains(nodes)
    place = {id(chain): at for at, chain in enumerate(chains)}
    full = _Bodies(chains)
    for chain in chains:
        found: dict[int, tuple[Chain, list[tuple[Node, Node]]]] = {}
        for short, other in full.like(chain):
            if other.chain is not None and other.chain is not chain:
                pairs = found.setdefault(place[id(other.chain)], (other.chain, []))[1]
                pairs.append((short, other))
        for _, (home, pairs) in sorted(found.items(), key=lambda row: row[0]):
            if any(_short_of(a, b) for a, b in pairs) and _fits(chain, home):
                link(home.nodes[0], chain.nodes[0])
                break


class _Bodies:
    """Bodies' names by what a short form of them can share: initials, words, beginning, end, place."""

    def __init__(self, chains: list[Chain]) -> None:
        self._full: dict[tuple[str, object], list[Node]] = {}
        for chain in chains:
            for node in _spelled(chain.named()):
                for key in _full_keys(node):
                    self._full.setdefault(key, []).append(node)
            for node in chain.named():
                self._full.setdefault(("before", node.end + 1), []).append(node)

    def like(self, chain: Chain) -> Iterator[tuple[Node, Node]]:
        """Pairs of a name of this chain and another name that it may be short for."""
        for short in _spelled(chain.named()):
            for key in _short_keys(short):
                yield from ((short, node) for node in self._full.get(key, ()))
        for short in chain.named():
            yield from ((short, node) for node in self._full.get(("before", short.start), ()))


def _spelled(nodes: list[Node]) -> list[Node]:
    """The first node of each spelling and type: a name told a thousand times is compared once."""
    first: dict[tuple[str, str], Node] = {}
    for node in nodes:
        first.setdefault((node.text, node.type), node)
    return list(first.values())


def _full_keys(node: Node) -> set[tuple[str, object]]:
    words = body_key(node.text)
    keys: set[tuple[str, object]] = {("initials", letters) for letters in initials(node.text)}
    keys.add(("words", frozenset(words) - SMALL))
    for at in range(1, len(words)):
        keys |= {("front", words[:at]), ("end", words[at:])}
    return keys


def _short_keys(node: Node) -> set[tuple[str, object]]:
    words = body_key(node.text)
    keys: set[tuple[str, object]] = {
        ("words", frozenset(words) - SMALL),
        ("front", words),
        ("end", words),
    }
    letters = acronym(node.text)
    return keys | {("initials", letters)} if letters else keys


def _chains(nodes: list[Node]) -> list[Chain]:
    seen: dict[int, Chain] = {}
    for node in nodes:
        assert node.chain is not None
        seen.setdefault(id(node.chain), node.chain)
    return list(seen.values())


def _fits(left: Chain, right: Chain) -> bool:
    if left.countries() and right.countries() and not left.countries() & right.countries():
        return False
    types = {left.type(), right.type()}
    return "Person" not in types and not ("Event" in types and types & BODIES)


def _short_of(short: Node, full: Node) -> bool:
    """Whether one name is a short form of another: acronym, same words, or the end of it."""
    introduced = short.start - full.end == 1
    if introduced and short.bracketed and full.type in BODIES and places.body(short.text) is None:
        return short.text.isupper() and 2 <= len(short.text) <= 8 and len(body_key(full.text)) > 1
    if (
        acronym_of(short.text, full.text, introduced=introduced)
        and len(full.text) > len(short.text) + 3
    ):
        return True
    a, b = body_key(short.text), body_key(full.text)
    if len(a) >= 2 and sorted(set(a) - SMALL) == sorted(set(b) - SMALL) and a != b:
        return True
    if not a or len(b) <= len(a):
        return False
    if len(a) < 2:
        return _one_word(short, a[0], b)
    if b[-len(a) :] != a:
        return _of_country(a, b)
    return all(_loose(word) for word in b[: -len(a)])


def _one_word(short: Node, word: str, full: tuple[str, ...]) -> bool:
    """As in "Pirates" for "Pittsburgh Pirates" (or "Norwegian Pirates"), "Rice" for "Rice University": bodies only."""
    if short.type not in BODIES or len(word) < 4:
        return False
    if word == full[-1] and word.endswith("s"):
        return all(
            places.place_type(other.title()) or places.demonym(other.title()) for other in full[:-1]
        )
    return word == full[0] and len(full) == 2 and noun_class(full[1]) == "Organization"


SMALL = frozenset({"of", "the", "for", "and"})


def _of_country(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """As in "Security Council" and "Security Council of Russia"."""
    rest = full[len(short) :]
    return (
        full[: len(short)] == short
        and len(rest) >= 2
        and rest[0] == "of"
        and bool(places.country(" ".join(word for word in rest[1:] if word != "the")))
    )


def _loose(word: str) -> bool:
    return (
        bool(places.place_type(word.title()))
        or word in LOOSE_FRONT
        or bool(places.demonym(word.title()))
        or bool(places.country(word.title()))
    )


def link_first_words(doc: Doc, nodes: list[Node]) -> None:
    """As in "Halden" for "Halden Shipping": a word that the recogniser guessed at and a body begins with."""
    branches = _branches(nodes)
    bodies = _by_first_word(nodes, branches)
    known = {
        part for n in nodes if n.name is not None and not n.name.alone for part in n.name.parts
    }
    for node in nodes:
        key = body_key(node.text)
        if len(key) != 1 or key[0] in known:
            continue
        firsts = bodies.get(key[0], [])
        if key[0] in branches and node.type == "Person" and node.gender in ("", "neuter"):
            node.type, node.name = "Organization", None  # who has a branch is a body
        # a chain that is joined elsewhere is empty: one node a chain
        if len({id(first.chain) for first in firsts}) != 1 or node.chain is firsts[0].chain:
            continue
        if barred(NO_SHORT_FORM, doc, node, firsts[0]):
            continue
        for other in node.chain.nodes if node.chain is not None else []:
            other.type, other.name = "Organization", None
        link(firsts[0], node)


def _branches(nodes: list[Node]) -> set[str]:
    """First words of bodies told of by a branch after themselves: "Halden Malaysia" behind Halden."""
    alone: dict[str, int] = {}
    found = set()
    for node in nodes:
        key = body_key(node.text)
        if " " not in node.text:
            alone.setdefault(" ".join(key), node.start)
        elif key and node.type in BODIES and places.of_a_country(node.text) and key[0] in alone:
            found.add(key[0])
    return found


def _by_first_word(nodes: list[Node], branches: set[str]) -> dict[str, list[Node]]:
    """Names of bodies that say more than their first word ("Halden Shipping", "Halden Group"), one a chain."""
    bodies: dict[str, list[Node]] = {}
    for node in nodes:
        key = body_key(node.text)
        if node.type not in BODIES or " " not in node.text or not key or node.chain is None:
            continue
        if key[0] in branches and places.of_a_country(node.text):
            continue
        if body_key(node.text.replace("-", ""))[:1] != key[:1]:
            continue  # "halden-dl" is one word: Halden is no short form of it
        firsts = bodies.setdefault(key[0], [])
        if all(first.chain is not node.chain for first in firsts):
            firsts.append(node)
    return bodies


def _he_or_she(_doc: Doc, node: Node, _body: Node) -> bool:
    """ "Halden … she": a person."""
    return node.gender in ("male", "female")


def _something_else(doc: Doc, node: Node, body: Node) -> bool:
    """ "Halden" is neither a bare name, nor taken for a body, nor a town that only acts."""
    if node.name is not None and node.name.alone and not node.roles:
        return False
    if node.type in ("Organization", "Company", "Topic"):
        return False
    company = body.chain is not None and body.chain.type() == "Company"
    return not (company and _acting_town(doc, node))


def _demonym(_doc: Doc, node: Node, _body: Node) -> bool:
    """ "German" is not short for "German Marine"."""
    return bool(places.demonym(node.text))


def _country(_doc: Doc, node: Node, _body: Node) -> bool:
    """ "Jordan", taken for a body, is not short for "Jordan Airways"."""
    return node.type in BODIES and bool(places.country(node.text))


def _another_body(_doc: Doc, node: Node, body: Node) -> bool:
    """ "Facebook" is a body that everybody knows, and no "Facebook Ireland"."""
    return places.of_a_country(body.text) and places.body(node.text) is not None


NO_SHORT_FORM: tuple[Callable[[Doc, Node, Node], bool], ...] = (
    _he_or_she,
    _something_else,
    _demonym,
    _country,
    _another_body,
)
"""Why a word is no short form of the body that begins with it."""


def _acting_town(doc: Doc, node: Node) -> bool:
    """Whether a name taken for a little-known town only ever acts, and is never where something happens.

    "Halden has never carried oil" of an article on Halden Shipping; "in Halden" is the town.
    """
    if node.type != "City" or node.chain is None:
        return False
    if places.capital(node.text) or places.big_place(node.text):
        return False
    return all(
        n.type == "City" and stands_for_government(doc[n.head], seat=False, by_head={})
        for n in node.chain.named()
    )
