"""The typeface of every page: Inter Tally, embedded; where it lies and how wide a text is in it."""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tallyapp.resources import resource

REGULAR = "InterTally-Regular"
SEMIBOLD = "InterTally-SemiBold"
BOLD = "InterTally-Bold"
CAP_HEIGHT = 0.7275
"""The height of a capital, in sizes."""


class Style(NamedTuple):
    """A step of type: font, size and distance of baselines, in points."""

    font: str
    size: float
    leading: float


@cache
def load_typeface() -> None:
    """Make the fonts known to ReportLab, once;
    not shaped, for that loses letters in extracted text.
    """
    for name in (REGULAR, SEMIBOLD, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf")), shapable=False))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )
    for name in (SEMIBOLD, BOLD):
        pdfmetrics.registerFontFamily(name, normal=name, bold=BOLD, italic=name, boldItalic=BOLD)


def composed(text: str) -> str:
    """The text as it is set: letters with their accents as one glyph wherever there is one."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> float:
    """How wide a text is in one line, in points."""
    # Whoever verifies a document sets all its lines again.
    return float(pdfmetrics.stringWidth(composed(text), style.font, style.size))
