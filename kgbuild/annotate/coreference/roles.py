"""Roles: 'the Chinese president', 'the secretary', and the person whom a lead does not name yet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgbuild.annotate import places, syntax
from kgbuild.annotate.coreference.body_links import SMALL
from kgbuild.annotate.coreference.said_to_be import same
from kgbuild.annotate.lexicon import words
from kgbuild.annotate.nodes import Chain, Node, order
from kgbuild.english import table
from kgbuild.english.rulebook import barred
from kgbuild.model import MentionKind
from kgbuild.names import body_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


STATUS = words("Status")
SAME_HEAD_WINDOW = 12
LEAD = 6


def link_roles(doc: Doc, nodes: list[Node]) -> None:
    """As in "The Chinese president", "the secretary": the person of whom that role was said before."""
    _counterparts(doc, nodes)
    for node in nodes:
        if not _told_by_role(node):
            continue
        chosen = _holder(node, nodes)
        if chosen is not None and chosen is not node.chain:
            same(chosen.nodes[0], node)


def _told_by_role(node: Node) -> bool:
    """ "The president": one person, told by a role alone and named nowhere in its chain."""
    if node.type != "Person" or node.named or node.pronoun or node.appositive_of is not None:
        return False
    if node.chain is None or node.chain.named():
        return False
    if node.lemma in words("Kin") and not (node.owner is not None and node.owner.named):
        return False  # "the son", "her son": whose, only the pronouns tell
    # headlines have no article: "Sula Navy commander visits Varde"
    headed = node.definite == "bare" and node.owner is not None and node.owner.named
    return (node.definite in ("def", "dem", "poss") or headed) and node.number != "plur"


def _holder(node: Node, nodes: list[Node]) -> Chain | None:
    """Who holds the role: somebody named before; with a country, the only one who is named later too."""
    found = [chain for chain in person_chains(nodes) if not barred(HOLDS_NOT, node, chain)]
    found = [c for c in found if not _only_former(c)] or found if node.status != "former" else found
    exact = [c for c in found if node.iso and (node.lemma, node.iso) in c.roles()]
    found = exact or [c for c in found if not _of_another(node, c)]
    before = [chain for chain in found if any(n.start < node.start for n in chain.nodes)]
    if before:
        return _choose(node, before)
    only = len(found) == 1 and node.definite == "def" and node.iso
    return found[0] if only else None


def _only_former(chain: Chain) -> bool:
    """Whether somebody's roles are told as former ones alone."""
    told = [n.status for n in chain.nodes if n.roles and not n.pronoun]
    return bool(told) and all(status == "former" for status in told)


def _of_another(node: Node, chain: Chain) -> bool:
    """Whether nothing says that the chain's office is one of the country that the node names."""
    return bool(node.iso) and not chain.countries()


def _counterparts(doc: Doc, nodes: list[Node]) -> None:
    """As in "His Irish counterpart X" holds the office of the person named before."""
    last: Node | None = None
    for node in sorted(nodes, key=order):
        if node.type != "Person" or node.name is None or node.chain is None:
            continue
        said = [role for role in node.chain.roles() if role[0] == "counterpart"]
        if said and last is not None and last.chain is not None and last.sentence == node.sentence:
            for role, _ in last.chain.roles():
                node.roles.append((role, said[0][1]))
        last = node


def person_chains(nodes: list[Node]) -> list[Chain]:
    """Chains of people who are named, in the order of the text."""
    seen: dict[int, Chain] = {}
    for node in nodes:
        if node.type == "Person" and node.name is not None and node.chain is not None:
            seen.setdefault(id(node.chain), node.chain)
    return list(seen.values())


def _other_sex(node: Node, chain: Chain) -> bool:
    """ "The actress" is not Mr Holm."""
    known = chain.genders()
    return bool(node.gender and known - {"neuter"}) and node.gender not in known


def _other_country(node: Node, chain: Chain) -> bool:
    """ "The Irish minister" is not the Polish prime minister."""
    return bool(node.iso and chain.countries()) and node.iso not in chain.countries()


def _other_role(node: Node, chain: Chain) -> bool:
    """ "The secretary" is nobody of whom no such role was said, or one of another country."""
    agreeing = [role for role in chain.roles() if same_role(node.lemma, role[0])]
    return not agreeing or bool(
        node.iso and not any(role[1] in ("", node.iso) for role in agreeing)
    )


def lesser(node: Node, chain: Chain) -> bool:
    """ "The president" is nobody who is only told to be vice-president."""
    if node.definite != "def" or node.lemma not in table("comparison")["one_holds"]:
        return False
    lesser = table("role_nouns")["assistant"] - STATUS
    told = [n for n in chain.nodes if any(same_role(node.lemma, role[0]) for role in n.roles)]
    return bool(told) and not node.modifiers & lesser and all(n.modifiers & lesser for n in told)


