"""Columns at a screen's side, which leave room to the middle where the window is narrow."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.type import px

ROOMY = 1_200
"""From this width in pixels on, a window has room for everything at its full width."""
_NARROWER = 0.82


class _Watch(QObject):
    """Hears of its window's size, from the first time that the column is shown."""

    def __init__(self, side: QWidget, width: int) -> None:
        super().__init__(side)
        self._side = side
        self._width = width
        side.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if "_side" not in self.__dict__:  # what is being destroyed still hears of it
            return False
        if watched is self._side and isinstance(event, QShowEvent):
            self._side.window().installEventFilter(self)
            self.fit()
        elif watched is not self._side and isinstance(event, QResizeEvent):
            self.fit()
        return False

    def fit(self) -> None:
        """As wide as the window allows."""
        part = 1 if is_roomy(self._side.window()) else _NARROWER
        self._side.setFixedWidth(px(self._width * part))


def is_roomy(window: QWidget) -> bool:
    """Whether the window is wide enough for everything."""
    return window.width() >= px(ROOMY)


def give_way(side: QWidget, width: int) -> None:
    """Make a column so many pixels wide, and less in a narrow window."""
    side.setFixedWidth(px(width))
    _Watch(side, width)
