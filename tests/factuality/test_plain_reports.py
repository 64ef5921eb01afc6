"""A hundred and sixty plain reports of our own: an affirmative, past and certain act keeps its edge.

The counterpart of the uncertain frames: twenty shapes, each with eight acts of people, firms, bodies and states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factuality.test_uncertain_frames import edges

if TYPE_CHECKING:
    from spacy.language import Language

SHAPES = [
    "",
    "{A} {Ved} {B} on Monday.",
    "On Monday {A} {Ved} {B}.",
    "{B} was {Vn} by {A} in May.",
    "{A} has {Vn} {B}.",
    "{A} has again {Vn} {B} after weeks of talks.",
    "{A} {Ved} {B} last week and then turned to {C}.",
    "Last year, after a long dispute, {A} {Ved} {B}.",
    "{A}, silent for months, {Ved} {B} on Friday.",
    "{A} {Ved} both {B} and {C}.",
    "Both {A} and {C} {Ved} {B}.",
    "{A} publicly {Ved} {B}.",
    "{A} went on to {V} {B}.",
    "{A} managed to {V} {B} before the summer.",
    "It was {A} that {Ved} {B}.",
    "{A} {Ved} {B} in June, ending months of doubt.",
    "When {A} {Ved} {B} in 2019, prices fell.",
    "The talks ended because {A} {Ved} {B}.",
    "Days after {A} {Ved} {B}, {C} reacted.",
    "{B}, {Vn} by {A} in May, made no comment.",
    "{A} did {V} {B}, and nobody was surprised.",
    "",
][1:-1]

ACTS = (
    ("Lena Aho", "praise praised praised", "Ivo Stahl", "Nadia Rask"),
    ("Lena Aho", "criticise criticised criticised", "Peru", "Latvia"),
    ("Ivo Stahl", "visit visited visited", "Oslo", "Lima"),
    ("Norberg Foods", "sue sued sued", "Telvik Group", "Quarzon Bank"),
    ("Telvik Group", "buy bought bought", "Norberg Foods", "Quarzon Bank"),
    ("Kenya", "sanction sanctioned sanctioned", "Latvia", "Peru"),
    ("Peru", "invade invaded invaded", "Togo", "Ghana"),
    ("the European Union", "support supported supported", "Kenya", "Ghana"),
)


def reports() -> list[tuple[str, str, str]]:
    """Each report with who acted and on whom."""
    found = []
    for shape in SHAPES:
        for who, verb, whom, other in ACTS:
            base, past, participle = verb.split()
            text = shape.format(A=who, B=whom, C=other, V=base, Ved=past, Vn=participle)
            found.append((text[:1].upper() + text[1:], who.removeprefix("the "), whom))
    return found


def test_plain_reports_keep_their_edge(english: Language) -> None:
    """At least .95 of them; all did when this was written (.94 before clefts were read)."""
    lost = [text for text, who, whom in reports() if (who, whom) not in edges(text, english)]
    assert len(reports()) == 160
    assert len(lost) <= 8, lost
