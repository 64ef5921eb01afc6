"""Turns of interviews, transcripts and scripts: "Q: …", "LIND: …", "Anna Lind: …", bold questions with answers.

What stands in a turn is what somebody says there, and never the article's own voice. Labels are believed
only where they come again or alternate: one line with a colon is a dateline or a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

LABEL = re.compile(
    r"[“\"]?"  # a new paragraph of the same quotation opens again
    r"(?P<label>(?:[QA]\d{0,2}|[Qq]uestion|[Aa]nswer|[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|bin|al|el|da)){0,4}"
    r"(?: \([^()\n]{1,40}\))?))(?P<colon> ?[:.] ?|\t)(?=\S)"
)
# "Muscat: …", "Price: …", "Ingredients: …" head one paragraph each; people speak again and again.
LEAST_TURNS = 3
LEAST_AGAIN = 2
LEAST_QUESTIONS = 3
# A column that asks now and then has far more paragraphs than questions.
MOST_PARAGRAPHS = 6
LONGEST_LABEL = 60
LONGEST_QUESTION = 300
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|my|me|we|our|us|We|My|Our)\b")
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn in characters: its words without the label, and the label (empty where there is none)."""

    start: int
    end: int
    label_start: int
    label_end: int


def turns(text: str) -> list[Turn]:
    """The turns of a text, in order; none where it is running prose."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text) if m[0].strip()]
    return _labelled(text, lines) or _asked(text, lines)


def _labelled(text: str, lines: list[tuple[int, int]]) -> list[Turn]:
    marked = []
    for start, end in lines:
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        found = LABEL.match(text, begin, end)
        if found is None or len(found["label"]) > LONGEST_LABEL:
            continue
        point = "." in found["colon"]
        if point and not re.fullmatch(r"[QA]\d{0,2}", found["label"]):
            continue
        marked.append((found.start("label"), found.end("label"), found.end(), start))
    names = Counter(_key(text[a:b]) for a, b, _, _ in marked)
    speaking = {n for n, times in names.items() if times >= LEAST_AGAIN or n in ("q", "a")}
    # questions and answers go together, and a conversation has two sides
    if len(speaking) < 2 or sum(names[n] for n in speaking) < LEAST_TURNS:
        asked = any(text[start:end].rstrip().endswith("?") for start, end in lines[:-1])
        if len(names) < 2 or len(marked) < len(lines) or not asked:
            return []
        speaking = set(names)  # every paragraph has its label, and one asks
    marked = [
        m
        for m in marked
        if _key(text[m[0] : m[1]]) in speaking or _like(text[m[0] : m[1]], speaking)
    ]
    found_turns = []
    for number, (a, b, begin, _) in enumerate(marked):
        last = marked[number + 1][3] if number + 1 < len(marked) else len(text)
        found_turns.append(Turn(begin, begin + len(text[begin:last].rstrip()), a, b))
    return found_turns


def _key(label: str) -> str:
    """A label by which turns of one speaker are known: case, number and bracket do not count."""
    plain = re.sub(r"\s*\(.*\)$", "", label).casefold()
    return plain.rstrip("0123456789") if re.fullmatch(r"[qa]\d{1,2}", plain) else plain


def _like(label: str, speaking: set[str]) -> bool:
    """A full name whose last part is a label elsewhere ("Anna Lind:" first, "Lind:" from then on)."""
    return _key(label).split(" ")[-1] in speaking


def _asked(text: str, lines: list[tuple[int, int]]) -> list[Turn]:
    """Answers behind questions that stand alone as paragraphs: an interview without labels."""
    asked = [n for n, (start, end) in enumerate(lines) if _alone(text[start:end].strip())]
    if len(asked) < LEAST_QUESTIONS:
        return []
    answers = []
    for here, following in zip(asked, [*asked[1:], len(lines)], strict=True):
        own = lines[here + 1 : following]
        if own:
            answers.append((own[0][0], own[-1][1]))
    telling = sum(bool(FIRST_PERSON.search(QUOTED.sub("", text[a:b]))) for a, b in answers)
    often = len(lines) <= MOST_PARAGRAPHS * len(asked)
    if len(answers) < LEAST_QUESTIONS or telling * 2 < len(answers) or not often:
        return []
    found = [Turn(a, b, a, a) for a, b in answers]
    found += [Turn(lines[n][0], lines[n][1], lines[n][0], lines[n][0]) for n in asked]
    return sorted(found, key=lambda turn: turn.start)


def _alone(paragraph: str) -> bool:
    """Whether a paragraph is one question and nothing else."""
    if not paragraph.endswith("?") or len(paragraph) > LONGEST_QUESTION or QUOTED.search(paragraph):
        return False
    return not re.search(r"[a-z)][.!]\s+[A-Z]", paragraph)
