"""On which screen the hall's window goes: never on the one at which somebody sits."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtGui import QScreen

from tallyapp.ui.hall_screen.letters import least_picture, metres
from tallyapp.words.catalogue import say


def others(own: QScreen, screens: Sequence[QScreen]) -> list[QScreen]:
    """The screens beside one's own, the largest first; one that lies over it shows the same."""
    apart = [each for each in screens if not each.geometry().intersects(own.geometry())]
    return sorted(apart, key=_pixels, reverse=True)


def _pixels(screen: QScreen) -> int:
    size = screen.geometry().size()
    return size.width() * size.height()


def called(screen: QScreen) -> str:
    """A screen by its name and size."""
    size = screen.geometry().size()
    name = " ".join(filter(None, (screen.manufacturer(), screen.model()))) or screen.name()
    numbers = {"wide": f"{size.width():d}", "high": f"{size.height():d}"}
    return say("hall-card", "screen.named" if name else "screen", name=name, **numbers)


def readable(screen: QScreen) -> str:
    """From how far it is read, by what the screen says of its own height; and how high a picture
    must be to be read from 20 m.
    """
    # Rounded up: of a height that is asked for, less is too little.
    least_high = ceil(least_picture() * 100) / 100
    least = say("hall-card", "least", metres=f"{least_high:.2f}")
    height = screen.physicalSize().height()
    if height <= 0:
        return least
    # A projector does not know how far away its wall is, and says something all the same.
    said = say("hall-card", "readable", high=f"{height / 1000:.2f}", metres=f"{metres(height):.0f}")
    return f"{least} {said}"
