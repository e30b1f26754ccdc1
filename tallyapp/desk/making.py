"""A new count under a name that nobody opens, until all of it is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from tallyapp.errors import EnvironmentFault
from tallyapp.files import take_new_name
from tallyapp.ledger.in_use import InUse


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """A file beside `path` in which to make a count and close it: at the end that takes its name.

    Half a count that a loss of power leaves is never met under the name of a whole one; the next
    try removes it. Whatever fails, nothing is left. Raises EnvironmentFault if `path` is taken or
    cannot be written, or if another program is making it.
    """
    # Held from before the first look until the name is taken: whoever makes it too would remove,
    # or give the name to, what is not theirs.
    taken = InUse.take(path)
    try:
        if os.path.lexists(path):
            raise EnvironmentFault(
                f"{path} exists already. Choose another name: no count is overwritten."
            )
        unfinished = unfinished_name(path)
        _remove(unfinished)
        try:
            yield unfinished
            take_new_name(path, unfinished)
        except EnvironmentFault as fault:
            if str(unfinished) not in str(fault):
                raise
            # Whoever named the count never saw the other name.
            said = str(fault).replace(str(unfinished), str(path))
            raise EnvironmentFault(said) from fault
        finally:
            _remove(unfinished)
    finally:
        taken.give_back()


def unfinished_name(path: Path) -> Path:
    """Where the count of this name lies until it is whole."""
    # Short, so that a name that fits is not refused for this, and another for every name: counts
    # that are made at once in one folder, ward-1 and ward-2, never meet.
    return path.with_name(f".{sha256(os.fsencode(path.name)).hexdigest()[:8]}~")


def _remove(unfinished: Path) -> None:
    for left in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
        with suppress(OSError):
            left.unlink(missing_ok=True)
