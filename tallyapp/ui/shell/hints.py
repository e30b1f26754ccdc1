"""The strip of keys beneath every screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from tallyapp.ui.pages.screen import Page
from tallyapp.ui.widgets.key_cap import KeyStrip
from tallyapp.ui.widgets.overlay import Overlay


class Hints(QObject):
    """Shows the keys of whatever the keys go to now."""

    def __init__(self, window: QWidget, strip: KeyStrip, page: Callable[[], Page | None]) -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._page = page
        self._overlays: list[Overlay] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def cover(self, overlay: Overlay) -> None:
        """While this lies above the screen, the strip shows its keys."""
        self._overlays.append(overlay)
        overlay.opened.connect(self.show)
        overlay.closed.connect(self.show)

    def show(self) -> None:
        """Show the keys of whatever the keys go to now."""
        over = next((each for each in self._overlays if not each.isHidden()), None)
        page = over or self._page()
        if page:
            self._strip.show_hints(page.key_hints())

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Another field has the focus: the same keys can mean something else in it."""
        if now is not None and self._window.isAncestorOf(now):
            self.show()
