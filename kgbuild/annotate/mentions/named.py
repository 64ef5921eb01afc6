"""Mentions that are names, and demonyms: from the recogniser, corrected by gazetteer and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, PLACES, known_noun, noun_class, noun_gender, words
from kgbuild.annotate.mentions.body_names import (
    behaves_as_body,
    body_run,
    body_type,
    iso_inside,
    named_by_trade,
    whole_start,
)
from kgbuild.annotate.mentions.name_ends import VESSEL, names_vessel, settle_vessels
from kgbuild.annotate.mentions.name_nodes import (
    TRIM,
    WESTERN,
    country_node,
    demonym_node,
    people_node,
    person,
    plain,
    whole_word,
)
from kgbuild.annotate.nodes import Node
from kgbuild.language.gathered import kind_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.names import is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
LABELS = {
    "Person": "Person", "PERSON": "Person", "Organization": "Organization", "ORG": "Organization",
    "Location": "Location", "GPE": "Location", "LOC": "Location", "Facility": "Facility", "FAC": "Facility",
    "NORP": "NORP", "Misc": "Misc", "EVENT": "Event", "WORK_OF_ART": "Document", "LAW": "Document",
    "Product": "Product", "PRODUCT": "Product",
}  # fmt: skip


def names(doc: Doc, sentence_of: list[int]) -> list[Node]:
    """Name and demonym nodes in the order of the text; spans never overlap another name's."""
    found: list[Node] = []
    taken: set[int] = set()
    for ent in doc.ents:
        label = LABELS.get(ent.label_, "")
        if not label:
            continue
        for start, end in _pieces(doc, ent.start, ent.end, label):
            end = whole_word(doc, end)
            if label == "Organization":
                start = whole_start(doc, start, end)
            node = _node(doc, start, end, label, sentence_of)
            if node is not None:
                found.append(node)
                taken.update(range(node.start, node.end))
                found += _nested(doc, node, sentence_of)
    more = _missed(doc, taken, sentence_of)
    found = [
        n
        for n in found
        if n.type != "Group" or not any(m.start <= n.start < n.end <= m.end for m in more)
    ]
    found += more
    settle_vessels(found)
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
            doc[b - 1].text in TRIM
            or doc[b - 1].is_space
            or wf.has_form(doc[b - 1], wf.POSSESSIVE_MARK)
        ):
            b -= 1
        if b > a:
            pieces.append((a, b))
    return pieces


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


def _node(doc: Doc, start: int, end: int, label: str, sentence_of: list[int]) -> Node | None:
    tokens = [doc[i].text for i in range(start, end)]
    text = doc[start:end].text
    if not any(c.isalpha() for c in text):
        return None
    seat = places.seat(text)
    if seat:
        node = plain(doc, start, end, sentence_of)
        node.type, node.iso = "Facility", seat
        return node
    if names_vessel(doc, start, end):
        node = plain(doc, start, end, sentence_of)
        node.type = VESSEL
        return node
    if label == "Person":
        iso = places.demonym(text)
        if iso:
            return demonym_node(doc, start, end, iso, sentence_of)
        return person(doc, start, end, sentence_of)
    iso = places.country(text)
    if iso:
        return country_node(doc, start, end, "Country", iso, sentence_of)
    if end - start == 1 or label == "NORP":
        iso = places.demonym(text)
        if iso and label != "Organization":
            return demonym_node(doc, start, end, iso, sentence_of)
    if label == "NORP":
        return people_node(doc, start, end, sentence_of)
    node = plain(doc, start, end, sentence_of)
    known = places.body(text)
    if known is not None:
        node.canonical, node.type, node.iso, wikidata = known
        if wikidata:
            node.external["wikidata"] = wikidata
        return node
    last = doc[end - 1].lemma_.lower() if end - start > 1 else ""
    told = _told(doc, node)
    if label == "Location" and not places.place_type(text) and told in ("Person", "Organization"):
        label = told  # no gazetteer knows such a place, and it is spoken of as somebody
        if label == "Person":
            return person(doc, start, end, sentence_of)
    if label == "Location":
        node.type = places.place_type(text) or _named_place(tokens)
    elif label == "Organization":
        node.type = body_type(tokens)
        if node.type == "Organization" and named_by_trade(doc, start, end):
            node.type = "Company"
    elif label == "Facility":
        node.type = "Facility"
    elif label == "Misc":
        kind = noun_class(last) if last else "Topic"
        kind = "Company" if named_by_trade(doc, start, end) else kind
        node.type = kind if kind in {"Event", "Document", "Product", *BODIES} else "Topic"
        day_born = tokens[0].lower() in words("TimeWeekdays") and last and not known_noun(last)
        if node.type == "Topic" and (told == "Person" or day_born):  # "Friday Okafor"
            return person(doc, start, end, sentence_of)
        if node.type == "Topic" and behaves_as_body(doc[node.head]):
            node.type = "Organization"
        node.type = told if node.type == "Topic" and told else node.type
    else:
        node.type = label
    if node.type in BODIES:
        node.iso = iso_inside(doc, start, end)
    return node


