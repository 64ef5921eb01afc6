"""The matrix: a sentence for every row of the signature table, each construction, affirmed, negated, coordinated.

`sentences()` makes them from the table itself; `expected` says, by the row alone, what the clause of
"betray" must be. Nothing here knows how the reader works.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.model import Modality
from kgbuild.predicates.signatures import Entry, Kind, Negated, Signature, signatures

IRREGULAR = {
    "abide": "abode", "bear": "bore", "beat": "beat", "become": "became", "begin": "began", "bend": "bent",
    "bet": "bet", "bid": "bid", "bind": "bound", "bring": "brought", "catch": "caught", "choose": "chose",
    "come": "came", "cut": "cut", "deal": "dealt", "die": "died", "do": "did", "draw": "drew", "dream": "dreamed",
    "drive": "drove", "fall": "fell", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled",
    "forbear": "forbore", "forbid": "forbade", "foresee": "foresaw", "forget": "forgot", "forgive": "forgave",
    "forgo": "forwent", "forego": "forewent", "forswear": "forswore", "freeze": "froze", "get": "got",
    "give": "gave", "go": "went", "grow": "grew", "have": "had", "hear": "heard", "hide": "hid", "hold": "held",
    "keep": "kept", "know": "knew", "lead": "led", "learn": "learned", "leave": "left", "let": "let",
    "lie": "lay", "lose": "lost", "make": "made", "mean": "meant", "mislead": "misled", "overhear": "overheard",
    "pay": "paid", "put": "put", "rethink": "rethought", "run": "ran", "say": "said", "see": "saw",
    "seek": "sought", "send": "sent", "set": "set", "shrink": "shrank", "shy": "shied", "sit": "sat",
    "spend": "spent", "stand": "stood", "steer": "steered", "stop": "stopped", "strive": "strove",
    "swear": "swore", "take": "took", "tell": "told", "think": "thought", "turn": "turned",
    "understand": "understood", "undertake": "undertook", "win": "won", "wind": "wound",
    "withdraw": "withdrew",
    "write": "wrote", "beg": "begged", "break": "broke", "let_alone": "let", "sue": "sued", "rue": "rued",
    "shun": "shunned",
}  # fmt: skip
PARTICIPLE = {
    "begin": "begun", "choose": "chosen", "draw": "drawn", "drive": "driven", "forbid": "forbidden",
    "forgive": "forgiven", "freeze": "frozen", "get": "got", "give": "given", "go": "gone", "know": "known",
    "see": "seen", "swear": "sworn", "take": "taken", "write": "written", "come": "come", "become": "become",
}  # fmt: skip
DOUBLED = frozenset({
    "beg", "con", "expel", "admit", "ban", "bar", "commit", "compel", "control", "debar", "defer",
    "deter", "drop", "equip", "fret", "gag", "goad", "impel", "jib", "nag", "omit", "opt", "permit",
    "plan", "plot", "pin", "prod", "propel", "quit", "refer", "regret", "rig", "scar", "scrap", "shop",
    "skip", "spot", "spur", "star", "step", "stop", "tip", "trap", "trip", "flip", "wed", "shun", "stun",
    "cap", "tug",
})  # fmt: skip
FILLERS = (
    ("Kenya", "Peru", "Chad"),
    ("Adler", "Becker", "Lund"),
    ("the army", "the rebels", "the firm"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence: its row, construction, manner, and the words whose clauses are looked at."""

    text: str
    entry: Entry
    takes: str
    manner: str
    targets: tuple[str, ...]


