"""The command that prints the keys of the window."""

from pathlib import Path

import click

from tallyapp.cli.machine import FILE, to_be_written
from tallyapp.words.catalogue import say


@click.command()
@click.option(
    "--out", "-o", type=FILE, required=True, callback=to_be_written, help="The PDF to be written."
)
def keys(out: Path) -> None:
    """Write all keys of the window on one side of A4, to lie beside the keyboard."""
    from tallyapp.files import write_atomically
    from tallyapp.paperwork.keys import page_of_keys

    write_atomically(out, page_of_keys())
    click.echo(say("keys", "written", file=out))
