"""Aid, trade and deals: what relations of giving and buying hold beside them is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kgbuild.query.sifting.claims import HINDERED, misread
from kgbuild.query.sifting.words import (
    listed,
    named,
    names,
    noun_of,
    phrases,
    somebody,
    text,
    verb,
    words,
)

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row


UNGIVEN = frozenset({"purpose", "attempted", "conditional", "unclear"})
"""Modalities of what somebody tries, aims at or would do: neither a gift nor a pledge."""


LOAN = re.compile(r"\b(?:bank loan|mortgage|overdraft)s?\b")
"""What somebody asks of a bank is no aid."""

OWN = re.compile(r"(?:all )?(?:its|his|her|their|my|our) ")
"""Who pays for his own aids nobody."""

FROM_OR_TO = re.compile(r"(?P<ware>.+?) (?P<way>from|to) (?:the )?[A-Z]")
"""A ware with whoever sells or buys it."""


def aid(rows: list[Row]) -> list[Row]:
    """Gifts of somebody's, each with the stage that its manner and negation leave it at."""
    return [
        row | {"stage": _stage(row)}
        for row in rows
        if somebody(row, "subject") and text(row, "modality") not in UNGIVEN and _is_aid(row)
    ]


def _is_aid(row: Row) -> bool:
    relation = text(row, "relation")
    given = bool(words(row, "object", "goods") & listed("aid")) or row.get("amount") is not None
    if words(row, "sentence") & listed("no_gift") or OWN.match(text(row, "object")):
        return False
    if text(row, "polarity") == "negated" and not _is_told_not_given(row):
        return False
    if LOAN.search(text(row, "object")):
        return False
    if relation in listed("rejecting"):
        return bool(given) and "request" in text(row, "object")
    if relation in listed("given_at_all"):
        funds = relation not in listed("funded") or verb(row) in listed("funding")
        return funds and somebody(row, "object")
    if relation in listed("given"):
        return given or verb(row) in listed("giving")
    return given


def _is_told_not_given(row: Row) -> bool:
    """Whether it was refused or not given: whom somebody bars from giving has refused nothing."""
    hindered = HINDERED.search(text(row, "sentence"))
    return text(row, "modality") in ("refused", "actual") and not hindered


def _stage(row: Row) -> str:
    modality, relation = text(row, "modality"), text(row, "relation")
    if relation in listed("rejecting"):
        return "refused"
    if text(row, "polarity") == "negated":
        return {"refused": "refused", "actual": "not given", "expected": "not expected"}.get(
            modality, "not planned"
        )
    if modality in ("wants", "necessary") or (relation in listed("asked") and modality == "actual"):
        return "asked"
    if modality in ("possible", "conditional", "unclear"):
        return "possible"
    return "arrived" if modality == "actual" and relation not in listed("promised") else "pledged"


def trade(rows: list[Row]) -> list[Row]:
    """A ware that one with a name sells to another; gifts, licences, data, services and shares are none."""
    found = [row for row in rows if _is_trade(row)]
    moving = {_pair(row) for row in found if row.get("change")}
    # "Will increase its purchases" is no purchase beside it.
    return [
        row | {"change": _change(row)}
        for row in found
        if row.get("change") or _pair(row) not in moving
    ]


def _pair(row: Row) -> tuple[str, ...]:
    return tuple(text(row, column) for column in ("subject", "object", "sentence", "source"))


def _change(row: Row) -> str:
    """Whether it rises, falls, or neither is told."""
    told = {"increase": "rising", "decrease": "falling"}
    if text(row, "polarity") == "negated":
        return "not bought, or no longer"
    return told.get(
        text(row, "change"), text(row, "change") or "not told whether it rises or falls"
    )


def _is_trade(row: Row) -> bool:
    relation = text(row, "relation")
    if relation in listed("no_relation"):
        return _ware_of(row)
    buyer = "recipient" if relation in listed("sold") else "object"
    if not named(row, "subject", buyer) or verb(row) == "limit":
        return False
    if text(row, buyer).partition(" ")[0] in ("a", "an"):
        return False
    if relation in listed("sold"):
        return True
    ware = words(row, "commodity")
    if relation not in listed("bought") and text(row, "object")[:1].islower():
        return False  # "students of …", "residents of …": who is given something
    if ware & listed("no_ware"):
        return False
    if relation in listed("bought"):
        return verb(row) in listed("trading")
    return bool(ware) and not ware & (listed("aid") | listed("licences"))


