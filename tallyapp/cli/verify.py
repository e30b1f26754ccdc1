"""The commands that check a PDF from itself alone."""

import sys
from pathlib import Path

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.machine import FILE
from tallyapp.errors import EnvironmentFault


@click.command()
@click.argument("pdf", type=FILE)
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=FILE,
    help="The officer's certificate (.crt), as the council publishes it.",
)
@click.option("--code", "codes", multiple=True, help="A code that you noted at the count.")
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
@click.pass_context
def verify(
    ctx: click.Context, pdf: Path, trusted: tuple[Path, ...], codes: tuple[str, ...], as_json: bool
) -> None:
    """Check a declaration or audit pack from the PDF alone.

    First what its signed data say; then a line for each thing that is
    checked; the last says what it comes to. The exit status tells other
    programs: 0 if everything holds and the certificate given with --trust
    is met (or the count is practice), 3 if it agrees with itself but who
    signed is not known, 1 if something fails, 2 if it cannot be judged.
    """
    from tallyapp.audit.apart import verify_apart
    from tallyapp.audit.points import EXIT_STATUS

    found, _ = verify_apart(_bytes(pdf), [_certificate(path) for path in trusted], codes)
    if as_json:
        click.echo(cli_text.verification_json(found))
    else:
        for line in cli_text.verification(pdf, found):
            click.echo(cli_text.printable(line))
    ctx.exit(EXIT_STATUS[found.verdict])


@click.command("verify-apart", hidden=True)
def verify_apart() -> None:
    """Answer what `verify` and the window ask of a file that they do not read themselves."""
    from tallyapp.audit.apart import answer

    answer(sys.stdin.buffer, sys.stdout.buffer)


@click.command()
def checker() -> None:
    """Print a second verifier, which shares no line with this program.

    It is one Python file, written from docs/format.md alone, and needs Python and pikepdf:
    `tallyapp checker > check.py`, then `python check.py FILE.pdf`.
    """
    from tallyapp.resources import resource

    click.echo(resource("checker", "check.py").read_text(encoding="utf-8"), nl=False)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be read ({error.strerror}). Check the name."
        ) from error


def _certificate(path: Path) -> bytes:
    from tallyapp.signing.certificate import certificates

    data = _bytes(path)
    try:
        certificates(data)
    except ValueError as error:
        raise EnvironmentFault(
            f"{path} is not a certificate. Give the .crt file that the council publishes."
        ) from error
    return data
