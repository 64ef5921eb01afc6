"""Descriptions: what is said to be somebody, roles, bodies by their noun, repeated phrases, the lead's riddle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places, syntax
from kgbuild.annotate.lexicon import noun_class, words
from kgbuild.annotate.named import BODIES, PLACES
from kgbuild.annotate.names import body_key
from kgbuild.annotate.nodes import Chain, link, order
from kgbuild.annotate.nominal import BORNE
from kgbuild.language import _labels as lab
from kgbuild.language import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

ROLE_GROUPS: tuple[frozenset[str], ...] = (
    frozenset({"president", "leader", "head"}),
    frozenset({"premier", "minister", "leader"}),
    frozenset({"chancellor", "leader"}),
    frozenset({"king", "monarch", "ruler"}),
    frozenset({"chairman", "chairwoman", "chairperson", "chair", "head", "chief"}),
    frozenset({"director", "head", "chief", "boss"}),
    frozenset({"ceo", "chief", "boss", "executive"}),
    frozenset(
        {
            "lawmaker",
            "legislator",
            "senator",
            "congressman",
            "congresswoman",
            "deputy",
            "mp",
            "politician",
        }
    ),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"lawyer", "attorney"}),
    frozenset({"adviser", "advisor"}),
    frozenset({"author", "writer", "novelist"}),
    frozenset({"suspect", "defendant", "accused"}),
)
ANYBODY = frozenset({"man", "woman", "politician", "veteran", "pair"})
STATUS = words("Status")
SAME_HEAD_WINDOW = 12
MAIN_SHARE = 0.7
GENERIC_WINDOW = 4
LEAD = 6


def said_of(left: Node, right: Node) -> bool:
    """Whether two nodes may be one thing by type, number and gender."""
    if left.number and right.number and left.number != right.number:
        return False
    if left.gender and right.gender and left.gender != right.gender:
        return False
    if not _kindred(left, right) and not left.pronoun and not right.pronoun:
        return {left.type, right.type} & {"Group", "Organization"} != set() and bool(
            {left.type, right.type} <= BODIES | {"Group"}
        )
    people = {"Person", "Group"}
    if (left.type in people) != (right.type in people) and not (
        "Group" in (left.type, right.type) and {left.type, right.type} & BODIES
    ):
        return False
    return not (
        {left.type, right.type} & PLACES and {left.type, right.type} & {"Event", "Document"}
    )


def link_said_to_be(doc: Doc, nodes: list[Node], by_head: dict[int, Node]) -> None:
    """Titles, appositions and predicate nominals name what they stand beside."""
    beside = _beside(doc, nodes)
    for node in nodes:
        _owner(doc, node, by_head)
        if node.appositive_of is not None:
            _same(node.appositive_of, node)
            continue
        if node.settled or node.pronoun or node.kind is MentionKind.DEMONYM:
            continue
        token = doc[node.head]
        if node.named and node.type == "Person":
            called = _called(token, by_head)
            if called is not None and said_of(node, called) and not called.named:
                _same(node, called)
                continue
        other: Node | None = beside.get(id(node))
        if other is not None:
            pass
        elif (
            node.type == "Person" and node.number == "sing" and syntax.role_verb(token) is not None
        ):
            other = _role_bearer(token, by_head)
        elif syntax.is_apposition(token):
            other = by_head.get(token.head.i)
            if other is not None and _somebody_between(other, node, nodes):
                other = None
        elif syntax.is_predicate_nominal(token) and not _hypothetical(token):
            subject = syntax.predicate_subject(token)
            other = by_head.get(subject.i) if subject is not None else None
            if (
                other is not None
                and node.definite == "bare"
                and node.type not in ("Position", "Person")
            ):
                other = None
            if other is not None and (other.lemma in {"it", "this", "that"} or other.person == 2):
                other = None
        if other is None or other is node or other.chain is node.chain or not said_of(node, other):
            continue
        if (
            node.named
            and other.named
            and not (
                node.type == "Person" == other.type and node.name is not None and node.name.alone
            )
        ):
            continue
        if (
            (node.definite == "indef" or not node.named)
            and other.type
            in (
                "Event",
                "Document",
                "Topic",
                "Product",
            )
            and node.type not in ("Event", "Document", "Topic", "Product")
        ):
            continue
        _same(other, node)
        node.appositive_of = other


def _somebody_between(left: Node, right: Node, nodes: list[Node]) -> bool:
    """Whether a person is named between two nodes: an apposition does not reach over them."""
    return any(n.name is not None and left.end <= n.start and n.end <= right.start for n in nodes)


def _called(name: Token, by_head: dict[int, Node]) -> Node | None:
    """Who bears the name in "a man named Fakih", "identified as Fakih"."""
    verb = name.head
    if verb.lemma_.lower() not in NAMING or verb.dep_ not in lab.REDUCED or verb.i > name.i:
        return None
    return by_head.get(verb.head.i)


NAMING = frozenset({"name", "call", "know", "identify", "dub", "nickname"})


def _role_bearer(token: Token, by_head: dict[int, Node]) -> Node | None:
    """Who is said to become, serve as, or be named this."""
    verb = syntax.role_verb(token)
    if verb is None or _hypothetical(verb) or _hypothetical(token):
        return None
    objects = [child for child in phrases.children(verb, lab.OBJECT) if child.i != token.i]
    bearer = objects[0] if objects else syntax.subject(verb)
    return by_head.get(bearer.i) if bearer is not None else None


def _beside(doc: Doc, nodes: list[Node]) -> dict[int, Node]:
    """Appositions by their commas, whatever the parse says: "Nanping, a city in China,"."""
    ends = {node.end: node for node in nodes if not node.pronoun and not node.settled}
    found: dict[int, Node] = {}
    starts = {_with_title(doc, n): n for n in nodes if n.named and n.type == "Person"}
    heads = {n.head: n for n in nodes if n.kind is MentionKind.DESCRIPTION and not n.settled}
    for node in nodes:
        before = heads.get(node.start - 1)
        if before is not None and node.named and _kind_before(before, node):
            found[id(before)] = node
            continue
        start = _with_title(doc, node) if node.named and node.type == "Person" else node.start
        other = ends.get(start - 1) if start >= 2 and doc[start - 1].text == "," else None
        if other is None or node.sentence != other.sentence:
            continue
        if (
            not node.named
            and node.end < len(doc)
            and doc[node.end].text == ","
            and node.end + 1 in starts
        ):
            # "A, the head of B, C, …": C may be the head
            continue
        if node.named == other.named or _listed(doc, node, other):
            continue
        described = other if node.named else node
        named = node if node.named else other
        titled = node.named and described.type == "Person" and described.number == "sing"
        if not titled and not _closed(doc, node):
            continue
        known = described.definite in ("def", "indef") or titled or described.type == "Person"
        if described.kind is not MentionKind.DESCRIPTION or not known:
            continue
        if named.type == "Person" and (named.name is None or (node.named and named.name.alone)):
            continue
        if not _kindred(described, named) or not said_of(described, named):
            continue
        found[id(described)] = named
    return found


def _kind_before(described: Node, named: Node) -> bool:
    """As in "the trade union Solidna", "patrol boat Havorn": the noun says what the name is."""
    if described.number != "sing" or described.end > named.start or described.type in LOOSE_KINDS:
        return False
    if named.type == "Person":
        if named.name is None or not named.name.alone or named.gender or named.roles:
            return False
        for node in named.chain.nodes if named.chain is not None else []:
            node.type, node.name = described.type, None
        return True
    return _kindred(described, named)


LOOSE_KINDS = frozenset({"Person", "Group", "Position", "Topic", "Event"})


def _with_title(doc: Doc, node: Node) -> int:
    """Where a name begins with its honorifics taken in ("Mrs Koonjoo")."""
    start = node.start
    while start > 0 and doc[start - 1].lower_.rstrip(".") in words("Honorific"):
        start -= 1
    return start


def _closed(doc: Doc, node: Node) -> bool:
    """Whether the phrase is closed by a mark, a relative clause or a participle."""
    if node.end >= len(doc):
        return True
    after = doc[node.end]
    return (
        after.is_punct or after.is_space or after.tag_ in ("WP", "WDT", "WRB", "WP$", "VBN", "VBG")
    )


def _listed(doc: Doc, node: Node, other: Node) -> bool:
    """Whether the two stand in a list ("Xi, the minister and Putin")."""
    first = doc[other.head]
    if any(child.dep_ in lab.COORDINATOR for child in first.children):
        return True
    if doc[node.head].dep_ in lab.CONJUNCT and any(
        c.dep_ in lab.COORDINATOR for c in doc[node.head].children
    ):
        return True
    return node.end < len(doc) and doc[node.end].lower_ in ("and", "or", "&")


def _kindred(left: Node, right: Node) -> bool:
    """Whether two types can be one thing's: both people, both places, both bodies, or equal."""
    if left.type == right.type:
        return True
    return any(
        {left.type, right.type} <= kinds
        for kinds in (BODIES, PLACES, frozenset({"Event", "Topic"}))
    )


