"""The commands that open the window: with a count, or to practise."""

from pathlib import Path

import click

from tallyapp.cli.machine import FILE, FOLDER, NUMBER, seen
from tallyapp.cli.showing import can_show, show_window


@click.command("open")
@click.argument("file", type=FILE, required=False)
@click.pass_context
def open_(ctx: click.Context, file: Path | None) -> None:
    """Open the window, with the count in FILE if one is given."""
    ctx.exit(show_window(file, language_asked_for(ctx)))


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

        file = practice_count.oxford_east(out, seed, seen())
        ctx.exit(show_window(file, language_asked_for(ctx)))
    from tallyapp.practice import demonstration

    for line in demonstration.play(out, seed):
        click.echo(line)


def language_asked_for(ctx: click.Context) -> str:
    """The language of the window that the command line asks for; empty where it asks for none."""
    return ctx.find_root().params.get("lang") or ""
