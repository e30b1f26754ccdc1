"""How a command is told of a contest."""

from collections.abc import Mapping
from typing import NoReturn

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.status import REFUSED
from tallyapp.desk import Desk
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung


def contest_of(desk: Desk, name: str) -> str:
    """A contest by its identifier or its name; says which there are where it is none, and ends
    with status 1.
    """
    return _of(_counted(desk), name)


def any_contest_of(desk: Desk, name: str) -> str:
    """As `contest_of`, contests in which nobody is counted among them."""
    unopposed = {each.contest: each.name for each in desk.count.count.uncontested.values()}
    return _of(_counted(desk) | unopposed, name)


def refuse(words: str) -> NoReturn:
    """Say why a command does nothing, and end it with status 1."""
    click.echo(cli_text.printable(words), err=True)
    raise click.exceptions.Exit(REFUSED)


def _counted(desk: Desk) -> dict[str, str]:
    return {stream: contest.set_up.name for stream, contest in desk.count.contests.items()}


def _of(contests: Mapping[str, str], name: str) -> str:
    for stream, known in contests.items():
        if name.casefold() in (stream.casefold(), known.casefold()):
            return stream
    refuse(say("paper", "no-contest", name=name, names=strung(contests.values())))
