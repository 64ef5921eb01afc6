"""Count, construction by construction, who reads better which side of a verb is which: the tree's rules or the roles.

    python -m training.sides --corpora CORPORA

Read are EWT's development part and PropBank's example sentences that were set aside (`frames.set_aside`). Of each verb
the one who acts (ARG0) and, where the sentence has both, the one whom it befalls (ARG1) are asked of the rules
(`extract.verbal.frames`) and of the roles' best argument. A word is right where it heads the argument's span in our
own tree, or stands for it (a relative pronoun, a name's other word, another member of its list). Verbs whose argument
PropBank leaves out are not counted: it annotates no understood subject of "before leaving".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, Token

from kgbuild.annotate import Annotated
from kgbuild.extract.verbal.frames import frame_of
from kgbuild.language import load_english
from kgbuild.language.gathered import frames_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.heads.roles import Frame
from kgbuild.model import Document
from kgbuild.predicates.antecedents import resolve
from training.frames import set_aside

Row = tuple[list[str], list[tuple[int, list[tuple[str, int, int]]]]]
"""Words of a sentence; each predicate with its arguments (role, start, end)."""
SIDES = (("who acts", "ARG0"), ("whom it befalls", "ARG1"))


def construction(verb: Token) -> str:
    """Where a verb's subject is to be found."""
    subjects = phrases.children(verb, fn.SUBJECT)
    if fn.stands_as(verb, fn.RELATIVE):
        pronoun = any(wf.has_form(subject, wf.WHO | wf.WHICH) for subject in subjects)
        return "relative clause of its subject" if pronoun else "relative clause of another"
    if subjects:
        return "passive" if phrases.children(verb, fn.PASSIVE_AUXILIARY) else "active"
    for name, labels in (
        ("coordinated verb", fn.CONJUNCT),
        ("control, raising", fn.OPEN_COMPLEMENT),
        ("participle behind a noun", fn.REDUCED),
        ("adverbial clause without subject", fn.ADVERBIAL),
    ):
        if fn.stands_as(verb, labels):
            return name
    return "other"


def rows(corpora: Path) -> Iterator[tuple[str, Row]]:
    """The sentences of both sources by the sources' names."""
    for name, file in (("EWT dev", "ewt-dev.jsonl"), ("examples", "frames-examples.jsonl")):
        for line in (corpora / "srl" / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if name == "examples" and not set_aside(row["words"]):
                continue
            gold = [
                (one["predicate"], [(role, start, end) for role, start, end, *_ in one["args"]])
                for one in row["frames"]
            ]
            yield name, (row["words"], gold)


def due(doc: Doc, arguments: list[tuple[str, int, int]], role: str) -> set[int]:
    """The words that head what PropBank gives a role, what stands for it and what is one phrase with it."""
    found: set[int] = set()
    for told, start, end in arguments:
        if told.removeprefix("R-").removeprefix("C-") != role:
            continue
        inside = range(start, end)
        found.update(i for i in inside if doc[i].head.i not in inside or doc[i].head.i == i)
    for i in list(found):
        found.update(member.i for member in phrases.conjuncts(doc[i]))
        found.update(part.i for part in phrases.children(doc[i], fn.FLAT | fn.COMPOUND))
    return found


def verdict(words: set[int], wanted: set[int]) -> str:
    """Whether one of the words is right, none of them, or there are none."""
    return "none" if not words else "right" if words & wanted else "wrong"


def judged(
    doc: Doc, gold: list[tuple[int, list[tuple[str, int, int]]]]
) -> Iterator[tuple[str, str, str, str]]:
    """Construction, side, verdict on the rules and on the roles of each verb of a sentence."""
    read: dict[int, Frame] = {frame.predicate: frame for frame in frames_of(doc)}
    whole = Annotated(Document("d", "sides", doc.text), doc)
    for place, arguments in gold:
        verb = doc[place]
        if verb.pos_ != "VERB":
            continue
        parts, frame = frame_of(verb, whole), read.get(place)
        wanted = {role: due(doc, arguments, role) for _, role in SIDES}
        for side, role in SIDES:
            if not wanted["ARG0"] or not wanted[role]:
                continue
            told = () if parts is None else parts.subjects if role == "ARG0" else parts.objects
            rules = {i for word in told for i in (word.i, resolve(word).i)}
            best = frame.argument(role) if frame is not None else None
            roles = {best.head, resolve(doc[best.head]).i} if best is not None else set()
            yield (
                construction(verb),
                side,
                verdict(rules, wanted[role]),
                verdict(roles, wanted[role]),
            )


def main() -> None:
    """Read both sources, print a table for each side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    nlp = load_english(roles=True)
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for _, (words, gold) in rows(parser.parse_args().corpora):
        doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]))
        for what, side, rules, roles in judged(doc, gold):
            counts.setdefault((side, what), Counter())[rules, roles] += 1
    print(
        "| side | construction | of | rules: right, wrong, none | roles: right, wrong, none |",
        end="",
    )
    print(" rules alone right | roles alone right |\n|---|---|---|---|---|---|---|")
    kinds = ("right", "wrong", "none")
    for (side, what), table in sorted(
        counts.items(), key=lambda row: (row[0][0], -sum(row[1].values()))
    ):
        tree = [sum(n for (one, _), n in table.items() if one == kind) for kind in kinds]
        read = [sum(n for (_, two), n in table.items() if two == kind) for kind in kinds]
        alone = sum(n for (one, two), n in table.items() if one == "right" != two)
        other = sum(n for (one, two), n in table.items() if two == "right" != one)
        cells = [side, what, sum(table.values()), tree, read, alone, other]
        print("| " + " | ".join(str(cell).strip("[]") for cell in cells) + " |")


if __name__ == "__main__":
    main()
