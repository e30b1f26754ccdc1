"""The commands that copy a count, and go on from a copy."""

from pathlib import Path

import click

from tallyapp.cli.machine import FILE, NUMBER, now, opened, seen, workstation
from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.phrases import several


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
