"""When a file can only be read: it does not agree, with itself or with what this machine saw."""

from collections.abc import Sequence
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.disagreements import Disagreement
from tallyapp.ledger.ledger import Ledger
from tallyapp.words.catalogue import disagreement

_FROM_THE_LAST_BACKUP = "Go on from the last backup, and keep this file for the inquiry."
_RECORD_THE_RESTORING = (
    "Open the newer file, or record that this backup was restored, from where and why."
)


def must_be_writable(ledger: Ledger, kind: type[acts.Act]) -> None:
    """Raises EnvironmentFault if no act of this kind can be done on the file."""
    found = ledger.disagreements
    if not found:
        return
    # A restored backup is the one act that can be done on a copy older than this machine knows.
    older = all(d.only_remembered for d in found)
    if older and kind is acts.BackupRestored:
        return
    remedy = _RECORD_THE_RESTORING if older else _FROM_THE_LAST_BACKUP
    if all(d.only_later for d in found):
        remedy = ""
    raise _read_only(ledger.path, found, remedy)


def must_be_signed(ledger: Ledger) -> None:
    """Wait until every contest of the file is read, and every signature is checked.

    Raises EnvironmentFault if one does not hold: nothing more is given out of this file.
    """
    known = len(ledger.disagreements)
    ledger.behind.read_all()
    if found := ledger.disagreements[known:]:
        raise _read_only(ledger.path, found, _FROM_THE_LAST_BACKUP)
    if wrong := ledger.signatures.wait():
        raise _read_only(ledger.path, wrong, _FROM_THE_LAST_BACKUP)


def _read_only(path: Path, found: Sequence[Disagreement], remedy: str) -> EnvironmentFault:
    return EnvironmentFault(f"{path} can only be read. {disagreement(found[0])} {remedy}".rstrip())


def still_unread(unread: int, of: int) -> EnvironmentFault:
    """What is told where so many contests, which may stand against an act, are still unread."""
    return EnvironmentFault(
        f"Still checking {unread} of {of} contests, which this depends on. Try again in a moment."
    )
