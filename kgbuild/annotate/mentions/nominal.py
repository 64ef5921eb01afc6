"""Mentions that are descriptions and pronouns: noun phrases worth looking up, offices, and who "he" may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places, syntax
from kgbuild.annotate.lexicon import (
    BODIES,
    NO_MENTION,
    PLACES,
    known_noun,
    noun_class,
    noun_gender,
    words,
)
from kgbuild.annotate.mentions.pairs import join_pairs
from kgbuild.annotate.nodes import Node
from kgbuild.annotate.senses import sense
from kgbuild.english.rulebook import barred
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

# Person, number and gender of each set of forms.
FORMS: tuple[tuple[str, int, str, str], ...] = (
    ("i me my myself mine", 1, "sing", ""),
    ("we us our ours ourselves", 1, "plur", ""),
    ("you your yours yourself yourselves", 2, "", ""),
    ("he him his himself", 3, "sing", "male"),
    ("she her hers herself", 3, "sing", "female"),
    ("it its itself", 3, "sing", "neuter"),
    ("they them their theirs themselves", 3, "plur", ""),
)
PRONOUNS: dict[str, tuple[int, str, str]] = {
    form: (person, number, gender)
    for forms, person, number, gender in FORMS
    for form in forms.split()
}
PARTITIVES = frozenset(
    {"one", "some", "many", "most", "several", "two", "three", "both", "all", "none", "each"}
)
# Nouns that only say how many: "hundreds of people", "a series of talks".
QUANTITIES = frozenset(
    {
        "ten", "dozen", "score", "hundred", "thousand", "million", "number", "series", "handful",
        "string", "majority", "rest", "total", "half", "third", "quarter", "lot", "variety", "range",
    }
)  # fmt: skip
VAGUE_NUMBERS = frozenset({"ten", "dozen", "score", "hundred", "thousand", "million"})
NARROWING = fn.ADJECTIVE | fn.COMPOUND | fn.POSSESSOR | fn.NOMINAL_MODIFIER
ABSTRACT = frozenset({"Topic", "Product", "Event", "Document"})


def pronouns(doc: Doc, sentence_of: list[int]) -> list[Node]:
    """Personal and possessive pronouns; "it" that stands for nothing is left out."""
    found = []
    for token in doc:
        entry = PRONOUNS.get(token.lower_)
        if entry is None or token.pos_ not in ("PRON", "DET", "PROPN") or token.text == "US":
            continue
        if token.pos_ == "PROPN" and not wf.has_form(token, wf.PRONOUN):
            continue
        if token.lower_ == "it" and expletive(token):
            continue
        person, number, gender = entry
        found.append(
            Node(
                start=token.i,
                end=token.i + 1,
                head=token.i,
                kind=MentionKind.PRONOUN,
                type="Group" if number == "plur" else "Topic" if gender == "neuter" else "Person",
                sentence=sentence_of[token.i],
                text=token.text,
                lemma=token.lower_,
                number=number,
                gender=gender,
                person=person,
                definite="def",
            )
        )
    return found


def expletive(token: Token) -> bool:
    """Whether an "it" stands for nothing: weather, time, "it is … that", "it seems"."""
    if fn.stands_as(token, fn.EXPLETIVE):
        return True
    verb = token.head
    if not fn.stands_as(token, fn.SUBJECT):
        return False
    if verb.lemma_ in {"seem", "appear", "happen", "rain", "snow"} and phrases.children(
        verb, fn.FINITE_COMPLEMENT
    ):
        return True
    if verb.lemma_.lower() in words("Personal"):
        return False
    clause = phrases.children(verb, fn.CLAUSE_SUBJECT | fn.FINITE_COMPLEMENT | fn.OPEN_COMPLEMENT)
    if clause and (phrases.children(verb, fn.COPULA) or verb.pos_ == "ADJ"):
        return True
    return bool(phrases.children(verb, fn.COPULA)) and noun_class(verb.lemma_) == "Measure"


def descriptions(
    doc: Doc, names: list[Node], titles: set[int], sentence_of: list[int]
) -> list[Node]:
    """Noun phrases headed by a common noun that is no part of a name or title."""
    inside_name = titles | {i for node in names for i in range(node.start, node.end)}
    found: list[Node] = []
    bearers = _bearers(doc)
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON") or token.is_space:
            continue
        if token.i in inside_name:
            continue
        node = _description(doc, token, sentence_of)
        if node is None:
            continue
        if token.i in bearers:
            # "the secretary of the council's office": the office of the secretary
            node.end = bearers[token.i]
            node.text = doc[node.start : node.end].text
        found.append(node)
    for at, end in bearers.items():
        of = next(n for n in doc[at].subtree if n.i > end and n.lemma_ in BORNE)
        office = _make(doc, of, noun_class(of.lemma_), "def", sentence_of)
        office.start = min(office.start, next(n.start for n in found if n.head == at))
        office.text = doc[office.start : office.end].text
        found = [n for n in found if n.head != of.i]
        office.owner = next(n for n in found if n.head == at)
        found.append(office)
    return join_pairs(doc, found)


BORNE = frozenset(
    {"office", "spokesman", "spokeswoman", "spokesperson", "aide", "deputy", "adviser"}
)


def _bearers(doc: Doc) -> dict[int, int]:
    """Holders of an office in "the secretary of the council's office", and the end of their own words."""
    found: dict[int, int] = {}
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_ not in words("Post"):
            continue
        for oblique in phrases.modifiers(token):
            owners = phrases.possessors(oblique.noun)
            if oblique.preposition == "of" and oblique.noun.lemma_ in BORNE and owners:
                found[token.i] = owners[0].i + 1
    return found


def _description(doc: Doc, token: Token, sentence_of: list[int]) -> Node | None:
    if token.pos_ in ("NUM", "ADJ", "DET", "PRON") and not aged(token):
        return _partitive(doc, token, sentence_of) or _counted(doc, token, sentence_of)
    if not syntax.heads_phrase(token):
        return _inner_government(doc, token, sentence_of)
    if token.lemma_.lower() in QUANTITIES:
        return _quantity(doc, token, sentence_of) or _counted(doc, token, sentence_of)
    kind = _kind(token)
    if kind in NO_MENTION:
        return _partitive(doc, token, sentence_of) if kind == "Light" else None
    definite = syntax.definiteness(token)
    if barred(NOBODYS, doc, token, kind, definite):
        return None
    node = _make(doc, token, kind, definite, sentence_of)
    if kind in ("Person", "Country") and node.number == "plur":
        node.type = "Group"
    _of_country(node, token, definite)
    return node


def _kind(token: Token) -> str:
    """The type that the head noun tells, or a class of no mention."""
    lemma = token.lemma_.lower()
    if lemma in BRANCHES and _of_a_body(token):
        return "Organization"  # "the women's wing of the Labour Party"
    several = {child.lower_ for child in token.children}
    if token.lower_ == "others" and phrases.numbers(token):
        return "Group"
    if token.lower_ == "sides" and several & {"both", "two"}:
        return "Group"
    if lemma in POSTS and wf.has_form(token, wf.SINGULAR) and _is_post(token):
        return "Person"  # "the acting chair of Norda Bank"
    of = any(o.preposition == "of" for o in phrases.modifiers(token))
    if lemma == "bank" and of and "central" not in several:
        return "GeoArea"  # the banks of a river; a bank's own name is a name
    if lemma == "state" and (condition := _condition(token)):
        return condition
    return "Person" if aged(token) else sense(token, noun_class(token.lemma_))


def _condition(token: Token) -> str:
    """ "A state of emergency" is declared and lifted, "a state of mind" a topic, "secretary of state" an office.

    None of them is a country.
    """
    bare = wf.has_form(token, wf.SINGULAR) and syntax.definiteness(token) == "bare"
    if bare and not any(fn.stands_as(child, NARROWING) for child in token.children):
        return "Topic"
    of = [o.noun for o in phrases.modifiers(token) if o.preposition == "of"]
    if not of or of[0].pos_ != "NOUN" or noun_class(of[0].lemma_) in BODIES | PLACES:
        return ""
    return "Event" if of[0].lemma_.lower() in words("Declared") else "Topic"


# Posts whose noun is first of all a thing.
POSTS = frozenset({"chair", "head"})


def _is_post(token: Token) -> bool:
    """Whether a body or a status beside the noun shows it to be a post and not a seat."""
    before = {child.lower_ for child in token.children if child.i < token.i}
    if before & {"acting", "former", "interim", "outgoing", "incoming", "deputy", "vice", "co"}:
        return True
    owners = [o.noun for o in phrases.modifiers(token) if o.preposition in ("of", "at")]
    owners += phrases.possessors(token)
    return any(o.ent_type_ == "Organization" or noun_class(o.lemma_) in BODIES for o in owners)


def _denied(_doc: Doc, token: Token, _kind: str, _definite: str) -> bool:
    """In "no minister" nobody is meant."""
    return any(child.lower_ == "no" for child in phrases.determiners(token))


def _mere_force(_doc: Doc, token: Token, kind: str, _definite: str) -> bool:
    """In "by force" no army is meant."""
    return (
        token.lemma_.lower() == "force" and wf.has_form(token, wf.SINGULAR) and kind == "ArmedForce"
    )


def _mere_kind(doc: Doc, token: Token, kind: str, definite: str) -> bool:
    """In "with hope" no topic is told of."""
    return kind in ABSTRACT and not _worth(doc, token, definite)


def _only_said(_doc: Doc, token: Token, kind: str, definite: str) -> bool:
    """In "it was a mistake" the noun only says what something is."""
    plain = definite in ("indef", "bare")
    return kind in ABSTRACT and plain and syntax.is_predicate_nominal(token)


NOBODYS: tuple[Callable[[Doc, Token, str, str], bool], ...] = (
    _denied,
    _mere_force,
    _mere_kind,
    _only_said,
)
"""Why a noun phrase is no mention: given the noun, its kind and its definiteness."""


def _of_country(node: Node, token: Token, definite: str) -> None:
    """As in "the Chinese government", "the Russian state": the one that the country has."""
    if node.lemma == "government" and not node.iso:
        capitals = [places.capital(c.text) for c in phrases.compounds(token) if c.pos_ == "PROPN"]
        if any(t.lower_ in ("mayor", "mayoral", "municipal") for t in token.doc):
            capitals = []  # "the Seoul government" of its mayor is the city's
        node.iso = next((iso for iso in capitals if iso), "")
    if node.lemma == "government" and node.iso and node.number == "sing":
        _government(node)
    elif node.lemma == "state" and node.iso and definite == "def" and len(node.modifiers) == 1:
        node.key, node.canonical = node.iso, places.country_name(node.iso)


def _inner_government(doc: Doc, token: Token, sentence_of: list[int]) -> Node | None:
    """As in "A Chinese government statement" names the government."""
    if token.lower_ != "government" or token.i == 0:
        return None
    iso = places.demonym_at(doc[token.i - 1])
    if not iso:
        return None
    node = _make(doc, token, "GovernmentBody", "def", sentence_of)
    node.start, node.end, node.iso = token.i - 1, token.i + 1, iso
    node.text = doc[node.start : node.end].text
    _government(node)
    return node


def _government(node: Node) -> None:
    """As in "The Chinese government": the one government of the country that it names."""
    node.type, node.key = "GovernmentBody", f"government of {node.iso}"
    node.canonical = places.government(node.iso)


def _worth(doc: Doc, token: Token, definite: str) -> bool:
    """Whether a thing, topic or event is one that somebody would look up, not a mere kind."""
    if fn.stands_as(token, fn.FIXED | fn.DISCOURSE | fn.PLAIN_ADVERB | fn.SPLIT_WORD):
        return False
    narrowed = [child for child in token.children if fn.stands_as(child, NARROWING)]
    if definite in ("def", "dem", "poss"):
        return True
    return bool(narrowed) or token.lemma_.lower() in words("Topic") | words("Event") | words(
        "Document"
    ) | words("Product")


STATUS_WORDS = ("former", "ex", "late", "then", "acting", "incoming", "outgoing", "current")


def _make(doc: Doc, token: Token, kind: str, definite: str, sentence_of: list[int]) -> Node:
    identified = kind in ABSTRACT and syntax.told_by_participle(token)
    start, end = syntax.extent(
        token, nested=kind not in ("Person", "Group"), participles=identified
    )
    start, end = _trimmed(doc, token, start, end)
    plural = wf.has_form(token, wf.PLURAL) or token.lemma_.lower() in words("PluralOnly")
    if any(child.lower_ in {"both", "two", "three"} for child in token.children):
        plural = True
    node = Node(
        start=start, end=end, head=token.i, kind=MentionKind.DESCRIPTION, type=kind, sentence=sentence_of[token.i],
        text=doc[start:end].text, lemma=token.lemma_.lower(), number="plur" if plural else "sing",
        gender=noun_gender(token.lemma_) or ("" if kind in ("Person", "Group") else "neuter"),
        definite=definite, modifiers=syntax.modifier_lemmas(token),
    )  # fmt: skip
    node.iso = said_country(token)
    if aged(token) and token.i - start < 2:
        node.start = _age_start(token, start)
        node.text = doc[node.start : end].text
    if plural:
        node.count = _count(token)
    for word in STATUS_WORDS:
        if word in node.modifiers:
            node.status = "former" if word in ("former", "ex", "late") else word
    if token.pos_ == "PROPN" and kind != "Person":
        node.definite = "def"
    node.generic = definite == "bare" and (plural or not known_noun(token.lemma_))
    if node.type == "Person":
        node.roles.append((node.lemma, node.iso))
    return node


def _trimmed(doc: Doc, token: Token, start: int, end: int) -> tuple[int, int]:
    """A phrase without half a pair of brackets, and without the small words that it is run together with."""
    while "(" in (inside := [t.text for t in doc[token.i : end]]) and ")" not in inside:
        end = token.i + inside.index("(")  # "the report (NFP"
    while end > token.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "SCONJ"):
        end -= 1  # "leaders of | …"
    while start < token.i and doc[start].pos_ == "CCONJ":
        start += 1  # "and | banking regulator"
    return start, end


def _age_start(token: Token, start: int) -> int:
    """Where "the 39 - year - old" begins, in tokens that hang elsewhere."""
    doc = token.doc
    start = token.i - 4 if token.i >= 4 else start
    before = doc[start - 1] if start else None
    owned = before is not None and fn.stands_as(before, fn.DETERMINER) and before.head.i == token.i
    return start - 1 if owned else start


def _count(token: Token) -> str:
    """The figures that count a noun, from the first to the last."""
    places_of = [child.i for child in phrases.numbers(token)]
    return token.doc[min(places_of) : max(places_of) + 1].text if places_of else ""


def said_country(token: Token) -> str:
    """The one country that a noun phrase gives: a demonym before it, its owner, or "of X" after it."""
    found: list[str] = []
    for child in token.children:
        if (
            fn.stands_as(child, fn.ADJECTIVE | fn.COMPOUND | fn.POSSESSOR | fn.DESCRIPTION)
            and child.i < token.i
        ):
            iso = places.demonym_at(child) or places.country(child.text)
            if phrases.hyphened(child):
                continue
            if iso and child.text[:1].isupper():
                found.append(iso)
            elif fn.stands_as(child, fn.COMPOUND | fn.POSSESSOR):
                inner = said_country(child)
                if inner:
                    found.append(inner)
    for oblique in phrases.modifiers(token):
        if oblique.preposition in {"of", "from"}:
            text = syntax_name(oblique.noun)
            iso = places.country(text) or (
                said_country(oblique.noun) if oblique.preposition == "of" else None
            )
            if iso:
                found.append(iso)
    several = sorted(set(found))
    return several[0] if len(several) == 1 else ""


def syntax_name(token: Token) -> str:
    """The name that a token heads, in words."""
    return " ".join(part.text for part in phrases.name_parts(token))


BRANCHES = frozenset(
    {"wing", "arm", "branch", "bench", "chapter", "faction", "unit", "division", "caucus"}
)


def _of_a_body(token: Token) -> bool:
    """Whether a name stands behind "of" or before the noun: the branch of a body, not of a tree."""
    behind = [o.noun for o in phrases.modifiers(token) if o.preposition == "of"]
    named = [*behind, *phrases.possessors(token), *phrases.compounds(token)]
    return any(noun.pos_ == "PROPN" for noun in named)


def aged(token: Token) -> bool:
    """Whether a word stands for somebody by age: "the 45-year-old"."""
    if not syntax.heads_phrase(token) or fn.stands_as(token, fn.ADJECTIVE):
        return False
    if token.lower_ in ("old", "olds"):
        before = token.doc[max(token.i - 2, 0) : token.i]
        return [t.lower_ for t in before] == ["year", "-"]
    return token.lower_.endswith(("year-old", "year-olds"))


def _counted(doc: Doc, token: Token, sentence_of: list[int]) -> Node | None:
    """People by their number alone where a verb of harm makes people of them: "killing at least 12"."""
    number = wf.has_form(token, wf.CARDINAL) or (
        wf.has_form(token, wf.PLURAL_COMMON) and token.lemma_.lower() in VAGUE_NUMBERS
    )
    first = phrases.first_conjunct(token)
    patient = fn.stands_as(first, fn.OBJECT | fn.PASSIVE_SUBJECT) or (
        fn.stands_as(first, fn.SUBJECT) and first.head.lemma_ == "die"
    )
    if not number or not patient or first.head.lemma_.lower() not in words("Harm"):
        return None
    behind = any(tie.noun.i > token.i for tie in phrases.modifiers(token))
    if behind or token.ent_type_ in ("Date", "Money"):
        return None
    node = _make(doc, token, "Group", "indef", sentence_of)
    node.number, node.lemma, node.generic, node.gender = "plur", "people", False, ""
    node.count = token.text
    return node


def _quantity(doc: Doc, token: Token, sentence_of: list[int]) -> Node | None:
    """As in "dozens of protesters", "tens of thousands of people", "a number of senior officers"."""
    noun = token
    while noun.lemma_.lower() in QUANTITIES:
        behind = [
            o.noun
            for o in phrases.modifiers(noun)
            if o.preposition == "of" and o.marker is not None and o.marker.i == noun.i + 1
        ]
        if not behind or behind[0].pos_ not in ("NOUN", "PROPN"):
            return None
        noun = behind[0]
    kind = noun_class(noun.lemma_)
    if kind in NO_MENTION or (not wf.has_form(noun, wf.PLURAL) and kind != "Group"):
        return None
    node = _make(doc, token, kind, "indef", sentence_of)
    node.number, node.lemma, node.iso = "plur", noun.lemma_.lower(), said_country(noun)
    node.modifiers = syntax.modifier_lemmas(noun)
    node.type = "Group" if kind in ("Person", "Country") else kind
    node.gender = "" if node.type == "Group" else "neuter"
    node.roles, node.generic = [], False
    if token.lemma_.lower() in VAGUE_NUMBERS:
        node.count = doc[token.i : noun.i].text.removesuffix(" of").lower()
    return node


def _partitive(doc: Doc, token: Token, sentence_of: list[int]) -> Node | None:
    """As in "one of Putin's closest associates", "many of the migrants", "the two"."""
    lowered = token.lower_
    if lowered not in PARTITIVES or not syntax.heads_phrase(token):
        return None
    inner = [
        o
        for o in phrases.modifiers(token)
        if o.preposition == "of" and o.noun.pos_ in ("NOUN", "PROPN")
    ]
    if not inner:
        return None
    noun = inner[0].noun
    kind = noun_class(noun.lemma_)
    if kind not in ("Person", "Group") and kind in NO_MENTION | ABSTRACT:
        return None
    node = _make(doc, token, kind, "indef", sentence_of)
    single = lowered in ("one", "each", "none")
    node.number = "sing" if single else "plur"
    node.lemma = noun.lemma_.lower()
    node.iso = said_country(noun)
    node.modifiers = syntax.modifier_lemmas(noun)
    node.type = kind if single or kind != "Person" else "Group"
    node.gender = "" if kind in ("Person", "Group") else "neuter"
    node.roles = [(node.lemma, node.iso)] if kind == "Person" else []
    node.generic = False
    return node
