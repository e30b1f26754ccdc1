"""How words and figures fit where there is little room: figures shrink,
words end in three dots, and no digit is ever left out.
"""

from functools import lru_cache
from re import fullmatch, search, split, sub

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from tallyapp.ui.theme.type import px

LEAST = 0.7
"""What a figure shrinks to before the words beside it are cut, as a part of its size."""
_BARELY = (0.95, 0.9, 0.86)
"""What words without a figure shrink to before they are cut."""
_SMALLEST = 0.4
"""What a figure that stands alone shrinks to, where nothing else can give way."""
_CODE = r"\b(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}\b"
"""A code with a letter left out is no code: it shrinks whole, as a figure does."""
_FIGURES = rf"({_CODE}|\d(?:[\d,./:%–−-]*[\d%])?)"
_FINGERPRINT = r"\b[0-9a-f]{32,}\b"
_FEW = 8
"""Letters by which a word is still known."""


def has_figure(words: str) -> bool:
    """Whether a digit is among the words; a fingerprint of sixty-four characters is no figure."""
    return search(_FIGURES, sub(_FINGERPRINT, "", words)) is not None


def smaller(font: QFont, part: float) -> QFont:
    """The same font at a part of its size."""
    shrunk = QFont(font)
    shrunk.setPointSizeF(font.pointSizeF() * part)
    return shrunk


def fitted(words: str, font: QFont, width: int) -> tuple[str, QFont]:
    """The words as they are drawn on one line of so many pixels, and the font for it."""
    wide = _wide(words, font, px(1_000))
    if wide <= width:
        return words, font
    if not has_figure(words):
        for small in (smaller(font, part) for part in _BARELY):
            if QFontMetricsF(small).horizontalAdvance(words) < width:
                return words, small
        return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width), font
    small = smaller(font, max(LEAST, 0.98 * width / wide))
    words = cut_words(words, small.toString(), width)
    wide = QFontMetricsF(small).horizontalAdvance(words)
    if wide <= width:
        return words, small
    return words, smaller(small, max(_SMALLEST, 0.9 * width / wide))


@lru_cache(maxsize=4_096)
def _wide(words: str, font: QFont, _: int) -> float:
    """The pixels that words take on one line, measured once for a font and a resolution: they are
    drawn again at every move of the focus.
    """
    return QFontMetricsF(font).horizontalAdvance(words)


@lru_cache(maxsize=4_096)
def cut_words(words: str, font: str, width: float, least: int = 1) -> str:
    """The words with what stands between their figures shortened, the longest of it first,
    until they are so wide, or of each no more than `least` characters are left.
    """
    asked = QFont()
    asked.fromString(font)
    metrics = QFontMetricsF(asked)
    parts = split(_FIGURES, words)  # every second one is a figure
    while metrics.horizontalAdvance("".join(parts)) > width:
        longest = max(range(0, len(parts), 2), key=lambda at: len(parts[at]))
        kept = parts[longest].rstrip("…")[:-1].rstrip()
        if len(parts[longest]) <= max(least, 2):
            break
        parts[longest] = kept + "…"
    return "".join(parts)


def least_width(words: str, font: QFont) -> int:
    """The pixels that the figures need, with a few letters of the words beside them.

    A code alone is drawn large to be read from afar, and may be as small as a figure.
    """
    if fullmatch(_CODE, words):
        return QFontMetrics(smaller(font, _SMALLEST)).horizontalAdvance(words)
    return QFontMetrics(font).horizontalAdvance(cut_words(words, font.toString(), 0, _FEW))


def fitted_lines(words: str, font: QFont, room: QSize) -> QFont:
    """The font in which the words, on as many lines as they need, fit a place of this size."""
    small = font
    for part in (1.0, 0.92, 0.85, 0.78, LEAST):
        small = font if part == 1.0 else smaller(font, part)
        if lines_fit(words, small, room):
            break
    return small


def lines_fit(words: str, font: QFont, room: QSize) -> bool:
    """Whether the words, on as many lines as they need, fit a place of this size."""
    place = QRect(0, 0, max(room.width(), 1), 100_000)
    needed = QFontMetrics(font).boundingRect(place, Qt.TextFlag.TextWordWrap, words)
    return needed.height() <= room.height() and widest_word(words, font) <= room.width()


def widest_word(words: str, font: QFont) -> int:
    """The width in pixels of what cannot be broken into two lines."""
    metrics = QFontMetrics(font)
    parts = (part for part in split(r"(?<=-)(?=\D)|[^\S\u00a0]", words) if part)
    return max((metrics.horizontalAdvance(part) for part in parts), default=0)
