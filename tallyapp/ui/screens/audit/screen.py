"""The screen itself: its parts, one at a time."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tallyapp.domain.state.count import Changed
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import TITLE, gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_shown import OneShown
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .codes_page import CodesPage
from .timeline_page import TimelinePage
from .training_page import TrainingPage
from .two_files_page import TwoFilesPage
from .verify_page import VerifyPage

_Part = TimelinePage | CodesPage | VerifyPage | TwoFilesPage | TrainingPage
TIMELINE, CODES, VERIFY, TWO_FILES, TRAINING = range(5)


class Audit(Screen):
    """For whoever doubts: what was done, what was given out, and whether a document holds."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.timeline = TimelinePage(session)
        self.codes = CodesPage(session)
        self.verifying = VerifyPage(session)
        self.two_files = TwoFilesPage(session)
        self.two_files.asked.connect(self.asked)
        self.two_files.hints_changed.connect(self.hints_changed)
        self.training = TrainingPage(session)
        set_up = session.desk.count.count.set_up
        practice = (self.training,) if set_up and set_up.practice else ()
        always = (self.timeline, self.codes, self.verifying, self.two_files)
        self._parts: tuple[_Part, ...] = (*always, *practice)
        self._stack = OneShown()
        self._tabs: list[QPushButton] = []
        title = QHBoxLayout()
        title.setSpacing(gap(8))
        title.addWidget(Text(say("titles", "audit"), TITLE))
        title.addSpacing(gap(12))
        names = ("timeline", "codes", "verify", "two-files", "training")
        for at, name in enumerate(names[: len(self._parts)]):
            tab = Button(say("audit", name))
            tab.setObjectName("tab")
            tab.setCheckable(True)
            tab.setAutoDefault(True)
            tab.clicked.connect(partial(self._go, at))
            self._tabs.append(tab)
            title.addWidget(tab)
            self._stack.addWidget(self._parts[at])
        title.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(12))
        column.setSpacing(gap(12))
        column.addLayout(title)
        column.addWidget(self._stack, 1)
        self._on_key("Ctrl+PgDown", partial(self._turn, 1))
        self._on_key("Ctrl+PgUp", partial(self._turn, -1))
        self._on_key("Ctrl+O", self._on_open)
        self._tabs[TIMELINE].setChecked(True)

    def _on_key(self, stroke: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(stroke), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    @property
    def part(self) -> _Part:
        """The part that is shown."""
        return self._parts[self._stack.currentIndex()]

    def _turn(self, step: int) -> None:
        self._go((self._stack.currentIndex() + step) % len(self._parts))

    def _go(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        for n, tab in enumerate(self._tabs):
            tab.setChecked(n == at)
        self.part.enter()
        self.hints_changed.emit()

    def _on_open(self) -> None:
        if self.part is self.two_files:
            self.two_files.file.choose()
            return
        self._go(VERIFY)
        self.verifying.file.choose()

    # ---- the contract

    def entered(self, target: object, /) -> None:
        if isinstance(target, Path):
            self._go(VERIFY)
            self.verifying.open(target)
        else:
            self.part.enter()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (*self.part.key_hints(), KeyHint(("Esc",), say("ui", "back"), last=True))

    def back(self) -> bool:
        return self.part.back()

    def changed(self, changed: Changed) -> None:
        for part in self._parts:
            part.changed(changed)
