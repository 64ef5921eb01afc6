"""Hand-made parses for this folder: one line a word, short enough to check by eye.

`parse` reads `word/TAG/relation>head[/ENT]` tokens, heads counted from 0 within the whole text; a token
that begins with "|" starts a new sentence. Lemmas: a few irregular ones by table, else the word in lower case.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.annotate import Annotated, annotate_doc
from kgbuild.model import Document

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "VBD": "VERB", "VBZ": "VERB",
    "VBP": "VERB", "VB": "VERB", "VBN": "VERB", "VBG": "VERB", "IN": "ADP", "DT": "DET", "PRP": "PRON",
    "PRP$": "PRON", "CC": "CCONJ", ",": "PUNCT", ".": "PUNCT", "``": "PUNCT", "''": "PUNCT", "POS": "PART",
    "CD": "NUM", "RB": "ADV", "TO": "PART", "WP": "PRON", "MD": "AUX", "HYPH": "PUNCT", ":": "PUNCT",
}  # fmt: skip
LEMMAS = {
    "said": "say", "met": "meet", "told": "tell", "praised": "praise", "wants": "want", "countries": "country",
    "arrived": "arrive", "is": "be", "was": "be", "refused": "refuse", "visited": "visit", "accused": "accuse",
    "attacked": "attack", "called": "call", "named": "name", "agreed": "agree", "companies": "company",
    "left": "leave", "became": "become", "sanctioned": "sanction",
}  # fmt: skip


@cache
def vocab() -> Vocab:
    """One vocabulary for all tests."""
    return spacy.blank("en").vocab


def parse(*lines: str) -> Doc:
    """A Doc from lines of tokens; each line is a sentence."""
    words, tags, deps, heads, ents, starts = [], [], [], [], [], []
    for line in lines:
        base = len(words)
        for at, cell in enumerate(line.split()):
            word, tag, arc, *ent = (
                cell.rsplit("/", 3) if cell.count("/") == 3 else cell.rsplit("/", 2)
            )
            relation, head = arc.rsplit(">", 1)
            words.append(word)
            tags.append(tag)
            deps.append(relation)
            heads.append(base + int(head))
            ents.append(ent[0] if ent else "O")
            starts.append(at == 0)
    spaces = [
        not (i + 1 < len(words) and words[i + 1] in {",", ".", "'s", "”", ")"})
        and words[i] not in {"“", "("}
        for i in range(len(words))
    ]
    kinds = [
        "AUX" if d in ("cop", "aux", "aux:pass") else POS[t]
        for t, d in zip(tags, deps, strict=True)
    ]
    return Doc(
        vocab(),
        words=words,
        spaces=spaces,
        tags=tags,
        deps=deps,
        heads=heads,
        sent_starts=starts,
        ents=ents,
        pos=kinds,
        lemmas=[_lemma(word, tag) for word, tag in zip(words, tags, strict=True)],
    )


def _lemma(word: str, tag: str) -> str:
    if tag.startswith("NNP"):
        return word
    lowered = word.lower()
    return LEMMAS.get(lowered, lowered[:-1] if tag == "NNS" else lowered)


def annotated(*lines: str) -> Annotated:
    """The annotate stage over a hand-made parse."""
    doc = parse(*lines)
    return annotate_doc(Document(id="d-test", source="test.txt", text=doc.text), doc)


def clusters(result: Annotated) -> dict[str, list[str]]:
    """Names of the clusters, each with its mentions' words in order."""
    found: dict[str, list[str]] = {}
    for mention in result.mentions:
        for name in mention.clusters:
            words = result.doc[mention.start : mention.end].text
            found.setdefault(result.clusters[name].name, []).append(words)
    return found


def together(result: Annotated, left: str, right: str) -> bool:
    """Whether two words or phrases are mentions of one cluster."""
    return any(left in words and right in words for words in clusters(result).values())
