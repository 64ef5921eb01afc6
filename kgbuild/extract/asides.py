"""Sources behind a sentence that the parser hung on its last noun: "… near the port, the paper reported".

English has no relative clause without a relative word behind a comma, and no adverbial clause without a
mark and with a subject of its own: a verb of saying that stands so tells who says the sentence before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract.cues import is_speech
from kgbuild.language import _labels as lab

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE_WORDS = frozenset({"WDT", "WP", "WP$", "WRB"})


def stray_host(verb: Token) -> Token | None:
    """The clause that a misplaced source speaks of, or None where the verb is no such source."""
    if tree.role(verb) not in ("relative", "adverbial") or not is_speech(verb):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or not tree.is_verb(verb) or tree.mark_words(verb):
        return None
    own = [noun for noun in tree.subjects(verb) if noun.i < verb.i]
    if not own or any(noun.tag_ in RELATIVE_WORDS for noun in own):
        return None
    first = min(noun.left_edge.i for noun in tree.children(verb, lab.SUBJECT))
    if first == verb.sent.start or verb.doc[first - 1].text != ",":
        return None
    if tree.objects(verb) or any(tree.role(c) in ("complement", "open") for c in verb.children):
        return None
    root = verb.sent.root
    if root.i >= first or any(t.tag_ in RELATIVE_WORDS for t in verb.doc[first : verb.i]):
        return None
    return root if tree.is_predicate(root) else None


def strays(root: Token) -> list[Token]:
    """The misplaced sources of the sentence that a root heads."""
    if tree.role(root) != "root":
        return []
    return [t for t in root.sent if t.pos_ == "VERB" and stray_host(t) is not None]
