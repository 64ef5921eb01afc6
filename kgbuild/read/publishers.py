"""The name of a publisher as one paper has one: without slogans, handles and parts of an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SLOGAN = re.compile(r"\s+(?:[|•·»]|::|[–—])\s+|\s*\|\s*|\s+-\s+")
_SECTION = (
    "news home homepage world breaking news latest official site official website sport business"
)
SECTION = frozenset(_SECTION.split())


def publisher(name: str | None) -> str | None:
    """A publisher's name as given, cleaned; None for nothing.

    >>> publisher("The Echo | News, Weather, Sports"), publisher("https://www.echo.example/")
    ('The Echo', 'echo.example')
    """
    name = " ".join((name or "").split())
    if re.match(r"https?://", name):
        name = urlsplit(name).hostname or ""
    if " " not in name and "." in name:
        return name.casefold().removeprefix("www.") or None
    parts = [part.strip() for part in SLOGAN.split(name) if part.strip()]
    chosen = next((p for p in parts if p.casefold() not in SECTION), parts[0] if parts else "")
    return chosen.removeprefix("@") or None


def of_page(site: str | None, host: str | None) -> str | None:
    """A page's publisher: the site's name; a handle (@echo) is none, then the host stands for it."""
    site = (site or "").strip()
    if not site or site.startswith("@"):
        site = ""
    return publisher(site) or publisher(host)


def without_site(title: str, site: str | None, host: str | None) -> str:
    """A page's title without the name of its site at the end or the beginning.

    >>> without_site("Ferry plan approved - The Echo", "The Echo", None)
    'Ferry plan approved'
    """
    names = {_fold(n) for n in (site, publisher(site), host) if n}
    if host:
        labels = host.removeprefix("www.").split(".")
        names |= {_fold(label) for label in labels[:-1]}
    for mark in (" | ", " - ", " – ", " — ", " :: ", " • ", " » "):
        head, found, tail = title.rpartition(mark)
        if found and head.strip() and _fold(tail) in names:
            return head.strip()
        head, found, tail = title.partition(mark)
        if found and tail.strip() and _fold(head) in names:
            return tail.strip()
    return title


def _fold(name: str) -> str:
    folded = re.sub(r"[\W_]+", "", name.casefold())
    return folded.removeprefix("the")
