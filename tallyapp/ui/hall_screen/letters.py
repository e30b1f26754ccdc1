"""How large the hall's letters are, and from where they are read.

A capital is a sixteenth of the picture's height. Whoever may drive in Great Britain reads a number
plate, whose characters are 79 mm high, from 20 m (Motor Vehicles (Driving Licences) Regulations
1999, reg. 72). So a picture is read from 20 m once it is 16 × 79 mm = 1.264 m high, and another
from as many metres as it is larger or smaller: 15.8 times its height.
"""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF

from tallyapp.ui.theme.type import FAMILY

PART = 16
"""How many capitals, one upon the other, make the picture's height."""
PLATE = 79
"""The height of a number plate's characters, in millimetres."""
PLATE_FROM = 20
"""From how many metres they must be read."""
_NARROWEST = 3 / 4
"""A picture higher than it is wide has letters as if it were 4 : 3, or no name would fit a line."""
_SAMPLE = 1000


def letter(picture: QSize) -> float:
    """The height of a capital, in the picture's own pixels."""
    return min(picture.height(), picture.width() * _NARROWEST) / PART


def font(picture: QSize, weight: int) -> QFont:
    """The typeface at that size: neither its capitals nor its digits are any smaller."""
    made = QFont(FAMILY)
    made.setWeight(QFont.Weight(weight))
    made.setPixelSize(ceil(letter(picture) * _SAMPLE / _capital_of_sample(weight)))
    return made


@lru_cache(maxsize=4)
def _capital_of_sample(weight: int) -> float:
    sample = QFont(FAMILY)
    sample.setWeight(QFont.Weight(weight))
    sample.setPixelSize(_SAMPLE)
    metrics = QFontMetricsF(sample)
    return min(metrics.capHeight(), metrics.tightBoundingRect("0").height())


def metres(millimetres: float) -> float:
    """From how many metres a picture of this height is read."""
    return millimetres / PART / PLATE * PLATE_FROM


def least_picture() -> float:
    """How many metres high a picture must be to be read from 20 m."""
    return PART * PLATE / 1000
