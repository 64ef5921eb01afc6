"""How many sources a fact rests on that do not lean on one another, and one sentence that says why.

Two documents lean on each other when they are near copies, credit one agency, come from one publisher,
or share a long quotation (also in another translation). Where every report of a document on the fact
is what one speaker says, all documents that only pass on that speaker are one source, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kgbuild.assemble.joining.copies import CopyIndex
from kgbuild.assemble.joining.quotations import Quotation, long_quotations, utterances
from kgbuild.assemble.words import normal
from kgbuild.disjoint import Disjoint

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from kgbuild.assemble.context import Context
    from kgbuild.model import Claim, Document

# Agencies as they sign: the name that is shown, and the forms that credit it.
AGENCIES = {
    "AP": ("ap", "the associated press", "associated press"),
    "Reuters": ("reuters", "thomson reuters"),
    "AFP": ("afp", "agence france-presse", "agence france presse"),
    "dpa": ("dpa", "deutsche presse-agentur"),
    "UPI": ("upi", "united press international"),
    "Xinhua": ("xinhua", "xinhua news agency"),
    "TASS": ("tass", "itar-tass"),
    "RIA Novosti": ("ria novosti", "ria"),
    "Interfax": ("interfax",),
    "EFE": ("efe", "agencia efe"),
    "ANSA": ("ansa",),
    "Kyodo": ("kyodo", "kyodo news"),
    "Yonhap": ("yonhap", "yonhap news agency"),
    "Anadolu": ("anadolu", "anadolu agency"),
    "PTI": ("pti", "press trust of india"),
    "ANI": ("ani",),
    "IANS": ("ians",),
    "Bernama": ("bernama",),
    "Bloomberg": ("bloomberg",),
    "PA": ("pa media", "press association"),
    "AAP": ("aap", "australian associated press"),
    "IRNA": ("irna",),
    "WAM": ("wam",),
    "SPA": ("spa", "saudi press agency"),
    "QNA": ("qna", "qatar news agency"),
    "KUNA": ("kuna",),
    "SANA": ("sana",),
    "NAN": ("nan", "news agency of nigeria"),
    "PANA": ("pana", "panapress"),
    "IPS": ("ips", "inter press service"),
}
FORMS = {form: name for name, forms in AGENCIES.items() for form in forms}
# "KYIV (Reuters) -", "— AFP", "With reporting by the Associated Press", a last line that is the name.
BRACKETED = re.compile(r"\(([A-Z][\w .\-/]{1,30})\)\s*[-–—:]")
SIGNED = re.compile(r"(?:^|[\n\r])\s*[-–—(\[]?\s*([A-Z][\w .\-/&,]{1,60}?)\s*[)\].]?\s*$")
CREDITED = re.compile(
    r"\b(?:with (?:reporting|inputs?|files) (?:by|from)|source:|via|courtesy of) "
    r"(?:the )?([A-Z][\w\-]*(?: [A-Z][\w\-]*)*)"
)
OPENING = 300
CLOSING = 200
NAMES_SHOWN = 3


def credited(document: Document) -> tuple[str, ...]:
    """Agencies that the document credits as a whole: byline, dateline, closing line."""
    found: set[str] = set()
    said = [document.byline or "", document.publisher or ""]
    said += BRACKETED.findall(document.text[:OPENING])
    tail = document.text[-CLOSING:].rstrip()
    said += SIGNED.findall(tail)
    said += CREDITED.findall(tail)
    for text in said:
        for part in re.split(r"[,/&]| and |\bby\b|[-–—]", text):
            name = FORMS.get(" ".join(part.casefold().split()).removeprefix("the "))
            if name:
                found.add(name)
    return tuple(sorted(found))


@dataclass(slots=True)
class Leaning:
    """What each document leans on: marks that two documents may share, each with a reason in words."""

    marks: Mapping[str, tuple[tuple[str, str], ...]]
    families: Mapping[str, str] = field(default_factory=dict)
    copies: CopyIndex | None = None
    quotations: tuple[Quotation, ...] = ()


def leaning(documents: Iterable[Document]) -> Leaning:
    """Work out every document's marks: family of copies, agencies, publisher, shared quotations."""
    documents = sorted(documents, key=lambda d: d.id)
    copies = CopyIndex({d.id: d.text for d in documents})
    families = copies.groups()
    told = tuple(q for document in documents for q in long_quotations(document))
    quoted = utterances(told)
    hosts: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.publisher and document.url:
            hosts[normal(document.publisher)].add(host_of(document.url))
    several = {name for name, found in hosts.items() if len(found) > 1}
    return Leaning(
        {
            d.id: marks_of(d, families.get(d.id), quoted.get(d.id, ()), several=several)
            for d in documents
        },
        families,
        copies,
        told,
    )


