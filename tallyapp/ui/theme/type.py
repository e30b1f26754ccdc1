"""The type scale, in points, so that it grows with the screen's
resolution and the reader's wish.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from tallyapp.resources import resource

FAMILY = "Inter Tally"


@dataclass(frozen=True, slots=True)
class Face:
    """One step of the scale: points, and weight from 400 to 700."""

    points: float
    weight: int = 400

    def font(self) -> QFont:
        """The font itself."""
        return _font(self.points, self.weight)

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


def px(pixels: float) -> int:
    """A length given in pixels at 96 to the inch, on the screen that there is."""
    return round(pixels * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 96)
