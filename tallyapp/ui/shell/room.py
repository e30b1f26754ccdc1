"""The room that the window needs, and has on the screen beside its bars."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.type import gap
from tallyapp.words.catalogue import say

_LEAST_WIDE = 960
_LEAST_HIGH = 560
"""The least that every screen needs, in pixels at 96 to the inch; where larger text needs more, it
scrolls."""
_TITLE_BAR = 24
"""What the system draws above the window, as Qt's style has it."""


def least_room() -> QSize:
    """The least that every screen needs."""
    return QSize(gap(_LEAST_WIDE), gap(_LEAST_HIGH))


def keep_within(window: QWidget, available: QRect, too_small: Callable[[str], None]) -> None:
    """Have the window stay within what the screen has beside its bars; where that is too little
    for any figure to be sure of its place, `too_small` is told what to say.
    """
    frame = QSize(0, gap(_TITLE_BAR))
    room = available.size() - frame
    least = least_room()
    if room.width() < least.width() or room.height() < least.height():
        window.setMinimumSize(room.boundedTo(least))
        words = {"wide": _LEAST_WIDE, "high": _LEAST_HIGH}
        wide = round(room.width() * _LEAST_WIDE / least.width())
        high = round(room.height() * _LEAST_HIGH / least.height())
        too_small(say("ui", "small-screen", has_wide=wide, has_high=high, **words))
    window.resize(window.size().boundedTo(room))
    inside = available.adjusted(0, frame.height(), 0, 0)
    place = QRect(window.pos(), window.size())
    if not inside.contains(place):
        left = max(inside.left(), min(place.left(), inside.right() + 1 - place.width()))
        top = max(inside.top(), min(place.top(), inside.bottom() + 1 - place.height()))
        window.move(left, top)
