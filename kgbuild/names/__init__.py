"""Names of people, bodies and places: the one home of folding, parts, acronyms, nicknames and spellings."""

from kgbuild.names.bodies import acronym, acronym_of, body_key, initials, is_acronym
from kgbuild.names.folding import key, plain, shown_part, word
from kgbuild.names.given import gender_of, given_gender, is_common_family
from kgbuild.names.likeness import Likeness, PersonForm, compare_names, person_form
from kgbuild.names.people import PersonName, compatible, is_title, person_name, title_gender
from kgbuild.names.spelling import near_spelling, skeleton, spelling

__all__ = [
    "Likeness",
    "PersonForm",
    "PersonName",
    "acronym",
    "acronym_of",
    "body_key",
    "compare_names",
    "compatible",
    "gender_of",
    "given_gender",
    "initials",
    "is_acronym",
    "is_common_family",
    "is_title",
    "key",
    "near_spelling",
    "person_form",
    "person_name",
    "plain",
    "shown_part",
    "skeleton",
    "spelling",
    "title_gender",
    "word",
]
