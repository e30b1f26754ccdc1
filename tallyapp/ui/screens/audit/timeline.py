"""The acts of a stream, newest first, read from the ledger page by page as they come into view."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer
from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct, ContestAct
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.table import Cell, Index
from tallyapp.words.acts import line, where
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, role_words

ENTRY, TIME, OFFICER, WHAT, WHERE = range(5)
_HEADERS = ("entry", "time", "officer", "what", "where")
_ROOT = QModelIndex()
PAGE = 100
"""Acts that are read together."""
_MOST_PAGES = 40
"""Pages that are kept; with more, those looked at longest ago are read again."""


class Filter(NamedTuple):
    """What the timeline is narrowed to; empty or 0 is anything."""

    kind: str = ""
    officer: int = 0
    thing: str = ""


class Timeline(QAbstractTableModel):
    """One row for each act that the filter lets through; none is read before it is looked at."""

    def __init__(self, session: Session, stream: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stream = stream
        self._filter = Filter()
        self._total = 0
        self._found: list[int] | None = None
        self._pages: OrderedDict[int, dict[int, AnyAct]] = OrderedDict()
        self._asked: set[int] = set()
        self._asked_for = 0
        self._here = 0
        self._wanted: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_wanted)
        self.show_filter(stream, Filter())

    @property
    def stream(self) -> str:
        """The stream whose acts are shown."""
        return self._stream

    # ---- which acts

    def show_filter(self, stream: str, wanted: Filter) -> None:
        """Show these acts of this stream from now on."""
        if stream != self._stream:
            self._pages.clear()
            self._asked.clear()
        self._stream = stream
        self._filter = wanted
        self._asked_for += 1
        if wanted == Filter():
            self._reset(None)
        else:
            self._find(0)

    def acted(self, stream: str) -> None:
        """An act was done: it is the newest, if the filter lets it through."""
        if stream != self._stream:
            return
        before = self._total
        self._total = self._length()
        came = self._total - before
        if came <= 0:
            return
        page = before // PAGE
        self._pages.pop(page, None)  # it was not full
        self._asked.discard(page)
        if self._found is None:
            self.beginInsertRows(QModelIndex(), 0, came - 1)
            self.endInsertRows()
        else:
            self._find(before)

    def _find(self, after: int) -> None:
        stream = self._stream
        asked_for = self._asked_for
        wanted = self._filter

        def found(positions: list[int]) -> None:
            if not isValid(self) or asked_for != self._asked_for:
                return
            if after == 0 or self._found is None:
                self._reset(positions)
            elif positions:
                self.beginInsertRows(QModelIndex(), 0, len(positions) - 1)
                self._found += positions
                self.endInsertRows()

        self._session.read(
            lambda ledger: ledger.matching(stream, after=after, **wanted._asdict()), found
        )

    def _reset(self, found: list[int] | None) -> None:
        self.beginResetModel()
        self._found = found
        self._total = self._length()
        self.endResetModel()

    def _length(self) -> int:
        count = self._session.desk.count
        contest = count.contests.get(self._stream)
        return contest.seq if contest else count.count.seq

    def position(self, row: int) -> int:
        """The position in its stream of the act in a row."""
        return self._total - row if self._found is None else self._found[-1 - row]

    def be_at(self, row: int) -> None:
        """Band this row as the one that is looked at."""
        before = self._here
        self._here = self.position(row) if 0 <= row < self.rowCount() else 0
        for seq in {before, self._here} - {0}:
            self._tell(seq, seq, [int(Cell.BAND)])

    # ---- reading them

    def act(self, row: int) -> AnyAct | None:
        """The act in a row; None while it is on its way from the disk."""
        seq = self.position(row)
        page = (seq - 1) // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page].get(seq)
        if page not in self._asked:
            self._wanted.add(page)
            self._soon.start()
        return None

    def _read_wanted(self) -> None:
        """Read what the view asked for in this turn; what scrolled by meanwhile is not."""
        for page in sorted(self._wanted):
            self._read(page)
        self._wanted.clear()

    def _read(self, page: int) -> None:
        stream = self._stream
        first = page * PAGE + 1
        self._asked.add(page)

        def read(found: Sequence[tuple[int, AnyAct]]) -> None:
            if not isValid(self) or stream != self._stream:
                return
            self._asked.discard(page)
            self._pages[page] = dict(found)
            while len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
            if found and self.rowCount():
                self._tell(found[0][0], found[-1][0])

        self._session.read(
            lambda ledger: ledger.read_these(stream, range(first, first + PAGE)), read
        )

    def _tell(self, first: int, last: int, roles: Sequence[int] = ()) -> None:
        """The rows of these positions look otherwise now."""
        if self._found is None:
            top = self._total - last
            bottom = self._total - first
        else:
            top = len(self._found) - bisect_right(self._found, last)
            bottom = len(self._found) - bisect_left(self._found, first) - 1
        top = max(top, 0)
        bottom = min(bottom, self.rowCount() - 1)
        if top <= bottom:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, WHERE), list(roles))

    # ---- for the view

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid():
            return 0
        return self._total if self._found is None else len(self._found)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if across == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and section < self.rowCount():
                return figure(self.position(section))
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say("audit", f"head.{_HEADERS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == ENTRY else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignBottom
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index.row(), index.column())
        if role == Cell.BAND:
            return "tint" if self.position(index.row()) == self._here else None
        if role == Cell.ROLE:
            return "ink" if index.column() in (ENTRY, WHAT) else "secondary"
        if role == Cell.FACE:
            return BODY.heavier(500) if index.column() == WHAT else BODY
        return None

    def _shown(self, row: int, column: int) -> str | int:
        if column == ENTRY:
            return self.position(row)
        act = self.act(row)
        if act is None:
            return "…"
        match column:
            case 1:
                return act.at.strftime("%H:%M:%S")
            case 2:
                return self.officer_words(act, self.position(row))
            case 3:
                return line(act)
            case _:
                return where(act)

    def officer_words(self, act: AnyAct, seq: int) -> str:
        """Who did an act, by number and by the role held then;
        names are for those entitled to them.
        """
        count = self._session.desk.count.count
        role = count.role(act.by, act.seen if isinstance(act, ContestAct) else seq)
        return f"{act.by} {role_words(role)}" if role else str(act.by)
