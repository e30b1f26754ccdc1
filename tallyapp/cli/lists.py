"""The commands about lists: empty ones to fill in, and staff brought in later."""

from pathlib import Path

import click

from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE, NUMBER, seen, workstation
from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.exchange.templates import FORMS


@click.command()
@click.argument("name", type=click.Choice(list(FORMS)), metavar="LIST")
@click.argument("file", type=FILE)
def template(name: str, file: Path) -> None:
    """Save an empty LIST to fill in: candidates, areas or staff.

    FILE is a workbook, with a second sheet that says what each column holds; or CSV, if its name
    ends in .csv.
    """
    from tallyapp.new_count.templates import save_template

    save_template(name, file)
    click.echo(f"Saved {file}. Fill it in, and bring it in with tallyapp new or tallyapp staff.")


@click.command()
@click.argument("file", type=FILE)
@click.argument("listed", type=FILE, metavar="LIST")
@click.option(
    "--by",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Number of the returning officer or deputy who enrols them.",
)
@click.option("--yes", is_flag=True, help="Enrol them without asking.")
def staff(file: Path, listed: Path, by: int, yes: bool) -> None:
    """Enrol the staff in LIST, a workbook (XLSX) or CSV, in the count in FILE: all or nobody."""
    from tallyapp.documents.page.glyphs import missing_glyphs
    from tallyapp.exchange.staff_list import read_staff
    from tallyapp.new_count.enrolling import compared, enrol, preview

    officers = read_staff(listed, missing_glyphs=missing_glyphs)
    before = seen()
    desk = Desk.open(file, now, workstation(), before)
    try:
        enrolment = compared(desk, officers)
        for line in preview(enrolment):
            click.echo(line)
        for warning in officers.warnings:
            click.echo(f"Look at: {warning}")
        if enrolment.to_enrol and not yes:
            click.confirm(f"Enrol them in {file}?", abort=True)
        number = enrol(desk, by, enrolment)
    finally:
        desk.close(before)
    click.echo(f"Enrolled {several(number, 'person', 'people')} in {file}.")
