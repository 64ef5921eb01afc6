"""Aid, trade and deals: what relations of giving and buying hold beside them is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.query.sifting.words import listed, somebody, text, verb, words

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

OPEN = frozenset({"planned", "promised", "expected", "ready", "necessary", "purpose"})
INTENT = ("letter of intent", "memorandum of understanding")


def aid(rows: list[Row]) -> list[Row]:
    """Gifts of somebody's, each with the stage that its manner and negation leave it at."""
    return [
        row | {"stage": _stage(row)} for row in rows if somebody(row, "subject") and _is_aid(row)
    ]


def _is_aid(row: Row) -> bool:
    relation = text(row, "relation")
    if relation in listed("given_at_all"):
        return somebody(row, "object")
    given = bool(words(row, "object", "goods") & listed("aid")) or row.get("amount") is not None
    if relation in listed("given"):
        return given or verb(row) not in listed("rescuing")
    return given


def _stage(row: Row) -> str:
    modality, relation = text(row, "modality"), text(row, "relation")
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
    """A ware, who sells it and who buys it; gifts and licences are none."""
    return [row for row in rows if _is_trade(row)]


def _is_trade(row: Row) -> bool:
    relation = text(row, "relation")
    if not somebody(row, "subject", "object") or verb(row) == "limit":
        return False
    if relation in listed("sold"):
        return somebody(row, "recipient") or " to " in text(row, "object")
    if relation in listed("bought"):
        return verb(row) in listed("trading")
    ware = words(row, "commodity")
    return bool(ware) and not ware & (listed("aid") | listed("licences"))


def open_deals(rows: list[Row]) -> list[Row]:
    """Deals that are ahead, each with whoever has yet to approve a deal in the same article."""
    approvers: dict[str, list[str]] = {}
    for row in rows:
        if text(row, "relation") in listed("ruled") and words(row, "object") & listed("deal"):
            approvers.setdefault(text(row, "source"), []).append(text(row, "subject"))
    found = []
    for row in rows:
        if text(row, "relation") not in listed("ruled") and _is_ahead(row):
            named = sorted({*approvers.get(text(row, "source"), ()), text(row, "approver")} - {""})
            found.append(row | {"approver": ", ".join(named) or None})
    return found


def _is_ahead(row: Row) -> bool:
    if not somebody(row, "subject"):
        return False
    if text(row, "relation") in listed("signed"):
        return any(words_ in text(row, "object") for words_ in INTENT)
    modality = text(row, "modality")
    return modality in OPEN or (
        modality == "unclear" and bool(words(row, "sentence") & listed("deal"))
    )
