"""The command that prints the papers of a count."""

from pathlib import Path

import click

from tallyapp.cli.choosing import contest_of, refuse
from tallyapp.cli.machine import FILE, NUMBER, Number, opened, to_be_written, workstation
from tallyapp.cli.status import REFUSED
from tallyapp.desk import Desk
from tallyapp.paperwork.choice import KINDS, Choice, PaperKind, PerArea
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--out",
    "-o",
    type=FILE,
    required=True,
    callback=to_be_written,
    help="The PDF to be written.",
)
@click.option("--contest", "contests", multiple=True, help="Only this contest; may be repeated.")
@click.option("--area", "areas", multiple=True, help="Only this count area; may be repeated.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only papers of this kind; may be repeated.",
)
@click.option("--large-print", "large", is_flag=True, help="Everything 1.6 times as large.")
@click.option(
    "--sheets",
    type=Number(0, 1_000),
    default=0,
    help="Hand out count sheets until each area has so many, and print them.",
)
@click.option(
    "--slips",
    type=Number(0, 1_000),
    default=0,
    help="Hand out bundle slips until each area has so many, and print them.",
)
@click.option(
    "--forms",
    type=Number(0, 200),
    default=5,
    show_default=True,
    help="How many adjudication forms each area gets.",
)
@click.option("--again", is_flag=True, help="Also what was printed before, marked as reprints.")
@click.option(
    "--by",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Number of the officer who prints: a supervisor, deputy or returning officer.",
)
def paper(
    file: Path,
    out: Path,
    contests: tuple[str, ...],
    areas: tuple[str, ...],
    kinds: tuple[PaperKind, ...],
    large: bool,
    sheets: int,
    slips: int,
    forms: int,
    again: bool,
    by: int,
) -> None:
    """Print the papers of the count in FILE, all in one PDF with bookmarks.

    Count sheets, bundle slips, mixed-papers sheets, adjudication forms, box records, verification
    forms, the summary that is added up by hand, sign-in cards, and labels. What was printed is
    noted in the count, so that nothing is printed twice without being said.
    """
    with opened(file, workstation()) as desk:
        choice = Choice(
            kinds=frozenset(kinds or KINDS),
            contests=tuple(contest_of(desk, name) for name in contests),
            large=large,
            again=again,
            forms=forms,
        )
        choice = choice._replace(areas=tuple(_area(desk, choice, name) for name in areas))
        _hand_out(desk, choice, PerArea(sheets, slips), by)
        _print(desk, choice, out, by)


def _hand_out(desk: Desk, choice: Choice, per_area: PerArea, by: int) -> None:
    from tallyapp.domain.acts import SheetsIssued
    from tallyapp.paperwork.handing_out import to_hand_out

    for run in to_hand_out(desk.count, choice, per_area):
        issued = SheetsIssued(
            **desk.by(by).contest, area=run.area, first=run.first, last=run.last, form=run.form
        )
        desk.hand_out(run.contest, issued)
        click.echo(
            say(
                "paper",
                f"handed-out.{run.form}",
                contest=desk.count.contests[run.contest].set_up.name,
                area=run.area,
                first=str(run.first),
                last=str(run.last),
            )
        )


def _print(desk: Desk, choice: Choice, out: Path, by: int) -> None:
    from tallyapp.documents.hall.whole_count import render_count_papers
    from tallyapp.documents.reading import page_count
    from tallyapp.domain.acts import COUNT_STREAM, PapersPrinted
    from tallyapp.files import write_atomically
    from tallyapp.paperwork.gathering import gathered

    found = gathered(desk.count, desk.staff, choice)
    if not found.papers.sections:
        click.echo(say("paper", "nothing"), err=True)
        raise click.exceptions.Exit(REFUSED)
    pdf = render_count_papers(found.papers)
    # Noted first: a paper that is noted and was not written is printed again and marked for
    # nothing; one that was written and is not noted would come twice and say nothing.
    if found.printed:
        desk.do(COUNT_STREAM, PapersPrinted(**desk.by(by).count, papers=found.printed))
    write_atomically(out, pdf)
    click.echo(say("paper", "written", file=out, pages=page_count(pdf)))
    if found.left_out:
        click.echo(say("paper", "left-out", papers=found.left_out))


def _area(desk: Desk, choice: Choice, name: str) -> str:
    """A count area by its identifier."""
    contests = choice.contests or tuple(desk.count.contests)
    known = [area for stream in contests for area in desk.count.contests[stream].areas]
    for area in known:
        if area.casefold() == name.casefold():
            return area
    return refuse(say("paper", "no-area", name=name, names=strung(known)))
