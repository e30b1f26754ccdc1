"""The commands that check a PDF from itself alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.machine import FILE, STANDARD, opened
from tallyapp.errors import EnvironmentFault

if TYPE_CHECKING:
    from tallyapp.audit.standing import KnownStatement


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
@click.option(
    "--count",
    "count",
    type=FILE,
    help="The count's own file: whether a verification statement still stands in it.",
)
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
@click.pass_context
def verify(
    ctx: click.Context,
    pdf: Path,
    trusted: tuple[Path, ...],
    codes: tuple[str, ...],
    count: Path | None,
    as_json: bool,
) -> None:
    """Check a declaration, verification statement or audit pack from the PDF alone.

    PDF is a file, or - for standard input.

    First what its signed data say; then a line for each thing that is
    checked; the last says what it comes to. The exit status tells other
    programs: 0 if everything holds and the certificate given with --trust
    is met (or the count is practice), 3 if it agrees with itself but who
    signed is not known, 1 if something fails, 2 if it cannot be judged.
    """
    from tallyapp.audit.apart import verify_apart
    from tallyapp.audit.points import EXIT_STATUS

    given = [_certificate(path) for path in trusted]
    known = _known(count) if count else None
    found, _ = verify_apart(_pdf(pdf), given, codes, known=known)
    if as_json:
        click.echo(cli_text.verification_json(found))
    else:
        for line in cli_text.verification(_called(pdf), found):
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


def _known(count: Path) -> "list[KnownStatement]":
    """The verification statements of the count in a file."""
    from tallyapp.audit.known import known_statements, standing_now

    with opened(count) as desk:
        return known_statements(desk.ledger, standing_now(desk.count))


def _pdf(path: Path) -> bytes:
    if str(path) == STANDARD:
        return sys.stdin.buffer.read()
    return _bytes(path)


def _called(path: Path) -> Path:
    return Path("standard input") if str(path) == STANDARD else path


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
