"""The one table model: rows under headings, each with a key, that come, go and change one by one.

A table of the window is a model of its own only in what its cells say. `RowsModel` holds which rows
there are, and tells the view of those that changed, whatever the size of the count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from .cells import RIGHT, Cell, Heading, Index, Look, heard

# Cells are asked for at every key: plain numbers, and no names looked up, keep that quick.
_SHOWN = int(Qt.ItemDataRole.DisplayRole)
_EDITED = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_SIDE = int(Qt.ItemDataRole.TextAlignmentRole)
_BAND = int(Cell.BAND)
_BY_ITSELF = frozenset({_SPOKEN, _SIDE, int(Qt.ItemDataRole.ToolTipRole)})
_CHOSEN = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_KEYED = _CHOSEN | Qt.ItemFlag.ItemIsEditable


class RowsModel(QAbstractTableModel):
    """Rows in the order of their keys; a row is described once, and again when it is refreshed.

    Whoever makes one says what its rows are, in one of three ways: `show_rows` where the cells are
    at hand; `describe`, a row at a time; or `look`, a cell at a time, where rows are wide or change
    by columns. Where there is no better key than the row's place, `range` is the keys.
    """

    def __init__(
        self, headings: Iterable[Heading], keys: Iterable[Any] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self._keys = _ordered(keys)
        self._described: dict[Any, Sequence[Look]] = {}
        self._at_hand = False
        self._here: Any = None
        self.names_apart = False
        """Whether the first column, of names, is shown apart from the others."""

    # ---- for those who make one

    def describe(self, key: Any) -> Sequence[Look]:
        """One row's cells, from left to right."""
        raise NotImplementedError

    def look(self, key: Any, column: int) -> Look:
        """One cell: here that of its row's description, which is kept until it is refreshed."""
        if key not in self._described:
            self._described[key] = self.describe(key)
        return self._described[key][column]

    def name_of(self, key: Any) -> str:
        """A row's name, as a screen reader says it: here what its first cell shows."""
        shown = self.look(key, 0).get(Qt.ItemDataRole.DisplayRole)
        return str(self.row_of(key) + 1 if shown in (None, "") else shown)

    def _heard(self, key: Any, column: int, look: Look) -> str:
        """A cell, as a screen reader says it.

        A row is read from its name on; where names stand apart from the cells, each cell says it.
        """
        row = self.name_of(key) if self.names_apart and column else ""
        return heard(row, self.headings[column].words, look)

    def choosable(self, key: Any) -> bool:  # noqa: ARG002  # here every row is
        """Whether a row is a thing to go to, and not a sum of others."""
        return True

    def take(self, key: Any, column: int, value: int | None) -> None:
        """A figure was keyed: hold it, and refresh the rows that it changes."""
        raise NotImplementedError

    # ---- for those who change it

    def show_headings(self, headings: Iterable[Heading]) -> None:
        """The columns, as many as before, tell something else from now on."""
        self.headings = tuple(headings)
        across = Qt.Orientation.Horizontal
        self.headerDataChanged.emit(across, 0, len(self.headings) - 1)

    @property
    def keys(self) -> Sequence[Any]:
        """The rows' keys, in order."""
        return self._keys

    def row_of(self, key: Any) -> int:
        """Where a key's row stands; -1 if it has none."""
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else -1

    def refresh(self, key: Any, present: bool = True) -> None:
        """A row changed, came, or went; no other row is touched."""
        self._described.pop(key, None)
        at = bisect_left(self._keys, key)
        there = at < len(self._keys) and self._keys[at] == key
        if there and present:
            self._tell(at, at)
        elif present:
            self.beginInsertRows(QModelIndex(), at, at)
            self._keys = _put(self._keys, at, key)
            self.endInsertRows()
        elif there:
            self.beginRemoveRows(QModelIndex(), at, at)
            self._keys = _taken(self._keys, at)
            self.endRemoveRows()

    def refresh_between(self, first: Any, last: Any) -> None:
        """The rows with keys from `first` to `last` changed."""
        top = bisect_left(self._keys, first)
        beneath = bisect_right(self._keys, last)
        for key in self._keys[top:beneath]:
            self._described.pop(key, None)
        self._tell(top, beneath - 1)

    def refresh_all(self) -> None:
        """Any row may be another."""
        self._described.clear()
        self._tell(0, len(self._keys) - 1)

    def forget(self) -> None:
        """Describe every row anew when it is next seen: nobody looked, and nobody may have told."""
        if not self._at_hand:
            self._described.clear()

    def show_keys(self, keys: Iterable[Any]) -> None:
        """Show the rows with these keys and no others, each described anew."""
        self._become(_ordered(keys))
        self.refresh_all()

    def show_rows(self, rows: Sequence[Sequence[Look]]) -> None:
        """Show these cells and no others; a row that stays the same is not told to have changed."""
        before = self._described
        self._at_hand = True
        self._described = dict(enumerate(rows))
        kept = min(len(rows), len(self._keys))
        self._become(range(len(rows)))
        for row in range(kept):
            if before.get(row) != rows[row]:
                self._tell(row, row)

    def came_first(self, keys: Sequence[Any]) -> None:
        """Rows came above all others: these are the keys now, and those that stayed are last."""
        self.beginInsertRows(QModelIndex(), 0, len(keys) - len(self._keys) - 1)
        self._keys = keys
        self.endInsertRows()

    def show_others(self, keys: Iterable[Any]) -> None:
        """Other rows altogether: what the view remembers of those before is no more true."""
        self.beginResetModel()
        self._keys = _ordered(keys)
        self._described.clear()
        self._here = None
        self.endResetModel()

    def show_here(self, row: int) -> None:
        """Band this row as the one where the work is; -1 bands none."""
        before = self._here
        self._here = self._keys[row] if 0 <= row < len(self._keys) else None
        for key in {before, self._here} - {None}:
            at = self.row_of(key)
            self._tell(at, at, int(Cell.BAND))

    def _become(self, wanted: Sequence[Any]) -> None:
        """Take out and put in what stands between the rows that stay at the top and at the end."""
        ahead = _alike(self._keys, wanted)
        behind = _alike(self._keys[ahead:][::-1], wanted[ahead:][::-1])
        gone = len(self._keys) - ahead - behind
        if gone:
            self.beginRemoveRows(QModelIndex(), ahead, ahead + gone - 1)
            self._keys = [*self._keys[:ahead], *self._keys[ahead + gone :]]
            self.endRemoveRows()
        came = len(wanted) - ahead - behind
        if came:
            self.beginInsertRows(QModelIndex(), ahead, ahead + came - 1)
            self._keys = wanted
            self.endInsertRows()
        self._keys = wanted

    def _tell(self, top: int, bottom: int, *told: int) -> None:
        if 0 <= top <= bottom:
            last = len(self.headings) - 1
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, last), list(told))

    # ---- for the view

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell is."""
        row = index.row()
        if not 0 <= row < len(self._keys):
            return None
        key = self._keys[row]
        if role == _BAND and self._here is not None and key == self._here:
            return "tint"
        column = index.column()
        look = self.look(key, column)
        if role in look and role != _SPOKEN:
            return look[role]
        return self._by_itself(key, column, look, role) if role in _BY_ITSELF else None

    def told(self, index: Index) -> Look:
        """What `data` says of a cell role by role, at once; but not what follows from its column or
        from what it shows.
        """
        row = index.row()
        if not 0 <= row < len(self._keys):
            return {}
        key = self._keys[row]
        look = self.look(key, index.column())
        if self._here is not None and key == self._here:
            return {**look, _BAND: "tint"}
        return look

    def _by_itself(self, key: Any, column: int, look: Look, role: int) -> Any:
        """What a cell need not say, for it follows from what it shows and from its column."""
        if role == _SPOKEN:
            return self._heard(key, column, look)
        if role == _SIDE:
            return RIGHT if self.headings[column].right else None
        # What is too long for its column can be read whole.
        shown = look.get(_SHOWN)
        return shown if isinstance(shown, str) else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a keyed figure; None is a blank."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.take(self._keys[index.row()], index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that are keyed can be edited, sums not be gone to."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        key = self._keys[index.row()]
        if not self.choosable(key):
            return Qt.ItemFlag.ItemNeverHasChildren
        return _KEYED if _EDITED in self.look(key, index.column()) else _CHOSEN

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings above, and rows' names for those who listen."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._keys):
                return self.name_of(self._keys[section])
            return None
        if not 0 <= section < len(self.headings):
            return None
        heading = self.headings[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignBottom
        return None


def _ordered(keys: Iterable[Any]) -> Sequence[Any]:
    """Keys in order; a range is in order, and takes no room however long it is."""
    return keys if isinstance(keys, range) else sorted(keys)


def _put(keys: Sequence[Any], at: int, key: Any) -> list[Any]:
    own = keys if isinstance(keys, list) else list(keys)
    own.insert(at, key)
    return own


def _taken(keys: Sequence[Any], at: int) -> list[Any]:
    own = keys if isinstance(keys, list) else list(keys)
    del own[at]
    return own


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many are the same from the beginning on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
