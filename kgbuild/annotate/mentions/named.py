"""Mentions that are names, and demonyms: from the recogniser, corrected by gazetteer and titles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, known_noun, noun_class, words
from kgbuild.annotate.mentions.body_names import (
    behaves_as_body,
    iso_inside,
    named_by_trade,
    whole_start,
)
from kgbuild.annotate.mentions.left_out import land_by_its_kind, left_out, office_letters
from kgbuild.annotate.mentions.name_ends import (
    STORM,
    VESSEL,
    names_storm,
    names_vessel,
    settle_bare,
)
from kgbuild.annotate.mentions.name_nodes import (
    LABELS,
    TRIM,
    country_node,
    demonym_node,
    people_node,
    person,
    plain,
    whole_word,
)
from kgbuild.annotate.nodes import Node
from kgbuild.annotate.place_types import names_branch, names_people, told_place, unlisted_place
from kgbuild.annotate.senses import body_type, is_state_body, owner_kind
from kgbuild.english.rulebook import decided
from kgbuild.language.gathered import kind_of
from kgbuild.language.grammar import wordforms as wf
from kgbuild.names import word as fold
from kgbuild.names.bodies import OWN_COUNTRY

if TYPE_CHECKING:
    from spacy.tokens import Doc


def names(doc: Doc, sentence_of: list[int]) -> list[Node]:
    """Name and demonym nodes in the order of the text; spans never overlap another name's."""
    found: list[Node] = []
    taken: set[int] = set()
    for ent in doc.ents:
        label = LABELS.get(ent.label_, "")
        if not label:
            continue
        for start, end in _pieces(doc, ent.start, ent.end, label):
            end = whole_word(doc, end, compound=label not in ("Location", "NORP"))
            if label == "Organization":
                start, end = whole_start(doc, start, end), _with_own_mark(doc, start, end)
            node = decided(NAMES, _Name(doc, start, end, label, sentence_of))
            if node is not None:
                found.append(node)
                taken.update(range(node.start, node.end))
                found += _nested(doc, node, sentence_of)
    more = left_out(doc, taken, sentence_of)
    found = [
        n
        for n in found
        if n.type != "Group" or not any(m.start <= n.start < n.end <= m.end for m in more)
    ]
    found += more
    settle_bare(found)
    return sorted(found, key=lambda node: node.start)


def _pieces(doc: Doc, start: int, end: int, label: str) -> list[tuple[int, int]]:
    """Trim marks, articles and possessive endings; cut "Aceh, Indonesia" at the comma."""
    cuts = [start - 1]
    if label == "Location":
        cuts += [i for i in range(start, end) if doc[i].text == ","]
    pieces = []
    for at, cut in enumerate(cuts):
        a, b = cut + 1, cuts[at + 1] if at + 1 < len(cuts) else end
        while a < b and (
            doc[a].text in TRIM or doc[a].is_space or doc[a].lower_ in {"the", "a", "an"}
        ):
            a += 1
        while b > a and (
            (doc[b - 1].text in TRIM and not _closes(doc, a, b))
            or doc[b - 1].is_space
            or wf.has_form(doc[b - 1], wf.POSSESSIVE_MARK)
            or (label != "Person" and office_letters(doc[b - 1]))
        ):
            b -= 1
        if b > a:
            pieces.append((a, b))
    return pieces


def _with_own_mark(doc: Doc, start: int, end: int) -> int:
    """The end of a firm that is called by a family's name with its mark ("Sotheby's")."""
    mark = end < len(doc) and end - start == 1 and wf.has_form(doc[end], wf.POSSESSIVE_MARK)
    return end + (mark and doc[start].lower_ in words("FamilyFirms"))


def _closes(doc: Doc, start: int, end: int) -> bool:
    """Whether the last mark closes a bracket of the name itself ("JD(S)")."""
    return doc[end - 1].text == ")" and "(" in doc[start : end - 1].text


