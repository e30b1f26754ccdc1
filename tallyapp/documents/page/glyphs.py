"""Which characters the typeface can show: asked when a name is
entered, long before it is printed.
"""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tallyapp.documents.page.typeface import BOLD, REGULAR, SEMIBOLD, composed, load_typeface
from tallyapp.domain.vocabulary.characters import deceptive

NOT_SHOWN = "■"


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of a text that no page can show as they are, each once, in their order.

    Those that nobody sees, or that look like others, are among them: they would vanish or deceive.
    """
    shown = _shown()
    whole = composed(text)
    unfit = {*deceptive(whole), *(letter for letter in whole if ord(letter) not in shown)}
    return tuple(letter for letter in dict.fromkeys(whole) if letter in unfit)


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
