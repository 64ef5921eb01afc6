"""The tables of `docs/attribution.md`, written from the table of reporting words."""

from __future__ import annotations

from kgbuild.attribution.table import Reporting, Stance, reporting

MEANING = {
    Stance.SAYS: "tells it as so",
    Stance.DENIES: "tells that it is not so",
    Stance.DOUBTS: "leaves open whether it is so",
    Stance.HINTS: "lets it be understood",
    Stance.THINKS: "holds it to be so",
    Stance.EXPECTS: "holds that it will be so",
    Stance.FEARS: "holds that it may be so, and does not want it",
    Stance.HOPES: "wants it to be so",
    Stance.PROMISES: "will do it",
    Stance.ASKS: "wants to know whether it is so",
    Stance.ORDERS: "wants others to do it",
    Stance.ACCUSES: "says that somebody did it",
    Stance.JUDGES: "praises or blames somebody for it",
}
SHOWN = 8


def stance_table() -> str:
    """A Markdown table: each stance, how many words have it, and the commonest of them.

    >>> stance_table().splitlines()[0]
    '| stance | whoever speaks | verbs | nouns | the commonest |'
    """
    lines = ["| stance | whoever speaks | verbs | nouns | the commonest |", "|---|---|---|---|---|"]
    for stance in Stance:
        rows = [row for row in reporting().rows if row.stance is stance]
        verbs = [row for row in rows if row.part == "verb"]
        nouns = [row for row in rows if row.part == "noun"]
        words = dict.fromkeys(row.word for row in sorted([*verbs, *nouns], key=_commonest))
        common = ", ".join([*words][:SHOWN])
        lines.append(f"| {stance} | {MEANING[stance]} | {len(verbs)} | {len(nouns)} | {common} |")
    return "\n".join(lines)


def _commonest(row: Reporting) -> tuple[int, int]:
    return -row.seen, row.line
