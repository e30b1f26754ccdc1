"""The commands of tallyapp: the window, and the job without one."""

from typing import Any

import click

from tallyapp import __version__
from tallyapp.cli import text as cli_text
from tallyapp.cli.after import postal, return_
from tallyapp.cli.dispose import dispose_, keep
from tallyapp.cli.export import export
from tallyapp.cli.identity import identity
from tallyapp.cli.keeping import backup, restored
from tallyapp.cli.keys import keys
from tallyapp.cli.kinds import kinds
from tallyapp.cli.lists import staff, template
from tallyapp.cli.new import new
from tallyapp.cli.pack import pack
from tallyapp.cli.paper import paper
from tallyapp.cli.practice import practice
from tallyapp.cli.practise import practise
from tallyapp.cli.press import press
from tallyapp.cli.previous import previous
from tallyapp.cli.status import FAULT, REFUSED
from tallyapp.cli.tally import tally
from tallyapp.cli.training import training
from tallyapp.cli.verify import checker, verify, verify_apart
from tallyapp.cli.window import can_show, demo, open_, show_window
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.words.language import ENGLISH, shipped, use


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
        ctx.exit(show_window())


for _command in (
    open_,
    demo,
    new,
    keys,
    kinds,
    template,
    staff,
    practice,
    practise,
    training,
    tally,
    previous,
    export,
    paper,
    pack,
    return_,
    postal,
    keep,
    dispose_,
    press,
    verify,
    verify_apart,
    checker,
    backup,
    restored,
    identity,
):
    main.add_command(_command)
