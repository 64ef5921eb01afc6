"""A small graph with doubtful people, made by hand: for the commands and the page of review."""

from __future__ import annotations

from pathlib import Path

from kgbuild import ids
from kgbuild.changes.changing import refresh
from kgbuild.ledger import Ledger
from kgbuild.model import (
    Claim,
    Cluster,
    Document,
    EntityArg,
    Evidence,
    LiteralArg,
    Mention,
    MentionKind,
)

TEXTS = {
    "yard.txt": "Anna Solander opened the yard in spring.",
    "letter.txt": "A. Solander wrote a letter.",
    "sea.txt": "Anna Solander sailed to the yard.",
    "bank.txt": "Bertil Ekwall left the bank.",
    "farm.txt": "Bertil Ekwall bought a farm.",
}
COUNTRY = {
    "yard.txt": "NO",
    "letter.txt": "NO",
    "sea.txt": "NO",
    "bank.txt": "SE",
    "farm.txt": "FI",
}


def m(stem: str) -> str:
    """The cluster of a document's one person."""
    return f"m-{stem}"


def pair_graph(folder: Path) -> Path:
    """Five articles: one Anna Solander twice, an A. Solander, two men named Bertil Ekwall."""
    with Ledger.open(folder, create=True) as ledger:
        for source, text in TEXTS.items():
            document = ids.document_id(source, text)
            name = " ".join(text.split()[:2])
            cluster = Cluster(m(source[:-4]), document, "Person", name, country=COUNTRY[source])
            mention = Mention(
                document, 0, len(name), name, MentionKind.NAME, "Person", (cluster.id,)
            )
            claim = Claim(
                ids.content_id("c", source),
                document,
                (EntityArg(cluster.id),),
                text.split()[2],
                None,
                (LiteralArg(" ".join(text.split()[3:])),),
                Evidence(document, 0, len(text), text),
                (len(name) + 1, len(text)),
            )
            ledger.put_document(
                Document(document, source, text), "digest", [mention], [cluster], [claim]
            )
    refresh(folder)
    return folder
