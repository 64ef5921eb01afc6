"""Bodies and places by their noun: the council, the company, the country, the government."""

from __future__ import annotations

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, PLACES, noun_class, words
from kgbuild.annotate.nodes import Chain, Node, link, order
from kgbuild.english import table
from kgbuild.model import MentionKind
from kgbuild.names import body_key

MAIN_SHARE = 0.7
GENERIC_WINDOW = 4
OWNER_SURE = 0.9
"""How probable the antecedent of "his" must be for "his government" to be that of a country."""
CITY_STATES = frozenset({"HK", "MO", "SG", "MC", "VA", "GI"})
STATUS = words("Status")
GOVERNMENTS = frozenset({"government", "administration"})


def link_bodies(nodes: list[Node], *, scored: bool = False) -> None:
    """As in "The council", "the company", "the country": the body or place that the noun fits.

    Where pairs are `scored`, a noun that several may go by ("the court" of two) is left to what weighs them all.
    """
    chains = _thing_chains(nodes)
    for node in sorted(nodes, key=order):
        if not _asks_for_a_body(node) or node.chain is None or node.chain.named():
            continue
        before = [
            c for c in chains if c.nodes and c is not node.chain and c.first().start < node.start
        ]
        named = node.type in BODIES | PLACES
        by_name = [c for c in before if named and _named_by(node, c)]
        if by_name and scored and (len(by_name) > 1 or _another(node, by_name[0], nodes)):
            continue
        chosen = _last(node, by_name)
        if chosen is None and not by_name and node.lemma in words("Generic") and not node.owner:
            chosen = _generic(node, before)
        if chosen is not None:
            link(chosen.nodes[0], node)


def _asks_for_a_body(node: Node) -> bool:
    """Whether a mention is a definite description of one thing that is no person."""
    described = node.kind is MentionKind.DESCRIPTION and node.definite in ("def", "dem")
    one_thing = node.number != "plur" and node.type not in ("Person", "Group")
    return described and one_thing and not (node.lemma == "government" and node.iso)


def _another(node: Node, chain: Chain, nodes: list[Node]) -> bool:
    """Whether something else was described with the same noun before ("a three-judge court")."""
    return any(
        other.lemma == node.lemma
        and other.kind is MentionKind.DESCRIPTION
        and other.start < node.start
        and other.chain is not chain
        and other.chain is not node.chain
        for other in nodes
    )


def link_government(nodes: list[Node]) -> None:
    """As in "the government": the only one spoken of, or that of the country that the article is about."""
    bare = [
        n
        for n in nodes
        if n.lemma == "government"
        and n.definite == "def"
        and n.number == "sing"
        and not n.iso
        and n.owner is None
        and not n.modifiers
        and n.kind is MentionKind.DESCRIPTION
    ]
    known = {n.key: n for n in reversed(nodes) if n.key.startswith("government of ") and n.iso}
    iso = main_country(nodes)
    for node in bare:
        before = [n for n in known.values() if n.start < node.start]
        if len(known) == 1 and before:
            link(before[0], node)
        elif iso and (not known or f"government of {iso}" in known):
            node.iso, node.key, node.canonical = iso, f"government of {iso}", places.government(iso)
            link(known.setdefault(node.key, node), node)


def link_led(nodes: list[Node]) -> None:
    """As in "Modi … his government": that of the country which its owner is told to lead."""
    known = {n.key: n for n in reversed(nodes) if n.key.startswith("government of ") and n.iso}
    for node in nodes:
        owner = node.owner.chain if node.owner is not None and _plain(node.owner) else None
        told = node.definite in ("poss", "def") and not node.modifiers - STATUS
        own = told and node.lemma in GOVERNMENTS and node.type == "GovernmentBody"
        if not own or owner is None or node.named or node.chain is None or node.chain.named():
            continue
        iso = _led_by(owner)
        if iso and not node.chain.countries() - {iso}:
            node.iso, node.key = iso, f"government of {iso}"
            node.canonical = places.government(iso)
            link(known.setdefault(node.key, node), node)


def _plain(owner: Node) -> bool:
    """Whether there is no doubt who an owner is: a name, or a pronoun that is sure of its antecedent."""
    return not owner.pronoun or owner.sure >= OWNER_SURE


def _led_by(chain: Chain) -> str:
    """The one country that somebody is told to lead now: its president, premier or monarch; else ""."""
    isos = chain.countries()
    leads = chain.type() == "Person" and any(_leads(n) for n in chain.nodes)
    return next(iter(isos)) if leads and len(isos) == 1 else ""


