"""The commands about keeping the documents of a count, and about destroying them after that."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
import platformdirs

from tallyapp.after.disposal import Certificate, Plan, agree, dispose, going_beyond, planned
from tallyapp.after.keeping import keep_longer, retention_words
from tallyapp.cli import text as cli_text
from tallyapp.cli.choosing import refuse
from tallyapp.cli.here import now, seen_file
from tallyapp.cli.machine import DAY, FILE, FOLDER, NUMBER, opened, seen, workstation
from tallyapp.cli.status import REFUSED
from tallyapp.desk import Desk
from tallyapp.domain.rules.retention import kept_until
from tallyapp.domain.state.of_count import CountState
from tallyapp.ui.session.settings import Settings
from tallyapp.words.catalogue import say
from tallyapp.words.figures import day, figure


@click.command()
@click.argument("file", type=FILE)
@click.option("--until", type=DAY, help="The last day.")
@click.option("--reason", default="", help="Which order or petition asks for it.")
@click.option(
    "--by", type=NUMBER, default=1, show_default=True, help="Number of the officer who records it."
)
@click.option("--second", type=NUMBER, help="Number of the second officer.")
def keep(file: Path, until: date | None, reason: str, by: int, second: int | None) -> None:
    """Say how long the documents of the count in FILE are kept, or record an order that they be
    kept longer.

    A year from polling day is what the law asks; with --until a court's order or a petition has
    them kept longer. A later order takes the place of the one before it.
    """
    with opened(file, workstation()) as desk:
        if until is not None:
            if second is None:
                refuse(say("after", "keep.no-second"))
            assert second is not None, "refusing ends the command"
            keep_longer(desk, until, reason, by, second)
        for line in retention_words(desk.count.count, now().date()):
            click.echo(cli_text.printable(line))


@click.command("dispose")
@click.argument("file", type=FILE)
@click.option("--certificate", type=FILE, help="The PDF that certifies it; needed to destroy.")
@click.option(
    "--by", type=NUMBER, default=1, show_default=True, help="Number of the officer who destroys."
)
@click.option("--second", type=NUMBER, help="Number of the second officer, who agrees.")
@click.option("--reason", default="", help="What else is to be said of it.")
@click.option("--backups", type=FOLDER, multiple=True, help="Another folder with copies of it.")
@click.option("--list", "only_list", is_flag=True, help="Only say which files there are.")
def dispose_(
    file: Path,
    certificate: Path | None,
    by: int,
    second: int | None,
    reason: str,
    backups: tuple[Path, ...],
    only_list: bool,
) -> None:
    """Destroy the documents of the count in FILE, with all copies of it that are found.

    They are kept for a year from polling day, or longer by an order; before that it is refused,
    with the day. Two officers agree: --by and --second. The file, its backups here and in the
    folders named, and what this machine keeps of it are written over and removed; a certificate
    says so. The signed declaration is no part of it.
    """
    settings = Settings(settings_file())
    folders = [*backups, *_remembered(settings)]
    with opened(file, workstation()) as desk:
        plan = planned(desk, folders, seen_file().with_name("pins"))
        _list(plan.files)
        if only_list:
            return
        if certificate is None:
            refuse(say("after", "dispose.no-certificate"))
        assert certificate is not None, "refusing ends the command"
        made = _agreed(desk, plan, by, second, reason)
    # Outside: a file that is open cannot be written over everywhere, and closing it writes marks.
    done = dispose(plan, made, certificate, lambda: _forget(plan, settings))
    left = [each for each in done if each.why]
    for each in left:
        click.echo(cli_text.printable(say("after", "dispose.left", path=each.path, why=each.why)))
    gone = len(done) - len(left)
    told = say("after", "dispose.done", files=gone, certificate=str(certificate))
    click.echo(cli_text.printable(told))
    if left:
        raise click.exceptions.Exit(REFUSED)


def settings_file() -> Path:
    """Where the window remembers which counts were open and backed up here."""
    return platformdirs.user_config_path("tallyapp", appauthor=False) / "window.json"


def _remembered(settings: Settings) -> Iterable[Path]:
    """The folder to which the window made backups."""
    kept = settings.now.backup_folder
    return [Path(kept)] if kept else []


def _list(files: Iterable[Path]) -> None:
    click.echo(say("after", "dispose.files"))
    for path in files:
        click.echo(cli_text.printable(f"  {path}  {figure(path.stat().st_size)}"))


def _agreed(desk: Desk, plan: Plan, by: int, second: int | None, reason: str) -> Certificate:
    """Record that two officers agree, unless they did before, and ask once more."""
    count = desk.count.count
    for beyond in going_beyond(desk, plan):
        refuse(say("after", "dispose.beyond", path=str(beyond)))
    agreed = count.retention.disposal
    if agreed is not None:
        _still_agreed(count, plan, agreed.files)
    else:
        if second is None:
            refuse(say("after", "dispose.no-second"))
        assert second is not None, "refusing ends the command"
        agree(desk, plan, by, second, reason)
    name = count.set_up.name if count.set_up else ""
    typed = click.prompt(say("after", "dispose.sure", name=name), default="", show_default=False)
    if typed.strip() != name:
        refuse(say("after", "dispose.not-sure"))
    return Certificate(desk, now())


def _still_agreed(count: CountState, plan: Plan, files: Sequence[str]) -> None:
    """What two officers agreed to is judged by today: its day, and the very files."""
    last = kept_until(count)
    practice = count.set_up is not None and count.set_up.practice
    if last is not None and not practice and now().date() <= last:
        refuse(say("after", "dispose.too-early", day=day(last)))
    more = [path for path in (*plan.copies, plan.file) if path.name not in files]
    if more:
        refuse(say("after", "dispose.more", path=str(more[0])))


def _forget(plan: Plan, settings: Settings) -> None:
    seen().forget(plan.origin)
    settings.forget(plan.file, plan.origin)
