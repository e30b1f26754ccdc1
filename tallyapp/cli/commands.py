"""The commands of tallyapp: the window, and the job without one."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from tallyapp import __version__
from tallyapp.cli.showing import can_show, show_window, tell
from tallyapp.cli.status import FAULT, REFUSED
from tallyapp.errors import EnvironmentFault
from tallyapp.words.language import ENGLISH, shipped, use

_MODULES: Mapping[str, tuple[str, ...]] = {
    "after": ("return", "postal"),
    "compare": ("compare",),
    "dispose": ("keep", "dispose"),
    "export": ("export",),
    "identity": ("identity",),
    "keeping": ("backup", "restore", "restored"),
    "keys": ("keys",),
    "kinds": ("kinds",),
    "lists": ("staff", "template"),
    "new": ("new",),
    "pack": ("pack",),
    "paper": ("paper",),
    "practice": ("practice",),
    "practise": ("practise",),
    "press": ("press",),
    "previous": ("previous",),
    "tally": ("tally",),
    "training": ("training",),
    "verify": ("verify", "verify-apart", "checker"),
    "window": ("open", "demo"),
}
"""Every command by the module that it is in. Only that of the command asked for is loaded: the
window would else wait for whatever any other of them needs."""
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


class _Commands(click.Group):
    """Refusals and faults are sentences for people; anything else is
    a bug and shows itself as one.
    """

    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(_PLACES)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PLACES:
            return None
        there = vars(import_module(f"tallyapp.cli.{_PLACES[cmd_name]}")).values()
        commands = (each for each in there if isinstance(each, click.Command))
        return next(each for each in commands if each.name == cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except Exception as error:
            # Whatever has raised one of these has loaded their words: the window starts without.
            from tallyapp.cli.text import refusal
            from tallyapp.domain.vocabulary.findings import Refusal

            if isinstance(error, Refusal):
                click.echo(refusal(error), err=True)
                ctx.exit(REFUSED)
            if not isinstance(error, EnvironmentFault):
                raise
            tell(error)
            ctx.exit(FAULT)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__)
@click.option(
    "--lang",
    envvar="TALLYAPP_LANG",
    type=click.Choice(shipped(), case_sensitive=False),
    help="Language of the window and of what is said. Signed pages keep their own.",
)
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Count votes by hand: key the sheets, see every sum checked, declare, and let anyone verify.

    Without a command the window opens, if there is a screen for it.
    """
    use(lang or ENGLISH)
    if ctx.invoked_subcommand is None:
        if not can_show():
            click.echo(ctx.get_help())
            return
        ctx.exit(show_window(language=lang or ""))
