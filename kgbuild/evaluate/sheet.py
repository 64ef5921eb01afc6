"""Writing gold: a file to begin with, and places said by sentence and words settled into offsets.

Who annotates names a place as `{"sentence": 3, "text": "the minister", "kind": "description"}` (with
`"nth": 2` for its second place in that sentence), a claim's evidence as `{"sentence": 3}`; `settle` finds
the characters, so that nobody counts them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.errors import InputError
from kgbuild.evaluate.gold import FORMAT, cuts_a_word
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, ValueArg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kgbuild.model import Arg, Claim, Document, Snapshot


def blank(document: Document, sentences: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A gold file with nothing in it yet but the article and its numbered sentences (half-open offsets)."""
    return {
        "format": FORMAT,
        "document": {
            "source": document.source,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published.isoformat() if document.published else None,
            "url": document.url,
            "text": document.text,
        },
        "sentences": [
            {"n": n, "start": start, "end": end, "text": document.text[start:end]}
            for n, (start, end) in enumerate(sentences, start=1)
        ],
        "entities": [],
        "claims": [],
        "must_not": [],
    }


def prefill(gold: dict[str, Any], document: Document, snapshot: Snapshot) -> dict[str, Any]:
    """Add what the program itself finds, to be corrected by hand; `prefilled` stays in the file to say so."""
    entities = [e for e in snapshot.entities if any(m.document == document.id for m in e.mentions)]
    text = document.text
    gold["prefilled"] = True
    gold["entities"] = [
        {
            "id": e.id,
            "name": e.name,
            "type": e.type,
            "mentions": [
                {"start": m.start, "end": m.end, "text": text[m.start : m.end], "kind": str(m.kind)}
                for m in sorted(e.mentions, key=lambda m: (m.start, m.end))
                if m.document == document.id
            ],
        }
        for e in entities
    ]
    known = {e.id for e in entities}
    told = [c for c in snapshot.claims if c.document == document.id]
    told.sort(key=lambda c: (c.evidence.start, c.span, c.id))
    gold["claims"] = [_claim(c, known) for c in told if _whole(c, known)]
    kept = {row["id"] for row in gold["claims"]}
    gold["claims"] = [row for row in gold["claims"] if _inside(row, kept)]
    return gold


def _whole(claim: Claim, known: set[str]) -> bool:
    ends = [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]
    return set(ends) <= known


def _inside(row: Mapping[str, Any], kept: set[str]) -> bool:
    inner = [a["claim"] for a in row["object"] if isinstance(a, dict) and "claim" in a]
    return set(inner) <= kept


def _arg(arg: Arg) -> Any:
    if isinstance(arg, EntityArg):
        return arg.entity
    if isinstance(arg, LiteralArg):
        return {"literal": arg.literal}
    if isinstance(arg, ValueArg):
        return {"value": arg.value, "unit": arg.unit}
    assert isinstance(arg, ClaimArg)
    return {"claim": arg.claim}


def _claim(claim: Claim, known: set[str]) -> dict[str, Any]:
    evidence = claim.evidence
    row: dict[str, Any] = {
        "id": claim.id,
        "tier": "expected",
        "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text},
        "subject": [_arg(a) for a in claim.subject],
        "relation": claim.relation,
        "predicate": claim.predicate,
        "object": [_arg(a) for a in claim.object],
        "polarity": str(claim.polarity),
        "modality": str(claim.modality),
        "speaker": [id_ for id_ in claim.attributed_to if id_ in known],
        "place": [id_ for id_ in claim.place if id_ in known],
    }
    if claim.time is not None:
        time = claim.time
        row["time"] = {
            "text": time.text,
            "start": time.start.isoformat() if time.start else None,
            "end": time.end.isoformat() if time.end else None,
        }
    return row


def settle(path: Path) -> int:
    """Turn places said by sentence into offsets, in the file; how many were turned. Raises InputError."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", source=str(path)) from None
    text = data["document"]["text"]
    sentences = {row["n"]: (row["start"], row["end"]) for row in data.get("sentences", [])}
    turned = 0
    for entity in data.get("entities", []):
        for mention in entity.get("mentions", []):
            turned += _place(mention, text, sentences, path, f"entity {entity.get('id')!r}")
        entity.get("mentions", []).sort(key=lambda m: (m["start"], m["end"]))
    for claim in data.get("claims", []):
        row = claim.get("evidence", {})
        turned += _place(row, text, sentences, path, f"claim {claim.get('id')!r}")
    if turned:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    return turned


def _place(
    row: dict[str, Any],
    text: str,
    sentences: Mapping[int, tuple[int, int]],
    path: Path,
    whose: str,
) -> bool:
    if "start" in row:
        return False
    number: int = row.get("sentence", 0)
    if number not in sentences:
        raise InputError(f"{whose}: no sentence {number!r}", source=str(path))
    start, end = sentences[number]
    words = row.get("text") or text[start:end]
    at = start - 1
    for _ in range(row.get("nth", 1)):
        at = _standing(text, words, at + 1, end)
        if at < 0:
            message = f"{whose}: {words!r} does not stand in sentence {number}"
            raise InputError(message, source=str(path))
    for key in ("sentence", "nth"):
        row.pop(key, None)
    row["start"], row["end"], row["text"] = at, at + len(words), words
    return True


def _standing(text: str, words: str, start: int, end: int) -> int:
    """Where the words stand as words of their own ("he" not in "the"); -1 where they do not."""
    at = text.find(words, start, end)
    while at >= 0 and cuts_a_word(text, at, at + len(words)):
        at = text.find(words, at + 1, end)
    return at


def sentences_of(document: Document) -> list[tuple[int, int]]:
    """The article's sentences as the shipped pipeline cuts them: half-open offsets, heads left out."""
    from kgbuild.language import load_english

    nlp = load_english()
    doc = nlp.make_doc(document.text)
    doc = nlp.get_pipe("kgbuild_sentences")(doc)
    found = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            start, end = words[0].idx, words[-1].idx + len(words[-1])
            if not any(a <= start and end <= b for a, b in document.metadata_spans):
                found.append((start, end))
    return found
