"""Shows what is on the screen at another size of text, with all that is keyed, the focus and the
cursor where they are: nothing is made anew, everything takes other fonts and lengths.

What keeps lengths of its own says so with a method `sized_anew(ratio)`.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from .type import face_of, set_face

OWN_MEASURE = "own-measure"
"""A window with this property is read from afar, and no clerk's wish changes it."""
_KEPT = "lengths"
_LARGEST = 16_777_215
"""Qt's own: a length that nobody set."""
_A_LINE = 2
"""Pixels of a rule between things, which is no thicker beside larger text."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No window that nobody needs any more is taken away while every widget is gone through.

    Qt tells of its widgets by where they lie, and Python collects when it likes: one that goes in
    between is asked for its font all the same, and the program ends there.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def widgets() -> list[QWidget]:
    """Every widget whose text follows the wish, those that hold others first.

    To be asked for while nothing is collected.
    """
    found = [w for w in QApplication.allWidgets() if not w.window().property(OWN_MEASURE)]
    return sorted(found, key=_depth)


def _depth(widget: QWidget) -> int:
    above = widget.parentWidget()
    return 0 if above is None else 1 + _depth(above)


def faces_anew(among: Iterable[QWidget]) -> None:
    """Give each widget its step of the scale: a stylesheet brings back the font that it met."""
    for widget in among:
        if face := face_of(widget):
            set_face(widget, face)


def lengths_anew(among: Iterable[QWidget], before: int, now: int) -> None:
    """Bring the lengths that were set at one size of text, in per cent, to another.

    What knows its own comes first: it fits itself anew as soon as its place has another size.
    """
    found = list(among)
    for widget in found:
        if sized_anew := getattr(widget, "sized_anew", None):
            sized_anew(now / before)
    for widget in found:
        if not _stands_alone(widget):
            _lengths(widget, before, now)


def _stands_alone(widget: QWidget) -> bool:
    """Whether it is a window: how large that is is for the screen and for who sits before it."""
    return widget.isWindow() and widget.windowHandle() is not None


def _lengths(widget: QWidget, before: int, now: int) -> None:
    """What a length was at 100 per cent is kept, so that going up and down ends where it began."""
    least = widget.minimumSize()
    most = widget.maximumSize()
    lengths = (least.width(), least.height(), most.width(), most.height())
    kept = widget.property(_KEPT) or {}
    known = [
        kept["at_100"][at] if kept and kept["shown"][at] == length else length * 100 / before
        for at, length in enumerate(lengths)
    ]
    changed = [
        length if length <= _A_LINE or length == _LARGEST else round(known[at] * now / 100)
        for at, length in enumerate(lengths)
    ]
    if tuple(changed) == lengths:
        return
    widget.setProperty(_KEPT, {"at_100": known, "shown": changed})
    widget.setMaximumSize(changed[2], changed[3])
    widget.setMinimumSize(changed[0], changed[1])


def settle(among: Iterable[QWidget]) -> None:
    """Have layouts find places for what is larger now, and everything fit itself into its place
    again.
    """
    found = list(among)
    for widget in found:
        widget.updateGeometry()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for widget in found:
            QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
