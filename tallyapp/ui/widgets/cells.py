"""What a model says of its cells: by roles of Qt and those of `Cell`, never how they look."""

from collections.abc import Collection, Iterable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import Face
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, strung

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex
Look = Mapping[int, Any]
"""One cell by its roles; one with an edit role is keyed."""


class Cell(IntEnum):
    """What a model may say of a cell beside its display role (text, or a whole number)."""

    MARK = Qt.ItemDataRole.UserRole + 1
    """A state mark, painted before the word."""
    FACE = Qt.ItemDataRole.UserRole + 2
    """A step of the type scale (Face)."""
    ROLE = Qt.ItemDataRole.UserRole + 3
    """A colour by role; `ink` if none is given."""
    STRIPE = Qt.ItemDataRole.UserRole + 4
    """A candidate's colour as #RRGGBB, painted as a stripe at the left edge."""
    SECOND = Qt.ItemDataRole.UserRole + 5
    """A second line beneath the first, in the secondary colour."""
    LEAD = Qt.ItemDataRole.UserRole + 6
    """How many characters from the start are set semibold: a surname."""
    BAND = Qt.ItemDataRole.UserRole + 7
    """A row's ground by role: `tint` for where one is, `refused_tint`."""
    RULE = Qt.ItemDataRole.UserRole + 8
    """The line beneath a row by role; `hairline` if none is given, `field` before a total."""
    DIGITS = Qt.ItemDataRole.UserRole + 9
    """After how many digits a keyed figure is complete,
    so that the next field opens by itself; else None.
    """
    WRONG = Qt.ItemDataRole.UserRole + 10
    """Whether a keyed figure cannot be right as it stands."""
    WRAP = Qt.ItemDataRole.UserRole + 11
    """Whether words that are too long go on in a second line; such rows are made high enough."""


class Heading(NamedTuple):
    """A column's heading, and whether it and its cells stand at the right."""

    words: str
    right: bool = False


def headings(part: str, names: Iterable[str], right: Collection[str] = ()) -> list[Heading]:
    """Columns by their names in a part of the catalogue; figures stand at the right."""
    return [Heading(say(part, f"column.{name}"), name in right) for name in names]


def cell(
    shown: str | int | None = None,
    *,
    mark: Mark | None = None,
    role: str = "",
    face: Face | None = None,
    second: str = "",
    lead: int = 0,
    right: bool | None = None,
    rule: str = "",
    band: str = "",
    stripe: str | None = None,
    tip: str = "",
    wrap: bool = False,
) -> dict[int, Any]:
    """A cell that is shown; `right` only where it stands otherwise than its column."""
    given: dict[int, Any] = {
        Cell.MARK: mark,
        Cell.ROLE: role or (mark.role if mark else ""),
        Cell.FACE: face,
        Cell.SECOND: second,
        Cell.LEAD: lead,
        Cell.RULE: rule,
        Cell.BAND: band,
        Cell.STRIPE: stripe,
        Cell.WRAP: wrap,
        Qt.ItemDataRole.ToolTipRole: tip,
        Qt.ItemDataRole.TextAlignmentRole: None if right is None else RIGHT if right else LEFT,
    }
    look = {key: value for key, value in given.items() if value}
    look[Qt.ItemDataRole.DisplayRole] = shown
    return look


def keyed(
    value: int | None, face: Face, *, wrong: bool = False, digits: int = 0, rule: str = ""
) -> dict[int, Any]:
    """A cell that is keyed: semibold, and a box while it is blank.

    After so many `digits` the figure is complete; 0 leaves that to Enter.
    """
    role = "refused" if wrong else ""
    shown = cell(value, face=face.heavier(), right=True, role=role, rule=rule)
    shown |= {Qt.ItemDataRole.EditRole: value, Cell.WRONG: wrong}
    return shown | {Cell.DIGITS: digits} if digits else shown


def text_of(look: Look) -> str:
    """What a cell shows, as text: whole numbers with thousands separators."""
    value = look.get(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else figure(value) if isinstance(value, int) else str(value)


def heard(row: str, column: str, look: Look) -> str:
    """A cell, as a screen reader says it: row, column, value and state; no row where it is empty.

    What is painted and not written says its value by the role of accessible text.
    """
    given = look.get(Qt.ItemDataRole.AccessibleTextRole) or text_of(look)
    keyed = Qt.ItemDataRole.EditRole in look
    value = given or say("papers", "cell.blank" if keyed else "cell.empty")
    mark = look.get(Cell.MARK)
    # Beside words a mark says nothing more; beside a figure, or alone, it is the state.
    state = say("papers", f"mark.{mark}") if mark and not any(map(str.isalpha, given)) else ""
    wrong = say("papers", "cell.wrong") if look.get(Cell.WRONG) else ""
    parts = (value if given or not state else "", str(look.get(Cell.SECOND, "")), state, wrong)
    told = strung(parts)
    if column:
        told = say("papers", "cell.of" if row else "cell", row=row, column=column, value=told)
    return " ".join(told.split())  # a heading on two lines is one name
