"""Mentions that are names, and demonyms: from the recogniser, corrected by gazetteer and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import noun_class, noun_gender, words
from kgbuild.annotate.names import fold, gender_of, is_title, person_name, title_gender
from kgbuild.annotate.nodes import Node
from kgbuild.language import _labels as lab
from kgbuild.language import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset({"Country", "Region", "City", "GeoArea", "Facility"})
BODIES = frozenset(
    [
        "Organization",
        "GovernmentBody",
        "PoliticalParty",
        "JudicialBody",
        "ArmedForce",
        "ArmedGroup",
        "Company",
        "InternationalOrganization",
        "CivilSocietyOrg",
        "MediaOutlet",
    ]
)
TRIM = frozenset("“”\"'‘’,.;:()[]-–—*•")
WESTERN = frozenset({"western", "westerners"})
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
LABELS = {
    "Person": "Person", "PERSON": "Person", "Organization": "Organization", "ORG": "Organization",
    "Location": "Location", "GPE": "Location", "LOC": "Location", "Facility": "Facility", "FAC": "Facility",
    "NORP": "NORP", "Misc": "Misc", "EVENT": "Event", "WORK_OF_ART": "Document", "LAW": "Document",
    "Product": "Product", "PRODUCT": "Product",
}  # fmt: skip
MEDIA_WORDS = words("MediaWords")
MILITARY_WORDS = words("MilitaryWords")


def names(doc: Doc, sentence_of: list[int]) -> list[Node]:
    """Name and demonym nodes in the order of the text; spans never overlap another name's."""
    found: list[Node] = []
    taken: set[int] = set()
    for ent in doc.ents:
        label = LABELS.get(ent.label_, "")
        if not label:
            continue
        for start, end in _pieces(doc, ent.start, ent.end, label):
            end = _whole_word(doc, end)
            start = _whole_body(doc, start, end) if label == "Organization" else start
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
            doc[b - 1].text in TRIM or doc[b - 1].is_space or doc[b - 1].tag_ == "POS"
        ):
            b -= 1
        if b > a:
            pieces.append((a, b))
    return pieces


def _whole_word(doc: Doc, end: int) -> int:
    """Take in what a hyphen ties to the last word of a name ("Cho Gue" + "-" + "sung")."""
    while end < len(doc) and not doc[end - 1].whitespace_:
        hyphen = doc[end - 1].text.endswith("-") and doc[end].is_alpha
        tied = (
            doc[end].text == "-"
            and end + 1 < len(doc)
            and not doc[end].whitespace_
            and doc[end + 1].is_alpha
        )
        if not hyphen and not (tied and doc[end + 1].text[:1].islower()):
            break
        end += 1
    return end


def _nested(doc: Doc, node: Node, sentence_of: list[int]) -> list[Node]:
    """The body or country that a longer name begins with ("SCO" in "SCO Summit", "Russian" …)."""
    if node.end - node.start < 2 or node.type == "Person":
        return []
    first = doc[node.start]
    iso = places.demonym(first.text)
    if iso and node.type in BODIES | {"Event"}:
        return [_demonym(doc, node.start, node.start + 1, iso, sentence_of)]
    known = places.body(first.text)
    if known is not None and node.type == "Event":
        inner = _plain(doc, node.start, node.start + 1, sentence_of)
        inner.canonical, inner.type, inner.iso, _ = known
        return [inner]
    return []


