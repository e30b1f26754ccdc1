"""The board's window: for a second screen, or beside the other; whoever signs in, or nobody."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.board import BoardStage
from tallyapp.ui.printouts.export import ask_and_save
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, TITLE, Face, gap, px, set_face
from tallyapp.ui.widgets.button import CheckBox
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint, KeyStrip
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .model import BoardModel
from .table import BoardTable
from .words import clock_words, night_words

_SOON = 1_000
"""Milliseconds in which acts are gathered before the board shows them."""
_AGAIN = 20_000
"""Milliseconds after which it is worked out as of now, though nothing happened."""


class BoardWindow(QWidget):
    """Reads, and does nothing: no act is done here, and nothing of it asks who sits before it."""

    help_asked = Signal()
    """F1."""
    shown_anew = Signal()
    """It shows the night as it is now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        count = session.desk.count
        set_up = count.count.set_up
        self._name = set_up.name if set_up else ""
        self.setWindowTitle(say("board", "window", count=self._name))
        self.setAccessibleName(say("board", "window", count=self._name))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = BoardModel(count, session.desk.clock, self)
        self.model.renew()
        self.table = BoardTable(self.model, say("titles", "board"))
        self.clock = Text(face=TITLE)
        self.night = Text(face=HEADING)
        self.sums = Text()
        self.page = Text(role="secondary", right=True)
        self._printed: dict[Text, Face] = {}
        self.empty = State(Mark.AGREES, say("board", "empty"))
        self.said = State(Mark.TICK, "")
        self.said.hide()
        self.only_open = CheckBox(say("board", "filter.open"))
        self.turns = CheckBox(say("board", "turning"))
        self.turns.setChecked(True)
        self.contest = OneOf(say("board", "filter.contest"), {"": say("board", "filter.all")})
        self._offer_contests()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._again = QTimer(self, interval=_AGAIN)
        self.keys = KeyStrip()
        self.keys.show_hints(self.key_hints())
        self._lay_out()
        self._listen()
        self._show()

    def _offer_contests(self) -> None:
        """All contests, and those that were set up since."""
        for contest in self.model.contests[self.contest.count() - 1 :]:
            self.contest.addItem(contest.name, contest.stream)
        self.contest.setVisible(len(self.model.contests) > 1)

    def _lay_out(self) -> None:
        set_up = self._session.desk.count.count.set_up
        practice = QLabel(say("ui", "practice"))
        practice.setObjectName("practice")
        set_face(practice, BODY.heavier(700))
        practice.setVisible(bool(set_up and set_up.practice))
        head = QHBoxLayout()
        head.setSpacing(gap(16))
        title = Text(say("titles", "board"), TITLE)
        name = Text(self._name, BODY.heavier())
        self._printed = {
            title: TITLE,
            name: BODY.heavier(),
            self.night: HEADING,
            self.clock: TITLE,
            self.sums: BODY,
            self.page: BODY,
        }
        head.addWidget(title)
        head.addWidget(name)
        head.addWidget(practice)
        head.addStretch()
        head.addWidget(self.night)
        head.addSpacing(gap(16))
        head.addWidget(self.clock)
        filters = QHBoxLayout()
        filters.setSpacing(gap(20))
        self.contest.setMinimumWidth(px(200))
        filters.addWidget(self.only_open)
        filters.addWidget(self.contest)
        filters.addWidget(self.turns)
        filters.addWidget(self.sums)
        filters.addStretch()
        filters.addWidget(self.said)
        filters.addWidget(self.page)
        method = Text(say("board", "method"), role="secondary", wrap=True)
        inside = QVBoxLayout()
        inside.setContentsMargins(gap(20), gap(10), gap(20), gap(8))
        inside.setSpacing(gap(8))
        for line in (head, filters):
            inside.addLayout(line)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.empty)
        inside.addWidget(method)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(self.keys)

    def _listen(self) -> None:
        self._session.acted.connect(self._on_acted)
        self._soon.timeout.connect(self.renew)
        self._again.timeout.connect(self._renew_all)
        self.only_open.toggled.connect(self._on_filter)
        self.contest.currentIndexChanged.connect(self._on_filter)
        self.contest.next_asked.connect(self.table.setFocus)
        self.turns.toggled.connect(self.table.turn_by_itself)
        self.table.page_turned.connect(self._show_page)
        self.table.scaled.connect(self._print_at)
        self._shortcuts: list[QShortcut] = []
        for stroke, do in {
            "Ctrl+N": self.only_open.toggle,
            "Ctrl+L": self.contest.setFocus,
            "Ctrl+P": self.turns.toggle,
            "PgDown": partial(self._turn, 1),
            "PgUp": partial(self._turn, -1),
            "Ctrl+S": self._save,
            "F11": self._whole_screen,
            "F1": self.help_asked.emit,
            "Ctrl+M": self.close,
            "Esc": self._back,
        }.items():
            shortcut = QShortcut(QKeySequence(stroke), self)
            shortcut.activated.connect(do)
            self._shortcuts.append(shortcut)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys, which are the same at every moment."""
        found = [
            KeyHint(("Ctrl", "N"), say("board", "key.open")),
            KeyHint(("Ctrl", "P"), say("board", "key.turn")),
            KeyHint(("F11",), say("board", "key.full")),
            KeyHint(("F1",), say("ui", "help"), last=True),
            KeyHint(("Ctrl", "S"), say("ui", "export"), last=True),
            KeyHint(("Esc",), say("board", "key.close"), last=True),
        ]
        if len(self._session.desk.count.contests) > 1:
            found.insert(1, KeyHint(("Ctrl", "L"), say("board", "key.contest")))
        return tuple(found)

    # ---- what is shown

    def _on_acted(self, changed: Changed) -> None:
        self.model.note(changed)
        # Not begun anew with each act: in a busy hall it would never come.
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def renew(self) -> None:
        """Show the night as it is now."""
        self.model.renew()
        self._show()
        self.shown_anew.emit()

    def _renew_all(self) -> None:
        """And the columns as wide as it needs: not with every act, for they would not stand."""
        self.renew()
        self.table.fit_words()

    def _show(self) -> None:
        contests = self.model.contests
        pace = self.model.pace
        done = sum(c.stage in (BoardStage.DECLARED, BoardStage.SIGNED) for c in contests)
        left = sum(a.work.to_count for c in contests for a in c.waited_for)
        self.clock.setText(clock_words(self.model.now))
        self.night.setText(night_words(pace))
        words = [
            say("board", "done", done=pace.settled, areas=pace.areas),
            say("board", "left", papers=left),
            say("board", "contests-done", done=done, contests=len(contests)),
        ]
        self.sums.setText("   ".join(words))
        self.empty.setVisible(not self.model.rowCount())
        self._offer_contests()
        self._show_page()

    def _show_page(self) -> None:
        rows = self.model.rowCount()
        first = self.table.first
        last = min(rows, first + self.table.per_page)
        self.page.setVisible(last - first < rows)
        self.page.setText(say("board", "page", first=first + 1, last=last, rows=rows))

    def _on_filter(self) -> None:
        self.model.only_open = self.only_open.isChecked()
        self.model.contest = self.contest.currentData()
        self.table.verticalScrollBar().setValue(0)
        self._renew_all()

    def _print_at(self, scale: float) -> None:
        """What is read from afar grows with the table."""
        for text, face in self._printed.items():
            set_face(text, Face(face.points * scale, face.weight))

    # ---- keys

    def _turn(self, pages: int) -> None:
        self.table.hold()
        self.table.turn(pages)

    def _save(self) -> None:
        name = say("titles", "board").lower()
        ask_and_save(self, self._session, self.model, f"{name}.csv", self._on_saved)

    def _on_saved(self, words: str) -> None:
        self.said.show_state(Mark.TICK, words)
        self.said.show()

    def _whole_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _back(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.close()

    # ---- coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """As of now."""
        super().showEvent(event)
        self._again.start()
        self.table.setFocus()
        self._renew_all()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._again.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It is made anew when it is asked for again."""
        self._session.acted.disconnect(self._on_acted)
        super().closeEvent(event)