def _nested(doc: Doc, node: Node, sentence_of: list[int]) -> list[Node]:
    """The body or country that a longer name begins with ("SCO" in "SCO Summit", "Russian" …)."""
    if node.end - node.start < 2 or node.type == "Person":
        return []
    first = doc[node.start]
    iso = places.demonym(first.text)
    if iso and node.type in BODIES | {"Event"}:
        return [demonym_node(doc, node.start, node.start + 1, iso, sentence_of)]
    known = places.body(first.text)
    if known is not None and node.type == "Event":
        inner = plain(doc, node.start, node.start + 1, sentence_of)
        inner.canonical, inner.type, inner.iso, _ = known
        return [inner]
    return (
        _places_inside(doc, node, sentence_of)
        if node.type in BODIES | {"Event", "Facility"}
        else []
    )


def _places_inside(doc: Doc, node: Node, sentence_of: list[int]) -> list[Node]:
    """The place that a body's name begins with, or ends with after "of" ("Boston" in "Boston Library")."""
    spans = [(node.start, node.start + 2), (node.start, node.start + 1)]
    spans += [
        (i + 1, node.end)
        for i in range(node.start + 1, node.end - 1)
        if doc[i].lower_ in ("of", "in")
    ]
    for start, end in spans:
        if end < len(doc) and doc[end].text == "-":  # "Nord-Ost Bank" is of no place Nord
            continue
        if end - start >= node.end - node.start or any(
            doc[i].pos_ != "PROPN" for i in range(start, end)
        ):
            continue
        kind = places.big_place(doc[start:end].text)
        iso = places.country(doc[start:end].text)
        if iso:
            return [country_node(doc, start, end, "Country", iso, sentence_of)]
        if kind:
            inner = plain(doc, start, end, sentence_of)
            inner.type = kind
            return [inner]
    return []


@dataclass(frozen=True, slots=True)
class _Name:
    """What the recogniser found: a span with its label."""

    doc: Doc
    start: int
    end: int
    label: str
    sentence_of: list[int]

    @property
    def text(self) -> str:
        return self.doc[self.start : self.end].text

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.doc[self.start : self.end]]

    @property
    def demonym(self) -> str | None:
        """The country of a demonym; one of several words only where taken for a person or people."""
        alone = self.end - self.start == 1 or self.label in ("Person", "NORP")
        return places.demonym(self.text) if alone and self.label != "Organization" else None

    @property
    def unlisted(self) -> bool:
        """Whether it was taken for a place that no gazetteer knows."""
        return self.label == "Location" and not places.place_type(self.text)

    def node(self, type_: str = "Topic", iso: str = "") -> Node:
        made = plain(self.doc, self.start, self.end, self.sentence_of)
        made.type, made.iso = type_, iso or made.iso
        return made


def _no_name(_name: _Name) -> None:
    """ "12", "-", "the Republic": no name."""


def _seat(name: _Name) -> Node:
    """ "Downing Street": where a government sits."""
    return name.node("Facility", places.seat(name.text) or "")


def _vessel(name: _Name) -> Node:
    """ "MV Alan Kurdi"."""
    return name.node(VESSEL)


def _storm(name: _Name) -> Node:
    """ "Tropical Storm Barry"."""
    return name.node(STORM)


def _demonym(name: _Name) -> Node:
    """ "Irish"."""
    return demonym_node(name.doc, name.start, name.end, name.demonym or "", name.sentence_of)


def _person(name: _Name) -> Node | None:
    """ "Anna Berg"."""
    return person(name.doc, name.start, name.end, name.sentence_of)


def _country(name: _Name) -> Node:
    """ "Ireland"."""
    iso = places.country(name.text) or ""
    return country_node(name.doc, name.start, name.end, "Country", iso, name.sentence_of)


def _people(name: _Name) -> Node | None:
    """ "Kurds"."""
    return people_node(name.doc, name.start, name.end, name.sentence_of)


def _known_body(name: _Name) -> Node:
    """ "NATO", which the gazetteer knows."""
    made, known = name.node(), places.body(name.text)
    assert known is not None
    made.canonical, made.type, made.iso, wikidata = known
    if wikidata:
        made.external["wikidata"] = wikidata
    return made


