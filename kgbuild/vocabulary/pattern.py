"""One pattern of a relation: its words, its conditions, and how the tables give it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary.rolesets import Roleset
from kgbuild.vocabulary.tables import FALLBACK, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTICLE_WORDS = "up out off down away back forward together apart aside"

_PREPOSITION_WORDS = """
with to in at on from for of against over about into between by as across through behind under after
before upon during among towards toward near since around alongside
"""

# Triggers that are no verbs: nouns, titles and signs, which the extractors for nominals read.
_NOMINAL_WORDS = """
meeting talks visit statement report concerns friendship alliance invasion incursion claim friend son
daughter chapter near at on in according president
"""

PARTICLES = frozenset(_PARTICLE_WORDS.split())

PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())

_NOMINAL = frozenset(_NOMINAL_WORDS.split())

_SKIPPED = frozenset({"a", "an", "the", "its", "his", "her", "their", "that"})

_AMERICAN = ((re.compile(r"isation$"), "ization"), (re.compile(r"ise$"), "ize"))

ROLES = ("SO", "OS", "SP", "PS", "PO", "OP", "S[", "S0", "P0")

# "be based in": the participle's verb. A trigger with another participle must be added here.
_PARTICIPLES = {
    "aligned": "align",
    "alarmed": "alarm",
    "based": "base",
    "concerned": "concern",
    "evacuated": "evacuate",
    "extradited": "extradite",
    "headquartered": "headquarter",
    "hurt": "hurt",
    "killed": "kill",
    "located": "locate",
    "married": "marry",
    "merged": "merge",
    "registered": "register",
    "related": "relate",
    "situated": "situate",
    "wounded": "wound",
}

# Triggers that the rules say better, or that another claim carries (the infinitive's own).
_LEFT_TO_RULES = frozenset({"agree to buy", "sell its stake in", "be named", "be accused of"})


def spelling(lemma: str) -> str:
    """One spelling for British and American forms, for comparison only.

    >>> spelling("criticise"), spelling("labor"), spelling("labour")
    ('criticize', 'labor', 'labor')
    """
    lemma = lemma.lower()
    for pattern, plain in _AMERICAN:
        lemma = pattern.sub(plain, lemma)
    return re.sub(r"(?<=[a-z]{2})our\b", "or", lemma)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a relation; `relation` None keeps the predicate open.

    `words` are sets of lemmas that must stand below the verb, `tail` the function words before the
    argument P, `roles` which of S (logical subject), O (direct object), P (the tail's noun) and [
    (the bracketed word) become the relation's subject and object. `passive` patterns read the
    patient as the one that the phrase speaks of. Conditions are alternatives: a type's name, a
    class (`@class`), `none`; `needs` all hold, a leading ! denies. The role 0 leaves the object empty.
    """

    relation: str | None
    text: str
    lemma: str
    particle: str
    words: tuple[frozenset[str], ...]
    tail: str
    roles: str
    passive: bool = False
    bracket: bool = False
    oblique: bool = False
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    example: str = ""
    order: int = 0

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much the pattern asks for: the most demanding one that fits decides."""
        narrow = bool(set(self.subject) - {"Agent", "Document"})
        conditions = narrow + bool(self.object) + bool(self.needs) + bool(self.unless)
        return (
            2 * len(self.words)
            + 2 * len(self.tail.split())
            + 2 * bool(self.particle)
            + self.passive,
            4 if self.relation is None else conditions,
            -self.order,
        )


def _lemmas(word: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if word.startswith("<"):
        name = word.strip("<>")
        if name not in classes:
            raise VocabularyError(f"relation_rules.csv: no word class {name!r}")
        return classes[name]
    bare = word.strip("[]")
    if word.startswith("[") and bare in classes:
        return classes[bare]
    return frozenset(spelling(form) for form in {bare, _singular(bare)} for form in form.split("/"))


def parse_pattern(text: str, classes: Mapping[str, frozenset[str]]) -> list[Pattern]:
    """Read one pattern; a word class in the verb's place makes a pattern for each of its verbs."""
    parts = [word for word in text.split() if word not in _SKIPPED]
    passive = parts[0] == "be" and len(parts) > 1
    if passive:
        parts = parts[1:]
    verbs, rest = _lemmas(parts[0], classes), parts[1:]
    ellipsis = "..." in rest
    rest = [word for word in rest if word != "..."]
    tail: list[str] = []
    while rest and rest[-1] in PREPOSITIONS | PARTICLES and len(tail) < 2:
        tail.insert(0, rest.pop())
    particle = ""
    if rest and rest[0] in PARTICLES:
        particle = rest.pop(0)
    words = [word for word in rest if word not in PREPOSITIONS | PARTICLES]
    roles = "PO" if ellipsis else "SP" if tail else "SO"
    if passive and tail:
        roles = "OP"
    return [
        Pattern(
            relation=None,
            text=text,
            lemma=verb,
            particle=particle,
            words=tuple(_lemmas(word, classes) for word in words),
            tail=" ".join(tail),
            roles=roles,
            passive=passive,
            bracket=any(word.startswith("[") for word in words),
            oblique=any(one in PREPOSITIONS and other in words for one, other in pairwise(rest)),
        )
        for verb in sorted(verbs)
    ]


