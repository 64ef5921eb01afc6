"""What two names of people are to each other: one, a spelling, a nickname, an initial, or a clash.

Pure text, no documents: whoever bears them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from kgbuild.english import table
from kgbuild.model import Attributes
from kgbuild.names.folding import key
from kgbuild.names.given import gender_of
from kgbuild.names.people import PARTICLES, SUFFIXES, person_name
from kgbuild.names.spelling import near_spelling, skeleton, spelling

_HONORIFICS = table("names", "kgbuild.names")["honorific"]
# Nickname or another language's form -> the form that stands for all; both sides are looked up.
NICKNAMES = {
    nick: full for full, nicks in table("nicknames", "kgbuild.names").items() for nick in nicks
}


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person's name in parts, folded. `given` is empty where only one part is known.

    `eastern` names (family first) are compared with all given parts written together, so that
    "Kim Jong-un" and "Kim Jong Un" agree and "Kim Jong-il" does not.
    """

    given: str
    family: str
    others: tuple[str, ...] = ()
    eastern: bool = False

    @property
    def full(self) -> bool:
        """Whether both parts are known."""
        return bool(self.given)

    @property
    def whole(self) -> str:
        """All parts written together, in the order of the text: blanks and hyphens do not tell."""
        if self.eastern:
            return self.family + self.given
        return "".join((self.given, *self.others, self.family))

    @property
    def key(self) -> str:
        """The name as a key: given and family."""
        return f"{self.given} {self.family}"


def person_form(name: str, attributes: Attributes | None = None) -> PersonForm:
    """Parts of a name, from the attributes that annotate gave, else from the words.

    >>> person_form("Dr. Anna B. Adler")
    PersonForm(given='anna', family='adler', others=('b',), eastern=False)
    """
    attributes = attributes or Attributes()
    words = [w for w in key(name.replace("-", "")).split() if w not in SUFFIXES]
    while len(words) > 1 and words[0] in _HONORIFICS:
        words.pop(0)
    given = key(attributes.get("given", "").replace("-", ""))
    family = key(attributes.get("family", "").replace("-", ""))
    order = attributes.get("order", "")
    if not words:
        return PersonForm("", family)
    if order == "family_first" and len(words) > 1:
        return PersonForm("".join(words[1:]), words[0], (), True)
    if given and family and len(words) > 1:
        given, family = given.replace(" ", ""), family.rsplit(" ", 1)[-1]
        # A hyphenated name is one word here, whatever part of it was taken for the family.
        given = given if given in words else words[0]
        family = family if family in words else words[-1]
        rest = [w for w in words if w not in (given, family) and w not in PARTICLES]
        return PersonForm(given, family, tuple(rest))
    if len(words) == 1:
        return PersonForm("", words[0])
    found = person_name(words)
    if found is None or found.alone:
        return PersonForm("", words[-1])
    if found.order == "family_first":
        return PersonForm("".join(words[1:]), words[0], (), True)
    rest = [w for w in words[1:-1] if w not in PARTICLES]
    return PersonForm(words[0], words[-1], tuple(rest))


class Likeness(StrEnum):
    """What two person names are to each other; CLASH can never be one person."""

    EXACT = "exact"
    PART = "part"
    SPELLING = "spelling"
    SWAPPED = "swapped"
    NICKNAME = "nickname"
    INITIAL = "initial"
    SLIP = "slip"
    CLASH = "clash"
    NONE = "none"


@lru_cache(maxsize=1 << 18)
def compare_names(left: PersonForm, right: PersonForm) -> Likeness:
    """The likeness of two full names; NONE where they have nothing to do with each other."""
    if left.whole == right.whole:
        return Likeness.EXACT
    if left.key == right.key:
        clash = _middle_clash(left.others, right.others)
        return Likeness.CLASH if clash else Likeness.EXACT
    if left.given == right.family and left.family == right.given:
        return Likeness.SWAPPED
    if left.eastern != right.eastern and _joined(left) == _joined(right):
        return Likeness.SWAPPED
    if not _same_family(left.family, right.family):
        return _one_slip(left, right)
    return _compare_given(left, right)


def _compare_given(left: PersonForm, right: PersonForm) -> Likeness:
    one, two = left.given, right.given
    same_letters = left.family == right.family
    if one == two:
        return Likeness.SPELLING
    if left.eastern or right.eastern:
        alike = spelling(one) == spelling(two) or one.replace("i", "") == two.replace("i", "")
        return Likeness.SPELLING if alike else Likeness.CLASH
    if 1 in (len(one), len(two)):
        middle = {o[:1] for o in (*left.others, *right.others)}
        agrees = one[0] == two[0] or middle & {one[0], two[0]} == {min(one, two, key=len)}
        return Likeness.INITIAL if agrees and same_letters else Likeness.CLASH
    if one in right.others or two in left.others:
        return Likeness.PART
    if base_name(one) == base_name(two):
        return Likeness.NICKNAME
    if _other_gender(one, two):
        return Likeness.CLASH
    if spelling(one) == spelling(two):
        return Likeness.SPELLING
    if min(len(one), len(two)) > 3 and near_spelling(one, two):
        same_end = one[-1] == two[-1] or not {one[-1], two[-1]} & set("aeiou")
        return Likeness.SPELLING if same_end else Likeness.CLASH
    if min(len(one), len(two)) > 5 and DamerauLevenshtein.distance(one, two) == 1:
        return Likeness.SLIP if one[-1:] == two[-1:] else Likeness.CLASH
    return Likeness.CLASH


def _joined(form: PersonForm) -> str:
    return "".join(sorted((form.given, form.family)))


def _middle_clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """George H. W. Bush is not George W. Bush: other initials, or no middle name in common."""
    if not left or not right:
        return False
    if all(len(w) == 1 for w in (*left, *right)):
        return left != right
    return not any(_one_middle(one, two) for one in left for two in right)


def _one_middle(one: str, two: str) -> bool:
    """The same middle name, or the initial of the other."""
    if 1 in (len(one), len(two)):
        return one[0] == two[0]
    return near_spelling(one.removeprefix("al"), two.removeprefix("al"))


def _same_family(one: str, two: str) -> bool:
    if one == two or spelling(one) == spelling(two):
        return True
    if skeleton(one) != skeleton(two) or min(len(one), len(two)) < 5:
        return False
    if not near_spelling(one, two):
        return False
    # Lukashenko and Lukashenka are one family, Ivanov and Ivanova are not one person.
    same_end = one[-1:] == two[-1:] or (
        len(one) == len(two) > 6 and {one[-1], two[-1]} <= set("aeo")
    )
    return same_end and abs(len(one) - len(two)) < 2


def _one_slip(left: PersonForm, right: PersonForm) -> Likeness:
    """One letter wrong in a long family name, the given name the same."""
    if left.given != right.given or len(left.given) < 3 or left.eastern or right.eastern:
        return Likeness.NONE
    one, two = left.family, right.family
    if min(len(one), len(two)) > 5 and DamerauLevenshtein.distance(one, two) == 1:
        return Likeness.SLIP
    return Likeness.NONE


def _other_gender(one: str, two: str) -> bool:
    genders = {gender_of(one), gender_of(two)}
    return {"male", "female"} <= genders


def base_name(given: str) -> str:
    """The full form that a nickname stands for: "bob" gives "robert"."""
    return NICKNAMES.get(given, given)