def _same(one: Node, described: Node) -> None:
    if not link(one, described):
        return
    for node in (one, described):
        if described.gender in ("male", "female") and node.type == "Person" and not node.gender:
            node.gender = described.gender
    if described.type == "Person" and one.iso == "" and described.iso:
        one.iso = described.iso


def _hypothetical(token: Token) -> bool:
    children = list(token.children)
    return any(
        child.lower_ in {"not", "n't", "never", "would", "could", "may", "might", "if"}
        for child in children
    )


def _owner(doc: Doc, node: Node, by_head: dict[int, Node]) -> None:
    """The node that a noun belongs to: its possessor, "of X", or a name before it."""
    if node.pronoun or (node.named and node.type != "Position"):
        return
    token = doc[node.head]
    below = [o.noun for o in phrases.modifiers(token) if o.preposition in {"of", "for", "at"}]
    # "the secretary of the council's office": the secretary is the council's
    below = [
        phrases.possessors(noun)[0] if noun.lemma_ in BORNE and phrases.possessors(noun) else noun
        for noun in below
    ]
    # "Russia's secretary of the Security Council": the office is the council's
    first = [noun for noun in below if noun.i in by_head and by_head[noun.i].type in BODIES]
    candidates = [*first, *phrases.possessors(token), *below, *phrases.compounds(token)]
    for candidate in candidates:
        owner = by_head.get(candidate.i)
        if owner is not None and owner is not node and owner.kind is not MentionKind.DEMONYM:
            node.owner = owner
            return