def past(lemma: str) -> str:
    """The past of a verb."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in DOUBLED else "") + "ed"


def _verb(word: str, form: str) -> str:
    """A (phrasal) verb in one of its forms."""
    lemma, _, particle = word.partition("_")
    shown = {"base": lemma, "past": past(lemma), "participle": PARTICIPLE.get(lemma, past(lemma))}[
        form
    ]
    return f"{shown} {particle}".strip()


def _clause(takes: str) -> str | None:
    """What stands behind the governor, {a} betraying {b}; None where there is no verb below."""
    if takes.startswith("obj-") and takes.endswith("-ing"):
        inner = takes.removeprefix("obj-").removesuffix("-ing").replace("-", " ")
        return "{a} " + ("" if inner == "ing" else inner + " ") + "betraying {b}{more_ing}"
    table = {
        "that": "that {a} betrayed {b}{more_past}",
        "to": "to betray {b}{more}",
        "obj-to": "{a} to betray {b}{more}",
        "is-to": "to betray {b}{more}",
        "bare": "{a} betray {b}{more}",
        "ing": "betraying {b}{more_ing}",
        "obj-ing": "{a} betraying {b}{more_ing}",
    }
    if takes in table:
        return table[takes]
    if takes.endswith("-ing"):
        return takes.removesuffix("-ing").replace("-", " ") + " betraying {b}{more_ing}"
    return None


def _template(entry: Entry, takes: str, negated: bool) -> str | None:
    clause = _clause(takes)
    if clause is None:
        return None
    if entry.part == "verb":
        if takes == "is-to":
            return (
                "{a} was "
                + ("not " if negated else "")
                + _verb(entry.word, "participle")
                + f" {clause}."
            )
        who = "{a}" if "{a}" not in clause else "{c}"
        said = f"did not {_verb(entry.word, 'base')}" if negated else _verb(entry.word, "past")
        return f"{who} {said} {clause}."
    if entry.part == "adjective":
        who = "It" if takes == "that" else "{a}"
        return f"{who} was {'not ' if negated else ''}{entry.word} {clause}."
    if negated:
        return None
    return f"The {entry.word} {clause} angered " + ("{c}." if "{a}" in clause else "{a}.")


def sentences() -> Iterator[Case]:
    """Every row and construction with a verb below, affirmed, negated and coordinated."""
    for number, entry in enumerate(signatures().entries):
        a, b, c = FILLERS[number % len(FILLERS)]
        for takes in sorted(entry.takes):
            for manner in ("affirmed", "negated", "coordinated"):
                template = _template(entry, takes, manner == "negated")
                if template is None:
                    continue
                more = manner == "coordinated"
                text = template.format(
                    a=a, b=b, c=c,
                    more=" and depose Togo" if more else "",
                    more_ing=" and deposing Togo" if more else "",
                    more_past=" and deposed Togo" if more else "",
                )  # fmt: skip
                targets = ("betray", "depos") if more else ("betray",)
                yield Case(text[0].upper() + text[1:], entry, takes, manner, targets)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the row says of the clause below: `plain` where it may be told as so in the article's voice."""

    plain: bool
    negated: bool | None = None
    modality: Modality | None = None
    void: bool = False


def expected(sign: Signature, *, negated: bool, unlikely: bool = False) -> Expected:
    """What becomes of the content, by the data model's table alone."""
    kind = sign.kind
    if kind is Kind.FACT and negated and sign.negated is Negated.OPEN:
        return Expected(False)
    if kind is Kind.FACT:
        return Expected(True, False, Modality.ACTUAL)
    if kind is Kind.PASS:
        if not negated:
            return Expected(True, False, Modality.ACTUAL)
        if sign.negated is Negated.OPEN:
            return Expected(False, None, Modality.UNCLEAR)
        return Expected(False, True, Modality.ACTUAL)
    if kind is Kind.TURN:
        if not negated:
            return Expected(False, True, sign.modality)
        return Expected(sign.negated is Negated.TURNED and sign.modality is Modality.ACTUAL)
    if kind is Kind.MODAL:
        return Expected(False, None if negated or unlikely else False, sign.modality)
    if kind is Kind.VOID:
        return Expected(negated and sign.negated is Negated.TURNED)
    return Expected(False)
