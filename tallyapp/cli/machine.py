"""This machine as the commands meet it: its clock, what it has seen, and a count in a file."""

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
import platformdirs

from tallyapp.cli import text as cli_text
from tallyapp.cli.status import REFUSED
from tallyapp.desk import Desk
from tallyapp.ledger.highwater import HighWater

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
"""How a command is told of a file, and of a folder."""


def now() -> datetime:
    """The time by this machine's clock, in its own zone."""
    return datetime.now().astimezone()


def seen_file() -> Path:
    """Where this machine notes how far it has seen each count."""
    return platformdirs.user_state_path("tallyapp", appauthor=False) / "seen.json"


def seen() -> HighWater:
    """How far this machine has seen each count."""
    return HighWater(seen_file())


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    """A count to be read, given back afterwards;
    where it does not agree with itself, ends with status 1.

    An older copy, such as a backup, may be looked at: that it is one is said beside.
    """
    before = seen()
    desk = Desk.open(path, now, platform.node(), before)
    try:
        for line in cli_text.disagreements(path, desk.disagreements):
            click.echo(line, err=True)
        if nameless := desk.staff.disagreement:
            click.echo(nameless, err=True)
        if not all(found.only_remembered for found in desk.disagreements):
            raise click.exceptions.Exit(REFUSED)
        yield desk
    finally:
        desk.close(before)
