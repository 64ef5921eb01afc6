"""Trees of spaCy's own English pipelines (ClearNLP's labels) made into Universal Dependencies, once.

The rules of kgbuild know one family of labels. A pipeline of the user's that speaks the other has each
Doc converted when it is parsed: `kgbuild_universal` is the last component of such a pipeline. What the
families tell otherwise is shape, not meaning: who governs a copula, a preposition, a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "neg": "advmod",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "quantmod": "advmod",
    "oprd": "xcomp",
    "attr": "xcomp",
    "acomp": "xcomp",
    "intj": "discourse",
    "meta": "parataxis",
}
"""Labels that differ in name alone, or that no rule of shape has taken before."""
CLEARNLP = frozenset({"dobj", "pobj", "prep", "attr"})
"""Labels by which ClearNLP's family is known."""
UNIVERSAL = frozenset({"obj", "obl", "case", "cop"})
"""Labels by which Universal Dependencies are known."""
OURS = UNIVERSAL - {"case"} | {"nsubj:pass", "aux:pass", "nmod:poss", "obl:agent", "iobj", "flat"}
"""Labels by which a tree is known to be Universal Dependencies already; both families have `case`."""
FIXED = frozenset(
    {
        ("because", "of"), ("according", "to"), ("due", "to"), ("such", "as"), ("as", "of"),
        ("as", "to"), ("instead", "of"), ("rather", "than"), ("along", "with"), ("prior", "to"),
    }
)  # fmt: skip
"""Prepositions of two words that the treebanks take for one."""
PLACES = frozenset({"here", "there", "home", "abroad", "away", "back", "over", "out", "down", "up"})
"""Adverbs that are a predicate behind a form of be: "he is back"."""
_VERBAL = frozenset({"VERB", "AUX"})
_WRAP = 1 << 64


@dataclass(slots=True)
class Tree:
    """A Doc's tree as it is changed: the head and label of each token, by place in the Doc."""

    doc: Doc
    heads: list[int]
    labels: list[str]

    def below(self, place: int, *labels: str) -> list[int]:
        """The children of a token, under these labels where some are given, in the order of the text."""
        found = [i for i, head in enumerate(self.heads) if head == place and i != place]
        return [i for i in found if not labels or self.labels[i] in labels]

    def hang(self, place: int, head: int, label: str) -> None:
        """Give a token another head and label."""
        self.heads[place], self.labels[place] = head, label

    def promote(self, place: int, label: str) -> None:
        """Let a token take its head's place; the old head hangs on it, and so does what hung on that."""
        old = self.heads[place]
        above = self.heads[old] if self.heads[old] != old else place
        self.hang(place, above, self.labels[old])
        for child in self.below(old):
            self.heads[child] = place
        self.hang(old, place, label)


def is_other(doc: Doc) -> bool:
    """Whether a Doc speaks ClearNLP's labels."""
    return not CLEARNLP.isdisjoint(token.dep_ for token in doc)


def to_universal(doc: Doc) -> Doc:
    """Turn a Doc's ClearNLP tree into Universal Dependencies, in place; the same Doc is returned.

    A tree that speaks them already stays as it is.
    """
    if any(token.dep_ in OURS for token in doc):
        return doc
    labels = ["compound" if token.dep_ == "nmod" else token.dep_ for token in doc]
    tree = Tree(doc, [token.head.i for token in doc], labels)
    for rule in RULES:
        for token in doc:
            rule(tree, token.i)
    strings = doc.vocab.strings
    rows = [
        ((head - place) % _WRAP, strings.add(RENAMED.get(label, label)))
        for place, (head, label) in enumerate(zip(tree.heads, tree.labels, strict=True))
    ]
    if rows:
        table: Any = np.array(rows, dtype=np.uint64)
        doc.from_array(["HEAD", "DEP"], table)
    return doc


def _prepositions(tree: Tree, place: int) -> None:
    """In "sent to Mali" the noun hangs on the verb, and the preposition on the noun."""
    if tree.labels[place] not in ("prep", "agent", "dative"):
        return
    nouns = tree.below(place, "pobj")
    governor, label = tree.heads[place], tree.labels[place]
    verbal = tree.doc[governor].pos_ in _VERBAL or tree.doc[governor].pos_ in ("ADJ", "ADV")
    inner = [i for i in tree.below(place, "prep", "pcomp") if tree.doc[i].tag_ in ("IN", "TO")]
    if not nouns and inner and (below := tree.below(inner[0], "pobj")):  # "out of fear"
        nouns = below
    if not nouns:
        _gerund(tree, place, verbal=verbal)
        return
    noun = nouns[0]
    told = ("obl:agent" if label == "agent" else "obl") if verbal else "nmod"
    tree.hang(noun, governor, told)
    tree.hang(place, noun, "case")
    for part in inner:
        pair = (tree.doc[place].lower_, tree.doc[part].lower_)
        tree.hang(part, place if pair in FIXED else noun, "fixed" if pair in FIXED else "case")
    for other in tree.below(place):
        if tree.labels[other] != "fixed":
            tree.heads[other] = noun


