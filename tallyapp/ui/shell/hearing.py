"""What the scanner reads opens its thing, whichever screen is open; what it could not read is said.

A paper that is being keyed is not left for a scan: a code that came near the beam would take it
from under the hand. It is said what is open, and nothing is lost.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.ui.shell.going import Going
from tallyapp.ui.shell.pages import Pages
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say
from tallyapp.words.figures import scanned_words

if TYPE_CHECKING:
    from tallyapp.domain.vocabulary.scan_codes import Scan
    from tallyapp.ui.session.session import Session
    from tallyapp.ui.shell.scanned import Place


class Hearing(QObject):
    """Hears what is keyed in the window before any field does."""

    def __init__(self, window: QWidget, pages: Pages, going: Going, banner: Banner) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._going = going
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
        if session := self._going.session:
            self._follow(scan, session)

    def _follow(self, scan: "Scan", session: "Session") -> None:
        from tallyapp.ui.shell.scanned import place_of

        place = place_of(scan, session.desk.count.contests, session.stream)
        if isinstance(place, str):
            # What no contest has that is read may be of one that is not.
            checking = session.checking
            self._say("scan", checking.words("scan") if checking.left else place)
        elif scan.kind == "officer":
            # Whoever sits down meets no screen of the one before, and their keying is kept.
            self._going.go(place.screens[0], place.target)
        elif session.officer is None:
            self._say("scan", say("ui", "scan.nobody", scanned=scanned_words(scan)))
        elif open_now := self._at_hand():
            scanned = scanned_words(scan)
            same = open_now.casefold() == scanned.casefold() and place.stream == session.stream
            key = "scan.open" if same else "scan.busy"
            self._say("scan", say("ui", key, scanned=scanned, open=open_now))
        else:
            self._open(scan, place, session)

    def _at_hand(self) -> str:
        screen = self._pages.screen_shown
        return screen.at_hand() if screen else ""

    def _open(self, scan: "Scan", place: "Place", session: "Session") -> None:
        """On the screen that is open, if it takes such a thing; else on the one that does."""
        here = self._pages.screen_shown
        if here and here.scanned_of_any(scan, place.stream, place.target):
            return
        elsewhere = bool(place.stream) and place.stream != session.stream
        if elsewhere:
            if here and here.holding():
                self._going.go(place.screens[0])  # it is said there why nobody may leave
                return
            session.choose_contest(place.stream)
        elif here and here.scanned(scan, place.target):
            return
        may = self._going.may_open()
        mine = (screen for screen in place.screens if screen in may)
        wanted = next(mine, place.screens[0])
        self._going.go(wanted, place.target)

    def _say(self, about: str, words: str) -> None:
        self._banner.show_words(words, Mark.DIFFERS, about)
