"""A count with which many tests begin is made act by act once; who asks for one like it again has a
copy of its file, and of all that its desk held.
"""

import pickle
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

from tallyapp.cli.here import seen_file
from tallyapp.desk import Desk
from tallyapp.domain.acts import base
from tallyapp.ledger.count_file import CountFile
from tallyapp.ledger.database import claim, plain_connect
from tallyapp.ledger.ledger import Ledger
from tests.workstations import workstation

_MOST = 64
"""Counts that one process keeps, each of some hundred kilobytes; the oldest goes first."""


class _Made(NamedTuple):
    """A count as it was left: the bytes of its file, and what its desk held, pickled."""

    file: bytes
    held: bytes


_made: dict[Hashable, _Made] = {}


def made_once(path: Path, like: Hashable, make: Callable[[], Desk]) -> Desk:
    """A count in a new file, made so, or a copy of the one that was made like it at first: both are
    one count, with the same acts.
    """
    # Its acts are of a version, and signed.
    like = (like, base.FORMAT, workstation().certificate)
    if like in _made:
        return _copy(_made[like], path)
    desk = make()
    if len(_made) == _MOST:
        del _made[next(iter(_made))]
    _made[like] = _left(desk)
    return desk


def forget() -> None:
    """Whoever asks for a count from now on has one that is made anew at first."""
    _made.clear()


def _left(desk: Desk) -> _Made:
    ledger = desk.ledger
    held = (desk.count, ledger.origin, dict(ledger.heads), ledger.names(), desk.clock)
    # By SQLite: to read the file beside the connection that has it would drop the lock on it.
    return _Made(ledger._connection.serialize(), pickle.dumps(held))


def _copy(made: _Made, path: Path) -> Desk:
    count, origin, heads, names, clock = pickle.loads(made.held)
    # Each copy goes on by itself: of what became of another one this machine knows nothing.
    seen_file().unlink(missing_ok=True)
    claim(path)
    path.write_bytes(made.file)
    machine = workstation()
    # The clock is not looked at: the next look is to tell what it would have told the first.
    file = CountFile(path, machine.name, count.count.at, plain_connect)
    return Desk(Ledger(path, file, origin, heads), count, clock, machine, names)
