"""The command that makes the files for the press."""

from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import contest_of
from tallyapp.cli.machine import FILE, FOLDER, opened


@click.command()
@click.argument("file", type=FILE)
@click.option("--out", "-o", type=FOLDER, required=True, help="The folder for the files.")
@click.option("--contest", "contests", multiple=True, help="Only this contest; may be repeated.")
def press(file: Path, out: Path, contests: tuple[str, ...]) -> None:
    """Make the files for the press of what is declared in FILE.

    For each declared contest: the result to be read aloud, as text for an e-mail, as a picture with
    its words, and as a page for the website; over several contests a summary of seats; and a list
    of it all. What is not declared is named, and no figure of it is given.
    """
    from tallyapp.press.pack import prepare

    with opened(file) as desk:
        chosen = [contest_of(desk, name) for name in contests]
        pressed = prepare(desk, chosen).press(out)
        click.echo(cli_text.printable(pressed.told))
