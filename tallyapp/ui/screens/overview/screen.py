"""The screen itself: the way, the areas, and what is missing."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tallyapp.desk import Done
from tallyapp.domain.acts import COUNT_STREAM, UncontestedRecorded
from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.missing import missing
from tallyapp.domain.views.progress import area_progress, steps
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.printouts.export import ask_and_save
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, TITLE, gap, px
from tallyapp.ui.widgets.choosing import BY_ARROW, ChoosingTable
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.meter import StageTrack
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .council import CouncilPage
from .model import AGREED, AREA, DIFFERENCE, KEYED, NUMBER, STATE, VERIFIED, AreasModel
from .panel import MissingPanel, Shown
from .uncontested import UncontestedPage
from .words import Told, queried_positions, stage, tell

_MINUTE = 60_000
_WIDTHS = {NUMBER: 36, VERIFIED: 82, KEYED: 106, AGREED: 92, DIFFERENCE: 124, STATE: 158}


class Overview(Screen):
    """Where the count stands, what is missing by name, and what to do next."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        contest = self.contest
        self._ids = list(contest.areas)
        self._queried_at: dict[int, datetime] = {}
        self._next: Told | None = None
        self.model = AreasModel(
            [area_progress(contest, area) for area in contest.areas.values()], self
        )
        self.table = ChoosingTable(
            self.model, say("titles", "overview"), opened_by=BY_ARROW, heights=(34, 43)
        )
        self.table.opened.connect(self._on_area_opened)
        self.track = StageTrack()
        self.track.setAccessibleName(say("titles", "overview"))
        self.panel = MissingPanel()
        self.panel.chosen.connect(self._go)
        self._one = QWidget()
        self._pages = QStackedWidget()
        self._was_hidden = True
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._show_missing)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(gap(11))
        head.addWidget(Text(say("titles", "overview"), TITLE))
        head.addSpacing(gap(11))
        head.addWidget(Text(self.contest.set_up.name, BODY.heavier()))
        seats = self.contest.set_up.seats
        head.addWidget(
            Text(say("overview", "seat" if seats == 1 else "seats", seats=seats), role="secondary"),
            1,
        )
        give_way(self.panel, 302)
        row = QHBoxLayout()
        row.setSpacing(gap(24))
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self._one)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(14))
        column.addLayout(head)
        column.addWidget(self.track)
        column.addLayout(row, 1)
        own_names = all(area.area.name.startswith("Area ") for area in self.model.areas)
        self.table.setColumnHidden(NUMBER, own_names)
        self._fit()
        self._pages.addWidget(self._one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.setCurrentWidget(self.council if self.several else self._one)
        _call_by("Left", self._one, self.show_council)

    def _fit(self) -> None:
        """Columns that stay where they are while figures grow."""
        self.table.fit_columns(AREA)
        for column, least in _WIDTHS.items():
            self.table.setColumnWidth(column, max(self.table.columnWidth(column), px(least)))
        self.panel.align(self.table.horizontalHeader().sizeHint().height())

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        find = KeyHint(("Ctrl", "K"), say("overview", "key.find"), last=True)
        back_up = KeyHint(("Ctrl", "B"), say("ui", "backup.key"), last=True)
        if isinstance(self.shown, UncontestedPage):
            record = KeyHint(("Ctrl", "Enter"), say("overview", "key.record"))
            return (record, KeyHint(("Esc",), say("ui", "back"), last=True))
        if isinstance(self.shown, CouncilPage):
            return (
                KeyHint(("Enter",), say("overview", "key.open-contest")),
                KeyHint(("↑", "↓"), say("overview", "key.choose-contest")),
                KeyHint(("Tab",), say("overview", "key.seats")),
                KeyHint(("Ctrl", "S"), say("ui", "export"), last=True),
                back_up,
                find,
            )
        others = (KeyHint(("←",), say("overview", "key.all-contests")),) if self.has_council else ()
        go = (KeyHint(("Enter",), say("overview", "key.missing")),) if self._next else ()
        return (
            *go,
            KeyHint(("↑", "↓"), say("overview", "key.choose")),
            KeyHint(("→",), say("overview", "key.open")),
            *others,
            back_up,
            find,
        )

    def entered(self, target: object, /) -> None:
        """How long a paper has been away is told as of now; F3 once more shows all contests."""
        again = not self._was_hidden and target is None
        self._was_hidden = False
        self._show_missing()
        if target == self.session.stream:
            self._show_page(self._one)
        elif again and self.several:
            self.show_council()
        else:
            self._show_page(self.shown)

    # ---- all contests, and this one

    @cached_property
    def council(self) -> CouncilPage:
        """All contests; most counts have one, and nobody looks at this page of theirs."""
        session = self.session
        count = session.desk.count
        set_up = count.count.set_up
        may_record = session.may(UncontestedRecorded)
        name = set_up.name if set_up else ""
        page = CouncilPage(count, session.desk.clock, name, may_record)
        page.opened.connect(self._on_contest_opened)
        page.record_asked.connect(self._ask_uncontested)
        _call_by("U", page, self._ask_uncontested)
        self._pages.addWidget(page)
        return page

    @cached_property
    def uncontested(self) -> UncontestedPage:
        """Where a contest is recorded in which nobody is counted."""
        page = UncontestedPage(self.session, self.contest.set_up.election)
        page.asked.connect(self._record)
        self._pages.addWidget(page)
        return page

    @property
    def several(self) -> bool:
        """Whether there is more in this count than the one contest."""
        count = self.session.desk.count
        return len(count.contests) + len(count.count.uncontested) > 1

    @property
    def has_council(self) -> bool:
        """Whether there is anything to see or to do on the page of all contests."""
        return self.several or self.session.may(UncontestedRecorded)

    @property
    def shown(self) -> QWidget:
        """The page that is open."""
        page = self._pages.currentWidget()
        assert page is not None
        return page

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        if isinstance(page, CouncilPage):
            page.begin(self.session.stream)
        elif page is self._one:
            self.table.setFocus()
        self.hints_changed.emit()

    def show_council(self) -> None:
        """Show all contests."""
        if self.has_council:
            self._show_page(self.council)

    def back(self) -> bool:
        """From the form to all contests, and from one contest to all of them."""
        if isinstance(self.shown, UncontestedPage) or (self.shown is self._one and self.several):
            self._show_page(self.council)
            return True
        return False

    def _on_contest_opened(self, stream: str) -> None:
        self.session.choose_contest(stream)  # another than now: this screen is gone with it
        self.asked.emit(Destination.OVERVIEW, stream)

    def _ask_uncontested(self) -> None:
        if self.session.may(UncontestedRecorded):
            self._show_page(self.uncontested)
            self.uncontested.begin()

    def _record(self, unopposed: UncontestedRecorded) -> None:
        def done(_: Done) -> None:
            self.council.say(say("overview", "uncontested.recorded", name=unopposed.name))
            self._show_page(self.council)

        refused = self.while_here(self.uncontested.refuse_all)
        then = self.while_here(done)
        self.session.do(COUNT_STREAM, unopposed, then=then, refused=refused)

    def _on_export(self) -> None:
        seats = self.council.seats_table.hasFocus()
        model = self.council.seats if seats else self.council.model
        name = (
            say("overview", "council-seats" if seats else "all-contests").lower().replace(" ", "-")
        )
        ask_and_save(self, self.session, model, f"{name}.csv", self.while_here(self.council.say))

    def changed(self, changed: Changed) -> None:
        """The areas that changed, and what is missing."""
        if "council" in vars(self):  # made later, it is made of what has changed
            self.council.note(changed.stream)
        if isinstance(self.shown, CouncilPage):
            self.council.refresh()
        if changed.stream == self.session.stream and (changed.areas or changed.result):
            self._refresh(changed.areas)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the first thing missing, or opens a contest; Ctrl+S saves the table."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(self.shown, CouncilPage):
            if event.matches(QKeySequence.StandardKey.Save):
                self._on_export()
            elif enter and self.council.table.hasFocus():
                self.council.open_row(self.council.table.row)
            else:
                super().keyPressEvent(event)
        elif enter and self._next and self.shown is self._one:
            self._go(self._next)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._was_hidden = True
        self._clock.stop()

    # ---- what is shown

    def _refresh(self, changed: frozenset[str]) -> None:
        contest = self.contest
        # Something passed over, or waived no longer, can touch any area.
        for name in changed or self._ids:
            self.model.show_area(self._ids.index(name), area_progress(contest, contest.areas[name]))
        self._show()

    def _show(self) -> None:
        contest = self.contest
        self.track.show_stages([stage(each, contest) for each in steps(contest, self.model.areas)])
        self._show_missing()
        self._ask_since_when()

    def _show_missing(self) -> None:
        contest = self.contest
        clock = self.session.desk.clock
        found = missing(contest, (each for area in self.model.areas for each in area.missing))
        told = [tell(contest, each, self._queried_at, clock) for each in found]
        self._next = next((each for each in told if self._may_go(each)), None)
        self.panel.show_missing([self._shown(each) for each in told])
        self.hints_changed.emit()

    def _shown(self, told: Told) -> Shown:
        return Shown(told, told.screen.key if self._may_go(told) else "", told is self._next)

    def _may_go(self, told: Told) -> bool:
        return told.screen.open_to(self.session.role)

    def _ask_since_when(self) -> None:
        """The acts know since when a paper is with its table; the state does not."""
        contest = self.contest
        stream = self.session.stream
        found = (each for area in self.model.areas for each in area.missing)
        unknown = [
            s
            for each in found
            for s in queried_positions(contest, each)
            if s not in self._queried_at
        ]

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
            self.asked.emit(told.screen, told.target)

    def _on_area_opened(self, row: int) -> None:
        self.asked.emit(Destination.RECONCILIATION, self._ids[row])


def _call_by(stroke: str, page: QWidget, call: Callable[[], None]) -> None:
    """Have a key of this page, wherever in it the focus is, call this."""
    shortcut = QShortcut(QKeySequence(stroke), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(call)
