"""The commands of tallyapp: the window, and the job without one."""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import platformdirs

from tallyapp import __version__
from tallyapp.cli import text as cli_text
from tallyapp.desk import Desk
from tallyapp.domain.views.tally import tally as contest_tally
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.highwater import HighWater

if TYPE_CHECKING:
    from tallyapp.practice.past.published import PastFiles

_Command = TypeVar("_Command", bound=Callable[..., Any])
_file = click.Path(path_type=Path, dir_okay=False)
_DIGITS = len(str(MAX_FIGURE))
_folder = click.Path(path_type=Path, file_okay=False)

REFUSED = 1
FAULT = 2
"""Exit status when the rules say no, and when something outside the count failed."""


def _now() -> datetime:
    return datetime.now().astimezone()


def _seen_file() -> Path:
    return platformdirs.user_state_path("tallyapp", appauthor=False) / "seen.json"


def _seen() -> HighWater:
    return HighWater(_seen_file())


@contextmanager
def _opened(path: Path) -> Iterator[Desk]:
    """A count to be read, given back afterwards;
    where it does not agree with itself, ends with status 1.

    An older copy, such as a backup, may be looked at: that it is one is said beside.
    """
    seen = _seen()
    desk = Desk.open(path, _now, platform.node(), seen)
    try:
        for line in cli_text.disagreements(path, desk.disagreements):
            click.echo(line, err=True)
        if not all(found.only_remembered for found in desk.disagreements):
            raise click.exceptions.Exit(REFUSED)
        yield desk
    finally:
        desk.close(seen)


class _Commands(click.Group):
    """Refusals and faults are sentences for people; anything else is
    a bug and shows itself as one.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(cli_text.refusal(refusal), err=True)
            ctx.exit(REFUSED)
        except EnvironmentFault as fault:
            # A sentence may quote what stands in a file that somebody else made.
            for line in str(fault).splitlines():
                click.echo(cli_text.printable(line), err=True)
            ctx.exit(FAULT)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Count votes by hand: key the sheets, see every sum checked, declare, and let anyone verify.

    Without a command the window opens, if there is a screen for it.
    """
    if ctx.invoked_subcommand is None:
        if not _can_show():
            click.echo(ctx.get_help())
            return
        ctx.exit(_window())


@main.command("open")
@click.argument("file", type=_file, required=False)
@click.pass_context
def open_(ctx: click.Context, file: Path | None) -> None:
    """Open the window, with the count in FILE if one is given."""
    ctx.exit(_window(file))


@main.command()
@click.option("--headless", is_flag=True, help="Play the whole count without a window.")
@click.option(
    "--out",
    type=_folder,
    default=Path("practice-count"),
    show_default=True,
    help="Folder for the count and its PDFs.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    help="Another number makes other sheets of the same result.",
)
@click.pass_context
def demo(ctx: click.Context, headless: bool, out: Path, seed: int) -> None:
    """Practise with Oxford East: in the window from its first sheet,
    or played to its end without one.
    """
    if not headless and _can_show():
        from tallyapp.practice import counts as practice_count

        ctx.exit(_window(practice_count.oxford_east(out, seed, _seen())))
    from tallyapp.practice import demonstration

    for line in demonstration.play(out, seed):
        click.echo(line)


def _can_show() -> bool:
    from tallyapp.ui.shell.display import can_show

    return can_show(sys.platform, os.environ)


def _window(file: Path | None = None) -> int:
    try:
        from tallyapp.ui.shell.app import run
    except ImportError as error:
        raise EnvironmentFault(
            f"The window cannot be shown here: {error}. Install what is missing; until then, "
            "every command "
            "works without the window."
        ) from error
    settings = platformdirs.user_config_path("tallyapp", appauthor=False)
    documents = platformdirs.user_documents_path()
    return run(settings, _seen_file(), documents, _now, platform.node(), file)


