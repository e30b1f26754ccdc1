"""Which characters the typeface can show: asked when a name is
entered, long before it is printed.
"""

import unicodedata
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tallyapp.documents.page.typeface import BOLD, REGULAR, SEMIBOLD, composed, load_typeface

NOT_SHOWN = "■"


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of a text that no page can show, each once, in their order.

    Control, format, private and unassigned characters are among them: they would vanish or deceive.
    """
    shown = _shown()
    return tuple(
        character
        for character in dict.fromkeys(composed(text))
        if ord(character) not in shown or unicodedata.category(character).startswith("C")
    )


@cache
def _shown() -> frozenset[int]:
    """The code points that every weight has a glyph for."""
    load_typeface()
    fonts = [pdfmetrics.getFont(name) for name in (REGULAR, SEMIBOLD, BOLD)]
    weights = [font.face.charToGlyph for font in fonts if isinstance(font, TTFont)]
    return frozenset.intersection(
        *(frozenset(code for code, glyph in w.items() if glyph) for w in weights)
    )


def shown_text(text: str) -> str:
    """A text in which every character that no page can show is a box:
    words typed in haste, never a name.
    """
    return text.translate({ord(character): NOT_SHOWN for character in missing_glyphs(text)})
