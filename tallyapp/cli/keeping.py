"""The commands that copy a count, try a copy, and go on from one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallyapp.cli.here import now
from tallyapp.cli.machine import FILE, FOLDER, NUMBER, opened, seen, workstation
from tallyapp.cli.status import REFUSED
from tallyapp.cli.text import printable
from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.phrases import several

if TYPE_CHECKING:
    from tallyapp.ledger.restoring import Beside


@click.command()
@click.argument("file", type=FILE)
@click.argument("dest", type=FILE)
def backup(file: Path, dest: Path) -> None:
    """Copy a count, FILE, to DEST, and read the copy again to be sure."""
    with opened(file) as desk:
        heads = desk.ledger.backup(dest)
        entries = sum(seq for seq, _ in heads.values())
    said = several(entries, "entry", "entries")
    click.echo(f"{dest}: {said}, every one read again and in agreement with {file}.")


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("folder", type=FOLDER)
@click.option("--count", type=FILE, help="The count it came from, closed, to be compared with.")
@click.option("--code", "codes", multiple=True, help="A code that was noted, of any contest.")
def restore(backup: Path, folder: Path, count: Path | None, codes: tuple[str, ...]) -> None:
    """Restore BACKUP to a new file in FOLDER, read all of it, and say what it holds.

    BACKUP may be a folder of backups: then the newest there. The way to try
    a backup, and the first thing to do when the count's own computer is
    lost. Nothing is written over. Ends with status 1 where the backup
    cannot be counted on; then no restored file is kept.
    """
    from tallyapp.ledger.restoring import backup_at
    from tallyapp.ledger.restoring import restore as restored_in
    from tallyapp.words.restored import held_words, verdict, where

    with _beside(count) as beside:
        found = restored_in(backup_at(backup), folder, seen().marks, beside, codes)
    for name, told in held_words(found):
        click.echo(printable(name))
        for line in told:
            click.echo(printable(f"  {line}"))
    for line in (where(found), verdict(found)):
        click.echo(printable(line))
    if not found.counted_on:
        raise click.exceptions.Exit(REFUSED)


@contextmanager
def _beside(count: Path | None) -> "Iterator[Beside | None]":
    """The count it came from, read from a copy; None where none is named."""
    if count is None:
        yield None
        return
    from tallyapp.ledger.branches import branch
    from tallyapp.ledger.restoring import Beside

    with branch(count) as read:
        yield Beside(count, read.connection)


@click.command()
@click.argument("file", type=FILE)
@click.option("--source", required=True, help="Where the backup came from, such as the blue stick.")
@click.option("--reason", required=True, help="Why the count goes on from it.")
@click.option(
    "--by",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Number of the returning officer or deputy who decides.",
)
def restored(file: Path, source: str, reason: str, by: int) -> None:
    """Record that the count goes on from FILE, a backup older than what this machine has seen."""
    from tallyapp.domain.acts import COUNT_STREAM, BackupRestored
    from tallyapp.words.catalogue import say
    from tallyapp.words.figures import clock_behind

    before = seen()
    desk = Desk.open(file, now, workstation(), before)
    joins = desk.is_new
    try:
        desk.do(COUNT_STREAM, BackupRestored(**desk.by(by).count, source=source, reason=reason))
        if behind := desk.clock_behind(COUNT_STREAM):
            click.echo(clock_behind(behind.clock, behind.last), err=True)
    finally:
        desk.close(before)
    if joins:
        click.echo(say("ui", "joined", name=desk.workstation))
    click.echo(f"Recorded. The count can go on from {file}.")
