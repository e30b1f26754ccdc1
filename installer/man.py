"""The manual page of the command, made from what its commands say of themselves."""

from collections.abc import Iterator
from datetime import datetime

import click

from tallyapp import __version__
from tallyapp.cli.commands import main
from tallyapp.domain.vocabulary.phrases import day


def man_page(made: datetime) -> str:
    """The page tallyapp(1), as troff."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: datetime) -> Iterator[str]:
    yield f'.TH TALLYAPP 1 "{day(made)}" "tallyapp {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"tallyapp \- count votes by hand, with every figure kept and every sum checked"
    yield ".SH SYNOPSIS"
    yield ".B tallyapp"
    yield "[\\fICOMMAND\\fR] [\\fIARGUMENTS\\fR]"
    yield ".SH DESCRIPTION"
    yield _plain(main.help or "")
    yield ".SH COMMANDS"
    whole = main.make_context("tallyapp", [])
    for name in main.list_commands(whole):
        command = main.get_command(whole, name)
        if command and not command.hidden:
            yield from _command(name, command, whole)
    yield ".SH FILES"
    yield ".TP\n.I *.tally"
    yield "A count: one SQLite file, in which nothing is ever changed or removed."


def _command(name: str, command: click.Command, whole: click.Context) -> Iterator[str]:
    # Within the whole: what a command calls for help is asked once, and kept.
    context = click.Context(command, info_name=name, parent=whole)
    yield f".SS {name} {_plain(' '.join(command.collect_usage_pieces(context)))}"
    yield _plain(command.help or "")
    for parameter in command.params:
        told = parameter.get_help_record(context)
        if told:
            option, help_ = told
            yield f".TP\n.B {_plain(option)}\n{_plain(help_)}"


def _plain(text: str) -> str:
    """Text in which nothing means anything to troff."""
    escaped = text.replace("\\", r"\(rs").replace("-", r"\-").replace("'", r"\(aq")
    return "\n".join(
        line.strip() for line in escaped.replace("\b", "").splitlines() if line.strip()
    )
