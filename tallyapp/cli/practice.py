"""The command that makes a practice count from past results."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.machine import DAY, FILE, NUMBER, seen
from tallyapp.domain.vocabulary.phrases import several
from tallyapp.words.figures import strung

if TYPE_CHECKING:
    from tallyapp.past.published import PastFiles
    from tallyapp.practice.counts import Judged, Step

_ALL = "all"
MISTAKES = ("box", "short", "swapped", "doubled", "look-alike")
"""As the training counts name them, which are loaded when they are asked for."""


@click.command()
@click.argument("sources", nargs=-1, required=True, type=FILE, metavar="SOURCE…")
@click.option("--out", type=FILE, help="The new count's file, ending in .tally.")
@click.option(
    "--polling-day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day of the poll, for files that do not say it: neither in them nor in their names.",
)
@click.option(
    "--list",
    "listed",
    is_flag=True,
    help="Make nothing: say of each contest whether it can be made.",
)
@click.option(
    "--contest",
    "chosen",
    multiple=True,
    metavar="ID",
    help="Only this contest, named as --list does; can be repeated.",
)
@click.option("--finish", is_flag=True, help="Play every contest through to its declaration.")
@click.option(
    "--various",
    is_flag=True,
    help="Bundle and write down each contest in a different way, some with bundle slips.",
)
@click.option(
    "--plant",
    "mistakes",
    multiple=True,
    type=click.Choice([_ALL, *MISTAKES]),
    help="Plant mistakes to be found, for training: all, or this kind; can be repeated.",
)
@click.option(
    "--seed",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Another number makes other sheets of the same result, and plants other mistakes.",
)
def practice(
    sources: tuple[Path, ...],
    out: Path | None,
    listed: bool,
    polling_day: date | None,
    chosen: tuple[str, ...],
    finish: bool,
    various: bool,
    mistakes: tuple[str, ...],
    seed: int,
) -> None:
    """Make a practice count from past results, as those in resources/samples.

    A result is a JSON file, a CSV file, or a pair of CSV files:
    by candidate, and by constituency or ward.

    The votes are those published; areas, boxes and sheets are made up, and
    say so. A contest that is at fault in its file, or whose published figures
    cannot be those of a count, is left out and named. Without --finish the
    boxes are verified and the sheets wait to be keyed; what is written on
    them is put beside the count as CSV.

    With --plant the papers have mistakes, and are also put beside it as a PDF
    to be printed; afterwards, tallyapp training report says which were found.
    """
    if mistakes and (finish or various):
        raise click.UsageError(
            "--plant is for papers that people key: not with --finish, --various."
        )
    from tallyapp.practice import counts as practice_count

    files = _past_files(sources, polling_day, chosen)
    if listed:
        for line in cli_text.past_contests(files):
            click.echo(cli_text.printable(line))
        return
    if out is None:
        raise click.UsageError(
            "Say with --out where to make the count, or see the contests with --list."
        )
    judged = practice_count.judge(files.contests, files.at_fault)
    judged.require()
    for left_out in judged.left_out:
        click.echo(cli_text.printable(left_out.words), err=True)
    for remark in judged.remarks():
        click.echo(cli_text.printable(remark), err=True)
    if mistakes:
        _make_training(out, judged, seed, mistakes)
    else:
        _make_practice(out, judged, seed, finish, various)


@contextmanager
def _bar(judged: "Judged") -> Iterator["Step"]:
    """Shows how many contests are made, to be told so after each."""
    with click.progressbar(length=len(judged.results), label="Contests", file=sys.stderr) as bar:
        yield lambda done, _: bar.update(done - bar.pos)


def _make_practice(out: Path, judged: "Judged", seed: int, finish: bool, various: bool) -> None:
    from tallyapp.practice import counts as practice_count

    with _bar(judged) as on_made:
        made = practice_count.make(out, judged.results, seed, seen(), finish, on_made, various)
    if judged.left_out:
        click.echo(f"Left out, as said above: {several(len(judged.left_out), 'contest')}.")
    if made.papers:
        click.echo(f"The sheets and forms to key are in {made.papers}.")
    counted = several(made.contests, "contest")
    click.echo(f"Made {out}: {counted}, {'declared' if finish else 'ready for the first sheet'}.")


def _make_training(out: Path, judged: "Judged", seed: int, chosen: tuple[str, ...]) -> None:
    from tallyapp.training.making import make_training
    from tallyapp.training.planted import Mistake

    mistakes = tuple(Mistake) if _ALL in chosen else tuple(map(Mistake, chosen))
    with _bar(judged) as on_made:
        made = make_training(out, judged.results, seed, seen(), mistakes, on_made)
    click.echo(f"The papers to key are in {made.papers}, and to be printed in {made.pages}.")
    counted = several(made.contests, "contest")
    each = several(len(set(mistakes)), "mistake")
    click.echo(f"Made {out}: {counted}, {each} planted in each, ready to be keyed.")


def _past_files(
    sources: tuple[Path, ...], polling_day: date | None, chosen: tuple[str, ...]
) -> "PastFiles":
    """What stands in these files: everything, or only the contests that are chosen."""
    from tallyapp.past.past_results import read_past_files

    files = read_past_files(sources, polling_day)
    if unknown := sorted(set(chosen) - files.ids()):
        raise click.UsageError(f"There is no contest {strung(unknown)}. See them all with --list.")
    return files.only(chosen) if chosen else files
