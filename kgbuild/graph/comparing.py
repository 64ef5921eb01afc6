"""A graph beside another, beside a list of people and bodies, and beside what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.graph.folder import Folder
from kgbuild.graph.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from kgbuild.graph.diff import Change
    from kgbuild.graph.watching import Met, NewsRow


class Compared(Rows, Folder):
    """What `kgbuild diff`, `watch` and `news` tell, as rows; `Graph` takes these over."""

    def diff(self, after: Rows, *, kinds: Iterable[str] = ()) -> list[Change]:
        """What `after`, another graph, says otherwise than this one: by kind, then by name.

        `kinds` are some of `kgbuild.graph.diff.KINDS`, all without any. Raises UsageError for an unknown one.
        """
        from kgbuild.graph.diff import KINDS, diff

        return diff(self, after, kinds=tuple(kinds) or KINDS)

    def watch(
        self, path: str | Path, *, since: date | None = None, only_new: bool = False
    ) -> list[Met]:
        """What the graph says of each row of a list of people and bodies, those with the most claims first.

        `path` is a list as `kgbuild build --watchlist` takes it. Claims are those of articles published on `since` or
        after, with `only_new` those of articles that the last build brought. Raises InputError for a list that is
        wrong, with file and line, and UsageError for `only_new` where the graph is in memory only.
        """
        from kgbuild.graph.watching import watch

        return watch(self, path, since=since, documents=self._came_last() if only_new else None)

    def news(self, *, since: date | None = None) -> list[NewsRow]:
        """What is told for the first time, the worthiest first: a row a fact.

        New is what no article before the day `since` tells; without a day, what only the articles of the last build
        tell. Raises UsageError without a day where the graph is in memory only.
        """
        from kgbuild.graph.watching import news

        return news(self, since=since, documents=None if since else self._came_last())

    def _came_last(self) -> frozenset[str]:
        from kgbuild.changes.changing import came_last

        return came_last(self._home())
