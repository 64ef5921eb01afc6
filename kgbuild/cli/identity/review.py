"""`kgbuild review`: the doubtful pairs, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._judge import by_option
from kgbuild.cli._progress import told

if TYPE_CHECKING:
    from kgbuild.resolve.judgements.decisions import Doubt, Side

COLUMNS = ("score", "left", "left_document", "right", "right_document", "reasons", "judgement")


@click.command()
@graph_option
@format_option
@click.option("--list", "listing", is_flag=True, help="Print the pairs and ask nothing.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most so many pairs.")
@click.option("--browser", is_flag=True, help="Review on a page of this machine instead.")
@click.option(
    "--port",
    default=7879,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port of the page; 0 takes a free one.",
)
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the page.")
@by_option
@handled
def command(
    graph: Path,
    form: str,
    listing: bool,
    limit: int | None,
    browser: bool,
    port: int,
    opens: bool,
    by: str,
) -> None:
    """Go through the pairs that the program leaves open, likeliest first, with both sides' sentences.

    Answer s (same), d (different), k (skip) or q (stop). What you say is kept at once. With --browser a page shows
    pairs and entities: say same or different, merge, split, change a type, leave out, undo; save, or keep the
    decisions as a file for kgbuild judge. Only this machine can reach it, with the token in its address.

    \b
    Example:
      kgbuild review --limit 20
      kgbuild review --list --format csv
      kgbuild review --browser
    """
    from kgbuild.changes.changing import changing, reading
    from kgbuild.model import Verdict
    from kgbuild.resolve.judgements import decisions as desk

    if browser:
        _serve(graph, port=port, opens=opens, by=by)
        return
    with reading(graph, progress=told()) as ledger:
        found = desk.doubts(ledger)[:limit]
    if listing or form != "table":
        print_rows([_row(d) for d in found], COLUMNS, form, empty="Nothing is doubtful.")
        return
    if not found:
        echo("Nothing is doubtful.")
        return
    decided: list[tuple[str, str, Verdict]] = []
    try:
        for number, doubt in enumerate(found, 1):
            _show(doubt, number, len(found))
            answer = click.prompt(
                "same, different, skip, quit",
                type=click.Choice(["s", "d", "k", "q"]),
                show_choices=True,
                default="k",
            )
            if answer == "q":
                break
            if answer in "sd":
                verdict = Verdict.SAME if answer == "s" else Verdict.DIFFERENT
                pair = doubt.judgement
                decided.append((pair.left, pair.right, verdict))
    finally:  # Ctrl-C ends the questions; what was answered is kept
        if decided:
            with changing(graph, progress=told()) as ledger:
                for left, right, verdict in decided:
                    desk.decide(ledger, left, right, verdict, by=by, because="reviewed")
    echo(f"{len(decided)} decided")


def _serve(graph: Path, *, port: int, opens: bool, by: str) -> None:
    import webbrowser

    from kgbuild.reviewing import Desk

    server = Desk(graph, port=port, by=by)
    echo(f"open {server.address}", err=True)
    echo("Ctrl+C ends it", err=True)
    if opens:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        echo("ended", err=True)
    finally:
        server.server_close()


def _row(doubt: Doubt) -> dict[str, object]:
    return {
        "score": f"{doubt.judgement.score:.2f}",
        "left": doubt.left.name,
        "left_document": doubt.left.source,
        "right": doubt.right.name,
        "right_document": doubt.right.source,
        "reasons": "; ".join(doubt.judgement.reasons),
        "judgement": doubt.judgement.id,
    }


def _show(doubt: Doubt, number: int, count: int) -> None:
    echo(f"\n{number} of {count}   score {doubt.judgement.score:.2f}")
    for side in (doubt.left, doubt.right):
        _side(side)
    for reason in doubt.judgement.reasons:
        echo(f"    {reason}")


def _side(side: Side) -> None:
    echo(f"  {side.name}   {side.source}:{side.start}-{side.end}")
    echo(f"    “{side.sentence}”")