def _gerund(tree: Tree, place: int, *, verbal: bool) -> None:
    """In "after leaving" the clause hangs on the verb, and the preposition marks it."""
    clauses = tree.below(place, "pcomp")
    if not clauses:
        if tree.labels[place] == "prep":
            tree.labels[place] = "advmod"
        return
    tree.hang(clauses[0], tree.heads[place], "advcl" if verbal else "acl")
    tree.hang(place, clauses[0], "mark")


def _copulas(tree: Tree, place: int) -> None:
    """In "was a writer" the noun is the predicate; in "there is a plan" it is the subject."""
    if tree.doc[place].lemma_ != "be" or tree.labels[place] in ("aux", "auxpass", "cop"):
        return
    told = tree.below(place, "attr", "acomp")
    if any(tree.doc[i].tag_ == "EX" for i in tree.below(place, "expl")):
        for noun in told:
            tree.labels[noun] = "nsubj"
        return
    after = [i for i in tree.below(place) if i > place]
    phrases = [
        i
        for i in after
        if tree.labels[i] == "obl" or (tree.labels[i] == "advmod" and tree.doc[i].lower_ in PLACES)
    ]
    clauses = [i for i in after if tree.labels[i] in ("ccomp", "xcomp")]
    predicate = next(iter([*told, *clauses, *phrases]), None)
    if predicate is None:
        return
    if tree.labels[predicate] == "ccomp":  # "the problem is that he left"
        for subject in tree.below(place, "nsubj"):
            tree.labels[subject] = "nsubj:outer"
    tree.promote(predicate, "cop")


def _names(tree: Tree, place: int) -> None:
    """A person's name hangs on its first word."""
    doc = tree.doc
    if doc[place].pos_ != "PROPN" or tree.labels[place] == "compound":
        return
    kind = doc[place].ent_type_
    parts = [i for i in tree.below(place, "compound") if i < place and doc[i].ent_type_ == kind]
    if kind != "PERSON" or not parts or parts[0] + len(parts) != place:
        return
    first = parts[0]
    tree.promote(first, "flat")
    for part in parts[1:]:
        tree.hang(part, first, "flat")


def _conjunctions(tree: Tree, place: int) -> None:
    """The "and" hangs on what it brings."""
    if tree.labels[place] == "cc":
        later = [i for i in tree.below(tree.heads[place], "conj") if i > place]
        if later:
            tree.heads[place] = later[0]


def _infinitives(tree: Tree, place: int) -> None:
    """The "to" of an infinitive is a mark."""
    if tree.labels[place] == "aux" and tree.doc[place].tag_ == "TO":
        tree.labels[place] = "mark"


def _measures(tree: Tree, place: int) -> None:
    """A bare time or measure is told of what it hangs on: "left Monday", "the talks Monday"."""
    if tree.labels[place] == "npadvmod":
        head = tree.doc[tree.heads[place]].pos_
        verbal = head in _VERBAL or head in ("ADJ", "ADV")
        tree.labels[place] = "obl:unmarked" if verbal else "nmod:unmarked"


RULES: tuple[Callable[[Tree, int], None], ...] = (
    _infinitives,
    _measures,
    _prepositions,
    _copulas,
    _names,
    _conjunctions,
)


@Language.component(
    "kgbuild_universal", assigns=["token.dep", "token.head"], requires=["token.dep", "token.tag"]
)
def _universal(doc: Doc) -> Doc:
    return to_universal(doc)


def lacks(labels: frozenset[str], tags: frozenset[str]) -> Iterator[str]:
    """What a parser's labels and a tagger's tags lack for the rules to read them, in words."""
    if labels and not (labels >= UNIVERSAL or labels >= CLEARNLP):
        yield "labels of Universal Dependencies or of spaCy's English pipelines"
    if tags and not tags >= {"NNP", "VBD", "VBN"}:
        yield "Penn tags"