def _whole_body(doc: Doc, start: int, end: int) -> int:
    """Take a demonym or "national" into a body's name ("Chinese" + "Communist Party")."""
    if start == 0 or doc[start].is_sent_start or end - start < 2:
        return start
    before = doc[start - 1]
    generic = noun_class(doc[end - 1].lower_) in BODIES
    if generic and (
        places.demonym(before.text) or before.lower_ in {"national", "federal", "supreme"}
    ):
        return start - 1
    return start


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token of a span that hangs on a word outside it (the last one where several do)."""
    outside = [
        i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i
    ]
    nouns = [i for i in outside if doc[i].pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "X")]
    if len(nouns) == 1:
        return nouns[0]
    if nouns:
        return (
            nouns[0]
            if doc[nouns[0]].dep_ not in lab.COMPOUND | lab.CASE | lab.ADJECTIVE
            else nouns[-1]
        )
    return outside[-1] if outside else end - 1


def _node(doc: Doc, start: int, end: int, label: str, sentence_of: list[int]) -> Node | None:
    tokens = [doc[i].text for i in range(start, end)]
    text = doc[start:end].text
    if not any(c.isalpha() for c in text):
        return None
    seat = places.seat(text)
    if seat:
        node = _plain(doc, start, end, sentence_of)
        node.type, node.iso = "Facility", seat
        return node
    if label == "Person":
        iso = places.demonym(text)
        if iso:
            return _demonym(doc, start, end, iso, sentence_of)
        return person(doc, start, end, sentence_of)
    iso = places.country(text)
    if iso:
        return _place(doc, start, end, "Country", iso, sentence_of)
    if end - start == 1 or label == "NORP":
        iso = places.demonym(text)
        if iso and label != "Organization":
            return _demonym(doc, start, end, iso, sentence_of)
    if label == "NORP":
        return _people(doc, start, end, sentence_of)
    node = _plain(doc, start, end, sentence_of)
    known = places.body(text)
    if known is not None:
        node.canonical, node.type, node.iso, wikidata = known
        if wikidata:
            node.external["wikidata"] = wikidata
        return node
    last = doc[end - 1].lemma_.lower() if end - start > 1 else ""
    if label == "Location":
        node.type = places.place_type(text) or _named_place(tokens)
    elif label == "Organization":
        node.type = body_type(tokens)
    elif label == "Facility":
        node.type = "Facility"
    elif label == "Misc":
        kind = noun_class(last) if last else "Topic"
        node.type = kind if kind in {"Event", "Document", "Product", *BODIES} else "Topic"
        if node.type == "Topic" and _behaves_as_body(doc[node.head]):
            node.type = "Organization"
    else:
        node.type = label
    if node.type in BODIES:
        node.iso = _iso_inside(doc, start, end)
    return node


def _behaves_as_body(head: Token) -> bool:
    """Whether a name that the recogniser cannot place does what only people and bodies do."""
    verb = head.head
    lemma = verb.lemma_.lower()
    if head.dep_ in lab.PASSIVE_SUBJECT:
        return lemma in words("Judgement") or lemma == "sanction"
    return head.dep_ in lab.SUBJECT and lemma in words("Speech") | words("BodyActs")


def _plain(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node:
    head = head_of(doc, start, end)
    bracketed = start > 0 and end < len(doc) and doc[start - 1].text == "(" and doc[end].text == ")"
    return Node(
        start=start, end=end, head=head, kind=MentionKind.NAME, type="Topic", sentence=sentence_of[start],
        text=doc[start:end].text, lemma=doc[head].lemma_.lower(), number="sing", definite="def", gender="neuter",
        bracketed=bracketed,
    )  # fmt: skip


def person(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node | None:
    """A person's name node: titles and offices are taken off the front of the span."""
    first = start
    while first < end - 1 and _title_here(doc, first, end):
        first += 1
    if first == end - 1 and is_title(doc[first].text) and first > start:
        first = start
    titles = [doc[i].text for i in range(start, first)]
    before = start - 1
    while before >= 0 and len(titles) < 6 and is_title(doc[before].text):
        titles.insert(0, doc[before].text)
        before -= 1
    while end - 1 > first and doc[end - 1].text[:1].islower():
        # a verb that the recogniser took in
        end -= 1
    name = person_name([doc[i].text for i in range(first, end)])
    if name is None:
        return None
    node = _plain(doc, first, end, sentence_of)
    node.type, node.name = "Person", name
    if doc[end - 1].tag_ == "NNPS" and name.alone:
        # "the Rajapaksas"
        node.type, node.number, node.name, node.gender = "Group", "plur", None, ""
        return node
    honorific = [t for t in titles if t.lower().rstrip(".") in words("Honorific")]
    node.gender = title_gender(honorific) or gender_of(name) or title_gender(titles)
    node.key = " ".join(name.parts)
    return node


def _title_here(doc: Doc, at: int, end: int) -> bool:
    word = doc[at].text
    if not is_title(word):
        return False
    # "Duke Ellington", "Judge Reinhold", "Dean": a capitalised word that is also a given name stays
    return not (
        end - at == 2
        and noun_class(word.lower()) != "Person"
        and word.lower() not in words("Honorific")
    )


