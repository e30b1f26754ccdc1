"""Oxford East in two files: a copy of it was counted on in, and so was the first."""

import shutil
from collections.abc import Sequence
from dataclasses import replace as replaced
from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice.plans.plans import PlannedSheet
from tallyapp.practice.rehearsal import Rehearsal
from tests.planned import key_sheet
from tests.ui.practice import CLERK, OTHER_CLERK, Clock
from tests.workstations import workstation


def key_sheets(desk: Desk, stream: str, sheets: Sequence[PlannedSheet]) -> None:
    """Two clerks key these."""
    for clerk in (CLERK, OTHER_CLERK):
        for sheet in sheets:
            key_sheet(desk, stream, sheet, clerk)


def read_otherwise(sheet: PlannedSheet) -> PlannedSheet:
    """The same sheet, with one paper of the first candidate read as the second's."""
    one, other, *rest = sheet.figures.lines
    lines = (
        replace(one, part=Papers((one.part or 0) + 1)),
        replace(other, part=Papers((other.part or 0) - 1)),
        *rest,
    )
    return replaced(sheet, figures=replace(sheet.figures, lines=lines))


def another_file(desk: Desk, played: Rehearsal, path: Path) -> Path:
    """A copy of a count in which sheets 1 to 8 are keyed: 3 the same as will be here, 5 otherwise.

    The desk is that of the first file; what is done there after this is not in the copy.
    """
    backup = path.with_name("backup.tally")
    desk.ledger.backup(backup)
    shutil.move(backup, path)
    there = Desk.open(path, Clock(), workstation("desk-9"))
    try:
        key_sheets(there, played.stream, played.plan.sheets[:8])
    finally:
        there.close()
    return path
