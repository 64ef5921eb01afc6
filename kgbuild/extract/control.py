"""Whose act an infinitive or gerund is: verbs of control by lemma, after VerbNet's and the treebanks' lists.

A clause without a subject is somebody's only where its governor says whose: "tried to leave" the
subject's, "told him to leave" the object's, "called for raising wages" nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract._words import words
from kgbuild.factuality.table import DONE, NOUNS, Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

# With an object beside it, the infinitive or gerund is still the subject's: "promised him to go",
# "used the money to build", "spent years building".
SUBJECT_CONTROL = words(
    "promise vow pledge swear guarantee threaten use take have need lack spend waste lose save"
)
# The infinitive is the object's: "told him to leave".
OBJECT_CONTROL = words(
    "ask order tell urge force allow help enable persuade convince encourage invite instruct command direct "
    "require request permit authorize authorise empower entitle equip prepare train teach coach advise warn "
    "remind compel oblige press pressure push prompt cause lead drive get make let have see hear watch find "
    "catch want need like expect intend believe consider prove declare bribe challenge coax dare implore beg "
    "beseech incite inspire motivate nominate appoint elect choose select assign commission hire recruit tempt "
    "trust attract draw induce provoke spur stimulate mobilise mobilize rally lobby petition summon call forbid "
    "prohibit free license qualify assist aid leave keep stop prevent lure entice back tip predict project "
    "forecast pick designate deem suppose think know show reveal understand report allege presume assume "
    "estimate feel imagine mean bid notice observe film photograph record capture spot depict remember send "
    "describe picture start set position pit poise wish desire hate prefer bind bring caution counsel "
    "discourage exhort goad nudge rush steer sentence condemn"
)
# A gerund behind these is nobody's act in particular: "recommended closing the port".
ARBITRARY = words(
    "suggest recommend propose advocate include involve mean require entail necessitate ban prohibit forbid "
    "allow permit discuss oppose criticise criticize condemn encourage support prioritise prioritize warrant "
    "justify merit deserve need debate discourage facilitate promote mention envisage describe demand urge "
    "back favour favor reject denounce outlaw legalise legalize back call push press argue plead campaign"
)
# The infinitive is the act of the noun behind the preposition: "called on the firm to pay".
OBLIQUE_CONTROL: dict[str, frozenset[str]] = {
    verb: frozenset(prepositions.split())
    for verb, prepositions in {
        "call": "on upon for",
        "appeal": "to",
        "plead": "with for on to",
        "wait": "for",
        "count": "on",
        "prevail": "on upon",
        "arrange": "for",
        "press": "for on",
        "push": "for",
        "hope": "for",
        "long": "for",
        "pray": "for",
        "signal": "to",
        "shout": "to at",
    }.items()
}
# Read as an adverbial clause too, an infinitive behind these and their object is the object's.
DIRECTING = words(
    "ask order tell urge force enable persuade convince encourage invite instruct command require request permit "
    "authorize authorise entitle leave compel oblige allow help support assist aid train teach prepare equip "
    "motivate inspire push press lead get drive mobilise mobilize recruit want"
)
# "stressed the need to V": he who speaks of these need not be who does it.
OPEN_ACTS = words(
    "need importance necessity urgency demand requirement right time way means possibility chance call appeal "
    "request recommendation reason"
)
# "its role in ending the war": whose part it is.
PARTS = words(
    "role part success failure help difficulty interest experience involvement participation contribution "
    "leadership assistance responsibility hand"
)
# What is handed over is handed over for the taker's use: whose act follows is open.
HANDING = words("send give hand submit deliver transfer pass grant provide offer lend award supply")
# What is made for a purpose serves it itself: "a fund was set up to finance farms".
MADE = words(
    "create design found establish set build form introduce make intend adopt send deploy hire appoint elect "
    "train invite force launch mean"
)
# Things that are to do something are what is to be done: "the aim is to cut costs".
IDEAS = words(
    "thing way step point idea ethos key challenge role job task priority focus option choice solution answer "
    "intention dream hope problem trick secret best only first function responsibility duty motto rule part "
    "vision concept approach motive reason temptation tendency alternative move next target"
)
# Nothing does these: "it takes time to build".
EMPTY_VERBS = words("take cost help matter require pay hurt need feel make")
EMPTY_ADJECTIVES = words(
    "important necessary essential crucial vital possible impossible easy hard difficult tough better best good "
    "bad wrong right fair unfair safe dangerous imperative critical illegal legal common normal unusual enough "
    "time wise useful useless pointless worth fine nice great sad strange natural urgent key premature early"
)
# Their subject is what is acted on: "the ship is hard to steer".
TOUGH = words(
    "easy hard difficult tough impossible dangerous simple tricky expensive cheap pleasant fun painful"
)
# A participle of these behind a comma may still describe the noun before it.
DESCRIPTIVE = words(
    "include represent contain comprise consist belong work live sit lie stand serve own hold measure weigh "
    "cost range date stem stretch extend span feature bear depict show portray wear carry name call know "
    "total number house host cover run lead head aim employ"
)
# Acts that somebody plans, has or makes: an infinitive or gerund under them is his.
ACTS = words(
    "step measure action process meeting talk law bill vote power work job money way means time courage authority "
    "license licence resource legislation motion deadline"
)

# Verbs whose participle after a comma has the whole event before it as its subject.
RESULT_VERBS = words(
    "prompt spark trigger cause lead raise mark leave force bring make fuel result mean pave deepen "
    "heighten stoke push drive send help allow enable complicate signal threaten reduce increase "
    "undermine create disrupt trap worsen ease contribute"
)
CIRCUMSTANCES = words(
    "time day week month year moment hour minute night date way reason place manner case degree extent "
    "rate pace period season morning evening"
)
# Whoever does these with a plan, right or need has it: "announced plans to V", "lost the right to V".
POSSESSION = words(
    "have make take get gain win lose need show express announce unveil reveal outline declare reiterate "
    "stress reaffirm launch begin start mount lead hold keep retain exercise use see find seek want seize "
    "receive abandon cancel drop scrap shelve postpone delay pursue draw face carry join miss confirm "
    "consider feel share form develop finalise finalize issue sign enter support oppose commit defend"
)
HAVING = words("have get win gain lose face see feel seize keep receive exercise use miss")
SPENDING = frozenset({"spend", "waste", "lose", "save", "take", "pass"})


def carries_act(noun: Token) -> bool:
    """Whether a noun with an infinitive or gerund tells somebody's plan, right, attempt or act."""
    lemma = noun.lemma_.lower()
    sign = NOUNS.get(lemma)
    own = sign is not None and sign.kind in (Kind.MODAL, Kind.TURN, Kind.SPEECH)
    return own or lemma in ACTS or lemma in DONE or lemma in PARTS


