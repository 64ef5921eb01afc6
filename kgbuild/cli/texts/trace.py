"""`kgbuild trace`: which rule made which claim of a sentence."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import format_option, handled, print_rows

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("text")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The text's date.")
@click.option(
    "--vocabulary",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIRECTORY",
    help="Folder of relations, types and words of your own.",
)
@click.option(
    "--extractor",
    "extractors",
    multiple=True,
    metavar="FILE",
    help="An extractor of your own: FILE.jsonl of patterns, FILE.py:NAME or MODULE:NAME; may be repeated.",
)
@click.option("--rules", is_flag=True, help="The small rules that decided something, instead.")
@format_option
@handled
def command(
    text: str,
    published: datetime | None,
    vocabulary: Path | None,
    extractors: tuple[str, ...],
    rules: bool,
    form: str,
) -> None:
    """Show for TEXT which rule made which claim, from which tokens, and what came of it.

    \b
    Examples:
      kgbuild trace "Moscow refused to criticise Beijing." --published 2022-09-19
      kgbuild trace "Police accused the man of lying." --rules
      kgbuild trace "Rovers thrashed United." --vocabulary sport
    """
    from kgbuild import plugins
    from kgbuild.build.marks import whole
    from kgbuild.language import load_english
    from kgbuild.trace import rules_of, trace
    from kgbuild.vocabulary import own
    from kgbuild.vocabulary.additions import read_additions

    if vocabulary is not None:
        own.use(read_additions(vocabulary))
    if extractors:
        plugins.use(tuple(whole(spec) for spec in extractors))
    if rules:
        day = published.date() if published else None
        fired = [
            {
                "rule": f"{rule.module.removeprefix('kgbuild.')}.{rule.name}",
                "told": rule.told,
                "times": times,
            }
            for rule, times in rules_of(text, load_english(), published=day)
        ]
        print_rows(
            fired, ["rule", "told", "times"], form, empty="No rule of a tuple decided anything."
        )
        return
    steps = trace(text, load_english(), published=published.date() if published else None)
    columns = ["rule", "tokens", "claim", "notes", "confidence"]
    print_rows([asdict(step) for step in steps], columns, form, empty="No claim.")
