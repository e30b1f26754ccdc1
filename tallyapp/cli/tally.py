"""The command that shows a count's figures as they stand."""

from pathlib import Path

import click

from tallyapp.cli import tally_text
from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import any_contest_of
from tallyapp.cli.machine import FILE, opened
from tallyapp.desk.tallies import agreed_tally
from tallyapp.domain.state.contest import ContestState
from tallyapp.words.last_time import last_time, ranks


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--contest", "contests", multiple=True, metavar="ID", help="Only this contest; can be repeated."
)
@click.option(
    "--undeclared", is_flag=True, help="Show the votes so far where nothing is declared yet."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Show it as JSON, for other programs, in the form of docs/tally-1.schema.json.",
)
def tally(file: Path, contests: tuple[str, ...], undeclared: bool, as_json: bool) -> None:
    """Show the figures of FILE as they stand: one contest whole, or a line for each of several."""
    from tallyapp.exchange.tally_json import tally_json

    with opened(file) as desk:
        chosen = tuple(any_contest_of(desk, each) for each in contests)
        count = agreed_tally(desk, chosen, undeclared=undeclared)
        if as_json:
            streams = {name: desk.ledger.checkpoint(name) for name in desk.ledger.heads}
            click.echo(tally_json(count, streams, undeclared=undeclared))
            return
        lines = list(tally_text.tallies(count, undeclared=undeclared))
        if len(count.all) == 1:
            lines += _beside(desk.count.contests.get(count.all[0].id))
        for line in lines:
            click.echo(cli_text.printable(line))


def _beside(contest: ContestState | None) -> list[str]:
    """What is to be said beside the figures of one contest: against last time, and in ranks."""
    # Before the declaration it would tell who leads; once corrected, it is of other figures.
    if contest is None or contest.declaration is None or contest.corrected:
        return []
    told = [*last_time(contest), *ranks(contest)]
    return ["", *told] if told else []
