"""The screen itself: the candidates, and what the figures say."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tallyapp.domain.acts import COUNT_STREAM, GroupsChosen
from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.lead import Reconciled, outlook, reconciled_over_time, reconciled_papers
from tallyapp.ledger.ledger import Ledger
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.pages.strokes import HALL
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px
from tallyapp.ui.widgets.choosing import BY_ARROW, ChoosingTable
from tallyapp.ui.widgets.frames import MarkView
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .model import BAR, CANDIDATE, SHARE, VOTES, TalliesModel
from .painted import BarDelegate, SeatDelegate
from .side import Side, areas_reconciled


class Tallies(Screen):
    """Who has how many votes so far. Not a result: nothing is declared here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._points: list[Reconciled] | None = None
        set_up = self.contest.set_up
        self.model = TalliesModel(set_up.candidates, set_up.seats, outlook(self.contest), self)
        self.table = ChoosingTable(
            self.model,
            say("titles", "tallies"),
            opened_by=BY_ARROW,
            heights=(30, 34) if self.model.one_line else (40, 45),
        )
        self.table.verticalHeader().setMinimumSectionSize(px(30))
        self.table.setItemDelegate(SeatDelegate(self.table))
        self.table.setItemDelegateForColumn(BAR, BarDelegate(self.table))
        self.table.opened.connect(lambda _: self.asked.emit(Destination.RECONCILIATION, None))
        self.side = Side(several=set_up.seats > 1)
        self._areas = Text(face=BODY.heavier(500))
        self._papers = Text(role="secondary")
        self._lock = MarkView(Mark.LOCKED, 17, "secondary")
        self._whose = Text(role="secondary")
        # What may be done about the hall is done on F10, where the notice is looked at.
        self._on_key("Alt+R", self._on_release)
        # Groups are told here and chosen on F12, by whoever may.
        self._on_key("Alt+G", self._on_groups)
        self._lay_out()
        self._show()
        self._read_points()

    def _on_key(self, key: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(gap(8))
        head.addWidget(Text(say("titles", "tallies"), TITLE))
        head.addSpacing(gap(14))
        for part in (self._areas, Text("·", role="secondary"), self._papers):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self._lock)
        head.addWidget(self._whose)
        row = QHBoxLayout()
        row.setSpacing(gap(24))
        row.addWidget(WithMore(self.table), 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(12))
        column.addLayout(head)
        column.addLayout(row, 1)
        self.table.fit_columns(BAR)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(CANDIDATE, QHeaderView.ResizeMode.Fixed)
        for section, width in ((CANDIDATE, 252), (VOTES, 116), (SHARE, 120)):
            self.table.setColumnWidth(section, px(width))

    # ---- the window's questions

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), say("tallies", "key.choose")),
            KeyHint(("→",), say("tallies", "key.by-area")),
            *self._hall_hints(),
            *self._key_of_last_time(),
            *self._key_of_groups(),
            KeyHint(("Ctrl", "C"), say("ui", "copy"), last=True),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def _hall_hints(self) -> Iterator[KeyHint]:
        """Once it is declared: to the release of it, or to taking it back."""
        if self.contest.declaration:
            key = "key.take-back" if self.contest.released else "key.release"
            yield KeyHint(("Alt", "R"), say("tallies", key))
            yield KeyHint(tuple(HALL.split("+")), say("hall-card", "stroke"))

    def _on_release(self) -> None:
        if self.contest.declaration:
            way = Way.TAKE_BACK if self.contest.released else Way.RELEASE
            self.asked.emit(Destination.RESULT, way)

    def _key_of_groups(self) -> Iterator[KeyHint]:
        if self.session.may(GroupsChosen):
            yield KeyHint(("Alt", "G"), say("tallies", "key.groups"))

    def _on_groups(self) -> None:
        if self.session.may(GroupsChosen):
            self.asked.emit(Destination.BEFORE, "groups")

    def _key_of_last_time(self) -> Iterator[KeyHint]:
        if not self.side.last_time.isHidden():
            yield KeyHint(("Tab",), say("tallies", "key.last-time"))

    def entered(self, _: object, /) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def catch_up(self) -> None:
        """The acts know when areas came to be reconciled meanwhile."""
        behind = self.missed(self.stream) is not None
        super().catch_up()
        if behind:
            self._read_points()

    def changed(self, changed: Changed) -> None:
        """New figures, and when an area reconciled."""
        if changed.stream != self.session.stream or not (changed.areas or changed.result):
            return
        self._follow(changed.seq)
        self._show()

    def _show(self) -> None:
        contest = self.contest
        now = outlook(self.contest)
        self.model.show_outlook(now)
        numbers = {"done": areas_reconciled(contest), "areas": len(contest.areas)}
        self._areas.setText(say("tallies", "areas", **numbers))
        self._papers.setText(say("tallies", "papers", counted=now.counted, verified=now.verified))
        released = contest.released is not None
        self._lock.setVisible(not released)
        self._whose.setText(say("tallies", "restricted.released" if released else "restricted"))
        self.side.outlook.show_outlook(contest, now)
        self.side.turnout.show_turnout(contest)
        self.side.last_time.show_contest(contest)
        self.hints_changed.emit()
        self.side.over_time.show_points(self._points or (), now.verified)

    # ---- papers over time: the acts know when, the state does not

    def _read_points(self) -> None:
        stream = self.session.stream

        def read(ledger: Ledger) -> list[Reconciled]:
            return reconciled_over_time(
                stream, ledger.read_from(COUNT_STREAM), ledger.read_from(stream)
            )

        def take(points: list[Reconciled]) -> None:
            self._points = points
            self._show()

        self.session.read(read, self.while_here(take))

    def _follow(self, seq: int) -> None:
        """One step more, where papers came to be reconciled, or are so no longer."""
        papers = reconciled_papers(self.contest)
        stream = self.session.stream
        if self._points is None or (self._points and self._points[-1].papers == papers):
            return

        def take(points: list[Reconciled]) -> None:
            self._points = [*(self._points or ()), *points]
            self._show()

        self.session.read(
            lambda ledger: [
                Reconciled(act.at, papers) for _, act in ledger.read_these(stream, [seq])
            ],
            self.while_here(take),
        )
