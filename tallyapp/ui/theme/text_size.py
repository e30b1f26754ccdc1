"""How large text is: as it was chosen here, else as in the system."""

import sys

from PySide6.QtGui import QFontDatabase, QFontInfo

STEPS = (100, 110, 125, 150, 175, 200)
"""The sizes there are, in per cent."""
_SHIPPED = {"win32": 9.0, "darwin": 13.0}
"""Points of a system's own text where nobody has changed it."""
_SHIPPED_ELSEWHERE = 11.0


def system_size() -> int:
    """The size of text in this system, in per cent: the font that it gives to its own words,
    against the one it is shipped with.

    Windows makes that font larger with "Text size", KDE and GNOME when another is chosen. GNOME's
    "Large Text" and any scale of the display are in the resolution already, and not counted twice.
    """
    words = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return step_at(QFontInfo(words).pointSizeF(), sys.platform)


def step_at(points: float, platform: str) -> int:
    """The largest size that is not above what a system's text of so many points asks for."""
    percent = 100 * points / _SHIPPED.get(platform, _SHIPPED_ELSEWHERE)
    return max((step for step in STEPS if step <= percent + 1), default=STEPS[0])


def step_from(percent: int, steps: int) -> int:
    """The size so many steps above this one, or below; the last one there is where it ends."""
    nearest = min(range(len(STEPS)), key=lambda at: abs(STEPS[at] - percent))
    return STEPS[max(0, min(nearest + steps, len(STEPS) - 1))]
