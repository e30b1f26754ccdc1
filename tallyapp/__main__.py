"""`python -m tallyapp` does what the command `tallyapp` does."""

from __future__ import annotations

import os
import sys

from tallyapp.platforms import Computer, Lack, lacking, this_computer


def start(computer: Computer | None = None) -> None:
    """Does what the command line says; on a computer that the program is not made for, says so in
    one sentence and ends with status 2.
    """
    lack = lacking(computer or this_computer())
    if lack:
        print(_sentence(lack), file=sys.stderr)
        sys.exit(2)
    from tallyapp.cli import showing

    words = sys.argv[1:]
    if showing.only_window(words, os.environ):
        sys.exit(showing.show_only(words))
    from tallyapp.cli.commands import main

    main(prog_name="tallyapp")


def _sentence(lack: Lack) -> str:
    try:
        from tallyapp.words.catalogue import say
    except (ImportError, SyntaxError):
        # A Python that is too old cannot read the catalogue either.
        return str(lack)
    return say("computer", lack.what, has=lack.has, needs=lack.needs)


if __name__ == "__main__":
    start()
