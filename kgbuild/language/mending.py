"""What grammar alone mends in a parse: names beside a noun, subjects that agree with their verb's voice."""

from __future__ import annotations

from collections.abc import Sequence


def named_where_it_stands(
    heads: Sequence[int], labels: Sequence[str], upos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Hang a bare name on the noun right before it ("a meeting with party official Guo Shengkun").

    A noun's modifier has a preposition or an ending, as the treebanks have it; a name without either that follows
    another noun of the same phrase is that noun's apposition. The tree stays a tree: the new head hangs below the
    old one and not below the name.
    """
    new_heads, new_labels = list(heads), list(labels)
    cased = {head for head, label in zip(heads, labels, strict=True) if label == "case"}
    for place in range(2, len(heads) + 1):
        if labels[place - 1] != "nmod" or upos[place - 1] != "PROPN" or place in cased:
            continue
        before, head = place - 1, heads[place - 1]
        if upos[before - 1] != "NOUN" or before == head or head > before:
            continue
        above = before
        while above not in (0, head, place):
            above = new_heads[above - 1]
        if above == head:
            new_heads[place - 1], new_labels[place - 1] = before, "appos"
    return new_heads, new_labels


_CLAUSAL = frozenset({"cop", "nsubj", "nsubj:pass", "obj", "aux", "mark", "orphan"})


def joined_with_the_object(
    heads: Sequence[int], labels: Sequence[str], upos: Sequence[str]
) -> list[int]:
    """Hang a noun that is joined to a verb on the object right before the conjunction ("expand trade and contact").

    A noun goes with a noun: in the treebanks 941 such conjuncts hang on the object, 20 on the verb. Nothing but the
    object's own phrase may stand between the two.
    """
    result = list(heads)
    below: dict[int, list[int]] = {}
    for place, head in enumerate(heads, start=1):
        below.setdefault(head, []).append(place)
    for place in range(1, len(heads) + 1):
        verb = heads[place - 1]
        if labels[place - 1] != "conj" or upos[place - 1] not in ("NOUN", "PROPN"):
            continue
        if not 0 < verb < place or upos[verb - 1] != "VERB":
            continue
        own = {labels[child - 1]: child for child in below.get(place, ())}
        objects = [c for c in below[verb] if labels[c - 1] == "obj" and verb < c < own.get("cc", 0)]
        if objects and not _CLAUSAL & own.keys():
            between = range(objects[-1] + 1, own["cc"])
            if all(_is_below(heads, word, objects[-1]) for word in between):
                result[place - 1] = objects[-1]
    return result


def _is_below(heads: Sequence[int], place: int, above: int) -> bool:
    while place not in (0, above):
        place = heads[place - 1]
    return place == above


def opened(
    heads: Sequence[int], labels: Sequence[str], upos: Sequence[str], tags: Sequence[str]
) -> list[str]:
    """Take an infinitive right behind a predicate adjective as what it opens ("is happy to meet").

    The treebanks have it so 234 times, as an adverbial clause 53 times.
    """
    result = list(labels)
    linked = {head for head, label in zip(heads, labels, strict=True) if label == "cop"}
    marks = {
        head: at
        for at, (head, label) in enumerate(zip(heads, labels, strict=True))
        if label == "mark"
    }
    for place, (head, label) in enumerate(zip(heads, labels, strict=True), start=1):
        behind = head in linked and upos[head - 1] == "ADJ" and marks.get(place) == head
        if label == "advcl" and tags[place - 1] == "VB" and behind and tags[head] == "TO":
            result[place - 1] = "xcomp"
    return result


def agreed(heads: Sequence[int], labels: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return the labels with subjects that agree with their verb's voice, as the treebanks' do.

    A passive auxiliary makes the subject passive; without one it is not, unless the root is a bare participle
    ("Troops sent to Mali").
    """
    passive: set[int] = set()
    helped: set[int] = set()
    for head, label in zip(heads, labels, strict=True):
        if label == "aux:pass":
            passive.add(head)
        elif label in {"aux", "cop"}:
            helped.add(head)
    result = list(labels)
    for place, (head, label) in enumerate(zip(heads, labels, strict=True)):
        if label == "nsubj" and head in passive:
            result[place] = "nsubj:pass"
        elif label == "nsubj:pass" and head and head not in passive:
            bare = tags[head - 1] == "VBN" and head not in helped and heads[head - 1] == 0
            result[place] = label if bare else "nsubj"
    return result
