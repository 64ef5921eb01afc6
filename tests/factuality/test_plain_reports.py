"""A hundred and sixty plain reports of our own: an affirmative, past and certain act keeps its edge.

The counterpart of the uncertain frames: twenty shapes, each with eight acts of people, firms, bodies and states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factuality.test_uncertain_frames import edges, ties

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


def test_central_verbs_tell_their_relation(english: Language) -> None:
    """Subject, verb and object, active and passive, named and told of for the first time without a name."""
    lost = []
    for line in REPORTS.strip().splitlines():
        text, relation, source, target = line.split(" | ")
        found = {(r, a.split()[-1], b.split()[-1]) for r, a, b in ties(text, english)}
        if (relation, source, target) not in found:
            lost.append((text, found))
    assert not lost


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Towards the end of the film, Lena Aho kills Ivo Stahl.", False),
        ("At the novel's end Lena Aho kills Ivo Stahl.", False),
        ("From the start of the opera Lena Aho accuses Ivo Stahl.", False),
        ("Towards the end of the war Lena Aho killed Ivo Stahl.", True),
        ("At the end of the film festival Lena Aho praised Ivo Stahl.", True),
    ],
)
def test_what_a_work_tells_ties_nobody(text: str, told: bool, english: Language) -> None:
    """Wherever in the work it is told."""
    assert (("Lena Aho", "Ivo Stahl") in edges(text, english)) is told


REPORTS = """
Governor Tanaka was met at the station by Bishop Moreau. | MET | Moreau | Tanaka
A delegation of farmers met Minister Okafor at the ministry. | MET | farmers | Okafor
Estonia warned Belarus on Friday that the border would close. | WARNED | Estonia | Belarus
Malawi asked Zambia for maize in January. | REQUESTED | Malawi | Zambia
Iran rejected the French proposal on Wednesday. | REJECTED | Iran | proposal
Telenor gave in to the regulator in Dhaka. | CONCEDED_TO | Telenor | Dhaka
Norway gave Malawi twenty million dollars. | PAID | Norway | Malawi
Kidnappers freed Father Tomasz Bielak near Jos. | RELEASED | Kidnappers | Bielak
Two former aides accused Mayor Quintana of fraud. | ACCUSED | aides | Quintana
Detectives arrested the banker Luis Prado in Bilbao. | ARRESTED | Detectives | Prado
Officers captured the banker Luis Prado in Lima. | ARRESTED | Officers | Prado
Customs officers seized the yacht Amadea in Fiji. | SEIZED | officers | Amadea
Rebels captured the town of Bouar at dawn. | SEIZED | Rebels | Bouar
Gunmen attacked the village of Ogossagou. | ATTACKED | Gunmen | Ogossagou
Sudanese jets bombed El Fasher on Tuesday. | ATTACKED | jets | Fasher
The ferry Joola was rammed by a Spanish trawler. | ATTACKED | trawler | Joola
Chile sank the steamer Indus in 1914. | ATTACKED | Chile | Indus
A bomb killed Judge Falco in Palermo. | KILLED | bomb | Falco
Bandits killed the priest Jan Kozak near Kaduna. | KILLED | Bandits | Kozak
Police shot dead the fugitive Karl Renz in Linz. | KILLED | Police | Renz
Armed men kidnapped the nurse Ruth Adams in Gao. | ABDUCTED | men | Adams
Prosecutors in Milan charged the banker Luis Prado with fraud. | CHARGED | Milan | Prado
Princess Irene married Prince Alexei in Athens. | MARRIED | Irene | Alexei
Rosa Lund succeeded Erik Holm as mayor of Aarhus. | SUCCEEDED | Lund | Holm
Pope Linus was succeeded by Pope Cletus. | SUCCEEDED | Cletus | Linus
Arsenal fired coach Pedro Lima on Monday. | DISMISSED | Arsenal | Lima
Jan Peeters was fired by Unilever in March. | DISMISSED | Unilever | Peeters
The clinic in Gao hired Ruth Adams in 2018. | EMPLOYED_BY | Adams | Gao
Peru hired Norlund Partners to advise it on debt. | EMPLOYED_BY | Partners | Peru
Heineken bought the Windhoek brewery in 2021. | ACQUIRED | Heineken | brewery
Volkswagen bought Skoda in 1991. | ACQUIRED | Volkswagen | Skoda
Skoda belongs to Volkswagen. | OWNS | Volkswagen | Skoda
Doctors treated Captain Traoré in Dakar. | TREATED | Doctors | Traoré
Serena Holm beat Clara Weiss in the final. | DEFEATED | Holm | Weiss
Lyon beat Everton 3-0 on Sunday. | DEFEATED | Lyon | Everton
Luis Prado owns the yacht Calypso. | OWNS | Prado | Calypso
Elena Sork wrote the novel Winter Harbour. | CREATED_WORK | Sork | Harbour
Penguin published the novel Milkman in 2018. | ISSUED | Penguin | Milkman
Drought hit Somalia in 2011. | AFFECTED | Drought | Somalia
Tanks entered Budapest in November 1956. | ENTERED | Tanks | Budapest
The cyclone damaged Port Vila on Saturday. | AFFECTED | cyclone | Vila
The Guardian revealed the Paradise papers. | REVEALED | Guardian | papers
The coach praised goalkeeper Lena Brandt after the match. | PRAISED | coach | Brandt
The comet Halden was discovered by two students. | FOUND | students | Halden
"""