@main.command()
@click.argument("file", type=_file)
@click.option(
    "--candidates",
    required=True,
    type=_file,
    help="List of the candidates in ballot-paper order, as CSV.",
)
@click.option(
    "--areas",
    required=True,
    type=_file,
    help="List of the count areas and their ballot boxes, as CSV.",
)
@click.option("--name", required=True, help="What this count is called, such as Oxford East.")
@click.option(
    "--election", required=True, help="The election, such as UK Parliamentary general election."
)
@click.option(
    "--kind",
    default="uk-parliamentary",
    show_default=True,
    help="The kind of election, whose rules hold.",
)
@click.option(
    "--polling-day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the poll, such as 2024-07-04.",
)
@click.option(
    "--electorate",
    "electorates",
    required=True,
    multiple=True,
    metavar="NUMBER",
    help=(
        "How many electors, 0 if nobody knows; with several contests CONTEST=NUMBER, once for each."
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
@click.option("--officer", required=True, help="Name of the returning officer.")
@click.option(
    "--officer-title",
    default="Returning Officer",
    show_default=True,
    help="Their title, as documents print it.",
)
@click.option(
    "--bundle",
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
def new(file: Path, candidates: Path, areas: Path, yes: bool, **details: Any) -> None:
    """Make a new count in FILE from a list of candidates and a list of areas."""
    from tallyapp import new_count
    from tallyapp.documents.page.glyphs import missing_glyphs
    from tallyapp.exchange.areas import read_areas
    from tallyapp.exchange.candidates import read_candidates

    listed = read_candidates(candidates, missing_glyphs=missing_glyphs)
    boxes = read_areas(areas, missing_glyphs=missing_glyphs)
    polling_day: date = details.pop("polling_day").date()
    told = new_count.Details(
        polling_day=polling_day,
        electorates=_by_contest(details.pop("electorates"), "electorate"),
        seats=_by_contest(details.pop("seats"), "number of seats"),
        officer_name=details.pop("officer"),
        **details,
    )
    planned = new_count.plan(told, listed, boxes)
    early = new_count.before_polling_day(told, _now().date())
    for line in cli_text.preview(planned, (*early, *listed.warnings, *boxes.warnings)):
        click.echo(line)
    if not yes:
        click.confirm(f"Make this count in {file}?", abort=True)
    new_count.make(file, planned, _now, platform.node()).close(_seen())
    click.echo(f"Made {file}.")


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


@main.command()
@click.argument("sources", nargs=-1, required=True, type=_file, metavar="SOURCE…")
@click.option("--out", type=_file, help="The new count's file, ending in .tally.")
@click.option(
    "--polling-day",
    type=click.DateTime(["%Y-%m-%d"]),
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
    "--seed",
    default=1,
    show_default=True,
    help="Another number makes other sheets of the same result.",
)
def practice(
    sources: tuple[Path, ...],
    out: Path | None,
    listed: bool,
    polling_day: datetime | None,
    chosen: tuple[str, ...],
    finish: bool,
    various: bool,
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
    """
    from tallyapp.practice import counts as practice_count

    files = _past_files(sources, polling_day.date() if polling_day else None, chosen)
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
    with click.progressbar(length=len(judged.results), label="Contests", file=sys.stderr) as bar:
        made = practice_count.make(
            out,
            judged.results,
            seed,
            _seen(),
            finish,
            lambda done, _: bar.update(done - bar.pos),
            various,
        )
    if judged.left_out:
        click.echo(f"Left out, as said above: {cli_text.several(len(judged.left_out), 'contest')}.")
    if made.papers:
        click.echo(f"The sheets and forms to key are in {made.papers}.")
    several = cli_text.several(made.contests, "contest")
    click.echo(f"Made {out}: {several}, {'declared' if finish else 'ready for the first sheet'}.")


def _past_files(
    sources: tuple[Path, ...], polling_day: date | None, chosen: tuple[str, ...]
) -> "PastFiles":
    """What stands in these files: everything, or only the contests that are chosen."""
    from tallyapp.practice.past.past_results import read_past_files

    files = read_past_files(sources, polling_day)
    if unknown := sorted(set(chosen) - files.ids()):
        raise click.UsageError(
            f"There is no contest {', '.join(unknown)}. See them all with --list."
        )
    return files.only(chosen) if chosen else files


@main.command()
@click.argument("file", type=_file)
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
def tally(file: Path, as_json: bool) -> None:
    """Show the figures of FILE as they stand."""
    from tallyapp.exchange.tally_json import tally_json

    with _opened(file) as desk:
        contests = [contest_tally(contest) for contest in desk.count.contests.values()]
        if as_json:
            streams = {name: desk.ledger.checkpoint(name) for name in desk.ledger.heads}
            click.echo(tally_json(contests, streams))
            return
        for line in cli_text.tallies(contests):
            click.echo(cli_text.printable(line))


@main.command()
@click.argument("pdf", type=_file)
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=_file,
    help="The officer's certificate (.crt), as the council publishes it.",
)
@click.option("--code", "codes", multiple=True, help="A code that you noted at the count.")
@click.option("--json", "as_json", is_flag=True, help="Show it as JSON, for other programs.")
@click.pass_context
def verify(
    ctx: click.Context, pdf: Path, trusted: tuple[Path, ...], codes: tuple[str, ...], as_json: bool
) -> None:
    """Check a declaration or audit pack from the PDF alone.

    Each thing that is checked has a line; the last says what it comes to.
    The exit status tells other programs: 0 if everything that
    was checked holds, 1 if something fails, 2 if the file cannot be judged.
    """
    from tallyapp.audit.apart import verify_apart
    from tallyapp.audit.points import EXIT_STATUS

    found, _ = verify_apart(_bytes(pdf), [_certificate(path) for path in trusted], codes)
    if as_json:
        click.echo(cli_text.verification_json(found))
    else:
        for line in cli_text.verification(pdf, found):
            click.echo(cli_text.printable(line))
    ctx.exit(EXIT_STATUS[found.verdict])


@main.command("verify-apart", hidden=True)
def verify_apart() -> None:
    """Answer what `verify` and the window ask of a file that they do not read themselves."""
    from tallyapp.audit.apart import answer

    answer(sys.stdin.buffer, sys.stdout.buffer)


@main.command()
@click.argument("file", type=_file)
@click.argument("dest", type=_file)
def backup(file: Path, dest: Path) -> None:
    """Copy a count, FILE, to DEST, and read the copy again to be sure."""
    with _opened(file) as desk:
        read = desk.ledger.backup(dest)
        entries = sum(seq for seq, _ in read.heads.values())
    said = cli_text.several(entries, "entry", "entries")
    click.echo(f"{dest}: {said}, every one read again and in agreement with {file}.")


@main.command()
@click.argument("file", type=_file)
@click.option("--source", required=True, help="Where the backup came from, such as the blue stick.")
@click.option("--reason", required=True, help="Why the count goes on from it.")
@click.option(
    "--by",
    default=1,
    show_default=True,
    help="Number of the returning officer or deputy who decides.",
)
def restored(file: Path, source: str, reason: str, by: int) -> None:
    """Record that the count goes on from FILE, a backup older than what this machine has seen."""
    from tallyapp.domain.acts import COUNT_STREAM, BackupRestored

    seen = _seen()
    desk = Desk.open(file, _now, platform.node(), seen)
    try:
        desk.do(COUNT_STREAM, BackupRestored(**desk.by(by).count, source=source, reason=reason))
    finally:
        desk.close(seen)
    click.echo(f"Recorded. The count can go on from {file}.")


@main.group()
def identity() -> None:
    """The returning officer's key and certificate, with which declarations are signed."""


@identity.command("new")
@click.argument("file", type=_file)
@click.option(
    "--name", required=True, help="Name of the returning officer, as the certificate will say it."
)
@click.option(
    "--title", default="Returning Officer", show_default=True, help="Their title, for the stamp."
)
@click.option("--organisation", default=None, help="The council.")
@click.password_option(
    help="At least 10 characters; it is asked for if not given here, which is safer."
)
def identity_new(
    file: Path, name: str, title: str, organisation: str | None, password: str
) -> None:
    """Make a new identity: the key in FILE, under a password,
    and beside it the certificate to publish.

    Give FILE a name that ends in .p12.
    """
    from tallyapp.signing.identity import create_identity

    made = create_identity(
        file, password, name=name, title=title, organisation=organisation, now=_now()
    )
    for line in cli_text.identity(made):
        click.echo(line)
    click.echo(
        f"Publish {file.with_suffix('.crt')} on the council's website, with its fingerprint."
    )


@identity.command("show")
@click.argument("file", type=_file)
@click.password_option(
    confirmation_prompt=False, help="It is asked for if not given here, which is safer."
)
def identity_show(file: Path, password: str) -> None:
    """Show whose identity FILE holds."""
    from tallyapp.signing.identity import open_identity

    for line in cli_text.identity(open_identity(file, password, now=_now())):
        click.echo(line)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be read ({error.strerror}). Check the name."
        ) from error


def _certificate(path: Path) -> bytes:
    from tallyapp.signing.certificate import certificates

    data = _bytes(path)
    try:
        certificates(data)
    except ValueError as error:
        raise EnvironmentFault(
            f"{path} is not a certificate. Give the .crt file that the council publishes."
        ) from error
    return data
