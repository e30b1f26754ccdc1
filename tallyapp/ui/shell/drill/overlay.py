"""The drill itself: the paper at the left, the screen on which sheets are keyed beside it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.count import Changed
from tallyapp.training.drill import (
    BUNDLE,
    CLERK,
    STREAM,
    Drilled,
    drilled,
    finished,
    papers,
)
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.strokes import Strokes
from tallyapp.ui.shell.drill.done import DonePage
from tallyapp.ui.shell.drill.paper import PaperView, Sheet
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px, set_face
from tallyapp.ui.widgets.banner import Banner
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words

_PAPER = 290
_LOW = 620
"""Below this height of the window, in pixels, there is no room for what the drill is."""


class Drill(Overlay):
    """Lies over the whole window but the strip of keys, and takes every key while it does."""

    over = Signal(object)
    """It was done to its end (Drilled)."""
    left = Signal()
    """It is closed: whoever has its count throws it away."""
    again_asked = Signal()
    hints_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(say("training", "drill.title"))
        self.session: Session | None = None
        self._told: list[AnyAct] = []
        self._strokes = Strokes(self)
        self._banner = Banner()
        self._number = Text(face=BODY.heavier(500))
        self.paper = PaperView()
        self.keying: KeySheet | None = None
        self.done = DonePage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.done)
        self.done.close_asked.connect(self.close_panel)
        self.done.again_asked.connect(self.again_asked)
        self.closed.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        practice = QLabel(say("ui", "practice"))
        practice.setObjectName("practice")
        set_face(practice, BODY.heavier(700))
        head = QHBoxLayout()
        head.setSpacing(gap(12))
        head.addWidget(Text(say("training", "drill.title"), TITLE))
        head.addWidget(practice, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        side = QWidget()
        give_way(side, _PAPER)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(gap(8))
        beside.addWidget(self._number)
        beside.addWidget(self.paper)
        beside.addStretch()
        row = QHBoxLayout()
        row.setSpacing(gap(20))
        row.addWidget(side)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), 0, gap(8))
        column.setSpacing(gap(8))
        column.addLayout(head)
        self._words = Text(say("training", "drill.words"), role="secondary", wrap=True)
        column.addWidget(self._words)
        column.addWidget(self._banner)
        column.addLayout(row, 1)

    def place(self, window: QWidget) -> None:
        self.setGeometry(0, 0, window.width(), self.above_keys(window))
        self._words.setVisible(window.height() >= px(_LOW))

    # ---- the drill

    def begin(self, desk: Desk) -> None:
        """Begin with the first sheet, in this count, which is given back when it is left."""
        self._forget()
        self.session = session = Session(desk, parent=self)
        session.sign_in(CLERK)
        session.said.connect(self._say)
        session.save_failed.connect(self._say)
        session.recorded.connect(self._on_recorded)
        session.acted.connect(self._on_acted)
        self.keying = keying = KeySheet(session, self)
        keying.hints_changed.connect(self.hints_changed)
        self._pages.addWidget(keying)
        self._pages.setCurrentWidget(keying)
        self._told = []
        self._banner.hide()
        self._show_paper()
        if self.isHidden():
            self.open_over()
        keying.entered(None)
        self._strokes.begin_anew()
        self.hints_changed.emit()

    def _forget(self) -> None:
        """The screen of the drill before is gone."""
        if keying := self.keying:
            self.keying = None
            self._pages.removeWidget(keying)
            keying.hide()
            keying.deleteLater()

    def give_back(self) -> Session | None:
        """The session of the drill, which is the caller's to close; None where there is none."""
        session = self.session
        self.session = None
        return session

    def _show_paper(self) -> None:
        handed_in = {int(act.sheet) for act in self._told if isinstance(act, _HANDED_IN)}
        contest = self.session.contest if self.session else None
        if contest is None:
            return
        sheets = papers(contest.set_up.written)
        number = next((n for n in sheets if n not in handed_in), len(sheets))
        area = next(iter(contest.areas.values())).area
        candidates = contest.set_up.candidates
        self.paper.show_sheet(Sheet(number, area_words(area), BUNDLE, candidates, sheets[number]))
        words = say("training", "drill.paper", sheet=number, sheets=len(sheets))
        self._number.setText(words)

    def _on_recorded(self, stream: str, act: AnyAct) -> None:
        if stream != STREAM:
            return
        self._told.append(act)
        self._show_paper()
        if self.session and self.session.contest and finished(self._told):
            way = self.session.contest.set_up.written
            took = self._strokes
            self._end(drilled(self._told, way, took.pressed, took.milliseconds))

    def _end(self, done: Drilled) -> None:
        self._pages.setCurrentWidget(self.done)
        self.done.show_drilled(done)
        self.over.emit(done)
        self.hints_changed.emit()

    def _on_acted(self, changed: Changed) -> None:
        if self.keying:
            self.keying.hear(changed, looked_at=True)

    def _say(self, words: str) -> None:
        self._banner.show_words(words, Mark.DIFFERS, "")

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._pages.currentWidget() is self.done:
            go_on = KeyHint(("Enter",), say("training", "drill.key.close"))
            return (go_on, KeyHint(("Esc",), say("training", "drill.key.leave"), last=True))
        leave = KeyHint(("Esc",), say("training", "drill.key.leave"), last=True)
        own = self.keying.key_hints() if self.keying else ()
        return (*(hint for hint in own if not hint.last), leave)

    def event(self, event: QEvent) -> bool:
        """No key reaches the window beneath: a figure of the drill must not land in a real sheet
        because an F-key was pressed by mistake.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is a step back, and at last out of the drill."""
        if event.key() == Qt.Key.Key_Escape and not self._step_back():
            self.close_panel()
        event.accept()

    def _step_back(self) -> bool:
        if not self._banner.isHidden():
            self._banner.hide()
            return True
        shown = self._pages.currentWidget()
        return isinstance(shown, KeySheet) and shown.back()


_HANDED_IN = acts.SheetKeyed | acts.SheetQueried
