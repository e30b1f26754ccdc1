"""A mirrored display is said before figures are shown: the hall may see what is on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.session.displays import Displays
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.shell.going import Going
    from tallyapp.ui.shell.hall.mirrored_card import MirroredCard

SHOW_VOTES = (Destination.TALLIES, Destination.RESULT)
"""Screens of candidates' votes that nobody has released."""
_LOOK_SECONDS = 3


class MirrorWatch(QObject):
    """Stands before screens of votes while a display is mirrored, until whoever sits here says that
    it may be; and leaves them when one comes to be mirrored.
    """

    asking = Signal(object)
    """This card was made, and is about to be laid over the window."""

    def __init__(self, window: QWidget, displays: Displays, going: "Going", banner: Banner) -> None:
        super().__init__(window)
        self.card: MirroredCard | None = None
        self._window = window
        self._displays = displays
        self._going = going
        self._banner = banner
        self._agreed = False
        self._wanted: tuple[Destination, object] | None = None
        self._looking = QTimer(self, interval=_LOOK_SECONDS * 1000)
        self._looking.timeout.connect(self.look)
        going.opened.connect(self._on_opened)

    def forget(self) -> None:
        """Somebody else sits here: they are told anew."""
        self._agreed = False

    def stands_before(self, wanted: Destination, target: object) -> bool:
        """Whether this screen is not opened yet: first it is said that a display is mirrored."""
        if wanted not in SHOW_VOTES or self._agreed or not self._displays.mirrored:
            return False
        self._wanted = wanted, target
        from tallyapp.ui.shell.hall.mirrored_card import MirroredCard

        if self.card is None:
            self.card = MirroredCard(self._window)
            self.card.confirmed.connect(self._on_confirmed)
            self.asking.emit(self.card)
        self.card.ask(wanted)
        return True

    def look(self) -> None:
        """A display was mirrored while votes are shown: they are shown no longer."""
        if not self._displays.mirrored:
            self._agreed = False
        elif not self._agreed:
            self._going.go(Destination.OVERVIEW)
            self._banner.show_words(say("hall-card", "mirrored.now"), Mark.DIFFERS, "mirrored")

    def _on_confirmed(self) -> None:
        self._agreed = True
        if self._wanted:
            self._going.go(*self._wanted)

    def _on_opened(self, screen: Destination) -> None:
        if screen in SHOW_VOTES:
            self._looking.start()
        else:
            self._looking.stop()
