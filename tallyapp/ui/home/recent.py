"""The counts that were open on this machine, the last first."""

from collections.abc import Sequence
from pathlib import Path

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME
from tallyapp.ui.widgets.cells import Look, cell
from tallyapp.words.catalogue import say

COLUMNS = ("count", "folder", "state")


def recent_rows(paths: Sequence[str], missing: frozenset[str]) -> list[Sequence[Look]]:
    """Name and folder of each; one that is not there any more is greyed, and a word says so."""
    return [_row(Path(path), path in missing) for path in paths]


def _row(path: Path, gone: bool) -> Sequence[Look]:
    role = "locked" if gone else ""
    state = cell(say("home", "missing"), role="locked", mark=Mark.NOT_YET) if gone else cell("")
    return (
        cell(path.stem, role=role, face=NAME.heavier(500)),
        cell(str(path.parent), role=role or "secondary"),
        state,
    )


def not_there(paths: Sequence[str]) -> frozenset[str]:
    """Those that are not there; asks the disk, so ask on a worker."""
    return frozenset(path for path in paths if not Path(path).is_file())
