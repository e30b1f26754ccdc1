"""The home itself: its first page, and the pages behind it, each made when it is first wanted."""

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.desk import Desk
from tallyapp.ui.pages.screen import Page
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_shown import OneShown

from .new_count import NewCountPage
from .practice import PracticePage
from .restore import RestorePage
from .start import StartPage

_P = TypeVar("_P", bound=Page)


class Home(Page):
    """Shown while no count is open."""

    opened = Signal(object, int, str)
    """A count is open (Desk); who sits before it, 0 if nobody yet;
    and what there is to say of it.
    """

    about_asked = Signal()
    """What this program is, and of which version."""
    drill_asked = Signal()

    def __init__(self, around: Surroundings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._worker = Worker(self)
        self._stack = OneShown()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.start = self._behind(StartPage(around, theme, self._worker))
        self.start.open_asked.connect(self.open)
        self.start.practice_asked.connect(lambda: self._turn_to(self.practice))
        self.start.drill_asked.connect(self.drill_asked)
        self.start.new_asked.connect(lambda: self._turn_to(self.new_count))
        self.start.restore_asked.connect(lambda: self._turn_to(self.restore))
        self.start.about_asked.connect(self.about_asked)

    @cached_property
    def practice(self) -> PracticePage:
        """Where a practice count is made."""
        page = self._behind(PracticePage(self._around, self._worker))
        page.made.connect(self.open)
        return page

    @cached_property
    def new_count(self) -> NewCountPage:
        """Where a new count is made, step by step."""
        page = self._behind(NewCountPage(self._around, self._worker))
        page.made.connect(lambda desk: self.opened.emit(desk, 1, ""))
        return page

    @cached_property
    def restore(self) -> RestorePage:
        """Where a backup is tried or restored."""
        page = self._behind(RestorePage(self._around, self._worker))
        page.open_asked.connect(self.open)
        return page

    def _behind(self, page: _P) -> _P:
        """The page, which can be turned to from now on."""
        self._stack.addWidget(page)
        page.hints_changed.connect(self.hints_changed)
        return page

    @property
    def manual_page(self) -> str:
        """The page of the manual for what is shown."""
        pages = {NewCountPage: "new-count", RestorePage: "standby"}
        return pages.get(type(self._page), "home")

    def key_hints(self) -> tuple[KeyHint, ...]:
        return self._page.key_hints()

    def back(self) -> bool:
        if not self._page.back() and self._page is not self.start:
            self._turn_to(self.start)
        return True

    def begin(self) -> None:
        """Start from the first page, with the counts that were open last."""
        self.start.refresh()
        self._turn_to(self.start)

    def open(self, file: Path, words: str = "") -> None:
        """Open a count; what stands against it is said on the first page."""
        self._turn_to(self.start)
        self.start.show_opening(file)

        def done(desk: Desk) -> None:
            self.start.show_opened()
            self.opened.emit(desk, 0, words)

        def failed(error: Exception) -> None:
            self.start.show_opened()
            self.start.refuse(file, error)

        self._worker.run(lambda: self._around.open(file), done, failed, Desk.close)

    def stop(self) -> None:
        """The program ends: give up what is being made, and end the worker."""
        if "practice" in vars(self):
            self.practice.cancel()
        self._worker.stop()

    @property
    def _page(self) -> Page:
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def _turn_to(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        page.arrive()
        self.hints_changed.emit()
