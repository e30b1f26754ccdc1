"""This machine as the commands meet it: its clock, what it has seen, and a count in a file."""

import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli.here import now, seen_file
from tallyapp.cli.status import REFUSED
from tallyapp.domain.vocabulary.phrases import day_of, number_in
from tallyapp.errors import EnvironmentFault
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    # For their types alone: the window is seen before the rules and the ledger are loaded.
    from tallyapp.desk import Desk
    from tallyapp.ledger.highwater import HighWater
    from tallyapp.workstation import Workstation

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
"""How a command is told of a file, and of a folder."""


class Number(click.IntRange):
    """A whole number from 0 up, in our digits alone."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        number = value if isinstance(value, int) else number_in(str(value))
        if number is None:
            self.fail(f"{str(value)!r} is not a whole number. Write it in digits alone.")
        return int(super().convert(number, param, ctx))


# Not every click that will do lets a kind of value be named of it when the program runs.
class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as people write it."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        day = value if isinstance(value, date) else day_of(str(value))
        if day is None:
            self.fail(f"{str(value)!r} is no day. Write it as 2024-07-04.", param, ctx)
        return day


NUMBER = Number(0)
DAY = Day()
"""How a command is told of a number, and of a day."""

STANDARD = "-"
"""What is typed for standard input or output in place of a file's name."""
_DATABASE = b"SQLite format 3\0"


def to_be_written(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """A file that may be written to; raises EnvironmentFault of one that is a count.

    A name typed wrongly must not cost the count that it is the name of.
    """
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise EnvironmentFault(say("output", "is-a-count", file=path))
    return path


def seen() -> "HighWater":
    """How far this machine has seen each count."""
    from tallyapp.ledger.highwater import HighWater

    return HighWater(seen_file())


def workstation() -> "Workstation":
    """This machine's key, made when it is first asked for."""
    from tallyapp.workstation import KEY_FILE, this_machine

    return this_machine(seen_file().with_name(KEY_FILE), platform.node(), now())


@contextmanager
def opened(path: Path, machine: "Workstation | None" = None) -> Iterator["Desk"]:
    """A count to be read, or with this machine's key to be acted in, given back afterwards;
    where it does not agree with itself, ends with status 1.

    Every signature is checked first. An older copy, such as a backup, may be looked at: that it is
    one is said beside.
    """
    from tallyapp.cli import text as cli_text
    from tallyapp.desk import Desk
    from tallyapp.workstation import new_workstation

    before = seen()
    # No key is made where nothing is done that would have to be signed.
    desk = Desk.open(path, now, machine or new_workstation(platform.node(), now()), before)
    try:
        desk.ledger.signatures.wait()
        for line in cli_text.disagreements(path, desk.disagreements):
            click.echo(line, err=True)
        if nameless := desk.staff.disagreement:
            click.echo(nameless, err=True)
        if not all(found.only_remembered for found in desk.disagreements):
            raise click.exceptions.Exit(REFUSED)
        yield desk
    finally:
        desk.close(before)
