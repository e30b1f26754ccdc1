"""The counts that were open on this machine, the last first."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tallyapp.domain.vocabulary import phrases
from tallyapp.files import is_file
from tallyapp.ui.session.settings import Preferences
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Look, cell
from tallyapp.words.catalogue import say

COLUMNS = ("count", "day", "folder", "state")


def recent_rows(now: Preferences, missing: frozenset[str]) -> list[Sequence[Look]]:
    """Name, polling day and folder of each, and whether it is for practice;
    one that is not there any more is greyed, and a word says so.
    """
    return [_row(path, now, path in missing) for path in now.recent]


def _row(path: str, now: Preferences, gone: bool) -> Sequence[Look]:
    role = "locked" if gone else ""
    practice = now.practice.get(path, False)
    said = say("home", "missing") if gone else say("ui", "practice") if practice else ""
    mark = Mark.NOT_YET if gone else None
    day = now.days.get(path, "")
    return (
        cell(Path(path).stem, role=role, face=NAME.heavier(500)),
        cell(phrases.day(date.fromisoformat(day)) if day else "", role=role or "secondary"),
        cell(str(Path(path).parent), role=role or "secondary"),
        cell(
            said,
            role="locked" if gone else "attention",
            mark=mark,
            face=BODY.heavier(700),
        ),
    )


def not_there(paths: Sequence[str]) -> frozenset[str]:
    """Those that are not there; asks the disk, so ask on a worker."""
    return frozenset(path for path in paths if not is_file(Path(path)))
