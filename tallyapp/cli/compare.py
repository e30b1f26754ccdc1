"""The command that compares two files of one count."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import refuse
from tallyapp.cli.machine import FILE
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.words.catalogue import disagreement, say

if TYPE_CHECKING:
    from tallyapp.domain.views.branches.compare import Compared
    from tallyapp.domain.views.branches.parting import Entry
    from tallyapp.ledger.branches import Branch


@click.command()
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option(
    "--figures", is_flag=True, help="Show the figures in which they differ, with the votes so far."
)
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
def compare(first: Path, second: Path, figures: bool, as_json: bool) -> None:
    """Compare two files of one count: FIRST, and SECOND, which went on from the same beginning.

    For each contest: up to where they are the same, what each has that
    the other has not, which papers were keyed the same in both, and which
    must be looked at. Neither file is changed.
    """
    from tallyapp.cli.compare_json import compared_json
    from tallyapp.domain.views.branches.compare import compared
    from tallyapp.ledger.branches import branch, partings

    if first.exists() and second.exists() and first.samefile(second):
        refuse(say("two-files", "one-file", first=first, second=second))
    with branch(first) as one, branch(second) as other:
        _must_be_comparable(one, other)
        found = compared(
            partings(one.connection, other.connection), one.read.count, other.read.count
        )
        if as_json:
            click.echo(compared_json(found, one, other, figures=figures))
            return
        for line in _lines(found, one, other, figures):
            click.echo(cli_text.printable(line))


def _must_be_comparable(*branches: "Branch") -> None:
    for each in branches:
        if each.disagreements:
            why = disagreement(each.disagreements[0])
            refuse(say("two-files", "not-whole", file=each.path, why=why))
    first, second = branches
    if first.read.origin != second.read.origin:
        refuse(say("two-files", "other-count", first=first.path, second=second.path))


def _lines(
    found: "list[Compared]", first: "Branch", second: "Branch", figures: bool
) -> Iterator[str]:
    for number, each in enumerate((first, second), 1):
        entries = sum(seq for seq, _ in each.read.heads.values())
        yield say("two-files", "file", number=str(number), file=each.path, entries=entries)
    for one in found:
        yield ""
        yield from _stream(one, first, second, figures)


def _stream(one: "Compared", first: "Branch", second: "Branch", figures: bool) -> Iterator[str]:
    from tallyapp.domain.views.branches.pairs import one_set_up
    from tallyapp.words.two_files import parting_words

    stream = one.parting.stream
    ours = first.read.count.contests.get(stream)
    theirs = second.read.count.contests.get(stream)
    contest = ours or theirs
    name = contest.set_up.name if contest else stream
    of = say("two-files", "the-count") if stream == COUNT_STREAM else name
    yield parting_words(one.parting, of)
    if one.parting.carried:
        yield say("two-files", "carried", entries=len(one.parting.carried))
    for number, entries, branch in (
        (1, one.parting.first, first),
        (2, one.parting.second, second),
    ):
        if entries:
            yield f"  {say('two-files', 'only', number=str(number))}"
            yield from (f"    {_entry(each, branch, stream)}" for each in entries)
    if not one_set_up(ours, theirs):
        yield f"  {say('two-files', 'set-up')}"
    if one.pairs:
        yield f"  {say('two-files', 'on-paper')}"
        yield from (f"    {line}" for line in _pairs(one, first, second, figures))


def _entry(entry: "Entry", branch: "Branch", stream: str) -> str:
    from tallyapp.words.acts import line, where
    from tallyapp.words.two_files import officer_of, time_of

    act = entry.act
    count = branch.read.count
    told = (
        str(entry.seq),
        time_of(act),
        officer_of(count, act, entry.seq),
        where(act, count.contests.get(stream)),
        line(act),
    )
    return "  ".join(filter(None, told))


def _pairs(one: "Compared", first: "Branch", second: "Branch", figures: bool) -> Iterator[str]:
    from tallyapp.words.two_files import area_of, differing_words, match_words, thing_words

    stream = one.parting.stream
    ours = first.read.count.contests.get(stream)
    theirs = second.read.count.contests.get(stream)
    for pair in one.pairs:
        told = (area_of(pair, ours, theirs), thing_words(pair.thing), match_words(pair))
        yield "  ".join(filter(None, told))
        if figures:
            yield from (f"  {words}" for words in differing_words(pair, ours or theirs))
