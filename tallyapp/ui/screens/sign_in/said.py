"""What is said beside the fields of signing in, with the seconds that are left to wait."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.frames import State
from tallyapp.words.catalogue import say

_OFTEN = 250
"""Milliseconds between looks at the clock: no second is left out."""


def wait_words(seconds: int) -> str:
    """A wait as it is spoken: 28 seconds; 4 minutes 12 seconds."""
    if seconds < 60:
        return say("sign-in", "seconds", seconds=seconds)
    return say("sign-in", "minutes", minutes=seconds // 60, seconds=seconds % 60)


class Said(State):
    """One sentence, or none; one that counts down says at the end that the wait is over."""

    counted_down = Signal()
    """The wait is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Seconds that are counted down are not said one by one.
        super().__init__(Mark.DOES_NOT_ADD, "", wrap=True, heard=False, parent=parent)
        self._left: Callable[[], int] = lambda: 0
        self._sentence: Callable[[int], str] = lambda _: ""
        self._at_end = ""
        self._ticking = QTimer(self)
        self._ticking.setInterval(_OFTEN)
        self._ticking.timeout.connect(self._tick)
        self.hide()

    def tell(self, mark: Mark, words: str, role: str = "") -> None:
        """Say this until something else is said."""
        self._ticking.stop()
        self.show_state(mark, words, role)
        self.show()
        announce(self, words, assertive=mark is not Mark.AGREES)

    def be_silent(self) -> None:
        """Say nothing."""
        self._ticking.stop()
        self.hide()

    def count_down(self, left: Callable[[], int], words: Callable[[int], str], over: str) -> None:
        """Say `words` of the seconds that are `left`, and at the end that it is `over`."""
        self._left = left
        self._sentence = words
        self._at_end = over
        self._tick()
        self.show()
        announce(self, self.accessibleName(), assertive=True)

    def _tick(self) -> None:
        if left := self._left():
            self.show_state(Mark.LOCKED, self._sentence(left), "refused")
            self._ticking.start()
        else:
            self.tell(Mark.AGREES, self._at_end)
            self.counted_down.emit()
