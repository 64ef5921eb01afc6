"""Small documents for the resolver: clusters, mentions and claims made by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kgbuild.ids import cluster_id, content_id
from kgbuild.model import Claim, Cluster, EntityArg, Evidence, LiteralArg, Mention, MentionKind


@dataclass
class Desk:
    """Documents as the resolver sees them."""

    clusters: list[Cluster] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def add(
        self,
        document: str,
        name: str,
        kind: str = "Person",
        *,
        country: str | None = None,
        says: str = "",
        body: str = "",
        described: bool = False,
        **attributes: str,
    ) -> str:
        """A cluster with one mention; `says` is a sentence about it, `body` a cluster it is tied to."""
        at = len(self.clusters) * 10
        id_ = cluster_id(document, at, at + len(name))
        if described:
            attributes["named"] = "no"
        self.clusters.append(
            Cluster(id_, document, kind, name, country=country, attributes=attributes)
        )
        how = MentionKind.DESCRIPTION if described else MentionKind.NAME
        self.mentions.append(Mention(document, at, at + len(name), name, how, kind, (id_,)))
        if says or body:
            text = says or "tied"
            target = (EntityArg(body),) if body else (LiteralArg("words"),)
            self.claims.append(
                Claim(
                    content_id("c", document, len(self.claims)),
                    document,
                    (EntityArg(id_),),
                    "work for",
                    "EMPLOYED_BY" if body else "STATED",
                    target,
                    Evidence(document, 0, len(text), text),
                    (0, 1),
                )
            )
        return id_


@pytest.fixture
def desk() -> Desk:
    return Desk()