SURE = 0.7
"""How likely a type must be that the network reads; in eight news articles all seven such events were right."""


def _told(doc: Doc, node: Node) -> str:
    """What the network takes the mention for, where it is sure, among what a name may be of ours."""
    kind, share = kind_of(doc, node.head)
    ours = kind.capitalize() if kind in ("person", "organization", "event") else ""
    return ours if share >= SURE else ""


def _named_place(tokens: list[str]) -> str:
    last, first = tokens[-1].lower(), tokens[0].lower()
    for word in (last, first):
        kind = noun_class(word)
        if kind in PLACES and len(tokens) > 1:
            return kind
    return "GeoArea" if first in DIRECTIONS else "City"


def _missed(doc: Doc, taken: set[int], sentence_of: list[int]) -> list[Node]:
    """Demonyms, countries and capitalised heads that the recogniser left out."""
    found: list[Node] = []
    demonyms = {
        i for e in doc.ents if LABELS.get(e.label_) == "NORP" for i in range(e.start, e.end)
    }
    for token in doc:
        body = body_run(doc, token, taken - demonyms) if token.i not in taken else token.i
        if body < token.i:
            node = plain(doc, body, token.i + 1, sentence_of)
            node.type = body_type([doc[i].text for i in range(body, token.i + 1)])
            node.iso = iso_inside(doc, body, token.i + 1)
            found.append(node)
            taken.update(range(body, token.i + 1))
            continue
        if (
            token.i in taken
            or not token.text[:1].isupper()
            or (not token.is_alpha and "." not in token.text)
        ):
            continue
        if token.pos_ in ("ADJ", "PROPN", "NOUN"):
            iso = places.demonym_at(token)
            if iso and token.head.i > token.i and noun_class(token.head.lemma_) == "Measure":
                # "US dollars", "Egyptian pounds" are money
                continue
            if iso and not (token.lower_ == "us" and token.text != "US"):
                found.append(demonym_node(doc, token.i, token.i + 1, iso, sentence_of))
                taken.add(token.i)
                continue
            if (token.lower_ in WESTERN and token.text != "Western") or (
                token.text == "Western" and fn.stands_as(token, fn.ADJECTIVE)
            ):
                people = people_node(doc, token.i, token.i + 1, sentence_of)
                if people is not None:
                    found.append(people)
                    taken.add(token.i)
                continue
        if token.pos_ == "PROPN" and not fn.stands_as(token, fn.COMPOUND | fn.FLAT):
            proper = _proper(doc, token, taken, sentence_of)
            if proper is not None:
                found.append(proper)
                taken.update(range(proper.start, proper.end))
    return found


def _proper(doc: Doc, token: Token, taken: set[int], sentence_of: list[int]) -> Node | None:
    start = end = token.i
    while start - 1 not in taken and start > 0 and _joins(doc[start - 1], token):
        start -= 1
    while end + 1 < len(doc) and end + 1 not in taken and _joins(doc[end + 1], token):
        end += 1
    text = doc[start : end + 1].text
    iso = places.country(text)
    if iso:
        return country_node(doc, start, end + 1, "Country", iso, sentence_of)
    if noun_class(token.lemma_) in {"Measure", "Light"} or (is_title(token.text) and start == end):
        return None
    seat = places.seat(text)
    node = plain(doc, start, end + 1, sentence_of)
    before = doc[start - 1] if start else None
    if seat:
        node.type, node.iso = "Facility", seat
    elif before is not None and is_title(before.text) and before.text[:1].isupper():
        return person(doc, start, end + 1, sentence_of)
    else:
        kind = places.place_type(text) or (
            noun_class(token.lemma_.lower()) if end > start else "Topic"
        )
        if named_by_trade(doc, start, end + 1):
            kind = "Company"
        node.type = (
            kind if kind not in {"Measure", "Light", "Animal", "Body", "Person"} else "Topic"
        )
        if noun_gender(token.lower_):
            node.gender = ""
    return node


def _joins(other: Token, head: Token) -> bool:
    return (
        other.pos_ == "PROPN"
        and other.text[:1].isupper()
        and (other.head.i == head.i or other.i == head.head.i)
        and (fn.stands_as(other, fn.COMPOUND | fn.FLAT | fn.ADJECTIVE | fn.DESCRIPTION))
        and not is_title(other.text)
    )
