"""Places with their state, and states that are a country's namesake.

"Moscow, Idaho", "Salem, OR": the town is that state's, not the capital of the same name. "Georgia lawmakers" in a
text from Atlanta are the state's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import PLACES, words
from kgbuild.gazetteer import city_candidates, region_by_letters, region_candidates
from kgbuild.language.grammar import clauses as tree
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node
    from kgbuild.gazetteer import Place


def settle(doc: Doc, nodes: list[Node]) -> None:
    """Give towns told with their state a name and country of their own, and states theirs."""
    _in_states(doc, nodes)
    _among_states(doc, nodes)
    _of_the_land(nodes)
    _namesakes(doc, nodes)


STATES = frozenset({"US", "CA", "AU"})
"""Countries whose press tells a town with its state or province."""


def _in_states(doc: Doc, nodes: list[Node]) -> None:
    """ "Moscow, Idaho", "Salem, OR": the town is in that region, whatever greater one has its name."""
    by_start = {node.start: node for node in nodes}
    told: dict[str, Node] = {}
    states: dict[str, Place] = {}
    for node in nodes:
        if node.end + 1 < len(doc) and doc[node.end].text == ",":
            state = by_start.get(node.end + 1)
            region = _state(doc, node, state)
            if region is not None:
                _place(node, region)
                told[node.text] = node
                if state is not None:
                    states[state.text] = region
                continue
        first = told.get(node.text)
        if first is not None and node.type in PLACES | {"Person", "Topic"}:
            node.type, node.name, node.gender = "City", None, "neuter"
            node.canonical, node.key, node.iso = first.canonical, first.key, first.iso
    for node in nodes:
        if node.text in states and node.type in PLACES | {"Person", "Topic"}:
            _name_state(node, states[node.text])


def _name_state(node: Node, region: Place) -> None:
    node.type, node.iso, node.name, node.gender = "Region", region.country, None, "neuter"
    node.canonical, node.external = region.name, {}
    # "New York" told as a state is not the city of that name
    node.key = f"{region.name.lower()} state" if city_candidates(node.text) else region.name.lower()


def _among_states(doc: Doc, nodes: list[Node]) -> None:
    """ "Ohio, New York and Virginia", "New York State": a town's namesake in a row of states is the state."""
    found: dict[str, Place] = {}
    row: list[Node] = []
    for node in [*sorted(nodes, key=lambda n: n.start), None]:
        if node is not None and row and _next_in_row(doc, row[-1], node):
            row.append(node)
            continue
        found |= _states_of(row)
        row = [node] if node is not None else []
    for node in nodes:
        region = found.get(node.text)
        if region is not None and node.type in ("City", "Region"):
            _name_state(node, region)


def _of_the_land(nodes: list[Node]) -> None:
    """ "Victoria" in a text of Australia, with no word of Canada or the Seychelles: the state, no far town."""
    doubtful = {n.text: r for n in nodes if n.type == "City" and (r := _region(n)) is not None}
    for text, region in doubtful.items():
        towns = {town.country for town in city_candidates(text)}
        if region.country in towns:
            continue
        told = set().union(*(_lands(n) for n in nodes if n.text != text and n.type in PLACES))
        if region.country in told and not towns & told:
            for node in nodes:
                if node.text == text and node.type == "City":
                    _name_state(node, region)


def _lands(node: Node) -> set[str]:
    """The country of a place: its own, or that of the greatest town or only region of the name."""
    if node.iso:
        return {node.iso}
    regions = region_candidates(node.text)
    towns = city_candidates(node.text)
    if towns and towns[0].population >= GREAT:
        return {towns[0].country}
    return {regions[0].country} if len(regions) == 1 and not towns else set()


GREAT = 500_000


def _next_in_row(doc: Doc, last: Node, node: Node) -> bool:
    between = [token.lower_ for token in doc[last.end : node.start]]
    return between in ([","], ["and"], ["or"], [",", "and"], [",", "or"], [";"])


def _states_of(row: list[Node]) -> dict[str, Place]:
    """The members of a row that are towns' namesakes, where most others are states and nothing but that."""
    regions = {node.text: _region(node) for node in row if node.type in ("City", "Region")}
    named = {text: region for text, region in regions.items() if region is not None}
    doubtful = {text for text in named if any(n.text == text and n.type == "City" for n in row)}
    sure = len(named) - len(doubtful)
    return {t: named[t] for t in doubtful} if sure >= 2 and sure > len(doubtful) else {}


def _region(node: Node) -> Place | None:
    found = [r for r in region_candidates(node.text) if r.country in STATES and r.name == node.text]
    return found[0] if found else None


def _state(doc: Doc, node: Node, state: Node | None) -> Place | None:
    """The state or province behind the comma, where the name before it can be its town's."""
    text = state.text if state is not None else doc[node.end + 1].text
    end = state.end if state is not None else node.end + 2
    closed = end >= len(doc) or doc[end].is_punct or doc[end].lower_ in ("'s", "’s")
    letters = region_by_letters(text) if closed else None
    found = [letters] if letters is not None else [
        r for r in region_candidates(text) if r.country in STATES
    ]  # fmt: skip
    if not found or node.end - node.start > 3:
        return None
    region = found[0]
    if any(city.region == region.region for city in city_candidates(node.text)):
        return region
    listed = not closed or (end < len(doc) and doc[end].text == "," and _list_goes_on(doc, end))
    if listed or node.type not in {"City", "Topic", "Facility"}:
        return None
    return region


def _list_goes_on(doc: Doc, comma: int) -> bool:
    """ "in Boston, Vermont, and Maine": another name follows the comma."""
    after = doc[comma + 1 : comma + 3]
    return bool(len(after)) and (
        after[0].lower_ in ("and", "or")
        or (after[0].pos_ == "PROPN" and tree.role(after[0]) == "conjunct")
    )


def _place(node: Node, region: Place) -> None:
    node.type, node.iso, node.name, node.gender = "City", region.country, None, "neuter"
    greatest = city_candidates(node.text)
    node.external = {}
    if greatest and greatest[0].region == region.region:
        node.canonical, node.key = "", ""
        return
    node.canonical = f"{node.text}, {region.name}"
    node.key = f"{node.text.lower()} in {region.name.lower()}"


def _namesakes(doc: Doc, nodes: list[Node]) -> None:
    """ "Georgia" is the state where its towns, offices or other states stand beside it, and nothing of the country."""
    alike = [n for n in nodes if n.iso == "GE" and n.type == "Country" and n.text == "Georgia"]
    others = [n for n in nodes if n not in alike]
    if not alike or any(map(_of_the_caucasus, others)):
        return
    after = {doc[n.end].lower_ for n in alike if n.end < len(doc)}
    if after & words("StateOffices") or any(map(_american, others)):
        for node in alike:
            node.type, node.iso, node.kind = "Region", "US", MentionKind.NAME
            node.canonical, node.key = "Georgia (US state)", "georgia (us state)"


def _of_the_caucasus(node: Node) -> bool:
    greatest = city_candidates(node.text)[:1]
    return node.iso in ("GE", "RU", "AM", "AZ") or any(c.country == "GE" for c in greatest)


def _american(node: Node) -> bool:
    """A town of the state, or another state."""
    if node.type == "Region":
        return any(region.country == "US" for region in region_candidates(node.text)[:1])
    towns = city_candidates(node.text)[:1] if node.type not in ("Person", "Group") else ()
    return any(town.region == "US.GA" for town in towns)