def link_roles(doc: Doc, nodes: list[Node]) -> None:
    """As in "The Chinese president", "the secretary": the person of whom that role was said before."""
    _counterparts(doc, nodes)
    for node in nodes:
        if node.type != "Person" or node.named or node.pronoun or node.appositive_of is not None:
            continue
        if (
            node.chain is None
            or node.chain.named()
            or node.definite not in ("def", "dem", "poss")
            or node.number == "plur"
        ):
            continue
        found = [chain for chain in _person_chains(nodes) if _holds(node, chain)]
        exact = [c for c in found if node.iso and (node.lemma, node.iso) in c.roles()]
        found = exact or [c for c in found if not _of_another(node, c)]
        before = [chain for chain in found if any(n.start < node.start for n in chain.nodes)]
        chosen = _choose(node, before) or (
            found[0]
            if len(found) == 1 and not before and node.definite == "def" and node.iso
            else None
        )
        if chosen is not None and chosen is not node.chain:
            _same(chosen.nodes[0], node)


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


def _person_chains(nodes: list[Node]) -> list[Chain]:
    seen: dict[int, Chain] = {}
    for node in nodes:
        if node.type == "Person" and node.name is not None and node.chain is not None:
            seen.setdefault(id(node.chain), node.chain)
    return list(seen.values())


def _holds(node: Node, chain: Chain) -> bool:
    if node.gender and chain.genders() - {"neuter"} and node.gender not in chain.genders():
        return False
    if node.iso and chain.countries() and node.iso not in chain.countries():
        return False
    roles = chain.roles()
    agreeing = [role for role in roles if _same_role(node.lemma, role[0])]
    if not agreeing:
        return False
    if node.iso and not any(role[1] in ("", node.iso) for role in agreeing):
        return False
    owners = [
        n.owner for n in chain.nodes if n.owner is not None and _same_role(node.lemma, n.lemma)
    ]
    owner = node.owner
    if owner is not None and not (owner.type == "Country" and node.iso):
        if owners and all(other.chain is not owner.chain for other in owners):
            return False
        if not owners and not node.iso:
            return False
    known = {word for n in chain.nodes for word in n.modifiers} | STATUS
    extra = node.modifiers - known
    return not extra or (bool(node.iso) and len(extra) <= 1)


def _same_role(left: str, right: str) -> bool:
    return left == right or any(left in group and right in group for group in ROLE_GROUPS)


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


