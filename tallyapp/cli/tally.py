"""The command that shows a count's figures as they stand."""

from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.machine import FILE, opened
from tallyapp.domain.views.tally import tally as contest_tally


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
def tally(file: Path, as_json: bool) -> None:
    """Show the figures of FILE as they stand."""
    from tallyapp.exchange.tally_json import tally_json

    with opened(file) as desk:
        contests = [contest_tally(contest) for contest in desk.count.contests.values()]
        if as_json:
            streams = {name: desk.ledger.checkpoint(name) for name in desk.ledger.heads}
            click.echo(tally_json(contests, streams))
            return
        for line in cli_text.tallies(contests):
            click.echo(cli_text.printable(line))
