"""The screen itself: the way, the areas, and what is missing."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.missing import missing
from tallyapp.domain.progress import area_progress, steps
from tallyapp.domain.state import Changed
from tallyapp.ledger.ledger import Ledger
from tallyapp.messages import say
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.session import Session
from tallyapp.ui.theme.type import BODY, TITLE, px
from tallyapp.ui.widgets.listing import Listing
from tallyapp.ui.widgets.meter import StageTrack
from tallyapp.ui.widgets.text import Text

from .model import AGREED, AREA, DIFFERENCE, KEYED, NUMBER, STATE, VERIFIED, AreasModel
from .panel import MissingPanel, Shown
from .words import Told, queried_positions, stage, tell

_RECONCILIATION = 8
_MINUTE = 60_000
_WIDTHS = {NUMBER: 36, VERIFIED: 82, KEYED: 106, AGREED: 92, DIFFERENCE: 124, STATE: 158}


class Overview(Screen):
    """Where the count stands, what is missing by name, and what to do next."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        contest = self.contest
        self._ids = list(contest.areas)
        self._stale: set[str] = set()
        self._result_stale = False
        self._queried_at: dict[int, datetime] = {}
        self._next: Told | None = None
        self.model = AreasModel([area_progress(contest, area) for area in contest.areas.values()], self)
        self.table = Listing(self.model, say("overview", "title"))
        self.table.opened.connect(self._on_area_opened)
        self.track = StageTrack()
        self.track.setAccessibleName(say("overview", "title"))
        self.panel = MissingPanel()
        self.panel.chosen.connect(self._go)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._show_missing)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(11))
        head.addWidget(Text(say("overview", "title"), TITLE))
        head.addSpacing(px(11))
        head.addWidget(Text(self.contest.set_up.name, BODY.heavier()))
        seats = self.contest.set_up.seats
        head.addWidget(
            Text(say("overview", "seat" if seats == 1 else "seats", seats=seats), role="secondary"), 1
        )
        self.panel.setFixedWidth(px(302))
        row = QHBoxLayout()
        row.setSpacing(px(24))
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(24), px(8))
        column.setSpacing(px(14))
        column.addLayout(head)
        column.addWidget(self.track)
        column.addLayout(row, 1)
        own_names = all(area.area.name.startswith("Area ") for area in self.model.areas)
        self.table.setColumnHidden(NUMBER, own_names)
        self._fit()

    def _fit(self) -> None:
        """Columns that stay where they are while figures grow."""
        self.table.fit_columns(AREA)
        for column, least in _WIDTHS.items():
            self.table.setColumnWidth(column, max(self.table.columnWidth(column), px(least)))
        self.panel.align(self.table.horizontalHeader().sizeHint().height())

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        go = (KeyHint(("Enter",), say("overview", "key.missing")),) if self._next else ()
        return (
            *go,
            KeyHint(("↑", "↓"), say("overview", "key.choose")),
            KeyHint(("→",), say("overview", "key.open")),
            KeyHint(("Ctrl", "K"), say("overview", "key.find"), last=True),
        )

    def entered(self, _: object, /) -> None:
        """What changed while another screen was open is shown now."""
        self._refresh()
        self.table.setFocus()

    def changed(self, changed: Changed) -> None:
        """The areas that changed, and what is missing; when it is looked at."""
        if changed.stream != self.session.stream:
            return
        self._stale |= changed.areas
        self._result_stale |= changed.result
        if self.isVisible():
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the first thing missing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._next:
            self._go(self._next)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    # ---- what is shown

    def _refresh(self) -> None:
        if not (self._stale or self._result_stale):
            return
        contest = self.contest
        # Something passed over, or waived no longer, can touch any area.
        stale = self._stale or set(self._ids)
        for name in stale:
            self.model.show_area(self._ids.index(name), area_progress(contest, contest.areas[name]))
        self._stale, self._result_stale = set(), False
        self._show()

    def _show(self) -> None:
        contest = self.contest
        self.track.show_stages([stage(each, contest) for each in steps(contest, self.model.areas)])
        self._show_missing()
        self._ask_since_when()

    def _show_missing(self) -> None:
        contest, clock = self.contest, self.session.desk.clock
        found = missing(contest, (each for area in self.model.areas for each in area.missing))
        told = [tell(contest, each, self._queried_at, clock) for each in found]
        self._next = next((each for each in told if self._may_go(each)), None)
        self.panel.show_missing([self._shown(each) for each in told])
        self.hints_changed.emit()

    def _shown(self, told: Told) -> Shown:
        return Shown(told, f"F{told.key}" if self._may_go(told) else "", told is self._next)

    def _may_go(self, told: Told) -> bool:
        from tallyapp.ui.screens import SCREENS

        return any(
            entry.key == told.key and (not entry.roles or self.session.role in entry.roles)
            for entry in SCREENS
        )

    def _ask_since_when(self) -> None:
        """The acts know since when a paper is with its table; the state does not."""
        contest, stream = self.contest, self.session.stream
        found = (each for area in self.model.areas for each in area.missing)
        unknown = [s for each in found for s in queried_positions(contest, each) if s not in self._queried_at]

        def read(ledger: Ledger) -> dict[int, datetime]:
            return {seq: act.at for seq, act in ledger.read_these(stream, unknown)}

        if unknown:
            self.session.read(read, self.while_here(self._on_times))

    def _on_times(self, times: dict[int, datetime]) -> None:
        self._queried_at |= times
        self._show_missing()

    # ---- going there

    def _go(self, told: Told) -> None:
        if self._may_go(told):
            self.asked.emit(told.key, told.target)

    def _on_area_opened(self, row: int) -> None:
        self.asked.emit(_RECONCILIATION, self._ids[row])