def link_bodies(nodes: list[Node]) -> None:
    """As in "The council", "the company", "the country": the body or place that the noun fits."""
    chains = _thing_chains(nodes)
    for node in sorted(nodes, key=order):
        if node.kind is not MentionKind.DESCRIPTION or node.chain is None or node.chain.named():
            continue
        if (
            node.definite not in ("def", "dem")
            or node.number == "plur"
            or node.type in ("Person", "Group")
        ):
            continue
        if node.lemma == "government" and node.iso:
            continue
        before = [
            c for c in chains if c.nodes and c is not node.chain and c.first().start < node.start
        ]
        by_name = [c for c in before if _named_by(node, c)]
        chosen = _last(node, by_name)
        if chosen is None and not by_name and node.lemma in words("Generic") and not node.owner:
            chosen = _generic(node, before)
        if chosen is not None:
            link(chosen.nodes[0], node)


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
    fitting: list[tuple[int, int, int]] = []
    for i, chain in enumerate(chains):
        if not _type_fits(node.lemma, kind, chain.type()):
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


def _type_fits(lemma: str, kind: str, chain_type: str) -> bool:
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


def link_same_head(nodes: list[Node]) -> None:
    """As in "The meeting" after "a meeting with Guo", "the protesters" after "protesters": the nearest before."""
    chosen = [
        n for n in sorted(nodes, key=order) if n.kind is MentionKind.DESCRIPTION and not n.joint
    ]
    for at, node in enumerate(chosen):
        if node.chain is None or (len(node.chain.nodes) > 1 and node.chain.named()):
            continue
        if node.appositive_of is not None:
            continue
        for other in reversed(chosen[:at]):
            if node.sentence - other.sentence > SAME_HEAD_WINDOW:
                break
            if _repeats(node, other):
                link(other, node)
                break


def _repeats(node: Node, other: Node) -> bool:
    if node.lemma != other.lemma or node.number != other.number or node.type != other.type:
        return False
    if node.chain is other.chain or node.start < other.end:
        return False
    if (node.iso and other.iso and node.iso != other.iso) or (
        node.count and other.count and node.count != other.count
    ):
        return False
    if node.owner is not None and (
        other.owner is None or node.owner.chain is not other.owner.chain
    ):
        return False
    if node.definite in ("def", "dem"):
        assert other.chain is not None
        known = {word for n in other.chain.nodes for word in n.modifiers}
        return node.modifiers - STATUS <= known and not (node.iso and not other.iso)
    if node.definite == "poss":
        return node.owner is not None and node.modifiers == other.modifiers
    if node.definite == "bare":
        same = (
            node.modifiers == other.modifiers
            and node.iso == other.iso
            and node.owner is None
            and other.owner is None
        )
        return same and other.definite == "bare" and node.text.lower() == other.text.lower()
    return False


def link_only_event(nodes: list[Node]) -> None:
    """As in "the invasion" before "Russia's invasion of Ukraine": the only one of its noun in the article."""
    events: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=order):
        if node.type == "Event" and node.kind is MentionKind.DESCRIPTION and node.number == "sing":
            events.setdefault(node.lemma, []).append(node)
    for several in events.values():
        plain = [
            n for n in several if n.definite == "def" and not n.modifiers and n.end - n.start == 2
        ]
        others = {
            id(n.chain): n for n in several if n not in plain and n.definite in ("def", "poss")
        }
        if len(others) == 1 and all(n in plain or n.definite in ("def", "poss") for n in several):
            target = next(iter(others.values()))
            for node in plain:
                link(target, node)


def link_owned(nodes: list[Node]) -> None:
    """After the pronouns: "Xi's government" and "his government", "their first meeting" twice."""
    seen: dict[tuple[int, str, frozenset[str], str], Node] = {}
    for node in sorted(nodes, key=order):
        if (
            node.kind is not MentionKind.DESCRIPTION
            or node.owner is None
            or node.owner.chain is None
            or node.joint
        ):
            continue
        if node.definite not in ("poss", "def"):
            continue
        key = (id(node.owner.chain), node.lemma, node.modifiers, node.number)
        known = seen.setdefault(key, node)
        if known is not node and known.chain is not node.chain:
            assert node.chain is not None and known.chain is not None
            if not (node.chain.named() and known.chain.named()):
                link(known, node)


def link_lead(doc: Doc, nodes: list[Node]) -> None:
    """A headline's or lead's "a senior Russian official" is the person whom the next sentences name.

    Only where country or role words say so, and nobody else fits.
    """
    named = [
        chain
        for chain in _person_chains(nodes)
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
            _same(fitting[0].first(), node)


def _riddle(node: Node, chain: Chain) -> bool:
    if node.gender and chain.genders() - {"neuter"} and node.gender not in chain.genders():
        return False
    isos = chain.countries()
    roles = {role for role, _ in chain.roles()}
    if not roles:
        return False
    if node.iso and node.iso not in isos:
        return False
    same = any(_same_role(node.lemma, role) for role in roles)
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
