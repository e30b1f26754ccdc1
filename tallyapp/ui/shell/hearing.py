"""What the scanner reads goes to the screen that is open, and what it could not read is said."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.ui.shell.pages import Pages
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.scan_codes import Scan


class Hearing(QObject):
    """Hears what is keyed in the window before any field does."""

    def __init__(self, window: QWidget, pages: Pages, banner: Banner) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._banner = banner
        self._is_begun = False

    def begin(self) -> None:
        """Hear from now on; late, once the window has been seen."""
        from tallyapp.ui.shell.scanner import Scanner

        if self._is_begun:
            return
        scanner = Scanner(self._window)
        scanner.read.connect(self._on_scanned)
        scanner.discarded.connect(partial(self._say, "scan", say("ui", "scan.discarded")))
        scanner.foreign.connect(partial(self._say, "scan", say("ui", "scan.foreign")))
        scanner.not_taken.connect(partial(self._say, "keys"))
        scanner.taken.connect(partial(self._banner.over, "keys"))
        self._is_begun = True

    def _on_scanned(self, scan: "Scan") -> None:
        self._banner.over("scan")
        if (screen := self._pages.screen_shown) and (why := screen.scanned(scan)):
            self._say("scan", why)

    def _say(self, about: str, words: str) -> None:
        self._banner.show_words(words, Mark.DIFFERS, about)
