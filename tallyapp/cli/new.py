"""The command that makes a new count from lists."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tallyapp.cli import text as cli_text
from tallyapp.cli.here import now
from tallyapp.cli.machine import DAY, FILE, NUMBER, seen, workstation
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import known_kinds
from tallyapp.words.figures import strung

if TYPE_CHECKING:
    from tallyapp.exchange.faults import Fault
    from tallyapp.exchange.listed import CandidateList

_DIGITS = len(str(MAX_FIGURE))


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--candidates",
    required=True,
    type=FILE,
    help="List of the candidates in ballot-paper order: a workbook (XLSX) or CSV.",
)
@click.option(
    "--areas",
    required=True,
    type=FILE,
    help="List of the count areas and their ballot boxes: a workbook (XLSX) or CSV.",
)
@click.option(
    "--ballot",
    "ballots",
    multiple=True,
    metavar="ID",
    help=(
        "Only this ballot id of Democracy Club's file, or those that begin with it, such as "
        "local.oxford; can be repeated."
    ),
)
@click.option("--staff", type=FILE, help="List of the staff to enrol: a workbook (XLSX) or CSV.")
@click.option("--name", required=True, help="What this count is called, such as Oxford East.")
@click.option(
    "--election", required=True, help="The election, such as UK Parliamentary general election."
)
@click.option(
    "--kind",
    help="The kind of election, whose rules hold (see tallyapp kinds); ballot ids can say it too.",
)
@click.option(
    "--polling-day",
    required=True,
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day of the poll, such as 2024-07-04.",
)
@click.option(
    "--electorate",
    "electorates",
    multiple=True,
    metavar="NUMBER",
    help=(
        "How many electors, 0 if nobody knows, where no list says; with several contests "
        "CONTEST=NUMBER, once for each."
    ),
)
@click.option(
    "--seats",
    "seats",
    multiple=True,
    metavar="NUMBER",
    help=(
        "How many seats, where the list does not say; with several contests CONTEST=NUMBER, "
        "once for each."
    ),
)
@click.option("--authority", default="", help="The council.")
@click.option("--imprint", default="", help="Printed and published by …, with the address.")
@click.option(
    "--officer",
    required=True,
    help="Name of the returning officer, as it is printed; it stays for the whole count.",
)
@click.option(
    "--officer-title",
    default="Returning Officer",
    show_default=True,
    help="Their title, as documents print it.",
)
@click.option(
    "--bundle",
    type=NUMBER,
    default=50,
    show_default=True,
    help="Papers in a full bundle, unless the list says otherwise.",
)
@click.option(
    "--written",
    type=click.Choice(["bundles", "total", "both"]),
    default="bundles",
    show_default=True,
    help="How lines stand on the sheets: full and part bundles, a total, or both.",
)
@click.option(
    "--small-count", is_flag=True, help="A small count: one officer may key a sheet both times."
)
@click.option("--practice", is_flag=True, help="A practice count: it can never become a real one.")
@click.option("--yes", is_flag=True, help="Make it without asking.")
def new(
    file: Path,
    candidates: Path,
    areas: Path,
    ballots: tuple[str, ...],
    staff: Path | None,
    yes: bool,
    **details: Any,
) -> None:
    """Make a new count in FILE from a list of candidates and a list of areas."""
    from tallyapp import new_count
    from tallyapp.documents.page.glyphs import missing_glyphs
    from tallyapp.exchange.areas import read_areas
    from tallyapp.exchange.candidates import read_candidates
    from tallyapp.exchange.staff_list import read_staff

    listed = read_candidates(candidates, missing_glyphs=missing_glyphs, ballots=ballots)
    boxes = read_areas(areas, missing_glyphs=missing_glyphs)
    officers = read_staff(staff, missing_glyphs=missing_glyphs) if staff else None
    details["kind"] = details["kind"] or _kind_of(listed)
    polling_day: date = details.pop("polling_day")
    told = new_count.Details(
        polling_day=polling_day,
        electorates=_by_contest(details.pop("electorates"), "electorate"),
        seats=_by_contest(details.pop("seats"), "number of seats"),
        officer_name=details.pop("officer"),
        **details,
    )
    planned = new_count.plan(told, listed, boxes, officers)
    early = new_count.before_polling_day(told, now().date())
    of_staff = officers.warnings if officers else ()
    warnings = (*listed.warnings, *boxes.warnings, *of_staff)
    to_check: tuple[Fault | str, ...] = (*early, *planned.to_check, *warnings)
    for line in cli_text.preview(planned, to_check):
        click.echo(line)
    if not yes:
        click.confirm(f"Make this count in {file}?", abort=True)
    new_count.make(file, planned, now, workstation()).close(seen())
    click.echo(f"Made {file}.")


def _kind_of(listed: "CandidateList") -> str:
    """The kind of election that every ballot id of a list says; asked for where none does."""
    from tallyapp.exchange.ballot_ids import common_kinds

    told = common_kinds(contest.kinds for contest in listed.contests)
    if len(told) == 1:
        return told[0]
    kinds = strung(told or known_kinds())
    raise click.UsageError(f"Say with --kind which kind of election it is: {kinds}.")


def _by_contest(texts: Sequence[str], what: str) -> dict[str, int]:
    """A number for each contest named, or for the only one under the name ""."""
    numbers = {}
    for text in texts:
        contest, _, number = text.rpartition("=")
        digits = number.strip()
        if not digits.isdecimal() or len(digits) > _DIGITS:
            raise EnvironmentFault(
                f'"{text}" is not a valid {what}. Give a whole number from 0 to {MAX_FIGURE:,}, '
                "or CONTEST=NUMBER."
            )
        numbers[contest.strip()] = int(digits)
    return numbers
