"""The acts of a stream, newest first, read from the ledger page by page as they come into view."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct, ContestAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.acts import line, where
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure, role_words

ENTRY, TIME, OFFICER, WHAT, WHERE = range(5)
_HEADINGS = ("entry", "time", "officer", "what", "where")
PAGE = 100
"""Acts that are read together."""
_MOST_PAGES = 40
"""Pages that are kept; with more, those looked at longest ago are read again."""


class Filter(NamedTuple):
    """What the timeline is narrowed to; empty or 0 is anything."""

    kind: str = ""
    officer: int = 0
    thing: str = ""


class Timeline(RowsModel):
    """One row for each act that the filter lets through; none is read before it is looked at.

    A row's key is its act's position in the stream, less than 0, for the newest is the first.
    """

    def __init__(self, session: Session, stream: str, parent: QObject | None = None) -> None:
        told = [Heading(say("audit", f"head.{name}"), name == "entry") for name in _HEADINGS]
        super().__init__(told, (), parent)
        self._session = session
        self._stream = stream
        self._filter = Filter()
        self._narrowed = False
        self._total = 0
        self._pages: OrderedDict[int, dict[int, AnyAct]] = OrderedDict()
        self._asked: set[int] = set()
        self._asked_for = 0
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
            self.show_others(())  # positions are those of another stream
        self._stream = stream
        self._filter = wanted
        self._asked_for += 1
        self._narrowed = wanted != Filter()
        self._total = self._length()
        if self._narrowed:
            self._find(0)
        else:
            self.show_others(range(-self._total, 0))

    def acted(self, stream: str) -> None:
        """An act was done: it is the newest, if the filter lets it through."""
        if stream != self._stream:
            return
        before = self._total
        self._total = self._length()
        if self._total <= before:
            return
        page = before // PAGE
        self._pages.pop(page, None)  # it was not full
        self._asked.discard(page)
        if self._narrowed:
            self._find(before)
        else:
            self.came_first(range(-self._total, 0))

    def _find(self, after: int) -> None:
        stream = self._stream
        asked_for = self._asked_for
        wanted = self._filter

        def found(positions: list[int]) -> None:
            if not isValid(self) or asked_for != self._asked_for:
                return
            keys = [-seq for seq in reversed(positions)]
            if after == 0:
                self.show_others(keys)
            elif newer := [key for key in keys if not self.keys or key < self.keys[0]]:
                self.came_first([*newer, *self.keys])

        self._session.read(
            lambda ledger: ledger.matching(stream, after=after, **wanted._asdict()), found
        )

    @property
    def _contest(self) -> ContestState | None:
        return self._session.desk.count.contests.get(self._stream)

    def _length(self) -> int:
        return self._contest.seq if self._contest else self._session.desk.count.count.seq

    def position(self, row: int) -> int:
        """The position in its stream of the act in a row."""
        return -int(self.keys[row])

    # ---- reading them

    def act(self, row: int) -> AnyAct | None:
        """The act in a row; None while it is on its way from the disk."""
        return self._act(self.position(row))

    def _act(self, seq: int) -> AnyAct | None:
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
                gone, _ = self._pages.popitem(last=False)
                self.refresh_between(-(gone + 1) * PAGE, -gone * PAGE - 1)
            if found:
                self.refresh_between(-found[-1][0], -found[0][0])

        self._session.read(
            lambda ledger: ledger.read_these(stream, range(first, first + PAGE)), read
        )

    # ---- for the view

    def look(self, key: int, column: int) -> Look:
        """A cell; its act is asked for where it is not read yet."""
        if self._act(-key) is None:
            return cell(-key) if column == ENTRY else cell("…", role="secondary")
        return super().look(key, column)

    def describe(self, key: int) -> Sequence[Look]:
        """An act that is read: who did what, when, and to which thing."""
        act = self._act(-key)
        assert act is not None
        return (
            cell(-key),
            cell(act.at.strftime("%H:%M:%S"), role="secondary"),
            cell(self.officer_words(act, -key), role="secondary"),
            cell(line(act), face=BODY.heavier(500), wrap=True),
            cell(where(act, self._contest), role="secondary"),
        )

    def name_of(self, key: int) -> str:
        return figure(-key)

    def officer_words(self, act: AnyAct, seq: int) -> str:
        """Who did an act, by number and by the role held then;
        names are for those entitled to them.
        """
        count = self._session.desk.count.count
        role = count.role(act.by, act.seen if isinstance(act, ContestAct) else seq)
        return f"{act.by} {role_words(role)}" if role else str(act.by)
