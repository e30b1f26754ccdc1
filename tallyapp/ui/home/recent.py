"""The counts that were open on this machine, the last first."""

from collections.abc import Sequence
from pathlib import Path

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME
from tallyapp.ui.widgets.listed import Shown
from tallyapp.words.catalogue import say

COLUMNS = ("count", "folder", "state")


def recent_rows(paths: Sequence[str], missing: frozenset[str]) -> list[tuple[Shown, ...]]:
    """Name and folder of each; one that is not there any more is greyed, and a word says so."""
    return [_row(Path(path), path in missing) for path in paths]


def _row(path: Path, gone: bool) -> tuple[Shown, ...]:
    role = "locked" if gone else ""
    state = Shown(say("home", "missing"), "locked", Mark.NOT_YET) if gone else Shown("")
    return (
        Shown(path.stem, role, face=NAME.heavier(500)),
        Shown(str(path.parent), role or "secondary"),
        state,
    )


def not_there(paths: Sequence[str]) -> frozenset[str]:
    """Those that are not there; asks the disk, so ask on a worker."""
    return frozenset(path for path in paths if not Path(path).is_file())
