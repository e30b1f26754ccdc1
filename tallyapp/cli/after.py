"""The commands that write what is asked for after the night: the return, the postal statement."""

from pathlib import Path

import click

from tallyapp.after.commission import must_all_agree, return_csv, return_json, return_record
from tallyapp.after.postal import postal_statement, window_words
from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import contest_of, refuse
from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE, opened
from tallyapp.files import write_atomically
from tallyapp.words.catalogue import say


@click.command("return")
@click.argument("file", type=FILE)
@click.option("--contest", help="The contest of a page; needed where there are several.")
@click.option("--out", "-o", type=FILE, required=True, help="A file: .csv, .json, or a .pdf page.")
def return_(file: Path, contest: str | None, out: Path) -> None:
    """Write the return to the Electoral Commission of the count in FILE.

    Every field that is asked for, filled from what the count knows. What it does not know is left
    empty, and named. CSV and JSON hold every contest; a page is of one.
    """
    from tallyapp.documents.record import render_record

    with opened(file) as desk:
        must_all_agree(desk)
        match out.suffix.casefold():
            case ".csv":
                data = return_csv(desk)
            case ".json":
                data = return_json(desk)
            case ".pdf":
                names = list(desk.count.contests)
                if not names:
                    refuse(say("after", "return.none"))
                if contest is None and len(names) > 1:
                    refuse(say("after", "return.which"))
                stream = contest_of(desk, contest) if contest else names[0]
                data = render_record(return_record(desk, desk.contest(stream)))
            case _:
                refuse(say("after", "return.kind", path=str(out)))
        write_atomically(out, data)
    click.echo(cli_text.printable(say("after", "written", path=str(out))))


@click.command()
@click.argument("file", type=FILE)
@click.option("--contest", required=True, help="The contest, by its identifier or name.")
@click.option("--out", "-o", type=FILE, required=True, help="The PDF to be written.")
def postal(file: Path, contest: str, out: Path) -> None:
    """Write the statement as to postal ballot papers of one contest of FILE.

    What the count knows of it; the rest is left empty, and said. It is sent on certain days after
    polling day: the program says which, and whether it is too early or too late.
    """
    from tallyapp.documents.record import render_record

    with opened(file) as desk:
        found = desk.contest(contest_of(desk, contest))
        today = now().date()
        record = postal_statement(desk.count, found, today)
        write_atomically(out, render_record(record))
        told = window_words(found.set_up.rules.kind, record.heading.polling_day, today)
    click.echo(cli_text.printable(say("after", "written", path=str(out))))
    click.echo(cli_text.printable(told))