def _conditions(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


def from_rule(
    row: dict[str, str], order: int, classes: Mapping[str, frozenset[str]], table: Vocabulary
) -> list[Pattern]:
    """The patterns of one row of `relation_rules.csv`."""
    relation = row["relation"] or None
    if relation is not None and relation not in table.relations:
        raise VocabularyError(f"relation_rules.csv: no relation {relation!r}")
    for cell in (row["subject"], row["object"], row["unless"]):
        for name in _conditions(cell):
            known = (
                name[1:] in classes
                if name.startswith("@")
                else (
                    name in table.types
                    or name in ("none", "value", "Agent", "Place", "Thing", "Name")
                )
            )
            if not known:
                raise VocabularyError(f"relation_rules.csv: {name!r} is no type and no class")
    made = []
    for base in parse_pattern(row["pattern"], classes):
        roles = row["roles"] or ("S[" if base.bracket else base.roles)
        if roles not in ROLES:
            raise VocabularyError(f"relation_rules.csv: {roles!r} are no roles")
        made.append(
            replace(
                base,
                relation=relation,
                roles=roles,
                subject=_conditions(row["subject"]),
                object=_conditions(row["object"]),
                needs=tuple(row["needs"].split()),
                unless=_conditions(row["unless"]),
                example=row["example"],
                order=order,
            )
        )
    return made


def from_rolesets(
    rows: list[dict[str, str]],
    rolesets: Mapping[str, Roleset],
    order: int,
    classes: Mapping[str, frozenset[str]],
    table: Vocabulary,
) -> list[Pattern]:
    """Patterns of the rows that name rolesets: each form with each verb, light verbs with their noun.

    "~" stands for the verb: "~ for" of search.01 is "search for"; a roleset's light verbs ("make
    contribution") take the tail of the forms.
    """
    made: list[Pattern] = []
    for row in rows:
        for name in row["rolesets"].split():
            if name not in rolesets:
                raise VocabularyError(f"relation_rolesets.csv: no roleset {name!r} in rolesets.csv")
            own = rolesets[name]
            texts = [f.replace("~", verb) for verb in own.verbs for f in row["forms"].split("|")]
            tails = {f.removeprefix("~").strip() for f in row["forms"].split("|")} - {""}
            texts += [f"{light} {tail}" for light in own.light for tail in sorted(tails)]
            for text in texts:
                order += 1
                made += from_rule({**row, "pattern": text}, order, classes, table)
    return made


def _is_verbal(trigger: str) -> bool:
    words = trigger.split()
    if not words or not re.fullmatch(r"[a-z][a-z .'-]*", trigger) or words[0] in _NOMINAL:
        return False
    if "'s" in trigger or "noun phrase" in trigger or "that ..." in trigger:
        return False
    if trigger in _LEFT_TO_RULES:
        return False
    # "be the brother of", "be in charge of" are read with the copulas; passives are turned round.
    if words[0] != "be":
        return True
    return len(words) > 1 and (words[1] in _PARTICIPLES and words[-1] != "by")


def _participle(trigger: str) -> str:
    words = trigger.split()
    return " ".join(["be", _PARTICIPLES[words[1]], *words[2:]]) if words[0] == "be" else trigger


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return {"ties": "tie", "supplies": "supply"}.get(word, word[:-3] + "y")
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return {"lives": "life"}.get(word, word[:-1]) if plural else word


def rest_of(text: str) -> str:
    """What a pattern asks for beside its verb, without articles."""
    words = [word for word in text.split() if word not in _SKIPPED]
    return " ".join(
        _singular(word) for word in words[2 if words[0] == "be" and len(words) > 1 else 1 :]
    )


def from_triggers(
    table: Vocabulary,
    order: int,
    classes: Mapping[str, frozenset[str]],
    taken: set[tuple[str, str]],
) -> list[Pattern]:
    """The patterns of a relation's plain words, those that no rule has already."""
    made: list[Pattern] = []
    for relation in table.relations.values():
        if relation.name == FALLBACK:
            continue
        for inverse, triggers in ((False, relation.triggers), (True, relation.inverse_triggers)):
            for trigger in triggers:
                if not _is_verbal(trigger):
                    continue
                order += 1
                for base in parse_pattern(_participle(trigger), classes):
                    if (base.lemma, rest_of(base.text)) in taken:
                        continue
                    roles = base.roles
                    if inverse:
                        roles = roles[::-1]
                    made.append(replace(base, relation=relation.name, roles=roles, order=order))
    return made