def _typed(name: _Name) -> Node | None:
    """Any other name: typed by its label and its words."""
    made = name.node()
    told, label = _told(name.doc, made), name.label
    if _own_branch(name):
        label = "Organization"
    if name.unlisted:
        # no gazetteer knows such a place, and it is spoken of as somebody
        label = told if told in ("Person", "Organization") else label
    type_of = TYPED.get(label)
    made.type = type_of(name, told, made) if type_of is not None else label
    if made.type == "Person":
        return _person(name)
    if made.type in BODIES:
        made.iso = iso_inside(name.doc, name.start, name.end)
    return made


def _own_branch(name: _Name) -> bool:
    """ "Norvo Polska": a body in a country that is called as it calls itself."""
    return len(name.words) > 1 and fold(name.words[-1]) in OWN_COUNTRY


def _surely_body(name: _Name) -> bool:
    """A body's name, though the recogniser takes it for a person's."""
    return places.body(name.text) is not None or _own_branch(name)


NAMES: tuple[tuple[Callable[[_Name], object], Callable[[_Name], Node | None]], ...] = (
    (lambda name: not any(c.isalpha() for c in name.text), _no_name),
    (lambda name: name.end - name.start == 1 and land_by_its_kind(name.doc[name.start]), _no_name),
    (lambda name: places.seat(name.text), _seat),
    (lambda name: names_vessel(name.doc, name.start, name.end), _vessel),
    (lambda name: names_storm(name.doc, name.start, name.end), _storm),
    (lambda name: name.label == "Person" and name.demonym, _demonym),
    (lambda name: name.label == "Person" and not _surely_body(name), _person),
    (lambda name: places.country(name.text), _country),
    (lambda name: name.demonym, _demonym),
    (lambda name: name.label == "NORP", _people),
    (lambda name: places.body(name.text) is not None, _known_body),
    (lambda name: name.unlisted and names_people(name.doc, name.start, name.end), _people),
    (lambda _name: True, _typed),
)
"""What a name is of: the first case that holds."""


def _place(name: _Name, _told: str, _made: Node) -> str:
    if name.unlisted and names_branch(name.doc, name.start, name.end):
        return "Organization"
    if told := told_place(name.doc, name.start, name.end):
        return told
    return places.place_type(name.text) or unlisted_place(name.doc, name.start, name.end)


def _body(name: _Name, _told: str, made: Node) -> str:
    kind = body_type(name.words)
    head = name.doc[made.head]
    if kind == "GovernmentBody" and head.lemma_.lower() in words("BodyParts"):
        return owner_kind(head) or kind
    trading = kind == "Organization" and named_by_trade(name.doc, name.start, name.end)
    return "Company" if trading else kind


def _any_kind(name: _Name, told: str, made: Node) -> str:
    """What a name of no class is: by its last noun, its trade, what it does, what the network takes it for."""
    last = name.doc[name.end - 1].lemma_.lower() if name.end - name.start > 1 else ""
    if named_by_trade(name.doc, name.start, name.end):
        return "Company"
    if is_state_body([word.lower() for word in name.words]):
        return "GovernmentBody"
    kind = noun_class(last) if last else "Topic"
    if kind in {"Event", "Document", "Product", *BODIES}:
        return kind
    day = name.doc[name.start].lower_ in words("TimeWeekdays")
    if told == "Person" or (day and last and not known_noun(last)):  # "Friday Okafor"
        return "Person"
    # what a body does is no event
    return "Organization" if behaves_as_body(name.doc[made.head]) else told or "Topic"


TYPED: dict[str, Callable[[_Name, str, Node], str]] = {
    "Person": lambda *_: "Person",
    "Location": _place,
    "Organization": _body,
    "Misc": _any_kind,
}
"""The type of a name by its label: given what the network takes it for; others are as they are labelled."""


SURE = 0.7
"""How likely a type must be that the network reads; in eight news articles all seven such events were right."""


def _told(doc: Doc, node: Node) -> str:
    """What the network takes the mention for, where it is sure, among what a name may be of ours."""
    kind, share = kind_of(doc, node.head)
    ours = kind.capitalize() if kind in ("person", "organization", "event") else ""
    return ours if share >= SURE else ""
