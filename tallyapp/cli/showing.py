"""The window as the command line asks for it, without Click: what starts most often need not wait
for what reads the other commands.
"""

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import platformdirs

from tallyapp.cli.here import now, seen_file
from tallyapp.cli.status import FAULT
from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_file


def can_show() -> bool:
    """Whether there is a screen for the window."""
    from tallyapp.ui.shell import display

    return display.can_show(sys.platform, os.environ)


def only_window(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether nothing is asked for but the window, with a count that is there or with none."""
    # A language to be checked, or a shell that completes a word: both are for Click.
    if any(name.lstrip("_").startswith("TALLYAPP_") for name in environment):
        return False
    match words:
        case []:
            return can_show()
        case ["open"]:
            return True
        case ["open", file]:
            return not file.startswith("-") and is_file(Path(file))
    return False


def show_only(words: Sequence[str]) -> int:
    """Show the window that these words ask for until it is closed; gives the exit status."""
    try:
        return show_window(Path(words[1]) if words[1:] else None)
    except EnvironmentFault as error:
        tell(error)
        return FAULT


def show_window(file: Path | None = None, language: str = "") -> int:
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
    return run(settings, seen_file(), documents, now, platform.node(), file, language)


def tell(error: EnvironmentFault) -> None:
    """Say what failed where errors are said."""
    from tallyapp.cli.text import printable

    # A sentence may quote what stands in a file that somebody else made.
    for line in str(error).splitlines():
        print(printable(line), file=sys.stderr)