def _other_body(node: Node, chain: Chain) -> bool:
    """ "The ministry's spokesman" is not the army's."""
    owner = node.owner
    if owner is None or (owner.type == "Country" and node.iso):
        return False
    told = [n for n in chain.nodes if n.owner is not None and same_role(node.lemma, n.lemma)]
    if not told:
        return not node.iso
    return all(
        n.owner is not None
        and n.owner.chain is not owner.chain
        and _narrowing(n) != _narrowing(node)
        for n in told
    )


def _narrowing(node: Node) -> set[str]:
    """What a role is narrowed by: "the IRGC navy commander" is "the commander of the IRGC Navy"."""
    return set(body_key(node.text)) - {node.lemma} - SMALL


def _more_told(node: Node, chain: Chain) -> bool:
    """ "The deputy health minister" says more than was said; with a country one word more may be said."""
    known = {word for n in chain.nodes for word in n.modifiers} | STATUS
    known |= {word for n in chain.nodes if n.owner is not None for word in _narrowing(n)}
    return len(node.modifiers - known) > (1 if node.iso else 0)


HOLDS_NOT: tuple[Callable[[Node, Chain], bool], ...] = (
    _other_sex,
    _other_country,
    _other_role,
    lesser,
    _other_body,
    _more_told,
)
"""Why a person does not hold the role that a description tells."""


@cache
def _one_post() -> dict[str, set[str]]:
    """Each noun with those that can be said of the same post."""
    found: dict[str, set[str]] = {}
    for group in table("one_post").values():
        for noun in group:
            found.setdefault(noun, set()).update(group)
    return found


def same_role(left: str, right: str) -> bool:
    """Whether two role words can be said of one office."""
    return left == right or right in _one_post().get(left, ())


def _choose(node: Node, chains: list[Chain]) -> Chain | None:
    """The only chain, or the one spoken of last when no other was spoken of near it."""
    if len(chains) <= 1:
        return chains[0] if chains else None
    last = sorted(
        chains,
        key=lambda chain: max(n.start for n in chain.nodes if n.start < node.start),
        reverse=True,
    )
    exact = [c for c in last if any(role[0] == node.lemma for role in c.roles())]
    if len(exact) == 1:
        return exact[0]
    latest = exact or last
    second = max(n.sentence for n in latest[1].nodes if n.start < node.start)
    first = max(n.sentence for n in latest[0].nodes if n.start < node.start)
    return latest[0] if first > second and node.sentence - first <= SAME_HEAD_WINDOW else None


def link_lead(doc: Doc, nodes: list[Node]) -> None:
    """A headline's or lead's "a senior Russian official" is the person whom the next sentences name.

    Only where country or role words say so, and nobody else fits.
    """
    named = [
        chain
        for chain in person_chains(nodes)
        if any(n.name and not n.name.alone for n in chain.nodes)
    ]
    for node in nodes:
        if node.sentence > 2 or node.type != "Person" or node.kind is not MentionKind.DESCRIPTION:
            continue
        if (
            node.definite not in ("indef", "bare")
            or node.number == "plur"
            or node.appositive_of is not None
        ):
            continue
        if node.chain is None or node.chain.named() or not syntax.is_subject(doc[node.head]):
            continue
        fitting = []
        for chain in named:
            first = chain.first()
            if first.start < node.start or first.sentence > node.sentence + LEAD:
                continue
            if _riddle(node, chain):
                fitting.append(chain)
        if len(fitting) == 1:
            same(fitting[0].first(), node)


def _riddle(node: Node, chain: Chain) -> bool:
    if node.gender and chain.genders() - {"neuter"} and node.gender not in chain.genders():
        return False
    isos = chain.countries()
    roles = {role for role, _ in chain.roles()}
    if not roles:
        return False
    if node.iso and node.iso not in isos:
        return False
    same = any(same_role(node.lemma, role) for role in roles)
    official = node.lemma in {"official", "politician", "diplomat", "leader"} and bool(
        roles & (words("Post") | {"official"})
    )
    said = {w.lower() for n in chain.nodes for w in _words_around(n)}
    own = {word for word in node.modifiers if not places.demonym(word.title())}
    shared = (own - STATUS - {"senior", "top", "high", "leading"}) & said
    return (same and (bool(node.iso) or bool(shared))) or (official and bool(shared))


def _words_around(node: Node) -> set[str]:
    if node.kind is MentionKind.DESCRIPTION:
        return set(body_key(node.text)) | node.modifiers
    return set(node.modifiers)
