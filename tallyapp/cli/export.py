"""The command that writes a count's figures for other programs."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from tallyapp import __version__
from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import any_contest_of, refuse
from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE, STANDARD, opened, to_be_written
from tallyapp.desk.tallies import agreed_tally
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.views.tally import ContestTally, CountTally
from tallyapp.exchange.export.exported import CannotHold, Exported, Given
from tallyapp.exchange.export.formats import FORMATS
from tallyapp.exchange.export.remarks import Remark
from tallyapp.files import write_atomically
from tallyapp.words.catalogue import say


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "name",
    required=True,
    type=click.Choice(list(FORMATS)),
    help="For whom it is written.",
)
@click.option(
    "--contest", "contests", multiple=True, metavar="ID", help="Only this contest; can be repeated."
)
@click.option(
    "--undeclared",
    is_flag=True,
    help="Also contests that are not declared, with their votes so far.",
)
@click.option(
    "--out",
    "-o",
    type=FILE,
    default=STANDARD,
    callback=to_be_written,
    help="The file to be written, whole or not at all; - is standard output.",
)
def export(file: Path, name: str, contests: tuple[str, ...], undeclared: bool, out: Path) -> None:
    """Write the figures declared in FILE for other programs.

    What a format has no place for is said on standard error, and what it cannot hold at all is
    refused. docs/formats-out.md has the columns.
    """
    with opened(file) as desk:
        chosen = tuple(any_contest_of(desk, each) for each in contests)
        count, left_out = _fit(agreed_tally(desk, chosen, undeclared=undeclared), undeclared)
        given = Given(
            count=count,
            streams={stream: desk.ledger.checkpoint(stream) for stream in desk.ledger.heads},
            made_at=now(),
            program=f"tallyapp {__version__}",
            words=_words,
            left_out=left_out,
        )
        try:
            exported = FORMATS[name](given)
        except CannotHold as cannot:
            refuse("\n".join(map(_words, cannot.remarks)))
    _write(out, exported)


def _fit(count: CountTally, undeclared: bool) -> tuple[CountTally, tuple[Remark, ...]]:
    """The contests whose figures may be given out; what is left out is said by name."""
    whys = {one.id: why for one in count.contests if (why := _why_left_out(one, undeclared))}
    left_out = tuple(
        Remark(
            f"left-out.{why}",
            tuple(one.name for one in count.contests if whys.get(one.id) == why),
        )
        for why in dict.fromkeys(whys.values())
    )
    for remark in left_out:
        _tell(_words(remark))
    kept = tuple(one for one in count.contests if one.id not in whys)
    if not kept and not count.unopposed:
        refuse(say("export", "nothing"))
    return replace(count, contests=kept), left_out


def _why_left_out(contest: ContestTally, undeclared: bool) -> str:
    """The key of the sentence that says why; empty of what is given out."""
    if contest.stage is Stage.ABANDONED:
        return "given-up"
    if not contest.borne_out:
        return "not-borne-out"
    return "" if contest.declared or undeclared else "undeclared"


def _write(out: Path, exported: Exported) -> None:
    for remark in exported.remarks:
        _tell(_words(remark))
    if str(out) == STANDARD:
        sys.stdout.buffer.write(exported.data)
    else:
        write_atomically(out, exported.data)


def _words(remark: Remark) -> str:
    key = remark.of if "." in remark.of else f"lost.{remark.of}"
    return say("export", key, contests=cli_text.names(remark.contests))


def _tell(words: str) -> None:
    click.echo(cli_text.printable(words), err=True)
