"""An extractor as a table: patterns over the parse, a JSON object a line, with no code.

    {"name": "nickname", "relation": "KNOWN_AS", "words": "be nicknamed",
     "pattern": [{"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "nickname"}},
                 {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "who", "RIGHT_ATTRS": {"DEP": "nsubj:pass"}},
                 {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "name", "RIGHT_ATTRS": {"DEP": "xcomp"}}],
     "subject": "who", "object": "name", "example": "Lund was nicknamed the Fox."}

`pattern` is one of spaCy's DependencyMatcher; its first node is the predicate. `subject` and `object` name nodes whose
phrases are the arguments. Without `relation` the relation is found from the words, as for our own extractors.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.errors import InputError
from kgbuild.plugins.kinds import Extractor
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

KEYS = frozenset({"name", "relation", "words", "pattern", "subject", "object", "example"})
NEEDED = frozenset({"name", "pattern", "subject"})


def read_table(path: Path) -> Extractor:
    """All rows of a file as one extractor; raises InputError with file and line for a row that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", source=str(path)) from None
    rows = [
        _row(line, number, path) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    if not rows:
        raise InputError("has no row", source=str(path))
    return Extractor(path.stem, Patterns(rows), str(rows[0].get("example", "")))


def _row(line: str, number: int, path: Path) -> dict[str, Any]:
    def wrong(reason: str) -> InputError:
        return InputError(reason, source=str(path), line=number)

    try:
        row = json.loads(line)
    except ValueError as error:
        raise wrong(f"not JSON ({error})") from None
    if not isinstance(row, dict):
        raise wrong("not an object")
    if lacks := NEEDED - row.keys():
        raise wrong(f"lacks {', '.join(sorted(lacks))}")
    if more := row.keys() - KEYS:
        raise wrong(f"unknown {', '.join(sorted(more))}; known are {', '.join(sorted(KEYS))}")
    pattern = row["pattern"]
    if not isinstance(pattern, list) or not all(
        isinstance(n, dict) and "RIGHT_ID" in n for n in pattern
    ):
        raise wrong("pattern is a list of objects with RIGHT_ID")
    nodes = {str(node["RIGHT_ID"]) for node in pattern}
    for end in ("subject", "object"):
        if row.get(end) is not None and row[end] not in nodes:
            raise wrong(f"{end} {row[end]!r} is no node of the pattern: {', '.join(sorted(nodes))}")
    if row.get("relation") is not None and row["relation"] not in vocabulary().relations:
        raise wrong(f"no relation of the vocabulary: {row['relation']}")
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

    try:
        DependencyMatcher(Vocab()).add("row", [pattern])
    except Exception as error:  # spaCy's own words on what is wrong with a pattern
        raise wrong(
            f"no pattern of spaCy's DependencyMatcher ({' '.join(str(error).split())[:160]})"
        ) from None
    return row


class Patterns:
    """The function that an extractor of patterns is."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows
        self._matcher: Any = None
        self._vocab: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Patterns, (self._rows,)

    def __call__(self, annotated: Any) -> list[Any]:
        """The drafts of a document."""
        doc = annotated.doc
        if self._vocab is not doc.vocab:
            from spacy.matcher import DependencyMatcher

            self._vocab, self._matcher = doc.vocab, DependencyMatcher(doc.vocab)
            for number, row in enumerate(self._rows):
                self._matcher.add(str(number), [row["pattern"]])
        found = []
        for key, tokens in self._matcher(doc):
            row = self._rows[int(doc.vocab.strings[key])]
            ids = [str(node["RIGHT_ID"]) for node in row["pattern"]]
            found.append(_draft(row, dict(zip(ids, tokens, strict=True)), doc))
        return sorted(found, key=lambda draft: (draft.head, draft.extractor))


def _draft(row: dict[str, Any], at: dict[str, int], doc: Any) -> Any:
    from kgbuild.annotate import Draft

    head = at[str(row["pattern"][0]["RIGHT_ID"])]
    token = doc[head]
    ends = {
        end: [_slot(doc[at[str(row[end])]])] if row.get(end) is not None else []
        for end in ("subject", "object")
    }
    return Draft(
        extractor=f"plugin.{row['name']}",
        head=head,
        trigger=(head,),
        words=str(row.get("words") or token.lemma_),
        lemma=token.lemma_,
        relation=row.get("relation"),
        subject=ends["subject"],
        object=ends["object"],
        confidence=0.7,
    )


def _slot(token: Any) -> Any:
    from kgbuild.annotate import Slot

    return Slot(head=token.i, start=token.left_edge.i, end=token.right_edge.i + 1)