def _demonym(doc: Doc, start: int, end: int, iso: str, sentence_of: list[int]) -> Node:
    node = _plain(doc, start, end, sentence_of)
    node.iso = iso
    head = doc[node.head]
    if (
        phrases.preposition_of(head)[0] in {"in", "into"}
        and head.tag_ in ("NNP", "JJ")
        and not list(head.rights)
    ) and not any(child.dep_ in lab.DETERMINER for child in head.children):
        # "in Spanish" is a language; it stays a mention of nothing
        node.type, node.kind, node.key = "Topic", MentionKind.NAME, fold(node.text)
        return node
    if head.tag_ in ("NNPS", "NNS") or (
        head.dep_ not in lab.ADJECTIVE | lab.COMPOUND | frozenset({"amod", "nmod:desc", "nmod"})
        and any(child.lower_ == "the" for child in head.children)
        and head.pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        node.type, node.kind, node.number, node.gender = (
            "Group",
            MentionKind.DESCRIPTION,
            "plur",
            "",
        )
        node.key = f"people of {iso}"
        return node
    if (
        head.pos_ in ("NOUN", "PROPN")
        and head.dep_ in lab.SUBJECT | lab.OBJECT | lab.OBLIQUE | lab.NOMINAL_MODIFIER
        and any(child.lower_ in {"a", "an"} for child in head.children)
    ):
        node.type, node.kind, node.gender = "Person", MentionKind.DESCRIPTION, ""
        return node
    node.type, node.kind, node.key = "Country", MentionKind.DEMONYM, iso
    node.canonical = places.country_name(iso)
    return node


def _place(doc: Doc, start: int, end: int, kind: str, iso: str, sentence_of: list[int]) -> Node:
    node = _plain(doc, start, end, sentence_of)
    node.type, node.iso, node.key = places.country_type(iso), iso, iso
    node.canonical = places.country_name(iso)
    return node


def _people(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node | None:
    """Peoples, faiths and movements: a group where a noun, a demonym of the West where said so."""
    node = _plain(doc, start, end, sentence_of)
    lowered = node.text.lower()
    head = doc[node.head]
    if lowered in WESTERN:
        node.type, node.kind, node.canonical, node.key, node.number = (
            "Group",
            MentionKind.DEMONYM,
            "The West",
            "the west",
            "plur",
        )
        return node
    if head.pos_ == "ADJ" or head.dep_ in lab.ADJECTIVE | lab.COMPOUND:
        return None
    node.type, node.number, node.gender = "Group", "plur", ""
    node.key = fold(node.text)
    return node


def _named_place(tokens: list[str]) -> str:
    last, first = tokens[-1].lower(), tokens[0].lower()
    for word in (last, first):
        kind = noun_class(word)
        if kind in PLACES and len(tokens) > 1:
            return kind
    return "GeoArea" if first in DIRECTIONS else "City"


def body_type(tokens: list[str]) -> str:
    """Subtype of a body by the head word of its name ("Ministry of Health", "Lloyds Bank")."""
    lowered = [token.lower() for token in tokens]
    if "of" in lowered and lowered.index("of") > 0:
        heads = [lowered[lowered.index("of") - 1], lowered[-1]]
    elif "for" in lowered and lowered.index("for") > 0:
        heads = [lowered[lowered.index("for") - 1], lowered[-1]]
    else:
        heads = [lowered[-1], lowered[0]] if len(lowered) > 1 else [lowered[-1]]
    if lowered[-1] == "office" and len(lowered) > 1:
        return "GovernmentBody"
    for word in heads:
        if word in MILITARY_WORDS and len(lowered) > 1:
            return "ArmedForce"
        if word in MEDIA_WORDS and len(lowered) > 1:
            return "MediaOutlet"
        single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for form in (word, single):
            kind = noun_class(form)
            if kind in BODIES and kind != "Organization" and len(lowered) > 1:
                return kind
    if "united nations" in " ".join(lowered):
        return "InternationalOrganization"
    return "Organization"


def _iso_inside(doc: Doc, start: int, end: int) -> str:
    """The country that a body's name says, as a demonym or after "of", or its owner."""
    for i in range(start, end):
        iso = places.demonym(doc[i].text) or places.country(doc[i].text)
        if iso:
            return iso
    head = doc[head_of(doc, start, end)]
    for child in head.children:
        if child.i < start and child.dep_ in lab.POSSESSOR | lab.ADJECTIVE:
            iso = places.country(child.text) or places.demonym(child.text)
            if iso:
                return iso
    return ""


def _missed(doc: Doc, taken: set[int], sentence_of: list[int]) -> list[Node]:
    """Demonyms, countries and capitalised heads that the recogniser left out."""
    found: list[Node] = []
    demonyms = {
        i for e in doc.ents if LABELS.get(e.label_) == "NORP" for i in range(e.start, e.end)
    }
    for token in doc:
        body = _body_run(doc, token, taken - demonyms) if token.i not in taken else token.i
        if body < token.i:
            node = _plain(doc, body, token.i + 1, sentence_of)
            node.type = body_type([doc[i].text for i in range(body, token.i + 1)])
            node.iso = _iso_inside(doc, body, token.i + 1)
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
            iso = places.demonym(token.text)
            if iso and token.head.i > token.i and noun_class(token.head.lemma_) == "Measure":
                # "US dollars", "Egyptian pounds" are money
                continue
            if iso and not (token.lower_ == "us" and token.text != "US"):
                found.append(_demonym(doc, token.i, token.i + 1, iso, sentence_of))
                taken.add(token.i)
                continue
            if (token.lower_ in WESTERN and token.text != "Western") or (
                token.text == "Western" and token.dep_ in lab.ADJECTIVE
            ):
                people = _people(doc, token.i, token.i + 1, sentence_of)
                if people is not None:
                    found.append(people)
                    taken.add(token.i)
                continue
        if token.pos_ == "PROPN" and token.dep_ not in lab.COMPOUND | lab.FLAT:
            proper = _proper(doc, token, taken, sentence_of)
            if proper is not None:
                found.append(proper)
                taken.update(range(proper.start, proper.end))
    return found


def _body_run(doc: Doc, token: Token, taken: set[int]) -> int:
    """Start of a body's name that ends in its own noun ("Chinese Communist Party"); the token's own index if none."""
    start = token.i
    if (
        token.pos_ != "PROPN"
        or not token.text[:1].isupper()
        or noun_class(token.lower_) not in BODIES
    ):
        return start
    while start > token.sent.start and start - 1 not in taken:
        before = doc[start - 1]
        if (
            before.tag_ == "POS"
            and start - 2 >= token.sent.start
            and doc[start - 2].tag_ in ("NNPS", "NNS", "NNP")
        ):
            start -= 1
            continue
        if not before.text[:1].isupper():
            break
        if before.pos_ not in ("PROPN", "ADJ", "NOUN") or (
            is_title(before.text) and noun_class(before.lower_) == "Person"
        ):
            break
        start -= 1
    return start


def _proper(doc: Doc, token: Token, taken: set[int], sentence_of: list[int]) -> Node | None:
    start = end = token.i
    while start - 1 not in taken and start > 0 and _joins(doc[start - 1], token):
        start -= 1
    while end + 1 < len(doc) and end + 1 not in taken and _joins(doc[end + 1], token):
        end += 1
    text = doc[start : end + 1].text
    iso = places.country(text)
    if iso:
        return _place(doc, start, end + 1, "Country", iso, sentence_of)
    if noun_class(token.lemma_) in {"Measure", "Light"} or (is_title(token.text) and start == end):
        return None
    seat = places.seat(text)
    node = _plain(doc, start, end + 1, sentence_of)
    before = doc[start - 1] if start else None
    if seat:
        node.type, node.iso = "Facility", seat
    elif before is not None and is_title(before.text) and before.text[:1].isupper():
        return person(doc, start, end + 1, sentence_of)
    else:
        kind = places.place_type(text) or (
            noun_class(token.lemma_.lower()) if end > start else "Topic"
        )
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
        and (other.dep_ in lab.COMPOUND | lab.FLAT | lab.ADJECTIVE | frozenset({"nmod:desc"}))
        and not is_title(other.text)
    )


def coordinated(token: Token) -> list[Token]:
    """The members of the coordination that a token begins, itself first."""
    return [token, *phrases.conjuncts(token)]