QUOTE, SHARED = "quote:", "share the quotation “"
"""How the mark of a shared utterance begins, and its reason."""


def quotes_of(marks: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The utterances among a document's marks, as `marks_of` takes them."""
    return [
        (mark.removeprefix(QUOTE), why.removeprefix(SHARED).removesuffix("”"))
        for mark, why in marks
        if mark.startswith(QUOTE)
    ]


def marks_of(
    document: Document,
    family: str | None,
    quoted: Iterable[tuple[str, str]],
    *,
    several: Container[str],
) -> tuple[tuple[str, str], ...]:
    """One document's marks: its family of copies, and the utterances that it shares with others.

    `several` are names that papers of more than one address bear: the address tells them apart.
    """
    own: list[tuple[str, str]] = []
    if family is not None:
        own.append(("copy:" + family, "are near copies of one text"))
    own += [("agency:" + agency, f"credit {agency}") for agency in credited(document)]
    for utterance, text in quoted:
        own.append((QUOTE + utterance, f"{SHARED}{_short(text)}”"))
    if document.publisher:
        name = normal(document.publisher)
        host = host_of(document.url) if document.url and name in several else ""
        reason = f"come from one publisher, {document.publisher}"
        own.append((f"publisher:{name}:{host}", reason))
    return tuple(own)


def host_of(url: str) -> str:
    """The address of a paper, of a page's."""
    try:
        return (urlsplit(url if "//" in url else "//" + url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def independent(claims: Iterable[Claim], context: Context, lean: Leaning) -> tuple[int, str]:
    """Number of independent sources of a fact's claims, and one plain sentence on them."""
    voices: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        voices[claim.document].add(claim.attributed_to[0] if claim.attributed_to else "")
    documents = sorted(voices)
    if len(documents) == 1:
        return 1, _one(documents[0], voices[documents[0]], context)
    sets = Disjoint[str]()
    why: list[str] = []
    by_mark: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for document in documents:
        for mark, reason in lean.marks.get(document, ()):
            by_mark[mark].append(document)
            reasons[mark] = reason
        speakers = voices[document]
        if "" not in speakers and len(speakers) == 1:
            (speaker,) = speakers
            # "reports" and "a diplomat" are no one speaker that two papers could both have heard.
            if not context.is_a(speaker, "Group"):
                by_mark["voice:" + speaker].append(document)
            if context.is_a(speaker, "MediaOutlet"):
                # "Reuters reported": the article leans on Reuters, as what Reuters publishes does.
                name = normal(context.name(speaker))
                by_mark[f"publisher:{name}:"].append(document)
                if name in FORMS:
                    by_mark["agency:" + FORMS[name]].append(document)
    for mark, members in by_mark.items():
        joins = [sets.join(members[0], other) for other in members[1:]]
        if any(joins):
            reason = reasons.get(mark) or "lean on one outlet"
            if mark.startswith("voice:"):
                reason = f"rest on what {context.name(mark[6:])} said"
            why.append(f"{_names(members, context)} {reason}")
    count = len({sets.root(d) for d in documents})
    head = f"{len(documents)} documents, {count} independent source{'s' if count > 1 else ''}"
    return count, f"{head}: {'; '.join(why)}." if why else f"{head}."


def _one(document: str, speakers: set[str], context: Context) -> str:
    title = _title(document, context)
    if "" not in speakers:
        named = ", ".join(sorted(context.name(s) for s in speakers))
        return f"1 document, 1 source: {title}, passing on {named}."
    return f"1 document, 1 source: {title}."


def _names(documents: list[str], context: Context) -> str:
    shown = [_title(d, context) for d in documents[:NAMES_SHOWN]]
    rest = len(documents) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(shown)


def _title(document: str, context: Context) -> str:
    found = context.documents.get(document)
    if found is None:
        return document
    return found.publisher or found.source or document
