"""Left-over arguments become qualifiers, by the table relation_qualifiers.csv."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, conjuncts, noun_phrase
from kgbuild.vocabulary.pattern import Pattern
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.annotate import Draft, Slot
    from kgbuild.normalize.relations.clause import Clause

LONGEST = 40
"""Tokens of a qualifier: what is longer is a sentence of its own."""
CHANGES = {
    "increase": "increase", "boost": "increase", "raise": "increase", "double": "increase",
    "triple": "increase", "expand": "increase", "cut": "decrease", "reduce": "decrease",
    "slash": "decrease", "halve": "decrease", "curb": "decrease", "limit": "decrease",
    "lower": "decrease", "stop": "stop", "halt": "stop", "suspend": "stop", "ban": "stop",
    "end": "stop", "resume": "start", "begin": "start", "start": "start",
}  # fmt: skip


def qualify(draft: Draft, clause: Clause, pattern: Pattern, used: list[Slot]) -> None:
    """Write the qualifiers that the relation's row of the table names, from what the pattern left over."""
    relation = pattern.relation or ""
    table = pattern_book().qualifiers.get(relation, {})
    for source, name in sorted(table.items()):
        text = _on_one_line(_text(source, clause, pattern, used))
        if name == "venue" and not any(word in text.lower() for word in ("court", "tribunal")):
            continue
        if text and name not in draft.qualifiers:
            draft.qualifiers[name] = text
    if relation == "IMPORTED_FROM" and clause.lemma in CHANGES and pattern.words:
        draft.qualifiers["change"] = CHANGES[clause.lemma]
    if relation == "PARTICIPATED_IN" and clause.lemma in ("host", "hold", "play"):
        draft.qualifiers["role"] = "host"
    if relation == "PARTICIPATED_IN" and clause.lemma in ("organize", "call"):
        draft.qualifiers["role"] = "organiser"


def _on_one_line(text: str) -> str:
    """The words without breaks, and without a mark at either end whose other half was left behind."""
    text = " ".join(text.split()).strip(" ,;:")
    for opening, closing in ("“”", "‘’", '""', "''"):
        if opening == closing:
            odd = text.count(opening) % 2 == 1
            text = text.strip(opening) if odd and not text.endswith("s" + opening) else text
        elif text.count(opening) != text.count(closing) and not text.endswith("s" + closing):
            text = text.removeprefix(opening).removesuffix(closing)
    return text.strip(" ,;:")


def words_of(slot: Slot, clause: Clause) -> str:
    """The words of a slot as they stand in the text."""
    if slot.literal is not None:
        return slot.literal
    return clause.annotated.doc[slot.start : slot.end].text


def without_tail(slot: Slot, clause: Clause, tail: str, used: Sequence[Slot] = ()) -> Slot:
    """Cut a noun phrase where the pattern's own preposition begins inside it.

    A parse may hang "as an insult" or "for the strikers" on the object; the object ends before it. As
    words where its mention would reach past the cut.
    """
    if not tail or slot.head is None or slot.clusters:
        return slot
    doc = clause.annotated.doc
    ends = [
        i
        for i in range(slot.head + 1, slot.end)
        if doc[i].lower_ == tail.split()[0]
        and (
            tail == "as"
            or any(other.head is not None and doc[other.head].is_ancestor(doc[i]) for other in used)
        )
    ]
    if not ends:
        return slot
    cut = ends[-1]
    mention = clause.annotated.mention_at(slot.head)
    if mention is not None and mention.end > cut:
        slot.literal, slot.head = doc[slot.start : cut].text, None
    slot.end = cut
    return slot


def _text(source: str, clause: Clause, pattern: Pattern, used: list[Slot]) -> str:
    heads = {slot.head for slot in used}
    if source == "object":
        left = [slot for slot in clause.direct if slot.head not in heads]
        if not left or clause.copular:
            return ""
        return words_of(without_tail(replace(left[0]), clause, pattern.tail, used), clause)
    if source == "complement":
        token = clause.complement
        return _subtree(clause, token.i) if token is not None and token.i not in heads else ""
    if source == "infinitive":
        token = clause.infinitive
        return _subtree(clause, token.i) if token is not None else ""
    for slot in clause.by_preposition.get(source, ()):
        if source in ("as", "to") and slot.head is not None and slot.head < clause.verb.i:
            # "as a landlocked state, N sees the ports as vital": what N is; "to a question, N said": nobody hears
            before = clause.annotated.doc[max(slot.start - 1, 0)].lower_
            if before == source or source == "as":
                continue
        if slot.head not in heads and not clause.annotated.says_when(slot):
            return _whole(slot, clause) if source == "as" else _narrowed(slot, clause)
    return ""


def _narrowed(slot: Slot, clause: Clause) -> str:
    """The words with what narrows them behind: "of the risks *posed by the dam*"; a name needs nothing."""
    doc = clause.annotated.doc
    noun = doc[slot.head] if slot.head is not None else None
    if noun is None or slot.literal is not None or noun.pos_ != "NOUN":
        return words_of(slot, clause)
    end = slot.end
    for child in children(noun, fn.REDUCED | fn.RELATIVE | fn.NOMINAL_MODIFIER):
        if child.left_edge.i == end and child.right_edge.i - slot.start < LONGEST:
            end = child.right_edge.i + 1
    while end > slot.end and doc[end - 1].is_punct and doc[end - 1].text not in '")”’':
        end -= 1
    return doc[slot.start : end].text


def _whole(slot: Slot, clause: Clause) -> str:
    """The words with those that are joined to them: "as Sara Lind and Omar Haddad"."""
    if slot.head is None or slot.literal is not None:
        return words_of(slot, clause)
    doc = clause.annotated.doc
    joined = [
        noun_phrase(other) for other in conjuncts(doc[slot.head]) if other.pos_ in ("NOUN", "PROPN")
    ]
    return doc[slot.start : max([slot.end, *(span.end for span in joined)])].text


def _subtree(clause: Clause, index: int) -> str:
    inside = sorted(t.i for t in clause.annotated.doc[index].subtree)
    words = clause.annotated.doc[inside[0] : inside[-1] + 1].text
    return words.removeprefix("to ").removeprefix("as ").strip(" ,.")
