"""The type scale, in points, and lengths on the screen: both grow with the screen's resolution
and the reader's wish.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QWidget

from tallyapp.resources import resource

FAMILY = "Inter Tally"


@dataclass(frozen=True, slots=True)
class Face:
    """One step of the scale: points, and weight from 400 to 700."""

    points: float
    weight: int = 400

    def font(self) -> QFont:
        """The font itself, at the size of text that is wished for now."""
        return _font(self.points * _percent / 100, self.weight)

    def heavier(self, weight: int = 600) -> "Face":
        """The same size in another weight."""
        return Face(self.points, weight)


@lru_cache(maxsize=64)
def _font(points: float, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    return font


BODY = Face(11.25)
NAME = Face(12)
HEADING = Face(13.5, 600)
FIGURE = Face(16.5)
TITLE = Face(19.5, 600)
FIND = Face(36, 600)
_FIND_MUCH = Face(24, 600)


def find_face(papers: int | None) -> Face:
    """What is to be found, for the far end of the table; smaller where it has many digits."""
    return FIND if papers is None or abs(papers) < 10_000 else _FIND_MUCH


def load_fonts() -> None:
    """Make the shipped typeface known to Qt;
    raises FileNotFoundError if a part of it is not shipped.
    """
    for name in ("Regular", "Medium", "SemiBold", "Bold"):
        path = resource("fonts", f"InterTally-{name}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"The typeface {path} cannot be read. Install tallyapp again.")


_percent = 100
"""The size of text that is wished for: as global as QApplication.font(), and no more."""


def text_size() -> int:
    """The size of text that is wished for, in per cent."""
    return _percent


def wish_for(percent: int) -> None:
    """Give fonts and lengths at this size from now on; what is on the screen stays as it is
    (`resized.show_at` changes that too).
    """
    global _percent
    _percent = percent


def set_face(widget: QWidget, face: Face) -> None:
    """Write in this widget in a step of the scale, whatever the size of text comes to be."""
    widget.setProperty(_FACE, face)
    widget.setFont(face.font())


def face_of(widget: QWidget) -> Face | None:
    """The step of the scale that was set for this widget; None where it has that of the page."""
    face = widget.property(_FACE)
    return face if isinstance(face, Face) else None


_FACE = "face"


def gap(pixels: float) -> int:
    """A distance between things, given in pixels at 96 to the inch: larger text needs no more."""
    return round(pixels * _resolution())


def px(pixels: float) -> int:
    """A length that holds text, given in pixels at 96 to the inch and 100 per cent."""
    return round(pixels * _resolution() * _percent / 100)


def at_100(length: int) -> float:
    """What `px` makes this length of."""
    return length / _resolution() * 100 / _percent


@lru_cache(maxsize=1)
def _resolution() -> float:
    """Of the first screen, asked once: every length asks for it, thousands of times a page."""
    screen = QGuiApplication.primaryScreen()
    screen.logicalDotsPerInchChanged.connect(_resolution_anew)
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        application.primaryScreenChanged.connect(_resolution_anew)
    return screen.logicalDotsPerInchY() / 96


def _resolution_anew(_: object) -> None:
    _resolution.cache_clear()