def _ware_of(row: Row) -> bool:
    """Whether the words tell a ware and whom it comes from or goes to: "import food from Norway"."""
    found = FROM_OR_TO.match(text(row, "object"))
    if not named(row, "subject"):
        return False
    if found is None:
        return _is_bought(row)
    if text(row, "polarity") == "negated" and text(row, "modality") != "actual":
        return False
    if (verb(row) in listed("selling")) is (found["way"] == "from"):
        return False
    return not words({"ware": found["ware"]}, "ware") & (listed("no_ware") | listed("licences"))


def _is_bought(row: Row) -> bool:
    """Whether a ware is bought whose seller a name in it tells, or none: "Iranian petroleum"."""
    bought = verb(row) in listed("buying") and text(row, "modality") in ("actual", "planned")
    ware = words(row, "object")
    own = text(row, "object").partition(" ")[0].casefold() in listed("own")
    return (
        bought
        and bool(ware)
        and not own
        and not ware & (listed("no_ware") | listed("licences") | listed("deal"))
        and not text(row, "object").startswith("[")
        and (named(row, "object") or text(row, "polarity") != "negated")
    )


def sanctions(rows: list[Row]) -> list[Row]:
    """Sanctions, embargoes, lists and tariffs upon one with a name: "sanctioned" is "allowed" too."""
    return [
        row | {"reason": _reason(row)}
        for row in rows
        if named(row, "object")
        and not misread(row)
        and words(row, "words", "object") & listed("sanctioning")
        and not (text(row, "modality") == "planned" and "due to" in text(row, "sentence"))
    ]


def _reason(row: Row) -> str | None:
    """The reason in the words of the sentence, where it gives one."""
    ways = "|".join(map(re.escape, phrases("reasons")))
    told = re.search(rf"\b(?:{ways}) [^.;“”\"]*", text(row, "sentence"))
    return text(row, "reason") or (told[0].strip() if told else None)


def open_deals(rows: list[Row]) -> list[Row]:
    """Deals that are ahead, each once, with whoever has yet to approve it as the same article tells."""
    rulings: dict[str, list[Row]] = defaultdict(list)
    deals: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if text(row, "relation") in listed("ruled"):
            rulings[text(row, "source")].append(row)
        elif _is_ahead(row):
            deals[text(row, "claim")].append(row)
    told: dict[str, list[Row]] = defaultdict(list)
    for found in deals.values():
        told[text(found[0], "source")].append(found[0])
    kept = []
    for found in deals.values():
        source = text(found[0], "source")
        named = {text(row, "approver") for row in found}
        named |= {
            text(ruling, "subject")
            for ruling in rulings[source]
            if _rules_on(ruling, found[0], told[source])
        }
        kept.append(found[0] | {"approver": ", ".join(sorted(named - {""})) or None})
    return kept


def _rules_on(ruling: Row, deal: Row, deals: list[Row]) -> bool:
    """Whether a ruling is on this one of its article's deals: it names a party of it, or there is no other."""
    parties = names(ruling, "object")
    named = max(len(parties & names(other, "subject", "object")) for other in deals)
    if named:
        return len(parties & names(deal, "subject", "object")) == named
    alone = len({(text(d, "subject"), text(d, "object")) for d in deals}) == 1
    return alone and bool(words(ruling, "object") & listed("deal"))


def _tells_a_deal(row: Row, column: str) -> bool:
    """Whether the words tell what is bought, sold or merged."""
    told = text(row, column).casefold()
    return any(phrase in told for phrase in phrases("deal_phrases"))


def _is_ahead(row: Row) -> bool:
    relation, modality = text(row, "relation"), text(row, "modality")
    if noun_of(text(row, "subject")) in listed("notions"):
        return False
    if not somebody(row, "subject", "object") or words(row, "sentence") & listed("unlikely"):
        return False
    if relation in listed("signed"):
        signed = text(row, "object").casefold()
        return any(phrase in signed for phrase in phrases("intent"))
    if not named(row, "subject"):
        return False
    if relation in listed("offered"):
        return _tells_a_deal(row, "object")
    if modality in listed("ahead") and (
        relation not in listed("no_relation") or named(row, "object")
    ):
        return named(row, "object")
    if modality == "unclear" and named(row, "object"):
        return bool(words(row, "sentence") & listed("deal"))
    return modality == "possible" and _tells_a_deal(row, "sentence")