PERCEPTION = words("see hear watch find catch spot notice observe film leave keep")


def is_empty(head: Token) -> bool:
    """Whether a predicate with "it" says only what its infinitive is: "it is vital to", "it takes time to"."""
    own = tree.subjects(head)
    empty = tree.expletive(head) is not None or any(t.lower_ == "it" for t in own)
    if not empty or tree.recipients(head):
        return False
    lemma = head.lemma_.lower()
    if tree.copula(head) is not None:
        return lemma in EMPTY_ADJECTIVES
    return lemma in EMPTY_VERBS and (lemma in ("take", "cost") or not tree.objects(head))


def aim_of(verb: Token) -> Token | None:
    """The noun of "the aim is to cut costs": what is to be done, not who does it."""
    if verb.tag_ not in ("VB", "VBG"):
        return None
    outer = tree.outer_subject(verb)
    if outer is not None and all(m.lower_ != "due" for m in tree.marks(verb)):
        return outer if tree.subjects(verb) == [outer] else None
    forms = [a for a in tree.auxiliaries(verb) if a.lemma_ == "be"]
    if verb.tag_ != "VB" or not forms or "to" not in tree.mark_words(verb):
        return None
    if tree.has_passive_auxiliary(verb):
        return None
    for noun in tree.subjects(verb):
        lemma = noun.lemma_.lower()
        sign = NOUNS.get(lemma)
        if lemma in IDEAS or (sign is not None and sign.kind is Kind.MODAL):
            return noun
    return None


def oblique_controller(verb: Token, infinitive: Token) -> Token | None:
    """The noun whose act an infinitive is behind "call on X to V"."""
    known = OBLIQUE_CONTROL.get(verb.lemma_.lower())
    if known is None or infinitive.tag_ != "VB":
        return None
    for oblique in tree.obliques(verb):
        if oblique.preposition in known and verb.i < oblique.noun.i < infinitive.i:
            return oblique.noun
    return None
