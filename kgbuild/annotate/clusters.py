"""Chains become clusters: one name, aliases, country, ids and the attributes that resolve and draw read.

Attributes, all optional, all one line:

| name | says | on |
|---|---|---|
| given, family | parts of the fullest name | Person |
| order | western, family_first, vietnamese, spanish | Person |
| gender | male, female | Person |
| role | office or trade said of them, in the text's words | Person, Position |
| of_org | the body of that office, in the text's words | Person, Position |
| status | former, acting, incoming … | Person, Position |
| head | lemma of the describing noun | described things |
| owner | name of what it belongs to | described things |
| count | head count in words | Group |
| members | names of the members, "; " between | Group |
| named | "no" where no mention is a name | all |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kgbuild import ids
from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, words
from kgbuild.annotate.nodes import Chain, Node, order
from kgbuild.english import table
from kgbuild.language.text.smooth import characters
from kgbuild.model import Attributes, Cluster, MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from kgbuild.model import Document


def build(document: Document, doc: Doc, chains: list[Chain]) -> dict[int, Cluster]:
    """A cluster for each chain, by the chain's `id()`; cluster ids differ within the document."""
    taken: set[str] = set()
    found: dict[int, Cluster] = {}
    for chain in chains:
        cluster = _cluster(document, doc, chain, taken)
        taken.add(cluster.id)
        found[id(chain)] = cluster
    return found


def _cluster(document: Document, doc: Doc, chain: Chain, taken: set[str]) -> Cluster:
    nodes = sorted(chain.nodes, key=order)
    kind = chain.type()
    ident = ""
    for node in nodes:
        ident = ids.cluster_id(document.id, *characters(doc[node.start : node.end]))
        if ident not in taken:
            break
    else:
        # an office and its holder on the very same words: shorten the span until the id is free
        start, end = characters(doc[nodes[0].start : nodes[0].end])
        while ident in taken:
            end -= 1
            ident = ids.cluster_id(document.id, start, end)
    name = _without_half_quotation(best_name(nodes, kind))
    country = _country(nodes, kind)
    aliases = sorted({_surface(node) for node in nodes if node.named} - {name})
    external: dict[str, str] = {}
    for node in nodes:
        external.update({k: v for k, v in node.external.items() if k not in external})
    if kind in ("Country", "Region") and country and any(node.key == country for node in nodes):
        external.update(places.country_ids(country))
    return Cluster(
        id=ident, document=document.id, type=kind, name=name, aliases=tuple(aliases), country=country,
        external_ids=external, attributes=_attributes(nodes, kind),
    )  # fmt: skip


def _surface(node: Node) -> str:
    return " ".join(node.text.split())


