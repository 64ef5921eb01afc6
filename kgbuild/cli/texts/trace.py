"""`kgbuild trace`: which rule made which claim of a sentence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import format_option, handled, print_rows

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("text")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The text's date.")
@click.option("--rules", is_flag=True, help="The small rules that decided something, instead.")
@format_option
@handled
def command(text: str, published: datetime | None, rules: bool, form: str) -> None:
    """Show for TEXT which rule made which claim, from which tokens, and what came of it.

    \b
    Examples:
      kgbuild trace "Moscow refused to criticise Beijing." --published 2022-09-19
      kgbuild trace "Police accused the man of lying." --rules
    """
    from kgbuild.language import load_english
    from kgbuild.trace import rules_of, trace

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
