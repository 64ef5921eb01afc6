"""What a governing word does to the clause below it: signatures by lemma.

After Karttunen's implicatives and Nairn et al.: an implicative passes its own polarity on (manage) or
turns it (fail), a factive presupposes its clause (regret), a speech word hands the clause to its
subject (say), and the others weaken it to one of the modalities of the data model (plan, want, may).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kgbuild.extract._words import words
from kgbuild.model import Modality


class Kind(StrEnum):
    """What the governing word does."""

    SPEECH = "speech"  # the clause is the subject's word
    DENIAL = "denial"  # the subject says that it is not so
    THOUGHT = "thought"  # the subject's belief, expectation, fear or hope
    HINT = "hint"  # a source that is less than sure: suggest, indicate
    FACT = "fact"  # presupposed, also under negation: regret, know
    MODAL = "modal"  # weakened: want, plan, be ready
    TURN = "turn"  # so when the governor is not so: fail, avoid
    PASS = "pass"  # so when the governor is so: manage, force
    SEEM = "seem"  # so, with a hedge: seem, appear
    VOID = "void"  # nothing follows: doubt, wonder, pretend


@dataclass(frozen=True, slots=True)
class Signature:
    """One reading of a governing word; `modality` is what MODAL, THOUGHT and TURN give the clause."""

    kind: Kind
    modality: Modality = Modality.ACTUAL


def _table(*rows: tuple[Signature, str]) -> dict[str, Signature]:
    return {lemma: signature for signature, lemmas in rows for lemma in lemmas.split()}


SPEECH = Signature(Kind.SPEECH)
DENIAL = Signature(Kind.DENIAL)
FACT = Signature(Kind.FACT)
PASS = Signature(Kind.PASS)
VOID = Signature(Kind.VOID)
SEEM = Signature(Kind.SEEM)
HINT = Signature(Kind.HINT)
TURN = Signature(Kind.TURN)
REFUSED = Signature(Kind.TURN, Modality.REFUSED)
BELIEF = Signature(Kind.THOUGHT)
EXPECTATION = Signature(Kind.THOUGHT, Modality.EXPECTED)
FEAR = Signature(Kind.THOUGHT, Modality.POSSIBLE)
WISH = Signature(Kind.THOUGHT, Modality.WANTS)


def _modal(modality: Modality) -> Signature:
    return Signature(Kind.MODAL, modality)


WANTS = _modal(Modality.WANTS)
PLANNED = _modal(Modality.PLANNED)
PROMISED = _modal(Modality.PROMISED)
READY = _modal(Modality.READY)
NECESSARY = _modal(Modality.NECESSARY)
POSSIBLE = _modal(Modality.POSSIBLE)
EXPECTED = _modal(Modality.EXPECTED)
ATTEMPTED = _modal(Modality.ATTEMPTED)
PURPOSE = _modal(Modality.PURPOSE)

SPEECH_VERBS = (
    "say tell state declare announce add note remark comment write testify explain confirm insist claim "
    "report allege assert argue maintain contend reveal disclose admit acknowledge concede observe point "
    "reply respond answer repeat reiterate emphasize emphasise stress underline highlight recall recount "
    "quote inform brief notify assure complain boast joke tweet post mention affirm stipulate read "
    "describe conclude rule find determine estimate warn caution predict forecast signal agree "
    "accuse suspect criticize criticise blame charge convict praise condemn denounce hail laud commend "
    "applaud thank fault submit opine retort quip lament proclaim clarify specify exclaim shout "
    "underscore counter elaborate"
)
# Finite clauses ("that ...") below a verb.
FINITE = _table(
    (SPEECH, SPEECH_VERBS),
    (DENIAL, "deny refute dispute dismiss reject rebut disclaim"),
    (
        BELIEF,
        "believe think consider feel assume presume suppose guess reckon suspect hold trust imagine",
    ),
    (EXPECTATION, "expect anticipate predict forecast foresee project"),
    (FEAR, "fear worry speculate"),
    (WISH, "hope wish want desire prefer"),
    (HINT, "suggest indicate imply show hint demonstrate allude"),
    (
        FACT,
        "know regret realize realise learn discover notice see remember forget understand mean hear",
    ),
    (PROMISED, "promise vow pledge swear guarantee undertake"),
    (PLANNED, "decide plan intend arrange"),
    (NECESSARY, "demand urge require recommend request ask propose order mandate direct instruct"),
    (SEEM, "seem appear"),
    (VOID, "doubt question wonder pretend ask inquire debate discuss"),
    (PASS, "ensure happen cause prove establish mark make"),
    (POSSIBLE, "allow permit"),
) | {"ask": VOID, "ensure": PURPOSE, "demand": NECESSARY, "propose": NECESSARY}

# Infinitives and gerunds below a verb: "plans to V", "denied V-ing", "forced X to V".
OPEN = _table(
    (WANTS, "want hope seek wish desire like love prefer long aspire yearn crave hanker beg"),
    (
        PLANNED,
        "plan intend aim agree decide arrange prepare schedule choose opt elect resolve mean vote "
        "commit consent look go set slate design consider mull contemplate propose announce",
    ),
    (PROMISED, "promise vow pledge swear undertake guarantee"),
    (READY, "offer volunteer"),
    (
        NECESSARY,
        "need have ought require urge ask order tell demand request instruct direct advise "
        "encourage recommend press lobby invite call plead remind implore appeal petition command oblige beseech "
        "suggest deserve beg warn summon",
    ),
    (
        POSSIBLE,
        "allow permit enable let authorize authorise entitle qualify threaten risk license empower "
        "clear free equip discuss afford",
    ),
    (EXPECTED, "expect anticipate predict forecast project tend await stand"),
    (
        ATTEMPTED,
        "try work attempt struggle endeavor endeavour strive bid fight vie compete campaign rush",
    ),
    (
        PASS,
        "manage force prompt cause lead push get help make compel drive begin start continue keep "
        "proceed dare serve happen bother finish resume persuade convince induce coerce inspire use "
        "pressure spur bring see hear watch regret remember leave find catch assist complete enjoy end",
    ),
    (
        TURN,
        "fail neglect forget omit avoid prevent stop refrain abstain cease desist prohibit bar ban block "
        "forbid prevent dissuade deter hinder halt quit resist discourage stall",
    ),
    (REFUSED, "refuse decline reject"),
    (DENIAL, "deny"),
    (SEEM, "seem appear look"),
    (VOID, "pretend hesitate purport"),
    (
        SPEECH,
        "claim accuse suspect report say allege believe think know rumor rumour understand admit "
        "charge convict blame praise condemn criticize criticise denounce hail laud commend applaud thank "
        "fault acquit arrest indict investigate prosecute recall describe",
    ),
)
# "is said to V", "is expected to V": the passive of a speech or thought verb over an infinitive.
PASSIVE_OPEN = OPEN | _table(
    (
        SPEECH,
        "say report allege believe think claim rumor rumour understand consider suspect deem find "
        "estimate know presume assume hear",
    ),
    (EXPECTED, "expect predict forecast project anticipate tip"),
    (PLANNED, "set schedule slate intend plan design mean due"),
    (NECESSARY, "require oblige need ask tell order urge suppose instruct advise call"),
    (POSSIBLE, "allow permit authorize authorise entitle clear free license"),
    (TURN, "bar ban prohibit forbid prevent stop block"),
)

# Adjectives with a copula or as small clauses, over "to V", "of V-ing" or "that".
ADJECTIVES = _table(
    (READY, "ready willing prepared open eager happy game"),
    (WANTS, "keen anxious desperate impatient interested hungry"),
    (
        PLANNED,
        "set due determined about scheduled poised committed bound slated resolved going intent",
    ),
    (
        EXPECTED,
        "likely unlikely improbable expected certain sure probable bound hopeful optimistic confident",
    ),
    (
        POSSIBLE,
        "able possible free capable feasible plausible eligible conceivable welcome entitled",
    ),
    (
        NECESSARY,
        "necessary essential important vital crucial imperative required supposed obliged "
        "responsible urgent critical compelled obligatory needed",
    ),
    (REFUSED, "reluctant unwilling unready loath"),
    (TURN, "unable incapable impossible powerless false untrue incorrect yet"),
    (
        FACT,
        "aware sorry proud pleased glad delighted sad surprised disappointed true clear evident obvious "
        "known surprising tragic significant strange ironic good bad shameful unfortunate regrettable "
        "shocked angry upset grateful guilty right late quick slow first last busy successful",
    ),
    (HINT, "adamant"),
    (FEAR, "afraid worried concerned fearful"),
    (
        VOID,
        "unsure uncertain unclear doubtful skeptical sceptical hard difficult easy tough ashamed",
    ),
)
# Negated expectation: "is unlikely to V".
UNLIKELY = frozenset({"unlikely", "improbable"})

# Nouns over "to V" or "that": "a plan to V", "the claim that".
NOUNS = _table(
    (
        PLANNED,
        "plan decision agreement intention intent commitment deal proposal resolution move scheme "
        "program programme aim goal mission project pact accord campaign preparation strategy initiative "
        "objective target",
    ),
    (PROMISED, "promise pledge vow oath guarantee assurance"),
    (WANTS, "desire wish ambition hope dream aspiration urge"),
    (READY, "readiness willingness offer preparedness"),
    (
        NECESSARY,
        "need demand call duty obligation request requirement appeal order responsibility "
        "recommendation requirement instruction invitation mandate push pressure time",
    ),
    (
        POSSIBLE,
        "right opportunity chance ability possibility permission option power authority capacity "
        "freedom threat risk capability prospect potential license way danger probability",
    ),
    (
        ATTEMPTED,
        "attempt effort bid try struggle fight quest drive drives endeavor endeavour battle "
        "campaign operation",
    ),
    (EXPECTED, "expectation likelihood prediction forecast"),
    (TURN, "failure inability"),
    (REFUSED, "refusal reluctance unwillingness"),
    (
        SPEECH,
        "claim allegation statement accusation report charge suggestion argument assertion announcement "
        "testimony warning complaint rumor rumour admission revelation comment remark message news word "
        "contention notion idea theory belief suspicion view opinion impression perception signal sign "
        "indication evidence criticism finding conclusion reply verdict grievance objection",
    ),
    (DENIAL, "denial"),
    (FACT, "fact reason realization knowledge reality truth"),
    (FEAR, "fear concern worry"),
    (VOID, "doubt question speculation"),
) | {
    "importance": NECESSARY,
    "necessity": NECESSARY,
    "urgency": NECESSARY,
    "benefit": POSSIBLE,
    "goal": PURPOSE,
}
# "the act of V-ing" was done; "the idea of V-ing" was not.
DONE = words(
    "act crime practice habit history experience process result honour honor task job year decade month "
    "week day hour way method spate series wave campaign offence offense"
)
# What a verb does to the event that its object names ("proposed a meeting", "called for talks").
EVENT_VERBS = _table(
    (WANTS, "want hope seek wish desire like prefer"),
    (
        PLANNED,
        "plan propose schedule consider organise organize arrange prepare announce mull contemplate",
    ),
    (NECESSARY, "demand request urge call need require recommend ask push press plead appeal"),
    (EXPECTED, "expect await anticipate predict forecast"),
    (POSSIBLE, "threaten discuss fear allow authorise authorize suggest"),
    (READY, "offer"),
    (PROMISED, "promise pledge vow"),
    (ATTEMPTED, "attempt try"),
)
# A gerund behind a verb's own preposition: "insisted on leaving".
GERUNDS: dict[tuple[str, str], Signature] = {
    (verb, preposition): signature
    for signature, rows in (
        (NECESSARY, "call/for insist/on plead/for argue/for press/for push/for"),
        (PLANNED, "vote/for agree/on decide/on aim/at bank/on think/of"),
        (
            PURPOSE,
            "gear/at gear/to gear/towards gear/toward design/for use/for intend/for target/at",
        ),
        (WANTS, "dream/of hope/for"),
        (PROMISED, "commit/to"),
        (EXPECTED, "look/to"),
        (ATTEMPTED, "work/on focus/on"),
        (POSSIBLE, "think/about talk/about talk/of warn/of discuss/about"),
        (PASS, "succeed/in end/by begin/by apologise/for apologize/for"),
        (TURN, "refrain/from abstain/from decide/against vote/against warn/against argue/against"),
        (VOID, "object/to"),
    )
    for verb, preposition in (row.split("/") for row in rows.split())
}