def _without_half_quotation(name: str) -> str:
    """A name that begins or ends inside a quotation loses the mark that has no partner; an editor's brackets go."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    name = name.replace("[", "").replace("]", "")  # an editor's: "this [decision]"
    if len(name) > 2 and name[-1] in '”"’' and name[-2] in ".,":
        name = name[:-2] + name[-1]  # a full stop that American print puts inside
    return " ".join(name.split()) or name


def best_name(nodes: list[Node], kind: str) -> str:
    """The canonical name where there is one, else the fullest name, else the fullest description."""
    for node in nodes:
        if node.canonical and node.kind is not MentionKind.DESCRIPTION:
            return node.canonical
    named = [node for node in nodes if node.kind is MentionKind.NAME]
    if kind == "Position":
        return _office(nodes)
    if kind == "Person":
        full = [node for node in named if node.name is not None]
        if full:
            return _surface(
                max(full, key=lambda n: (len(n.name.parts) if n.name else 0, len(n.text), -n.start))
            )
    if named:
        spelled = [n for n in named if not n.text.isupper()] or named
        return _surface(max(spelled, key=lambda n: (len(n.text.split()), len(n.text), -n.start)))
    for node in nodes:
        if node.canonical:
            return node.canonical
    described = [node for node in nodes if not node.pronoun]
    if described:
        return _plain(
            max(
                described,
                key=lambda n: (
                    n.appositive_of is None,
                    _told(n),
                    -n.start,
                ),
            )
        )
    return _surface(nodes[0])


ARTICLES = ("the", "a", "an")
LONG = 90


def _told(node: Node) -> int:
    """How much a description tells, in characters: nothing where it is too long, or "these countries" alone."""
    plain = _plain(node)
    leans = node.text.split(maxsplit=1)[0].lower() in words("Anaphoric")
    return len(node.text) if len(node.text) < LONG and (" " in plain or not leans) else 0


def _plain(node: Node) -> str:
    """A description without its article, or the word by which it leans on an earlier one ("these countries")."""
    said = _surface(node).split()
    first, owner = said[0].lower(), len(said) > 1 and said[1].endswith(("'s", "’s"))
    leans = first in words("Anaphoric") and not owner  # but "this year's budget"
    return " ".join(said[1:] if len(said) > 1 and (leans or first in ARTICLES) else said)


def _office(nodes: list[Node]) -> str:
    """As in "President of Russia", "Secretary of the Security Council of Russia", or the words."""
    node = next((n for n in nodes if n.iso or n.owner is not None), nodes[0])
    words = [w for w in node.text.split() if not places.demonym(w)]
    if node.iso and len(words) <= 2 and node.owner is None:
        name = places.country_name(node.iso)
        article = "the " if places.government(node.iso).startswith("Government of the ") else ""
        title = " ".join(words)
        return f"{title[:1].upper()}{title[1:]} of {article}{name}"
    return _surface(node)


def _country(nodes: list[Node], kind: str) -> str | None:
    votes: dict[str, int] = {}
    for node in nodes:
        if node.iso:
            votes[node.iso] = votes.get(node.iso, 0) + 1
    if not votes and kind in BODIES | {"Position"}:
        for node in nodes:
            owner = node.owner
            if owner is not None and owner.chain is not None:
                for iso in sorted(owner.chain.countries()):
                    votes[iso] = votes.get(iso, 0) + 1
    if not votes and kind == "Person":
        for node in nodes:
            owner = node.owner
            if owner is None or owner.chain is None or not _belongs(node):
                continue
            if owner.type in BODIES | {"Country"}:
                for iso in sorted(owner.chain.countries()):
                    votes[iso] = votes.get(iso, 0) + 1
    if not votes:
        return None
    best = max(sorted(votes), key=lambda iso: votes[iso])
    return best


BELONGING = ("office", "head", "minister", "member", "employee", "state staff", "ruler", "national")
"""Classes of role_nouns.csv whose nouns tell where somebody belongs."""


def _belongs(node: Node) -> bool:
    """Whether somebody belongs to the owner of a mention: its minister does, a supporter or guest need not."""
    if node.name is not None:
        return True
    nouns = table("role_nouns")
    if node.lemma in nouns["for or against"]:
        return False
    return any(node.lemma in nouns[kind] for kind in BELONGING)


def _attributes(nodes: list[Node], kind: str) -> Attributes:
    found = Attributes()
    for rule in ATTRIBUTES:
        found.update(rule(nodes, kind))
    told = {key: " ".join(str(value).split()) for key, value in sorted(found.items())}
    return cast("Attributes", told)


def _name_parts(nodes: list[Node], kind: str) -> Attributes:
    """Parts of a person's fullest name."""
    names = [n.name for n in sorted(nodes, key=lambda n: n.start) if n.name is not None]
    if kind != "Person" or not names:
        return {}
    best = max(names, key=lambda name: len(name.parts))
    if not best.given:
        return {"family": best.family}
    return {"family": best.family, "given": best.given, "order": best.order}


def _gender(nodes: list[Node], kind: str) -> Attributes:
    """Of a person all of whose mentions agree."""
    genders = {n.gender for n in nodes if n.gender in ("male", "female")}
    return {"gender": genders.pop()} if kind == "Person" and len(genders) == 1 else {}


def _role(nodes: list[Node], kind: str) -> Attributes:
    """What somebody is said to be, in the text's words."""
    if kind == "Position":
        return {"role": nodes[0].lemma}
    roles = [
        n for n in nodes if n.kind is MentionKind.DESCRIPTION and n.type in ("Person", "Group")
    ]
    if kind in ("Person", "Group") and roles:
        return {"role": _plain(max(roles, key=lambda n: (n.appositive_of is not None, -n.start)))}
    said = [role for n in nodes for role, _ in n.roles] if kind == "Person" else []
    return {"role": said[0]} if said else {}


def _owner(nodes: list[Node], kind: str) -> Attributes:
    """The body of an office, or what a described thing belongs to."""
    owner = next((n.owner for n in nodes if n.owner is not None), None)
    if owner is None or owner.chain is None:
        return {}
    label = best_name(sorted(owner.chain.nodes, key=order), owner.chain.type())
    office = kind in ("Person", "Position") and owner.type in BODIES
    return {"of_org": label} if office else {"owner": label}


def _status(nodes: list[Node], _kind: str) -> Attributes:
    """The first status and count that are told."""
    found = Attributes()
    if status := next((n.status for n in nodes if n.status), ""):
        found["status"] = status
    if count := next((n.count for n in nodes if n.count), ""):
        found["count"] = count
    return found


def _named(nodes: list[Node], _kind: str) -> Attributes:
    """The describing noun of what has no name, and that it has none."""
    described = [n for n in nodes if n.kind is MentionKind.DESCRIPTION]
    found = Attributes()
    if described and not any(n.named for n in nodes):
        found["head"] = described[0].lemma
    if not any(n.named or n.kind is MentionKind.DEMONYM for n in nodes):
        found["named"] = "no"
    return found


ATTRIBUTES: tuple[Callable[[list[Node], str], Attributes], ...] = (
    _name_parts,
    _gender,
    _role,
    _owner,
    _status,
    _named,
)
