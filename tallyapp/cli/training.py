"""The commands for trainers: what became of the mistakes planted in a training count."""

import sys
from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import contest_of, refuse
from tallyapp.cli.machine import FILE, opened
from tallyapp.files import write_atomically
from tallyapp.words.catalogue import say


@click.group()
def training() -> None:
    """For trainers: what was found in a training count, and what was missed.

    A training count is made by tallyapp practice with --plant.
    """


@training.command()
@click.argument("file", type=FILE)
@click.option(
    "--csv", "as_csv", is_flag=True, help="As CSV for a spreadsheet: UTF-8 with its mark."
)
@click.option("--contest", help="The contest of a page; needed where there are several.")
@click.option("--out", "-o", type=FILE, help="A file: .csv, or a .pdf page.")
def report(file: Path, as_csv: bool, contest: str | None, out: Path | None) -> None:
    """Say which of the mistakes planted in FILE were found, by whom and when, and which were not.

    Until every contest is declared it tells what is still to be found: it is for the trainer.
    """
    from tallyapp.training.report import training as of_count
    from tallyapp.training.table import table
    from tallyapp.training.told import lines, record

    with opened(file) as desk:
        found = of_count(desk)
        if found is None:
            refuse(say("training", "no-training", path=str(file)))
        assert found is not None, "refusing ends the command"
        if out is not None and out.suffix.casefold() == ".pdf":
            from tallyapp.documents.record import render_record

            names = [each.stream for each in found.contests]
            if contest is None and len(names) > 1:
                refuse(say("training", "which"))
            stream = contest_of(desk, contest) if contest else names[0]
            write_atomically(out, render_record(record(desk, found, stream)))
        elif out is not None and out.suffix.casefold() != ".csv":
            refuse(say("training", "kind", path=str(out)))
        elif out is not None:
            write_atomically(out, table(desk, found))
        elif as_csv:
            sys.stdout.buffer.write(table(desk, found))
        else:
            for line in lines(desk, found):
                click.echo(cli_text.printable(line))
            return
    if out is not None:
        click.echo(cli_text.printable(say("training", "written", path=str(out))))
