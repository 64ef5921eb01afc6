"""Which entity a name means: one answer for the library, the commands, the pictures and the stores.

A name or an alias, with or without its article, however its letters are cased, or an id. Where one of
several bears nearly all mentions of a name ("China" the country beside a party misread once), a question is
answered for it and the others are logged; otherwise the candidates are named, and `NAME (TYPE)` or an id
tells which. Of several of one name and type a question is answered for all. What changes the graph is
`certain`: there a name of several is never guessed.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_sort_ratio

from kgbuild.errors import UsageError
from kgbuild.project.shape import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kgbuild.model import Entity

NAME_TYPE = re.compile(r"(.+) \((\w+)\)")
ARTICLE = re.compile(r"^(?i:the|a|an)\s+")
LISTED = 8
NEARLY_ALL = 0.9
"""The share of all mentions of a name from which a question is answered for the one who bears them."""
log = logging.getLogger("kgbuild")
ALIKE = 70
"""How alike (of 100) a name must be to the words to be told as near them."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a candidate: enough to tell it from others of its name."""

    id: str
    name: str
    type: str
    country: str | None
    mentions: int

    def __str__(self) -> str:
        where = f", {self.country}" if self.country else ""
        count = "1 mention" if self.mentions == 1 else f"{self.mentions} mentions"
        return f"{self.id}  {self.name} ({self.type}{where}, {count})"


def all_meant(
    text: str,
    known: Callable[[str], Iterable[Named]],
    exists: Callable[[str], bool],
    near: Callable[[str], Iterable[Named]] = lambda _: (),
    *,
    said: str | None = None,
    certain: bool = False,
    together: bool = False,
) -> tuple[str, ...]:
    """The ids of the entities that `text` means: one, or `together` all of one name and type.

    `known` gives the entities called so by `name_key`, `exists` tells whether there is such an id,
    `near` what else comes close, best first; `said` is how a message names the text; `certain`
    allows no likeliest one. Raises UsageError with the candidates where several or none are meant.
    """
    said = said or repr(text)
    rows = _bearers(text, known)
    if len(rows) == 1:
        return (rows[0].id,)
    if together and _namesakes(rows):
        log.warning("%s: answered for all of this name and type:\n%s", said, listed(rows))
        return tuple(row.id for row in rows)
    if rows:
        if not certain and (likely := likeliest(rows)) is not None:
            log.warning(
                "%s: answered for %s", said, listed(rows).strip().replace("\n  ", ", not for ")
            )
            return (likely.id,)
        raise UsageError(
            f"{said} is the name of several; give an id, or NAME (TYPE):\n{listed(rows)}"
        )
    if exists(text):
        return (text,)
    close = list(near(text))
    hint = f"; near it:\n{listed(close)}" if close else ""
    raise UsageError(f"{said}: no entity of this name or id in the graph{hint}")


def _bearers(text: str, known: Callable[[str], Iterable[Named]]) -> list[Named]:
    """Those called as the text, or as `NAME (TYPE)` says, in the first of its forms that anybody bears."""
    for form in _forms(text):
        rows = list(known(form))
        typed = NAME_TYPE.fullmatch(form.strip())
        if not rows and typed:
            rows = [row for row in known(typed[1]) if row.type == typed[2]]
        if rows:
            return rows
    return []


def _namesakes(rows: Sequence[Named]) -> bool:
    """Whether several are of one name and type: perhaps one, whom the articles did not suffice to tell so."""
    return 1 < len(rows) <= LISTED and len({(row.name, row.type) for row in rows}) == 1


def likeliest(rows: Sequence[Named]) -> Named | None:
    """The one who bears nearly all mentions of a name, if one does."""
    first = max(rows, key=lambda row: row.mentions)
    whole = sum(row.mentions for row in rows)
    return first if whole and first.mentions >= NEARLY_ALL * whole else None


def _forms(text: str) -> list[str]:
    """The text, with the other apostrophe, and both without a leading article."""
    forms = [text, text.replace("’", "'"), text.replace("'", "’")]
    return list(dict.fromkeys([*forms, *(ARTICLE.sub("", form) for form in forms)]))


def listed(rows: Sequence[Named]) -> str:
    """One line a candidate, the most mentioned first, at most `LISTED`."""
    ranked = sorted(rows, key=lambda row: (-row.mentions, row.id))
    lines = [f"  {row}" for row in ranked[:LISTED]]
    if len(ranked) > LISTED:
        lines.append(f"  and {len(ranked) - LISTED} more")
    return "\n".join(lines)


def find_entity(entities: Mapping[str, Entity], text: str, *, certain: bool = False) -> Entity:
    """The entity of `entities` (by id) that `text` means; `certain` and UsageError as `all_meant`.

    The library, the commands and the pictures all ask here. The id of one of its document clusters means
    an entity too.
    """
    part_of = next((e for e in entities.values() if text in e.clusters), None)
    if part_of is not None:
        return part_of

    def keys(entity: Entity) -> set[str]:
        return {name_key(name) for name in (entity.name, *entity.aliases)}

    def known(name: str) -> list[Named]:
        wanted = name_key(name)
        return [_named(e) for e in entities.values() if wanted in keys(e)]

    def near(name: str) -> list[Named]:
        wanted = name_key(name)
        inside = [e for e in entities.values() if wanted and wanted in name_key(e.name)]
        return [_named(e) for e in inside or _alike(entities.values(), wanted)]

    return entities[all_meant(text, known, entities.__contains__, near, certain=certain)[0]]


def _alike(entities: Iterable[Entity], wanted: str) -> list[Entity]:
    """Entities with a name that is most like the words, those spoken of most first among equals."""
    words = {word for word in wanted.split() if len(word) > 3}
    scored = []
    for entity in entities:
        names = [name_key(name) for name in (entity.name, *entity.aliases)]
        score = max(token_sort_ratio(wanted, name) for name in names)
        if score >= ALIKE or words & set(name_key(entity.name).split()):
            scored.append((-round(score), -len(entity.mentions), entity.id, entity))
    return [entity for *_, entity in sorted(scored, key=lambda row: row[:3])]


def _named(entity: Entity) -> Named:
    return Named(entity.id, entity.name, entity.type, entity.country, len(entity.mentions))
