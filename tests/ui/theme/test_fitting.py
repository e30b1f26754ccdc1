"""What is drawn where there is little room: a code is never drawn with letters missing."""

from PySide6.QtGui import QFontMetricsF

from tallyapp.ui.theme.fitting import fitted, least_width
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import BODY, Face


def test_a_code_is_drawn_whole_however_little_room_there_is(theme: Theme) -> None:
    font = Face(25.5, 600).font()
    for code in ("Z2KRB-N77TP-X5GAG-75E8B-2NP40", "MWGWM-HGNQM-DQGHM-WMGHN-QDHGM"):
        for width in (402, 500):
            words, small = fitted(code, font, width)
            assert words == code
            assert QFontMetricsF(small).horizontalAdvance(code) <= width
        assert least_width(code, font) < 402
        assert code in fitted(f"The code you noted, {code}, is of no entry.", BODY.font(), 320)[0]
