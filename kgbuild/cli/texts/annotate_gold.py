"""`kgbuild annotate-gold`: gold files for one's own articles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo


@click.command(name="annotate-gold")
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path, exists=True))
@graph_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a file to begin with into this folder for each article of the graph.",
)
@click.option(
    "--prefill", is_flag=True, help="With -o: put in what kgbuild finds, to be corrected by hand."
)
@handled
def command(gold: tuple[Path, ...], graph: Path, out: Path | None, prefill: bool) -> None:
    """Begin or check gold files, which `kgbuild eval` measures a graph against.

    With -o, writes one JSON file an article of the graph, with its sentences numbered. With GOLD, files or folders:
    turns places said by sentence ({"sentence": 3, "text": "the minister"}) into offsets and checks every field.

    \b
    Examples:
      kgbuild annotate-gold --graph graph -o gold/
      kgbuild annotate-gold gold/
    """
    from kgbuild.errors import UsageError
    from kgbuild.evaluate import read_gold
    from kgbuild.evaluate.sheet import blank, settle
    from kgbuild.evaluate.sheet import prefill as fill

    if out is not None:
        from kgbuild.evaluate.sheet import sentences_of
        from kgbuild.graph import Graph

        snapshot = Graph.open(graph).snapshot
        out.mkdir(parents=True, exist_ok=True)
        for document in snapshot.documents:
            made = blank(document, sentences_of(document))
            if prefill:
                made = fill(made, document, snapshot)
            path = out / (re.sub(r"[^\w.-]+", "-", document.source).strip("-.") + ".json")
            if path.exists():
                echo(f"kgbuild: {path} is there already and stays as it is", err=True)
                continue
            path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf8")
            echo(f"kgbuild: wrote {path}", err=True)
        return
    if not gold:
        raise UsageError("name gold files or folders to check, or -o FOLDER to begin with")
    files = [f for p in gold for f in (sorted(p.rglob("*.json")) if p.is_dir() else [p])]
    turned = sum(settle(file) for file in files)
    articles = read_gold(files)
    claims = sum(len(a.claims) for a in articles)
    entities = sum(len(a.entities) for a in articles)
    echo(
        f"{len(articles)} articles, {entities} entities, {claims} claims; {turned} places settled; all fields hold"
    )
