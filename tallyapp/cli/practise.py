"""The command that makes a practice count of the very count that is set up."""

from pathlib import Path

import click

from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE, opened, seen, workstation
from tallyapp.domain.vocabulary.phrases import several


@click.command()
@click.argument("file", type=FILE)
@click.argument("dest", type=FILE)
def practise(file: Path, dest: Path) -> None:
    """Make a practice count, DEST, with the lists, rules, sheets and names of the count in FILE.

    Nothing that was counted is in it, and it can never become a real one. The sheets have the
    same numbers, so the printed papers can be keyed.
    """
    from tallyapp.new_count.practising import practise as make

    with opened(file) as real:
        made = make(real, dest, now, workstation())
    contests = several(len(made.count.contests), "contest")
    sheets = several(made.count.last_sheet, "sheet")
    made.close(seen())
    click.echo(f"Made {dest}, a practice count: {contests}, {sheets}.")
