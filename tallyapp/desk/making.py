"""A new count under a name that nobody opens, until all of it is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_file, take_new_name
from tallyapp.ledger.in_use import InUse


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """A file beside `path` in which to make a count and close it: at the end that takes its name.

    Half a count that a loss of power leaves is never met under the name of a whole one; the next
    try removes it. Whatever fails, nothing is left. Raises EnvironmentFault if `path` is taken or
    cannot be written, or if another program is making it.
    """
    if os.path.lexists(path):
        raise EnvironmentFault(
            f"{path} exists already. Choose another name: no count is overwritten."
        )
    # Never longer than the name itself: one that fits is not to be refused for this.
    unfinished = path.with_name(f".{path.stem[:-1]}~")
    _remove_what_was_left(unfinished)
    try:
        yield unfinished
        take_new_name(path, unfinished)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _remove_what_was_left(unfinished: Path) -> None:
    if not is_file(unfinished):
        return
    held = InUse.take(unfinished)
    for left in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    held.give_back()
