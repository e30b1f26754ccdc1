"""The commands of the returning officer's key and certificate."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import refuse
from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE
from tallyapp.desk import Desk
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    # Brings the signing library with it, which most commands do not need.
    from tallyapp.signing.identity import Identity


def signer(desk: Desk, file: Path | None) -> "Identity":
    """Who signs the documents of a count: the key in a file, whose password is asked for; of a
    practice count a new practice identity.
    """
    from tallyapp.signing.identity import open_identity, practice_identity

    set_up = desk.count.count.set_up
    if set_up and set_up.practice:
        return practice_identity(desk.clock())
    if file is None:
        refuse(say("after", "identity-needed"))
    assert file is not None, "refusing ends the command"
    password = click.prompt(say("after", "password"), hide_input=True)
    return open_identity(file, password, now=desk.clock())


@click.group()
def identity() -> None:
    """The returning officer's key and certificate, with which declarations are signed."""


@identity.command("new")
@click.argument("file", type=FILE)
@click.option(
    "--name", required=True, help="Name of the returning officer, as the certificate will say it."
)
@click.option(
    "--title", default="Returning Officer", show_default=True, help="Their title, for the stamp."
)
@click.option("--organisation", default=None, help="The council.")
@click.password_option(
    help="At least 10 characters; it is asked for if not given here, which is safer."
)
def identity_new(
    file: Path, name: str, title: str, organisation: str | None, password: str
) -> None:
    """Make a new identity: the key in FILE, under a password,
    and beside it the certificate to publish.

    Give FILE a name that ends in .p12.
    """
    from tallyapp.signing.identity import create_identity

    made = create_identity(
        file, password, name=name, title=title, organisation=organisation, now=now()
    )
    for line in cli_text.identity(made):
        click.echo(line)
    click.echo(
        f"Publish {file.with_suffix('.crt')} on the council's website, with its fingerprint."
    )


@identity.command("show")
@click.argument("file", type=FILE)
@click.password_option(
    confirmation_prompt=False, help="It is asked for if not given here, which is safer."
)
def identity_show(file: Path, password: str) -> None:
    """Show whose identity FILE holds."""
    from tallyapp.signing.identity import open_identity

    for line in cli_text.identity(open_identity(file, password, now=now())):
        click.echo(line)
