"""How a command is told of a contest."""

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.status import REFUSED
from tallyapp.desk import Desk
from tallyapp.words.catalogue import say


def contest_of(desk: Desk, name: str) -> str:
    """A contest by its identifier or its name; says which there are where it is none, and ends
    with status 1.
    """
    for stream, contest in desk.count.contests.items():
        if name.casefold() in (stream.casefold(), contest.set_up.name.casefold()):
            return stream
    names = ", ".join(contest.set_up.name for contest in desk.count.contests.values())
    return refuse(say("paper", "no-contest", name=name, names=names))


def refuse(words: str) -> str:
    """Say why a command does nothing, and end it with status 1."""
    click.echo(cli_text.printable(words), err=True)
    raise click.exceptions.Exit(REFUSED)
