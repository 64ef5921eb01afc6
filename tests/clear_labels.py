"""Trees of Universal Dependencies as a spaCy pipeline of the user's would tell them: ClearNLP's labels.

Who governs what is laid out as ClearNLP's guidelines do: a preposition governs its noun, a copula its predicate,
the last word a person's name; entities have OntoNotes' labels. For tests of the way back (`to_universal`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

RENAMED = {
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "nsubj:outer": "nsubj",
    "aux:pass": "auxpass",
    "obj": "dobj",
    "iobj": "dative",
    "compound:prt": "prt",
    "nmod:poss": "poss",
    "acl:relcl": "relcl",
    "cc:preconj": "preconj",
    "det:predet": "predet",
    "discourse": "intj",
    "obl:unmarked": "npadvmod",
    "nmod:unmarked": "npadvmod",
    "nmod:desc": "compound",
    "obl": "npadvmod",
}
ENTITIES = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "GPE",
    "Facility": "FAC",
    "Date": "DATE",
}
NEGATIONS = ("not", "n't", "n’t", "never")
OF_CLAUSE = frozenset(
    {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl", "aux", "aux:pass", "mark", "punct", "cc", "conj",
     "advmod", "advcl", "obl", "obl:unmarked", "parataxis", "discourse"}
)  # fmt: skip
"""What hangs on the copula in the place of its predicate."""


def to_clear(doc: Doc) -> Doc:
    """The same tokens with ClearNLP's tree and OntoNotes' entities, as a new Doc."""
    heads, labels = [t.head.i for t in doc], [t.dep_ for t in doc]

    def below(place: int, *wanted: str) -> list[int]:
        return [i for i, h in enumerate(heads) if h == place and i != place and labels[i] in wanted]

    for i in range(len(doc)):
        _copula(doc, heads, labels, i)
    for i, token in enumerate(doc):
        if labels[i] == "cc" and labels[heads[i]] == "conj":
            heads[i] = heads[heads[i]]
        if labels[i] == "mark" and token.tag_ == "TO":
            labels[i] = "aux"
        elif labels[i] == "advmod" and token.lower_ in NEGATIONS:
            labels[i] = "neg"
        elif (
            labels[i] == "xcomp"
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and not below(i, "aux", "mark")
        ):
            labels[i] = "acomp" if token.pos_ == "ADJ" else "attr"
    for i in range(len(doc)):
        _name(heads, labels, i)
    for i in range(len(doc)):
        _preposition(doc, heads, labels, i)
    found = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        pos=[t.pos_ for t in doc],
        tags=[t.tag_ for t in doc],
        heads=heads,
        deps=[RENAMED.get(label, label) for label in labels],
        sent_starts=[bool(t.is_sent_start) for t in doc],
    )
    found.set_ents(
        [Span(found, e.start, e.end, label=ENTITIES.get(e.label_, e.label_)) for e in doc.ents]
    )
    return found


def _copula(doc: Doc, heads: list[int], labels: list[str], i: int) -> None:
    """ "was a writer": the predicate is the attribute of "was"; "there is a plan" is told the same way."""
    if labels[i] != "cop":
        if doc[i].lemma_ == "be" and any(
            heads[k] == i and labels[k] == "expl" for k in range(len(doc))
        ):
            for k in range(i, len(doc)):
                if heads[k] == i and labels[k] == "nsubj":
                    labels[k] = "attr"
        return
    predicate = heads[i]
    cased = any(heads[k] == predicate and labels[k] == "case" for k in range(predicate))
    heads[i], labels[i] = (
        (i if heads[predicate] == predicate else heads[predicate]),
        labels[predicate],
    )
    for k in range(len(doc)):
        if heads[k] == predicate and k not in (i, predicate) and labels[k] in OF_CLAUSE:
            heads[k] = i
    heads[predicate] = i
    adjective = doc[predicate].pos_ in ("ADJ", "ADV", "VERB")
    labels[predicate] = "obl" if cased else "acomp" if adjective else "attr"


def _name(heads: list[int], labels: list[str], i: int) -> None:
    """ "Karim Bello" hangs on its last word."""
    parts = [k for k in range(len(heads)) if heads[k] == i and labels[k] == "flat"]
    if labels[i] == "flat" or not parts:
        return
    last = parts[-1]
    label, above = labels[i], heads[i]
    for k in range(len(heads)):
        if heads[k] == i and k != last:
            heads[k] = last
            labels[k] = "compound" if k in parts else labels[k]
    heads[last], labels[last] = (last if above == i else above), label
    heads[i], labels[i] = last, "compound"


def _preposition(doc: Doc, heads: list[int], labels: list[str], i: int) -> None:
    """ "in Lima": the noun hangs on "in"; "after leaving": so does the clause."""
    before = [k for k in range(i) if heads[k] == i and labels[k] == "case"]
    gerund = [
        k
        for k in range(i)
        if heads[k] == i and labels[k] == "mark" and doc[k].tag_ == "IN" and doc[i].tag_ == "VBG"
    ]
    if labels[i] in ("advcl", "acl") and gerund:
        heads[gerund[0]], labels[gerund[0]] = heads[i], "prep"
        heads[i], labels[i] = gerund[0], "pcomp"
    elif before and labels[i] in ("obl", "obl:agent", "nmod", "obl:arg"):
        first = before[0]
        heads[first], labels[first] = heads[i], "agent" if labels[i] == "obl:agent" else "prep"
        under = first
        for k in before[1:]:
            heads[k], labels[k], under = under, "prep", k
        heads[i], labels[i] = under, "pobj"
