"""The commands that open the window: with a count, or to practise."""

import os
import platform
import sys
from pathlib import Path

import click
import platformdirs

from tallyapp.cli.machine import FILE, FOLDER, NUMBER, now, seen, seen_file
from tallyapp.errors import EnvironmentFault


@click.command("open")
@click.argument("file", type=FILE, required=False)
@click.pass_context
def open_(ctx: click.Context, file: Path | None) -> None:
    """Open the window, with the count in FILE if one is given."""
    ctx.exit(show_window(file))


@click.command()
@click.option("--headless", is_flag=True, help="Play the whole count without a window.")
@click.option(
    "--out",
    type=FOLDER,
    default=Path("practice-count"),
    show_default=True,
    help="Folder for the count and its PDFs.",
)
@click.option(
    "--seed",
    type=NUMBER,
    default=1,
    show_default=True,
    help="Another number makes other sheets of the same result.",
)
@click.pass_context
def demo(ctx: click.Context, headless: bool, out: Path, seed: int) -> None:
    """Practise with Oxford East: in the window from its first sheet,
    or played to its end without one.
    """
    if not headless and can_show():
        from tallyapp.practice import counts as practice_count

        ctx.exit(show_window(practice_count.oxford_east(out, seed, seen())))
    from tallyapp.practice import demonstration

    for line in demonstration.play(out, seed):
        click.echo(line)


def can_show() -> bool:
    """Whether there is a screen for the window."""
    from tallyapp.ui.shell import display

    return display.can_show(sys.platform, os.environ)


def show_window(file: Path | None = None) -> int:
    """Show the window until it is closed; gives the exit status.

    EnvironmentFault where the window's libraries cannot be loaded.
    """
    from tallyapp.ui.shell import loading

    try:
        loading.begin()
        from tallyapp.ui.shell.app import run
    except ImportError as error:
        raise EnvironmentFault(
            f"The window cannot be shown here: {error}. Install what is missing; until then, "
            "every command works without the window."
        ) from error
    settings = platformdirs.user_config_path("tallyapp", appauthor=False)
    documents = platformdirs.user_documents_path()
    asked_for = click.get_current_context().find_root().params.get("lang") or ""
    return run(settings, seen_file(), documents, now, platform.node(), file, asked_for)
