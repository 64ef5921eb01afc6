"""Names of the user's own list in a text: found where the recogniser misses them, typed as the list says.

A name counts where its words stand as the list spells them. One inside a longer name is that name's ("Lang" in "Lang
Institute"), and a single word counts only where the tagger takes it for a name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kgbuild import watchlist
from kgbuild.annotate.lexicon import PLACES
from kgbuild.language.text.tokens import Tokenizer

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node
    from kgbuild.watchlist import Row, Watchlist

LISTED = "kgbuild.listed"
"""`doc.user_data` key: (start, end) in tokens -> the rows of that name."""

Names = dict[str, list[tuple[tuple[str, ...], tuple["Row", ...]]]]


@lru_cache(maxsize=4)
def _names(known: Watchlist) -> Names:
    """First word -> names that begin with it, the longest first, each with its rows."""
    tokenizer = Tokenizer()
    rows: dict[tuple[str, ...], list[Row]] = {}
    for row in known.rows:
        for name in row.names:
            words = tuple(word for word in tokenizer.cut(name)[0] if word)
            if words and (len(words) > 1 or len(words[0]) > 2):
                rows.setdefault(words, []).append(row)
    found: Names = {}
    for words, named in rows.items():
        found.setdefault(words[0], []).append((words, tuple(named)))
    for names in found.values():
        names.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return found


def mark(doc: Doc) -> None:
    """Add the listed names of a text to `doc.ents`, in place of names that they contain or cut."""
    known = watchlist.active()
    if known is None:
        return
    names = _names(known)
    words = [token for token in doc if not token.is_space]
    spans: dict[tuple[int, int], tuple[Row, ...]] = {}
    at = 0
    while at < len(words):
        step = 1
        for name, rows in names.get(words[at].text, ()):
            here = words[at : at + len(name)]
            if tuple(token.text for token in here) == name and _is_name(doc, here[0].i, len(name)):
                spans[here[0].i, here[-1].i + 1] = rows
                step = len(name)
                break
        at += step
    whole = {
        span
        for span in spans
        if not any(
            ent.start <= span[0] and span[1] <= ent.end and ent.end - ent.start > span[1] - span[0]
            for ent in doc.ents
        )
    }
    kept = [ent for ent in doc.ents if not any(a < ent.end and ent.start < b for a, b in whole)]
    made = [Span(doc, a, b, label=_label(spans[a, b])) for a, b in sorted(whole)]
    doc.ents = tuple(sorted([*kept, *made], key=lambda ent: ent.start))
    doc.user_data[LISTED] = {span: spans[span] for span in whole}


def _is_name(doc: Doc, at: int, length: int) -> bool:
    token = doc[at]
    return length > 1 or token.pos_ == "PROPN" or bool(token.ent_type_)


def _label(rows: tuple[Row, ...]) -> str:
    types = {row.type for row in rows}
    if types == {"Person"}:
        return "Person"
    return "Location" if types and types <= PLACES else "Organization"


def settle(doc: Doc, nodes: list[Node]) -> None:
    """Give the nodes of listed names the list's type, and the id where one row alone has the name."""
    spans: dict[tuple[int, int], tuple[Row, ...]] = doc.user_data.get(LISTED, {})
    for node in nodes:
        rows = spans.get((node.start, node.end), ())
        types = {row.type for row in rows}
        if not rows or not node.named:
            continue
        if len(types) == 1 and (type_ := types.pop()):
            node.type = type_
            node.listed = type_
        if len(rows) == 1:
            node.external = {**node.external, rows[0].scheme: rows[0].id}
