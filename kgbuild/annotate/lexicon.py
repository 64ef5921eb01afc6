"""What a head noun suggests about type, gender, number, office and kinship.

The tables of `kgbuild.english` are written by hand for news and win; `data/nouns.tsv.gz` is made from
WordNet 3.1 by `training/make_nouns.py` and fills in the rest (first sense of each noun).
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from kgbuild.english import table
from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import vocabulary

# Classes of english/nouns.csv that are types of the vocabulary, in the order in which a word is looked up.
TYPES = (
    "Person", "Group", "GovernmentBody", "PoliticalParty", "JudicialBody", "ArmedForce", "ArmedGroup",
    "Company", "MediaOutlet", "InternationalOrganization", "CivilSocietyOrg", "Organization", "Country",
    "City", "Region", "GeoArea", "Facility", "Position", "Event", "Document", "Topic", "Product",
)  # fmt: skip
# "the town of Sula" is Sula; "the coast of Sula" is not.
DIVISIONS = frozenset(
    {
        "province", "state", "region", "district", "county", "department", "municipality",
        "prefecture", "governorate", "oblast", "canton", "city", "town", "village", "island",
    }
)  # fmt: skip
PLACES = vocabulary().below("Place")
BODIES = vocabulary().below("Organization")
# Classes that are no types: nobody looks these up, so they are no mentions.
NO_MENTION = frozenset({"Measure", "Light", "Body", "Animal"})


# The tables of kgbuild.english that this stage reads; a class stands in one of them.
TABLES = ("nouns", "people", "bodies", "places", "verbs", "numbers", "time")


@cache
def words(name: str) -> frozenset[str]:
    """All words of one class of the tables."""
    homes = [found for found in map(table, TABLES) if name in found]
    if len(homes) != 1:
        raise VocabularyError(f"class {name!r} stands in {len(homes)} word tables, not in one")
    return homes[0][name]


@cache
def _wordnet() -> dict[str, str]:
    raw = files("kgbuild.annotate").joinpath("data/nouns.tsv.gz").read_bytes()
    lines = gzip.decompress(raw).decode("utf8").splitlines()
    return dict(line.split("\t") for line in lines)


def noun_class(lemma: str) -> str:
    """Type or non-mention class of a head noun; Topic where no table knows it."""
    lemma = lemma.lower()
    known = _by_hand().get(lemma)
    if known:
        return known
    if "-" in lemma:
        return noun_class(lemma.rsplit("-", 1)[1])
    return _wordnet().get(lemma, "Topic")


def known_noun(lemma: str) -> bool:
    """Whether one of the tables lists the noun."""
    return lemma.lower() in _by_hand() or lemma.lower() in _wordnet()


@cache
def _by_hand() -> dict[str, str]:
    table: dict[str, str] = {}
    for name in ("Light", "Measure", *TYPES):
        for word in sorted(words(name)):
            table.setdefault(word, name)
    return table


def noun_gender(lemma: str) -> str:
    """As in "male", "female" or "" for a noun or honorific."""
    lemma = lemma.lower().rstrip(".")
    if lemma in words("Male"):
        return "male"
    return "female" if lemma in words("Female") else ""