def _leads(node: Node) -> bool:
    """Whether a mention tells that somebody leads a country now, and no other body."""
    if node.status in ("former", "then") or (node.owner and node.owner.type != "Country"):
        return False
    heads = table("role_nouns")["state head"]
    return any(r in heads or (r == "minister" and "prime" in node.modifiers) for r, _ in node.roles)


def another_s_government(node: Node, chain: Chain) -> bool:
    """ "Jujuy's government" is not a country's, nor "Xi's government" that of another country than his."""
    if node.lemma not in GOVERNMENTS or node.owner is None or not chain.countries():
        return False
    owner = node.owner
    mine = owner.chain.countries() if owner.chain is not None else set()
    return owner.type in PLACES - {"Country"} or (bool(mine) and not mine & chain.countries())


def main_country(nodes: list[Node]) -> str:
    """The country that an article is about: at least MAIN_SHARE of all mentions of countries; else ""."""
    votes: dict[str, int] = {}
    for node in nodes:
        if node.type == "Country" and node.iso and node.kind is not MentionKind.PRONOUN:
            votes[node.iso] = votes.get(node.iso, 0) + 1
    if not votes:
        return ""
    best = max(sorted(votes), key=lambda iso: votes[iso])
    return best if votes[best] >= max(3, MAIN_SHARE * sum(votes.values())) else ""


def _thing_chains(nodes: list[Node]) -> list[Chain]:
    seen: dict[int, Chain] = {}
    for node in nodes:
        if (
            node.kind in (MentionKind.NAME, MentionKind.METONYM, MentionKind.DEMONYM)
            and node.chain is not None
        ) and node.type in BODIES | PLACES:
            seen.setdefault(id(node.chain), node.chain)
    return list(seen.values())


def _named_by(node: Node, chain: Chain) -> bool:
    if node.iso and chain.countries() and node.iso not in chain.countries():
        return False
    if (node.type in PLACES) != (chain.type() in PLACES):  # "the world" is no World Bank
        return False
    for named in chain.named():
        key = body_key(named.text)
        if named.kind is MentionKind.METONYM or len(key) < 2:
            continue
        if node.lemma in (key[-1], key[0]) and node.modifiers - STATUS <= set(key):
            return True
    return False


def _last(node: Node, chains: list[Chain]) -> Chain | None:
    if not chains:
        return None
    dated = [
        (max(n.start for n in c.nodes if n.start < node.start), i) for i, c in enumerate(chains)
    ]
    return chains[max(dated)[1]]


def _generic(node: Node, chains: list[Chain]) -> Chain | None:
    kind = noun_class(node.lemma)
    if kind in BODIES and node.modifiers - STATUS:
        # "the foreign ministry" is another one
        return None
    fitting: list[tuple[int, int, int]] = []
    for i, chain in enumerate(chains):
        city_state = (
            kind == "City" and bool(chain.countries() & CITY_STATES) and chain.type() in PLACES
        )
        if not city_state and not type_fits(node.lemma, kind, chain.type()):
            continue
        if node.iso and chain.countries() and node.iso not in chain.countries():
            continue
        near = [
            n
            for n in chain.nodes
            if n.start < node.start and node.sentence - n.sentence <= GENERIC_WINDOW
        ]
        named = [n for n in near if n.kind is not MentionKind.DEMONYM]
        if near and (named or kind == "Country"):
            fitting.append((max(n.sentence for n in near), len(near), i))
    if not fitting:
        return None
    if kind != "Country" and len(fitting) > 1 and kind not in PLACES:
        return None
    fitting.sort(key=lambda row: (row[0] / 2 + min(row[1], 6), row[1], -row[2]), reverse=True)
    return chains[fitting[0][2]]


def type_fits(lemma: str, kind: str, chain_type: str) -> bool:
    """Whether a noun of a class ("company": Company) can be said of what has a type."""
    if kind == "Country" or lemma == "country":
        return chain_type == "Country"
    if kind in ("City", "Region"):
        return chain_type == kind
    if kind == "Company":
        return chain_type in ("Company", "Organization")
    if lemma in (
        "organisation",
        "organization",
        "group",
        "body",
        "agency",
        "institution",
        "union",
        "bloc",
        "alliance",
    ):
        return chain_type in BODIES - {"Company"}
    return kind in BODIES and chain_type == kind
