"""The command that states the result of last time, from files of past results."""

from datetime import date
from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.here import now
from tallyapp.cli.machine import DAY, FILE, NUMBER, seen, workstation
from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.domain.vocabulary.previous import Boundaries


@click.command()
@click.argument("file", type=FILE)
@click.argument("results", nargs=-1, required=True, type=FILE)
@click.option(
    "--source", required=True, help="From where these figures are, such as who published them."
)
@click.option(
    "--boundaries",
    required=True,
    type=click.Choice(["same", "changed", "new"]),
    help=(
        "Whether the boundaries are those of last time. Shares, turnout and seats are compared "
        "within the same boundaries alone, or with notional figures."
    ),
)
@click.option(
    "--notional-by", default="", help="Who worked these figures out for the boundaries of now."
)
@click.option("--contest", default="", help="This contest alone, by its identifier.")
@click.option(
    "--held",
    multiple=True,
    metavar="DESCRIPTION",
    help=(
        "Who held a seat of the contest, where not those elected then, as with a third of the "
        "council; once for each seat. PP3902=DESCRIPTION where the party is a small one."
    ),
)
@click.option(
    "--polling-day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The polling day of these results, where the files do not say it.",
)
@click.option("--reason", default="", help="Why it is stated again, where it was stated before.")
@click.option(
    "--by",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Number of the returning officer or deputy who states it.",
)
@click.option("--yes", is_flag=True, help="State it without asking.")
def previous(
    file: Path,
    results: tuple[Path, ...],
    source: str,
    boundaries: Boundaries,
    notional_by: str,
    contest: str,
    held: tuple[str, ...],
    polling_day: date | None,
    reason: str,
    by: int,
    yes: bool,
) -> None:
    """State the result of last time for the contests of the count in FILE, from RESULTS.

    RESULTS are files as tallyapp practice reads them. It is set beside the result on screen and in
    what is given to the press, always with its source; it is no part of what is counted, and never
    on the notice of result.
    """
    from tallyapp.past.past_results import read_past_files
    from tallyapp.past.stating import Told, held_by, matched, must_be_printable, preview, state

    if held and not contest:
        raise click.UsageError("Say with --contest whose seat it was that is given with --held.")
    files = read_past_files(results, polling_day)
    before = seen()
    desk = Desk.open(file, now, workstation(), before)
    try:
        kind = desk.contest(contest).set_up.rules.kind if contest else ""
        told = Told(
            source=source,
            boundaries=boundaries,
            notional_by=notional_by,
            held=held_by(held, kind),
        )
        must_be_printable(told, reason)
        found = matched(desk.count, files, told, contest)
        for line in preview(found):
            click.echo(cli_text.printable(line))
        if found.to_state and not yes:
            click.confirm(f"State this in {file}?", abort=True)
        number = state(desk, by, found, reason)
    finally:
        desk.close(before)
    click.echo(f"Stated for {several(number, 'contest')} in {file}.")
